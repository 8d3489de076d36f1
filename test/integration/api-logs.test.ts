import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { Storage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { killPrograms, until } from '../support/programs.ts';
import { parseMetrics, sampleValue } from '../support/prometheus.ts';
import { addFeeds, makeReports, storeReports } from '../support/seed.ts';
import { transports } from '../support/streams.ts';

/** What a client sends and is sent in the session below, and what no log and no metric may hold. */
const secrets = {
  email: 'ada.lovelace@maison-x.example',
  label: 'label of the desk upstairs',
  search: 'organza moiré',
  literal: 'crinoline taffeta',
  title: 'An invented headline on pleats',
  text: 'An invented sentence on the hem of a coat.',
  searchName: 'a name for what is looked for',
  idempotencyKey: 'b1c6a0c4-7b7e-4a34-9a55-0f0d0b4f3a11',
  wrongKey: `fh_${'W'.repeat(43)}`,
  token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl',
  strangersOperation: 'AnOperationOfAStranger',
  badJson: 'not-a-json-body-at-all',
};

let database: TestDatabase;
let storage: Storage;
let api: ApiProcess;
let tenantId: string;
let feed: string;
let other: { id: string; key: string };
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  const made = await storage.tenants.create({ name: 'Maison Xylo', slug: 'maison-xylo', adminEmail: null });
  [tenantId, key] = [made.tenant.id, made.key];
  const foreign = await storage.tenants.create({ name: 'Agence Y', slug: 'agence-y', adminEmail: null });
  other = { id: foreign.tenant.id, key: foreign.key };
  const tenant = storage.forTenant(tenantId);
  [feed = ''] = await addFeeds(tenant, 1);
  await storeReports(
    tenant,
    feed,
    makeReports(1, 3).map((report) => ({ ...report, title: secrets.title, fullText: secrets.text })),
  );
  api = await startApiProcess(database.url, {
    env: { LOG_LEVEL: 'trace', RATE_LIMIT_BURST: '3000', RATE_LIMIT_PER_MINUTE: '1' },
  });
  await session();
  api.program.kill('SIGTERM');
  await api.program.ended;
}, 120_000);

afterAll(async () => {
  killPrograms();
  await storage.close();
  await database.drop();
});

let metrics: string;
let exportToken: string;
let createdKey: string;

