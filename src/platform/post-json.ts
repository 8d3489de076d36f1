import got, { TimeoutError } from 'got';
import { HttpFailure } from './http.ts';

/** The limits and headers of one request. */
export interface PostRequest {
  headers?: Record<string, string>;
  /** Of the answer's decoded bytes; one more is TOO_LARGE. */
  maxBytes: number;
  /** For everything together. */
  timeoutMs: number;
  /** Ends the request as STOPPED. */
  signal?: AbortSignal | undefined;
}

/** What a server answered; any status is an answer. */
export interface PostAnswer {
  status: number;
  /** The header `retry-after`, null when there was none. */
  retryAfter: string | null;
  text: string;
}

/**
 * Sends JSON to a server that the operator named, which may be a private one; redirects are not followed.
 *
 * @throws {HttpFailure} TIMEOUT, TOO_LARGE, STOPPED or NETWORK when no whole answer could be had
 */
export async function postJson(url: string, body: object, request: PostRequest): Promise<PostAnswer> {
  const stream = got.stream.post(url, {
    json: body,
    headers: request.headers ?? {},
    timeout: { request: request.timeoutMs },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
  });
  const stop = () => stream.destroy();
  request.signal?.addEventListener('abort', stop, { once: true });
  // The stream may fail once more after it was given up; nobody listens then, and Node would end the process.
  stream.on('error', () => {});
  const answer: PostAnswer = { status: 0, retryAfter: null, text: '' };
  stream.once('response', (response: { statusCode: number; headers: NodeJS.Dict<string | string[]> }) => {
    answer.status = response.statusCode;
    answer.retryAfter = [response.headers['retry-after']].flat()[0] ?? null;
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > request.maxBytes) {
        throw new HttpFailure('TOO_LARGE', `${url} sent more than ${request.maxBytes} bytes.`);
      }
      chunks.push(chunk);
    }
    request.signal?.throwIfAborted();
    return { ...answer, text: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    if (request.signal?.aborted) throw new HttpFailure('STOPPED', `Asking ${url} was stopped.`);
    if (error instanceof HttpFailure) throw error;
    const kind = error instanceof TimeoutError ? 'TIMEOUT' : 'NETWORK';
    throw new HttpFailure(kind, `${url}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    request.signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
}
