import { parseArgs } from 'node:util';
import { ArticlePageCache } from './cache/article-page-cache.ts';
import { CacheStore } from './cache/cache-store.ts';
import { readConfigOrExit } from './config.ts';
import { createPipeline } from './ingestion/create-pipeline.ts';
import { FeedsUnderWay } from './ingestion/feeds-under-way.ts';
import { runAllTenants, watchAllTenants, watchQueue } from './ingestion/run.ts';
import { summary } from './ingestion/summary.ts';
import { badInput } from './model/errors.ts';
import { readFeedUrl } from './model/feed-address.ts';
import { createOperations } from './operations.ts';
import { keepHeapSmall } from './platform/frugal-heap.ts';
import { closeServer, listen } from './platform/listen.ts';
import { createLog } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { runProcess } from './platform/run.ts';
import { nameOf } from './storage/database.ts';
import { openStorage } from './storage/open.ts';

keepHeapSmall();
const config = readConfigOrExit();
const log = createLog(config.logLevel, 'ingest');
const metrics = createMetrics();

await runProcess(log, async (shutdown) => {
  const options = readOptions();
  shutdown.listen();

  const { storage, close } = await openStorage({ ...config.database, dataDir: config.dataDir }, log, {
    // One for each feed in its transaction, and a few for those that were asked for, the heartbeat and the next look.
    connections: config.ingestion.feedsAtOnce + 8,
    onStatement: (statement, ms, failed) => metrics.statementRan({ name: nameOf(statement), ms, failed }),
  });
  shutdown.add('database', close);
  const cache = new CacheStore(config.redisUrl, log, undefined, metrics.cacheFailed);
  shutdown.add('cache', () => cache.close());
  const pipeline = createPipeline(config.ingestion, {
    storage,
    log,
    brands: await storage.readCatalogue(),
    pageMemory: new ArticlePageCache(cache),
    rollupObserver: metrics,
  });
  shutdown.add('page reader', pipeline.close);

  if (!/:\/\/|@/.test(config.ingestion.userAgent)) {
    log.warn('sites that are read are told no address for complaints, and may shut us out: set CONTACT_URL');
  }
  const run = {
    ...options,
    ...(options.feed === undefined ? {} : { feeds: [readFeedUrl(options.feed)] }),
    signal: shutdown.signal,
  };
  if (options.watch) {
    const { host, port } = config.ingestOperations;
    if (port !== null) {
      const operations = createOperations({ storage, cache, metrics, log }, shutdown.signal);
      shutdown.add('operations', () => closeServer(operations));
      await listen(operations, { host, port }, 'INGEST_OPERATIONS_PORT');
    }
    const isForAll = options.tenant === undefined && options.feed === undefined;
    const shared = { feedsUnderWay: new FeedsUnderWay(), signal: shutdown.signal };
    // The queue is of all tenants: a process that is for one of them leaves it to others.
    if (!isForAll) await watchAllTenants(pipeline, { ...run, ...shared });
    else {
      await Promise.all([
        ...(options.force ? [runAllTenants(pipeline, { ...run, ...shared })] : []),
        watchQueue(pipeline, { ...shared, queuesDueFeeds: true, retention: config.retention }),
      ]);
    }
    return 0;
  }
  const outcomes = await runAllTenants(pipeline, run);
  process.stdout.write(summary(outcomes, { listsFeeds: process.stdout.isTTY }));
  return shutdown.signal.aborted ? 130 : 0;
});

function readOptions() {
  try {
    return parseArgs({
      options: {
        tenant: { type: 'string' },
        feed: { type: 'string' },
        force: { type: 'boolean' },
        watch: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw badInput(`${fault}\nusage: npm run ingest -- [--tenant slug] [--feed url] [--force] [--watch]`);
  }
}
