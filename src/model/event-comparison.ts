import { type ComparedRange, likewise, movedBack } from './compared-range.ts';
import { type DateRange, datesOf, daysOf, type RangeDays } from './date-range.ts';
import { badFields, badInput, type CodedError } from './errors.ts';
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

/** Events that a message names; the others it counts. */
const mostNamed = 3;

/**
 * The same days, counted from the first of the event, of the edition before: the range moved back by as many days as lie
 * between the two beginnings. The event is, of those that have an edition before, the one of which the range holds most
 * days; among equals the one that it holds the larger share of, then the earlier, then the first given. Where the range
 * meets others too, the explanation names them.
 *
 * @param series of which the event is to be; null: of any
 * @throws CodedError BAD_USER_INPUT where the range meets no event, or none of those it meets has an earlier edition
 */
export function sameEventLastSeason<Edition extends EventEdition>(
  range: DateRange,
  editions: readonly Edition[],
  now: Date,
  series: string | null = null,
): EventComparison<Edition> {
  const met = meetings(daysOf(range), editions).map(({ edition }) => edition);
  const wanted = series === null ? met : met.filter((edition) => edition.series === series);
  if (wanted[0] === undefined)
    throw series === null ? noEventIn(range) : noEditionIn(range, series, editions, met);
  for (const event of wanted) {
    const previousEvent = editionBefore(event, editions);
    if (previousEvent === null) continue;
    const days = dayOfDate(event.startsOn) - dayOfDate(previousEvent.startsOn);
    const choice = `: the same days of ${previousEvent.name} as of ${event.name}, counted from their first`;
    const found = likewise(range, now, (part) => movedBack(part, days), choice);
    const more = series === null ? others(event, met) : '';
    const explanation = `${found.explanation}${guess(event, previousEvent)}${more}`;
    return { range: found.range, explanation, event, previousEvent };
  }
  const { name, series: its, startsOn } = wanted[0];
  throw badInput(
    `The calendar knows no edition of '${its}' before ${name} (${startsOn}): add one with createCalendarEvent, or ` +
      'compare with PREVIOUS_YEAR.',
  );
}

function noEventIn(range: DateRange): CodedError {
  return badInput(
    `No event of the calendar lies in ${datesOf(range)}: see calendarEvents, add one with createCalendarEvent, or ` +
      'compare with PREVIOUS_YEAR.',
  );
}

function noEditionIn(
  range: DateRange,
  series: string,
  editions: readonly EventEdition[],
  met: readonly EventEdition[],
): CodedError {
  const its = editions.filter((edition) => edition.series === series);
  const instead = met.length > 0 ? `name a series that lies there (${seriesOf(met)})` : 'leave it out';
  if (its.length === 0) {
    const message = `The calendar has no series '${series}': see calendarEvents, or ${instead}.`;
    return badFields([{ field: 'eventSeries', message }]);
  }
  const { first } = daysOf(range);
  const last = its.filter(({ endsOn }) => dayOfDate(endsOn) < first).sort(latestFirst)[0];
  const next = its
    .filter(({ endsOn }) => dayOfDate(endsOn) >= first)
    .sort(latestFirst)
    .at(-1);
  const near = [last, next].flatMap((edition) =>
    edition ? [`${edition.startsOn} to ${edition.endsOn}`] : [],
  );
  const message =
    `No edition of '${series}' lies in ${datesOf(range)}; the nearest are ${near.join(' and ')}. ` +
    `Ask for a range that meets one, or ${instead}.`;
  return badFields([{ field: 'eventSeries', message }]);
}

function others(event: EventEdition, met: readonly EventEdition[]): string {
  const beside = met.filter(({ series }) => series !== event.series);
  if (beside.length === 0) return '';
  return ` The range meets other events too: name the series to compare by (${seriesOf(beside)}) in eventSeries.`;
}

function seriesOf(editions: readonly EventEdition[]): string {
  const all = [...new Set(editions.map(({ series }) => series))];
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '';
  return `${all.slice(0, mostNamed).join(', ')}${more}`;
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
    .sort(latestFirst);
  return earlier[0] ?? null;
}

function latestFirst(one: EventEdition, other: EventEdition): number {
  return other.startsOn.localeCompare(one.startsOn);
}
