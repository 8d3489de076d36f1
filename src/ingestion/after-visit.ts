import type { DueFeed, FeedVolume } from '../model/feed.ts';
import type { NewFeedEvent } from '../model/feed-event.ts';
import type { FeedVisit } from '../model/job.ts';
import type { AdoptedAddress, VisitRecord, VisitTally } from '../storage/visit-record.ts';
import { weightOf } from './failure-weight.ts';
import { type Move, moveAfter, sightingsUntilMoved, validatorsAfter } from './feed-memory.ts';
import type { FeedFetch } from './fetch/fetch-feed.ts';
import { intervalAfter } from './interval.ts';
import { type NextVisit, nextVisit, type VisitEnd } from './schedule.ts';
import type { Parsed } from './visit-outcome.ts';
import { judgeVolume, type VolumeJudgement } from './volume.ts';

/** What a visit found. */
export interface VisitFindings {
  fetched: FeedFetch;
  /** Null when there was nothing to parse. */
  read: Parsed | null;
  visit: FeedVisit;
  /** Entries that failed for a reason on our side. */
  lost: number;
}

/** What a feed is after a visit, and what is to be told of it. */
export interface AfterVisit extends Pick<VisitRecord, 'feed' | 'adopted' | 'tally'> {
  events: NewFeedEvent[];
}

/** No visit is missed for longer: what was due before is nobody's concern any more. */
const longestLatenessMs = 7 * 24 * 60 * 60 * 1000;

/**
 * What follows from a visit: when the feed is read next and how often, what is remembered for then, and what a person
 * should know.
 *
 * @param random from 0 to 1
 */
export function afterVisit(feed: DueFeed, findings: VisitFindings, now: Date, random: number): AfterVisit {
  const { fetched, read, visit, lost } = findings;
  const document = read && 'document' in read ? read.document : null;
  const ttlMinutes = document ? document.ttlMinutes : feed.ttlMinutes;
  const next = nextVisit(feed, endOf(feed, findings, ttlMinutes, now), now, random);
  const { etag, lastModified, ...validators } = validatorsAfter(
    feed,
    fetched,
    read,
    { lost, fresh: visit.items.new },
    now,
  );
  const { adopted, ...move } = moveAfter(feed, fetched, read);
  const volume = volumeAfter(feed, visit);
  return {
    feed: {
      state: next.state,
      nextFetchAt: next.nextFetchAt,
      failures: next.failures,
      etag,
      lastModified,
      title: document?.title ?? null,
      siteUrl: document?.siteUrl ?? null,
      memory: {
        ...validators,
        ...move,
        stateReason: next.stateReason,
        intervalMinutes: next.intervalMinutes,
        softFailures: next.softFailures,
        ttlMinutes,
        volume: volume.volume,
      },
    },
    adopted: adopted === null ? null : adoptedAddress(feed, adopted, move.movedSightings),
    tally: tallyOf(feed, visit),
    events: [...stateEvents(feed, next), ...volumeEvents(feed.volume, volume)],
  };
}

/** How a visit ended, as far as the next one depends on it. */
function endOf(
  feed: DueFeed,
  { fetched, read, visit }: VisitFindings,
  ttlMinutes: number | null,
  now: Date,
): VisitEnd {
  if (fetched.kind === 'FAILED' || visit.errorCode !== null) {
    const { gone, retryAfter } = fetched.kind === 'FAILED' ? fetched : { gone: false, retryAfter: null };
    const weight = weightOf(visit.errorCode ?? 'UNFORESEEN', visit.httpStatus);
    return { kind: 'FAILED', weight, error: visit.error ?? '', gone, retryAfter };
  }
  const entries = read && 'document' in read ? read.document.entries : null;
  return {
    kind: 'WELL',
    intervalMinutes: intervalAfter(feed, { entries }, now),
    freshMinutes: Math.max(ttlMinutes ?? 0, fetched.freshMinutes ?? 0),
  };
}

/** How a visit counts in the feed's history. */
export function tallyOf(feed: DueFeed, { fetchedAt, errorCode }: FeedVisit): VisitTally {
  const isOurFault = errorCode === 'UNFORESEEN';
  return {
    isCounted: !isOurFault && errorCode !== 'SITE_DOWN',
    missed: missedBefore(feed, fetchedAt) + (isOurFault ? 1 : 0),
    areEntriesNew: feed.lastSuccessAt !== null,
  };
}

/** Visits that fell due and were not made, because no process was there to make them. */
function missedBefore(feed: DueFeed, fetchedAt: Date): number {
  if (feed.state !== 'ACTIVE' || feed.lastFetchedAt === null) return 0;
  const since = Math.max(feed.nextFetchAt.getTime(), feed.lastFetchedAt.getTime());
  const lateness = Math.min(fetchedAt.getTime() - since, longestLatenessMs);
  return Math.max(0, Math.floor(lateness / (feed.intervalMinutes * 60_000)));
}

/** A visit that failed says nothing of how much the feed publishes. */
function volumeAfter(feed: DueFeed, { outcome, fetchedAt, items }: FeedVisit): VolumeJudgement {
  if (outcome === 'FAILED' || feed.lastSuccessAt === null) return { volume: feed.volume, message: '' };
  return judgeVolume(feed, fetchedAt.toISOString().slice(0, 10), items.new);
}

function stateEvents({ state }: DueFeed, next: NextVisit): NewFeedEvent[] {
  // A feed that a person paused stays paused, whatever a visit by force finds.
  if (state === 'PAUSED' || next.state === state) return [];
  if (next.state === 'PARKED' && state === 'ACTIVE') {
    return [{ kind: 'PARKED', message: next.stateReason ?? '' }];
  }
  if (next.state === 'ENDED') return [{ kind: 'ENDED', message: next.stateReason ?? '' }];
  return next.failures === 0
    ? [{ kind: 'RECOVERED', message: `It was ${state} and can be read again.` }]
    : [];
}

function volumeEvents(before: FeedVolume, { volume, message }: VolumeJudgement): NewFeedEvent[] {
  if (volume === before) return [];
  return [{ kind: volume === 'USUAL' ? 'USUAL_AGAIN' : volume, message }];
}

function adoptedAddress(
  feed: DueFeed,
  adopted: NonNullable<Move['adopted']>,
  sightings: Move['movedSightings'],
): AdoptedAddress {
  const found = `${sightings} visits in a row found it at ${adopted}`;
  return {
    url: adopted,
    moved: { kind: 'MOVED', message: `${feed.url} moved: ${found}, where it is read from now on.` },
    duplicate:
      sightings === sightingsUntilMoved
        ? { kind: 'DUPLICATE', message: `${feed.url} moved: ${found}, which is followed as another feed.` }
        : null,
  };
}
