import { groupBy } from '../model/group.ts';
import { type FirstOfFacet, noSums, sumsOfSpans } from '../model/rollup-sums.ts';
import { type Compared, compare, type Figures, figuresOf, figuresOfRows } from './figures.ts';
import { type JsonSpan, type Question, spansOf } from './question.ts';
import { type Point, pointOf } from './series.ts';

/** The range, and what it is compared with if anything. */
export interface Frame {
  range: JsonSpan;
  before: JsonSpan | null;
}

/** The spans of a frame: the range is 0, what it is compared with 1. */
export function spansOfFrame({ range, before }: Frame): { from: Date; to: Date }[] {
  return spansOf(before ? [range, before] : [range]);
}

/** The figures of all reports. */
export interface Overview extends Figures {
  /** Brands in reports: a report that mentions two counts twice. */
  mentions: Compared;
}

/** The figures of all reports of a range. One statement. */
export const overview: Question<Frame, Overview> = {
  name: 'overview',
  async compute({ reportRollups }, frame) {
    const rows = await reportRollups.totals(spansOfFrame(frame));
    const of = (facet: string, span: number) =>
      rows.find((row) => row.facet === facet && row.span === span) ?? noSums;
    const mentions = compare(of('MENTION', 0).count, frame.before && of('MENTION', 1).count);
    return { ...figuresOf(of('ALL', 0), frame.before && of('ALL', 1)), mentions };
  },
};

/** The reports of each of some periods, in their order. One statement. */
export const reportSeries: Question<{ periods: JsonSpan[] }, Point[]> = {
  name: 'reportSeries',
  async compute({ reportRollups }, { periods }) {
    const rows = await reportRollups.byValue('ALL', spansOf(periods));
    return sumsOfSpans(rows, periods.length).map(pointOf);
  },
};

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
