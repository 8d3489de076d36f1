import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/model/principal.ts';
import { nameOf } from '../../src/storage/database.ts';
import {
  CreateAlertRuleDocument,
  DeleteSearchDocument,
  type ReportFilter,
  ReportPageDocument,
  ReportPageOfBrandDocument,
  SavedSearchByIdDocument,
  SavedSearchPageDocument,
  SaveSearchDocument,
  type SaveSearchInput,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;
let feedIds: string[];
const missing = '0190a3c5-0000-7000-8000-000000000000';

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  other = await api.addTenant('maison-y');
  feedIds = await addFeeds(api.tenant, 6);
  for (const [at, feedId] of feedIds.entries()) {
    await storeReports(api.tenant, feedId, makeReports(at + 1, 12));
  }
});

beforeEach(async () => {
  await sql(api.database.url, 'DELETE FROM saved_searches');
});

afterAll(async () => api.close());

const save = (input: SaveSearchInput, key?: string | null) => api.query(SaveSearchDocument, { input }, key);
const saved = async (name: string, filter: ReportFilter, key?: string) =>
  dataOf(await save({ name, filter }, key)).saveSearch.savedSearch;

/** The code of the one error, and the fields it names in alphabetical order. */
function refusalOf({ errors }: Answer<unknown>) {
  expect(errors).toHaveLength(1);
  const [error] = errors;
  const fields = error?.extensions.fields?.map(({ field }) => field).sort() ?? [];
  return { code: error?.extensions.code, fields, message: error?.message ?? '' };
}

const codeOf = ({ errors }: Answer<unknown>) => errors[0]?.extensions.code ?? 'OK';

async function namesStored(): Promise<string[]> {
  const rows = await sql<{ name: string }>(api.database.url, 'SELECT name FROM saved_searches ORDER BY name');
  return rows.map(({ name }) => name);
}

const everything: ReportFilter = {
  brands: { all: ['gucci'], any: [' YSL ', 'hermes'], none: ['Prada'] },
  search: ' "silk runway" -milan ',
  topics: ['PEOPLE' as never],
  sentiments: [],
  statuses: null,
  providers: ['RSS' as never, 'GOOGLE_NEWS' as never],
  feedIds: [missing.toUpperCase()],
  sources: ['The Atelier Post'],
  languages: ['EN'],
  publishedAfter: '2026-03-01T01:00:00+01:00',
  publishedBefore: '2026-04-01T00:00:00Z',
};

