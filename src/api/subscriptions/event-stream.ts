import { STATUS_CODES } from 'node:http';
import type { RequestHandler } from 'express';
import { type GraphQLError, subscribe } from 'graphql';
import type { Response } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/express';
import { statusOf } from '../http-status.ts';
import { asGraphQLError, errorFormatterOf, type StreamDependencies } from './web-socket.ts';

/**
 * Serves subscriptions as server-sent events, one a connection ('distinct connections mode' of graphql-sse), for
 * clients without WebSockets: POST a subscription with `accept: text/event-stream`.
 */
export function serveEventStreams({
  prepare,
  createContext,
  formatError,
}: StreamDependencies): RequestHandler {
  const format = errorFormatterOf(formatError);
  const handler = createHandler<Record<string, unknown>>({
    subscribe,
    // No token: streams that are reserved first and used later would let anybody fill the memory.
    authenticate: () => null,
    onSubscribe: async ({ raw, context: { res } }, params) => {
      try {
        const context = createContext(raw.headers.authorization, { cut: () => res.destroy() });
        const args = await prepare(params, context);
        // The library's type of a context knows plain objects only; it hands on whatever it is given.
        return { ...args, contextValue: args.contextValue as Record<string, unknown> };
      } catch (error) {
        return refusal(format(asGraphQLError(error)));
      }
    },
    onNext: (_context, _request, result) =>
      'errors' in result && result.errors ? { ...result, errors: result.errors.map(format) } : undefined,
  });
  return (request, response, next) => {
    handler(request, response).catch(next);
  };
}

/** What was refused is no stream: it has a status, and the error as JSON. */
function refusal(error: GraphQLError): Response {
  const status = statusOf(error.extensions.code) ?? 500;
  return [
    JSON.stringify({ errors: [error] }),
    {
      // These are answers of their own elsewhere; here a stream that cannot be had.
      status: status === 200 ? 404 : status,
      statusText: STATUS_CODES[status] ?? '',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    },
  ];
}
