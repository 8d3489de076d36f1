import type { Tenant } from '../model/tenant.ts';
import type { Log } from '../platform/log.ts';
import type { UpkeepObserver } from '../platform/upkeep-metrics.ts';
import { countOlderReports } from '../storage/rollups/count-older-reports.ts';
import type { Storage } from '../storage/storage.ts';

/** What keeping rollups works with. */
export interface UpkeepDependencies {
  storage: Storage;
  log: Log;
  rollupObserver?: UpkeepObserver;
}

/**
 * Folds what has been appended to tenants' rollups, and counts the reports of those that had some before there were
 * rollups. Where there is nothing to do that is two statements, however many tenants there are. What takes a moment comes
 * first: nobody's folding waits for anybody's counting. What fails with one tenant is logged and keeps no other waiting;
 * the next time takes it up.
 *
 * @param tenants null: all
 * @param signal ends it between two statements
 */
export async function keepRollups(
  { storage, log, rollupObserver: observer }: UpkeepDependencies,
  tenants: readonly Pick<Tenant, 'id'>[] | null,
  signal: AbortSignal,
): Promise<void> {
  const only = tenants?.map(({ id }) => id) ?? null;
  const fold = async (wanted: readonly string[] | null) => {
    for (const { id, slug } of await storage.tenants.unfolded(wanted)) {
      if (signal.aborted) return;
      const from = performance.now();
      try {
        const rows = await storage.forTenant(id).rollupUpkeep.fold(signal);
        observer?.rollupsFolded({ rows, ms: performance.now() - from });
        log.debug({ tenant: slug, folded: rows }, 'rollups were folded');
      } catch (error) {
        log.error({ err: error, tenant: slug }, 'the rollups of a tenant could not be folded');
      }
    }
  };
  await fold(only);
  const counted = await countOlderReports({ storage, log, observer }, only, signal);
  if (counted.length > 0) await fold(counted);
}
