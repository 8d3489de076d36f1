import type { ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { Request, RequestHandler } from 'express';
import type { ApiContext } from './context.ts';
import { isKnown } from './http-caching.ts';
import { searchOf } from './request-address.ts';

/** Makes what a request's resolvers use. */
type ContextOf = (request: Request, response: ServerResponse) => ApiContext;

/**
 * Has Apollo Server answer a request whose body is read and admitted, and writes the answer as one piece. The express
 * integration of Apollo does the same through `response.send`, which copies each answer into a buffer and takes its
 * digest for an ETag that a POST has no use for (docs/decisions/compiled-queries.md).
 *
 * @param unreadMs a client that reads nothing of its answer for so long is cut off: it waits in memory
 */
export function answerGraphQL(
  apollo: ApolloServer<ApiContext>,
  contextOf: ContextOf,
  unreadMs: number,
): RequestHandler {
  return async (request, response) => {
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: asApolloReads(request),
      context: async () => contextOf(request, response),
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    // Apollo answers in pieces only what is deferred, which no schema of graphql 16 can ask for.
    if (answer.body.kind !== 'complete') throw new Error('an answer came in pieces');
    // Who asks, and in which form they want it; the browser's origin is among it already.
    if (request.method === 'GET') response.vary('Authorization, Accept');
    if (isKnown(request.headers['if-none-match'], answer.headers.get('etag'))) {
      response.removeHeader('content-type');
      response.statusCode = 304;
      response.end();
      return;
    }
    const { string } = answer.body;
    response.setHeader('content-length', Buffer.byteLength(string));
    // Node counts what the system takes of an answer as activity, and destroys a socket without any.
    response.setTimeout(unreadMs);
    // By itself, but in the same packet: Node would make one text of head and answer, a second copy of all.
    response.cork();
    response.flushHeaders();
    response.end(request.method === 'HEAD' ? undefined : string);
  };
}

function asApolloReads({ method, headers: given, url, body }: Request): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const name in given) {
    const value = given[name];
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { method, headers, search: searchOf(url), body };
}
