import { LRUCache } from 'lru-cache';
import { type HttpAnswer, type HttpClient, HttpFailure, type HttpFailureKind } from './http.ts';
import { siteOf } from './site-limiter.ts';

/** When a site counts as down, and for how long. */
export interface BreakerLimits {
  /** Addresses of a site that failed in a row; one that fails again counts once, however often it is tried. */
  addresses: number;
  /** As many more have to fail of a site that has answered within so many milliseconds: perhaps it is only parts of it. */
  moreOfLive: number;
  liveMs: number;
  /** Milliseconds until a site that is down is asked again; doubled each time that this fails. */
  coolMs: number;
  /** The longest that it is doubled to, in milliseconds. */
  longestCoolMs: number;
}

/** A request was not sent, because the site has just failed several times in a row. */
export class SiteDown extends HttpFailure {
  constructor(
    message: string,
    /** From when on the site is asked again. */
    readonly askAgainAt: Date,
  ) {
    super('SITE_DOWN', message);
  }
}

interface SiteState {
  /** The addresses that failed since the site last answered. */
  failed: Set<string>;
  /** The last failure, as a sentence. */
  last: string;
  /** When it last answered; null when it has not yet. */
  answeredAt: number | null;
  /** Null while the site is asked as usual. */
  down: { askAgainAt: number; coolMs: number; isProbed: boolean } | null;
}

/** Failures that say something about a site as a whole, not about one of its pages; so do the statuses from 500 on. */
const siteFailures: ReadonlySet<HttpFailureKind> = new Set([
  'NAME_NOT_FOUND',
  'REFUSED',
  'TLS',
  'TIMEOUT',
  'CUT_OFF',
  'NETWORK',
]);
/** Failures of a site that answers. */
const pageFailures: ReadonlySet<HttpFailureKind> = new Set(['TOO_LARGE', 'TOO_MANY_REDIRECTS']);
const mostSites = 10_000;

/**
 * Spares a client what cannot succeed: a site (a registrable domain, see {@link siteOf}) of which several addresses in
 * a row failed by a network fault, a time-out or a status from 500 on is not asked for a while. Then one request is let
 * through: its answer opens the site to all, its failure doubles the while. So a feed with a thousand links to a dead
 * site costs a few attempts, not a thousand, and a few pages that always fail shut out no other.
 */
export function withCircuitBreaker(http: HttpClient, limits: BreakerLimits, now: () => number): HttpClient {
  const sites = new LRUCache<string, SiteState>({ max: mostSites });
  return {
    async get(url, request) {
      const site = siteOf(url);
      const probed = admit(site, url);
      try {
        const answer = await http.get(url, request);
        noteAnswer(site, url, answer, probed);
        return answer;
      } catch (error) {
        if (error instanceof HttpFailure) noteFailure(site, url, error, probed);
        throw error;
      } finally {
        if (probed?.down) probed.down.isProbed = false;
      }
    },
  };

  /** The state of a site that is down and that this request is to try out; null when it is one among many. */
  function admit(site: string, url: string): SiteState | null {
    const state = sites.get(site);
    if (!state?.down) return null;
    const { askAgainAt, isProbed } = state.down;
    if (isProbed || now() < askAgainAt) {
      const why = `${url} was not asked for, because ${site} failed again and again, the last time so: ${state.last}`;
      throw new SiteDown(why, new Date(Math.max(askAgainAt, now())));
    }
    state.down.isProbed = true;
    return state;
  }

  function noteAnswer(site: string, url: string, answer: HttpAnswer, probed: SiteState | null): void {
    const answering = siteOf(answer.url);
    // A redirect is an answer.
    if (answering !== site || answer.status < 500) noteLife(site);
    if (answer.status < 500) noteLife(answering);
    else fail(answering, url, `${answer.url} answered ${answer.status}.`, probed);
  }

  function noteFailure(site: string, url: string, failure: HttpFailure, probed: SiteState | null): void {
    if (pageFailures.has(failure.kind)) noteLife(site);
    if (!siteFailures.has(failure.kind)) return;
    // Behind a redirect it may be another site that failed.
    const failing = failure.host === null ? site : siteOf(`http://${failure.host}`);
    if (failing !== site) noteLife(site);
    fail(failing, url, failure.message, probed);
  }

  function noteLife(site: string): void {
    sites.set(site, { failed: new Set(), last: '', answeredAt: now(), down: null });
  }

  function fail(site: string, url: string, sentence: string, probed: SiteState | null): void {
    const state = sites.get(site) ?? { failed: new Set(), last: '', answeredAt: null, down: null };
    sites.set(site, state);
    state.last = sentence;
    if (state.down === null) {
      state.failed.add(url);
      const isLive = state.answeredAt !== null && now() - state.answeredAt < limits.liveMs;
      if (state.failed.size < limits.addresses + (isLive ? limits.moreOfLive : 0)) return;
      state.failed.clear();
      state.down = { askAgainAt: now() + limits.coolMs, coolMs: limits.coolMs, isProbed: false };
    } else if (state === probed) {
      state.down.coolMs = Math.min(limits.longestCoolMs, state.down.coolMs * 2);
      state.down.askAgainAt = now() + state.down.coolMs;
    }
  }
}
