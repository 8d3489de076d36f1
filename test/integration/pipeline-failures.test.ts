import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, rss, startPress, type TestPress } from '../support/press.ts';

const now = new Date('2026-11-23T09:30:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, {
    hosts: ['127.0.0.1'],
    feedsAtOnce: 12,
    patienceMs: (url) => (url.includes('/hang') ? 1_500 : 20_000),
  });
});
afterAll(async () => {
  await test.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
  test.setTime(now);
});
afterEach(async () => {
  await press.close();
  await rows('DELETE FROM tenants');
});

const rows = <Row extends object>(statement: string) => sql<Row>(database.url, statement);
const feedState = () => rows('SELECT state, failures, next_fetch_at, last_error FROM feeds');

/** Feeds that cannot be read, by what is wrong with them, with what is said of each after its address. */
function badFeeds(): { url: string; words: RegExp; status: number | null; code: string }[] {
  const xml = { 'content-type': 'application/rss+xml' };
  const whole = rss(press.url, items(20), 'Cut off');
  const answers = press.answer;
  return [
    {
      url: `${press.url}/missing.xml`,
      words: / answered 404: there is no feed/,
      status: 404,
      code: 'HTTP_STATUS',
    },
    {
      url: answers('/hang.xml', (_, response) =>
        response.writeHead(200, xml).write('<?xml version="1.0"?><rss>'),
      ),
      words: / did not complete its answer within 1\.5 s\./,
      status: null,
      code: 'TIMEOUT',
    },
    {
      url: press.document('/page.xml', '<!doctype html><html><body>News</body></html>', 'text/html'),
      words: / is a web page, not a feed\./,
      status: 200,
      code: 'NOT_A_FEED',
    },
    {
      url: answers('/bomb.xml', (_, response) => {
        response.writeHead(200, { ...xml, 'content-encoding': 'gzip' });
        const block = Buffer.alloc(1024 * 1024, ' ');
        Readable.from(Array.from({ length: 300 }, () => block))
          .pipe(createGzip({ level: 1 }))
          .pipe(response);
      }),
      words: / sent more than 15 MiB\./,
      status: null,
      code: 'TOO_LARGE',
    },
    {
      url: press.feed('/private.xml', items(1)).replace('127.0.0.1', '127.0.0.2'),
      words: / leads to a private address, which is not asked\./,
      status: null,
      code: 'PRIVATE_ADDRESS',
    },
    { url: 'http://127.0.0.1:1/feed.xml', words: / refused the connection\./, status: null, code: 'REFUSED' },
    {
      url: answers('/loop.xml', (_, response) => response.writeHead(302, { location: '/loop.xml' }).end()),
      words: / redirects in a circle\./,
      status: null,
      code: 'TOO_MANY_REDIRECTS',
    },
    {
      url: answers('/cut.xml', (_, response) => {
        response.writeHead(200, { ...xml, 'content-length': Buffer.byteLength(whole) });
        response.write(whole.slice(0, whole.length / 2), () => response.destroy());
      }),
      words: / closed the connection before its answer was complete\./,
      status: null,
      code: 'CUT_OFF',
    },
  ];
}

