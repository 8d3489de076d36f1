import type { DueFeed, FeedState } from '../model/feed.ts';
import type { FailureWeight } from './failure-weight.ts';

/** How a visit ended, as far as the next one depends on it. */
export type VisitEnd =
  | {
      kind: 'WELL';
      /** How often the feed is read from now on, in minutes. */
      intervalMinutes: number;
      /** For how long the feed says that it need not be read again, in minutes; null when it does not say. */
      freshMinutes: number | null;
    }
  | {
      kind: 'FAILED';
      weight: FailureWeight;
      /** In words. */
      error: string;
      /** The site says that the feed is gone for good. */
      gone: boolean;
      /** When the site wants to be asked again; null when it did not say. */
      retryAfter: Date | null;
    };

/** What a feed is after a visit. */
export interface NextVisit {
  state: FeedState;
  /** Why it is PARKED or ENDED, in words; null otherwise. */
  stateReason: string | null;
  nextFetchAt: Date;
  intervalMinutes: number;
  /** Failures in a row, and those among them that tend to pass. */
  failures: number;
  softFailures: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60 * 1000;

/** Failures in a row after which a feed is parked (Media Cloud disables a feed after as many). */
const failuresUntilParked = 30;

/** Visits are put off by up to this part of the wait, so that feeds of one site drift apart. */
const jitter = 0.1;

/** A feed that says it need not be read again for longer is read all the same, in minutes. */
const longestFreshMinutes = 6 * 60;

/**
 * When a feed is visited next, and what it is until then.
 *
 * @param random from 0 to 1
 */
export function nextVisit(feed: DueFeed, end: VisitEnd, now: Date, random: number): NextVisit {
  if (end.kind === 'FAILED') return afterFailure(feed, end, now, random);
  const { intervalMinutes, freshMinutes } = end;
  const wait = Math.max(intervalMinutes, Math.min(freshMinutes ?? 0, longestFreshMinutes));
  return {
    state: 'ACTIVE',
    stateReason: null,
    nextFetchAt: later(now, wait * minuteMs * (1 + jitter * random)),
    intervalMinutes,
    failures: 0,
    softFailures: 0,
  };
}

/**
 * After as many intervals as the feed has failed in a row, at most a day (linear, as Media Cloud found exponential
 * back-off too extreme); never before the time the site asked for. A failure that says nothing about the feed counts
 * nothing; a feed whose site was down is asked for as soon as the site is.
 */
function afterFailure(
  feed: DueFeed,
  end: VisitEnd & { kind: 'FAILED' },
  now: Date,
  random: number,
): NextVisit {
  const { weight, retryAfter } = end;
  const failures = feed.failures + (weight === 'NONE' ? 0 : 1);
  const softFailures = feed.softFailures + (weight === 'SOFT' ? 1 : 0);
  const intervalMs = feed.intervalMinutes * minuteMs;
  const backOffMs = Math.min(intervalMs * Math.max(1, failures), Math.max(dayMs, intervalMs));
  const planned = weight === 'NONE' && retryAfter ? now : later(now, backOffMs * (1 + jitter * random));
  const asked = retryAfter ? later(retryAfter, intervalMs * jitter * random) : now;
  return {
    ...stateAfter(feed, end, failures, softFailures),
    nextFetchAt: asked > planned ? asked : planned,
    intervalMinutes: feed.intervalMinutes,
    failures,
    softFailures,
  };
}

function stateAfter(
  feed: DueFeed,
  { weight, gone, error }: VisitEnd & { kind: 'FAILED' },
  failures: number,
  softFailures: number,
): Pick<NextVisit, 'state' | 'stateReason'> {
  if (gone) return { state: 'ENDED', stateReason: error };
  if (weight === 'NONE') return { state: feed.state, stateReason: feed.stateReason };
  if (failures < failuresUntilParked) return { state: 'ACTIVE', stateReason: null };
  return {
    state: 'PARKED',
    stateReason: `${failures} visits in a row failed, ${softFailures} of them in a way that tends to pass. The last: ${error}`,
  };
}

function later(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}
