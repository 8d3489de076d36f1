import { setTimeout as sleep } from 'node:timers/promises';
import { notFound } from '../model/errors.ts';
import type { FeedVisitJob } from '../model/job.ts';
import type { Tenant } from '../model/tenant.ts';
import { type RunOptions, type RunOutcome, runDueFeeds, runFeed } from './execution.ts';
import { FeedsUnderWay } from './feeds-under-way.ts';
import type { PipelineDependencies } from './pipeline.ts';
import type { RunProgress } from './progress.ts';

/** Which tenants and feeds a run is for. */
export interface RunRequest {
  /** Only this tenant, by slug. */
  tenant?: string | undefined;
  /** Only the feeds at these addresses, as they are stored. */
  feeds?: string[] | undefined;
  /** Also feeds that are not due, paused, parked or ended; and as if they had never been read. */
  force?: boolean | undefined;
  /** Feeds that the process is reading for another reason; none by default. */
  feedsUnderWay?: FeedsUnderWay;
  /** Ends the run. */
  signal: AbortSignal;
}

/** A pipeline whose runs each get a progress of their own. */
export interface Pipeline extends Omit<PipelineDependencies, 'progress'> {
  /** @param inLines also on a terminal: for work that has no end */
  startProgress(how: { inLines: boolean }): RunProgress;
}

/** Between two looks for due feeds, in milliseconds. */
const watchEveryMs = 5_000;
/** Feeds that somebody asked for, read at the same time: each has a connection to the queue besides. */
const mostAskedForAtOnce = 4;

/**
 * Reads the due feeds of all tenants, or those asked for, once.
 *
 * @throws {CodedError} NOT_FOUND when no tenant has the slug, or none that was asked for follows the feed
 */
export async function runAllTenants(pipeline: Pipeline, request: RunRequest): Promise<RunOutcome[]> {
  const tenants = await wantedTenants(pipeline, request);
  const progress = pipeline.startProgress({ inLines: false });
  try {
    const outcomes: RunOutcome[] = [];
    for (const tenant of tenants) {
      if (request.signal.aborted) break;
      const outcome = await runDueFeeds(tenant, { ...pipeline, progress }, optionsOf(request));
      if (outcome) outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    progress.end();
  }
}

/**
 * Reads each feed whenever it is due, until the signal comes. Slow feeds keep no other waiting: what falls due while
 * they are read begins a run of its own. A run that fails is logged; its feeds stay due.
 *
 * @throws {CodedError} NOT_FOUND as {@link runAllTenants}, when it begins
 */
export async function watchAllTenants(pipeline: Pipeline, request: RunRequest): Promise<void> {
  const { signal, feedsUnderWay = new FeedsUnderWay() } = request;
  const dependencies = { ...pipeline, progress: pipeline.startProgress({ inLines: true }) };
  const runs = new Set<Promise<unknown>>();
  let force = request.force;
  await wantedTenants(pipeline, request);
  pipeline.log.info('watching: every feed is read at its own interval');
  while (!signal.aborted) {
    try {
      for (const tenant of await wantedTenants(pipeline, request)) {
        const run = runDueFeeds(tenant, dependencies, { ...optionsOf({ ...request, force }), feedsUnderWay })
          .catch((error) => pipeline.log.error({ err: error, tenant: tenant.slug }, 'a run failed'))
          .finally(() => runs.delete(run));
        runs.add(run);
      }
      force = false;
    } catch (error) {
      pipeline.log.error({ err: error }, 'the due feeds could not be looked up');
    }
    await sleep(watchEveryMs, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(runs);
}

/**
 * Reads the feeds that somebody asked for, of all tenants, as soon as they do, until the signal comes. Any number of
 * processes may do so at once: each feed is read by one of them.
 */
export async function watchQueue(
  pipeline: Pipeline,
  { signal, feedsUnderWay }: { signal: AbortSignal; feedsUnderWay: FeedsUnderWay },
): Promise<void> {
  const dependencies = { ...pipeline, progress: pipeline.startProgress({ inLines: true }) };
  const visitFeed = async (job: FeedVisitJob) => {
    await runFeed(job, dependencies, { signal, feedsUnderWay });
  };
  const concurrency = Math.min(pipeline.feedsAtOnce, mostAskedForAtOnce);
  await pipeline.storage.workQueue({ concurrency, visitFeed, signal }, pipeline.log);
}

async function wantedTenants({ storage }: Pipeline, { tenant, feeds }: RunRequest): Promise<Tenant[]> {
  const wanted = tenant === undefined ? await storage.tenants.list() : [await storage.tenants.bySlug(tenant)];
  for (const url of feeds ?? []) {
    const followed = await Promise.all(wanted.map(({ id }) => storage.forTenant(id).feeds.isFollowed(url)));
    if (!followed.includes(true)) {
      throw notFound('feed', `at ${url} that is followed. Add it with: npm run admin -- feed add`);
    }
  }
  return wanted;
}

function optionsOf({ signal, feeds, force }: RunRequest): RunOptions {
  return { signal, ...(feeds === undefined ? {} : { urls: feeds }), ...(force ? { force } : {}) };
}
