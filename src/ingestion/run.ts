import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../model/errors.ts';
import { readFeedUrl } from '../model/feed-address.ts';
import { type PipelineDependencies, type RunOutcome, runDueFeeds } from './pipeline.ts';
import type { RunProgress } from './progress.ts';

/** Which tenants and feeds a run is for. */
export interface RunRequest {
  /** Only this tenant, by slug. */
  tenant?: string | undefined;
  /** Only the feed at this address. */
  feed?: string | undefined;
  /** Also feeds that are not due, paused, parked or ended; and as if they had never been read. */
  force?: boolean | undefined;
  /** Ends the run. */
  signal: AbortSignal;
}

/** A pipeline whose runs each get a progress of their own. */
export interface Pipeline extends Omit<PipelineDependencies, 'progress'> {
  startProgress(): RunProgress;
}

/** Between two looks for due feeds, in milliseconds. */
const watchEveryMs = 5_000;

/**
 * Reads the due feeds of all tenants, or those asked for, once.
 *
 * @throws {CodedError} NOT_FOUND when no tenant has the slug, or none that was asked for follows the feed
 */
export async function runAllTenants(pipeline: Pipeline, request: RunRequest): Promise<RunOutcome[]> {
  const { tenants } = pipeline.storage;
  const wanted = request.tenant === undefined ? await tenants.list() : [await tenants.bySlug(request.tenant)];
  const url = request.feed === undefined ? undefined : readFeedUrl(request.feed);
  if (url !== undefined && !(await isFollowed(pipeline, wanted, url))) {
    throw new CodedError(
      'NOT_FOUND',
      `The feed ${url} is followed by no tenant. Add it with: npm run admin -- feed add`,
    );
  }
  const options = {
    signal: request.signal,
    ...(url === undefined ? {} : { url }),
    ...(request.force ? { force: true } : {}),
  };
  const progress = pipeline.startProgress();
  try {
    const outcomes: RunOutcome[] = [];
    for (const tenant of wanted) {
      if (request.signal.aborted) break;
      const outcome = await runDueFeeds(tenant, { ...pipeline, progress }, options);
      if (outcome) outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    progress.end();
  }
}

/** Reads each feed whenever it is due, until the signal comes. A run that fails is logged, and the next one tries. */
export async function watchAllTenants(pipeline: Pipeline, request: RunRequest): Promise<void> {
  const { signal } = request;
  pipeline.log.info('watching: every feed is read at its own interval');
  let first = true;
  while (!signal.aborted) {
    try {
      await runAllTenants(pipeline, { ...request, force: first && request.force });
      first = false;
    } catch (error) {
      if (first) throw error;
      pipeline.log.error({ err: error }, 'a run failed; the next one tries again');
    }
    await sleep(watchEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function isFollowed(pipeline: Pipeline, tenants: { id: string }[], url: string): Promise<boolean> {
  for (const { id } of tenants) {
    if (await pipeline.storage.forTenant(id).feeds.isFollowed(url)) return true;
  }
  return false;
}
