import { Prisma } from '../database.ts';
import {
  contributions,
  type Facets,
  keyColumns,
  measureColumns,
  measures,
  sumsOfMeasures,
} from './contributions.ts';

const isAny = Prisma.raw(measures.map((name) => `sum(${name}) <> 0`).join(' OR '));

/**
 * The statement that appends, as one part, by how much what reports contribute now surpasses something else. Nothing is
 * appended where there is no difference. It gives the number of rows.
 *
 * @param ids as for {@link contributions}
 * @param subtrahend rows of {@link keyColumns} and {@link measureColumns}, the measures negative
 */
export function appendDifference(
  tenantId: string,
  ids: Prisma.Sql | null,
  facets: Facets,
  subtrahend: Prisma.Sql | null,
): Prisma.Sql {
  const difference =
    subtrahend === null
      ? Prisma.sql`SELECT ${keyColumns}, ${measureColumns} FROM contribution`
      : Prisma.sql`SELECT ${keyColumns}, ${sumsOfMeasures} FROM (
            SELECT ${keyColumns}, ${measureColumns} FROM contribution UNION ALL ${subtrahend}
          ) AS both_sides GROUP BY ${keyColumns} HAVING ${isAny}`;
  return Prisma.sql`WITH ${contributions(tenantId, ids, facets)}, difference AS MATERIALIZED (
      ${difference}
    ), own_part AS MATERIALIZED (
      SELECT nextval('rollup_part_numbers') AS part
    ), of_reports AS (
      INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral,
        negative, mixed, score_sum)
      SELECT ${tenantId}::uuid, facet::report_facet, grain::rollup_grain, start, value, own_part.part, reports,
        stories, positive, neutral, negative, mixed, score_sum
      FROM difference CROSS JOIN own_part WHERE brand = ''
      ORDER BY 2, 3, 4, 5
    ), of_brands AS (
      INSERT INTO brand_rollups (tenant_id, brand, facet, grain, start, value, part, mentions, stories, positive,
        neutral, negative, score_sum)
      SELECT ${tenantId}::uuid, brand, facet::brand_facet, grain::rollup_grain, start, value, own_part.part, reports,
        stories, positive, neutral, negative, score_sum
      FROM difference CROSS JOIN own_part WHERE brand <> ''
      ORDER BY 2, 3, 4, 5, 6
    )
    SELECT count(*)::integer AS appended FROM difference`;
}
