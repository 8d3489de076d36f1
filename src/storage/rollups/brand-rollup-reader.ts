import { type BrandFacet, mostTogether, type Span, type ValueSums } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { countedEdge, cutSpans, facetLiteral, piecesAndEdges, storyOf, summedUp } from './span-pieces.ts';

/** The sums of one brand. */
export interface BrandSums extends ValueSums {
  /** The canonical name. */
  brand: string;
}

/** A brand and another one in the same reports. */
export interface BrandPair {
  /** The canonical names. */
  brand: string;
  other: string;
  reports: number;
  stories: number;
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
    const most =
      first === undefined
        ? Prisma.sql`true`
        : Prisma.sql`value IN (SELECT value FROM summed WHERE span = 0 ORDER BY count DESC, value LIMIT ${first})`;
    return named(
      `brandRollups.${facet.toLowerCase()}`,
      Prisma.sql`SELECT asked.brand, its.* FROM ${tableOf(brands)} CROSS JOIN LATERAL (
          WITH summed AS (
            SELECT value, span, ${summedUp} FROM (${this.counted(facet, spans)}) AS counted
            GROUP BY value, span HAVING sum(count) <> 0
          )
          SELECT * FROM summed WHERE ${most}
        ) AS its ORDER BY asked.brand COLLATE "C", its.span, its.count DESC, its.value`,
    );
  }

  /**
   * The pairs of brands and others in at least so many reports of a span, in no order, without tones: of the many pairs that
   * are read most are in fewer. One statement.
   *
   * @param brands canonical names
   */
  async pairs(brands: readonly string[], span: Span, least: number): Promise<BrandPair[]> {
    return this.database.reader.$queryRaw<BrandPair[]>(this.pairsStatement(brands, span, least));
  }

  /** The statement behind {@link pairs}, for tests that ask the planner. */
  pairsStatement(brands: readonly string[], span: Span, least: number): Prisma.Sql {
    return named(
      'brandRollups.pairs',
      Prisma.sql`SELECT asked.brand, pair.* FROM ${tableOf(brands)} CROSS JOIN LATERAL (
          SELECT value AS other, sum(count)::integer AS reports, sum(stories)::integer AS stories
          FROM (${this.counted('BRAND', [span])}) AS counted
          GROUP BY value HAVING sum(count) >= ${least}::integer
        ) AS pair`,
    );
  }

  /**
   * What adds up to the sums of `asked.brand`, to be read LATERAL: the values of each brand are summed up by themselves, since
   * PostgreSQL sorts them for it, and sorts fastest by what its keys begin with. Names are compared byte by byte and each piece
   * and edge is looked up by the index, as in the sums of reports.
   */
  private counted(facet: BrandFacet, spans: readonly Span[]): Prisma.Sql {
    return piecesAndEdges(
      cutSpans(spans, { hasHours: facet === 'ALL' }),
      (
        pieces,
      ) => Prisma.sql`SELECT piece.span, its.value COLLATE "C" AS value, piece.sign * its.mentions AS count,
        piece.sign * its.stories AS stories, piece.sign * its.positive AS positive, piece.sign * its.neutral AS neutral,
        piece.sign * its.negative AS negative, 0 AS mixed, piece.sign * its.score_sum AS score_sum
      FROM ${pieces}
      CROSS JOIN LATERAL (
        SELECT its.* FROM brand_rollups AS its
        WHERE its.tenant_id = ${this.tenantId}::uuid AND its.brand = asked.brand AND its.facet = ${facetLiteral(facet)}
          AND its.grain = piece.grain AND its.start >= piece.since AND its.start < piece.until OFFSET 0
      ) AS its`,
      (edges) => Prisma.sql`SELECT edge.span, its.value COLLATE "C" AS value, ${countedEdge}
      FROM ${edges}
      CROSS JOIN LATERAL (${mentionsOf(this.tenantId, facet)} OFFSET 0) AS its
      WHERE its.value IS NOT NULL GROUP BY edge.span, edge.sign, its.value`,
    );
  }
}

