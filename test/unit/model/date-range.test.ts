import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateRange, datesOf, daysOf, rangeOfDays, resolveRange } from '../../../src/model/date-range.ts';
import { FaultyFields } from '../../../src/model/errors.ts';
import { dayOfDate } from '../../../src/model/local-date.ts';
import { timeZoneNamed } from '../../../src/model/time-zone.ts';

const now = new Date('2026-11-25T20:30:00Z');
const zoneNames = Intl.supportedValuesOf('timeZone');
const at = (text: string) => new Date(text);

/** The faults of a range, as [field, message]. */
function faultsOf(action: () => unknown): [string, string][] {
  try {
    action();
  } catch (error) {
    if (error instanceof FaultyFields) return error.faults.map((f) => [f.field, f.message]);
    throw error;
  }
  return [];
}

describe('a range of time', () => {
  it('of the last days holds whole days of the zone, today with its hours to come', () => {
    const { from, to } = resolveRange({ lastDays: 7 }, 'UTC', now);
    expect([from, to]).toEqual([at('2026-11-19T00:00:00Z'), at('2026-11-26T00:00:00Z')]);
    const tokyo = resolveRange({ lastDays: 1 }, 'Asia/Tokyo', now);
    expect([tokyo.from, tokyo.to]).toEqual([at('2026-11-25T15:00:00Z'), at('2026-11-26T15:00:00Z')]);
    const paris = resolveRange({ lastDays: 40 }, 'europe/paris', now);
    expect(paris.zone.name).toBe('Europe/Paris');
    expect([paris.from, paris.to]).toEqual([at('2026-10-16T22:00:00Z'), at('2026-11-25T23:00:00Z')]);
  });

  it('is what the caller gave where both ends are given', () => {
    const [from, to] = [at('2026-02-01T10:00:00+01:00'), at('2026-03-01T00:00:00+01:00')];
    expect(resolveRange({ from, to }, 'Europe/Paris', now)).toMatchObject({ from, to });
    expect(datesOf(resolveRange({ from, to }, 'Europe/Paris', now))).toBe('2026-02-01 to 2026-02-28');
    expect(datesOf(resolveRange({ from, to }, 'Asia/Tokyo', now))).toBe('2026-02-01 to 2026-03-01');
  });

  it('is refused with every fault, each with its value', () => {
    const none = 'Give either from and to, or lastDays alone.';
    expect(faultsOf(() => resolveRange({ lastDays: 0 }, 'Paris', now))).toEqual([
      ['timeZone', "There is no time zone 'Paris'; give an IANA name such as Europe/Paris or UTC."],
      ['range.lastDays', '0 is not a number of days from 1 to 1096.'],
    ]);
    expect(faultsOf(() => resolveRange({ lastDays: 1097 }, 'UTC', now))).toHaveLength(1);
    for (const input of [{}, { from: now }, { to: now }, { lastDays: 1, from: now, to: now }]) {
      expect(faultsOf(() => resolveRange(input, 'UTC', now))).toEqual([['range', none]]);
    }
    expect(faultsOf(() => resolveRange({ from: now, to: now }, 'UTC', now))).toEqual([
      [
        'range.to',
        '2026-11-25T20:30:00.000Z is not after from, 2026-11-25T20:30:00.000Z; to is the end, and not in the range.',
      ],
    ]);
    expect(faultsOf(() => resolveRange({ from: at('1969-12-31T00:00:00Z'), to: now }, 'UTC', now))).toEqual([
      ['range.from', '1969-12-31T00:00:00.000Z is before 1970; give a later time.'],
    ]);
    const [[, long] = []] = faultsOf(() =>
      resolveRange({ from: at('2023-01-01T00:00:00Z'), to: now }, 'UTC', now),
    );
    expect(long).toContain('are 1425 days in UTC, and a range has at most 1096');
  });

  it('takes no offset, no empty text and nothing else that is not a name', () => {
    for (const name of [
      '+02:00',
      '-0500',
      '',
      ' ',
      'Europe/Nowhere',
      'Europe/Paris ',
      '\u0000',
      'UTC\u0000',
    ]) {
      expect(timeZoneNamed(name), name).toBeNull();
    }
    for (const name of ['UTC', 'utc', 'Etc/GMT+5', 'Asia/Kolkata', 'EUROPE/LONDON']) {
      expect(timeZoneNamed(name), name).not.toBeNull();
    }
  });

  it('of three years has room for every day of them', () => {
    const { from, to } = resolveRange({ lastDays: 1096 }, 'Europe/Paris', now);
    expect(resolveRange({ from, to }, 'Europe/Paris', now).to).toEqual(to);
  });

  it('has days that begin at a quarter of an hour of UTC, in every zone, as sums are kept', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(400);
    const minutesOff = zones.flatMap((name) => {
      const { from, to, zone } = resolveRange(
        { from: at('2025-01-01T00:00:00Z'), to: at('2027-12-01T00:00:00Z') },
        name,
        now,
      );
      return zone.spansBetween(from.getTime(), to.getTime()).map(({ offset }) => offset / 60_000);
    });
    expect(minutesOff.filter((minutes) => minutes % 15 !== 0)).toEqual([]);
    expect(minutesOff.filter((minutes) => minutes % 30 !== 0)).not.toEqual([]);
  });

  it('of whole days touches those days, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames),
        fc.integer({ min: dayOfDate('1995-01-01'), max: dayOfDate('2030-01-01') }),
        fc.integer({ min: 0, max: 400 }),
        (name, first, more) => {
          const zone = timeZoneNamed(name);
          if (zone === null) throw new Error(name);
          const days = { first, last: first + more };
          const range = rangeOfDays(zone, days);
          fc.pre(range.from < range.to);
          expect(daysOf(range)).toEqual(existing(range, days));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/** The days, less those at the ends that the zone left out. */
function existing({ zone }: DateRange, days: { first: number; last: number }) {
  let { first, last } = days;
  const length = (day: number) => {
    const [start = 0, end = 0] = zone.instantsOf([day * 86_400_000, (day + 1) * 86_400_000]);
    return end - start;
  };
  while (length(first) === 0) first += 1;
  while (length(last) === 0) last -= 1;
  return { first, last };
}
