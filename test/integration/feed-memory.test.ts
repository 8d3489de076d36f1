import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, rss, startPress, type TestPress } from '../support/press.ts';

const start = new Date('2026-11-23T09:30:00Z');
const hoursLater = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, { hosts: ['127.0.0.1'] });
});
afterAll(async () => {
  await test.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
  test.setTime(start);
});
afterEach(async () => {
  await press.close();
  await rows('DELETE FROM tenants');
});

const rows = <Row extends object>(statement: string) => sql<Row>(database.url, statement);
const feeds = () => rows<Record<string, unknown>>('SELECT * FROM feeds ORDER BY url');
const events = () => rows('SELECT kind, message, happened_at FROM feed_events ORDER BY id');
const xml = { 'content-type': 'application/rss+xml' };

/** Reads all feeds once more, some hours after the start. */
async function visit(hours = 0) {
  test.setTime(hoursLater(hours));
  await test.makeAllDue();
  const [outcome] = await test.run();
  return outcome?.feeds[0]?.visit;
}

describe('failures', () => {
  it.each([
    [404, 'soft'],
    [429, 'soft'],
    [500, 'soft'],
    [503, 'soft'],
    [401, 'hard'],
    [403, 'hard'],
  ])('of the status %i count as %s', async (status, weight) => {
    press.answer('/news.xml', (_, response) => response.writeHead(status, { 'retry-after': '5' }).end());
    await test.follow('one', [`${press.url}/news.xml`]);
    await visit();
    await visit();
    expect(await feeds()).toMatchObject([{ failures: 2, soft_failures: weight === 'soft' ? 2 : 0 }]);
    press.feed('/news.xml', items(1));
    await visit();
    expect(await feeds()).toMatchObject([{ failures: 0, soft_failures: 0 }]);
  });

  it('park a feed with a reason and one event, and the next success is an event too', async () => {
    const url = press.document('/news.xml', '<!doctype html><p>News', 'text/html');
    await test.follow('one', [url]);
    await rows('UPDATE feeds SET failures = 29, soft_failures = 20');
    await visit();
    const reason = `30 visits in a row failed, 20 of them in a way that tends to pass. The last: ${url} is a web page, not a feed.`;
    expect(await feeds()).toMatchObject([{ state: 'PARKED', state_reason: reason, failures: 30 }]);
    await test.run({ feeds: [url], force: true });
    expect(await events()).toEqual([{ kind: 'PARKED', message: reason, happened_at: start }]);
    press.feed('/news.xml', items(1));
    await test.run({ feeds: [url], force: true });
    expect(await feeds()).toMatchObject([{ state: 'ACTIVE', state_reason: null, failures: 0 }]);
    expect(await events()).toMatchObject([
      { kind: 'PARKED' },
      { kind: 'RECOVERED', message: 'It was PARKED and can be read again.' },
    ]);
  });

  it('say why a feed has ended, once', async () => {
    press.answer('/news.xml', (_, response) => response.writeHead(410).end());
    const url = `${press.url}/news.xml`;
    await test.follow('one', [url]);
    await visit();
    await test.run({ feeds: [url], force: true });
    const reason = `${url} answered 410: the feed is gone for good.`;
    expect(await feeds()).toMatchObject([{ state: 'ENDED', state_reason: reason }]);
    expect(await events()).toMatchObject([{ kind: 'ENDED', message: reason }]);
  });

  it('are told of no feed that a person has paused', async () => {
    const url = `${press.url}/missing.xml`;
    await test.follow('one', [url]);
    await rows("UPDATE feeds SET state = 'PAUSED', failures = 40");
    await test.run({ feeds: [url], force: true });
    expect(await feeds()).toMatchObject([{ state: 'PAUSED', state_reason: null }]);
    expect(await events()).toEqual([]);
  });

  it('of our own are not held against the feed, which is read whole the next time', async () => {
    await test.follow('one', [press.feed('/news.xml', items(2))]);
    await visit();
    await rows('UPDATE feeds SET failures = 3, soft_failures = 2');
    press.feed('/news.xml', items(3));
    await rows(
      "ALTER TABLE reports ADD CONSTRAINT made_up CHECK (title <> 'Gucci opens store number a2') NOT VALID",
    );
    expect(await visit(1)).toMatchObject({ outcome: 'FAILED', errorCode: 'UNFORESEEN' });
    await rows('ALTER TABLE reports DROP CONSTRAINT made_up');
    expect(await feeds()).toMatchObject([
      { state: 'ACTIVE', failures: 3, soft_failures: 2, last_error_code: 'UNFORESEEN', etag: null },
    ]);
    expect(await visit(2)).toMatchObject({ outcome: 'READ', items: { seen: 3, new: 1 } });
  });
});

