import { parseFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { outlets, picks } from '../../src/demo/press/outlets.ts';
import { type DemoPress, startDemoPress } from '../../src/demo/press/server.ts';

const now = new Date('2026-11-23T09:30:00Z');
const dayMs = 86_400_000;
const articles = outlets.flatMap((outlet) => outlet.articles);

/** One entry of a feed, in whatever dialect it was. */
interface FeedItem {
  guid: string | undefined;
  /** Absolute. */
  url: string;
  publishedAt: Date;
  fullText: string | undefined;
}

let press: DemoPress;
beforeAll(async () => {
  press = await startDemoPress({ port: 0, now });
});
afterAll(() => press.close());

function feedOf(title: string): string {
  const feed = press.feeds.find((each) => each.title === title);
  if (feed === undefined) throw new Error(`There is no feed ${title}.`);
  return feed.url;
}

async function readItems(feedUrl: string): Promise<FeedItem[]> {
  const parsed = parseFeed(await (await fetch(feedUrl)).text());
  const item = (guid?: string, link?: string, date?: string, fullText?: string): FeedItem => ({
    guid,
    url: new URL(link ?? '', feedUrl).href,
    publishedAt: new Date(date ?? ''),
    fullText,
  });
  if (parsed.format === 'rss') {
    return (parsed.feed.items ?? []).map((of) =>
      item(of.guid?.value, of.link, of.pubDate, of.content?.encoded),
    );
  }
  if (parsed.format === 'atom') {
    return (parsed.feed.entries ?? []).map((of) =>
      item(of.id, of.links?.[0]?.href, of.published, of.content?.value),
    );
  }
  if (parsed.format === 'json') {
    return (parsed.feed.items ?? []).map((of) => item(of.id, of.url, of.date_published, of.content_html));
  }
  throw new Error(`${feedUrl} is ${parsed.format}.`);
}

/** The texts of the paragraphs and headings under an element. */
function blocksOf(html: string, selector: string): string[] {
  const { document } = parseHTML(html);
  return [...document.querySelectorAll(`${selector} p, ${selector} h2`)].map(
    (block) => block.textContent ?? '',
  );
}

describe('the feeds of the demo press', () => {
  it('are one of each dialect, and every one gives its articles', async () => {
    const formats = await Promise.all(
      press.feeds.map(async ({ url }) => parseFeed(await (await fetch(url)).text()).format),
    );
    expect(formats).toEqual(['rss', 'atom', 'rss', 'json']);
    const counts = await Promise.all(press.feeds.map(async ({ url }) => (await readItems(url)).length));
    expect(counts).toEqual([...outlets.map((outlet) => outlet.articles.length), picks.slugs.length]);
  });

  it('link to pages that exist and contain the whole article', async () => {
    for (const outlet of outlets) {
      const items = await readItems(feedOf(outlet.name));
      for (const [at, article] of outlet.articles.entries()) {
        const page = await fetch(items[at]?.url ?? '');
        expect(page.status, article.slug).toBe(200);
        expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
        const html = await page.text();
        const texts = article.body.map((block) => (typeof block === 'string' ? block : block.heading));
        expect(blocksOf(html, '.article-body')).toEqual(texts);
        const { document } = parseHTML(html);
        expect(document.querySelector('h1')?.textContent).toBe(article.title);
        expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
          items[at]?.url.split('?')[0],
        );
        const linked = JSON.parse(
          document.querySelector('script[type="application/ld+json"]')?.textContent ?? '',
        );
        expect(new Date(linked.datePublished)).toEqual(items[at]?.publishedAt);
      }
    }
  });

  it('carry the full text in one outlet and only summaries in the two others', async () => {
    const items = await Promise.all(outlets.map(({ name }) => readItems(feedOf(name))));
    const withText = items.map((own) => own.filter(({ fullText }) => fullText !== undefined).length);
    expect(withText).toEqual([0, 0, items[2]?.length]);
    const [first] = items[2] ?? [];
    const article = outlets[2]?.articles[0];
    expect(blocksOf(`<div id="text">${first?.fullText}</div>`, '#text')).toEqual(article?.body);
  });

  it('write relative links in Atom', async () => {
    const document = await (await fetch(feedOf('Runway Ledger'))).text();
    expect(document).toContain('<link href="/runway-ledger/articles/kering-half-year-gucci-steadies"');
    expect(document).not.toContain('http://127.0.0.1');
  });

  it('repeat in the picks only what other feeds have', async () => {
    const own = await Promise.all(outlets.map(({ name }) => readItems(feedOf(name))));
    const urls = new Set(own.flat().map(({ url }) => url.split('?')[0]));
    const repeated = (await readItems(feedOf(picks.name))).filter(({ url }) => urls.has(url));
    expect(repeated).toHaveLength(picks.slugs.length);
  });

  it('date their articles within the last sixty days, whatever day it is', async () => {
    for (const { url } of press.feeds) {
      for (const { publishedAt } of await readItems(url)) {
        expect(publishedAt.getTime()).toBeLessThan(now.getTime());
        expect(publishedAt.getTime()).toBeGreaterThan(now.getTime() - 60 * dayMs);
      }
    }
  });
});

