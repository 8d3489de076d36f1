import type { DueFeed, FeedDocument } from '../model/feed.ts';
import type { FeedVisit, ItemCounts } from '../model/job.ts';
import type { NewReport } from '../model/report.ts';
import type { HttpClient } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import type { SiteLimiter } from '../platform/site-limiter.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { afterVisit } from './after-visit.ts';
import { canonicalUrl } from './dedupe/canonical-url.ts';
import { believedAddress, pageKey } from './dedupe/page-key.ts';
import { type FreshEntry, recogniseEntries } from './dedupe/recognise.ts';
import type { Enricher } from './enrich/enricher.ts';
import { fetchFeed } from './fetch/fetch-feed.ts';
import type { RunProgress } from './progress.ts';
import { outcomeOf, parse } from './visit-outcome.ts';

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

/**
 * One feed, from its address to its reports.
 *
 * @param signal ends the visit, which then leaves no trace
 * @throws when the signal came, and for what nobody foresaw
 */
export async function readFeed(
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
    ...afterVisit(feed, { fetched, read, visit, lost: reading.lost }, now(), dependencies.random()),
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
    const { page, pageFailure, ...report } = await enricher.enrich(
      entry,
      { ...feed, title: document.title, siteUrl: document.siteUrl, language: document.language },
      { now: now(), canonicalUrl: entry.url === null ? null : canonicalUrl(entry.url), signal },
    );
    if (pageFailure !== null) log.debug({ url: entry.url, pageFailure }, 'a page was not read');
    // Known under another address (that of its mobile page, a redirect), the article is recognised as it is stored.
    const own = page && believedAddress(page);
    return own === null
      ? { ...report, keys }
      : { ...report, canonicalUrl: own, keys: [...new Set([...keys, pageKey(own)])] };
  } catch (error) {
    if (!signal.aborted) log.error({ err: error, feed: feed.url, entry: entry.url }, 'an entry failed');
    return null;
  }
}
