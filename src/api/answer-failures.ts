import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { badInput, CodedError, notFound } from '../model/errors.ts';
import type { Log } from '../platform/log.ts';
import { failure, unexpected } from './errors.ts';
import { statusOf } from './http-status.ts';

/** Answers a path at which nothing is. */
export const answerNothingHere: RequestHandler = (request, response) => {
  response.status(404).json(failure(notFound('page', `at ${request.path.slice(0, 200)}`)));
};

/** Answers a request whose address cannot be read: express would send an HTML page. */
export function answerUnreadable({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const refusal = badInput(`The request's address cannot be read: ${url.slice(0, 200)}`);
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(failure(refusal)));
}

/** What Node finds wrong before there is a request, by its code, and the status for it; anything else is a 400. */
const unparsable: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The request has more than 16 KB of headers. Send fewer, or shorter ones.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunks of the body have too long extensions. Send none.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come whole in time.'],
};

/** Answers in JSON what is no HTTP request: Node would send a status and nothing else. The connection ends with it. */
export function answerUnparsable(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const known = unparsable[error.code ?? ''];
  const [status, message] = known ?? [400, 'This is no HTTP request that can be read.'];
  const body = JSON.stringify(failure(badInput(message)));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'connection: close',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}

/** Answers what failed before GraphQL was reached, as GraphQL would: Express would send an HTML page and a stack. */
export function answerFailures(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof CodedError) {
      response.status(statusOf(error.code) ?? 400).json(failure(error));
      return;
    }
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large' && 'limit' in error) {
      response.status(413).json(failure(tooLarge(Number(error.limit))));
      return;
    }
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500 && error instanceof Error) {
      response.status(status).json(failure(badInput(`The request cannot be read: ${error.message}`)));
      return;
    }
    const { message, code, id } = unexpected(log, error);
    response.status(500).json({ errors: [{ message, extensions: { code, id } }] });
  };
}

function tooLarge(limit: number): CodedError {
  return badInput(
    `The request's body is too large: at most ${limit / 1024} KB are read. Send less at once: fewer values, or several requests.`,
  );
}
