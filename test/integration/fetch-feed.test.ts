import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFeed, type VisitedFeed } from '../../src/ingestion/fetch/fetch-feed.ts';
import { parseFeed } from '../../src/ingestion/parse/parse-feed.ts';
import { CodedError } from '../../src/model/errors.ts';
import { withCircuitBreaker } from '../../src/platform/circuit-breaker.ts';
import { createHttpClient } from '../../src/platform/http-client.ts';
import { createSiteLimiter } from '../../src/platform/site-limiter.ts';
import { dueFeed } from '../support/due-feed.ts';

const now = new Date('2026-11-02T08:00:00Z');
const anHourAgo = new Date('2026-11-02T07:00:00Z');
const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');
const deps = (extra: { signal?: AbortSignal } = {}) => ({
  http: createHttpClient({ userAgent: 'Test/1', hostAllowlist: ['127.0.0.1'] }),
  limiter: createSiteLimiter({ perSite: 4, overall: 8 }),
  retryPolicy: { retries: 2, baseMs: 5, maxMs: 10, random: () => 1 },
  now: () => now,
  ...extra,
});

let server: Server;
let base: string;
let answer: RequestListener = (_request, response) => response.end();
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked++;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Visits a path, with how often the server was asked. */
async function visit(path: string, remembered: Partial<VisitedFeed> = {}) {
  asked = 0;
  const feed = dueFeed({ url: `${base}${path}`, unconditionalAt: anHourAgo, ...remembered });
  const fetched = await fetchFeed(feed, deps());
  return { fetched, asked };
}

