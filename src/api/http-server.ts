import { createServer, type Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Log } from '../platform/log.ts';
import type { Storage } from '../storage/storage.ts';
import { type ApiContext, createContext } from './context.ts';
import { createErrorFormatter, type IsUnavailable, unexpected } from './errors.ts';
import { httpStatusPlugin } from './http-status.ts';
import { limits } from './limits.ts';
import { createPlayground } from './playground.ts';
import { createServedSchema } from './schema.ts';

/** What the API works with. */
export interface ApiDependencies {
  storage: Storage;
  log: Log;
  isUnavailable: IsUnavailable;
}

/** The API, ready to listen. */
export interface Api {
  server: Server;
  /** Answers the requests under way, then closes. */
  close(): Promise<void>;
}

/** Makes the HTTP server with GraphQL at /graphql and the playground at /. */
export async function createApi({ storage, log, isUnavailable }: ApiDependencies): Promise<Api> {
  const app = express();
  const server = createServer(app);
  const apollo = new ApolloServer<ApiContext>({
    schema: await createServedSchema(),
    formatError: createErrorFormatter(log, isUnavailable),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    // Signals are the entrypoint's business.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.documentTokens },
    logger: { debug() {}, info() {}, warn: log.warn.bind(log), error: log.error.bind(log) },
    plugins: [
      // Less than the time in which the whole process has to end.
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: 5_000 }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      httpStatusPlugin,
    ],
  });
  await apollo.start();
  addRoutes(app, apollo, { storage, log, isUnavailable });
  return { server, close: () => apollo.stop() };
}

function addRoutes(app: Express, apollo: ApolloServer<ApiContext>, { storage, log }: ApiDependencies): void {
  app.disable('x-powered-by');
  app.use(createPlayground());
  app.use(
    '/graphql',
    express.json({ limit: limits.bodyBytes }),
    expressMiddleware(apollo, {
      context: ({ req }) => createContext(req.headers.authorization, { storage, log }),
    }),
  );
  app.use((request, response) => {
    response.status(404).json(failure('NOT_FOUND', `There is nothing at ${request.path.slice(0, 200)}.`));
  });
  app.use(answerBadRequest(log));
}

/** Express would answer a body it cannot read with an HTML page and a stack. */
function answerBadRequest(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500 && error instanceof Error) {
      response.status(status).json(failure('BAD_USER_INPUT', `The request cannot be read: ${error.message}`));
      return;
    }
    const { message, code, id } = unexpected(log, error);
    response.status(500).json({ errors: [{ message, extensions: { code, id } }] });
  };
}

function failure(code: string, message: string) {
  return { errors: [{ message, extensions: { code } }] };
}
