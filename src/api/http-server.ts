import { createServer, type Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import cors from 'cors';
import express, { type Express } from 'express';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { CacheStore } from '../cache/cache-store.ts';
import { type AnswerSettings, createAnswerCache } from '../cache/create-answer-cache.ts';
import { DataVersions } from '../cache/data-versions.ts';
import { KeptBrands } from '../cache/kept-brands.ts';
import type { MakeMentionReader } from '../model/stored-article.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { TokenBucket } from '../platform/token-bucket.ts';
import type { WebhookClient } from '../platform/webhook-client.ts';
import type { Storage } from '../storage/storage.ts';
import { type Admission, admitRequests, createAdmission } from './admission.ts';
import { answerFailures, answerNothingHere, answerUnparsable, answerUnreadable } from './answer-failures.ts';
import { answerGraphQL } from './answer-graphql.ts';
import { type Budget, createBudget } from './budget.ts';
import { ApiContext, type ContextConnection, type ContextDependencies } from './context.ts';
import { putDocuments } from './document-ids.ts';
import { ErrorOrigins } from './error-origins.ts';
import { createErrorFormatter, type IsUnavailable } from './errors.ts';
import { createExecutionPlugin } from './execution-plugin.ts';
import { createCompilingExecutor, createPlainExecutor } from './executor.ts';
import { ExportLinks } from './export/export-link.ts';
import { createExportRoute } from './export/export-route.ts';
import { keepOutOfCaches } from './http-caching.ts';
import type { TokenReader } from './jwt.ts';
import type { ApiLimits } from './limits/limits.ts';
import { type CostCounter, createCostCounter } from './limits/operation-cost.ts';
import { createPlayground } from './playground.ts';
import { Principals } from './principals.ts';
import { createRequestPlugin } from './request-plugin.ts';
import { signalOf } from './request-signal.ts';
import { createServedSchema } from './schema.ts';
import { securityHeaders } from './security-headers.ts';
import { createBeginning } from './subscriptions/begin.ts';
import { EventHub } from './subscriptions/event-hub.ts';
import { serveEventStreams } from './subscriptions/event-stream.ts';
import { createPrepare } from './subscriptions/prepare.ts';
import { type Streaming, serveWebSockets } from './subscriptions/web-socket.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** How the API is to behave. */
export interface ApiSettings {
  limits: ApiLimits;
  /** Whether the schema describes itself to whoever asks. */
  introspection: boolean;
  playground: boolean;
  /** Origins whose pages may ask from a browser. */
  corsOrigins: string[];
  /** `graphql-js` interprets every query; `graphql-jit` compiles what is asked again. */
  executor: 'graphql-jit' | 'graphql-js';
  /** Which time of asking has graphql-jit compile a query: 1 is the first. */
  compileAt: number;
  /** The address by which clients reach this API, for the links it gives. */
  publicUrl: string;
  /** How analytics answers are kept. */
  answers: AnswerSettings;
  /** So many brands are kept by name, of all tenants together; 0: each request looks its names up. */
  brandsKept: number;
  /** Whether each answer says which of its questions the cache had answers to. */
  reportsCache: boolean;
  /** For so long a client may use the answer to a GET without asking again, in seconds. */
  maxAge: number;
}

/** What the API works with. */
export interface ApiDependencies {
  storage: Storage;
  log: Log;
  metrics: Metrics;
  isUnavailable: IsUnavailable;
  /** Where answers are kept. */
  cache: CacheStore;
  /** What each tenant may ask for in a time. */
  bucket: TokenBucket;
  /** Null: tokens are not accepted. */
  tokens: TokenReader | null;
  /** Null: every document is answered. */
  trusted: TrustedDocuments | null;
  /** Finds brands in stored articles as the ingestion does, for rules that are tried. */
  makeMentionReader: MakeMentionReader;
  /** Sends tests to webhooks. */
  webhookClient: WebhookClient;
  now: () => Date;
}

/** The API, ready to listen. */
export interface Api {
  server: Server;
  /** Ends the subscriptions, answers the requests under way, then closes. */
  close(): Promise<void>;
}

/** Links to exported files are good for so long, in milliseconds. */
const exportValidForMs = 15 * 60_000;

/** Requests under way have so long to end, in milliseconds: less than the whole process has. */
const drainMs = 7_000;

/** What the parts of one API share. */
interface Parts {
  schema: GraphQLSchema;
  admission: Admission;
  costOf: CostCounter;
  budget: Budget;
  origins: ErrorOrigins;
  versions: DataVersions;
  context: ContextDependencies;
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/** Makes the HTTP server: GraphQL at /graphql, streams at /graphql/stream, exports, and the playground at /. */
export async function createApi(settings: ApiSettings, dependencies: ApiDependencies): Promise<Api> {
  const { storage, log, metrics } = dependencies;
  const parts = await createParts(settings, dependencies);
  const { versions } = parts;
  const { events, principals } = parts.context;
  const source = await storage.listen(
    {
      onEvent: (event) => {
        if (event.kind === 'CREDENTIALS_CHANGED') principals.forget(event.tenantId);
        if (event.kind === 'DATA_CHANGED') versions.hear(event.tenantId, event.version);
        else events.publish(event);
      },
      onGap: (isListening) => {
        versions.noteGap(isListening);
        principals.forgetAll();
        events.failAll();
      },
    },
    log,
  );

  const app = express();
  const server = createServer((request, response) => {
    if (URL.canParse(request.url ?? '', 'http://host')) app(request, response);
    else answerUnreadable(request, response);
  });
  server.on('clientError', answerUnparsable);
  const apollo = createApollo(server, parts, settings, log, metrics);
  await apollo.start();
  const createContext = (authorization: string | undefined, connection: ContextConnection) =>
    new ApiContext(parts.context, authorization, connection);
  const streams = {
    prepare: createPrepare({ ...parts, highestCost: settings.limits.cost }),
    beginning: createBeginning(dependencies),
    createContext,
    formatError: parts.formatError,
    origins: parts.origins,
    mostBytes: settings.limits.bodyBytes,
    log,
  };
  const sockets = serveWebSockets(server, streams);
  addRoutes(app, apollo, parts, settings, dependencies, serveEventStreams(streams));
  return { server, close: () => closeApi(events, sockets, apollo, source.close) };
}

async function createParts(settings: ApiSettings, dependencies: ApiDependencies): Promise<Parts> {
  const {
    storage,
    log,
    metrics,
    cache,
    now,
    tokens,
    bucket,
    trusted,
    isUnavailable,
    makeMentionReader,
    webhookClient,
  } = dependencies;
  const { limits, publicUrl } = settings;
  const versions = new DataVersions((tenantId) => storage.dataVersion(tenantId));
  const answers = createAnswerCache(settings.answers, {
    store: cache,
    versions,
    limitMs: limits.requestMs,
    observer: metrics,
    log,
  });
  metrics.watchAnswers(() => answers.size);
  const schema = await createServedSchema();
  const origins = new ErrorOrigins();
  const secret = await storage.secret('webhooks');
  const exportLinks = new ExportLinks({
    secret: await storage.secret('export-links'),
    publicUrl,
    validForMs: exportValidForMs,
  });
  return {
    schema,
    admission: createAdmission(limits, trusted),
    costOf: createCostCounter(schema, limits, now),
    budget: createBudget(bucket, () => metrics.rateLimited()),
    origins,
    versions,
    formatError: createErrorFormatter(log, isUnavailable, (error) => origins.logOf(error)),
    context: {
      storage,
      principals: new Principals(storage.tenants, tokens, now, (hit) =>
        metrics.cacheRead({ cache: 'principals', hit }),
      ),
      answers,
      brands: new KeptBrands({
        versions,
        most: settings.brandsKept,
        freshMs: settings.answers.freshMs,
        onRead: (hit) => metrics.cacheRead({ cache: 'brands', hit }),
      }),
      limits,
      exportLinks,
      makeMentionReader,
      alerting: { webhookClient, webhookSecret: async () => secret, log },
      events: new EventHub(limits.subscriptions, metrics),
      log,
      now,
      onBatch: (loader, size) => metrics.loaderBatch({ loader, size }),
    },
  };
}

function createApollo(
  server: Server,
  { schema, admission, costOf, budget, origins, formatError }: Parts,
  { limits, introspection, executor, compileAt, reportsCache, maxAge }: ApiSettings,
  log: Log,
  metrics: Metrics,
): ApolloServer<ApiContext> {
  const execute =
    executor === 'graphql-jit' ? createCompilingExecutor(schema, { compileAt }) : createPlainExecutor(schema);
  return new ApolloServer<ApiContext>({
    schema,
    formatError,
    // Apollo's own adds a line break, and with it a second copy of every answer.
    stringifyResult: JSON.stringify,
    introspection,
    // Without introspection, 'Did you mean …' would give the schema away word by word.
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: limits.batch > 0,
    // Signals are the entrypoint's business.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: 20 },
    logger: { debug() {}, info() {}, warn: log.warn.bind(log), error: log.error.bind(log) },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: drainMs }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      createRequestPlugin({
        ...{ admission, costOf, budget, metrics, origins, reportsCache, maxAge },
        highestCost: limits.cost,
      }),
      createExecutionPlugin(schema, execute, { origins, formatError }),
    ],
  });
}

