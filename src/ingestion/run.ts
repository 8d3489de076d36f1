import { setTimeout as sleep } from 'node:timers/promises';
import { notFound } from '../model/errors.ts';
import type { FeedVisitJob } from '../model/job.ts';
import type { Retention } from '../model/retention.ts';
import type { Tenant } from '../model/tenant.ts';
import {
  type AlertDependencies,
  alertAfterRun,
  deliverQueued,
  evaluateAfterVisits,
  queueWhatIsLeft,
} from './alert-tenants.ts';
import { type RunOptions, type RunOutcome, runDueFeeds } from './execution.ts';
import { FeedsUnderWay } from './feeds-under-way.ts';
import { keepRollups, type UpkeepDependencies } from './keep-rollups.ts';
import type { PipelineDependencies } from './pipeline.ts';
import type { RunProgress } from './progress.ts';
import { pruneHistory } from './prune-history.ts';
import { queueDueFeeds } from './queue-due-feeds.ts';
import { makeQueuedVisit } from './queued-visit.ts';
import { rereadReports } from './reread-reports.ts';

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
export interface Pipeline
  extends Omit<PipelineDependencies, 'progress'>,
    Pick<UpkeepDependencies, 'rollupObserver'> {
  /** What alerts are sent with. */
  alerting: AlertDependencies['alerting'];
  /** @param inLines also on a terminal: for work that has no end */
  startProgress(how: { inLines: boolean }): RunProgress;
}

/** Between two looks for due feeds, in milliseconds. */
const watchEveryMs = 5_000;

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
      await alertAfterRun(tenant.id, pipeline);
    }
    await keepRollups(pipeline, tenants, request.signal);
    return outcomes;
  } finally {
    progress.end();
  }
}

/**
 * Reads each feed of some tenants whenever it is due, beside the queue, which is of all; until the signal comes. Slow feeds keep no other waiting: what falls due while
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
          .then((outcome) => (outcome ? alertAfterRun(tenant.id, pipeline) : undefined))
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

/** How a process works at the queue. */
export interface QueueRequest {
  /** Also queues what is due, of all tenants; otherwise only what others have queued is read. */
  queuesDueFeeds: boolean;
  /** Also prunes every night what is older than this, folds rollups, looks at open alerts and takes up lost deliveries; absent: others do. */
  retention?: Retention;
  feedsUnderWay?: FeedsUnderWay;
  /** Ends the work: visits under way go back to the queue. */
  signal: AbortSignal;
}

/**
 * Reads the feeds that wait in the queue, of all tenants, until the signal comes: those that somebody asked for as soon
 * as they do, and those that are due; and, behind them, stored reports that are to be read again. Any number of processes, on any number of machines, may do so at once: each feed
 * is read by one of them.
 */
export async function watchQueue(
  pipeline: Pipeline,
  { queuesDueFeeds, retention, feedsUnderWay = new FeedsUnderWay(), signal }: QueueRequest,
): Promise<void> {
  const dependencies = { ...pipeline, progress: pipeline.startProgress({ inLines: true }) };
  const visitFeed = async (job: FeedVisitJob) => {
    await makeQueuedVisit(job, dependencies, { signal, feedsUnderWay });
  };
  if (queuesDueFeeds) pipeline.log.info('watching: every feed is read at its own interval');
  await pipeline.storage.workQueue(
    {
      concurrency: pipeline.feedsAtOnce,
      visitFeed,
      rereadReports: async (job) => {
        await rereadReports(job, dependencies);
      },
      evaluateAlerts: (visits) => evaluateAfterVisits(visits, pipeline),
      deliverAlert: (job) => deliverQueued(job, pipeline),
      queueDueFeeds: queuesDueFeeds ? () => queueDueFeeds(pipeline) : null,
      pruneHistory: retention ? () => pruneHistory(pipeline, retention, signal) : null,
      keepRollups: retention ? () => keepRollups(pipeline, null, signal) : null,
      queueOpenAlerts: retention ? () => queueWhatIsLeft(pipeline) : null,
      signal,
    },
    pipeline.log,
  );
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

function optionsOf({ signal, feeds, force, feedsUnderWay }: RunRequest): RunOptions {
  return {
    signal,
    ...(feeds === undefined ? {} : { urls: feeds }),
    ...(force ? { force } : {}),
    ...(feedsUnderWay ? { feedsUnderWay } : {}),
  };
}
