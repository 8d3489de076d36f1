import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createEnricher,
  type EnrichableFeed,
  type EnrichContext,
} from '../../src/ingestion/enrich/enricher.ts';
import type { ArticlePage } from '../../src/ingestion/enrich/page/article-page.ts';
import { createArticleOpener } from '../../src/ingestion/enrich/page/open-article.ts';
import { createPageReader } from '../../src/ingestion/enrich/page/page-reader.ts';
import { createTenantAnalysers } from '../../src/ingestion/enrich/tenant-analysers.ts';
import type { Entry } from '../../src/model/feed.ts';
import { createHttpClient } from '../../src/platform/http-client.ts';
import { createSiteLimiter } from '../../src/platform/site-limiter.ts';
import { fewBrands } from '../fixtures/enrich/brands.ts';

const paragraph =
  'Gucci opened a brilliant new flagship store in Lyon on Monday, and the buyers loved every room of the old silk house. ';
const html = `<html lang="en"><head><title>A store</title><meta property="og:site_name" content="The Needle">
  <meta name="author" content="Ines Calloway"><meta property="article:published_time" content="2026-03-01T08:00:00Z">
  <meta name="description" content="What the house did in Lyon."></head>
  <body><article>${[1, 2, 3].map((day) => `<p>${paragraph.repeat(3)}That was day ${day}.</p>`).join('')}</article></body></html>`;
const now = new Date('2026-03-05T12:00:00Z');

let asked: string[] = [];
let underWay = 0;
let mostUnderWay = 0;
const answer: RequestListener = (request, response) => {
  const path = request.url ?? '';
  asked.push(path);
  underWay += 1;
  mostUnderWay = Math.max(mostUnderWay, underWay);
  response.on('close', () => {
    underWay -= 1;
  });
  if (path.startsWith('/article')) {
    setTimeout(() => response.setHeader('content-type', 'text/html; charset=utf-8').end(html), 30);
  } else if (path === '/latin1') {
    response
      .setHeader('content-type', 'text/html')
      .end(Buffer.from(html.replaceAll('Lyon', 'Orl\u00e9ans'), 'latin1'));
  } else if (path === '/gone') response.writeHead(410, { 'content-type': 'text/html' }).end(html);
  else if (path === '/film') response.setHeader('content-type', 'video/mp4').end('film');
  else if (path === '/words') response.setHeader('content-type', 'text/html').end('words');
  else if (path === '/large')
    response.setHeader('content-type', 'text/html').end(Buffer.alloc(6 * 1024 * 1024, 32));
  else if (path === '/moved') response.writeHead(302, { location: '/article-moved' }).end();
  else if (path === '/untyped') response.end(html);
  else if (path !== '/hangs') response.destroy();
};

let server: Server;
let site: string;
const http = createHttpClient({ userAgent: 'fashion-hunting-test', hostAllowlist: ['127.0.0.1'] });
const pageReader = createPageReader({ threads: 2 });
const dependencies = { http, limiter: createSiteLimiter({ perSite: 2, overall: 4 }), pageReader };
const enricher = createEnricher({ ...dependencies, analyserFor: createTenantAnalysers(fewBrands) });

beforeAll(async () => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
  mostUnderWay = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await pageReader.close();
});

const entry = (more: Partial<Entry> = {}): Entry => ({
  guid: null,
  url: `${site}/article`,
  urlResolution: 'DIRECT',
  title: 'Gucci goes to Lyon',
  summary: 'A house opens a store.',
  contentHtml: null,
  author: null,
  categories: [],
  publishedAt: new Date('2026-03-04T08:00:00Z'),
  publishedAtSource: 'ENTRY',
  publishedAtRaw: 'Wed, 04 Mar 2026 08:00:00 GMT',
  outlet: null,
  ...more,
});
const feed = (more: Partial<EnrichableFeed> = {}): EnrichableFeed => ({
  url: `${site}/feed`,
  provider: 'RSS',
  pageReading: 'WHEN_NEEDED',
  title: 'The Needle: Shops',
  siteUrl: site,
  language: 'en',
  ...more,
});
const context = (more: Partial<EnrichContext> = {}): EnrichContext => ({ now, canonicalUrl: null, ...more });

