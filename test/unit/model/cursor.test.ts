import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CursorScope, decodeCursor, encodeCursor } from '../../../src/model/cursor.ts';
import { CodedError } from '../../../src/model/errors.ts';

const scope: CursorScope = { tenantId: 'tenant', list: 'reports:PUBLISHED_AT:DESC' };
const position = { value: '2026-03-01T08:00:00.000Z', id: '0190a3c5-0000-7000-8000-000000000000' };

function refusalOf(cursor: string, within = scope): CodedError {
  try {
    decodeCursor(cursor, within, 'after');
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('the cursor was taken');
}

describe('a cursor', () => {
  it('stands for the place it was made for, whatever its value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite' }), fc.uuid(), (value, id) => {
        expect(decodeCursor(encodeCursor({ value, id }, scope), scope, 'after')).toEqual({ value, id });
      }),
    );
  });

  it('can stand in an address as it is', () => {
    expect(encodeCursor(position, scope)).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['tenant', { ...scope, tenantId: 'other' }],
    ['list', { ...scope, list: 'feeds:CREATED_AT:DESC' }],
    ['order', { ...scope, list: 'reports:PUBLISHED_AT:ASC' }],
  ])('is refused under another %s', (_, other) => {
    expect(refusalOf(encodeCursor(position, scope), other).code).toBe('BAD_USER_INPUT');
  });

  it('is refused at whatever place it was cut', () => {
    const cursor = encodeCursor(position, scope);
    for (let length = 0; length < cursor.length; length += 1) {
      expect(refusalOf(cursor.slice(0, length)).code).toBe('BAD_USER_INPUT');
    }
  });

  it('is refused when any byte of it was changed', () => {
    const bytes = Buffer.from(encodeCursor(position, scope), 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(refusalOf(changed.toString('base64url')).code).toBe('BAD_USER_INPUT');
    }
  });

  it('that is refused is repeated in the message, shortened, with the argument it came in', () => {
    expect(refusalOf('rubbish').message).toMatch(/^after: "rubbish" is no cursor of this list\./);
    expect(refusalOf('x'.repeat(10_000)).message.length).toBeLessThan(300);
  });
});
