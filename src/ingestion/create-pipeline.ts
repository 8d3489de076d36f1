import type { Config } from '../config.ts';
import type { CatalogueBrand } from '../model/brand.ts';
import { withCircuitBreaker } from '../platform/circuit-breaker.ts';
import { createHttpClient } from '../platform/http-client.ts';
import type { Log } from '../platform/log.ts';
import { obeyRobots } from '../platform/robots.ts';
import { createSiteLimiter } from '../platform/site-limiter.ts';
import { createWebhookClient } from '../platform/webhook-client.ts';
import type { Storage } from '../storage/storage.ts';
import { createEnricher } from './enrich/enricher.ts';
import { createSecondLook } from './enrich/language-model/second-look.ts';
import type { PageMemory } from './enrich/page/open-article.ts';
import { createPageReader } from './enrich/page/page-reader.ts';
import { createTenantAnalysers } from './enrich/tenant-analysers.ts';
import { createProgress } from './progress.ts';
import type { Pipeline } from './run.ts';

/** What a pipeline is given by its process. */
export interface PipelineSurroundings {
  storage: Storage;
  log: Log;
  brands: CatalogueBrand[];
  pageMemory: PageMemory;
  rollupObserver?: Pipeline['rollupObserver'];
}

/** Puts the pipeline together: client, limits, worker threads and analysis, as the configuration says. */
export function createPipeline(
  config: Config['ingestion'],
  { storage, log, brands, pageMemory, rollupObserver }: PipelineSurroundings,
): Pipeline & { close(): Promise<void> } {
  const http = withCircuitBreaker(
    createHttpClient({ userAgent: config.userAgent, hostAllowlist: config.hostAllowlist }),
    { addresses: 5, moreOfLive: 5, liveMs: 10_000, coolMs: 60_000, longestCoolMs: 15 * 60_000 },
    Date.now,
  );
  const limiter = createSiteLimiter({ perSite: config.requestsPerSite, overall: config.requestsAtOnce });
  const pageReader = createPageReader({ threads: config.pageWorkers });
  const analyserFor = createTenantAnalysers(brands);
  const enricher = createEnricher({
    http: obeyRobots(http, { userAgent: config.userAgent, now: Date.now }),
    limiter,
    pageReader,
    pageMemory,
    analyserFor,
    ...(config.languageModel ? { secondLook: createSecondLook(config.languageModel, log, Date.now) } : {}),
  });
  return {
    storage,
    http,
    limiter,
    enricher,
    analyserFor,
    alerting: {
      webhookClient: createWebhookClient(config),
      webhookSecret: () => storage.secret('webhooks'),
      log,
    },
    log,
    ...(rollupObserver ? { rollupObserver } : {}),
    feedsAtOnce: config.feedsAtOnce,
    now: () => new Date(),
    random: Math.random,
    startProgress: ({ inLines }) => createProgress(log, inLines ? null : process.stderr),
    close: () => pageReader.close(),
  };
}
