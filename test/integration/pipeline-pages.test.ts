import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, longText, rss, sentenceOf, startPress, type TestPress } from '../support/press.ts';

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, {
    hosts: ['127.0.0.1'],
    change: ({ enricher }) => ({
      enricher: {
        for() {
          return this;
        },
        enrich: async (entry, feed, context) => {
          if (entry.title.includes('unlucky')) throw new Error('the analysis has a defect');
          return enricher.enrich(entry, feed, context);
        },
      },
    }),
  });
});
afterAll(async () => {
  await test.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
});
afterEach(async () => {
  await press.close();
  await rows('DELETE FROM tenants');
});

const rows = <Row extends object>(statement: string) => sql<Row>(database.url, statement);

describe('pages are asked for only where they are wanted', () => {
  it('not for entries that carry their full text', async () => {
    const [whole = { title: '', link: '' }, teaser = { title: '', link: '' }] = items(2);
    await test.follow('one', [press.feed('/mixed.xml', [{ ...whole, content: longText }, teaser])]);
    await test.run();
    expect(press.pageRequests()).toEqual(['/articles/a1']);
    const [first, second] = await rows<{ full_text: string }>('SELECT full_text FROM reports ORDER BY title');
    expect(first?.full_text).toMatch(/^Paragraph 1 of a long/);
    expect(second?.full_text).toContain(sentenceOf('/articles/a1'));
  });

  it('not for feeds whose pages are never to be read', async () => {
    await test.follow('one', [press.feed('/news.xml', items(3))]);
    await rows("UPDATE feeds SET page_reading = 'NEVER'");
    expect((await test.run())[0]?.execution).toMatchObject({ status: 'SUCCESS', itemsNew: 3 });
    expect(press.pageRequests()).toEqual([]);
    expect(await rows('SELECT DISTINCT full_text FROM reports')).toEqual([{ full_text: null }]);
  });

  it('not before the known entries have been told from the new ones', async () => {
    const feed = press.feed('/news.xml', items(3));
    await test.follow('one', [feed]);
    await test.run();
    press.forget();
    await test.run({ feeds: [feed], force: true });
    expect(press.requests().map(({ url }) => url)).toEqual(['/news.xml']);
  });
});

