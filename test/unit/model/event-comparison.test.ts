import { describe, expect, it } from 'vitest';
import { type DateRange, rangeOfDays } from '../../../src/model/date-range.ts';
import { FaultyFields } from '../../../src/model/errors.ts';
import { type EventEdition, sameEventLastSeason } from '../../../src/model/event-comparison.ts';
import { dayOfDate } from '../../../src/model/local-date.ts';
import { timeZoneNamed } from '../../../src/model/time-zone.ts';

/** When all ranges are over. */
const later = new Date('2032-01-01T00:00:00Z');

function days(first: string, last: string): DateRange {
  const zone = timeZoneNamed('Europe/Paris');
  if (zone === null) throw new Error('Paris has no zone');
  return rangeOfDays(zone, { first: dayOfDate(first), last: dayOfDate(last) });
}

describe('the same event last season', () => {
  const edition = (series: string, startsOn: string, endsOn: string): EventEdition => ({
    id: `${series}-${startsOn}`,
    name: `${series} of ${startsOn.slice(0, 7)}`,
    series,
    startsOn,
    endsOn,
    basis: 'ANNOUNCED',
  });
  const editions = [
    edition('paris', '2024-09-23', '2024-10-01'),
    edition('paris', '2025-03-03', '2025-03-11'),
    edition('milan', '2025-02-25', '2025-03-03'),
    edition('gala', '2025-05-05', '2025-05-05'),
  ];

  it('is the same days counted from its first, over a change of the clocks', () => {
    const found = sameEventLastSeason(days('2025-03-01', '2025-03-12'), editions, later);
    expect(found.event.id).toBe('paris-2025-03-03');
    expect(found.previousEvent.id).toBe('paris-2024-09-23');
    expect(found.range).toMatchObject({
      from: new Date('2024-09-20T22:00:00Z'),
      to: new Date('2024-10-02T22:00:00Z'),
    });
    expect(found.explanation).toBe(
      '2024-09-21 to 2024-10-02: the same days of paris of 2024-09 as of paris of 2025-03, counted from their first. ' +
        'The range meets other events too: name the series to compare by (milan) in eventSeries.',
    );
  });

  it('says so where the days of an edition are a guess', () => {
    const guessed = editions.map((one) => ({
      ...one,
      basis: one.startsOn.startsWith('2025-03') ? ('EXPECTED' as const) : one.basis,
    }));
    const { explanation } = sameEventLastSeason(days('2025-03-01', '2025-03-12'), guessed, later);
    expect(explanation).toContain(
      'counted from their first. The days of paris of 2025-03 are expected, not announced.',
    );
  });

  it('is that of an event that has been before, where the one met most has not', () => {
    expect(sameEventLastSeason(days('2025-02-25', '2025-03-04'), editions, later).event.series).toBe('paris');
  });

  it('is that of the series that is named, though the range holds more of another', () => {
    const earlier = [...editions, edition('milan', '2024-09-17', '2024-09-23')];
    const range = days('2025-03-01', '2025-03-12');
    const found = sameEventLastSeason(range, earlier, later, 'milan');
    expect([found.event.id, found.previousEvent.id]).toEqual(['milan-2025-02-25', 'milan-2024-09-17']);
    expect(found.explanation).toBe(
      '2024-09-21 to 2024-10-02: the same days of milan of 2024-09 as of milan of 2025-02, counted from their first.',
    );
    const faultOf = (series: string, among = range) => {
      try {
        sameEventLastSeason(among, editions, later, series);
      } catch (error) {
        return error instanceof FaultyFields ? error.faults : error;
      }
      return null;
    };
    expect(faultOf('milano')).toEqual([
      {
        field: 'eventSeries',
        message:
          "The calendar has no series 'milano': see calendarEvents, or name a series that lies there (paris, milan).",
      },
    ]);
    expect(faultOf('paris', days('2025-02-01', '2025-02-02'))).toEqual([
      {
        field: 'eventSeries',
        message:
          "No edition of 'paris' lies in 2025-02-01 to 2025-02-02; the nearest are 2024-09-23 to 2024-10-01 and " +
          '2025-03-03 to 2025-03-11. Ask for a range that meets one, or leave it out.',
      },
    ]);
    expect(() => sameEventLastSeason(range, editions, later, 'milan')).toThrow(
      "The calendar knows no edition of 'milan' before milan of 2025-02",
    );
  });

  it('is not guessed where the range meets no event, or the event has not been before', () => {
    expect(() => sameEventLastSeason(days('2025-07-01', '2025-07-02'), editions, later)).toThrow(
      'No event of the calendar lies in 2025-07-01 to 2025-07-02: see calendarEvents, add one',
    );
    expect(() => sameEventLastSeason(days('2025-05-05', '2025-05-05'), editions, later)).toThrow(
      "The calendar knows no edition of 'gala' before gala of 2025-05 (2025-05-05): add one",
    );
  });
});
