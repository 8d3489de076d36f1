import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';
import { brandsOfCatalogue } from '../support/seed.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => api.close());

const gucci = brandsOfCatalogue(['Gucci']).map((brand) => ({ ...brand, wikidataId: 'Q178516' }));

async function wikidataId(): Promise<unknown> {
  const { data } = await api.ask('{ brand(name: "Gucci") { wikidataId } }');
  return data;
}

describe('a brand of the catalogue', () => {
  it('carries its item of Wikidata to the API, also one that came to be known later', async () => {
    expect(await api.storage.writeCatalogue(gucci.map((brand) => ({ ...brand, wikidataId: null })))).toBe(1);
    expect(await wikidataId()).toEqual({ brand: { wikidataId: null } });
    expect(await api.storage.writeCatalogue(gucci)).toBe(1);
    expect(await api.storage.writeCatalogue(gucci)).toBe(0);
    expect(await wikidataId()).toEqual({ brand: { wikidataId: 'Q178516' } });
    expect(await api.storage.readCatalogue()).toEqual(gucci);
  });
});
