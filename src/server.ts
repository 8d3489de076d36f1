import './production-mode.ts';

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createApi } from './api/http-server.ts';
import { createTokenReader } from './api/jwt.ts';
import { readTrustedDocuments } from './api/trusted-documents.ts';
import { buildStamp } from './build-stamp.ts';
import { CacheStore } from './cache/cache-store.ts';
import { readConfigOrExit } from './config.ts';
import { launchDemo } from './demo/launch.ts';
import { createMentionReader } from './ingestion/enrich/mention-reader.ts';
import { badInput } from './model/errors.ts';
import { createOperations } from './operations.ts';
import { closeServer, listen } from './platform/listen.ts';
import { createLog } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { runProcess } from './platform/run.ts';
import { createWebhookClient } from './platform/webhook-client.ts';
import { nameOf } from './storage/database.ts';
import { openStorage } from './storage/open.ts';
import { countOlderReports } from './storage/rollups/count-older-reports.ts';
import { isDatabaseUnavailable } from './storage/unavailable.ts';
import { welcome } from './welcome.ts';

const config = readConfigOrExit();
const log = createLog(config.logLevel, 'api');
const metrics = createMetrics();

await runProcess(log, async (shutdown) => {
  const options = readOptions();
  const stopped = once(shutdown.signal, 'abort');
  shutdown.listen();
  const { trustedDocuments, shutdownDelayMs, answers, ...api } = config.api;
  const trusted = trustedDocuments === null ? null : await readTrustedDocuments(trustedDocuments);

  const { storage, close } = await openStorage({ ...config.database, dataDir: config.dataDir }, log, {
    statementTimeoutMs: api.limits.requestMs,
    onStatement: (statement, ms, failed) => metrics.statementRan({ name: nameOf(statement), ms, failed }),
  });
  shutdown.add('database', close);
  const cache = new CacheStore(config.redisUrl, log, undefined, metrics.cacheFailed);
  shutdown.add('cache', () => cache.close());
  metrics.watchPool('replica', () => storage.poolStates().replica);
  const isDemoWanted = !options['no-demo'] && (await storage.tenants.isDemoWanted());
  const demo = isDemoWanted ? await launchDemo(shutdown.signal) : null;
  if (demo) shutdown.add('demo', demo.close);
  if (shutdown.signal.aborted) return 0;

  const operations = createOperations({ storage, cache, metrics, log }, shutdown.signal);
  // The last to close but for what it asks: until then it says that the process ends.
  shutdown.add('operations', () => closeServer(operations));

  const isOpen = options.playground || config.isDevelopment;
  const served = await createApi(
    {
      ...api,
      // What is asked once is not worth compiling.
      compileAt: 2,
      // Some 20 MB: a brand with its names takes about a kilobyte.
      brandsKept: 20_000,
      introspection: api.introspection ?? isOpen,
      playground: api.playground ?? isOpen,
      answers: { ...answers, build: buildStamp() },
      reportsCache: answers.isReported ?? config.isDevelopment,
      publicUrl: api.publicUrl ?? `http://localhost:${config.http.port}`,
    },
    {
      storage,
      log,
      metrics,
      isUnavailable: isDatabaseUnavailable,
      cache,
      bucket: cache.tokenBucket(config.rateLimit, Date.now),
      tokens: config.auth.jwt && createTokenReader(config.auth.jwt),
      trusted,
      makeMentionReader: createMentionReader,
      webhookClient: createWebhookClient(config.ingestion),
      now: () => new Date(),
    },
  );
  shutdown.add('api', served.close);
  const url = await listen(served.server, config.http, 'PORT');
  if (config.operations.port !== null) {
    await listen(operations, { ...config.operations, port: config.operations.port }, 'OPERATIONS_PORT');
  }
  log.info({ url }, 'the API is listening');
  // A database that is older than the rollups; nobody waits for it.
  countOlderReports({ storage, log, observer: metrics }, null, shutdown.signal).catch((error: unknown) =>
    log.error({ err: error }, 'reports from before the rollups could not be looked for'),
  );
  process.stdout.write(welcome(url, demo?.key ?? null));

  await stopped;
  // Whoever sends requests here has so much time to hear that no more are wanted; only then the closing begins.
  await sleep(shutdownDelayMs);
  return 0;
});

function readOptions() {
  try {
    const options = { 'no-demo': { type: 'boolean' }, playground: { type: 'boolean' } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw badInput(`${fault}\nusage: npm start [-- --no-demo]`);
  }
}
