/** A stretch of time, half open. */
export interface Span {
  from: Date;
  to: Date;
}

/** What some reports, or mentions of a brand, add up to. */
export interface RollupSums {
  /** Reports or mentions, copies of one story each for itself. */
  count: number;
  /** Stories that broke among them: those of whose reports the first is one of these. */
  stories: number;
  /** How many have this sentiment or tone, MIXED of reports alone; what was not judged has none. */
  positive: number;
  neutral: number;
  negative: number;
  mixed: number;
  /** The scores of those that have one, -1 to 1 each, in thousandths. */
  scoreSum: number;
}

/** The sums of nothing. */
export const noSums: RollupSums = {
  count: 0,
  stories: 0,
  positive: 0,
  neutral: 0,
  negative: 0,
  mixed: 0,
  scoreSum: 0,
};

/** The sums of each of `length` spans, in their order; of those that no row tells of, {@link noSums}. */
export function sumsOfSpans(rows: readonly (RollupSums & { span: number })[], length: number): RollupSums[] {
  const sums = Array.from({ length }, () => noSums);
  for (const { span, count, stories, positive, neutral, negative, mixed, scoreSum } of rows) {
    sums[span] = { count, stories, positive, neutral, negative, mixed, scoreSum };
  }
  return sums;
}

/** By what reports are summed up; MENTION sums the mentions of all brands, BRAND those of each, with their tones. */
export const reportFacets = [
  'ALL',
  'MENTION',
  'BRAND',
  'TOPIC',
  'SOURCE',
  'LANGUAGE',
  'STATUS',
  'PROVIDER',
] as const;
/** One of {@link reportFacets}. */
export type ReportFacet = (typeof reportFacets)[number];

/** How many values of a facet are wanted: those that are most frequent. */
export interface FirstOfFacet<Facet extends ReportFacet = ReportFacet> {
  facet: Facet;
  first: number;
}

/**
 * Brands are mentioned together only in reports that mention at most so many: a round-up of a hundred brands says nothing
 * about any two of them, and would be counted for 9,900 pairs.
 */
export const mostTogether = 20;

/** By what the mentions of one brand are summed up; BRAND by the brands mentioned together with it, see {@link mostTogether}. */
export const brandFacets = ['ALL', 'TOPIC', 'SOURCE', 'LANGUAGE', 'BRAND'] as const;
/** One of {@link brandFacets}. */
export type BrandFacet = (typeof brandFacets)[number];
/** What the reports that mention a brand are told apart by: a facet of reports as well. */
export type MentionFacet = Exclude<BrandFacet, 'ALL' | 'BRAND'>;

/** The sums of one value of a facet in one of the spans that were asked for. */
export interface ValueSums extends RollupSums {
  /** Which of the spans: 0 is the first. */
  span: number;
  /** '' of facet ALL, and of reports without a language. */
  value: string;
}
