import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { follow, sql } from './pipeline.ts';
import { items, longText, type PressItem, startPress, type TestPress } from './press.ts';
import { type Program, startProgram, until } from './programs.ts';
import { randomNumbers } from './random-operations.ts';

/** What is read, by how many, and how often one of them is killed. */
export interface Ordeal {
  /** The same seed kills at the same moments, as far as the machine allows. */
  seed: number;
  kills: number;
  workers: number;
  feeds: number;
  /** Entries of its own that a feed has in the end; it repeats two of its neighbour's besides. */
  entries: number;
  /** The longest time between two kills, in milliseconds. */
  mostMsBetweenKills: number;
  /** Whether, in the end, those who died are noticed at once instead of after a minute. */
  isHasty: boolean;
}

/** What was found when all had been read: every number of faults has to be 0. */
export interface Verdict {
  expected: number;
  stored: number;
  /** Articles of the press without a report. */
  lost: number;
  /** Reports beyond the first of an article. */
  twice: number;
  /** Sums of the counters: new entries by visit, and by execution. */
  countedByVisits: number;
  countedByExecutions: number;
  /** Executions whose counters are not those of their visits, or do not add up. */
  miscounted: number;
  /** Reports without a key, or whose brands are not those of their mentions. */
  torn: number;
  /** Executions that have not ended, and visits left in the queue. */
  unfinished: number;
  /** Of the processes that SIGTERM ended, those that did not end with 0. */
  endedBadly: number;
  visits: number;
  /** Executions that say that their process died. */
  deathsNoticed: number;
}

const tenants = ['one', 'two'];

/**
 * Has workers (`ingest --watch`) read feeds that grow, kills them with SIGKILL at random moments and starts others in
 * their place, lets the rest read to the end, and counts. Half of the time all are made to look dead at a kill, so that
 * feeds are also taken from workers that are alive.
 *
 * @param databaseUrl migrated and empty
 */
export async function killWorkers(
  ordeal: Ordeal,
  databaseUrl: string,
  say: (line: string) => void = () => {},
): Promise<Verdict> {
  const press = await startPress();
  const storage = new Storage({ url: databaseUrl, replicaUrl: null, log: createLog('silent', 'tests') });
  try {
    const random = randomNumbers(ordeal.seed);
    reveal(press, ordeal, 1 / (ordeal.kills + 1));
    for (const [at, slug] of tenants.entries()) {
      const own = Array.from({ length: ordeal.feeds }, (_, feed) => feed).filter((feed) => feed % 2 === at);
      await follow(
        storage,
        databaseUrl,
        slug,
        own.map((feed) => `${press.url}/${feed}.xml`),
      );
    }
    const env = { DATABASE_URL: databaseUrl, FEED_HOST_ALLOWLIST: press.host, FEEDS_AT_ONCE: '4' };
    const start = () => startProgram('ingest', { args: ['--watch'], env });
    const workers = Array.from({ length: ordeal.workers }, start);
    for (let kill = 1; kill <= ordeal.kills; kill += 1) {
      await until('a worker to watch', () => workers.some(isWatching), 60_000);
      await sleep(random() * ordeal.mostMsBetweenKills);
      // One that has begun to work, for those that are starting have nothing to lose.
      const able = [...workers.entries()].filter(([, worker]) => isWatching(worker));
      const [victim = 0] = able[Math.floor(random() * able.length)] ?? [];
      workers[victim]?.kill('SIGKILL');
      workers[victim] = start();
      if (random() < 0.5) await letAllLookDead(databaseUrl);
      reveal(press, ordeal, (kill + 1) / (ordeal.kills + 1));
      await sql(databaseUrl, "UPDATE feeds SET next_fetch_at = '2000-01-01'");
      say(`kill ${kill}: ${await countOf(databaseUrl, 'reports')} reports`);
    }
    await readToTheEnd(ordeal, databaseUrl, say);
    for (const worker of workers) worker.kill('SIGTERM');
    const codes = await Promise.all(workers.map(async ({ ended }) => (await ended).code));
    return await judge(ordeal, databaseUrl, codes);
  } finally {
    await storage.close();
    await press.close();
  }
}

const isWatching = (worker: Program) => worker.stderr().includes('watching');

/** Entries of a feed: every fifth has a page to be opened, the others carry their text. */
const entriesOf = ({ entries }: Ordeal, feed: number): PressItem[] =>
  items(entries, { series: `f${feed}x` }).map((item, at) =>
    at % 5 === 0 ? item : { ...item, content: longText },
  );

/** Has each feed carry this part of its entries. */
function reveal(press: TestPress, ordeal: Ordeal, part: number): void {
  const shown = Math.ceil(ordeal.entries * part);
  for (let feed = 0; feed < ordeal.feeds; feed += 1) {
    const neighbour = (feed + tenants.length) % ordeal.feeds;
    press.feed(`/${feed}.xml`, [
      ...entriesOf(ordeal, feed).slice(0, shown),
      ...(neighbour === feed ? [] : entriesOf(ordeal, neighbour).slice(0, Math.min(2, shown))),
    ]);
  }
}

