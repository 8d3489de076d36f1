import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ArticlePageCache } from '../../src/cache/article-page-cache.ts';
import { type CachePart, CacheStore } from '../../src/cache/cache-store.ts';
import { freePort, hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

const minuteMs = 60_000;

const opened: CacheStore[] = [];
let warnings: Record<string, unknown>[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  warnings = [];
});

function open(redisUrl: string | null): CacheStore {
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) });
  const store = new CacheStore(redisUrl, log);
  opened.push(store);
  return store;
}

/** A part over Redis, once it is connected. */
async function connected(redisUrl: string): Promise<CachePart<string>> {
  const part = open(redisUrl).part<string>('test', 600);
  await eventually(async () => {
    await part.set('connected', 'yes', minuteMs);
    return (await part.get('connected')) === 'yes';
  });
  return part;
}

async function eventually(works: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(20)) if (await works()) return;
  throw new Error('it never worked');
}

/** Uses a cache that does not answer, and never will: that each call comes back is what is tested. */
async function expectHarmless(part: CachePart<string>): Promise<void> {
  expect(await part.get('key')).toBeUndefined();
  await part.set('key', 'value', minuteMs);
  await part.purge('key');
}

function whatEveryCacheDoes(start: () => Promise<CachePart<string>>) {
  it('gives back what it keeps, and nothing else', async () => {
    const part = await start();
    await part.set('key', 'value', minuteMs);
    expect([await part.get('key'), await part.get('other')]).toEqual(['value', undefined]);
  });

  it('forgets what is purged', async () => {
    const part = await start();
    await part.set('key', 'value', minuteMs);
    await part.purge('key');
    expect(await part.get('key')).toBeUndefined();
  });

  it('forgets what has had its time', async () => {
    const part = await start();
    await part.set('key', 'value', 60);
    expect(await part.get('key')).toBe('value');
    await sleep(120);
    expect(await part.get('key')).toBeUndefined();
  });
}

describe('a cache in memory', () => {
  whatEveryCacheDoes(async () => open(null).part<string>('test', 600));

  it('lets go of what was not used for longest', async () => {
    const part = open(null).part<string>('test', 600);
    for (let at = 0; at < 100; at += 1) {
      await part.set(`key ${at}`, 'value', minuteMs);
      await part.get('key 0');
    }
    const kept = await Promise.all(Array.from({ length: 100 }, (_, at) => part.get(`key ${at}`)));
    expect(kept.filter((value) => value !== undefined).length).toBeLessThanOrEqual(20);
    expect([kept[0], kept[50], kept[99]]).toEqual(['value', undefined, 'value']);
  });

  it('keeps the articles of pages with their dates', async () => {
    const pages = new ArticlePageCache<{ title: string; publishedAt: Date | null }>(open(null));
    const page = { title: 'Silk', publishedAt: new Date('2026-03-01T08:00:00.000Z') };
    await pages.set('https://press.example/silk', page);
    await pages.set('https://press.example/undated', { ...page, publishedAt: null });
    expect(await pages.get('https://press.example/silk')).toEqual(page);
    expect(await pages.get('https://press.example/undated')).toEqual({ ...page, publishedAt: null });
    await pages.purge('https://press.example/silk');
    expect(await pages.get('https://press.example/silk')).toBeUndefined();
  });
});

describe('a cache whose Redis was never there', () => {
  it('is as good as empty, and says so once', async () => {
    const part = open(`redis://127.0.0.1:${await freePort()}`).part<string>('test', 600);
    await expectHarmless(part);
    await sleep(300);
    await expectHarmless(part);
    expect(warnings.map(({ msg }) => msg)).toEqual(['the cache does not answer; going on without it']);
  });
});

if (!hasRedis())
  process.stderr.write('no redis-server is installed: the tests of the shared cache are skipped\n');

describe.skipIf(!hasRedis())('a cache in Redis', () => {
  let redis: TestRedis;

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(async () => redis.kill());

  whatEveryCacheDoes(async () => connected(redis.url));

  it('is shared by all who open it, each part apart', async () => {
    const one = await connected(redis.url);
    const other = await connected(redis.url);
    await one.set('shared', 'value', minuteMs);
    expect(await other.get('shared')).toBe('value');
    const elsewhere = opened.at(-1)?.part<string>('elsewhere', 600);
    expect(await elsewhere?.get('shared')).toBeUndefined();
  });

  it('costs a bounded wait while Redis hangs, and works again afterwards', async () => {
    const part = await connected(redis.url);
    redis.pause();
    try {
      await expectHarmless(part);
    } finally {
      redis.resume();
    }
    await eventually(async () => {
      await part.set('after', 'value', minuteMs);
      return (await part.get('after')) === 'value';
    });
  });

  it('costs a bounded wait when Redis is killed, and works again when it is back', async () => {
    const part = await connected(redis.url);
    await part.set('key', 'value', minuteMs);
    warnings = [];
    await redis.kill();
    await expectHarmless(part);
    expect(warnings).toHaveLength(1);
    await redis.restart();
    await eventually(async () => {
      await part.set('after', 'value', minuteMs);
      return (await part.get('after')) === 'value';
    });
  });
});
