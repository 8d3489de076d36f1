import type { DueFeed } from '../model/feed.ts';
import type { FeedFetch } from './fetch/fetch-feed.ts';
import type { Parsed } from './visit-outcome.ts';

/** What is kept of an answer to tell next time whether anything has changed. */
export type Validators = Pick<
  DueFeed,
  'etag' | 'lastModified' | 'bodyHash' | 'unconditionalAt' | 'distrustedUntil'
>;

/** Where a feed seems to have moved. */
export interface Move extends Pick<DueFeed, 'movedTo' | 'movedSightings'> {
  /** The address to read it at from now on; null when it stays. */
  adopted: string | null;
}

/** Validators that said what was not so are not sent for so long. */
const distrustMs = 30 * 24 * 60 * 60 * 1000;

/** Visits in a row that must find a feed at its new address (NewsBlur waits for ten, lion-reader for a week). */
export const sightingsUntilMoved = 5;

/**
 * The validators to keep; none where the next visit has to read the feed again. Those that came unchanged with entries
 * that are new are not sent for a month: a visit that sends them might be told for ever that nothing has changed.
 *
 * @param lost entries that failed for a reason on our side
 * @param fresh entries that are new
 */
export function validatorsAfter(
  feed: DueFeed,
  fetched: FeedFetch,
  read: Parsed | null,
  { lost, fresh }: { lost: number; fresh: number },
  now: Date,
): Validators {
  const { etag, lastModified, bodyHash, unconditionalAt, distrustedUntil } = feed;
  if (fetched.kind === 'FAILED') return { etag, lastModified, bodyHash, unconditionalAt, distrustedUntil };
  const kept = {
    unconditionalAt: fetched.isUnconditional ? now : unconditionalAt,
    distrustedUntil: wereWrong(feed, fetched, fresh) ? new Date(now.getTime() + distrustMs) : distrustedUntil,
  };
  const isWhole = read === null || ('document' in read && !read.document.isCut);
  if (!isWhole || lost > 0) return { ...kept, etag: null, lastModified: null, bodyHash: null };
  const isTrusted = kept.distrustedUntil === null || kept.distrustedUntil <= now;
  return {
    ...kept,
    etag: isTrusted ? fetched.etag : null,
    lastModified: isTrusted ? fetched.lastModified : null,
    bodyHash: fetched.bodyHash,
  };
}

function wereWrong(feed: DueFeed, fetched: FeedFetch & { kind: 'READ' | 'NOT_MODIFIED' }, fresh: number) {
  const isKnown = feed.bodyHash !== null && (feed.etag !== null || feed.lastModified !== null);
  return isKnown && fresh > 0 && fetched.etag === feed.etag && fetched.lastModified === feed.lastModified;
}

/**
 * Follows where a feed's permanent redirects lead. A new address is adopted when several visits in a row have found the
 * feed there: what leads to a web page, or leads there once, is a mistake or a maintenance page.
 */
export function moveAfter(feed: DueFeed, fetched: FeedFetch, read: Parsed | null): Move {
  const { movedTo, movedSightings } = feed;
  if (fetched.kind === 'FAILED') return { movedTo, movedSightings, adopted: null };
  const isFeed = read === null || 'document' in read;
  const target = isFeed && fetched.movedTo !== feed.url ? fetched.movedTo : null;
  if (target === null) return { movedTo: null, movedSightings: 0, adopted: null };
  const sightings = target === movedTo ? movedSightings + 1 : 1;
  return {
    movedTo: target,
    movedSightings: sightings,
    adopted: sightings >= sightingsUntilMoved ? target : null,
  };
}
