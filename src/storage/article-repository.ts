import type { Concerned, StoredArticle } from '../model/stored-article.ts';
import { type Connections, named, Prisma } from './database.ts';

/** Reports that a change may concern. */
export interface ConcernedReports {
  /** The newest of them, in that order. */
  ids: string[];
  /** How many there are in all. */
  total: number;
}

/** What the reports of one tenant were read from, for reading them again. */
export class ArticleRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * The newest reports, published at a moment or later, that a change may concern. Two statements, however many.
   *
   * @param most how many are given
   */
  async newestConcerned(concerned: Concerned, since: Date, most: number): Promise<ConcernedReports> {
    const words = await this.wordsOf(concerned.names);
    const rows = await this.database.reader.$queryRaw<{ id: string; total: number }[]>(
      this.newestConcernedStatement(concerned, words, since, most),
    );
    return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
  }

  /** The second statement of {@link newestConcerned}, for tests that ask the planner. */
  newestConcernedStatement(
    concerned: Concerned,
    words: string | null,
    since: Date,
    most: number,
  ): Prisma.Sql {
    return named(
      'articles.newestConcerned',
      Prisma.sql`SELECT r.id, count(*) OVER ()::integer AS total
        FROM (${this.concernedSet(concerned, words, since)}) AS r
        ORDER BY r.published_at DESC, r.id DESC LIMIT ${most}`,
    );
  }

  /** What the reports with these ids were read from, in any order. */
  async byIds(ids: readonly string[]): Promise<StoredArticle[]> {
    return this.database.reader.$queryRaw(
      named(
        'articles.byIds',
        Prisma.sql`SELECT id, title, summary, full_text AS "fullText", coalesce(categories, '{}') AS categories, language
          FROM reports WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /**
   * A search for any of some spellings, as Postgres writes it; null when one of them cannot be searched for, since it
   * consists of words that are in no index ('On', 'The'). A spelling is looked for as it is written, and also without
   * what stands between its words, as the finder finds it.
   */
  async wordsOf(names: readonly string[]): Promise<string | null> {
    const spellings = names.flatMap((name) =>
      [name, name.replace(/[^\p{L}\p{N}]+/gu, ' '), name.replace(/[.'’]/g, '')].map((spelling) => [
        name,
        spelling,
      ]),
    );
    const [row] = await this.database.main.$queryRaw<{ words: string | null }[]>(
      named(
        'articles.wordsOf',
        Prisma.sql`SELECT CASE WHEN every(is_indexed) THEN string_agg(words, ' | ') END AS words FROM (
            SELECT bool_or(numnode(query) > 0) AS is_indexed,
              string_agg(DISTINCT '(' || query::text || ')', ' | ') FILTER (WHERE numnode(query) > 0) AS words
            FROM unnest(${spellings.map(([name]) => name)}::text[],
              ${spellings.map(([, spelling]) => spelling)}::text[]) AS spelling(name, written)
            CROSS JOIN phraseto_tsquery('press', spelling.written) AS query GROUP BY name
          ) AS names`,
      ),
    );
    return row?.words ?? null;
  }

  /**
   * The reports that a change may concern, as a SELECT of `id` and `published_at`. Each part of it finds them by an index,
   * and where there is a first moment none of them meets a report that is older, but for what holds a word.
   *
   * @param words as {@link wordsOf} gives them; null: any report may hold such a name
   * @param since published then or later; null: at any time
   */
  concernedSet({ brands }: Concerned, words: string | null, since: Date | null): Prisma.Sql {
    const isRecent = since === null ? Prisma.sql`true` : Prisma.sql`published_at >= ${since}`;
    if (words === null) {
      return Prisma.sql`SELECT id, published_at FROM reports WHERE tenant_id = ${this.tenantId}::uuid AND ${isRecent}`;
    }
    return Prisma.sql`SELECT x.report_id AS id, x.published_at FROM report_rejected_mentions AS x
        WHERE x.tenant_id = ${this.tenantId}::uuid AND ${isRecent} AND x.brand = any(${brands}::text[])
      UNION SELECT b.report_id, b.published_at FROM report_brands AS b
        WHERE b.tenant_id = ${this.tenantId}::uuid AND ${isRecent} AND b.brand = any(${brands}::text[])
      UNION SELECT r.id, r.published_at FROM reports AS r
        WHERE r.tenant_id = ${this.tenantId}::uuid AND ${isRecent} AND r.search @@ ${words}::tsquery`;
  }
}
