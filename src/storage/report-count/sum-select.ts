import type { ReportFilter } from '../../model/report.ts';
import type { Span } from '../../model/rollup-sums.ts';
import { Prisma } from '../database.ts';
import { inLowerCase } from '../like.ts';
import { type ReportParent, reportSource } from '../report-source.ts';
import { cutSpans } from '../rollups/span-pieces.ts';
import { type Condition, partsOf } from './filter-parts.ts';

/** Ends for a range that has none: starts of months, and nothing was or will be published beyond. */
const [dawn, dusk] = [new Date('0001-01-01T00:00:00.000Z'), new Date('9999-01-01T00:00:00.000Z')];

/**
 * A SELECT of one number: how many reports a filter lets through, exactly, from sums and, at the ends of a range, from some
 * minutes' reports each. Null where sums do not say it.
 *
 * @param parent as for `reportSource`
 */
export function sumSelect(
  tenantId: string,
  filter: ReportFilter,
  parent: ReportParent | null,
): Prisma.Sql | null {
  const { after, before, brands, others } = partsOf(filter);
  const names = new Set(brands);
  const isOfOneBrand = names.size + (parent === 'brand' ? 1 : 0) === 1;
  if (others.length > 1 || (!isOfOneBrand && names.size > 0) || (parent !== null && parent !== 'brand'))
    return null;
  const brand = parent === 'brand' ? Prisma.sql`parents.key` : Prisma.sql`${brands[0] ?? ''}`;
  const sums = isOfOneBrand ? brandSums(tenantId, brand, others[0]) : reportSums(tenantId, others[0]);
  if (!sums) return null;
  // Edges may lie outside the range.
  const atAnyTime: ReportFilter = {
    ...(names.size > 0 ? { brandsAll: [...names] } : {}),
    ...Object.fromEntries(others.map(({ name, value }) => [name, value])),
  };
  const { pieces, edges } = cutSpans([{ from: after ?? dawn, to: before ?? dusk }]);
  const parts = [
    Prisma.sql`SELECT 1 AS sign, 0 AS count`,
    ...pieces.map(
      ({ sign, grain, from, to }) =>
        Prisma.sql`SELECT ${sign}::integer, (${sums} AND grain = ${grain}::rollup_grain AND start >= ${from} AND start < ${to})`,
    ),
    ...edges.map(
      (edge) => Prisma.sql`SELECT ${edge.sign}::integer, (${edgeSelect(tenantId, atAnyTime, parent, edge)})`,
    ),
  ];
  return Prisma.sql`SELECT coalesce(sum(part.sign * part.count), 0)::integer FROM (${Prisma.join(parts, ' UNION ALL ')}) AS part`;
}

/** Sums that add up to a count, as `SELECT … FROM … WHERE …`; grain and time are added to it with AND. */
function reportSums(tenantId: string, condition: Condition | undefined): Prisma.Sql | null {
  const select = (facet: string, holds: Prisma.Sql, count = Prisma.sql`sum(reports)`) =>
    Prisma.sql`SELECT ${count} AS count FROM report_rollups
      WHERE tenant_id = ${tenantId}::uuid AND facet = ${facet}::report_facet AND ${holds}`;
  if (condition === undefined) return select('ALL', Prisma.sql`true`);
  if (condition.name === 'sentiments') {
    return select('ALL', Prisma.sql`true`, Prisma.sql`sum(${measureOf(condition.value)})`);
  }
  const facet = reportFacets[condition.name];
  return facet === undefined ? null : select(facet, isAmong(condition));
}

/** As {@link reportSums}, of one brand's mentions. */
function brandSums(tenantId: string, brand: Prisma.Sql, condition: Condition | undefined): Prisma.Sql | null {
  const facet = condition === undefined ? 'ALL' : brandFacets[condition.name];
  if (facet === undefined) return null;
  return Prisma.sql`SELECT sum(mentions) AS count FROM brand_rollups
      WHERE tenant_id = ${tenantId}::uuid AND brand = ${brand} AND facet = ${facet}::brand_facet
        AND ${condition === undefined ? Prisma.sql`true` : isAmong(condition)}`;
}

/** The facets that conditions ask about, of all reports and of one brand's. */
const brandFacets: Partial<Record<Condition['name'], string>> = {
  topics: 'TOPIC',
  sources: 'SOURCE',
  languages: 'LANGUAGE',
};
const reportFacets: typeof brandFacets = { ...brandFacets, statuses: 'STATUS', providers: 'PROVIDER' };

/** Whether a row's value is one of a condition's. Outlets are found in any case. */
function isAmong({ name, value }: Condition): Prisma.Sql {
  const values = Array.isArray(value) ? value : [value];
  return name === 'sources'
    ? Prisma.sql`lower(value) = any(${inLowerCase(values)})`
    : Prisma.sql`value = any(${values}::text[])`;
}

function measureOf(sentiments: readonly string[]): Prisma.Sql {
  const columns = {
    POSITIVE: Prisma.sql`positive`,
    NEUTRAL: Prisma.sql`neutral`,
    NEGATIVE: Prisma.sql`negative`,
    MIXED: Prisma.sql`mixed`,
  };
  const wanted = Object.entries(columns).filter(([sentiment]) => sentiments.includes(sentiment));
  return Prisma.join(
    wanted.map(([, column]) => column),
    ' + ',
  );
}

/** How many there are between two moments, counted one by one. */
function edgeSelect(
  tenantId: string,
  filter: ReportFilter,
  parent: ReportParent | null,
  { from, to }: Span,
): Prisma.Sql {
  const within = { ...filter, publishedAfter: from, publishedBefore: to };
  return Prisma.sql`SELECT count(*) ${reportSource(tenantId, within, parent).from}`;
}
