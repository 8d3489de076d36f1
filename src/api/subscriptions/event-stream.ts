import { type ServerResponse, STATUS_CODES } from 'node:http';
import { type RequestHandler, Router } from 'express';
import type { GraphQLError } from 'graphql';
import type { Response } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/express';
import type { ApiContext } from '../context.ts';
import { statusOf } from '../http-status.ts';
import { checkStreamRequest } from './stream-request.ts';
import { asGraphQLError, errorFormatterOf, type StreamDependencies } from './web-socket.ts';

/**
 * Serves subscriptions as server-sent events, one a connection ('distinct connections mode' of graphql-sse), for
 * clients without WebSockets: POST a subscription with `accept: text/event-stream`.
 */
export function serveEventStreams({
  prepare,
  createContext,
  formatError,
  origins,
  beginning,
}: StreamDependencies): RequestHandler {
  const format = errorFormatterOf(formatError);
  const handler = createHandler<Record<string, unknown>>({
    subscribe: beginning.subscribe,
    // No token: streams that are reserved first and used later would let anybody fill the memory.
    authenticate: () => null,
    onSubscribe: async ({ raw, context: { res } }, params) => {
      const context = createContext(raw.headers.authorization, { cut: () => res.destroy() });
      try {
        const args = await prepare(params, context);
        // The library's type of a context knows plain objects only; it hands on whatever it is given.
        return { ...args, contextValue: args.contextValue as Record<string, unknown> };
      } catch (error) {
        beginning.noteRefusal(context, error);
        const refused = asGraphQLError(error);
        origins.note([refused], context);
        return refusal(format(refused));
      }
    },
    onNext: async (context, { context: { res } }, result) => {
      // The library keeps what the client does not read, without a bound: so it is given no more than the client reads,
      // and the rest waits in the subscriber's queue, which has one.
      await hasLeft(res);
      if (!('errors' in result) || !result.errors) return undefined;
      // It is what `onSubscribe` handed on.
      origins.note(result.errors, context as unknown as ApiContext);
      return { ...result, errors: result.errors.map(format) };
    },
  });
  return Router().use(checkStreamRequest, (request, response, next) => {
    handler(request, response).catch(next);
  });
}

/** When all that was written to a response has gone to the system, or its connection has. */
async function hasLeft(response: ServerResponse): Promise<void> {
  // Writing nothing is done when everything before it is.
  if (response.writableLength > 0) await new Promise((resolve) => response.write('', resolve));
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
