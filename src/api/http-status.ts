import type { ErrorCode } from '../model/errors.ts';

/**
 * HTTP statuses of answers that hold nothing but an error. NOT_FOUND and CONFLICT are answers about the domain, and
 * come with 200 as everything does that was answered in part.
 */
const statuses: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 200,
  BAD_USER_INPUT: 400,
  CONFLICT: 200,
  RATE_LIMITED: 429,
  QUERY_TOO_COMPLEX: 400,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** The HTTP status of an answer without data; undefined for a code that is none of ours. */
export function statusOf(code: unknown): number | undefined {
  return statuses[code as ErrorCode];
}
