import { type DateRange, datesOf, daysOf } from './date-range.ts';
import { type DayNumber, dateOfDay, dayOfClock, isLeapDay, midnightOf, yearBefore } from './local-date.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

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
 * the range, at the same hours of the clock. So 10:00 to 14:00 is compared with 10:00 to 14:00 of the day before, and a
 * range that is under way with what {@link soFar} leaves of the days before.
 */
export function previousPeriod(range: DateRange, now: Date): ComparedRange {
  const { from, to, zone } = range;
  const length = zone.readingAt(to.getTime()) - zone.readingAt(from.getTime());
  const days = Math.max(1, Math.ceil(length / dayMs));
  const many = days === 1 ? 'the day before' : `the ${days} days before`;
  return likewise(range, now, (wanted) => movedBack(wanted, days), `, ${many}`);
}

/**
 * The same dates a year before, at the same hours of the clock, as far as {@link soFar} has it. The 29th of February
 * becomes the 28th, whether a range begins or ends with it: all of February 2024 is compared with all of February 2023.
 */
export function previousYear(range: DateRange, now: Date): ComparedRange {
  const { first, last } = daysOf(soFar(range, now));
  const found = likewise(range, now, yearEarlier, ', the same dates a year before');
  if (![first, last].some(isLeapDay)) return found;
  const leap = ' The year before has no 29 February; the 28th stands for it.';
  return { ...found, explanation: `${found.explanation}${leap}` };
}

/**
 * A range as far as it is over, to the last full hour of UTC, so that its answer can be kept for an hour, but its first hour
 * at least. It is what others are compared with: half a day beside a whole one looks like a fall. A range that has not
 * begun is left whole, as there is nothing of it to compare.
 */
export function soFar(range: DateRange, now: Date): DateRange {
  if (now < range.from) return range;
  const full = Math.floor(now.getTime() / hourMs) * hourMs;
  const to = new Date(Math.max(full, range.from.getTime() + hourMs));
  return to < range.to ? { ...range, to } : range;
}

/**
 * What a range is compared with, as far as the range is over.
 *
 * @param earlier where a range lies in the time that is compared with
 * @param choice how that was chosen, in words that follow its dates
 */
export function likewise(
  range: DateRange,
  now: Date,
  earlier: (range: DateRange) => DateRange,
  choice: string,
): ComparedRange {
  const wanted = soFar(range, now);
  const before = earlier(wanted);
  const clock = new Date(range.zone.clockAt(before.to.getTime()));
  const end = `${dateOfDay(dayOfClock(clock.getTime()))} ${clock.toISOString().slice(11, 16)}`;
  const until = wanted === range ? '' : `, until ${end}: as far as the range is over, to the hour`;
  return { range: before, explanation: `${datesOf(before)}${choice}${hoursInWords(range)}${until}.` };
}

/** Says of a range that cuts days in two that the dates alone do not tell what is compared. */
function hoursInWords({ from, to, zone }: DateRange): string {
  const isOfWholeDays = [from, to].every((end) => zone.readingAt(end.getTime()) % dayMs === 0);
  return isOfWholeDays ? '' : ', at the same hours of the clock';
}

function yearEarlier(range: DateRange): DateRange {
  const { zone } = range;
  const fromClock = zone.readingAt(range.from.getTime());
  // The last moment, not the end: the end of 28 February is the beginning of another date in a leap year.
  const lastClock = zone.clockAt(range.to.getTime() - 1);
  return between(range, clockYearBefore(fromClock), clockYearBefore(lastClock) + 1);
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
