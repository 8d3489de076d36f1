import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminCommands } from '../../src/admin/commands.ts';
import { authorKey } from '../../src/model/byline.ts';
import type { NewReport } from '../../src/model/report.ts';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { indexesOf, kindsOf, readPlan } from '../support/plan.ts';
import { addFeeds, brandsOfCatalogue, epoch, makeReports, storeReports } from '../support/seed.ts';

let api: TestApi;
let tenant: TestTenant;
let feed: string;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(['Gucci', 'Prada']));
});
beforeEach(async () => {
  count += 1;
  tenant = await api.addTenant(`house-${count}`);
  [feed = ''] = await addFeeds(tenant, 1);
});
afterAll(async () => api.close());

/** Reports on Gucci with these bylines, one an hour. */
function reportsBy(bylines: (string | null)[], more: Partial<NewReport> = {}): NewReport[] {
  return makeReports(100 + count, bylines.length, []).map((report, at) => ({
    ...report,
    author: bylines[at] ?? null,
    source: 'The Atelier Post',
    analysis: 'FULL',
    topics: ['BUSINESS'],
    sentiment: 'NEUTRAL',
    sentimentScore: 0,
    publishedAt: new Date(epoch.getTime() + at * 3_600_000),
    mentions: [
      {
        brand: 'Gucci',
        name: 'Gucci',
        position: 'BODY',
        reason: 'NAME',
        count: 1,
        tone: 'NEUTRAL',
        score: 0,
        confidence: 1,
        quote: 'Gucci',
      },
    ],
    ...more,
  }));
}

const ask = async (document: string, variables: object = {}) =>
  dataOf(await api.ask(document, variables, tenant.key));

describe('the authors of a report', () => {
  it('are those that its byline names, in its order, beside the byline as it is', async () => {
    await storeReports(tenant, feed, reportsBy(['By Lee Holt and Ada Vane', 'Reuters Staff', null]));
    const answer = await ask('{ reports { nodes { author authors { name } } } }');
    expect(answer).toEqual({
      reports: {
        nodes: [
          { author: null, authors: [] },
          { author: 'Reuters Staff', authors: [] },
          { author: 'By Lee Holt and Ada Vane', authors: [{ name: 'Lee Holt' }, { name: 'Ada Vane' }] },
        ],
      },
    });
  });
});

describe('an author', () => {
  it('is found by name in any spelling, with what the reports say', async () => {
    await storeReports(
      tenant,
      feed,
      reportsBy(['Inès Brun', 'Lee Holt and Ines Brun', 'INES BRUN', 'Lee Holt']),
    );
    const [elsewhere] = reportsBy(['Inès Brun']);
    if (!elsewhere) throw new Error('no report was made');
    const keys = ['url:https://press.example/elsewhere'];
    await storeReports(tenant, feed, [
      { ...elsewhere, source: 'Moda Nuova', topics: ['PEOPLE'], mentions: [], keys },
    ]);
    const document = `query ($name: String!) { author(name: $name) { name outlets reportCount lastSeenAt
      topics { topic reportCount } brands { brand { name } reportCount }
      reports(first: 2) { totalCount nodes { author } } } }`;
    for (const name of ['Inès Brun', 'ines  brun', 'INÉS BRUN']) {
      expect(await ask(document, { name })).toEqual({
        author: {
          name: expect.stringMatching(/^In[eè]s Brun$/),
          outlets: ['The Atelier Post', 'Moda Nuova'],
          reportCount: 4,
          lastSeenAt: new Date(epoch.getTime() + 2 * 3_600_000).toISOString(),
          topics: [
            { topic: 'BUSINESS', reportCount: 3 },
            { topic: 'PEOPLE', reportCount: 1 },
          ],
          brands: [{ brand: { name: 'Gucci' }, reportCount: 3 }],
          reports: { totalCount: 4, nodes: [{ author: 'INES BRUN' }, { author: 'Lee Holt and Ines Brun' }] },
        },
      });
    }
  });

  it('of another tenant, or of nobody, is NOT_FOUND', async () => {
    const stranger = await api.addTenant(`stranger-${count}`);
    const [theirs = ''] = await addFeeds(stranger, 1);
    await storeReports(stranger, theirs, reportsBy(['Ada Vane']));
    for (const name of ['Ada Vane', 'Nobody Atall']) {
      const { errors } = await api.ask(
        'query ($name: String!) { author(name: $name) { name } }',
        { name },
        tenant.key,
      );
      expect(errors).toMatchObject([
        { message: `There is no author named "${name}".`, extensions: { code: 'NOT_FOUND' } },
      ]);
    }
  });

  it('is there no longer when all reports are deleted', async () => {
    await storeReports(tenant, feed, reportsBy(['Ada Vane', 'Ada Vane', 'Lee Holt']));
    const { author } = (await ask('{ author(name: "Ada Vane") { reports { nodes { id } } } }')) as {
      author: { reports: { nodes: { id: string }[] } };
    };
    const ids = author.reports.nodes.map(({ id }) => id);
    await tenant.change(null, new Date(), ({ reportEditor }) => reportEditor.delete(ids.slice(1)));
    expect(await ask('{ author(name: "Ada Vane") { reportCount } }')).toEqual({ author: { reportCount: 1 } });
    await tenant.change(null, new Date(), ({ reportEditor }) => reportEditor.delete(ids));
    expect(await ask('{ authors { totalCount nodes { name } } }')).toEqual({
      authors: { totalCount: 1, nodes: [{ name: 'Lee Holt' }] },
    });
  });
});

