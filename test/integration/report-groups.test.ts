import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topics } from '../../src/model/report.ts';
import { withConnection } from '../../src/storage/connection.ts';
import {
  type ReportFilter,
  SourcePageDocument,
  type SourcePageQueryVariables,
  TopicCountsDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { forgeCursor } from '../support/forged-cursor.ts';
import { indexesOf, kindsOf, readPlan } from '../support/plan.ts';
import { expectedPage, type PagingArguments } from '../support/relay-oracle.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  fillWithReports,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

/** Outlets with the number of their reports: many counts are equal, and some names differ in case or accent alone. */
const outlets: [name: string, count: number][] = [
  ['Vogue', 9],
  ['vogue', 2],
  ['VOGUE', 2],
  ['Élan', 5],
  ['Elan', 5],
  ['elan', 1],
  ['The "Atelier", Post', 5],
  ['Zwölf', 1],
  ['ファッション', 2],
  ['a', 1],
  ['B', 1],
];

const directions = ['ASC', 'DESC'] as const;
const orders = directions.flatMap((direction) => [
  { field: 'REPORT_COUNT' as const, direction },
  { field: 'NAME' as const, direction },
]);

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  other = await api.addTenant('omega');
  const [feedId = ''] = await addFeeds(api.tenant, 1);
  const names = outlets.flatMap(([name, count]) => Array<string>(count).fill(name));
  const reports = makeReports(1, names.length).map((report, at) => ({ ...report, source: names[at] ?? '' }));
  await storeReports(api.tenant, feedId, reports);
  const [theirFeed = ''] = await addFeeds(other, 1);
  await storeReports(other, theirFeed, makeReports(2, 12));
});

afterAll(async () => api.close());

async function sources(variables: SourcePageQueryVariables, key?: string) {
  return dataOf(await api.query(SourcePageDocument, variables, key)).sources;
}

/** The outlets as SQL counts them one by one. */
async function truth(order: string, where = 'true') {
  return withConnection(api.database.url, async (connection) => {
    const { rows } = await connection.query<{ name: string; reportCount: number; lastPublishedAt: Date }>(
      `SELECT DISTINCT source AS name,
         (SELECT count(*)::integer FROM reports x WHERE x.tenant_id = $1 AND x.source = r.source AND ${where}) AS "reportCount",
         (SELECT max(published_at) FROM reports x WHERE x.tenant_id = $1 AND x.source = r.source AND ${where}) AS "lastPublishedAt",
         source COLLATE "C" AS ordered
       FROM reports r WHERE tenant_id = $1 AND ${where} ORDER BY ${order}`,
      [api.tenant.tenantId],
    );
    return rows.map(({ name, reportCount, lastPublishedAt }) => ({
      name,
      reportCount,
      lastPublishedAt: lastPublishedAt.toISOString(),
    }));
  });
}

