import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoKey } from '../../src/demo/tenant.ts';
import { createLog } from '../../src/platform/log.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type DemoApi, startDemoApi } from '../support/demo-api.ts';

let demo: DemoApi;
let database: TestDatabase;
let storage: Storage;
beforeAll(async () => {
  demo = await startDemoApi();
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  await storage.writeCatalogue(catalogue);
});
afterAll(async () => {
  await demo.close();
  await storage.close();
  await database.drop();
});

const followed = { relations: ['CLIENT', 'COMPETITOR', 'INDUSTRY'] } as const;
const names = async () => {
  const { id } = await storage.tenants.bySlug('demo');
  const { brands } = storage.forTenant(id);
  const page = { take: 'first' as const, size: 10, after: null, before: null };
  const { rows } = await brands.page({ relations: [...followed.relations] }, page);
  return rows.map(({ name }) => name);
};

it('the demo’s tenant follows three brands, and its press writes of each', async () => {
  const response = await fetch(new URL('/graphql', demo.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${demo.key}` },
    body: JSON.stringify({
      query:
        '{ brands(filter: { relations: [CLIENT, COMPETITOR, INDUSTRY], inReports: true }) { nodes { name relation } } }',
    }),
  });
  expect(await response.json()).toEqual({
    data: {
      brands: {
        nodes: [
          { name: 'Chanel', relation: 'INDUSTRY' },
          { name: 'Gucci', relation: 'COMPETITOR' },
          { name: 'Hermès', relation: 'CLIENT' },
        ],
      },
    },
  });
});

it('follows them again only when the first start was ended before it remembered anything', async () => {
  const key = await demoKey(storage, null);
  expect(await names()).toEqual(['Chanel', 'Gucci', 'Hermès']);
  const { id } = await storage.tenants.bySlug('demo');
  await storage.forTenant(id).tenantBrands.save('Gucci', { relation: null });
  expect(await demoKey(storage, { key, port: 1 })).toBe(key);
  expect(await names()).toEqual(['Chanel', 'Hermès']);
  await demoKey(storage, null);
  expect(await names()).toEqual(['Chanel', 'Gucci', 'Hermès']);
});
