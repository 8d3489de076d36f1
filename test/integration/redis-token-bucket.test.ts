import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@keyv/redis';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CacheStore } from '../../src/cache/cache-store.ts';
import type { CodedError } from '../../src/model/errors.ts';
import type { BucketLimits, TokenBucket } from '../../src/platform/token-bucket.ts';
import { freePort, hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

/** For tests in which Redis works: that it is fast is not what they test. */
const patientMs = 20_000;
/** Nothing flows back while a test runs. */
const slow: BucketLimits = { capacity: 20, refillPerSecond: 0.0001 };

const opened: CacheStore[] = [];
let warnings: Record<string, unknown>[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  warnings = [];
});

function open(redisUrl: string | null, patienceMs?: number): CacheStore {
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) });
  const store = new CacheStore(redisUrl, log, patienceMs);
  opened.push(store);
  return store;
}

/** As {@link open}, once Redis answers. */
async function connected(redisUrl: string, patienceMs?: number): Promise<CacheStore> {
  const store = open(redisUrl, patienceMs);
  await eventually(async () => (await refusalOf(store)) === null);
  return store;
}

async function eventually(works: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(20)) if (await works()) return;
  throw new Error('it never worked');
}

/** Why a store is not ready; null when it is. */
async function refusalOf(store: CacheStore): Promise<CodedError | null> {
  return store.ping().then(
    () => null,
    (error: CodedError) => error,
  );
}

/** How many of so many wishes for one token, all at once, are granted. */
async function grantedOf(wishes: number, buckets: TokenBucket[], key: string): Promise<number> {
  const all = buckets.flatMap((bucket) => Array.from({ length: wishes }, () => bucket.take(key, 1)));
  return (await Promise.all(all)).filter(({ granted }) => granted).length;
}

describe('a store without Redis', () => {
  it('is ready at once, and limits in memory', async () => {
    const store = open(null);
    expect(await refusalOf(store)).toBeNull();
    expect(await grantedOf(50, [store.tokenBucket(slow, Date.now)], 'house')).toBe(20);
  });
});

describe('a store whose Redis was never there', () => {
  it('is not ready, says why, and limits in memory all the same', async () => {
    const port = await freePort();
    const store = open(`redis://:secret@127.0.0.1:${port}`);
    expect(await grantedOf(50, [store.tokenBucket(slow, Date.now)], 'house')).toBe(20);
    const refusal = await refusalOf(store);
    expect(refusal?.code).toBe('UNAVAILABLE');
    expect(refusal?.message).toMatch(
      /^Redis does not answer: .+\. Look whether it runs, and whether REDIS_URL names it\.$/,
    );
    expect(refusal?.message).not.toContain('secret');
    expect(warnings.map(({ msg }) => msg)).toEqual(['the cache does not answer; going on without it']);
  });
});

