import type { Log } from '../platform/log.ts';
import type { TenantStorage } from '../storage/storage.ts';

/** An execution says this often that it is alive, in milliseconds. */
const heartbeatMs = 10_000;
/** One that has been silent for so long is taken for dead; in milliseconds. */
const silentForMs = 60_000;

/** Since when an execution must have said something not to be taken for dead. */
export function lastSignBefore(now: Date): Date {
  return new Date(now.getTime() - silentForMs);
}

/** Does the work of an execution, and says all the while that it is alive. */
export async function keptAlive<Result>(
  executionId: string,
  { executions }: TenantStorage,
  { log, now }: { log: Log; now: () => Date },
  work: () => Promise<Result>,
): Promise<Result> {
  const heartbeat = setInterval(() => {
    executions.beat(executionId, now()).catch((error) => log.warn({ err: error }, 'no heartbeat'));
  }, heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
  }
}
