import { once } from 'node:events';
import { ArticlePageCache } from './cache/article-page-cache.ts';
import { CacheStore } from './cache/cache-store.ts';
import { readConfigOrExit } from './config.ts';
import type { DemoReady } from './demo/launch.ts';
import type { DemoPress } from './demo/press/server.ts';
import { readDemoState, writeDemoState } from './demo/state.ts';
import { demoKey, followDemoPress, serveDemoPress } from './demo/tenant.ts';
import { createPipeline } from './ingestion/create-pipeline.ts';
import { FeedsUnderWay } from './ingestion/feeds-under-way.ts';
import { type Pipeline, runAllTenants, watchAllTenants, watchQueue } from './ingestion/run.ts';
import { summary } from './ingestion/summary.ts';
import { createLog } from './platform/log.ts';
import { runProcess } from './platform/run.ts';
import type { Shutdown } from './platform/shutdown.ts';
import { openStorage } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';

const config = readConfigOrExit();
const log = createLog(config.logLevel, 'demo');

await runProcess(log, async (shutdown) => {
  const stopped = once(shutdown.signal, 'abort');
  shutdown.listen();
  // The server that launched the demo has gone, or is ending; perhaps before this line was reached.
  process.on('disconnect', () => shutdown.begin());
  if (process.connected === false) return 0;

  const { storage, close } = await openStorage({ ...config.database, dataDir: config.dataDir }, log);
  shutdown.add('database', close);
  const known = await readDemoState(config.dataDir);
  const press = await serveDemoPress(known, config.demoPressPort, new Date());
  const key = await demoKey(storage, known);
  const pipeline = await openPipeline(storage, press, shutdown);
  if (press) {
    shutdown.add('press', press.close);
    await writeDemoState(config.dataDir, { key, port: Number(new URL(press.url).port) });
    await followDemoPress(storage, press);
    await readDemoPress(pipeline, press, shutdown);
  } else {
    log.warn({ port: known?.port }, 'the port of the demo press is taken: its pages cannot be opened');
  }
  if (shutdown.signal.aborted) return 0;

  const ready: DemoReady = { key };
  process.send?.(ready);
  const shared = { feedsUnderWay: new FeedsUnderWay(), signal: shutdown.signal };
  await Promise.all([
    watchQueue(pipeline, { ...shared, queuesDueFeeds: false }),
    // Without its press, visits would only mark the demo's feeds as failing.
    press ? watchAllTenants(pipeline, { tenant: 'demo', ...shared }) : stopped,
  ]);
  return 0;
});

/** The pipeline of this process: for the feeds of the press, and for whatever the API is asked to read. */
async function openPipeline(storage: Storage, press: DemoPress | null, shutdown: Shutdown) {
  const cache = new CacheStore(config.redisUrl, log);
  shutdown.add('cache', () => cache.close());
  const { hostAllowlist } = config.ingestion;
  const pipeline = createPipeline(
    {
      ...config.ingestion,
      // One feed after the other: the last one repeats articles of those before it.
      feedsAtOnce: 1,
      hostAllowlist: press ? [...hostAllowlist, new URL(press.url).host] : hostAllowlist,
    },
    { storage, log, brands: await storage.readCatalogue(), pageMemory: new ArticlePageCache(cache) },
  );
  shutdown.add('page reader', pipeline.close);
  return pipeline;
}

/** Reads the due feeds of the press, before anybody looks at them. */
async function readDemoPress(pipeline: Pipeline, press: DemoPress, { signal }: Shutdown): Promise<void> {
  const outcomes = await runAllTenants(pipeline, {
    tenant: 'demo',
    feeds: press.feeds.map(({ url }) => url),
    signal,
  });
  if (outcomes.length > 0 && !signal.aborted) process.stdout.write(summary(outcomes));
}
