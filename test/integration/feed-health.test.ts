import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type FeedEventFilter,
  FeedEventsDocument,
  FeedHealthByIdDocument,
  UpdateFeedDocument,
  type UpdateFeedInput,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { createTestPipeline, makeAllDue, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, type PressItem, startPress, type TestPress } from '../support/press.ts';
import { type Subscription, transports } from '../support/streams.ts';

const hourMs = 3_600_000;

let api: TestApi;
let press: TestPress;
let test: TestPipeline;
let other: TestTenant;
const opened: Subscription[] = [];
beforeAll(async () => {
  api = await startApi();
  press = await startPress();
  test = createTestPipeline(api.database.url, { hosts: ['127.0.0.1'] });
  other = await api.addTenant('maison-y');
});
afterEach(async () => {
  for (const subscription of opened.splice(0)) subscription.close();
  await rows('DELETE FROM feeds');
});
afterAll(async () => {
  await test.close();
  await press.close();
  await api.close();
});

const rows = <Row extends object>(statement: string) => sql<Row>(api.database.url, statement);

/** Follows a feed and gives its id. */
async function follow(url: string): Promise<string> {
  const { id } = await api.tenant.feeds.addOne({ url, title: null, provider: 'RSS' });
  return id;
}

/** Reads the due feeds as if it were so many hours from now. */
async function readIn(hours: number): Promise<void> {
  test.setTime(new Date(Date.now() + hours * hourMs));
  await test.run({ tenant: api.tenant.slug });
}

/** A feed that was read, its past being so many new entries on each of the days before today. */
async function readFeedWithPast(entries: number[], path = '/past.xml'): Promise<string> {
  const id = await follow(press.feed(path, noPages(3)));
  await readIn(0);
  await sql(
    api.database.url,
    `INSERT INTO feed_days (tenant_id, feed_id, day, visits, visits_well, entries_new)
     SELECT $1, $2, (now() AT TIME ZONE 'UTC')::date - cardinality($3::integer[]) - 1 + at::integer, 24, 24, entries
     FROM unnest($3::integer[]) WITH ORDINALITY AS past(entries, at)`,
    [api.tenant.tenantId, id, entries],
  );
  return id;
}

let series = 0;
/** New entries that carry their text, so that no page is opened. */
function noPages(count: number): PressItem[] {
  series += 1;
  return items(count, { series: `s${series}-` });
}

const health = async (id: string) => dataOf(await api.query(FeedHealthByIdDocument, { id })).feed;
const events = async (filter: FeedEventFilter | null = null, key = api.tenant.key) =>
  dataOf(await api.query(FeedEventsDocument, { filter }, key)).feedEvents;
const kinds = async (filter: FeedEventFilter | null = null) =>
  (await events(filter)).nodes.map(({ kind }) => kind);

describe('the health of a feed', () => {
  it('follows its visits, and leaves out what it held when it was first read', async () => {
    const id = await follow(press.feed('/news.xml', noPages(5)));
    expect(await health(id)).toMatchObject({ health: { state: 'NEW', successRate: null, okFetches: 0 } });
    await readIn(0);
    expect(await health(id)).toMatchObject({
      failures: 0,
      schedule: 'ADAPTIVE',
      intervalMinutes: 60,
      health: { state: 'HEALTHY', successRate: 1, expectedFetches: 1, okFetches: 1, entriesPerDay: 0 },
    });
    press.feed('/news.xml', noPages(3));
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await health(id)).toMatchObject({ health: { okFetches: 2, entriesPerDay: 3 } });
    press.answer('/news.xml', (_, response) => response.writeHead(500).end());
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await health(id)).toMatchObject({
      failures: 1,
      softFailures: 1,
      hardFailures: 0,
      health: { state: 'FAILING', successRate: expect.closeTo(2 / 3), expectedFetches: 3, okFetches: 2 },
    });
  });

  it('counts the visits that fell due while nobody was there to make them', async () => {
    const id = await follow(press.feed('/news.xml', noPages(2)));
    await makeAllDue(api.database.url);
    await readIn(-5.5);
    // It was due 4.5 hours ago, and four times since.
    expect(await health(id)).toMatchObject({
      health: { state: 'OVERDUE', expectedFetches: 5, okFetches: 1, successRate: 1 },
    });
    await readIn(0);
    expect(await health(id)).toMatchObject({
      health: { state: 'HEALTHY', expectedFetches: 6, okFetches: 2, successRate: 1 },
    });
  });

  it('does not suffer from our own faults', async () => {
    const id = await follow(press.feed('/news.xml', noPages(2)));
    await rows("ALTER TABLE reports ADD CONSTRAINT made_up CHECK (title = 'none') NOT VALID");
    await readIn(0);
    await rows('ALTER TABLE reports DROP CONSTRAINT made_up');
    expect(await health(id)).toMatchObject({
      failures: 0,
      health: { successRate: null, expectedFetches: 1, okFetches: 0 },
    });
  });
});

