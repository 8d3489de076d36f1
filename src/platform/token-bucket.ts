/** How much may be taken: at once, and in the long run. */
export interface BucketLimits {
  /** Tokens of a full bucket. */
  capacity: number;
  /** Tokens that flow back in a second; more than 0. */
  refillPerSecond: number;
}

/** What became of the wish to take tokens. */
export interface Taken {
  granted: boolean;
  /** Whole tokens that are left. */
  remaining: number;
  /** Tokens of a full bucket. */
  limit: number;
  /** Milliseconds until as many would be there, if nobody takes any before; 0 when they were granted. */
  retryAfterMs: number;
}

/** A rate limiter: a bucket of tokens for each key, from which requests take as many as they cost. */
export interface TokenBucket {
  /**
   * Takes tokens, or none when there are not as many. Who wants more than a full bucket holds gets a full one, or
   * nobody could ever grant it. Never fails.
   *
   * @param tokens 0 or more
   */
  take(key: string, tokens: number): Promise<Taken>;
}

/**
 * What refilling in fractions may lose of a token: nobody is refused for so little, so that who waits for
 * `retryAfterMs` is granted what it was refused.
 */
export const lostInFractions = 1e-6;

interface Bucket {
  tokens: number;
  /** When it was looked at last: it held `tokens` then. */
  at: number;
}

/**
 * Makes buckets in this process's memory. A full bucket is the same as none, so whatever has not been used for the time
 * in which an empty one fills is forgotten; beyond `mostKeys`, what was not used for longest is forgotten too, and is
 * full again when it comes back.
 *
 * @param now milliseconds
 */
export function createMemoryTokenBucket(
  limits: BucketLimits,
  now: () => number,
  mostKeys = 10_000,
): TokenBucket {
  const { capacity, refillPerSecond } = limits;
  const fillMs = (capacity / refillPerSecond) * 1_000;
  // In the order of their last use, the oldest first.
  const buckets = new Map<string, Bucket>();

  function forget(at: number): void {
    for (const [key, bucket] of buckets) {
      if (buckets.size <= mostKeys && at - bucket.at < fillMs) return;
      buckets.delete(key);
    }
  }

  return {
    async take(key, tokens) {
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: capacity, at };
      // A clock may be set back.
      const flowedBack = (Math.max(0, at - bucket.at) * refillPerSecond) / 1_000;
      const held = Math.min(capacity, bucket.tokens + flowedBack);
      const wanted = Math.min(capacity, tokens);
      const granted = held + lostInFractions >= wanted;
      const left = granted ? Math.max(0, held - wanted) : held;
      buckets.delete(key);
      buckets.set(key, { tokens: left, at });
      forget(at);
      return {
        granted,
        remaining: Math.floor(left + lostInFractions),
        limit: capacity,
        retryAfterMs: granted ? 0 : Math.ceil(((wanted - held) / refillPerSecond) * 1_000),
      };
    },
  };
}
