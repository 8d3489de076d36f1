import type { FirstOfFacet, ReportFacet, Span, ValueSums } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { countedEdge, cutSpans, facetLiteral, piecesAndEdges, storyOf, summedUp } from './span-pieces.ts';

/** Stories and mentions of one brand in each of some spans, in their order. */
export interface BrandWindowSums {
  /** The canonical name. */
  brand: string;
  stories: number[];
  mentions: number[];
}

/** What a tenant's reports add up to, read from the rollups and, at the ends of a span, from the reports. */
export class ReportRollupReader {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * The sums of spans by the values of a facet, without values that have none, the most frequent first. One statement.
   *
   * @param values those that are wanted; all by default
   */
  async byValue(
    facet: ReportFacet,
    spans: readonly Span[],
    values?: readonly string[],
  ): Promise<ValueSums[]> {
    return this.database.reader.$queryRaw<ValueSums[]>(this.byValueStatement(facet, spans, values));
  }

  /** The statement behind {@link byValue}, for tests that ask the planner. */
  byValueStatement(facet: ReportFacet, spans: readonly Span[], values?: readonly string[]): Prisma.Sql {
    return named(
      `reportRollups.${facet.toLowerCase()}`,
      Prisma.sql`SELECT * FROM (${this.summed(facet, spans, values)}) AS summed
        ORDER BY span, count DESC, value`,
    );
  }

  /**
   * The sums of spans by the most frequent values of several facets, as {@link byValue} gives those of one; `at` says of
   * which of them. One statement.
   */
  async byFirstValues(
    facets: readonly FirstOfFacet[],
    spans: readonly Span[],
  ): Promise<(ValueSums & { at: number })[]> {
    return this.database.reader.$queryRaw(this.byFirstValuesStatement(facets, spans));
  }

  /** The statement behind {@link byFirstValues}, for tests that ask the planner. */
  byFirstValuesStatement(facets: readonly FirstOfFacet[], spans: readonly Span[]): Prisma.Sql {
    const ofFacets = facets.map(
      ({ facet, first }, at) => Prisma.sql`SELECT ${at}::integer AS at, its.* FROM (
          WITH summed AS (${this.summed(facet, spans)})
          SELECT * FROM summed WHERE value IN (
            SELECT value FROM summed WHERE span = 0 ORDER BY count DESC, value LIMIT ${first}
          )
        ) AS its`,
    );
    return named(
      'reportRollups.firstValues',
      Prisma.sql`SELECT * FROM (${Prisma.join(ofFacets, ' UNION ALL ')}) AS summed
        ORDER BY at, span, count DESC, value`,
    );
  }

  /** The sums of spans over all reports, and the number of mentions of all brands. One statement. */
  async totals(spans: readonly Span[]): Promise<(ValueSums & { facet: 'ALL' | 'MENTION' })[]> {
    return this.database.reader.$queryRaw(this.totalsStatement(spans));
  }

  /** The statement behind {@link totals}, for tests that ask the planner. */
  totalsStatement(spans: readonly Span[]): Prisma.Sql {
    return named(
      'reportRollups.totals',
      Prisma.sql`SELECT facet, span, '' AS value, ${summedUp} FROM (
          SELECT 'ALL' AS facet, reports.* FROM (${this.counted('ALL', spans)}) AS reports
          UNION ALL SELECT 'MENTION', mentions.* FROM (${this.counted('MENTION', spans)}) AS mentions
        ) AS counted GROUP BY facet, span HAVING sum(count) <> 0`,
    );
  }

  /**
   * The stories of all reports in spans, and those and the mentions of the brands that have at least `least` stories in the
   * first span or in two others: brands with fewer are most of all brands, and not sent. One statement.
   */
  async windows(
    spans: readonly Span[],
    least: number,
  ): Promise<{ stories: number[]; brands: BrandWindowSums[] }> {
    const rows = await this.database.reader.$queryRaw<BrandWindowSums[]>(this.windowsStatement(spans, least));
    const [all, ...brands] = rows;
    return { stories: all?.stories ?? [], brands };
  }

  /** The statement behind {@link windows}, for tests that ask the planner. Its first row is that of all reports. */
  windowsStatement(spans: readonly Span[], least: number): Prisma.Sql {
    // Not as parameters: PostgreSQL takes two sums for the same only where they are written alike.
    const sums = (measure: string) =>
      spans.map((_, at) => `coalesce(sum(${measure}) FILTER (WHERE span = ${at}), 0)::integer`);
    const stories = sums('stories');
    const arrays = Prisma.raw(
      `ARRAY[${stories.join()}] AS stories, ARRAY[${sums('count').join()}] AS mentions`,
    );
    const [now, ...before] = stories.map((sum) => `(${sum} >= ${least})::integer`);
    return named(
      'reportRollups.windows',
      Prisma.sql`SELECT '' AS brand, ${arrays} FROM (${this.counted('ALL', spans)}) AS counted
        UNION ALL
        SELECT value, ${arrays} FROM (${this.counted('BRAND', spans)}) AS counted GROUP BY value
        HAVING ${Prisma.raw(`2 * ${now} + ${before.join(' + ')} >= 2`)}`,
    );
  }

