import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReportFilter } from '../../src/api/args/report-filter.ts';
import { canonicalNames } from '../../src/api/brand-names.ts';
import { brandLoaders } from '../../src/api/loaders.ts';
import { type ReportFilter as ModelFilter, reportStatuses } from '../../src/model/report.ts';
import { withConnection } from '../../src/storage/connection.ts';
import {
  type ReportFilter,
  ReportPageDocument,
  SaveSearchDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import {
  acceptsNested,
  anyFilter,
  anyNestedFilter,
  type NestedCondition,
  type StoredReport,
} from '../support/report-conditions.ts';
import { recountReports } from '../support/rollups.ts';
import { addFeeds, brandsOfCatalogue, epoch, makeReports, storeReports } from '../support/seed.ts';

let api: TestApi;
let stored: StoredReport[];

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
  stored = [...(await storeWithFeed(1, 50)), ...(await storeWithFeed(2, 50))];
  await withConnection(api.database.url, async (connection) => {
    for (const { id, status } of stored) {
      await connection.query('UPDATE reports SET status = $1 WHERE id = $2', [status, id]);
    }
  });
  await recountReports(api.database.url);
});

afterAll(async () => api.close());

async function storeWithFeed(seed: number, count: number): Promise<StoredReport[]> {
  const [feedId = ''] = await addFeeds(api.tenant, 1, seed);
  const reports = makeReports(seed, count);
  await storeReports(api.tenant, feedId, reports);
  const ids = await api.tenant.visits.knownKeys(reports.flatMap(({ keys }) => keys));
  return reports.map((report, at) => ({
    ...report,
    id: ids.get(report.keys[0] ?? '') ?? '',
    feedId,
    status: reportStatuses[at % reportStatuses.length] ?? 'NEW',
  }));
}

async function idsOf(filter: ReportFilter): Promise<string[]> {
  const { reports } = dataOf(await api.query(ReportPageDocument, { filter, first: 100 }));
  expect(reports.totalCount).toBe(reports.edges.length);
  return reports.edges.map(({ node }) => node.id).sort();
}

/** Saves a filter; with an id, in place of the one that was saved before. */
async function savedSearch(id: string | null, filter: ReportFilter): Promise<{ id: string }> {
  const input = { id, name: 'any', filter };
  return dataOf(await api.query(SaveSearchDocument, { input })).saveSearch.savedSearch;
}

/** A nested filter in the model's words. */
async function modelOf({ own, and }: NestedCondition): Promise<ModelFilter> {
  const { publishedAfter, publishedBefore } = own.input;
  const given = {
    // The generated enums of both sides are the same words.
    ...(own.input as object),
    publishedAfter: publishedAfter == null ? null : new Date(publishedAfter),
    publishedBefore: publishedBefore == null ? null : new Date(publishedBefore),
  };
  const lookup = { loaders: brandLoaders(api.tenant.brands) };
  const filter = await readReportFilter(given, {
    canonicalNames: (names) => canonicalNames(lookup, names),
    savedSearch: async () => null,
    reportIdsOfStories: async (ids) => [...ids],
  });
  return and.length === 0 ? filter : { ...filter, and: await Promise.all(and.map(modelOf)) };
}

const idsWhere = (accepts: (report: StoredReport) => boolean) =>
  stored
    .filter(accepts)
    .map(({ id }) => id)
    .sort();

