// What the rollups cost whoever stores reports: `npm run evaluate:rollups [-- --rounds n --stored n]`. An embedded Postgres of its
// own, which waits for its disk as a real one does. Every kind of work is done with and without the rollups' statements,
// in turns, on tenants of their own: visits that only write (a few news of a day, a large feed of three days, an archive
// of two years), and whole runs of the pipeline, whose press is on the loopback address and answers at once. Prints the
// milliseconds a report, the medians over the rounds, and what folding takes afterwards; ends with 1 above the target.
// With --stored, how long it takes to count so many reports that were there before, to verify and to fold.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ArticlePageCache } from '../../src/cache/article-page-cache.ts';
import { CacheStore } from '../../src/cache/cache-store.ts';
import { readConfig } from '../../src/config.ts';
import { createPipeline } from '../../src/ingestion/create-pipeline.ts';
import { signatureOf } from '../../src/ingestion/enrich/story/signature.ts';
import { type Pipeline, runAllTenants } from '../../src/ingestion/run.ts';
import type { NewReport } from '../../src/model/report.ts';
import { createLog } from '../../src/platform/log.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { Database, nameOf, type Prisma, type Writer } from '../../src/storage/database.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';
import { VisitWriter } from '../../src/storage/visit-writer.ts';
import { follow } from '../support/pipeline.ts';
import { items, startPress } from '../support/press.ts';
import { addFeeds, fillWithReports, makeReports, storeReports } from '../support/seed.ts';

/** How many times as long it may take with rollups. */
const target = 1.3;
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, stored: { type: 'string', default: '0' } },
});
const rounds = Number(values.rounds);
const dayMs = 86_400_000;

const log = createLog('error', 'bench');
const folder = await mkdtemp(join(tmpdir(), 'fh-rollups-'));
const postgres = await startEmbeddedPostgres(folder, log);
await migrate(postgres.url, log);
const options = { url: postgres.url, replicaUrl: null, log, connections: 20 };
const storage = new Storage(options);
const database = new Database(options);
const press = await startPress();
const cache = new CacheStore(null, log);
const pipeline = createPipeline(readConfig({ FEED_HOST_ALLOWLIST: press.host }).ingestion, {
  storage,
  log,
  brands: catalogue,
  pageMemory: new ArticlePageCache(cache),
});
let made = 0;

/** The same database, to which the statements of rollups are not sent. */
const withoutRollups = new Proxy(database, {
  get: (target, name) => {
    if (name !== 'transaction') return Reflect.get(target, name, target);
    const transaction: Database['transaction'] = (work, ...how) =>
      target.transaction((writer) => work(deafToRollups(writer)), ...how);
    return transaction;
  },
});

function deafToRollups(writer: Writer): Writer {
  const run = async (statement: Prisma.Sql) => {
    const name = nameOf(statement.text);
    if (name === 'rollups.before') return [{ ids: [], rows: '[]' }];
    return name.startsWith('rollups.') ? [] : writer.$queryRaw(statement);
  };
  return new Proxy(writer, {
    get: (target, name) => (name === '$queryRaw' ? run : Reflect.get(target, name)),
  });
}

function tenantOf(id: string, hasRollups: boolean): TenantStorage {
  const tenant = storage.forTenant(id);
  return hasRollups ? tenant : { ...tenant, visits: new VisitWriter(withoutRollups, id) };
}

async function newTenant(hasRollups: boolean): Promise<{ slug: string; tenant: TenantStorage }> {
  made += 1;
  const slug = `tenant-${made}`;
  const { tenant } = await storage.tenants.create({ name: slug, slug, adminEmail: null });
  return { slug, tenant: tenantOf(tenant.id, hasRollups) };
}

/** Reports of the newest days, with texts as long as articles are and at most three brands. */
function reportsOf(count: number, days: number): NewReport[] {
  made += 1;
  return makeReports(made, count).map((report, at) => {
    const whole = {
      ...report,
      title: wordsOf(8, made, at),
      summary: wordsOf(30, made, at),
      fullText: wordsOf(500, made, at),
      mentions: report.mentions.slice(0, 3),
      publishedAt: new Date(report.publishedAt.getTime() - (at % days) * dayMs),
    };
    const brands = whole.mentions.map(({ brand }) => brand);
    return { ...whole, signature: signatureOf({ ...whole, text: whole.fullText, brands }) };
  });
}

/** Words that no other report has in this order: news that nobody else tells. */
function wordsOf(count: number, series: number, number: number): string {
  const word = (place: number) =>
    `w${((number * 131 + place * 7 + series * 1_009) ** 2 % 99_991).toString(36)}`;
  return Array.from({ length: count }, (_, place) => word(place)).join(' ');
}

