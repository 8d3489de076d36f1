import type pg from 'pg';
import type { Prisma } from './prisma/client.ts';
import type { Statements } from './reader.ts';

/** What changes rows: the client, or a transaction of it. */
export interface Writer
  extends Omit<
      Prisma.TransactionClient,
      '$queryRaw' | '$executeRaw' | '$queryRawUnsafe' | '$executeRawUnsafe'
    >,
    Statements {
  /** How many rows a statement changed. */
  $executeRaw(statement: Prisma.Sql): Promise<number>;
}

/**
 * Prisma's client, or a transaction of it, whose raw statements go through the driver. Prisma would write every parameter
 * into JSON and read it back, and keeps the parameters of the last hundred statements for reports of its own faults:
 * with the texts of a large feed among them, two hundred megabytes (docs/decisions/large-feeds.md).
 *
 * @param send sends a statement: on the connection that a transaction holds, or on any
 */
export function throughDriver(
  prisma: Writer,
  send: (statement: Prisma.Sql) => Promise<pg.QueryResult>,
): Writer {
  const raw: Pick<Writer, '$queryRaw' | '$executeRaw'> = {
    // What rows a statement gives, only its author knows.
    $queryRaw: async <Rows>(statement: Prisma.Sql) => (await send(statement)).rows as Rows,
    $executeRaw: async (statement) => (await send(statement)).rowCount ?? 0,
  };
  return new Proxy(prisma, {
    get: (target, name) => Reflect.get(name in raw ? raw : target, name),
  });
}
