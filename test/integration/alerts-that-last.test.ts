import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluateAlerts } from '../../src/alerts/evaluate.ts';
import {
  type AlertFilter,
  AlertPageDocument,
  type AlertRuleDraft,
  AlertRulePageDocument,
  CreateAlertRuleDocument,
  CreateWebhookDocument,
  MergeBrandsDocument,
  SnoozeAlertDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { everyDay, storeMentions } from '../support/mentions.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue, seededBrands } from '../support/seed.ts';

const start = new Date('2026-06-17T12:30:00.000Z');
const hourMs = 3_600_000;
let now = start;
const later = (hours: number) => new Date(start.getTime() + hours * hourMs);

let api: TestApi;
let tenant: TestTenant;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
});

beforeEach(async () => {
  now = start;
  tenants += 1;
  tenant = await api.addTenant(`house-${tenants}`);
});

afterAll(() => api.close());

const store = (mentions: Parameters<typeof storeMentions>[3]) =>
  storeMentions(api.database.url, tenant, now, mentions);
const evaluate = (brands: string[] | null = ['Gucci']) => evaluateAlerts(tenant, brands, now);

async function addRule(condition: Partial<AlertRuleDraft>, name = 'A rule') {
  const webhook = { label: 'Desk', url: 'https://desk.example/' };
  const added = dataOf(await api.query(CreateWebhookDocument, { input: webhook }, tenant.key)).createWebhook;
  const draft = { kind: 'SPIKE', brands: ['Gucci'], ...condition } as AlertRuleDraft;
  const input = { name, condition: draft, webhookId: added.webhook.id };
  return dataOf(await api.query(CreateAlertRuleDocument, { input }, tenant.key)).createAlertRule.alertRule;
}

async function alerts(filter: AlertFilter = {}) {
  const { alerts: list } = dataOf(await api.query(AlertPageDocument, { filter }, tenant.key));
  return list.edges.map(({ node }) => node);
}

async function rules() {
  const { alertRules } = dataOf(await api.query(AlertRulePageDocument, {}, tenant.key));
  return alertRules.edges.map(({ node }) => node);
}

const snooze = async (id: string, until: Date | null) =>
  dataOf(await api.query(SnoozeAlertDocument, { input: { id, until: until?.toISOString() } }, tenant.key))
    .snoozeAlert.alert;

const events = async () =>
  (
    await sql<{ event: string }>(
      api.database.url,
      'SELECT event FROM alert_deliveries WHERE tenant_id = $1 ORDER BY id',
      [tenant.tenantId],
    )
  ).map(({ event }) => event);

const spike = (brand = 'Gucci') => store([...everyDay(brand, 4), { brand, hoursAgo: 1, count: 40 }]);

describe('an alert that was told and snoozed', () => {
  it('is told to be over to whom it was told, though it keeps still', async () => {
    await spike();
    await addRule({});
    await evaluate();
    const [{ id } = { id: '' }] = await alerts();
    await snooze(id, later(100));
    now = later(26);
    expect(await evaluate(null)).toMatchObject({ told: 0, closed: 1 });
    expect(await events()).toEqual(['RAISED', 'CLOSED']);
  });

  it('is not told anew when somebody has it speak again, since it was told already', async () => {
    await spike();
    await addRule({});
    await evaluate();
    const [{ id } = { id: '' }] = await alerts();
    await snooze(id, later(2));
    expect(await snooze(id, null)).toMatchObject({ state: 'OPEN', toldAt: start.toISOString() });
    now = later(3);
    expect((await evaluate()).told).toBe(0);
    expect(await events()).toEqual(['RAISED']);
  });

  it('keeps the next one of its rule and brand still, of which nobody is told anything', async () => {
    await spike();
    await addRule({});
    await evaluate();
    const [{ id } = { id: '' }] = await alerts();
    await snooze(id, later(100));
    now = later(26);
    await evaluate();
    await store([{ brand: 'Gucci', hoursAgo: 0, count: 60 }]);
    expect(await evaluate()).toMatchObject({ told: 0 });
    expect(await alerts({ states: ['SNOOZED'] as never })).toMatchObject([{ toldAt: null }]);
    now = later(52);
    await evaluate();
    expect(await events()).toEqual(['RAISED', 'CLOSED']);
  });
});

