import type { Feed } from './feed.ts';

/**
 * How a feed is, the first that fits: STOPPED: it is not read, as its state says; NEW: it has not been read yet; OVERDUE:
 * it should have been read twice since it was due; FAILING: the last visit that says something about it failed; SILENT,
 * FLOODING: it publishes far less or more than in its past.
 */
export const feedHealthStates = [
  'STOPPED',
  'NEW',
  'OVERDUE',
  'FAILING',
  'SILENT',
  'FLOODING',
  'HEALTHY',
] as const;
/** One of {@link feedHealthStates}. */
export type FeedHealthState = (typeof feedHealthStates)[number];

/** What the days of a feed add up to. */
export interface VisitSums {
  /** Visits that say something about the feed, and those among them that went well. */
  visits: number;
  visitsWell: number;
  /** Visits that fell due and were not made, or failed for a reason on our side. */
  visitsMissed: number;
  /** New entries, without those that the feed held when it was first read. */
  entries: number;
}

/** The sums of a feed that was never visited. */
export const noVisits: VisitSums = { visits: 0, visitsWell: 0, visitsMissed: 0, entries: 0 };

/** How a feed has fared of late. */
export interface FeedHealth {
  state: FeedHealthState;
  /** From when on is counted. */
  since: Date;
  /** The share of visits that went well, from 0 to 1; null when there were none. */
  successRate: number | null;
  lastSuccessAt: Date | null;
  /** Visits that should have been made: those that were, and those that fell due in vain. */
  expectedFetches: number;
  okFetches: number;
  entriesPerDay: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const days = 7;

/** The day on which {@link healthOf} begins to count: six days before today, in UTC. */
export function healthSince(now: Date): Date {
  return new Date((Math.floor(now.getTime() / dayMs) - (days - 1)) * dayMs);
}

/**
 * Tells how a feed is, and how it fared on this day and the six before.
 *
 * @param sums of the days from {@link healthSince} on
 */
export function healthOf(feed: Feed, sums: VisitSums, now: Date): FeedHealth {
  const start = healthSince(now);
  const since = feed.createdAt > start ? feed.createdAt : start;
  const missedNow = missedSince(feed, now);
  const elapsedDays = Math.max(1, (now.getTime() - since.getTime()) / dayMs);
  return {
    state: stateOf(feed, missedNow),
    since,
    successRate: sums.visits === 0 ? null : sums.visitsWell / sums.visits,
    lastSuccessAt: feed.lastSuccessAt,
    expectedFetches: sums.visits + sums.visitsMissed + missedNow,
    okFetches: sums.visitsWell,
    entriesPerDay: sums.entries / elapsedDays,
  };
}

/** Visits that have fallen due in vain since the feed was due; the one that is due is not missed as long as it is the last. */
function missedSince({ state, nextFetchAt, intervalMinutes }: Feed, now: Date): number {
  if (state !== 'ACTIVE') return 0;
  const lateMs = Math.min(now.getTime() - nextFetchAt.getTime(), days * dayMs);
  return Math.max(0, Math.floor(lateMs / (intervalMinutes * 60_000)));
}

function stateOf(feed: Feed, missedNow: number): FeedHealthState {
  if (feed.state !== 'ACTIVE') return 'STOPPED';
  if (missedNow >= 2) return 'OVERDUE';
  if (feed.lastFetchedAt === null) return 'NEW';
  if (feed.failures > 0) return 'FAILING';
  return feed.volume === 'USUAL' ? 'HEALTHY' : feed.volume;
}
