import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BucketLimits, createMemoryTokenBucket } from '../../../src/platform/token-bucket.ts';

/** Buckets whose clock stands still until it is moved. */
function buckets(limits: BucketLimits, mostKeys?: number) {
  let time = 1_800_000_000_000;
  const bucket = createMemoryTokenBucket(limits, () => time, mostKeys);
  return {
    take: (key: string, tokens: number) => bucket.take(key, tokens),
    /** Whether tokens were granted, and what is left. */
    brief: async (key: string, tokens: number) => {
      const { granted, remaining } = await bucket.take(key, tokens);
      return [granted, remaining];
    },
    wait: (ms: number) => {
      time += ms;
    },
  };
}

describe('a bucket of tokens', () => {
  it('is full at first, and gives exactly what it holds', async () => {
    const { take } = buckets({ capacity: 10, refillPerSecond: 1 });
    expect(await take('house', 4)).toEqual({ granted: true, remaining: 6, limit: 10, retryAfterMs: 0 });
    expect(await take('house', 6)).toEqual({ granted: true, remaining: 0, limit: 10, retryAfterMs: 0 });
    expect(await take('house', 1)).toEqual({ granted: false, remaining: 0, limit: 10, retryAfterMs: 1_000 });
  });

  it('takes nothing when it refuses', async () => {
    const { take, brief } = buckets({ capacity: 10, refillPerSecond: 2 });
    await take('house', 7);
    expect(await take('house', 5)).toEqual({ granted: false, remaining: 3, limit: 10, retryAfterMs: 1_000 });
    expect(await brief('house', 3)).toEqual([true, 0]);
  });

  it('fills as time goes by, and never beyond its capacity', async () => {
    const { brief, wait } = buckets({ capacity: 10, refillPerSecond: 2 });
    await brief('house', 10);
    wait(499);
    expect(await brief('house', 1)).toEqual([false, 0]);
    wait(1);
    expect(await brief('house', 1)).toEqual([true, 0]);
    wait(60_000);
    expect(await brief('house', 0)).toEqual([true, 10]);
  });

  it('is of one key, and of no other', async () => {
    const { brief } = buckets({ capacity: 10, refillPerSecond: 1 });
    await brief('house', 10);
    expect(await brief('agency', 10)).toEqual([true, 0]);
    expect(await brief('house', 1)).toEqual([false, 0]);
  });

  it('gives itself whole, when it is full, to who wants more than it can ever hold', async () => {
    const { take, brief, wait } = buckets({ capacity: 10, refillPerSecond: 1 });
    expect(await brief('house', 25)).toEqual([true, 0]);
    wait(4_000);
    expect(await take('house', 25)).toEqual({ granted: false, remaining: 4, limit: 10, retryAfterMs: 6_000 });
    wait(6_000);
    expect(await brief('house', 25)).toEqual([true, 0]);
  });

  it('neither fills nor empties when the clock is set back, and fills again from there', async () => {
    const { brief, wait } = buckets({ capacity: 10, refillPerSecond: 1 });
    await brief('house', 8);
    wait(-3_600_000);
    expect(await brief('house', 0)).toEqual([true, 2]);
    wait(3_000);
    expect(await brief('house', 0)).toEqual([true, 5]);
  });

  it('grants what it refused after the time that it named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.array(fc.tuple(fc.nat(100_000), fc.nat(2_000)), { minLength: 1, maxLength: 30 }),
        async (capacity, refillPerMinute, wishes) => {
          const { take, wait } = buckets({ capacity, refillPerSecond: refillPerMinute / 60 });
          for (const [tokens, ms] of wishes) {
            const taken = await take('house', tokens);
            expect(taken.retryAfterMs > 0).toBe(!taken.granted);
            wait(taken.retryAfterMs);
            if (!taken.granted) expect((await take('house', tokens)).granted).toBe(true);
            wait(ms);
          }
        },
      ),
    );
  });

  it('grants no more in any time than its capacity and what flowed back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 60_000 }),
        fc.array(fc.tuple(fc.nat(1_500), fc.nat(2_000)), { minLength: 1, maxLength: 60 }),
        async (capacity, refillPerMinute, wishes) => {
          const refillPerSecond = refillPerMinute / 60;
          const { take, wait } = buckets({ capacity, refillPerSecond });
          let elapsedMs = 0;
          let granted = 0;
          for (const [tokens, ms] of wishes) {
            if ((await take('house', tokens)).granted) granted += Math.min(tokens, capacity);
            expect(granted).toBeLessThanOrEqual(capacity + (elapsedMs * refillPerSecond) / 1_000 + 0.001);
            wait(ms);
            elapsedMs += ms;
          }
        },
      ),
    );
  });

  it('is kept for no more keys than it is told, those used last', async () => {
    const { brief } = buckets({ capacity: 10, refillPerSecond: 0.001 }, 100);
    await brief('house', 10);
    for (let key = 0; key < 10_000; key += 1) {
      await brief(`hostile ${key}`, 10);
      if (key % 50 === 0) expect(await brief('house', 1)).toEqual([false, 0]);
    }
    expect(await brief('hostile 9999', 1)).toEqual([false, 0]);
    expect(await brief('hostile 9000', 1)).toEqual([true, 9]);
  });

  it('is forgotten when it must be full, and no earlier', async () => {
    const { brief, wait } = buckets({ capacity: 10, refillPerSecond: 1 }, 2);
    await brief('long ago', 10);
    wait(9_000);
    await brief('house', 10);
    wait(1_000);
    // It makes room for the agency; nobody who is still held to something has to.
    await brief('agency', 10);
    expect(await brief('house', 2)).toEqual([false, 1]);
    expect(await brief('agency', 1)).toEqual([false, 0]);
  });
});
