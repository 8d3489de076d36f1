import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previousPeriod, previousYear, soFar } from '../../../src/model/compared-range.ts';
import { type DateRange, datesOf, daysOf, rangeOfDays, resolveRange } from '../../../src/model/date-range.ts';
import { sameEventLastSeason } from '../../../src/model/event-comparison.ts';
import { dayOfDate } from '../../../src/model/local-date.ts';
import { timeZoneNamed } from '../../../src/model/time-zone.ts';

/** When all ranges are over. */
const later = new Date('2032-01-01T00:00:00Z');
const zoneNames = Intl.supportedValuesOf('timeZone');

function days(first: string, last: string, name = 'Europe/Paris'): DateRange {
  const zone = timeZoneNamed(name);
  if (zone === null) throw new Error(`${name} is no zone`);
  return rangeOfDays(zone, { first: dayOfDate(first), last: dayOfDate(last) });
}

describe('the period before a range', () => {
  it('has as many days, and ends where the range begins, over a change of the clocks', () => {
    const { range, explanation } = previousPeriod(days('2026-03-29', '2026-03-31'), later);
    expect(range).toMatchObject({
      from: new Date('2026-03-25T23:00:00Z'),
      to: new Date('2026-03-28T23:00:00Z'),
    });
    expect(explanation).toBe('2026-03-26 to 2026-03-28, the 3 days before.');
    expect(previousPeriod(days('2026-03-29', '2026-03-29'), later).explanation).toBe(
      '2026-03-28, the day before.',
    );
  });

  it('has the same hours of the day before where the range is a part of a day', () => {
    const [from, to] = [new Date('2026-03-29T10:00:00+02:00'), new Date('2026-03-29T14:00:00+02:00')];
    const { range, explanation } = previousPeriod(resolveRange({ from, to }, 'Europe/Paris', to), later);
    expect(range).toMatchObject({
      from: new Date('2026-03-28T10:00:00+01:00'),
      to: new Date('2026-03-28T14:00:00+01:00'),
    });
    expect(explanation).toBe('2026-03-28, the day before, at the same hours of the clock.');
  });

  it('begins with its day where the clocks leave out the midnight of the range', () => {
    expect(previousPeriod(days('2018-11-04', '2018-11-04', 'America/Sao_Paulo'), later).range).toMatchObject({
      from: new Date('2018-11-03T03:00:00Z'),
      to: new Date('2018-11-04T03:00:00Z'),
    });
  });

  it('of whole days is whole days right before, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames),
        fc.integer({ min: dayOfDate('2012-01-10'), max: dayOfDate('2030-01-01') }),
        fc.integer({ min: 0, max: 400 }),
        (name, first, more) => {
          const zone = timeZoneNamed(name);
          if (zone === null) throw new Error(name);
          fc.pre(first - more - 1 > dayOfDate('2012-01-01'));
          const range = rangeOfDays(zone, { first, last: first + more });
          const before = previousPeriod(range, later).range;
          expect(before.to).toEqual(range.from);
          expect(daysOf(before)).toEqual({ first: first - more - 1, last: first - 1 });
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the year before a range', () => {
  it('has the same dates', () => {
    expect(previousYear(days('2026-03-29', '2026-04-30'), later)).toMatchObject({
      range: { from: new Date('2025-03-28T23:00:00Z'), to: new Date('2025-04-30T22:00:00Z') },
      explanation: '2025-03-29 to 2025-04-30, the same dates a year before.',
    });
  });

  it('has the 28th for the 29th of February, and says so', () => {
    expect(previousYear(days('2024-02-01', '2024-02-29'), later).explanation).toBe(
      '2023-02-01 to 2023-02-28, the same dates a year before. The year before has no 29 February; the 28th stands for it.',
    );
    expect(datesOf(previousYear(days('2024-02-29', '2024-02-29'), later).range)).toBe('2023-02-28');
    expect(datesOf(previousYear(days('2024-02-29', '2024-03-10'), later).range)).toBe(
      '2023-02-28 to 2023-03-10',
    );
    expect(datesOf(previousYear(days('2025-02-01', '2025-02-28'), later).range)).toBe(
      '2024-02-01 to 2024-02-28',
    );
    expect(datesOf(previousYear(days('2025-03-01', '2025-03-02'), later).range)).toBe(
      '2024-03-01 to 2024-03-02',
    );
  });

  it('has the same dates for whole days, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames),
        fc.date({ min: new Date('2013-01-10'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 400 }),
        (name, start, more) => {
          const first = dayOfDate(start.toISOString().slice(0, 10));
          const zone = timeZoneNamed(name);
          if (zone === null) throw new Error(name);
          const before = previousYear(rangeOfDays(zone, { first, last: first + more }), later).range;
          const wanted = [first, first + more].map((day) => {
            const [year, rest] = split(day);
            return `${year - 1}${rest === '-02-29' ? '-02-28' : rest}`;
          });
          const { first: gotFirst, last: gotLast } = daysOf(before);
          expect([dateText(gotFirst), dateText(gotLast)]).toEqual(wanted);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a range that is under way', () => {
  const now = new Date('2026-06-20T10:50:00Z');
  const lastDays = (many: number, zone = 'UTC', at = now) => resolveRange({ lastDays: many }, zone, at);

  it('is compared with what was over at the same hour of the days before', () => {
    const { range, explanation } = previousPeriod(lastDays(7), now);
    expect(range).toMatchObject({
      from: new Date('2026-06-07T00:00:00Z'),
      to: new Date('2026-06-13T10:00:00Z'),
    });
    expect(explanation).toBe(
      '2026-06-07 to 2026-06-13, the 7 days before, until 2026-06-13 10:00: as far as the range is over, to the hour.',
    );
  });

  it('is so at the same hour of the clock, over a change of the clocks and where hours are halves', () => {
    const morning = new Date('2026-03-29T07:10:00Z');
    expect(previousPeriod(lastDays(1, 'Europe/Rome', morning), morning)).toEqual({
      range: {
        from: new Date('2026-03-27T23:00:00Z'),
        to: new Date('2026-03-28T08:00:00Z'),
        zone: timeZoneNamed('Europe/Rome'),
      },
      explanation:
        '2026-03-28, the day before, until 2026-03-28 09:00: as far as the range is over, to the hour.',
    });
    expect(previousPeriod(lastDays(1, 'Asia/Kolkata'), now)).toMatchObject({
      range: { from: new Date('2026-06-18T18:30:00Z'), to: new Date('2026-06-19T10:00:00Z') },
      explanation: expect.stringContaining('until 2026-06-19 15:30'),
    });
  });

  it('ends for the year before and for the event before where it ends for the days before', () => {
    expect(previousYear(lastDays(2), now).range.to).toEqual(new Date('2025-06-20T10:00:00Z'));
    const leapDay = new Date('2024-02-29T12:20:00Z');
    expect(previousYear(lastDays(1, 'UTC', leapDay), leapDay)).toMatchObject({
      range: { from: new Date('2023-02-28T00:00:00Z'), to: new Date('2023-02-28T12:00:00Z') },
      explanation: expect.stringMatching(/until 2023-02-28 12:00: .* the 28th stands for it\.$/),
    });
    const edition = { name: 'Gala', series: 'gala', basis: 'ANNOUNCED' as const };
    const found = sameEventLastSeason(
      lastDays(1),
      [
        { ...edition, id: 'one', startsOn: '2025-06-21', endsOn: '2025-06-21' },
        { ...edition, id: 'two', startsOn: '2026-06-20', endsOn: '2026-06-20' },
      ],
      now,
    );
    expect(found.range).toMatchObject({
      from: new Date('2025-06-21T00:00:00Z'),
      to: new Date('2025-06-21T10:00:00Z'),
    });
  });

  it('is compared by its first hour while that is under way', () => {
    for (const minute of ['00', '59']) {
      const at = new Date(`2026-06-20T00:${minute}:00Z`);
      expect(previousPeriod(lastDays(1), at).range).toMatchObject({
        from: new Date('2026-06-19T00:00:00Z'),
        to: new Date('2026-06-19T01:00:00Z'),
      });
    }
  });

  it('is compared in whole before it has begun, and when it is over', () => {
    const whole = { from: new Date('2026-06-19T00:00:00Z'), to: new Date('2026-06-20T00:00:00Z') };
    for (const at of ['2026-06-19T23:50:00Z', '2026-06-21T00:00:00Z']) {
      expect(previousPeriod(lastDays(1), new Date(at)).range).toMatchObject(whole);
      expect(previousPeriod(lastDays(1), new Date(at)).explanation).toBe('2026-06-19, the day before.');
    }
  });

  it('is never compared with more than is over of it, whatever the zone', () => {
    const moments = fc.integer({ min: Date.UTC(2012, 1), max: Date.UTC(2030, 1) });
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames),
        moments,
        fc.integer({ min: 1, max: 60 }),
        (name, time, many) => {
          const at = new Date(time);
          const range = lastDays(many, name, at);
          const before = previousPeriod(range, at).range;
          expect(before.from < before.to).toBe(true);
          expect(before.to <= range.from).toBe(true);
          const over = soFar(range, at);
          if (over === range) return;
          const clockAt = (moment: Date) => range.zone.readingAt(moment.getTime());
          // A clock that was put forward since shows an hour of the days before that this one left out.
          expect(Math.abs((clockAt(over.to) - clockAt(before.to)) % 86_400_000)).toBeLessThanOrEqual(
            3_600_000,
          );
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });
});

const dateText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const split = (day: number): [number, string] => [Number(dateText(day).slice(0, 4)), dateText(day).slice(4)];
