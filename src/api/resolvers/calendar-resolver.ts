import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { CalendarEvent as CalendarEventRow } from '../../model/calendar-event.ts';
import {
  eventToCreate,
  eventToDelete,
  eventToUpdate,
  readCalendarEventFilter,
} from '../args/calendar-forms.ts';
import { readPage } from '../args/page.ts';
import { createCalendarEvent, deleteCalendarEvent, updateCalendarEvent } from '../calendar-events.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  CalendarEventConnection,
  CreateCalendarEventInput,
  CreateCalendarEventPayload,
  DeleteCalendarEventInput,
  DeleteCalendarEventPayload,
  QueryCalendarEventsArgs,
  UpdateCalendarEventInput,
  UpdateCalendarEventPayload,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';

/** The events of the fashion year. */
@Resolver()
export class CalendarResolver {
  @Authorized('VIEWER')
  @Query(() => CalendarEventConnection)
  async calendarEvents(
    @Args(() => QueryCalendarEventsArgs) args: QueryCalendarEventsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<CalendarEventRow>> {
    const { calendar, tenantId } = session.tenant;
    const scope = { tenantId, list: 'calendarEvents:STARTS_ON:ASC' };
    const filter = readCalendarEventFilter(args.filter);
    return new Connection(
      await calendar.page(filter, readPage(args, scope, session.limits, 'text')),
      scope,
      ({ startsOn, id }) => ({ value: startsOn, id }),
      () => calendar.count(filter),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => CreateCalendarEventPayload)
  async createCalendarEvent(
    @Arg('input', () => CreateCalendarEventInput) input: CreateCalendarEventInput,
    @Ctx() context: ApiContext,
  ): Promise<{ calendarEvent: CalendarEventRow }> {
    return mutate(context, 'createCalendarEvent', eventToCreate, input, createCalendarEvent);
  }

  @Authorized('ANALYST')
  @Mutation(() => UpdateCalendarEventPayload)
  async updateCalendarEvent(
    @Arg('input', () => UpdateCalendarEventInput) input: UpdateCalendarEventInput,
    @Ctx() context: ApiContext,
  ): Promise<{ calendarEvent: CalendarEventRow }> {
    return mutate(context, 'updateCalendarEvent', eventToUpdate, input, updateCalendarEvent);
  }

  @Authorized('ANALYST')
  @Mutation(() => DeleteCalendarEventPayload)
  async deleteCalendarEvent(
    @Arg('input', () => DeleteCalendarEventInput) input: DeleteCalendarEventInput,
    @Ctx() context: ApiContext,
  ): Promise<{ deletedCalendarEventId: string }> {
    return mutate(context, 'deleteCalendarEvent', eventToDelete, input, deleteCalendarEvent);
  }
}
