import type { Tenant } from '../model/tenant.ts';
import type { Log } from '../platform/log.ts';
import type { Storage } from '../storage/storage.ts';

/** What keeping rollups works with. */
export interface UpkeepDependencies {
  storage: Storage;
  log: Log;
}

/**
 * Folds what has been appended to some tenants' rollups, and counts the reports of those that had some before there were
 * rollups. What fails with one tenant is logged and keeps no other waiting; the next time takes it up.
 *
 * @param signal ends it between two statements
 */
export async function keepRollups(
  { storage, log }: UpkeepDependencies,
  tenants: readonly Pick<Tenant, 'id' | 'slug'>[],
  signal: AbortSignal,
): Promise<void> {
  for (const { id, slug } of tenants) {
    if (signal.aborted) return;
    const { rollupUpkeep } = storage.forTenant(id);
    try {
      if (!(await rollupUpkeep.isCounted())) {
        log.info({ tenant: slug }, 'reports from before the rollups are being counted');
        const rows = await rollupUpkeep.rebuild((done, of) =>
          log.info({ tenant: slug, done, of }, 'counting reports'),
        );
        log.info({ tenant: slug, rows }, 'reports from before the rollups are counted');
      }
      const folded = await rollupUpkeep.fold(signal);
      if (folded > 0) log.debug({ tenant: slug, folded }, 'rollups were folded');
    } catch (error) {
      log.error({ err: error, tenant: slug }, 'the rollups of a tenant could not be kept');
    }
  }
}
