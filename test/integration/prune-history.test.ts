import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adminCommands } from '../../src/admin/commands.ts';
import { watchQueue } from '../../src/ingestion/run.ts';
import { nothingPruned } from '../../src/model/retention.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { indexesOf, kindsOf, readPlan } from '../support/plan.ts';
import { until } from '../support/programs.ts';

const now = new Date('2026-11-23T09:30:00Z');
const retention = { executionDays: 90, fetchDays: 400, alertDays: 400, deliveryDays: 90 };
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

/** Alerts of one rule that were opened and over so many days ago, each with what was sent of it. */
async function addAlerts(tenantId: string, daysAgo: number[], closed = true): Promise<void> {
  await rows(
    `WITH desk AS (
        INSERT INTO webhooks (tenant_id, label, url) VALUES ($1, 'Desk', 'https://desk.example/') RETURNING id
      ), rule AS (
        INSERT INTO alert_rules (tenant_id, name, kind, brands, rivals, sensitivity, least_mentions)
        VALUES ($1, uuidv7()::text, 'SPIKE', '{}', '{}', 'BALANCED', 5) RETURNING id
      ), raised AS (
        INSERT INTO alerts (tenant_id, rule_id, kind, brand, message, observed, expected, score, parts, report_ids,
          opened_at, updated_at, closed_at)
        SELECT $1, rule.id, 'SPIKE', 'Brand ' || n, '', 9, 1, 8, '{}', '{}', at, at, CASE WHEN $4 THEN at END
        FROM rule, (SELECT n, $2::timestamptz - make_interval(days => ago) AS at
          FROM unnest($3::integer[]) WITH ORDINALITY AS past(ago, n)) AS past
        RETURNING id, rule_id, opened_at
      )
      INSERT INTO alert_deliveries (tenant_id, webhook_id, rule_id, alert_id, event, body, status, created_at)
      SELECT $1, desk.id, rule_id, raised.id, 'RAISED', '{}', 'DELIVERED', opened_at FROM raised, desk`,
    [tenantId, now, daysAgo, closed],
  );
}

const prune = (tenantId: string) =>
  test.storage.forTenant(tenantId).history.prune(retention, now, new AbortController().signal);

describe('the history of a tenant', () => {
  it('loses what was kept for long enough, and a visit outlives its execution', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await addHistory(tenant, [1, 89, 91, 399, 401]);
    expect(await prune(tenant)).toEqual({ ...nothingPruned, fetches: 1, executions: 3 });
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
    expect(await prune(tenant)).toEqual(nothingPruned);
  });

  it.each(['RUNNING', 'QUEUED'])('keeps an execution that is %s, however old', async (status) => {
    const tenant = await test.follow('one', [feedUrl]);
    await addHistory(tenant, [200, 500], status);
    expect(await prune(tenant)).toEqual({ ...nothingPruned, fetches: 1 });
    expect(await count('job_executions')).toBe(2);
  });

  it('is deleted in statements of a thousand rows, and nobody else’s with it', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    const other = await test.follow('two', [feedUrl]);
    await addHistory(tenant, Array<number>(2_300).fill(500));
    await addHistory(other, [500]);
    test.statements.length = 0;
    expect(await prune(tenant)).toEqual({ ...nothingPruned, fetches: 2_300, executions: 2_300 });
    expect(test.statements.filter((statement) => statement.includes('feedFetches.prune'))).toHaveLength(3);
    expect([await count('feed_fetches'), await count('job_executions')]).toEqual([1, 1]);
  });

  it('ends between two statements when it is told to', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await addHistory(tenant, [500]);
    const { history } = test.storage.forTenant(tenant);
    expect(await history.prune(retention, now, AbortSignal.abort())).toEqual(nothingPruned);
    expect(await count('feed_fetches')).toBe(1);
  });

  it('loses repeated calls whose time is over', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await rows(
      `INSERT INTO idempotent_calls (tenant_id, key_hash, call_hash, expires_at)
        VALUES ($1, 'old', 'call', $2), ($1, 'new', 'call', $2::timestamptz + interval '1 second')`,
      [tenant, now],
    );
    expect(await prune(tenant)).toEqual({ ...nothingPruned, calls: 1 });
  });
});

describe('the alerts of a tenant', () => {
  it('are lost when they were over for long enough, and what was sent of them sooner', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    const other = await test.follow('two', [feedUrl]);
    await addAlerts(tenant, [89, 91, 399, 401]);
    await addAlerts(other, [401]);
    expect(await prune(tenant)).toEqual({ ...nothingPruned, alerts: 1, deliveries: 3 });
    expect([await count('alerts'), await count('alert_deliveries')]).toEqual([4, 2]);
    expect(await prune(tenant)).toEqual(nothingPruned);
  });

  it('stay while they are open or ask for quiet, and so does what waits to be sent', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await addAlerts(tenant, [500], false);
    await addAlerts(tenant, [501]);
    await rows(
      `UPDATE alerts SET snoozed_until = $1::timestamptz + interval '1 day' WHERE closed_at IS NOT NULL`,
      [now],
    );
    await rows(`UPDATE alert_deliveries SET status = 'PENDING', next_attempt_at = created_at`);
    expect(await prune(tenant)).toEqual(nothingPruned);
    await rows(`UPDATE alerts SET snoozed_until = $1`, [now]);
    expect(await prune(tenant)).toEqual({ ...nothingPruned, alerts: 1 });
  });

  it('are deleted in statements of a thousand rows', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    await addAlerts(tenant, Array<number>(1_200).fill(500));
    test.statements.length = 0;
    expect(await prune(tenant)).toEqual({ ...nothingPruned, alerts: 1_200, deliveries: 1_200 });
    for (const name of ['alerts.prune', 'alertDeliveries.prune']) {
      expect(test.statements.filter((statement) => statement.includes(name))).toHaveLength(2);
    }
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
      text: 'Pruned: 2 executions, 1 visits to feeds, 0 repeated calls, 0 alerts, 0 deliveries.',
      json: { pruned: { ...nothingPruned, executions: 2, fetches: 1 } },
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
    await addAlerts(
      tenant,
      [...Array(20_000).keys()].map((at) => at % 95),
    );
    await rows('ANALYZE alerts, alert_deliveries');
    for (const [statement, index] of [
      [history.alertsStatement(before, now), 'alerts_opened_idx'],
      [history.deliveriesStatement(before), 'alert_deliveries_created_idx'],
    ] as const) {
      const plan = await explain({ text: statement.text, values: statement.values });
      expect(indexesOf(plan)).toContain(index);
    }
    const [alert] = await rows<{ id: string }>('SELECT id FROM alerts LIMIT 1');
    // What PostgreSQL does for the foreign key as an alert is deleted.
    const cascade = await explain({
      text: 'DELETE FROM alert_deliveries WHERE tenant_id = $1 AND alert_id = $2',
      values: [tenant, alert?.id],
    });
    expect(indexesOf(cascade)).toEqual(['alert_deliveries_alert_idx']);
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
