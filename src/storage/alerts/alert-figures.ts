import type { ChangedFeed, ChangesWanted } from '../../model/feed-change.ts';
import type { ReportFilter, Sentiment } from '../../model/report.ts';
import { changedFeeds, followedSince } from '../changed-feeds.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { reportConditions } from '../report-filter-sql.ts';

/** What was counted of one brand in 24 hours. */
export interface BrandDayRow {
  brand: string;
  /** 0: the last 24 hours, 1: those before, and so on. */
  day: number;
  mentions: number;
  /** Those of them that have a tone. */
  judged: number;
  negative: number;
}

/** What some feeds brought of one brand in 24 hours. */
export interface FeedDayRow extends BrandDayRow {
  feedIds: string[];
}

/** Mentions whose parts are wanted. */
export interface WantedParts {
  brand: string;
  /** The days that are judged, and those they are compared with, which end where these begin. */
  days: number;
  pastDays: number;
  /** Only negative mentions count. */
  isNegative: boolean;
}

/** A count of one of the {@link WantedParts}. */
export interface PartRow {
  /** Which of them: its index. */
  at: number;
  isPast: boolean;
  facet: 'SOURCE' | 'TOPIC' | 'TONE';
  /** '' of what was not judged. */
  value: string;
  count: number;
}

/** Reports that a search let through. */
export interface SearchRow {
  /** Which search: its index. */
  at: number;
  day: number;
  source: string;
  /** '' of what was not judged. */
  topic: string;
  /** '' of what was not judged. */
  tone: Sentiment | '';
  count: number;
  /** At most 20. */
  reportIds: string[];
}

/** Reports named as evidence. */
const mostIds = 20;

