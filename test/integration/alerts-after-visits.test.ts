import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { watchQueue } from '../../src/ingestion/run.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { everyDay, storeMentions } from '../support/mentions.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { startPress, type TestPress } from '../support/press.ts';
import { addFeeds, makeReports, storeReports } from '../support/seed.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let database: TestDatabase;
let press: TestPress;
let receiver: WebhookReceiver;
let test: TestPipeline;
let tenantId: string;
let tenants = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  press = await startPress();
  receiver = await startReceiver();
  test = createTestPipeline(database.url, { hosts: [press.host, new URL(receiver.url).host] });
});

beforeEach(async () => {
  tenants += 1;
  const now = new Date();
  receiver.received.length = 0;
  const url = press.feed(`/feed-${tenants}`, headlines(12, now));
  tenantId = await test.follow(`house-${tenants}`, [url]);
  await sql(database.url, `UPDATE feeds SET created_at = now() - interval '200 days' WHERE tenant_id = $1`, [
    tenantId,
  ]);
  const [feed] = await sql<{ id: string }>(database.url, 'SELECT id FROM feeds WHERE tenant_id = $1', [
    tenantId,
  ]);
  const tenant = test.storage.forTenant(tenantId);
  await storeMentions(database.url, tenant, now, everyDay('Gucci', 1, { feedId: feed?.id ?? null }));
  await sql(
    database.url,
    `WITH desk AS (INSERT INTO webhooks (tenant_id, label, url) VALUES ($1, 'Desk', $2) RETURNING id)
     INSERT INTO alert_rules (tenant_id, name, kind, brands, rivals, sensitivity, least_mentions, webhook_id)
     SELECT $1, 'Spikes', 'SPIKE', '{Gucci}', '{}', 'BALANCED', 5, id FROM desk`,
    [tenantId, receiver.url],
  );
});

afterAll(async () => {
  await test.close();
  await receiver.close();
  await press.close();
  await database.drop();
});

const towns = [
  'Milan',
  'Paris',
  'Seoul',
  'Tokyo',
  'Lagos',
  'Quito',
  'Oslo',
  'Rome',
  'Madrid',
  'Vienna',
  'Lima',
  'Cairo',
];

/** Articles about Gucci, all of the last hours. */
function headlines(count: number, now: Date) {
  return towns.slice(0, count).map((town, at) => ({
    title: `Gucci opens a boutique in ${town}`,
    link: `/articles/${tenants}-${at}`,
    date: new Date(now.getTime() - at * 60_000 - 60_000),
    content: `<p>Gucci has opened a boutique in ${town}, with silk and leather goods of the season.</p>`,
  }));
}

const alerts = () =>
  sql<{ brand: string; observed: number; label: string | null }>(
    database.url,
    'SELECT brand, observed, label FROM alerts WHERE tenant_id = $1',
    [tenantId],
  );
const waiting = () =>
  sql<{ key: string }>(
    database.url,
    `SELECT key FROM graphile_worker._private_jobs WHERE key LIKE '%alert%' AND payload::text LIKE '%' || $1 || '%'`,
    [tenantId],
  );

it('an alert is raised and sent at the end of a run without a queue, which leaves nothing behind', async () => {
  await test.run({ tenant: `house-${tenants}` });
  expect(await alerts()).toEqual([{ brand: 'Gucci', observed: 12, label: null }]);
  expect(receiver.received.map(({ headers }) => headers['fashion-hunting-event'])).toEqual(['alert.raised']);
  expect(await waiting()).toEqual([]);
  await test.makeAllDue();
  await test.run({ tenant: `house-${tenants}` });
  expect([(await alerts()).length, receiver.received.length]).toEqual([1, 1]);
});

it('an alert is raised and sent out of the queue, a little after the visit', async () => {
  const ending = new AbortController();
  const work = watchQueue(test.pipeline, { queuesDueFeeds: true, signal: ending.signal });
  await expect.poll(waiting, { timeout: 30_000 }).toHaveLength(1);
  await sql(database.url, `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = $1`, [
    `evaluate-alerts:${tenantId}`,
  ]);
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(1);
  expect(await alerts()).toEqual([{ brand: 'Gucci', observed: 12, label: null }]);
  await expect.poll(waiting, { timeout: 10_000 }).toEqual([]);
  ending.abort();
  await work;
}, 90_000);

it('visits join one evaluation with their brands, and a tenant without rules has none', async () => {
  await sql(database.url, 'DELETE FROM alert_rules WHERE tenant_id = $1', [tenantId]);
  const tenant = test.storage.forTenant(tenantId);
  const [first, second] = await addFeeds(tenant, 2, 70 + tenants);
  await storeReports(tenant, first ?? '', makeReports(71, 6, ['Prada']));
  expect(await waiting()).toEqual([]);
  await sql(
    database.url,
    `INSERT INTO alert_rules (tenant_id, name, kind, brands, rivals, sensitivity, least_mentions)
     VALUES ($1, 'Spikes', 'SPIKE', '{Gucci}', '{}', 'BALANCED', 5)`,
    [tenantId],
  );
  await storeReports(tenant, first ?? '', makeReports(72, 6, ['Prada']));
  await storeReports(tenant, second ?? '', makeReports(73, 6, ['Dior']));
  const [job] = await sql<{ payload: unknown }>(
    database.url,
    `SELECT payload FROM graphile_worker._private_jobs WHERE key = $1`,
    [`evaluate-alerts:${tenantId}`],
  );
  expect(job?.payload).toEqual([
    { tenantId, brands: ['Prada'] },
    { tenantId, brands: ['Dior'] },
  ]);
});