describe('a second visit to the demo press', () => {
  it.each(['ETag', 'Last-Modified'])('is answered 304 by its %s', async (validator) => {
    const condition = validator === 'ETag' ? 'If-None-Match' : 'If-Modified-Since';
    for (const { url } of press.feeds) {
      const known = (await fetch(url)).headers.get(validator) ?? '';
      const second = await fetch(url, { headers: { [condition]: known } });
      expect(second.status, `${url} ${known}`).toBe(304);
      expect(await second.text()).toBe('');
    }
  });

  it('is answered in full when what is known is something else', async () => {
    const url = feedOf('Runway Ledger');
    expect((await fetch(url, { headers: { 'If-None-Match': '"another"' } })).status).toBe(200);
    const stale = new Date(now.getTime() - 90 * dayMs).toUTCString();
    expect((await fetch(url, { headers: { 'If-Modified-Since': stale } })).status).toBe(200);
  });

  it('finds guids, addresses and ETags as they were after a restart on another day', async () => {
    const before = await Promise.all(press.feeds.map(({ url }) => readItems(url)));
    const etags = await Promise.all(
      press.feeds.map(async ({ url }) => (await fetch(url)).headers.get('etag')),
    );
    await press.close();
    press = await startDemoPress({
      port: Number(new URL(press.url).port),
      now: new Date(now.getTime() + 3 * dayMs),
    });
    // fetch keeps connections open, and notices only after a failure or a moment that the server has dropped them.
    await vi.waitFor(async () => expect((await fetch(press.url)).status).toBe(200));
    const after = await Promise.all(press.feeds.map(({ url }) => readItems(url)));
    const identity = (items: FeedItem[][]) => items.map((own) => own.map(({ guid, url }) => [guid, url]));
    expect(identity(after)).toEqual(identity(before));
    expect(after[0]?.[0]?.publishedAt).not.toEqual(before[0]?.[0]?.publishedAt);
    for (const [at, { url }] of press.feeds.entries()) {
      expect((await fetch(url, { headers: { 'If-None-Match': etags[at] ?? '' } })).status).toBe(304);
    }
  });
});

describe('the server of the demo press', () => {
  it('lists every article and feed on its front page', async () => {
    const { document } = parseHTML(await (await fetch(press.url)).text());
    const links = new Set([...document.querySelectorAll('main a')].map((link) => link.getAttribute('href')));
    expect(links.size).toBe(articles.length + press.feeds.length);
    const statuses = await Promise.all(
      [...links].map(async (link) => (await fetch(new URL(link ?? '', press.url))).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('says in words that a page does not exist', async () => {
    const answer = await fetch(`${press.url}/atelier-post/articles/never-written`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('no page /atelier-post/articles/never-written');
  });

  it('says in words that it only reads', async () => {
    const answer = await fetch(press.url, { method: 'POST' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('refuses a taken port and names it', async () => {
    const port = Number(new URL(press.url).port);
    await expect(startDemoPress({ port, now })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
    });
  });

  it('stops serving when it is closed', async () => {
    const other = await startDemoPress({ port: 0, now });
    expect((await fetch(other.url)).status).toBe(200);
    await other.close();
    await expect(fetch(other.url)).rejects.toThrow();
  });
});

describe('the articles of the demo press', () => {
  it('are two dozen or a few more, of 150 to 350 words each, with slugs of their own', () => {
    expect(articles.length).toBeGreaterThanOrEqual(24);
    expect(articles.length).toBeLessThanOrEqual(28);
    expect(new Set(articles.map(({ slug }) => slug)).size).toBe(articles.length);
    const words = articles.map(({ slug, body }) => ({
      slug,
      words: body
        .map((block) => (typeof block === 'string' ? block : block.heading))
        .join(' ')
        .split(/\s+/).length,
    }));
    expect(words.filter((each) => each.words < 150 || each.words > 350)).toEqual([]);
  });
});
