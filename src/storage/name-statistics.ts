import { groupBy } from '../model/group.ts';
import type { NameStatistics } from '../model/mention-evidence.ts';
import { type Connections, named, Prisma } from './database.ts';

/** Of one brand, the newest so many places that were counted are looked at, and as many that were not. */
const mostPlaces = 5_000;
/** Of those, the sentences of the newest so many. */
const mostSentences = 100;
const mostWords = 10;
/** A word stands in at least so many sentences in which context was missing. */
const leastSentences = 3;
/**
 * The least logarithm of the ratio of its odds there to those in sentences that were counted: they are 2.7 times as
 * high. A half is added to each count (Haldane, 1956), so that a word that was never counted has a ratio too.
 */
const leastLogOddsRatio = 1;

/** How the names of one tenant's brands have fared. */
export class NameStatisticsRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * Of several brands, by the brand's name, since a moment of publication; names that were neither counted nor refused
   * are left out. Two statements, however many brands.
   */
  async byBrands(brands: readonly string[], since: Date): Promise<Map<string, NameStatistics[]>> {
    type Counts = Omit<NameStatistics, 'contextWords'> & { brand: string };
    const [counts, words] = await Promise.all([
      this.database.reader.$queryRaw<Counts[]>(this.countsStatement(brands, since)),
      this.database.reader.$queryRaw<{ brand: string; name: string; words: string[] }[]>(
        this.wordsStatement(brands, since),
      ),
    ]);
    const wordsOf = new Map(words.map(({ brand, name, words: own }) => [JSON.stringify([brand, name]), own]));
    const statistics = counts.map(({ brand, ...count }) => ({
      brand,
      of: { ...count, contextWords: wordsOf.get(JSON.stringify([brand, count.name])) ?? [] },
    }));
    return new Map(
      [...groupBy(statistics, ({ brand }) => brand)].map(([brand, own]) => [brand, own.map(({ of }) => of)]),
    );
  }

  private countsStatement(brands: readonly string[], since: Date): Prisma.Sql {
    return named(
      'nameStatistics.counts',
      Prisma.sql`SELECT brand, name, count(*) FILTER (WHERE NOT is_rejected)::integer AS counted,
          count(DISTINCT report_id) FILTER (WHERE is_rejected)::integer AS rejected
        FROM (${this.places(brands, since, mostPlaces)}) AS places WHERE name IS NOT NULL
        GROUP BY brand, name ORDER BY brand, name`,
    );
  }

  private wordsStatement(brands: readonly string[], since: Date): Prisma.Sql {
    return named(
      'nameStatistics.words',
      Prisma.sql`WITH sentences AS MATERIALIZED (
          SELECT brand, name, is_rejected, quote FROM (${this.places(brands, since, mostSentences)}) AS places
          WHERE name IS NOT NULL AND (NOT is_rejected OR reason IN ('MISSING_CONTEXT', 'LOW_CONFIDENCE'))
        ), totals AS (
          SELECT brand, name, count(*) FILTER (WHERE is_rejected) AS rejected,
            count(*) FILTER (WHERE NOT is_rejected) AS counted
          FROM sentences GROUP BY brand, name
        ), words AS (
          SELECT brand, name, word, count(*) FILTER (WHERE is_rejected) AS rejected,
            count(*) FILTER (WHERE NOT is_rejected) AS counted
          FROM sentences CROSS JOIN LATERAL (
            -- Words of ASCII letters, of any letters, and parts of hyphenated ones.
            SELECT DISTINCT lower(token) AS word FROM ts_parse('default', quote)
            WHERE tokid IN (1, 2, 10, 11) AND length(token) > 2
          ) AS standing GROUP BY brand, name, word
        ), telling AS (
          SELECT words.*, ln((words.rejected + 0.5) / (totals.rejected - words.rejected + 0.5))
            - ln((words.counted + 0.5) / (totals.counted - words.counted + 0.5)) AS ratio
          FROM words JOIN totals USING (brand, name)
          WHERE words.rejected >= ${leastSentences} AND position(word IN lower(name)) = 0
            -- None is left of a word that says nothing by itself: 'with', 'until'.
            AND ts_lexize('english_stem', word) <> '{}'
        ), ranked AS (
          SELECT *, row_number() OVER (PARTITION BY brand, name ORDER BY ratio DESC, rejected DESC, word) AS place
          FROM telling WHERE ratio >= ${leastLogOddsRatio}
        )
        SELECT brand, name, array_agg(word ORDER BY place) AS words FROM ranked WHERE place <= ${mostWords}
        GROUP BY brand, name`,
    );
  }

  /** The newest places of each brand, counted and not, as a SELECT. */
  private places(brands: readonly string[], since: Date, most: number): Prisma.Sql {
    return Prisma.sql`SELECT asked.brand, place.* FROM unnest(${brands}::text[]) AS asked(brand) CROSS JOIN LATERAL (
        (SELECT false AS is_rejected, counted.name, counted.reason, counted.quote, counted.report_id
          FROM report_brands AS counted
          WHERE counted.tenant_id = ${this.tenantId}::uuid AND counted.brand = asked.brand
            AND counted.published_at >= ${since}
          ORDER BY counted.published_at DESC LIMIT ${most})
        UNION ALL
        (SELECT true, refused.name, refused.reason, refused.quote, refused.report_id
          FROM report_rejected_mentions AS refused
          WHERE refused.tenant_id = ${this.tenantId}::uuid AND refused.brand = asked.brand
            AND refused.published_at >= ${since}
          ORDER BY refused.published_at DESC LIMIT ${most})
      ) AS place`;
  }
}
