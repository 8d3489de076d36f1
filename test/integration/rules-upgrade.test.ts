import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { migrateUpTo } from '../support/older-database.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue } from '../support/seed.ts';

const log = createLog('silent', 'tests');
const coach = { name: 'Coach', needsContext: true, contextWords: ['bag'], counterWords: [] };

let database: TestDatabase;
let storage: Storage;
let tenantId: string;

beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrateUpTo(database.url, '20261126060000_rules_with_aliases');
  storage = new Storage({ url: database.url, replicaUrl: null, log });
  await storage.writeCatalogue(brandsOfCatalogue());
  const [row] = await sql<{ id: string }>(
    database.url,
    "INSERT INTO tenants (name, slug) VALUES ('Maison X', 'maison-x') RETURNING id",
  );
  tenantId = row?.id ?? '';
  await sql(
    database.url,
    `INSERT INTO tenant_brands (tenant_id, brand, own_aliases, folded_own_aliases) VALUES
       ($1, 'Coach', '{C Bag}', '{c bag}'), ($1, 'Gucci', '{GG}', '{gg}'), ($1, 'Prada', '{}', '{}'), ($1, 'Dior', '{}', '{}')`,
    [tenantId],
  );
  await sql(
    database.url,
    `INSERT INTO brand_rules (tenant_id, brand, version, rules, created_at) VALUES
       ($1, 'Coach', 1, '[]', now()), ($1, 'Coach', 2, $2::jsonb, now()), ($1, 'Prada', 1, '[]', now())`,
    [tenantId, JSON.stringify([coach])],
  );
  await migrate(database.url, log);
});

afterAll(async () => {
  await storage.close();
  await database.drop();
});

it('rules that were saved without aliases go on with those that the brand has now', async () => {
  const { brandRules, brands } = storage.forTenant(tenantId);
  const versions = await brandRules.versions(['Coach', 'Dior', 'Gucci', 'Prada'], 10);
  const what = (brand: string) =>
    versions.get(brand)?.map(({ version, ownAliases, rules }) => ({ version, ownAliases, rules }));
  const rules = [{ ...coach, ignored: false }];
  expect(what('Coach')).toEqual([
    { version: 2, ownAliases: ['C Bag'], rules },
    { version: 1, ownAliases: null, rules: [] },
  ]);
  expect(what('Gucci')).toEqual([{ version: 1, ownAliases: ['GG'], rules: [] }]);
  expect(what('Prada')).toEqual([{ version: 1, ownAliases: [], rules: [] }]);
  expect(what('Dior')).toBeUndefined();
  expect((await brands.settings()).brands.find(({ brand }) => brand === 'Coach')?.rules).toEqual(rules);
});
