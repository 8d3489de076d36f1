import { v5 } from 'uuid';
import type { CalendarEvent, CalendarEventKind, NewCalendarEvent } from '../../model/calendar-event.ts';
import series from './series.json' with { type: 'json' };

/** A series as the file writes it. */
export interface ListedSeries {
  series: string;
  kind: CalendarEventKind;
  /** The name of its editions, up to the edition's own: `Paris Fashion Week`. */
  name: string;
  /**
   * [the edition's own name, its first day, its last day, included], in the order of time; and EXPECTED where the days are
   * those of the edition a year before, 52 weeks later, so on the same weekdays.
   */
  editions: string[][];
}

/** All series of the shipped calendar. */
// TypeScript reads the words of a JSON file as any text; scripts/check-calendar.ts holds them to the kinds there are.
export const listedSeries = series as ListedSeries[];

/** Ids are made of series and first day, so that an edition has the same one everywhere and always. */
const namespace = 'b6f3a9a8-50c4-5c8e-9d0c-4a1f2f7e6d13';

/** The events of the shipped calendar, in the order of their series. */
export const shippedEvents: readonly CalendarEvent[] = eventsOf(listedSeries).map((event) => ({
  ...event,
  id: v5(`${event.series} ${event.startsOn}`, namespace),
  isOwn: false,
}));

/** The events that series stand for. */
export function eventsOf(listed: readonly ListedSeries[]): NewCalendarEvent[] {
  return listed.flatMap(({ series, kind, name, editions }) =>
    editions.map(([edition = '', startsOn = '', endsOn = '', basis]) => ({
      name: `${name} ${edition}`,
      kind,
      series,
      startsOn,
      endsOn,
      basis: basis === 'EXPECTED' ? 'EXPECTED' : 'ANNOUNCED',
    })),
  );
}
