import { createApi } from '../../src/api/http-server.ts';
import { ArticlePageCache } from '../../src/cache/article-page-cache.ts';
import { CacheStore } from '../../src/cache/cache-store.ts';
import { startDemoPress } from '../../src/demo/press/server.ts';
import { demoKey, followDemoPress } from '../../src/demo/tenant.ts';
import { createPipeline } from '../../src/ingestion/create-pipeline.ts';
import { createMentionReader } from '../../src/ingestion/enrich/mention-reader.ts';
import { runAllTenants, watchQueue } from '../../src/ingestion/run.ts';
import { listen } from '../../src/platform/listen.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMetrics, type Metrics } from '../../src/platform/metrics.ts';
import { createMemoryTokenBucket } from '../../src/platform/token-bucket.ts';
import { createWebhookClient } from '../../src/platform/webhook-client.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { Storage } from '../../src/storage/storage.ts';
import { isDatabaseUnavailable } from '../../src/storage/unavailable.ts';
import { usualSettings } from './api.ts';
import { createTestDatabase } from './database.ts';

/** The API over the demo's tenant, listening on a free port of the loopback address. */
export interface DemoApi {
  url: string;
  /** A key of the demo's tenant. */
  key: string;
  metrics: Metrics;
  close(): Promise<void>;
}

const log = createLog('silent', 'tests');

/**
 * Starts the API over what `npm start` shows: the demo's tenant, its press read once, and read again when that is asked
 * for; any other feed on the loopback address is read then too. For `beforeAll`.
 */
export async function startDemoApi(): Promise<DemoApi> {
  const database = await createTestDatabase();
  const storage = new Storage({ url: database.url, replicaUrl: null, log });
  await storage.writeCatalogue(catalogue);
  const demo = await startDemo(storage);
  const metrics = createMetrics();
  const api = await createApi(usualSettings, {
    storage,
    log,
    metrics,
    isUnavailable: isDatabaseUnavailable,
    cache: new CacheStore(null, log),
    bucket: createMemoryTokenBucket({ capacity: 60_000, refillPerSecond: 1_000 }, Date.now),
    tokens: null,
    trusted: null,
    makeMentionReader: createMentionReader,
    webhookClient: createWebhookClient({ hostAllowlist: ['127.0.0.1'], userAgent: 'tests' }),
    now: () => new Date(),
  });
  const url = await listen(api.server, { host: '127.0.0.1', port: 0 });
  return {
    url,
    key: demo.key,
    metrics,
    close: async () => {
      await api.close();
      await demo.close();
      await storage.close();
      await database.drop();
    },
  };
}

/** The demo's tenant with its reports, and what reads feeds when the API is asked to. */
async function startDemo(storage: Storage): Promise<{ key: string; close(): Promise<void> }> {
  const press = await startDemoPress({ port: 0, now: new Date() });
  const key = await demoKey(storage, null);
  await followDemoPress(storage, press);
  const cache = new CacheStore(null, log);
  const pipeline = createPipeline(
    {
      hostAllowlist: [new URL(press.url).hostname],
      feedsAtOnce: 1,
      requestsPerSite: 6,
      requestsAtOnce: 32,
      pageWorkers: 1,
      languageModel: null,
      userAgent: 'tests',
    },
    { storage, log, brands: await storage.readCatalogue(), pageMemory: new ArticlePageCache(cache) },
  );
  const ending = new AbortController();
  const { signal } = ending;
  await runAllTenants(pipeline, { tenant: 'demo', signal });
  const working = watchQueue(pipeline, { queuesDueFeeds: false, signal });
  return {
    key,
    close: async () => {
      ending.abort();
      await working;
      await pipeline.close();
      await cache.close();
      await press.close();
    },
  };
}
