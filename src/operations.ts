import type { Server } from 'node:http';
import type { CacheStore } from './cache/cache-store.ts';
import type { Log } from './platform/log.ts';
import type { createMetrics } from './platform/metrics.ts';
import { createOperationsServer } from './platform/operations-server.ts';
import { Readiness } from './platform/readiness.ts';
import type { Storage } from './storage/storage.ts';

/** What a process works with, and tells its operations about. */
export interface Operated {
  storage: Storage;
  cache: CacheStore;
  metrics: ReturnType<typeof createMetrics>;
  log: Log;
}

/**
 * The server of a process's operations port, which does not listen yet: whether the process is alive, and ready with its
 * database, cache and queue, and its metrics, the pool's and the content's among them.
 *
 * @param ending from when on the process is not ready any more
 */
export function createOperations({ storage, cache, metrics, log }: Operated, ending: AbortSignal): Server {
  metrics.watchPool('main', () => storage.poolStates().main);
  metrics.watchContent(() => storage.tenants.content());
  const checks = {
    database: () => storage.ping(),
    cache: () => cache.ping(),
    queue: () => storage.pingQueue(),
  };
  const readiness = new Readiness(checks, { log });
  ending.addEventListener('abort', () => readiness.turnAway());
  return createOperationsServer({ metrics, readiness, log });
}
