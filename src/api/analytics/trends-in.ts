import { jsonSpan } from '../../analytics/question.ts';
import { type SourceChange, sourceChangeOf } from '../../analytics/source-change.ts';
import type { JsonWindows } from '../../analytics/trend-question.ts';
import { trendWindows } from '../../analytics/trend-windows.ts';
import type { Trend } from '../../analytics/trends.ts';
import type { DateRange } from '../../model/date-range.ts';
import { readSize } from '../args/page.ts';
import type { Session } from '../context.ts';
import { inputLimits } from '../limits/limits.ts';
import { type AnalyticsFrame, shownRange } from './frame.ts';

/** A trend with its windows as clients see them. */
export type ShownTrend = Omit<Trend, 'baseline'> & {
  window: ReturnType<typeof shownRange>;
  baseline: { range: ReturnType<typeof shownRange>; stories: number; mentions: number }[];
  /** What it was made of. */
  found: Trend;
  among: JsonWindows;
};

/** The brands that rise or fall in a frame's range, the farthest off first. */
export async function trendsIn(
  { loaders, now }: Session,
  { range }: AnalyticsFrame,
  direction: string | null | undefined,
  first: number,
): Promise<ShownTrend[]> {
  const size = readSize('first', first, inputLimits.trends);
  const windows = trendWindows(range, now());
  if (windows === null) return [];
  const among = { window: jsonSpan(windows.window), before: windows.before.map(jsonSpan) };
  const all = await loaders.analytics.trends.load(among);
  const wanted = all.filter((trend) => !direction || trend.direction === direction);
  return wanted.slice(0, size).map((found) => ({
    ...found,
    window: shownRange(windows.window),
    baseline: found.baseline.map(({ stories, mentions, ...span }) => ({
      range: inZone(span, range),
      stories,
      mentions,
    })),
    found,
    among,
  }));
}

/** Why a trend comes from feeds that have changed; null when it comes from the press. One statement for all of a request. */
export async function sourceChangeIn(
  { loaders }: Session,
  { found, among }: ShownTrend,
): Promise<SourceChange | null> {
  const coverage = await loaders.analytics.trendFeedsByBrand.load({ ...among, parent: found.brand });
  return sourceChangeOf(found, coverage, among.before);
}

function inZone({ from, to }: { from: string; to: string }, { zone }: DateRange) {
  return shownRange({ from: new Date(from), to: new Date(to), zone });
}
