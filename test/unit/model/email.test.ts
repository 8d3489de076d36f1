import { describe, expect, it } from 'vitest';
import { emailAddress } from '../../../src/model/email.ts';

describe('an e-mail address', () => {
  it.each([
    ['ada@x.example', 'ada@x.example'],
    [' Ada@Maison-X.Example\n', 'ada@maison-x.example'],
    ['ÉVA@x.example', 'éva@x.example'],
    [`${'a'.repeat(244)}@x.example`, `${'a'.repeat(244)}@x.example`],
  ])('is kept trimmed and in lower case: %j', (typed, kept) => {
    expect(emailAddress(typed)).toBe(kept);
  });

  it.each([
    '',
    'ada',
    'ada@x',
    '@x.example',
    'ada@@x.example',
    'a da@x.example',
    'a\0@x.example',
    '\ud800@x.example',
    `${'a'.repeat(245)}@x.example`,
  ])('is not %j', (typed) => {
    expect(emailAddress(typed)).toBeNull();
  });
});
