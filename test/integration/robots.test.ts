import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HttpFailure } from '../../src/platform/http.ts';
import { createHttpClient } from '../../src/platform/http-client.ts';
import { obeyRobots } from '../../src/platform/robots.ts';
import { createTestDatabase } from '../support/database.ts';
import { createTestPipeline, sql } from '../support/pipeline.ts';
import { items, startPress, type TestPress } from '../support/press.ts';

const userAgent = 'PressReader/2.1 (feed reader; +https://press.example/robot)';
const hour = 60 * 60 * 1000;

let press: TestPress;
let other: TestPress;
let time = 0;
beforeAll(async () => {
  press = await startPress();
  other = await startPress();
});
afterAll(async () => {
  await press.close();
  await other.close();
});
beforeEach(() => {
  time = 0;
  press.answer('/robots.txt', (_, response) => response.writeHead(404).end());
  other.answer('/robots.txt', (_, response) => response.writeHead(404).end());
  press.forget();
  other.forget();
});

function polite() {
  const http = createHttpClient({ userAgent, hostAllowlist: [press.host, other.host] });
  const retryPolicy = { retries: 1, baseMs: 1, maxMs: 1, random: () => 0 };
  return obeyRobots(http, { userAgent, now: () => time, retryPolicy });
}

/** 'READ', or why not. */
async function read(http: ReturnType<typeof polite>, path: string, base = press.url): Promise<string> {
  try {
    await http.get(`${base}${path}`, { maxBytes: 100_000, timeoutMs: 5_000 });
    return 'READ';
  } catch (error) {
    if (error instanceof HttpFailure) return `${error.kind}: ${error.message}`;
    throw error;
  }
}

const says = (text: string, at = press) => at.document('/robots.txt', text, 'text/plain');
const forbids = (path: string) =>
  `ROBOTS: ${press.url}${path} is not read, because ${press.url}/robots.txt forbids it.`;

describe('a client that obeys robots.txt', () => {
  it('leaves alone what is forbidden to all, asks nothing of it, and reads the rest', async () => {
    says('User-agent: *\nDisallow: /articles/private\nAllow: /articles/private/open\n');
    const http = polite();
    expect(await read(http, '/articles/private/1')).toBe(forbids('/articles/private/1'));
    expect(press.pageRequests()).toEqual([]);
    expect(await read(http, '/articles/private/open')).toBe('READ');
    expect(await read(http, '/articles/2')).toBe('READ');
  });

  it('minds the group with its own name before that of all, and says its name and where to complain', async () => {
    says('User-agent: *\nDisallow: /\n\nUser-agent: pressreader\nDisallow: /articles/b\n');
    const http = polite();
    expect(await read(http, '/articles/a')).toBe('READ');
    expect(await read(http, '/articles/b')).toBe(forbids('/articles/b'));
    expect(press.requests().map(({ headers }) => headers['user-agent'])).toEqual([userAgent, userAgent]);
  });

  it.each([
    ['is not there', 404],
    ['is forbidden itself', 403],
    ['is gone', 410],
  ])('reads everything where the file %s', async (_, status) => {
    press.answer('/robots.txt', (_request, response) => response.writeHead(status).end('Disallow: /'));
    expect(await read(polite(), '/articles/1')).toBe('READ');
  });

  it('reads everything where a web page stands in its place', async () => {
    press.document('/robots.txt', '<!doctype html><p>Disallow: / is what it does not say', 'text/html');
    expect(await read(polite(), '/articles/1')).toBe('READ');
  });

  it('asks for the file once a day for each origin, however many ask at once', async () => {
    says('User-agent: *\nDisallow: /articles/1\n');
    const http = polite();
    const pages = ['/articles/1', '/articles/2', '/articles/3'];
    await Promise.all(pages.map((path) => read(http, path)));
    time = 24 * hour - 1;
    await read(http, '/articles/4');
    expect(press.requests('/robots.txt')).toHaveLength(1);
    time += 1;
    says('User-agent: *\nDisallow: /articles/4\n');
    expect(await read(http, '/articles/4')).toBe(forbids('/articles/4'));
    expect(await read(http, '/articles/1')).toBe('READ');
    expect(press.requests('/robots.txt')).toHaveLength(2);
  });

  it('reads nothing for five minutes where the server fails, and says so', async () => {
    press.answer('/robots.txt', (_, response) => response.writeHead(503).end());
    const http = polite();
    expect(await read(http, '/articles/1')).toBe(
      `ROBOTS: ${press.url}/articles/1 is not read as long as the site does not say what robots may read: ${press.url}/robots.txt answered 503.`,
    );
    expect(press.requests('/robots.txt')).toHaveLength(2);
    says('User-agent: *\nDisallow:\n');
    time = 5 * 60_000 - 1;
    expect(await read(http, '/articles/1')).toMatch(/^ROBOTS/);
    time += 1;
    expect(await read(http, '/articles/1')).toBe('READ');
  });

  it('goes by what the file said before when the network fails later', async () => {
    says('User-agent: *\nDisallow: /articles/1\n');
    const http = polite();
    await read(http, '/articles/1');
    press.answer('/robots.txt', ({ socket }) => socket.destroy());
    time = 25 * hour;
    expect(await read(http, '/articles/1')).toBe(forbids('/articles/1'));
    expect(await read(http, '/articles/2')).toBe('READ');
  });

  it('is not led by a redirect to what the other site forbids', async () => {
    says('User-agent: *\nDisallow: /articles/\n', other);
    press.answer('/go', (_, response) =>
      response.writeHead(302, { location: `${other.url}/articles/1` }).end(),
    );
    expect(await read(polite(), '/go')).toMatch(/^ROBOTS: .*\/articles\/1 is not read, because/);
    expect(other.pageRequests()).toEqual([]);
  });

  it('follows the redirects of the file itself', async () => {
    press.answer('/robots.txt', (_, response) =>
      response.writeHead(301, { location: `${other.url}/rules` }).end(),
    );
    other.document('/rules', 'User-agent: *\nDisallow: /articles/1\n', 'text/plain');
    expect(await read(polite(), '/articles/1')).toBe(forbids('/articles/1'));
  });

  it('is not kept busy by a hostile file', async () => {
    const hostile = `Disallow: /${'a*'.repeat(400)}b\n`.repeat(600);
    says(`User-agent: *\n${hostile}Disallow: /articles/1\n`);
    const http = polite();
    expect(await read(http, '/articles/1')).toBe(forbids('/articles/1'));
    expect(await read(http, `/articles/${'a'.repeat(1_500)}`)).toBe('READ');
  });
});

describe('the ingestion', () => {
  it('leaves a forbidden page unread, keeps its report, and reads feeds whatever robots.txt says', async () => {
    const database = await createTestDatabase();
    const test = createTestPipeline(database.url, { hosts: [press.host] });
    try {
      says('User-agent: *\nDisallow: /articles/a1\nDisallow: /news.xml\n');
      await test.follow('one', [press.feed('/news.xml', items(3))]);
      const [outcome] = await test.run();
      expect(outcome?.execution).toMatchObject({ status: 'SUCCESS', itemsNew: 3 });
      expect(press.pageRequests().sort()).toEqual(['/articles/a0', '/articles/a2']);
      const reports = await sql(
        database.url,
        "SELECT url LIKE '%/a1' AS forbidden, full_text IS NULL AS bare FROM reports ORDER BY url",
      );
      expect(reports).toEqual([
        { forbidden: false, bare: false },
        { forbidden: true, bare: true },
        { forbidden: false, bare: false },
      ]);
    } finally {
      await test.close();
      await database.drop();
    }
  });
});
