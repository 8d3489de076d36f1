import { CodedError } from '../model/errors.ts';
import type { TokenBucket } from '../platform/token-bucket.ts';

/** Sets a header of the answer. */
export type SetHeader = (name: string, value: string) => void;

/** What each tenant may ask for in a time: points, one for each node of a query. */
export interface Budget {
  /**
   * Charges a tenant for one operation, and says in the answer's headers what is left.
   *
   * @throws {CodedError} RATE_LIMITED when not enough is left, with the time to wait
   */
  charge(tenantId: string, cost: number, setHeader: SetHeader): Promise<void>;
}

/** Every operation costs something. */
const least = 1;

/**
 * Makes the budget over a bucket for each tenant, so that none can starve another.
 *
 * @param onRefusal called when a tenant is refused
 */
export function createBudget(bucket: TokenBucket, onRefusal: () => void): Budget {
  return {
    charge: async (tenantId, cost, setHeader) => {
      const points = Math.max(least, cost);
      const { granted, remaining, limit, retryAfterMs } = await bucket.take(tenantId, points);
      setHeader('x-ratelimit-limit', String(limit));
      setHeader('x-ratelimit-remaining', String(Math.floor(remaining)));
      if (granted) return;
      onRefusal();
      const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
      setHeader('retry-after', String(seconds));
      throw new CodedError(
        'RATE_LIMITED',
        `This costs ${points} points and ${Math.floor(remaining)} are left. Try again in ${seconds} s, or ask for less.`,
        { cost: points, remaining: Math.floor(remaining), limit, retryAfterSeconds: seconds },
      );
    },
  };
}