describe('a page that its server cannot give just now', () => {
  it('is asked for again, and its text is not lost', async () => {
    let asked = 0;
    press.answer('/articles/a0', (_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503).end('in a moment');
      else
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(`<html><body><article>${longText}</article></body></html>`);
    });
    await test.follow('one', [press.feed('/news.xml', items(1))]);
    await test.run();
    expect(asked).toBe(2);
    const [report] = await rows<{ full_text: string }>('SELECT full_text FROM reports');
    expect(report?.full_text).toMatch(/^Paragraph 1 of a long/);
  });

  it('is asked for once when it is not there', async () => {
    let asked = 0;
    press.answer('/articles/a0', (_, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    await test.follow('one', [press.feed('/news.xml', items(1))]);
    await test.run();
    expect(asked).toBe(1);
  });
});

describe('a feed that was cut off', () => {
  it('is read again from its beginning, though its server has an ETag for what it sent', async () => {
    const whole = rss(press.url, items(4), 'News');
    const cut = whole.slice(0, whole.lastIndexOf('<item>') + 40);
    let sent = cut;
    press.answer('/news.xml', (request, response) => {
      const etag = '"unchanging"';
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
      else response.writeHead(200, { etag, 'content-type': 'application/rss+xml' }).end(sent);
    });
    await test.follow('one', [`${press.url}/news.xml`]);
    expect((await test.run())[0]?.execution).toMatchObject({ itemsNew: 3 });
    sent = whole;
    await test.makeAllDue();
    expect((await test.run())[0]?.execution).toMatchObject({ itemsNew: 1, itemsDuplicate: 3 });
    await test.makeAllDue();
    expect((await test.run())[0]?.feeds[0]?.visit).toMatchObject({ outcome: 'NOT_MODIFIED' });
  });
});

describe('one article in several feeds', () => {
  it('is one report of a tenant, and its page is asked for once', async () => {
    await test.follow('one', [press.feed('/news.xml', items(1)), press.feed('/style.xml', items(1))]);
    const [outcome] = await test.run();
    expect(outcome?.execution).toMatchObject({ itemsSeen: 2, itemsNew: 1, itemsDuplicate: 1 });
    expect(await rows('SELECT title FROM reports')).toHaveLength(1);
    expect(press.pageRequests()).toHaveLength(1);
  });

  it('is one report under all its keys when the feeds give it different guids', async () => {
    const [item = { title: '', link: '' }] = items(1);
    const other = { ...item, guid: 'urn:test:other', link: `${item.link}?utm_source=style` };
    await test.follow('one', [press.feed('/news.xml', [item]), press.feed('/style.xml', [other])]);
    await test.run();
    expect(
      await rows(
        'SELECT count(*)::integer AS keys, count(DISTINCT report_id)::integer AS reports FROM report_keys',
      ),
    ).toEqual([{ keys: 3, reports: 1 }]);
  });

  it('is one report when one feed links to its mobile page, which says whose copy it is', async () => {
    const page = (path: string) =>
      press.document(
        path,
        `<html><head><link rel="canonical" href="/coats/the-coat-is-back"></head><body>${longText}</body></html>`,
        'text/html',
      );
    const item = (path: string) => ({
      title: 'The coat is back',
      link: page(path),
      guid: `urn:test:${path}`,
    });
    const feeds = [
      press.feed('/news.xml', [item('/coats/the-coat-is-back')]),
      press.feed('/mobile.xml', [item('/amp/the-coat-is-back.amp.html')]),
    ];
    await test.follow('one', feeds);
    const [outcome] = await test.run();
    expect(outcome?.execution).toMatchObject({ itemsSeen: 2, itemsNew: 1, itemsDuplicate: 1 });
    const [report] = await rows<{ canonical_url: string }>('SELECT canonical_url FROM reports');
    expect(report?.canonical_url).toContain('/coats/the-coat-is-back');
    press.forget();
    await test.makeAllDue();
    expect((await test.run({ force: true }))[0]?.execution).toMatchObject({ itemsNew: 0, itemsDuplicate: 2 });
    expect(press.requests('/amp/the-coat-is-back.amp.html')).toHaveLength(0);
  });

  it('is several when their pages all name one section as their address', async () => {
    const page = (path: string) =>
      press.document(path, `<head><link rel="canonical" href="/news-today"></head>${longText}`, 'text/html');
    const titled = (title: string) => ({ title, link: page(`/story-${title}`), guid: `urn:test:${title}` });
    await test.follow('one', [press.feed('/news.xml', ['one', 'two', 'three'].map(titled))]);
    expect((await test.run())[0]?.execution).toMatchObject({ itemsNew: 3, itemsDuplicate: 0 });
  });

  it('is a report of each tenant, and its page is asked for once', async () => {
    const feed = press.feed('/news.xml', items(1));
    await test.follow('one', [feed]);
    await test.follow('two', [feed]);
    await test.run();
    const stored = await rows<{ full_text: string }>('SELECT full_text FROM reports');
    expect(stored).toHaveLength(2);
    expect(stored.every((report) => report.full_text.includes(sentenceOf('/articles/a0')))).toBe(true);
    expect(press.pageRequests()).toEqual(['/articles/a0']);
  });
});

describe('one entry with which something is wrong', () => {
  it('costs only itself, and the feed is read again in full with the next visit', async () => {
    const [unlucky = { title: '', link: '' }, ...others] = items(4);
    const feed = press.feed('/news.xml', [{ ...unlucky, title: 'An unlucky title' }, ...others]);
    await test.follow('one', [feed]);
    const [outcome] = await test.run();
    expect(outcome?.execution).toMatchObject({
      status: 'PARTIAL',
      itemsSeen: 4,
      itemsNew: 3,
      itemsFailed: 1,
    });
    expect(await rows('SELECT etag, last_modified, failures, state FROM feeds')).toEqual([
      { etag: null, last_modified: null, failures: 0, state: 'ACTIVE' },
    ]);
    press.feed('/news.xml', items(4));
    await test.makeAllDue();
    expect((await test.run())[0]?.execution).toMatchObject({
      itemsNew: 1,
      itemsDuplicate: 3,
      itemsFailed: 0,
    });
    expect(await rows('SELECT etag FROM feeds')).toEqual([{ etag: expect.any(String) }]);
  });

  it('counts as failed when it cannot be read at all, and costs the feed no second reading', async () => {
    const document = rss(press.url, items(2), 'News').replace('<item>', '<item></item><item>');
    await test.follow('one', [press.document('/news.xml', document, 'application/rss+xml')]);
    const [outcome] = await test.run();
    expect(outcome?.execution).toMatchObject({
      status: 'PARTIAL',
      itemsSeen: 3,
      itemsNew: 2,
      itemsFailed: 1,
    });
    expect(await rows('SELECT last_error FROM feeds')).toEqual([
      { last_error: expect.stringMatching(/^entry 1: /) },
    ]);
    await test.makeAllDue();
    expect((await test.run())[0]?.feeds[0]?.visit.outcome).toBe('NOT_MODIFIED');
  });

  it('is stored without its text when its page cannot be read', async () => {
    await test.follow('one', [press.feed('/news.xml', items(2))]);
    press.answer('/articles/a0', (_, response) => response.writeHead(500).end());
    expect((await test.run())[0]?.execution).toMatchObject({ status: 'SUCCESS', itemsNew: 2 });
    expect(await rows("SELECT full_text FROM reports WHERE title LIKE '%a0'")).toEqual([{ full_text: null }]);
  });

  it('is stored without the characters that no text in the database can hold', async () => {
    await test.follow('one', [press.feed('/news.xml', items(2))]);
    const data =
      '{"@type":"NewsArticle","headline":"x","author":{"@type":"Person","name":"Ann\\u0000\\ud83dLee"}}';
    press.document(
      '/articles/a0',
      `<!doctype html><html><head><script type="application/ld+json">${data}</script></head><body><article>
      ${longText}</article></body></html>`,
      'text/html; charset=utf-8',
    );
    expect((await test.run())[0]?.execution).toMatchObject({ status: 'SUCCESS', itemsNew: 2 });
    expect(await rows("SELECT author FROM reports WHERE title LIKE '%a0'")).toEqual([
      { author: 'Ann\uFFFDLee' },
    ]);
  });
});

describe('a feed that a person pauses', () => {
  it('stays paused when that happens during a visit, and when it is read by force', async () => {
    const feed = press.feed('/news.xml', items(1));
    await test.follow('one', [feed]);
    press.answer('/articles/a0', async (_, response) => {
      await rows("UPDATE feeds SET state = 'PAUSED'");
      response.writeHead(404).end();
    });
    await test.run();
    expect(await rows('SELECT state FROM feeds')).toEqual([{ state: 'PAUSED' }]);
    await test.run({ feeds: [feed], force: true });
    expect(await rows('SELECT state FROM feeds')).toEqual([{ state: 'PAUSED' }]);
    await test.makeAllDue();
    expect(await test.run()).toEqual([]);
  });
});
