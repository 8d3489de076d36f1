import { describe, expect, it } from 'vitest';
import { createBrandFinder } from '../../../src/ingestion/enrich/brands/brand-finder.ts';
import { rejectedMentionsOf } from '../../../src/ingestion/enrich/brands/rejected-mentions.ts';
import type { CatalogueBrand } from '../../../src/model/brand.ts';
import type { NameRule } from '../../../src/model/mention-evidence.ts';
import { fewBrands } from '../../fixtures/enrich/brands.ts';

const rule = (name: string, what: Partial<NameRule> = {}): NameRule => ({
  name,
  ignored: false,
  needsContext: true,
  contextWords: [],
  counterWords: [],
  ...what,
});

function finderWith(
  brandName: string,
  rules: NameRule[],
  { threshold, brands = fewBrands }: { threshold?: number; brands?: CatalogueBrand[] } = {},
) {
  const ruled = brands.map((brand) => (brand.name === brandName ? { ...brand, rules } : brand));
  return createBrandFinder(ruled, { threshold });
}

const article = (text: string) => ({ title: 'A note from the market', summary: null, text });

function verdicts(text: string, brandName: string, ...rules: NameRule[]): string[] {
  const { brands, refused } = finderWith(brandName, rules).find(article(text));
  return [...brands.flatMap(({ hits }) => hits), ...refused].map(
    ({ name, decision }) => `${name.written}: ${decision.reason}`,
  );
}

describe('a rule of a tenant for a name', () => {
  it('makes a clear name need evidence, and takes the need from an ambiguous one', () => {
    expect(verdicts('We met Prada there.', 'Prada')).toEqual(['Prada: NAME']);
    expect(verdicts('We met Prada there.', 'Prada', rule('prada'))).toEqual(['Prada: MISSING_CONTEXT']);
    expect(verdicts('We met Vince there.', 'Vince')).toEqual(['Vince: MISSING_CONTEXT']);
    expect(verdicts('We met Vince there.', 'Vince', rule('Vince', { needsContext: false }))).toEqual([
      'Vince: NAME',
    ]);
  });

  it('takes its words and phrases near by for evidence, in any case and with or without accents', () => {
    const caps = rule('Champion', { contextWords: ['Reverse Weave', 'étiquette'] });
    expect(verdicts('Champion is back, with the reverse  weave of old.', 'Champion', caps)).toEqual([
      'Champion: CONTEXT',
    ]);
    expect(verdicts('The ETIQUETTE says Champion.', 'Champion', caps)).toEqual(['Champion: CONTEXT']);
    expect(verdicts('Champion is back, with the weave of old.', 'Champion', caps)).toEqual([
      'Champion: MISSING_CONTEXT',
    ]);
  });

  it('does not look for them further than twelve words away', () => {
    const caps = rule('Champion', { contextWords: ['weave'] });
    const filler = 'and so on '.repeat(4);
    expect(verdicts(`We met Champion ${filler}weave.`, 'Champion', caps)).toEqual([
      'Champion: MISSING_CONTEXT',
    ]);
  });

  it('refuses a name beside its counter-words, clear or not, and whatever else speaks for it', () => {
    const counter = { counterWords: ['Foundation', 'the old'] };
    expect(verdicts('The Prada Foundation opened.', 'Prada', rule('Prada', counter))).toEqual([
      'Prada: COUNTER_CONTEXT',
    ]);
    expect(
      verdicts('A day at the old Prada.', 'Prada', rule('Prada', { ...counter, needsContext: false })),
    ).toEqual(['Prada: COUNTER_CONTEXT']);
    expect(
      verdicts(
        'The Coach Foundation sold a handbag by the brand Gucci.',
        'Coach',
        rule('Coach', { ...counter, contextWords: ['handbag'] }),
      ),
    ).toEqual(['Gucci: NAME', 'Coach: COUNTER_CONTEXT']);
    expect(verdicts('Prada gave the foundation a hand.', 'Prada', rule('Prada', counter))).toEqual([
      'Prada: MISSING_CONTEXT',
    ]);
  });

  it('may have a name count never, whatever speaks for it, and its brand by others still', () => {
    const never = { ignored: true, contextWords: ['suits'] };
    for (const needsContext of [true, false]) {
      const boss = rule('boss', { ...never, needsContext });
      expect(verdicts('The label Boss shows suits by Hugo Boss.', 'Hugo Boss', boss)).toEqual([
        'Hugo Boss: NAME',
        'Boss: IGNORED_NAME',
      ]);
      expect(verdicts('The fashion label Boss shows suits.', 'Hugo Boss', boss)).toEqual([
        'Boss: IGNORED_NAME',
      ]);
    }
  });

  it('leaves an everyday word in lower case one, also where the name never counts', () => {
    for (const needsContext of [true, false]) {
      const never = rule('Next', { ignored: true, needsContext });
      expect(verdicts('They meet again next week, and Next sells shirts.', 'Next', never)).toEqual([
        'Next: LOWER_CASE',
        'Next: IGNORED_NAME',
      ]);
    }
  });

  it('speaks of the one name only', () => {
    expect(
      verdicts('Polo Ralph Lauren and Ralph Lauren.', 'Ralph Lauren', rule('Polo Ralph Lauren')),
    ).toEqual(['Polo Ralph Lauren: FULL_NAME', 'Ralph Lauren: NAME']);
  });

  it('is of every writing of the same words, and of no other way to write the name', () => {
    const white = rule('off white', { ignored: true });
    expect(verdicts('We met Off-White and Off White there.', 'Off-White', white)).toEqual([
      'Off-White: IGNORED_NAME',
      'Off-White: IGNORED_NAME',
    ]);
    const withAlias = fewBrands.map((brand) =>
      brand.name === 'A.P.C.' ? { ...brand, aliases: ['APC'] } : brand,
    );
    for (const [ignored, counting] of [
      ['APC', 'A.P.C.'],
      ['A.P.C.', 'APC'],
    ] as const) {
      const rules = [rule(ignored, { ignored: true })];
      const { brands, refused } = finderWith('A.P.C.', rules, { brands: withAlias }).find(
        article('We met A.P.C. and APC there.'),
      );
      expect(brands.map(({ name, hits }) => [name, hits.length])).toEqual([[counting, 1]]);
      expect(refused.map(({ name, decision }) => [name.written, decision.reason])).toEqual([
        [ignored, 'IGNORED_NAME'],
      ]);
    }
  });

  it('never counts an everyday word in lower case', () => {
    const bags = rule('Coach', { contextWords: ['bag'] });
    expect(verdicts('The coach left her bag.', 'Coach', bags)).toEqual(['Coach: LOWER_CASE']);
  });
});

