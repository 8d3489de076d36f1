import type { Log } from '../platform/log.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { lastSignBefore } from './keep-alive.ts';

/** What queueing works with. */
export interface QueueingDependencies {
  storage: Storage;
  log: Log;
  now: () => Date;
}

/** Feeds of one tenant that are queued at once; the next look finds the rest. */
const mostAtOnce = 1_000;

/**
 * Queues a visit to each feed that is due and has none in the queue, of all tenants, each in an execution of its own;
 * what dead processes left behind is cleared up first, so that their feeds wait again. Any number of processes may do so
 * at once. What fails with one tenant is logged and keeps no other waiting.
 */
export async function queueDueFeeds({ storage, log, now }: QueueingDependencies): Promise<void> {
  for (const tenantId of await storage.tenants.idsToLookAt(now(), lastSignBefore(now()))) {
    try {
      await queueFeedsOf(storage.forTenant(tenantId), now());
    } catch (error) {
      log.error({ err: error, tenantId }, 'the due feeds of a tenant could not be queued');
    }
  }
}

async function queueFeedsOf(tenant: TenantStorage, now: Date): Promise<void> {
  await tenant.executions.reap(lastSignBefore(now), now);
  await tenant.change(null, now, async ({ feeds, executions }) => {
    await executions.enqueue(await feeds.holdDue(now, mostAtOnce), now, 'DUE');
  });
}