/** Names as a table for FROM, `asked(brand)`, written as pieces are (`span-pieces.ts`). */
function tableOf(brands: readonly string[]): Prisma.Sql {
  return Prisma.sql`unnest((SELECT ${brands}::text[])) AS asked(brand)`;
}

/**
 * How a facet's value is found: joined to a mention `b`, and to a mention `y` of an earlier report of the same story,
 * which counts when it has the same value.
 */
interface ValueOf {
  value: Prisma.Sql;
  join: (tenantId: string) => Prisma.Sql;
  sameBefore: (tenantId: string) => Prisma.Sql;
}

function ofReport(value: Prisma.Sql, before: Prisma.Sql): ValueOf {
  return {
    value,
    join: (tenantId) =>
      Prisma.sql`JOIN reports AS r ON r.tenant_id = ${tenantId}::uuid AND r.id = b.report_id`,
    sameBefore: (tenantId) =>
      Prisma.sql`EXISTS (SELECT FROM reports AS x WHERE x.tenant_id = ${tenantId}::uuid AND x.id = y.report_id
        AND ${before} = ${value})`,
  };
}

/** Whether a report mentions few enough brands for any two of them to count as mentioned together. */
function areTogether(tenantId: string, reportId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM report_brands AS n WHERE n.tenant_id = ${tenantId}::uuid
    AND n.report_id = ${reportId}) <= ${mostTogether}`;
}

const valuesOf: Record<BrandFacet, ValueOf> = {
  ALL: { value: Prisma.sql`''`, join: () => Prisma.empty, sameBefore: () => Prisma.sql`true` },
  TOPIC: ofReport(Prisma.sql`r.topic::text`, Prisma.sql`x.topic::text`),
  SOURCE: ofReport(Prisma.sql`r.source`, Prisma.sql`x.source`),
  LANGUAGE: ofReport(Prisma.sql`coalesce(r.language, '')`, Prisma.sql`coalesce(x.language, '')`),
  BRAND: {
    value: Prisma.sql`o.brand`,
    join: (tenantId) =>
      Prisma.sql`JOIN report_brands AS o ON o.tenant_id = ${tenantId}::uuid AND o.report_id = b.report_id
        AND o.brand <> b.brand AND ${areTogether(tenantId, Prisma.sql`b.report_id`)}`,
    // OFFSET 0: else all reports of the other brand are collected, to be looked up in.
    sameBefore: (tenantId) =>
      Prisma.sql`EXISTS (SELECT FROM report_brands AS x WHERE x.tenant_id = ${tenantId}::uuid AND x.brand = o.brand
        AND x.published_at = y.published_at AND x.report_id = y.report_id OFFSET 0) AND ${areTogether(tenantId, Prisma.sql`y.report_id`)}`,
  },
};

/** The mentions of `asked.brand` in `edge`, each with whether its report is the first of its story with the value. */
function mentionsOf(tenantId: string, facet: BrandFacet): Prisma.Sql {
  const { value, join, sameBefore } = valuesOf[facet];
  return Prisma.sql`SELECT ${value} AS value, b.tone::text AS tone, b.score,
      NOT EXISTS (
        SELECT FROM report_stories AS e
        JOIN report_brands AS y ON y.tenant_id = ${tenantId}::uuid AND y.brand = b.brand
          AND y.published_at = e.published_at AND y.report_id = e.report_id
        WHERE e.tenant_id = ${tenantId}::uuid AND e.story_id = s.story_id
          AND (e.published_at, e.report_id) < (b.published_at, b.report_id) AND ${sameBefore(tenantId)}
      ) AS is_first
    FROM report_brands AS b ${join(tenantId)}
    LEFT JOIN LATERAL ${storyOf(tenantId, Prisma.sql`b.report_id`)} AS s ON true
    WHERE b.tenant_id = ${tenantId}::uuid AND b.brand = asked.brand
      AND b.published_at >= edge.since AND b.published_at < edge.until`;
}
