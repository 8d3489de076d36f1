import type { Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context } from 'graphql-ws';
import { type Extra, useServer as serveOver } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Log } from '../../platform/log.ts';
import type { ApiContext, ContextConnection } from '../context.ts';
import { isById } from '../document-ids.ts';
import type { ErrorOrigins } from '../error-origins.ts';
import type { Beginning } from './begin.ts';
import { ClientSocket } from './client-socket.ts';
import type { StreamRequest } from './prepare.ts';
import { serveUpgrades } from './upgrades.ts';

/** What both ways of streaming work with. */
export interface StreamDependencies {
  prepare(request: StreamRequest, context: ApiContext): Promise<ExecutionArgs>;
  /** @param authorization a key or token, as the header of that name holds it */
  createContext(authorization: string | undefined, connection: ContextConnection): ApiContext;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  origins: ErrorOrigins;
  beginning: Beginning;
  /** Bytes of one message of a client. */
  mostBytes: number;
  log: Log;
}

/** A client has so long to answer a goodbye, in milliseconds. */
const goodbyeMs = 1_000;

/** So many bytes may wait for a client that still sends messages. */
const mostUnread = 2 ** 20;

type InitPayload = { authorization?: unknown } | undefined;

/** A failure from before the execution, as the libraries of the streams want one. */
export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const original = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(original.message, { originalError: original });
}

/** Has an error say only what a client may see. */
export function errorFormatterOf(formatError: StreamDependencies['formatError']) {
  return (error: GraphQLError): GraphQLError => {
    const { message, path, extensions } = formatError(error.toJSON(), error);
    return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
  };
}

/**
 * A message as the library is to read it. It refuses a subscription without a text, also one whose document has an id:
 * here that gets an empty one. And it would send a ping's payload back, whatever its size: here that is left away, as
 * its protocol allows.
 */
function asLibraryReads(key: string, value: unknown): unknown {
  // The message itself has no name.
  if (key !== '' || typeof value !== 'object' || value === null || !('payload' in value)) return value;
  const { payload, ...message } = value;
  if ('type' in message && message.type === 'ping') return message;
  if (typeof payload !== 'object' || payload === null || !isById(payload)) return value;
  return { ...value, payload: { ...payload, query: '' } };
}

/** The WebSocket's end of the API. */
export interface Streaming {
  /** Closes every socket with the code 1001, 'going away'; cuts those whose clients do not answer. */
  close(): Promise<void>;
}

/**
 * Serves subscriptions over graphql-ws at `/graphql`. A client says who it is in the payload of `connection_init`:
 * `{ "authorization": "Bearer fh_…" }`; without a live key or token its socket is closed with 4403.
 */
export function serveWebSockets(
  server: Server,
  { prepare, createContext, formatError, origins, beginning, mostBytes, log }: StreamDependencies,
): Streaming {
  const sockets = new WebSocketServer({
    noServer: true,
    path: '/graphql',
    maxPayload: mostBytes,
    WebSocket: ClientSocket,
  });
  serveUpgrades(server, sockets);
  // Each subscription has a context of its own, as each request has.
  const contextOf = ({ connectionParams, extra }: Context<InitPayload, Extra>) => {
    const given = connectionParams?.authorization;
    return createContext(typeof given === 'string' ? given : undefined, {
      cut: () => extra.socket.terminate(),
    });
  };
  const format = errorFormatterOf(formatError);
  const { dispose } = serveOver<InitPayload>(
    {
      subscribe: beginning.subscribe,
      jsonMessageReviver: asLibraryReads,
      onConnect: async (connection) => {
        const context = contextOf(connection);
        await context.open();
        return context.principal !== null;
      },
      onSubscribe: async (connection, _id, payload) => {
        const context = contextOf(connection);
        try {
          return await prepare(payload, context);
        } catch (error) {
          beginning.noteRefusal(context, error);
          const refusal = asGraphQLError(error);
          origins.note([refusal], context);
          return [refusal];
        }
      },
      onNext: (_connection, _id, _payload, { contextValue }, { errors, data = null }) => {
        if (!errors) return undefined;
        // It is what `prepare` was given.
        origins.note(errors, contextValue as ApiContext);
        return { data, errors: errors.map((error) => format(error).toJSON()) };
      },
      onError: (_connection, _id, _payload, errors) => errors.map((error) => format(error).toJSON()),
    },
    sockets,
  );
  sockets.on('connection', (socket) => {
    // A client that breaks the rules has its socket closed by `ws`, with the code for it (RFC 6455, 7.4.1); the library
    // would print that as a failure of ours.
    socket.removeAllListeners('error').on('error', (error: Error & { code?: string }) => {
      const code = error.code?.startsWith('WS_ERR_') ? 'BAD_USER_INPUT' : 'UNAVAILABLE';
      log.info({ code, reason: error.code ?? error.message }, 'a WebSocket was closed');
    });
    // Results keep within bounds by themselves: each subscription sends its next one when its last has gone. What a
    // client's messages are answered has none but this.
    socket.prependListener('message', () => {
      if (socket.bufferedAmount <= mostUnread || socket.readyState !== socket.OPEN) return;
      log.info({ code: 'RATE_LIMITED', reason: 'answers are not read' }, 'a WebSocket was closed');
      socket.terminate();
    });
  });
  return {
    close: async () => {
      const timer = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, goodbyeMs);
      await dispose();
      clearTimeout(timer);
    },
  };
}
