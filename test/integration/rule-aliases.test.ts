import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NameRule } from '../../src/model/mention-evidence.ts';
import {
  MergeBrandsDocument,
  OneBrandDocument,
  PreviewBrandRulesDocument,
  RulesOfBrandDocument,
  UpdateBrandDocument,
  type UpdateBrandInput,
  UpdateBrandRulesDocument,
  type UpdateBrandRulesInput,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue, seededBrands } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue([...seededBrands, 'Jean Paul Gaultier']));
  other = await api.addTenant('omega');
});
afterAll(async () => api.close());
afterEach(async () => {
  for (const table of ['brand_rules', 'tenant_brands']) await sql(api.database.url, `DELETE FROM ${table}`);
});

const rule = (name: string, what: Partial<NameRule> = {}): NameRule => ({
  name,
  ignored: false,
  needsContext: false,
  contextWords: [],
  counterWords: [],
  ...what,
});

const save = (input: UpdateBrandRulesInput, key?: string) =>
  api.query(UpdateBrandRulesDocument, { input }, key);
const saved = async (input: UpdateBrandRulesInput) => dataOf(await save(input)).updateBrandRules.brand;
const update = async (input: UpdateBrandInput) => dataOf(await api.query(UpdateBrandDocument, { input }));
const rulesOf = async (name: string, key?: string) =>
  dataOf(await api.query(RulesOfBrandDocument, { name }, key)).brand;
const brandOf = async (name: string, key?: string) =>
  dataOf(await api.query(OneBrandDocument, { name }, key)).brand;

/** The versions of a brand's rules, the newest first: own aliases, and the names that have rules. */
const versionsOf = async (name: string) =>
  (await rulesOf(name)).ruleVersions.map(({ ownAliases, rules }) => [
    ownAliases,
    rules.map((each) => each.name),
  ]);

function fieldsOf({ errors }: Answer<unknown>): Record<string, string> {
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  return Object.fromEntries(
    (errors[0]?.extensions.fields ?? []).map(({ field, message }) => [field, message]),
  );
}

describe('an alias that a rule names', () => {
  it('becomes the tenant’s own, and stays until it is taken away', async () => {
    const rules = [rule('Double  G', { needsContext: true, contextWords: ['monogram'] })];
    expect(await saved({ brand: 'Gucci', rules })).toMatchObject({
      ownAliases: ['Double  G'],
      rules: [{ name: 'Double  G', contextWords: ['monogram'] }],
    });
    expect((await brandOf('double g')).name).toBe('Gucci');
    await saved({ brand: 'Gucci', rules: [] });
    expect(await versionsOf('double g')).toEqual([
      [['Double  G'], []],
      [['Double  G'], ['Double  G']],
    ]);
    expect(await saved({ brand: 'Gucci', ownAliases: [], rules: [] })).toMatchObject({ ownAliases: [] });
  });

  it('is known to no other tenant', async () => {
    await saved({ brand: 'Gucci', rules: [rule('Double G')] });
    const { errors } = await api.query(OneBrandDocument, { name: 'Double G' }, other.key);
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await rulesOf('Gucci', other.key)).toMatchObject({ ownAliases: [], ruleVersions: [] });
  });

  it('is given with others, each once, and takes none that the catalogue has', async () => {
    const input = {
      brand: 'YSL',
      ownAliases: ['Opium', 'OPIUM', 'ysl'],
      rules: [rule('opium'), rule('Libre')],
    };
    expect(await saved(input)).toMatchObject({
      name: 'Saint Laurent',
      ownAliases: ['Opium', 'Libre'],
      rules: [{ name: 'Opium' }, { name: 'Libre' }],
    });
  });

  it('may be a name of no other brand, neither of the catalogue nor of the tenant', async () => {
    await saved({ brand: 'Prada', rules: [rule('Linea Rossa')] });
    const rules = [rule('hermes'), rule('LINEA ROSSA'), rule('Gucci'), rule('Double G')];
    const refusal = {
      'rules.0.name': '"hermes" is a name of Hermès. Leave it out or, if the two are one brand, merge them.',
      'rules.1.name': expect.stringContaining('"LINEA ROSSA" is a name of Prada.'),
      'ownAliases.0': expect.stringContaining('"YSL" is a name of Saint Laurent.'),
    };
    const below = (path: string) =>
      Object.fromEntries(Object.entries(refusal).map(([field, message]) => [path + field, message]));
    const draft = { ownAliases: ['YSL'], rules };
    expect(fieldsOf(await save({ brand: 'Gucci', ...draft }))).toEqual(below('input.'));
    expect(fieldsOf(await api.query(PreviewBrandRulesDocument, { brand: 'Gucci', draft }))).toEqual(
      below('draft.'),
    );
    expect(await versionsOf('Gucci')).toEqual([]);
  });

  it('is none where the brand has the same words in another writing: the rule is of all of them', async () => {
    const writings = ['Jean-Paul Gaultier', 'JEAN PAUL. GAULTIER', 'Jean Paul Gaultier'];
    for (const name of writings) {
      expect(
        await saved({ brand: 'Jean Paul Gaultier', rules: [rule(name, { ignored: true })] }),
      ).toMatchObject({
        ownAliases: [],
        rules: [{ name: 'Jean Paul Gaultier', ignored: true }],
      });
    }
    expect(
      await saved({ brand: 'Gucci', ownAliases: ['Double-G'], rules: [rule('Double G')] }),
    ).toMatchObject({
      ownAliases: ['Double-G'],
      rules: [{ name: 'Double-G' }],
    });
    expect(fieldsOf(await save({ brand: 'Gaultier', rules: writings.map((name) => rule(name)) }))).toEqual({
      'input.rules.1.name': expect.stringContaining(
        '"JEAN PAUL. GAULTIER" has a rule already, that of "Jean-Paul Gaultier": the words are the same.',
      ),
      'input.rules.2.name': expect.stringContaining('has a rule already, that of "Jean-Paul Gaultier"'),
    });
  });

  it('comes to mean one brand, also when two take it at the same moment', async () => {
    const answers = await Promise.all(
      ['Gucci', 'Prada', 'Dior'].map((brand) => save({ brand, rules: [rule('The House')] })),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const refused = answers.filter(({ errors }) => errors.length > 0);
    for (const answer of refused) {
      expect(fieldsOf(answer)['input.rules.0.name']).toContain('"The House" is a name of');
    }
  });

  it('has two letters or digits at least, no rule twice, and no more than 49 beside it', async () => {
    expect(
      fieldsOf(
        await save({ brand: 'Gucci', ownAliases: ['é'], rules: [rule('G.'), rule('GG'), rule('gg')] }),
      ),
    ).toEqual({
      'input.ownAliases.0': expect.stringContaining('"é" has one letter or digit'),
      'input.rules.0.name':
        '"G." has one letter or digit. An alias has at least 2: one alone stands in too many texts.',
      'input.rules.2.name':
        '"gg" has a rule already, that of "GG": the words are the same. Put both into one.',
    });
    const ownAliases = Array.from({ length: 50 }, (_, at) => `alias ${at}`);
    await saved({ brand: 'Gucci', ownAliases, rules: [] });
    expect(fieldsOf(await save({ brand: 'Gucci', rules: [rule('alias 50')] }))).toEqual({
      'input.rules': 'with them the brand would have 51 own aliases. At most 50 are taken for one brand.',
    });
    await saved({ brand: 'Gucci', rules: [rule('alias 49')] });
  });
});

