import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nameOf } from '../../src/storage/database.ts';
import {
  MergeBrandsDocument,
  type NameRuleInput,
  RulesOfBrandDocument,
  UpdateBrandRulesDocument,
  UpdateSettingsDocument,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue, seededBrands } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;
let analyst: string;
let now = new Date('2026-03-02T08:00:00.000Z');

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue([...seededBrands, 'Coach']));
  other = await api.addTenant('omega');
  analyst = await api.addKey(api.tenant, 'ANALYST');
});

afterAll(async () => api.close());

afterEach(async () => {
  for (const table of ['brand_rules', 'tenant_brands']) await sql(api.database.url, `DELETE FROM ${table}`);
  await sql(api.database.url, 'UPDATE tenants SET mention_threshold = 0.5');
});

const rule = (what: Partial<NameRuleInput> = {}): NameRuleInput => ({
  name: 'Coach',
  ignored: false,
  needsContext: true,
  contextWords: ['leather', 'tabby bag'],
  counterWords: ['travel'],
  ...what,
});

const save = (rules: NameRuleInput[], brand = 'Coach', key = analyst) =>
  api.query(UpdateBrandRulesDocument, { input: { brand, rules } }, key);
const rulesOf = async (name: string, key?: string) =>
  dataOf(await api.query(RulesOfBrandDocument, { name }, key)).brand;

/** The fields of the one refusal, with their messages. */
function fieldsOf({ errors }: Answer<unknown>): Record<string, string> {
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  return Object.fromEntries(
    (errors[0]?.extensions.fields ?? []).map(({ field, message }) => [field, message]),
  );
}

