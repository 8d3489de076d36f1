import { describe, expect, it } from 'vitest';
import type { KeyContext } from '../../../../src/ingestion/dedupe/entry-keys.ts';
import { recogniseEntries } from '../../../../src/ingestion/dedupe/recognise.ts';
import type { Entry } from '../../../../src/model/feed.ts';

const site = { siteUrl: 'https://www.courier.example/', feedUrl: 'https://feeds.example/courier' };
const nothingKnown = async () => new Map<string, string | null>();

function entry(parts: Partial<Entry>): Entry {
  return {
    guid: null,
    url: null,
    urlResolution: null,
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
const keys = async (parts: Partial<Entry>, context: KeyContext = site) => {
  const { fresh } = await recogniseEntries([entry(parts)], context, nothingKnown);
  return fresh[0]?.keys ?? [];
};
const article = (n: number) => `https://courier.example/${n}`;

describe('the keys of an entry', () => {
  it('are its guid and its canonical address', async () => {
    expect(
      await keys({
        guid: 'https://courier.example/?p=1',
        url: 'http://www.courier.example/one/?utm_medium=rss',
      }),
    ).toEqual(['guid://courier.example/?p=1', 'url:https://courier.example/one']);
  });

  it('fold what changes in the guids of the same article', async () => {
    const [first] = await keys({ guid: 'https://Courier.example/a#0' });
    for (const guid of [
      'http://courier.example/a#3',
      'HTTP://courier.example/a',
      ' https://courier.example/a ',
    ]) {
      expect(await keys({ guid })).toEqual([first]);
    }
    expect(await keys({ guid: 'https://courier.example/a#item-3' })).not.toEqual([first]);
  });

  it('keep numbers of different sites apart, and URNs together', async () => {
    const [one] = await keys({ guid: '17', url: 'https://a.example/x' });
    const [other] = await keys({ guid: '17', url: 'https://b.example/x' });
    expect(one).toBe('guid:a.example:17');
    expect(other).toBe('guid:b.example:17');
    const [urn] = await keys({ guid: 'urn:uuid:1', url: 'https://a.example/x' });
    expect(urn).toBe('guid:urn:uuid:1');
  });

  it('never depend on the feed’s address', async () => {
    const parts = { guid: '17', url: article(1), title: 'T' };
    expect(await keys(parts, { ...site, feedUrl: 'https://elsewhere.example/' })).toEqual(await keys(parts));
    expect(await keys({ title: 'T' }, { ...site, feedUrl: 'https://elsewhere.example/' })).toEqual(
      await keys({ title: 'T' }),
    );
  });

  it('are title, outlet and day where there is neither guid nor address', async () => {
    const publishedAt = new Date('2026-11-02T23:00:00Z');
    expect(await keys({ title: 'Loewe: “Ferns”!', publishedAt })).toEqual([
      'title:courier.example|2026-11-02|loewe ferns',
    ]);
    expect(await keys({ title: 'T', outlet: { name: 'Vogue', url: null } })).toEqual(['title:vogue||t']);
  });

  it('do not include the front page, which is no article’s address', async () => {
    for (const url of ['https://courier.example/', 'http://www.courier.example', 'https://other.example/']) {
      expect(await keys({ url, title: 'T' })).toEqual(['title:courier.example||t']);
    }
    expect(await keys({ guid: 'https://courier.example', title: 'T' })).toEqual(['title:courier.example||t']);
  });

  it('are hashed when they are long, and stay different', async () => {
    const long = (n: number) => keys({ url: `https://courier.example/${'x'.repeat(900)}${n}` });
    const [[one = ''], [other = '']] = [await long(1), await long(2)];
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

  const dated = { title: 'Ferns', publishedAt: new Date('2026-11-02T09:31:07Z') };

  it('without a guid stay the same when their links carry another token each time', async () => {
    const known = new Map<string, string | null>();
    const learn = async (parts: Partial<Entry>) => {
      const { fresh, duplicates } = await recogniseEntries([entry(parts)], site, async () => known);
      for (const key of fresh.flatMap((one) => one.keys)) known.set(key, 'report');
      return [fresh.length, duplicates];
    };
    const link = (token: string) => `https://courier.example/read?id=7&token=${token}`;
    expect(await learn({ ...dated, url: link('aa') })).toEqual([1, 0]);
    expect(await learn({ ...dated, url: link('bb') })).toEqual([0, 1]);
    // A guid that only repeats the link is no better.
    expect(await learn({ ...dated, url: link('cc'), guid: link('cc') })).toEqual([0, 1]);
    expect(await learn({ ...dated, url: link('dd'), title: 'Moss' })).toEqual([1, 0]);
    const later = new Date('2026-11-02T10:00:00Z');
    expect(await learn({ ...dated, url: link('ee'), publishedAt: later })).toEqual([1, 0]);
  });

  it('of one title and time in one document are several articles when their addresses differ', async () => {
    const entries = [1, 2].map((n) => entry({ ...dated, url: article(n) }));
    const { fresh } = await recogniseEntries(entries, site, nothingKnown);
    expect(fresh.flatMap(({ keys: own }) => own).sort()).toEqual([`url:${article(1)}`, `url:${article(2)}`]);
  });

  it('of Google News are one article in several searches: of one outlet, title and day', async () => {
    const found = (id: string, more: Partial<Entry> = {}) =>
      entry({
        ...dated,
        guid: id,
        url: `https://news.google.com/rss/articles/${id}`,
        urlResolution: 'UNRESOLVED',
        outlet: { name: 'The Courier', url: 'https://courier.example/' },
        ...more,
      });
    const other = { name: 'The Thimble', url: null };
    const { fresh, duplicates } = await recogniseEntries(
      [found('CBMiOne'), found('CBMiTwo'), found('CBMiThree', { outlet: other })],
      { siteUrl: 'https://news.google.com/', feedUrl: 'https://news.google.com/rss/search?q=x' },
      nothingKnown,
    );
    expect([fresh.length, duplicates]).toEqual([2, 1]);
  });
});
