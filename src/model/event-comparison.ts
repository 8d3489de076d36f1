import { type ComparedRange, likewise, movedBack } from './compared-range.ts';
import { type DateRange, datesOf, daysOf, type RangeDays } from './date-range.ts';
import { badInput } from './errors.ts';
import { dayOfDate, type LocalDate } from './local-date.ts';

/** One edition of an event that comes back: Paris Fashion Week of one season. */
export interface EventEdition {
  id: string;
  name: string;
  /** The series that it is an edition of, 'paris-womenswear'. */
  series: string;
  startsOn: LocalDate;
  /** Its last day, included. */
  endsOn: LocalDate;
  /** EXPECTED: its days were not announced. */
  basis: 'ANNOUNCED' | 'EXPECTED';
}

/** A range compared with the same days of the event's edition before. */
export interface EventComparison<Edition extends EventEdition> extends ComparedRange {
  event: Edition;
  previousEvent: Edition;
}

/**
 * The same days, counted from the first of the event, of the edition before: the range moved back by as many days as lie
 * between the two beginnings. The event is, of those that have an edition before, the one of which the range holds most
 * days; among equals the one that it holds the larger share of, then the earlier, then the first given.
 *
 * @throws CodedError BAD_USER_INPUT where the range meets no event, or none of those it meets has an earlier edition
 */
export function sameEventLastSeason<Edition extends EventEdition>(
  range: DateRange,
  editions: readonly Edition[],
  now: Date,
): EventComparison<Edition> {
  const met = meetings(daysOf(range), editions);
  if (met[0] === undefined) {
    throw badInput(
      `No event of the calendar lies in ${datesOf(range)}: see calendarEvents, add one with createCalendarEvent, or ` +
        'compare with PREVIOUS_YEAR.',
    );
  }
  for (const { edition } of met) {
    const previous = editionBefore(edition, editions);
    if (previous === null) continue;
    const days = dayOfDate(edition.startsOn) - dayOfDate(previous.startsOn);
    const choice = `: the same days of ${previous.name} as of ${edition.name}, counted from their first`;
    const found = likewise(range, now, (wanted) => movedBack(wanted, days), choice);
    return {
      range: found.range,
      explanation: `${found.explanation}${guess(edition, previous)}`,
      event: edition,
      previousEvent: previous,
    };
  }
  const { name, series, startsOn } = met[0].edition;
  throw badInput(
    `The calendar knows no edition of '${series}' before ${name} (${startsOn}): add one with createCalendarEvent, or ` +
      'compare with PREVIOUS_YEAR.',
  );
}

function guess(...editions: readonly EventEdition[]): string {
  const expected = editions.filter(({ basis }) => basis === 'EXPECTED').map(({ name }) => name);
  if (expected.length === 0) return '';
  return ` The days of ${expected.join(' and of ')} are expected, not announced.`;
}

interface Meeting<Edition> {
  edition: Edition;
  days: number;
  share: number;
}

function meetings<Edition extends EventEdition>(
  { first, last }: RangeDays,
  editions: readonly Edition[],
): Meeting<Edition>[] {
  return editions
    .map((edition) => {
      const [starts, ends] = [dayOfDate(edition.startsOn), dayOfDate(edition.endsOn)];
      const days = Math.min(last, ends) - Math.max(first, starts) + 1;
      return { edition, days, share: days / (ends - starts + 1) };
    })
    .filter(({ days }) => days > 0)
    .sort(
      (a, b) => b.days - a.days || b.share - a.share || a.edition.startsOn.localeCompare(b.edition.startsOn),
    );
}

function editionBefore<Edition extends EventEdition>(
  { series, startsOn }: Edition,
  editions: readonly Edition[],
): Edition | null {
  const earlier = editions
    .filter((other) => other.series === series && other.endsOn < startsOn)
    .sort((a, b) => b.startsOn.localeCompare(a.startsOn));
  return earlier[0] ?? null;
}
