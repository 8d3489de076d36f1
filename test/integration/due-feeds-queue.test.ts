import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queueDueFeeds } from '../../src/ingestion/queue-due-feeds.ts';
import { watchQueue } from '../../src/ingestion/run.ts';
import type { JobExecution } from '../../src/model/job.ts';
import { nameOf } from '../../src/storage/database.ts';
import type { TenantStorage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, startPress, type TestPress } from '../support/press.ts';
import { until } from '../support/programs.ts';

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
let workers: { stop: AbortController; ended: Promise<unknown> }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, { hosts: ['127.0.0.1'], connections: 20 });
});
afterAll(async () => {
  await test.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
});
afterEach(async () => {
  await endWorkers();
  await press.close();
  await rows('DELETE FROM tenants');
  await rows('DELETE FROM graphile_worker._private_jobs');
});

const rows = <Row extends object>(statement: string, values: unknown[] = []) =>
  sql<Row>(database.url, statement, values);
const visits = () =>
  rows<{ id: string; attempts: number; isLocked: boolean; execution: string; cause: string }>(
    `SELECT job.id::text, attempts, locked_at IS NOT NULL AS "isLocked", payload ->> 'executionId' AS execution,
        payload ->> 'cause' AS cause
      FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
      WHERE task.identifier = 'visit-feed' ORDER BY priority, run_at, job.id`,
  );
const executions = () =>
  rows<Record<string, unknown>>(
    `SELECT id, status, feeds_done AS done, items_new AS fresh, error FROM job_executions ORDER BY id`,
  );
const count = async (table: string) => (await rows(`SELECT FROM ${table}`)).length;
const look = () => queueDueFeeds(test.pipeline);

/** Works at the queue as a process of its own does. */
function startWorker({ queuesDueFeeds = false } = {}): void {
  const stop = new AbortController();
  workers.push({ stop, ended: watchQueue(test.pipeline, { queuesDueFeeds, signal: stop.signal }) });
}

async function endWorkers(): Promise<void> {
  for (const { stop } of workers) stop.abort();
  await Promise.all(workers.map(({ ended }) => ended));
  workers = [];
}

/** A tenant that follows these feeds, all due. */
const follow = async (...urls: string[]): Promise<TenantStorage> =>
  test.storage.forTenant(await test.follow('one', urls));

const feedOf = async (tenant: TenantStorage) =>
  (await tenant.feeds.due(new Date(), { force: true }))[0]?.id ?? '';
const feedsOf = (entries: number, howMany: number) =>
  Array.from({ length: howMany }, (_, at) => press.feed(`/${at}.xml`, items(entries, { series: `s${at}x` })));

/** Asks for a feed as `refreshFeed` does. */
async function ask(tenant: TenantStorage, feedId: string): Promise<JobExecution | undefined> {
  return tenant.change(null, new Date(), async ({ feeds, executions: them }) => {
    await feeds.hold(feedId);
    return (await them.askForWaiting(feedId)) ?? (await them.enqueue([feedId], new Date()))[0];
  });
}

/** As if whoever works now had died ten minutes ago. */
async function letAllBeSilent(): Promise<void> {
  await rows("UPDATE job_executions SET heartbeat_at = heartbeat_at - interval '10 minutes'");
  await rows("UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '10 minutes'");
}

