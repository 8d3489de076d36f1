import { expect } from 'vitest';
import type { TenantStorage } from '../../src/storage/storage.ts';

/** Holds a tenant's rollups to a recount of its reports. @returns how many keys were compared */
export async function expectRightRollups(tenant: TenantStorage): Promise<number> {
  const { compared, differences } = await tenant.rollupUpkeep.verify();
  expect(differences).toEqual([]);
  return compared;
}
