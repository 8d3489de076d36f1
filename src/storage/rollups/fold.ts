import { type Database, named, Prisma, type Writer } from '../database.ts';
import { inTransaction, shortTransaction } from '../transaction.ts';
import { type SheetKey, writeSheets } from './write-sheets.ts';

/** Rows of parts that one statement folds: few enough that it takes a moment, though each be of another sheet of all brands. */
const mostPerStatement = 2_000;

/**
 * Adds the parts of a tenant's rollups up to one row a key, its part 0, and writes the sheets of what has changed, in short
 * transactions; what sums to zero goes. Sums are the same at every moment, and nobody who appends waits. Where another process
 * is at it, it does nothing.
 *
 * @param signal ends it between two statements
 * @returns how many rows of parts were folded
 */
export async function foldRollups(
  database: Database,
  tenantId: string,
  signal?: AbortSignal,
): Promise<number> {
  let folded = 0;
  for (const statement of foldStatements(tenantId)) {
    for (let some = mostPerStatement; some === mostPerStatement && !signal?.aborted; folded += some) {
      some = await inTransaction(
        database,
        (writer) => foldSome(writer, tenantId, statement),
        shortTransaction,
      );
    }
  }
  return folded;
}

/** The statements that fold some parts of either table. */
export function foldStatements(tenantId: string): [ofReports: Prisma.Sql, ofBrands: Prisma.Sql] {
  return [foldReports(tenantId), foldBrands(tenantId)];
}

type JsonSheetKey = Omit<SheetKey, 'start'> & { start: string };

async function foldSome(writer: Writer, tenantId: string, statement: Prisma.Sql): Promise<number> {
  const [turn] = await writer.$queryRaw<{ isMine: boolean }[]>(
    named(
      'rollups.takeFold',
      Prisma.sql`SELECT pg_try_advisory_xact_lock(${foldLock(tenantId)}) AS "isMine"`,
    ),
  );
  if (!turn?.isMine) return 0;
  const [row] = await writer.$queryRaw<{ folded: number; sheets: JsonSheetKey[] }[]>(statement);
  const sheets = row?.sheets ?? [];
  await writeSheets(
    writer,
    tenantId,
    sheets.map(({ start, ...key }) => ({ ...key, start: new Date(start) })),
  );
  return row?.folded ?? 0;
}

/** Waits until nobody else folds a tenant's rollups, and keeps them from it until the transaction ends. */
export async function waitToFold(writer: Writer, tenantId: string): Promise<void> {
  await writer.$queryRaw(
    named(
      'rollups.waitToFold',
      Prisma.sql`SELECT pg_advisory_xact_lock(${foldLock(tenantId)}) IS NOT NULL AS taken`,
    ),
  );
}

function foldLock(tenantId: string): Prisma.Sql {
  return Prisma.sql`hashtextextended('fold:' || ${tenantId}, 0)`;
}

