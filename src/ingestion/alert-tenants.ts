import { type DeliveryDependencies, makeDelivery, makeDueDeliveries } from '../alerts/deliver.ts';
import { evaluateAlerts } from '../alerts/evaluate.ts';
import type { AlertEvaluationJob } from '../model/alert.ts';
import type { DeliveryJob } from '../model/webhook.ts';
import type { Log } from '../platform/log.ts';
import type { Storage } from '../storage/storage.ts';

/** What alerts are raised and sent with. */
export interface AlertDependencies {
  storage: Storage;
  log: Log;
  alerting: Omit<DeliveryDependencies, 'now' | 'random'>;
  now: () => Date;
  random: () => number;
}

/**
 * Evaluates the rules of a tenant that are about what some visits brought.
 *
 * @throws when the database fails; the job is to be tried again
 */
export async function evaluateAfterVisits(
  visits: readonly AlertEvaluationJob[],
  { storage, log, now }: AlertDependencies,
): Promise<void> {
  const [first] = visits;
  if (!first) return;
  const brands = new Set(visits.flatMap((visit) => visit.brands));
  const outcome = await evaluateAlerts(storage.forTenant(first.tenantId), [...brands], now());
  log.debug({ tenantId: first.tenantId, ...outcome }, 'alert rules were evaluated');
}

/** Makes one attempt at a delivery out of the queue. @throws when the database fails */
export async function deliverQueued(job: DeliveryJob, dependencies: AlertDependencies): Promise<void> {
  const { storage, log, alerting, now, random } = dependencies;
  const made = await makeDelivery(storage.forTenant(job.tenantId), job.deliveryId, {
    ...alerting,
    now,
    random,
  });
  if (made?.error)
    log.info({ ...job, status: made.status, error: made.error }, 'a webhook was not delivered');
}

/**
 * Evaluates and sends at the end of a run what a queue would have had done a little later. What fails is logged, since
 * the reports are stored; it waits for the next run or for a process that works at the queue.
 */
export async function alertAfterRun(tenantId: string, dependencies: AlertDependencies): Promise<void> {
  const { storage, log, alerting, now, random } = dependencies;
  const tenant = storage.forTenant(tenantId);
  try {
    await evaluateAlerts(tenant, null, now());
    await makeDueDeliveries(tenant, { ...alerting, now, random });
  } catch (error) {
    log.error({ err: error, tenantId }, 'the alerts of a tenant could not be evaluated');
  }
}

/** Longer than an attempt takes, in milliseconds: a test has no job while it is made. */
const lostAfterMs = 60_000;

/**
 * Queues what nobody else would: a look at the open alerts of all tenants, which end when time passes, and deliveries that
 * have lost their jobs.
 *
 * @throws when the database fails; the next look makes up for it
 */
export async function queueWhatIsLeft({
  storage,
  now,
}: Pick<AlertDependencies, 'storage' | 'now'>): Promise<void> {
  await storage.tenants.queueOpenAlerts();
  await storage.tenants.queueLostDeliveries(new Date(now().getTime() - lostAfterMs));
}