/** Has the job of the only feed be taken by a process that dies, before or after it has begun the execution. */
async function dieAtIt(tenant: TenantStorage, isBegun = true): Promise<void> {
  await rows(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead',
    attempts = attempts + 1 WHERE key LIKE 'visit-feed:%'`);
  const [visit] = await visits();
  if (isBegun) await tenant.executions.start(visit?.execution ?? '', new Date());
  await letAllBeSilent();
}

describe('due feeds', () => {
  it('are queued once, however many processes look at once and however often', async () => {
    await follow(...feedsOf(1, 12));
    await test.storage.forTenant(await test.follow('two', [press.feed('/two.xml', items(1))]));
    await Promise.all(Array.from({ length: 8 }, look));
    await look();
    expect(await visits()).toHaveLength(13);
    expect((await executions()).map(({ status }) => status)).toEqual(Array(13).fill('QUEUED'));

    startWorker();
    startWorker();
    await until('the last visit', async () => (await visits()).length === 0);
    expect((await executions()).map(({ status, done, fresh }) => [status, done, fresh])).toEqual(
      Array(13).fill(['SUCCESS', 1, 1]),
    );
    for (let at = 0; at < 12; at += 1) expect(press.requests(`/${at}.xml`)).toHaveLength(1);
    await look();
    expect(await visits()).toEqual([]);
  });

  it('are not queued while they are read, nor when they are not due, paused, parked or ended', async () => {
    const tenant = await follow(...feedsOf(1, 5));
    await rows("UPDATE feeds SET next_fetch_at = '2100-01-01' WHERE url LIKE '%/0.xml'");
    for (const [at, state] of ['PAUSED', 'PARKED', 'ENDED'].entries()) {
      await rows(`UPDATE feeds SET state = '${state}' WHERE url LIKE '%/${at + 1}.xml'`);
    }
    await look();
    const [visit] = await visits();
    await rows("UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'alive'");
    await look();
    expect(await visits()).toEqual([{ ...visit, isLocked: true }]);
    expect(await tenant.feeds.due(new Date(), { unvisited: true })).toEqual([]);
    expect(await tenant.feeds.due(new Date())).toHaveLength(1);
  });

  it('are queued in a number of statements that does not grow with their number', async () => {
    const statementsFor = async (slug: string, urls: string[]) => {
      await test.follow(slug, urls);
      test.statements.length = 0;
      await look();
      return test.statements.length;
    };
    expect(await statementsFor('two', feedsOf(1, 40))).toBe(
      await statementsFor('one', [feedsOf(1, 1)[0] ?? '']),
    );
  });

  it('are each read in a number of statements that does not grow with their entries', async () => {
    const statementsFor = async (slug: string, entries: number) => {
      await test.follow(slug, [press.feed(`/${slug}.xml`, items(entries, { series: slug }))]);
      await look();
      test.statements.length = 0;
      startWorker();
      await until('the visit', async () => (await visits()).length === 0);
      // The next one is not to be begun before its statements are counted.
      await endWorkers();
      expect((await executions()).at(-1)).toMatchObject({ status: 'SUCCESS', fresh: entries });
      // How often it says that it is alive depends on the time alone.
      return test.statements.map(nameOf).filter((name) => name !== 'executions.beat');
    };
    expect(await statementsFor('two', 100)).toEqual(await statementsFor('one', 1));
  });

  it('that another process has read before their turn are left alone, and their executions forgotten', async () => {
    await follow(...feedsOf(2, 3));
    await look();
    await test.run();
    press.forget();
    startWorker();
    await until('the last visit', async () => (await visits()).length === 0);
    expect(press.requests()).toEqual([]);
    expect((await executions()).map(({ status, fresh }) => [status, fresh])).toEqual([['SUCCESS', 6]]);
  });

  it('give way to what somebody asks for', async () => {
    const tenant = await follow(...feedsOf(1, 6));
    const [, , third] = await tenant.feeds.due(new Date());
    await rows('UPDATE feeds SET next_fetch_at = $1 WHERE id <> $2', ['2000-01-02', third?.id]);
    await rows("UPDATE feeds SET next_fetch_at = '2100-01-01' WHERE id = $1", [third?.id]);
    await look();
    const asked = await ask(tenant, third?.id ?? '');
    expect((await visits())[0]).toMatchObject({ execution: asked?.id, cause: 'REQUEST' });
    expect(await visits()).toHaveLength(6);
  });

  it('that somebody asks for while they wait are read in the execution that waits, whatever happens to them', async () => {
    const tenant = await follow(...feedsOf(1, 1));
    await look();
    const [visit] = await visits();
    const feedId = await feedOf(tenant);
    expect((await ask(tenant, feedId))?.id).toBe(visit?.execution);
    await tenant.feeds.changeById(feedId, { state: 'PAUSED' }, new Date());
    startWorker();
    await until('the visit', async () => (await executions())[0]?.status === 'SUCCESS');
    expect(await executions()).toMatchObject([{ id: visit?.execution, fresh: 1 }]);
  });

  it('are queued by a process that starts, and again when they are due again; no table grows by it', async () => {
    await follow(...feedsOf(1, 2));
    startWorker({ queuesDueFeeds: true });
    startWorker({ queuesDueFeeds: true });
    await until('the first visits', async () => (await count('feed_fetches')) === 2);
    // As a process leaves it that dies while it looks.
    await rows(`INSERT INTO graphile_worker._private_jobs (task_id, payload, locked_at, locked_by, attempts, max_attempts)
      SELECT id, '{}', now(), 'dead', 25, 25 FROM graphile_worker._private_tasks WHERE identifier = 'queue-due-feeds'`);
    await test.makeAllDue();
    await until('the next visits', async () => (await count('feed_fetches')) === 4, 30_000);
    // A visit's job goes a moment after what it has stored.
    const jobs = () => rows('SELECT key, attempts FROM graphile_worker._private_jobs');
    await expect.poll(jobs, { timeout: 5_000 }).toEqual([{ key: 'queue-due-feeds', attempts: 0 }]);
    expect(await rows('SELECT identifier FROM graphile_worker._private_known_crontabs')).toEqual([
      { identifier: 'queue-due-feeds' },
    ]);
  });
});

describe('a due feed whose process has died', () => {
  it.each([true, false])(
    '(execution begun: %s) is read again; the execution says in words that it failed',
    async (isBegun) => {
      const tenant = await follow(...feedsOf(2, 1));
      await look();
      const [first] = await visits();
      await dieAtIt(tenant, isBegun);
      await look();
      const [second] = await visits();
      expect(second).toMatchObject({ attempts: 1, isLocked: false, cause: 'DUE' });
      expect(second?.execution).not.toBe(first?.execution);
      // Were its process alive after all, it would delete the job with this id in the end.
      expect(second?.id).not.toBe(first?.id);
      startWorker();
      await until('the visit', async () => (await visits()).length === 0);
      expect((await executions()).map(({ id, ...rest }) => rest)).toEqual([
        {
          status: 'FAILED',
          done: 0,
          fresh: 0,
          error: 'Its process ended before the feed was read. The feed is read again.',
        },
        { status: 'SUCCESS', done: 1, fresh: 2, error: null },
      ]);
    },
  );

  it('five times over is left alone for a day, and says why', async () => {
    const tenant = await follow(...feedsOf(2, 1));
    for (let death = 1; death <= 5; death += 1) {
      await look();
      await dieAtIt(tenant);
    }
    await look();
    await look();
    expect(await visits()).toEqual([]);
    const error = 'It was given up after several attempts; our log tells why.';
    expect((await executions()).map(({ status, error: words }) => [status, words]).at(-1)).toEqual([
      'FAILED',
      error,
    ]);
    expect(await executions()).toHaveLength(5);
    expect(
      await rows(
        `SELECT last_error, last_error_code, next_fetch_at > now() + interval '23 hours' AS later FROM feeds`,
      ),
    ).toEqual([{ last_error: error, last_error_code: 'UNFORESEEN', later: true }]);
  });

  it('while somebody asked for the feed has failed in words, and the feed is read once more', async () => {
    const tenant = await follow(...feedsOf(2, 1));
    await look();
    await dieAtIt(tenant);
    const asked = await ask(tenant, await feedOf(tenant));
    await look();
    expect(await visits()).toMatchObject([{ execution: asked?.id, cause: 'REQUEST' }]);
    expect(await rows('SELECT last_error, next_fetch_at < now() AS due FROM feeds')).toEqual([
      { last_error: null, due: true },
    ]);
    startWorker();
    await until('the visit', async () => (await visits()).length === 0);
    expect((await executions()).map(({ status, fresh }) => [status, fresh])).toEqual([
      ['FAILED', 0],
      ['SUCCESS', 2],
    ]);
  });

  it('with its place in the queue is found, and the feed queued again', async () => {
    await follow(...feedsOf(2, 1));
    await look();
    await rows("DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'visit-feed:%'");
    await letAllBeSilent();
    await look();
    expect(await visits()).toHaveLength(1);
    expect((await executions()).map(({ status, error }) => [status, error])).toEqual([
      ['FAILED', 'Its place in the queue was lost.'],
      ['QUEUED', null],
    ]);
  });

  it('after its reports were stored is not read again, and its execution ends as it would have', async () => {
    const tenant = await follow(...feedsOf(2, 1));
    await look();
    await dieAtIt(tenant);
    await rows('UPDATE job_executions SET feeds_done = 1, items_seen = 2, items_new = 2');
    await rows("UPDATE feeds SET next_fetch_at = '2100-01-01'");
    await look();
    expect(await visits()).toEqual([]);
    expect(await executions()).toMatchObject([{ status: 'SUCCESS', error: null }]);
  });

  it('was only taken for dead: what it brings is stored once and counted once', async () => {
    let letGo = () => {};
    const gone = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const feed = press.feed('/behind.xml', items(3));
    const url = press.answer('/slow.xml', async (_, response) => {
      await gone;
      const answer = await fetch(feed);
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(await answer.text());
    });
    await follow(url);
    await look();
    startWorker();
    await until('the first request', () => press.requests('/slow.xml').length === 1);
    await letAllBeSilent();
    await look();
    startWorker();
    await until('the second request', () => press.requests('/slow.xml').length === 2);
    letGo();
    await until('the last visit', async () => (await visits()).length === 0);
    expect((await executions()).map(({ status, done, fresh }) => [status, done, fresh])).toEqual([
      ['FAILED', 0, 0],
      ['SUCCESS', 1, 3],
    ]);
    expect(await count('reports')).toBe(3);
    expect(await rows('SELECT entries_new FROM feed_fetches')).toEqual([{ entries_new: 3 }]);
  });
});
