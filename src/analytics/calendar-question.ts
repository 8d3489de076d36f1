import type { CalendarEvent } from '../model/calendar-event.ts';
import type { Question } from './question.ts';

/** All events of the calendar as the tenant has it, by their days: what `sameEventLastSeason` chooses from. One statement. */
export const calendarEvents: Question<Record<string, never>, CalendarEvent[]> = {
  name: 'calendarEvents',
  async compute({ calendar }) {
    return calendar.all();
  },
};
