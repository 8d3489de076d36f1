import { describe, expect, it } from 'vitest';
import { calendarFaults } from '../../src/storage/calendar/calendar-faults.ts';
import {
  eventsOf,
  type ListedSeries,
  listedSeries,
  shippedEvents,
} from '../../src/storage/calendar/shipped-calendar.ts';

const sound: ListedSeries = {
  series: 'paris-womenswear',
  kind: 'FASHION_WEEK',
  name: 'Paris Fashion Week',
  editions: [
    ['Spring/Summer 2026', '2025-09-29', '2025-10-07'],
    ['Autumn/Winter 2026', '2026-03-02', '2026-03-10'],
  ],
};
const faultsWith = (change: object) => calendarFaults([{ ...sound, ...change }]);
const edition = (name: string, first: string, last: string) =>
  faultsWith({ editions: [[name, first, last]] });

describe('the shipped calendar', () => {
  it('can be used', () => {
    expect(calendarFaults(listedSeries)).toEqual([]);
    expect(shippedEvents.length).toBeGreaterThan(100);
    expect(new Set(shippedEvents.map(({ id }) => id)).size).toBe(shippedEvents.length);
  });

  it('gives each edition one id for ever, and the name of its series with its own', () => {
    const [first] = shippedEvents.filter(({ series }) => series === 'paris-womenswear');
    expect(first).toEqual({
      id: 'f9706e52-c727-501b-b41f-cff610cc0e9e',
      name: 'Paris Fashion Week Autumn/Winter 2022',
      kind: 'FASHION_WEEK',
      series: 'paris-womenswear',
      startsOn: '2022-02-28',
      endsOn: '2022-03-08',
      basis: 'ANNOUNCED',
      isOwn: false,
    });
    expect(eventsOf([sound]).map(({ name }) => name)[1]).toBe('Paris Fashion Week Autumn/Winter 2026');
  });

  it('says of days that were not announced that they are expected, on the weekdays of the year before', () => {
    const day = (date: string) => Date.parse(date) / 86_400_000;
    const expected = shippedEvents.filter(({ basis }) => basis === 'EXPECTED');
    expect(expected.length).toBeGreaterThan(10);
    for (const { series, startsOn, endsOn } of expected) {
      const before = shippedEvents.find(
        (event) => event.series === series && day(event.startsOn) + 364 === day(startsOn),
      );
      expect(before).toMatchObject({ basis: 'ANNOUNCED' });
      expect(day(endsOn) - day(startsOn)).toBe(day(before?.endsOn ?? '') - day(before?.startsOn ?? ''));
    }
  });

  it('has the four cities in their order each season', () => {
    const starts = ['new-york', 'london', 'milan-womenswear', 'paris-womenswear'].map((key) =>
      shippedEvents.filter(({ series }) => series === key).map(({ startsOn }) => startsOn),
    );
    for (const at of starts[0]?.keys() ?? []) {
      const season = starts.map((city) => city[at] ?? '');
      expect([...season].sort()).toEqual(season);
    }
  });
});

describe('the check of the calendar', () => {
  it('finds nothing wrong with a sound one', () => {
    expect(calendarFaults([sound])).toEqual([]);
  });

  it.each([
    ['a kind that is none', () => faultsWith({ kind: 'PARTY' }), 'PARTY is no kind'],
    ['a series written otherwise', () => faultsWith({ series: 'Paris Womenswear' }), 'no name of a series'],
    ['a series listed twice', () => calendarFaults([sound, sound]), 'listed twice'],
    ['a series without editions', () => faultsWith({ editions: [] }), 'no edition'],
    ['a day that is none', () => edition('x', '2026-02-30', '2026-03-01'), "'2026-02-30' is not a date"],
    ['an end before the beginning', () => edition('x', '2026-03-02', '2026-03-01'), 'are 0 days'],
    ['days that are too many', () => edition('x', '2026-03-02', '2026-06-02'), 'are 93 days'],
    [
      'a basis that is none',
      () => faultsWith({ editions: [['x', '2026-03-02', '2026-03-10', 'GUESSED']] }),
      'GUESSED is not EXPECTED',
    ],
    ['editions out of order', () => faultsWith({ editions: [...sound.editions].reverse() }), 'begins before'],
    [
      'editions that overlap',
      () => faultsWith({ editions: [sound.editions[0], ['Pre', '2025-10-07', '2025-10-09']] }),
      'begins before the edition above it has ended',
    ],
    [
      'a name given twice',
      () => faultsWith({ editions: [sound.editions[0], ['Spring/Summer 2026', '2026-03-02', '2026-03-10']] }),
      'given twice',
    ],
  ])('finds %s', (_, faults, words) => {
    expect(faults().join(' ')).toContain(words);
  });
});