describe('a saved search', () => {
  it('is given back as it was saved, with its times as moments', async () => {
    const search = await saved('  Rivals ', everything);
    expect(search).toMatchObject({
      name: 'Rivals',
      createdAt: search.updatedAt,
      filter: {
        brands: { all: ['gucci'], any: ['YSL', 'hermes'], none: ['Prada'] },
        search: '"silk runway" -milan',
        topics: ['PEOPLE'],
        sentiments: null,
        statuses: null,
        providers: ['RSS', 'GOOGLE_NEWS'],
        feedIds: [missing],
        sources: ['The Atelier Post'],
        languages: ['en'],
        publishedAfter: '2026-03-01T00:00:00.000Z',
        publishedBefore: '2026-04-01T00:00:00.000Z',
      },
    });
    expect(dataOf(await api.query(SavedSearchByIdDocument, { id: search.id })).savedSearch).toEqual(search);
    const [row] = await sql<{ filter: object }>(api.database.url, 'SELECT filter FROM saved_searches');
    expect(Object.keys(row?.filter ?? {}).sort()).toEqual(
      Object.keys(everything)
        .filter((field) => field !== 'sentiments' && field !== 'statuses')
        .sort(),
    );
  });

  it('may restrict nothing', async () => {
    const { filter } = await saved('All', { brands: { all: [] }, topics: [] });
    expect(Object.values(filter).every((value) => value === null)).toBe(true);
  });

  it('is changed by its id, its name too, and keeps the time at which it was saved first', async () => {
    const before = await saved('Silk', { search: 'silk' });
    const answer = await save({ id: before.id, name: 'SILK', filter: { brands: { any: ['Dior'] } } });
    const after = dataOf(answer).saveSearch.savedSearch;
    expect(after).toMatchObject({ id: before.id, name: 'SILK', createdAt: before.createdAt });
    expect([after.filter.search, after.filter.brands?.any]).toEqual([null, ['Dior']]);
    expect(Date.parse(after.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt));
    expect(await namesStored()).toEqual(['SILK']);
  });

  it('has a name of its own, in any case', async () => {
    await saved('Élan', {});
    const { id } = await saved('Other', {});
    expect(refusalOf(await save({ name: 'élan', filter: {} }))).toMatchObject({
      code: 'CONFLICT',
      message: 'There is a saved search named "élan" already.',
    });
    expect(codeOf(await save({ id, name: 'ÉLAN', filter: {} }))).toBe('CONFLICT');
    expect((await saved('Élan', {}, other.key)).name).toBe('Élan');
    expect(await namesStored()).toEqual(['Other', 'Élan', 'Élan']);
  });

  it('has a name of its own, however many are saved at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => save({ name: at % 2 ? 'Mine' : 'MINE', filter: {} })),
    );
    expect(answers.map(codeOf).sort()).toEqual([...Array(9).fill('CONFLICT'), 'OK']);
    const [one, two] = [await saved('One', {}), await saved('Two', {})];
    const renamed = await Promise.all([one, two].map(({ id }) => save({ id, name: 'Same', filter: {} })));
    expect(renamed.map(codeOf).sort()).toEqual(['CONFLICT', 'OK']);
    expect(await namesStored()).toHaveLength(3);
  });

  it('is one of 500 at most, however many are saved at the same time', async () => {
    await sql(
      api.database.url,
      `INSERT INTO saved_searches (tenant_id, name, filter) SELECT $1, 'search ' || n, '{}' FROM generate_series(1, 498) AS n`,
      [api.tenant.tenantId],
    );
    const { id } = await saved('499', {});
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => save({ name, filter: {} })));
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', 'CONFLICT', 'OK']);
    expect(refusalOf(await save({ name: 'd', filter: {} })).message).toContain('500 searches are saved');
    expect(codeOf(await save({ id, name: '499 still', filter: {} }))).toBe('OK');
    expect(codeOf(await save({ name: 'd', filter: {} }, other.key))).toBe('OK');
  });

  it('is refused with every faulty field, those included that only the database knows', async () => {
    const filter: ReportFilter = {
      brands: { all: ['Guci'], any: [''], none: ['Prado', 'Dior'] },
      search: ' ',
      feedIds: ['7'],
      sources: ['x'.repeat(501)],
      topics: Array(101).fill('OTHER'),
      publishedAfter: '2026-03-02T00:00:00Z',
      publishedBefore: '2026-03-01T00:00:00Z',
      savedSearchId: missing,
    };
    const input = { id: '7', name: 'x'.repeat(101), filter, idempotencyKey: 'short' };
    const { code, fields, message } = refusalOf(await save(input));
    expect([code, fields]).toEqual([
      'BAD_USER_INPUT',
      [
        'input.filter.brands.all',
        'input.filter.brands.any',
        'input.filter.brands.none',
        'input.filter.feedIds',
        'input.filter.publishedAfter',
        'input.filter.savedSearchId',
        'input.filter.search',
        'input.filter.sources',
        'input.filter.topics',
        'input.id',
        'input.idempotencyKey',
        'input.name',
      ],
    ]);
    expect(message).toContain('input.filter.brands.all: No brand is known as "Guci". Did you mean "Gucci"?');
    expect(await namesStored()).toEqual([]);
  });

  it('is refused for brands that nobody knows, though all else is in order', async () => {
    const answer = await save({ name: 'Mine', filter: { brands: { any: ['Guci'], none: ['Prado'] } } });
    expect(refusalOf(answer).fields).toEqual(['input.filter.brands.any', 'input.filter.brands.none']);
    expect(await namesStored()).toEqual([]);
  });

  it('is deleted once', async () => {
    const { id } = await saved('Mine', {});
    const remove = () => api.query(DeleteSearchDocument, { input: { id } });
    expect(dataOf(await remove()).deleteSearch.deletedSearchId).toBe(id);
    expect(codeOf(await remove())).toBe('NOT_FOUND');
    expect(await namesStored()).toEqual([]);
  });
});

