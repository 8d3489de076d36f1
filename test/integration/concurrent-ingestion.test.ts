import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, longText, type PressItem, startPress, type TestPress } from '../support/press.ts';
import { until } from '../support/programs.ts';

const feedCount = 6;
const perFeed = 30;
/** Feeds overlap: each begins ten articles after the one before it. */
const articleCount = 10 * (feedCount - 1) + perFeed;

let database: TestDatabase;
let press: TestPress;
let pipelines: TestPipeline[];
beforeAll(async () => {
  database = await createTestDatabase();
  press = await startPress();
  pipelines = Array.from({ length: 8 }, () =>
    createTestPipeline(database.url, { hosts: [press.host], feedsAtOnce: 4, connections: 4 }),
  );
});
afterAll(async () => {
  await Promise.all(pipelines.map((test) => test.close()));
  await press.close();
  await database.drop();
});
const rows = <Row extends object>(statement: string) => sql<Row>(database.url, statement);

const articles: PressItem[] = items(articleCount).map((item) => ({ ...item, content: longText }));

/** Serves the feeds, their entries in the order of a seed. */
function serveFeeds(seed: number): string[] {
  return Array.from({ length: feedCount }, (_, feed) => {
    const entries = articles.slice(feed * 10, feed * 10 + perFeed);
    const order = entries.map((item, at) => ({ item, rank: (at * 7 + seed * 13 + feed) % perFeed }));
    return press.feed(
      `/${feed}.xml`,
      order
        .toSorted((one, other) => one.rank - other.rank)
        // Every other feed knows its entries by address alone, or by a guid of its own.
        .map(({ item: { guid, ...item } }) =>
          feed % 2 === 0 ? { ...item, ...(guid ? { guid } : {}) } : item,
        ),
    );
  });
}

/** All that the feeds have brought, in one line that changes with any of it. */
async function everythingStored(): Promise<unknown> {
  return rows(`SELECT
    (SELECT count(*)::integer FROM reports) AS reports,
    (SELECT md5(string_agg(r::text, ',' ORDER BY id)) FROM reports AS r) AS reports_are,
    (SELECT md5(string_agg(b::text, ',' ORDER BY b::text)) FROM report_brands AS b) AS brands_are,
    (SELECT md5(string_agg(k::text, ',' ORDER BY key)) FROM report_keys AS k) AS keys_are`);
}

describe.each([2, 8])('%i ingestions of the same feeds at once', (writers) => {
  beforeEach(async () => {
    await pipelines[0]?.follow('one', serveFeeds(0));
  });
  afterEach(() => rows('DELETE FROM tenants'));

  it('store each article once, count it once, and meet in no deadlock', async () => {
    const runs = pipelines.slice(0, writers).map((test) => test.run({ force: true }));
    const executions = (await Promise.all(runs)).flat().map(({ execution }) => execution);
    expect(executions.map(({ status }) => status)).toEqual(Array(writers).fill('SUCCESS'));
    for (const { itemsSeen, itemsNew, itemsDuplicate, itemsFailed } of executions) {
      expect(itemsNew + itemsDuplicate).toBe(itemsSeen);
      expect(itemsFailed).toBe(0);
    }
    expect(executions.reduce((sum, { itemsNew }) => sum + itemsNew, 0)).toBe(articleCount);
    expect(await rows('SELECT sum(entries_new)::integer AS fresh FROM feed_fetches')).toEqual([
      { fresh: articleCount },
    ]);
    expect(
      await rows(
        `SELECT count(*)::integer AS reports, count(DISTINCT title)::integer AS titles FROM reports`,
      ),
    ).toEqual([{ reports: articleCount, titles: articleCount }]);
    expect(
      await rows(
        'SELECT FROM reports WHERE NOT EXISTS (SELECT FROM report_keys WHERE report_id = reports.id)',
      ),
    ).toEqual([]);
    expect(
      await rows('SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()'),
    ).toEqual([{ deadlocks: 0 }]);
  });

  it('change nothing when the feeds come again in another order', async () => {
    await pipelines[0]?.run();
    // The first replays may still add keys under which a report is known.
    for (const seed of [1, 2]) {
      serveFeeds(seed);
      await pipelines[0]?.run({ force: true });
    }
    const before = await everythingStored();
    for (const seed of [3, 4, 5]) {
      serveFeeds(seed);
      const outcomes = await Promise.all(
        pipelines.slice(0, writers).map((test) => test.run({ force: true })),
      );
      expect(outcomes.flat().map(({ execution }) => execution.itemsNew)).toEqual(Array(writers).fill(0));
    }
    expect(await everythingStored()).toEqual(before);
  });
});

