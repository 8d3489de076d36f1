import type { Tone } from '../../model/report.ts';
import type { Span } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';

/** When a brand was first and last written about. */
export interface SeenBrand {
  brand: string;
  first: Date;
  last: Date;
}

/** What was said of a brand in a report. */
export interface BrandQuote {
  brand: string;
  reportId: string;
  quote: string;
  tone: Tone;
  score: number;
}

/** Quotes are looked for among so many mentions of a brand, the newest of the range: they lie apart from each other. */
const mostReadForQuotes = 2_000;

/** What sums do not tell of the mentions of a tenant's brands. */
export class BrandFactsReader {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** When brands were first and last written about; brands that never were are left out. One statement. */
  async seen(brands: readonly string[]): Promise<SeenBrand[]> {
    return this.database.reader.$queryRaw<SeenBrand[]>(this.seenStatement(brands));
  }

  /** The statement behind {@link seen}, for tests that ask the planner. */
  seenStatement(brands: readonly string[]): Prisma.Sql {
    return named(
      'brandFacts.seen',
      Prisma.sql`SELECT asked.brand, oldest.published_at AS first, newest.published_at AS last
        FROM unnest(${brands}::text[]) AS asked(brand)
        CROSS JOIN LATERAL (
          SELECT b.published_at FROM report_brands AS b
          WHERE b.tenant_id = ${this.tenantId}::uuid AND b.brand = asked.brand ORDER BY b.published_at LIMIT 1
        ) AS oldest
        CROSS JOIN LATERAL (
          SELECT b.published_at FROM report_brands AS b
          WHERE b.tenant_id = ${this.tenantId}::uuid AND b.brand = asked.brand ORDER BY b.published_at DESC LIMIT 1
        ) AS newest`,
    );
  }

  /**
   * The kindest quotes in praise of brands, or the harshest against them, among the newest 2,000 mentions of a span, of
   * each story its newest report's; those of equal score by their time, the newest first. One statement.
   *
   * @param first so many of each brand at most
   */
  async quotes(
    brands: readonly string[],
    span: Span,
    which: 'BEST' | 'WORST',
    first: number,
  ): Promise<BrandQuote[]> {
    return this.database.reader.$queryRaw<BrandQuote[]>(this.quotesStatement(brands, span, which, first));
  }

  /** The statement behind {@link quotes}, for tests that ask the planner. */
  quotesStatement(
    brands: readonly string[],
    { from, to }: Span,
    which: 'BEST' | 'WORST',
    first: number,
  ): Prisma.Sql {
    const direction = which === 'BEST' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
    const order = Prisma.sql`said.score ${direction}, said.published_at DESC, said.report_id DESC`;
    // Whether a mention is the newest of its story is looked up by the indexes, for as many as are told of and not for thousands:
    // OFFSET 0 keeps them in order, and each look-up from being a join.
    return named(
      'brandFacts.quotes',
      Prisma.sql`SELECT asked.brand, said.report_id AS "reportId", said.quote, said.tone, said.score
        FROM unnest(${brands}::text[]) AS asked(brand)
        CROSS JOIN LATERAL (
          SELECT * FROM (
            SELECT * FROM (
              SELECT m.report_id, m.published_at, m.quote, m.tone, m.score FROM report_brands AS m
              WHERE m.tenant_id = ${this.tenantId}::uuid AND m.brand = asked.brand
                AND m.published_at >= ${from} AND m.published_at < ${to}
              ORDER BY m.published_at DESC, m.report_id DESC LIMIT ${mostReadForQuotes}
            ) AS said
            WHERE said.tone = ${which === 'BEST' ? 'POSITIVE' : 'NEGATIVE'}::tone
            ORDER BY ${order} OFFSET 0
          ) AS said
          WHERE NOT EXISTS (
            SELECT FROM report_stories AS s
            JOIN report_stories AS e ON e.tenant_id = ${this.tenantId}::uuid AND e.story_id = s.story_id
              AND (e.published_at, e.report_id) > (said.published_at, said.report_id) AND e.published_at < ${to}
            WHERE s.tenant_id = ${this.tenantId}::uuid AND s.report_id = said.report_id AND EXISTS (
              SELECT FROM report_brands AS y WHERE y.tenant_id = ${this.tenantId}::uuid AND y.brand = asked.brand
                AND y.published_at = e.published_at AND y.report_id = e.report_id OFFSET 0
            ) OFFSET 0
          )
          ORDER BY ${order} LIMIT ${first}
        ) AS said
        ORDER BY asked.brand COLLATE "C", said.score ${direction}, said.published_at DESC, said.report_id DESC`,
    );
  }
}