/** Everything that a client can do, well and badly. */
async function session(): Promise<void> {
  // Answered.
  const list = `query Desk($text: String) { reports(filter: { search: $text }) { totalCount nodes { title feed { url } mentions { brand { name } } } } }`;
  await api.ask(key, list, { text: secrets.search });
  await api.ask(key, `query Literal { reports(filter: { search: "${secrets.literal}" }) { totalCount } }`);
  await api.ask(key, 'query Everything { reports { nodes { title fullText feed { title } } } }');
  // So many statements at once that Node would warn of listeners on one signal.
  const many = Array.from({ length: 12 }, (_, at) => `a${at}: reports { nodes { id } }`).join(' ');
  expect((await api.ask(key, `query Many { ${many} }`)).status).toBe(200);
  const link = await api.ask(key, 'query Export { reports { exportUrl } }');
  const url = (link.data as { reports: { exportUrl: string } }).reports.exportUrl;
  exportToken = url.split('/').at(-1) ?? '';
  expect((await fetch(`${api.url}/exports/${exportToken}`)).status).toBe(200);
  await api.ask(
    key,
    'mutation AddUser($email: String!) { createUser(input: { email: $email, role: VIEWER }) { user { id } } }',
    {
      email: secrets.email,
    },
  );
  const made = await api.ask(
    key,
    `mutation AddKey($label: String!, $call: String) {
      createApiKey(input: { label: $label, role: VIEWER, idempotencyKey: $call }) { key } }`,
    { label: secrets.label, call: secrets.idempotencyKey },
  );
  createdKey = (made.data as { createApiKey: { key: string } }).createApiKey.key;

  // Refused.
  await api.ask(createdKey, 'query Users { users { nodes { email } } }');
  await api.ask(secrets.wrongKey, `query ${secrets.strangersOperation} { viewer { role } }`);
  await api.ask(secrets.token, '{ viewer { role } }');
  await api.ask(null, '{ viewer { role } }');
  await api.post(key, `{"query": "${secrets.badJson}`);
  await api.ask(key, `{ reports(filter: { search: "${secrets.literal}" }`);
  await api.ask(key, `query Unknown { reports(search: "${secrets.literal}") { id } }`);
  await api.ask(
    key,
    'query Faulty($text: String!) { reports(filter: { brands: { any: [$text] } }) { totalCount } }',
    {
      text: secrets.search,
    },
  );

  // Failed in ways that nobody expected, with texts in what the database says of them.
  const save = `mutation Save($name: String!, $text: String) {
    saveSearch(input: { name: $name, filter: { search: $text } }) { savedSearch { id } } }`;
  await sql(database.url, 'ALTER TABLE saved_searches ADD CONSTRAINT short CHECK (length(name) < 5)');
  expect((await api.ask(key, save, { name: secrets.searchName, text: secrets.search })).status).toBe(500);
  await sql(database.url, 'ALTER TABLE saved_searches DROP CONSTRAINT short');
  expect((await api.ask(key, save, { name: secrets.searchName, text: secrets.search })).status).toBe(200);
  await sql(database.url, 'CREATE UNIQUE INDEX by_filter ON saved_searches (tenant_id, filter)');
  expect((await api.ask(key, save, { name: 'another', text: secrets.search })).status).toBe(500);
  await sql(database.url, 'ALTER TABLE reports RENAME COLUMN summary TO gone');
  expect((await api.ask(key, list, { text: secrets.search })).status).toBe(500);
  for (const subscribe of Object.values(transports)) {
    const refused = subscribe({
      url: api.url,
      key,
      query: 'subscription Job($id: ID!) { jobProgress(executionId: $id) { status } }',
      variables: { id: 'x' },
    });
    await refused.ended;
  }
  await sql(database.url, 'ALTER TABLE reports RENAME COLUMN gone TO summary');

  // Subscribed.
  for (const subscribe of Object.values(transports)) {
    const heard = subscribe({
      url: api.url,
      key,
      query: 'subscription News { reportAdded { title fullText } }',
    });
    await until('the subscription', async () => (await api.metric('subscriptions_open')) === 1);
    const tenant = storage.forTenant(tenantId);
    const keys = [`url:https://press.example/${Math.random()}`];
    await storeReports(
      tenant,
      feed,
      makeReports(8, 1).map((report) => ({ ...report, keys, title: secrets.title })),
    );
    await heard.count(1);
    heard.close();
    await until('its end', async () => (await api.metric('subscriptions_open')) === 0);
    await subscribe({ url: api.url, key: secrets.wrongKey, query: 'subscription { reportAdded { title } }' })
      .ended;
  }
  await sendTooMuch();

  // Slow, and too often.
  await slowly(() => api.ask(key, 'query Slow { reports { nodes { title } } }'));
  let status = 200;
  while (status === 200)
    ({ status } = await api.ask(other.key, 'query Greedy { reports(first: 100) { nodes { id } } }'));
  expect(status).toBe(429);
  metrics = await (await fetch(`${api.operationsUrl}/metrics`)).text();
}

