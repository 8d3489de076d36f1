import type { FeedLabel } from '../model/feed.ts';
import { groupBy } from '../model/group.ts';
import type { RejectedMention } from '../model/mention-evidence.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { ListedReport, Mention, Report, ReportFilter } from '../model/report.ts';
import type { ReportCount } from '../model/report-count.ts';
import { type ReportOrder, reportPosition } from '../model/report-order.ts';
import { type Connections, named, Prisma } from './database.ts';
import { behindCursor, behindStatement, isAnyBehind, pageEnd, toPage } from './keyset.ts';
import { relatedStatement } from './related-reports.ts';
import { listedReportColumns, reportColumns } from './report-columns.ts';
import { countSelect } from './report-count/count-select.ts';
import { reportConditions } from './report-filter-sql.ts';
import { collectedOrder, matchingSet, pageSelect, setOrder } from './report-page-select.ts';
import { type ReportParent, reportSource } from './report-source.ts';
import { feedLabelsOf, type ReportWithFeed } from './report-with-feed.ts';

type ParentRow = { parent: string };

/**
 * A filter that lets more through is not collected for each page anew when all of its pages are read: one walk down the
 * order's index then meets them all.
 */
const mostCollectedPerPage = 20_000;

/** The reports of one tenant, for reading. */
export class ReportRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The reports with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<Report[]> {
    return this.database.reader.$queryRaw<Report[]>(
      named(
        'reports.byIds',
        Prisma.sql`SELECT ${reportColumns} FROM reports r WHERE r.tenant_id = ${this.tenantId}::uuid AND r.id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** Those of the reports with these ids that a filter lets through, in the order in which they came in. */
  async amongIds(ids: readonly string[], filter: ReportFilter): Promise<Report[]> {
    const tenant = Prisma.sql`r.tenant_id = ${this.tenantId}::uuid`;
    const conditions = [
      tenant,
      Prisma.sql`r.id = any(${ids}::uuid[])`,
      ...reportConditions(filter).conditions,
    ];
    return this.database.reader.$queryRaw<Report[]>(
      named(
        'reports.amongIds',
        Prisma.sql`SELECT ${reportColumns} FROM reports r WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY r.ingested_at, r.id`,
      ),
    );
  }

  /** One page of the tenant's reports: one statement, or two where a cursor is given. */
  async page(filter: ReportFilter, order: ReportOrder, page: PageRequest): Promise<Page<Report>> {
    const rows = this.database.reader.$queryRaw<Report[]>(this.pageStatement(filter, order, page));
    const behind = this.behindStatement(filter, order, page);
    return toPage(await rows, page, await isAnyBehind(this.database.reader, behind));
  }

  /** The first statement behind {@link page}, for tests that ask the planner. */
  pageStatement(filter: ReportFilter, order: ReportOrder, page: PageRequest): Prisma.Sql {
    return named('reports.page', pageSelect(this.tenantId, filter, order, page, null));
  }

  /**
   * The same page as {@link page}, by as many statements, with less of each report.
   *
   * @param withFeeds whether it is read as well what the feeds that they came in by are called
   */
  async list(
    filter: ReportFilter,
    order: ReportOrder,
    page: PageRequest,
    { withFeeds }: { withFeeds: boolean },
  ): Promise<Page<ListedReport> & { feeds: FeedLabel[] }> {
    const statement = this.listStatement(filter, order, page, { withFeeds });
    const found = this.database.reader.$queryRaw<ReportWithFeed[]>(statement);
    const behind = this.behindStatement(filter, order, page);
    const rows = await found;
    return {
      ...toPage(rows, page, await isAnyBehind(this.database.reader, behind)),
      feeds: withFeeds ? feedLabelsOf(rows, this.tenantId) : [],
    };
  }

  /** The first statement behind {@link list}, for tests that ask the planner. */
  listStatement(
    filter: ReportFilter,
    order: ReportOrder,
    page: PageRequest,
    { withFeeds }: { withFeeds: boolean },
  ): Prisma.Sql {
    const select = pageSelect(this.tenantId, filter, order, page, null, { columns: listedReportColumns });
    if (!withFeeds) return named('reports.page', select);
    const column = listedOrderColumns[order.field];
    // The join may lose the order.
    const end = pageEnd({ ...collectedOrder(order), column, id: Prisma.sql`page.id` }, page);
    return named(
      'reports.page',
      Prisma.sql`SELECT page.*, f.url AS "feedUrl", f.title AS "feedTitle", f.site_url AS "feedSiteUrl",
          f.provider AS "feedProvider"
        FROM (${select}) AS page
        LEFT JOIN feeds f ON f.tenant_id = ${this.tenantId}::uuid AND f.id = page."feedId" ${end}`,
    );
  }

  /** The second statement behind {@link page}, null when there is none. */
  behindStatement(filter: ReportFilter, order: ReportOrder, page: PageRequest): Prisma.Sql | null {
    return behindStatement(
      'reports',
      matchingSet(this.tenantId, filter, null, order),
      setOrder(this.tenantId, filter, null, order),
      page,
    );
  }

  /**
   * All reports that a filter lets through, in pages of `size`, none of which is empty: one statement a page and, for
   * brands and words, one before. Each page is read when it is asked for; what is added or deleted meanwhile may be
   * missed, but no report comes twice.
   */
  async *pages(filter: ReportFilter, order: ReportOrder, size: number): AsyncGenerator<Report[], void> {
    const { needsGin } = reportSource(this.tenantId, filter, null, order.field);
    const collects = needsGin && (await this.count(filter)).count <= mostCollectedPerPage;
    for (let page: PageRequest | null = { take: 'first', size, after: null, before: null }; page; ) {
      const statement = named(
        'reports.pages',
        pageSelect(this.tenantId, filter, order, page, null, { collects }),
      );
      const found = await this.database.reader.$queryRaw<Report[]>(statement);
      const { rows, hasNextPage }: Page<Report> = toPage(found, page, false);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      page = hasNextPage && last ? { ...page, after: reportPosition(last, order) } : null;
    }
  }

  /** How many reports a filter lets through: one statement. */
  async count(filter: ReportFilter): Promise<ReportCount> {
    const [row] = await this.database.reader.$queryRaw<ReportCount[]>(this.countStatement(filter));
    return row ?? { count: 0, isEstimate: false };
  }

  /** The statement behind {@link count}, for tests that ask the planner. */
  countStatement(filter: ReportFilter): Prisma.Sql {
    return named('reports.count', countSelect(this.tenantId, filter, null));
  }

  /**
   * The same page of reports for each of several feeds, brands, stories or authors, by parent. The number of statements does not depend
   * on how many parents there are.
   */
  async pagesByParent(
    parent: ReportParent,
    keys: readonly string[],
    filter: ReportFilter,
    order: ReportOrder,
    page: PageRequest,
  ): Promise<Map<string, Page<Report>>> {
    const pageRows = this.database.reader.$queryRaw<(Report & ParentRow)[]>(
      this.pagesByParentStatement(parent, keys, filter, order, page),
    );
    const behind = behindCursor(setOrder(this.tenantId, filter, parent, order), page);
    const behindRows = behind
      ? this.database.reader.$queryRaw<ParentRow[]>(
          named(
            `reports.behindCursorBy.${parent}`,
            Prisma.sql`SELECT parents.key AS parent FROM ${parents(keys)}
              CROSS JOIN LATERAL (${matchingSet(this.tenantId, filter, parent, order)} AND ${behind}) AS nearest`,
          ),
        )
      : Promise.resolve([]);
    const [rows, rowsBehind] = await Promise.all([pageRows, behindRows]);
    const rowsByParent = groupBy(rows, ({ parent: key }) => key);
    const withRowsBehind = new Set(rowsBehind.map(({ parent: key }) => key));
    return new Map(
      keys.map((key) => [key, toPage<Report>(rowsByParent.get(key) ?? [], page, withRowsBehind.has(key))]),
    );
  }

  /** The first statement behind {@link pagesByParent}, for tests that ask the planner. */
  pagesByParentStatement(
    parent: ReportParent,
    keys: readonly string[],
    filter: ReportFilter,
    order: ReportOrder,
    page: PageRequest,
  ): Prisma.Sql {
    return named(
      `reports.pagesBy.${parent}`,
      Prisma.sql`SELECT parents.key AS parent, page.* FROM ${parents(keys)}
        CROSS JOIN LATERAL (${pageSelect(this.tenantId, filter, order, page, parent)}) AS page`,
    );
  }

  /** How many reports of each feed, brand, story or author a filter lets through, by parent. */
  async countsByParent(
    parent: ReportParent,
    keys: readonly string[],
    filter: ReportFilter,
  ): Promise<Map<string, ReportCount>> {
    const rows = await this.database.reader.$queryRaw<(ParentRow & ReportCount)[]>(
      named(
        `reports.countsBy.${parent}`,
        Prisma.sql`SELECT parents.key AS parent, counted.* FROM ${parents(keys)}
          CROSS JOIN LATERAL (${countSelect(this.tenantId, filter, parent)}) AS counted`,
      ),
    );
    return new Map(rows.map(({ parent: key, count, isEstimate }) => [key, { count, isEstimate }]));
  }

  /** In how many reports each brand is mentioned, by canonical name; brands without any are left out. */
  async countsByBrand(brands: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.reader.$queryRaw<{ brand: string; count: number }[]>(
      named(
        'reports.countsByBrand',
        Prisma.sql`SELECT brand, sum(mentions)::integer AS count FROM brand_rollups
          WHERE tenant_id = ${this.tenantId}::uuid AND brand = any(${brands}::text[]) AND facet = 'ALL' AND grain = 'MONTH'
          GROUP BY brand HAVING sum(mentions) > 0`,
      ),
    );
    return new Map(rows.map((row) => [row.brand, row.count]));
  }

  /** The full texts of reports, by id; reports without a text are left out. */
  async fullTexts(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.reader.$queryRaw<{ id: string; text: string }[]>(
      named(
        'reports.fullTexts',
        Prisma.sql`SELECT id, full_text AS text FROM reports
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[]) AND full_text IS NOT NULL`,
      ),
    );
    return new Map(rows.map((row) => [row.id, row.text]));
  }

  /** The mentions of several reports, most prominent first, by report id. */
  async mentions(reportIds: readonly string[]): Promise<Map<string, Mention[]>> {
    const rows = await this.database.reader.$queryRaw<(Mention & { reportId: string })[]>(
      named(
        'reports.mentions',
        Prisma.sql`SELECT report_id AS "reportId", brand, position, count, tone, score, confidence, quote, reason, name
        FROM report_brands WHERE tenant_id = ${this.tenantId}::uuid AND report_id = any(${reportIds}::uuid[])
        ORDER BY report_id, position, count DESC, brand`,
      ),
    );
    return groupBy(rows, ({ reportId }) => reportId);
  }

  /** What several reports name and do not count, everyday words in lower case last, else the surest first, by report id. */
  async rejectedMentions(reportIds: readonly string[]): Promise<Map<string, RejectedMention[]>> {
    const rows = await this.database.reader.$queryRaw<(RejectedMention & { reportId: string })[]>(
      named(
        'reports.rejectedMentions',
        Prisma.sql`SELECT report_id AS "reportId", brand, name, position, reason, confidence, quote
        FROM report_rejected_mentions
        WHERE tenant_id = ${this.tenantId}::uuid AND report_id = any(${reportIds}::uuid[])
        ORDER BY report_id, reason = 'LOWER_CASE', confidence DESC, position, brand, name, reason`,
      ),
    );
    return groupBy(rows, ({ reportId }) => reportId);
  }

  /**
   * Other reports that share brands with each of some reports, by its id, those that share most first.
   *
   * @param first how many for each at most
   */
  async related(ids: readonly string[], first: number): Promise<Map<string, Report[]>> {
    const rows = await this.database.reader.$queryRaw<(Report & { relatedTo: string })[]>(
      relatedStatement(this.tenantId, ids, first),
    );
    return groupBy(rows, ({ relatedTo }) => relatedTo);
  }
}

/** The columns that {@link ReportRepository.list} orders by, over its page. */
const listedOrderColumns = {
  PUBLISHED_AT: Prisma.sql`page."publishedAt"`,
  INGESTED_AT: Prisma.sql`page."ingestedAt"`,
};

function parents(keys: readonly string[]): Prisma.Sql {
  return Prisma.sql`unnest(${keys}::text[]) AS parents(key)`;
}
