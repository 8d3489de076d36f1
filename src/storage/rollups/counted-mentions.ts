import { type BrandFacet, mostTogether } from '../../model/rollup-sums.ts';
import { Prisma } from '../database.ts';
import { type CutSpans, countedEdge, facetLiterals, piecesAndEdges, storyOf } from './span-pieces.ts';

/**
 * Rows of the mentions of `asked.brand`, to be read LATERAL, that add up to the sums of spans: `span`, `value` and the measures.
 * The values of each brand are summed up by themselves. Names are compared byte by byte and each piece and edge is
 * looked up by the index, as in `counted-reports.ts`.
 *
 * @param values an array of those that are wanted; null: all
 */
export function countedMentions(
  tenantId: string,
  facet: BrandFacet,
  cut: CutSpans,
  values: Prisma.Sql | null,
): Prisma.Sql {
  const isWanted = values ? Prisma.sql`its.value = any(${values})` : Prisma.sql`true`;
  return piecesAndEdges(
    cut,
    ({
      table,
      spanOfRow,
    }) => Prisma.sql`SELECT ${spanOfRow} AS span, its.value COLLATE "C" AS value, piece.sign * its.mentions AS count,
        piece.sign * its.stories AS stories, piece.sign * its.positive AS positive, piece.sign * its.neutral AS neutral,
        piece.sign * its.negative AS negative, 0 AS mixed, piece.sign * its.score_sum AS score_sum
      FROM ${table}
      CROSS JOIN LATERAL (
        SELECT its.* FROM brand_rollups AS its
        WHERE its.tenant_id = ${tenantId}::uuid AND its.brand = asked.brand AND its.facet IN ${facetLiterals([facet])}
          AND its.grain = piece.grain AND its.start >= piece.since AND its.start < piece.until AND ${isWanted} OFFSET 0
      ) AS its`,
    (edges) => Prisma.sql`SELECT edge.span, its.value COLLATE "C" AS value, ${countedEdge}
      FROM ${edges}
      CROSS JOIN LATERAL (${mentionsOf(tenantId, facet)} OFFSET 0) AS its
      WHERE its.value IS NOT NULL AND ${isWanted} GROUP BY edge.span, edge.sign, its.value`,
  );
}

/**
 * How a facet's value is found: joined to a mention `b`, and to a mention `y` of an earlier report of the same story,
 * which counts when it has the same value.
 */
interface ValueOf {
  value: Prisma.Sql;
  join: (tenantId: string) => Prisma.Sql;
  sameBefore: (tenantId: string) => Prisma.Sql;
}

function ofReport(value: Prisma.Sql, before: Prisma.Sql): ValueOf {
  return {
    value,
    join: (tenantId) =>
      Prisma.sql`JOIN reports AS r ON r.tenant_id = ${tenantId}::uuid AND r.id = b.report_id`,
    sameBefore: (tenantId) =>
      Prisma.sql`EXISTS (SELECT FROM reports AS x WHERE x.tenant_id = ${tenantId}::uuid AND x.id = y.report_id
        AND ${before} = ${value})`,
  };
}

/** Whether a report mentions few enough brands for any two of them to count as mentioned together. */
function areTogether(tenantId: string, reportId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM report_brands AS n WHERE n.tenant_id = ${tenantId}::uuid
    AND n.report_id = ${reportId}) <= ${mostTogether}`;
}

const valuesOf: Record<BrandFacet, ValueOf> = {
  ALL: { value: Prisma.sql`''`, join: () => Prisma.empty, sameBefore: () => Prisma.sql`true` },
  TOPIC: ofReport(Prisma.sql`r.topic::text`, Prisma.sql`x.topic::text`),
  SOURCE: ofReport(Prisma.sql`r.source`, Prisma.sql`x.source`),
  LANGUAGE: ofReport(Prisma.sql`coalesce(r.language, '')`, Prisma.sql`coalesce(x.language, '')`),
  BRAND: {
    value: Prisma.sql`o.brand`,
    join: (tenantId) =>
      Prisma.sql`JOIN report_brands AS o ON o.tenant_id = ${tenantId}::uuid AND o.report_id = b.report_id
        AND o.brand <> b.brand AND ${areTogether(tenantId, Prisma.sql`b.report_id`)}`,
    // OFFSET 0: else all reports of the other brand are collected, to be looked up in.
    sameBefore: (tenantId) =>
      Prisma.sql`EXISTS (SELECT FROM report_brands AS x WHERE x.tenant_id = ${tenantId}::uuid AND x.brand = o.brand
        AND x.published_at = y.published_at AND x.report_id = y.report_id OFFSET 0) AND ${areTogether(tenantId, Prisma.sql`y.report_id`)}`,
  },
};

/** The mentions of `asked.brand` in `edge`, each with whether its report is the first of its story with the value. */
function mentionsOf(tenantId: string, facet: BrandFacet): Prisma.Sql {
  const { value, join, sameBefore } = valuesOf[facet];
  return Prisma.sql`SELECT ${value} AS value, b.tone::text AS tone, b.score,
      NOT EXISTS (
        SELECT FROM report_stories AS e
        JOIN report_brands AS y ON y.tenant_id = ${tenantId}::uuid AND y.brand = b.brand
          AND y.published_at = e.published_at AND y.report_id = e.report_id
        WHERE e.tenant_id = ${tenantId}::uuid AND e.story_id = s.story_id
          AND (e.published_at, e.report_id) < (b.published_at, b.report_id) AND ${sameBefore(tenantId)}
      ) AS is_first
    FROM report_brands AS b ${join(tenantId)}
    LEFT JOIN LATERAL ${storyOf(tenantId, Prisma.sql`b.report_id`)} AS s ON true
    WHERE b.tenant_id = ${tenantId}::uuid AND b.brand = asked.brand
      AND b.published_at >= edge.since AND b.published_at < edge.until`;
}
