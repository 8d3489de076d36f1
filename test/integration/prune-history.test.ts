import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adminCommands } from '../../src/admin/commands.ts';
import { watchQueue } from '../../src/ingestion/run.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { indexesOf, kindsOf, readPlan } from '../support/plan.ts';
import { until } from '../support/programs.ts';

const now = new Date('2026-11-23T09:30:00Z');
const retention = { executionDays: 90, fetchDays: 400 };
const feedUrl = 'http://127.0.0.1:1/feed.xml';

let database: TestDatabase;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, { hosts: [] });
  test.setTime(now);
});
afterAll(async () => {
  await test.close();
  await database.drop();
});
afterEach(() => sql(database.url, 'DELETE FROM tenants'));

const rows = <Row extends object>(statement: string, values: unknown[] = []) =>
  sql<Row>(database.url, statement, values);
const count = async (table: string) => (await rows(`SELECT FROM ${table}`)).length;

/** Executions that began so many days ago, each with a visit; they ended unless `status` says otherwise. */
async function addHistory(tenantId: string, daysAgo: number[], status = 'SUCCESS'): Promise<void> {
  await rows(
    `WITH begun AS (
        INSERT INTO job_executions (tenant_id, status, feeds_total, started_at, heartbeat_at, finished_at)
        SELECT $1, $4::execution_status, 1, at, at, CASE WHEN $4 = 'SUCCESS' THEN at END
        FROM (SELECT $2::timestamptz - make_interval(days => ago) AS at FROM unnest($3::integer[]) AS ago) AS past
        RETURNING id, started_at)
      INSERT INTO feed_fetches (tenant_id, feed_id, execution_id, fetched_at, outcome, duration_ms)
      SELECT $1, feeds.id, begun.id, begun.started_at, 'READ', 1 FROM begun JOIN feeds ON feeds.tenant_id = $1`,
    [tenantId, now, daysAgo, status],
  );
}

const prune = (tenantId: string) =>
  test.storage.forTenant(tenantId).history.prune(retention, now, new AbortController().signal);

describe('the history of a tenant', () => {
  it('loses what was kept for long enough, and a visit outlives its execution', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await addHistory(tenant, [1, 89, 91, 399, 401]);
    expect(await prune(tenant)).toEqual({ fetches: 1, executions: 3, calls: 0 });
    expect(
      await rows(
        `SELECT ($1::date - fetched_at::date) AS age, execution_id IS NOT NULL AS "hasExecution"
          FROM feed_fetches ORDER BY age`,
        [now],
      ),
    ).toEqual([
      { age: 1, hasExecution: true },
      { age: 89, hasExecution: true },
      { age: 91, hasExecution: false },
      { age: 399, hasExecution: false },
    ]);
    expect(await prune(tenant)).toEqual({ fetches: 0, executions: 0, calls: 0 });
  });

  it.each(['RUNNING', 'QUEUED'])('keeps an execution that is %s, however old', async (status) => {
    const tenant = await test.follow('one', [feedUrl]);
    await addHistory(tenant, [200, 500], status);
    expect(await prune(tenant)).toEqual({ fetches: 1, executions: 0, calls: 0 });
    expect(await count('job_executions')).toBe(2);
  });

  it('is deleted in statements of a thousand rows, and nobody else’s with it', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    const other = await test.follow('two', [feedUrl]);
    await addHistory(tenant, Array<number>(2_300).fill(500));
    await addHistory(other, [500]);
    test.statements.length = 0;
    expect(await prune(tenant)).toEqual({ fetches: 2_300, executions: 2_300, calls: 0 });
    expect(test.statements.filter((statement) => statement.includes('feedFetches.prune'))).toHaveLength(3);
    expect([await count('feed_fetches'), await count('job_executions')]).toEqual([1, 1]);
  });

  it('ends between two statements when it is told to', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await addHistory(tenant, [500]);
    const { history } = test.storage.forTenant(tenant);
    expect(await history.prune(retention, now, AbortSignal.abort())).toEqual({
      fetches: 0,
      executions: 0,
      calls: 0,
    });
    expect(await count('feed_fetches')).toBe(1);
  });

  it('loses repeated calls whose time is over', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await rows(
      `INSERT INTO idempotent_calls (tenant_id, key_hash, call_hash, expires_at)
        VALUES ($1, 'old', 'call', $2), ($1, 'new', 'call', $2::timestamptz + interval '1 second')`,
      [tenant, now],
    );
    expect(await prune(tenant)).toEqual({ fetches: 0, executions: 0, calls: 1 });
  });
});

describe('pruning', () => {
  it('is done for all tenants by whoever takes its job from the queue', async () => {
    for (const slug of ['one', 'two']) await addHistory(await test.follow(slug, [feedUrl]), [100, 10]);
    const stop = new AbortController();
    const working = watchQueue(test.pipeline, { queuesDueFeeds: false, retention, signal: stop.signal });
    try {
      await rows(`SELECT graphile_worker.add_job('prune-history')`);
      await until('both are pruned', async () => (await count('job_executions')) === 2);
    } finally {
      stop.abort();
      await working;
    }
    expect(await count('feed_fetches')).toBe(4);
  });

  it('can be asked for on the command line, which says what went', async () => {
    await addHistory(await test.follow('one', [feedUrl]), [100, 500]);
    const command = adminCommands.find(({ name }) => name === 'prune');
    const readFile = () => Promise.reject(new Error('it reads no file'));
    const answer = await command?.run(test.storage, [], {
      now,
      showProgress: () => () => {},
      retention,
      readFile,
    });
    expect(answer).toEqual({
      text: 'Pruned: 2 executions, 1 visits to feeds, 0 repeated calls.',
      json: { pruned: { executions: 2, fetches: 1, calls: 0 } },
    });
  });
});

describe('pruning among many rows', () => {
  let connection: pg.Client;
  beforeAll(async () => {
    connection = new pg.Client({ connectionString: database.url });
    await connection.connect();
  });
  afterAll(() => connection.end());

  const explain = async (statement: { text: string; values: unknown[] }) => {
    await connection.query('BEGIN');
    const { rows: plan } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`,
      values: statement.values,
    });
    await connection.query('ROLLBACK');
    return readPlan(plan[0]?.['QUERY PLAN']);
  };

  it('finds what is old, and the visits of an execution, by their indexes', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await addHistory(
      tenant,
      [...Array(20_000).keys()].map((at) => at % 95),
    );
    await rows('ANALYZE feed_fetches, job_executions, feeds');
    const { history } = test.storage.forTenant(tenant);
    const before = new Date(now.getTime() - 90.5 * 24 * 60 * 60 * 1000);
    for (const [statement, index] of [
      [history.fetchesStatement(before), 'feed_fetches_feed_idx'],
      [history.executionsStatement(before), 'job_executions_started_idx'],
    ] as const) {
      const plan = await explain({ text: statement.text, values: statement.values });
      expect(indexesOf(plan)).toContain(index);
    }
    const [execution] = await rows<{ id: string }>('SELECT id FROM job_executions LIMIT 1');
    // What PostgreSQL does for the foreign key as an execution is deleted.
    const plan = await explain({
      text: 'UPDATE feed_fetches SET execution_id = NULL WHERE tenant_id = $1 AND execution_id = $2',
      values: [tenant, execution?.id],
    });
    expect(indexesOf(plan)).toEqual(['feed_fetches_execution_idx']);
    expect(kindsOf(plan)).not.toContain('Seq Scan');
  });
});
