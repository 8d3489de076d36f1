import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AlertDeliveryPageDocument,
  AlertRuleByIdDocument,
  AlertRulePageDocument,
  CreateAlertRuleDocument,
  type CreateAlertRuleInput,
  CreateWebhookDocument,
  type CreateWebhookInput,
  DeleteAlertRuleDocument,
  DeleteWebhookDocument,
  SnoozeAlertDocument,
  TestAlertRuleDocument,
  UpdateAlertRuleDocument,
  type UpdateAlertRuleInput,
  UpdateWebhookDocument,
  WebhookPageDocument,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue, seededBrands } from '../support/seed.ts';
import { isSigned, startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let api: TestApi;
let other: TestTenant;
let receiver: WebhookReceiver;
const missing = '0190a3c5-0000-7000-8000-000000000000';

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  other = await api.addTenant('maison-y');
  receiver = await startReceiver();
});

beforeEach(async () => {
  await sql(api.database.url, 'DELETE FROM alert_rules');
  await sql(api.database.url, 'DELETE FROM webhooks');
  receiver.received.length = 0;
  receiver.answer(204);
});

afterAll(async () => {
  await receiver.close();
  await api.close();
});

const spike = { kind: 'SPIKE', brands: ['gucci', 'Hermes', 'Gucci'] } as never;
const create = (input: CreateAlertRuleInput, key?: string | null) =>
  api.query(CreateAlertRuleDocument, { input }, key);
const created = async (input: Partial<CreateAlertRuleInput> = {}, key?: string) =>
  dataOf(await create({ name: 'Spikes', condition: spike, ...input }, key)).createAlertRule.alertRule;
const update = (input: UpdateAlertRuleInput, key?: string) =>
  api.query(UpdateAlertRuleDocument, { input }, key);
const addWebhook = async (input: Partial<CreateWebhookInput> = {}, key?: string) =>
  dataOf(
    await api.query(CreateWebhookDocument, { input: { label: 'Desk', url: receiver.url, ...input } }, key),
  ).createWebhook;
const codeOf = ({ errors }: Answer<unknown>) => errors[0]?.extensions.code ?? 'OK';
const fieldsOf = ({ errors }: Answer<unknown>) =>
  errors[0]?.extensions.fields?.map(({ field }) => field).sort();