describe('an alert of a tenant whose feeds are silent', () => {
  it('is queued to be looked at, and so are those of others, but no tenant without an open one', async () => {
    await spike();
    await addRule({});
    await evaluate();
    const quiet = await api.addTenant(`quiet-${tenants}`);
    await api.storage.tenants.queueOpenAlerts();
    await api.storage.tenants.queueOpenAlerts();
    const waiting = await sql<{ payload: unknown }>(
      api.database.url,
      `SELECT payload FROM graphile_worker._private_jobs WHERE key = any($1)`,
      [[tenant, quiet].map(({ tenantId }) => `evaluate-alerts:${tenantId}`)],
    );
    const { tenantId } = tenant;
    expect(waiting).toEqual([
      {
        payload: [
          { tenantId, brands: [] },
          { tenantId, brands: [] },
        ],
      },
    ]);
    now = later(26);
    expect(await evaluate([])).toMatchObject({ closed: 1 });
  });

  it('is looked at by a run without a queue that brings nothing', async () => {
    await spike();
    await addRule({});
    await evaluate();
    now = later(26);
    expect(await evaluate(null)).toMatchObject({ closed: 1 });
  });

  it('is over when nothing can be said of it for a week', async () => {
    await store([
      ...everyDay('Gucci', 2),
      ...everyDay('Prada', 8),
      { brand: 'Gucci', hoursAgo: 2, count: 30 },
    ]);
    await addRule({ kind: 'SHARE_OF_VOICE', rivals: ['Prada'], line: 30, side: 'ABOVE' } as never);
    expect((await evaluate()).told).toBe(1);
    // Nobody has a voice any more to have a share in.
    now = later(8 * 24);
    await sql(api.database.url, 'UPDATE alerts SET updated_at = $2 WHERE tenant_id = $1', [
      tenant.tenantId,
      later(24 + 1),
    ]);
    expect(await evaluate([])).toMatchObject({ closed: 0 });
    now = later(8 * 24 + 1);
    expect(await evaluate([])).toMatchObject({ closed: 1 });
  });
});

