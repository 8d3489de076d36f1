import PQueue from 'p-queue';
import type { DueFeed } from '../model/feed.ts';
import type { FeedVisit, FeedVisitJob, JobExecution } from '../model/job.ts';
import type { Tenant } from '../model/tenant.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { FeedsUnderWay, type TakenFeed } from './feeds-under-way.ts';
import { type PipelineDependencies, readFeed } from './pipeline.ts';
import { storeUnforeseen } from './store-unforeseen.ts';
import { runInWords } from './visit-outcome.ts';

/** Which feeds a run is for. */
export interface RunOptions {
  /** Only the feeds at these addresses. */
  urls?: readonly string[];
  /** Also feeds that are not due, paused, parked or ended; and as if they had never been read. */
  force?: boolean;
  /** Feeds that other runs of this process are reading; this one leaves them alone and adds its own. */
  feedsUnderWay?: FeedsUnderWay;
  /** Ends the run: the feed in hand is abandoned without a trace. */
  signal: AbortSignal;
}

/** What became of one feed. */
export interface FeedOutcome {
  feed: DueFeed;
  visit: FeedVisit;
}

/** What became of a tenant's run. */
export interface RunOutcome {
  tenant: Tenant;
  execution: JobExecution;
  feeds: FeedOutcome[];
}

const heartbeatMs = 15_000;
const silentForMs = 5 * 60_000;

/**
 * Reads a tenant's due feeds: one execution, feeds side by side, each stored as one transaction. A feed that fails
 * stops no other.
 *
 * @returns null when no feed was due
 */
export async function runDueFeeds(
  tenant: Tenant,
  dependencies: PipelineDependencies,
  options: RunOptions,
): Promise<RunOutcome | null> {
  const { storage, now } = dependencies;
  const tenantStorage = storage.forTenant(tenant.id);
  await tenantStorage.executions.reap(new Date(now().getTime() - silentForMs), now());
  const due = await tenantStorage.feeds.due(now(), options);
  const taken = (options.feedsUnderWay ?? new FeedsUnderWay()).take(due);
  if (taken.length === 0) return null;
  try {
    return await runFeeds(taken, tenant, dependencies, options);
  } finally {
    for (const { end } of taken) end();
  }
}

/** One execution, from its beginning to its end. */
async function runFeeds(
  taken: readonly TakenFeed<DueFeed>[],
  tenant: Tenant,
  dependencies: PipelineDependencies,
  options: RunOptions,
): Promise<RunOutcome> {
  const { storage, now } = dependencies;
  const tenantStorage = storage.forTenant(tenant.id);
  const { executions } = tenantStorage;
  const executionId = await executions.begin(taken.length, now());
  return keptAlive(executionId, tenantStorage, dependencies, async () => {
    const outcomes = await readFeeds(taken, executionId, tenantStorage, dependencies, options);
    const visits = outcomes.map(({ visit }) => visit);
    const error = runInWords(taken.length, visits, options.signal.aborted);
    return { tenant, execution: await executions.finish(executionId, error, now()), feeds: outcomes };
  });
}

/**
 * Reads one feed that somebody asked for, whatever its state and whether it is due, in the execution that waits for
 * it. When the signal comes first, the execution goes back to the queue for another process.
 *
 * @returns null when the execution is not done here: it was given back, or does not wait any more
 * @throws when the database fails; the execution waits again, and the job is to be tried again
 */
export async function runFeed(
  job: FeedVisitJob,
  dependencies: PipelineDependencies,
  { signal, feedsUnderWay = new FeedsUnderWay() }: RunOptions,
): Promise<JobExecution | null> {
  const tenant = dependencies.storage.forTenant(job.tenantId);
  return keptAlive(job.executionId, tenant, dependencies, async () => {
    const taken = await feedsUnderWay.takeWhenFree({ id: job.feedId });
    try {
      return await readAskedFor(job, taken.end, tenant, dependencies, signal);
    } finally {
      taken.end();
    }
  });
}

async function readAskedFor(
  { feedId, executionId }: FeedVisitJob,
  end: () => void,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  signal: AbortSignal,
): Promise<JobExecution | null> {
  const { log, now } = dependencies;
  const giveBack = async () => {
    await tenant.change(null, now(), async ({ feeds, executions }) => {
      await feeds.hold(feedId);
      await executions.handBack(executionId, feedId, now());
    });
    return null;
  };
  if (signal.aborted) return giveBack();
  if (!(await tenant.executions.start(executionId, now()))) return null;
  try {
    const [feed] = await tenant.feeds.due(now(), { ids: [feedId], force: true });
    if (!feed) return await tenant.executions.fail(executionId, deleted, now());
    const outcomes = await readFeeds([{ feed, end }], executionId, tenant, dependencies, { signal });
    const visits = outcomes.map(({ visit }) => visit);
    if (visits.length > 0) {
      return await tenant.executions.finish(executionId, runInWords(1, visits, false), now());
    }
    if (signal.aborted) return await giveBack();
    const [isLeft] = await tenant.feeds.due(now(), { ids: [feedId], force: true });
    return await tenant.executions.fail(executionId, isLeft ? notStored : deleted, now());
  } catch (error) {
    await tenant.executions
      .requeue(executionId, now())
      .catch((failure) => log.warn({ err: failure }, 'an execution could not be put back'));
    throw error;
  }
}

const deleted = 'The feed was deleted before it was read.';
const notStored = 'What came of the feed could not be stored; our log tells why.';

/** Does the work of an execution, and says all the while that it is alive. */
async function keptAlive<Result>(
  executionId: string,
  { executions }: TenantStorage,
  { log, now }: PipelineDependencies,
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

/** Reads feeds side by side; those that were not finished when the signal came are not among the outcomes. */
async function readFeeds(
  taken: readonly TakenFeed<DueFeed>[],
  executionId: string,
  tenant: TenantStorage,
  surroundings: PipelineDependencies,
  options: RunOptions,
): Promise<FeedOutcome[]> {
  const enricher = surroundings.enricher.for(await tenant.brands.settings());
  const dependencies = { ...surroundings, enricher };
  const queue = new PQueue({ concurrency: dependencies.feedsAtOnce });
  const outcomes: FeedOutcome[] = [];
  dependencies.progress.feedsFound(taken.length);
  await Promise.all(
    taken.map(({ feed, end }) =>
      queue.add(async () => {
        if (options.signal.aborted) return;
        const visit = await visitOnce(feed, executionId, tenant, dependencies, options).finally(end);
        if (visit === null) return;
        outcomes.push({ feed, visit });
        dependencies.progress.feedDone(feed, visit);
      }),
    ),
  );
  return outcomes;
}

/** One visit with whatever comes of it; null when it was abandoned, or could not be stored. */
async function visitOnce(
  feed: DueFeed,
  executionId: string,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  { force, signal }: RunOptions,
): Promise<FeedVisit | null> {
  const visited = force ? { ...feed, etag: null, lastModified: null, bodyHash: null } : feed;
  try {
    return await readFeed(visited, executionId, tenant, dependencies, signal);
  } catch (error) {
    if (signal.aborted) return null;
    dependencies.log.error({ err: error, feed: feed.url }, 'a feed failed unexpectedly');
    return storeUnforeseen(feed, executionId, tenant, dependencies);
  }
}