describe('a visit to a feed', () => {
  it('reads it, and keeps the validators as they are', async () => {
    answer = ({ headers }, response) => {
      expect(headers.accept).toMatch(/^application\/atom\+xml/);
      expect(headers).not.toHaveProperty('if-none-match');
      expect(headers).not.toHaveProperty('if-modified-since');
      response.writeHead(200, {
        etag: 'W/"odd, \'one\'"',
        'last-modified': 'some day',
        'content-type': 'text/xml',
      });
      response.end('<rss/>');
    };
    expect((await visit('/feed')).fetched).toEqual({
      kind: 'READ',
      status: 200,
      body: Buffer.from('<rss/>'),
      contentType: 'text/xml',
      url: `${base}/feed`,
      etag: 'W/"odd, \'one\'"',
      lastModified: 'some day',
      bodyHash: hashOf('<rss/>'),
      isUnconditional: true,
      movedTo: null,
      freshMinutes: null,
    });
  });

  it('sends the validators exactly as they were stored, and minds 304', async () => {
    answer = ({ headers }, response) => {
      expect(headers['if-none-match']).toBe('W/"odd"');
      expect(headers['if-modified-since']).toBe('some day');
      response.writeHead(304, { 'last-modified': 'another day' }).end();
    };
    expect((await visit('/feed', { etag: 'W/"odd"', lastModified: 'some day' })).fetched).toMatchObject({
      kind: 'NOT_MODIFIED',
      status: 304,
      etag: 'W/"odd"',
      lastModified: 'another day',
    });
  });

  it('tells an unchanged feed by its body when the server ignores validators, and trusts none of them', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { etag: '"1"', 'last-modified': 'b' }).end('<rss/>');
    const same = { etag: '"1"', lastModified: 'b' };
    expect((await visit('/', { ...same, bodyHash: hashOf('<rss/>') })).fetched).toMatchObject({
      kind: 'NOT_MODIFIED',
      status: 200,
    });
    expect((await visit('/', { bodyHash: hashOf('<rss/>') })).fetched).toMatchObject({
      kind: 'NOT_MODIFIED',
      status: 200,
      etag: '"1"',
    });
    expect((await visit('/', { ...same, bodyHash: hashOf('<rss></rss>') })).fetched).toMatchObject({
      kind: 'READ',
      status: 200,
    });
  });

  it('sends no validators once a day, nor while they are not trusted', async () => {
    answer = ({ headers }, response) =>
      headers['if-none-match'] === undefined ? response.end('<rss/>') : response.writeHead(304).end();
    const at = (unconditionalAt: string, distrustedUntil: string | null = null) =>
      visit('/', {
        etag: '"1"',
        unconditionalAt: new Date(unconditionalAt),
        distrustedUntil: distrustedUntil === null ? null : new Date(distrustedUntil),
      });
    expect((await at('2026-11-01T08:00:01Z')).fetched).toMatchObject({
      kind: 'NOT_MODIFIED',
      isUnconditional: false,
    });
    expect((await at('2026-11-01T08:00:00Z')).fetched).toMatchObject({ kind: 'READ', isUnconditional: true });
    expect((await at('2026-11-02T07:00:00Z', '2026-11-02T08:00:01Z')).fetched.kind).toBe('READ');
    expect((await at('2026-11-02T07:00:00Z', '2026-11-02T08:00:00Z')).fetched.kind).toBe('NOT_MODIFIED');
  });

  it('tells where permanent redirects lead, up to the first temporary one', async () => {
    const ways: Record<string, [status: number, to: string]> = {
      '/old': [301, '/newer#top'],
      '/newer': [308, '/newest'],
      '/newest': [302, '/today'],
      '/away': [307, '/today'],
      '/away-for-now': [302, '/newest'],
    };
    answer = ({ url = '' }, response) => {
      const way = ways[url];
      if (way) response.writeHead(way[0], { location: way[1] }).end();
      else response.end('<rss/>');
    };
    const movedTo = async (path: string) => {
      const { fetched } = await visit(path);
      return fetched.kind === 'READ' ? [fetched.url, fetched.movedTo] : fetched;
    };
    expect(await movedTo('/old')).toEqual([`${base}/today`, `${base}/newest`]);
    expect(await movedTo('/newer')).toEqual([`${base}/today`, `${base}/newest`]);
    expect(await movedTo('/away')).toEqual([`${base}/today`, null]);
    expect(await movedTo('/away-for-now')).toEqual([`${base}/today`, null]);
    expect(await movedTo('/today')).toEqual([`${base}/today`, null]);
  });

  it('tells for how long the feed says that it is fresh, also when it has not changed', async () => {
    answer = ({ headers }, response) =>
      response
        .writeHead(headers['if-none-match'] ? 304 : 200, { 'cache-control': 'public, max-age=5400' })
        .end(headers['if-none-match'] ? undefined : '<rss/>');
    expect((await visit('/')).fetched).toMatchObject({ kind: 'READ', freshMinutes: 90 });
    expect((await visit('/', { etag: '"1"' })).fetched).toMatchObject({
      kind: 'NOT_MODIFIED',
      freshMinutes: 90,
    });
  });

  it('keeps no validators of a server that says Expires: 0', async () => {
    answer = (_request, response) => response.writeHead(200, { etag: '"1"', expires: '0' }).end('<rss/>');
    expect((await visit('/')).fetched).toMatchObject({ kind: 'READ', etag: null, lastModified: null });
  });

  it.each([
    [400, /it does not understand the request/],
    [401, /it asks for a user name and a password/],
    [403, /it does not let us read this address/],
    [404, /there is no feed at this address/],
    [410, /the feed is gone for good/],
    [429, /it was asked too often/],
    [500, /its own software failed/],
    [302, /redirects without saying where to/],
    [477, /it does not answer this request/],
  ])('says in words what %i means, and asks once', async (status, words) => {
    answer = (_request, response) => response.writeHead(status).end('<rss/>');
    const { fetched, asked: times } = await visit('/feed');
    expect(fetched).toMatchObject({
      kind: 'FAILED',
      httpStatus: status,
      gone: status === 410,
      retryAfter: null,
    });
    expect(fetched.kind === 'FAILED' && fetched.error).toMatch(words);
    expect(fetched.kind === 'FAILED' && fetched.error).toContain(`${base}/feed answered ${status}: `);
    expect(times).toBe(1);
  });

  it('obeys Retry-After by saying it, not by waiting', async () => {
    for (const [status, header] of [
      [429, '90'],
      [503, 'Mon, 02 Nov 2026 08:01:30 GMT'],
    ] as const) {
      answer = (_request, response) => response.writeHead(status, { 'retry-after': header }).end();
      const { fetched, asked: times } = await visit('/');
      expect(fetched).toMatchObject({ kind: 'FAILED', retryAfter: new Date('2026-11-02T08:01:30Z') });
      expect(times).toBe(1);
    }
  });

  it('tries again what may pass, twice at most', async () => {
    answer = (_request, response) => response.writeHead(asked < 3 ? 503 : 200).end('<rss/>');
    expect(await visit('/')).toMatchObject({ fetched: { kind: 'READ' }, asked: 3 });
    answer = (_request, response) => response.writeHead(502).end();
    expect(await visit('/')).toMatchObject({ fetched: { kind: 'FAILED', httpStatus: 502 }, asked: 3 });
    answer = ({ socket }, response) => (asked < 2 ? socket.destroy() : response.end('<rss/>'));
    expect(await visit('/')).toMatchObject({ fetched: { kind: 'READ' }, asked: 2 });
  });

  it('says what it met itself when the site comes to count as down between two tries', async () => {
    answer = (_request, response) => response.writeHead(502).end();
    const { http, ...others } = deps();
    const limits = { addresses: 1, moreOfLive: 0, liveMs: 0, coolMs: 60_000, longestCoolMs: 60_000 };
    const broken = withCircuitBreaker(http, limits, () => 0);
    const visitOnce = () => fetchFeed(dueFeed({ url: `${base}/` }), { http: broken, ...others });
    asked = 0;
    expect(await visitOnce()).toMatchObject({ code: 'HTTP_STATUS', httpStatus: 502, retryAfter: null });
    expect(await visitOnce()).toMatchObject({ code: 'SITE_DOWN', retryAfter: new Date(60_000) });
    expect(asked).toBe(1);
  });

  it('is a failure in words when no answer comes', async () => {
    answer = ({ socket }) => socket.destroy();
    const { fetched, asked: times } = await visit('/feed');
    expect(fetched).toMatchObject({
      kind: 'FAILED',
      httpStatus: null,
      error: expect.stringContaining(`${base}/feed`),
    });
    expect(times).toBe(3);
    const feed = dueFeed({ url: 'http://10.0.0.1/' });
    expect(await fetchFeed(feed, deps())).toMatchObject({
      kind: 'FAILED',
      error: expect.stringContaining('private'),
    });
  });

  it('is thrown, not recorded, when it is stopped, even between two tries', async () => {
    answer = ({ socket }) => socket.destroy();
    const stopping = new AbortController();
    const slow = {
      ...deps({ signal: stopping.signal }),
      retryPolicy: { retries: 2, baseMs: 60_000, maxMs: 60_000, random: () => 1 },
    };
    const feed = dueFeed({ url: `${base}/` });
    setTimeout(() => stopping.abort(), 100);
    await expect(fetchFeed(feed, slow)).rejects.toMatchObject({ name: 'HttpFailure', kind: 'STOPPED' });
    await expect(fetchFeed(feed, slow)).rejects.toMatchObject({ kind: 'STOPPED' });
  });
});

