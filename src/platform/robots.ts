import { LRUCache } from 'lru-cache';
import robotsModule from 'robots-parser';
import { type HttpAnswer, type HttpClient, HttpFailure } from './http.ts';
import { type Outcome, type RetryPolicy, retry } from './retry.ts';

/** What obeying robots.txt needs to know. */
export interface RobotsOptions {
  /** As it is sent; its first word is the name that a robots.txt may give rules to. */
  userAgent: string;
  /** The clock, in milliseconds. */
  now: () => number;
  /** For what is worth another try at once; two retries within seconds when absent. */
  retryPolicy?: RetryPolicy;
}

/** What an origin says of itself. */
interface Rules {
  /** Why an address may not be asked for, as a sentence; null when it may. */
  refusalOf(url: string): string | null;
  /** Whether a robots.txt, or its absence, was seen. */
  areKnown: boolean;
  /** When it is to be looked at again. */
  staleAt: number;
}

/** RFC 9309, 2.4: at most a day. */
const keptMs = 24 * 60 * 60 * 1000;
/** Until a robots.txt that could not be had is asked for again. */
const unreachableMs = 5 * 60 * 1000;
const mostOrigins = 5_000;

/** RFC 9309, 2.5: at least 500 KiB are to be read. What follows is left unread, from far more on the whole file. */
const mostCharacters = 512 * 1024;
const maxBytes = 5 * 1024 * 1024;
const timeoutMs = 10_000;
// The package's types describe a default export, but what it exports is the function itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** Rules that match no real address, but keep a matcher busy. */
const absurdRule = /^.{2001,}$|^(?:[^*\n]*\*){17}.*$/gm;
const twoQuickRetries: RetryPolicy = { retries: 2, baseMs: 500, maxMs: 4000, random: Math.random };

/**
 * A client that reads nothing that a site's robots.txt (RFC 9309) forbids to us: neither the address that is asked for
 * nor those that it redirects to. The file is read by the same client and kept for a day. One that is not there (a
 * status from 400 to 499) forbids nothing; where the server or the network fails, what was known before holds, else
 * nothing of the site is read for five minutes.
 *
 * @returns a client whose `get` fails as ROBOTS, in words, where an address is forbidden
 */
export function obeyRobots(http: HttpClient, options: RobotsOptions): HttpClient {
  const byOrigin = new LRUCache<string, Promise<Rules>>({ max: mostOrigins });
  const name = /^[\w-]+/.exec(options.userAgent)?.[0] ?? options.userAgent;

  const rulesOf = async (origin: string): Promise<Rules> => {
    const kept = byOrigin.get(origin);
    const rules = await kept;
    if (rules && options.now() < rules.staleAt) return rules;
    // Somebody else may have begun while this one waited.
    const begun = byOrigin.get(origin);
    if (begun && begun !== kept) return begun;
    const read = readRules(http, origin, name, rules?.areKnown ? rules : null, options);
    byOrigin.set(origin, read);
    // What nobody foresaw is not to be remembered.
    read.catch(() => byOrigin.delete(origin));
    return read;
  };
  const refusalOf = async (url: string) => (await rulesOf(new URL(url).origin)).refusalOf(url);
  return { get: (url, request) => http.get(url, { ...request, refusalOf }) };
}

async function readRules(
  http: HttpClient,
  origin: string,
  name: string,
  known: Rules | null,
  { now, retryPolicy = twoQuickRetries }: RobotsOptions,
): Promise<Rules> {
  const url = `${origin}/robots.txt`;
  const ask = () => http.get(url, { headers: { accept: 'text/plain, */*;q=0.8' }, maxBytes, timeoutMs });
  let failure: string;
  try {
    const answer = await retry(ask, isTransient, retryPolicy);
    if (answer.status < 500) {
      return { refusalOf: readAnswer(answer, url, name), areKnown: true, staleAt: now() + keptMs };
    }
    failure = `${url} answered ${answer.status}.`;
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    failure = error.message;
  }
  const refusalOf = (page: string) =>
    `${page} is not read as long as the site does not say what robots may read: ${failure}`;
  return { ...(known ?? { refusalOf, areKnown: false }), staleAt: now() + unreachableMs };
}

function readAnswer({ status, body }: HttpAnswer, url: string, name: string): Rules['refusalOf'] {
  if (status < 200 || status > 299) return () => null;
  const text = body.toString('utf8').slice(0, mostCharacters).replace(absurdRule, '');
  const robots = robotsParser(url, text.replace(/^\uFEFF/, ''));
  return (page) =>
    robots.isAllowed(page, name) === false ? `${page} is not read, because ${url} forbids it.` : null;
}

function isTransient(outcome: Outcome<HttpAnswer>): boolean {
  if ('value' in outcome) return outcome.value.status >= 500;
  return outcome.error instanceof HttpFailure && ['CUT_OFF', 'NETWORK'].includes(outcome.error.kind);
}
