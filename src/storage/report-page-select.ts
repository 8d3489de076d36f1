import type { PageRequest } from '../model/page.ts';
import type { ReportFilter } from '../model/report.ts';
import type { ReportOrder } from '../model/report-order.ts';
import { brandsToReadAhead, nearReports } from './brand-read-ahead.ts';
import { Prisma } from './database.ts';
import { betweenCursors, type KeysetOrder, pageEnd } from './keyset.ts';
import { reportColumns, reportOrderColumns } from './report-columns.ts';
import { type ReportParent, type ReportSource, reportSource } from './report-source.ts';

/**
 * The SELECT of one page of a tenant's reports, of all of them or, inside a LATERAL, of one parent.
 *
 * @param columns of each report, over the table alias `r`
 * @param collects whether what the filter lets through is collected before it is ordered
 */
export function pageSelect(
  tenantId: string,
  filter: ReportFilter,
  order: ReportOrder,
  page: PageRequest,
  parent: ReportParent | null,
  {
    columns = reportColumns,
    collects = reportSource(tenantId, filter, parent, order.field).needsGin,
  }: { columns?: Prisma.Sql; collects?: boolean } = {},
): Prisma.Sql {
  if (!collects) {
    const source = reportSource(tenantId, filter, parent, order.field);
    const keyset = keysetOrder(source, order);
    return Prisma.sql`SELECT ${columns} ${source.from} AND ${betweenCursors(keyset, page)} ${pageEnd(keyset, page)}`;
  }
  const matched = collectedOrder(order);
  const all = matching(tenantId, filter, parent, order);
  const ofPage = Prisma.sql`SELECT r.id FROM matching r WHERE ${betweenCursors(matched, page)} ${pageEnd(matched, page)}`;
  const pageOf = (sets: Prisma.Sql, ids: Prisma.Sql) => Prisma.sql`WITH ${sets}
      SELECT ${columns} FROM reports r
      WHERE r.tenant_id = ${tenantId}::uuid AND r.id IN (${ids}) ${pageEnd(matched, page)}`;
  const brands = parent === null && order.field === 'PUBLISHED_AT' ? brandsToReadAhead(filter, page) : [];
  if (brands.length === 0) return pageOf(Prisma.sql`matching AS MATERIALIZED (${all})`, ofPage);
  return pageOf(
    Prisma.sql`${nearReports(tenantId, filter, brands, order, page)},
      matching AS MATERIALIZED (${all} AND (SELECT count(*) FROM near) <= ${page.size})`,
    Prisma.sql`SELECT id FROM near UNION (${ofPage})`,
  );
}

/** What a filter lets through, for a condition to be added to it; the set is made first where a GIN index makes it. */
export function matchingSet(
  tenantId: string,
  filter: ReportFilter,
  parent: ReportParent | null,
  order: ReportOrder,
): Prisma.Sql {
  const matched = matching(tenantId, filter, parent, order);
  return reportSource(tenantId, filter, parent, order.field).needsGin
    ? Prisma.sql`WITH matching AS MATERIALIZED (${matched}) SELECT r.id FROM matching r WHERE true`
    : matched;
}

/** The order of a {@link matchingSet}. */
export function setOrder(
  tenantId: string,
  filter: ReportFilter,
  parent: ReportParent | null,
  order: ReportOrder,
): KeysetOrder {
  const source = reportSource(tenantId, filter, parent, order.field);
  return source.needsGin ? collectedOrder(order) : keysetOrder(source, order);
}

/** The order of reports that were collected, as `r`. */
export function collectedOrder({ field, direction }: ReportOrder): KeysetOrder {
  const column = reportOrderColumns[field];
  return { column, id: Prisma.sql`r.id`, type: 'timestamptz', direction, isCollected: true };
}

function matching(
  tenantId: string,
  filter: ReportFilter,
  parent: ReportParent | null,
  order: ReportOrder,
): Prisma.Sql {
  const { from } = reportSource(tenantId, filter, parent, order.field);
  return Prisma.sql`SELECT r.id, r.published_at, r.ingested_at ${from}`;
}

function keysetOrder({ column, id }: ReportSource, { direction }: ReportOrder): KeysetOrder {
  return { column, id, type: 'timestamptz', direction };
}
