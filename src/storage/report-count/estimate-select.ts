import type { ReportFilter } from '../../model/report.ts';
import { Prisma } from '../database.ts';
import { partsOf } from './filter-parts.ts';

/** The sample: as many places, evenly spread over all reports of the range, and as many reports at each. */
const places = 1_000;
const perPlace = 4;

/**
 * A SELECT of one number: about how many reports of a tenant fit some conditions. Sums by day say how many reports the
 * range has and where in time each thousandth of them lies; there, four reports each are looked at. So it costs the same
 * whatever the range and the tenant, and is right on average; where one report in a hundred fits, it is 15 % off as a
 * rule, and where half do, 1.5 %. Null when the range has no sums.
 *
 * @param filter the range is read from it
 * @param conditions over the table alias `r`
 */
export function estimateSelect(
  tenantId: string,
  filter: ReportFilter,
  conditions: readonly Prisma.Sql[],
): Prisma.Sql {
  const { after, before } = partsOf(filter);
  const range = [
    ...(after ? [Prisma.sql`start >= date_trunc('day', ${after}::timestamptz, 'UTC')`] : []),
    ...(before ? [Prisma.sql`start < ${before}`] : []),
  ];
  return Prisma.sql`WITH day AS MATERIALIZED (
      SELECT start, reports, sum(reports) OVER (ORDER BY start) AS reached, sum(reports) OVER () AS total
      FROM (
        SELECT start, sum(reports) AS reports FROM report_rollups
        WHERE ${Prisma.join([Prisma.sql`report_rollups.tenant_id = ${tenantId}::uuid`, Prisma.sql`facet = 'ALL'`, Prisma.sql`grain = 'DAY'`, ...range], ' AND ')}
        GROUP BY start HAVING sum(reports) > 0
      ) AS sums
    )
    SELECT round(max(looked.total) * count(*) FILTER (WHERE looked.fits) / nullif(count(*), 0))::integer FROM (
      SELECT day.total, r.fits FROM day
      CROSS JOIN LATERAL generate_series(
        ceil((day.reached - day.reports) * ${places} / day.total - 0.5)::integer,
        ceil(day.reached * ${places} / day.total - 0.5)::integer - 1
      ) AS place
      CROSS JOIN LATERAL (
        SELECT (${Prisma.join(conditions, ' AND ')}) IS TRUE AS fits FROM reports r
        WHERE r.tenant_id = ${tenantId}::uuid AND r.published_at >= day.start + interval '1 day'
          * (((place + 0.5) * day.total / ${places} - (day.reached - day.reports)) / day.reports)::float8
        ORDER BY r.published_at, r.id LIMIT ${perPlace}
      ) AS r
    ) AS looked`;
}
