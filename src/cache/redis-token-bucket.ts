import { createHash } from 'node:crypto';
import type { RedisClientType } from '@keyv/redis';
import { z } from 'zod';
import { inTime } from '../platform/in-time.ts';
import { type BucketLimits, lostInFractions, type TokenBucket } from '../platform/token-bucket.ts';

/**
 * What createMemoryTokenBucket does, by Redis's own clock: those of the processes differ. A bucket that would be full
 * is the same as none, and expires.
 */
const script = `
local capacity, refillPerMs, tokens, lost = tonumber(ARGV[1]), tonumber(ARGV[2]) / 1000, tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local held = math.min(capacity, tonumber(kept[1] or capacity) + math.max(0, now - (kept[2] or now)) * refillPerMs)
local wanted = math.min(capacity, tokens)
local granted = held + lost >= wanted
local left = granted and math.max(0, held - wanted) or held
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', left), 'at', string.format('%.17g', now))
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - left) / refillPerMs))
return { granted and 1 or 0, math.floor(left + lost), granted and 0 or math.ceil((wanted - held) / refillPerMs) }
`;
const scriptSha = createHash('sha1').update(script).digest('hex');
const reply = z.tuple([z.number(), z.number(), z.number()]);

/** What a bucket in Redis works with. */
export interface RedisBucketParts {
  redis: RedisClientType;
  limits: BucketLimits;
  /** Takes over while Redis does not answer. */
  fallback: TokenBucket;
  /** Redis is waited for no longer, in milliseconds. */
  patienceMs: number;
  /** After Redis failed it is not asked for so long, in milliseconds: not every request has to wait for nothing. */
  pauseMs: number;
  /** Gets each failure of Redis. */
  complain: (error: unknown) => void;
  /** Milliseconds. */
  now: () => number;
}

/**
 * Makes buckets in Redis, shared by all processes on it. While Redis is down, slow or unable, each process limits by
 * buckets of its own: more is granted then, as many times as there are processes, but never without a limit.
 */
export function createRedisTokenBucket(parts: RedisBucketParts): TokenBucket {
  const { redis, limits, fallback, patienceMs, pauseMs, complain, now } = parts;
  let failedAt = Number.NEGATIVE_INFINITY;
  return {
    async take(key, tokens) {
      // The clock may have been set back.
      const sinceFailure = now() - failedAt;
      if (sinceFailure >= 0 && sinceFailure < pauseMs) return fallback.take(key, tokens);
      try {
        const answer = reply.parse(await inTime(run(redis, key, tokens, limits), patienceMs));
        const [granted, remaining, retryAfterMs] = answer;
        return { granted: granted === 1, remaining, limit: limits.capacity, retryAfterMs };
      } catch (error) {
        failedAt = now();
        complain(error);
        return fallback.take(key, tokens);
      }
    },
  };
}

async function run(
  redis: RedisClientType,
  key: string,
  tokens: number,
  { capacity, refillPerSecond }: BucketLimits,
): Promise<unknown> {
  const options = {
    keys: [`fashion-hunting:budget:${key}`],
    arguments: [capacity, refillPerSecond, tokens, lostInFractions].map(String),
  };
  try {
    return await redis.evalSha(scriptSha, options);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(script, options);
  }
}
