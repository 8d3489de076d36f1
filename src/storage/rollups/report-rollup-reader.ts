import type { ReportFacet, Span, ValueSums } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { cutSpans, edgesTable, piecesTable, summedUp } from './span-pieces.ts';

/** Which values of a facet are wanted; all, unless one of these is given. */
export interface WantedValues {
  /** These. */
  values?: readonly string[];
  /** The most frequent of the first span, so many. */
  first?: number;
}

/** What a tenant's reports add up to, read from the rollups and, at the ends of a span, from the reports. */
export class ReportRollupReader {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The sums of spans by the values of a facet, without values that have none. One statement. */
  async byValue(facet: ReportFacet, spans: readonly Span[], wanted: WantedValues = {}): Promise<ValueSums[]> {
    return this.database.reader.$queryRaw<ValueSums[]>(this.byValueStatement(facet, spans, wanted));
  }

  /** The statement behind {@link byValue}, for tests that ask the planner. */
  byValueStatement(facet: ReportFacet, spans: readonly Span[], { values, first }: WantedValues): Prisma.Sql {
    const most =
      first === undefined
        ? Prisma.sql`true`
        : Prisma.sql`value IN (SELECT value FROM summed WHERE span = 0
            ORDER BY count DESC, value COLLATE "C" LIMIT ${first})`;
    return named(
      `reportRollups.${facet.toLowerCase()}`,
      Prisma.sql`WITH counted AS (${this.counted(facet, spans, values)}), summed AS (
          SELECT span, value, ${summedUp} FROM counted GROUP BY span, value HAVING sum(count) <> 0
        )
        SELECT * FROM summed WHERE ${most} ORDER BY span, count DESC, value COLLATE "C"`,
    );
  }

  /** The sums of spans over all reports, and the number of mentions of all brands. One statement. */
  async totals(spans: readonly Span[]): Promise<(ValueSums & { facet: 'ALL' | 'BRAND' })[]> {
    return this.database.reader.$queryRaw(this.totalsStatement(spans));
  }

  /** The statement behind {@link totals}, for tests that ask the planner. */
  totalsStatement(spans: readonly Span[]): Prisma.Sql {
    return named(
      'reportRollups.totals',
      Prisma.sql`SELECT facet, span, '' AS value, ${summedUp} FROM (
          SELECT 'ALL' AS facet, reports.* FROM (${this.counted('ALL', spans)}) AS reports
          UNION ALL SELECT 'BRAND', mentions.* FROM (${this.counted('BRAND', spans)}) AS mentions
        ) AS counted GROUP BY facet, span HAVING sum(count) <> 0`,
    );
  }

  /** Rows that add up to the sums of spans: `span`, `value` and the measures. */
  private counted(facet: ReportFacet, spans: readonly Span[], values?: readonly string[]): Prisma.Sql {
    const { pieces, edges } = cutSpans(spans, { hasHours: facet === 'ALL' });
    const isWanted = values ? Prisma.sql`its.value = any(${values}::text[])` : Prisma.sql`true`;
    return Prisma.sql`SELECT piece.span, stored.* FROM ${piecesTable(pieces)}
      CROSS JOIN LATERAL (
        SELECT its.value, sum(its.reports) AS count, sum(its.stories) AS stories, sum(its.positive) AS positive,
          sum(its.neutral) AS neutral, sum(its.negative) AS negative, sum(its.mixed) AS mixed,
          sum(its.score_sum) AS score_sum
        FROM report_rollups AS its WHERE its.tenant_id = ${this.tenantId}::uuid AND its.facet = ${facet}::report_facet
          AND its.grain = piece.grain AND its.start >= piece.since AND its.start < piece.until AND ${isWanted}
        GROUP BY its.value
      ) AS stored
      UNION ALL SELECT edge.span, its.value, count(*), count(*) FILTER (WHERE its.is_first),
        count(*) FILTER (WHERE its.tone = 'POSITIVE'), count(*) FILTER (WHERE its.tone = 'NEUTRAL'),
        count(*) FILTER (WHERE its.tone = 'NEGATIVE'), count(*) FILTER (WHERE its.tone = 'MIXED'),
        sum(round(its.score::numeric * 1000))
      FROM ${edgesTable(edges)}
      CROSS JOIN LATERAL (${facet === 'BRAND' ? mentionsOf(this.tenantId) : reportsOf(this.tenantId, facet)}) AS its
      WHERE ${isWanted} GROUP BY edge.span, its.value`;
  }
}

/** What a report has in a facet, over the alias `r` or `x` of its table. */
const valuesOf = {
  ALL: { r: Prisma.sql`''`, x: Prisma.sql`''` },
  TOPIC: { r: Prisma.sql`r.topic::text`, x: Prisma.sql`x.topic::text` },
  SOURCE: { r: Prisma.sql`r.source`, x: Prisma.sql`x.source` },
  LANGUAGE: { r: Prisma.sql`coalesce(r.language, '')`, x: Prisma.sql`coalesce(x.language, '')` },
  STATUS: { r: Prisma.sql`r.status::text`, x: Prisma.sql`x.status::text` },
  PROVIDER: { r: Prisma.sql`r.provider::text`, x: Prisma.sql`x.provider::text` },
} satisfies Record<Exclude<ReportFacet, 'BRAND'>, { r: Prisma.Sql; x: Prisma.Sql }>;

/** The reports of `edge`, each with whether it is the first of its story that has its value. */
function reportsOf(tenantId: string, facet: Exclude<ReportFacet, 'BRAND'>): Prisma.Sql {
  const { r: value, x: valueBefore } = valuesOf[facet];
  return Prisma.sql`SELECT ${value} AS value, r.sentiment::text AS tone, r.sentiment_score AS score,
      NOT EXISTS (
        SELECT FROM report_stories AS e JOIN reports AS x ON x.tenant_id = ${tenantId}::uuid AND x.id = e.report_id
        WHERE e.tenant_id = ${tenantId}::uuid AND e.story_id = s.story_id
          AND (e.published_at, e.report_id) < (r.published_at, r.id) AND ${valueBefore} = ${value}
      ) AS is_first
    FROM reports AS r
    LEFT JOIN report_stories AS s ON s.tenant_id = ${tenantId}::uuid AND s.report_id = r.id
    WHERE r.tenant_id = ${tenantId}::uuid AND r.published_at >= edge.since AND r.published_at < edge.until`;
}

/** The mentions in the reports of `edge`, each with whether its report is the first of its story with this brand. */
function mentionsOf(tenantId: string): Prisma.Sql {
  return Prisma.sql`SELECT b.brand AS value, b.tone::text AS tone, b.score,
      NOT EXISTS (
        SELECT FROM report_stories AS e
        JOIN report_brands AS x ON x.tenant_id = ${tenantId}::uuid AND x.report_id = e.report_id
        WHERE e.tenant_id = ${tenantId}::uuid AND e.story_id = s.story_id
          AND (e.published_at, e.report_id) < (r.published_at, r.id) AND x.brand = b.brand
      ) AS is_first
    FROM reports AS r
    JOIN report_brands AS b ON b.tenant_id = ${tenantId}::uuid AND b.report_id = r.id
    LEFT JOIN report_stories AS s ON s.tenant_id = ${tenantId}::uuid AND s.report_id = r.id
    WHERE r.tenant_id = ${tenantId}::uuid AND r.published_at >= edge.since AND r.published_at < edge.until`;
}
