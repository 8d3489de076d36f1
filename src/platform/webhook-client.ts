import type { IncomingMessage } from 'node:http';
import got from 'got';
import { createGuardedAgents, type GuardOptions } from './guarded-agents.ts';
import { HttpFailure } from './http.ts';
import { failureInWords } from './http-failures.ts';

/** What is sent to a receiver. */
export interface WebhookRequest {
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
  /** For everything together. */
  timeoutMs: number;
}

/** What a receiver answered. */
export interface WebhookAnswer {
  status: number;
  /** The header `retry-after`; null when there was none. */
  retryAfter: string | null;
}

/** Sends to addresses that tenants name. */
export interface WebhookClient {
  /**
   * Sends JSON; nothing is read of the answer's body. Redirects are not followed: they are answers.
   *
   * @throws {HttpFailure} when there is none, with a message that names the host and nothing else of the address,
   *   which may hold a secret
   */
  post(url: string, request: WebhookRequest): Promise<WebhookAnswer>;
}

/** Makes the client for webhooks; private addresses are refused as for feeds: see {@link createGuardedAgents}. */
export function createWebhookClient(options: GuardOptions & { userAgent: string }): WebhookClient {
  const agentsFor = createGuardedAgents(options);
  return {
    post: async (url, { headers, body, timeoutMs }) => {
      const address = readable(url);
      const stream = got.stream.post(address, {
        agent: agentsFor(address),
        headers: { ...headers, 'content-type': 'application/json', 'user-agent': options.userAgent },
        body,
        followRedirect: false,
        throwHttpErrors: false,
        retry: { limit: 0 },
      });
      try {
        return await answerOf(stream, address, timeoutMs);
      } finally {
        stream.destroy();
      }
    },
  };
}

function answerOf(
  stream: ReturnType<typeof got.stream.post>,
  { host }: URL,
  timeoutMs: number,
): Promise<WebhookAnswer> {
  return new Promise((resolve, reject) => {
    const late = `${host} did not answer within ${timeoutMs / 1000} s.`;
    const timer = setTimeout(() => reject(new HttpFailure('TIMEOUT', late, host)), timeoutMs);
    // It may fail once more after it was given up; nobody listens then, and Node would end the process.
    stream.on('error', (error: unknown) => {
      clearTimeout(timer);
      const { kind, message } = failureInWords(error, host, false);
      reject(new HttpFailure(kind, message, host));
    });
    stream.once('response', ({ statusCode: status, headers }: IncomingMessage & { statusCode: number }) => {
      clearTimeout(timer);
      resolve({ status, retryAfter: headers['retry-after'] ?? null });
    });
  });
}

function readable(url: string): URL {
  try {
    const address = new URL(url);
    if (/^https?:$/.test(address.protocol)) return address;
  } catch {
    // Told below.
  }
  throw new HttpFailure('BAD_URL', 'The address of the webhook is no web address.');
}