describe('a threshold', () => {
  it('refuses what would count with less confidence, and keeps what it had', () => {
    const text = 'we saw gucci there. We saw Prada there.';
    const { brands, refused } = finderWith('Gucci', [], { threshold: 0.8 }).find(article(text));
    expect(brands.map(({ brand }) => brand.name)).toEqual(['Prada']);
    expect(refused.map(({ decision }) => decision)).toEqual([
      { accepted: false, reason: 'LOW_CONFIDENCE', confidence: 0.6 },
    ]);
  });

  it('lets nothing count by a hit that it refused', () => {
    const text = `The label Vince showed knitwear.\n\n${'It rained. '.repeat(9)}\n\nThen Vince left.`;
    const { brands, refused } = finderWith('Gucci', [], { threshold: 0.99 }).find(article(text));
    expect(brands).toEqual([]);
    expect(refused.map(({ decision }) => decision.reason)).toEqual(['LOW_CONFIDENCE', 'MISSING_CONTEXT']);
  });
});

describe('what is said of a name', () => {
  it('is why it counts, and the spelling of its surest hit', () => {
    const [found] = finderWith('Gucci', []).find(
      article('Analysts had warned Boss. Hugo Boss cut its forecast.'),
    ).brands;
    expect([found?.brand.name, found?.name, found?.reason]).toEqual(['Hugo Boss', 'Hugo Boss', 'NAME']);
  });

  it('is, when it does not count, the reason, the place and the quote, everyday words in lower case last', () => {
    const findings = finderWith('Gucci', []).find({
      title: 'Next week in Rome',
      summary: null,
      text: 'The coach came. Vince and the coach left. Next week they return.',
    });
    expect(rejectedMentionsOf(findings)).toEqual([
      {
        brand: 'Next',
        name: 'Next',
        position: 'HEADLINE',
        reason: 'COUNTER_CONTEXT',
        confidence: 0,
        quote: 'Next week in Rome',
      },
      {
        brand: 'Vince',
        name: 'Vince',
        position: 'LEAD',
        reason: 'MISSING_CONTEXT',
        confidence: 0,
        quote: 'Vince and the coach left.',
      },
      {
        brand: 'Coach',
        name: 'Coach',
        position: 'LEAD',
        reason: 'LOWER_CASE',
        confidence: 0,
        quote: 'The coach came.',
      },
    ]);
  });
});
