import { CodedError } from '../model/errors.ts';
import {
  type DueFeed,
  type Feed,
  type FeedFilter,
  type FeedLabel,
  type FeedOrderField,
  type FeedSchedule,
  type PageReading,
  usualReading,
} from '../model/feed.ts';
import type { VisitSums } from '../model/feed-health.ts';
import type { Direction, Page, PageRequest } from '../model/page.ts';
import type { Provider } from '../model/report.ts';
import { moveVersion } from './data-version.ts';
import { type Connections, named, Prisma } from './database.ts';
import { feedColumns, feedLabelColumns } from './feed-columns.ts';
import { isNotBeingVisited, isNotInQueue } from './job-queue.ts';
import { type KeysetOrder, readPage } from './keyset.ts';
import { containsText } from './like.ts';
import { storableText } from './storable-text.ts';

/** An order of feeds. */
export interface FeedOrder {
  field: FeedOrderField;
  direction: Direction;
}

/** A feed to follow. */
export interface NewFeed {
  /** Absolute, http or https. */
  url: string;
  title: string | null;
  provider: Provider;
  /** 1 to 10,080: a week. Absent: the feed is read as often as it publishes. */
  intervalMinutes?: number | undefined;
  pageReading?: PageReading | undefined;
}

/** What a person may change of a feed; what is absent stays. */
export interface FeedChange {
  pageReading?: PageReading;
  /** 1 to 10,080: a week. It makes the schedule FIXED, unless that is given too. */
  intervalMinutes?: number;
  schedule?: FeedSchedule;
  state?: 'ACTIVE' | 'PAUSED';
}

/** What a visit needs to know. */
const dueColumns = Prisma.sql`tenant_id AS "tenantId", id, url, title, site_url AS "siteUrl", provider,
  page_reading AS "pageReading", state, state_reason AS "stateReason", schedule, interval_minutes AS "intervalMinutes",
  next_fetch_at AS "nextFetchAt", ttl_minutes AS "ttlMinutes", last_fetched_at AS "lastFetchedAt",
  last_success_at AS "lastSuccessAt", etag,
  last_modified AS "lastModified", body_hash AS "bodyHash", unconditional_at AS "unconditionalAt",
  distrusted_until AS "distrustedUntil", failures, soft_failures AS "softFailures", moved_to AS "movedTo",
  moved_sightings AS "movedSightings", volume`;