describe('the pace of a feed', () => {
  it.each([
    [2, 360],
    [12, 60],
    [100, 15],
  ])('that brings %i entries a day is every %i minutes', async (perDay, minutes) => {
    const id = await readFeedWithPast(Array(13).fill(perDay));
    await makeAllDue(api.database.url);
    await readIn(0);
    const { intervalMinutes, schedule } = await health(id);
    expect(schedule).toBe('ADAPTIVE');
    // Today, on which nothing came, is one of the fourteen days.
    expect(Math.abs(intervalMinutes - minutes)).toBeLessThanOrEqual(minutes / 10);
    const [{ wait } = { wait: 0 }] = await rows<{ wait: number }>(
      'SELECT extract(epoch FROM next_fetch_at - last_fetched_at)::float8 / 60 AS wait FROM feeds',
    );
    expect(wait).toBeCloseTo(intervalMinutes, 0);
  });

  it('stays as a person set it, until it is left to the feed again', async () => {
    const id = await readFeedWithPast(Array(14).fill(0));
    const update = async (change: Omit<UpdateFeedInput, 'id'>) =>
      dataOf(await api.query(UpdateFeedDocument, { input: { id, ...change } })).updateFeed.feed;
    expect(await update({ intervalMinutes: 10 })).toMatchObject({ intervalMinutes: 10 });
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await health(id)).toMatchObject({ schedule: 'FIXED', intervalMinutes: 10 });
    await update({ schedule: 'ADAPTIVE' });
    expect(await health(id)).toMatchObject({ schedule: 'ADAPTIVE', intervalMinutes: 10 });
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await health(id)).toMatchObject({ schedule: 'ADAPTIVE', intervalMinutes: 360 });
  });

  it('minds what the feed says of its own, in its document and its headers, also when it has not changed', async () => {
    const waits = async () =>
      (
        await rows<{ wait: number }>(
          'SELECT extract(epoch FROM next_fetch_at - last_fetched_at)::integer / 60 AS wait FROM feeds',
        )
      ).map(({ wait }) => wait);
    const document = press.url;
    const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Slow</title><link>${document}</link>
      <ttl>180</ttl><item><title>Gucci</title><guid>1</guid></item></channel></rss>`;
    await follow(press.document('/slow.xml', xml, 'application/rss+xml'));
    await readIn(0);
    expect(await waits()).toEqual([180]);
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await rows('SELECT outcome FROM feed_fetches ORDER BY id')).toEqual([
      { outcome: 'READ' },
      { outcome: 'NOT_MODIFIED' },
    ]);
    expect(await waits()).toEqual([180]);
    press.answer('/slow.xml', (_, response) =>
      response.writeHead(200, { 'cache-control': 'max-age=14400' }).end(xml.replace('180', '30')),
    );
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await waits()).toEqual([240]);
  });
});

describe('a feed that', () => {
  it('falls silent says so once, and again when it is back', async () => {
    const id = await readFeedWithPast([...Array(20).fill(4), 0, 0, 0]);
    for (let times = 0; times < 2; times++) {
      await makeAllDue(api.database.url);
      await readIn(0);
    }
    expect(await health(id)).toMatchObject({ health: { state: 'SILENT' } });
    expect(await events()).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          kind: 'SILENT',
          message: expect.stringMatching(/^No new entry since \d{4}-\d\d-\d\d, for 4 days/),
          feed: { id },
        },
      ],
    });
    press.feed('/past.xml', noPages(1));
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await health(id)).toMatchObject({ health: { state: 'HEALTHY' } });
    expect(await kinds()).toEqual(['USUAL_AGAIN', 'SILENT']);
  });

  it('floods says so', async () => {
    const id = await readFeedWithPast(Array(30).fill(1));
    press.feed('/past.xml', noPages(60));
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await health(id)).toMatchObject({ health: { state: 'FLOODING' } });
    expect((await events()).nodes).toMatchObject([
      { kind: 'FLOODING', message: expect.stringMatching(/^66 new entries in 7 days/) },
    ]);
  });

  it('fails is not judged by what it does not bring', async () => {
    const id = await readFeedWithPast([...Array(20).fill(4), 0, 0, 0]);
    press.answer('/past.xml', (_, response) => response.writeHead(503).end());
    await makeAllDue(api.database.url);
    await readIn(0);
    expect(await health(id)).toMatchObject({ health: { state: 'FAILING' } });
    expect((await events()).totalCount).toBe(0);
  });
});

describe('what happens to feeds', () => {
  it('is filtered by kind and feed, and no other tenant sees it', async () => {
    const gone = press.answer('/gone.xml', (_, response) => response.writeHead(410).end());
    const id = await follow(gone);
    const missing = await follow(`${press.url}/missing.xml`);
    await rows("UPDATE feeds SET failures = 29 WHERE url LIKE '%missing.xml'");
    await readIn(0);
    expect((await kinds()).sort()).toEqual(['ENDED', 'PARKED']);
    expect(await kinds({ kinds: ['PARKED', 'MOVED'] })).toEqual(['PARKED']);
    expect(await kinds({ feedIds: [id] })).toEqual(['ENDED']);
    expect(await kinds({ feedIds: [id], kinds: ['PARKED'] })).toEqual([]);
    expect((await kinds({ feedIds: [], kinds: [] })).length).toBe(2);
    expect(await health(missing)).toMatchObject({
      stateReason: expect.stringMatching(
        /^30 visits in a row failed, 1 of them .* The last: http.* answered 404/,
      ),
      health: { state: 'STOPPED' },
    });
    expect(await events(null, other.key)).toEqual({ totalCount: 0, nodes: [] });
    const refused = await api.query(FeedEventsDocument, { filter: { feedIds: ['7'] } });
    expect(refused.errors).toMatchObject([{ extensions: { fields: [{ field: 'filter.feedIds' }] } }]);
  });

  it.each(Object.entries(transports))('is told to subscribers over %s', async (_, subscribe) => {
    const query =
      'subscription ($filter: FeedEventFilter) { feedEventAdded(filter: $filter) { kind feed { url } } }';
    const open = (variables: object, key = api.tenant.key) => {
      const subscription = subscribe({ url: api.url, key, query, variables: { ...variables } });
      opened.push(subscription);
      return subscription;
    };
    const all = open({});
    const others = open({ filter: { kinds: ['MOVED'] } });
    const theirs = open({}, other.key);
    const url = press.answer('/gone.xml', (_request, response) => response.writeHead(410).end());
    await expect
      .poll(async () => {
        await rows('DELETE FROM feeds');
        await follow(url);
        await readIn(0);
        return all.results.length;
      })
      .toBeGreaterThan(0);
    expect(all.results[0]).toEqual({ data: { feedEventAdded: { kind: 'ENDED', feed: { url } } } });
    expect([...others.results, ...theirs.results]).toEqual([]);
  });
});
