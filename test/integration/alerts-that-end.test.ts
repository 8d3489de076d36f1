import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DeliveryDependencies, makeDueDeliveries } from '../../src/alerts/deliver.ts';
import { evaluateAlerts } from '../../src/alerts/evaluate.ts';
import { deliverQueued, queueWhatIsLeft } from '../../src/ingestion/alert-tenants.ts';
import { createLog } from '../../src/platform/log.ts';
import { createWebhookClient } from '../../src/platform/webhook-client.ts';
import {
  AlertDeliveryPageDocument,
  AlertPageDocument,
  CreateAlertRuleDocument,
  CreateWebhookDocument,
  DeleteAlertRuleDocument,
  UpdateAlertRuleDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { everyDay, storeMentions } from '../support/mentions.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue, seededBrands } from '../support/seed.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const start = new Date('2026-06-17T12:30:00.000Z');
let now = start;

let api: TestApi;
let receiver: WebhookReceiver;
let tenant: TestTenant;
let tenants = 0;
const webhookClient = createWebhookClient({ hostAllowlist: ['127.0.0.1'], userAgent: 'tests' });
const log = createLog('fatal', 'tests');

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  receiver = await startReceiver();
});
beforeEach(async () => {
  now = start;
  tenants += 1;
  tenant = await api.addTenant(`house-${tenants}`);
});
afterEach(() => {
  receiver.received.length = 0;
});
afterAll(async () => {
  await receiver.close();
  await api.close();
});

const alerting = {
  webhookClient,
  webhookSecret: () => api.storage.secret('webhooks'),
  log,
};
const dependencies = (): DeliveryDependencies => ({ ...alerting, now: () => now, random: () => 0.5 });
const evaluate = (brands: string[] = ['Gucci']) => evaluateAlerts(tenant, brands, now);
const events = () =>
  receiver.received.map(({ body }) => JSON.parse(body) as { event: string; alert: { closedAt: string } });

/** A rule of two brands with an open alert each, of which the receiver has been told. @returns the rule's id */
async function told(isTold = true): Promise<string> {
  const input = { label: 'Desk', url: receiver.url };
  const { webhook } = dataOf(await api.query(CreateWebhookDocument, { input }, tenant.key)).createWebhook;
  for (const brand of ['Gucci', 'Prada']) {
    await storeMentions(api.database.url, tenant, now, [
      ...everyDay(brand, 4),
      { brand, hoursAgo: 1, count: 40 },
    ]);
  }
  const rule = {
    name: 'Spikes',
    condition: { kind: 'SPIKE' as const, brands: ['Gucci', 'Prada'] },
    webhookId: webhook.id,
  };
  const { alertRule } = dataOf(
    await api.query(CreateAlertRuleDocument, { input: rule }, tenant.key),
  ).createAlertRule;
  if (isTold) {
    expect((await evaluate()).told).toBe(2);
    await makeDueDeliveries(tenant, dependencies());
    expect(events().map(({ event }) => event)).toEqual(['alert.raised', 'alert.raised']);
    receiver.received.length = 0;
  }
  now = new Date(start.getTime() + 60_000);
  return alertRule.id;
}

async function openAlerts() {
  const { alerts } = dataOf(
    await api.query(AlertPageDocument, { filter: { states: ['OPEN'] } as never }, tenant.key),
  );
  return alerts.edges.map(({ node }) => node);
}

async function deliveries() {
  const { alertDeliveries } = dataOf(await api.query(AlertDeliveryPageDocument, {}, tenant.key));
  return alertDeliveries.edges.map(({ node }) => node);
}

/** Deletes the rule, or switches it off. */
async function end(id: string, how: 'deleted' | 'switched off') {
  return how === 'deleted'
    ? api.query(DeleteAlertRuleDocument, { input: { id } }, tenant.key)
    : api.query(UpdateAlertRuleDocument, { input: { id, isActive: false } }, tenant.key);
}

