import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { items, rss, type TestPress } from './press.ts';

/** A fault of a press, and what is to be told of the feed that meets it. */
export interface Fault {
  path: string;
  state: 'ACTIVE' | 'ENDED';
  /** Null where the feed is read in spite of it. */
  code: string | null;
  status: number | null;
  weight: 'SOFT' | 'HARD' | null;
  /** What the feed says, after its address; null where it is read. */
  words: RegExp | null;
}

const read = (path: string): Fault => ({
  path,
  state: 'ACTIVE',
  code: null,
  status: 200,
  weight: null,
  words: null,
});
const failing = (
  path: string,
  code: string,
  weight: 'SOFT' | 'HARD',
  words: RegExp,
  status: number | null,
) => ({
  path,
  state: 'ACTIVE' as const,
  code,
  status,
  weight,
  words,
});
const status = (code: number, weight: 'SOFT' | 'HARD', words: RegExp) =>
  failing(`/faults/status/${code}`, 'HTTP_STATUS', weight, words, code);

/** Every fault that a press has, in an order in which the failures of the server follow each other. */
export const faults: Fault[] = [
  read('/good.xml'),
  failing('/faults/hang', 'TIMEOUT', 'SOFT', / did not complete its answer within [\d.]+ s\.$/, null),
  status(400, 'HARD', / answered 400: it does not understand the request\.$/),
  status(401, 'HARD', / answered 401: it asks for a user name and a password\.$/),
  status(403, 'HARD', / answered 403: it does not let us read this address\.$/),
  status(404, 'SOFT', / answered 404: there is no feed at this address\.$/),
  { ...status(410, 'HARD', / answered 410: the feed is gone for good\.$/), state: 'ENDED' },
  status(429, 'SOFT', / answered 429: it was asked too often and wants to be left alone for a while\.$/),
  status(500, 'SOFT', / answered 500: its own software failed\.$/),
  status(502, 'SOFT', / answered 502: a server behind it did not answer properly\.$/),
  status(503, 'SOFT', / answered 503: it is overloaded or under maintenance\.$/),
  status(504, 'SOFT', / answered 504: a server behind it did not answer in time\.$/),
  failing(
    '/faults/truncated',
    'CUT_OFF',
    'SOFT',
    / closed the connection before its answer was complete\.$/,
    null,
  ),
  read('/faults/flaky?id=1'),
  read('/faults/slow?ms=500'),
  failing('/faults/gzip-bomb', 'TOO_LARGE', 'HARD', / sent more than 15 MiB\.$/, null),
  ...[301, 302, 307, 308].map((code) => read(`/faults/redirect?to=/good.xml&code=${code}`)),
  failing(
    '/faults/redirect?to=http://10.0.0.1/',
    'PRIVATE_ADDRESS',
    'HARD',
    /^http:\/\/10\.0\.0\.1\/ leads to a private address, which is not asked\.$/,
    null,
  ),
  failing(
    '/faults/redirect?to=file:///etc/passwd',
    'BAD_URL',
    'HARD',
    / redirects to file:\/\/\/etc\/passwd, which is not read: only http and https addresses are\.$/,
    null,
  ),
  failing('/faults/loop', 'TOO_MANY_REDIRECTS', 'HARD', / redirects in a circle\.$/, null),
  failing(
    '/faults/entities',
    'NOT_A_FEED',
    'HARD',
    / holds no entry\. The document defines entities of its own, which are not read\.$/,
    200,
  ),
  failing('/faults/html', 'NOT_A_FEED', 'HARD', / is a web page, not a feed\.$/, 200),
];

/** Faults that only a press of our own has. */
export const furtherFaults: Fault[] = [
  failing('/faults/drip', 'TIMEOUT', 'SOFT', / did not complete its answer within [\d.]+ s\.$/, null),
  failing('/faults/short-length', 'NETWORK', 'SOFT', / did not answer in valid HTTP \(HPE_\w+\)\.$/, null),
];

const xml = { 'content-type': 'application/rss+xml' };

/** Gives a press all of {@link faults}. */
export function addFaults(press: TestPress): void {
  const feed = rss(press.url, items(20), 'Faulty');
  const tries = new Map<string, number>();
  press.feed('/good.xml', items(5));
  press.answer('/faults/status/', ({ url = '' }, response) => {
    const code = Number(url.split('/').at(-1));
    response.writeHead(code, code === 429 || code === 503 ? { 'retry-after': '30' } : {}).end();
  });
  press.answer('/faults/flaky', ({ url = '' }, response) => {
    const seen = (tries.get(url) ?? 0) + 1;
    tries.set(url, seen);
    if (seen <= 2) response.writeHead(503).end();
    else response.writeHead(200, xml).end(feed);
  });
  press.answer('/faults/slow', async ({ url = '' }, response) => {
    await sleep(Number(new URL(url, press.url).searchParams.get('ms')));
    response.writeHead(200, xml).end(feed);
  });
  press.answer('/faults/hang', (_, response) =>
    response.writeHead(200, xml).write('<?xml version="1.0"?><rss>'),
  );
  press.answer('/faults/drip', (_, response) => {
    response.writeHead(200, xml).write('<?xml version="1.0"?><rss>');
    const dripping = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(dripping));
  });
  press.answer('/faults/short-length', ({ socket }) => {
    socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 60\r\nconnection: close\r\n\r\n${feed}`);
  });
  press.answer('/faults/truncated', (_, response) => {
    response.writeHead(200, { ...xml, 'content-length': Buffer.byteLength(feed) });
    response.write(feed.slice(0, feed.length / 2), () => response.destroy());
  });
  press.answer('/faults/gzip-bomb', (_, response) => {
    response.writeHead(200, { ...xml, 'content-encoding': 'gzip' });
    const block = Buffer.alloc(1024 * 1024, ' ');
    Readable.from(Array.from({ length: 300 }, () => block))
      .pipe(createGzip({ level: 1 }))
      .pipe(response);
  });
  press.answer('/faults/redirect', ({ url = '' }, response) => {
    const { searchParams } = new URL(url, press.url);
    response
      .writeHead(Number(searchParams.get('code') ?? 302), { location: searchParams.get('to') ?? '' })
      .end();
  });
  press.answer('/faults/loop', (_, response) => response.writeHead(302, { location: '/faults/loop' }).end());
  const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
  press.document(
    '/faults/entities',
    `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">${entities.join('')}]><rss version="2.0"><channel><title>&e9;</title></channel></rss>`,
    'application/rss+xml',
  );
  press.document('/faults/html', '<!doctype html><html><body><p>News</p></body></html>', 'text/html');
}
