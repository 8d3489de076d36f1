import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NameRule } from '../../src/model/mention-evidence.ts';
import {
  MergeBrandsDocument,
  OneBrandDocument,
  PreviewBrandRulesDocument,
  RulesOfBrandDocument,
  UpdateBrandDocument,
  type UpdateBrandInput,
  UpdateBrandRulesDocument,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue } from '../support/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
});
afterAll(async () => api.close());

const namesOf = (brand: string) => Array.from({ length: 40 }, (_, at) => `${brand} line ${at}`);
const rule = (name: string): NameRule => ({
  name,
  ignored: true,
  needsContext: false,
  contextWords: [],
  counterWords: [],
});

beforeEach(async () => {
  for (const table of ['brand_rules', 'tenant_brands']) await sql(api.database.url, `DELETE FROM ${table}`);
  for (const brand of ['Gucci', 'Prada']) {
    const names = namesOf(brand);
    await saved({ ownAliases: names, rules: names.map(rule) }, brand);
    await updated({ brand, ambiguousNames: names });
  }
  dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Prada', into: 'Gucci' } }));
});

interface Names {
  ownAliases: string[];
  rules: NameRule[];
}

const save = (names: Names, brand = 'Gucci') =>
  api.query(UpdateBrandRulesDocument, { input: { brand, ...names } });
const saved = async (...call: Parameters<typeof save>) => dataOf(await save(...call)).updateBrandRules.brand;
const update = (input: UpdateBrandInput) => api.query(UpdateBrandDocument, { input });
const updated = async (input: UpdateBrandInput) => dataOf(await update(input)).updateBrand.brand;
const preview = (draft: Names) => api.query(PreviewBrandRulesDocument, { brand: 'Gucci', draft });

/** What the API says of the names of the brand that stays. */
async function said(): Promise<Names & { ambiguousNames: string[] }> {
  const { ownAliases, rules } = dataOf(await api.query(RulesOfBrandDocument, { name: 'Gucci' })).brand;
  const { ambiguousNames } = dataOf(await api.query(OneBrandDocument, { name: 'Gucci' })).brand;
  return { ownAliases, rules, ambiguousNames };
}

function faultsIn({ errors }: Answer<unknown>): [string, string][] {
  return (errors[0]?.extensions.fields ?? []).map(({ field, message }) => [field, message]);
}

describe('the names of a brand that took another in', () => {
  it('can be saved as they are read, though they are more than one brand may be given', async () => {
    const { ownAliases, rules, ambiguousNames } = await said();
    expect([ownAliases, rules, ambiguousNames].map(({ length }) => length)).toEqual([80, 80, 80]);
    expect(await saved({ ownAliases, rules })).toMatchObject({ ownAliases, rules });
    expect(faultsIn(await preview({ ownAliases, rules }))).toEqual([]);
    const { ambiguousNames: after } = await updated({ brand: 'Gucci', ownAliases, ambiguousNames });
    expect(after).toEqual(ambiguousNames);
  });

  it('become no more, and once they are fewer, no more than that', async () => {
    const { ownAliases, rules, ambiguousNames } = await said();
    const more = { ownAliases: [...ownAliases, 'Linea 81'], rules: [...rules, rule('Gucci')] };
    const faults = (path: string, most: number) => [
      [`${path}.ownAliases`, `${most + 1} names. At most ${most} are taken for this brand.`],
      [`${path}.rules`, `${most + 1} rules. At most ${most} are taken for this brand.`],
    ];
    expect(faultsIn(await save(more))).toEqual(faults('input', 80));
    expect(faultsIn(await preview(more))).toEqual(faults('draft', 80));
    expect(faultsIn(await update({ brand: 'Gucci', ambiguousNames: [...ambiguousNames, 'Gucci'] }))).toEqual([
      ['input.ambiguousNames', '81 names. At most 80 are taken for this brand.'],
    ]);
    const of = (count: number) => ({
      ownAliases: ownAliases.slice(0, count),
      rules: rules.slice(0, count),
    });
    await saved(of(60));
    expect(faultsIn(await save(of(61)))).toEqual(faults('input', 60));
    await saved(of(20));
    expect(faultsIn(await save(of(51)))).toEqual(faults('input', 50));
    await saved(of(50));
  });
});
