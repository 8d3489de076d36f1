import { type DateRange, daysOf } from './date-range.ts';
import { type DayNumber, dateOfDay, type LocalDate, midnightOf, mondayOf, monthOf } from './local-date.ts';

/** What a range can be cut into. A week begins on Monday (ISO 8601). */
export const periodLengths = ['DAY', 'WEEK', 'MONTH'] as const;
/** One of {@link periodLengths}. */
export type PeriodLength = (typeof periodLengths)[number];

/** A day, a week or a month of a zone, as far as it lies in a range. */
export interface Period {
  /** In UTC, half open; at the ends of a range no more than the range holds. */
  start: Date;
  end: Date;
  /** The first day of the whole period, even where the range begins within it. */
  label: LocalDate;
  /** Whether the range holds the period from its beginning to its end. */
  isWhole: boolean;
}

/**
 * The periods of a range in the zone's days, in order and without holes: the end of one is the start of the next, the
 * first starts with the range and the last ends with it. A day lasts 23 or 25 hours where the clocks change, and begins
 * at the change where its midnight is left out. A date that the zone left out (Samoa had no 30 December 2011) is none.
 */
export function periodsOf(range: DateRange, length: PeriodLength): Period[] {
  const { from, to, zone } = range;
  const firsts = firstDays(range, length);
  const starts = zone.instantsOf(firsts.map(midnightOf));
  const periods: Period[] = [];
  for (const [index, first] of firsts.slice(0, -1).entries()) {
    const [begins, ends] = [starts[index] as number, starts[index + 1] as number];
    const start = Math.max(begins, from.getTime());
    const end = Math.min(ends, to.getTime());
    if (start >= end) continue;
    periods.push({
      start: new Date(start),
      end: new Date(end),
      label: dateOfDay(first),
      isWhole: start === begins && end === ends,
    });
  }
  return periods;
}

/** How many periods a range is cut into, without making them. A date that the zone left out counts as one. */
export function periodCount(range: DateRange, length: PeriodLength): number {
  const { first, last } = daysOf(range);
  if (length === 'DAY') return last - first + 1;
  if (length === 'WEEK') return (mondayOf(last) - mondayOf(first)) / 7 + 1;
  return monthNumber(last) - monthNumber(first) + 1;
}

function monthNumber(day: DayNumber): number {
  const date = new Date(midnightOf(day));
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The first days of the periods that a range touches, and of the one after them. */
function firstDays(range: DateRange, length: PeriodLength): DayNumber[] {
  const { first, last } = daysOf(range);
  const days: DayNumber[] = [];
  let day = startOf(first, length);
  for (; day <= last; day = nextOf(day, length)) days.push(day);
  days.push(day);
  return days;
}

function startOf(day: DayNumber, length: PeriodLength): DayNumber {
  if (length === 'DAY') return day;
  return length === 'WEEK' ? mondayOf(day) : monthOf(day);
}

function nextOf(day: DayNumber, length: PeriodLength): DayNumber {
  if (length === 'MONTH') return monthOf(day, 1);
  return day + (length === 'WEEK' ? 7 : 1);
}
