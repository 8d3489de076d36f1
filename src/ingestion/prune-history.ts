import { addPruned, nothingPruned, type Pruned, type Retention } from '../model/retention.ts';
import type { Log } from '../platform/log.ts';
import type { Storage } from '../storage/storage.ts';

/** What pruning works with. */
export interface PruningDependencies {
  storage: Storage;
  log: Log;
  now: () => Date;
}

/**
 * Deletes what all tenants' visits, executions, calls and alerts have left and is older than it is kept. What fails with one
 * tenant is logged and keeps no other waiting; the next night takes it up.
 *
 * @param signal ends it between two statements
 */
export async function pruneHistory(
  { storage, log, now }: PruningDependencies,
  retention: Retention,
  signal: AbortSignal,
): Promise<void> {
  let sum: Pruned = nothingPruned;
  for (const { id } of await storage.tenants.list()) {
    if (signal.aborted) break;
    try {
      sum = addPruned(sum, await storage.forTenant(id).history.prune(retention, now(), signal));
    } catch (error) {
      log.error({ err: error, tenantId: id }, 'the history of a tenant could not be pruned');
    }
  }
  log.info(sum, 'what was kept for long enough was pruned');
}