describe('the rules of a brand', () => {
  it('are none until the tenant says something', async () => {
    expect(await rulesOf('Coach')).toEqual({ name: 'Coach', ownAliases: [], rules: [], ruleVersions: [] });
  });

  it('are those of the newest version, and earlier ones are listed', async () => {
    await save([rule({ contextWords: ['leather'] })]);
    now = new Date('2026-03-02T09:00:00.000Z');
    const { updateBrandRules } = dataOf(
      await save([rule({ name: 'coach', contextWords: [' leather', 'leather'] })], 'COACH', api.tenant.key),
    );
    expect(updateBrandRules.brand).toEqual({
      name: 'Coach',
      ownAliases: [],
      rules: [rule({ contextWords: ['leather'] })],
      ruleVersions: [
        {
          version: 2,
          ownAliases: [],
          createdAt: '2026-03-02T09:00:00.000Z',
          createdBy: { email: 'admin@maison-x.example' },
          rules: [{ name: 'Coach' }],
        },
        {
          version: 1,
          ownAliases: [],
          createdAt: '2026-03-02T08:00:00.000Z',
          createdBy: null,
          rules: [{ name: 'Coach' }],
        },
      ],
    });
    expect(await rulesOf('Coach')).toEqual(updateBrandRules.brand);
  });

  it('say who saved them, where that was a person', async () => {
    const person = await api.tenant.users.add('ada@maison-x.example', 'ANALYST');
    const { key } = await api.tenant.keys.create({ role: 'ANALYST', userId: person?.id ?? '' });
    await save([rule()], 'Coach', key);
    expect((await rulesOf('Coach')).ruleVersions).toMatchObject([
      { createdBy: { email: 'ada@maison-x.example' } },
    ]);
    await sql(api.database.url, 'DELETE FROM users WHERE id = $1', [person?.id]);
    expect((await rulesOf('Coach')).ruleVersions).toMatchObject([{ version: 1, createdBy: null }]);
  });

  it('are read also where an older process wrote them, without the word on names that never count', async () => {
    const { ignored: _, ...older } = rule();
    await save([]);
    await sql(api.database.url, "UPDATE brand_rules SET rules = $1::jsonb WHERE brand = 'Coach'", [
      JSON.stringify([older]),
    ]);
    expect((await rulesOf('Coach')).rules).toEqual([rule()]);
    expect((await api.tenant.brands.settings()).brands).toMatchObject([{ brand: 'Coach', rules: [rule()] }]);
  });

  it('end by saving none', async () => {
    await save([rule()]);
    await save([]);
    expect(await rulesOf('Coach')).toMatchObject({
      rules: [],
      ruleVersions: [{ version: 2 }, { version: 1 }],
    });
  });

  it('refuse every faulty field at once', async () => {
    const answer = await save(
      [
        rule({ name: ' ', contextWords: ['x'.repeat(51), '…'] }),
        rule({ counterWords: Array.from({ length: 51 }, (_, at) => `word ${at}`) }),
      ],
      'Coahc',
    );
    expect(fieldsOf(answer)).toEqual({
      'input.brand': expect.stringContaining('No brand is known as "Coahc". Did you mean "Coach"'),
      'input.rules.0.name': expect.stringContaining('it is empty'),
      'input.rules.0.contextWords.0': expect.stringContaining('51 characters. At most 50'),
      'input.rules.0.contextWords.1': expect.stringContaining('no letter and no digit'),
      'input.rules.1.counterWords': expect.stringContaining('51 words. At most 50'),
    });
    expect(fieldsOf(await save(Array.from({ length: 51 }, () => rule())))).toEqual({
      'input.rules': expect.stringContaining('51 rules. At most 50'),
    });
  });

  it('are of names that no other brand has, each once', async () => {
    expect(fieldsOf(await save([rule(), rule({ name: 'Gucci' }), rule({ name: 'COACH' })]))).toEqual({
      'input.rules.1.name':
        '"Gucci" is a name of Gucci. Leave it out or, if the two are one brand, merge them.',
      'input.rules.2.name':
        '"COACH" has a rule already, that of "Coach": the words are the same. Put both into one.',
    });
    expect((await rulesOf('Coach')).ruleVersions).toEqual([]);
  });

  it('go over to the brand that theirs comes to count as', async () => {
    await save([rule()]);
    await save([rule({ name: 'Gucci' })], 'Gucci');
    dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Coach', into: 'Gucci' } }));
    expect(await rulesOf('Coach')).toMatchObject({
      name: 'Gucci',
      rules: [{ name: 'Gucci' }, { name: 'Coach' }],
      ruleVersions: [{ version: 2 }, { version: 1 }],
    });
    expect((await api.tenant.brands.settings()).brands.find(({ brand }) => brand === 'Gucci')?.rules).toEqual(
      [rule({ name: 'Gucci' }), rule()],
    );
  });

  it('are seen and counted by no other tenant', async () => {
    await save([rule()]);
    expect(await rulesOf('Coach', other.key)).toMatchObject({ rules: [], ruleVersions: [] });
    expect((await other.brands.settings()).brands).toEqual([]);
  });

  it('need the role ANALYST', async () => {
    const viewer = await api.addKey(api.tenant, 'VIEWER');
    expect((await save([rule()], 'Coach', viewer)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('cost a list one statement, whatever its length', async () => {
    await save([rule()]);
    const ask = async (first: number) =>
      (await api.ask(`{ brands(first: ${first}) { nodes { rules { name } } } }`)).statements
        .map(nameOf)
        .filter((name) => name !== 'tenants.principalByKeyHash');
    expect(await ask(1)).toEqual(['brands.page', 'brandRules.versions']);
    expect(await ask(7)).toEqual(await ask(1));
  });
});

describe('the threshold of a tenant', () => {
  const set = (mentionThreshold?: number, key?: string) =>
    api.query(UpdateSettingsDocument, { input: { mentionThreshold: mentionThreshold ?? null } }, key);

  it('is as likely as not until it is set, for this tenant alone', async () => {
    const shown = async (key?: string) =>
      dataOf(await api.ask('{ viewer { tenant { mentionThreshold } } }', {}, key)).viewer;
    expect(await shown()).toEqual({ tenant: { mentionThreshold: 0.5 } });
    expect(dataOf(await set(0.75)).updateSettings.tenant.mentionThreshold).toBe(0.75);
    expect(await shown()).toEqual({ tenant: { mentionThreshold: 0.75 } });
    expect(await shown(other.key)).toEqual({ tenant: { mentionThreshold: 0.5 } });
    expect((await api.tenant.brands.settings()).mentionThreshold).toBe(0.75);
  });

  it('is a number from 0 to 1', async () => {
    for (const faulty of [-0.1, 1.1]) {
      expect(fieldsOf(await set(faulty))).toEqual({
        'input.mentionThreshold': `${faulty} is out of range. Allowed: 0 to 1.`,
      });
    }
    expect(fieldsOf(await set())).toEqual({ input: expect.stringContaining('changes nothing') });
  });

  it('is set by an ADMIN', async () => {
    expect((await set(0.75, analyst)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
