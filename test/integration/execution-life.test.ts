import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';

const now = new Date('2026-11-23T09:30:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
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

describe('an execution whose process has died', () => {
  it('is ended with words by the next run of its tenant, while one that lives is left alone', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    const { executions } = test.storage.forTenant(tenant);
    const dead = await executions.begin(3, minutesLater(-30));
    const alive = await executions.begin(3, minutesLater(-30));
    await executions.beat(alive, minutesLater(-1));
    await test.run();
    const found = await executions.byIds([dead, alive]);
    expect(found.find(({ id }) => id === dead)).toMatchObject({
      status: 'FAILED',
      finishedAt: now,
      error: 'Its process ended before it did: 0 of 3 feeds were dealt with.',
    });
    expect(found.find(({ id }) => id === alive)).toMatchObject({ status: 'RUNNING', finishedAt: null });
  });

  it('is not one that stores a feed whose visit began long ago', async () => {
    const tenant = await test.follow('one', [feedUrl]);
    const { executions, feeds, visits } = test.storage.forTenant(tenant);
    const [feed] = await feeds.due(now);
    const id = await executions.begin(1, minutesLater(-30));
    await executions.beat(id, minutesLater(-1));
    await visits.store({
      feedId: feed?.id ?? '',
      executionId: id,
      visit: {
        fetchedAt: minutesLater(-29),
        outcome: 'NOT_MODIFIED',
        httpStatus: 304,
        durationMs: 28 * 60_000,
        items: { seen: 0, new: 0, duplicate: 0, failed: 0 },
        error: null,
        errorCode: null,
      },
      feed: {
        state: 'ACTIVE',
        nextFetchAt: now,
        failures: 0,
        etag: null,
        lastModified: null,
        title: null,
        siteUrl: null,
      },
      reports: [],
      newKeysOfKnown: [],
    });
    expect(await executions.reap(minutesLater(-5), now)).toBe(0);
  });
});

describe('an execution that waits', () => {
  const enqueueOne = async () => {
    const tenant = test.storage.forTenant(await test.follow('one', [feedUrl]));
    const [feed] = await tenant.feeds.due(now, { force: true });
    const [execution] = await tenant.change(null, minutesLater(-30), ({ executions }) =>
      executions.enqueue([feed?.id ?? ''], minutesLater(-30)),
    );
    return { tenant, id: execution?.id ?? '' };
  };

  it('is begun once, and lasts from then', async () => {
    const { tenant, id } = await enqueueOne();
    expect(await tenant.executions.start(id, minutesLater(-1))).toBe(true);
    expect(await tenant.executions.start(id, now)).toBe(false);
    expect(await tenant.executions.byIds([id])).toMatchObject([
      { status: 'RUNNING', startedAt: minutesLater(-1), finishedAt: null },
    ]);
    await tenant.executions.finish(id, null, now);
    expect(await tenant.executions.start(id, now)).toBe(false);
    expect(await tenant.executions.requeue(id, now)).toBe(false);
  });

  it('is not begun by another tenant', async () => {
    const { tenant, id } = await enqueueOne();
    const other = test.storage.forTenant(await test.follow('two', []));
    expect(await other.executions.start(id, now)).toBe(false);
    expect(await tenant.executions.byIds([id])).toMatchObject([{ status: 'QUEUED' }]);
  });

  it('goes on waiting, however long nobody comes', async () => {
    const { tenant, id } = await enqueueOne();
    expect(await tenant.executions.reap(minutesLater(-5), now)).toBe(0);
    expect(await tenant.executions.byIds([id])).toMatchObject([{ status: 'QUEUED', finishedAt: null }]);
  });
});