/** The days of a feed that {@link DueFeed} tells of, as JSON. */
function daysOf(tenantId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(json_build_object('day', day, 'entries', entries_new) ORDER BY day), '[]')
    FROM feed_days WHERE feed_days.tenant_id = ${tenantId}::uuid AND feed_days.feed_id = feeds.id
      AND feed_days.visits_well > 0 AND feed_days.day > (${now}::timestamptz AT TIME ZONE 'UTC')::date - 63)`;
}

const isDue = (now: Date) => Prisma.sql`state = 'ACTIVE' AND next_fetch_at <= ${now}`;

const orderColumns = { CREATED_AT: Prisma.sql`created_at`, NEXT_FETCH_AT: Prisma.sql`next_fetch_at` };

/** The feeds of one tenant. */
export class FeedRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The feeds with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<Feed[]> {
    return this.database.reader.$queryRaw<Feed[]>(
      named(
        'feeds.byIds',
        Prisma.sql`SELECT ${feedColumns} FROM feeds WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** What the feeds with these ids are called, in any order; those of other tenants are not among them. */
  async labelsByIds(ids: readonly string[]): Promise<FeedLabel[]> {
    return this.database.reader.$queryRaw<FeedLabel[]>(
      named(
        'feeds.labelsByIds',
        Prisma.sql`SELECT ${feedLabelColumns} FROM feeds WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's feeds: one statement, or two where a cursor is given. */
  async page(filter: FeedFilter, { field, direction }: FeedOrder, page: PageRequest): Promise<Page<Feed>> {
    const order: KeysetOrder = {
      column: orderColumns[field],
      id: Prisma.sql`id`,
      type: 'timestamptz',
      direction,
    };
    const select = Prisma.sql`SELECT ${feedColumns} ${this.from(filter)}`;
    return readPage(this.database.reader, 'feeds', select, order, page);
  }

  /** All feeds of the tenant, in the order of their addresses. */
  async list(): Promise<Feed[]> {
    return this.database.reader.$queryRaw<Feed[]>(
      named(
        'feeds.list',
        Prisma.sql`SELECT ${feedColumns} FROM feeds WHERE tenant_id = ${this.tenantId}::uuid ORDER BY url COLLATE "C"`,
      ),
    );
  }

  /** How many feeds a filter lets through. */
  async count(filter: FeedFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('feeds.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter)}`),
    );
    return row?.count ?? 0;
  }

  /** What the days of these feeds from one on add up to, by feed; those without a visit are left out. */
  async visitSums(ids: readonly string[], since: Date): Promise<Map<string, VisitSums>> {
    const rows = await this.database.reader.$queryRaw<(VisitSums & { id: string })[]>(
      named(
        'feedDays.sums',
        Prisma.sql`SELECT feed_id AS id, sum(visits)::integer AS visits, sum(visits_well)::integer AS "visitsWell",
            sum(visits_missed)::integer AS "visitsMissed", sum(entries_new)::integer AS entries
          FROM feed_days WHERE tenant_id = ${this.tenantId}::uuid AND feed_id = any(${ids}::uuid[])
            AND day >= (${since}::timestamptz AT TIME ZONE 'UTC')::date GROUP BY feed_id`,
      ),
    );
    return new Map(rows.map(({ id, ...sums }) => [id, sums]));
  }

  /** Whether the tenant follows the feed at this address. */
  async isFollowed(url: string): Promise<boolean> {
    const [row] = await this.database.main.$queryRaw<{ found: boolean }[]>(
      named(
        'feeds.isFollowed',
        Prisma.sql`SELECT EXISTS (SELECT FROM feeds WHERE tenant_id = ${this.tenantId}::uuid AND url = ${url}) AS found`,
      ),
    );
    return row?.found ?? false;
  }

  /**
   * The feeds that are to be visited now, those that have waited longest first.
   *
   * @param options.urls only the feeds at these addresses
   * @param options.ids only the feeds with these ids
   * @param options.force also feeds that are not due yet, paused, parked or ended
   * @param options.unvisited only feeds that no process visits for the queue just now
   */
  async due(
    now: Date,
    options: {
      urls?: readonly string[];
      ids?: readonly string[];
      force?: boolean;
      unvisited?: boolean;
    } = {},
  ): Promise<DueFeed[]> {
    const wanted = [
      Prisma.sql`tenant_id = ${this.tenantId}::uuid`,
      ...(options.urls === undefined ? [] : [Prisma.sql`url = any(${options.urls}::text[])`]),
      ...(options.ids === undefined ? [] : [Prisma.sql`id = any(${options.ids}::uuid[])`]),
      ...(options.force ? [] : [isDue(now)]),
      ...(options.unvisited ? [isNotBeingVisited] : []),
    ];
    return this.database.main.$queryRaw<DueFeed[]>(
      named(
        'feeds.due',
        Prisma.sql`SELECT ${dueColumns}, ${daysOf(this.tenantId, now)} AS days
          FROM feeds WHERE ${Prisma.join(wanted, ' AND ')} ORDER BY next_fetch_at, id`,
      ),
    );
  }

  /**
   * Keeps those of the due feeds for which the queue holds no visit, until the transaction ends; what another
   * transaction keeps is not waited for.
   *
   * @param most feeds, those that have waited longest first
   * @returns their ids
   */
  async holdDue(now: Date, most: number): Promise<string[]> {
    const held = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'feeds.holdDue',
        Prisma.sql`SELECT id FROM feeds
          WHERE tenant_id = ${this.tenantId}::uuid AND ${isDue(now)} AND ${isNotInQueue}
          ORDER BY next_fetch_at, id LIMIT ${most} FOR NO KEY UPDATE SKIP LOCKED`,
      ),
    );
    // Whoever kept a feed a moment ago may have queued a visit, which only a statement that begins now can see.
    const unqueued = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'feeds.unqueued',
        Prisma.sql`SELECT id FROM feeds WHERE tenant_id = ${this.tenantId}::uuid
          AND id = any(${held.map(({ id }) => id)}::uuid[]) AND ${isNotInQueue} ORDER BY next_fetch_at, id`,
      ),
    );
    return unqueued.map(({ id }) => id);
  }

  /**
   * Adds feeds in one statement; feeds whose address is followed already are left as they are.
   *
   * @returns the feeds that are new, in any order
   */
  async add(feeds: readonly NewFeed[]): Promise<Feed[]> {
    const rows = feeds.map((feed) => ({
      ...feed,
      title: storableText(feed.title),
      schedule: feed.intervalMinutes === undefined ? 'ADAPTIVE' : 'FIXED',
      intervalMinutes: feed.intervalMinutes ?? usualReading.intervalMinutes,
      pageReading: feed.pageReading ?? usualReading.pageReading,
    }));
    const added = await this.database.writer.$queryRaw<Feed[]>(
      named(
        'feeds.add',
        Prisma.sql`INSERT INTO feeds (tenant_id, url, title, provider, schedule, interval_minutes, page_reading)
          SELECT ${this.tenantId}::uuid, added.url, added.title, added.provider, added.schedule,
            added.interval_minutes, added.page_reading
          FROM unnest(${rows.map(({ url }) => url)}::text[], ${rows.map(({ title }) => title)}::text[],
            ${rows.map(({ provider }) => provider)}::provider[],
            ${rows.map(({ schedule }) => schedule)}::feed_schedule[],
            ${rows.map(({ intervalMinutes }) => intervalMinutes)}::integer[],
            ${rows.map(({ pageReading }) => pageReading)}::page_reading[])
            AS added(url, title, provider, schedule, interval_minutes, page_reading)
          ON CONFLICT (tenant_id, url) DO NOTHING RETURNING ${feedColumns}`,
      ),
    );
    if (added.length > 0) await moveVersion(this.database.writer, this.tenantId);
    return added;
  }

  /**
   * Adds one feed.
   *
   * @throws {CodedError} CONFLICT when the tenant follows this address already
   */
  async addOne(feed: NewFeed): Promise<Feed> {
    const [added] = await this.add([feed]);
    if (!added) throw new CodedError('CONFLICT', `The feed ${feed.url} is followed already.`);
    return added;
  }

  /**
   * Changes how a feed is read; what is absent stays. A feed that is made ACTIVE is due at once.
   *
   * @returns null when the tenant follows no feed at this address
   */
  async change(url: string, change: FeedChange, now: Date): Promise<Feed | null> {
    return this.changeWhere(Prisma.sql`url = ${url}`, change, now);
  }

  /** As {@link change}, for the feed with this id. */
  async changeById(id: string, change: FeedChange, now: Date): Promise<Feed | null> {
    return this.changeWhere(Prisma.sql`id = ${id}::uuid`, change, now);
  }

  /**
   * Keeps a feed as it is until the transaction ends: who also wants to change or delete it, or have it read, waits.
   *
   * @returns whether the tenant has a feed with this id
   */
  async hold(id: string): Promise<boolean> {
    const held = await this.database.writer.$queryRaw<unknown[]>(
      named(
        'feeds.hold',
        Prisma.sql`SELECT true AS held FROM feeds WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid
          FOR NO KEY UPDATE`,
      ),
    );
    return held.length > 0;
  }

  /**
   * Deletes a feed; its reports stay, and so does the tenant's beginning, if the feed was ever read: see
   * `followedSince`.
   *
   * @returns whether there was one with this id
   */
  async delete(id: string): Promise<boolean> {
    const deleted = await this.database.writer.$queryRaw<unknown[]>(
      named(
        'feeds.delete',
        Prisma.sql`WITH deleted AS (
            DELETE FROM feeds WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING created_at, last_success_at
          ), kept AS (
            UPDATE tenants SET followed_since = least(tenants.followed_since, deleted.created_at) FROM deleted
            WHERE tenants.id = ${this.tenantId}::uuid AND deleted.last_success_at IS NOT NULL
          )
          SELECT true AS deleted FROM deleted`,
      ),
    );
    if (deleted.length > 0) await moveVersion(this.database.writer, this.tenantId);
    return deleted.length > 0;
  }

  private async changeWhere(which: Prisma.Sql, change: FeedChange, now: Date): Promise<Feed | null> {
    const schedule = change.schedule ?? (change.intervalMinutes ? 'FIXED' : undefined);
    const changes = [
      Prisma.sql`url = url`,
      ...(change.pageReading ? [Prisma.sql`page_reading = ${change.pageReading}::page_reading`] : []),
      ...(change.intervalMinutes ? [Prisma.sql`interval_minutes = ${change.intervalMinutes}`] : []),
      ...(schedule ? [Prisma.sql`schedule = ${schedule}::feed_schedule`] : []),
      ...(change.state ? [Prisma.sql`state = ${change.state}::feed_state, state_reason = NULL`] : []),
      ...(change.state === 'ACTIVE'
        ? [Prisma.sql`failures = 0, soft_failures = 0, next_fetch_at = ${now}`]
        : []),
    ];
    const [changed] = await this.database.writer.$queryRaw<Feed[]>(
      named(
        'feeds.change',
        Prisma.sql`UPDATE feeds SET ${Prisma.join(changes)}
          WHERE tenant_id = ${this.tenantId}::uuid AND ${which} RETURNING ${feedColumns}`,
      ),
    );
    if (changed) await moveVersion(this.database.writer, this.tenantId);
    return changed ?? null;
  }

  private from(filter: FeedFilter): Prisma.Sql {
    const conditions = [
      Prisma.sql`tenant_id = ${this.tenantId}::uuid`,
      ...(filter.states ? [Prisma.sql`state = any(${filter.states}::feed_state[])`] : []),
      ...(filter.providers ? [Prisma.sql`provider = any(${filter.providers}::provider[])`] : []),
      ...(filter.search === undefined
        ? []
        : [
            Prisma.sql`(title ILIKE ${containsText(filter.search)} OR url ILIKE ${containsText(filter.search)})`,
          ]),
    ];
    return Prisma.sql`FROM feeds WHERE ${Prisma.join(conditions, ' AND ')}`;
  }
}