describe('an alert rule', () => {
  it('is given back as it was made, brands by their canonical names', async () => {
    const rule = await created();
    expect(rule).toMatchObject({
      name: 'Spikes',
      kind: 'SPIKE',
      brands: ['Gucci', 'Hermès'],
      rivals: [],
      savedSearch: null,
      sensitivity: 'BALANCED',
      leastMentions: 5,
      line: null,
      side: null,
      webhook: null,
      isActive: true,
    });
    expect(dataOf(await api.query(AlertRuleByIdDocument, { id: rule.id })).alertRule).toEqual(rule);
    expect(dataOf(await api.query(AlertRulePageDocument, {})).alertRules.totalCount).toBe(1);
  });

  it('is changed in part, and what is absent stays', async () => {
    const { webhook } = await addWebhook();
    const { id } = await created({ webhookId: webhook.id });
    const off = dataOf(await update({ id, isActive: false })).updateAlertRule.alertRule;
    expect(off).toMatchObject({
      name: 'Spikes',
      brands: ['Gucci', 'Hermès'],
      isActive: false,
      webhook: { id: webhook.id },
    });
    const condition = { kind: 'FIRST_MENTION', brands: ['Dior'] } as never;
    const changed = dataOf(
      await update({ id, name: 'Firsts', condition, withoutWebhook: true }),
    ).updateAlertRule;
    expect(changed.alertRule).toMatchObject({
      name: 'Firsts',
      kind: 'FIRST_MENTION',
      leastMentions: 1,
      webhook: null,
    });
  });

  it('is refused with every faulty field, those included that only the database knows', async () => {
    const condition = {
      kind: 'SHARE_OF_VOICE',
      brands: ['Guci'],
      line: 0,
      leastMentions: 0,
      savedSearchId: 'x',
    };
    const answer = await create({
      name: ' ',
      condition: condition as never,
      webhookId: missing,
      idempotencyKey: 'short',
    });
    expect(fieldsOf(answer)).toEqual([
      'input.condition.brands',
      'input.condition.leastMentions',
      'input.condition.line',
      'input.condition.rivals',
      'input.condition.savedSearchId',
      'input.condition.savedSearchId',
      'input.condition.side',
      'input.idempotencyKey',
      'input.name',
      'input.webhookId',
    ]);
    const alone = { kind: 'SHARE_OF_VOICE', brands: ['gucci'], rivals: ['Gucci'], line: 30, side: 'ABOVE' };
    expect(fieldsOf(await create({ name: 'A', condition: alone as never }))).toEqual([
      'input.condition.rivals',
    ]);
    expect(fieldsOf(await create({ name: 'A', condition: spike, webhookId: missing }))).toEqual([
      'input.webhookId',
    ]);
    const search = { kind: 'SEARCH_MATCH', savedSearchId: missing } as never;
    expect(fieldsOf(await create({ name: 'A', condition: search }))).toEqual([
      'input.condition.savedSearchId',
    ]);
    const { id } = await created();
    expect(fieldsOf(await update({ id, webhookId: missing }))).toEqual(['input.webhookId']);
  });

  it('has a name of its own, in any case, however many are added at once', async () => {
    const answers = await Promise.all(['a', 'A', 'a'].map((name) => create({ name, condition: spike })));
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', 'CONFLICT', 'OK']);
    const { id } = await created({ name: 'b' });
    expect(codeOf(await update({ id, name: 'A' }))).toBe('CONFLICT');
    expect(codeOf(await update({ id, name: 'B' }))).toBe('OK');
  });

  it('is made once by calls with the same key', async () => {
    const input = { name: 'Once', condition: spike, idempotencyKey: 'a-key-of-sixteen-or-more' };
    const ids = (await Promise.all([create(input), create(input)])).map(
      (answer) => dataOf(answer).createAlertRule.alertRule.id,
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('is deleted once, and is read by a VIEWER, changed by an ANALYST', async () => {
    const viewer = (await api.tenant.keys.create({ role: 'VIEWER' })).key;
    const analyst = (await api.tenant.keys.create({ role: 'ANALYST' })).key;
    const { id } = await created({}, analyst);
    expect(codeOf(await api.query(AlertRuleByIdDocument, { id }, viewer))).toBe('OK');
    const changes = (key: string) => [
      () => create({ name: 'Other', condition: spike }, key),
      () => update({ id, isActive: true }, key),
      () => api.query(SnoozeAlertDocument, { input: { id: missing } }, key),
      () => api.query(TestAlertRuleDocument, { input: { id } }, key),
      () => api.query(DeleteAlertRuleDocument, { input: { id } }, key),
    ];
    for (const change of changes(viewer)) expect(codeOf(await change())).toBe('FORBIDDEN');
    const codes = [];
    for (const change of changes(analyst)) codes.push(codeOf(await change()));
    expect(codes).toEqual(['OK', 'OK', 'NOT_FOUND', 'CONFLICT', 'OK']);
    expect(codeOf(await api.query(DeleteAlertRuleDocument, { input: { id } }, analyst))).toBe('NOT_FOUND');
  });

  it('of another tenant is as unknown as none', async () => {
    const { id: theirId } = await created({}, other.key);
    const questions = [
      (id: string) => api.query(AlertRuleByIdDocument, { id }),
      (id: string) => update({ id, isActive: false }),
      (id: string) => api.query(TestAlertRuleDocument, { input: { id } }),
      (id: string) => api.query(DeleteAlertRuleDocument, { input: { id } }),
    ];
    for (const ask of questions) {
      const [theirs, nobodys] = [await ask(theirId), await ask(missing)];
      expect(theirs.text.replaceAll(theirId, missing)).toBe(nobodys.text);
      expect(codeOf(nobodys)).toBe('NOT_FOUND');
    }
  });
});

describe('a webhook', () => {
  it('has a secret that is shown once, is stored nowhere, and can be renewed', async () => {
    const { webhook, secret } = await addWebhook();
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    const dump = await sql<{ row: string }>(api.database.url, 'SELECT webhooks::text AS row FROM webhooks');
    expect(JSON.stringify(dump)).not.toContain(secret.slice(6));
    const renewed = await api.query(UpdateWebhookDocument, { input: { id: webhook.id, renewSecret: true } });
    expect(dataOf(renewed).updateWebhook.secret).toMatch(/^whsec_/);
    expect(dataOf(renewed).updateWebhook.secret).not.toBe(secret);
    const same = await api.query(UpdateWebhookDocument, { input: { id: webhook.id, label: 'News' } });
    expect(dataOf(same).updateWebhook).toMatchObject({
      secret: null,
      webhook: { label: 'News', url: receiver.url },
    });
  });

  it('is changed by an ADMIN alone, and shows its address to nobody else', async () => {
    const analyst = (await api.tenant.keys.create({ role: 'ANALYST' })).key;
    const { webhook } = await addWebhook({ url: 'https://desk.example/hook?token=hidden' });
    const { webhooks } = dataOf(await api.query(WebhookPageDocument, {}, analyst));
    expect(webhooks.edges.map(({ node }) => node)).toEqual([
      { id: webhook.id, label: 'Desk', host: 'desk.example', url: null, isActive: true },
    ]);
    expect(webhook.url).toBe('https://desk.example/hook?token=hidden');
    const input = { id: webhook.id };
    const refused = [
      await api.query(CreateWebhookDocument, { input: { label: 'A', url: receiver.url } }, analyst),
      await api.query(UpdateWebhookDocument, { input }, analyst),
      await api.query(DeleteWebhookDocument, { input }, analyst),
    ];
    expect(refused.map(codeOf)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });

  it.each([
    'ftp://desk.example/',
    'desk',
    'https://me:secret@desk.example/',
    `https://desk.example/${'x'.repeat(2_000)}`,
  ])('is refused at %s', async (url) => {
    expect(fieldsOf(await api.query(CreateWebhookDocument, { input: { label: ' ', url } }))).toEqual([
      'input.label',
      'input.url',
    ]);
  });

  it('that is deleted leaves its rules, which send nothing', async () => {
    const { webhook } = await addWebhook();
    const { id } = await created({ webhookId: webhook.id });
    expect(codeOf(await api.query(DeleteWebhookDocument, { input: { id: webhook.id } }))).toBe('OK');
    expect(dataOf(await api.query(AlertRuleByIdDocument, { id })).alertRule.webhook).toBeNull();
    expect(codeOf(await api.query(TestAlertRuleDocument, { input: { id } }))).toBe('CONFLICT');
  });

  it('of another tenant can be named by no rule', async () => {
    const { webhook } = await addWebhook({}, other.key);
    expect(fieldsOf(await create({ name: 'A', condition: spike, webhookId: webhook.id }))).toEqual([
      'input.webhookId',
    ]);
  });
});

describe('a test of a rule', () => {
  it('is sent once, signed, and answers what came of it, also when it is asked for again', async () => {
    const { webhook, secret } = await addWebhook();
    const { id } = await created({ webhookId: webhook.id });
    const input = { id, idempotencyKey: 'a-test-that-is-repeated' };
    const answers = [];
    for (let at = 0; at < 2; at++) {
      answers.push(dataOf(await api.query(TestAlertRuleDocument, { input })).testAlertRule.delivery);
    }
    expect(answers[0]).toMatchObject({
      event: 'TEST',
      status: 'DELIVERED',
      attempts: 1,
      httpStatus: 204,
      alert: null,
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(receiver.received).toHaveLength(1);
    const [received] = receiver.received;
    expect(received && isSigned(received, secret)).toBe(true);
    expect(JSON.parse(received?.body ?? '')).toMatchObject({
      event: 'alert.test',
      rule: { id },
      alert: null,
    });
  });

  it('that fails says why, and is not tried again', async () => {
    const { webhook } = await addWebhook();
    const { id } = await created({ webhookId: webhook.id });
    receiver.answer(401);
    const { delivery } = dataOf(await api.query(TestAlertRuleDocument, { input: { id } })).testAlertRule;
    expect(delivery).toMatchObject({
      status: 'FAILED',
      httpStatus: 401,
      error: 'It answered 401.',
      nextAttemptAt: null,
    });
    const { alertDeliveries } = dataOf(
      await api.query(AlertDeliveryPageDocument, {
        filter: { statuses: ['FAILED' as never], webhookIds: [webhook.id] },
      }),
    );
    expect(alertDeliveries.edges.map(({ node }) => node.id)).toEqual([delivery.id]);
  });

  it('of a webhook that is switched off, or has nobody behind it, says so', async () => {
    const { webhook } = await addWebhook({ url: 'http://127.0.0.1:1/' });
    const { id } = await created({ webhookId: webhook.id });
    const errorOf = async () =>
      dataOf(await api.query(TestAlertRuleDocument, { input: { id } })).testAlertRule.delivery.error;
    expect(await errorOf()).toBe('127.0.0.1:1 refused the connection.');
    await api.query(UpdateWebhookDocument, { input: { id: webhook.id, isActive: false } });
    expect(await errorOf()).toBe('The webhook is switched off.');
  });
});
