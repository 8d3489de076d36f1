import type { DueFeed } from '../model/feed.ts';
import type { FeedVisit } from '../model/job.ts';
import type { Log } from '../platform/log.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { tallyOf } from './after-visit.ts';
import { nextVisit } from './schedule.ts';

/** What recording needs besides the database. */
export interface UnforeseenDependencies {
  log: Log;
  now: () => Date;
  /** From 0 to 1, for jitter. */
  random: () => number;
}

/**
 * Records that a feed failed for a reason that only the log can tell; the other feeds go on. The fault is ours, so it
 * counts as a visit that was not made, and not as a failure of the feed, which is read whole the next time.
 *
 * @returns null when even that could not be stored: the feed was deleted, or the database cannot be reached
 */
export async function storeUnforeseen(
  feed: DueFeed,
  executionId: string,
  tenant: TenantStorage,
  { now, random, log }: UnforeseenDependencies,
): Promise<FeedVisit | null> {
  const visit: FeedVisit = {
    fetchedAt: now(),
    outcome: 'FAILED',
    httpStatus: null,
    durationMs: 0,
    items: { seen: 0, new: 0, duplicate: 0, failed: 0 },
    error: `${feed.url} could not be read for a reason on our side, which our log tells.`,
    errorCode: 'UNFORESEEN',
  };
  const end = { kind: 'FAILED', weight: 'NONE', error: '', gone: false, retryAfter: null } as const;
  const next = nextVisit(feed, end, now(), random());
  try {
    await tenant.visits.store({
      feedId: feed.id,
      executionId,
      visit,
      feed: {
        ...next,
        etag: null,
        lastModified: null,
        title: null,
        siteUrl: null,
        memory: { ...feed, ...next, bodyHash: null },
      },
      tally: tallyOf(feed, visit),
      reports: [],
      newKeysOfKnown: [],
    });
    return visit;
  } catch (error) {
    log.error({ err: error, feed: feed.url }, 'the failure of a feed could not be recorded');
    return null;
  }
}
