import { named, Prisma, type Writer } from './database.ts';

/**
 * Waits until no other transaction that changes reports of the tenant is between here and its end; the next statement
 * sees what it stored. Whoever waits here holds no report that was there before: what it holds, nobody with the turn
 * waits for. The tenant's own row is held first, as every row of the tenant holds it by its foreign key: who holds that
 * row for a merger of brands would else wait for the turn, and the turn for that row.
 */
export async function takeTurn(writer: Writer, tenantId: string): Promise<void> {
  await writer.$queryRaw(
    named(
      'tenants.takeTurn',
      Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended('reports:' || ${tenantId}, 0)) IS NOT NULL AS taken
        FROM (SELECT id FROM tenants WHERE id = ${tenantId}::uuid FOR KEY SHARE) AS its`,
    ),
  );
}
