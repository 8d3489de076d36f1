import type { Author, AuthorFilter, BrandCount } from '../model/author.ts';
import { groupBy } from '../model/group.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { TopicCount } from '../model/report-groups.ts';
import { type Connections, named, Prisma } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';
import { containsText } from './like.ts';

/** What somebody writes about is read from so many reports, the latest: more would say what they once wrote about. */
const latest = 1_000;
/** Outlets that are named of one author. */
const mostOutlets = 20;

const byKey: KeysetOrder = {
  column: Prisma.sql`people.key`,
  id: Prisma.sql`people.key`,
  type: 'name',
  direction: 'ASC',
};

/** The people who wrote the reports of one tenant, for reading. Whose reports are all deleted is not among them. */
export class AuthorRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The authors with these keys, by key. */
  async byKeys(keys: readonly string[]): Promise<Map<string, Author>> {
    const rows = await this.database.reader.$queryRaw<Author[]>(
      named('authors.byKeys', Prisma.sql`${this.select({})} AND people.key = any(${keys}::text[])`),
    );
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** The authors of each of some reports, in the order of its byline, by report id. */
  async byReportIds(reportIds: readonly string[]): Promise<Map<string, Author[]>> {
    const rows = await this.database.reader.$queryRaw<(Author & { reportId: string })[]>(
      named(
        'authors.byReportIds',
        Prisma.sql`SELECT its.report_id AS "reportId", person.* FROM report_authors AS its
          CROSS JOIN LATERAL (${this.select({})} AND people.key = its.author_key) AS person
          WHERE its.tenant_id = ${this.tenantId}::uuid AND its.report_id = any(${reportIds}::uuid[])
          ORDER BY its.report_id, its.place`,
      ),
    );
    const byReport = groupBy(rows, ({ reportId }) => reportId);
    return new Map([...byReport].map(([id, its]) => [id, its.map(({ reportId, ...author }) => author)]));
  }

  /** One page of the authors in the order of their folded names: one statement, or two where a cursor is given. */
  async page(filter: AuthorFilter, page: PageRequest): Promise<Page<Author>> {
    return readPage(this.database.reader, 'authors', this.select(filter), byKey, page);
  }

  /** The SELECT of all authors behind {@link page}, for tests that ask the planner. */
  select(filter: AuthorFilter): Prisma.Sql {
    const search = filter.search;
    const matches =
      search === undefined ? Prisma.sql`true` : Prisma.sql`people.key LIKE ${containsText(search)}`;
    return Prisma.sql`SELECT people.key, people.name, last.published_at AS "lastSeenAt" FROM authors AS people
      CROSS JOIN LATERAL (
        SELECT a.published_at FROM report_authors AS a
        WHERE a.tenant_id = ${this.tenantId}::uuid AND a.author_key = people.key
        ORDER BY a.published_at DESC LIMIT 1
      ) AS last
      WHERE people.tenant_id = ${this.tenantId}::uuid AND ${matches}`;
  }

  /** How many authors a filter lets through. */
  async count(filter: AuthorFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'authors.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM (${this.select(filter)}) AS matching`,
      ),
    );
    return row?.count ?? 0;
  }

  /** How many reports authors wrote, by key. */
  async reportCounts(keys: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.reader.$queryRaw<{ key: string; count: number }[]>(
      named(
        'authors.reportCounts',
        Prisma.sql`SELECT author_key AS key, count(*)::integer AS count FROM report_authors
          WHERE tenant_id = ${this.tenantId}::uuid AND author_key = any(${keys}::text[]) GROUP BY author_key`,
      ),
    );
    return new Map(rows.map(({ key, count }) => [key, count]));
  }

  /** The outlets of authors' latest 1,000 reports, the most frequent first, at most 20 of each, by key. */
  async outlets(keys: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.database.reader.$queryRaw<{ key: string; source: string }[]>(
      named(
        'authors.outlets',
        Prisma.sql`SELECT asked.key, outlet.source FROM unnest(${keys}::text[]) AS asked(key)
          CROSS JOIN LATERAL (
            SELECT r.source FROM (${this.latestOf()}) AS its
            JOIN reports AS r ON r.tenant_id = ${this.tenantId}::uuid AND r.id = its.report_id
            GROUP BY r.source ORDER BY count(*) DESC, r.source LIMIT ${mostOutlets}
          ) AS outlet`,
      ),
    );
    const byAuthor = groupBy(rows, ({ key }) => key);
    return new Map([...byAuthor].map(([key, its]) => [key, its.map(({ source }) => source)]));
  }

  /** The topics of authors' latest 1,000 reports, the most frequent first, by key. */
  async topics(keys: readonly string[]): Promise<Map<string, TopicCount[]>> {
    const rows = await this.database.reader.$queryRaw<(TopicCount & { key: string })[]>(
      named(
        'authors.topics',
        Prisma.sql`SELECT asked.key, counted.topic, counted."reportCount" FROM unnest(${keys}::text[]) AS asked(key)
          CROSS JOIN LATERAL (
            SELECT r.topic, count(*)::integer AS "reportCount" FROM (${this.latestOf()}) AS its
            JOIN reports AS r ON r.tenant_id = ${this.tenantId}::uuid AND r.id = its.report_id AND r.topic IS NOT NULL
            GROUP BY r.topic ORDER BY count(*) DESC, r.topic
          ) AS counted`,
      ),
    );
    return groupBy(rows, ({ key }) => key);
  }

  /** The brands of authors' latest 1,000 reports, the most frequent first, `first` of each at most, by key. */
  async brands(keys: readonly string[], first: number): Promise<Map<string, BrandCount[]>> {
    const rows = await this.database.reader.$queryRaw<(BrandCount & { key: string })[]>(
      named(
        'authors.brands',
        Prisma.sql`SELECT asked.key, counted.brand, counted."reportCount" FROM unnest(${keys}::text[]) AS asked(key)
          CROSS JOIN LATERAL (
            SELECT b.brand, count(*)::integer AS "reportCount" FROM (${this.latestOf()}) AS its
            JOIN report_brands AS b ON b.tenant_id = ${this.tenantId}::uuid AND b.report_id = its.report_id
            GROUP BY b.brand ORDER BY count(*) DESC, b.brand LIMIT ${first}
          ) AS counted`,
      ),
    );
    return groupBy(rows, ({ key }) => key);
  }

  /** The latest reports of the author that `asked` names. */
  private latestOf(): Prisma.Sql {
    return Prisma.sql`SELECT a.report_id FROM report_authors AS a
      WHERE a.tenant_id = ${this.tenantId}::uuid AND a.author_key = asked.key
      ORDER BY a.published_at DESC, a.report_id DESC LIMIT ${latest}`;
  }
}
