import { resolveRange } from '../../model/date-range.ts';
import { CodedError } from '../../model/errors.ts';
import { type PeriodLength, periodCount, periodLengths } from '../../model/periods.ts';

/**
 * What selections cost: so much in any range, and so much for each day, week and month of the range that they stand in, in
 * this order. A fragment is counted once, and may be spread in ranges that differ.
 */
export type Cost = readonly [fixed: number, ofDays: number, ofWeeks: number, ofMonths: number];

/** Periods of a range by their length, in the order of {@link Cost}. */
export type PeriodCounts = readonly [days: number, weeks: number, months: number];

/** A cost in any range. */
export function fixedCost(cost: number): Cost {
  return [cost, 0, 0, 0];
}

/** A cost for each period of the range. */
export function costOfPeriods(cost: number, length: PeriodLength): Cost {
  const of = (other: PeriodLength) => (other === length ? cost : 0);
  return [0, of('DAY'), of('WEEK'), of('MONTH')];
}

/** Two costs together. */
export function plus(one: Cost, other: Cost): Cost {
  return [one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]];
}

/** A cost so many times. @param count at least 1, so that an endless cost is never multiplied by nothing */
export function times(count: number, cost: Cost): Cost {
  return [count * cost[0], count * cost[1], count * cost[2], count * cost[3]];
}

/** What a cost comes to in a range. @param counts each at least 1 */
export function costIn(cost: Cost, counts: PeriodCounts): number {
  return cost[0] + cost[1] * counts[0] + cost[2] * counts[1] + cost[3] * counts[2];
}

/**
 * How many periods of each length a range has, as its field will read it; `most` of each where that cannot be told or
 * they are more, for those are refused.
 *
 * @param range as a client writes it
 * @param timeZone null or undefined: UTC
 */
export function periodsIn(range: unknown, timeZone: unknown, now: Date, most: number): PeriodCounts {
  const fields = typeof range === 'object' && range !== null ? (range as Record<string, unknown>) : {};
  const [from, to] = [timeOf(fields.from), timeOf(fields.to)];
  const lastDays = typeof fields.lastDays === 'number' ? fields.lastDays : null;
  const zone = typeof timeZone === 'string' ? timeZone : 'UTC';
  try {
    const read = resolveRange({ from, to, lastDays }, zone, now);
    const [days = most, weeks = most, months = most] = periodLengths.map((length) =>
      Math.min(most, periodCount(read, length)),
    );
    return [days, weeks, months];
  } catch (error) {
    if (error instanceof CodedError) return [most, most, most];
    throw error;
  }
}

/** A moment that a client wrote; null for what is none. */
function timeOf(written: unknown): Date | null {
  const time = typeof written === 'string' ? new Date(written) : null;
  return time === null || Number.isNaN(time.getTime()) ? null : time;
}
