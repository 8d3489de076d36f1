import { sql } from './pipeline.ts';

/** What a made-up feed is like. */
export interface MadeFeed {
  createdOn?: string;
  intervalMinutes?: number;
  state?: 'ACTIVE' | 'PAUSED' | 'PARKED';
  nextFetchAt?: Date;
}

/** What its visits of one day add up to. */
export type MadeDay = Partial<Record<'visits' | 'well' | 'missed' | 'entries', number>>;

/** Makes feeds with a past, as visits would have left it. */
export class FeedPast {
  private feeds = 0;

  /** @param now half an hour before feeds are due, unless said otherwise */
  constructor(
    private readonly url: string,
    private readonly tenantId: string,
    private readonly now: Date,
  ) {}

  /** A feed that was added long ago, unless said otherwise. @returns its id */
  async addFeed(feed: MadeFeed = {}): Promise<string> {
    this.feeds += 1;
    const { createdOn = '2025-01-01', intervalMinutes = 60, state = 'ACTIVE' } = feed;
    const nextFetchAt = feed.nextFetchAt ?? new Date(this.now.getTime() + 1_800_000);
    const [row] = await sql<{ id: string }>(
      this.url,
      `INSERT INTO feeds (tenant_id, url, provider, state, interval_minutes, next_fetch_at, created_at)
       VALUES ($1, $2, 'RSS', $3::feed_state, $4, $5, $6) RETURNING id`,
      [
        this.tenantId,
        `https://press.example/${this.feeds}`,
        state,
        intervalMinutes,
        nextFetchAt,
        `${createdOn}T10:00:00Z`,
      ],
    );
    return row?.id ?? '';
  }

  /** Days on which a feed was visited, 24 times and well unless said otherwise. @param last included */
  async visit(
    feedId: string,
    first: string,
    last: string,
    { visits = 24, well = visits, missed = 0, entries = 10 }: MadeDay = {},
  ): Promise<void> {
    await sql(
      this.url,
      `INSERT INTO feed_days (tenant_id, feed_id, day, visits, visits_well, visits_missed, entries_new)
       SELECT $1, $2, day, $5, $6, $7, $8 FROM generate_series($3::date, $4::date, interval '1 day') AS day`,
      [this.tenantId, feedId, first, last, visits, well, missed, entries],
    );
  }
  /** Single days on which a feed was visited, as {@link visit} makes them, in one statement. */
  async visitOn(feedId: string, days: readonly (MadeDay & { day: string })[]): Promise<void> {
    const made = days.map(({ day, visits = 24, well = visits, missed = 0, entries = 10 }) => ({
      day,
      visits,
      well,
      missed,
      entries,
    }));
    await sql(
      this.url,
      `INSERT INTO feed_days (tenant_id, feed_id, day, visits, visits_well, visits_missed, entries_new)
       SELECT $1, $2, day, visits, well, missed, entries FROM json_to_recordset($3)
         AS made(day date, visits integer, well integer, missed integer, entries integer)`,
      [this.tenantId, feedId, JSON.stringify(made)],
    );
  }
}
