import { type CoverageFacts, type CoveredDays, usualDays } from '../model/coverage.ts';
import { type Connections, named, Prisma } from './database.ts';

/** Gaps that are told of one by one, and feeds of one gap. */
const mostGaps = 20;
const mostFeeds = 10;
/** The longest interval of a feed is a week: so far ahead tells whether a day without a visit was one of many. */
const daysAhead = 8;
/** As Feed.health counts visits that have fallen due in vain. */
const mostDaysLate = 7;

/** How well the feeds of one tenant were read. */
export class CoverageRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** What is stored of the visits to the tenant's feeds on these UTC days: one statement, whatever their number. */
  async facts(days: CoveredDays, now: Date): Promise<CoverageFacts> {
    const [row] = await this.database.reader.$queryRaw<CoverageFacts[]>(this.factsStatement(days, now));
    if (!row) throw new Error('the database returned no row of sums');
    return row;
  }

  /**
   * The statement of {@link facts}. The days on which a feed was read well split its time; what lies between two of them,
   * and is longer than the feed's interval leaves unread, is a gap. Today is in a gap only when visits were made and all
   * failed, two have fallen due in vain, or the feed is stopped. A feed that was stopped is expected only where it was
   * read in the days or in the 28 before.
   */
  factsStatement({ first, last }: CoveredDays, now: Date): Prisma.Sql {
    const today = Prisma.sql`(${now}::timestamptz AT TIME ZONE 'UTC')::date`;
    const [from, to] = [dateOf(first), dateOf(last)];
    return named(
      'coverage.facts',
      Prisma.sql`WITH known AS MATERIALIZED (
          SELECT id, state = 'ACTIVE' AS is_active, (created_at AT TIME ZONE 'UTC')::date + 1 AS born,
            interval_minutes / 1440 AS allowed,
            CASE WHEN state = 'ACTIVE' THEN greatest(0, floor(extract(epoch FROM
              least(${now}::timestamptz - next_fetch_at, make_interval(days => ${mostDaysLate}::integer)))
              / 60 / interval_minutes))::integer ELSE 0 END AS missed_now, visited.*
          FROM feeds CROSS JOIN LATERAL (
            SELECT sum(visits + visits_missed) FILTER (WHERE day BETWEEN ${from} AND ${to}) AS made,
              sum(visits_well) FILTER (WHERE day BETWEEN ${from} AND ${to}) AS well,
              sum(entries_new) FILTER (WHERE visits_well > 0 AND day <= ${to}) AS entries_new,
              count(*) FILTER (WHERE visits_well > 0 AND day <= ${to}) AS days_read,
              coalesce(bool_or(day = ${today} AND visits > 0 AND visits_well = 0), false) AS failed_today,
              array_agg(day) FILTER (WHERE visits_well > 0) AS read_on
            FROM feed_days WHERE feed_days.tenant_id = ${this.tenantId}::uuid AND feed_days.feed_id = feeds.id
              AND day BETWEEN ${from} - ${usualDays}::integer AND least(${to} + ${daysAhead}::integer, ${today})
          ) visited WHERE feeds.tenant_id = ${this.tenantId}::uuid
        ), expected AS MATERIALIZED (
          SELECT id, allowed, read_on, greatest(born, ${from}) AS since,
            (coalesce(entries_new, 0) + 1)::double precision / (days_read + 1) AS entries,
            greatest(born, ${from} - ${usualDays}::integer) - 1 AS opened,
            CASE WHEN ${to} + ${daysAhead}::integer < ${today} THEN ${to} + ${daysAhead}::integer + 1
              WHEN NOT is_active OR missed_now >= 2 OR failed_today THEN ${today} + 1 ELSE ${today} END AS closed
          FROM known WHERE born <= least(${to}, ${today}) AND (is_active OR days_read > 0)
        ), gap AS (
          SELECT id, entries, greatest(unread.first, ${from}) AS first, least(unread.last, ${to}, ${today}) AS last
          FROM expected CROSS JOIN LATERAL (
            SELECT day + 1 AS first, lead(day) OVER (ORDER BY day) - 1 AS last
            FROM unnest(read_on || ARRAY[opened, closed]) AS day) unread
          WHERE unread.last - unread.first + 1 > allowed AND unread.first <= ${to} AND unread.last >= ${from}
        ), step AS (
          SELECT since AS day, entries AS expected, 0::double precision AS lost FROM expected
          UNION ALL SELECT first, 0, entries FROM gap
          UNION ALL SELECT last + 1, 0, -entries FROM gap
        ), stretch AS (
          SELECT first, last, count(*)::integer AS feeds, sum(entries) * (last - first + 1) AS entries,
            (array_agg(id ORDER BY entries DESC, id))[1:${mostFeeds}::integer] AS ids
          FROM gap GROUP BY first, last
        ), largest AS (
          SELECT * FROM stretch ORDER BY entries DESC, first, last LIMIT ${mostGaps}::integer
        )
        SELECT coalesce((SELECT sum(coalesce(made, 0)
              + CASE WHEN ${today} BETWEEN ${from} AND ${to} THEN missed_now ELSE 0 END) FROM known), 0)::integer
            AS "expectedFetches",
          coalesce((SELECT sum(well) FROM known), 0)::integer AS "okFetches",
          (SELECT coalesce(json_agg(json_build_object('day', day - DATE '1970-01-01', 'expected', expected,
              'lost', lost)), '[]')
            FROM (SELECT day, sum(expected) AS expected, sum(lost) AS lost FROM step GROUP BY day) daily) AS steps,
          (SELECT count(*)::integer FROM stretch) AS "gapCount",
          (SELECT count(*)::integer FROM known WHERE born - 1 BETWEEN ${from} AND ${to}) AS "addedFeeds",
          (SELECT coalesce(json_agg(json_build_object('first', first - DATE '1970-01-01',
              'last', last - DATE '1970-01-01', 'feedCount', feeds, 'feedIds', ids, 'usualEntries', entries)), '[]')
            FROM largest) AS gaps`,
    );
  }
}

function dateOf(day: number): Prisma.Sql {
  return Prisma.sql`(DATE '1970-01-01' + ${day}::integer)`;
}
