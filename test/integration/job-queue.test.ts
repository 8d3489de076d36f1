import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FeedsUnderWay } from '../../src/ingestion/feeds-under-way.ts';
import { watchAllTenants, watchQueue } from '../../src/ingestion/run.ts';
import type { StoredEvent } from '../../src/model/event.ts';
import type { JobExecution } from '../../src/model/job.ts';
import type { EventSource } from '../../src/storage/events.ts';
import type { TenantStorage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, startPress, type TestPress } from '../support/press.ts';
import { until } from '../support/programs.ts';
import { openGate } from '../support/tcp-gate.ts';

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
let logged: Record<string, unknown>[];
let workers: { stop: AbortController; ended: Promise<unknown> }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, {
    hosts: ['127.0.0.1'],
    connections: 10,
    change: () => ({
      log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    }),
  });
});
afterAll(async () => {
  await test.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
  logged = [];
});
afterEach(async () => {
  await stopWorkers();
  await press.close();
  await rows('DELETE FROM tenants');
  await rows('DELETE FROM graphile_worker._private_jobs');
});

const rows = <Row extends object>(statement: string, values: unknown[] = []) =>
  sql<Row>(database.url, statement, values);
const jobs = () =>
  rows<{ attempts: number; isLocked: boolean; execution: string }>(
    `SELECT attempts, locked_at IS NOT NULL AS "isLocked", payload ->> 'executionId' AS execution
      FROM graphile_worker._private_jobs ORDER BY id`,
  );
const reports = async () => (await rows('SELECT FROM reports')).length;

/** Works at the queue as a process does, with a memory of its own of what it is reading. */
function startWorker(feedsUnderWay = new FeedsUnderWay()): AbortController {
  const stop = new AbortController();
  workers.push({
    stop,
    ended: watchQueue(test.pipeline, { signal: stop.signal, feedsUnderWay, queuesDueFeeds: false }),
  });
  return stop;
}

async function stopWorkers(): Promise<void> {
  for (const { stop } of workers) stop.abort();
  await Promise.all(workers.map(({ ended }) => ended));
  workers = [];
}

/** A tenant that follows feeds of which none is due. */
async function follow(...urls: string[]): Promise<{ tenant: TenantStorage; feedIds: string[] }> {
  const tenant = test.storage.forTenant(await test.follow('one', urls));
  await rows("UPDATE feeds SET next_fetch_at = '2100-01-01'");
  const feeds = await tenant.feeds.due(new Date(), { force: true });
  return { tenant, feedIds: urls.map((url) => feeds.find((feed) => feed.url === url)?.id ?? '') };
}

const enqueue = (tenant: TenantStorage, feedIds: string[]) =>
  tenant.change(null, new Date(), ({ executions }) => executions.enqueue(feedIds, new Date()));

async function enqueueOne(tenant: TenantStorage, feedId = ''): Promise<string> {
  const [execution] = await enqueue(tenant, [feedId]);
  return execution?.id ?? '';
}

async function executionOf(tenant: TenantStorage, id: string): Promise<JobExecution | undefined> {
  return (await tenant.executions.byIds([id]))[0];
}

/** Waits for the end of an execution. */
async function ended(tenant: TenantStorage, id: string): Promise<JobExecution> {
  await until('the end of the execution', async () => (await executionOf(tenant, id))?.finishedAt != null);
  const execution = await executionOf(tenant, id);
  if (!execution) throw new Error('the execution has gone');
  return execution;
}

/** Has a feed keep who asks for it waiting, until it is let go. */
function slowFeed(path: string): { url: string; letGo(): void } {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const feed = press.feed('/behind.xml', items(2, { series: 'behind' }));
  const url = press.answer(path, async (_, response) => {
    await gone;
    const answer = await fetch(feed);
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(await answer.text());
  });
  return { url, letGo };
}