describe('a transaction that fails', () => {
  beforeEach(async () => {
    await pipelines[0]?.follow('one', [press.feed('/0.xml', articles.slice(0, 12))]);
  });
  afterEach(async () => {
    await rows('DROP TRIGGER IF EXISTS fault ON report_brands');
    await rows('DELETE FROM tenants');
  });

  it('leaves nothing of the feed, and all of it is stored once when the cause is gone', async () => {
    await failInserts({ times: 1_000, code: 'P0001' });
    const [failed] = (await pipelines[0]?.run()) ?? [];
    expect(failed?.execution).toMatchObject({ status: 'FAILED', feedsDone: 1, feedsFailed: 1, itemsNew: 0 });
    expect(failed?.feeds[0]?.visit).toMatchObject({ outcome: 'FAILED', errorCode: 'UNFORESEEN' });
    for (const table of ['reports', 'report_keys', 'report_brands']) {
      expect(await rows(`SELECT FROM ${table}`), table).toEqual([]);
    }
    await rows('DROP TRIGGER fault ON report_brands');
    await pipelines[0]?.makeAllDue();
    const [repaired] = (await pipelines[0]?.run()) ?? [];
    expect(repaired?.execution).toMatchObject({ status: 'SUCCESS', itemsNew: 12, itemsDuplicate: 0 });
    expect(await rows('SELECT FROM reports')).toHaveLength(12);
  });

  it.each([
    ['40001', 'a serialization failure'],
    ['40P01', 'a deadlock'],
  ])('is run again when the server says %s, %s', async (code) => {
    await failInserts({ times: 3, code });
    const [outcome] = (await pipelines[0]?.run()) ?? [];
    expect(outcome?.execution).toMatchObject({ status: 'SUCCESS', itemsSeen: 12, itemsNew: 12 });
    expect(await rows('SELECT FROM reports')).toHaveLength(12);
    expect(await rows('SELECT FROM feed_fetches')).toHaveLength(1);
    expect(await rows('SELECT last_value::integer - 1 AS failures FROM faults')).toEqual([{ failures: 3 }]);
  });

  it('because it met another in a deadlock is run again as a whole, and has one effect', async () => {
    const [feed] = await rows<{ id: string }>('SELECT id FROM feeds');
    await withConnection(database.url, async (other) => {
      // The server ends the one that has waited so long first: the visit's transaction.
      await other.query("SET deadlock_timeout = '30s'");
      await other.query('BEGIN');
      await other.query('SELECT FROM feeds WHERE id = $1 FOR NO KEY UPDATE', [feed?.id]);
      const running = pipelines[0]?.run();
      await until('the visit to wait for its feed, with its keys claimed', async () => {
        const waiting = await rows(`SELECT FROM pg_stat_activity WHERE datname = current_database()
          AND wait_event_type = 'Lock' AND query LIKE '%feeds.storeState%'`);
        return waiting.length > 0;
      });
      await other.query(`INSERT INTO report_keys (tenant_id, key)
        SELECT tenant_id, 'guid:urn:test:a:0' FROM feeds ON CONFLICT DO NOTHING`);
      await other.query('ROLLBACK');
      const [outcome] = (await running) ?? [];
      expect(outcome?.execution).toMatchObject({ status: 'SUCCESS', itemsSeen: 12, itemsNew: 12 });
    });
    const [statistics] = await rows<{ deadlocks: number }>(
      'SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(statistics?.deadlocks).toBeGreaterThan(0);
    expect(await rows('SELECT FROM reports')).toHaveLength(12);
    expect(await rows('SELECT entries_new FROM feed_fetches')).toEqual([{ entries_new: 12 }]);
    expect(pipelines[0]?.statements.filter((text) => text.includes('reportKeys.claim'))).toHaveLength(2);
  });

  it('is no matter when it is only that the connections broke while pages were read', async () => {
    await pipelines[0]?.follow('two', [press.feed('/page.xml', items(3, { series: 'z' }))]);
    press.answer('/articles/z0', async (_, response) => {
      await rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`);
      response.writeHead(404).end();
    });
    const [outcome] = (await pipelines[0]?.run({ tenant: 'two' })) ?? [];
    expect(outcome?.execution).toMatchObject({ status: 'SUCCESS', itemsNew: 3 });
  });

  it('because its feed was deleted costs the other feeds nothing', async () => {
    await pipelines[0]?.follow('two', [
      press.feed('/deleted.xml', items(2, { series: 'y' })),
      press.feed('/1.xml', articles.slice(20, 30)),
    ]);
    press.answer('/articles/y0', async (_, response) => {
      await rows("DELETE FROM feeds WHERE url LIKE '%/deleted.xml'");
      response.writeHead(404).end();
    });
    const [outcome] = (await pipelines[0]?.run({ tenant: 'two' })) ?? [];
    expect(outcome?.execution).toMatchObject({
      status: 'PARTIAL',
      itemsNew: 10,
      error: 'What became of 1 of 2 feeds could not be stored.',
    });
  });
});

/** Has the database itself refuse so many inserts of mentions; the count outlives the transactions that fail. */
async function failInserts({ times, code }: { times: number; code: string }): Promise<void> {
  await rows('DROP SEQUENCE IF EXISTS faults');
  await rows('CREATE SEQUENCE faults');
  await rows(`CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('faults') <= ${times} THEN RAISE EXCEPTION 'injected' USING ERRCODE = '${code}'; END IF;
      RETURN NULL;
    END $$`);
  await rows(
    'CREATE TRIGGER fault AFTER INSERT ON report_brands FOR EACH STATEMENT EXECUTE FUNCTION fault()',
  );
}