/** From when on a full hour ends, so many days ago. */
function ago(end: Date, days: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${end}::timestamptz - ${days} * interval '24 hours'`;
}

/** What alerts are made of: the counts of one tenant, each kind by one statement, however many brands are asked for. */
export class AlertFigures {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * The mentions of brands by days of 24 hours that end at `end`, from the rollups by the quarter of an hour. Days without any are
   * left out.
   *
   * @param end a full hour
   */
  async days(brands: readonly string[], end: Date, days: number): Promise<BrandDayRow[]> {
    return this.database.main.$queryRaw<BrandDayRow[]>(
      named(
        'alertFigures.days',
        Prisma.sql`SELECT brand, ((extract(epoch FROM ${end}::timestamptz - start)::bigint - 900) / 86400)::integer AS day,
            sum(mentions)::integer AS mentions, sum(positive + neutral + negative)::integer AS judged,
            sum(negative)::integer AS negative
          FROM brand_rollups
          WHERE tenant_id = ${this.tenantId}::uuid AND brand = any(${brands}::text[]) AND facet = 'ALL' AND grain = 'QUARTER_HOUR'
            AND start >= ${ago(end, Prisma.sql`${days}::integer`)} AND start < ${end}::timestamptz
          GROUP BY 1, 2 HAVING sum(mentions) <> 0`,
      ),
    );
  }

  /** As {@link days}, of what some feeds brought, with the feeds that brought it; from the mentions themselves. */
  async daysOfFeeds(
    brands: readonly string[],
    feedIds: readonly string[],
    end: Date,
    days: number,
  ): Promise<FeedDayRow[]> {
    return this.database.main.$queryRaw<FeedDayRow[]>(
      named(
        'alertFigures.daysOfFeeds',
        Prisma.sql`SELECT m.brand,
            ceil(extract(epoch FROM ${end}::timestamptz - m.published_at) / 86400)::integer - 1 AS day,
            count(*)::integer AS mentions, count(m.tone)::integer AS judged,
            (count(*) FILTER (WHERE m.tone = 'NEGATIVE'))::integer AS negative,
            array_agg(DISTINCT r.feed_id) AS "feedIds"
          FROM report_brands AS m
          JOIN reports AS r ON r.tenant_id = ${this.tenantId}::uuid AND r.id = m.report_id
          WHERE m.tenant_id = ${this.tenantId}::uuid AND m.brand = any(${brands}::text[])
            AND m.published_at >= ${ago(end, Prisma.sql`${days}::integer`)} AND m.published_at < ${end}::timestamptz
            AND r.feed_id = any(${feedIds}::uuid[])
          GROUP BY 1, 2`,
      ),
    );
  }

  /**
   * Since when the press has been read: since the first feed was followed, deleted ones included; what feeds held then is not all there was.
   * Without a feed, since the first report. Null when there is nothing.
   */
  async knownSince(): Promise<Date | null> {
    const [row] = await this.database.main.$queryRaw<{ since: Date | null }[]>(
      named(
        'alertFigures.knownSince',
        Prisma.sql`SELECT coalesce(
          ${followedSince(this.tenantId)},
          (SELECT min(start) FROM report_rollups AS sums
            WHERE sums.tenant_id = ${this.tenantId}::uuid AND facet = 'ALL' AND grain = 'DAY')) AS since`,
      ),
    );
    return row?.since ?? null;
  }

  /** The feeds that have changed lately: see `src/analytics/source-change.ts`. */
  async changedFeeds(wanted: ChangesWanted): Promise<ChangedFeed[]> {
    return this.database.main.$queryRaw<ChangedFeed[]>(
      named('alertFigures.changedFeeds', changedFeeds(this.tenantId, wanted)),
    );
  }

  /**
   * The parts of mentions by outlet, topic and tone: of the days that are judged from the mentions themselves, which are
   * few; of those before from the rollups by the day.
   */
  async parts(wanted: readonly WantedParts[], end: Date): Promise<PartRow[]> {
    return this.database.main.$queryRaw<PartRow[]>(
      named(
        'alertFigures.parts',
        Prisma.sql`WITH wanted AS (${this.wanted(wanted)}), now AS MATERIALIZED (
            SELECT wanted.at, r.source, coalesce(r.topic::text, '') AS topic, coalesce(m.tone::text, '') AS tone,
              count(*)::integer AS count FROM wanted
            JOIN report_brands AS m ON m.tenant_id = ${this.tenantId}::uuid AND m.brand = wanted.brand
              AND m.published_at >= ${ago(end, Prisma.sql`wanted.days`)} AND m.published_at < ${end}::timestamptz
              AND (NOT wanted.is_negative OR m.tone = 'NEGATIVE')
            JOIN reports AS r ON r.tenant_id = ${this.tenantId}::uuid AND r.id = m.report_id
            GROUP BY 1, 2, 3, 4
          ), past AS MATERIALIZED (
            SELECT wanted.at, wanted.is_negative, sums.facet::text AS facet, sums.value,
              sum(sums.mentions)::integer AS mentions, sum(sums.positive)::integer AS positive,
              sum(sums.neutral)::integer AS neutral, sum(sums.negative)::integer AS negative FROM wanted
            JOIN brand_rollups AS sums ON sums.tenant_id = ${this.tenantId}::uuid AND sums.brand = wanted.brand
              AND sums.facet IN ('ALL', 'SOURCE', 'TOPIC') AND sums.grain = 'DAY'
              AND sums.start >= ${ago(end, Prisma.sql`(wanted.days + wanted.past_days)`)}
              AND sums.start < ${ago(end, Prisma.sql`wanted.days`)}
            GROUP BY 1, 2, 3, 4
          )
          SELECT at, false AS "isPast", 'SOURCE' AS facet, source AS value, sum(count)::integer AS count FROM now GROUP BY 1, 4
          UNION ALL SELECT at, false, 'TOPIC', topic, sum(count)::integer FROM now GROUP BY 1, 4
          UNION ALL SELECT at, false, 'TONE', tone, sum(count)::integer FROM now GROUP BY 1, 4
          UNION ALL SELECT at, true, facet, value, CASE WHEN is_negative THEN negative ELSE mentions END FROM past
            WHERE facet <> 'ALL'
          UNION ALL SELECT at, true, 'TONE', one.tone, one.count FROM past CROSS JOIN LATERAL (VALUES
            ('POSITIVE', CASE WHEN is_negative THEN 0 ELSE positive END),
            ('NEUTRAL', CASE WHEN is_negative THEN 0 ELSE neutral END), ('NEGATIVE', negative),
            ('', CASE WHEN is_negative THEN 0 ELSE mentions - positive - neutral - negative END)) AS one(tone, count)
            WHERE facet = 'ALL'
          UNION ALL SELECT at, true, 'TOPIC', '',
              sum(count * CASE facet WHEN 'ALL' THEN 1 ELSE -1 END)::integer FROM (
                SELECT at, facet, CASE WHEN is_negative THEN negative ELSE mentions END AS count FROM past WHERE facet <> 'SOURCE'
              ) AS judged GROUP BY at`,
      ),
    );
  }

  /** The newest reports with the mentions that are judged, by the index of what was wanted. */
  async evidence(wanted: readonly WantedParts[], end: Date): Promise<Map<number, string[]>> {
    const rows = await this.database.main.$queryRaw<{ at: number; reportIds: string[] }[]>(
      named(
        'alertFigures.evidence',
        Prisma.sql`WITH wanted AS (${this.wanted(wanted)})
          SELECT wanted.at, array(SELECT m.report_id FROM report_brands AS m
            WHERE m.tenant_id = ${this.tenantId}::uuid AND m.brand = wanted.brand
              AND m.published_at >= ${ago(end, Prisma.sql`wanted.days`)} AND m.published_at < ${end}::timestamptz
              AND (NOT wanted.is_negative OR m.tone = 'NEGATIVE')
            ORDER BY m.published_at DESC, m.report_id DESC LIMIT ${mostIds}::integer) AS "reportIds" FROM wanted`,
      ),
    );
    return new Map(rows.map(({ at, reportIds }) => [at, reportIds]));
  }

  /** The reports that searches let through, by days of 24 hours that end at `end`; one statement for all of them. */
  async searches(filters: readonly ReportFilter[], end: Date, days: number): Promise<SearchRow[]> {
    if (filters.length === 0) return [];
    const each = filters.map((filter, at) => {
      const conditions = [
        Prisma.sql`r.tenant_id = ${this.tenantId}::uuid`,
        Prisma.sql`r.published_at >= ${ago(end, Prisma.sql`${days}::integer`)}`,
        Prisma.sql`r.published_at < ${end}::timestamptz`,
        ...reportConditions(filter).conditions,
      ];
      return Prisma.sql`SELECT ${at}::integer AS at,
          ceil(extract(epoch FROM ${end}::timestamptz - r.published_at) / 86400)::integer - 1 AS day,
          r.source, coalesce(r.topic::text, '') AS topic, coalesce(r.sentiment::text, '') AS tone, count(*)::integer AS count,
          (array_agg(r.id ORDER BY r.published_at DESC, r.id DESC))[1:${mostIds}::integer] AS "reportIds"
        FROM reports AS r WHERE ${Prisma.join(conditions, ' AND ')} GROUP BY 2, 3, 4, 5`;
    });
    return this.database.main.$queryRaw<SearchRow[]>(
      named('alertFigures.searches', Prisma.join(each, ' UNION ALL ')),
    );
  }

  private wanted(wanted: readonly WantedParts[]): Prisma.Sql {
    return Prisma.sql`SELECT given.at::integer - 1 AS at, given.brand, given.days, given.past_days, given.is_negative
      FROM unnest(${wanted.map(({ brand }) => brand)}::text[], ${wanted.map(({ days }) => days)}::integer[],
        ${wanted.map(({ pastDays }) => pastDays)}::integer[], ${wanted.map(({ isNegative }) => isNegative)}::boolean[])
        WITH ORDINALITY AS given(brand, days, past_days, is_negative, at)`;
  }
}
