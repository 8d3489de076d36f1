import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, longText, type PressItem, sentenceOf, startPress, type TestPress } from '../support/press.ts';

const now = new Date('2026-11-23T09:30:00Z');

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, { hosts: ['127.0.0.1'] });
  test.setTime(now);
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
  await sql(database.url, 'DELETE FROM tenants');
});

const rows = <Row extends object>(statement: string) => sql<Row>(database.url, statement);
const count = async (table: string) =>
  (await rows<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`))[0]?.count;
const runOnce = async () => (await test.run())[0]?.execution;
/** The statements of a run that name a table or end a transaction, without those of the run itself. */
const statementsOfTheFeed = () =>
  test.statements.filter(
    (text) => !/executions\.(reclaim|reap|begin|finish)|feeds\.due|brands\.settings|"tenants"/.test(text),
  );

describe('a run over the feeds of a tenant', () => {
  it('makes of each entry a report with its text, keys, brands, mentions and time', async () => {
    await test.follow('one', [press.feed('/news.xml', items(2))]);
    await test.run();
    const stored =
      await rows(`SELECT title, url, canonical_url, source, provider, language, language_confidence, analysis,
      (topic || further_topics)::text[] AS topics, brands,
      published_at, published_at_source, ingested_at, full_text, feed_id FROM reports ORDER BY title`);
    expect(stored).toHaveLength(2);
    expect(stored[0]).toMatchObject({
      title: 'Gucci opens store number a0',
      url: `${press.url}/articles/a0`,
      canonical_url: `https://${press.host}/articles/a0`,
      source: 'The Test Press',
      provider: 'RSS',
      language: 'en',
      language_confidence: 1,
      analysis: 'FULL',
      topics: expect.arrayContaining(['RETAIL']),
      brands: ['Gucci', 'Prada'],
      published_at: new Date('2026-11-20T12:00:00Z'),
      published_at_source: 'ENTRY',
      full_text: expect.stringContaining(sentenceOf('/articles/a0')),
    });
    expect(await rows('SELECT key FROM report_keys ORDER BY key')).toEqual([
      { key: 'guid:urn:test:a:0' },
      { key: 'guid:urn:test:a:1' },
      { key: `url:https://${press.host}/articles/a0` },
      { key: `url:https://${press.host}/articles/a1` },
    ]);
    const mentions = await rows(`SELECT brand, position, quote FROM report_brands
      JOIN reports ON reports.id = report_id AND title LIKE '%a1' ORDER BY brand`);
    expect(mentions).toEqual([
      { brand: 'Gucci', position: 'HEADLINE', quote: 'Gucci opens store number a1' },
      { brand: 'Prada', position: 'BODY', quote: expect.stringContaining('such as Prada') },
    ]);
  });

  it('says of a report without any date that its time is when it was first seen', async () => {
    const [{ date, ...undated } = { title: '', link: '' }] = items(1);
    await test.follow('one', [press.feed('/news.xml', [undated])]);
    await test.run();
    expect(await rows('SELECT published_at, published_at_source FROM reports')).toEqual([
      { published_at: now, published_at_source: 'FIRST_SEEN' },
    ]);
  });

  it('reads all entries of a feed, and not its first ten', async () => {
    await test.follow('one', [press.feed('/long.xml', articles(150))]);
    expect(await runOnce()).toMatchObject({ itemsSeen: 150, itemsNew: 150 });
    expect(await count('reports')).toBe(150);
  });

  it('sends a statement no more for a hundred new entries than for one', async () => {
    await test.follow('one', [press.feed('/one.xml', articles(1))]);
    await test.run();
    const forOne = statementsOfTheFeed();
    await test.follow('two', [press.feed('/hundred.xml', articles(100))]);
    await test.run({ tenant: 'two' });
    const forHundred = statementsOfTheFeed();
    expect(forHundred).toHaveLength(forOne.length);
    const names = forHundred.map((text) => /\/\* ([\w.]+) \*\//.exec(text)?.[1] ?? text);
    expect(names.filter((name) => !/^(BEGIN|COMMIT)/.test(name))).toEqual([
      // That the run has begun.
      'events.tell',
      'reportKeys.known',
      'reportKeys.claim',
      'reports.insert',
      'reportBrands.insert',
      'tenants.takeTurn',
      'stories.storeSignatures',
      'stories.candidates',
      'stories.join',
      'rollups.append',
      'jobQueue.addEvaluation',
      'feeds.storeState',
      'feedFetches.store',
      'executions.addFeed',
      'events.tell',
      'tenantVersions.move',
      'events.tell',
      // That the run has ended, and what a run without a queue does for itself.
      'events.tell',
      'jobQueue.takeEvaluation',
      'alertRules.lock',
      'alertRules.toEvaluate',
      'alertDeliveries.due',
      'tenants.unfolded',
      'rollups.takeFold',
      'rollups.foldReports',
      'sheets.numberBrands',
      'sheets.write',
      'rollups.takeFold',
      'rollups.foldBrands',
      'sheets.numberBrands',
      'sheets.write',
      'tenants.uncounted',
    ]);
  });
});

