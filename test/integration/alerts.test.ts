import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type DeliveryDependencies,
  makeDueDeliveries,
  mostDeliveryAttempts,
} from '../../src/alerts/deliver.ts';
import { evaluateAlerts } from '../../src/alerts/evaluate.ts';
import { deliverQueued, queueWhatIsLeft } from '../../src/ingestion/alert-tenants.ts';
import { createLog } from '../../src/platform/log.ts';
import { createWebhookClient } from '../../src/platform/webhook-client.ts';
import { nameOf } from '../../src/storage/database.ts';
import { Storage } from '../../src/storage/storage.ts';
import {
  AlertByIdDocument,
  AlertDeliveryPageDocument,
  type AlertFilter,
  AlertPageDocument,
  type AlertRuleDraft,
  BacktestAlertRuleDocument,
  CreateAlertRuleDocument,
  CreateWebhookDocument,
  SnoozeAlertDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { everyDay, storeMentions } from '../support/mentions.ts';
import { sql } from '../support/pipeline.ts';
import { addFeeds, brandsOfCatalogue, seededBrands } from '../support/seed.ts';
import { overWebSocket } from '../support/streams.ts';
import { isSigned, startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const start = new Date('2026-06-17T12:30:00.000Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let now = start;

let api: TestApi;
let receiver: WebhookReceiver;
let tenant: TestTenant;
let tenants = 0;
const webhookClient = createWebhookClient({ hostAllowlist: ['127.0.0.1'], userAgent: 'tests' });

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
  receiver.answer(204);
});

afterAll(async () => {
  await receiver.close();
  await api.close();
});

const store = (mentions: Parameters<typeof storeMentions>[3]) =>
  storeMentions(api.database.url, tenant, now, mentions);

async function addRule(
  condition: Partial<AlertRuleDraft> & Pick<AlertRuleDraft, 'kind'>,
  webhookId?: string,
) {
  const input = {
    name: `${condition.kind} ${Math.random()}`,
    condition: { ...(condition.kind === 'SEARCH_MATCH' ? {} : { brands: ['Gucci'] }), ...condition },
    ...(webhookId === undefined ? {} : { webhookId }),
  };
  return dataOf(await api.query(CreateAlertRuleDocument, { input }, tenant.key)).createAlertRule.alertRule;
}

async function addWebhook(url = receiver.url) {
  const input = { label: 'Desk', url };
  return dataOf(await api.query(CreateWebhookDocument, { input }, tenant.key)).createWebhook;
}

const evaluate = (brands: string[] = ['Gucci']) => evaluateAlerts(tenant, brands, now);

async function alerts(filter: AlertFilter = {}) {
  const { alerts: list } = dataOf(await api.query(AlertPageDocument, { filter }, tenant.key));
  return list.edges.map(({ node }) => node);
}

async function deliveries() {
  const { alertDeliveries } = dataOf(await api.query(AlertDeliveryPageDocument, {}, tenant.key));
  return alertDeliveries.edges.map(({ node }) => node);
}

const dependencies = (): DeliveryDependencies => ({
  webhookClient,
  webhookSecret: () => api.storage.secret('webhooks'),
  log: createLog('silent', 'tests'),
  now: () => now,
  random: () => 0.5,
});

const sumOf = (parts: readonly { change: number }[]) =>
  parts.reduce((sum, { change }) => sum + Math.round(change * 100), 0);

describe('a spike', () => {
  it('is one alert while it lasts, with its parts and reports, and closes when it is over', async () => {
    await store([
      ...everyDay('Gucci', 4, { source: 'Moda Nuova' }),
      { brand: 'Gucci', hoursAgo: 1, count: 20, source: 'Élan', topic: 'LEGAL', tone: 'NEGATIVE' },
      { brand: 'Gucci', hoursAgo: 3, count: 5, source: 'Moda Nuova' },
    ]);
    const rule = await addRule({ kind: 'SPIKE' });
    expect(await evaluate()).toEqual({ told: 1, closed: 0, rules: 1 });

    const [alert] = await alerts();
    expect(alert).toMatchObject({
      rule: { id: rule.id },
      kind: 'SPIKE',
      brand: 'Gucci',
      state: 'OPEN',
      label: null,
      observed: 25,
      expected: 4,
      score: 10.5,
      change: 21,
      message: 'Gucci: 25 mentions in 24 hours, where 4 were to be expected (score 10.5).',
      openedAt: start.toISOString(),
      toldAt: start.toISOString(),
      closedAt: null,
    });
    for (const parts of [alert?.outlets, alert?.topics, alert?.tones]) expect(sumOf(parts ?? [])).toBe(2_100);
    expect(alert?.outlets).toEqual([
      { value: 'Élan', observed: 20, expected: 0, change: 20 },
      { value: 'Moda Nuova', observed: 5, expected: 4, change: 1 },
    ]);
    expect(alert?.tones[0]).toEqual({ value: 'NEGATIVE', observed: 20, expected: 0, change: 20 });
    expect(alert?.reportIds).toHaveLength(20);
    const { alert: alone } = dataOf(await api.query(AlertByIdDocument, { id: alert?.id ?? '' }, tenant.key));
    expect(alone.reports.map(({ id }) => id)).toEqual(alert?.reportIds);

    // More comes in: the same alert, told once.
    await store([{ brand: 'Gucci', hoursAgo: 0, count: 5 }]);
    expect(await evaluate()).toEqual({ told: 0, closed: 0, rules: 1 });
    expect(await alerts()).toMatchObject([{ id: alert?.id, observed: 30 }]);

    // The next day is like all others, and nobody wrote about the brand: it is looked at because it is open.
    now = new Date(start.getTime() + 26 * hourMs);
    expect(await evaluate([])).toEqual({ told: 0, closed: 1, rules: 1 });
    expect(await alerts({ states: ['OPEN', 'SNOOZED'] as never })).toEqual([]);
    expect(await alerts({ states: ['CLOSED'] as never })).toMatchObject([{ closedAt: now.toISOString() }]);
  });

  it('is none for brands that no rule is about, nor by a rule that is switched off', async () => {
    await store([...everyDay('Prada', 1), { brand: 'Prada', hoursAgo: 1, count: 40 }]);
    await addRule({ kind: 'SPIKE' });
    expect(await evaluate(['Prada'])).toEqual({ told: 0, closed: 0, rules: 0 });
    const off = await addRule({ kind: 'SPIKE', brands: ['Prada'] });
    await sql(api.database.url, 'UPDATE alert_rules SET is_active = false WHERE id = $1', [off.id]);
    expect(await evaluate(['Prada'])).toEqual({ told: 0, closed: 0, rules: 0 });
  });

  it('is stored once, however many evaluate at the same time', async () => {
    await store([...everyDay('Gucci', 1), { brand: 'Gucci', hoursAgo: 1, count: 40 }]);
    await addRule({ kind: 'SPIKE' }, (await addWebhook()).webhook.id);
    const outcomes = await Promise.all([evaluate(), evaluate(), evaluate()]);
    expect(outcomes.map(({ told }) => told).sort()).toEqual([0, 0, 1]);
    expect([(await alerts()).length, (await deliveries()).length]).toEqual([1, 1]);
  });
});

describe('the other kinds', () => {
  it('a negative turn is found, and its parts are of negative mentions', async () => {
    await store([
      ...everyDay('Gucci', 9),
      ...everyDay('Gucci', 1, { tone: 'NEGATIVE' }),
      { brand: 'Gucci', hoursAgo: 5, count: 30, tone: 'NEGATIVE', source: 'Élan' },
    ]);
    await addRule({ kind: 'NEGATIVE_TURN' });
    await evaluate();
    const [alert] = await alerts();
    expect(alert).toMatchObject({ kind: 'NEGATIVE_TURN', observed: 36 });
    expect(sumOf(alert?.outlets ?? [])).toBe(Math.round((alert?.change ?? 0) * 100));
    expect(alert?.outlets[0]).toMatchObject({ value: 'Élan', observed: 30, expected: 0 });
  });

  it('a first mention is found once', async () => {
    await store([...everyDay('Prada', 1), { brand: 'Gucci', hoursAgo: 2, count: 1 }]);
    await addRule({ kind: 'FIRST_MENTION' });
    expect((await evaluate()).told).toBe(1);
    expect(await alerts()).toMatchObject([
      { message: 'Gucci: 1 mention in 24 hours, after eight weeks without one.' },
    ]);
    now = new Date(start.getTime() + dayMs);
    await store([{ brand: 'Gucci', hoursAgo: 2, count: 1 }]);
    expect(await evaluate()).toMatchObject({ told: 0, closed: 1 });
  });

  it('a share of voice is found where it crosses its line', async () => {
    await store([
      ...everyDay('Gucci', 2),
      ...everyDay('Prada', 8),
      { brand: 'Gucci', hoursAgo: 2, count: 30 },
    ]);
    const condition = { kind: 'SHARE_OF_VOICE', rivals: ['prada'], line: 30, side: 'ABOVE' } as never;
    await addRule(condition);
    await evaluate(['Prada']);
    const [alert] = await alerts();
    expect(alert).toMatchObject({ brand: 'Gucci', expected: 20, observed: 46.67 });
    for (const parts of [alert?.outlets, alert?.topics, alert?.tones]) expect(sumOf(parts ?? [])).toBe(2_667);
  });

  it('a saved search that lets reports through is found, whatever brands they mention', async () => {
    await store([{ brand: 'Dior', hoursAgo: 2, count: 3, topic: 'LEGAL' }]);
    const [search] = await sql<{ id: string }>(
      api.database.url,
      `INSERT INTO saved_searches (tenant_id, name, filter) VALUES ($1, 'Court', $2) RETURNING id`,
      [tenant.tenantId, JSON.stringify({ brands: { any: ['christian dior', 'Dior'] }, topics: ['LEGAL'] })],
    );
    await addRule({ kind: 'SEARCH_MATCH' as never, savedSearchId: search?.id ?? '' });
    expect((await evaluate([])).told).toBe(1);
    const [alert] = await alerts();
    expect(alert).toMatchObject({
      brand: null,
      observed: 3,
      expected: 0,
      topics: [{ value: 'LEGAL', change: 3 }],
    });
    expect(alert?.reportIds).toHaveLength(3);
  });
});

describe('a jump that comes from feeds', () => {
  const oldFeed = async () => {
    const [id = ''] = await addFeeds(tenant, 1, tenants);
    await sql(api.database.url, `UPDATE feeds SET created_at = $2 WHERE id = $1`, [
      id,
      new Date(now.getTime() - 200 * dayMs),
    ]);
    return id;
  };

  it('added lately is kept and told to nobody, and is told once others write about it too', async () => {
    const old = await oldFeed();
    const [fresh = ''] = await addFeeds(tenant, 1, 1000 + tenants);
    await sql(api.database.url, `UPDATE feeds SET created_at = $2 WHERE id = $1`, [
      fresh,
      new Date(now.getTime() - 2 * dayMs),
    ]);
    await store([
      ...everyDay('Gucci', 4, { feedId: old }),
      { brand: 'Gucci', hoursAgo: 1, count: 30, feedId: fresh },
    ]);
    await addRule({ kind: 'SPIKE' }, (await addWebhook()).webhook.id);
    expect(await evaluate()).toEqual({ told: 0, closed: 0, rules: 1 });
    expect(await alerts()).toMatchObject([{ state: 'OPEN', label: 'SOURCE_CHANGE', toldAt: null }]);
    const [{ reason } = { reason: '' }] = await alerts();
    expect(reason).toBe(
      'Without feeds that have changed there would be no alert: Feed 0 was added on 2026-06-15.',
    );
    expect(await deliveries()).toEqual([]);

    await store([{ brand: 'Gucci', hoursAgo: 1, count: 30, feedId: old }]);
    expect((await evaluate()).told).toBe(1);
    expect(await alerts()).toMatchObject([{ label: null, reason: null, toldAt: now.toISOString() }]);
  });

  it('of the press is told, though a feed was added lately', async () => {
    const old = await oldFeed();
    await addFeeds(tenant, 1, 2000 + tenants);
    await store([
      ...everyDay('Gucci', 4, { feedId: old }),
      { brand: 'Gucci', hoursAgo: 1, count: 30, feedId: old },
    ]);
    await addRule({ kind: 'SPIKE' });
    expect((await evaluate()).told).toBe(1);
  });

  it('that flood is labelled too', async () => {
    const old = await oldFeed();
    const other = await addFeeds(tenant, 1, 3000 + tenants);
    await sql(api.database.url, `UPDATE feeds SET created_at = $2 WHERE id = $1`, [
      other[0],
      new Date(now.getTime() - 200 * dayMs),
    ]);
    await sql(
      api.database.url,
      `INSERT INTO feed_events (tenant_id, feed_id, kind, message, happened_at) VALUES ($1, $2, 'FLOODING', 'Too much.', $3)`,
      [tenant.tenantId, other[0], now],
    );
    await store([
      ...everyDay('Gucci', 4, { feedId: old }),
      { brand: 'Gucci', hoursAgo: 1, count: 30, feedId: other[0] ?? null },
    ]);
    await addRule({ kind: 'SPIKE' });
    expect((await evaluate()).told).toBe(0);
    expect(await alerts()).toMatchObject([{ label: 'SOURCE_CHANGE' }]);
  });

  it('that have never changed is found nowhere before the press was read for a week', async () => {
    await addFeeds(tenant, 1, 4000 + tenants);
    await sql(api.database.url, `UPDATE feeds SET created_at = $2 WHERE tenant_id = $1`, [
      tenant.tenantId,
      new Date(now.getTime() - 3 * dayMs),
    ]);
    await store([...everyDay('Gucci', 1), { brand: 'Gucci', hoursAgo: 1, count: 30 }]);
    await addRule({ kind: 'SPIKE' });
    expect((await evaluate()).told).toBe(0);
    expect(await alerts()).toEqual([]);
  });
});

describe('an alert that is snoozed', () => {
  it('keeps still, with the next one of its kind, and is told anew when it still lasts then', async () => {
    await store([...everyDay('Gucci', 4), { brand: 'Gucci', hoursAgo: 1, count: 40 }]);
    await addRule({ kind: 'SPIKE' }, (await addWebhook()).webhook.id);
    await evaluate();
    const [{ id } = { id: '' }] = await alerts();
    const until = new Date(start.getTime() + 2 * hourMs);
    const snoozed = await api.query(
      SnoozeAlertDocument,
      { input: { id, until: until.toISOString() } },
      tenant.key,
    );
    expect(dataOf(snoozed).snoozeAlert.alert).toMatchObject({
      state: 'SNOOZED',
      toldAt: start.toISOString(),
    });
    now = new Date(start.getTime() + hourMs);
    expect((await evaluate()).told).toBe(0);
    expect(await alerts({ states: ['SNOOZED'] as never })).toHaveLength(1);
    now = new Date(until.getTime() + 1);
    expect((await evaluate()).told).toBe(1);
    expect((await deliveries()).map(({ event }) => event)).toEqual(['RAISED', 'RAISED']);
  });
});

describe('the evaluation', () => {
  it('takes the same statements, however many rules, brands and mentions there are', async () => {
    await store([
      ...everyDay('Gucci', 1),
      { brand: 'Gucci', hoursAgo: 1, count: 30 },
      { brand: 'Prada', hoursAgo: 1, count: 30 },
      { brand: 'Dior', hoursAgo: 1, count: 30 },
    ]);
    const { webhook } = await addWebhook();
    await addRule({ kind: 'SPIKE' }, webhook.id);
    const ran: string[] = [];
    const onStatement = (statement: string) => void ran.push(nameOf(statement));
    const log = createLog('silent', 'tests');
    const storage = new Storage({
      url: api.database.url,
      replicaUrl: null,
      log,
      connections: 1,
      onStatement,
    });
    const namesOf = async () => {
      ran.length = 0;
      await evaluateAlerts(storage.forTenant(tenant.tenantId), ['Gucci', 'Prada', 'Dior'], now);
      return [...ran];
    };
    const one = await namesOf();
    await sql(api.database.url, 'DELETE FROM alerts WHERE tenant_id = $1', [tenant.tenantId]);
    for (let rule = 0; rule < 8; rule++) {
      await addRule({ kind: 'SPIKE', brands: ['Gucci', 'Prada', 'Dior'] }, webhook.id);
      await addRule({ kind: 'FIRST_MENTION', brands: ['Prada', 'Dior'] }, webhook.id);
    }
    const many = await namesOf();
    expect(await alerts()).toHaveLength(20);
    expect(many).toEqual(one);
    expect(many.length).toBeLessThan(20);
    await storage.close();
  });
});

describe('a backtest', () => {
  it('finds what the rule would have raised, with dates and scores, by the same statistic', async () => {
    await store([...everyDay('Gucci', 4), { brand: 'Gucci', hoursAgo: 24 * 5 + 3, count: 36 }]);
    const draft = { kind: 'SPIKE', brands: ['gucci'] } as never;
    const { backtestAlertRule } = dataOf(await api.query(BacktestAlertRuleDocument, { draft }, tenant.key));
    expect(backtestAlertRule).toEqual({
      days: 90,
      daysKnown: 69,
      count: 1,
      firings: [
        { at: '2026-06-12T13:00:00.000Z', brand: 'Gucci', days: 1, observed: 40, expected: 4, score: 18 },
      ],
    });
    expect(await alerts()).toEqual([]);
  });

  it('dates what would be raised in the hour under way by now, not by its end', async () => {
    await store([...everyDay('Gucci', 4), { brand: 'Gucci', hoursAgo: 3, count: 36 }]);
    const draft = { kind: 'SPIKE', brands: ['gucci'] } as never;
    const { backtestAlertRule } = dataOf(await api.query(BacktestAlertRuleDocument, { draft }, tenant.key));
    expect(backtestAlertRule.firings.map(({ at }) => at)).toEqual([now.toISOString()]);
  });

  it('is refused with every fault at once', async () => {
    const draft = { kind: 'SHARE_OF_VOICE', brands: ['Guci'], line: 100, leastMentions: 0 } as never;
    const { errors } = await api.query(BacktestAlertRuleDocument, { draft }, tenant.key);
    expect(errors[0]?.extensions.fields?.map(({ field }) => field).sort()).toEqual([
      'draft.brands',
      'draft.leastMentions',
      'draft.line',
      'draft.rivals',
      'draft.side',
    ]);
  });
});

describe('a webhook', () => {
  const spike = async (url?: string) => {
    await store([...everyDay('Gucci', 4), { brand: 'Gucci', hoursAgo: 1, count: 40 }]);
    const { webhook, secret } = await addWebhook(url);
    await addRule({ kind: 'SPIKE' }, webhook.id);
    await evaluate();
    return { webhook, secret };
  };

  it('is sent what was raised and what is over, signed', async () => {
    const { secret } = await spike();
    await makeDueDeliveries(tenant, dependencies());
    now = new Date(start.getTime() + 26 * hourMs);
    await evaluate([]);
    await makeDueDeliveries(tenant, dependencies());
    expect(receiver.received).toHaveLength(2);
    const [raised, closed] = receiver.received;
    if (!raised || !closed) throw new Error('two were expected');
    expect([isSigned(raised, secret), isSigned(closed, secret)]).toEqual([true, true]);
    expect(isSigned({ ...raised, body: `${raised.body} ` }, secret)).toBe(false);
    const other = { ...raised.headers, 'fashion-hunting-timestamp': '1' };
    expect(isSigned({ ...raised, headers: other }, secret)).toBe(false);
    const [alert] = await alerts();
    expect(JSON.parse(raised.body)).toMatchObject({
      id: raised.headers['fashion-hunting-delivery'],
      event: 'alert.raised',
      alert: { id: alert?.id, brand: 'Gucci', observed: 40, expected: 4, closedAt: null },
    });
    expect(raised.headers).toMatchObject({
      'content-type': 'application/json',
      'fashion-hunting-event': 'alert.raised',
      'fashion-hunting-timestamp': String(start.getTime() / 1000),
    });
    expect(JSON.parse(closed.body)).toMatchObject({
      event: 'alert.closed',
      alert: { closedAt: now.toISOString() },
    });
    expect(await deliveries()).toMatchObject([
      { event: 'CLOSED', status: 'DELIVERED', attempts: 1, httpStatus: 204, error: null },
      { event: 'RAISED', status: 'DELIVERED', attempts: 1, httpStatus: 204, error: null },
    ]);
  });

  it('that fails is tried again, later each time, with the same id, and given up with the reason', async () => {
    await spike();
    receiver.answer(503);
    const waits: number[] = [];
    for (let attempt = 1; attempt < mostDeliveryAttempts; attempt++) {
      await makeDueDeliveries(tenant, dependencies());
      const [delivery] = await deliveries();
      expect(delivery).toMatchObject({
        status: 'PENDING',
        attempts: attempt,
        httpStatus: 503,
        error: 'It answered 503.',
      });
      const next = new Date(delivery?.nextAttemptAt ?? 0);
      waits.push(next.getTime() - now.getTime());
      expect(await makeDueDeliveries(tenant, dependencies())).toEqual([]);
      now = next;
    }
    expect(waits).toEqual([30, 120, 480, 1_920, 7_680, 30_720].map((seconds) => seconds * 1_000));
    await makeDueDeliveries(tenant, dependencies());
    expect(await deliveries()).toMatchObject([
      {
        status: 'FAILED',
        attempts: 7,
        error: 'Given up after 7 attempts. It answered 503.',
        nextAttemptAt: null,
      },
    ]);
    const ids = receiver.received.map(({ headers }) => headers['fashion-hunting-delivery']);
    expect([ids.length, new Set(ids).size]).toEqual([7, 1]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it('that cannot be sent by a fault of ours is tried as often, and given up with the reason', async () => {
    await spike();
    const faults: string[] = [];
    const log = pino({ level: 'error' }, { write: (line) => faults.push(line) });
    const webhookSecret = async () => {
      throw new TypeError(`no secret for ${receiver.url}`);
    };
    const [deliveryId = ''] = await tenant.deliveries.due(now, 2);
    const job = { tenantId: tenant.tenantId, deliveryId };
    for (let attempt = 1; attempt <= mostDeliveryAttempts; attempt++) {
      const { now: clock, random, ...alerting } = { ...dependencies(), log, webhookSecret };
      await deliverQueued(job, { storage: api.storage, log, alerting, now: clock, random });
      const [delivery] = await deliveries();
      expect(delivery).toMatchObject({ attempts: attempt, httpStatus: null });
      if (delivery?.nextAttemptAt) now = new Date(delivery.nextAttemptAt);
    }
    expect(await deliveries()).toMatchObject([
      {
        status: 'FAILED',
        error: `Given up after ${mostDeliveryAttempts} attempts. It could not be sent by a fault of ours (TypeError).`,
        nextAttemptAt: null,
      },
    ]);
    expect(faults).toHaveLength(mostDeliveryAttempts);
    expect(faults[0]).toContain('a webhook could not be sent');
    expect(receiver.received).toEqual([]);
    await queueWhatIsLeft({ storage: api.storage, now: () => new Date(now.getTime() + 24 * hourMs) });
    const left = await sql(
      api.database.url,
      `SELECT key FROM graphile_worker._private_jobs WHERE key = 'deliver-alert:' || $1`,
      [job.deliveryId],
    );
    expect(left).toEqual([]);
  });

  it.each([
    ['429', 429, '600', 600],
    ['503 and a date', 503, new Date(start.getTime() + 900_000).toUTCString(), 900],
    ['429 and less than the next wait', 429, '1', 30],
    ['503 and more than a day', 503, '999999', 86_400],
    ['500, for which no wait can be asked', 500, '600', 30],
  ])('that answers %s is tried again when it asks for it', async (_, status, header, seconds) => {
    await spike();
    receiver.answer(status, { 'retry-after': header });
    await makeDueDeliveries(tenant, dependencies());
    const next = new Date(start.getTime() + seconds * 1_000).toISOString();
    expect(await deliveries()).toMatchObject([
      { status: 'PENDING', httpStatus: status, error: `It answered ${status}.`, nextAttemptAt: next },
    ]);
  });

  it('that was delivered stays so, though an attempt that another process made failed afterwards', async () => {
    await spike();
    const [{ id } = { id: '' }] = await deliveries();
    const late = { httpStatus: 500, error: 'It answered 500.', attemptedAt: now, nextAttemptAt: now };
    await makeDueDeliveries(tenant, dependencies());
    const recorded = await tenant.change(null, now, (repositories) =>
      repositories.deliveries.record(id, { status: 'PENDING', ...late }),
    );
    expect(recorded).toBeNull();
    expect(await deliveries()).toMatchObject([{ status: 'DELIVERED', attempts: 1, httpStatus: 204 }]);
  });

  it('that answers with a redirect is not followed, and one that is gone is not asked again', async () => {
    await spike();
    receiver.answer(302, { location: '/elsewhere' });
    await makeDueDeliveries(tenant, dependencies());
    expect(await deliveries()).toMatchObject([
      { status: 'PENDING', error: 'It answered 302; redirects are not followed.' },
    ]);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/alerts']);
    receiver.answer(410);
    now = new Date(now.getTime() + hourMs);
    await makeDueDeliveries(tenant, dependencies());
    expect(await deliveries()).toMatchObject([{ status: 'FAILED', httpStatus: 410 }]);
  });

  it.each([
    'http://localhost:9/x?token=secret',
    'http://[::1]:9/x?token=secret',
    'http://10.0.0.1/x?token=secret',
    'http://169.254.169.254/x?token=secret',
    'http://2130706433:9/x?token=secret',
  ])(
    'at a private address is refused when the connection is made, and its address is told to nobody: %s',
    async (url) => {
      await spike(url);
      const guarded = createWebhookClient({ hostAllowlist: [], userAgent: 'tests' });
      await makeDueDeliveries(tenant, { ...dependencies(), webhookClient: guarded });
      const [delivery] = await deliveries();
      expect(delivery).toMatchObject({ status: 'PENDING', httpStatus: null });
      expect(delivery?.error).toContain('leads to a private address');
      expect(delivery?.error).not.toContain('secret');
    },
  );

  it('is the job of a worker too: of one at a time, and no longer once it is over', async () => {
    await spike();
    const jobs = () =>
      sql<{ key: string }>(
        api.database.url,
        `SELECT key FROM graphile_worker._private_jobs WHERE key LIKE 'deliver-alert:%' AND payload ->> 'tenantId' = $1`,
        [tenant.tenantId],
      );
    expect(await jobs()).toHaveLength(1);
    receiver.answer(500);
    await makeDueDeliveries(tenant, dependencies());
    expect(await jobs()).toHaveLength(1);
    receiver.answer(200);
    now = new Date(now.getTime() + hourMs);
    await makeDueDeliveries(tenant, dependencies());
    expect(await jobs()).toEqual([]);
  });
});

describe('whoever subscribes', () => {
  it('is told of alerts that a filter lets through, and of none of another tenant', async () => {
    const query = 'subscription ($filter: AlertFilter) { alertRaised(filter: $filter) { brand score } }';
    const open = (key: string, brands: string[]) =>
      overWebSocket({ url: api.url, key, query, variables: { filter: { brands } } });
    const mine = open(tenant.key, ['gucci']);
    const others = [open(tenant.key, ['Prada']), open(api.tenant.key, ['Gucci'])];
    await expect.poll(() => api.metrics.text()).toContain('fashion_hunting_subscriptions_open 3');
    await store([...everyDay('Gucci', 4), { brand: 'Gucci', hoursAgo: 1, count: 40 }]);
    await addRule({ kind: 'SPIKE' });
    await evaluate();
    await expect.poll(() => mine.results).toEqual([{ data: { alertRaised: { brand: 'Gucci', score: 18 } } }]);
    expect(others.map(({ results }) => results)).toEqual([[], []]);
    for (const one of [mine, ...others]) one.close();
  });
});
