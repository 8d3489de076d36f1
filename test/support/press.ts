import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One entry of a feed that a test writes. */
export interface PressItem {
  title: string;
  /** A path of the press, or an absolute address. */
  link: string;
  guid?: string;
  date?: Date;
  description?: string;
  /** The article's own text, as HTML. */
  content?: string;
}

/** A server on the loopback address whose documents a test writes, changes and counts requests for. */
export interface TestPress {
  /** Its front page, without a slash at the end. */
  url: string;
  /** As FEED_HOST_ALLOWLIST wants it. */
  host: string;
  /** Serves a feed, with ETag and Last-Modified; once more: the feed has changed. Gives its address. */
  feed(path: string, items: readonly PressItem[], options?: { title?: string }): string;
  /** Serves a document under validators of its own. Gives its address. */
  document(path: string, body: string | Buffer, contentType: string): string;
  /** Has a function answer; a path that ends with a slash stands for all paths under it. Gives the address. */
  answer(path: string, listener: RequestListener): string;
  /** Every page of an article waits so long before it answers, in milliseconds. */
  delayPages(ms: number): void;
  /** The requests so far, all or those of one path. */
  requests(path?: string): IncomingMessage[];
  /** The requests for pages of articles so far. */
  pageRequests(): string[];
  /** Forgets the requests so far. */
  forget(): void;
  close(): Promise<void>;
}

/** Starts a press; every path under /articles/ has a page with a text of its own. */
export async function startPress(port = 0): Promise<TestPress> {
  const listeners = new Map<string, RequestListener>();
  let seen: IncomingMessage[] = [];
  let pageDelayMs = 0;
  const server = createServer((request, response) => {
    seen.push(request);
    response.on('error', () => {});
    const path = pathOf(request);
    const folder = [...listeners.keys()].find((known) => known.endsWith('/') && path.startsWith(known));
    const listener = listeners.get(path) ?? (folder === undefined ? undefined : listeners.get(folder));
    if (listener) listener(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an AddressInfo.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const answer = (path: string, listener: RequestListener) => {
    listeners.set(path, listener);
    return `${url}${path}`;
  };
  const document = (path: string, body: string | Buffer, contentType: string) =>
    answer(path, (request, response) => sendDocument(request, response, Buffer.from(body), contentType));
  answer('/articles/', async (request, response) => {
    if (pageDelayMs > 0) await sleep(pageDelayMs);
    sendDocument(request, response, Buffer.from(articlePage(pathOf(request))), 'text/html; charset=utf-8');
  });
  return {
    url,
    host,
    feed: (path, items, { title = 'The Test Press' } = {}) =>
      document(path, rss(url, items, title), 'application/rss+xml; charset=utf-8'),
    document,
    answer,
    delayPages: (ms) => {
      pageDelayMs = ms;
    },
    requests: (path) => seen.filter((request) => path === undefined || pathOf(request) === path),
    pageRequests: () => seen.map(pathOf).filter((path) => path.startsWith('/articles/')),
    forget: () => {
      seen = [];
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** So many entries with pages of their own, newest first, one an hour. */
export function items(count: number, options: { series?: string; newest?: Date } = {}): PressItem[] {
  const { series = 'a', newest = new Date('2026-11-20T12:00:00Z') } = options;
  return Array.from({ length: count }, (_, at) => ({
    title: `Gucci opens store number ${series}${at}`,
    link: `/articles/${series}${at}`,
    guid: `urn:test:${series}:${at}`,
    date: new Date(newest.getTime() - at * 3_600_000),
    description: `A note on opening ${at} of the series ${series}.`,
  }));
}

/** The sentence that stands only on the page of an article, and so proves that the page was read. */
export function sentenceOf(path: string): string {
  return `The house confirmed the plans for ${path.replace(/^\/articles\//, '')} on Tuesday evening in Milan.`;
}

/** A feed as RSS 2.0. */
export function rss(url: string, entries: readonly PressItem[], title: string): string {
  const written = entries.map(({ title: headline, link, guid, date, description, content }) =>
    [
      '<item>',
      `<title>${escaped(headline)}</title><link>${escaped(new URL(link, url).href)}</link>`,
      guid === undefined ? '' : `<guid isPermaLink="false">${escaped(guid)}</guid>`,
      date === undefined ? '' : `<pubDate>${date.toUTCString()}</pubDate>`,
      description === undefined ? '' : `<description>${escaped(description)}</description>`,
      content === undefined ? '' : `<content:encoded>${escaped(content)}</content:encoded>`,
      '</item>',
    ].join(''),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${escaped(title)}</title><link>${url}/</link><description>Invented</description><language>en</language>
${written.join('\n')}
</channel></rss>`;
}

/** A text long enough to count as the whole article. */
export const longText = Array.from(
  { length: 12 },
  (_, at) =>
    `<p>Paragraph ${at + 1} of a long and entirely invented report, in which Prada shows a coat of felted wool, cut wide at the shoulder, and buyers from four countries order it on the same afternoon.</p>`,
).join('\n');

function articlePage(path: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title>
<meta property="og:site_name" content="The Test Press"></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<article><h1>News of ${path}</h1><p>${sentenceOf(path)} Buyers travelled far to see what had been kept behind
the shutters of the old arcade all summer long.</p><p>Gucci will show leather goods there, and neighbours such as
Prada were said to look on with interest. The rooms were painted by hand over several weeks.</p>
<p>Visitors walked through three floors, past mirrors and benches of pale oak, and a small garden in the court.</p>
</article><footer>Terms and newsletter.</footer></body></html>`;
}

function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  contentType: string,
): void {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  const headers = { etag, 'last-modified': 'Mon, 02 Nov 2026 08:00:00 GMT' };
  if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
  else response.writeHead(200, { ...headers, 'content-type': contentType }).end(body);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
