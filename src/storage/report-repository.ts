import type { FeedLabel } from '../model/feed.ts';
import { groupBy } from '../model/group.ts';
import type { RejectedMention } from '../model/mention-evidence.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { ListedReport, Mention, Provider, Report, ReportFilter } from '../model/report.ts';
import { type ReportOrder, reportPosition } from '../model/report-order.ts';
import { type Connections, named, Prisma } from './database.ts';
import {
  behindCursor,
  behindStatement,
  betweenCursors,
  isAnyBehind,
  type KeysetOrder,
  pageEnd,
  toPage,
} from './keyset.ts';
import { relatedStatement } from './related-reports.ts';
import { listedReportColumns, reportColumns, reportOrderColumns } from './report-columns.ts';
import { reportConditions } from './report-filter-sql.ts';
import { reportIdsOfStory } from './story-repository.ts';

/** What a list of reports hangs on: a feed, a brand by its canonical name, a story, or an author by key. */
export type ReportParent = 'feed' | 'brand' | 'story' | 'author';

type ParentRow = { parent: string };

/** A report with what its feed is called; null in a report whose feed has been deleted. */
interface ReportWithFeed extends ListedReport {
  feedUrl: string | null;
  feedTitle: string | null;
  feedSiteUrl: string | null;
  feedProvider: Provider | null;
}

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
    return named('reports.page', this.pageSelect(filter, order, page, null));
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
      feeds: withFeeds ? labelsOf(rows, this.tenantId) : [],
    };
  }

  /** The first statement behind {@link list}, for tests that ask the planner. */
  listStatement(
    filter: ReportFilter,
    order: ReportOrder,
    page: PageRequest,
    { withFeeds }: { withFeeds: boolean },
  ): Prisma.Sql {
    const select = this.pageSelect(filter, order, page, null, { columns: listedReportColumns });
    if (!withFeeds) return named('reports.page', select);
    const column = listedOrderColumns[order.field];
    // The join may lose the order.
    const end = pageEnd({ ...keysetOrder(order, null), column, id: Prisma.sql`page.id` }, page);
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
    return behindStatement('reports', this.matchingSet(filter, null), keysetOrder(order, null), page);
  }

  /**
   * All reports that a filter lets through, in pages of `size`, none of which is empty: one statement a page and, for
   * brands and words, one before. Each page is read when it is asked for; what is added or deleted meanwhile may be
   * missed, but no report comes twice.
   */
  async *pages(filter: ReportFilter, order: ReportOrder, size: number): AsyncGenerator<Report[], void> {
    const collects = reportConditions(filter).needsGin && (await this.count(filter)) <= mostCollectedPerPage;
    for (let page: PageRequest | null = { take: 'first', size, after: null, before: null }; page; ) {
      const statement = named('reports.pages', this.pageSelect(filter, order, page, null, { collects }));
      const found = await this.database.reader.$queryRaw<Report[]>(statement);
      const { rows, hasNextPage }: Page<Report> = toPage(found, page, false);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      page = hasNextPage && last ? { ...page, after: reportPosition(last, order) } : null;
    }
  }

  /** How many reports a filter lets through. */
  async count(filter: ReportFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'reports.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM (${this.matching(filter, null, [])}) AS matching`,
      ),
    );
    return row?.count ?? 0;
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
    const behind = behindCursor(keysetOrder(order, reportConditions(filter).needsGin ? null : parent), page);
    const behindRows = behind
      ? this.database.reader.$queryRaw<ParentRow[]>(
          named(
            `reports.behindCursorBy.${parent}`,
            Prisma.sql`SELECT parents.key AS parent FROM ${parents(keys)}
              CROSS JOIN LATERAL (${this.matchingSet(filter, parent)} AND ${behind}) AS nearest`,
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
        CROSS JOIN LATERAL (${this.pageSelect(filter, order, page, parent)}) AS page`,
    );
  }

  /** How many reports of each feed, brand, story or author a filter lets through, by parent. */
  async countsByParent(
    parent: ReportParent,
    keys: readonly string[],
    filter: ReportFilter,
  ): Promise<Map<string, number>> {
    const rows = await this.database.reader.$queryRaw<(ParentRow & { count: number })[]>(
      named(
        `reports.countsBy.${parent}`,
        Prisma.sql`SELECT parents.key AS parent, counted.count FROM ${parents(keys)}
          CROSS JOIN LATERAL (
            SELECT count(*)::integer AS count FROM (${this.matching(filter, parent, [])}) AS matching
          ) AS counted`,
      ),
    );
    return new Map(rows.map((row) => [row.parent, row.count]));
  }

  /** In how many reports each brand is mentioned, by canonical name; brands without any are left out. */
  async countsByBrand(brands: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.reader.$queryRaw<{ brand: string; count: number }[]>(
      named(
        'reports.countsByBrand',
        Prisma.sql`SELECT brand, count(*)::integer AS count FROM report_brands
          WHERE tenant_id = ${this.tenantId}::uuid AND brand = any(${brands}::text[]) GROUP BY brand`,
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

  /** What several reports name and do not count, the surest first, by report id. */
  async rejectedMentions(reportIds: readonly string[]): Promise<Map<string, RejectedMention[]>> {
    const rows = await this.database.reader.$queryRaw<(RejectedMention & { reportId: string })[]>(
      named(
        'reports.rejectedMentions',
        Prisma.sql`SELECT report_id AS "reportId", brand, name, position, reason, confidence, quote
        FROM report_rejected_mentions
        WHERE tenant_id = ${this.tenantId}::uuid AND report_id = any(${reportIds}::uuid[])
        ORDER BY report_id, confidence DESC, position, brand, name, reason`,
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

  /**
   * The SELECT of one page, of the whole tenant or, inside a LATERAL, of one parent.
   *
   * @param columns of each report, over the table alias `r`
   * @param collects whether what the filter lets through is collected before it is ordered
   */
  private pageSelect(
    filter: ReportFilter,
    order: ReportOrder,
    page: PageRequest,
    parent: ReportParent | null,
    { columns = reportColumns, collects = reportConditions(filter).needsGin } = {},
  ): Prisma.Sql {
    const keyset = keysetOrder(order, parent);
    if (!collects) {
      const where = [betweenCursors(keyset, page)];
      return Prisma.sql`SELECT ${columns} ${this.from(filter, parent, where)} ${pageEnd(keyset, page)}`;
    }
    const matched = keysetOrder(order, null);
    return Prisma.sql`WITH matching AS MATERIALIZED (${this.matching(filter, parent, [])})
      SELECT ${columns} FROM reports r
      WHERE r.tenant_id = ${this.tenantId}::uuid AND r.id IN (
        SELECT r.id FROM matching r WHERE ${betweenCursors(matched, page)} ${pageEnd(matched, page)}
      ) ${pageEnd(matched, page)}`;
  }

  /** What a filter lets through, for a condition to be added to it; the set is made first where a GIN index makes it. */
  private matchingSet(filter: ReportFilter, parent: ReportParent | null): Prisma.Sql {
    const matching = this.matching(filter, parent, []);
    return reportConditions(filter).needsGin
      ? Prisma.sql`WITH matching AS MATERIALIZED (${matching}) SELECT r.id FROM matching r WHERE true`
      : matching;
  }

  private matching(filter: ReportFilter, parent: ReportParent | null, more: Prisma.Sql[]): Prisma.Sql {
    return Prisma.sql`SELECT r.id, r.published_at, r.ingested_at ${this.from(filter, parent, more)}`;
  }

  private from(filter: ReportFilter, parent: ReportParent | null, more: Prisma.Sql[]): Prisma.Sql {
    const tenant = Prisma.sql`r.tenant_id = ${this.tenantId}::uuid`;
    const tables = {
      none: Prisma.sql`FROM reports r WHERE ${tenant}`,
      feed: Prisma.sql`FROM reports r WHERE ${tenant} AND r.feed_id = parents.key::uuid`,
      // One brand's reports come in order from the primary key of report_brands, however rare the brand.
      brand: Prisma.sql`FROM report_brands b JOIN reports r ON r.tenant_id = b.tenant_id AND r.id = b.report_id
        WHERE ${tenant} AND b.tenant_id = ${this.tenantId}::uuid AND b.brand = parents.key`,
      story: Prisma.sql`FROM (${reportIdsOfStory(this.tenantId, Prisma.sql`parents.key::uuid`)}) AS its
        JOIN reports r ON r.id = its.report_id WHERE ${tenant}`,
      author: Prisma.sql`FROM report_authors a JOIN reports r ON r.tenant_id = a.tenant_id AND r.id = a.report_id
        WHERE ${tenant} AND a.tenant_id = ${this.tenantId}::uuid AND a.author_key = parents.key`,
    };
    return Prisma.join([tables[parent ?? 'none'], ...reportConditions(filter).conditions, ...more], ' AND ');
  }
}

/** The columns that {@link ReportRepository.list} orders by, over its page. */
const listedOrderColumns = {
  PUBLISHED_AT: Prisma.sql`page."publishedAt"`,
  INGESTED_AT: Prisma.sql`page."ingestedAt"`,
};

function labelsOf(rows: ReportWithFeed[], tenantId: string): FeedLabel[] {
  const labels = new Map<string, FeedLabel>();
  for (const { feedId, feedUrl, feedTitle, feedSiteUrl, feedProvider } of rows) {
    if (feedId === null || feedUrl === null || feedProvider === null || labels.has(feedId)) continue;
    labels.set(feedId, {
      id: feedId,
      tenantId,
      url: feedUrl,
      title: feedTitle,
      siteUrl: feedSiteUrl,
      provider: feedProvider,
    });
  }
  return [...labels.values()];
}

function keysetOrder({ field, direction }: ReportOrder, parent: ReportParent | null): KeysetOrder {
  const column = reportOrderColumns[field];
  if (field === 'PUBLISHED_AT' && parent === 'brand') {
    return {
      column: Prisma.sql`b.published_at`,
      id: Prisma.sql`b.report_id`,
      type: 'timestamptz',
      direction,
    };
  }
  if (field === 'PUBLISHED_AT' && parent === 'author') {
    return {
      column: Prisma.sql`a.published_at`,
      id: Prisma.sql`a.report_id`,
      type: 'timestamptz',
      direction,
    };
  }
  return { column, id: Prisma.sql`r.id`, type: 'timestamptz', direction };
}

function parents(keys: readonly string[]): Prisma.Sql {
  return Prisma.sql`unnest(${keys}::text[]) AS parents(key)`;
}
