import { z } from 'zod';
import { type BucketLimits, lostInFractions, type TokenBucket } from '../platform/token-bucket.ts';
import type { PatientRedis } from './patient-redis.ts';
import { RedisScript } from './redis-script.ts';

/**
 * What createMemoryTokenBucket does, by Redis's own clock: those of the processes differ. A bucket that would be full
 * is the same as none, and expires.
 */
const script = new RedisScript(`
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
`);
const reply = z.tuple([z.number(), z.number(), z.number()]);

/** What a bucket in Redis works with. */
export interface RedisBucketParts {
  redis: PatientRedis;
  limits: BucketLimits;
  /** Takes over while Redis does not answer. */
  fallback: TokenBucket;
}

/**
 * Makes buckets in Redis, shared by all processes on it. While Redis is down, slow or unable, each process limits by
 * buckets of its own: more is granted then, as many times as there are processes, but never without a limit.
 */
export function createRedisTokenBucket({ redis, limits, fallback }: RedisBucketParts): TokenBucket {
  const { capacity, refillPerSecond } = limits;
  return {
    async take(key, tokens) {
      const keys = [`fashion-hunting:budget:${key}`];
      const values = [capacity, refillPerSecond, tokens, lostInFractions];
      try {
        const answer = await redis.run((client) => script.run(client, keys, values));
        const [granted, remaining, retryAfterMs] = reply.parse(answer);
        return { granted: granted === 1, remaining, limit: capacity, retryAfterMs };
      } catch {
        // Redis has told of its failure already.
        return fallback.take(key, tokens);
      }
    },
  };
}
