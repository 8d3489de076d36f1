import type { z } from 'zod';
import { type CalendarEvent, mostOwnEvents, type NewCalendarEvent } from '../model/calendar-event.ts';
import { badFields, CodedError, notFound } from '../model/errors.ts';
import type { CalendarRepository } from '../storage/calendar-repository.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import {
  daysFault,
  type eventToCreate,
  type eventToDelete,
  type eventToUpdate,
} from './args/calendar-forms.ts';
import { given } from './args/values.ts';

/**
 * Adds an event to a tenant's calendar.
 *
 * @throws {CodedError} CONFLICT when an own event of the series lies in the same days, or there are as many as there may be
 */
export async function createCalendarEvent(
  event: z.output<typeof eventToCreate>,
  { calendar }: TenantRepositories,
): Promise<{ calendarEvent: CalendarEvent }> {
  await calendar.lock();
  await refuseSameDays(calendar, event, null);
  const count = await calendar.ownCount();
  if (count >= mostOwnEvents) {
    throw new CodedError(
      'CONFLICT',
      `The calendar has ${count} own events, which is as many as a tenant may have. Delete one, or change one by its id.`,
    );
  }
  return { calendarEvent: await calendar.add(event) };
}

/**
 * Changes an event of a tenant's own; what is absent stays.
 *
 * @throws {CodedError} NOT_FOUND when the tenant has none of its own with the id, BAD_USER_INPUT when it would end before it
 *   begins, CONFLICT as {@link createCalendarEvent}
 */
export async function updateCalendarEvent(
  { id, ...changes }: z.output<typeof eventToUpdate>,
  { calendar }: TenantRepositories,
): Promise<{ calendarEvent: CalendarEvent }> {
  await calendar.lock();
  const before = await calendar.ownById(id);
  if (!before) throw noEvent(id);
  const event: NewCalendarEvent = { ...before, ...given(changes) };
  const fault = daysFault(event.startsOn, event.endsOn);
  if (fault !== null) {
    const field = changes.endsOn === undefined ? 'input.startsOn' : 'input.endsOn';
    throw badFields([{ field, message: fault }]);
  }
  await refuseSameDays(calendar, event, id);
  const calendarEvent = await calendar.change(id, event);
  if (!calendarEvent) throw noEvent(id);
  return { calendarEvent };
}

/** Deletes an event of a tenant's own. @throws {CodedError} NOT_FOUND when the tenant has none of its own with the id */
export async function deleteCalendarEvent(
  { id }: z.output<typeof eventToDelete>,
  { calendar }: TenantRepositories,
): Promise<{ deletedCalendarEventId: string }> {
  if (!(await calendar.delete(id))) throw noEvent(id);
  return { deletedCalendarEventId: id };
}

async function refuseSameDays(
  calendar: CalendarRepository,
  event: NewCalendarEvent,
  exceptId: string | null,
): Promise<void> {
  const other = await calendar.ownInTheSameDays(event, exceptId);
  if (other === null) return;
  throw new CodedError(
    'CONFLICT',
    `"${other.name}" of the series ${other.series} lies in the same days, ${other.startsOn} to ${other.endsOn}. Change that one, or give this one another series.`,
  );
}

function noEvent(id: string): CodedError {
  return notFound(
    'own calendar event',
    `with the id "${id}"`,
    ' Those of the shipped calendar stay as they are.',
  );
}
