import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldBrandName } from '../../../src/model/brand.ts';

describe('the folded name of a brand', () => {
  it.each([
    ['accents', 'Hermès', 'HERMES'],
    ['accents that stand by themselves', 'Chloe\u0301', 'Chloé'],
    ['case', 'GUCCI', 'gucci'],
    ['spaces', ' Comme  des\tGarçons ', 'comme des garcons'],
    ['hard spaces', 'Louis\u00a0Vuitton', 'louis vuitton'],
    ['apostrophes', 'L’Oréal', "L'Oreal"],
    ['hyphens', 'Jean‑Paul – Gaultier', 'jean-paul - gaultier'],
    ['ampersands', 'H&M', 'H & M'],
    ['ampersands in words', 'Dolce & Gabbana', 'Dolce and Gabbana'],
    ['plus signs', 'A+B', 'a + b'],
    ['letters with a stroke', 'Søren', 'soren'],
    ['ligatures', 'Œuvre Æther', 'oeuvre aether'],
    ['sharp s', 'Strauß', 'STRAUSS'],
    ['wide letters', 'ＧＵＣＣＩ', 'gucci'],
  ])('does not depend on %s', (_, one, other) => {
    expect(foldBrandName(one)).toBe(foldBrandName(other));
  });

  it.each([
    ['Dior', 'Dior Homme'],
    ['Celine', 'Celina'],
    ['A.P.C.', 'APC'],
  ])('tells %s from %s', (one, other) => {
    expect(foldBrandName(one)).not.toBe(foldBrandName(other));
  });

  it('folded again stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const folded = foldBrandName(name);
        expect(foldBrandName(folded)).toBe(folded);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