describe('feeds that cannot be read', () => {
  it('say why in words, wait longer, and do not disturb the one that can', async () => {
    const bad = badFeeds();
    const good = press.feed('/good.xml', items(5));
    await test.follow('one', [...bad.map(({ url }) => url), good]);
    const [outcome] = await test.run();
    expect(outcome?.execution).toMatchObject({
      status: 'PARTIAL',
      feedsTotal: bad.length + 1,
      feedsDone: bad.length + 1,
      feedsFailed: bad.length,
      itemsNew: 5,
    });
    const stored = await rows<{
      url: string;
    }>(`SELECT url, state, failures, next_fetch_at, last_error, last_error_code,
      last_success_at, etag, outcome, http_status, error FROM feeds JOIN feed_fetches ON feed_id = feeds.id`);
    const byUrl = new Map(stored.map((row) => [row.url, row]));
    for (const { url, words, status, code } of bad) {
      expect(byUrl.get(url), url).toMatchObject({
        state: 'ACTIVE',
        failures: 1,
        next_fetch_at: minutesLater(60),
        last_error: expect.stringMatching(words),
        last_error_code: code,
        last_success_at: null,
        etag: null,
        outcome: 'FAILED',
        http_status: status,
        error: expect.stringContaining(url),
      });
    }
    expect(byUrl.get(good)).toMatchObject({
      failures: 0,
      last_error: null,
      outcome: 'READ',
      last_success_at: now,
    });
    expect(await rows('SELECT count(*)::integer AS reports FROM reports')).toEqual([{ reports: 5 }]);
  });

  it('lose nothing that was read before, and are well again with the first success', async () => {
    await test.follow('one', [press.feed('/news.xml', items(2))]);
    await test.run();
    press.answer('/news.xml', (_, response) => response.writeHead(500).end());
    for (const failures of [1, 2]) {
      await test.makeAllDue();
      await test.run();
      expect(await feedState()).toMatchObject([{ failures, next_fetch_at: minutesLater(60 * failures) }]);
    }
    expect(await rows('SELECT etag FROM feeds')).toEqual([{ etag: expect.any(String) }]);
    press.feed('/news.xml', items(2));
    await test.makeAllDue();
    expect((await test.run())[0]?.feeds[0]?.visit.outcome).toBe('NOT_MODIFIED');
    expect(await feedState()).toMatchObject([
      { failures: 0, last_error: null, next_fetch_at: minutesLater(60) },
    ]);
    expect(await rows('SELECT id FROM reports')).toHaveLength(2);
  });

  it('are read as far as it is safe, and say so, when they hold a bomb of entities', async () => {
    const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">${entities.join('')}]>`;
    const withEntries = rss(press.url, items(2), '&e9;').replace(/^<\?xml.*\?>/, bomb);
    await test.follow('one', [press.document('/bomb.xml', withEntries, 'application/rss+xml')]);
    const [outcome] = await test.run();
    expect(outcome?.feeds[0]?.visit).toMatchObject({ outcome: 'READ', items: { seen: 2, new: 2 } });
    expect(await feedState()).toMatchObject([{ failures: 0, last_error: expect.stringMatching(/entities/) }]);
    const empty = `${bomb}<rss version="2.0"><channel><title>&e9;</title></channel></rss>`;
    press.document('/bomb.xml', empty, 'application/rss+xml');
    await test.makeAllDue();
    await test.run();
    expect(await feedState()).toMatchObject([
      {
        failures: 1,
        last_error: `${press.url}/bomb.xml holds no entry. The document defines entities of its own, which are not read.`,
      },
    ]);
  });

  it('wait as long as the site asks', async () => {
    press.answer('/busy.xml', (_, response) => response.writeHead(429, { 'retry-after': '7200' }).end());
    await test.follow('one', [`${press.url}/busy.xml`]);
    await test.run();
    expect(press.requests('/busy.xml')).toHaveLength(1);
    expect(await feedState()).toMatchObject([
      {
        state: 'ACTIVE',
        failures: 1,
        next_fetch_at: minutesLater(120),
        last_error: expect.stringMatching(/ 429/),
      },
    ]);
  });

  it('are ended when the site says that they are gone, and their reports stay', async () => {
    const feed = press.feed('/news.xml', items(2));
    await test.follow('one', [feed]);
    await test.run();
    press.answer('/news.xml', (_, response) => response.writeHead(410).end());
    await test.makeAllDue();
    await test.run();
    expect(await feedState()).toMatchObject([
      { state: 'ENDED', last_error: expect.stringMatching(/gone for good/) },
    ]);
    expect(await rows('SELECT id FROM reports')).toHaveLength(2);
    await test.makeAllDue();
    expect(await test.run()).toEqual([]);
    press.answer('/news.xml', (_, response) => response.writeHead(404).end());
    await test.run({ feeds: [feed], force: true });
    expect(await feedState()).toMatchObject([{ state: 'ENDED' }]);
    press.feed('/news.xml', items(2));
    await test.run({ feeds: [feed], force: true });
    expect(await feedState()).toMatchObject([{ state: 'ACTIVE', failures: 0 }]);
  });

  it('are parked after thirty failures in a row, until they are read by force', async () => {
    const feed = `${press.url}/missing.xml`;
    await test.follow('one', [feed]);
    await rows('UPDATE feeds SET failures = 28');
    await test.run();
    expect(await feedState()).toMatchObject([{ state: 'ACTIVE', failures: 29 }]);
    await test.makeAllDue();
    await test.run();
    expect(await feedState()).toMatchObject([{ state: 'PARKED', failures: 30 }]);
    await test.makeAllDue();
    expect(await test.run()).toEqual([]);
    press.feed('/missing.xml', items(1));
    await test.run({ feeds: [feed], force: true });
    expect(await feedState()).toMatchObject([{ state: 'ACTIVE', failures: 0 }]);
  });
});
