import { setImmediate } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { pino } from 'pino';
import { type ApiDependencies, type ApiSettings, createApi } from '../../src/api/http-server.ts';
import { type ApiLimits, usualLimits } from '../../src/api/limits/limits.ts';
import { CacheStore } from '../../src/cache/cache-store.ts';
import { createMentionReader } from '../../src/ingestion/enrich/mention-reader.ts';
import type { Role } from '../../src/model/principal.ts';
import { listen } from '../../src/platform/listen.ts';
import { createMetrics, type Metrics } from '../../src/platform/metrics.ts';
import { createMemoryTokenBucket } from '../../src/platform/token-bucket.ts';
import { createWebhookClient } from '../../src/platform/webhook-client.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';
import { isDatabaseUnavailable } from '../../src/storage/unavailable.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** A tenant that tests ask as. */
export interface TestTenant extends TenantStorage {
  slug: string;
  /** Its first key, of the role ADMIN. */
  key: string;
}

/** An error as a client sees it. */
export interface AnsweredError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; id?: string; fields?: { field: string; message: string }[] };
}

/** What came back for one request, and what it cost. */
export interface Answer<Data> {
  status: number;
  contentType: string;
  /** The body as it was sent. */
  text: string;
  data: Data | null | undefined;
  errors: AnsweredError[];
  /** The SQL statements that the request cost, in their order; late ones come in until the next request. */
  statements: string[];
}

/** The API, listening on a free port over a database of its own. */
export interface TestApi {
  url: string;
  database: TestDatabase;
  storage: Storage;
  /** The tenant that asks when no key is given. */
  tenant: TestTenant;
  metrics: Metrics;
  /** What was logged so far, each line parsed. */
  logged: Record<string, unknown>[];
  addTenant(slug: string): Promise<TestTenant>;
  addKey(tenant: TestTenant, role: Role): Promise<string>;
  /**
   * Asks over HTTP; one request at a time, so that its statements are known.
   *
   * @param key null: none is sent
   */
  query<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    key?: string | null,
  ): Promise<Answer<Data>>;
  /** As {@link query}, for a document without types. */
  ask(document: string, variables?: object, key?: string | null): Promise<Answer<Record<string, unknown>>>;
  /** As {@link ask}, of the API with the other executor; for an API that was started with a twin. */
  askTwin(
    document: string,
    variables?: object,
    key?: string | null,
  ): Promise<Answer<Record<string, unknown>>>;
  /** Sends a body as it is. */
  send(request: RequestInit, path?: string): Promise<Answer<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** How the API behaves in tests, but for what a test says. */
export const usualSettings: ApiSettings = {
  limits: usualLimits,
  introspection: true,
  playground: true,
  corsOrigins: [],
  executor: process.env.TEST_EXECUTOR === 'graphql-js' ? 'graphql-js' : 'graphql-jit',
  // Tests ask once, and are to meet what is compiled.
  compileAt: 1,
  publicUrl: 'http://api.example',
  answers: { freshMs: 300_000, graceMs: 60_000, charactersInMemory: 1_000_000, build: 'tests' },
  // So that the statements of a request are those of the first.
  brandsKept: 0,
  reportsCache: false,
  maxAge: 0,
};

/** How a test's API differs from the usual one. */
export interface TestApiOptions
  extends Partial<Pick<ApiDependencies, 'bucket' | 'cache' | 'tokens' | 'trusted'>> {
  settings?: Partial<Omit<ApiSettings, 'limits'>> & { limits?: Partial<ApiLimits> };
  clock?: () => Date;
  /** Starts a second API with the other executor over the same database. */
  withTwin?: boolean;
  /** Leads the API to its database by another way. */
  reach?: (databaseUrl: string) => string;
  statementTimeoutMs?: number;
}

/** Starts the API for a test file: for `beforeAll`, with `close` in `afterAll`. */
export async function startApi({
  reach,
  statementTimeoutMs = 30_000,
  settings,
  clock,
  withTwin = false,
  bucket,
  cache,
  tokens,
  trusted,
}: TestApiOptions = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  let statements: string[] = [];
  const onStatement = (statement: string) => void statements.push(statement);
  const storage = new Storage({
    url: reach?.(database.url) ?? database.url,
    replicaUrl: null,
    log,
    connections: 4,
    statementTimeoutMs,
    onStatement,
  });
  const metrics = createMetrics();
  const dependencies = {
    storage,
    log,
    metrics,
    isUnavailable: isDatabaseUnavailable,
    cache: cache ?? new CacheStore(null, log),
    bucket: bucket ?? createMemoryTokenBucket({ capacity: 1e9, refillPerSecond: 1e9 }, Date.now),
    tokens: tokens ?? null,
    trusted: trusted ?? null,
    makeMentionReader: createMentionReader,
    webhookClient: createWebhookClient({ hostAllowlist: ['127.0.0.1'], userAgent: 'tests' }),
    now: clock ?? (() => new Date()),
  };
  const allSettings = {
    ...usualSettings,
    ...settings,
    limits: { ...usualSettings.limits, ...settings?.limits },
  };
  const api = await createApi(allSettings, dependencies);
  const other = allSettings.executor === 'graphql-js' ? 'graphql-jit' : 'graphql-js';
  const twin = withTwin ? await createApi({ ...allSettings, executor: other }, dependencies) : null;
  const twinUrl = twin && (await listen(twin.server, { host: '127.0.0.1', port: 0 }));
  const url = await listen(api.server, { host: '127.0.0.1', port: 0 });

  const addTenant = async (slug: string): Promise<TestTenant> => {
    const { tenant, key } = await storage.tenants.create({
      name: slug,
      slug,
      adminEmail: `admin@${slug}.example`,
    });
    return { ...storage.forTenant(tenant.id), slug, key };
  };
  const tenant = await addTenant('maison-x');

  const send = async <Data>(
    request: RequestInit,
    path = '/graphql',
    base: string | null = url,
  ): Promise<Answer<Data>> => {
    if (base === null) throw new Error('this API was started without a twin');
    const ownStatements: string[] = [];
    statements = ownStatements;
    const response = await fetch(new URL(path, base), request);
    const text = await response.text();
    await setImmediate();
    const contentType = response.headers.get('content-type') ?? '';
    const body = text !== '' && contentType.includes('json') ? JSON.parse(text) : {};
    return {
      status: response.status,
      contentType,
      text,
      data: body.data,
      errors: body.errors ?? [],
      statements: ownStatements,
    };
  };
  const post = <Data>(query: string, variables: unknown, key: string | null, base: string | null = url) => {
    const headers = {
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    };
    return send<Data>(
      { method: 'POST', headers, body: JSON.stringify({ query, variables }) },
      '/graphql',
      base,
    );
  };

  return {
    url,
    database,
    storage,
    tenant,
    metrics,
    logged,
    addTenant,
    addKey: async (of, role) => (await of.keys.create({ role })).key,
    query: (document, variables, key = tenant.key) => post(print(document), variables, key),
    ask: (document, variables = {}, key = tenant.key) => post(document, variables, key),
    askTwin: (document, variables = {}, key = tenant.key) => post(document, variables, key, twinUrl),
    send,
    close: async () => {
      await api.close();
      await twin?.close();
      await storage.close();
      await database.drop();
    },
  };
}

/** The data of an answer that must have succeeded. @throws with its errors when it has any */
export function dataOf<Data>({ data, errors }: Answer<Data>): Data {
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  if (data === null || data === undefined) throw new Error('the answer has no data');
  return data;
}
