import { type DayNumber, dayOfClock, midnightOf } from './local-date.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** The two closest changes of any zone's clocks since 1970 are seven days apart (Boa Vista, 2000). */
const stepMs = 4 * dayMs;
/** More than any clock is ahead of or behind UTC, with the hours that a change of the clocks takes or gives. */
const reachMs = 1.5 * dayMs;
/** Formatters are slow to make and large to keep. */
const mostZonesKept = 128;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A stretch of time in which a zone's clocks are off from UTC by the same. */
export interface ZoneSpan {
  /** Epoch milliseconds, half open. */
  from: number;
  to: number;
  /** What a clock shows less UTC, in milliseconds. */
  offset: number;
}

/** The clocks of one IANA time zone. What a clock shows is written as the epoch milliseconds that UTC would show it at. */
export class TimeZone {
  /** @param name as {@link timeZoneNamed} has checked it */
  constructor(
    readonly name: string,
    private readonly formatter: Intl.DateTimeFormat,
  ) {}

  /**
   * The day that an instant belongs to: the last to have begun. That is the date a clock shows, but for the hour that
   * Newfoundland repeated until 2011 after the new day's first minute.
   */
  dayAt(instant: number): DayNumber {
    const shown = dayOfClock(this.clockAt(instant));
    return this.instantOf(midnightOf(shown + 1)) <= instant ? shown + 1 : shown;
  }

  /** What a clock shows at an instant; midnight at the beginning of every day, even where the clocks leave it out. */
  readingAt(instant: number): number {
    const midnight = midnightOf(this.dayAt(instant));
    return this.instantOf(midnight) === instant ? midnight : this.clockAt(instant);
  }

  /** What a clock shows at an instant. */
  clockAt(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  /**
   * The first instant at which a clock shows `clock` or later: the first of two where the clocks are set back, the
   * moment of the change where they are set forward over it.
   */
  instantOf(clock: number): number {
    return instantIn(this.spansBetween(clock - reachMs, clock + reachMs), clock);
  }

  /** The first instants of several clock readings that lie in order, without asking for each of them. */
  instantsOf(clocks: readonly number[]): number[] {
    const [first, last] = [clocks[0], clocks.at(-1)];
    if (first === undefined || last === undefined) return [];
    const spans = this.spansBetween(first - reachMs, last + reachMs);
    return clocks.map((clock) => instantIn(spans, clock));
  }

  /** The spans of one offset between two instants, in order and without holes. */
  spansBetween(from: number, to: number): ZoneSpan[] {
    const spans: ZoneSpan[] = [];
    let start = from;
    let offset = this.offsetAt(from);
    for (let known = from; known < to; known = Math.min(known + stepMs, to)) {
      const next = Math.min(known + stepMs, to);
      const offsetThen = this.offsetAt(next);
      if (offsetThen === offset) continue;
      const change = this.changeBetween(known, next, offset);
      if (change < to) {
        spans.push({ from: start, to: change, offset });
        start = change;
        offset = offsetThen;
      }
    }
    spans.push({ from: start, to, offset });
    return spans;
  }

  /** The instant at which the offset stops being `before`, found by halving. */
  private changeBetween(from: number, to: number, before: number): number {
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  private offsetAt(instant: number): number {
    const text = this.formatter.format(instant);
    const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text) ?? [];
    const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
    return (sign === '-' ? -size : size) * 1000;
  }
}

function instantIn(spans: readonly ZoneSpan[], clock: number): number {
  for (const { from, to, offset } of spans) {
    const instant = Math.max(from, clock - offset);
    if (instant < to) return instant;
  }
  throw new RangeError(`No instant shows ${clock} between the spans given`);
}

/**
 * The zone of an IANA name in any case ('Europe/Paris', 'utc'), or null where Intl knows none. An offset like '+02:00' is
 * no zone: it has no summer time, so days cut by it would be a caller's days for a part of the year only.
 */
export function timeZoneNamed(name: string): TimeZone | null {
  const kept = formatters.get(name);
  if (kept !== undefined) return new TimeZone(nameOf(name, kept), kept);
  if (!/^[A-Za-z]/.test(name)) return null;
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
  if (formatters.size >= mostZonesKept) formatters.clear();
  formatters.set(name, formatter);
  return new TimeZone(nameOf(name, formatter), formatter);
}

/**
 * A zone's name as it was asked for, in the case of Intl's name where that is the same. Intl names Asia/Kolkata by the
 * older Asia/Calcutta, which is not what somebody looks for who has asked for the other.
 */
function nameOf(asked: string, formatter: Intl.DateTimeFormat): string {
  const { timeZone } = formatter.resolvedOptions();
  return timeZone.toLowerCase() === asked.toLowerCase() ? timeZone : asked;
}
