import { named, Prisma, type Writer } from '../database.ts';

/** Which sheet: a brand's, or with '' that of all reports, of a stretch of a grain. */
export interface SheetKey {
  brand: string;
  grain: string;
  start: Date;
}

/**
 * Gives numbers to the brands that have none yet, and writes sheets anew from what is folded. Nobody else may fold the
 * tenant's rollups meanwhile.
 *
 * @param keys of the sheets whose rows have changed; null: of all
 * @returns how many were not as they had to be
 */
export async function writeSheets(
  writer: Writer,
  tenantId: string,
  keys: readonly SheetKey[] | null,
): Promise<number> {
  if (keys?.length === 0) return 0;
  await writer.$executeRaw(numbersStatement(tenantId, keys));
  const [row] = await writer.$queryRaw<{ written: number }[]>(sheetsStatement(tenantId, keys));
  return row?.written ?? 0;
}

/** Sheets as they have to be, and as they are: `brand`, `grain`, `start`, `counts` and `stored`, either null where there is none. */
export function comparedSheets(tenantId: string, keys: readonly SheetKey[] | null): Prisma.Sql {
  return Prisma.sql`SELECT key.brand, key.grain, key.start, made.counts, sheet.counts AS stored
    FROM (${keyTable(tenantId, keys)}) AS key
    LEFT JOIN LATERAL (
      SELECT string_agg(sheet_entry(distance, mentions, stories), ''::bytea ORDER BY number DESC) AS counts
      FROM (
        SELECT n.number, its.mentions, its.stories, coalesce(lag(n.number) OVER (ORDER BY n.number DESC) - n.number, n.number) AS distance
        FROM (${foldedOf(tenantId)}) AS its
        JOIN LATERAL (
          SELECT number FROM brand_numbers AS n WHERE n.tenant_id = ${tenantId}::uuid AND n.brand = its.value COLLATE "C" LIMIT 1
        ) AS n ON true
      ) AS numbered
    ) AS made ON true
    LEFT JOIN brand_sheets AS sheet ON sheet.tenant_id = ${tenantId}::uuid AND sheet.brand = key.brand
      AND sheet.grain = key.grain AND sheet.start = key.start`;
}

function sheetsStatement(tenantId: string, keys: readonly SheetKey[] | null): Prisma.Sql {
  return named(
    'sheets.write',
    Prisma.sql`WITH wrong AS MATERIALIZED (
        SELECT * FROM (${comparedSheets(tenantId, keys)}) AS compared WHERE counts IS DISTINCT FROM stored
      ), gone AS (
        DELETE FROM brand_sheets AS sheet USING wrong
        WHERE wrong.counts IS NULL AND sheet.tenant_id = ${tenantId}::uuid AND sheet.brand = wrong.brand
          AND sheet.grain = wrong.grain AND sheet.start = wrong.start
      ), written AS (
        INSERT INTO brand_sheets (tenant_id, brand, grain, start, counts)
        SELECT ${tenantId}::uuid, brand, grain, start, counts FROM wrong WHERE counts IS NOT NULL
        ON CONFLICT (tenant_id, brand, grain, start) DO UPDATE SET counts = excluded.counts
      )
      SELECT count(*)::integer AS written FROM wrong`,
  );
}

function numbersStatement(tenantId: string, keys: readonly SheetKey[] | null): Prisma.Sql {
  return named(
    'sheets.numberBrands',
    Prisma.sql`INSERT INTO brand_numbers (tenant_id, number, brand)
      SELECT ${tenantId}::uuid,
        (SELECT coalesce(max(given.number), 0) FROM brand_numbers AS given WHERE given.tenant_id = ${tenantId}::uuid)
          + row_number() OVER (ORDER BY fresh.brand), fresh.brand
      FROM (
        SELECT DISTINCT its.value COLLATE "C" AS brand FROM (${keyTable(tenantId, keys)}) AS key CROSS JOIN LATERAL (${foldedOf(tenantId)}) AS its
      ) AS fresh
      WHERE NOT EXISTS (
        SELECT FROM brand_numbers AS known WHERE known.tenant_id = ${tenantId}::uuid AND known.brand = fresh.brand OFFSET 0
      )`,
  );
}

/** The rows that the sheet `key` is made of. */
function foldedOf(tenantId: string): Prisma.Sql {
  return Prisma.sql`SELECT r.value, r.reports AS mentions, r.stories FROM report_rollups AS r
      WHERE key.brand = '' AND r.tenant_id = ${tenantId}::uuid AND r.facet = 'BRAND' AND r.grain = key.grain
        AND r.start = key.start AND r.part = 0
      UNION ALL
      SELECT b.value, b.mentions, b.stories FROM brand_rollups AS b
      WHERE b.tenant_id = ${tenantId}::uuid AND b.brand = key.brand AND b.facet = 'BRAND' AND b.grain = key.grain
        AND b.start = key.start AND b.part = 0 OFFSET 0`;
}

function keyTable(tenantId: string, keys: readonly SheetKey[] | null): Prisma.Sql {
  if (keys) {
    return Prisma.sql`SELECT * FROM unnest(${keys.map(({ brand }) => brand)}::text[],
      ${keys.map(({ grain }) => grain)}::rollup_grain[], ${keys.map(({ start }) => start)}::timestamptz[]) AS key(brand, grain, start)`;
  }
  return Prisma.sql`SELECT '' AS brand, r.grain, r.start FROM report_rollups AS r
      WHERE r.tenant_id = ${tenantId}::uuid AND r.facet = 'BRAND' AND r.part = 0
    UNION SELECT b.brand, b.grain, b.start FROM brand_rollups AS b
      WHERE b.tenant_id = ${tenantId}::uuid AND b.facet = 'BRAND' AND b.part = 0
    UNION SELECT sheet.brand, sheet.grain, sheet.start FROM brand_sheets AS sheet WHERE sheet.tenant_id = ${tenantId}::uuid`;
}
