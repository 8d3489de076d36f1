import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';

/** Beside the page, so that both can be served under a path of a proxy. */
const endpoint = new URL('graphql', location.href.replace(/[?#].*$/, '')).href;

/** What the API says of a key. */
export type KeyVerdict =
  | { state: 'accepted'; role: string; tenant: string }
  | { state: 'refused'; reason: string }
  | { state: 'unreachable'; reason: string };

const whoAsks = 'query WhoAsks { viewer { role tenant { name } } }';

/** The parts of the answer to {@link whoAsks} that are looked at. */
interface WhoAsksAnswer {
  data?: { viewer: { role: string; tenant: { name: string } } } | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks the API whose key this is. */
export async function checkKey(key: string, signal: AbortSignal): Promise<KeyVerdict> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization(key) },
      body: JSON.stringify({ query: whoAsks }),
      signal,
    });
    // Our own API's answer to our own query; anything else lands in the last branch.
    const { data, errors } = (await response.json()) as WhoAsksAnswer;
    if (data) return { state: 'accepted', role: data.viewer.role, tenant: data.viewer.tenant.name };
    const error = errors?.[0];
    const reason = error?.message ?? `The API answered with status ${response.status}.`;
    return { state: error?.extensions?.code === 'UNAUTHENTICATED' ? 'refused' : 'unreachable', reason };
  } catch (error) {
    signal.throwIfAborted();
    return { state: 'unreachable', reason: `The API cannot be reached: ${String(error)}` };
  }
}

/**
 * Makes what sends the queries, each with the key of that moment.
 *
 * @param onRefusal called when the API no longer takes the key
 */
export function createFetcher(currentKey: () => string, onRefusal: () => void): Fetcher {
  return createGraphiQLFetcher({
    url: endpoint,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(authorization(currentKey()))) headers.set(name, value);
      const response = await fetch(input, { ...init, headers });
      if (response.status === 401) onRefusal();
      return response;
    },
  });
}

/** A header may hold ASCII alone; whatever else was pasted is left to the API to refuse. */
function authorization(key: string): Record<string, string> {
  return key === '' ? {} : { authorization: `Bearer ${key.replace(/[^\x21-\x7e]/g, '?')}` };
}
