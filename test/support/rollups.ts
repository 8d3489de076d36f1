import { expect } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';

/** Holds a tenant's rollups to a recount of its reports. @returns how many keys were compared */
export async function expectRightRollups(tenant: TenantStorage): Promise<number> {
  const { compared, differences } = await tenant.rollupUpkeep.verify();
  expect(differences).toEqual([]);
  return compared;
}

/** Counts the reports of all tenants anew: for tests that write reports by SQL of their own. */
export async function recountReports(url: string): Promise<void> {
  const storage = new Storage({ url, replicaUrl: null, log: createLog('error', 'tests') });
  try {
    for (const { id } of await storage.tenants.list()) await storage.forTenant(id).rollupUpkeep.rebuild();
  } finally {
    await storage.close();
  }
}
