import type { ReportFilter } from '../../model/report.ts';
import { mostCountedExactly } from '../../model/report-count.ts';
import { Prisma } from '../database.ts';
import { reportConditions } from '../report-filter-sql.ts';
import { type ReportParent, reportSource } from '../report-source.ts';
import { estimateSelect } from './estimate-select.ts';
import { sumSelect } from './sum-select.ts';

/**
 * A SELECT of one row: how many reports of a tenant a filter lets through as `count`, and whether that is an estimate as
 * `"isEstimate"`. Sums answer where they can; other reports are counted one by one until there are too many, and those
 * are estimated (docs/decisions/counting-reports.md).
 *
 * @param parent as for `reportSource`
 */
export function countSelect(tenantId: string, filter: ReportFilter, parent: ReportParent | null): Prisma.Sql {
  const sum = sumSelect(tenantId, filter, parent);
  if (sum) return Prisma.sql`SELECT (${sum}) AS count, false AS "isEstimate"`;
  // One more than are counted tells that there are more. A set that is materialized is planned as if all of it were
  // wanted, and so by the index that finds it, yet is read no further than to its limit.
  const { from, needsGin } = reportSource(tenantId, filter, parent);
  const matching = Prisma.sql`matching AS ${needsGin ? Prisma.sql`MATERIALIZED` : Prisma.sql`NOT MATERIALIZED`} (SELECT ${from})`;
  const { conditions } = reportConditions(filter);
  const isOfParent = parent === null ? [] : [parentConditions[parent](tenantId)];
  const estimate = estimateSelect(tenantId, filter, [...conditions, ...isOfParent]);
  return Prisma.sql`WITH ${matching}
    SELECT CASE WHEN found.few > ${mostCountedExactly} THEN greatest(found.few, (${estimate})) ELSE found.few END AS count,
      found.few > ${mostCountedExactly} AS "isEstimate"
    FROM (
      SELECT count(*)::integer AS few FROM (SELECT FROM matching LIMIT ${mostCountedExactly + 1}) AS counted
    ) AS found`;
}

/** Whether the report `r` hangs on `parents.key`. */
const parentConditions: Record<ReportParent, (tenantId: string) => Prisma.Sql> = {
  feed: () => Prisma.sql`r.feed_id = parents.key::uuid`,
  brand: () => Prisma.sql`r.brands @> ARRAY[parents.key]`,
  story: (tenantId) => Prisma.sql`coalesce((SELECT s.story_id FROM report_stories AS s
    WHERE s.tenant_id = ${tenantId}::uuid AND s.report_id = r.id), r.id) = parents.key::uuid`,
  author: (tenantId) => Prisma.sql`EXISTS (SELECT FROM report_authors AS w
    WHERE w.tenant_id = ${tenantId}::uuid AND w.report_id = r.id AND w.author_key = parents.key)`,
};