describe('the versions of a brand’s rules', () => {
  it('hold aliases that came another way, and lose the rules of those that went', async () => {
    await saved({ brand: 'Gucci', rules: [rule('Double G'), rule('Gucci')] });
    await update({ brand: 'Gucci', ownAliases: ['GGs'], ambiguousNames: ['GGs'] });
    await update({ brand: 'Gucci', ignored: true });
    await update({ brand: 'Gucci', ownAliases: ['GGs'] });
    expect(await versionsOf('Gucci')).toEqual([
      [['GGs'], ['Gucci']],
      [['Double G'], ['Double G', 'Gucci']],
    ]);
    expect((await rulesOf('Gucci')).ruleVersions[0]?.createdBy).toEqual({ email: 'admin@maison-x.example' });
    await saved({ brand: 'Gucci', ownAliases: [], rules: [] });
    expect(await brandOf('Gucci')).toMatchObject({ aliases: [], ambiguousNames: [], relation: 'IGNORED' });
  });

  it('of before names were one by their words still hold, and one of each name goes on', async () => {
    const rules = [rule('Jean-Paul Gaultier', { ignored: true }), rule('Jean Paul Gaultier')];
    await api.tenant.brandRules.save('Jean Paul Gaultier', rules, null, new Date());
    expect((await rulesOf('Gaultier')).rules).toMatchObject(rules.map(({ name }) => ({ name })));
    const { updateBrand } = await update({ brand: 'Gaultier', ownAliases: ['JPG Paris'] });
    expect(updateBrand.brand.aliases).toContain('JPG Paris');
    expect((await rulesOf('Gaultier')).rules).toMatchObject([{ name: 'Jean Paul Gaultier', ignored: true }]);
  });

  it('come back with their aliases when they are saved again', async () => {
    await saved({
      brand: 'Gucci',
      ownAliases: ['GGs'],
      rules: [rule('Double G', { counterWords: ['bank'] })],
    });
    const first = await rulesOf('Gucci');
    await saved({ brand: 'Gucci', ownAliases: ['Guccio'], rules: [rule('Gucci', { ignored: true })] });
    const [, version] = (await rulesOf('Gucci')).ruleVersions;
    const back = await saved({
      brand: 'Gucci',
      ownAliases: version?.ownAliases ?? null,
      rules: first.rules,
    });
    expect(back).toMatchObject({ ownAliases: first.ownAliases, rules: first.rules });
    expect(back.ruleVersions).toHaveLength(3);
  });

  it('hold the aliases that a merge brings, with or without rules of them', async () => {
    await update({ brand: 'Prada', ownAliases: ['Linea Rossa'] });
    await saved({ brand: 'Gucci', rules: [rule('Double G')] });
    dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Prada', into: 'Gucci' } }));
    expect(await versionsOf('Gucci')).toEqual([
      [['Double G', 'Linea Rossa'], ['Double G']],
      [['Double G'], ['Double G']],
    ]);
    await saved({ brand: 'Dior', rules: [rule('Christian D', { ignored: true })] });
    dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Dior', into: 'Hermès' } }));
    expect(await versionsOf('Hermès')).toEqual([[['Christian D'], ['Christian D']]]);
    dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Chloé', into: 'Hermès' } }));
    expect(await versionsOf('Hermès')).toHaveLength(1);
  });
});
