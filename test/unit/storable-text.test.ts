import { describe, expect, it } from 'vitest';
import { storableJson, storableText } from '../../src/storage/storable-text.ts';

describe('a text for the database', () => {
  it('loses NUL and keeps everything else', () => {
    expect(storableText('a\u0000b\u0001 é 👜\n')).toBe('ab\u0001 é 👜\n');
    expect(storableText(null)).toBeNull();
    expect(storableText('')).toBe('');
  });

  it('has U+FFFD for half a character', () => {
    expect(storableText('👜'.slice(0, 1))).toBe('\uFFFD');
    expect(storableText(`x${'👜'.slice(1)}`)).toBe('x\uFFFD');
  });

  it('is cleaned at any depth of JSON', () => {
    expect(storableJson([{ brands: ['a\u0000', '\ud83d'], count: 1, none: null, at: new Date(0) }])).toBe(
      '[{"brands":["a","\uFFFD"],"count":1,"none":null,"at":"1970-01-01T00:00:00.000Z"}]',
    );
  });
});
