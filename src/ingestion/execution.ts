import PQueue from 'p-queue';
import { ExecutionHasEnded } from '../model/errors.ts';
import type { DueFeed } from '../model/feed.ts';
import type { FeedVisit, JobExecution } from '../model/job.ts';
import type { Tenant } from '../model/tenant.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { FeedsUnderWay, type TakenFeed } from './feeds-under-way.ts';
import { keptAlive, lastSignBefore } from './keep-alive.ts';
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
  await tenantStorage.executions.reap(lastSignBefore(now()), now());
  const due = await tenantStorage.feeds.due(now(), { ...options, unvisited: !options.force });
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

/** Reads feeds side by side; those that were not finished when the signal came are not among the outcomes. */
async function readFeeds(
  taken: readonly TakenFeed<DueFeed>[],
  executionId: string,
  tenant: TenantStorage,
  surroundings: PipelineDependencies,
  options: RunOptions,
): Promise<FeedOutcome[]> {
  const dependencies = await withTenantBrands(tenant, surroundings);
  const queue = new PQueue({ concurrency: dependencies.feedsAtOnce });
  const outcomes: FeedOutcome[] = [];
  dependencies.progress.feedsFound(taken.length);
  await Promise.all(
    taken.map(({ feed, end }) =>
      queue.add(async () => {
        if (options.signal.aborted) return;
        const visit = await visitOnce(feed, executionId, tenant, dependencies, options)
          .catch((error) => {
            if (!(error instanceof ExecutionHasEnded)) throw error;
            dependencies.log.error({ feed: feed.url }, error.message);
            return null;
          })
          .finally(end);
        if (visit === null) return;
        outcomes.push({ feed, visit });
        dependencies.progress.feedDone(feed, visit);
      }),
    ),
  );
  return outcomes;
}

/** The pipeline as it works for one tenant: with the brands it follows. */
export async function withTenantBrands(
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
): Promise<PipelineDependencies> {
  return { ...dependencies, enricher: dependencies.enricher.for(await tenant.brands.settings()) };
}

/**
 * One visit with whatever comes of it; null when it was abandoned, or could not be stored.
 *
 * @throws {ExecutionHasEnded} when another process has dealt with the feed
 */
export async function visitOnce(
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
    if (error instanceof ExecutionHasEnded) throw error;
    dependencies.log.error({ err: error, feed: feed.url }, 'a feed failed unexpectedly');
    return storeUnforeseen(feed, executionId, tenant, dependencies);
  }
}
