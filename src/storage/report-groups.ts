import type { Page, PageRequest } from '../model/page.ts';
import type { ReportFilter } from '../model/report.ts';
import type { Source, SourceOrder, TopicCount } from '../model/report-groups.ts';
import { type Connections, named, Prisma } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';
import { reportConditions } from './report-filter-sql.ts';

/** The reports of one tenant, grouped and counted. */
export class ReportGroups {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** One page of the outlets of the reports that a filter lets through: one statement, or two where a cursor is given. */
  async sourcePage(filter: ReportFilter, order: SourceOrder, page: PageRequest): Promise<Page<Source>> {
    return readPage(
      this.database.reader,
      'sources',
      this.sourceSelect(filter),
      sourceKeysetOrder(order),
      page,
    );
  }

  /** The SELECT of all outlets behind {@link sourcePage}, for tests that ask the planner. */
  sourceSelect(filter: ReportFilter): Prisma.Sql {
    return Prisma.sql`SELECT outlet.name, outlet."reportCount", outlet."lastPublishedAt" FROM (
      SELECT r.source AS name, count(*)::integer AS "reportCount", max(r.published_at) AS "lastPublishedAt"
      ${this.from(filter)} GROUP BY r.source
    ) AS outlet WHERE true`;
  }

  /** How many outlets the reports have that a filter lets through. */
  async sourceCount(filter: ReportFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'sources.count',
        Prisma.sql`SELECT count(*)::integer AS count
          FROM (SELECT r.source ${this.from(filter)} GROUP BY r.source) AS outlet`,
      ),
    );
    return row?.count ?? 0;
  }

  /** The topics of the reports that a filter lets through, the most frequent first, then in the order of the enum. */
  async topicCounts(filter: ReportFilter): Promise<TopicCount[]> {
    return this.database.reader.$queryRaw<TopicCount[]>(
      named(
        'topics.counts',
        Prisma.sql`SELECT r.topic, count(*)::integer AS "reportCount" ${this.from(filter)} AND r.topic IS NOT NULL
          GROUP BY r.topic ORDER BY count(*) DESC, r.topic`,
      ),
    );
  }

  private from(filter: ReportFilter): Prisma.Sql {
    const conditions = [
      Prisma.sql`r.tenant_id = ${this.tenantId}::uuid`,
      ...reportConditions(filter).conditions,
    ];
    return Prisma.sql`FROM reports r WHERE ${Prisma.join(conditions, ' AND ')}`;
  }
}

const name = Prisma.sql`outlet.name COLLATE "C"`;

/** Both columns of a keyset run the same way, and names of equal counts from A to Z: so counts are turned instead. */
function sourceKeysetOrder({ field, direction }: SourceOrder): KeysetOrder {
  if (field === 'NAME') return { column: name, id: name, type: 'name', direction };
  const turned = Prisma.sql`-outlet."reportCount"`;
  const column = direction === 'DESC' ? turned : Prisma.sql`outlet."reportCount"`;
  return { column, id: name, type: 'count', direction: 'ASC' };
}
