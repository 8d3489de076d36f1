import { mostTogether } from '../../model/rollup-sums.ts';
import { Prisma } from '../database.ts';

/** By what reports are counted in `report_rollups`. BRAND and MENTION count mentions, and come with the brands' own facet ALL. */
export const reportFacets = ['ALL', 'TOPIC', 'SOURCE', 'LANGUAGE', 'STATUS', 'PROVIDER'] as const;
/** By what the mentions of a brand are counted in `brand_rollups`. */
export const brandFacets = ['ALL', 'TOPIC', 'SOURCE', 'LANGUAGE', 'BRAND'] as const;

/** What is counted of reports: all of it, or as much as a change can concern. */
export interface Facets {
  ofReports: readonly (typeof reportFacets)[number][];
  ofBrands: readonly (typeof brandFacets)[number][];
}

/** All that is counted. */
export const allFacets: Facets = { ofReports: reportFacets, ofBrands: brandFacets };
/** What changes with the status of a report. */
export const statusFacets: Facets = { ofReports: ['STATUS'], ofBrands: [] };
/** What changes with the mentions in a report. */
export const mentionFacets: Facets = { ofReports: [], ofBrands: brandFacets };

/** The columns of a row of either table besides its tenant and part: `brand` is empty in those of `report_rollups`. */
export const keyColumns = Prisma.raw('brand, facet, grain, start, value');
/** What is summed; `mixed` is 0 in rows of `brand_rollups`, which have no such column. */
export const measures = [
  'reports',
  'stories',
  'positive',
  'neutral',
  'negative',
  'mixed',
  'score_sum',
] as const;

const columnOf = {
  ALL: `''`,
  TOPIC: 'topic',
  SOURCE: 'source',
  LANGUAGE: 'language',
  STATUS: 'status',
  PROVIDER: 'provider',
};

const sums = Prisma.raw(`count(*) AS reports, count(*) FILTER (WHERE is_first) AS stories,
  count(*) FILTER (WHERE tone = 'POSITIVE') AS positive, count(*) FILTER (WHERE tone = 'NEUTRAL') AS neutral,
  count(*) FILTER (WHERE tone = 'NEGATIVE') AS negative, count(*) FILTER (WHERE tone = 'MIXED') AS mixed,
  coalesce(sum(score), 0) AS score_sum`);

/**
 * What reports contribute to the rollups, as the first parts of a WITH, the last of which is `contribution`: a row for
 * each key, of {@link keyColumns} and {@link measures}. This is the one definition of both tables: what is appended,
 * verified and rebuilt comes from here. What was not judged has no tone, score or topic, and counts in none.
 *
 * @param ids a query that gives the `id` of each, once; null: all reports of the tenant. A story counts where the first of
 * its reports counts, so of a story all reports are in it, or none; but for additions, see `countAdditions`
 */
