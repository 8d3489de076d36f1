import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nameOf } from '../../src/storage/database.ts';
import {
  type BrandRelation,
  BrandsFollowedDocument,
  BrandsOfReportsDocument,
  FollowBrandDocument,
  MergeBrandsDocument,
  OneBrandDocument,
  UnfollowBrandDocument,
  UpdateBrandDocument,
  type UpdateBrandInput,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { recountReports } from '../support/rollups.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;
const seeds = { own: 1, others: 2 };

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
  other = await api.addTenant('maison-y');
});

afterAll(async () => api.close());

beforeEach(async () => {
  await sql(api.database.url, 'DELETE FROM tenant_brands');
  await sql(api.database.url, 'DELETE FROM reports');
  await sql(api.database.url, 'DELETE FROM report_keys');
  await sql(api.database.url, 'DELETE FROM feeds');
  await recountReports(api.database.url);
  for (const [of, seed] of [
    [api.tenant, seeds.own],
    [other, seeds.others],
  ] as const) {
    const [feedId = ''] = await addFeeds(of, 1);
    await storeReports(of, feedId, makeReports(seed, 40));
  }
});

const follow = async (brand: string, relation?: BrandRelation, key?: string) =>
  dataOf(await api.query(FollowBrandDocument, { input: { brand, ...(relation ? { relation } : {}) } }, key))
    .followBrand.brand;
const update = (input: UpdateBrandInput, key?: string) => api.query(UpdateBrandDocument, { input }, key);
const updated = async (input: UpdateBrandInput) => dataOf(await update(input)).updateBrand.brand;
const merge = (from: string, into: string, key?: string) =>
  api.query(MergeBrandsDocument, { input: { from, into } }, key);
const merged = async (from: string, into: string) => dataOf(await merge(from, into)).mergeBrands;
const seen = async (name: string, key?: string) =>
  dataOf(await api.query(OneBrandDocument, { name }, key)).brand;
const followed = async (relations: BrandRelation[], key?: string) => {
  const { brands } = dataOf(await api.query(BrandsFollowedDocument, { filter: { relations } }, key));
  expect(brands.totalCount).toBe(brands.nodes.length);
  return brands.nodes.map(({ name }) => name);
};
const reportsWith = async (name: string, key?: string) =>
  dataOf(await api.query(BrandsOfReportsDocument, { filter: { brands: { all: [name] } } }, key)).reports;

/** The code of the one error, and its fields with their messages. */
function refusalOf({ errors }: Answer<unknown>) {
  expect(errors).toHaveLength(1);
  const [error] = errors;
  return {
    code: error?.extensions.code,
    fields: Object.fromEntries(
      (error?.extensions.fields ?? []).map(({ field, message }) => [field, message]),
    ),
  };
}

const all: BrandRelation[] = ['CLIENT', 'COMPETITOR', 'INDUSTRY', 'IGNORED'];

describe('following a brand', () => {
  it('says what it is to the tenant, a client unless said otherwise', async () => {
    expect(await follow('hermes')).toMatchObject({ name: 'Hermès', relation: 'CLIENT' });
    expect(await follow('YSL', 'COMPETITOR')).toMatchObject({
      name: 'Saint Laurent',
      relation: 'COMPETITOR',
    });
    expect(await follow('Gucci', 'INDUSTRY')).toMatchObject({ name: 'Gucci', relation: 'INDUSTRY' });
    expect(await followed(['CLIENT', 'INDUSTRY'])).toEqual(['Gucci', 'Hermès']);
    expect(await follow('Hermès', 'INDUSTRY')).toMatchObject({ relation: 'INDUSTRY' });
    expect(await followed(['CLIENT'])).toEqual([]);
  });

  it('ends without a trace in the reports', async () => {
    await follow('Gucci');
    const before = await reportsWith('Gucci');
    const { unfollowBrand } = dataOf(await api.query(UnfollowBrandDocument, { input: { brand: 'GUCCI' } }));
    expect(unfollowBrand.brand).toMatchObject({ name: 'Gucci', relation: null });
    expect(await followed(all)).toEqual([]);
    expect(await reportsWith('Gucci')).toEqual(before);
  });

  it('ends as it was where the brand is ignored or not followed', async () => {
    await updated({ brand: 'Gucci', ignored: true });
    for (const [brand, relation] of [
      ['Gucci', 'IGNORED'],
      ['Prada', null],
    ] as const) {
      const answer = dataOf(await api.query(UnfollowBrandDocument, { input: { brand } }));
      expect(answer.unfollowBrand.brand.relation).toBe(relation);
    }
    expect(await follow('Gucci')).toMatchObject({ relation: 'CLIENT' });
  });

  it('cannot ignore', async () => {
    const answer = await api.query(FollowBrandDocument, { input: { brand: 'Guci', relation: 'IGNORED' } });
    expect(refusalOf(answer)).toEqual({
      code: 'BAD_USER_INPUT',
      fields: {
        'input.brand': expect.stringContaining('No brand is known as "Guci". Did you mean "Gucci"'),
        'input.relation': 'IGNORED cannot be used here. Allowed: CLIENT, COMPETITOR, INDUSTRY.',
      },
    });
  });
});

