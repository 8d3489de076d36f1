import type { z } from 'zod';
import { webhookSecret } from '../alerts/webhook-secret.ts';
import { mostWebhooks } from '../model/alert.ts';
import { CodedError, notFound } from '../model/errors.ts';
import type { Webhook } from '../model/webhook.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { newWebhook, oneById, webhookChange } from './args/alert-forms.ts';
import type { Session } from './context.ts';

/** Adds a webhook. @throws {CodedError} CONFLICT when there are as many as there may be */
export async function createWebhook(
  { label, url }: z.output<typeof newWebhook>,
  { webhooks, alertRules }: TenantRepositories,
  session: Session,
): Promise<{ webhook: Webhook; secret: string }> {
  await alertRules.lock();
  const count = await webhooks.count();
  if (count >= mostWebhooks) {
    throw new CodedError(
      'CONFLICT',
      `There are ${count} webhooks, as many as a tenant may have. Delete one.`,
    );
  }
  const webhook = await webhooks.add({ label, url, isActive: true, secretVersion: 1 }, session.now());
  return { webhook, secret: await secretOf(webhook, session) };
}

/** Changes a webhook; what is absent stays. @throws {CodedError} NOT_FOUND when the tenant has none with this id */
export async function updateWebhook(
  { id, label, url, isActive, renewSecret = false }: z.output<typeof webhookChange>,
  { webhooks, alertRules }: TenantRepositories,
  session: Session,
): Promise<{ webhook: Webhook; secret: string | null }> {
  await alertRules.lock();
  const [known] = await webhooks.byIds([id]);
  if (!known) throw noWebhook(id);
  const form = {
    label: label ?? known.label,
    url: url ?? known.url,
    isActive: isActive ?? known.isActive,
    secretVersion: known.secretVersion + (renewSecret ? 1 : 0),
  };
  const webhook = await webhooks.change(id, form, session.now());
  if (!webhook) throw noWebhook(id);
  return { webhook, secret: renewSecret ? await secretOf(webhook, session) : null };
}

/** Deletes a webhook. @throws {CodedError} NOT_FOUND when the tenant has none with this id */
export async function deleteWebhook(
  { id }: z.output<typeof oneById>,
  { webhooks }: TenantRepositories,
): Promise<{ deletedWebhookId: string }> {
  if (!(await webhooks.delete(id))) throw noWebhook(id);
  return { deletedWebhookId: id };
}

async function secretOf(webhook: Webhook, { alerting, tenant }: Session): Promise<string> {
  return webhookSecret(await alerting.webhookSecret(), tenant.tenantId, webhook);
}

function noWebhook(id: string): CodedError {
  return notFound('webhook', `with the id "${id}"`);
}
