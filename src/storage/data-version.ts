import type { StoredEvent } from '../model/event.ts';
import { type Connections, named, Prisma, type Writer } from './database.ts';
import { tell } from './events.ts';

/** The tenants whose data a transaction has changed so far. */
const changedBy = new WeakMap<Writer, Set<string>>();

/**
 * Says that what analytics read of a tenant has changed: its version moves with the transaction, as its last statement,
 * and all processes are told (docs/decisions/answer-cache.md). Outside a transaction it moves at once.
 */
export async function moveVersion(writer: Writer, tenantId: string): Promise<void> {
  const changed = changedBy.get(writer);
  if (changed) changed.add(tenantId);
  else await move(writer, tenantId);
}

/** Has {@link moveVersion} wait for {@link moveVersions}: for the begin of each transaction. */
export function holdVersions(writer: Writer): void {
  changedBy.set(writer, new Set());
}

/** Whether a writer is a transaction: Prisma's own offers `$transaction` as well, and so cannot be told from the client. */
export function isTransaction(writer: Writer): boolean {
  return changedBy.has(writer);
}

/**
 * Moves the versions that a transaction is to move: last of all in it, since from here on others wait for its commit.
 *
 * @returns what all processes are told of it
 */
export async function moveVersions(writer: Writer): Promise<StoredEvent[]> {
  const moves: StoredEvent[] = [];
  // In one order, so that two transactions cannot wait for each other.
  for (const tenantId of [...(changedBy.get(writer) ?? [])].sort()) moves.push(await move(writer, tenantId));
  return moves;
}

/**
 * The version of a tenant's data that a server has; 0 where nothing has changed yet. A version is the time of its change
 * in microseconds, or one more than the last, so that none comes again, not even in a database that was restored.
 */
export async function readVersion(reader: Connections['main'], tenantId: string): Promise<number> {
  const [row] = await reader.$queryRaw<{ version: number }[]>(
    named(
      'tenantVersions.read',
      Prisma.sql`SELECT version::float8 AS version FROM tenant_versions WHERE tenant_id = ${tenantId}::uuid`,
    ),
  );
  return row?.version ?? 0;
}

async function move(writer: Writer, tenantId: string): Promise<StoredEvent> {
  // Microseconds since 1970 are whole numbers that float8 and JavaScript hold exactly until the year 2255.
  const [row] = await writer.$queryRaw<{ version: number }[]>(
    named(
      'tenantVersions.move',
      Prisma.sql`INSERT INTO tenant_versions AS known (tenant_id, version)
        VALUES (${tenantId}::uuid, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
        ON CONFLICT (tenant_id) DO UPDATE SET version = greatest(known.version + 1, excluded.version)
        RETURNING version::float8 AS version`,
    ),
  );
  if (!row) throw new Error('the database returned no version');
  const event = { kind: 'DATA_CHANGED', tenantId, version: row.version } as const;
  await tell(writer, [event]);
  return event;
}