const press = fileURLToPath(new URL('../../../shared/tools/press.mjs', import.meta.url));

describe.skipIf(!existsSync(press))(
  'the press with its faults (skipped where ../shared/tools is absent)',
  () => {
    let child: ChildProcess;
    let pressBase: string;

    beforeAll(async () => {
      const port = await freePort();
      pressBase = `http://127.0.0.1:${port}`;
      child = spawn(process.execPath, [press, '--port', String(port)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve, reject) => {
        child.stdout?.once('data', resolve);
        child.once('exit', () => reject(new Error('the press did not start')));
      });
    });
    afterAll(() => {
      child.kill('SIGKILL');
    });

    const visitPress = (path: string, validators: { etag: string | null; lastModified: string | null }) =>
      fetchFeed(dueFeed({ url: `${pressBase}${path}`, unconditionalAt: anHourAgo, ...validators }), deps());
    const none = { etag: null, lastModified: null };

    it.each(['/fashion/rss.xml', '/sport/atom.xml', '/many/rss.xml?items=300', '/faults/flaky?id=1'])(
      'reads %s, and is told that it is unchanged',
      async (path) => {
        const first = await visitPress(path, none);
        if (first.kind !== 'READ') throw new Error(JSON.stringify(first));
        const { entries, faults, unreadable } = parseFeed(first.body, first);
        expect(entries.length).toBeGreaterThan(5);
        expect(entries.every(({ url, publishedAt }) => url !== null && publishedAt !== null)).toBe(true);
        expect([...faults, ...unreadable]).toEqual([]);
        expect(await visitPress(path, first)).toMatchObject({ kind: 'NOT_MODIFIED', status: 304 });
      },
    );

    it.each([
      ['/faults/truncated', /before its answer was complete/],
      ['/faults/gzip-bomb', /sent more than 15 MiB/],
      ['/faults/loop', /redirects in a circle/],
      ['/faults/redirect?to=http://10.0.0.1/', /private address/],
      ['/faults/redirect?to=file:///etc/passwd', /only http and https/],
      ['/faults/status/404', /answered 404: there is no feed/],
      ['/faults/status/410', /gone for good/],
      ['/faults/status/429', /asked too often/],
    ])('fails at %s in words', async (path, words) => {
      const fetched = await visitPress(path, none);
      expect(fetched.kind === 'FAILED' ? fetched.error : fetched.kind).toMatch(words);
    });

    it('refuses a web page, and survives an entity bomb', async () => {
      const page = await visitPress('/faults/html', none);
      if (page.kind !== 'READ') throw new Error(JSON.stringify(page));
      expect(() => parseFeed(page.body, page)).toThrow(CodedError);
      const bomb = await visitPress('/faults/entities', none);
      if (bomb.kind !== 'READ') throw new Error(JSON.stringify(bomb));
      expect(parseFeed(bomb.body, bomb)).toMatchObject({
        entries: [],
        faults: [expect.stringContaining('entities')],
      });
    });
  },
);

async function freePort(): Promise<number> {
  const probe = createTcpServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