describe.each(['deleted', 'switched off'] as const)('the open alerts of a rule that is %s', (how) => {
  it('are over at once, and whoever was told of them is told so, once', async () => {
    const id = await told();
    // An evaluation and a second call at the same time: what closes them first, tells it.
    await Promise.all([end(id, how), evaluate(), end(id, how)]);
    expect(await openAlerts()).toEqual([]);
    await evaluate();
    await makeDueDeliveries(tenant, dependencies());
    expect(events().map(({ event }) => event)).toEqual(['alert.closed', 'alert.closed']);
    expect(events().map(({ alert }) => alert.closedAt)).toEqual([now.toISOString(), now.toISOString()]);
    await makeDueDeliveries(tenant, dependencies());
    expect(receiver.received).toHaveLength(2);
    const closed = (await deliveries()).filter(({ event }) => event === 'CLOSED');
    expect(closed.map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED']);
    if (how === 'deleted') expect(closed).toMatchObject(Array(2).fill({ rule: null, alert: null }));
  });

  it('are told of to the end where the deliveries still waited when the rule went', async () => {
    const id = await told(false);
    expect((await evaluate()).told).toBe(2);
    // Switched off first, the rule has its last news wait as well.
    for (const first of new Set(['switched off', how] as const)) await end(id, first);
    await makeDueDeliveries(tenant, dependencies());
    expect(
      events()
        .map(({ event }) => event)
        .sort(),
    ).toEqual(['alert.closed', 'alert.closed', 'alert.raised', 'alert.raised']);
  });

  it('are told to nobody where nobody was told that they were raised', async () => {
    const id = await told();
    await sql(api.database.url, 'UPDATE alerts SET told_at = NULL WHERE tenant_id = $1', [tenant.tenantId]);
    expect((await end(id, how)).errors).toEqual([]);
    await evaluate();
    expect((await deliveries()).filter(({ event }) => event === 'CLOSED')).toEqual([]);
    expect(await openAlerts()).toEqual([]);
  });
});

describe('a rule that is switched off and given another webhook at once', () => {
  it.each([['another'], ['none']])('tells the one that it had told: %s', async (which) => {
    const id = await told();
    const other = await startReceiver();
    try {
      const form = { label: 'Other desk', url: other.url };
      const { webhook } = dataOf(
        await api.query(CreateWebhookDocument, { input: form }, tenant.key),
      ).createWebhook;
      const change = which === 'another' ? { webhookId: webhook.id } : { withoutWebhook: true };
      const input = { id, isActive: false, ...change };
      dataOf(await api.query(UpdateAlertRuleDocument, { input }, tenant.key));
      await makeDueDeliveries(tenant, dependencies());
      expect(events().map(({ event }) => event)).toEqual(['alert.closed', 'alert.closed']);
      expect(other.received).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe('a delivery whose job has failed as often as a job may', () => {
  interface Job {
    key: string;
    attempts: number;
    isDue: boolean;
  }
  const jobs = () =>
    sql<Job>(
      api.database.url,
      `SELECT key, attempts, run_at <= now() AS "isDue" FROM graphile_worker._private_jobs
       WHERE key LIKE 'deliver-alert:%' AND payload ->> 'tenantId' = $1 ORDER BY key`,
      [tenant.tenantId],
    );

  /** Works at the queue until something holds. */
  async function work(
    deliver: (job: { tenantId: string; deliveryId: string }) => Promise<void>,
    until: () => Promise<boolean>,
  ) {
    const ending = new AbortController();
    const nothing = async () => {};
    const working = api.storage.workQueue(
      {
        concurrency: 1,
        visitFeed: nothing,
        rereadReports: nothing,
        evaluateAlerts: nothing,
        deliverAlert: deliver,
        queueDueFeeds: null,
        pruneHistory: null,
        keepRollups: null,
        queueOpenAlerts: null,
        signal: ending.signal,
      },
      log,
    );
    await expect.poll(until, { timeout: 30_000 }).toBe(true);
    ending.abort();
    await working;
  }

  it('is taken up again by the next look, and made once', async () => {
    await told(false);
    await evaluate();
    const [first, second] = await jobs();
    if (!first || !second) throw new Error('two jobs were expected');
    // Four of its five attempts are behind the one, and the other is not due yet.
    await sql(api.database.url, `UPDATE graphile_worker._private_jobs SET attempts = 4 WHERE key = $1`, [
      first.key,
    ]);
    await sql(
      api.database.url,
      `UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour' WHERE key = $1`,
      [second.key],
    );
    await work(
      async () => {
        throw new Error('the database was gone');
      },
      async () => (await jobs())[0]?.attempts === 5,
    );
    expect(receiver.received).toEqual([]);

    now = new Date(start.getTime() + 5 * 60_000);
    const look = () => queueWhatIsLeft({ storage: api.storage, now: () => now });
    await Promise.all([look(), look()]);
    await look();
    expect(await jobs()).toEqual([
      { key: first.key, attempts: 0, isDue: true },
      { key: second.key, attempts: 0, isDue: false },
    ]);
    await work(
      (job) => deliverQueued(job, { storage: api.storage, log, alerting, now: () => now, random: () => 0.5 }),
      async () => (await jobs()).length === 1,
    );
    expect(events().map(({ event }) => event)).toEqual(['alert.raised']);
    expect((await deliveries()).map(({ status }) => status).sort()).toEqual(['DELIVERED', 'PENDING']);
  }, 90_000);

  it('is taken up again too when the job is gone, but not while it may be under way', async () => {
    await told(false);
    await evaluate();
    await sql(
      api.database.url,
      `DELETE FROM graphile_worker._private_jobs WHERE payload ->> 'tenantId' = $1 AND key LIKE 'deliver%'`,
      [tenant.tenantId],
    );
    now = new Date(start.getTime() + 90_000);
    await queueWhatIsLeft({ storage: api.storage, now: () => now });
    expect(await jobs()).toEqual([]);
    now = new Date(start.getTime() + 121_000);
    await queueWhatIsLeft({ storage: api.storage, now: () => now });
    expect(await jobs()).toHaveLength(2);
    await sql(
      api.database.url,
      `UPDATE graphile_worker._private_jobs SET attempts = 5, locked_at = now() WHERE payload ->> 'tenantId' = $1`,
      [tenant.tenantId],
    );
    await queueWhatIsLeft({ storage: api.storage, now: () => now });
    expect((await jobs()).map(({ attempts }) => attempts)).toEqual([5, 5]);
  });
});