/** As if all had been silent for long: also those that are alive, until their next sign of life. */
async function letAllLookDead(databaseUrl: string): Promise<void> {
  await sql(databaseUrl, "UPDATE job_executions SET heartbeat_at = heartbeat_at - interval '10 minutes'");
  await sql(
    databaseUrl,
    "UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '10 minutes'",
  );
}

/** Waits until every feed has been read as it is now, and nothing is left to do. */
async function readToTheEnd(
  { isHasty }: Ordeal,
  databaseUrl: string,
  say: (line: string) => void,
): Promise<void> {
  const revealedAt = new Date();
  if (isHasty) await letAllLookDead(databaseUrl);
  await until(
    'all feeds to be read to the end',
    async () => {
      await sleep(1_000);
      await sql(
        databaseUrl,
        `UPDATE feeds SET next_fetch_at = '2000-01-01' WHERE next_fetch_at > now() AND NOT EXISTS (
          SELECT FROM feed_fetches WHERE feed_id = feeds.id AND fetched_at > $1)`,
        [revealedAt],
      );
      const [left] = await sql<{ feeds: number; executions: number }>(
        databaseUrl,
        `SELECT (SELECT count(*)::integer FROM feeds WHERE next_fetch_at <= now()) AS feeds,
          (SELECT count(*)::integer FROM job_executions WHERE finished_at IS NULL) AS executions`,
      );
      say(`left: ${left?.feeds} feeds, ${left?.executions} executions`);
      return left?.feeds === 0 && left.executions === 0;
    },
    300_000,
  );
}

async function judge(
  ordeal: Ordeal,
  databaseUrl: string,
  codes: readonly (number | null)[],
): Promise<Verdict> {
  const expected = new Set(
    Array.from({ length: ordeal.feeds }, (_, feed) =>
      entriesOf(ordeal, feed).map(({ title }) => title),
    ).flat(),
  );
  const stored = await sql<{ title: string }>(databaseUrl, 'SELECT title FROM reports');
  const found = new Set(stored.map(({ title }) => title));
  const [counts] = await sql<Record<string, number>>(
    databaseUrl,
    `SELECT
      (SELECT coalesce(sum(entries_new), 0)::integer FROM feed_fetches) AS "countedByVisits",
      (SELECT coalesce(sum(items_new), 0)::integer FROM job_executions) AS "countedByExecutions",
      (SELECT count(*)::integer FROM job_executions AS e LEFT JOIN LATERAL (
        SELECT count(*) AS visits, coalesce(sum(entries_new), 0) AS fresh, coalesce(sum(entries_seen), 0) AS seen
        FROM feed_fetches WHERE execution_id = e.id) AS v ON true
        WHERE (e.feeds_done, e.items_new, e.items_seen) IS DISTINCT FROM (v.visits, v.fresh, v.seen)
          OR e.items_seen <> e.items_new + e.items_duplicate + e.items_failed
          OR e.feeds_done > e.feeds_total) AS miscounted,
      (SELECT count(*)::integer FROM reports AS r
        WHERE NOT EXISTS (SELECT FROM report_keys AS k WHERE k.tenant_id = r.tenant_id AND k.report_id = r.id)
          OR ARRAY(SELECT unnest(r.brands) ORDER BY 1) <> ARRAY(SELECT brand FROM report_brands AS b
            WHERE b.tenant_id = r.tenant_id AND b.report_id = r.id ORDER BY 1)) AS torn,
      (SELECT count(*)::integer FROM job_executions WHERE finished_at IS NULL) + (SELECT count(*)::integer
        FROM graphile_worker.jobs WHERE task_identifier = 'visit-feed') AS unfinished,
      (SELECT count(*)::integer FROM feed_fetches) AS visits,
      (SELECT count(*)::integer FROM job_executions WHERE error LIKE 'Its process ended%') AS "deathsNoticed"`,
  );
  const number = (name: string) => counts?.[name] ?? Number.NaN;
  return {
    expected: expected.size,
    stored: stored.length,
    lost: [...expected].filter((title) => !found.has(title)).length,
    twice: stored.length - found.size,
    countedByVisits: number('countedByVisits'),
    countedByExecutions: number('countedByExecutions'),
    miscounted: number('miscounted'),
    torn: number('torn'),
    unfinished: number('unfinished'),
    endedBadly: codes.filter((code) => code !== 0).length,
    visits: number('visits'),
    deathsNoticed: number('deathsNoticed'),
  };
}

async function countOf(databaseUrl: string, table: string): Promise<number> {
  const [row] = await sql<{ count: number }>(databaseUrl, `SELECT count(*)::integer AS count FROM ${table}`);
  return row?.count ?? 0;
}

/** What is wrong with a verdict, in words; empty when nothing is. */
export function faultsOf(verdict: Verdict): string[] {
  const { expected, stored, countedByVisits, countedByExecutions } = verdict;
  const faults = (['lost', 'twice', 'miscounted', 'torn', 'unfinished', 'endedBadly'] as const).filter(
    (name) => verdict[name] !== 0,
  );
  return [
    ...faults.map((name) => `${name}: ${verdict[name]}`),
    ...(stored === expected ? [] : [`${stored} reports of ${expected} articles`]),
    ...(countedByVisits === stored ? [] : [`the visits count ${countedByVisits}`]),
    ...(countedByExecutions === stored ? [] : [`the executions count ${countedByExecutions}`]),
  ];
}
