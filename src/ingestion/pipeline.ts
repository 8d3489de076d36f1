import type { DueFeed, FeedDocument } from '../model/feed.ts';
import { addItems, noItems } from '../model/item-counts.ts';
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
import type { AnalyserFor } from './enrich/tenant-analysers.ts';
import { type FeedFetch, fetchFeed } from './fetch/fetch-feed.ts';
import { makePart, type PartLimits } from './make-part.ts';
import type { RunProgress } from './progress.ts';
import { outcomeOf, type Parsed, parse } from './visit-outcome.ts';

/** What the pipeline works with. */
export interface PipelineDependencies {
  storage: Storage;
  http: HttpClient;
  limiter: SiteLimiter;
  enricher: Enricher;
  /** Finds brands as a tenant wants them found. */
  analyserFor: AnalyserFor;
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
 * @param signal ends the visit, which then leaves no trace but the parts of a large feed that are stored
 * @throws when the signal came, and for what nobody foresaw
 */
export async function readFeed(
  feed: DueFeed,
  executionId: string,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  signal: AbortSignal,
): Promise<FeedVisit> {
  const { now } = dependencies;
  const fetchedAt = now();
  const { fetched, read } = await fetchAndParse(feed, dependencies, signal);
  const reading =
    read && 'document' in read
      ? await readEntries(feed, executionId, read.document, tenant, dependencies, signal)
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
    storedParts: reading.storedParts,
  });
  return { ...visit, items };
}

const nothing = Buffer.alloc(0);

/** What was fetched, without its bytes, which may be many and are read already. */
async function fetchAndParse(
  feed: DueFeed,
  { http, limiter, now }: PipelineDependencies,
  signal: AbortSignal,
): Promise<{ fetched: FeedFetch; read: Parsed | null }> {
  const fetched = await fetchFeed(feed, { http, limiter, signal, now });
  if (fetched.kind !== 'READ') return { fetched, read: null };
  const read = parse(fetched);
  return { fetched: { ...fetched, body: nothing }, read };
}

/** What is held of a feed's reports at once; the rest is made when these are stored, so that memory does not grow with it. */
const part: PartLimits = { items: 500, characters: 1_500_000, underWay: 100 };

interface Reading {
  /** Those that are still to be stored. */
  reports: NewReport[];
  newKeysOfKnown: { key: string; reportId: string | null }[];
  /** Of the whole visit. */
  items: ItemCounts;
  /** Of the parts that are stored already. */
  storedParts: ItemCounts;
  /** Entries that failed for a reason on our side, to be tried again; unreadable ones stay unreadable. */
  lost: number;
}

const noEntries: Reading = { reports: [], newKeysOfKnown: [], items: noItems, storedParts: noItems, lost: 0 };

/** Tells new entries from known ones with one look-up, and makes reports of the new ones, pages side by side. */
async function readEntries(
  feed: DueFeed,
  executionId: string,
  document: FeedDocument,
  tenant: TenantStorage,
  dependencies: PipelineDependencies,
  signal: AbortSignal,
): Promise<Reading> {
  const { fresh, duplicates, newKeysOfKnown } = await recogniseEntries(
    document.entries,
    { siteUrl: document.siteUrl, feedUrl: feed.url },
    (keys) => tenant.visits.knownKeys(keys),
  );
  const make = async (one: FreshEntry) => {
    const report = await makeReport(one, feed, document, dependencies, signal);
    // The texts are what is large of an entry, and the report has them now.
    one.entry.contentHtml = null;
    one.entry.summary = null;
    return report;
  };
  const nextPart = () => makePart(fresh, make, (report) => report?.fullText?.length ?? 0, part);
  let storedParts = noItems;
  let made = await nextPart();
  while (fresh.length > 0) {
    signal.throwIfAborted();
    const reports = made.filter((report) => report !== null);
    const items = {
      seen: made.length,
      new: reports.length,
      duplicate: 0,
      failed: made.length - reports.length,
    };
    const stored = { feedId: feed.id, executionId, reports, items, at: dependencies.now() };
    storedParts = addItems(storedParts, await tenant.visits.storePart(stored));
    made = await nextPart();
  }
  const reports = made.filter((report) => report !== null);
  const lost = made.length - reports.length;
  const rest = {
    seen: made.length + duplicates + document.unreadable.length,
    new: reports.length,
    duplicate: duplicates,
    failed: document.unreadable.length + lost,
  };
  return {
    reports,
    newKeysOfKnown,
    items: addItems(storedParts, rest),
    storedParts,
    lost: lost + storedParts.failed,
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
