import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { follow, makeAllDue, sql } from '../support/pipeline.ts';
import { items, longText, startPress, type TestPress } from '../support/press.ts';
import { killPrograms, type Program, runProgram, startProgram, until } from '../support/programs.ts';
import { expectRightRollups } from '../support/rollups.ts';

let database: TestDatabase;
let storage: Storage;
let press: TestPress;
beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
});
afterEach(async () => {
  killPrograms();
  await press.close();
  await rows('DELETE FROM tenants');
});

const rows = <Row extends object>(statement: string) => sql<Row>(database.url, statement);
const countRows = async (table: string) => (await rows(`SELECT FROM ${table}`)).length;
const options = (env: Record<string, string> = {}) => ({
  env: { DATABASE_URL: database.url, FEED_HOST_ALLOWLIST: press.host, ...env },
});

/** Follows a feed that is read at once and one whose pages keep it busy, and waits until only that one is left. */
async function startBetweenFeeds(): Promise<Program> {
  const quick = press.feed('/quick.xml', [{ title: 'A note', link: '/note', content: longText }]);
  const slow = press.feed('/slow.xml', items(20));
  press.delayPages(30_000);
  await follow(storage, database.url, 'one', [quick, slow]);
  const program = startProgram('ingest', options());
  await until('the quick feed, and the pages of the slow one', async () => {
    return press.pageRequests().length > 0 && (await countRows('feed_fetches')) === 1;
  });
  return program;
}

async function expectNothingOfTheSlowFeed(): Promise<void> {
  expect(await rows('SELECT title FROM reports')).toEqual([{ title: 'A note' }]);
  expect(await rows("SELECT key FROM report_keys WHERE key LIKE '%urn:test%'")).toEqual([]);
  expect(await rows("SELECT last_fetched_at, etag FROM feeds WHERE url LIKE '%slow%'")).toEqual([
    { last_fetched_at: null, etag: null },
  ]);
}

async function expectTheNextRunToReadAll(): Promise<void> {
  press.delayPages(0);
  const { code, stdout } = await runProgram('ingest', options());
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/SUCCESS\. 1 of 1 feeds .* 20 entries: 20 new, 0 duplicates, 0 failed/),
  });
  expect(await countRows('reports')).toBe(21);
}

describe('an ingestion that is interrupted', { timeout: 120_000 }, () => {
  it('by SIGINT ends at once, leaves nothing of the feed in hand, and says so', async () => {
    const program = await startBetweenFeeds();
    program.kill('SIGINT');
    const { code, stdout } = await program.ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/PARTIAL\. 1 of 2 feeds/);
    await expectNothingOfTheSlowFeed();
    expect(
      await rows(
        'SELECT status, error, feeds_done, items_new, finished_at IS NULL AS open FROM job_executions',
      ),
    ).toEqual([
      {
        status: 'PARTIAL',
        error: 'Stopped before 1 of 2 feeds were read.',
        feeds_done: 1,
        items_new: 1,
        open: false,
      },
    ]);
    await expectTheNextRunToReadAll();
  });

  it('by kill -9 leaves nothing of the feed in hand, and the next run ends its execution', async () => {
    const program = await startBetweenFeeds();
    program.kill('SIGKILL');
    await program.ended;
    await expectNothingOfTheSlowFeed();
    expect(await rows('SELECT status FROM job_executions')).toEqual([{ status: 'RUNNING' }]);
    await rows("UPDATE job_executions SET heartbeat_at = heartbeat_at - interval '6 minutes'");
    await expectTheNextRunToReadAll();
    expect(await rows('SELECT status, error FROM job_executions ORDER BY started_at')).toEqual([
      { status: 'PARTIAL', error: 'Its process ended before it did: 1 of 2 feeds were dealt with.' },
      { status: 'SUCCESS', error: null },
    ]);
  });

  it('by kill -9 in the middle of a transaction leaves nothing of it', async () => {
    await follow(storage, database.url, 'one', [press.feed('/news.xml', items(20))]);
    await rows(`CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$`);
    await rows(
      'CREATE TRIGGER dawdle AFTER INSERT ON report_brands FOR EACH STATEMENT EXECUTE FUNCTION dawdle()',
    );
    const program = startProgram('ingest', options());
    const storing = () =>
      rows("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'");
    await until('the reports to be written', async () => (await storing()).length > 0);
    program.kill('SIGKILL');
    await program.ended;
    await until('the server to notice', async () => (await storing()).length === 0);
    await rows('DROP FUNCTION dawdle CASCADE');
    for (const table of ['reports', 'report_keys', 'report_brands', 'report_rollups', 'feed_fetches']) {
      expect(await countRows(table), table).toBe(0);
    }
    expect((await runProgram('ingest', options())).stdout).toMatch(/20 entries: 20 new/);
    await expectRightRollups(storage.forTenant((await storage.tenants.bySlug('one')).id));
  });

  it('by kill -9 again and again stores in the end each article once, and counts it once', async () => {
    const feeds = Array.from({ length: 12 }, (_, at) =>
      press.feed(
        `/${at}.xml`,
        items(10, { series: `s${at}x` }).map((item) => ({ ...item, content: longText })),
      ),
    );
    await follow(storage, database.url, 'one', feeds);
    for (const visits of [1, 4, 8]) {
      const program = startProgram('ingest', options({ FEEDS_AT_ONCE: '2' }));
      await until(`visit ${visits}`, async () => (await countRows('feed_fetches')) >= visits);
      program.kill('SIGKILL');
      await program.ended;
    }
    await makeAllDue(database.url);
    expect((await runProgram('ingest', options())).code).toBe(0);
    const titles = await rows<{ title: string }>('SELECT title FROM reports ORDER BY title');
    const wanted = feeds.flatMap((_, at) => items(10, { series: `s${at}x` }).map(({ title }) => title));
    expect(titles.map(({ title }) => title)).toEqual(wanted.toSorted());
    await expectRightRollups(storage.forTenant((await storage.tenants.bySlug('one')).id));
    expect(await rows('SELECT sum(entries_new)::integer AS fresh FROM feed_fetches')).toEqual([
      { fresh: 120 },
    ]);
    expect(await rows('SELECT sum(items_new)::integer AS fresh FROM job_executions')).toEqual([
      { fresh: 120 },
    ]);
  });
});
