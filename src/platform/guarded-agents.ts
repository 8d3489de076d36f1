import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

/** What a connection is made with, by its scheme. */
export interface AgentPair {
  http: HttpAgent;
  https: HttpsAgent;
}

/** Which addresses may be private. */
export interface GuardOptions {
  /** Host names or addresses, each with `:port` if wanted, that may be private; all others must be public. */
  hostAllowlist: readonly string[];
  /** Looks names up in place of the system's resolver. */
  lookup?: LookupFunction;
}

/**
 * Gives the agents for an address. Private, loopback and link-local addresses are refused when the connection is made,
 * after the name was looked up, so that neither odd spellings nor names that change their address in between get through.
 */
export function createGuardedAgents({ hostAllowlist, lookup }: GuardOptions): (address: URL) => AgentPair {
  const settings = { keepAlive: true, ...(lookup ? { lookup } : {}) };
  const open: AgentPair = {
    http: new RequestFilteringHttpAgent(settings),
    https: new RequestFilteringHttpsAgent(settings),
  };
  const trusted: AgentPair = { http: new HttpAgent(settings), https: new HttpsAgent(settings) };
  const allowed = new Set(hostAllowlist.map((host) => plainHost(host.trim().toLowerCase())));
  return (address) => (isAllowed(address, allowed) ? trusted : open);
}

function isAllowed(address: URL, allowed: ReadonlySet<string>): boolean {
  const host = plainHost(address.hostname);
  const port = address.port || (address.protocol === 'https:' ? '443' : '80');
  return allowed.has(host) || allowed.has(`${host}:${port}`);
}

/** One spelling for a host with or without port: no brackets around IPv6, no dot at the end. */
function plainHost(host: string): string {
  return host.replace(/^\[(.*)\]/, '$1').replace(/\.(?=:\d+$|$)/, '');
}
