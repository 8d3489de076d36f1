import type { BrandFacet, Span, ValueSums } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { countedMentions } from './counted-mentions.ts';
import type { SheetBrand } from './sheet-sums.ts';
import { askedBrands, cutSpans, summedUp } from './span-pieces.ts';

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
   * @param first of each brand no more values than so many, the most frequent of the first span
   */
  async byValue(
    brands: readonly string[],
    facet: BrandFacet,
    spans: readonly Span[],
    first?: number,
  ): Promise<BrandSums[]> {
    return this.database.reader.$queryRaw<BrandSums[]>(this.byValueStatement(brands, facet, spans, first));
  }

  /** The statement behind {@link byValue}, for tests that ask the planner. */
  byValueStatement(
    brands: readonly string[],
    facet: BrandFacet,
    spans: readonly Span[],
    first?: number,
  ): Prisma.Sql {
    const isMost =
      first === undefined
        ? Prisma.sql`true`
        : Prisma.sql`value IN (SELECT value FROM summed WHERE span = 0 ORDER BY count DESC, value LIMIT ${first})`;
    return named(
      `brandRollups.${facet.toLowerCase()}`,
      this.brandByBrand(brands, facet, spans, null, isMost),
    );
  }

  /**
   * The sums of spans by brand and by others that are mentioned beside it, as {@link byValue} gives them. One statement.
   *
   * @param brands canonical names
   * @param others as sheets have them
   */
  async beside(
    brands: readonly string[],
    spans: readonly Span[],
    others: readonly SheetBrand[],
  ): Promise<BrandSums[]> {
    return this.database.reader.$queryRaw<BrandSums[]>(this.besideStatement(brands, spans, others));
  }

  /** The statement behind {@link beside}, for tests that ask the planner. */
  besideStatement(
    brands: readonly string[],
    spans: readonly Span[],
    others: readonly SheetBrand[],
  ): Prisma.Sql {
    const numbers = others.filter((other) => typeof other === 'number');
    const names = others.filter((other) => typeof other === 'string');
    const wanted = Prisma.sql`(SELECT ${names}::text[] || ARRAY(SELECT n.brand FROM brand_numbers AS n
      WHERE n.tenant_id = ${this.tenantId}::uuid AND n.number = any(${numbers}::integer[])))::text[]`;
    return named('brandRollups.beside', this.brandByBrand(brands, 'BRAND', spans, wanted, Prisma.sql`true`));
  }

  private brandByBrand(
    brands: readonly string[],
    facet: BrandFacet,
    spans: readonly Span[],
    values: Prisma.Sql | null,
    isWanted: Prisma.Sql,
  ): Prisma.Sql {
    const cut = cutSpans(spans, { hasHours: facet === 'ALL' });
    return Prisma.sql`SELECT asked.brand, its.* FROM ${askedBrands(brands)} CROSS JOIN LATERAL (
        WITH summed AS (
          SELECT value, span, ${summedUp} FROM (${countedMentions(this.tenantId, facet, cut, values)}) AS counted
          GROUP BY value, span HAVING sum(count) <> 0
        )
        SELECT * FROM summed WHERE ${isWanted}
      ) AS its ORDER BY asked.brand COLLATE "C", its.span, its.count DESC, its.value`;
  }
}