/** As if whoever works now had died ten minutes ago. */
async function letAllBeSilent(): Promise<void> {
  await rows("UPDATE job_executions SET heartbeat_at = heartbeat_at - interval '10 minutes'");
  await rows("UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '10 minutes'");
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('a feed that somebody asked for', () => {
  it('is read though it is not due: QUEUED, RUNNING, SUCCESS, and every step is told', async () => {
    const slow = slowFeed('/slow.xml');
    const { tenant, feedIds } = await follow(slow.url);
    const told: StoredEvent[] = [];
    const source: EventSource = await test.storage.listen(
      { onEvent: (event) => void told.push(event), onGap: () => {} },
      test.pipeline.log,
    );
    const id = await enqueueOne(tenant, feedIds[0]);
    expect(await executionOf(tenant, id)).toMatchObject({
      status: 'QUEUED',
      feedsTotal: 1,
      finishedAt: null,
    });

    startWorker();
    await until('the request', () => press.requests('/slow.xml').length === 1);
    expect(await executionOf(tenant, id)).toMatchObject({ status: 'RUNNING', feedsDone: 0 });
    slow.letGo();
    expect(await ended(tenant, id)).toMatchObject({
      status: 'SUCCESS',
      feedsDone: 1,
      itemsSeen: 2,
      itemsNew: 2,
      error: null,
    });
    expect(await reports()).toBe(2);
    expect(await rows('SELECT execution_id FROM feed_fetches')).toEqual([{ execution_id: id }]);
    await until('the end of the job', async () => (await jobs()).length === 0);
    const changes = told.filter(({ kind }) => kind === 'EXECUTION_CHANGED');
    expect(changes).toEqual(
      // Asked for, begun, read, ended.
      Array.from({ length: 4 }, () => ({
        kind: 'EXECUTION_CHANGED',
        tenantId: tenant.tenantId,
        executionId: id,
      })),
    );
    await source.close();
  });

  it('is asked for with its validators, and stays paused', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    startWorker();
    await ended(tenant, await enqueueOne(tenant, feedIds[0]));
    await tenant.feeds.changeById(feedIds[0] ?? '', { state: 'PAUSED' }, new Date());
    expect(await ended(tenant, await enqueueOne(tenant, feedIds[0]))).toMatchObject({
      status: 'SUCCESS',
      itemsSeen: 0,
    });
    expect(press.requests('/news.xml')[1]?.headers['if-none-match']).toMatch(/^"/);
    expect(await rows('SELECT state FROM feeds')).toEqual([{ state: 'PAUSED' }]);
    expect(await rows('SELECT outcome FROM feed_fetches ORDER BY fetched_at')).toEqual([
      { outcome: 'READ' },
      { outcome: 'NOT_MODIFIED' },
    ]);
  });

  it('that cannot be read ends its execution as FAILED, with the reason, and is not tried again', async () => {
    const { tenant, feedIds } = await follow(`${press.url}/missing.xml`);
    startWorker();
    expect(await ended(tenant, await enqueueOne(tenant, feedIds[0]))).toMatchObject({
      status: 'FAILED',
      feedsDone: 1,
      feedsFailed: 1,
      error: expect.stringContaining('answered 404'),
    });
    await until('the end of the job', async () => (await jobs()).length === 0);
    expect(press.requests()).toHaveLength(1);
  });

  it('that was deleted, before it was read or meanwhile, ends its execution in words', async () => {
    const slow = slowFeed('/slow.xml');
    const { tenant, feedIds } = await follow(slow.url, press.feed('/news.xml', items(1)));
    const executions = await enqueue(tenant, feedIds);
    await tenant.feeds.delete(feedIds[1] ?? '');
    startWorker();
    await until('the request', () => press.requests('/slow.xml').length === 1);
    await tenant.feeds.delete(feedIds[0] ?? '');
    slow.letGo();
    for (const { id } of executions) {
      expect(await ended(tenant, id)).toMatchObject({
        status: 'FAILED',
        error: 'The feed was deleted before it was read.',
      });
    }
    expect(press.requests('/news.xml')).toEqual([]);
    expect(await reports()).toBe(0);
    await until('the end of the jobs', async () => (await jobs()).length === 0);
  });

  it('of a tenant that was deleted is forgotten', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    await enqueueOne(tenant, feedIds[0]);
    await rows('DELETE FROM tenants');
    startWorker();
    await until('the end of the job', async () => (await jobs()).length === 0);
    expect(press.requests()).toEqual([]);
  });

  it('is not read by a process that reads it already, but after that, and is not held up by other feeds', async () => {
    const slow = slowFeed('/slow.xml');
    const silent = press.answer('/silent.xml', () => {});
    const { tenant, feedIds } = await follow(slow.url, silent);
    await rows("UPDATE feeds SET next_fetch_at = '2000-01-01'");
    const feedsUnderWay = new FeedsUnderWay();
    const stop = startWorker(feedsUnderWay);
    const watching = watchAllTenants(test.pipeline, { signal: stop.signal, feedsUnderWay });
    await until('the visit of the schedule', () => press.requests('/slow.xml').length === 1);
    const id = await enqueueOne(tenant, feedIds[0]);
    await until('the job to be taken', async () => (await jobs())[0]?.isLocked === true);
    await sleep(200);
    expect(press.requests('/slow.xml')).toHaveLength(1);
    expect(await executionOf(tenant, id)).toMatchObject({ status: 'QUEUED' });
    slow.letGo();
    // The run that reads the silent feed is not over yet.
    expect(await ended(tenant, id)).toMatchObject({ status: 'SUCCESS' });
    expect(press.requests('/slow.xml')).toHaveLength(2);
    stop.abort();
    await watching;
  });
});

