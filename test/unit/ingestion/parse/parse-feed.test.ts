import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../../src/ingestion/parse/parse-feed.ts';
import { CodedError } from '../../../../src/model/errors.ts';
import type { Entry, FeedDocument } from '../../../../src/model/feed.ts';
import { growthOverFourfold, linear } from '../../../support/growth.ts';

const url = 'https://courier.example/feed.xml';
const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/feeds/${name}`, import.meta.url));
const parsed = (name: string, contentType: string | null = null) =>
  parseFeed(fixture(name), { url, contentType });
const parsedText = (text: string | Buffer) => parseFeed(Buffer.from(text), { url, contentType: null });
const rss = (items: string) =>
  `<rss version="2.0"><channel><title>T</title><link>https://t.example/</link>${items}</channel></rss>`;
const titles = (feed: FeedDocument) => feed.entries.map(({ title }) => title);
const only = (feed: FeedDocument): Entry => {
  const [entry] = feed.entries;
  if (!entry || feed.entries.length !== 1) throw new Error(`${feed.entries.length} entries, not one`);
  return entry;
};
const refusal = (bytes: Buffer | string) => {
  try {
    parseFeed(Buffer.from(bytes), { url, contentType: null });
  } catch (error) {
    if (error instanceof CodedError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
};

describe('a typical RSS feed', () => {
  const feed = parsed('rss-typical.xml');

  it('says whose it is', () => {
    expect(feed).toMatchObject({
      format: 'RSS',
      title: 'The Hemline Courier',
      siteUrl: 'https://courier.example/',
      language: 'en-GB',
      unreadable: [],
      faults: [],
    });
  });

  it('gives an entry with all its parts, clean', () => {
    expect(feed.entries[0]).toEqual({
      guid: 'courier-1001',
      url: 'https://courier.example/2026/prada-archive?utm_source=rss',
      urlResolution: 'DIRECT',
      title: 'Prada & Miu Miu open a shared archive',
      summary: 'The archive holds 9,000 pieces. It opens in spring.',
      contentHtml: expect.stringContaining('<p>Curators spent six years'),
      author: 'Ada Stitch',
      categories: ['Business', 'Archives & museums'],
      publishedAt: new Date('2026-11-02T08:00:00Z'),
      publishedAtSource: 'ENTRY',
      publishedAtRaw: 'Mon, 02 Nov 2026 08:00:00 GMT',
      outlet: null,
    });
  });

  it('resolves links against the site and takes the name out of the author’s address', () => {
    expect(feed.entries[1]).toMatchObject({
      url: 'https://courier.example/2026/loewe-greenhouse',
      author: 'Bram Seam',
      contentHtml: null,
      publishedAt: new Date('2026-11-01T17:30:00Z'),
    });
  });

  it('makes a title of the first words, a link of the guid, and keeps a date that cannot be read', () => {
    expect(feed.entries[2]).toMatchObject({
      title: expect.stringMatching(/^A note that has no title, .*…$/),
      url: 'https://courier.example/notes/7',
      publishedAt: null,
      publishedAtSource: null,
      publishedAtRaw: 'some day in autumn',
    });
    expect(feed.entries[2]?.title.length).toBeLessThanOrEqual(120);
  });
});

describe('documents with defects', () => {
  it('keeps the entries of a feed that is cut off in an entry', () => {
    const feed = parsed('rss-cut-in-an-item.xml');
    expect(titles(feed)).toEqual(['First whole', 'Second whole']);
    expect(feed.title).toBe('Cut');
    expect(feed.faults).toEqual([expect.stringContaining('cut off')]);
  });

  it('keeps the entries of a feed that is cut off in CDATA', () => {
    const feed = parsed('rss-cut-in-cdata.xml');
    expect(titles(feed)).toEqual(['First whole']);
    expect(feed.faults).toEqual([expect.stringContaining('cut off')]);
  });

  it('keeps what it can of a feed that is cut off anywhere', () => {
    const whole = fixture('rss-typical.xml');
    const start = whole.indexOf('<rss') + 5;
    for (let length = start; length < whole.length - 10; length += 7) {
      const feed = parsedText(whole.subarray(0, length));
      const complete = whole.toString('utf8', 0, length).split('</item>').length - 1;
      expect(feed.entries).toHaveLength(complete);
      expect(feed.faults).toHaveLength(1);
    }
  });

  it('leaves out warnings printed before the prolog', () => {
    const feed = parsed('rss-junk-before-prolog.xml');
    expect(titles(feed)).toEqual(['Still read']);
    expect(feed.faults).toEqual([expect.stringContaining('before the beginning')]);
  });

  it('repairs a broken entry, whose neighbours stay as they are', () => {
    const feed = parsed('rss-one-broken-item-among-three.xml');
    expect(titles(feed)).toEqual(['Before', 'Skirts < knees this season', 'After']);
    expect(feed.entries[1]).toMatchObject({ url: 'https://broken.example/2', summary: 'a & b' });
    expect(feed.unreadable).toEqual([]);
    expect(feed.faults).toEqual(['Entries are not well-formed; they were repaired as far as it goes.']);
  });

  it('does not let CDATA that was never closed swallow the next entry', () => {
    expect(titles(parsed('rss-unclosed-cdata-in-first-item.xml'))).toEqual(['First', 'Second']);
  });

  it('names the entries that are beyond repair, and keeps the others', () => {
    const deep = `<item><title>deep</title>${'<d>'.repeat(3000)}${'</d>'.repeat(3000)}</item>`;
    const feed = parsedText(rss(`<item><title>a</title></item>${deep}<item/><item><title>b</title></item>`));
    expect(titles(feed)).toEqual(['a', 'b']);
    expect(feed.unreadable).toEqual([
      { position: 1, reason: expect.stringContaining('too deep') },
      { position: 2, reason: 'It is empty.' },
    ]);
  });

  it('finds one broken entry among a thousand', () => {
    const items = Array.from({ length: 1000 }, (_, i) => `<item><title>n${i}</title></item>`);
    items[640] = `<item>${'<d>'.repeat(500)}</item>`;
    const feed = parsedText(rss(items.join('\n')));
    expect(feed.entries).toHaveLength(999);
    expect(feed.unreadable.map(({ position }) => position)).toEqual([640]);
  });

  it('reads namespaces that nobody declared, and takes no foreign <x:item> for an entry', () => {
    const entry = only(parsed('rss-undeclared-namespaces.xml'));
    expect(entry).toMatchObject({ author: 'Cleo Hem', publishedAt: new Date('2026-11-02T08:00:00Z') });
  });

  it('reads what was escaped twice', () => {
    const feed = parsed('rss-escaped-twice.xml');
    expect(feed.title).toBe('Chic & Co');
    expect(only(feed)).toMatchObject({
      title: 'Dolce & Gabbana’s show',
      summary: 'Lace & lemons. In Capri.',
      url: 'https://twice.example/1?a=1&b=2',
    });
  });

  it('follows http and https only, and finds the link where there is no proper one', () => {
    const links = parsed('rss-links-that-are-no-addresses.xml').entries.map(({ title, url }) => [title, url]);
    expect(links).toEqual([
      ['script', null],
      ['data', 'https://links.example/by-guid'],
      ['guid is no link', null],
      ['enclosure', 'https://links.example/show.mp3'],
      ['atom link only', 'https://links.example/from-atom'],
      ['credentials', 'https://links.example/7'],
      ['no scheme', 'http://www.links.example/8'],
    ]);
  });

  it('expands no entities, reads no files, and says so', () => {
    const feed = parsed('rss-entity-bomb.xml');
    expect(only(feed)).toMatchObject({ title: '&g;', summary: '&passwords;' });
    expect(feed.faults).toEqual([expect.stringContaining('entities')]);
  });

  it('leaves out characters that no database stores, however they came in', () => {
    const entry = only(parsedText(rss('<item><title>a\0b&#0;c\u0008</title><guid>g\0&#1;</guid></item>')));
    expect(entry.title).toBe('ab\uFFFDc');
    expect(entry.guid).toBe('g');
  });

  it('says how many characters it left out, and which prefixes nobody declared', () => {
    expect(parsedText(rss('<item><title>a\0b\u0008</title></item>')).faults).toEqual([
      'The document held characters that no text may hold (2); they were left out.',
    ]);
    const prefixed = '<item><dc:creator>C</dc:creator><title><![CDATA[<o:p>]]>x</title><!-- <x:y> --></item>';
    expect(parsedText(rss(prefixed)).faults).toEqual([
      "The document uses 'dc:' without saying which namespace is meant.",
    ]);
    expect(parsedText(rss(prefixed).replace('<rss', '<rss xmlns:dc="urn:dc"')).faults).toEqual([]);
  });

  it.each([
    [
      'an endless author',
      (size: number) => `<item><author>${'(a'.repeat(size)}</author><title>x</title></item>`,
    ],
    ['a title of open brackets', (size: number) => `<item><title>${'< '.repeat(size)}</title></item>`],
    ['tags that never end', (size: number) => `<item><title>x</title>${'<a '.repeat(size)}</item>`],
    ['empty entries', (size: number) => '<item/>'.repeat(size / 8)],
  ])('takes time in proportion to a document made to be slow: %s', (_, items) => {
    const growth = growthOverFourfold((size) => {
      parsedText(rss(items(size)));
    }, 40_000);
    expect(growth).toBeLessThan(linear);
  });

  it('reads 20,000 entries of a feed', () => {
    const text = 'lace '.repeat(100);
    const items = Array.from(
      { length: 20_000 },
      (_, i) => `<item><guid>${i}</guid><title>n${i}</title><description>${text}</description></item>`,
    );
    expect(parsedText(rss(items.join(''))).entries).toHaveLength(20_000);
  });
});

describe('Atom', () => {
  it('resolves links by xml:base, prefers the page to other alternates, and inherits the feed’s author', () => {
    const feed = parsed('atom-xml-base.xml');
    expect(feed).toMatchObject({ format: 'ATOM', siteUrl: 'https://courier.example/', language: 'fr' });
    expect(feed.entries).toMatchObject([
      {
        url: 'https://base.example/news/article-1',
        author: 'La rédaction',
        publishedAtSource: 'ENTRY_UPDATED',
      },
      { url: 'https://base.example/archive/article-2', author: 'Dora Pleat' },
    ]);
  });

  it('takes the publisher’s address out of a Google Alert', () => {
    expect(only(parsed('atom-google-alert.xml'))).toMatchObject({
      url: 'https://courier.example/chanel-school?page=2',
      urlResolution: 'UNWRAPPED',
      title: 'Chanel opens a school',
      summary: 'The house of Chanel will teach embroidery ...',
      contentHtml: null,
      author: null,
      publishedAt: new Date('2026-11-02T08:00:00Z'),
      publishedAtSource: 'ENTRY',
    });
  });

  it('reads version 0.3', () => {
    expect(only(parsed('atom-03.xml'))).toMatchObject({
      title: 'Tweed & tulle',
      url: 'https://old.example/1',
      publishedAtSource: 'ENTRY_UPDATED',
    });
  });
});

describe('the other dialects', () => {
  it('reads the items of RDF that its table of contents forgets', () => {
    const feed = parsed('rdf-items-not-in-contents.xml');
    expect(feed).toMatchObject({ format: 'RDF', title: 'RDF', language: 'it' });
    expect(feed.entries).toMatchObject([
      { title: 'Listed', author: 'Elio Orlo', publishedAt: new Date('2026-11-02T00:00:00Z') },
      { title: 'Not listed', url: 'https://rdf.example/2' },
    ]);
  });

  it('reads JSON Feed, and names the item that is none', () => {
    const feed = parsed('json-feed.json');
    expect(feed).toMatchObject({ format: 'JSON', title: 'JSON Courier', siteUrl: 'https://json.example/' });
    expect(feed.entries).toMatchObject([
      {
        guid: '12',
        url: 'https://json.example/twelve',
        title: 'Hermès & silk',
        author: 'The desk',
        summary: 'Short.',
      },
      {
        url: 'https://json.example/13',
        title: 'No title here',
        author: 'Fay Cuff',
        publishedAtSource: 'ENTRY_UPDATED',
      },
    ]);
    expect(feed.unreadable).toEqual([{ position: 2, reason: 'It is empty.' }]);
  });

  it('keeps the whole items of JSON that is cut off', () => {
    const feed = parsed('json-feed-cut.txt');
    expect(titles(feed)).toEqual(['A { in a title', 'Whole']);
    expect(feed.faults).toEqual([expect.stringContaining('cut off')]);
  });

  it('takes Google News’s outlet from <source>, and its name out of the title', () => {
    expect(only(parsed('rss-google-news.xml'))).toMatchObject({
      title: 'Gucci returns to Milan',
      outlet: { name: 'The Hemline Courier', url: 'https://courier.example/' },
      url: 'https://news.google.com/rss/articles/CBMiAbcDef?oc=5',
      urlResolution: 'UNRESOLVED',
    });
  });

  it('reads the publisher’s address in the older ids of Google News, and keeps the link where it cannot', () => {
    const id = (address: string) => {
      const { length } = address;
      const size = length < 0x80 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
      return Buffer.concat([Buffer.from([8, 0x13, 0x22, ...size]), Buffer.from(address)]).toString(
        'base64url',
      );
    };
    const linkTo = (article: string) => `https://news.google.com/rss/articles/${article}?oc=5`;
    const short = 'https://courier.example/ferns';
    const long = `https://courier.example/${'ferns-'.repeat(30)}`;
    const kept = [id('AU_yqLOtoken'), id('javascript:x()'), 'CBMi', id(long).slice(0, 60), '%00'].map(linkTo);
    const items = [id(short), id(long)].map(linkTo).concat(kept);
    const feed = parsedText(
      rss(items.map((link) => `<item><title>T</title><link>${link}</link></item>`).join('')),
    );
    expect(feed.entries.map(({ url, urlResolution }) => [url, urlResolution])).toEqual([
      [short, 'UNWRAPPED'],
      [long, 'UNWRAPPED'],
      ...kept.map((link) => [link, 'UNRESOLVED']),
    ]);
  });

  it('reads Cyrillic in its old charset, by the prolog or by looks', () => {
    const titled = '<item><title>Новая коллекция показана в Милане вчера вечером</title></item>';
    const prolog = '<?xml version="1.0" encoding="cp-1251"?>';
    for (const document of [`${prolog}${rss(titled)}`, rss(titled)]) {
      expect(only(parsedText(iconv.encode(document, 'win1251'))).title).toMatch(/^Новая коллекция/);
    }
  });
});

describe('full text', () => {
  const sentence = 'The atelier works on forty looks at once, and none of them leaves before noon. ';
  const contentOf = (encoded: string) =>
    only(
      parsedText(
        rss(`<item><title>t</title><content:encoded><![CDATA[${encoded}]]></content:encoded></item>`),
      ),
    ).contentHtml;

  it('is kept when it is an article, and not when it is a teaser', () => {
    expect(contentOf(`<p>${sentence.repeat(5)}</p>`)).toContain('forty looks');
    expect(contentOf(`<p>${sentence}</p>`)).toBeNull();
    expect(contentOf(`<p>${sentence.repeat(5)} […]</p>`)).toBeNull();
    expect(contentOf(`<p>${sentence.repeat(5)} <a href="/x">Continue reading</a></p>`)).toBeNull();
  });

  it('is found in a description that is too long to be a summary', () => {
    const description = `<description><![CDATA[<p>${sentence.repeat(40)}</p>]]></description>`;
    const entry = only(parsedText(rss(`<item><title>t</title>${description}</item>`)));
    expect(entry.contentHtml).toContain('forty looks');
    expect(entry.summary?.length).toBeLessThanOrEqual(2000);
  });
});

describe('what is no feed is refused in words', () => {
  it.each([
    [
      'a web page',
      fixture('page-that-names-its-feed.html'),
      /is a web page, not a feed\. .*https:\/\/courier\.example\/feed\.xml\?a=1&b=2/,
    ],
    ['a page without a feed', '<html><body><p>Hello</p></body></html>', /is a web page, not a feed\.$/],
    [
      'a check for humans',
      '<html><script src="/cdn-cgi/challenge-platform/x.js"></script></html>',
      /prove that they are human/,
    ],
    ['an empty answer', '', /sent an empty answer/],
    ['blanks', ' \n\t ', /sent an empty answer/],
    ['an image', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0', 'latin1'), /sent an image/],
    ['binary data', Buffer.from([1, 2, 0, 4, 0, 6, 0, 8]), /sent binary data/],
    ['plain text', 'Not found, sorry.', /plain text, not a feed: 'Not found, sorry\.'/],
    ['a list of feeds', fixture('opml-list.xml'), /OPML/],
    ['other XML', '<?xml version="1.0"?><order><line/></order>', /outermost element is <order>/],
    ['other JSON', '{"error":"not found"}', /JSON that is no feed/],
    ['JSON of another version', '{"version":"2","items":[]}', /its version is '2'/],
    ['broken JSON', '{"version": ', /JSON that cannot be read/],
  ])('%s', (_what, bytes, words) => {
    expect(refusal(bytes)).toMatch(/^BAD_USER_INPUT: https:\/\/courier\.example\/feed\.xml /);
    expect(refusal(bytes)).toMatch(words);
  });
});
