import PQueue from 'p-queue';
import type { DueFeed, FeedDocument } from '../model/feed.ts';
import type { FeedVisit, ItemCounts, JobExecution } from '../model/job.ts';
import type { NewReport } from '../model/report.ts';
import type { Tenant } from '../model/tenant.ts';
import type { HttpClient } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import type { SiteLimiter } from '../platform/site-limiter.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { canonicalUrl } from './dedupe/canonical-url.ts';
import { type FreshEntry, recogniseEntries } from './dedupe/recognise.ts';
import type { Enricher } from './enrich/enricher.ts';
import { fetchFeed } from './fetch/fetch-feed.ts';
import type { RunProgress } from './progress.ts';
import { nextVisit } from './schedule.ts';
import { storeUnforeseen } from './store-unforeseen.ts';
import { endOf, outcomeOf, parse, runInWords, validatorsAfter } from './visit-outcome.ts';

/** What the pipeline works with. */
export interface PipelineDependencies {
  storage: Storage;
  http: HttpClient;
  limiter: SiteLimiter;
  enricher: Enricher;
  log: Log;
  progress: RunProgress;
  now: () => Date;
  /** From 0 to 1, for jitter. */
  random: () => number;
  /** Feeds under way at the same time. */
  feedsAtOnce: number;
}

/** Which feeds a run is for. */
export interface RunOptions {
  /** Only the feeds at these addresses. */
  urls?: readonly string[];
  /** Also feeds that are not due, paused, parked or ended; and as if they had never been read. */
  force?: boolean;
  /** Feeds that other runs of this process are reading; this one leaves them alone and adds its own. */
  feedsUnderWay?: Set<string>;
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
  const feedsUnderWay = options.feedsUnderWay ?? new Set();
  const due = await tenantStorage.feeds.due(now(), options);
  const feeds = due.filter(({ id }) => !feedsUnderWay.has(id));
  if (feeds.length === 0) return null;
  for (const { id } of feeds) feedsUnderWay.add(id);
  try {
    return await runFeeds(feeds, tenant, dependencies, options);
  } finally {
    for (const { id } of feeds) feedsUnderWay.delete(id);
  }
}

/** One execution, from its beginning to its end. */
async function runFeeds(
  feeds: readonly DueFeed[],
  tenant: Tenant,
  dependencies: PipelineDependencies,
  options: RunOptions,
): Promise<RunOutcome> {
  const { storage, progress, log, now } = dependencies;
  const tenantStorage = storage.forTenant(tenant.id);
  const { executions } = tenantStorage;
  progress.feedsFound(feeds.length);
  const executionId = await executions.begin(feeds.length, now());
  const heartbeat = setInterval(() => {
    executions.beat(executionId, now()).catch((error) => log.warn({ err: error }, 'no heartbeat'));
  }, heartbeatMs);
  try {
    const outcomes = await readFeeds(feeds, executionId, tenantStorage, dependencies, options);
    const visits = outcomes.map(({ visit }) => visit);
    const error = runInWords(feeds.length, visits, options.signal.aborted);
    return { tenant, execution: await executions.finish(executionId, error, now()), feeds: outcomes };
  } finally {
    clearInterval(heartbeat);
  }
}

/** Reads feeds side by side; those that were not finished when the signal came are not among the outcomes. */
async function readFeeds(
  feeds: readonly DueFeed[],
  executionId: string,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  options: RunOptions,
): Promise<FeedOutcome[]> {
  const queue = new PQueue({ concurrency: dependencies.feedsAtOnce });
  const outcomes: FeedOutcome[] = [];
  await Promise.all(
    feeds.map((feed) =>
      queue.add(async () => {
        if (options.signal.aborted) return;
        const visited = options.force ? { ...feed, etag: null, lastModified: null } : feed;
        try {
          const visit = await readFeed(visited, executionId, tenant, dependencies, options.signal);
          outcomes.push({ feed, visit });
          dependencies.progress.feedDone(feed, visit);
        } catch (error) {
          if (options.signal.aborted) return;
          dependencies.log.error({ err: error, feed: feed.url }, 'a feed failed unexpectedly');
          const visit = await storeUnforeseen(feed, executionId, tenant, dependencies);
          if (visit === null) return;
          outcomes.push({ feed, visit });
          dependencies.progress.feedDone(feed, visit);
        }
      }),
    ),
  );
  return outcomes;
}

