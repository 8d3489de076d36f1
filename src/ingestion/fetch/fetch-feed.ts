import { createHash } from 'node:crypto';
import type { DueFeed, FeedErrorCode } from '../../model/feed.ts';
import { SiteDown } from '../../platform/circuit-breaker.ts';
import { type HttpAnswer, type HttpClient, HttpFailure, type HttpFailureKind } from '../../platform/http.ts';
import { type Outcome, type RetryPolicy, retry } from '../../platform/retry.ts';
import { retryAfter } from '../../platform/retry-after.ts';
import type { SiteLimiter } from '../../platform/site-limiter.ts';
import { freshMinutes } from './freshness.ts';
import { movedTo } from './moved.ts';
import { statusInWords } from './status-words.ts';

/** What an answer that is no refusal says, whether it brought the feed or not. */
interface Answered {
  status: number;
  /** The address that answered, after redirects. */
  url: string;
  /** To be stored as they are and sent with the next visit. */
  etag: string | null;
  lastModified: string | null;
  /** SHA-256 of the feed as it stands there, in hex; null when that is not known. */
  bodyHash: string | null;
  /** Whether it was asked for without validators. */
  isUnconditional: boolean;
  /** Where the feed says that it has moved to for good; null when it does not. */
  movedTo: string | null;
  /** For how long it says that it need not be asked for again; null when it does not say. */
  freshMinutes: number | null;
}

/** What a visit to a feed came to; a failure is a value, and only stopping is thrown. */
export type FeedFetch =
  | (Answered & {
      kind: 'READ';
      /** Decoded, in the feed's own charset. */
      body: Buffer;
      contentType: string | null;
      bodyHash: string;
    })
  /** 304, or 200 with the body of the last visit. */
  | (Answered & { kind: 'NOT_MODIFIED' })
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

/** What a visit needs to know of a feed. */
export type VisitedFeed = Pick<
  DueFeed,
  'url' | 'etag' | 'lastModified' | 'bodyHash' | 'unconditionalAt' | 'distrustedUntil'
>;

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

/** So often a feed is asked for without validators: some servers' say for ever that nothing has changed. */
const unconditionalEveryMs = 24 * 60 * 60 * 1000;
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
 * connection refused or cut, 502 to 504 without Retry-After) is tried again, waiting outside the site's limit. Whether a
 * server that answers 200 sent the same again is told by the body alone: there are servers whose ETag or Last-Modified
 * never changes.
 *
 * @throws {HttpFailure} STOPPED when the signal ended the visit; every other failure is a value
 */
export async function fetchFeed(feed: VisitedFeed, deps: FetchDeps): Promise<FeedFetch> {
  const now = deps.now ?? (() => new Date());
  const validators = validatorsFor(feed, now());
  const outcome = await visit(feed.url, validators, deps);
  if ('failure' in outcome) {
    return failed({ code: outcome.failure, httpStatus: null, error: outcome.error }, outcome.retryAt);
  }
  const { value: answer } = outcome;
  const common = {
    status: answer.status,
    url: answer.url,
    isUnconditional: Object.keys(validators).length === 0,
    movedTo: movedTo(answer.redirects),
    freshMinutes: freshMinutes(answer.headers, now()),
  };
  if (answer.status === 304) {
    const { etag = feed.etag, 'last-modified': lastModified = feed.lastModified } = answer.headers;
    return { kind: 'NOT_MODIFIED', ...common, etag, lastModified, bodyHash: feed.bodyHash };
  }
  if (answer.status < 200 || answer.status > 299) {
    const words = statusInWords(feed.url, answer.status, answer.headers);
    return failed(
      { code: 'HTTP_STATUS', httpStatus: answer.status, error: words },
      retryAfter(answer.headers['retry-after'], now()),
    );
  }
  const bodyHash = createHash('sha256').update(answer.body).digest('hex');
  const read = { ...common, ...validatorsOf(answer), bodyHash };
  if (bodyHash === feed.bodyHash) return { kind: 'NOT_MODIFIED', ...read };
  return { kind: 'READ', ...read, body: answer.body, contentType: answer.headers['content-type'] ?? null };
}

/** The validators to send: none when it is time to ask without, or when they cannot be trusted. */
function validatorsFor(
  { etag, lastModified, unconditionalAt, distrustedUntil }: VisitedFeed,
  now: Date,
): Record<string, string> {
  const isDue = unconditionalAt === null || now.getTime() - unconditionalAt.getTime() >= unconditionalEveryMs;
  if (isDue || (distrustedUntil !== null && distrustedUntil > now)) return {};
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

async function visit(
  url: string,
  validators: Record<string, string>,
  deps: FetchDeps,
): Promise<{ value: HttpAnswer } | { failure: FeedErrorCode; error: string; retryAt: Date | null }> {
  const headers = { accept: feedTypes, ...validators };
  const request = { headers, maxBytes, timeoutMs, ...(deps.signal ? { signal: deps.signal } : {}) };
  const ask = rememberingWhatItMet(() => deps.limiter.run(url, () => deps.http.get(url, request)));
  try {
    return { value: await retry(ask, isTransient, deps.retryPolicy ?? twoQuickRetries, deps.signal) };
  } catch (error) {
    if (deps.signal?.aborted) throw new HttpFailure('STOPPED', `Reading ${url} was stopped.`);
    // Feeds are published for programs to read, so no robots.txt is asked about them.
    if (!(error instanceof HttpFailure) || error.kind === 'STOPPED' || error.kind === 'ROBOTS') throw error;
    const retryAt = error instanceof SiteDown ? error.askAgainAt : null;
    return { failure: error.kind, error: error.message, retryAt };
  }
}

/** Between two tries a site may come to count as down: then what the try before met is what is known of the feed. */
function rememberingWhatItMet(ask: () => Promise<HttpAnswer>): () => Promise<HttpAnswer> {
  let met: Promise<HttpAnswer> | null = null;
  return async () => {
    const now = ask();
    const isDown = await now.then(
      () => false,
      (error: unknown) => error instanceof SiteDown,
    );
    met = isDown && met ? met : now;
    return met;
  };
}

function isTransient(outcome: Outcome<HttpAnswer>): boolean {
  if ('error' in outcome) {
    return outcome.error instanceof HttpFailure && transientFailures.has(outcome.error.kind);
  }
  const { status, headers } = outcome.value;
  return transientStatuses.has(status) && headers['retry-after'] === undefined;
}

/** A server that says `Expires: 0` does not mean its validators. */
function validatorsOf(answer: HttpAnswer): { etag: string | null; lastModified: string | null } {
  if (answer.headers.expires?.trim() === '0') return { etag: null, lastModified: null };
  return { etag: answer.headers.etag ?? null, lastModified: answer.headers['last-modified'] ?? null };
}

function failed(
  failure: { code: FeedErrorCode; httpStatus: number | null; error: string },
  retryAt: Date | null,
): FeedFetch {
  return { kind: 'FAILED', ...failure, gone: failure.httpStatus === 410, retryAfter: retryAt };
}
