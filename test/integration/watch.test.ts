import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchAllTenants } from '../../src/ingestion/run.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, startPress, type TestPress } from '../support/press.ts';
import { until } from '../support/programs.ts';

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  press = await startPress();
  test = createTestPipeline(database.url, { hosts: ['127.0.0.1'] });
});
afterAll(async () => {
  await press.close();
  await test.close();
  await database.drop();
});

const titles = async () => (await sql<{ title: string }>(database.url, 'SELECT title FROM reports')).length;

it('reads what falls due while a silent feed is still waited for, and visits no feed twice at once', async () => {
  const silent = press.answer('/silent.xml', () => {});
  await test.follow('one', [silent, press.feed('/first.xml', items(1, { series: 'first' }))]);
  const stop = new AbortController();
  const watching = watchAllTenants(test.pipeline, { signal: stop.signal });
  await until('the first feed', async () => (await titles()) === 1);

  await test.follow('two', [press.feed('/second.xml', items(1, { series: 'second' }))]);
  await until('the second feed', async () => (await titles()) === 2);
  await sleep(200);
  expect(press.requests('/silent.xml')).toHaveLength(1);

  stop.abort();
  await watching;
  const executions = await sql<{ status: string }>(
    database.url,
    'SELECT status FROM job_executions ORDER BY started_at',
  );
  expect(executions.map(({ status }) => status)).toEqual(['PARTIAL', 'SUCCESS']);
});
