import { ArticlePageCache } from '../../src/cache/article-page-cache.ts';
import { CacheStore } from '../../src/cache/cache-store.ts';
import { createPipeline } from '../../src/ingestion/create-pipeline.ts';
import type { SecondLookOptions } from '../../src/ingestion/enrich/language-model/second-look.ts';
import type { RunOutcome } from '../../src/ingestion/execution.ts';
import { type Pipeline, type RunRequest, runAllTenants } from '../../src/ingestion/run.ts';
import { providerOf } from '../../src/model/feed-address.ts';
import type { HttpClient } from '../../src/platform/http.ts';
import { createLog } from '../../src/platform/log.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { Storage } from '../../src/storage/storage.ts';

/** A pipeline over a test's database, with the clock in the test's hand. */
export interface TestPipeline {
  storage: Storage;
  pipeline: Pipeline;
  /** Every statement since the last call of `run`. */
  statements: string[];
  /** What the pipeline takes the time for; the machine's until it is set. */
  setTime(now: Date): void;
  /** Sets up a tenant that follows these feeds, all due, and gives its id. */
  follow(slug: string, urls: string[]): Promise<string>;
  /** Makes every feed due, as if its interval had passed. */
  makeAllDue(): Promise<void>;
  /** A run over all tenants, or as asked for. */
  run(request?: Partial<RunRequest>): Promise<RunOutcome[]>;
  close(): Promise<void>;
}

/** How a test's pipeline differs from a real one. */
export interface TestPipelineOptions {
  /** Hosts that may be private. */
  hosts: string[];
  feedsAtOnce?: number;
  /** How long the feed at an address may take to answer, in milliseconds; 20 s unless said otherwise. */
  patienceMs?: (url: string) => number;
  /** Connections to the database; 5 unless said otherwise. */
  connections?: number;
  /** Looks at articles again; none unless said otherwise. */
  languageModel?: SecondLookOptions;
  /** Puts something between the parts of the pipeline. */
  change?: (pipeline: Pipeline) => Partial<Pipeline>;
}

const log = createLog('silent', 'tests');
const quiet = { feedsFound: () => {}, feedDone: () => {}, end: () => {} };

/** Makes the pipeline of the ingestion process, over the given database. */
export function createTestPipeline(databaseUrl: string, options: TestPipelineOptions): TestPipeline {
  const statements: string[] = [];
  const storage = new Storage({
    url: databaseUrl,
    replicaUrl: null,
    log,
    connections: options.connections ?? 5,
    onStatement: (statement) => statements.push(statement),
  });
  const cache = new CacheStore(null, log);
  let now: Date | null = null;
  const made = createPipeline(
    {
      hostAllowlist: options.hosts,
      feedsAtOnce: options.feedsAtOnce ?? 8,
      requestsPerSite: 8,
      requestsAtOnce: 16,
      pageWorkers: 1,
      languageModel: options.languageModel ?? null,
      userAgent: 'tests',
    },
    { storage, log, brands: catalogue, pageMemory: new ArticlePageCache(cache) },
  );
  const standard: Pipeline = {
    ...made,
    http: impatient(made.http, options.patienceMs ?? (() => 20_000)),
    now: () => now ?? new Date(),
    random: () => 0,
    startProgress: () => quiet,
  };
  const pipeline = { ...standard, ...options.change?.(standard) };
  return {
    storage,
    pipeline,
    statements,
    setTime: (time) => {
      now = time;
    },
    follow: (slug, urls) => follow(storage, databaseUrl, slug, urls),
    makeAllDue: () => makeAllDue(databaseUrl),
    run: (request = {}) => {
      statements.length = 0;
      return runAllTenants(pipeline, { signal: new AbortController().signal, ...request });
    },
    close: async () => {
      await made.close();
      await cache.close();
      await storage.close();
    },
  };
}

/** The same client with another limit of time. */
function impatient(http: HttpClient, patienceMs: (url: string) => number): HttpClient {
  return { get: (url, request) => http.get(url, { ...request, timeoutMs: patienceMs(url) }) };
}

/** Sets up a tenant that follows these feeds, all due on whatever clock, and gives its id. */
export async function follow(
  storage: Storage,
  databaseUrl: string,
  slug: string,
  urls: string[],
): Promise<string> {
  const { tenant } = await storage.tenants.create({ name: `Tenant ${slug}`, slug, adminEmail: null });
  await storage
    .forTenant(tenant.id)
    .feeds.add(urls.map((url) => ({ url, title: null, provider: providerOf(url) })));
  await sql(databaseUrl, "UPDATE feeds SET next_fetch_at = '2000-01-01' WHERE last_fetched_at IS NULL");
  return tenant.id;
}

/** Makes every feed due, on whatever clock. */
export async function makeAllDue(databaseUrl: string): Promise<void> {
  await sql(databaseUrl, "UPDATE feeds SET next_fetch_at = '2000-01-01'");
}

/** Runs one statement on a connection of its own, and gives its rows. */
export async function sql<Row extends object>(
  databaseUrl: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return withConnection(databaseUrl, async (connection) => (await connection.query(statement, values)).rows);
}