/** One feed, from its address to its reports. */
async function readFeed(
  feed: DueFeed,
  executionId: string,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  signal: AbortSignal,
): Promise<FeedVisit> {
  const { http, limiter, now } = dependencies;
  const fetchedAt = now();
  const fetched = await fetchFeed(feed, { http, limiter, signal, now });
  const read = fetched.kind === 'READ' ? parse(fetched) : null;
  const reading =
    read && 'document' in read
      ? await readEntries(feed, read.document, tenant, dependencies, signal)
      : noEntries;
  signal.throwIfAborted();
  const visit: FeedVisit = {
    fetchedAt,
    durationMs: now().getTime() - fetchedAt.getTime(),
    items: reading.items,
    ...outcomeOf(fetched, read, reading.lost),
  };
  const items = await tenant.visits.store({
    feedId: feed.id,
    executionId,
    visit,
    feed: {
      ...nextVisit(feed, endOf(fetched, visit), now(), dependencies.random()),
      ...validatorsAfter(feed, fetched, read, reading.lost),
      title: read && 'document' in read ? read.document.title : null,
      siteUrl: read && 'document' in read ? read.document.siteUrl : null,
    },
    reports: reading.reports,
    newKeysOfKnown: reading.newKeysOfKnown,
  });
  return { ...visit, items };
}

interface Reading {
  reports: NewReport[];
  newKeysOfKnown: { key: string; reportId: string | null }[];
  items: ItemCounts;
  /** Entries that failed for a reason on our side, to be tried again; unreadable ones stay unreadable. */
  lost: number;
}

const noEntries: Reading = {
  reports: [],
  newKeysOfKnown: [],
  items: { seen: 0, new: 0, duplicate: 0, failed: 0 },
  lost: 0,
};

/** Tells new entries from known ones with one look-up, and makes reports of the new ones, pages side by side. */
async function readEntries(
  feed: DueFeed,
  document: FeedDocument,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  signal: AbortSignal,
): Promise<Reading> {
  const recognition = await recogniseEntries(
    document.entries,
    { siteUrl: document.siteUrl, feedUrl: feed.url },
    (keys) => tenant.visits.knownKeys(keys),
  );
  const made = await Promise.all(
    recognition.fresh.map((fresh) => makeReport(fresh, feed, document, dependencies, signal)),
  );
  const reports = made.filter((report) => report !== null);
  const lost = made.length - reports.length;
  return {
    reports,
    newKeysOfKnown: recognition.newKeysOfKnown,
    items: {
      seen: document.entries.length + document.unreadable.length,
      new: reports.length,
      duplicate: recognition.duplicates,
      failed: document.unreadable.length + lost,
    },
    lost,
  };
}

/** A report of one entry; null when something unforeseen went wrong with it, which must not cost the others. */
async function makeReport(
  { entry, keys }: FreshEntry,
  feed: DueFeed,
  document: FeedDocument,
  { enricher, log, now }: PipelineDependencies,
  signal: AbortSignal,
): Promise<NewReport | null> {
  try {
    const { pageFailure, ...report } = await enricher.enrich(
      entry,
      { ...feed, title: document.title, siteUrl: document.siteUrl, language: document.language },
      { now: now(), canonicalUrl: entry.url === null ? null : canonicalUrl(entry.url), signal },
    );
    if (pageFailure !== null) log.debug({ url: entry.url, pageFailure }, 'a page was not read');
    return { ...report, keys };
  } catch (error) {
    if (!signal.aborted) log.error({ err: error, feed: feed.url, entry: entry.url }, 'an entry failed');
    return null;
  }
}
