import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CreateFeedDocument,
  ExecutionByIdDocument,
  RefreshFeedDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { items, startPress, type TestPress } from '../support/press.ts';
import { killPrograms, type Program, startProgram, until } from '../support/programs.ts';

let api: TestApi;
let press: TestPress;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => api.close());
beforeEach(async () => {
  press = await startPress();
});
afterEach(async () => {
  killPrograms();
  await press.close();
  await rows('DELETE FROM feeds');
  await rows('DELETE FROM job_executions');
  await rows('DELETE FROM reports');
  await rows('DELETE FROM report_keys');
  await rows('DELETE FROM graphile_worker._private_jobs');
});

const rows = <Row extends object>(statement: string) => sql<Row>(api.database.url, statement);
const reports = async () => (await rows('SELECT FROM reports')).length;

function watch(...args: string[]): Program {
  const env = { DATABASE_URL: api.database.url, FEED_HOST_ALLOWLIST: press.host };
  return startProgram('ingest', { args: ['--watch', ...args], env });
}

/** Follows feeds of which none is due, by no mutation. */
async function follow(...urls: string[]): Promise<string[]> {
  const feeds = await api.tenant.feeds.add(
    urls.map((url) => ({ url, title: null, provider: 'RSS' as const })),
  );
  await rows("UPDATE feeds SET next_fetch_at = '2100-01-01'");
  return urls.map((url) => feeds.find((feed) => feed.url === url)?.id ?? '');
}

const refresh = async (id = '') =>
  dataOf(await api.query(RefreshFeedDocument, { input: { id } })).refreshFeed.jobExecution;
const execution = async (id: string) => dataOf(await api.query(ExecutionByIdDocument, { id })).jobExecution;

/** Waits until an execution has a status. */
async function reached(id: string, status: string) {
  await until(`${status}`, async () => (await execution(id)).status === status, 60_000);
  return execution(id);
}

describe('npm run ingest -- --watch', { timeout: 180_000 }, () => {
  it('reads a feed as soon as refreshFeed asks for it, and shows how it gets on', async () => {
    const [id] = await follow(press.feed('/news.xml', items(3)));
    const { id: executionId, status } = await refresh(id);
    expect(status).toBe('QUEUED');
    let letGo = () => {};
    const gone = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    press.answer('/articles/a0', async (_, response) => {
      await gone;
      response.writeHead(404).end();
    });
    const program = watch();
    expect(await reached(executionId, 'RUNNING')).toMatchObject({ feedsDone: 0, durationMs: null });
    letGo();
    const ended = await reached(executionId, 'SUCCESS');
    expect(ended).toMatchObject({ feedsTotal: 1, feedsDone: 1, itemsNew: 3, error: null });
    expect(ended.feed?.url).toBe(`${press.url}/news.xml`);
    expect(Date.parse(ended.heartbeatAt)).toBeGreaterThanOrEqual(Date.parse(ended.startedAt));
    expect(ended.durationMs).toBe(Date.parse(ended.finishedAt ?? '') - Date.parse(ended.startedAt));
    expect(await reports()).toBe(3);

    // Once more, while the process is there: no look for due feeds has to come first.
    const again = await refresh(id);
    expect(await reached(again.id, 'SUCCESS')).toMatchObject({ itemsNew: 0 });
    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
  });

  it('reads a feed that was just created', async () => {
    const program = watch();
    await until('the process to watch', () => program.stderr().includes('watching'), 60_000);
    const url = press.feed('/new.xml', items(2));
    dataOf(
      await api.query(CreateFeedDocument, {
        input: { url, intervalMinutes: 60, pageReading: 'WHEN_NEEDED' },
      }),
    );
    await until('its reports', async () => (await reports()) === 2);
  });

  it('ended by SIGTERM gives what it reads to the next process, at once', async () => {
    const [id] = await follow(press.feed('/news.xml', items(3)));
    press.delayPages(60_000);
    const { id: executionId } = await refresh(id);
    const first = watch();
    await until('the pages', () => press.pageRequests().length > 0, 60_000);
    expect((await execution(executionId)).status).toBe('RUNNING');
    first.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    expect((await execution(executionId)).status).toBe('QUEUED');
    expect((await refresh(id)).id).toBe(executionId);
    press.delayPages(0);
    watch();
    expect(await reached(executionId, 'SUCCESS')).toMatchObject({ itemsNew: 3 });
  });

  it('ended by SIGTERM while it reads what is due gives all of it back, and ends with 0', async () => {
    const urls = Array.from({ length: 6 }, (_, at) =>
      press.feed(`/${at}.xml`, items(3, { series: `s${at}x` })),
    );
    await follow(...urls);
    await rows("UPDATE feeds SET next_fetch_at = '2000-01-01'");
    press.delayPages(60_000);
    const first = watch();
    await until(
      'the pages of all feeds',
      () => new Set(press.pageRequests().map((path) => /s(\d)x/.exec(path)?.[1])).size > 1,
      60_000,
    );
    first.kill('SIGTERM');
    const { code, stderr } = await first.ended;
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.not.stringContaining('not everything was closed'),
    });
    expect(await rows("SELECT FROM job_executions WHERE status <> 'QUEUED'")).toEqual([]);
    expect(await rows('SELECT FROM feed_fetches')).toEqual([]);
    const left = await rows<{ locked: boolean }>(
      `SELECT locked_at IS NOT NULL AS locked FROM graphile_worker.jobs WHERE task_identifier = 'visit-feed'`,
    );
    expect(left).toEqual(Array(6).fill({ locked: false }));
    press.delayPages(0);
    watch();
    await until('all reports', async () => (await reports()) === 18, 60_000);
    expect(await rows("SELECT FROM job_executions WHERE status = 'FAILED'")).toEqual([]);
  });

  it('killed leaves a job that another process takes up once it has been silent for a minute', async () => {
    const [id] = await follow(press.feed('/news.xml', items(3)));
    press.delayPages(60_000);
    const { id: executionId } = await refresh(id);
    const first = watch();
    await until('the pages', () => press.pageRequests().length > 0, 60_000);
    first.kill('SIGKILL');
    await first.ended;
    expect((await execution(executionId)).status).toBe('RUNNING');
    press.delayPages(0);
    await rows("UPDATE job_executions SET heartbeat_at = heartbeat_at - interval '6 minutes'");
    await rows("UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '6 minutes'");
    watch();
    expect(await reached(executionId, 'SUCCESS')).toMatchObject({ itemsNew: 3 });
  });

  it('twice at once reads each feed once', async () => {
    const urls = Array.from({ length: 8 }, (_, at) =>
      press.feed(`/${at}.xml`, items(1, { series: `s${at}x` })),
    );
    const ids = await follow(...urls);
    const programs = [watch(), watch()];
    for (const program of programs) {
      await until('both to watch', () => program.stderr().includes('watching'), 60_000);
    }
    const asked = await Promise.all(ids.map(refresh));
    for (const { id } of asked) await reached(id, 'SUCCESS');
    for (const at of urls.keys()) expect(press.requests(`/${at}.xml`)).toHaveLength(1);
    expect(await reports()).toBe(8);
  });

  it('for one tenant leaves the queue to others', async () => {
    const [id] = await follow(press.feed('/news.xml', items(1)));
    const { id: executionId } = await refresh(id);
    const program = watch('--tenant', api.tenant.slug);
    await until('the process to watch', () => program.stderr().includes('watching'), 60_000);
    program.kill('SIGTERM');
    await program.ended;
    expect((await execution(executionId)).status).toBe('QUEUED');
    expect(press.requests()).toEqual([]);
  });
});
