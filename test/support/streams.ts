import { createClient as createEventStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A result as a subscriber sees it. */
export interface StreamedResult {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

/** A subscription under way. */
export interface Subscription {
  /** What has come in so far. */
  results: StreamedResult[];
  /** Waits for so many results in all. @throws when they have not come in ten seconds */
  count(wanted: number): Promise<StreamedResult[]>;
  /** Waits for the end, however it comes: `complete`, the errors it was refused with, or the socket's code. */
  ended: Promise<unknown>;
  close(): void;
}

/** A subscription to be opened. */
export interface SubscriptionRequest {
  url: string;
  key: string | null;
  query: string;
  variables?: Record<string, unknown>;
}

/** The two ways of subscribing. */
export const transports = { 'graphql-ws': overWebSocket, 'server-sent events': overEventStream };

/** Subscribes over graphql-ws. */
export function overWebSocket({ url, key, query, variables = {} }: SubscriptionRequest): Subscription {
  const client = createSocketClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazyCloseTimeout: 0,
    ...(key === null ? {} : { connectionParams: { authorization: `Bearer ${key}` } }),
  });
  return collect((sink) => {
    const unsubscribe = client.subscribe({ query, variables }, sink);
    return () => {
      unsubscribe();
      void client.dispose();
    };
  });
}

/** Subscribes by server-sent events. */
export function overEventStream({ url, key, query, variables = {} }: SubscriptionRequest): Subscription {
  const client = createEventStreamClient({
    url: `${url}/graphql/stream`,
    retryAttempts: 0,
    ...(key === null ? {} : { headers: { authorization: `Bearer ${key}` } }),
  });
  return collect((sink) => {
    const unsubscribe = client.subscribe({ query, variables }, sink);
    return () => {
      unsubscribe();
      client.dispose();
    };
  });
}

interface Sink {
  next(result: StreamedResult): void;
  error(error: unknown): void;
  complete(): void;
}

function collect(open: (sink: Sink) => () => void): Subscription {
  const results: StreamedResult[] = [];
  let changed = () => {};
  let resolveEnd = (_end: unknown) => {};
  const ended = new Promise<unknown>((resolve) => {
    resolveEnd = resolve;
  });
  const close = open({
    next: (result) => {
      results.push(result);
      changed();
    },
    error: (error) => {
      void inWords(error).then(resolveEnd);
      changed();
    },
    complete: () => {
      resolveEnd('complete');
      changed();
    },
  });
  return {
    results,
    ended,
    close,
    count: async (wanted) => {
      const deadline = Date.now() + 10_000;
      while (results.length < wanted) {
        if (Date.now() > deadline) throw new Error(`${results.length} of ${wanted} results came`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 100);
          changed = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return results;
    },
  };
}

/** What a stream was refused with: the body of the refusal, where there is one. */
async function inWords(error: unknown): Promise<unknown> {
  const response = typeof error === 'object' && error !== null && 'response' in error ? error.response : null;
  return response instanceof Response ? response.json() : error;
}
