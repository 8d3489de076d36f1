import { type HttpClient, HttpFailure, type HttpFailureKind } from './http.ts';

/** When a host counts as dead, and for how long. */
export interface BreakerLimits {
  /** Failed connections in a row. A name that does not exist counts at once. */
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
const connectionFailures: ReadonlySet<HttpFailureKind> = new Set(['NAME_NOT_FOUND', 'REFUSED', 'TLS']);
const mostHosts = 10_000;

/**
 * Spares a client what cannot succeed: a host to which connections just failed again and again is not asked for a
 * while, and answers with its last failure at once. So a feed with a thousand links to a dead site costs a few
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
        if (error instanceof HttpFailure && connectionFailures.has(error.kind)) {
          if (hosts.size >= mostHosts) hosts.clear();
          const weight = error.kind === 'NAME_NOT_FOUND' ? limits.failures : 1;
          const failures = (hosts.get(host)?.failures ?? 0) + weight;
          hosts.set(host, { failures, last: error, askAgainAt: now() + limits.coolMs });
        }
        throw error;
      }
    },
  };
}