describe('changing how a brand is found', () => {
  it('replaces the tenant’s own aliases and leaves the catalogue’s', async () => {
    const catalogues = (await seen('Saint Laurent')).aliases;
    expect(
      (await updated({ brand: 'YSL', ownAliases: ['Rive Gauche', ' rive  GAUCHE', 'Opium', 'ysl'] })).aliases,
    ).toEqual([...catalogues, 'Rive Gauche', 'Opium']);
    expect((await seen('rive gauche')).name).toBe('Saint Laurent');
    expect((await reportsWith('opium')).totalCount).toBe((await reportsWith('Saint Laurent')).totalCount);
    expect((await updated({ brand: 'Opium', ownAliases: ['Libre'] })).aliases).toEqual([
      ...catalogues,
      'Libre',
    ]);
    expect((await api.query(OneBrandDocument, { name: 'Opium' })).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
    expect((await updated({ brand: 'Libre', ownAliases: [] })).aliases).toEqual(catalogues);
  });

  it('takes back ambiguous names as they are read, without their accents where the brand has them so', async () => {
    const { ambiguousNames } = await seen('Hermès');
    expect(ambiguousNames).toEqual(['Hermes']);
    const save = async (names: string[]) =>
      (await updated({ brand: 'Hermès', ambiguousNames: names })).ambiguousNames;
    expect(await save(ambiguousNames)).toEqual(['Hermes']);
    expect(await save(['hermès'])).toEqual(['Hermès']);
    expect(await save(['Hermes'])).toEqual(['Hermès']);
    expect(await save([])).toEqual([]);
  });

  it('replaces the ambiguous names, in the brand’s own spelling', async () => {
    const input = {
      brand: 'Gucci',
      ownAliases: ['Double G'],
      ambiguousNames: ['double g', 'GUCCI', 'gucci'],
    };
    expect((await updated(input)).ambiguousNames).toEqual(['Double G', 'Gucci']);
    expect((await updated({ brand: 'Gucci', ownAliases: ['GG'] })).ambiguousNames).toEqual(['Gucci']);
    expect((await updated({ brand: 'Gucci', ambiguousNames: [] })).ambiguousNames).toEqual([]);
    const [coach] = brandsOfCatalogue(['Coach']);
    expect((await updated({ brand: 'Coach', ownAliases: ['C Bag'] })).ambiguousNames).toEqual(
      coach?.ambiguousNames,
    );
  });

  it('ignores a brand, and has it found again', async () => {
    await follow('Prada');
    expect((await updated({ brand: 'Prada', ignored: true })).relation).toBe('IGNORED');
    expect(await followed(['IGNORED'])).toEqual(['Prada']);
    expect((await updated({ brand: 'Prada', ignored: false })).relation).toBeNull();
    await follow('Gucci');
    expect((await updated({ brand: 'Gucci', ignored: false })).relation).toBe('CLIENT');
  });

  it('refuses the names of other brands, and tells whose they are', async () => {
    await updated({ brand: 'Prada', ownAliases: ['Linea Rossa'] });
    const answer = await update({
      brand: 'Gucci',
      ownAliases: ['hermes', 'Fine', 'YSL', 'LINEA ROSSA'],
      ambiguousNames: ['Gucci', 'Fine', 'Linea Rossa', 'Miu Miu'],
    });
    const { code, fields } = refusalOf(answer);
    expect(code).toBe('BAD_USER_INPUT');
    expect(fields).toMatchObject({
      'input.ownAliases.0': expect.stringContaining('"hermes" is a name of Hermès.'),
      'input.ownAliases.2': expect.stringContaining('"YSL" is a name of Saint Laurent.'),
      'input.ownAliases.3': expect.stringContaining('"LINEA ROSSA" is a name of Prada.'),
      'input.ambiguousNames.3': expect.stringContaining('"Miu Miu" is no name of the brand. It has: "Gucci"'),
    });
    expect(Object.keys(fields)).toHaveLength(4);
    expect(await seen('Gucci')).toMatchObject({ relation: null, aliases: [] });
  });

  it('refuses every faulty field at once', async () => {
    expect(refusalOf(await update({ brand: 'Gucci' })).fields).toEqual({
      input: expect.stringContaining('changes nothing'),
    });
    const answer = await update({
      brand: 'Herms',
      ownAliases: ['x'.repeat(101), ' ', '!?'],
      ambiguousNames: Array.from({ length: 51 }, (_, at) => `name ${at}`),
    });
    expect(refusalOf(answer).fields).toEqual({
      'input.brand': expect.stringContaining('Did you mean "Hermès"'),
      'input.ownAliases.0': expect.stringContaining('101 characters. At most 100'),
      'input.ownAliases.1': expect.stringContaining('it is empty'),
      'input.ownAliases.2': expect.stringContaining('no letter and no digit'),
      'input.ambiguousNames': expect.stringContaining('51 names. At most 50'),
    });
  });
});

describe('merging brands', () => {
  it('has reports, filters and names go over to the one that stays', async () => {
    const [prada, gucci] = [await reportsWith('Prada'), await reportsWith('Gucci')];
    const titlesOf = ({ nodes }: typeof prada) => nodes.map(({ title }) => title);
    const both = prada.nodes.filter(({ brands }) => brands.includes('Gucci'));
    expect(both.length).toBeGreaterThan(0);
    expect(await merged('prada', 'GUCCI')).toMatchObject({
      movedReports: prada.totalCount,
      brand: {
        name: 'Gucci',
        aliases: expect.arrayContaining(['Prada']),
        reportCount: prada.totalCount + gucci.totalCount - both.length,
      },
    });
    const now = await reportsWith('Prada');
    expect(new Set(titlesOf(now))).toEqual(new Set([...titlesOf(prada), ...titlesOf(gucci)]));
    for (const { brands, mentions } of now.nodes) {
      expect(brands.filter((name) => name === 'Gucci')).toHaveLength(1);
      expect(brands).not.toContain('Prada');
      expect(mentions.map(({ brand }) => brand.name).toSorted()).toEqual(brands.toSorted());
    }
    expect(await seen('Prada')).toMatchObject({
      name: 'Gucci',
      reports: { totalCount: now.totalCount },
    });
  });

  it('goes through to the end where one that goes has taken others in', async () => {
    await merged('Prada', 'Gucci');
    await merged('Gucci', 'Dior');
    expect((await seen('Prada')).name).toBe('Dior');
    await merged('Chloé', 'Prada');
    expect((await seen('Chloé')).name).toBe('Dior');
    const rows = await sql(
      api.database.url,
      'SELECT DISTINCT merged_into FROM tenant_brands WHERE merged_into IS NOT NULL',
    );
    expect(rows).toEqual([{ merged_into: 'Dior' }]);
  });

  it('lets an alias be one’s own that was the other’s', async () => {
    await merged('Prada', 'Gucci');
    expect((await updated({ brand: 'Prada', ownAliases: ['prada', 'Pradas'] })).aliases).toEqual([
      'Pradas',
      'Prada',
      ...(brandsOfCatalogue(['Prada'])[0]?.aliases ?? []),
    ]);
    expect(refusalOf(await update({ brand: 'Dior', ownAliases: ['Prada'] })).fields).toEqual({
      'input.ownAliases.0': expect.stringContaining('is a name of Gucci.'),
    });
  });

  it('refuses to merge a brand with itself, whatever it is called', async () => {
    await merged('Prada', 'Gucci');
    for (const [from, into] of [
      ['YSL', 'Saint Laurent'],
      ['Prada', 'Gucci'],
      ['Gucci', 'Prada'],
    ] as const) {
      expect(refusalOf(await merge(from, into))).toEqual({
        code: 'BAD_USER_INPUT',
        fields: { 'input.from': expect.stringContaining(`"${from}" and "${into}" are one brand already`) },
      });
    }
  });

  it('names each brand that it does not know', async () => {
    expect(refusalOf(await merge('Guci', 'Parda')).fields).toEqual({
      'input.from': expect.stringContaining('"Guci"'),
      'input.into': expect.stringContaining('"Parda"'),
    });
    expect(refusalOf(await merge(' ', 'Parda')).fields).toEqual({
      'input.from': expect.stringContaining('it is empty'),
      'input.into': expect.stringContaining('"Parda"'),
    });
  });

  it('refuses what would take too long, before it begins', async () => {
    await sql(
      api.database.url,
      `WITH many AS (
         INSERT INTO reports (tenant_id, title, source, provider, published_at, published_at_source, brands, topic,
           sentiment, sentiment_score)
         SELECT $1, 'many', 'Moda Nuova', 'RSS', now(), 'ENTRY', '{Fendi}', 'OTHER', 'NEUTRAL', 0
         FROM generate_series(1, 10001) RETURNING tenant_id, published_at, id
       )
       INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence,
         quote)
       SELECT tenant_id, 'Fendi', published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, 'many' FROM many`,
      [api.tenant.tenantId],
    );
    await recountReports(api.database.url);
    expect(refusalOf(await merge('Fendi', 'Gucci')).fields).toEqual({
      'input.from': expect.stringContaining('Fendi is in 10001 reports. At most 10000'),
    });
    expect((await seen('Fendi')).reportCount).toBe(10_001);
  });

  it('is done once when it is called twice with one key', async () => {
    const input = { from: 'Prada', into: 'Gucci', idempotencyKey: 'a-key-for-this-merge' };
    const first = dataOf(await api.query(MergeBrandsDocument, { input }));
    expect(first.mergeBrands.movedReports).toBeGreaterThan(0);
    expect(dataOf(await api.query(MergeBrandsDocument, { input }))).toEqual(first);
  });

  it('is done one after the other, also when each call has a key of its own', async () => {
    const answers = await Promise.all(
      ['Prada', 'Dior', 'Chloé'].map((from) =>
        api.query(MergeBrandsDocument, {
          input: { from, into: 'Gucci', idempotencyKey: `merge-of-${from}-now` },
        }),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const locks = answers
      .flatMap(({ statements }) => statements)
      .filter((statement) => nameOf(statement) === 'tenantBrands.lockWithReports');
    // None was run again, as it would be after a deadlock.
    expect(locks).toHaveLength(answers.length);
    const rows = await sql(
      api.database.url,
      "SELECT FROM report_brands WHERE brand IN ('Prada', 'Dior', 'Chloé') AND tenant_id = $1",
      [api.tenant.tenantId],
    );
    expect(rows).toEqual([]);
  });

  it('costs as many statements for one report as for all', async () => {
    // Who asks is looked up again every ten seconds.
    const namesOf = ({ statements }: Answer<unknown>) =>
      statements.map(nameOf).filter((name) => name !== 'tenants.principalByKeyHash');
    const many = await merge('Prada', 'Gucci');
    expect(dataOf(many).mergeBrands.movedReports).toBeGreaterThan(1);
    await sql(
      api.database.url,
      `DELETE FROM report_brands WHERE brand = 'Dior' AND report_id <>
        (SELECT report_id FROM report_brands WHERE brand = 'Dior' AND tenant_id = $1 LIMIT 1)`,
      [api.tenant.tenantId],
    );
    const one = await merge('Dior', 'Gucci');
    expect(dataOf(one).mergeBrands.movedReports).toBe(1);
    expect(namesOf(one)).toEqual(namesOf(many));
  });
});

describe('changes of brands', () => {
  it('need the role ANALYST', async () => {
    const viewer = await api.addKey(api.tenant, 'VIEWER');
    const analyst = await api.addKey(api.tenant, 'ANALYST');
    const calls = (key: string) => [
      api.query(FollowBrandDocument, { input: { brand: 'Gucci' } }, key),
      api.query(UnfollowBrandDocument, { input: { brand: 'Gucci' } }, key),
      api.query(UpdateBrandDocument, { input: { brand: 'Gucci', ignored: true } }, key),
      api.query(MergeBrandsDocument, { input: { from: 'Gucci', into: 'Prada' } }, key),
    ];
    for (const answer of await Promise.all(calls(viewer))) {
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
    expect(await sql(api.database.url, 'SELECT brand FROM tenant_brands')).toEqual([]);
    for (const answer of await Promise.all(calls(analyst))) expect(answer.errors).toEqual([]);
    expect((await seen('Gucci', viewer)).name).toBe('Prada');
  });

  it('are seen by no other tenant', async () => {
    const before = [await seen('Prada', other.key), await seen('Hermès', other.key)];
    const reports = await reportsWith('Prada', other.key);
    await follow('Hermès');
    await updated({ brand: 'Hermès', ownAliases: ['Maison Éperon'], ambiguousNames: ['Hermès'] });
    await merged('Prada', 'Gucci');
    expect([await seen('Prada', other.key), await seen('Hermès', other.key)]).toEqual(before);
    expect(await reportsWith('Prada', other.key)).toEqual(reports);
    expect(await followed(all, other.key)).toEqual([]);
    // What is an alias of another tenant is unknown in the same words as what is nobody's.
    const [foreign, madeUp] = [
      await api.query(OneBrandDocument, { name: 'Maison Éperon' }, other.key),
      await api.query(OneBrandDocument, { name: 'Maison Étrier' }, other.key),
    ];
    expect(foreign.errors[0]?.message.replace('Éperon', 'Étrier')).toBe(madeUp.errors[0]?.message);
    await updated({ brand: 'Gucci', ownAliases: [] });
    const { errors } = await update({ brand: 'Gucci', ownAliases: ['Maison Éperon'] }, other.key);
    expect(errors).toEqual([]);
  });

  it('wait for each other, so that one alias never comes to mean two brands', async () => {
    const brands = seededBrands.map((brand) => ({ brand, ownAliases: ['The House'] }));
    const answers = await Promise.all(brands.map((input) => update(input)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  });
});