describe.skipIf(!hasRedis())('a bucket of tokens in Redis', () => {
  let redis: TestRedis;
  let onlooker: ReturnType<typeof createClient>;
  let key = '';

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(async () => redis.kill());

  beforeEach(async ({ task }) => {
    key = task.id;
    onlooker = createClient({ url: redis.url });
    // It is cut off when Redis is killed.
    onlooker.on('error', () => {});
    await onlooker.connect();
  });

  afterEach(() => onlooker.destroy());

  it('gives exactly what it holds, and nothing when it refuses', async () => {
    const bucket = (await connected(redis.url, patientMs)).tokenBucket(
      { capacity: 10, refillPerSecond: 0.001 },
      Date.now,
    );
    expect(await bucket.take(key, 4)).toEqual({ granted: true, remaining: 6, limit: 10, retryAfterMs: 0 });
    const refused = await bucket.take(key, 7);
    expect(refused).toMatchObject({ granted: false, remaining: 6, limit: 10 });
    // 1 token flows back in 1,000 s; so much less as the test took since the first take.
    expect(refused.retryAfterMs).toBeGreaterThan(900_000);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(1_000_000);
    expect(await bucket.take(key, 6)).toMatchObject({ granted: true, remaining: 0 });
    expect(await bucket.take('another key', 10)).toMatchObject({ granted: true, remaining: 0 });
    expect(warnings).toEqual([]);
  });

  it('gives itself whole to who wants more than it can ever hold', async () => {
    const bucket = (await connected(redis.url, patientMs)).tokenBucket(slow, Date.now);
    expect(await bucket.take(key, 1_000)).toMatchObject({ granted: true, remaining: 0 });
    expect(await bucket.take(key, 1_000)).toMatchObject({ granted: false, remaining: 0 });
  });

  it('is shared by all processes: fifty at once are granted its capacity and no more', async () => {
    const one = (await connected(redis.url, patientMs)).tokenBucket(slow, Date.now);
    const other = (await connected(redis.url, patientMs)).tokenBucket(slow, Date.now);
    expect(await grantedOf(25, [one, other], key)).toBe(20);
    expect(warnings).toEqual([]);
  });

  it('fills by the clock of Redis, whatever the clock of a process says', async () => {
    const limits = { capacity: 10, refillPerSecond: 20 };
    const bucket = (await connected(redis.url, patientMs)).tokenBucket(limits, () => 0);
    await bucket.take(key, 10);
    await eventually(async () => (await bucket.take(key, 0)).remaining === 10);
  });

  it('grants what it refused after the time that it named', async () => {
    const limits = { capacity: 7, refillPerSecond: 0.007 / 3 };
    const bucket = (await connected(redis.url, patientMs)).tokenBucket(limits, Date.now);
    await bucket.take(key, 7);
    const { granted, retryAfterMs } = await bucket.take(key, 7);
    expect(granted).toBe(false);
    // Instead of waiting for most of an hour: it was looked at so much earlier.
    const name = `fashion-hunting:budget:${key}`;
    const at = Number(await onlooker.hGet(name, 'at'));
    await onlooker.hSet(name, 'at', String(at - retryAfterMs + 60_000));
    expect(await bucket.take(key, 7)).toMatchObject({ granted: false, remaining: 6 });
    await onlooker.hIncrByFloat(name, 'at', -60_000);
    expect(await bucket.take(key, 7)).toMatchObject({ granted: true, remaining: 0 });
  });

  it('lies under its key, and expires when it would be full', async () => {
    const limits = { capacity: 10, refillPerSecond: 0.01 };
    const bucket = (await connected(redis.url, patientMs)).tokenBucket(limits, Date.now);
    await bucket.take(key, 4);
    const expiresInMs = await onlooker.pTTL(`fashion-hunting:budget:${key}`);
    expect(expiresInMs).toBeGreaterThan(300_000);
    expect(expiresInMs).toBeLessThanOrEqual(400_000);
    await bucket.take(`${key} untouched`, 0);
    expect(await onlooker.exists(`fashion-hunting:budget:${key} untouched`)).toBe(0);
  });

  it('is none the worse when Redis forgets the script', async () => {
    const bucket = (await connected(redis.url, patientMs)).tokenBucket(slow, Date.now);
    await bucket.take(key, 15);
    await onlooker.scriptFlush();
    expect(await bucket.take(key, 1)).toMatchObject({ granted: true, remaining: 4 });
    expect(warnings).toEqual([]);
  });

  it('limits in memory when Redis cannot do it, and says so', async () => {
    const bucket = (await connected(redis.url, patientMs)).tokenBucket(slow, Date.now);
    await onlooker.set(`fashion-hunting:budget:${key}`, 'not a bucket');
    expect(await grantedOf(50, [bucket], key)).toBe(20);
    expect(warnings.map(({ msg }) => msg)).toEqual(['the cache does not answer; going on without it']);
    expect(String(warnings[0]?.error)).toContain('WRONGTYPE');
  });

  it('limits in memory while Redis hangs, after a bounded wait, and is shared again afterwards', async () => {
    const store = await connected(redis.url);
    const bucket = store.tokenBucket(slow, Date.now);
    redis.pause();
    try {
      // It would never answer: that these come back is what is tested.
      expect(await grantedOf(50, [bucket], key)).toBe(20);
      expect((await refusalOf(store))?.message).toContain('no answer within 100 ms');
    } finally {
      redis.resume();
    }
    await eventually(async () => {
      await bucket.take(`${key} afterwards`, 1);
      return (await onlooker.exists(`fashion-hunting:budget:${key} afterwards`)) === 1;
    });
    expect(await refusalOf(store)).toBeNull();
  });

  it('keeps nobody waiting for a Redis that has just been seen to hang', async () => {
    // Its clock stands still, so the pause after the failure never ends.
    const bucket = (await connected(redis.url)).tokenBucket(slow, () => 0);
    redis.pause();
    try {
      await bucket.take(key, 1);
      await bucket.take(`${key} later`, 1);
    } finally {
      redis.resume();
    }
    await eventually(async () => (await onlooker.exists(`fashion-hunting:budget:${key}`)) === 1);
    expect(await onlooker.exists(`fashion-hunting:budget:${key} later`)).toBe(0);
  });

  it('limits in memory when Redis is killed, and is shared again when it is back', async () => {
    const store = await connected(redis.url, patientMs);
    const bucket = store.tokenBucket(slow, Date.now);
    await bucket.take(key, 5);
    warnings = [];
    await redis.kill();
    expect(await grantedOf(50, [bucket], key)).toBe(20);
    expect((await refusalOf(store))?.code).toBe('UNAVAILABLE');
    expect(warnings).toHaveLength(1);
    await redis.restart();
    await eventually(async () => {
      await bucket.take(`${key} afterwards`, 1);
      const seen = await onlooker.exists(`fashion-hunting:budget:${key} afterwards`).catch(() => 0);
      return seen === 1;
    });
    await eventually(async () => (await refusalOf(store)) === null);
  });
});
