import { ExecutionHasEnded } from '../model/errors.ts';
import type { FeedVisitJob, JobExecution } from '../model/job.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { visitOnce, withTenantBrands } from './execution.ts';
import { FeedsUnderWay } from './feeds-under-way.ts';
import { keptAlive } from './keep-alive.ts';
import type { PipelineDependencies } from './pipeline.ts';
import { runInWords } from './visit-outcome.ts';

/** How a visit out of the queue is made. */
export interface QueuedVisitOptions {
  /** Feeds that other runs of this process are reading: they are waited for. */
  feedsUnderWay?: FeedsUnderWay;
  /** Ends the visit, which goes back to the queue for another process. */
  signal: AbortSignal;
}

/**
 * Makes a visit that waits in the queue, in the execution that waits for it. What somebody asked for is read whatever
 * the feed's state; a feed that is not due any more, since another process has read it, is left alone.
 *
 * @returns null when the execution is not done here: it was given back, forgotten, or does not wait any more
 * @throws when the database fails; the execution waits again, and the job is to be tried again
 */
export async function makeQueuedVisit(
  job: FeedVisitJob,
  dependencies: PipelineDependencies,
  { signal, feedsUnderWay = new FeedsUnderWay() }: QueuedVisitOptions,
): Promise<JobExecution | null> {
  const tenant = dependencies.storage.forTenant(job.tenantId);
  return keptAlive(job.executionId, tenant, dependencies, async () => {
    const taken = await feedsUnderWay.takeWhenFree({ id: job.feedId });
    try {
      return await visit(job, tenant, dependencies, signal);
    } finally {
      taken.end();
    }
  });
}

async function visit(
  job: FeedVisitJob,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  signal: AbortSignal,
): Promise<JobExecution | null> {
  const { log, now } = dependencies;
  const { feedId, executionId } = job;
  if (signal.aborted) return giveBack(job, tenant, now());
  const look = { ids: [feedId], force: job.cause === 'REQUEST' };
  const [feed] = await tenant.feeds.due(now(), look);
  if (!feed && job.cause === 'DUE') {
    await tenant.executions.forget(executionId);
    return null;
  }
  if (!(await tenant.executions.start(executionId, now()))) return null;
  try {
    if (!feed) return await tenant.executions.fail(executionId, deleted, now());
    const surroundings = await withTenantBrands(tenant, dependencies);
    surroundings.progress.feedsFound(1);
    const made = await visitOnce(feed, executionId, tenant, surroundings, { signal });
    if (made !== null) {
      surroundings.progress.feedDone(feed, made);
      return await tenant.executions.finish(executionId, runInWords(1, [made], false), now());
    }
    if (signal.aborted) return await giveBack(job, tenant, now());
    const [isLeft] = await tenant.feeds.due(now(), { ids: [feedId], force: true });
    return await tenant.executions.fail(executionId, isLeft ? notStored : deleted, now());
  } catch (error) {
    // Whoever has taken it over says what becomes of it.
    if (!(error instanceof ExecutionHasEnded)) {
      await tenant.executions
        .requeue(executionId, now())
        .catch((failure) => log.warn({ err: failure }, 'an execution could not be put back'));
    }
    throw error;
  }
}

async function giveBack(job: FeedVisitJob, tenant: TenantStorage, now: Date): Promise<null> {
  await tenant.change(null, now, async ({ feeds, executions }) => {
    await feeds.hold(job.feedId);
    await executions.handBack(job, now);
  });
  return null;
}

const deleted = 'The feed was deleted before it was read.';
const notStored = 'What came of the feed could not be stored; our log tells why.';
