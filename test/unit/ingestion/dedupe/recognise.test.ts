import { describe, expect, it } from 'vitest';
import { entryKeys } from '../../../../src/ingestion/dedupe/entry-keys.ts';
import { recogniseEntries } from '../../../../src/ingestion/dedupe/recognise.ts';
import type { Entry } from '../../../../src/model/feed.ts';

const site = { siteUrl: 'https://www.courier.example/', feedUrl: 'https://feeds.example/courier' };
const nothingKnown = async () => new Map<string, string | null>();

function entry(parts: Partial<Entry>): Entry {
  return {
    guid: null,
    url: null,
    title: 'A title',
    summary: null,
    contentHtml: null,
    author: null,
    categories: [],
    publishedAt: null,
    publishedAtSource: null,
    publishedAtRaw: null,
    outlet: null,
    ...parts,
  };
}
const keys = (parts: Partial<Entry>, context = site) => entryKeys(entry(parts), context);
const article = (n: number) => `https://courier.example/${n}`;

describe('the keys of an entry', () => {
  it('are its guid and its canonical address', () => {
    expect(
      keys({ guid: 'https://courier.example/?p=1', url: 'http://www.courier.example/one/?utm_medium=rss' }),
    ).toEqual(['guid://courier.example/?p=1', 'url:https://courier.example/one']);
  });

  it('fold what changes in the guids of the same article', () => {
    const [first] = keys({ guid: 'https://Courier.example/a#0' });
    for (const guid of [
      'http://courier.example/a#3',
      'HTTP://courier.example/a',
      ' https://courier.example/a ',
    ]) {
      expect(keys({ guid })).toEqual([first]);
    }
    expect(keys({ guid: 'https://courier.example/a#item-3' })).not.toEqual([first]);
  });

  it('keep numbers of different sites apart, and URNs together', () => {
    const [one] = keys({ guid: '17', url: 'https://a.example/x' });
    const [other] = keys({ guid: '17', url: 'https://b.example/x' });
    expect(one).toBe('guid:a.example:17');
    expect(other).toBe('guid:b.example:17');
    expect(keys({ guid: 'urn:uuid:1', url: 'https://a.example/x' })[0]).toBe('guid:urn:uuid:1');
  });

  it('never depend on the feed’s address', () => {
    const parts = { guid: '17', url: article(1), title: 'T' };
    expect(keys(parts, { ...site, feedUrl: 'https://elsewhere.example/' })).toEqual(keys(parts));
    expect(keys({ title: 'T' }, { ...site, feedUrl: 'https://elsewhere.example/' })).toEqual(
      keys({ title: 'T' }),
    );
  });

  it('are title, outlet and day where there is neither guid nor address', () => {
    const publishedAt = new Date('2026-11-02T23:00:00Z');
    expect(keys({ title: 'Loewe: “Ferns”!', publishedAt })).toEqual([
      'title:courier.example|2026-11-02|loewe ferns',
    ]);
    expect(keys({ title: 'T', outlet: { name: 'Vogue', url: null } })).toEqual(['title:vogue||t']);
  });

  it('do not include the front page, which is no article’s address', () => {
    for (const url of ['https://courier.example/', 'http://www.courier.example', 'https://other.example/']) {
      expect(keys({ url, title: 'T' })).toEqual(['title:courier.example||t']);
    }
    expect(keys({ guid: 'https://courier.example', title: 'T' })).toEqual(['title:courier.example||t']);
  });

  it('are hashed when they are long, and stay different', () => {
    const [one = '', other = ''] = [1, 2].flatMap((n) =>
      keys({ url: `https://courier.example/${'x'.repeat(900)}${n}` }),
    );
    expect(one).toMatch(/^url:sha256:[0-9a-f]{64}$/);
    expect(one).not.toBe(other);
  });
});

