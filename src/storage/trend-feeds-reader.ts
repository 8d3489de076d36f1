import type { ChangedFeed, ChangesWanted } from '../model/feed-change.ts';
import type { Span } from '../model/rollup-sums.ts';
import { changedFeeds } from './changed-feeds.ts';
import { type Connections, named, Prisma } from './database.ts';

/** Stories of a brand that a changed feed was the first to tell, or that others told after such feeds. */
export interface FeedStoriesRow {
  brand: string;
  /** Null: the stories that would count here if the changed feeds had told nothing. */
  feed: (Omit<ChangedFeed, 'at'> & { at: string | null }) | null;
  /** Which of the spans: its index. */
  span: number;
  stories: number;
}

/** No story lasts longer, in hours: see docs/decisions/stories.md. */
const longestStoryHours = 72;

/** What changed feeds brought of brands, for one tenant. */
export class TrendFeedsReader {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * What the feeds that have changed brought of brands in spans, and what would be left without them. One statement,
   * however many brands; where no feed has changed it reads no report.
   */
  async stories(
    brands: readonly string[],
    spans: readonly Span[],
    wanted: ChangesWanted,
  ): Promise<FeedStoriesRow[]> {
    return this.database.reader.$queryRaw<FeedStoriesRow[]>(this.storiesStatement(brands, spans, wanted));
  }

  /**
   * The statement behind {@link stories}, for tests that ask the planner. A story counts where its first report does that
   * mentions the brand: where that is a changed feed's, it is taken from there, and given to where the first report of
   * the others lies.
   */
  storiesStatement(brands: readonly string[], spans: readonly Span[], wanted: ChangesWanted): Prisma.Sql {
    const tenantId = Prisma.sql`${this.tenantId}::uuid`;
    const from = Math.min(...spans.map((span) => span.from.getTime())) - longestStoryHours * 3_600_000;
    const to = Math.max(...spans.map((span) => span.to.getTime()));
    // Each look-up below has a fence of its own: where the spans are parameters, tables would be read whole else.
    const mentions = Prisma.sql`CROSS JOIN LATERAL (SELECT FROM report_brands AS y WHERE y.tenant_id = ${tenantId}
      AND y.brand = asked.brand AND y.published_at = e.published_at AND y.report_id = e.report_id OFFSET 0) AS mentioned`;
    const tellers = (
      others: Prisma.Sql,
    ) => Prisma.sql`SELECT e.published_at, e.report_id FROM report_stories AS e
      ${mentions} ${others} WHERE e.tenant_id = ${tenantId} AND e.story_id = story.story_id
      ORDER BY e.published_at, e.report_id LIMIT 1`;
    const ofOthers = Prisma.sql`CROSS JOIN LATERAL (SELECT FROM reports AS x WHERE x.tenant_id = ${tenantId}
      AND x.id = e.report_id AND (x.feed_id IN (SELECT id FROM changed)) IS NOT TRUE OFFSET 0) AS not_theirs`;
    return named(
      'trendFeeds.stories',
      Prisma.sql`WITH changed AS MATERIALIZED (${changedFeeds(this.tenantId, wanted)}), span AS MATERIALIZED (
          SELECT at::integer - 1 AS at, since, until FROM unnest(${spans.map((span) => span.from)}::timestamptz[],
            ${spans.map((span) => span.to)}::timestamptz[]) WITH ORDINALITY AS given(since, until, at)
        ), theirs AS MATERIALIZED (
          SELECT its.id FROM changed CROSS JOIN LATERAL (
            SELECT r.id FROM reports AS r WHERE r.tenant_id = ${tenantId} AND r.feed_id = changed.id
              AND r.published_at >= ${new Date(from)}::timestamptz AND r.published_at < ${new Date(to)}::timestamptz OFFSET 0
          ) AS its
        ), first AS MATERIALIZED (
          SELECT asked.brand, mention.published_at, its.feed_id, other.published_at AS others_at
          FROM unnest(${brands}::text[]) AS asked(brand)
          CROSS JOIN LATERAL (
            SELECT b.published_at, b.report_id FROM report_brands AS b
            WHERE b.tenant_id = ${tenantId} AND b.brand = asked.brand AND b.published_at >= ${new Date(from)}::timestamptz
              AND b.published_at < ${new Date(to)}::timestamptz AND EXISTS (SELECT FROM changed)
              AND (b.report_id IN (SELECT id FROM theirs)) IS TRUE OFFSET 0
          ) AS mention
          CROSS JOIN LATERAL (
            SELECT r.feed_id FROM reports AS r WHERE r.tenant_id = ${tenantId} AND r.id = mention.report_id
              OFFSET 0
          ) AS its
          LEFT JOIN LATERAL (
            SELECT s.story_id FROM report_stories AS s
            WHERE s.tenant_id = ${tenantId} AND s.report_id = mention.report_id OFFSET 0
          ) AS story ON true
          LEFT JOIN LATERAL (${tellers(Prisma.empty)}) AS teller ON true
          LEFT JOIN LATERAL (${tellers(ofOthers)}) AS other ON true
          WHERE coalesce(teller.report_id, mention.report_id) = mention.report_id
        ), brought AS (
          SELECT first.brand, first.feed_id, span.at, count(*)::integer AS stories FROM first
          JOIN span ON first.published_at >= span.since AND first.published_at < span.until GROUP BY 1, 2, 3
        )
        SELECT brand, row_to_json(changed) AS feed, brought.at AS span, stories FROM brought
          JOIN changed ON changed.id = brought.feed_id
        UNION ALL SELECT first.brand, NULL, span.at, count(*)::integer FROM first
          JOIN span ON first.others_at >= span.since AND first.others_at < span.until GROUP BY 1, 3`,
    );
  }
}
