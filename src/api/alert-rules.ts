import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { backtest as backtestRule } from '../alerts/backtest.ts';
import { closeAlertsOf } from '../alerts/close.ts';
import { makeDelivery } from '../alerts/deliver.ts';
import { webhookBody } from '../alerts/message.ts';
import { type Alert, type AlertCondition, type AlertKind, mostAlertRules } from '../model/alert.ts';
import { badFields, CodedError, type FieldFault, notFound } from '../model/errors.ts';
import type { AlertDelivery } from '../model/webhook.ts';
import type { AlertRuleForm, AlertRuleRow } from '../storage/alerts/alert-rule-repository.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import {
  alertCondition,
  type alertRuleChange,
  type newAlertRule,
  oneById,
  type snooze,
} from './args/alert-forms.ts';
import { brandName } from './args/brand-forms.ts';
import { Faults } from './args/faults.ts';
import { noSearchWith } from './args/report-filter.ts';
import { isId } from './args/values.ts';
import { type BrandLookup, canonicalNames } from './brand-names.ts';
import type { ApiContext, Session } from './context.ts';
import type * as Generated from './generated/types.ts';
import { brandLoaders } from './loaders.ts';
import { type MutationInput, mutate } from './mutation.ts';

type Draft = z.output<typeof alertCondition>;

/** What a rule needs at least, where nobody said. */
const usualLeast: Record<AlertKind, number> = {
  SPIKE: 5,
  NEGATIVE_TURN: 5,
  FIRST_MENTION: 1,
  SHARE_OF_VOICE: 20,
  SEARCH_MATCH: 1,
};

/**
 * Adds a rule.
 *
 * @throws {CodedError} BAD_USER_INPUT for what {@link ruleFaults} finds, CONFLICT when another one has the name or there
 *   are as many as there may be
 */
export async function createAlertRule(
  { name, condition, webhookId: given }: z.output<typeof newAlertRule>,
  repositories: TenantRepositories,
  { now }: Session,
): Promise<{ alertRule: AlertRuleRow }> {
  const { alertRules } = repositories;
  const webhookId = given ?? null;
  const read = await readCondition(condition, webhookId, repositories);
  await alertRules.lock();
  await refuseTakenName(name, null, repositories);
  const count = await alertRules.count();
  if (count >= mostAlertRules) {
    throw new CodedError(
      'CONFLICT',
      `There are ${count} alert rules, as many as a tenant may have. Delete one.`,
    );
  }
  return { alertRule: await alertRules.add({ name, condition: read, webhookId, isActive: true }, now()) };
}

/**
 * Changes a rule; what is absent stays. The open alerts of one that is switched off are over at once.
 *
 * @throws {CodedError} as {@link createAlertRule}; NOT_FOUND when the tenant has none with this id
 */
export async function updateAlertRule(
  { id, name, condition, webhookId, withoutWebhook, isActive }: z.output<typeof alertRuleChange>,
  repositories: TenantRepositories,
  { now }: Session,
): Promise<{ alertRule: AlertRuleRow }> {
  const { alertRules } = repositories;
  await alertRules.lock();
  const [known] = await alertRules.byIds([id]);
  if (!known) throw noAlertRule(id);
  const moment = now();
  const form: AlertRuleForm = {
    name: name ?? known.name,
    condition: condition ? await readCondition(condition, webhookId ?? null, repositories) : known,
    webhookId: withoutWebhook ? null : (webhookId ?? known.webhookId),
    isActive: isActive ?? known.isActive,
  };
  if (!condition && webhookId !== undefined) await refuse(await referenceFaults(repositories, { webhookId }));
  if (name !== undefined) await refuseTakenName(name, id, repositories);
  const alertRule = await alertRules.change(id, form, moment);
  if (!alertRule) throw noAlertRule(id);
  // Those were told whom the rule had told so far.
  if (!alertRule.isActive) await closeAlertsOf(known, repositories, moment);
  return { alertRule };
}

