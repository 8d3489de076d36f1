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

/** Sends to addresses that tenants name. */
export interface WebhookClient {
  /**
   * Sends JSON and gives the status of the answer, of whose body nothing is read. Redirects are not followed: they are
   * answers.
   *
   * @throws {HttpFailure} when there is none, with a message that names the host and nothing else of the address,
   *   which may hold a secret
   */
  post(url: string, request: WebhookRequest): Promise<number>;
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
        return await statusOf(stream, address, timeoutMs);
      } finally {
        stream.destroy();
      }
    },
  };
}

function statusOf(
  stream: ReturnType<typeof got.stream.post>,
  { host }: URL,
  timeoutMs: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = `${host} did not answer within ${timeoutMs / 1000} s.`;
    const timer = setTimeout(() => reject(new HttpFailure('TIMEOUT', late, host)), timeoutMs);
    // It may fail once more after it was given up; nobody listens then, and Node would end the process.
    stream.on('error', (error: unknown) => {
      clearTimeout(timer);
      const { kind, message } = failureInWords(error, host, false);
      reject(new HttpFailure(kind, message, host));
    });
    stream.once('response', ({ statusCode }: { statusCode: number }) => {
      clearTimeout(timer);
      resolve(statusCode);
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
