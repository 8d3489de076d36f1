import type { FirstOfFacet, ReportFacet, Span, ValueSums } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { countedReports } from './counted-reports.ts';
import { cutSpans, noneOfMany, summedUp } from './span-pieces.ts';

/** What a tenant's reports add up to, read from the rollups and, at the ends of a span, from the reports. */
export class ReportRollupReader {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * The sums of spans by the values of several facets that are most frequent in the first span, `at` saying of which facet; without what
   * has none, the most frequent first. One statement.
   */
  async byFirstValues(
    facets: readonly FirstOfFacet[],
    spans: readonly Span[],
  ): Promise<(ValueSums & { at: number })[]> {
    return this.database.reader.$queryRaw(this.byFirstValuesStatement(facets, spans));
  }

  /** The statement behind {@link byFirstValues}, for tests that ask the planner. */
  byFirstValuesStatement(facets: readonly FirstOfFacet[], spans: readonly Span[]): Prisma.Sql {
    const ofFacets = facets.map(
      ({ facet, first }, at) => Prisma.sql`SELECT ${at}::integer AS at, its.* FROM (
          WITH summed AS (${this.summed(facet, spans)})
          SELECT * FROM summed WHERE value IN (
            SELECT value FROM summed WHERE span = 0 ORDER BY count DESC, value LIMIT ${first}
          )
        ) AS its`,
    );
    return named(
      'reportRollups.firstValues',
      Prisma.sql`SELECT * FROM (${Prisma.join(ofFacets, ' UNION ALL ')}) AS summed
        ORDER BY at, span, count DESC, value`,
    );
  }

  /** The sums of spans over all reports, and the number of mentions of all brands. One statement. */
  async totals(spans: readonly Span[]): Promise<(ValueSums & { facet: 'ALL' | 'MENTION' })[]> {
    return this.database.reader.$queryRaw(this.totalsStatement(spans));
  }

  /** The statement behind {@link totals}, for tests that ask the planner. */
  totalsStatement(spans: readonly Span[]): Prisma.Sql {
    const counted = countedReports(this.tenantId, ['ALL', 'MENTION'], cutSpans(spans));
    return named(
      'reportRollups.totals',
      Prisma.sql`SELECT facet, span, '' AS value, ${summedUp} FROM (${counted}) AS counted
        GROUP BY facet, span HAVING sum(count) <> 0`,
    );
  }

  /** The sums of spans by the values of a facet, without values that have none, in no order. */
  private summed(facet: ReportFacet, spans: readonly Span[]): Prisma.Sql {
    const counted = countedReports(this.tenantId, [facet], cutSpans(spans));
    return Prisma.sql`SELECT span, value, ${summedUp} FROM (${counted} ${noneOfMany(10)}) AS counted
      GROUP BY span, value HAVING sum(count) <> 0`;
  }
}