/**
 * Deletes a rule with its alerts; whoever was told of an open one is told that it is over.
 *
 * @throws {CodedError} NOT_FOUND when the tenant has none with this id
 */
export async function deleteAlertRule(
  { id }: z.output<typeof oneById>,
  repositories: TenantRepositories,
  { now }: Session,
): Promise<{ deletedAlertRuleId: string }> {
  const { alertRules } = repositories;
  await alertRules.lock();
  const [known] = await alertRules.byIds([id]);
  if (!known) throw noAlertRule(id);
  await closeAlertsOf(known, repositories, now());
  await repositories.deliveries.outliveRule(id);
  if (!(await alertRules.delete(id))) throw noAlertRule(id);
  return { deletedAlertRuleId: id };
}

/** Has an alert keep still. @throws {CodedError} NOT_FOUND when the tenant has no open one with this id */
export async function snoozeAlert(
  { id, until }: z.output<ReturnType<typeof snooze>>,
  { alerts }: TenantRepositories,
): Promise<{ alert: Alert }> {
  const alert = await alerts.snooze(id, until ?? null);
  if (!alert) throw notFound('open alert', `with the id "${id}"`);
  return { alert };
}

/**
 * Sends a test to the webhook of a rule, outside of the transaction that remembers it, so that none is held while the
 * receiver thinks; a repeated call is answered with what came of the first.
 *
 * @throws {CodedError} NOT_FOUND when the tenant has no such rule, CONFLICT when it has no webhook
 */
export async function testAlertRule(
  context: ApiContext,
  input: MutationInput,
): Promise<{ delivery: AlertDelivery }> {
  const { deliveryId } = await mutate(context, 'testAlertRule', oneById, input, addTest);
  const { tenant, alerting, now } = context.session;
  const made = await makeDelivery(tenant, deliveryId, { ...alerting, now, random: Math.random });
  const [delivery] = made ? [made] : await tenant.deliveries.byIds([deliveryId]);
  if (!delivery) throw notFound('delivery', `with the id "${deliveryId}"`);
  return { delivery };
}

async function addTest(
  { id }: z.output<typeof oneById>,
  { alertRules, deliveries }: TenantRepositories,
  { now }: Session,
): Promise<{ deliveryId: string }> {
  const [rule] = await alertRules.byIds([id]);
  if (!rule) throw noAlertRule(id);
  const { webhookId } = rule;
  if (webhookId === null) {
    throw new CodedError('CONFLICT', `The alert rule "${rule.name}" has no webhook. Give it one first.`);
  }
  const deliveryId = uuidv7();
  const body = webhookBody(deliveryId, 'TEST', rule, null, now());
  const test = { id: deliveryId, webhookId, ruleId: id, alertId: null, event: 'TEST' as const, body };
  await deliveries.add([test], now(), { isQueued: false });
  return { deliveryId };
}

/**
 * What a rule would have done.
 *
 * @throws {CodedError} BAD_USER_INPUT with every faulty field
 */
export async function backtestDraft(
  session: Session,
  draft: Generated.AlertRuleDraft,
): Promise<Omit<Generated.AlertBacktest, 'firings'> & { firings: Omit<Generated.AlertFiring, never>[] }> {
  const read = alertCondition.safeParse(draft);
  const found = await ruleFaults(session.tenant, { condition: draft }, session);
  const known = found.map(({ field, message }) => ({
    field: field.replace(/^input\.condition\./, 'draft.'),
    message,
  }));
  const faults = (read.error?.issues ?? []).map(({ path, message }) => ({
    field: ['draft', ...path].join('.'),
    message,
  }));
  if (!read.success) throw badFields([...faults, ...known]);
  await refuse(known);
  const condition = await toCondition(read.data, session);
  const outcome = await backtestRule(condition, session.tenant, session.now());
  return { ...outcome, count: outcome.firings.length };
}

/** What of a draft has to be looked up. */
type NamedByDraft = Pick<Draft, 'brands' | 'rivals' | 'savedSearchId'>;