describe('a rule of a brand that is merged into another', () => {
  const merge = async (from: string, into: string) =>
    dataOf(await api.query(MergeBrandsDocument, { input: { from, into } }, tenant.key)).mergeBrands;

  it('goes on with the brand it became, and its open alert too', async () => {
    await spike();
    await addRule({});
    await evaluate();
    const [open] = await alerts();
    await merge('Gucci', 'Prada');
    expect(await rules()).toMatchObject([{ brands: ['Prada'] }]);
    expect(await alerts({ brands: ['gucci'] })).toMatchObject([
      { id: open?.id, brand: 'Prada', state: 'OPEN' },
    ]);
    // What the merger queued is about the brand that stays.
    await store([{ brand: 'Prada', hoursAgo: 0, count: 5 }]);
    expect(await evaluate(null)).toEqual({ told: 0, closed: 0, rules: 1 });
    expect(await alerts()).toMatchObject([
      { id: open?.id, observed: 45, message: expect.stringMatching(/^Prada: 45 mentions/) },
    ]);
    now = later(26);
    expect(await evaluate([])).toMatchObject({ closed: 1 });
    await store([{ brand: 'Prada', hoursAgo: 0, count: 60 }]);
    expect(await evaluate(['Prada'])).toMatchObject({ told: 1, rules: 1 });
  });

  it('names each brand once, and none as its own rival', async () => {
    const share = { kind: 'SHARE_OF_VOICE', line: 30, side: 'ABOVE' } as never as AlertRuleDraft;
    await addRule({ ...share, brands: ['Dior', 'Gucci', 'Prada'], rivals: ['Chloé'] }, 'one');
    await addRule({ ...share, brands: ['Prada'], rivals: ['Gucci', 'Dior'] }, 'two');
    await addRule({ ...share, brands: ['Dior'], rivals: ['Chloé'] }, 'untouched');
    await merge('Gucci', 'Prada');
    expect(await rules()).toMatchObject([
      { name: 'one', brands: ['Dior', 'Prada'], rivals: ['Chloé'] },
      { name: 'two', brands: ['Prada'], rivals: ['Dior'] },
      { name: 'untouched', brands: ['Dior'], rivals: ['Chloé'] },
    ]);
    await merge('Prada', 'Dior');
    expect((await rules()).find(({ name }) => name === 'one')).toMatchObject({ brands: ['Dior'] });
  });

  it('keeps one open alert where it had one of each, and closes the others with the next evaluation', async () => {
    for (const brand of ['Gucci', 'Prada', 'Dior']) await spike(brand);
    await addRule({ brands: ['Gucci', 'Prada', 'Dior'] });
    expect(await evaluate()).toMatchObject({ told: 3 });
    const kept = (await alerts()).find(({ brand }) => brand === 'Dior')?.id;
    await merge('Gucci', 'Prada');
    await merge('Prada', 'Dior');
    expect(await evaluate(null)).toMatchObject({ told: 0, closed: 2 });
    expect(await alerts({ states: ['OPEN'] as never })).toMatchObject([
      { id: kept, brand: 'Dior', observed: 120 },
    ]);
  });

  it('leaves those of other tenants as they are', async () => {
    const mine = tenant;
    await addRule({});
    tenant = await api.addTenant(`other-${tenants}`);
    await merge('Gucci', 'Prada');
    tenant = mine;
    expect(await rules()).toMatchObject([{ brands: ['Gucci'] }]);
  });
});

describe('what is counted of alerts', () => {
  const counted = async () => {
    const { alerts: content } = await api.storage.tenants.content();
    return content;
  };

  it('only grows, whatever becomes of the alerts', async () => {
    const before = await counted();
    await spike();
    const rule = await addRule({});
    await evaluate();
    await evaluate();
    const opened = await counted();
    expect(opened?.opened.SPIKE).toBe((before?.opened.SPIKE ?? 0) + 1);
    expect(opened?.told.SPIKE).toBe((before?.told.SPIKE ?? 0) + 1);
    expect(opened?.open.SPIKE).toBe((before?.open.SPIKE ?? 0) + 1);
    expect(opened?.deliveriesWaiting).toBe((before?.deliveriesWaiting ?? 0) + 1);
    const [delivery] = await sql<{ id: string }>(
      api.database.url,
      'SELECT id FROM alert_deliveries WHERE tenant_id = $1',
      [tenant.tenantId],
    );
    await tenant.change(null, now, async ({ deliveries }) => {
      const attempt = { httpStatus: 500, error: 'It answered 500.', attemptedAt: now };
      await deliveries.record(delivery?.id ?? '', { ...attempt, status: 'PENDING', nextAttemptAt: now });
      await deliveries.record(delivery?.id ?? '', { ...attempt, status: 'FAILED', nextAttemptAt: null });
    });
    const attempts = (outcome: string, content: typeof before) => content?.deliveryAttempts[outcome] ?? 0;
    await sql(api.database.url, 'DELETE FROM alert_rules WHERE id = $1', [rule.id]);
    const after = await counted();
    for (const outcome of ['PENDING', 'FAILED']) {
      expect(attempts(outcome, after)).toBe(attempts(outcome, before) + 1);
    }
    expect(after?.opened).toEqual(opened?.opened);
    expect(after?.told).toEqual(opened?.told);
    expect(after?.open.SPIKE ?? 0).toBe(before?.open.SPIKE ?? 0);
  });
});