describe('the entries of a feed', () => {
  it('are looked up at once, whatever their number', async () => {
    const asked: string[][] = [];
    const entries = [1, 2, 3].map((n) => entry({ guid: article(n), url: article(n), title: `T${n}` }));
    await recogniseEntries(entries, site, async (some) => {
      asked.push(some);
      return new Map();
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toHaveLength(6);
    await recogniseEntries([], site, async () => Promise.reject(new Error('asked for nothing')));
  });

  it('are fresh, known or deleted, and teach known reports their new keys', async () => {
    const entries = [1, 2, 3].map((n) => entry({ guid: `urn:${n}`, url: article(n), title: `T${n}` }));
    const known = new Map([
      ['url:https://courier.example/1', 'report-1'],
      ['guid:urn:2', null],
      ['url:https://courier.example/2', null],
    ]);
    const { fresh, duplicates, newKeysOfKnown } = await recogniseEntries(entries, site, async () => known);
    expect(fresh.map(({ entry: { title }, keys }) => [title, keys])).toEqual([
      ['T3', ['guid:urn:3', 'url:https://courier.example/3']],
    ]);
    expect(duplicates).toBe(2);
    expect(newKeysOfKnown).toEqual([{ key: 'guid:urn:1', reportId: 'report-1' }]);
  });

  it('that stand twice in the document become one, with the keys of both', async () => {
    const entries = [
      entry({ guid: 'https://courier.example/a#0', url: `${article(1)}?token=x` }),
      entry({ guid: 'http://courier.example/a#3', url: `${article(1)}?token=y` }),
      entry({ guid: 'urn:other', url: article(2) }),
    ];
    const { fresh, duplicates } = await recogniseEntries(entries, site, nothingKnown);
    expect(duplicates).toBe(1);
    expect(fresh.map(({ keys }) => keys)).toEqual([
      ['guid:urn:other', `url:${article(2)}`],
      ['guid://courier.example/a', `url:${article(1)}?token=x`, `url:${article(1)}?token=y`],
    ]);
  });

  it('that all carry one guid are told apart by their addresses', async () => {
    const entries = [1, 2, 3].map((n) => entry({ guid: 'same', url: article(n), title: `T${n}` }));
    const { fresh } = await recogniseEntries(entries, site, nothingKnown);
    expect(fresh.map(({ keys }) => keys)).toEqual([3, 2, 1].map((n) => [`url:${article(n)}`]));
  });

  it('that all carry one guid and no address are told apart by their titles', async () => {
    const entries = [1, 2].map((n) => entry({ guid: 'urn:same', title: `T${n}` }));
    const { fresh } = await recogniseEntries(entries, site, nothingKnown);
    expect(fresh.map(({ keys }) => keys)).toEqual([
      ['title:courier.example||t2'],
      ['title:courier.example||t1'],
    ]);
  });

  it('that all link to one page are told apart by their guids', async () => {
    const entries = [1, 2].map((n) => entry({ guid: `urn:${n}`, url: `${article(0)}/news`, title: `T${n}` }));
    const { fresh, duplicates } = await recogniseEntries(entries, site, nothingKnown);
    expect(duplicates).toBe(0);
    expect(fresh.map(({ keys }) => keys)).toEqual([['guid:urn:2'], ['guid:urn:1']]);
  });

  it('with a new guid for the same article at the same address are one', async () => {
    const entries = ['x', 'y'].map((guid) => entry({ guid: `urn:${guid}`, url: article(1), title: 'Same' }));
    const { fresh, duplicates } = await recogniseEntries(entries, site, nothingKnown);
    expect(duplicates).toBe(1);
    expect(fresh[0]?.keys).toEqual(['guid:urn:x', `url:${article(1)}`, 'guid:urn:y']);
  });

  it('come oldest first, those without a date beside their neighbours', async () => {
    const dated = (n: number, day: string | null) =>
      entry({
        guid: `urn:${n}`,
        title: `T${n}`,
        publishedAt: day === null ? null : new Date(`2026-11-0${day}`),
      });
    const entries = [
      dated(5, null),
      dated(4, '4'),
      dated(3, null),
      dated(2, '2'),
      dated(1, null),
      dated(0, '3'),
    ];
    const { fresh } = await recogniseEntries(entries, site, nothingKnown);
    expect(fresh.map(({ entry: { title } }) => title)).toEqual(['T2', 'T3', 'T0', 'T1', 'T4', 'T5']);
  });
});
