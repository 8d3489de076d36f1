import { describe, expect, it } from 'vitest';
import { createTenantAnalysers } from '../../../src/ingestion/enrich/tenant-analysers.ts';
import type { BrandSettings } from '../../../src/model/tenant-catalogue.ts';
import { fewBrands } from '../../fixtures/enrich/brands.ts';

const analyserFor = createTenantAnalysers(fewBrands);

const says = (brand: string, what: Partial<BrandSettings>): BrandSettings => ({
  brand,
  ignored: false,
  ownAliases: [],
  ambiguousNames: null,
  mergedInto: null,
  ...what,
});

function found(text: string, ...settings: BrandSettings[]): string[] {
  const { mentions } = analyserFor(settings).analyse({
    title: 'A note from the market',
    summary: null,
    text,
    categories: [],
    declaredLanguages: ['en'],
  });
  return mentions.map(({ brand }) => brand).sort();
}

describe('what is read for a tenant', () => {
  it('names a brand by an alias of the tenant’s own', () => {
    const text = 'The Double G opened a shop in Lyon.';
    expect(found(text)).toEqual([]);
    expect(found(text, says('Gucci', { ownAliases: ['Double G'] }))).toEqual(['Gucci']);
  });

  it('asks for evidence where the tenant wants it, and for none where it does not', () => {
    const [clear, ambiguous] = ['They spoke of Marni until Monday.', 'They spoke of Boss until Monday.'];
    expect([found(clear), found(ambiguous)]).toEqual([['Marni'], []]);
    const settings = [
      says('Marni', { ambiguousNames: ['Marni'] }),
      says('Hugo Boss', { ambiguousNames: [] }),
    ];
    expect([found(clear, ...settings), found(ambiguous, ...settings)]).toEqual([[], ['Hugo Boss']]);
  });

  it('does not mention an ignored brand, nor another in its place', () => {
    const text = 'Tom Ford and Gucci open in Lyon, near the shop of Ford.';
    expect(found(text)).toEqual(['Ford', 'Gucci', 'Tom Ford']);
    expect(found(text, says('Tom Ford', { ignored: true }))).toEqual(['Ford', 'Gucci']);
  });

  it('counts a brand as another, once, whichever name stands there', () => {
    const merged = says('Saint Laurent', { mergedInto: 'Gucci' });
    const analysis = analyserFor([merged]).analyse({
      title: 'A note from the market',
      summary: null,
      text: 'YSL and Gucci and Yves Saint Laurent show in Paris.',
      categories: [],
      declaredLanguages: ['en'],
    });
    expect(analysis.mentions).toMatchObject([{ brand: 'Gucci', count: 3 }]);
  });
});

describe('the analysers', () => {
  it('are one for all who leave the catalogue as it is', () => {
    expect(analyserFor([])).toBe(analyserFor([]));
  });

  it('are made anew only when what is said has changed', () => {
    const once = analyserFor([says('Gucci', { ownAliases: ['GG'] })]);
    expect(analyserFor([says('Gucci', { ownAliases: ['GG'] })])).toBe(once);
    expect(analyserFor([says('Gucci', { ownAliases: ['GGs'] })])).not.toBe(once);
  });

  it('are kept in a bounded number', () => {
    const once = analyserFor([says('Gucci', { ownAliases: ['alias'] })]);
    for (let at = 0; at < 100; at += 1) analyserFor([says('Gucci', { ownAliases: [`alias ${at}`] })]);
    expect(analyserFor([says('Gucci', { ownAliases: ['alias'] })])).not.toBe(once);
  });
});
