import type { DueFeed, FeedState } from '../model/feed.ts';

/** How a visit ended, as far as the next one depends on it. */
export type VisitEnd =
  | { kind: 'WELL' }
  | {
      kind: 'FAILED';
      /** The site says that the feed is gone for good. */
      gone: boolean;
      /** When the site wants to be asked again; null when it did not say. */
      retryAfter: Date | null;
    };

/** What a feed is after a visit. */
export interface NextVisit {
  state: FeedState;
  nextFetchAt: Date;
  /** Failures in a row. */
  failures: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60 * 1000;

/** Failures in a row after which a feed is parked (Media Cloud disables a feed after as many). */
const failuresUntilParked = 30;

/** Visits are spread by up to this part of the interval, so that feeds of one site drift apart. */
const jitter = 0.1;

/**
 * When a feed is visited next: after its interval when all went well; after as many intervals as it has failed in a
 * row, at most a day, when not (linear, as Media Cloud found exponential back-off too extreme); never before the time
 * the site asked for.
 *
 * @param random from 0 to 1
 */
export function nextVisit(feed: DueFeed, end: VisitEnd, now: Date, random: number): NextVisit {
  const failures = end.kind === 'WELL' ? 0 : feed.failures + 1;
  const intervals = Math.max(1, failures);
  const waitMs = Math.min(
    feed.intervalMinutes * minuteMs * intervals,
    Math.max(dayMs, feed.intervalMinutes * minuteMs),
  );
  const planned = now.getTime() + waitMs * (1 + jitter * random);
  const asked = end.kind === 'FAILED' ? (end.retryAfter?.getTime() ?? 0) : 0;
  return { state: stateAfter(end, failures), nextFetchAt: new Date(Math.max(planned, asked)), failures };
}

function stateAfter(end: VisitEnd, failures: number): FeedState {
  if (end.kind === 'WELL') return 'ACTIVE';
  if (end.gone) return 'ENDED';
  return failures >= failuresUntilParked ? 'PARKED' : 'ACTIVE';
}
