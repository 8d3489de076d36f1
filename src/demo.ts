import { once } from 'node:events';
import { ArticlePageCache } from './cache/article-page-cache.ts';
import { CacheStore } from './cache/cache-store.ts';
import { readConfigOrExit } from './config.ts';
import type { DemoReady } from './demo/launch.ts';
import type { DemoPress } from './demo/press/server.ts';
import { readDemoState, writeDemoState } from './demo/state.ts';
import { demoKey, followDemoPress, serveDemoPress } from './demo/tenant.ts';
import { createPipeline } from './ingestion/create-pipeline.ts';
import { runAllTenants } from './ingestion/run.ts';
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
  if (press) {
    shutdown.add('press', press.close);
    await writeDemoState(config.dataDir, { key, port: Number(new URL(press.url).port) });
    await followDemoPress(storage, press);
    await readDemoPress(press, storage, shutdown);
  } else {
    log.warn({ port: known?.port }, 'the port of the demo press is taken: its pages cannot be opened');
  }
  if (shutdown.signal.aborted) return 0;

  const ready: DemoReady = { key };
  process.send?.(ready);
  await stopped;
  return 0;
});

/** Runs the pipeline over the feeds of the press. */
async function readDemoPress(press: DemoPress, storage: Storage, shutdown: Shutdown): Promise<void> {
  const cache = new CacheStore(config.redisUrl, log);
  shutdown.add('cache', () => cache.close());
  const pipeline = createPipeline(
    // One feed after the other: the last one repeats articles of those before it.
    { ...config.ingestion, feedsAtOnce: 1, hostAllowlist: [new URL(press.url).host] },
    { storage, log, brands: await storage.readCatalogue(), pageMemory: new ArticlePageCache(cache) },
  );
  shutdown.add('page reader', pipeline.close);
  const outcomes = await runAllTenants(pipeline, {
    tenant: 'demo',
    feeds: press.feeds.map(({ url }) => url),
    signal: shutdown.signal,
  });
  if (outcomes.length > 0 && !shutdown.signal.aborted) process.stdout.write(summary(outcomes));
}
