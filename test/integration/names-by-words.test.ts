import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBrandName } from '../../src/model/brand.ts';
import { wordsOfName } from '../../src/model/name-words.ts';
import { createLog } from '../../src/platform/log.ts';
import { nameOf } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { migrateUpTo } from '../support/older-database.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue } from '../support/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
  await api.tenant.tenantBrands.save('Gucci', { relation: null, ownAliases: ["L'Éperon-Rouge"] });
});
afterAll(async () => api.close());

const writings = [
  ['off white', 'Off-White'],
  ['OFF–WHITE', 'Off-White'],
  ['louis-vuitton', 'Louis Vuitton'],
  [' Louis  Vuitton ', 'Louis Vuitton'],
  ['dolce and gabbana', 'Dolce & Gabbana'],
  ['Dolce&Gabbana', 'Dolce & Gabbana'],
  ['saint-laurent', 'Saint Laurent'],
  ['christian dior', 'Dior'],
  ['l eperon rouge', 'Gucci'],
] as const;

describe('a brand', () => {
  it.each(writings)('is found as "%s" wherever it is named, by one statement', async (written, name) => {
    const places = [
      ['query ($name: String!) { found: brand(name: $name) { name } }', { found: { name } }],
      [
        'query ($name: String!) { found: analytics(range: { lastDays: 1 }) { brand(name: $name) { brand { name } } } }',
        { found: { brand: { brand: { name } } } },
      ],
      [
        'query ($name: String!) { found: analytics(range: { lastDays: 1 }) { compare(brands: [$name]) { brand { name } } } }',
        { found: { compare: [{ brand: { name } }] } },
      ],
    ] as const;
    for (const [document, expected] of places) {
      const answer = await api.ask(document, { name: written });
      expect(dataOf(answer)).toEqual(expected);
      const statements = answer.statements.map(nameOf).filter((one) => one !== 'tenants.principalByKeyHash');
      expect(statements).toEqual(['brands.byFoldedNames']);
    }
    const filtered = await api.ask(
      'query ($name: String!) { reports(filter: { brands: { any: [$name] } }) { totalCount } }',
      { name: written },
    );
    expect(dataOf(filtered)).toEqual({ reports: { totalCount: 0 } });
    const listed = await api.ask(
      'query ($s: String!) { brands(filter: { search: $s }) { nodes { name } } }',
      {
        s: written,
      },
    );
    expect(dataOf(listed).brands).toMatchObject({ nodes: expect.arrayContaining([{ name }]) });
  });

  it('that nobody knows is NOT_FOUND with names like it, whatever stands between its words', async () => {
    for (const written of ['of-white', 'of white']) {
      const { errors } = await api.ask(`{ brand(name: "${written}") { name } }`);
      expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
      expect(errors[0]?.message).toContain('"Off-White"');
    }
  });

  it('is not found by what has no words', async () => {
    const { errors } = await api.ask('{ brand(name: "—") { name } }');
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

it('names that tenants added before are looked up by their words after the upgrade, as all of the catalogue would be', async () => {
  const log = createLog('silent', 'tests');
  const database = await createEmptyDatabase();
  const storage = new Storage({ url: database.url, replicaUrl: null, log });
  try {
    await migrateUpTo(database.url, '20261126090100_names_by_words');
    await storage.writeCatalogue(brandsOfCatalogue());
    const tenants = await sql<{ id: string }>(
      database.url,
      "INSERT INTO tenants (name, slug) VALUES ('Maison X', 'maison-x') RETURNING id",
    );
    const names = brandsOfCatalogue().flatMap(({ name, aliases }) => [name, ...aliases]);
    await sql(
      database.url,
      'INSERT INTO tenant_brands (tenant_id, brand, own_aliases, folded_own_aliases) VALUES ($1, $2, $3, $4)',
      [tenants[0]?.id, 'Gucci', names, names.map(foldBrandName)],
    );
    await migrate(database.url, log);
    const [row] = await sql<{ folded: string[] }>(
      database.url,
      'SELECT folded_own_aliases AS folded FROM tenant_brands',
    );
    const differ = names.flatMap((name, at) => (row?.folded[at] === wordsOfName(name) ? [] : [name]));
    expect(names.length).toBeGreaterThan(10_000);
    expect(differ).toEqual([]);
  } finally {
    await storage.close();
    await database.drop();
  }
});