/** Stores visits one after the other. @returns milliseconds a report */
async function write(hasRollups: boolean, visits: number, size: number, days: number): Promise<number> {
  const { tenant } = await newTenant(hasRollups);
  const feedIds = await addFeeds(tenant, visits, made);
  const reports = reportsOf(visits * size, days);
  const start = performance.now();
  for (const [at, feedId] of feedIds.entries()) {
    await storeReports(tenant, feedId, reports.slice(at * size, (at + 1) * size));
  }
  return (performance.now() - start) / reports.length;
}

/** Reads a feed and its pages. @returns milliseconds a report */
async function ingest(hasRollups: boolean, count: number): Promise<number> {
  made += 1;
  const slug = `press-${made}`;
  await follow(storage, postgres.url, slug, [
    press.feed(`/${slug}.xml`, items(count, { series: `s${made}x` })),
  ]);
  const through: Pipeline = {
    ...pipeline,
    storage: new Proxy(storage, {
      get: (target, name) =>
        name === 'forTenant' ? (id: string) => tenantOf(id, hasRollups) : Reflect.get(target, name, target),
    }),
    startProgress: () => ({ feedsFound: () => {}, feedDone: () => {}, end: () => {} }),
  };
  const start = performance.now();
  const [outcome] = await runAllTenants(through, { tenant: slug, signal: new AbortController().signal });
  if (outcome?.execution.itemsNew !== count)
    throw new Error(`${slug}: ${JSON.stringify(outcome?.execution)}`);
  return (performance.now() - start) / count;
}

const works: Record<string, (hasRollups: boolean) => Promise<number>> = {
  'writes only: 60 visits of 10, one day': (hasRollups) => write(hasRollups, 60, 10, 1),
  'writes only: 6 visits of 100, three days': (hasRollups) => write(hasRollups, 6, 100, 3),
  'writes only: 1 visit of 1,000, two years': (hasRollups) => write(hasRollups, 1, 1_000, 730),
  'whole pipeline: 200 articles with pages': (hasRollups) => ingest(hasRollups, 200),
};

try {
  await storage.writeCatalogue(catalogue);
  const table: Record<string, Record<string, string>> = {};
  let isMet = true;
  for (const [name, work] of Object.entries(works)) {
    // The pipeline folds by itself.
    if (name.startsWith('whole')) await fold();
    // Once each, so that neither pays for what is done the first time.
    await work(false);
    await work(true);
    const times = { with: [] as number[], without: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      // Each is the first of a pair as often as the other.
      for (const hasRollups of round % 2 === 0 ? [true, false] : [false, true]) {
        times[hasRollups ? 'with' : 'without'].push(await work(hasRollups));
      }
    }
    const [own, bare] = [median(times.with), median(times.without)];
    isMet &&= own / bare <= target;
    table[name] = {
      'without, ms a report': bare.toFixed(2),
      'with, ms a report': own.toFixed(2),
      times: (own / bare).toFixed(2),
    };
  }
  console.table(table);
  if (Number(values.stored) > 0) await recount(Number(values.stored));
  console.log(`${isMet ? 'within' : 'ABOVE'} the target of ${target} times`);
  if (!isMet) process.exitCode = 1;
} finally {
  await pipeline.close();
  await cache.close();
  await database.close();
  await storage.close();
  await postgres.release();
  await press.close();
  await rm(folder, { recursive: true, force: true });
}

async function fold(): Promise<void> {
  const start = performance.now();
  let rows = 0;
  for (const { id } of await storage.tenants.list()) rows += await storage.forTenant(id).rollupUpkeep.fold();
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `folding ${rows} rows took ${seconds.toFixed(1)} s, ${((seconds / rows) * 1e6).toFixed(0)} µs a row`,
  );
}

async function recount(reports: number): Promise<void> {
  const { tenant } = await newTenant(true);
  await fillWithReports(postgres.url, tenant.tenantId, reports);
  const { rollupUpkeep } = tenant;
  for (const [name, work] of [
    ['rebuild', () => rollupUpkeep.rebuild()],
    ['verify', async () => (await rollupUpkeep.verify()).compared],
    ['fold', () => rollupUpkeep.fold()],
    ['verify again', async () => (await rollupUpkeep.verify()).compared],
  ] as const) {
    const start = performance.now();
    const rows = await work();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${name} of ${reports} reports: ${seconds} s, ${rows} rows`);
  }
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
