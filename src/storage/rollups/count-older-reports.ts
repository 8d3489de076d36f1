import type { Log } from '../../platform/log.ts';
import type { UpkeepObserver } from '../../platform/upkeep-metrics.ts';
import type { Storage } from '../storage.ts';

/** What counting works with. */
export interface CountingDependencies {
  storage: Pick<Storage, 'forTenant' | 'tenants'>;
  log: Log;
  observer?: UpkeepObserver | undefined;
}

/**
 * Counts the reports of the tenants that had some before there were rollups: until then they are in no sum. Where another
 * process counts a tenant, it is left to that one. What fails with one tenant is logged and keeps no other waiting; who
 * starts or keeps rollups next takes it up.
 *
 * @param only tenants by id; null: all
 * @param signal ends it between two statements
 * @returns the tenants, by id, that were counted here
 */
export async function countOlderReports(
  { storage, log, observer }: CountingDependencies,
  only: readonly string[] | null,
  signal: AbortSignal,
): Promise<string[]> {
  const counted: string[] = [];
  for (const { id, slug } of await storage.tenants.uncounted(only)) {
    if (signal.aborted) break;
    const from = performance.now();
    try {
      log.info({ tenant: slug }, 'reports from before the rollups are being counted');
      const rows = await storage.forTenant(id).rollupUpkeep.count(signal, (done, of) => {
        log.info({ tenant: slug, done, of }, 'counting reports');
      });
      if (rows === null) {
        log.info({ tenant: slug }, 'another process counts them');
        continue;
      }
      counted.push(id);
      observer?.rollupsCounted({ rows, ms: performance.now() - from });
      log.info({ tenant: slug, rows }, 'reports from before the rollups are counted');
    } catch (error) {
      if (signal.aborted) break;
      log.error({ err: error, tenant: slug }, 'the reports of a tenant could not be counted');
    }
  }
  return counted;
}
