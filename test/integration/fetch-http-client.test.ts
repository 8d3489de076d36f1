import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HttpAnswer, HttpFailure, type HttpRequest } from '../../src/platform/http.ts';
import { createHttpClient } from '../../src/platform/http-client.ts';

const mebibyte = 1024 * 1024;
const request: HttpRequest = { maxBytes: 15 * mebibyte, timeoutMs: 5000 };

let server: Server;
let port: number;
let base: string;
let answer: RequestListener = (_request, response) => response.end('hello');
const received: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((incoming, response) => {
    received.push(incoming);
    response.on('error', () => {});
    answer(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  port = (server.address() as AddressInfo).port;
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
afterEach(() => {
  received.length = 0;
  server.closeAllConnections();
});

const trusting = () => createHttpClient({ userAgent: 'Test/1', hostAllowlist: ['127.0.0.1'] });
const strict = (lookup?: LookupFunction) =>
  createHttpClient({ userAgent: 'Test/1', hostAllowlist: [], ...(lookup ? { lookup } : {}) });

async function failureOf(asked: Promise<HttpAnswer>): Promise<HttpFailure> {
  const outcome = await asked.catch((error: unknown) => error);
  if (outcome instanceof HttpFailure) return outcome;
  throw new Error(`not an HttpFailure: ${String(outcome)}`);
}

describe('an answer', () => {
  it('is given with status, headers, body and address, and asked for under our name', async () => {
    answer = (_incoming, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml', ETag: '"1"', 'Set-Cookie': ['a=1', 'b=2'] });
      response.end('hello');
    };
    const got = await trusting().get(`${base}/feed`, { ...request, headers: { 'if-none-match': 'W/"x"' } });
    expect(got).toMatchObject({ status: 200, url: `${base}/feed`, body: Buffer.from('hello') });
    expect(got.headers).toMatchObject({ 'content-type': 'text/xml', etag: '"1"', 'set-cookie': 'a=1, b=2' });
    expect(received[0]?.headers).toMatchObject({ 'user-agent': 'Test/1', 'if-none-match': 'W/"x"' });
  });

  it('is an answer whatever its status', async () => {
    for (const status of [204, 304, 404, 429, 500]) {
      answer = (_incoming, response) => response.writeHead(status).end();
      expect(await trusting().get(base, request)).toMatchObject({ status, body: Buffer.alloc(0) });
    }
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)('is decoded from %s', async (encoding, compress) => {
    answer = (_incoming, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(compress('lace '.repeat(1000)));
    };
    const { body } = await trusting().get(base, request);
    expect(body.toString()).toBe('lace '.repeat(1000));
  });

  it('comes from the end of the redirects', async () => {
    answer = ({ url }, response) => {
      const step = Number(url?.slice(1));
      if (step < 10)
        response
          .writeHead([301, 302, 303, 307, 308][step % 5] ?? 302, { location: `/${step + 1}` })
          .end('moved');
      else response.end('here');
    };
    expect(await trusting().get(`${base}/0`, request)).toMatchObject({ status: 200, url: `${base}/10` });
  });

  it('is the redirect itself when it leads nowhere', async () => {
    answer = (_incoming, response) => response.writeHead(302).end('moved');
    expect(await trusting().get(base, request)).toMatchObject({ status: 302 });
  });
});

describe('no answer, in words', () => {
  it('when redirects go in a circle or do not end', async () => {
    answer = (_incoming, response) => response.writeHead(302, { location: '/same' }).end();
    const circle = await failureOf(trusting().get(`${base}/same`, request));
    expect(circle).toMatchObject({
      kind: 'TOO_MANY_REDIRECTS',
      message: `${base}/same redirects in a circle.`,
    });
    let step = 0;
    answer = (_incoming, response) => response.writeHead(302, { location: `/${step++}` }).end();
    const endless = await failureOf(trusting().get(`${base}/start`, request));
    expect(endless).toMatchObject({
      kind: 'TOO_MANY_REDIRECTS',
      message: expect.stringContaining('more than 10 times'),
    });
    expect(step).toBe(11);
  });

  it('when the server accepts and says nothing', async () => {
    answer = () => {};
    const failure = await failureOf(trusting().get(`${base}/x`, { ...request, timeoutMs: 300 }));
    expect(failure).toMatchObject({ kind: 'TIMEOUT', message: `${base}/x did not answer within 0.3 s.` });
  });

  it('when headers are followed by silence', async () => {
    answer = (_incoming, response) => {
      response.writeHead(200).write('<rss>');
    };
    const failure = await failureOf(trusting().get(base, { ...request, timeoutMs: 300 }));
    expect(failure).toMatchObject({
      kind: 'TIMEOUT',
      message: expect.stringContaining('did not complete its answer within'),
    });
  });

  it('when the body drips for ever', async () => {
    answer = (_incoming, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    const failure = await failureOf(trusting().get(base, { ...request, timeoutMs: 400 }));
    expect(failure.kind).toBe('TIMEOUT');
  });

  it('when slow redirects together take too long', async () => {
    answer = async ({ url }, response) => {
      await sleep(150);
      response.writeHead(302, { location: `${url}x` }).end();
    };
    const failure = await failureOf(trusting().get(`${base}/x`, { ...request, timeoutMs: 500 }));
    expect(failure.kind).toBe('TIMEOUT');
  });

  it('when the body is larger than allowed, as soon as it is', async () => {
    let sent = 0;
    answer = (_incoming, response) => {
      const send = (): void => {
        while (!response.destroyed && sent < 200 * mebibyte) {
          sent += mebibyte;
          if (!response.write(Buffer.alloc(mebibyte))) return void response.once('drain', send);
        }
      };
      send();
    };
    const failure = await failureOf(trusting().get(base, { ...request, maxBytes: 2 * mebibyte }));
    expect(failure).toMatchObject({ kind: 'TOO_LARGE', message: `${base}/ sent more than 2 MiB.` });
    expect(sent).toBeLessThan(50 * mebibyte);
  });

  it('when little gzip becomes 300 MB, for little memory', async () => {
    answer = (_incoming, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      bomb(response);
    };
    global.gc?.();
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 5);
    const failure = await failureOf(trusting().get(base, request));
    clearInterval(watch);
    expect(failure).toMatchObject({ kind: 'TOO_LARGE', message: `${base}/ sent more than 15 MiB.` });
    // The server that makes the bomb is in this process too.
    expect(peak - before).toBeLessThan(120 * mebibyte);
  });

  it('when the connection is cut in the middle of the body', async () => {
    answer = (_incoming, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half', () => response.destroy());
    };
    const failure = await failureOf(trusting().get(base, request));
    expect(failure).toMatchObject({
      kind: 'CUT_OFF',
      message: expect.stringContaining('before its answer was complete'),
    });
  });

  it('when the connection is cut before any answer', async () => {
    answer = ({ socket }) => socket.destroy();
    expect(await failureOf(trusting().get(base, request))).toMatchObject({ kind: 'CUT_OFF' });
  });

  it('when the body is not what its encoding says, or ends too early', async () => {
    answer = (_incoming, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('<rss></rss>');
    expect(await failureOf(trusting().get(base, request))).toMatchObject({ kind: 'CUT_OFF' });
    const half = gzipSync('lace '.repeat(1000)).subarray(0, 30);
    answer = (_incoming, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(half);
    expect(await failureOf(trusting().get(base, request))).toMatchObject({ kind: 'CUT_OFF' });
  });

  it('when nobody listens, or the name does not exist', async () => {
    const client = createHttpClient({ userAgent: 'Test/1', hostAllowlist: ['127.0.0.1:1'] });
    expect(await failureOf(client.get('http://127.0.0.1:1/', request))).toMatchObject({
      kind: 'REFUSED',
      message: 'http://127.0.0.1:1/ refused the connection.',
    });
    expect(await failureOf(strict().get('http://nobody.invalid/', request))).toMatchObject({
      kind: 'NAME_NOT_FOUND',
    });
  });

  it('when the other side does not speak TLS', async () => {
    const failure = await failureOf(trusting().get(`https://127.0.0.1:${port}/`, request));
    expect(failure).toMatchObject({
      kind: 'TLS',
      message: expect.stringContaining(`https://127.0.0.1:${port}/`),
    });
  });

  it('when it is stopped: before, while it waits, and in the body', async () => {
    answer = (_incoming, response) => {
      response.writeHead(200).write('x');
    };
    const early = AbortSignal.abort();
    expect(await failureOf(trusting().get(base, { ...request, signal: early }))).toMatchObject({
      kind: 'STOPPED',
    });
    expect(received).toHaveLength(0);
    const late = new AbortController();
    setTimeout(() => late.abort(), 100);
    const failure = await failureOf(trusting().get(base, { ...request, signal: late.signal }));
    expect(failure).toMatchObject({ kind: 'STOPPED', message: `Reading ${base} was stopped.` });
  });
});

describe('what is not read', () => {
  it.each([
    ['no address', /^no address is no web address\.$/],
    ['file:///etc/passwd', /only http and https/],
    ['gopher://127.0.0.1/', /only http and https/],
    ['ftp://ftp.example/', /only http and https/],
    ['javascript:alert(1)', /only http and https/],
    ['http://jane:secret@courier.example/', /^http:\/\/courier\.example\/ holds a user name or password/],
    ['http://', /is no web address/],
  ])('%s', async (url, words) => {
    const failure = await failureOf(strict().get(url, request));
    expect(failure.kind).toBe('BAD_URL');
    expect(failure.message).toMatch(words);
    expect(failure.message).not.toContain('secret');
  });

  it('a redirect to such an address', async () => {
    for (const location of [
      'file:///etc/passwd',
      'gopher://x/',
      'http://jane:secret@127.0.0.1/',
      'http://[bad/',
    ]) {
      answer = (_incoming, response) => response.writeHead(302, { location }).end();
      const failure = await failureOf(trusting().get(base, request));
      expect(failure).toMatchObject({ kind: 'BAD_URL', message: expect.stringContaining('redirects to') });
      expect(failure.message).not.toContain('secret');
    }
  });
});

describe('a private address', () => {
  const spellings = [
    '127.0.0.1',
    '127.1',
    '127.255.255.254',
    '0',
    '0.0.0.0',
    '0x7f000001',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '192.0.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    'localhost',
    'LOCALHOST',
    '[fec0::1]',
    '①②⑦.⓪.⓪.①',
  ];

  it.each(spellings)('is refused as %s, and no byte is sent', async (host) => {
    const failure = await failureOf(strict().get(`http://${host}:${port}/`, request));
    expect(failure).toMatchObject({
      kind: 'PRIVATE_ADDRESS',
      message: expect.stringContaining('private address'),
    });
    expect((await failureOf(strict().get(`https://${host}:${port}/`, request))).kind).toBe('PRIVATE_ADDRESS');
    expect(received).toHaveLength(0);
  });

  it('is refused as localhost., or not even found', async () => {
    const { kind } = await failureOf(strict().get(`http://localhost.:${port}/`, request));
    expect(['PRIVATE_ADDRESS', 'NAME_NOT_FOUND']).toContain(kind);
    expect(received).toHaveLength(0);
  });

  // A header holds ASCII only.
  const ofHeaders = spellings.filter((host) => /^[\x20-\x7E]+$/.test(host));
  it.each(ofHeaders)('is refused as %s when a redirect leads there', async (host) => {
    const client = createHttpClient({ userAgent: 'Test/1', hostAllowlist: [`127.0.0.1:${port}`] });
    answer = (_incoming, response) => response.writeHead(302, { location: `http://${host}:1/` }).end();
    const failure = await failureOf(client.get(base, request));
    expect(failure).toMatchObject({ kind: 'PRIVATE_ADDRESS' });
    expect(received).toHaveLength(1);
  });

  const lookupOf =
    (...answers: string[]): LookupFunction =>
    (_name, options, callback) => {
      const address = (answers.length > 1 ? answers.shift() : answers[0]) ?? '';
      const family = address.includes(':') ? 6 : 4;
      if (options.all) callback(null, [{ address, family }]);
      else callback(null, address, family);
    };

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:10.0.0.1'])(
    'is refused behind a name that leads to %s',
    async (address) => {
      const failure = await failureOf(
        strict(lookupOf(address)).get(`http://press.example:${port}/`, request),
      );
      expect(failure.kind).toBe('PRIVATE_ADDRESS');
      expect(received).toHaveLength(0);
    },
  );

  it('is refused when a name leads to a public address first and to a private one then', async () => {
    const client = strict(lookupOf('192.0.78.1', '127.0.0.1'));
    const first = await failureOf(
      client.get(`http://rebind.example:${port}/`, { ...request, timeoutMs: 300 }),
    );
    expect(first.kind).not.toBe('PRIVATE_ADDRESS');
    const second = await failureOf(client.get(`http://rebind.example:${port}/`, request));
    expect(second.kind).toBe('PRIVATE_ADDRESS');
    expect(received).toHaveLength(0);
  });
});

describe('the allowlist', () => {
  const get = (hostAllowlist: string[], url: string) =>
    createHttpClient({ userAgent: 'Test/1', hostAllowlist }).get(url, request);

  it('lets hosts be private, by name or address, with a port or any', async () => {
    answer = (_incoming, response) => response.end('hello');
    for (const entry of ['127.0.0.1', `127.0.0.1:${port}`]) {
      expect(await get([entry], `http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 });
    }
    for (const entry of ['localhost', 'LOCALHOST', `localhost:${port}`, 'localhost.']) {
      expect(await get([entry], `http://localhost:${port}/`)).toMatchObject({ status: 200 });
    }
  });

  it('lets in no other port and no other spelling', async () => {
    for (const entry of ['127.0.0.1:1', 'localhost', '127.0.0.2', '[::1]']) {
      expect(await failureOf(get([entry], `http://127.0.0.1:${port}/`))).toMatchObject({
        kind: 'PRIVATE_ADDRESS',
      });
    }
    expect(received).toHaveLength(0);
  });
});

/** 300 MB of blanks, as some 300 KB of gzip. */
function bomb(response: ServerResponse): void {
  const zip = createGzip();
  zip.pipe(response);
  zip.on('error', () => {});
  response.on('close', () => zip.destroy());
  const block = Buffer.alloc(mebibyte, 32);
  let blocks = 0;
  const feed = (): void => {
    while (!zip.destroyed && blocks++ < 300) {
      if (!zip.write(block)) return void zip.once('drain', feed);
    }
    if (!zip.destroyed) zip.end();
  };
  feed();
}