describe('several workers', () => {
  it('read each feed once', async () => {
    const urls = Array.from({ length: 12 }, (_, at) =>
      press.feed(`/${at}.xml`, items(1, { series: `s${at}x` })),
    );
    const { tenant, feedIds } = await follow(...urls);
    startWorker();
    startWorker();
    const executions = await enqueue(tenant, feedIds);
    for (const { id } of executions) expect(await ended(tenant, id)).toMatchObject({ status: 'SUCCESS' });
    for (const at of urls.keys()) expect(press.requests(`/${at}.xml`)).toHaveLength(1);
    expect(await reports()).toBe(12);
  });

  it('hand over: what one has to abandon goes back to QUEUED and is read by the next', async () => {
    const slow = slowFeed('/slow.xml');
    const { tenant, feedIds } = await follow(slow.url);
    const id = await enqueueOne(tenant, feedIds[0]);
    startWorker();
    await until('the request', () => press.requests('/slow.xml').length === 1);
    await stopWorkers();
    expect(await executionOf(tenant, id)).toMatchObject({ status: 'QUEUED', feedsDone: 0 });
    expect(await jobs()).toEqual([{ attempts: 0, isLocked: false, execution: id }]);
    expect(await rows('SELECT FROM feed_fetches')).toEqual([]);
    expect((await tenant.executions.waitingFor(feedIds[0] ?? ''))?.id).toBe(id);

    slow.letGo();
    startWorker();
    expect(await ended(tenant, id)).toMatchObject({ status: 'SUCCESS', itemsNew: 2 });
  });

  it('hand over both executions when somebody asked again meanwhile', async () => {
    const slow = slowFeed('/slow.xml');
    const { tenant, feedIds } = await follow(slow.url);
    const first = await enqueueOne(tenant, feedIds[0]);
    const stop = startWorker();
    await until('the request', () => press.requests('/slow.xml').length === 1);
    // Taken by the same process, this one waits for the feed to be free.
    const second = await enqueueOne(tenant, feedIds[0]);
    stop.abort();
    await stopWorkers();
    expect((await jobs()).map(({ execution }) => execution).sort()).toEqual([first, second].sort());
    slow.letGo();
    startWorker();
    expect(await ended(tenant, first)).toMatchObject({ status: 'SUCCESS' });
    expect(await ended(tenant, second)).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('a worker that has died', () => {
  /** An execution whose worker has taken the job, and begun it or not. */
  async function abandoned(isBegun: boolean, attempts = 1) {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    const id = await enqueueOne(tenant, feedIds[0]);
    if (isBegun) await tenant.executions.start(id, new Date());
    await rows(
      "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead', attempts = $1",
      [attempts],
    );
    return { tenant, id };
  }

  it.each([true, false])('(execution begun: %s) is noticed, and its job is tried again', async (isBegun) => {
    const { tenant, id } = await abandoned(isBegun);
    expect(await tenant.executions.reap(minutesAgo(5), new Date())).toBe(0);
    expect(await jobs()).toMatchObject([{ isLocked: true }]);
    await letAllBeSilent();
    await tenant.executions.reap(minutesAgo(5), new Date());
    expect(await executionOf(tenant, id)).toMatchObject({ status: 'QUEUED', finishedAt: null });
    startWorker();
    expect(await ended(tenant, id)).toMatchObject({ status: 'SUCCESS', itemsNew: 1 });
  });

  it('five times over a job has it given up', async () => {
    const { tenant, id } = await abandoned(true, 5);
    await letAllBeSilent();
    await tenant.executions.reap(minutesAgo(5), new Date());
    expect(await executionOf(tenant, id)).toMatchObject({
      status: 'FAILED',
      finishedAt: expect.any(Date),
      error: 'It was given up after several attempts; our log tells why.',
    });
    expect(await jobs()).toEqual([]);
  });

  it('is not one whose execution waits for long', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    const id = await enqueueOne(tenant, feedIds[0]);
    await letAllBeSilent();
    // Taken just now, and not begun yet.
    await rows(
      "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'alive', attempts = 5",
    );
    expect(await tenant.executions.reap(minutesAgo(5), new Date())).toBe(0);
    expect(await executionOf(tenant, id)).toMatchObject({ status: 'QUEUED' });
    expect(await jobs()).toMatchObject([{ isLocked: true }]);
  });

  it('of another tenant is none of this one’s business', async () => {
    const { tenant, id } = await abandoned(true);
    await letAllBeSilent();
    const other = test.storage.forTenant(await test.follow('two', []));
    expect(await other.executions.reap(minutesAgo(5), new Date())).toBe(0);
    expect(await executionOf(tenant, id)).toMatchObject({ status: 'RUNNING' });
  });
});

describe('the queue', () => {
  it('takes up a job again that failed for a reason of the database, later', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    await rows('CREATE TABLE refusals (n integer)');
    await rows('INSERT INTO refusals VALUES (1)');
    await rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.finished_at IS NOT NULL AND EXISTS (SELECT FROM refusals) THEN RAISE 'not now'; END IF; RETURN NEW; END $$`);
    await rows(
      'CREATE TRIGGER refuse BEFORE UPDATE ON job_executions FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    await tenant.feeds.delete(feedIds[0] ?? '');
    const id = await enqueueOne(tenant, feedIds[0]);
    startWorker();
    await until('the failure', async () => (await jobs())[0]?.attempts === 1 && !(await jobs())[0]?.isLocked);
    expect(await executionOf(tenant, id)).toMatchObject({ status: 'QUEUED' });
    await rows('DELETE FROM refusals');
    expect(await ended(tenant, id)).toMatchObject({ status: 'FAILED' });
    await rows('DROP FUNCTION refuse CASCADE');
    await rows('DROP TABLE refusals');
  });

  it('is worked at again after the first look for jobs has failed', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    const id = await enqueueOne(tenant, feedIds[0]);
    await rows(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$`,
    );
    await rows(
      'CREATE TRIGGER refuse BEFORE INSERT ON graphile_worker._private_tasks FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    startWorker();
    await until('the failure', () => logged.some(({ msg }) => String(msg).endsWith('trying again')));
    expect(logged.find(({ msg }) => String(msg).endsWith('trying again'))).toMatchObject({
      error: 'not now',
    });
    await rows('DROP FUNCTION refuse CASCADE');
    expect(await ended(tenant, id)).toMatchObject({ status: 'SUCCESS' });
  });

  it('is worked at again after all its connections were lost', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    startWorker();
    const own =
      "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'fashion-hunting-queue'";
    await until('the connections', async () => (await rows(`SELECT ${own}`)).length > 0);
    await rows(`SELECT pg_terminate_backend(pid) ${own}`);
    expect(await ended(tenant, await enqueueOne(tenant, feedIds[0]))).toMatchObject({ status: 'SUCCESS' });
  });

  it('is worked at again after the database was gone while a feed was read, and so is the job', async () => {
    const { hostname, port } = new URL(database.url);
    const gate = await openGate({ host: hostname, port: Number(port) });
    const through = new URL(database.url);
    through.hostname = '127.0.0.1';
    through.port = String(gate.port);
    const distant = createTestPipeline(through.href, { hosts: ['127.0.0.1'] });
    const slow = slowFeed('/slow.xml');
    const { tenant, feedIds } = await follow(slow.url, press.feed('/news.xml', items(1)));
    const id = await enqueueOne(tenant, feedIds[0]);
    const stop = new AbortController();
    const working = watchQueue(distant.pipeline, {
      signal: stop.signal,
      queuesDueFeeds: false,
    });
    await until('the request', () => press.requests('/slow.xml').length === 1);
    await gate.shut();
    slow.letGo();
    await sleep(500);
    await gate.open();
    expect(await ended(tenant, await enqueueOne(tenant, feedIds[1]))).toMatchObject({ status: 'SUCCESS' });
    // Where nobody could say that it failed, its silence does.
    await letAllBeSilent();
    await tenant.executions.reap(minutesAgo(5), new Date());
    expect(await ended(tenant, id)).toMatchObject({ status: 'SUCCESS', itemsNew: 2 });
    stop.abort();
    await working;
    await distant.close();
    await gate.shut();
  }, 60_000);

  it('says nothing of its jobs in the log but their numbers', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    startWorker();
    const id = await enqueueOne(tenant, feedIds[0]);
    await ended(tenant, id);
    await until('the end of the job', async () => (await jobs()).length === 0);
    const lines = logged.filter(({ part }) => part === 'job queue');
    expect(lines.map(({ msg }) => msg)).toContainEqual(
      expect.stringMatching(/^Completed task \d+ \(visit-feed/),
    );
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${id}|${feedIds[0]}|${tenant.tenantId}`));
    // 30 is info: what the library says in passing stays below.
    expect(lines.filter(({ level }) => Number(level) >= 30)).toEqual([]);
  });

  it('answers when it is asked whether it is there', async () => {
    await test.storage.pingQueue();
    const broken = await createTestDatabase();
    await sql(broken.url, 'DROP SCHEMA graphile_worker CASCADE');
    const other = createTestPipeline(broken.url, { hosts: [] });
    await expect(other.storage.pingQueue()).rejects.toThrow(/graphile_worker/);
    await other.close();
    await broken.drop();
  });

  it('keeps a feed waiting at most once', async () => {
    const { tenant, feedIds } = await follow(press.feed('/news.xml', items(1)));
    await enqueueOne(tenant, feedIds[0]);
    const second = await enqueueOne(tenant, feedIds[0]);
    expect(await jobs()).toEqual([{ attempts: 0, isLocked: false, execution: second }]);
  });
});
