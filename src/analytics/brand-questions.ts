import type { Brand } from '../model/brand.ts';
import { groupBy } from '../model/group.ts';
import { type Reach, reachOf } from '../model/reach.ts';
import { type FirstOfFacet, type MentionFacet, type RollupSums, sumsOfSpans } from '../model/rollup-sums.ts';
import { type JsonSpan, type Question, spansOf } from './question.ts';
import { type Frame, spansOfFrame, type ValueFigures, valueFigures } from './report-questions.ts';

/** Of which brands something is asked, by their canonical names. */
export interface OfBrands {
  brands: readonly string[];
}

/** Answers by brand, by its canonical name; every brand that was asked for has one. */
export type ByBrand<Answer> = Record<string, Answer>;

/** What the mentions of brands add up to in each of some spans, in their order. One statement, however many brands and spans. */
export const brandSums: Question<{ spans: JsonSpan[] } & OfBrands, ByBrand<RollupSums[]>> = {
  name: 'brandSums',
  async compute({ brandRollups }, { brands, spans }) {
    const rows = await brandRollups.byValue(brands, 'ALL', spansOf(spans));
    return byBrand(brands, rows, (its) => sumsOfSpans(its, spans.length));
  },
};

/**
 * What {@link brandSums} tells, of all brands that the tenant follows. One statement, which finds out by itself which they are: so a
 * share of voice waits for one answer, and not for a list and then for what is said of those on it.
 */
export const followedSums: Question<{ spans: JsonSpan[] }, ByBrand<RollupSums[]>> = {
  name: 'followedSums',
  async compute({ brandRollups }, { spans }) {
    const followed = await brandRollups.ofFollowed(spansOf(spans));
    return Object.fromEntries([...followed].map(([brand, its]) => [brand, sumsOfSpans(its, spans.length)]));
  },
};

/**
 * The most frequent values of some facets among the mentions of brands; a list for each facet, in their order. One statement,
 * however many brands and facets.
 */
export const brandValues: Question<
  Frame & OfBrands & { facets: readonly FirstOfFacet<MentionFacet>[] },
  ByBrand<ValueFigures[][]>
> = {
  name: 'brandValuesOfFacets',
  async compute({ brandRollups }, { brands, facets, ...frame }) {
    const rows = await brandRollups.byFirstValues(brands, facets, spansOfFrame(frame));
    return byBrand(brands, rows, (its) => {
      const byFacet = groupBy(its, ({ at }) => at);
      return facets.map((_, at) => valueFigures(byFacet.get(at) ?? [], frame.before !== null));
    });
  },
};

/**
 * The brands that are mentioned most beside brands, as {@link brandValues} tells of the values of a facet: which they are is read from sheets,
 * and of them alone the tones. Three statements, however many brands.
 */
export const brandsBeside: Question<Frame & OfBrands & { first: number }, ByBrand<ValueFigures[]>> = {
  name: 'brandsBeside',
  async compute({ sheets, brandRollups }, { brands, first, ...frame }) {
    const spans = spansOfFrame(frame);
    const beside = await sheets.beside(brands, spans.slice(0, 1), (others) => others.most(first));
    const most = [...new Set([...beside.values()].flat().map(({ brand }) => brand))];
    const nameOf = await sheets.namesOf(most);
    const rows = most.length === 0 ? [] : await brandRollups.beside(brands, spans, most.map(nameOf));
    return byBrand(brands, rows, (its) => {
      const now = its.filter(({ span }) => span === 0).slice(0, first);
      const wanted = new Set(now.map(({ value }) => value));
      return valueFigures(
        its.filter(({ value }) => wanted.has(value)),
        frame.before !== null,
      );
    });
  },
};

/** How many people the reports reach that mention brands. Two statements, however many brands. */
export const brandReach: Question<OfBrands & { range: JsonSpan }, ByBrand<Reach>> = {
  name: 'brandReach',
  async compute({ brandRollups, outletTiers }, { brands, range }) {
    const rows = await brandRollups.byValue(brands, 'SOURCE', spansOf([range]));
    const sources = [...new Set(rows.map(({ value }) => value))];
    const outlets = sources.length === 0 ? [] : await outletTiers.forSources(sources);
    return byBrand(brands, rows, (its) => {
      const counts = its.map(({ value, count }) => ({ source: value, reports: count }));
      return reachOf(counts, outlets);
    });
  },
};

/** The brands that the tenant follows, by name. One statement. */
export const followedBrands: Question<Record<string, never>, Brand[]> = {
  name: 'followedBrands',
  async compute({ brands }) {
    return brands.followed();
  },
};

/** When a brand was first and last written about, as ISO texts; null when never. */
export interface Seen {
  first: string | null;
  last: string | null;
}

/** When brands were first and last written about. One statement, however many brands. */
export const brandSeen: Question<OfBrands, ByBrand<Seen>> = {
  name: 'brandSeen',
  async compute({ brandFacts }, { brands }) {
    const rows = new Map((await brandFacts.seen(brands)).map((row) => [row.brand, row]));
    return Object.fromEntries(
      brands.map((brand) => {
        const { first, last } = rows.get(brand) ?? { first: null, last: null };
        return [brand, { first: first?.toISOString() ?? null, last: last?.toISOString() ?? null }];
      }),
    );
  },
};

/** What was said of a brand in a report. */
export interface Quote {
  reportId: string;
  quote: string;
  tone: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE';
  score: number;
}

/** The kindest or the harshest words on brands, of each story once. One statement, however many brands. */
export const brandQuotes: Question<
  OfBrands & { range: JsonSpan; which: 'BEST' | 'WORST'; first: number },
  ByBrand<Quote[]>
> = {
  name: 'brandQuotes',
  async compute({ brandFacts }, { brands, range, which, first }) {
    const [span] = spansOf([range]);
    const rows = span ? await brandFacts.quotes(brands, span, which, first) : [];
    return byBrand(brands, rows, (its) => its.map(({ brand: _, ...quote }) => quote));
  },
};

function byBrand<Row extends { brand: string }, Answer>(
  brands: readonly string[],
  rows: readonly Row[],
  answer: (its: readonly Row[]) => Answer,
): ByBrand<Answer> {
  const rowsOf = groupBy(rows, ({ brand }) => brand);
  return Object.fromEntries(brands.map((brand) => [brand, answer(rowsOf.get(brand) ?? [])]));
}
