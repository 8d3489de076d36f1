import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { items, startPress, type TestPress } from '../support/press.ts';
import { killPrograms, startProgram, until } from '../support/programs.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { overEventStream, overWebSocket, type Subscription } from '../support/streams.ts';

let database: TestDatabase;
let storage: Storage;
let press: TestPress;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  ({ key } = await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null }));
  press = await startPress();
});

afterAll(async () => {
  await press.close();
  await storage.close();
  await database.drop();
});

const startTwo = (env: Record<string, string> = {}): Promise<[ApiProcess, ApiProcess]> =>
  Promise.all([startApiProcess(database.url, { env }), startApiProcess(database.url, { env })]);

const reportAdded = 'subscription { reportAdded { title fullText feed { url } } }';
const titlesOf = ({ results }: Subscription) =>
  results.map(({ data }) => (data?.reportAdded as { title: string } | undefined)?.title ?? '').sort();
const statusOf = async (api: ApiProcess, as: string) => (await api.ask(as, '{ viewer { role } }')).status;

describe('two API processes over one database', { timeout: 180_000 }, () => {
  let apis: [ApiProcess, ApiProcess];
  beforeAll(async () => {
    apis = await startTwo();
  }, 120_000);
  afterAll(killPrograms);

  it('tell their subscribers what a process of ingestion stores, over either way', async () => {
    const heard = apis.flatMap(({ url }) =>
      [overWebSocket, overEventStream].map((subscribe) => subscribe({ url, key, query: reportAdded })),
    );
    for (const api of apis) {
      await until('both subscriptions', async () => (await api.metric('subscriptions_open')) === 2);
    }
    const ingestion = startProgram('ingest', {
      args: ['--watch'],
      env: { DATABASE_URL: database.url, FEED_HOST_ALLOWLIST: press.host },
    });
    await until('the ingestion', () => ingestion.stderr().includes('watching'), 60_000);

    // Asked for at the one process, followed at the other.
    const [first, second] = apis;
    const url = press.feed('/news.xml', items(5));
    const created = await first.ask(
      key,
      `mutation ($url: String!) { createFeed(input: { url: $url }) { feed { id } } }`,
      { url },
    );
    expect(created.errors).toEqual([]);
    for (const subscriber of heard) {
      await subscriber.count(5);
      expect(titlesOf(subscriber)).toEqual(
        items(5)
          .map(({ title }) => title)
          .sort(),
      );
    }
    const { data } = await second.ask(key, '{ reports { totalCount nodes { title } } }');
    expect(data).toMatchObject({ reports: { totalCount: 5 } });
    for (const subscriber of heard) subscriber.close();
    for (const api of apis) {
      await until('no subscription', async () => (await api.metric('subscriptions_open')) === 0);
    }
    ingestion.kill('SIGTERM');
    expect((await ingestion.ended).code).toBe(0);
  });

  it('refuse a key at once that was revoked through another process, and forget who has gone', async () => {
    const [first, second] = apis;
    const made = await first.ask(
      key,
      'mutation { createApiKey(input: { label: "desk", role: VIEWER }) { key apiKey { id } } }',
    );
    const { key: desk, apiKey } = (made.data as { createApiKey: { key: string; apiKey: { id: string } } })
      .createApiKey;
    // Both know it from here on, and would for ten seconds if nobody told them.
    expect([await statusOf(first, desk), await statusOf(second, desk)]).toEqual([200, 200]);
    const subscriber = overWebSocket({ url: second.url, key: desk, query: reportAdded });
    await until('the subscription', async () => (await second.metric('subscriptions_open')) === 1);

    const revoked = await first.ask(
      key,
      'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } } }',
      {
        id: apiKey.id,
      },
    );
    expect(revoked.errors).toEqual([]);
    expect(await statusOf(first, desk)).toBe(401);
    await until('the second process to refuse it', async () => (await statusOf(second, desk)) === 401, 5_000);
    await subscriber.ended;
    expect(JSON.stringify(subscriber.results)).toContain('UNAUTHENTICATED');
    expect([await statusOf(first, key), await statusOf(second, key)]).toEqual([200, 200]);
  });

  it('carry a call with an idempotency key out once, though it comes to both at the same time', async () => {
    const call = `mutation { createApiKey(input: { label: "once", role: VIEWER,
      idempotencyKey: "6b0d1f4e-8f0c-4b7e-9d59-6f1f6b1d7c55" }) { key } }`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => apis[at % 2 === 0 ? 0 : 1].ask(key, call)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const made = await sql(database.url, "SELECT FROM api_keys WHERE label = 'once'");
    expect(made).toHaveLength(1);
  });
});

it.skipIf(hasRedis())('is skipped for a budget that processes share: no Redis is installed here', () => {});

describe.skipIf(!hasRedis())('a budget', { timeout: 180_000 }, () => {
  afterAll(killPrograms);

  // Nothing to speak of flows back while the test runs.
  const narrow = { RATE_LIMIT_BURST: '50', RATE_LIMIT_PER_MINUTE: '1' };
  const twenty = '{ reports { nodes { id } } }';
  let tenants = 0;
  const newTenant = async () => {
    tenants += 1;
    const slug = `maison-${tenants}`;
    return (await storage.tenants.create({ name: slug, slug, adminEmail: null })).key;
  };

  it('is shared by processes on one Redis, and kept by each for itself when that has gone', async () => {
    const redis = await startRedis();
    try {
      const apis = await startTwo({ ...narrow, REDIS_URL: redis.url });
      for (const api of apis) {
        await until('the cache', async () => (await api.readyz()).checks.cache?.ok === true);
      }
      // A Redis that is late once is done without for a second: another tenant tries again.
      await until('two requests of the one tenant to be all that both processes grant', async () => {
        const tenantKey = await newTenant();
        const answers = [];
        for (const api of [...apis, ...apis]) answers.push(await api.ask(tenantKey, twenty));
        const last = answers.at(-1);
        expect(last?.headers.get('x-ratelimit-limit')).toBe('50');
        return (
          answers.map(({ status }) => status).join() === '200,200,429,429' &&
          answers.map(({ headers }) => headers.get('x-ratelimit-remaining')).join() === '30,10,10,10' &&
          last?.errors[0]?.extensions.code === 'RATE_LIMITED' &&
          Number(last.headers.get('retry-after')) > 0
        );
      });

      await redis.kill();
      const tenantKey = await newTenant();
      // Each has a full bucket of its own; there is never none.
      for (const api of apis) {
        const alone = [];
        for (let times = 0; times < 4; times += 1) alone.push((await api.ask(tenantKey, twenty)).status);
        expect(alone).toEqual([200, 200, 429, 429]);
      }
    } finally {
      await redis.kill();
    }
  });
});