function addRoutes(
  app: Express,
  apollo: ApolloServer<ApiContext>,
  { admission, context, formatError }: Parts,
  { limits, playground, corsOrigins }: ApiSettings,
  { log, storage, now }: ApiDependencies,
  eventStreams: express.RequestHandler,
): void {
  const body = express.json({ limit: limits.bodyBytes });
  const crossOrigin = cors({
    origin: corsOrigins,
    exposedHeaders: ['etag', 'x-query-cost', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'retry-after'],
    maxAge: 600,
  });
  app.disable('x-powered-by');
  // A digest of each answer would cost more than it could save; a GET has its own.
  app.disable('etag');
  app.use(securityHeaders);
  if (playground) app.use(createPlayground());
  app.use('/exports', createExportRoute({ links: context.exportLinks, storage, formatError, log, now }));
  app.use('/graphql', keepOutOfCaches, crossOrigin, body, putDocuments(admission));
  app.use('/graphql/stream', eventStreams);
  app.use(
    '/graphql',
    admitRequests(admission, limits),
    answerGraphQL(
      apollo,
      ({ headers }, response) =>
        new ApiContext(context, headers.authorization, { signal: signalOf(response, limits.requestMs) }),
      limits.unreadMs,
    ),
  );
  app.use(answerNothingHere);
  app.use(answerFailures(log));
}

async function closeApi(
  events: EventHub,
  sockets: Streaming,
  apollo: ApolloServer<ApiContext>,
  closeSource: () => Promise<void>,
): Promise<void> {
  // Before the subscriptions end: their clients are to come back, and would take an end for the last word.
  await sockets.close();
  events.closeAll();
  await apollo.stop();
  await closeSource();
}