describe('saved searches', () => {
  it('are listed in the order of their names, whatever their case', async () => {
    for (const name of ['Zeta', 'alpha', 'élan', 'Beta', 'ALPHA 2']) await saved(name, {});
    const { savedSearches } = dataOf(await api.query(SavedSearchPageDocument, { first: 3 }));
    const { edges, pageInfo, totalCount } = savedSearches;
    expect(edges.map(({ node }) => node.name)).toEqual(['alpha', 'ALPHA 2', 'Beta']);
    expect([totalCount, pageInfo.hasNextPage]).toEqual([5, true]);
    const next = dataOf(await api.query(SavedSearchPageDocument, { after: pageInfo.endCursor }));
    expect(next.savedSearches.edges.map(({ node }) => node.name)).toEqual(['Zeta', 'élan']);
  });

  it('are read by a VIEWER, and changed by an ANALYST', async () => {
    const keyOf = async (role: Role) => (await api.tenant.keys.create({ role })).key;
    const [viewer, analyst] = [await keyOf('VIEWER'), await keyOf('ANALYST')];
    const { id } = await saved('Mine', {}, analyst);
    expect(codeOf(await api.query(SavedSearchByIdDocument, { id }, viewer))).toBe('OK');
    expect(codeOf(await api.query(SavedSearchPageDocument, {}, viewer))).toBe('OK');
    expect(codeOf(await save({ name: 'Theirs', filter: {} }, viewer))).toBe('FORBIDDEN');
    expect(codeOf(await save({ id, name: 'Theirs', filter: {} }, viewer))).toBe('FORBIDDEN');
    expect(codeOf(await api.query(DeleteSearchDocument, { input: { id } }, viewer))).toBe('FORBIDDEN');
    expect(codeOf(await save({ name: 'Theirs', filter: {} }, null))).toBe('UNAUTHENTICATED');
    expect(await namesStored()).toEqual(['Mine']);
    expect(codeOf(await api.query(DeleteSearchDocument, { input: { id } }, analyst))).toBe('OK');
  });

  it('of another tenant are as unknown as none', async () => {
    const { id: theirId } = await saved('Theirs', {}, other.key);
    const condition = (savedSearchId: string) => ({ kind: 'SEARCH_MATCH' as const, savedSearchId });
    const questions = [
      ['NOT_FOUND', (id: string) => api.query(SavedSearchByIdDocument, { id })],
      ['NOT_FOUND', (id: string) => save({ id, name: 'Mine', filter: {} })],
      ['NOT_FOUND', (id: string) => api.query(DeleteSearchDocument, { input: { id } })],
      // What is named beside other things is a fault of its field.
      ['BAD_USER_INPUT', (id: string) => api.query(ReportPageDocument, { filter: { savedSearchId: id } })],
      [
        'BAD_USER_INPUT',
        (id: string) =>
          api.query(CreateAlertRuleDocument, { input: { name: 'Mine', condition: condition(id) } }),
      ],
    ] as const;
    for (const [code, ask] of questions) {
      const [theirs, nobodys] = [await ask(theirId), await ask(missing)];
      expect(theirs.text.replaceAll(theirId, missing)).toBe(nobodys.text);
      expect(codeOf(nobodys)).toBe(code);
    }
    expect(await namesStored()).toEqual(['Theirs']);
  });
});

