import { describe, expect, it } from 'vitest';
import { createTenantAnalysers } from '../../../src/ingestion/enrich/tenant-analysers.ts';
import { usualMentionThreshold } from '../../../src/model/tenant.ts';
import type { BrandSettings } from '../../../src/model/tenant-catalogue.ts';
import { fewBrands } from '../../fixtures/enrich/brands.ts';

const analysers = createTenantAnalysers(fewBrands);
const analyserFor = (brands: BrandSettings[], mentionThreshold = usualMentionThreshold) =>
  analysers({ brands, mentionThreshold });

const says = (brand: string, what: Partial<BrandSettings>): BrandSettings => ({
  brand,
  ignored: false,
  ownAliases: [],
  ambiguousNames: null,
  mergedInto: null,
  rules: [],
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

  it('counts a name only when it is as sure as the tenant asks for, and says so of what it does not count', () => {
    const article = {
      title: 'A note from the market',
      summary: null,
      text: 'The marni was on the table.',
      categories: [],
      declaredLanguages: ['en'],
    };
    const usual = analyserFor([]).analyse(article);
    expect(usual.mentions).toMatchObject([
      { brand: 'Marni', confidence: 0.6, reason: 'NAME', name: 'Marni' },
    ]);
    expect(usual.rejectedMentions).toEqual([]);
    const strict = analyserFor([], 0.7).analyse(article);
    expect(strict.mentions).toEqual([]);
    expect(strict.rejectedMentions).toMatchObject([
      { brand: 'Marni', name: 'Marni', reason: 'LOW_CONFIDENCE', confidence: 0.6 },
    ]);
  });

  it('judges a name by the tenant’s rule for it', () => {
    const text = 'They spoke of Boss and of the tailor until Monday.';
    const rule = {
      name: 'Boss',
      ignored: false,
      needsContext: true,
      contextWords: ['the tailor'],
      counterWords: [],
    };
    expect(found(text)).toEqual([]);
    expect(found(text, says('Hugo Boss', { rules: [rule] }))).toEqual(['Hugo Boss']);
  });

  it('says nothing of an ignored brand, not even that it is not counted', () => {
    const { rejectedMentions } = analyserFor([says('Hugo Boss', { ignored: true })]).analyse({
      title: 'They spoke of Boss until Monday',
      summary: null,
      text: null,
      categories: [],
      declaredLanguages: ['en'],
    });
    expect(rejectedMentions).toEqual([]);
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
