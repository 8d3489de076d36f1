import {
  type CalendarEvent,
  type CalendarEventFilter,
  expectedWithinDays,
  isLetThrough,
  type NewCalendarEvent,
} from '../model/calendar-event.ts';
import type { Page, PageRequest } from '../model/page.ts';
import { shippedEvents } from './calendar/shipped-calendar.ts';
import { moveVersion } from './data-version.ts';
import { type Connections, named, Prisma } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';

const columns = Prisma.sql`id, name, kind::text AS kind, series, starts_on::text AS "startsOn", ends_on::text AS "endsOn", basis::text AS basis`;

const byDay: KeysetOrder = {
  column: Prisma.sql`event."startsOn" COLLATE "C"`,
  id: Prisma.sql`event.id`,
  type: 'text',
  direction: 'ASC',
};

/** The calendar as one tenant has it: the shipped events and its own. */
export class CalendarRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** One page of the events that a filter lets through, by their days: one statement, or two where a cursor is given. */
  async page(filter: CalendarEventFilter, page: PageRequest): Promise<Page<CalendarEvent>> {
    const select = Prisma.sql`SELECT event.* ${this.from(filter)}`;
    return readPage(this.database.reader, 'calendarEvents', select, byDay, page);
  }

  /** How many events a filter lets through. */
  async count(filter: CalendarEventFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('calendarEvents.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter)}`),
    );
    return row?.count ?? 0;
  }

  /** All events that a filter lets through, by their days: what `sameEventLastSeason` chooses from. */
  async all(filter: CalendarEventFilter = {}): Promise<CalendarEvent[]> {
    return this.database.reader.$queryRaw<CalendarEvent[]>(
      named(
        'calendarEvents.all',
        Prisma.sql`SELECT event.* ${this.from(filter)} ORDER BY event."isOwn" DESC, event."startsOn", event.id`,
      ),
    );
  }

  /** The tenant's own event with an id; null when it has none. */
  async ownById(id: string): Promise<CalendarEvent | null> {
    const [row] = await this.database.writer.$queryRaw<CalendarEvent[]>(
      named(
        'calendarEvents.ownById',
        Prisma.sql`SELECT ${columns}, true AS "isOwn" FROM calendar_events
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid`,
      ),
    );
    return row ?? null;
  }

  /** How many events the tenant has of its own. */
  async ownCount(): Promise<number> {
    const [row] = await this.database.writer.$queryRaw<{ count: number }[]>(
      named(
        'calendarEvents.ownCount',
        Prisma.sql`SELECT count(*)::integer AS count FROM calendar_events WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.count ?? 0;
  }

  /** Has changes of the tenant's calendar wait for each other until the transaction ends. */
  async lock(): Promise<void> {
    await this.database.writer.$queryRaw(
      named(
        'calendarEvents.lock',
        Prisma.sql`SELECT true AS locked FROM tenants WHERE id = ${this.tenantId}::uuid FOR NO KEY UPDATE`,
      ),
    );
  }

  /** The tenant's own event of a series that lies in the same days; null when there is none. @param exceptId of another one */
  async ownInTheSameDays(
    { series, startsOn, endsOn }: NewCalendarEvent,
    exceptId: string | null,
  ): Promise<CalendarEvent | null> {
    const [row] = await this.database.writer.$queryRaw<CalendarEvent[]>(
      named(
        'calendarEvents.ownInTheSameDays',
        Prisma.sql`SELECT ${columns}, true AS "isOwn" FROM calendar_events
          WHERE tenant_id = ${this.tenantId}::uuid AND series = ${series} AND starts_on <= ${endsOn}::text::date
            AND ends_on >= ${startsOn}::text::date AND id IS DISTINCT FROM ${exceptId}::uuid
          ORDER BY starts_on LIMIT 1`,
      ),
    );
    return row ?? null;
  }

  /** Adds an event. @param event in days in which no other one of its series lies: see {@link lock} */
  async add(event: NewCalendarEvent): Promise<CalendarEvent> {
    const [added] = await this.database.writer.$queryRaw<CalendarEvent[]>(
      named(
        'calendarEvents.add',
        Prisma.sql`INSERT INTO calendar_events (tenant_id, name, kind, series, starts_on, ends_on, basis)
          VALUES (${this.tenantId}::uuid, ${event.name}, ${event.kind}::calendar_event_kind, ${event.series},
            ${event.startsOn}::text::date, ${event.endsOn}::text::date, ${event.basis}::calendar_event_basis)
          RETURNING ${columns}, true AS "isOwn"`,
      ),
    );
    if (!added) throw new Error('the database returned no row for a new event');
    await moveVersion(this.database.writer, this.tenantId);
    return added;
  }

  /** Changes an event, as {@link add} adds it. @returns null when the tenant has none of its own with this id */
  async change(id: string, event: NewCalendarEvent): Promise<CalendarEvent | null> {
    const [changed] = await this.database.writer.$queryRaw<CalendarEvent[]>(
      named(
        'calendarEvents.change',
        Prisma.sql`UPDATE calendar_events SET name = ${event.name}, kind = ${event.kind}::calendar_event_kind,
            series = ${event.series}, starts_on = ${event.startsOn}::text::date, ends_on = ${event.endsOn}::text::date,
            basis = ${event.basis}::calendar_event_basis
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING ${columns}, true AS "isOwn"`,
      ),
    );
    if (changed) await moveVersion(this.database.writer, this.tenantId);
    return changed ?? null;
  }

  /** Deletes an event of the tenant's own. @returns whether there was one with this id */
  async delete(id: string): Promise<boolean> {
    const deleted = await this.database.writer.$executeRaw(
      named(
        'calendarEvents.delete',
        Prisma.sql`DELETE FROM calendar_events WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid`,
      ),
    );
    if (deleted > 0) await moveVersion(this.database.writer, this.tenantId);
    return deleted > 0;
  }

  /**
   * Own events that a filter lets through, and those shipped ones in whose days, or near whose EXPECTED days, no own one of
   * their series lies.
   */
  private from(filter: CalendarEventFilter): Prisma.Sql {
    const shipped = JSON.stringify(shippedEvents.filter((event) => isLetThrough(filter, event)));
    const { kinds, series, from, to } = filter;
    const conditions = [
      Prisma.sql`calendar_events.tenant_id = ${this.tenantId}::uuid`,
      ...(kinds ? [Prisma.sql`kind = any(${kinds}::calendar_event_kind[])`] : []),
      ...(series ? [Prisma.sql`series = any(${series}::text[])`] : []),
      ...(from === undefined ? [] : [Prisma.sql`ends_on >= ${from}::text::date`]),
      ...(to === undefined ? [] : [Prisma.sql`starts_on <= ${to}::text::date`]),
    ];
    return Prisma.sql`FROM (
      SELECT ${columns}, true AS "isOwn" FROM calendar_events WHERE ${Prisma.join(conditions, ' AND ')}
      UNION ALL
      SELECT shipped.id, shipped.name, shipped.kind, shipped.series, shipped."startsOn", shipped."endsOn",
        shipped.basis, false
      FROM (SELECT *, CASE basis WHEN 'EXPECTED' THEN ${expectedWithinDays}::integer ELSE 0 END AS slack
        FROM json_to_recordset(${shipped}::json) AS one(id uuid, name text, kind text, series text, "startsOn" text, "endsOn" text, basis text)) AS shipped
      WHERE NOT EXISTS (SELECT FROM calendar_events own
        WHERE own.tenant_id = ${this.tenantId}::uuid AND own.series = shipped.series
          AND own.starts_on <= shipped."endsOn"::date + shipped.slack AND own.ends_on >= shipped."startsOn"::date - shipped.slack)
    ) AS event WHERE true`;
  }
}