describe('a filter of reports', () => {
  it('lets through what it says, whatever its conditions', async () => {
    let restrictive = 0;
    const filter = anyFilter([...new Set(stored.map(({ feedId }) => feedId))]);
    await fc.assert(
      fc.asyncProperty(filter, async ({ input, accepts }) => {
        const expected = idsWhere(accepts);
        if (expected.length > 0 && expected.length < stored.length) restrictive += 1;
        expect(await idsOf(input)).toEqual(expected);
      }),
      { numRuns: 250, seed: 5 },
    );
    // Filters that let everything or nothing through would prove little.
    expect(restrictive).toBeGreaterThan(80);
  });

  it('lets through what it and a saved search both let through', async () => {
    let restrictive = 0;
    const filter = anyFilter([...new Set(stored.map(({ feedId }) => feedId))]);
    const { id } = await savedSearch(null, {});
    await fc.assert(
      fc.asyncProperty(filter, filter, async (asked, saved) => {
        await savedSearch(id, saved.input);
        const expected = idsWhere((report) => asked.accepts(report) && saved.accepts(report));
        if (expected.length > 0 && expected.length < idsWhere(asked.accepts).length) restrictive += 1;
        expect(await idsOf({ ...asked.input, savedSearchId: id })).toEqual(expected);
        expect(await idsOf({ savedSearchId: id })).toEqual(idsWhere(saved.accepts));
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(restrictive).toBeGreaterThan(15);
  });

  it('lets through what all filters that it asks for let through, however they are nested', async () => {
    let restrictive = 0;
    const { reports } = api.tenant;
    const order = { field: 'PUBLISHED_AT', direction: 'DESC' } as const;
    const page = { size: 100, take: 'first', after: null, before: null } as const;
    await fc.assert(
      fc.asyncProperty(anyNestedFilter([...new Set(stored.map(({ feedId }) => feedId))]), async (nested) => {
        const expected = idsWhere((report) => acceptsNested(nested, report));
        if (expected.length > 0 && nested.and.length > 0) restrictive += 1;
        const filter = await modelOf(nested);
        const { rows } = await reports.page(filter, order, page);
        expect(rows.map(({ id }) => id).sort()).toEqual(expected);
        expect(await reports.count(filter)).toEqual({ count: expected.length, isEstimate: false });
      }),
      { numRuns: 150, seed: 9 },
    );
    expect(restrictive).toBeGreaterThan(20);
  });

  it('restricts nothing with empty lists', async () => {
    const none: ReportFilter = {
      brands: { all: [], any: [], none: [] },
      topics: [],
      sentiments: [],
      statuses: [],
      providers: [],
      feedIds: [],
      sources: [],
      languages: [],
    };
    expect(await idsOf(none)).toEqual(idsWhere(() => true));
    expect(await idsOf({})).toEqual(idsWhere(() => true));
  });

  it('takes a range as half open', async () => {
    const [from, until] = [epoch.toISOString(), new Date(epoch.getTime() + 3_600_000).toISOString()];
    const within = await idsOf({ publishedAfter: from, publishedBefore: until });
    expect(within.length).toBeGreaterThan(0);
    expect(within).toEqual(idsWhere(({ publishedAt }) => publishedAt.getTime() === epoch.getTime()));
  });

  it('reads a moment with an offset as that moment', async () => {
    const utc = await idsOf({ publishedAfter: '2026-03-01T04:00:00Z' });
    expect(utc.length).toBeGreaterThan(0);
    expect(await idsOf({ publishedAfter: '2026-03-01T05:00:00+01:00' })).toEqual(utc);
  });

  it.each(['yves saint laurent', 'YSL', 'Saint  Laurent', ' saint laurent '])(
    'knows a brand as "%s"',
    async (name) => {
      const found = await idsOf({ brands: { all: [name] } });
      expect(found.length).toBeGreaterThan(0);
      expect(found).toEqual(
        idsWhere(({ mentions }) => mentions.some(({ brand }) => brand === 'Saint Laurent')),
      );
    },
  );

  it.each([
    ['endings', 'runways', 'runway'],
    ['accents', 'decollete', 'décolleté'],
    ['case', 'MILAN', 'milan'],
  ])('finds words whatever their %s', async (_, asked, meant) => {
    const found = await idsOf({ search: asked });
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await idsOf({ search: meant }));
  });

  it.each(['"', '-', '- -', 'or', '"silk', 'silk & | ! ( )', ':*', "'", '\\', '%'])(
    'answers the search `%s` without a failure',
    async (search) => {
      expect((await api.query(ReportPageDocument, { filter: { search } })).errors).toEqual([]);
    },
  );
});

describe('the topics of a report', () => {
  it('are told with the first one first, by which alone they are filtered', async () => {
    const { data } = await api.ask(
      `{ legal: reports(first: 100, filter: { topics: [LEGAL] }) { nodes { topic topics analysis languageConfidence } }
         sport: reports(first: 100, filter: { topics: [SPORT] }) { nodes { topics } } }`,
    );
    const legal = stored.filter(({ topics: [first] }) => first === 'LEGAL');
    const sport = stored.filter(({ topics: [first] }) => first === 'SPORT');
    expect([legal.length, sport.length]).not.toContain(0);
    expect(data).toEqual({
      legal: {
        nodes: legal.map(() => ({
          topic: 'LEGAL',
          topics: ['LEGAL', 'SPORT'],
          analysis: 'FULL',
          languageConfidence: null,
        })),
      },
      sport: { nodes: sport.map(() => ({ topics: ['SPORT'] })) },
    });
  });
});
