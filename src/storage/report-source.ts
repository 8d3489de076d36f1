import type { ReportFilter, ReportOrderField } from '../model/report.ts';
import { Prisma } from './database.ts';
import { reportOrderColumns } from './report-columns.ts';
import { partsOf, soleBrandOf } from './report-count/filter-parts.ts';
import { reportConditions } from './report-filter-sql.ts';
import { reportIdsOfStory } from './story-repository.ts';

/** What a list of reports hangs on: a feed, a brand by its canonical name, a story, or an author by key. */
export type ReportParent = 'feed' | 'brand' | 'story' | 'author';

/** Where the reports come from that a filter lets through. */
export interface ReportSource {
  /** `FROM … WHERE …`, with the reports as `r`; conditions are added to it with AND. */
  from: Prisma.Sql;
  /** What they are ordered by, in the words of the index that has them in order. */
  column: Prisma.Sql;
  id: Prisma.Sql;
  /** Whether they are to be collected before they are ordered: see `ReportConditions`. */
  needsGin: boolean;
}

/**
 * Where the reports of one tenant come from that a filter lets through. A filter that asks for one brand and nothing
 * else, but for when, is answered as that brand's list is.
 *
 * @param parent whose they are, its key being `parents.key`; null: anybody's
 * @param field what they are to be ordered by
 */
export function reportSource(
  tenantId: string,
  filter: ReportFilter,
  parent: ReportParent | null,
  field: ReportOrderField = 'PUBLISHED_AT',
): ReportSource {
  const brand = parent === null && field === 'PUBLISHED_AT' ? soleBrandOf(filter) : null;
  if (brand !== null) {
    const { after, before } = partsOf(filter);
    const when = {
      ...(after ? { publishedAfter: after } : {}),
      ...(before ? { publishedBefore: before } : {}),
    };
    return sourceOf(tablesOf.brand(tenantId, Prisma.sql`${brand}`), when, field);
  }
  return sourceOf(tablesOf[parent ?? 'none'](tenantId, Prisma.sql`parents.key`), filter, field);
}

interface Tables {
  from: Prisma.Sql;
  /** Where the time of publication and the report's id stand in order. */
  publishedAt: Prisma.Sql;
  id: Prisma.Sql;
}

const ofReports = { publishedAt: Prisma.sql`r.published_at`, id: Prisma.sql`r.id` };

const tablesOf: Record<ReportParent | 'none', (tenantId: string, key: Prisma.Sql) => Tables> = {
  none: (tenantId) => ({
    ...ofReports,
    from: Prisma.sql`FROM reports r WHERE r.tenant_id = ${tenantId}::uuid`,
  }),
  feed: (tenantId, key) => ({
    ...ofReports,
    from: Prisma.sql`FROM reports r WHERE r.tenant_id = ${tenantId}::uuid AND r.feed_id = ${key}::uuid`,
  }),
  // One brand's reports come in order from the primary key of report_brands, however rare the brand.
  brand: (tenantId, key) => ({
    publishedAt: Prisma.sql`b.published_at`,
    id: Prisma.sql`b.report_id`,
    from: Prisma.sql`FROM report_brands b JOIN reports r ON r.tenant_id = b.tenant_id AND r.id = b.report_id
      WHERE r.tenant_id = ${tenantId}::uuid AND b.tenant_id = ${tenantId}::uuid AND b.brand = ${key}`,
  }),
  story: (tenantId, key) => ({
    ...ofReports,
    from: Prisma.sql`FROM (${reportIdsOfStory(tenantId, Prisma.sql`${key}::uuid`)}) AS its
      JOIN reports r ON r.id = its.report_id WHERE r.tenant_id = ${tenantId}::uuid`,
  }),
  author: (tenantId, key) => ({
    publishedAt: Prisma.sql`a.published_at`,
    id: Prisma.sql`a.report_id`,
    from: Prisma.sql`FROM report_authors a JOIN reports r ON r.tenant_id = a.tenant_id AND r.id = a.report_id
      WHERE r.tenant_id = ${tenantId}::uuid AND a.tenant_id = ${tenantId}::uuid AND a.author_key = ${key}`,
  }),
};

function sourceOf(
  { from, publishedAt, id }: Tables,
  filter: ReportFilter,
  field: ReportOrderField,
): ReportSource {
  const { conditions, needsGin } = reportConditions(filter, publishedAt);
  const order =
    field === 'PUBLISHED_AT'
      ? { column: publishedAt, id }
      : { column: reportOrderColumns[field], id: ofReports.id };
  return { from: Prisma.join([from, ...conditions], ' AND '), ...order, needsGin };
}
