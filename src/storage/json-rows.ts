import { named, Prisma } from './database.ts';
import type { Statements } from './reader.ts';

/** The columns of a row that hold moments. */
export type MomentOf<Row> = {
  [Column in keyof Row]-?: Row[Column] extends Date | null ? Column : never;
}[keyof Row];

/** Rows as JSON brings them: what is a moment in a row is still a text. Null when there are none. */
export type JsonRows<Row> =
  | { [Column in keyof Row]: Column extends MomentOf<Row> ? string | null : Row[Column] }[]
  | null;

/** An expression for all rows of a SELECT, in its order, as one JSON text; null when it gives none. */
export function asJson(select: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_agg(row) FROM (${select}) AS row)`;
}

/** The rows that {@link asJson} gave, with moments as moments. */
export function fromJson<Row>(rows: JsonRows<Row>, moments: readonly MomentOf<Row>[]): Row[] {
  // In the rows themselves: a copy of each would cost what JSON saves. Their moments are texts until the loop is done.
  const found = (rows ?? []) as (Row & Record<MomentOf<Row>, Date | string | null>)[];
  for (const row of found) {
    for (const moment of moments) {
      const text = row[moment];
      if (typeof text === 'string') row[moment] = new Date(text) as (typeof row)[MomentOf<Row>];
    }
  }
  return found;
}

/**
 * The rows of a SELECT, in its order, written by PostgreSQL as one JSON text: for what is many and wide. The driver makes
 * a text of each value and a value of each text, which took a third of the API's time for a page of reports
 * (docs/decisions/two-ways-to-postgres.md).
 *
 * @param name the statement's name
 * @param moments the columns that hold times, which JSON has no word for
 */
export async function jsonRows<Row>(
  statements: Statements,
  name: string,
  select: Prisma.Sql,
  moments: readonly MomentOf<Row>[],
): Promise<Row[]> {
  const [row] = await statements.$queryRaw<{ rows: JsonRows<Row> }[]>(
    named(name, Prisma.sql`SELECT ${asJson(select)} AS rows`),
  );
  return fromJson(row?.rows ?? null, moments);
}
