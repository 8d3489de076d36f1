import { badInput } from './errors.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A date of the calendar without a time or a zone, 'YYYY-MM-DD'. */
export type LocalDate = string;

/** A day of the calendar, counted from 1970-01-01, which is 0. */
export type DayNumber = number;

/** The day that a clock shows, which is written as the epoch milliseconds that UTC would show it at. */
export function dayOfClock(clock: number): DayNumber {
  return Math.floor(clock / dayMs);
}

/** What a clock shows at the beginning of a day. */
export function midnightOf(day: DayNumber): number {
  return day * dayMs;
}

/** A day as a date. */
export function dateOfDay(day: DayNumber): LocalDate {
  return new Date(midnightOf(day)).toISOString().slice(0, 10);
}

/** Whether the calendar has a date. */
export function isDate(date: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && dateOfDay(dayOfClock(time)) === date;
}

/**
 * The day of a date.
 *
 * @throws CodedError BAD_USER_INPUT where the calendar has no such date
 */
export function dayOfDate(date: LocalDate): DayNumber {
  if (isDate(date)) return dayOfClock(Date.parse(`${date}T00:00:00Z`));
  throw badInput(`'${date}' is not a date of the calendar: write it as YYYY-MM-DD.`);
}

/** The Monday of a day's week. */
export function mondayOf(day: DayNumber): DayNumber {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** The first day of a day's month, or of a month so many after it. */
export function monthOf(day: DayNumber, monthsLater = 0): DayNumber {
  const date = new Date(midnightOf(day));
  return dayOfClock(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1));
}

/** The same date a year before; 28 February for the 29th. */
export function yearBefore(day: DayNumber): DayNumber {
  const date = new Date(midnightOf(day));
  const [year, month] = [date.getUTCFullYear() - 1, date.getUTCMonth()];
  const same = new Date(Date.UTC(year, month, date.getUTCDate()));
  return dayOfClock(same.getUTCMonth() === month ? same.getTime() : Date.UTC(year, month, 28));
}

/** Whether a day is the 29th of February. */
export function isLeapDay(day: DayNumber): boolean {
  return dateOfDay(day).endsWith('-02-29');
}
