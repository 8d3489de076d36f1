import type { DueFeed, FeedErrorCode } from '../../model/feed.ts';
import { type HttpAnswer, type HttpClient, HttpFailure, type HttpFailureKind } from '../../platform/http.ts';
import { type Outcome, type RetryPolicy, retry } from '../../platform/retry.ts';
import type { SiteLimiter } from '../../platform/site-limiter.ts';
import { retryAfter } from './retry-after.ts';
import { statusInWords } from './status-words.ts';

/** What a visit to a feed came to; a failure is a value, and only stopping is thrown. */
export type FeedFetch =
  | {
      kind: 'READ';
      status: number;
      /** Decoded, in the feed's own charset. */
      body: Buffer;
      contentType: string | null;
      /** The address that answered, after redirects. */
      url: string;
      /** To be stored as they are and sent with the next visit. */
      etag: string | null;
      lastModified: string | null;
    }
  | {
      kind: 'NOT_MODIFIED';
      /** 304, or 200 from a server that ignores validators and sent them unchanged. */
      status: number;
      url: string;
      etag: string | null;
      lastModified: string | null;
    }
  | {
      kind: 'FAILED';
      /** Null when no answer came. */
      httpStatus: number | null;
      code: FeedErrorCode;
      /** What happened and what it means, for the person who follows the feed. */
      error: string;
      /** The site says that the feed is gone for good (410). */
      gone: boolean;
      /** When the site wants to be asked again, at most a day ahead; null when it did not say. */
      retryAfter: Date | null;
    };

/** What a visit needs. */
export interface FetchDeps {
  http: HttpClient;
  limiter: SiteLimiter;
  /** Ends the visit. */
  signal?: AbortSignal;
  /** For what is worth another try at once; two retries within seconds when absent. */
  retryPolicy?: RetryPolicy;
  /** The clock; the machine's when absent. */
  now?: () => Date;
}

/** Of decoded bytes (Miniflux uses the same). */
const maxBytes = 15 * 1024 * 1024;
const timeoutMs = 20_000;
const feedTypes =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.95, text/xml;q=0.95, application/json;q=0.9, */*;q=0.8';
const twoQuickRetries: RetryPolicy = { retries: 2, baseMs: 500, maxMs: 4000, random: Math.random };
const transientFailures: ReadonlySet<HttpFailureKind> = new Set(['REFUSED', 'CUT_OFF', 'NETWORK']);
const transientStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Visits a feed once, with the validators of the last visit, within the limits for its site. What may pass at once (a
 * connection refused or cut, 502 to 504 without Retry-After) is tried again, waiting outside the site's limit.
 *
 * @throws {HttpFailure} STOPPED when the signal ended the visit; every other failure is a value
 */
export async function fetchFeed(
  feed: Pick<DueFeed, 'url' | 'etag' | 'lastModified'>,
  deps: FetchDeps,
): Promise<FeedFetch> {
  const now = deps.now ?? (() => new Date());
  const outcome = await visit(feed, deps);
  if ('failure' in outcome) {
    return failed({ code: outcome.failure, httpStatus: null, error: outcome.error }, null);
  }
  const { value: answer } = outcome;
  if (answer.status === 304 || isUnchanged(answer, feed)) {
    return {
      kind: 'NOT_MODIFIED',
      status: answer.status,
      url: answer.url,
      etag: answer.headers.etag ?? feed.etag,
      lastModified: answer.headers['last-modified'] ?? feed.lastModified,
    };
  }
  if (answer.status < 200 || answer.status > 299) {
    const words = statusInWords(feed.url, answer.status, answer.headers);
    return failed(
      { code: 'HTTP_STATUS', httpStatus: answer.status, error: words },
      retryAfter(answer.headers['retry-after'], now()),
    );
  }
  return { kind: 'READ', ...validatorsOf(answer), ...contentOf(answer) };
}

async function visit(
  feed: Pick<DueFeed, 'url' | 'etag' | 'lastModified'>,
  deps: FetchDeps,
): Promise<{ value: HttpAnswer } | { failure: FeedErrorCode; error: string }> {
  const headers = {
    accept: feedTypes,
    ...(feed.etag === null ? {} : { 'if-none-match': feed.etag }),
    ...(feed.lastModified === null ? {} : { 'if-modified-since': feed.lastModified }),
  };
  const request = { headers, maxBytes, timeoutMs, ...(deps.signal ? { signal: deps.signal } : {}) };
  const ask = () => deps.limiter.run(feed.url, () => deps.http.get(feed.url, request));
  try {
    return { value: await retry(ask, isTransient, deps.retryPolicy ?? twoQuickRetries, deps.signal) };
  } catch (error) {
    if (deps.signal?.aborted) throw new HttpFailure('STOPPED', `Reading ${feed.url} was stopped.`);
    if (!(error instanceof HttpFailure) || error.kind === 'STOPPED') throw error;
    return { failure: error.kind, error: error.message };
  }
}

function isTransient(outcome: Outcome<HttpAnswer>): boolean {
  if ('error' in outcome) {
    return outcome.error instanceof HttpFailure && transientFailures.has(outcome.error.kind);
  }
  const { status, headers } = outcome.value;
  return transientStatuses.has(status) && headers['retry-after'] === undefined;
}

/**
 * Some servers ignore If-None-Match and send the whole feed with the same ETag again. An equal Last-Modified proves
 * nothing: there are servers on which it never changes.
 */
function isUnchanged(answer: HttpAnswer, feed: Pick<DueFeed, 'etag'>): boolean {
  return answer.status === 200 && answer.headers.etag !== undefined && answer.headers.etag === feed.etag;
}

/** A server that says `Expires: 0` does not mean its validators. */
function validatorsOf(answer: HttpAnswer): { etag: string | null; lastModified: string | null } {
  if (answer.headers.expires?.trim() === '0') return { etag: null, lastModified: null };
  return { etag: answer.headers.etag ?? null, lastModified: answer.headers['last-modified'] ?? null };
}

function contentOf(answer: HttpAnswer) {
  const { status, body, url } = answer;
  return { status, body, url, contentType: answer.headers['content-type'] ?? null };
}

function failed(
  failure: { code: FeedErrorCode; httpStatus: number | null; error: string },
  retryAt: Date | null,
): FeedFetch {
  return { kind: 'FAILED', ...failure, gone: failure.httpStatus === 410, retryAfter: retryAt };
}
