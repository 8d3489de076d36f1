import { groupBy } from '../model/group.ts';
import { type FirstOfFacet, noSums, type RollupSums, sumsOfSpans } from '../model/rollup-sums.ts';
import { type Compared, compare, type Figures, figuresOf, figuresOfRows } from './figures.ts';
import { type JsonSpan, type Question, spansOf } from './question.ts';

/** The range, and what it is compared with if anything. */
export interface Frame {
  range: JsonSpan;
  before: JsonSpan | null;
}

/** The spans of a frame: the range is 0, what it is compared with 1. */
export function spansOfFrame({ range, before }: Frame): { from: Date; to: Date }[] {
  return spansOf(before ? [range, before] : [range]);
}

/** What all reports of a span add up to. */
export interface ReportSums extends RollupSums {
  /** Brands in reports: a report that mentions two counts twice. */
  mentions: number;
}

/** The sums of a span without reports. */
export const noReportSums: ReportSums = { ...noSums, mentions: 0 };

/** What all reports of each of some spans add up to, in their order. One statement, however many spans. */
export const reportSums: Question<{ spans: JsonSpan[] }, ReportSums[]> = {
  name: 'reportSums',
  async compute({ reportRollups }, { spans }) {
    const rows = groupBy(await reportRollups.totals(spansOf(spans)), ({ facet }) => facet);
    const mentions = sumsOfSpans(rows.get('MENTION') ?? [], spans.length);
    return sumsOfSpans(rows.get('ALL') ?? [], spans.length).map((sums, at) => ({
      ...sums,
      mentions: mentions[at]?.count ?? 0,
    }));
  },
};

/** The figures of all reports. */
export interface Overview extends Figures {
  /** See {@link ReportSums}. */
  mentions: Compared;
}

/** The figures of all reports. @param before null when nothing is compared with */
export function overviewFigures(now: ReportSums, before: ReportSums | null): Overview {
  return { ...figuresOf(now, before), mentions: compare(now.mentions, before ? before.mentions : null) };
}

/** The figures of one value of a facet. */
export interface ValueFigures extends Figures {
  /** A topic, an outlet, a language ('' where it is not known). */
  value: string;
}

/**
 * The most frequent values of some facets among all reports, by reports, then by value; a list for each facet, in their
 * order. One statement, however many facets.
 */
export const reportValues: Question<Frame & { facets: readonly FirstOfFacet[] }, ValueFigures[][]> = {
  name: 'valuesOfFacets',
  async compute({ reportRollups }, { facets, ...frame }) {
    const rows = groupBy(await reportRollups.byFirstValues(facets, spansOfFrame(frame)), ({ at }) => at);
    return facets.map((_, at) => valueFigures(rows.get(at) ?? [], frame.before !== null));
  },
};

/** Rows of two spans as figures by value, in the order of the rows of the first span. */
export function valueFigures<Row extends Parameters<typeof figuresOfRows>[0][number] & { value: string }>(
  rows: readonly Row[],
  isCompared: boolean,
): ValueFigures[] {
  const byValue = groupBy(rows, ({ value }) => value);
  return [...byValue].map(([value, its]) => ({ value, ...figuresOfRows(its, isCompared) }));
}
