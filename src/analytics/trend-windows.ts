import { movedBack } from '../model/compared-range.ts';
import { type DateRange, daysOf, rangeOfDays } from '../model/date-range.ts';
import { dayOfClock } from '../model/local-date.ts';
import { trendRules } from './trends.ts';

const hourMs = 3_600_000;

/** A window that is judged, and those it is measured against, the latest first. */
export interface TrendWindows {
  window: DateRange;
  before: DateRange[];
}

/**
 * The whole days of a range that are over, and as long windows before them, each so many whole weeks earlier that none
 * overlaps and all begin on the same day of the week. Of a range without such a day, what is over of it, to the hour.
 * Null when nothing of it is over.
 */
export function trendWindows(range: DateRange, now: Date): TrendWindows | null {
  const window = whatIsOver(range, now);
  if (window === null) return null;
  const { first, last } = daysOf(window);
  const weeks = Math.ceil((last - first + 1) / 7);
  const before = Array.from({ length: trendRules.windows }, (_, at) =>
    movedBack(window, 7 * weeks * (at + 1)),
  );
  return { window, before };
}

function whatIsOver(range: DateRange, now: Date): DateRange | null {
  const { zone } = range;
  const touched = daysOf(range);
  const outer = rangeOfDays(zone, touched);
  const first = outer.from < range.from ? touched.first + 1 : touched.first;
  const today = dayOfClock(zone.clockAt(now.getTime()));
  const last = Math.min(outer.to > range.to ? touched.last - 1 : touched.last, today - 1);
  if (first <= last) return rangeOfDays(zone, { first, last });
  const hour = Math.floor(now.getTime() / hourMs) * hourMs;
  const to = new Date(Math.min(range.to.getTime(), hour));
  return range.from < to ? { ...range, to } : null;
}