describe('a second run', () => {
  it('sends the validators, hears 304, and asks for no page again', async () => {
    await test.follow('one', [press.feed('/news.xml', items(3))]);
    await test.run();
    await test.makeAllDue();
    press.forget();
    const [outcome] = await test.run();
    expect(outcome?.feeds[0]?.visit).toMatchObject({ outcome: 'NOT_MODIFIED', httpStatus: 304, error: null });
    expect(press.requests().map(({ url, headers }) => [url, headers['if-none-match']])).toEqual([
      ['/news.xml', expect.stringMatching(/^"[0-9a-f]{16}"$/)],
    ]);
    expect(outcome?.execution).toMatchObject({ status: 'SUCCESS', itemsSeen: 0, itemsNew: 0 });
  });

  it('finds only duplicates, and opens only the page of what is new, when the feed has changed', async () => {
    await test.follow('one', [press.feed('/news.xml', items(3))]);
    await test.run();
    await test.makeAllDue();
    press.forget();
    press.feed('/news.xml', [...items(1, { series: 'b' }), ...items(3)]);
    expect(await runOnce()).toMatchObject({ itemsSeen: 4, itemsNew: 1, itemsDuplicate: 3, itemsFailed: 0 });
    expect(press.pageRequests()).toEqual(['/articles/b0']);
    expect(await count('reports')).toBe(4);
  });

  it('does not bring back a report that was deleted', async () => {
    const feed = press.feed('/news.xml', items(2));
    await test.follow('one', [feed]);
    await test.run();
    await rows("DELETE FROM reports WHERE title LIKE '%a0'");
    press.forget();
    expect((await test.run({ feeds: [feed], force: true }))[0]?.execution).toMatchObject({
      itemsSeen: 2,
      itemsNew: 0,
      itemsDuplicate: 2,
    });
    expect(await rows('SELECT title FROM reports')).toEqual([{ title: 'Gucci opens store number a1' }]);
    expect(press.pageRequests()).toEqual([]);
  });

  it('stores what a page brought even when the report of another key was deleted in the meantime', async () => {
    const feed = press.feed('/news.xml', items(1));
    await test.follow('one', [feed]);
    await test.run();
    // The known entry comes under a further guid, and its report goes while the pages of the others are read.
    const [first = { title: '', link: '' }, ...others] = [...items(1), ...items(2, { series: 'b' })];
    press.feed('/news.xml', [{ ...first, guid: 'urn:test:moved' }, ...others]);
    press.answer('/articles/b0', async (_, response) => {
      await rows("DELETE FROM reports WHERE title LIKE '%a0'");
      response.writeHead(404).end();
    });
    expect((await test.run({ feeds: [feed], force: true }))[0]?.execution).toMatchObject({
      status: 'SUCCESS',
      itemsNew: 2,
      itemsDuplicate: 1,
    });
    expect(await rows("SELECT report_id FROM report_keys WHERE key = 'guid:urn:test:moved'")).toEqual([
      { report_id: null },
    ]);
  });
});

describe('the counts', () => {
  it('add up over the feeds of a run, in the execution and in the row of each visit', async () => {
    const good = press.feed('/good.xml', items(3));
    await test.follow('one', [good, `${press.url}/missing.xml`]);
    expect(await runOnce()).toMatchObject({
      status: 'PARTIAL',
      feedsTotal: 2,
      feedsDone: 2,
      feedsFailed: 1,
      itemsSeen: 3,
      itemsNew: 3,
      itemsDuplicate: 0,
      itemsFailed: 0,
      startedAt: now,
      finishedAt: now,
      error: `1 of 2 feeds could not be read: ${press.url}/missing.xml answered 404: there is no feed at this address.`,
    });
    expect(
      await rows(`SELECT url, outcome, http_status, entries_seen, entries_new, fetched_at
        FROM feed_fetches JOIN feeds ON feeds.id = feed_id ORDER BY url`),
    ).toEqual([
      { url: good, outcome: 'READ', http_status: 200, entries_seen: 3, entries_new: 3, fetched_at: now },
      {
        url: `${press.url}/missing.xml`,
        outcome: 'FAILED',
        http_status: 404,
        entries_seen: 0,
        entries_new: 0,
        fetched_at: now,
      },
    ]);
  });

  it('tell a run in which everything was read from one in which nothing was', async () => {
    await test.follow('good', [press.feed('/good.xml', items(1))]);
    await test.follow('bad', [`${press.url}/missing.xml`]);
    const outcomes = await test.run();
    expect(outcomes.map(({ tenant, execution }) => [tenant.slug, execution.status])).toEqual([
      ['bad', 'FAILED'],
      ['good', 'SUCCESS'],
    ]);
  });

  it('leave no execution behind when nothing is due', async () => {
    await test.follow('one', [press.feed('/good.xml', items(1))]);
    await test.run();
    expect(await test.run()).toEqual([]);
    expect(await count('job_executions')).toBe(1);
  });
});

/** Entries that carry their text, so that no page is opened. */
function articles(number: number): PressItem[] {
  return items(number).map((item) => ({ ...item, content: longText }));
}