describe('the list of authors', () => {
  it('goes by name, in pages, and by a part of a name', async () => {
    const names = ['Zoë Lind', 'Ada Vane', 'Émile Roux', 'Lee Holt', 'Adam Lindt'];
    await storeReports(tenant, feed, reportsBy(names));
    const document = `query ($after: String, $search: String) { authors(first: 2, after: $after, filter: { search: $search }) {
      totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`;
    interface Answered {
      authors: {
        totalCount: number;
        nodes: { name: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { authors } = (await ask(document, { after })) as unknown as Answered;
      expect(authors.totalCount).toBe(5);
      seen.push(...authors.nodes.map(({ name }) => name));
      ({ endCursor: after, hasNextPage: more } = authors.pageInfo);
    }
    expect(seen).toEqual(['Ada Vane', 'Adam Lindt', 'Émile Roux', 'Lee Holt', 'Zoë Lind']);
    const { authors } = (await ask(document, { search: 'LÍND' })) as unknown as Answered;
    expect(authors.nodes.map(({ name }) => name)).toEqual(['Adam Lindt', 'Zoë Lind']);
  });
});

describe('a filter by authors', () => {
  it('lets through what one of them wrote', async () => {
    await storeReports(tenant, feed, reportsBy(['Ada Vane', 'Lee Holt', 'Ada Vane, Lee Holt', 'Ines Brun']));
    const counted = async (authors: string[]) =>
      (
        await ask('query ($authors: [String!]) { reports(filter: { authors: $authors }) { totalCount } }', {
          authors,
        })
      ).reports;
    expect(await counted(['ADA VANE'])).toEqual({ totalCount: 2 });
    expect(await counted(['ada vane', 'Inès Brun'])).toEqual({ totalCount: 3 });
    expect(await counted(['Nobody Atall'])).toEqual({ totalCount: 0 });
  });
});

describe('reports that were stored before authors were read', () => {
  it('get theirs by a command, once', async () => {
    const bylines = Array.from({ length: 1_203 }, (_, at) =>
      at % 3 === 0 ? 'Ada Vane and Lee Holt' : 'admin',
    );
    await storeReports(tenant, feed, reportsBy(bylines));
    for (const table of ['report_authors', 'authors']) {
      await sql(api.database.url, `DELETE FROM ${table} WHERE tenant_id = $1`, [tenant.tenantId]);
    }
    const command = adminCommands.find(({ name }) => name === 'authors fill');
    const retention = { executionDays: 90, fetchDays: 400, alertDays: 400, deliveryDays: 90 };
    const fill = () =>
      command?.run(api.storage, [tenant.slug], {
        now: epoch,
        showProgress: () => () => {},
        retention,
        readFile: async (path) => path,
      });
    expect((await fill())?.json).toEqual({ names: 802 });
    expect((await fill())?.json).toEqual({ names: 0 });
    expect(await ask('{ author(name: "ada vane") { reportCount } authors { totalCount } }')).toEqual({
      author: { reportCount: 401 },
      authors: { totalCount: 2 },
    });
  });
});

describe('visits that meet a new author at once', () => {
  it('both store their reports', async () => {
    const log = createLog('silent', 'tests');
    const storages = Array.from(
      { length: 6 },
      () => new Storage({ url: api.database.url, replicaUrl: null, log, connections: 2 }),
    );
    const feeds = await addFeeds(tenant, 6, 9);
    const names = Array.from({ length: 30 }, (_, at) => `Ada V${'abcdefghij'[at % 10]}ne${'xyz'[at % 3]}`);
    await Promise.all(
      storages.map((storage, writer) => {
        const bylines = writer % 2 === 0 ? names : names.toReversed();
        const reports = reportsBy(bylines).map((report, at) => ({
          ...report,
          keys: [`url:https://press.example/${writer}/${at}`],
        }));
        return storeReports(storage.forTenant(tenant.tenantId), feeds[writer] ?? '', reports);
      }),
    );
    await Promise.all(storages.map((storage) => storage.close()));
    const [row] = await sql<{ rows: number; people: number }>(
      api.database.url,
      `SELECT count(*)::integer AS rows, count(DISTINCT author_key)::integer AS people FROM report_authors
       WHERE tenant_id = $1`,
      [tenant.tenantId],
    );
    expect(row).toEqual({ rows: 180, people: new Set(names.map(authorKey)).size });
  });
});

describe('among 50,000 reports of 5,000 authors', () => {
  it('a page, an author’s reports and a filter are read by index', async () => {
    const connection = new pg.Client({ connectionString: api.database.url });
    await connection.connect();
    try {
      await connection.query(
        `INSERT INTO reports (tenant_id, title, source, provider, published_at, published_at_source, topic, sentiment,
           sentiment_score)
         SELECT $1, 'silk ' || n, 'Moda Nuova', 'RSS', $2::timestamptz + n * interval '1 minute', 'ENTRY', 'OTHER',
           'NEUTRAL', 0 FROM generate_series(1, 50000) AS n`,
        [tenant.tenantId, epoch],
      );
      await connection.query(
        `INSERT INTO authors (tenant_id, key, name) SELECT $1, 'ada ' || n, 'Ada ' || n FROM generate_series(0, 4999) AS n`,
        [tenant.tenantId],
      );
      await connection.query(
        `INSERT INTO report_authors (tenant_id, author_key, published_at, report_id, place)
         SELECT tenant_id, 'ada ' || substr(title, 6)::integer % 5000, published_at, id, 0 FROM reports
         WHERE tenant_id = $1`,
        [tenant.tenantId],
      );
      await connection.query('ANALYZE');
      const explain = async ({ text, values }: { text: string; values: unknown[] }) => {
        const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
          text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
          values,
        });
        return readPlan(rows[0]?.['QUERY PLAN']);
      };
      const page = { take: 'first' as const, size: 20, after: null, before: null };
      const newest = { field: 'PUBLISHED_AT', direction: 'DESC' } as const;
      const { reports, authors } = tenant;

      const { text, values } = authors.select({});
      const list = await explain({ text: `${text} ORDER BY people.key LIMIT 20`, values });
      expect(indexesOf(list)).toEqual(['authors_pkey', 'report_authors_pkey']);
      expect(list.buffers).toBeLessThan(200);

      const own = reports.pagesByParentStatement('author', ['ada 7', 'ada 77'], {}, newest, page);
      const ofAuthors = await explain({ text: own.text, values: own.values });
      expect(indexesOf(ofAuthors)).toEqual(['report_authors_pkey', 'reports_pkey']);
      expect(ofAuthors.buffers).toBeLessThan(200);

      const filtered = reports.pageStatement({ authors: ['Ada 7'] }, newest, page);
      const byFilter = await explain({ text: filtered.text, values: filtered.values });
      expect(kindsOf(byFilter)).not.toContain('Seq Scan');
      expect(byFilter.buffers).toBeLessThan(300);
    } finally {
      await connection.end();
    }
  });
});
