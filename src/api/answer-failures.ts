import type { IncomingMessage, ServerResponse } from 'node:http';
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
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500 && error instanceof Error) {
      response.status(status).json(failure(badInput(`The request cannot be read: ${error.message}`)));
      return;
    }
    const { message, code, id } = unexpected(log, error);
    response.status(500).json({ errors: [{ message, extensions: { code, id } }] });
  };
}
