// How fast a feed is read: `npx tsx test/load/ingestion.ts [--items n] [--delay ms] [--feed url] [--texts]`. An embedded
// Postgres of its own, and the pipeline with the limits that are the default; the press is a process of its own, whose
// every page waits for the delay. With --texts the entries carry their texts, so that no page is opened; with --feed
// another press is read. Prints the seconds, entries a second, the time on a CPU, threads included, and the
// statements by name. Where the time goes:
// `node --cpu-prof --import tsx test/load/ingestion.ts …`, then `npx tsx test/load/profile.ts <file>`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ArticlePageCache } from '../../src/cache/article-page-cache.ts';
import { CacheStore } from '../../src/cache/cache-store.ts';
import { readConfig } from '../../src/config.ts';
import { createPipeline } from '../../src/ingestion/create-pipeline.ts';
import { runAllTenants } from '../../src/ingestion/run.ts';
import { createLog } from '../../src/platform/log.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { nameOf } from '../../src/storage/database.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { follow } from '../support/pipeline.ts';
import { items, longText, startPress } from '../support/press.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '100' },
    delay: { type: 'string', default: '100' },
    feed: { type: 'string' },
    texts: { type: 'boolean', default: false },
    press: { type: 'boolean', default: false },
  },
});

if (values.press) {
  const press = await startPress();
  press.delayPages(Number(values.delay));
  const entries = items(Number(values.items));
  process.send?.(
    press.feed('/feed.xml', values.texts ? entries.map((item) => ({ ...item, content: longText })) : entries),
  );
} else {
  await measure();
}

async function measure(): Promise<void> {
  const press = values.feed === undefined ? await forkPress() : { url: values.feed, close: () => {} };
  const log = createLog('warn', 'bench');
  const folder = await mkdtemp(join(tmpdir(), 'fh-ingestion-'));
  const postgres = await startEmbeddedPostgres(folder, log);
  const statements: string[] = [];
  await migrate(postgres.url, log);
  const storage = new Storage({
    url: postgres.url,
    replicaUrl: null,
    log,
    onStatement: (statement) => statements.push(statement),
  });
  const cache = new CacheStore(null, log);
  const pipeline = createPipeline(readConfig({ FEED_HOST_ALLOWLIST: new URL(press.url).host }).ingestion, {
    storage,
    log,
    brands: catalogue,
    pageMemory: new ArticlePageCache(cache),
  });
  try {
    await storage.writeCatalogue(catalogue);
    await follow(storage, postgres.url, 'bench', [press.url]);
    statements.length = 0;
    const start = performance.now();
    const cpuBefore = process.cpuUsage();
    const [outcome] = await runAllTenants(pipeline, { signal: new AbortController().signal });
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    const entries = outcome?.execution.itemsNew ?? 0;
    console.table({
      entries,
      seconds: seconds.toFixed(2),
      'entries a second': (entries / seconds).toFixed(0),
      'CPU of the process, ms an entry': ((user + system) / 1000 / entries).toFixed(2),
      statements: statements.length,
    });
    console.log(statements.map(nameOf).join(' '));
    if (outcome?.execution.status !== 'SUCCESS')
      throw new Error(outcome?.execution.error ?? 'nothing was read');
  } finally {
    await pipeline.close();
    await cache.close();
    await storage.close();
    await postgres.release();
    await rm(folder, { recursive: true, force: true });
    press.close();
  }
}

/** The press in a process of its own, so that it takes no time of this one. */
async function forkPress(): Promise<{ url: string; close(): void }> {
  const child = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), '--press'], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  const [url] = (await once(child, 'message')) as [string];
  return { url, close: () => child.kill() };
}
