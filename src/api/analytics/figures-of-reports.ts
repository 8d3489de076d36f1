import { jsonSpan } from '../../analytics/question.ts';
import { noReportSums, overviewFigures, type ValueFigures } from '../../analytics/report-questions.ts';
import { type Point, pointOf } from '../../analytics/series.ts';
import type { Period, PeriodLength } from '../../model/periods.ts';
import { topics } from '../../model/report.ts';
import type { ReportFacet } from '../../model/rollup-sums.ts';
import { readSize } from '../args/page.ts';
import type { Session } from '../context.ts';
import { inputLimits } from '../limits/limits.ts';
import { type AnalyticsFrame, jsonFrame, jsonSpans, readDays, readPeriods } from './frame.ts';

/** A point of a series with its period. */
export type DatedPoint = Point & {
  date: string;
  from: Date;
  to: Date;
  isWhole: boolean;
  period: Period;
  frame: AnalyticsFrame;
};

/** All reports of a frame. */
export async function overviewOf({ loaders }: Session, frame: AnalyticsFrame) {
  const key = { frame: jsonFrame(frame), spans: jsonSpans(frame) };
  const [sums = noReportSums, before = noReportSums] = await loaders.analytics.sumsOfReports.load(key);
  const { tone, ...figures } = overviewFigures(sums, frame.compared && before);
  return { ...figures, sentiment: tone };
}

/** The reports of each period of a range, in their order. */
export async function seriesOf(
  session: Session,
  frame: AnalyticsFrame,
  by: PeriodLength,
): Promise<DatedPoint[]> {
  return pointsOf(session, frame, readPeriods(frame.range, by));
}

async function pointsOf(
  { loaders }: Session,
  frame: AnalyticsFrame,
  periods: readonly Period[],
): Promise<DatedPoint[]> {
  const sums = await loaders.analytics.sumsOfReports.load({
    frame: jsonFrame(frame),
    spans: spansOfPeriods(periods),
  });
  return dated(frame, periods, sums.map(pointOf));
}

/** The days of a range with most stories, then most reports, then the earliest. */
export async function busiestDays(
  session: Session,
  frame: AnalyticsFrame,
  first: number,
): Promise<DatedPoint[]> {
  const size = readSize('first', first, inputLimits.busiestDays);
  const days = (await pointsOf(session, frame, readDays(frame.range))).filter(({ reports }) => reports > 0);
  return days.sort((a, b) => b.stories - a.stories || b.reports - a.reports).slice(0, size);
}

/** The periods of a series as questions take them. */
export function spansOfPeriods(periods: readonly Period[]) {
  return periods.map(({ start, end }) => jsonSpan({ from: start, to: end }));
}

/** Points with their periods. */
export function dated(
  frame: AnalyticsFrame,
  periods: readonly Period[],
  points: readonly Point[],
): DatedPoint[] {
  return periods.flatMap((period, at) => {
    const { label: date, start: from, end: to, isWhole } = period;
    const point = points[at];
    return point ? [{ date, from, to, isWhole, period, frame, ...point }] : [];
  });
}

/** The topics of a frame's reports, the most frequent first. */
export async function topicsOf(session: Session, frame: AnalyticsFrame) {
  return asTopics(await valuesOf(session, frame, 'TOPIC', topics.length));
}

/** The outlets of a frame's reports, those with most first. */
export async function sourcesOf(session: Session, frame: AnalyticsFrame, first: number) {
  return asSources(await valuesOf(session, frame, 'SOURCE', readSize('first', first, inputLimits.values)));
}

/** The languages of a frame's reports, the most frequent first. */
export async function languagesOf(session: Session, frame: AnalyticsFrame, first: number) {
  return asLanguages(
    await valuesOf(session, frame, 'LANGUAGE', readSize('first', first, inputLimits.values)),
  );
}

/** Values of the facet TOPIC by their name. */
export function asTopics(values: readonly ValueFigures[]) {
  return values.map(({ value, ...figures }) => ({ topic: value, ...figures }));
}

/** Values of the facet SOURCE by their name. */
export function asSources(values: readonly ValueFigures[]) {
  return values.map(({ value, ...figures }) => ({ source: value, ...figures }));
}

/** Values of the facet LANGUAGE by their name; null where it is not known. */
export function asLanguages(values: readonly ValueFigures[]) {
  return values.map(({ value, ...figures }) => ({ language: value === '' ? null : value, ...figures }));
}

async function valuesOf(
  { loaders }: Session,
  frame: AnalyticsFrame,
  facet: ReportFacet,
  first: number,
): Promise<ValueFigures[]> {
  return loaders.analytics.valuesOfReports.load({ frame: jsonFrame(frame), facet, first });
}