describe('the outlets of reports', () => {
  it('come with the most reports first, equal ones from A to Z, however their names are written', async () => {
    const { edges, totalCount } = await sources({});
    expect(edges.map(({ node }) => node)).toEqual(await truth('"reportCount" DESC, ordered'));
    expect(edges.map(({ node }) => [node.name, node.reportCount])).toEqual(
      [...outlets].sort(
        ([a, more], [b, less]) => less - more || Buffer.compare(Buffer.from(a), Buffer.from(b)),
      ),
    );
    expect(totalCount).toBe(outlets.length);
  });

  it.each([
    ['the fewest reports first', { field: 'REPORT_COUNT', direction: 'ASC' }, '"reportCount", ordered'],
    ['from A to Z', { field: 'NAME', direction: 'ASC' }, 'ordered'],
    ['from Z to A', { field: 'NAME', direction: 'DESC' }, 'ordered DESC'],
  ] as const)('come in other orders too: %s', async (_, orderBy, order) => {
    expect((await sources({ orderBy })).edges.map(({ node }) => node)).toEqual(await truth(order));
  });

  it.each(orders)(
    'page by $field $direction as the Relay connections specification says',
    async (orderBy) => {
      const { edges: all } = await sources({ orderBy });
      const cursor = fc.option(fc.constantFrom(...all.map((edge) => edge.cursor)));
      const size = fc.integer({ min: 1, max: 13 });
      const args = fc
        .tuple(fc.constantFrom('first', 'last'), size, cursor, cursor)
        .map(([take, wanted, after, before]): PagingArguments => ({ [take]: wanted, after, before }));
      await fc.assert(
        fc.asyncProperty(args, async (paging) => {
          const { edges, pageInfo, totalCount } = await sources({ orderBy, ...paging });
          const { hasNextPage, hasPreviousPage } = pageInfo;
          expect({ edges, hasNextPage, hasPreviousPage }).toEqual(expectedPage(all, paging));
          expect(totalCount).toBe(all.length);
        }),
        { numRuns: 30, seed: 7 },
      );
    },
  );

  it.each<[string, ReportFilter, string]>([
    ['a brand', { brands: { any: ['Gucci'] } }, `'Gucci' = ANY(brands)`],
    [
      'words',
      { search: 'silk' },
      `title || ' ' || coalesce(summary, '') || ' ' || coalesce(full_text, '') ~ 'silk'`,
    ],
    ['an outlet in any case', { sources: ['VOGUE'] }, `lower(source) = 'vogue'`],
    ['nothing', { publishedBefore: '1999-01-01T00:00:00Z' }, 'false'],
  ])('are those of the reports that a filter lets through: %s', async (_, filter, where) => {
    const { edges, totalCount } = await sources({ filter });
    const expected = await truth('"reportCount" DESC, ordered', where);
    expect(edges.map(({ node }) => node)).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  it('are the tenant’s own', async () => {
    const names = (await sources({}, other.key)).edges.map(({ node }) => node.name);
    expect([...names].sort()).toEqual(['Moda Nuova', 'The Atelier Post', 'Élan']);
  });

  it('take no cursor of another order or tenant, nor one that is made up', async () => {
    const { pageInfo } = await sources({ first: 1 });
    const after = pageInfo.endCursor;
    const byName = { field: 'NAME', direction: 'DESC' } as const;
    const forged = (value: string) =>
      forgeCursor(api.tenant.tenantId, 'sources:REPORT_COUNT:DESC', JSON.stringify([value, 'Vogue']));
    const refusals = [
      await api.query(SourcePageDocument, { after, orderBy: byName }),
      await api.query(SourcePageDocument, { after }, other.key),
    ];
    for (const value of ['x', '1.5', '9999999999', '', '1 OR 1=1']) {
      refusals.push(await api.query(SourcePageDocument, { after: forged(value) }));
    }
    expect(refusals.map(({ errors }) => errors[0]?.extensions.code)).toEqual(
      refusals.map(() => 'BAD_USER_INPUT'),
    );
  });

  it('cost one statement, two with a count, and one more with a cursor', async () => {
    const cost = async (document: string) =>
      (await api.ask(document)).statements.filter((sql) => sql.includes('sources.')).length;
    const after = JSON.stringify((await sources({ first: 1 })).pageInfo.endCursor);
    expect(await cost('{ sources(first: 1) { nodes { name } } }')).toBe(1);
    expect(await cost('{ sources(first: 100) { nodes { name reportCount } pageInfo { endCursor } } }')).toBe(
      1,
    );
    expect(await cost('{ sources { totalCount nodes { name } } }')).toBe(2);
    expect(await cost(`{ sources(after: ${after}) { nodes { name } } }`)).toBe(2);
  });
});

describe('the topics of reports', () => {
  const counts = async (filter: ReportFilter | null = null) =>
    dataOf(await api.query(TopicCountsDocument, { filter })).topics;

  it('come with the most frequent first, equal ones in the order of the enum, and none without a report', async () => {
    const { rows } = await withConnection(api.database.url, (connection) =>
      connection.query<{ topic: (typeof topics)[number] }>('SELECT topic FROM reports WHERE tenant_id = $1', [
        api.tenant.tenantId,
      ]),
    );
    const expected = topics
      .map((topic) => ({ topic, reportCount: rows.filter((row) => row.topic === topic).length }))
      .filter(({ reportCount }) => reportCount > 0)
      .sort((a, b) => b.reportCount - a.reportCount);
    expect(expected.length).toBeGreaterThan(5);
    expect(await counts()).toEqual(expected);
  });

  it('are those of the reports that a filter lets through', async () => {
    const all = await counts();
    const some = await counts({ topics: ['LEGAL', 'SPORT'] });
    expect(some).toEqual(all.filter(({ topic }) => topic === 'LEGAL' || topic === 'SPORT'));
    expect(await counts({ search: 'nowhere' })).toEqual([]);
  });
});

describe('without a key', () => {
  it.each(['{ sources { totalCount } }', '{ topics { topic } }'])('nobody is told: %s', async (document) => {
    expect((await api.ask(document, {}, null)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('but with that of a reader', async () => {
    const key = await api.addKey(api.tenant, 'VIEWER');
    const answer = await api.ask('{ sources { totalCount } topics { topic } }', {}, key);
    expect(answer.errors).toEqual([]);
  });
});

describe('the outlets of very many reports', () => {
  it('are counted from an index alone', async () => {
    const big = await api.addTenant('big');
    for (const tenant of [await api.addTenant('before'), big, await api.addTenant('after')]) {
      await fillWithReports(api.database.url, tenant.tenantId, 20_000);
    }
    await withConnection(api.database.url, async (connection) => {
      await connection.query('VACUUM (ANALYZE) reports');
      const { text, values } = big.reportGroups.sourceSelect({});
      const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
        text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
        values,
      });
      const plan = readPlan(rows[0]?.['QUERY PLAN']);
      expect(indexesOf(plan)).toEqual(['reports_source_idx']);
      expect(kindsOf(plan)).toContain('Index Only Scan');
    });
  });
});