export function contributions(
  tenantId: string,
  ids: Prisma.Sql | null,
  { ofReports, ofBrands }: Facets,
): Prisma.Sql {
  const values = (facets: readonly (keyof typeof columnOf)[]) =>
    Prisma.raw(facets.map((facet) => `('${facet}', ${columnOf[facet]})`).join(', '));
  const simple = ofBrands.filter((facet) => facet !== 'BRAND');
  const cells = [
    ...(ofReports.length > 0
      ? [
          Prisma.sql`SELECT '' AS brand, its.facet, its.value, id, story_id, published_at, day, tone, score
            FROM member CROSS JOIN LATERAL (VALUES ${values(ofReports)}) AS its(facet, value) WHERE its.value IS NOT NULL`,
        ]
      : []),
    ...(simple.length > 0
      ? [
          Prisma.sql`SELECT brand, its.facet, its.value, id, story_id, published_at, day, tone, score
            FROM mention CROSS JOIN LATERAL (VALUES ${values(simple)}) AS its(facet, value) WHERE its.value IS NOT NULL`,
        ]
      : []),
    ...(ofBrands.includes('BRAND')
      ? [
          Prisma.sql`SELECT one.brand, 'BRAND' AS facet, other.brand AS value, one.id, one.story_id, one.published_at, one.day, one.tone,
              one.score
            FROM mention AS one JOIN mention AS other ON other.id = one.id AND other.brand <> one.brand
            WHERE one.together <= ${mostTogether}`,
        ]
      : []),
  ];
  // The limit has each looked up by its key: of a tenant that is new the planner knows no rows, and would read all of them.
  const reports =
    ids === null
      ? Prisma.sql`reports AS r`
      : Prisma.sql`(${ids}) AS wanted CROSS JOIN LATERAL (
          SELECT its.* FROM reports AS its WHERE its.tenant_id = ${tenantId}::uuid AND its.id = wanted.id LIMIT 1) AS r`;
  return Prisma.sql`member AS MATERIALIZED (
      SELECT r.id, coalesce(own.story_id, r.id) AS story_id, r.published_at,
        date_trunc('day', r.published_at, 'UTC') AS day, r.topic::text AS topic, r.source,
        coalesce(r.language, '') AS language, r.status::text AS status, r.provider::text AS provider,
        r.sentiment::text AS tone, round(r.sentiment_score::numeric * 1000)::integer AS score
      FROM ${reports}
      LEFT JOIN report_stories AS own ON own.tenant_id = r.tenant_id AND own.report_id = r.id
      WHERE r.tenant_id = ${tenantId}::uuid
    ), mention AS MATERIALIZED (
      SELECT member.id, member.story_id, member.published_at, member.day, member.topic, member.source,
        member.language, m.brand, m.tone::text AS tone, round(m.score::numeric * 1000)::integer AS score,
        count(*) OVER (PARTITION BY member.id) AS together
      FROM member JOIN report_brands AS m ON m.tenant_id = ${tenantId}::uuid AND m.report_id = member.id
    ), cell AS (
      ${Prisma.join(cells, ' UNION ALL ')}
    ), counted AS (
      SELECT brand, facet, value, published_at, day, tone, score,
        row_number() OVER (PARTITION BY story_id, brand, facet, value ORDER BY published_at, id) = 1 AS is_first
      FROM cell
    ), daily AS (
      SELECT brand, facet, value, day, ${sums} FROM counted GROUP BY brand, facet, value, day
    ), summed AS (
      SELECT brand, facet, 'DAY' AS grain, day AS start, value, ${measureColumns} FROM daily
      UNION ALL
      SELECT brand, facet, 'MONTH', date_trunc('month', day, 'UTC') AS start, value, ${sumsOfMeasures} FROM daily
      GROUP BY brand, facet, start, value
      UNION ALL
      SELECT brand, facet, 'QUARTER_HOUR', date_bin('15 minutes', published_at, '1970-01-01 00:00:00Z') AS start, value, ${sums}
      FROM counted GROUP BY brand, facet, start, value
    ), contribution AS (
      SELECT ${keyColumns}, ${measureColumns} FROM summed
      UNION ALL
      SELECT '', 'BRAND', grain, start, brand, ${measureColumns} FROM summed
      WHERE brand <> '' AND facet = 'ALL'
      UNION ALL
      SELECT '', 'MENTION', grain, start, '', ${sumsOfMeasures} FROM summed
      WHERE brand <> '' AND facet = 'ALL' GROUP BY grain, start
    )`;
}

/** The measures by name. */
export const measureColumns = Prisma.raw(measures.join(', '));
/** The measures summed over some rows. */
export const sumsOfMeasures = Prisma.raw(measures.map((name) => `sum(${name}) AS ${name}`).join(', '));
/** The measures with their signs turned. */
export const negatedMeasures = Prisma.raw(measures.map((name) => `-${name} AS ${name}`).join(', '));