describe('a filter that names a saved search', () => {
  const idsOf = async (filter: ReportFilter) => {
    const { reports } = dataOf(await api.query(ReportPageDocument, { filter, first: 100 }));
    return reports.edges.map(({ node }) => node.id);
  };

  it('lets through what both let through', async () => {
    const { id } = await saved('Gucci', { brands: { any: ['gucci'] } });
    const [gucci, silk, both] = [
      await idsOf({ savedSearchId: id }),
      await idsOf({ search: 'silk' }),
      await idsOf({ search: 'silk', savedSearchId: id.toUpperCase() }),
    ];
    expect(gucci).toEqual(await idsOf({ brands: { any: ['Gucci'] } }));
    expect(both).toEqual(gucci.filter((report) => silk.includes(report)));
    expect(both.length).toBeGreaterThan(0);
    expect(both.length).toBeLessThan(gucci.length);
  });

  it('is taken on a brand and on feeds, by the same statements however many feeds there are', async () => {
    const { id } = await saved('Silk', { search: 'silk', brands: { none: ['Prada'] } });
    const filter = { savedSearchId: id };
    const { brand } = dataOf(
      await api.query(ReportPageOfBrandDocument, { name: 'Gucci', filter, first: 100 }),
    );
    const expected = await idsOf({ search: 'silk', brands: { all: ['Gucci'], none: ['Prada'] } });
    expect(brand.reports.edges.map(({ node }) => node.id)).toEqual(expected);

    const document = `query ($first: Int, $filter: ReportFilter) {
      feeds(first: $first) { nodes { reports(filter: $filter, first: 100) { totalCount nodes { id } } } }
    }`;
    const names = new Set<string>();
    for (const first of [1, 6]) {
      const answer = await api.ask(document, { first, filter });
      names.add(answer.statements.map(nameOf).sort().join(' '));
      if (first === 1) continue;
      const { nodes } = dataOf(answer).feeds as { nodes: { reports: { nodes: { id: string }[] } }[] };
      expect(nodes.flatMap(({ reports }) => reports.nodes.map((report) => report.id)).sort()).toEqual(
        (await idsOf(filter)).sort(),
      );
    }
    expect([...names]).toEqual([
      'brands.byFoldedNames feeds.page reports.countsBy.feed reports.pagesBy.feed searches.byIds',
    ]);
  });

  it('follows a brand that counts as another one by now', async () => {
    const { id } = await saved('Chloé', { brands: { any: ['Chloé'] } });
    const chloe = await idsOf({ savedSearchId: id });
    await sql(
      api.database.url,
      `INSERT INTO tenant_brands (tenant_id, brand, merged_into) VALUES ($1, 'Chloé', 'Dior')`,
      [api.tenant.tenantId],
    );
    const dior = await idsOf({ brands: { any: ['Dior'] } });
    expect(await idsOf({ savedSearchId: id })).toEqual(dior);
    expect(chloe).not.toEqual(dior);
    await sql(api.database.url, 'DELETE FROM tenant_brands');
  });

  it('of a brand that nobody knows any more is refused, by the name of the search', async () => {
    const { id } = await saved('Old loves', { brands: { any: ['Prada'] } });
    await sql(api.database.url, `UPDATE brands SET folded_names = '{gone}' WHERE name = 'Prada'`);
    const refused = refusalOf(await api.query(ReportPageDocument, { filter: { savedSearchId: id } }));
    expect([refused.code, refused.fields]).toEqual(['BAD_USER_INPUT', ['filter.savedSearchId']]);
    expect(refused.message).toContain('the saved search "Old loves" cannot be used as it stands');
    expect(refused.message).toContain('No brand is known as "Prada"');
    await sql(api.database.url, `UPDATE brands SET folded_names = '{prada}' WHERE name = 'Prada'`);
  });

  it('is refused with an id that is none', async () => {
    const answer = await api.query(ReportPageDocument, { filter: { savedSearchId: 'mine', search: '' } });
    expect(refusalOf(answer)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['filter.savedSearchId', 'filter.search'],
    });
  });
});