describe('a site that is down', () => {
  it('is not asked for by its other feeds, which are read as soon as it is well and not blamed', async () => {
    const dead = Array.from({ length: 6 }, (_, at) => {
      const path = `/feed${at}.xml`;
      return press.answer(path, (_request, response) => response.writeHead(500).end());
    });
    const one = createTestPipeline(database.url, { hosts: ['127.0.0.1'], feedsAtOnce: 1 });
    one.setTime(new Date());
    await one.follow('one', dead);
    const [outcome] = await one.run();
    await one.close();
    const codes = outcome?.feeds.map(({ visit: { errorCode } }) => errorCode);
    expect(codes).toEqual([...Array(5).fill('HTTP_STATUS'), 'SITE_DOWN']);
    const [last] = await rows<{ next_fetch_at: Date; last_error: string }>(
      "SELECT failures, soft_failures, state, next_fetch_at, last_error FROM feeds WHERE last_error_code = 'SITE_DOWN'",
    );
    expect(last).toMatchObject({ failures: 0, soft_failures: 0, state: 'ACTIVE' });
    expect(last?.last_error).toMatch(
      /^http\S+ was not asked for, because 127\.0\.0\.1:\d+ failed again and again, the last time so: http\S+ answered 500\.$/,
    );
    expect(last?.next_fetch_at.getTime()).toBeLessThan(Date.now() + 2 * 60_000);
  });
});

describe('validators', () => {
  it('are done without once a day, so that a server whose validators never change is found out', async () => {
    let entries = items(1);
    press.answer('/news.xml', ({ headers }, response) => {
      const validators = { etag: '"never changes"', 'last-modified': 'Sat, 01 Jan 2041 00:00:00 GMT' };
      if (headers['if-none-match']) response.writeHead(304, validators).end();
      else response.writeHead(200, { ...xml, ...validators }).end(rss(press.url, entries, 'News'));
    });
    await test.follow('one', [`${press.url}/news.xml`]);
    await visit();
    entries = items(3);
    expect(await visit(23)).toMatchObject({ outcome: 'NOT_MODIFIED', httpStatus: 304 });
    expect(await visit(24)).toMatchObject({ outcome: 'READ', items: { new: 2 } });
    expect(await feeds()).toMatchObject([{ etag: null, distrusted_until: hoursLater(24 + 30 * 24) }]);
    entries = items(4);
    expect(await visit(25)).toMatchObject({ outcome: 'READ', items: { new: 1 } });
    expect(await visit(26)).toMatchObject({ outcome: 'NOT_MODIFIED', httpStatus: 200 });
    await visit(24 + 30 * 24);
    expect(await feeds()).toMatchObject([{ etag: '"never changes"' }]);
  });

  it('are kept when the daily visit without them finds nothing new', async () => {
    await test.follow('one', [press.feed('/news.xml', items(2))]);
    await visit();
    expect(await visit(24)).toMatchObject({ outcome: 'NOT_MODIFIED', httpStatus: 200 });
    expect(await visit(25)).toMatchObject({ outcome: 'NOT_MODIFIED', httpStatus: 304 });
    expect(await feeds()).toMatchObject([{ distrusted_until: null, unconditional_at: hoursLater(24) }]);
  });

  it('are not needed to tell that a feed is unchanged, but force reads it all the same', async () => {
    const url = press.answer('/news.xml', (_, response) =>
      response.writeHead(200, xml).end(rss(press.url, items(2), 'News')),
    );
    await test.follow('one', [url]);
    await visit();
    expect(await visit(1)).toMatchObject({ outcome: 'NOT_MODIFIED', httpStatus: 200, items: { seen: 0 } });
    const [forced] = await test.run({ feeds: [url], force: true });
    expect(forced?.feeds[0]?.visit).toMatchObject({ outcome: 'READ', items: { seen: 2, duplicate: 2 } });
  });
});

