import { monthNamed, plainWord, weekdayNamed } from './date-words.ts';
import { offsetOfName, offsetOfPlace } from './time-zones.ts';

const longestDate = 100;
const earliestYear = 1990;
const latestYear = 2100;

/**
 * Reads a date as feeds write them: RFC 822 and RFC 3339 and what people make of these, names in many languages,
 * ordinals, 12-hour times, zone names, seconds since 1970. Without a zone it is UTC, without a time midnight, without a
 * day the first. Of '11/04/2020' and '11 04 2020' the weekday beside it decides; failing that, slashes put the month
 * first and everything else the day. Null for what is no date, and for years before 1990 or after 2100.
 */
export function parseDate(raw: string): Date | null {
  const text = plainDate(raw);
  if (text === '' || text.length > longestDate) return null;
  const epoch = /^(\d{9,10})(?:\.\d+)?$|^(\d{12,13})$/.exec(text);
  if (epoch) return withinYears(epoch[1] === undefined ? Number(epoch[2]) : Number(epoch[1]) * 1000);
  const { time, rest } = takeTime(text);
  const { offset, place, date } = takeZone(rest);
  const day = dayOf(date);
  if (day === null) return null;
  const localMs = Date.UTC(day.year, day.month, day.day) + time;
  const minutesEast = offset ?? (place === null ? null : offsetOfPlace(place, localMs)) ?? 0;
  return withinYears(localMs - minutesEast * 60_000);
}

function withinYears(ms: number): Date | null {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  return year >= earliestYear && year <= latestYear ? date : null;
}

/** One spelling for what dates are written with: no accents, no commas, 'pm' for 'p.m.', '5' for '5th'. */
function plainDate(raw: string): string {
  return raw
    .slice(0, 4 * longestDate)
    .replace(/\\[nrt]/g, ' ')
    .replace(/[年月]\s*/g, '-')
    .replace(/日/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .toLowerCase()
    .replace(/^\s*((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)/, '$1-$2-$3')
    .replace(/^\s*((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(\d{2})(\d{2})(\d{2})?(?!\d)/, '$1-$2-$3 $4:$5:$6')
    .replace(/^(\d{4}-\d{2}-\d{2})t(\d{2})(\d{2})(\d{2})?(?![\d:])/, '$1 $2:$3:$4')
    .replace(/^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):(?!\d)/, '$1')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\b([ap])\.\s?m\.?/g, '$1m')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th|er|[ºª°])(?=[\s,.]|$)/g, '$1')
    .replace(/[,|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Takes the time of day out, in ms; midnight when there is none. */
function takeTime(text: string): { time: number; rest: string } {
  const found =
    /(?:^|[\st-])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?([ap]m)?(?![\d:])/.exec(text) ??
    /(?:^|\s)(\d{1,2})()()()\s?([ap]m)\b/.exec(text);
  if (!found) return { time: 0, rest: text };
  const [whole, hours, minutes, seconds, fraction, half] = found;
  const hour = hourOfDay(Number(hours), half);
  const ms = Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  const time = ((hour * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000 + ms;
  const rest = `${text.slice(0, found.index)} @ ${text.slice(found.index + whole.length)}`;
  return { time: hour > 24 || Number(minutes) > 59 ? 0 : time, rest };
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === 'am' && hour === 12) return 0;
  return half === 'pm' && hour < 12 ? hour + 12 : hour;
}

/** Takes the zone out; minutes east of Greenwich, or the name of a place, or neither. */
function takeZone(text: string): { offset: number | null; place: string | null; date: string } {
  const numeric = /(@|gmt|utc)\s?([+-])(\d{1,2}):?(\d{2})?(?!\d)\s?z?/.exec(text);
  if (numeric) {
    const [whole, , sign, hours, minutes] = numeric;
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
    return { offset, place: null, date: text.replace(whole, ' ') };
  }
  const place = /\b[a-z]{2,}\/[a-z_]+(?:\/[a-z_]+)?\b/.exec(text)?.[0] ?? null;
  if (place !== null) return { offset: null, place, date: text.replace(place, ' ') };
  const words = text.split(/[\s@]+/);
  const names = words.map((word) => offsetOfName(word));
  const at = names.findLastIndex((offset) => offset !== null);
  return { offset: names[at] ?? null, place: null, date: words.filter((_, index) => index !== at).join(' ') };
}

interface Day {
  year: number;
  /** From 0. */
  month: number;
  day: number;
}

function dayOf(text: string): Day | null {
  const words = (text.match(/\p{L}+/gu) ?? []).map(plainWord);
  const numbers = text.match(/\d+/g) ?? [];
  const months = words.map((word) => ({ month: monthNamed(word), isWeekday: weekdayNamed(word) !== null }));
  const named = months.filter(({ month }) => month !== null);
  // 'mar., 01 dec.': a word that may also be a weekday gives way to one that can only be a month.
  const month = (named.find(({ isWeekday }) => !isWeekday) ?? named[0])?.month ?? null;
  if (month !== null) return dayWithNamedMonth(month, numbers);
  const weekday = words.map((word) => weekdayNamed(word)).find((day) => day !== null) ?? null;
  return dayInNumbers(numbers, text.includes('/'), weekday);
}

function dayWithNamedMonth(month: number, numbers: readonly string[]): Day | null {
  const [first, second] = numbers;
  if (first === undefined) return null;
  if (second === undefined) return first.length === 4 ? realDay(first, month, 1) : null;
  return first.length === 4 ? realDay(first, month, Number(second)) : realDay(second, month, Number(first));
}

function dayInNumbers(numbers: readonly string[], slashes: boolean, weekday: number | null): Day | null {
  const [first = '', second = '', third] = numbers;
  if (first.length === 4 && second !== '') return realDay(first, Number(second) - 1, Number(third ?? 1));
  if (third === undefined) return null;
  const dayFirst = realDay(third, Number(second) - 1, Number(first));
  const monthFirst = realDay(third, Number(first) - 1, Number(second));
  const readings = (slashes ? [monthFirst, dayFirst] : [dayFirst, monthFirst]).filter((day) => day !== null);
  return readings.find((day) => weekdayOf(day) === weekday) ?? readings[0] ?? null;
}

/** The day, if there is one; a year of two digits is of this century up to 69. */
function realDay(yearWritten: string, month: number, day: number): Day | null {
  const short = yearWritten.length <= 2;
  const year = Number(yearWritten) + (short ? (Number(yearWritten) < 70 ? 2000 : 1900) : 0);
  const date = new Date(Date.UTC(year, month, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month && date.getUTCDate() === day;
  return isReal ? { year, month, day } : null;
}

function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month, day)).getUTCDay();
}
