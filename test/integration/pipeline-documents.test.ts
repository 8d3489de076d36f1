import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { items, longText, rss, startPress, type TestPress } from '../support/press.ts';

let api: TestApi;
let press: TestPress;
let test: TestPipeline;
beforeAll(async () => {
  api = await startApi();
  test = createTestPipeline(api.database.url, { hosts: ['127.0.0.1'] });
});
afterAll(async () => {
  await test.close();
  await api.close();
});
beforeEach(async () => {
  press = await startPress();
});
afterEach(async () => {
  await press.close();
  await sql(api.database.url, 'DELETE FROM feeds');
  await sql(api.database.url, 'DELETE FROM reports');
  await sql(api.database.url, 'DELETE FROM report_keys');
});

/** Has the API's tenant follow one feed, which is due. */
async function follow(url: string): Promise<void> {
  await api.tenant.feeds.add([{ url, title: null, provider: 'RSS' }]);
  await test.makeAllDue();
}

const feedAsSeen = async () => {
  const { data } = await api.ask('{ feeds { nodes { state lastError lastErrorCode } } }');
  return data?.feeds;
};

describe('a feed whose document has a defect', () => {
  const prolog = (text: string) => text.replace(/^<\?xml[^>]*>/, '');

  it.each<[string, (whole: string) => string, RegExp, number]>([
    [
      'junk before its prolog',
      (text) => `<b>Warning</b>: mysql is gone\n${text}`,
      /text before the begin/,
      3,
    ],
    [
      'a namespace that it does not declare',
      (text) => text.replace('<item>', '<item><dc:creator>Ann</dc:creator>'),
      /'dc:' without saying which namespace/,
      3,
    ],
    ['no end', (text) => text.slice(0, text.lastIndexOf('<item>') + 20), /cut off before its end/, 2],
    [
      'characters that no text may hold',
      (text) => text.replace('<item><title>', '<item><title>\u0007\0'),
      /characters that no text may hold \(2\)/,
      3,
    ],
    [
      'an entry that is not well-formed',
      (text) => text.replace('<item>', '<item><description>Skirts < knees'),
      /not well-formed; they were repaired/,
      3,
    ],
    ['an entry that says nothing', (text) => text.replace('<item>', '<item></item><item>'), /^entry 1: /, 3],
  ])('by %s is kept as far as it can be read, and says so', async (_, spoil, words, readable) => {
    const document = spoil(prolog(rss(press.url, items(3), 'News')));
    await follow(press.document('/news.xml', document, 'application/rss+xml; charset=utf-8'));
    expect((await test.run())[0]?.execution).toMatchObject({ itemsNew: readable });
    const flagged = {
      nodes: [{ state: 'ACTIVE', lastError: expect.stringMatching(words), lastErrorCode: null }],
    };
    expect(await feedAsSeen()).toEqual(flagged);

    // As long as the document is the same, so is what is wrong with it.
    await test.makeAllDue();
    await test.run();
    expect(await feedAsSeen()).toEqual(flagged);

    press.document('/news.xml', rss(press.url, items(3), 'News'), 'application/rss+xml; charset=utf-8');
    await test.makeAllDue();
    await test.run();
    expect(await feedAsSeen()).toEqual({
      nodes: [{ state: 'ACTIVE', lastError: null, lastErrorCode: null }],
    });
  });
});

describe('a feed that brings more than is held at once', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      title: `Coat ${at}`,
      link: `/p/${at}`,
      guid: `coat-${at}`,
      content: longText,
    }));
  const stored = () => sql(api.database.url, 'SELECT count(*)::integer AS reports FROM reports');

  it('is stored in parts, and counted once', async () => {
    await follow(press.feed('/large.xml', [...many(1_200), ...many(10)]));
    const [outcome] = await test.run();
    const counts = { itemsSeen: 1_210, itemsNew: 1_200, itemsDuplicate: 10, itemsFailed: 0 };
    expect(outcome?.execution).toMatchObject({ status: 'SUCCESS', feedsDone: 1, ...counts });
    expect(outcome?.feeds[0]?.visit.items).toEqual({ seen: 1_210, new: 1_200, duplicate: 10, failed: 0 });
    expect(test.statements.filter((statement) => statement.includes('/* reports.insert */'))).toHaveLength(3);
    expect(await stored()).toEqual([{ reports: 1_200 }]);
  });

  it('goes on where it was stopped', async () => {
    const stop = new AbortController();
    const stopped = createTestPipeline(api.database.url, {
      hosts: ['127.0.0.1'],
      change: ({ enricher }) => ({
        enricher: {
          for() {
            return this;
          },
          enrich: async (entry, feed, context) => {
            if (entry.title === 'Coat 300') stop.abort();
            return enricher.enrich(entry, feed, context);
          },
        },
      }),
    });
    await follow(press.feed('/large.xml', many(1_200)));
    await stopped.run({ signal: stop.signal });
    await stopped.close();
    // Oldest first, hence from the end of the document: the part with number 300 was the second of three.
    expect(await stored()).toEqual([{ reports: 500 }]);
    await test.makeAllDue();
    expect((await test.run())[0]?.execution).toMatchObject({
      status: 'SUCCESS',
      itemsNew: 700,
      itemsDuplicate: 500,
    });
    expect(await stored()).toEqual([{ reports: 1_200 }]);
  });
});
