import { v7 as uuidv7 } from 'uuid';
import type { StoredEvent } from '../model/event.ts';
import type { FeedEvent, FeedEventFilter, NewFeedEvent } from '../model/feed-event.ts';
import type { Page, PageRequest } from '../model/page.ts';
import { type Connections, named, Prisma, type Writer } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';
import { storableText } from './storable-text.ts';

const columns = Prisma.sql`tenant_id AS "tenantId", id, feed_id AS "feedId", kind, message,
  happened_at AS "happenedAt"`;

const newestFirst: KeysetOrder = {
  column: Prisma.sql`happened_at`,
  id: Prisma.sql`id`,
  type: 'timestamptz',
  direction: 'DESC',
};

/** What happened to the feeds of one tenant. */
export class FeedEventRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The events with these ids that a filter lets through, in any order. */
  async amongIds(ids: readonly string[], filter: FeedEventFilter): Promise<FeedEvent[]> {
    return this.database.reader.$queryRaw<FeedEvent[]>(
      named(
        'feedEvents.amongIds',
        Prisma.sql`SELECT ${columns} ${this.from(filter)} AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's events, newest first: one statement, or two where a cursor is given. */
  async page(filter: FeedEventFilter, page: PageRequest): Promise<Page<FeedEvent>> {
    const select = Prisma.sql`SELECT ${columns} ${this.from(filter)}`;
    return readPage(this.database.reader, 'feedEvents', select, newestFirst, page);
  }

  /** How many events a filter lets through. */
  async count(filter: FeedEventFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('feedEvents.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter)}`),
    );
    return row?.count ?? 0;
  }

  private from({ kinds, feedIds }: FeedEventFilter): Prisma.Sql {
    const conditions = [
      Prisma.sql`tenant_id = ${this.tenantId}::uuid`,
      ...(kinds ? [Prisma.sql`kind = any(${kinds}::feed_event_kind[])`] : []),
      ...(feedIds ? [Prisma.sql`feed_id = any(${feedIds}::uuid[])`] : []),
    ];
    return Prisma.sql`FROM feed_events WHERE ${Prisma.join(conditions, ' AND ')}`;
  }
}

/** Stores what happened to a feed, in the transaction of whoever found it out. @returns what is to be told of it */
export async function storeFeedEvents(
  writer: Writer,
  { tenantId, feedId }: { tenantId: string; feedId: string },
  events: readonly NewFeedEvent[],
  happenedAt: Date,
): Promise<StoredEvent[]> {
  if (events.length === 0) return [];
  const feedEventIds = events.map(() => uuidv7());
  await writer.$executeRaw(
    named(
      'feedEvents.store',
      Prisma.sql`INSERT INTO feed_events (tenant_id, id, feed_id, kind, message, happened_at)
        SELECT ${tenantId}::uuid, fresh.id, ${feedId}::uuid, fresh.kind, fresh.message, ${happenedAt}
        FROM unnest(${feedEventIds}::uuid[], ${events.map(({ kind }) => kind)}::feed_event_kind[],
          ${events.map(({ message }) => storableText(message))}::text[]) AS fresh(id, kind, message)`,
    ),
  );
  return [{ kind: 'FEED_EVENTS_ADDED', tenantId, feedEventIds }];
}
