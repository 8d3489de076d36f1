import type { PageRequest } from '../model/page.ts';
import type { ReportFilter } from '../model/report.ts';
import type { ReportOrder } from '../model/report-order.ts';
import { Prisma } from './database.ts';
import { ascends, betweenCursors, type KeysetOrder, pageEnd, readingOrder } from './keyset.ts';
import { partsOf } from './report-count/filter-parts.ts';
import { reportConditions } from './report-filter-sql.ts';

/** So many mentions are read ahead, of all brands together: what that costs where it is in vain is 2 to 4 ms. */
const mostReadAhead = 2_000;

/**
 * The brands of which a report must mention one, if a page of the filter may be found by reading on among their mentions:
 * it asks for brands, for no more than can be read on by a page each, and for nothing that takes long to be looked at in a
 * report, as words do. Empty otherwise.
 */
export function brandsToReadAhead(filter: ReportFilter, page: PageRequest): readonly string[] {
  const brands = brandsAskedFor(filter);
  return brands.length * leastOfEach(page) > mostReadAhead ? [] : brands;
}

/** More than a page has, and the place after it. */
function leastOfEach({ size }: PageRequest): number {
  return size + 2;
}

function brandsAskedFor(filter: ReportFilter): readonly string[] {
  const { brands, others } = partsOf(filter);
  if (others.some(({ name }) => name === 'search' || name === 'authors')) return [];
  const [brand] = brands;
  if (brand !== undefined) return [brand];
  for (const { name, value } of others) {
    if (name === 'brandsAll') return value.slice(0, 1);
    if (name === 'brandsAny') return value;
  }
  return [];
}

/**
 * The first reports of a page, `near(id)`, among the next mentions of some brands, to stand in a WITH: those that are
 * certain to come before all that was not read. If they are fewer than {@link pageEnd} asks for, there may be more.
 *
 * Of each brand that has more mentions than are read, the last that is read is how far its own are known; what lies beyond
 * the nearest of these places is left out, and what lies at it, for there may be others at the same moment.
 *
 * @param brands as {@link brandsToReadAhead} gives them
 */
export function nearReports(
  tenantId: string,
  filter: ReportFilter,
  brands: readonly string[],
  order: ReportOrder,
  page: PageRequest,
): Prisma.Sql {
  const { after, before } = partsOf(filter);
  const ofEach = Math.max(leastOfEach(page), Math.floor(mostReadAhead / brands.length));
  const mentions = orderOf(Prisma.sql`b.published_at`, Prisma.sql`b.report_id`, order);
  const ahead = orderOf(Prisma.sql`ahead.published_at`, Prisma.sql`ahead.report_id`, order);
  const distinct = orderOf(Prisma.sql`published_at`, Prisma.sql`report_id`, order);
  const [farthest, nearest, never, isBefore] = (
    ascends(order, page) ? ['max', 'min', "'infinity'", '<'] : ['min', 'max', "'-infinity'", '>']
  ).map((word) => Prisma.raw(word));
  const when = [
    ...(after ? [Prisma.sql`b.published_at >= ${after}`] : []),
    ...(before ? [Prisma.sql`b.published_at < ${before}`] : []),
    betweenCursors(mentions, page),
  ];
  return Prisma.sql`mentioned AS MATERIALIZED (
      SELECT asked.brand, its.* FROM unnest(${brands}::text[]) AS asked(brand)
      CROSS JOIN LATERAL (
        SELECT b.published_at, b.report_id FROM report_brands AS b
        WHERE b.tenant_id = ${tenantId}::uuid AND b.brand = asked.brand AND ${Prisma.join(when, ' AND ')}
        ${readingOrder(mentions, page)} LIMIT ${ofEach}
      ) AS its
    ), known(until) AS (
      SELECT coalesce(${nearest}(place), ${never}::timestamptz) FROM (
        SELECT ${farthest}(published_at) AS place FROM mentioned GROUP BY brand HAVING count(*) >= ${ofEach}::integer
      ) AS ends
    ), near AS MATERIALIZED (
      SELECT r.id FROM (
        SELECT DISTINCT published_at, report_id FROM mentioned
        WHERE published_at ${isBefore} (SELECT until FROM known)
        ${readingOrder(distinct, page)}
      ) AS ahead
      CROSS JOIN LATERAL (
        SELECT r.id FROM reports AS r
        WHERE r.tenant_id = ${tenantId}::uuid AND r.id = ahead.report_id
          AND ${Prisma.join(reportConditions(filter).conditions, ' AND ')} OFFSET 0
      ) AS r
      ${pageEnd(ahead, page)}
    )`;
}

function orderOf(column: Prisma.Sql, id: Prisma.Sql, { direction }: ReportOrder): KeysetOrder {
  return { column, id, type: 'timestamptz', direction };
}
