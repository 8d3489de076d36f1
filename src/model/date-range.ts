import { badFields, type FieldFault } from './errors.ts';
import { type DayNumber, dateOfDay, midnightOf } from './local-date.ts';
import { type TimeZone, timeZoneNamed } from './time-zone.ts';

/** The days of the longest range that can be asked for: three years with a leap day. */
export const mostDays = 1096;
const earliest = Date.UTC(1970, 0, 1);

/** A range as a caller writes it: either both ends, or a number of days. */
export interface RangeInput {
  from?: Date | null | undefined;
  to?: Date | null | undefined;
  lastDays?: number | null | undefined;
}

/** A stretch of time, half open, in UTC, with the zone that cuts it into days. */
export interface DateRange {
  from: Date;
  to: Date;
  zone: TimeZone;
}

/** The days of the zone that a range touches, both included. */
export interface RangeDays {
  first: DayNumber;
  last: DayNumber;
}

/**
 * The range that a caller means. `lastDays` counts whole days of the zone and today is the last of them, with its hours to
 * come: `to` is the next midnight, so that the same question means the same range all day long. A range touches at most
 * {@link mostDays} days and begins in 1970 or later.
 *
 * @param field the argument's name in messages; the zone's is 'timeZone'
 * @throws FaultyFields BAD_USER_INPUT with every fault
 */
export function resolveRange(input: RangeInput, zoneName: string, now: Date, field = 'range'): DateRange {
  const faults: FieldFault[] = [];
  const zone = timeZoneNamed(zoneName);
  if (zone === null) {
    faults.push({
      field: 'timeZone',
      message: `There is no time zone '${zoneName}'; give an IANA name such as Europe/Paris or UTC.`,
    });
  }
  const { lastDays } = input;
  const from = input.from ?? null;
  const to = input.to ?? null;
  const withDays = lastDays !== undefined && lastDays !== null;
  if (withDays ? from !== null || to !== null : from === null || to === null) {
    faults.push({ field, message: 'Give either from and to, or lastDays alone.' });
  } else if (withDays) {
    faults.push(...faultsOfDays(lastDays, field));
  } else if (from !== null && to !== null) {
    faults.push(...faultsOfEnds(from, to, zone, field));
  }
  if (faults.length > 0 || zone === null) throw badFields(faults);
  if (!withDays) return { from: from as Date, to: to as Date, zone };
  const today = zone.dayAt(now.getTime());
  const [start, end] = zone.instantsOf([midnightOf(today - lastDays + 1), midnightOf(today + 1)]);
  return { from: new Date(start as number), to: new Date(end as number), zone };
}

function faultsOfDays(lastDays: number, field: string): FieldFault[] {
  if (Number.isInteger(lastDays) && lastDays >= 1 && lastDays <= mostDays) return [];
  const message = `${lastDays} is not a number of days from 1 to ${mostDays}.`;
  return [{ field: `${field}.lastDays`, message }];
}

function faultsOfEnds(from: Date, to: Date, zone: TimeZone | null, field: string): FieldFault[] {
  if (from.getTime() < earliest) {
    const message = `${from.toISOString()} is before 1970; give a later time.`;
    return [{ field: `${field}.from`, message }];
  }
  if (from >= to) {
    const message = `${to.toISOString()} is not after from, ${from.toISOString()}; to is the end, and not in the range.`;
    return [{ field: `${field}.to`, message }];
  }
  if (zone === null) return [];
  const { first, last } = daysOf({ from, to, zone });
  const count = last - first + 1;
  if (count <= mostDays) return [];
  const message =
    `From ${from.toISOString()} to ${to.toISOString()} are ${count} days in ${zone.name}, ` +
    `and a range has at most ${mostDays}: ask for a shorter one, or for several.`;
  return [{ field, message }];
}

/** The days of the zone that a range touches. */
export function daysOf({ from, to, zone }: DateRange): RangeDays {
  return {
    first: zone.dayAt(from.getTime()),
    last: zone.dayAt(to.getTime() - 1),
  };
}

/** The range of whole days of a zone, both ends included. */
export function rangeOfDays(zone: TimeZone, { first, last }: RangeDays): DateRange {
  const [from, to] = zone.instantsOf([midnightOf(first), midnightOf(last + 1)]);
  return { from: new Date(from as number), to: new Date(to as number), zone };
}

/** A range's days in words: '2026-02-01 to 2026-02-28', or one date. */
export function datesOf(range: DateRange): string {
  const { first, last } = daysOf(range);
  return first === last ? dateOfDay(first) : `${dateOfDay(first)} to ${dateOfDay(last)}`;
}