/** A message over a WebSocket that is longer than allowed, and one that is no message. */
async function sendTooMuch(): Promise<void> {
  for (const message of [secrets.badJson.repeat(10_000), secrets.badJson]) {
    const socket = new WebSocket(`${api.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = once(socket, 'close');
    await once(socket, 'open');
    socket.send(message);
    await closed;
  }
}

/** Has a request wait for a lock so long that its statement counts as slow. */
async function slowly(ask: () => Promise<unknown>): Promise<void> {
  await withConnection(database.url, async (connection) => {
    await connection.query('BEGIN');
    await connection.query('LOCK TABLE reports');
    const asked = ask();
    await sleep(1_000);
    await connection.query('ROLLBACK');
    await asked;
  });
}

/** What must not be read anywhere, by its name here. */
function secretsOf(): [string, string][] {
  return Object.entries({ ...secrets, key, createdKey, otherKey: other.key, exportToken });
}

/** Which of these texts stand in a longer one. */
function foundIn(text: string, wanted: readonly [string, string][]): string[] {
  return wanted.flatMap(([name, value]) => (value !== '' && text.includes(value) ? [name] : []));
}

describe('the log of a session', () => {
  it('holds no key, token, query, variable or text, whatever went wrong', () => {
    expect(secretsOf().filter(([, value]) => value === '')).toEqual([]);
    const lines = [...api.program.stderr().split('\n'), ...api.program.stdout().split('\n')];
    const found = lines.flatMap((line) => foundIn(line, secretsOf()).map((name) => ({ name, line })));
    expect(found).toEqual([]);
  });

  it('is JSON from its first line to its last', () => {
    expect(api.logged().length).toBeGreaterThan(20);
  });

  it('has one line for each operation, with its request, tenant, operation and code', () => {
    const answered = api.logged().filter(({ msg }) => msg === 'answered');
    const seen = answered.map(({ tenantId: tenant, operation, kind, code }) =>
      [tenant === tenantId ? 'x' : tenant === other.id ? 'y' : String(tenant), operation, kind, code].join(
        ' ',
      ),
    );
    expect([...new Set(seen)].sort()).toEqual([
      'null  none BAD_USER_INPUT',
      'null  query UNAUTHENTICATED',
      'null  subscription UNAUTHENTICATED',
      'x AddKey mutation OK',
      'x AddUser mutation OK',
      'x Desk query INTERNAL',
      'x Desk query OK',
      'x Everything query OK',
      'x Export query OK',
      'x Faulty query BAD_USER_INPUT',
      'x Job subscription BAD_USER_INPUT',
      'x Literal query OK',
      'x Many query OK',
      'x News subscription OK',
      'x Save mutation INTERNAL',
      'x Save mutation OK',
      'x Slow query OK',
      'x Users query FORBIDDEN',
      'y Greedy query OK',
      'y Greedy query RATE_LIMITED',
    ]);
    const ids = answered.map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of each failure and slow statement of a request whose it is', () => {
    const ofRequests = ['unexpected failure', 'slow statement'];
    const lines = api.logged().filter(({ msg }) => ofRequests.includes(String(msg)));
    expect(new Set(lines.map(({ msg }) => msg))).toEqual(new Set(ofRequests));
    const answered = new Map(
      api.logged().flatMap((line) => (line.msg === 'answered' ? [[line.requestId, line]] : [])),
    );
    for (const line of lines) {
      const { tenantId: tenant, operation } = answered.get(line.requestId) ?? {};
      expect(line).toMatchObject({ tenantId: tenant, operation });
    }
  });
});

describe('the metrics of a session', () => {
  const value = (name: string, labels: Record<string, string> = {}) =>
    sampleValue(parseMetrics(metrics), `fashion_hunting_${name}`, labels);
  const requests = (operation: string, kind: string, code: string) =>
    value('requests_total', { operation, kind, code });

  it('count the requests by operation and code', () => {
    expect(requests('Desk', 'query', 'OK')).toBe(1);
    expect(requests('Desk', 'query', 'INTERNAL')).toBe(1);
    expect(requests('AddUser', 'mutation', 'OK')).toBe(1);
    expect(requests('Users', 'query', 'FORBIDDEN')).toBe(1);
    expect(requests('News', 'subscription', 'OK')).toBe(2);
    expect(requests('anonymous', 'query', 'UNAUTHENTICATED')).toBe(3);
    expect(requests('Greedy', 'query', 'RATE_LIMITED')).toBe(1);
    expect(value('request_duration_seconds_count', { operation: 'Desk' })).toBe(2);
  });

  it('count the statements by name, the batches of loaders, and whom the limiter turned away', () => {
    expect(value('statement_duration_seconds_count', { statement: 'reports.page' })).toBeGreaterThan(3);
    expect(value('statement_failures_total', { statement: 'reports.page' })).toBe(1);
    const batches = parseMetrics(metrics).get('fashion_hunting_loader_batch_size');
    expect(batches?.samples.length).toBeGreaterThan(0);
    expect(value('rate_limited_total')).toBe(1);
    expect(value('subscriptions_open')).toBe(0);
  });

  it('count how often whoever asks was remembered, and how often looked up', () => {
    const reads = (outcome: string) => value('cache_reads_total', { cache: 'principals', outcome });
    expect(reads('miss')).toBeGreaterThan(0);
    expect(reads('hit')).toBeGreaterThan(reads('miss') ?? 0);
  });

  it('say nothing of anybody', () => {
    const people = {
      tenantId,
      slug: 'maison-xylo',
      name: 'Maison Xylo',
      foreign: other.id,
      foreignSlug: 'agence-y',
    };
    expect(foundIn(metrics, [...secretsOf(), ...Object.entries(people)])).toEqual([]);
    // Keys and addresses have a look of their own.
    expect(metrics).not.toMatch(/fh_[A-Za-z0-9_-]{20}|@|https?:|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});