describe('enriching an entry', () => {
  it('makes a whole report of an entry and its page', async () => {
    const report = await enricher.enrich(entry(), feed(), context({ canonicalUrl: `${site}/article` }));
    expect(report).toMatchObject({
      title: 'Gucci goes to Lyon',
      url: `${site}/article`,
      canonicalUrl: `${site}/article`,
      source: 'The Needle',
      provider: 'RSS',
      author: 'Ines Calloway',
      publishedAt: new Date('2026-03-04T08:00:00Z'),
      publishedAtSource: 'ENTRY',
      publishedAtRaw: 'Wed, 04 Mar 2026 08:00:00 GMT',
      summary: 'A house opens a store.',
      language: 'en',
      topics: ['RETAIL'],
      pageFailure: null,
      mentions: [
        { brand: 'Gucci', position: 'HEADLINE', count: 10, tone: 'POSITIVE', quote: 'Gucci goes to Lyon' },
      ],
    });
    expect(report.fullText?.split('\n\n')).toHaveLength(3);
  });

  it.each([
    [
      'the feed carries the text',
      { contentHtml: `<p>${paragraph.repeat(12)}</p><p>Prada did not come.</p>` },
      {},
    ],
    ['the feed says never', {}, { pageReading: 'NEVER' as const }],
    ['the link leads to Google', { urlResolution: 'UNRESOLVED' as const }, {}],
    ['there is no link', { url: null }, {}],
  ])('opens no page when %s', async (_why, ofEntry, ofFeed) => {
    const report = await enricher.enrich(entry(ofEntry), feed(ofFeed), context());
    expect(asked).toEqual([]);
    expect(report.pageFailure).toBeNull();
    expect(report.mentions[0]?.brand).toBe('Gucci');
  });

  it('keeps the paragraphs of a text that the feed carries', async () => {
    const contentHtml = `<p>${paragraph.repeat(12)}</p><script>x()</script><p>Prada &amp; others stayed away.</p>`;
    const report = await enricher.enrich(entry({ contentHtml }), feed(), context());
    expect(report.fullText?.split('\n\n')[1]).toBe('Prada & others stayed away.');
    expect(report.mentions.map((mention) => mention.brand)).toEqual(['Gucci', 'Prada']);
  });

  it('uses the feed’s short text when the page gives less', async () => {
    const report = await enricher.enrich(
      entry({ url: `${site}/gone`, contentHtml: '<p>Prada was there.</p>' }),
      feed(),
      context(),
    );
    expect(report.fullText).toBe('Prada was there.');
    expect(report.pageFailure).toContain('410');
  });

  it.each([
    ['/gone', 'answers with status 410'],
    ['/film', 'answers with video/mp4, not with a page'],
    ['/words', 'is no page'],
    ['/large', ''],
    ['/cut', ''],
  ])('loses no entry when its page is %s', async (path, reason) => {
    const report = await enricher.enrich(entry({ url: `${site}${path}` }), feed(), context());
    expect(report).toMatchObject({
      title: 'Gucci goes to Lyon',
      fullText: null,
      summary: 'A house opens a store.',
    });
    expect(report.pageFailure).toContain(reason);
    expect(report.pageFailure).toContain(path);
  });

  it('refuses a private address, in words', async () => {
    const report = await enricher.enrich(entry({ url: 'http://10.0.0.1/a' }), feed(), context());
    expect(report.pageFailure).toContain('10.0.0.1');
  });

  it('takes the date and the summary from the page when the entry has none', async () => {
    const bare = { publishedAt: null, publishedAtSource: null, publishedAtRaw: null, summary: null };
    const report = await enricher.enrich(entry(bare), feed(), context());
    expect(report).toMatchObject({
      publishedAt: new Date('2026-03-01T08:00:00Z'),
      publishedAtSource: 'PAGE',
      publishedAtRaw: '2026-03-01T08:00:00Z',
      summary: 'What the house did in Lyon.',
    });
  });

  it('opens many pages at once, within the limit of the site', async () => {
    const entries = Array.from({ length: 8 }, (_, index) => entry({ url: `${site}/article-${index}` }));
    const reports = await Promise.all(entries.map((one) => enricher.enrich(one, feed(), context())));
    expect(reports.every((report) => report.fullText !== null)).toBe(true);
    expect(asked).toHaveLength(8);
    expect(mostUnderWay).toBe(2);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const stopped = enricher.enrich(
      entry({ url: `${site}/hangs` }),
      feed(),
      context({ signal: stop.signal }),
    );
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('opening an article', () => {
  it('asks once for callers that want the same page at once', async () => {
    const opener = createArticleOpener(dependencies);
    const opened = await Promise.all([1, 2, 3].map(() => opener.open(`${site}/article`)));
    expect(opened.map(({ page }) => page?.title)).toEqual(['A store', 'A store', 'A store']);
    expect(asked).toEqual(['/article']);
  });

  it('asks once for callers one after the other when it has a memory', async () => {
    const pages = new Map<string, ArticlePage>();
    const pageMemory = {
      get: async (url: string) => pages.get(url),
      set: async (url: string, page: ArticlePage) => void pages.set(url, page),
    };
    const opener = createArticleOpener({ ...dependencies, pageMemory });
    const first = await opener.open(`${site}/article`);
    expect(await opener.open(`${site}/article`)).toEqual(first);
    expect(asked).toEqual(['/article']);
  });

  it('goes on when the caller whose reading it shared has stopped', async () => {
    const opener = createArticleOpener(dependencies);
    const stop = new AbortController();
    const first = opener.open(`${site}/article`, stop.signal);
    const second = opener.open(`${site}/article`);
    stop.abort();
    expect((await first).page).toBeNull();
    expect((await second).page?.title).toBe('A store');
  });

  it('follows redirects, and reads pages of another charset or without a type', async () => {
    const opener = createArticleOpener(dependencies);
    expect((await opener.open(`${site}/moved`)).page?.title).toBe('A store');
    expect((await opener.open(`${site}/latin1`)).page?.text).toContain('store in Orléans on Monday');
    expect((await opener.open(`${site}/untyped`)).page?.title).toBe('A store');
  });
});
