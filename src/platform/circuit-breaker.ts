import { type HttpClient, HttpFailure, type HttpFailureKind } from './http.ts';

/** When a host counts as dead, and for how long. */
export interface BreakerLimits {
  /** Failures in a row. A name that does not exist counts at once. */
  failures: number;
  /** Milliseconds until the host is asked again. */
  coolMs: number;
}

interface HostState {
  failures: number;
  last: HttpFailure;
  askAgainAt: number;
}

/** Failures that say something about a host as a whole, not about one of its pages. */
const hostFailures: ReadonlySet<HttpFailureKind> = new Set(['NAME_NOT_FOUND', 'REFUSED', 'TLS', 'TIMEOUT']);
const mostHosts = 10_000;

/**
 * Spares a client what cannot succeed: a host that could not be reached or was silent, again and again, is not asked
 * for a while, and answers with its last failure at once. So a feed with a thousand links to a dead site costs a few
 * attempts, not a thousand.
 */
export function withCircuitBreaker(http: HttpClient, limits: BreakerLimits, now: () => number): HttpClient {
  const hosts = new Map<string, HostState>();
  return {
    async get(url, request) {
      const host = URL.canParse(url) ? new URL(url).host : url;
      const state = hosts.get(host);
      if (state && state.failures >= limits.failures && now() < state.askAgainAt) {
        throw new HttpFailure(state.last.kind, `${url} was not asked for: ${state.last.message}`);
      }
      try {
        const answer = await http.get(url, request);
        hosts.delete(host);
        return answer;
      } catch (error) {
        if (error instanceof HttpFailure && hostFailures.has(error.kind)) {
          if (hosts.size >= mostHosts) hosts.clear();
          const weight = error.kind === 'NAME_NOT_FOUND' ? limits.failures : 1;
          // Behind a redirect it is another host that failed.
          const failed = error.host ?? host;
          const failures = (hosts.get(failed)?.failures ?? 0) + weight;
          hosts.set(failed, { failures, last: error, askAgainAt: now() + limits.coolMs });
        }
        throw error;
      }
    },
  };
}
