import { named, Prisma, type Writer } from '../database.ts';
import { totalsOf } from './sheet-sums.ts';
import type { RollupDifference, Verification } from './verification.ts';
import { comparedSheets } from './write-sheets.ts';

const nothing = Buffer.alloc(0);

/** A sheet that is not as it has to be. */
interface WrongSheet {
  brand: string;
  grain: string;
  start: Date;
  counts: Buffer | null;
  stored: Buffer | null;
}

/** Compares a tenant's sheets with what is folded, while others write. @param most so many differences are told of */
export async function verifySheets(writer: Writer, tenantId: string, most: number): Promise<Verification> {
  const rows = await writer.$queryRaw<(WrongSheet & { compared: number; differing: number })[]>(
    named(
      'sheets.verify',
      Prisma.sql`WITH compared AS MATERIALIZED (${comparedSheets(tenantId, null)}), wrong AS (
          SELECT * FROM compared WHERE counts IS DISTINCT FROM stored ORDER BY brand, grain, start LIMIT ${most}::integer
        )
        SELECT wrong.*, total.* FROM (
          SELECT count(*)::integer AS compared, count(*) FILTER (WHERE counts IS DISTINCT FROM stored)::integer AS differing
          FROM compared
        ) AS total LEFT JOIN wrong ON true`,
    ),
  );
  const [{ compared = 0, differing = 0 } = {}] = rows;
  return { compared, differing, differences: differing === 0 ? [] : rows.map(inWords) };
}

function inWords({ brand, grain, start, counts, stored }: WrongSheet): RollupDifference {
  const counted = totalsOf(counts ?? nothing);
  const found = totalsOf(stored ?? nothing);
  const measures = (['brands', 'mentions', 'stories'] as const).map((measure) => ({
    measure,
    counted: counted[measure],
    stored: found[measure],
  }));
  const differing = measures.filter((its) => its.counted !== its.stored);
  // Where all sums are alike, brands have been given each other's.
  return {
    brand,
    facet: 'sheet',
    grain,
    start,
    value: '',
    measures: differing.length > 0 ? differing : measures,
  };
}
