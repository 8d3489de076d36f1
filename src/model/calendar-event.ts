import type { EventEdition } from './event-comparison.ts';
import type { LocalDate } from './local-date.ts';

/** What an event of the calendar can be. */
export const calendarEventKinds = [
  'FASHION_WEEK',
  'MENSWEAR_WEEK',
  'COUTURE_WEEK',
  'TRADE_FAIR',
  'GALA',
  'AWARDS',
  'FILM_FESTIVAL',
  'LAUNCH',
  'OTHER',
] as const;
/** One of {@link calendarEventKinds}. */
export type CalendarEventKind = (typeof calendarEventKinds)[number];

/**
 * How an event's days are known. ANNOUNCED: by whoever holds it; EXPECTED: from the edition a year before, until they are
 * announced.
 */
export const calendarEventBases = ['ANNOUNCED', 'EXPECTED'] as const;
/** One of {@link calendarEventBases}. */
export type CalendarEventBasis = (typeof calendarEventBases)[number];

/** How far an own event may lie from an EXPECTED one of its series and take its place, in days: no two editions are closer. */
export const expectedWithinDays = 28;

/** An edition of an event, of the shipped calendar or of a tenant's own. */
export interface CalendarEvent extends EventEdition {
  kind: CalendarEventKind;
  isOwn: boolean;
}

/** An event that a tenant adds. */
export type NewCalendarEvent = Omit<CalendarEvent, 'id' | 'isOwn'>;

/** Which events; what is absent restricts nothing. */
export interface CalendarEventFilter {
  kinds?: CalendarEventKind[];
  series?: string[];
  /** That last until this day at least. */
  from?: LocalDate;
  /** That begin on this day at the latest. */
  to?: LocalDate;
}

/** Events that one tenant may have of its own. */
export const mostOwnEvents = 500;
/** How long an event may last. */
export const mostEventDays = 61;
/** What a series looks like: small letters and digits, with hyphens between them. */
export const seriesForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a filter lets an event through. */
export function isLetThrough(
  { kinds, series, from, to }: CalendarEventFilter,
  event: NewCalendarEvent,
): boolean {
  return (
    (kinds?.includes(event.kind) ?? true) &&
    (series?.includes(event.series) ?? true) &&
    (from === undefined || event.endsOn >= from) &&
    (to === undefined || event.startsOn <= to)
  );
}
