import PQueue from 'p-queue';
import { getDomain } from 'tldts';

/** Limits how many tasks are under way, toward one site and in all. */
export interface SiteLimiter {
  /** Runs the task as soon as both limits allow; gives what it gives, throws what it throws. */
  run<T>(url: string, task: () => Promise<T>): Promise<T>;
  /** How many sites have tasks waiting or under way. */
  readonly sites: number;
}

/**
 * Makes a limiter. Sites are registrable domains, because servers count all hosts of one together; an address with a
 * port or without a domain counts as itself.
 */
export function createSiteLimiter(limits: { perSite: number; overall: number }): SiteLimiter {
  const all = new PQueue({ concurrency: limits.overall });
  const bySite = new Map<string, PQueue>();
  return {
    async run<T>(url: string, task: () => Promise<T>): Promise<T> {
      const site = siteOf(url);
      const queue = bySite.get(site) ?? new PQueue({ concurrency: limits.perSite });
      bySite.set(site, queue);
      try {
        return await queue.add(() => all.add(task));
      } finally {
        if (queue.size === 0 && queue.pending === 0 && bySite.get(site) === queue) bySite.delete(site);
      }
    },
    get sites() {
      return bySite.size;
    },
  };
}

/** The site a limit applies to: 'example.co.uk', '127.0.0.1', 'localhost:4010'. */
export function siteOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, hostname, port } = new URL(url);
  return port === '' ? (getDomain(hostname) ?? hostname) : host;
}
