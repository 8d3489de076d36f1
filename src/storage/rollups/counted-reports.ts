import type { ReportFacet } from '../../model/rollup-sums.ts';
import { Prisma } from '../database.ts';
import { type CutSpans, countedEdge, facetLiterals, piecesAndEdges, storyOf } from './span-pieces.ts';

/**
 * Rows of a tenant's reports that add up to the sums of spans: `facet`, `span`, `value` and the measures. Values are compared byte
 * by byte, since they may be sorted to be grouped, by the thousand, and a language's order is slow to tell. OFFSET 0 has each piece
 * and each edge looked up by the index; taken for one join, all rows would be compared with all of them.
 */
export function countedReports(tenantId: string, facets: readonly ReportFacet[], cut: CutSpans): Prisma.Sql {
  return piecesAndEdges(
    cut,
    ({
      table,
      spanOfRow,
    }) => Prisma.sql`SELECT its.facet::text AS facet, ${spanOfRow} AS span, its.value COLLATE "C" AS value, piece.sign * its.reports AS count,
        piece.sign * its.stories AS stories, piece.sign * its.positive AS positive, piece.sign * its.neutral AS neutral,
        piece.sign * its.negative AS negative, piece.sign * its.mixed AS mixed, piece.sign * its.score_sum AS score_sum
      FROM ${table}
      CROSS JOIN LATERAL (
        SELECT its.* FROM report_rollups AS its
        WHERE its.tenant_id = ${tenantId}::uuid AND its.facet IN ${facetLiterals(facets)}
          AND its.grain = piece.grain AND its.start >= piece.since AND its.start < piece.until OFFSET 0
      ) AS its`,
    (edges) =>
      Prisma.join(
        facets.map(
          (
            facet,
          ) => Prisma.sql`SELECT ${Prisma.raw(`'${facet}'`)} AS facet, edge.span, its.value COLLATE "C" AS value, ${countedEdge}
            FROM ${edges}
            CROSS JOIN LATERAL (${rowsOf(tenantId, facet)} OFFSET 0) AS its
            WHERE its.value IS NOT NULL GROUP BY edge.span, edge.sign, its.value`,
        ),
        ' UNION ALL ',
      ),
  );
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
