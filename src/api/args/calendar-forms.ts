import { z } from 'zod';
import {
  type CalendarEventFilter,
  calendarEventBases,
  calendarEventKinds,
  mostEventDays,
  seriesForm,
} from '../../model/calendar-event.ts';
import { badFields } from '../../model/errors.ts';
import { dayOfDate, isDate } from '../../model/local-date.ts';
import type * as Generated from '../generated/types.ts';
import { Faults } from './faults.ts';
import { id, text } from './forms.ts';
import { given, readTexts, readWords, shortened } from './values.ts';

/** Forms of the mutations of calendar events, and the filter of their list. */

const kind = z.enum(calendarEventKinds);

const series = text(60).refine((typed) => seriesForm.test(typed), {
  error: ({ input }) =>
    `"${shortened(String(input))}" is no name of a series. Write small letters, digits and hyphens: "maison-x-show".`,
});

const basis = z.enum(calendarEventBases);

const date = z.string().refine(isEventDate, { error: ({ input }) => noDate(String(input)) });

/** An event to add. */
export const eventToCreate = z
  .object({ name: text(100), kind, series, startsOn: date, endsOn: date, basis: basis.default('ANNOUNCED') })
  .superRefine(({ startsOn, endsOn }, context) => {
    // Of a day that is none, its own fault is reported.
    const fault = isDate(startsOn) && isDate(endsOn) ? daysFault(startsOn, endsOn) : null;
    if (fault !== null) context.addIssue({ code: 'custom', path: ['endsOn'], message: fault });
  });

/** Changes of an event. Its days are compared when those are known that stay. */
export const eventToUpdate = z.object({
  id,
  name: text(100).optional(),
  kind: kind.optional(),
  series: series.optional(),
  startsOn: date.optional(),
  endsOn: date.optional(),
  basis: basis.optional(),
});

/** An event to delete. */
export const eventToDelete = z.object({ id });

/** What is wrong with the days of an event, in words; null when nothing is. @param startsOn a date, as endsOn */
export function daysFault(startsOn: string, endsOn: string): string | null {
  const days = dayOfDate(endsOn) - dayOfDate(startsOn) + 1;
  if (days >= 1 && days <= mostEventDays) return null;
  return days < 1
    ? `${endsOn} is before the first day, ${startsOn}.`
    : `${startsOn} to ${endsOn} are ${days} days. At most ${mostEventDays} are allowed.`;
}

/** An event filter in the model's words. @throws {CodedError} BAD_USER_INPUT with every fault */
export function readCalendarEventFilter(
  filter: Generated.CalendarEventFilter | null | undefined,
): CalendarEventFilter {
  if (!filter) return {};
  const faults = new Faults('filter.');
  const read = {
    kinds: faults.read('kinds', (field) => readWords(field, filter.kinds)),
    series: faults.read('series', (field) => readTexts(field, filter.series)),
    from: faults.read('from', (field) => readDate(field, filter.from)),
    to: faults.read('to', (field) => readDate(field, filter.to)),
  };
  if (read.from !== undefined && read.to !== undefined && read.from > read.to) {
    faults.add('to', `${read.to} is before from, ${read.from}.`);
  }
  faults.throwIfAny();
  return given(read);
}

function readDate(field: string, written: string | null | undefined): string | undefined {
  if (written === null || written === undefined) return undefined;
  if (isEventDate(written)) return written;
  throw badFields([{ field, message: noDate(written) }]);
}

function isEventDate(written: string): boolean {
  return isDate(written) && written >= '1970-01-01' && written <= '2199-12-31';
}

function noDate(written: string): string {
  return `"${shortened(written)}" is no date of the years 1970 to 2199. Write it like 2026-03-02.`;
}
