import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf } from '../../src/storage/database.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

const lookUp = 'brands.byFoldedNames';
const range = 'range: { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" }';
const namesOf = 'query ($name: String!) { brand(name: $name) { name ownAliases } }';
const update =
  'mutation ($input: UpdateBrandInput!) { updateBrand(input: $input) { brand { name ownAliases } } }';

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi({ settings: { brandsKept: 100 } });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  other = await api.addTenant('maison-y');
  const [feedId = ''] = await addFeeds(api.tenant, 1);
  await storeReports(api.tenant, feedId, makeReports(1, 20));
});

afterAll(async () => api.close());

async function lookUpsOf(document: string): Promise<number> {
  const answer = await api.ask(document);
  return answer.statements.map(nameOf).filter((name) => name === lookUp).length;
}

async function brandKnownAs(name: string, key?: string): Promise<unknown> {
  return dataOf(await api.ask(namesOf, { name }, key)).brand;
}

describe('a brand that was asked for by name', () => {
  it.each([
    ['a brand', '{ brand(name: "gucci") { name group } }'],
    ['a question about it', `{ analytics(${range}) { brand(name: "dior") { mentions { value } } } }`],
    ['its pages', '{ brand(name: "PRADA") { reports(first: 2) { nodes { title } } } }'],
    ['the brands of a list', '{ reports(first: 5) { nodes { mentions { brand { name group } } } } }'],
  ])('is looked up once: %s', async (_, document) => {
    expect(await lookUpsOf(document)).toBe(1);
    expect(await lookUpsOf(document)).toBe(0);
  });

  it('costs a kept answer about it no statement', async () => {
    const document = `{ analytics(${range}) { compare(brands: ["gucci", "chloe"]) { brand { name } mentions { value } } } }`;
    const first = dataOf(await api.ask(document));
    const second = await api.ask(document);
    expect(dataOf(second)).toEqual(first);
    expect(second.statements.map(nameOf)).toEqual(
      ['tenants.principalByKeyHash'].slice(0, second.statements.length),
    );
  });

  it('is another one as soon as the tenant has changed it, for that tenant alone', async () => {
    for (const key of [api.tenant.key, other.key]) {
      expect(await brandKnownAs('gucci', key)).toEqual({ name: 'Gucci', ownAliases: [] });
    }
    const changed = dataOf(
      await api.ask(update, { input: { brand: 'Gucci', ownAliases: ['The Double G House'] } }),
    );
    expect(changed.updateBrand).toMatchObject({ brand: { ownAliases: ['The Double G House'] } });
    const renamed = { name: 'Gucci', ownAliases: ['The Double G House'] };
    expect(await brandKnownAs('gucci')).toEqual(renamed);
    expect(await brandKnownAs('the double g house')).toEqual(renamed);
    expect(await brandKnownAs('gucci', other.key)).toEqual({ name: 'Gucci', ownAliases: [] });
    const { errors } = await api.ask(namesOf, { name: 'The Double G House' }, other.key);
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('that no brand has is looked up each time', async () => {
    const document = '{ brand(name: "no such house") { name } }';
    expect(await lookUpsOf(document)).toBe(1);
    expect(await lookUpsOf(document)).toBe(1);
  });

  it('is looked up by each mutation', async () => {
    const document = 'mutation { updateBrand(input: { brand: "Prada", ignored: false }) { brand { name } } }';
    await lookUpsOf(document);
    expect(await lookUpsOf(document)).toBeGreaterThan(0);
  });
});
