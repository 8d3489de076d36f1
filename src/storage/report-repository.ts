import { groupBy } from '../model/group.ts';
import type { Direction, Page, PageRequest } from '../model/page.ts';
import type { Mention, Report, ReportFilter, ReportOrderField } from '../model/report.ts';
import { type Database, named, Prisma } from './database.ts';
import {
  behindCursor,
  behindStatement,
  betweenCursors,
  isAnyBehind,
  type KeysetOrder,
  pageEnd,
  toPage,
} from './keyset.ts';
import { reportConditions } from './report-filter-sql.ts';

/** An order of reports. */
export interface ReportOrder {
  field: ReportOrderField;
  direction: Direction;
}

/** What a list of reports hangs on: a feed, or a brand by its canonical name. */
export type ReportParent = 'feed' | 'brand';

type ParentRow = { parent: string };

const columns = Prisma.sql`r.tenant_id AS "tenantId", r.id, r.feed_id AS "feedId", r.title, r.url, r.source,
  r.provider, r.author, r.language, r.published_at AS "publishedAt", r.published_at_source AS "publishedAtSource",
  r.ingested_at AS "ingestedAt", r.summary, r.brands, r.topic, r.sentiment,
  r.sentiment_score AS "sentimentScore", r.status`;

const orderColumns = {
  PUBLISHED_AT: Prisma.sql`r.published_at`,
  INGESTED_AT: Prisma.sql`r.ingested_at`,
};

/** The reports of one tenant, for reading. */
export class ReportRepository {
  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** The reports with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<Report[]> {
    return this.database.reader.$queryRaw<Report[]>(
      named(
        'reports.byIds',
        Prisma.sql`SELECT ${columns} FROM reports r WHERE r.tenant_id = ${this.tenantId}::uuid AND r.id = any(${ids}::uuid[])`,
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

  /** The second statement behind {@link page}, null when there is none. */
  behindStatement(filter: ReportFilter, order: ReportOrder, page: PageRequest): Prisma.Sql | null {
    return behindStatement('reports', this.matchingSet(filter, null), keysetOrder(order, null), page);
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
   * The same page of reports for each of several feeds or brands, by parent. The number of statements does not depend
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

  /** How many reports of each feed or brand a filter lets through, by parent. */
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
        Prisma.sql`SELECT report_id AS "reportId", brand, position, count, tone, score, confidence, quote
          FROM report_brands WHERE tenant_id = ${this.tenantId}::uuid AND report_id = any(${reportIds}::uuid[])
          ORDER BY report_id, position, count DESC, brand`,
      ),
    );
    return groupBy(rows, ({ reportId }) => reportId);
  }

  /** The SELECT of one page, of the whole tenant or, inside a LATERAL, of one parent. */
  private pageSelect(
    filter: ReportFilter,
    order: ReportOrder,
    page: PageRequest,
    parent: ReportParent | null,
  ): Prisma.Sql {
    const keyset = keysetOrder(order, parent);
    if (!reportConditions(filter).needsGin) {
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
    };
    return Prisma.join([tables[parent ?? 'none'], ...reportConditions(filter).conditions, ...more], ' AND ');
  }
}

function keysetOrder({ field, direction }: ReportOrder, parent: ReportParent | null): KeysetOrder {
  return field === 'PUBLISHED_AT' && parent === 'brand'
    ? { column: Prisma.sql`b.published_at`, id: Prisma.sql`b.report_id`, type: 'timestamptz', direction }
    : { column: orderColumns[field], id: Prisma.sql`r.id`, type: 'timestamptz', direction };
}

function parents(keys: readonly string[]): Prisma.Sql {
  return Prisma.sql`unnest(${keys}::text[]) AS parents(key)`;
}
