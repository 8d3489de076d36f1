import got from 'got';
import { type AgentPair, createGuardedAgents, type GuardOptions } from './guarded-agents.ts';
import { type HttpAnswer, type HttpClient, HttpFailure, type HttpRequest } from './http.ts';
import { failureInWords } from './http-failures.ts';

/** What a client needs to know. */
export interface HttpClientOptions extends GuardOptions {
  /** Sent with every request. */
  userAgent: string;
}

/** Redirects that are followed for one request. */
const maxRedirects = 10;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * Makes the client that all reading goes through. Private addresses are refused, on every redirect: see
 * {@link createGuardedAgents}.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const agentsFor = createGuardedAgents(options);

  return {
    async get(url, request) {
      const ender = new AbortController();
      const ended = rejectedOnAbort(ender.signal);
      const headers = { ...request.headers, 'user-agent': options.userAgent };
      const visit: Visit = {
        url,
        request: { ...request, headers },
        agentsFor,
        signal: ender.signal,
        ended,
        answered: false,
        host: null,
      };
      const stop = () => ender.abort(new HttpFailure('STOPPED', `Reading ${inWords(url)} was stopped.`));
      const timer = setTimeout(() => ender.abort(timeout(visit)), request.timeoutMs);
      request.signal?.addEventListener('abort', stop, { once: true });
      if (request.signal?.aborted) stop();
      try {
        return await followRedirects(visit);
      } finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', stop);
      }
    },
  };
}

/** One call to `get`, over all its redirects. */
interface Visit {
  /** As it was asked for. */
  url: string;
  request: HttpRequest;
  agentsFor: (address: URL) => AgentPair;
  /** Aborted with the failure when time is up or the caller stops. */
  signal: AbortSignal;
  /** Rejects then, with the same. */
  ended: Promise<never>;
  /** Whether any server has answered. */
  answered: boolean;
  /** Of the hop under way; null before the first. */
  host: string | null;
}

async function followRedirects(visit: Visit): Promise<HttpAnswer> {
  const asked = inWords(visit.url);
  let address = readableAddress(visit.url, null, asked);
  const visited = new Set([address.href]);
  const redirects: HttpAnswer['redirects'] = [];
  for (;;) {
    visit.signal.throwIfAborted();
    const refusal = await Promise.race([visit.request.refusalOf?.(address.href), visit.ended]);
    if (refusal) throw new HttpFailure('ROBOTS', refusal);
    const answer = await ask(address, visit);
    if (!isRedirect(answer)) return { ...answer, redirects };
    address = readableAddress(answer.headers.location ?? '', address, asked);
    if (visited.has(address.href)) {
      throw new HttpFailure('TOO_MANY_REDIRECTS', `${asked} redirects in a circle.`);
    }
    if (redirects.length >= maxRedirects) {
      throw new HttpFailure('TOO_MANY_REDIRECTS', `${asked} redirects more than ${maxRedirects} times.`);
    }
    visited.add(address.href);
    redirects.push({ status: answer.status, to: address.href });
  }
}

/** Asks one address, without following redirects; the body of a redirect is not read. */
async function ask(address: URL, visit: Visit): Promise<HttpAnswer> {
  visit.host = address.host;
  const stream = got.stream(address, {
    agent: visit.agentsFor(address),
    headers: visit.request.headers ?? {},
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
  });
  // The stream may fail once more after it was given up; nobody listens then, and Node would end the process.
  stream.on('error', () => {});
  const answer: HttpAnswer = {
    status: 0,
    headers: {},
    body: Buffer.alloc(0),
    url: address.href,
    redirects: [],
  };
  stream.once('response', (response: { statusCode: number; headers: NodeJS.Dict<string | string[]> }) => {
    visit.answered = true;
    answer.status = response.statusCode;
    answer.headers = joinedHeaders(response.headers);
    if (isRedirect(answer)) stream.destroy();
  });
  const body = readBody(stream, visit.request.maxBytes, address).catch((error: unknown) => {
    if (isRedirect(answer)) return Buffer.alloc(0);
    if (error instanceof HttpFailure) throw error;
    const { kind, message } = failureInWords(error, inWords(address), answer.status !== 0);
    throw new HttpFailure(kind, message, address.host);
  });
  try {
    answer.body = await Promise.race([body, visit.ended]);
    return answer;
  } finally {
    stream.destroy();
  }
}

function isRedirect({ status, headers }: HttpAnswer): boolean {
  return redirectStatuses.has(status) && headers.location !== undefined;
}

async function readBody(stream: AsyncIterable<Buffer>, maxBytes: number, address: URL): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) {
      const limit = `${Math.round(maxBytes / 104_857.6) / 10} MiB`;
      throw new HttpFailure('TOO_LARGE', `${inWords(address)} sent more than ${limit}.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function rejectedOnAbort(signal: AbortSignal): Promise<never> {
  const ended = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // It may reject while nobody waits for it.
  ended.catch(() => {});
  return ended;
}

/**
 * Parses an address, relative to the one that redirected to it.
 *
 * @throws {HttpFailure} BAD_URL when it is none that is read
 */
function readableAddress(url: string, redirectedFrom: URL | null, asked: string): URL {
  const from = redirectedFrom ? `${asked} redirects to ${inWords(url)}, which` : asked;
  let address: URL;
  try {
    address = redirectedFrom ? new URL(url, redirectedFrom) : new URL(url);
  } catch {
    throw new HttpFailure('BAD_URL', `${from} is no web address.`);
  }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') {
    throw new HttpFailure('BAD_URL', `${from} is not read: only http and https addresses are.`);
  }
  if (address.username !== '' || address.password !== '') {
    throw new HttpFailure(
      'BAD_URL',
      `${from} holds a user name or password, and such addresses are not read.`,
    );
  }
  return address;
}

function timeout({ url, request, answered, host }: Visit): HttpFailure {
  const did = answered ? 'did not complete its answer' : 'did not answer';
  return new HttpFailure('TIMEOUT', `${inWords(url)} ${did} within ${request.timeoutMs / 1000} s.`, host);
}

/** An address as it may be shown: no credentials, at most 300 characters. */
function inWords(address: string | URL): string {
  const shown = String(address).replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
}

function joinedHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}