describe('a feed that moves', () => {
  const redirect = (status: number, to: string) =>
    press.answer('/old.xml', (_, response) => response.writeHead(status, { location: to }).end());
  const addresses = async () => (await feeds()).map(({ url }) => url);

  it.each([301, 308])('for good (%i) is read at its new address after five sightings', async (status) => {
    const old = redirect(status, '/new.xml');
    const target = press.feed('/new.xml', items(2));
    await test.follow('one', [old]);
    for (let hour = 0; hour < 4; hour++) await visit(hour);
    expect(await feeds()).toMatchObject([{ url: old, moved_to: target, moved_sightings: 4 }]);
    await visit(4);
    expect(await addresses()).toEqual([target]);
    expect(await events()).toMatchObject([
      {
        kind: 'MOVED',
        message: `${old} moved: 5 visits in a row found it at ${target}, where it is read from now on.`,
      },
    ]);
    press.forget();
    expect(await visit(5)).toMatchObject({ outcome: 'NOT_MODIFIED' });
    expect(press.requests('/old.xml')).toHaveLength(0);
    expect(await feeds()).toMatchObject([{ url: target, moved_to: null, moved_sightings: 0 }]);
    expect(await rows('SELECT id FROM reports')).toHaveLength(2);
  });

  it.each([302, 303, 307])('for the time being (%i) keeps its address', async (status) => {
    const old = redirect(status, '/new.xml');
    press.feed('/new.xml', items(2));
    await test.follow('one', [old]);
    for (let hour = 0; hour < 7; hour++) await visit(hour);
    expect(await feeds()).toMatchObject([{ url: old, moved_to: null, moved_sightings: 0 }]);
  });

  it('to a page, to somewhere else, or back again, begins anew', async () => {
    const old = redirect(301, '/new.xml');
    press.feed('/new.xml', items(2));
    await test.follow('one', [old]);
    for (let hour = 0; hour < 4; hour++) await visit(hour);
    press.document('/new.xml', '<!doctype html><p>We are being rebuilt', 'text/html');
    await visit(4);
    expect(await feeds()).toMatchObject([{ url: old, moved_sightings: 0, failures: 1 }]);
    press.feed('/new.xml', items(2));
    for (let hour = 5; hour < 9; hour++) await visit(hour);
    redirect(301, press.feed('/other.xml', items(2)));
    await visit(9);
    expect(await feeds()).toMatchObject([
      { url: old, moved_to: `${press.url}/other.xml`, moved_sightings: 1 },
    ]);
    press.feed('/old.xml', items(2));
    await visit(10);
    expect(await feeds()).toMatchObject([{ url: old, moved_to: null, moved_sightings: 0 }]);
  });

  it('keeps its sightings over a failure', async () => {
    const old = redirect(301, '/new.xml');
    press.feed('/new.xml', items(2));
    await test.follow('one', [old]);
    for (let hour = 0; hour < 4; hour++) await visit(hour);
    press.answer('/new.xml', (_, response) => response.writeHead(500).end());
    await visit(4);
    expect(await feeds()).toMatchObject([{ url: old, moved_sightings: 4 }]);
    press.feed('/new.xml', items(2));
    await visit(5);
    expect(await addresses()).toEqual([`${press.url}/new.xml`]);
  });

  it('to the address of another feed stays, and says so once', async () => {
    const target = press.feed('/new.xml', items(2));
    const old = redirect(301, '/new.xml');
    await test.follow('one', [old, target]);
    for (let hour = 0; hour < 12; hour++) await visit(hour);
    expect(await addresses()).toEqual([target, old]);
    expect(await events()).toMatchObject([
      {
        kind: 'DUPLICATE',
        message: `${old} moved: 5 visits in a row found it at ${target}, which is followed as another feed.`,
      },
    ]);
    await rows(`DELETE FROM feeds WHERE url = '${target}'`);
    await visit(12);
    expect(await addresses()).toEqual([target]);
  });
});
