import { type DateRange, datesOf, daysOf } from './date-range.ts';
import { type DayNumber, dayOfClock, isLeapDay, midnightOf, yearBefore } from './local-date.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What a range can be compared with. */
export const comparisons = ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR', 'SAME_EVENT_LAST_SEASON'] as const;
/** One of {@link comparisons}. */
export type Comparison = (typeof comparisons)[number];

/** A range that another is compared with. */
export interface ComparedRange {
  range: DateRange;
  /** How it was chosen, in words for the person who asked. */
  explanation: string;
}

/**
 * As many days of the zone right before: both ends are set back by the fewest whole days that bring the whole of it before
 * the range, at the same hours of the clock. So 10:00 to 14:00 is compared with 10:00 to 14:00 of the day before.
 */
export function previousPeriod(range: DateRange): ComparedRange {
  const { from, to, zone } = range;
  const length = zone.readingAt(to.getTime()) - zone.readingAt(from.getTime());
  const days = Math.max(1, Math.ceil(length / dayMs));
  const before = movedBack(range, days);
  const many = days === 1 ? 'the day before' : `the ${days} days before`;
  return { range: before, explanation: `${datesOf(before)}, ${many}.` };
}

/**
 * The same dates a year before, at the same hours of the clock. The 29th of February becomes the 28th, whether a range
 * begins or ends with it: all of February 2024 is compared with all of February 2023.
 */
export function previousYear(range: DateRange): ComparedRange {
  const { zone } = range;
  const fromClock = zone.readingAt(range.from.getTime());
  // The last moment, not the end: the end of 28 February is the beginning of another date in a leap year.
  const lastClock = zone.clockAt(range.to.getTime() - 1);
  const clocks = [fromClock, lastClock].map(clockYearBefore) as [number, number];
  const before = between(range, clocks[0], clocks[1] + 1);
  const { first, last } = daysOf(range);
  const leap = [first, last].some(isLeapDay)
    ? ' The year before has no 29 February; the 28th stands for it.'
    : '';
  return { range: before, explanation: `${datesOf(before)}, the same dates a year before.${leap}` };
}

/** A range so many days of its zone earlier, at the same hours of the clock. */
export function movedBack(range: DateRange, days: number): DateRange {
  const { from, to, zone } = range;
  const back = midnightOf(days);
  return between(range, zone.readingAt(from.getTime()) - back, zone.readingAt(to.getTime()) - back);
}

function clockYearBefore(clock: number): number {
  const day: DayNumber = dayOfClock(clock);
  return midnightOf(yearBefore(day)) + (clock - midnightOf(day));
}

/** The range between two clock readings; as long as `like` where a change of the clocks leaves nothing between them. */
function between(like: DateRange, fromClock: number, toClock: number): DateRange {
  const { zone } = like;
  const from = zone.instantOf(fromClock);
  const to = zone.instantOf(toClock);
  const end = to > from ? to : from + (like.to.getTime() - like.from.getTime());
  return { from: new Date(from), to: new Date(end), zone };
}
