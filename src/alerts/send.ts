import { v7 as uuidv7 } from 'uuid';
import type { Alert, AlertRule } from '../model/alert.ts';
import type { DeliveryEvent } from '../model/webhook.ts';
import type { NewDelivery } from '../storage/alerts/delivery-repository.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import { webhookBody } from './message.ts';

/** What is to be told of an alert. */
export interface News {
  alert: Alert;
  event: Exclude<DeliveryEvent, 'TEST'>;
}

/**
 * Has what is told sent to the webhooks of the rules, where they have one that is switched on. Three statements at most.
 */
export async function sendNews(
  news: readonly News[],
  rules: readonly AlertRule[],
  { webhooks, deliveries }: Pick<TenantRepositories, 'webhooks' | 'deliveries'>,
  now: Date,
): Promise<void> {
  const wanted = news.flatMap(({ alert, event }) => {
    const rule = rules.find(({ id }) => id === alert.ruleId);
    return rule && rule.webhookId !== null ? [{ alert, event, rule, webhookId: rule.webhookId }] : [];
  });
  if (wanted.length === 0) return;
  const active = (await webhooks.byIds([...new Set(wanted.map(({ webhookId }) => webhookId))]))
    .filter(({ isActive }) => isActive)
    .map(({ id }) => id);
  const fresh = wanted
    .filter(({ webhookId }) => active.includes(webhookId))
    .map(({ alert, event, rule, webhookId }): NewDelivery => {
      const id = uuidv7();
      const body = webhookBody(id, event, rule, alert, now);
      return { id, webhookId, ruleId: rule.id, alertId: alert.id, event, body };
    });
  await deliveries.add(fresh, now);
}
