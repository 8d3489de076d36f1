import type { DueFeed, FeedState, FeedVolume } from '../model/feed.ts';
import type { NewFeedEvent } from '../model/feed-event.ts';
import type { FeedVisit, ItemCounts } from '../model/job.ts';
import { named, Prisma, type Writer } from './database.ts';
import { storableText } from './storable-text.ts';

/** What a feed is after a visit. */
export interface FeedAfterVisit {
  state: FeedState;
  nextFetchAt: Date;
  failures: number;
  etag: string | null;
  lastModified: string | null;
  /** Null leaves what is known. */
  title: string | null;
  siteUrl: string | null;
  /** What only the next visit wants to know; absent leaves what is known. */
  memory?: FeedMemory;
}

/** What the next visit to a feed wants to know. */
export interface FeedMemory
  extends Pick<DueFeed, 'bodyHash' | 'unconditionalAt' | 'distrustedUntil' | 'movedTo' | 'movedSightings'> {
  stateReason: string | null;
  /** Stored unless the feed's interval is fixed. */
  intervalMinutes: number;
  ttlMinutes: number | null;
  softFailures: number;
  volume: FeedVolume;
}

/** An address that a feed is to be read at from now on, and what is told of it. */
export interface AdoptedAddress {
  url: string;
  moved: NewFeedEvent;
  /** Told in its place when another feed of the tenant has the address; null when that has been told before. */
  duplicate: NewFeedEvent | null;
}

/** What a visit counts for in the feed's own history. */
export interface VisitTally {
  /** Whether it says something about the feed: it does not when the fault was ours, or when the feed was not asked for. */
  isCounted: boolean;
  /** Visits that fell due before it and were not made. */
  missed: number;
  /** Whether its entries are new to the feed, not to us alone: not so at the first visit. */
  areEntriesNew: boolean;
}

/** Which feed, and what came of the visit to it. */
export interface VisitRecord {
  feedId: string;
  executionId: string;
  visit: FeedVisit;
  feed: FeedAfterVisit;
  /** By default, the address stays. */
  adopted?: AdoptedAddress | null;
  /** By default, a visit that counts. */
  tally?: VisitTally;
}

const usualTally: VisitTally = { isCounted: true, missed: 0, areEntriesNew: true };

/**
 * Stores what a feed is from now on. A feed that a person paused stays so, also when that happened during the visit;
 * only success revives an ended one. What is wrong with a document stays said while the document is the same.
 *
 * @returns what is to be told of its address; null when it stays
 */
export async function storeFeedState(
  writer: Writer,
  tenantId: string,
  { feedId, feed, visit, adopted = null }: VisitRecord,
): Promise<NewFeedEvent | null> {
  const failed = visit.outcome === 'FAILED';
  const isKept = Prisma.sql`(state = 'PAUSED' OR (state = 'ENDED' AND ${failed}))`;
  const [stored] = await writer.$queryRaw<{ url: string }[]>(
    named(
      'feeds.storeState',
      Prisma.sql`UPDATE feeds SET
        state = CASE WHEN ${isKept} THEN state ELSE ${feed.state}::feed_state END,
        next_fetch_at = ${feed.nextFetchAt},
        failures = ${feed.failures}, etag = ${feed.etag}, last_modified = ${feed.lastModified},
        title = coalesce(${storableText(feed.title)}, title),
        site_url = coalesce(${storableText(feed.siteUrl)}, site_url),
        last_fetched_at = ${visit.fetchedAt},
        last_error = CASE WHEN ${visit.outcome === 'NOT_MODIFIED'} AND last_error_code IS NULL THEN last_error
          ELSE ${storableText(visit.error)} END,
        last_error_code = ${visit.errorCode}::feed_error_code,
        last_success_at = CASE WHEN ${failed} THEN last_success_at ELSE ${visit.fetchedAt} END
        ${memoryChanges(feed, isKept)} ${addressChange(tenantId, adopted)}
        WHERE tenant_id = ${tenantId}::uuid AND id = ${feedId}::uuid RETURNING url`,
    ),
  );
  if (!adopted || !stored) return null;
  return stored.url === adopted.url ? adopted.moved : adopted.duplicate;
}

function memoryChanges({ memory, failures }: FeedAfterVisit, isKept: Prisma.Sql): Prisma.Sql {
  if (!memory) return Prisma.sql`, soft_failures = least(soft_failures, ${failures})`;
  return Prisma.sql`,
    state_reason = CASE WHEN ${isKept} THEN state_reason ELSE ${storableText(memory.stateReason)} END,
    interval_minutes = CASE WHEN schedule = 'FIXED' THEN interval_minutes ELSE ${memory.intervalMinutes} END,
    ttl_minutes = ${memory.ttlMinutes}, soft_failures = ${memory.softFailures}, body_hash = ${memory.bodyHash},
    unconditional_at = ${memory.unconditionalAt}, distrusted_until = ${memory.distrustedUntil},
    moved_to = ${memory.movedTo}, moved_sightings = ${memory.movedSightings}, volume = ${memory.volume}::feed_volume`;
}

function addressChange(tenantId: string, adopted: AdoptedAddress | null): Prisma.Sql {
  if (!adopted) return Prisma.empty;
  return Prisma.sql`, url = CASE WHEN EXISTS (SELECT FROM feeds AS other
    WHERE other.tenant_id = ${tenantId}::uuid AND other.url = ${adopted.url}) THEN url ELSE ${adopted.url} END`;
}

/** Stores the row of a visit, and adds it to its day. */
export async function storeFetch(
  writer: Writer,
  tenantId: string,
  { feedId, executionId, visit, tally = usualTally }: VisitRecord,
  items: ItemCounts,
): Promise<void> {
  const counted = tally.isCounted ? 1 : 0;
  const well = visit.outcome === 'FAILED' ? 0 : counted;
  const entries = tally.areEntriesNew ? items.new : 0;
  await writer.$executeRaw(
    named(
      'feedFetches.store',
      Prisma.sql`WITH fetched AS (
          INSERT INTO feed_fetches (tenant_id, feed_id, execution_id, fetched_at, outcome, http_status,
            entries_seen, entries_new, duration_ms, error, error_code)
          VALUES (${tenantId}::uuid, ${feedId}::uuid, ${executionId}::uuid, ${visit.fetchedAt},
            ${visit.outcome}::fetch_outcome, ${visit.httpStatus}, ${items.seen}, ${items.new},
            ${visit.durationMs}, ${storableText(visit.error)},
            ${visit.errorCode}::feed_error_code)
          RETURNING feed_id, fetched_at
        )
        INSERT INTO feed_days AS known (tenant_id, feed_id, day, visits, visits_well, visits_missed, entries_new)
        SELECT ${tenantId}::uuid, feed_id, (fetched_at AT TIME ZONE 'UTC')::date, ${counted}::integer, ${well}::integer,
          ${tally.missed}::integer, ${entries}::integer FROM fetched
        ON CONFLICT (tenant_id, feed_id, day) DO UPDATE SET visits = known.visits + excluded.visits,
          visits_well = known.visits_well + excluded.visits_well,
          visits_missed = known.visits_missed + excluded.visits_missed,
          entries_new = known.entries_new + excluded.entries_new`,
    ),
  );
}
