import { CodedError } from '../model/errors.ts';
import type { FeedDocument } from '../model/feed.ts';
import type { FeedVisit } from '../model/job.ts';
import type { FeedFetch } from './fetch/fetch-feed.ts';
import { parseFeed } from './parse/parse-feed.ts';

/** What a fetched document turned out to be: a feed, or something else, in words. */
export type Parsed = { document: FeedDocument } | { refusal: string };

/**
 * Parses what was fetched; a document that is no feed is a value, not an error. An empty feed may be one, but not when
 * its document is broken as well: then its server failed, or means harm.
 */
export function parse(fetched: FeedFetch & { kind: 'READ' }): Parsed {
  const { body, url, contentType } = fetched;
  try {
    const document = parseFeed(body, { url, contentType });
    const { entries, unreadable, faults } = document;
    const isBroken = faults.length > 0 && entries.length + unreadable.length === 0;
    return isBroken ? { refusal: `${url} holds no entry. ${faults.join(' ')}` } : { document };
  } catch (error) {
    if (error instanceof CodedError) return { refusal: error.message };
    throw error;
  }
}

/**
 * What a visit is recorded as.
 *
 * @param lost entries that failed for a reason on our side
 */
export function outcomeOf(
  fetched: FeedFetch,
  read: Parsed | null,
  lost: number,
): Pick<FeedVisit, 'outcome' | 'httpStatus' | 'error' | 'errorCode'> {
  if (fetched.kind === 'FAILED') {
    const { httpStatus, error, code } = fetched;
    return { outcome: 'FAILED', httpStatus, error, errorCode: code };
  }
  const httpStatus = fetched.status;
  if (read === null) return { outcome: 'NOT_MODIFIED', httpStatus, error: null, errorCode: null };
  if ('refusal' in read) {
    return { outcome: 'FAILED', httpStatus, error: read.refusal, errorCode: 'NOT_A_FEED' };
  }
  const faults = [
    ...(lost > 0 ? [`${lost} entries failed for a reason on our side and are tried again`] : []),
    ...read.document.faults,
    ...read.document.unreadable.map(({ position, reason }) => `entry ${position + 1}: ${reason}`),
  ];
  const error = faults.length > 0 ? faults.slice(0, 5).join('; ') : null;
  return { outcome: 'READ', httpStatus, error, errorCode: null };
}

/**
 * What went wrong in a run, in words; null when nothing did.
 *
 * @param total feeds that were due
 * @param visits those that were stored
 * @param stopped whether the run was ended before it was done
 */
export function runInWords(total: number, visits: readonly FeedVisit[], stopped: boolean): string | null {
  const failed = visits.filter(({ outcome }) => outcome === 'FAILED');
  const parts: string[] = [];
  if (visits.length < total) {
    const missing = `${total - visits.length} of ${total} feeds`;
    parts.push(
      stopped ? `Stopped before ${missing} were read.` : `What became of ${missing} could not be stored.`,
    );
  }
  const unreadable = visits.reduce((sum, { items }) => sum + items.failed, 0);
  if (unreadable > 0) parts.push(`${unreadable} entries could not be read; their feeds say why.`);
  if (failed.length > 0) parts.push(`${failed.length} of ${total} feeds could not be read:`);
  parts.push(...failed.slice(0, 20).map(({ error }) => error ?? ''));
  return parts.length > 0 ? parts.join(' ') : null;
}