/** What of a rule is not to be found: brands that nobody knows, a search or a webhook that the tenant does not have. */
export async function ruleFaults(
  repositories: TenantRepositories,
  { condition, webhookId }: { condition?: NamedByDraft | null; webhookId?: string | null },
  lookup: BrandLookup = { loaders: brandLoaders(repositories.brands) },
): Promise<readonly FieldFault[]> {
  const faults = new Faults('input.');
  // At once, so that one statement finds the names of both.
  const [brands, rivals] = await Promise.allSettled(
    [condition?.brands, condition?.rivals].map(async (names) =>
      canonicalNames(
        lookup,
        // A name that is none at all has a fault already.
        (names ?? []).filter((name) => brandName.safeParse(name).success),
      ),
    ),
  );
  if (brands) faults.settle('condition.brands', brands);
  if (rivals) faults.settle('condition.rivals', rivals);
  const own = brands?.status === 'fulfilled' ? brands.value : [];
  if (
    rivals?.status === 'fulfilled' &&
    rivals.value.length > 0 &&
    rivals.value.every((name) => own.includes(name))
  ) {
    faults.add('condition.rivals', `a brand is no rival of itself: ${rivals.value[0]}. Name another one.`);
  }
  const others = await referenceFaults(repositories, { webhookId, savedSearchId: condition?.savedSearchId });
  return [...faults.all, ...others];
}

async function referenceFaults(
  { searches, webhooks }: TenantRepositories,
  {
    webhookId,
    savedSearchId,
  }: { webhookId?: string | null | undefined; savedSearchId?: string | null | undefined },
): Promise<FieldFault[]> {
  const isMissing = async (id: string | null | undefined, find: (ids: string[]) => Promise<unknown[]>) =>
    id != null && isId(id) && (await find([id.toLowerCase()])).length === 0;
  return [
    ...((await isMissing(savedSearchId, (ids) => searches.byIds(ids)))
      ? [
          {
            field: 'input.condition.savedSearchId',
            message: noSearchWith(savedSearchId),
          },
        ]
      : []),
    ...((await isMissing(webhookId, (ids) => webhooks.byIds(ids)))
      ? [{ field: 'input.webhookId', message: `there is no webhook with the id "${webhookId}".` }]
      : []),
  ];
}

async function readCondition(
  condition: Draft,
  webhookId: string | null,
  repositories: TenantRepositories,
): Promise<AlertCondition> {
  // In the transaction: a look-up elsewhere would need a second connection while this one is held.
  const lookup = { loaders: brandLoaders(repositories.brands) };
  await refuse(await ruleFaults(repositories, { condition, webhookId }, lookup));
  return toCondition(condition, lookup);
}

/** @param lookup that knows all names of it */
async function toCondition(
  { kind, brands, rivals, savedSearchId, sensitivity, leastMentions, line, side }: Draft,
  lookup: BrandLookup,
): Promise<AlertCondition> {
  const own = [...new Set(await canonicalNames(lookup, brands ?? []))];
  const others = [...new Set(await canonicalNames(lookup, rivals ?? []))].filter(
    (name) => !own.includes(name),
  );
  return {
    kind,
    brands: own,
    rivals: others,
    savedSearchId: savedSearchId ?? null,
    sensitivity: sensitivity ?? 'BALANCED',
    leastMentions: leastMentions ?? usualLeast[kind],
    line: line ?? null,
    side: side ?? null,
  };
}

async function refuse(faults: readonly FieldFault[]): Promise<void> {
  if (faults.length > 0) throw badFields(faults);
}

async function refuseTakenName(
  name: string,
  exceptId: string | null,
  { alertRules }: TenantRepositories,
): Promise<void> {
  if (await alertRules.isNameTaken(name, exceptId)) {
    throw new CodedError('CONFLICT', `There is an alert rule named "${name}" already.`);
  }
}

/** The same words wherever an alert rule is asked for. */
export function noAlertRule(id: string): CodedError {
  return notFound('alert rule', `with the id "${id}"`);
}
