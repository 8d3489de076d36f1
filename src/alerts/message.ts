import type { Alert, AlertRule } from '../model/alert.ts';
import type { DeliveryEvent } from '../model/webhook.ts';

/**
 * What is sent to a webhook, as it is signed: the same for every attempt (docs/api.md).
 *
 * @param alert null for a test
 */
export function webhookBody(
  deliveryId: string,
  event: DeliveryEvent,
  { id, name, kind }: Pick<AlertRule, 'id' | 'name' | 'kind'>,
  alert: Alert | null,
  now: Date,
): string {
  return JSON.stringify({
    id: deliveryId,
    event: `alert.${event.toLowerCase()}`,
    createdAt: now,
    rule: { id, name, kind },
    alert: alert && {
      id: alert.id,
      kind: alert.kind,
      brand: alert.brand === '' ? null : alert.brand,
      message: alert.message,
      observed: alert.observed,
      expected: alert.expected,
      score: alert.score,
      parts: alert.parts,
      reportIds: alert.reportIds,
      openedAt: alert.openedAt,
      closedAt: alert.closedAt,
    },
  });
}
