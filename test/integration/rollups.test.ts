import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';
import { expectRightRollups } from '../support/rollups.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;
let feedId: string;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  [feedId = ''] = await addFeeds(api.tenant, 1);
});
afterAll(async () => api.close());

describe('the rollups of a tenant', () => {
  it('are right after a visit', async () => {
    await storeReports(api.tenant, feedId, makeReports(1, 200));
    expect(await expectRightRollups(api.tenant)).toBeGreaterThan(100);
    await storeReports(api.tenant, feedId, makeReports(2, 200));
    expect(await expectRightRollups(api.tenant)).toBeGreaterThan(100);
  });
});