// The limit has each key looked up by itself: of a tenant that is new the planner knows no rows, and would compare every
// key with all of them.
function foldReports(tenantId: string): Prisma.Sql {
  return named(
    'rollups.foldReports',
    Prisma.sql`WITH fresh AS (
        DELETE FROM report_rollups AS gone WHERE gone.tenant_id = ${tenantId}::uuid AND gone.ctid = any(ARRAY(
          SELECT u.ctid FROM report_rollups AS u WHERE u.tenant_id = ${tenantId}::uuid AND u.part > 0
          ORDER BY u.facet, u.grain, u.start LIMIT ${mostPerStatement}::integer))
        RETURNING facet, grain, start, value, reports, stories, positive, neutral, negative, mixed, score_sum
      ), keys AS (
        SELECT DISTINCT facet, grain, start, value FROM fresh
      ), folded AS (
        DELETE FROM report_rollups AS gone WHERE gone.tenant_id = ${tenantId}::uuid AND gone.ctid = any(ARRAY(
          SELECT known.ctid FROM keys CROSS JOIN LATERAL (
            SELECT f.ctid FROM report_rollups AS f
            WHERE f.tenant_id = ${tenantId}::uuid AND f.facet = keys.facet AND f.grain = keys.grain
              AND f.start = keys.start AND f.value = keys.value AND f.part = 0
            LIMIT 1) AS known))
        RETURNING gone.facet, gone.grain, gone.start, gone.value, gone.reports, gone.stories, gone.positive,
          gone.neutral, gone.negative, gone.mixed, gone.score_sum
      ), inserted AS (
        INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral,
          negative, mixed, score_sum)
        SELECT ${tenantId}::uuid, facet, grain, start, value, 0, sum(reports), sum(stories), sum(positive),
          sum(neutral), sum(negative), sum(mixed), sum(score_sum)
        FROM (SELECT * FROM fresh UNION ALL SELECT * FROM folded) AS both_of_them
        GROUP BY facet, grain, start, value
        HAVING (sum(reports), sum(stories), sum(positive), sum(neutral), sum(negative), sum(mixed), sum(score_sum))
          <> (0, 0, 0, 0, 0, 0, 0)
      )
      SELECT count(*)::integer AS folded, ${sheetsOf(Prisma.sql`SELECT DISTINCT '' AS brand, grain, start FROM keys`)} AS sheets
      FROM fresh`,
  );
}

function foldBrands(tenantId: string): Prisma.Sql {
  return named(
    'rollups.foldBrands',
    Prisma.sql`WITH fresh AS (
        DELETE FROM brand_rollups AS gone WHERE gone.tenant_id = ${tenantId}::uuid AND gone.ctid = any(ARRAY(
          SELECT u.ctid FROM brand_rollups AS u WHERE u.tenant_id = ${tenantId}::uuid AND u.part > 0
          ORDER BY u.brand, u.facet, u.grain, u.start LIMIT ${mostPerStatement}::integer))
        RETURNING brand, facet, grain, start, value, mentions, stories, positive, neutral, negative, score_sum
      ), keys AS (
        SELECT DISTINCT brand, facet, grain, start, value FROM fresh
      ), folded AS (
        DELETE FROM brand_rollups AS gone WHERE gone.tenant_id = ${tenantId}::uuid AND gone.ctid = any(ARRAY(
          SELECT known.ctid FROM keys CROSS JOIN LATERAL (
            SELECT f.ctid FROM brand_rollups AS f
            WHERE f.tenant_id = ${tenantId}::uuid AND f.brand = keys.brand AND f.facet = keys.facet
              AND f.grain = keys.grain AND f.start = keys.start AND f.value = keys.value AND f.part = 0
            LIMIT 1) AS known))
        RETURNING gone.brand, gone.facet, gone.grain, gone.start, gone.value, gone.mentions, gone.stories,
          gone.positive, gone.neutral, gone.negative, gone.score_sum
      ), inserted AS (
        INSERT INTO brand_rollups (tenant_id, brand, facet, grain, start, value, part, mentions, stories, positive,
          neutral, negative, score_sum)
        SELECT ${tenantId}::uuid, brand, facet, grain, start, value, 0, sum(mentions), sum(stories), sum(positive),
          sum(neutral), sum(negative), sum(score_sum)
        FROM (SELECT * FROM fresh UNION ALL SELECT * FROM folded) AS both_of_them
        GROUP BY brand, facet, grain, start, value
        HAVING (sum(mentions), sum(stories), sum(positive), sum(neutral), sum(negative), sum(score_sum))
          <> (0, 0, 0, 0, 0, 0)
      )
      SELECT count(*)::integer AS folded, ${sheetsOf(Prisma.sql`SELECT DISTINCT brand, grain, start FROM keys`)} AS sheets
      FROM fresh`,
  );
}

/** The {@link JsonSheetKey}s of the sheets that hold any of what was folded. */
function sheetsOf(keys: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(k), '[]') FROM (${keys} WHERE facet = 'BRAND') AS k)`;
}
