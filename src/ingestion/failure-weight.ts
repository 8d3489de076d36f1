import type { FeedErrorCode } from '../model/feed.ts';

/** SOFT: it tends to pass; HARD: it tends to stay; NONE: it says nothing about the feed. */
export type FailureWeight = 'SOFT' | 'HARD' | 'NONE';

/** Statuses that tend to pass, beside all from 500 on. A 404 does: whole sites answer so while they are rebuilt. */
const softStatuses: ReadonlySet<number> = new Set([404, 408, 425, 429]);
const softCodes: ReadonlySet<FeedErrorCode> = new Set(['REFUSED', 'TIMEOUT', 'CUT_OFF', 'NETWORK']);
/** The feed was not asked for, or the fault is ours. */
const weightlessCodes: ReadonlySet<FeedErrorCode> = new Set(['SITE_DOWN', 'UNFORESEEN']);

/** How much a failed visit says about its feed (after Media Cloud, which tells soft failures from hard ones). */
export function weightOf(code: FeedErrorCode, httpStatus: number | null): FailureWeight {
  if (weightlessCodes.has(code)) return 'NONE';
  if (code === 'HTTP_STATUS' && httpStatus !== null) {
    return softStatuses.has(httpStatus) || httpStatus >= 500 ? 'SOFT' : 'HARD';
  }
  return softCodes.has(code) ? 'SOFT' : 'HARD';
}