  /** The sums of spans by the values of a facet, without values that have none, in no order. */
  private summed(facet: ReportFacet, spans: readonly Span[], values?: readonly string[]): Prisma.Sql {
    return Prisma.sql`SELECT span, value, ${summedUp} FROM (${this.counted(facet, spans, values)}) AS counted
      GROUP BY span, value HAVING sum(count) <> 0`;
  }

  /**
   * Rows that add up to the sums of spans: `span`, `value` and the measures. Values are compared byte by byte, since they
   * may be sorted to be grouped, by the thousand, and a language's order is slow to tell. OFFSET 0 has each piece and each edge looked
   * up by the index; taken for one join, all rows would be compared with all of them.
   */
  private counted(facet: ReportFacet, spans: readonly Span[], values?: readonly string[]): Prisma.Sql {
    const isWanted = values ? Prisma.sql`its.value = any(${values}::text[])` : Prisma.sql`true`;
    return piecesAndEdges(
      cutSpans(spans, { hasHours: true }),
      (
        pieces,
      ) => Prisma.sql`SELECT piece.span, its.value COLLATE "C" AS value, piece.sign * its.reports AS count,
        piece.sign * its.stories AS stories, piece.sign * its.positive AS positive, piece.sign * its.neutral AS neutral,
        piece.sign * its.negative AS negative, piece.sign * its.mixed AS mixed, piece.sign * its.score_sum AS score_sum
      FROM ${pieces}
      CROSS JOIN LATERAL (
        SELECT its.* FROM report_rollups AS its
        WHERE its.tenant_id = ${this.tenantId}::uuid AND its.facet = ${facetLiteral(facet)}
          AND its.grain = piece.grain AND its.start >= piece.since AND its.start < piece.until AND ${isWanted} OFFSET 0
      ) AS its`,
      (edges) => Prisma.sql`SELECT edge.span, its.value COLLATE "C" AS value, ${countedEdge}
      FROM ${edges}
      CROSS JOIN LATERAL (${rowsOf(this.tenantId, facet)} OFFSET 0) AS its
      WHERE its.value IS NOT NULL AND ${isWanted} GROUP BY edge.span, edge.sign, its.value`,
    );
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
} satisfies Record<Exclude<ReportFacet, 'BRAND' | 'MENTION'>, { r: Prisma.Sql; x: Prisma.Sql }>;

/** What is counted of `edge` for a facet, each with its value. */
function rowsOf(tenantId: string, facet: ReportFacet): Prisma.Sql {
  if (facet === 'BRAND') return mentionsOf(tenantId, Prisma.sql`b.brand`);
  if (facet === 'MENTION') return mentionsOf(tenantId, Prisma.sql`''`);
  return reportsOf(tenantId, facet);
}

/** The reports of `edge`, each with whether it is the first of its story that has its value. */
function reportsOf(tenantId: string, facet: keyof typeof valuesOf): Prisma.Sql {
  const { r: value, x: valueBefore } = valuesOf[facet];
  return Prisma.sql`SELECT ${value} AS value, r.sentiment::text AS tone, r.sentiment_score AS score,
      NOT EXISTS (
        SELECT FROM report_stories AS e JOIN reports AS x ON x.tenant_id = ${tenantId}::uuid AND x.id = e.report_id
        WHERE e.tenant_id = ${tenantId}::uuid AND e.story_id = s.story_id
          AND (e.published_at, e.report_id) < (r.published_at, r.id) AND ${valueBefore} = ${value}
      ) AS is_first
    FROM reports AS r LEFT JOIN LATERAL ${storyOf(tenantId, Prisma.sql`r.id`)} AS s ON true
    WHERE r.tenant_id = ${tenantId}::uuid AND r.published_at >= edge.since AND r.published_at < edge.until`;
}

/** The mentions in the reports of `edge`, each with whether its report is the first of its story with this brand. */
function mentionsOf(tenantId: string, value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT ${value} AS value, b.tone::text AS tone, b.score,
      NOT EXISTS (
        SELECT FROM report_stories AS e
        JOIN report_brands AS x ON x.tenant_id = ${tenantId}::uuid AND x.brand = b.brand
          AND x.published_at = e.published_at AND x.report_id = e.report_id
        WHERE e.tenant_id = ${tenantId}::uuid AND e.story_id = s.story_id
          AND (e.published_at, e.report_id) < (r.published_at, r.id)
      ) AS is_first
    FROM reports AS r
    CROSS JOIN LATERAL (
      SELECT * FROM report_brands AS b WHERE b.tenant_id = ${tenantId}::uuid AND b.report_id = r.id OFFSET 0
    ) AS b
    LEFT JOIN LATERAL ${storyOf(tenantId, Prisma.sql`r.id`)} AS s ON true
    WHERE r.tenant_id = ${tenantId}::uuid AND r.published_at >= edge.since AND r.published_at < edge.until`;
}
