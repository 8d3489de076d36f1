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
    return named(
      'brandFacts.quotes',
      Prisma.sql`SELECT asked.brand, said.report_id AS "reportId", said.quote, said.tone, said.score
        FROM unnest(${brands}::text[]) AS asked(brand)
        CROSS JOIN LATERAL (
          SELECT once.* FROM (
            SELECT DISTINCT ON (coalesce(s.story_id, b.report_id)) b.report_id, b.published_at, b.quote, b.tone, b.score
            FROM (
              SELECT m.report_id, m.published_at, m.quote, m.tone, m.score FROM report_brands AS m
              WHERE m.tenant_id = ${this.tenantId}::uuid AND m.brand = asked.brand
                AND m.published_at >= ${from} AND m.published_at < ${to}
              ORDER BY m.published_at DESC, m.report_id DESC LIMIT ${mostReadForQuotes}
            ) AS b
            LEFT JOIN report_stories AS s ON s.tenant_id = ${this.tenantId}::uuid AND s.report_id = b.report_id
            ORDER BY coalesce(s.story_id, b.report_id), b.published_at DESC, b.report_id DESC
          ) AS once
          WHERE once.tone = ${which === 'BEST' ? 'POSITIVE' : 'NEGATIVE'}::tone
          ORDER BY once.score ${direction}, once.published_at DESC, once.report_id DESC LIMIT ${first}
        ) AS said
        ORDER BY asked.brand COLLATE "C", said.score ${direction}, said.published_at DESC, said.report_id DESC`,
    );
  }
}
