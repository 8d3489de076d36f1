import { authorKey } from '../model/byline.ts';
import type { ReportFilter } from '../model/report.ts';
import { Prisma } from './database.ts';
import { inLowerCase } from './like.ts';

/** A report filter as SQL over the table alias `r`. */
export interface ReportConditions {
  conditions: Prisma.Sql[];
  /**
   * Whether another index than the order's has to find the rows: a GIN index for brands contained, brands overlapping
   * and words, or that of authors. The planner, tempted by LIMIT, may walk the date index instead until it meets enough
   * matches, which for a rare brand is the whole table; so such a filter is answered from a materialized set
   * (docs/decisions/brand-search.md).
   */
  needsGin: boolean;
}

/**
 * The conditions of a filter and of those that must let a report through as well, all of which must hold; the tenant's
 * is not among them.
 *
 * @param publishedAt the column that has the time of publication: that of the index which the reports are read by
 */
export function reportConditions(
  filter: ReportFilter,
  publishedAt = Prisma.sql`r.published_at`,
): ReportConditions {
  const gin = [
    ...(filter.brandsAll ? [Prisma.sql`r.brands @> ${filter.brandsAll}::text[]`] : []),
    ...(filter.brandsAny ? [Prisma.sql`r.brands && ${filter.brandsAny}::text[]`] : []),
    ...(filter.search === undefined
      ? []
      : [Prisma.sql`r.search @@ websearch_to_tsquery('press', ${filter.search})`]),
    ...(filter.authors
      ? [
          Prisma.sql`EXISTS (SELECT FROM report_authors AS a WHERE a.tenant_id = r.tenant_id AND a.report_id = r.id
            AND a.author_key = any(${filter.authors.map(authorKey)}::text[]))`,
        ]
      : []),
  ];
  const others = [
    ...(filter.brandsNone ? [Prisma.sql`NOT r.brands && ${filter.brandsNone}::text[]`] : []),
    ...(filter.topics ? [Prisma.sql`r.topic = any(${filter.topics}::topic[])`] : []),
    ...(filter.sentiments ? [Prisma.sql`r.sentiment = any(${filter.sentiments}::sentiment[])`] : []),
    ...(filter.statuses ? [Prisma.sql`r.status = any(${filter.statuses}::report_status[])`] : []),
    ...(filter.providers ? [Prisma.sql`r.provider = any(${filter.providers}::provider[])`] : []),
    ...(filter.feedIds ? [Prisma.sql`r.feed_id = any(${filter.feedIds}::uuid[])`] : []),
    ...(filter.ids ? [Prisma.sql`r.id = any(${filter.ids}::uuid[])`] : []),
    ...(filter.sources ? [Prisma.sql`lower(r.source) = any(${inLowerCase(filter.sources)})`] : []),
    ...(filter.languages ? [Prisma.sql`r.language = any(${filter.languages}::text[])`] : []),
    ...(filter.publishedAfter ? [Prisma.sql`${publishedAt} >= ${filter.publishedAfter}`] : []),
    ...(filter.publishedBefore ? [Prisma.sql`${publishedAt} < ${filter.publishedBefore}`] : []),
  ];
  const further = (filter.and ?? []).map((one) => reportConditions(one, publishedAt));
  return {
    conditions: [...gin, ...others, ...further.flatMap(({ conditions }) => conditions)],
    needsGin: gin.length > 0 || further.some(({ needsGin }) => needsGin),
  };
}
