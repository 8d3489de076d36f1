import { groupBy } from '../../model/group.ts';
import type { BrandFacet, FirstOfFacet, MentionFacet, Span, ValueSums } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { countedMentions } from './counted-mentions.ts';
import { askedBrands, cutSpans, followedBrands, noneOfMany, summedUp } from './span-pieces.ts';

/** The sums of one brand. */
export interface BrandSums extends ValueSums {
  /** The canonical name. */
  brand: string;
}

/** What the mentions of a tenant's brands add up to, read from the rollups and, at the ends of a span, from the mentions. */
export class BrandRollupReader {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * The sums of spans by brand and by the values of a facet, without what has none. One statement.
   *
   * @param brands canonical names
   */
  async byValue(brands: readonly string[], facet: BrandFacet, spans: readonly Span[]): Promise<BrandSums[]> {
    return this.database.reader.$queryRaw<BrandSums[]>(this.byValueStatement(brands, facet, spans));
  }

  /** The statement behind {@link byValue}, for tests that ask the planner. */
  byValueStatement(brands: readonly string[], facet: BrandFacet, spans: readonly Span[]): Prisma.Sql {
    return named(
      `brandRollups.${facet.toLowerCase()}`,
      Prisma.sql`SELECT asked.brand, its.* FROM ${askedBrands(brands)}
        CROSS JOIN LATERAL (${this.summed(facet, spans)}) AS its ${inOrder}`,
    );
  }

  /**
   * The sums of spans of each brand that the tenant follows, by its canonical name; of one that is not mentioned there are none.
   * One statement.
   */
  async ofFollowed(spans: readonly Span[]): Promise<Map<string, BrandSums[]>> {
    type Row = BrandSums | { brand: string; value: null };
    const rows = await this.database.reader.$queryRaw<Row[]>(this.ofFollowedStatement(spans));
    const byBrand = groupBy(rows, ({ brand }) => brand);
    return new Map([...byBrand].map(([brand, its]) => [brand, its.filter((row) => row.value !== null)]));
  }

  /** The statement behind {@link ofFollowed}, for tests that ask the planner. */
  ofFollowedStatement(spans: readonly Span[]): Prisma.Sql {
    return named(
      'brandRollups.followed',
      Prisma.sql`SELECT asked.brand, its.* FROM ${followedBrands(this.tenantId)}
        LEFT JOIN LATERAL (${this.summed('ALL', spans)}) AS its ON true ${inOrder}`,
    );
  }

  /**
   * The sums of spans by brand and by the most frequent values of several facets, as {@link byValue} gives those of one; `at`
   * says of which of them. One statement.
   *
   * @param brands canonical names
   * @param facets of each brand the values that are most frequent in the first span
   */
  async byFirstValues(
    brands: readonly string[],
    facets: readonly FirstOfFacet<MentionFacet>[],
    spans: readonly Span[],
  ): Promise<(BrandSums & { at: number })[]> {
    return this.database.reader.$queryRaw(this.byFirstValuesStatement(brands, facets, spans));
  }

  /** The statement behind {@link byFirstValues}, for tests that ask the planner. */
  byFirstValuesStatement(
    brands: readonly string[],
    facets: readonly FirstOfFacet<MentionFacet>[],
    spans: readonly Span[],
  ): Prisma.Sql {
    const ofFacets = facets.map(
      ({ facet, first }, at) => Prisma.sql`SELECT ${at}::integer AS at, its.* FROM (
          WITH summed AS (${this.summed(facet, spans)})
          SELECT * FROM summed WHERE value IN (
            SELECT value FROM summed WHERE span = 0 ORDER BY count DESC, value LIMIT ${first}
          )
        ) AS its`,
    );
    return named(
      'brandRollups.firstValues',
      Prisma.sql`SELECT asked.brand, its.* FROM ${askedBrands(brands)}
        CROSS JOIN LATERAL (${Prisma.join(ofFacets, ' UNION ALL ')}) AS its ${inOrder}`,
    );
  }

  /**
   * The sums of spans by brand and by others that are mentioned beside it, as {@link byValue} gives them. One statement.
   *
   * @param brands canonical names
   * @param others canonical names
   */
  async beside(
    brands: readonly string[],
    spans: readonly Span[],
    others: readonly string[],
  ): Promise<BrandSums[]> {
    return this.database.reader.$queryRaw<BrandSums[]>(this.besideStatement(brands, spans, others));
  }

  /** The statement behind {@link beside}, for tests that ask the planner. */
  besideStatement(brands: readonly string[], spans: readonly Span[], others: readonly string[]): Prisma.Sql {
    const wanted = Prisma.sql`(SELECT ${others}::text[])::text[]`;
    return named(
      'brandRollups.beside',
      Prisma.sql`SELECT asked.brand, its.* FROM ${askedBrands(brands)}
        CROSS JOIN LATERAL (${this.summed('BRAND', spans, wanted)}) AS its ${inOrder}`,
    );
  }

  /** The sums of `asked.brand`. @param values an array of those that are wanted; null: all */
  private summed(facet: BrandFacet, spans: readonly Span[], values: Prisma.Sql | null = null): Prisma.Sql {
    return Prisma.sql`SELECT value, span, ${summedUp} FROM (${countedMentions(this.tenantId, facet, cutSpans(spans), values)} ${noneOfMany(9)}) AS counted
      GROUP BY value, span HAVING sum(count) <> 0`;
  }
}

const inOrder = Prisma.sql`ORDER BY asked.brand COLLATE "C", its.span, its.count DESC, its.value`;
