import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOfDays, resolveRange } from '../../../src/model/date-range.ts';
import { dayOfDate } from '../../../src/model/local-date.ts';
import { type Period, periodLengths, periodsOf } from '../../../src/model/periods.ts';
import { type TimeZone, timeZoneNamed } from '../../../src/model/time-zone.ts';

const zoneNames = Intl.supportedValuesOf('timeZone');
const hourMs = 3_600_000;

function zoneOf(name: string): TimeZone {
  const zone = timeZoneNamed(name);
  if (zone === null) throw new Error(`${name} is no zone`);
  return zone;
}

const days = (zone: string, first: string, last: string) =>
  rangeOfDays(zoneOf(zone), { first: dayOfDate(first), last: dayOfDate(last) });

const hoursOf = (periods: Period[]) =>
  periods.map(({ label, start, end }) => [label, (end.getTime() - start.getTime()) / hourMs]);

describe('the periods of a range', () => {
  it('have 23 and 25 hours where the clocks change', () => {
    expect(hoursOf(periodsOf(days('Europe/Paris', '2026-03-28', '2026-03-30'), 'DAY'))).toEqual([
      ['2026-03-28', 24],
      ['2026-03-29', 23],
      ['2026-03-30', 24],
    ]);
    expect(hoursOf(periodsOf(days('Europe/Paris', '2026-10-24', '2026-10-26'), 'DAY'))).toEqual([
      ['2026-10-24', 24],
      ['2026-10-25', 25],
      ['2026-10-26', 24],
    ]);
    expect(hoursOf(periodsOf(days('Australia/Lord_Howe', '2026-04-05', '2026-04-05'), 'DAY'))).toEqual([
      ['2026-04-05', 24.5],
    ]);
  });

  it('begin at the change where the clocks leave out midnight, and leave out a date that the zone left out', () => {
    const [first, second] = periodsOf(days('America/Sao_Paulo', '2018-11-03', '2018-11-04'), 'DAY');
    expect(second?.start).toEqual(new Date('2018-11-04T03:00:00Z'));
    expect(hoursOf([first as Period, second as Period])).toEqual([
      ['2018-11-03', 24],
      ['2018-11-04', 23],
    ]);
    expect(hoursOf(periodsOf(days('Pacific/Apia', '2011-12-29', '2011-12-31'), 'DAY'))).toEqual([
      ['2011-12-29', 24],
      ['2011-12-31', 24],
    ]);
  });

  it('that are weeks begin on Monday, and say where the range cuts them', () => {
    const range = resolveRange(
      { from: new Date('2026-11-18T10:00:00Z'), to: new Date('2026-12-01T00:00:00Z') },
      'UTC',
      new Date(0),
    );
    expect(periodsOf(range, 'WEEK')).toEqual([
      {
        start: new Date('2026-11-18T10:00:00Z'),
        end: new Date('2026-11-23T00:00:00Z'),
        label: '2026-11-16',
        isWhole: false,
      },
      {
        start: new Date('2026-11-23T00:00:00Z'),
        end: new Date('2026-11-30T00:00:00Z'),
        label: '2026-11-23',
        isWhole: true,
      },
      {
        start: new Date('2026-11-30T00:00:00Z'),
        end: new Date('2026-12-01T00:00:00Z'),
        label: '2026-11-30',
        isWhole: false,
      },
    ]);
  });

  it('that are months follow the calendar over the turn of the year', () => {
    const months = periodsOf(days('Asia/Kolkata', '2023-12-01', '2024-03-31'), 'MONTH');
    expect(months.map(({ label }) => label)).toEqual([
      '2023-12-01',
      '2024-01-01',
      '2024-02-01',
      '2024-03-01',
    ]);
    expect(months[2]).toEqual({
      start: new Date('2024-01-31T18:30:00Z'),
      end: new Date('2024-02-29T18:30:00Z'),
      label: '2024-02-01',
      isWhole: true,
    });
  });

  it('follow each other without holes from end to end, each labelled by its day, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames),
        fc.constantFrom(...periodLengths),
        fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2030, 0) }),
        fc.integer({ min: 1, max: 500 * 24 * hourMs }),
        (name, length, from, duration) => {
          const range = { from: new Date(from), to: new Date(from + duration), zone: zoneOf(name) };
          const periods = periodsOf(range, length);
          expect(periods[0]?.start).toEqual(range.from);
          expect(periods.at(-1)?.end).toEqual(range.to);
          for (const [index, { start, end, label, isWhole }] of periods.entries()) {
            expect(start < end).toBe(true);
            const next = periods[index + 1];
            if (next !== undefined) {
              expect(next.start).toEqual(end);
              expect(next.label > label).toBe(true);
            }
            if (isWhole && length === 'DAY') expect(shown(name, start).slice(0, 10)).toBe(label);
            if (index > 0 && index < periods.length - 1) expect(isWhole).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of every zone begin where its clock first shows the date, on every day of three years', {
    timeout: 120_000,
  }, () => {
    const late: string[] = [];
    for (const name of zoneNames) {
      const range = days(name, '2024-01-01', '2026-12-31');
      for (const { start, label } of periodsOf(range, 'DAY')) {
        const before = shown(name, new Date(start.getTime() - 1000));
        if (shown(name, start).slice(0, 10) !== label || before.slice(0, 10) >= label) {
          late.push(`${name} ${label}`);
        }
      }
    }
    expect(late).toEqual([]);
  });
});

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock of the zone shows, by another way than the code goes: 'YYYY-MM-DD HH:mm:ss'. */
function shown(name: string, instant: Date): string {
  const clock =
    clocks.get(name) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(name, clock);
  return clock.format(instant);
}
