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
      named(
        'articles.newestConcerned',
        Prisma.sql`SELECT r.id, count(*) OVER ()::integer AS total FROM reports r
          WHERE r.tenant_id = ${this.tenantId}::uuid AND r.published_at >= ${since}
            AND ${this.isConcerned(concerned, words)}
          ORDER BY r.published_at DESC, r.id DESC LIMIT ${most}`,
      ),
    );
    return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
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

  /** The ids of the reports that a change may concern, as a SELECT. @param words as {@link wordsOf} gives them */
  concernedSet({ brands }: Concerned, words: string): Prisma.Sql {
    return Prisma.sql`SELECT refused.report_id FROM report_rejected_mentions AS refused
        WHERE refused.tenant_id = ${this.tenantId}::uuid AND refused.brand = any(${brands}::text[])
      UNION SELECT naming.id FROM reports AS naming
        WHERE naming.tenant_id = ${this.tenantId}::uuid AND naming.brands && ${brands}::text[]
      UNION SELECT holding.id FROM reports AS holding
        WHERE holding.tenant_id = ${this.tenantId}::uuid AND holding.search @@ ${words}::tsquery`;
  }

  /** Over the table alias `r`. @param words as {@link wordsOf} gives them; null: any report may hold such a name */
  private isConcerned(concerned: Concerned, words: string | null): Prisma.Sql {
    return words === null ? Prisma.sql`true` : Prisma.sql`r.id IN (${this.concernedSet(concerned, words)})`;
  }
}
