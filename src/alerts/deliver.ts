import type { AlertDelivery, DeliveryAttempt } from '../model/webhook.ts';
import { HttpFailure } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import { retryAfter } from '../platform/retry-after.ts';
import type { WebhookClient } from '../platform/webhook-client.ts';
import type { DeliveryToMake } from '../storage/alerts/delivery-repository.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { signatureOf, webhookSecret } from './webhook-secret.ts';

/** What deliveries are made with. */
export interface DeliveryDependencies {
  webhookClient: WebhookClient;
  /** `storage.secret('webhooks')`. */
  webhookSecret: () => Promise<Uint8Array>;
  /** Told of what should not happen. */
  log: Log;
  now: () => Date;
  /** From 0 to 1, for jitter. */
  random: () => number;
}

/** Attempts after which a delivery is given up: the last some eleven hours after the first. */
export const mostDeliveryAttempts = 7;
const firstWaitMs = 30_000;
const waitFactor = 4;
/** A receiver answers at once, and works later. */
const timeoutMs = 10_000;
/** Deliveries that a run without a queue makes at its end. */
const mostAtOnce = 50;

/**
 * Makes one attempt at a delivery, signed, and stores what came of it; another is to follow unless it was delivered, was
 * a test, was refused for good (410, or a webhook that is switched off), or was the last. An attempt that fails by a fault
 * of ours counts as one, or it would be made for ever; only where the database fails is nothing stored.
 *
 * @returns the delivery as it is then; null when it does not wait for an attempt
 */
export async function makeDelivery(
  tenant: TenantStorage,
  deliveryId: string,
  dependencies: DeliveryDependencies,
): Promise<AlertDelivery | null> {
  const delivery = await tenant.deliveries.toMake(deliveryId);
  if (!delivery) return null;
  const attempt = await attemptAt(delivery, tenant.tenantId, dependencies);
  return tenant.change(null, attempt.attemptedAt, ({ deliveries }) => deliveries.record(deliveryId, attempt));
}

/** Makes the deliveries of a tenant whose time has come, side by side: for a run that has no queue to leave them to. */
export async function makeDueDeliveries(
  tenant: TenantStorage,
  dependencies: DeliveryDependencies,
): Promise<AlertDelivery[]> {
  const ids = await tenant.deliveries.due(dependencies.now(), mostAtOnce);
  const made: (AlertDelivery | null)[] = [];
  // A few at a time: each needs a connection when it is over.
  for (let from = 0; from < ids.length; from += 4) {
    made.push(
      ...(await Promise.all(ids.slice(from, from + 4).map((id) => makeDelivery(tenant, id, dependencies)))),
    );
  }
  return made.filter((delivery) => delivery !== null);
}

async function attemptAt(
  delivery: DeliveryToMake,
  tenantId: string,
  dependencies: DeliveryDependencies,
): Promise<DeliveryAttempt> {
  const attemptedAt = dependencies.now();
  const { httpStatus, error, askedFor } = delivery.isActive
    ? await send(delivery, tenantId, attemptedAt, dependencies)
    : { httpStatus: null, error: 'The webhook is switched off.', askedFor: null };
  if (error === null) return { status: 'DELIVERED', httpStatus, error, attemptedAt, nextAttemptAt: null };
  const attempts = delivery.attempts + 1;
  const isLast = attempts >= mostDeliveryAttempts;
  if (isLast || delivery.event === 'TEST' || httpStatus === 410 || !delivery.isActive) {
    const words = isLast ? `Given up after ${attempts} attempts. ${error}` : error;
    return { status: 'FAILED', httpStatus, error: words, attemptedAt, nextAttemptAt: null };
  }
  const waitMs = firstWaitMs * waitFactor ** (attempts - 1) * (0.8 + 0.4 * dependencies.random());
  const planned = new Date(attemptedAt.getTime() + waitMs);
  const nextAttemptAt = askedFor !== null && askedFor > planned ? askedFor : planned;
  return { status: 'PENDING', httpStatus, error, attemptedAt, nextAttemptAt };
}

/** What came of sending once. */
interface Sent {
  httpStatus: number | null;
  error: string | null;
  /** When a receiver that is too busy wants to be asked again; null when it does not say. */
  askedFor: Date | null;
}

/** Too Many Requests and Service Unavailable: what Retry-After is for (RFC 9110, 10.2.3, and RFC 6585, 4). */
const tooBusy = [429, 503];

const eventNames = { RAISED: 'alert.raised', CLOSED: 'alert.closed', TEST: 'alert.test' } as const;

async function send(
  { id, webhookId, secretVersion, url, event, body }: DeliveryToMake,
  tenantId: string,
  at: Date,
  { webhookClient, webhookSecret: serviceSecret, log }: DeliveryDependencies,
): Promise<Sent> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  try {
    const secret = webhookSecret(await serviceSecret(), tenantId, { id: webhookId, secretVersion });
    const headers = {
      'fashion-hunting-delivery': id,
      'fashion-hunting-event': eventNames[event],
      'fashion-hunting-timestamp': timestamp,
      'fashion-hunting-signature': signatureOf(secret, timestamp, body),
    };
    const answer = await webhookClient.post(url, { headers, body, timeoutMs });
    const httpStatus = answer.status;
    if (httpStatus >= 200 && httpStatus < 300) return { httpStatus, error: null, askedFor: null };
    const isRedirect = httpStatus >= 300 && httpStatus < 400;
    const words = isRedirect
      ? `It answered ${httpStatus}; redirects are not followed.`
      : `It answered ${httpStatus}.`;
    const askedFor = tooBusy.includes(httpStatus) ? retryAfter(answer.retryAfter ?? undefined, at) : null;
    return { httpStatus, error: words, askedFor };
  } catch (error) {
    if (error instanceof HttpFailure) return { httpStatus: null, error: error.message, askedFor: null };
    log.error({ err: error, tenantId, deliveryId: id }, 'a webhook could not be sent');
    // Its message may hold anything, the address with its tokens too.
    const kind = error instanceof Error ? error.name : typeof error;
    return { httpStatus: null, error: `It could not be sent by a fault of ours (${kind}).`, askedFor: null };
  }
}
