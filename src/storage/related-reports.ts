import { named, Prisma } from './database.ts';
import { reportColumns } from './report-columns.ts';

/** What bounds the work for one report, however common its brands are. */
const bounds = {
  /** Brands by which others are looked for, the most prominent ones. */
  brands: 10,
  /** Reports of one brand that are looked at on either side of it in time, the nearest ones. */
  perSide: 100,
};

/**
 * The other reports of a tenant that share brands with each of some reports and were published up to 14 days before or
 * after it, with its id as `relatedTo`: by the number of brands shared, then by how similar the titles are (pg_trgm),
 * by nearness in time, and by id. The candidates come, nearest first, from the primary key of report_brands.
 *
 * @param first how many for each at most
 */
export function relatedStatement(tenantId: string, ids: readonly string[], first: number): Prisma.Sql {
  return named(
    'reports.related',
    Prisma.sql`SELECT asked.id AS "relatedTo", related.* FROM unnest(${ids}::uuid[]) AS asked(id)
      JOIN reports o ON o.tenant_id = ${tenantId}::uuid AND o.id = asked.id
      CROSS JOIN LATERAL (
        SELECT ${reportColumns} FROM (
          SELECT DISTINCT near.report_id FROM unnest(o.brands[1:${bounds.brands}::integer]) AS shared(brand)
          CROSS JOIN LATERAL (
            (SELECT b.report_id FROM report_brands b
              WHERE b.tenant_id = ${tenantId}::uuid AND b.brand = shared.brand
                AND b.published_at >= o.published_at AND b.published_at <= o.published_at + interval '14 days'
                AND b.report_id <> o.id
              ORDER BY b.published_at, b.report_id LIMIT ${bounds.perSide})
            UNION ALL
            (SELECT b.report_id FROM report_brands b
              WHERE b.tenant_id = ${tenantId}::uuid AND b.brand = shared.brand
                AND b.published_at < o.published_at AND b.published_at >= o.published_at - interval '14 days'
              ORDER BY b.published_at DESC, b.report_id DESC LIMIT ${bounds.perSide})
          ) AS near
        ) AS candidate
        JOIN reports r ON r.tenant_id = ${tenantId}::uuid AND r.id = candidate.report_id
        ORDER BY (SELECT count(*) FROM unnest(o.brands) AS brand WHERE brand = any(r.brands)) DESC,
          similarity(r.title, o.title) DESC, abs(extract(epoch FROM r.published_at - o.published_at)), r.id
        LIMIT ${first}
      ) AS related`,
  );
}
