import type { FetchOutcome } from './feed.ts';

/** RUNNING; SUCCESS: everything was read; PARTIAL: some feeds or entries failed; FAILED: nothing could be read. */
export const executionStatuses = ['RUNNING', 'SUCCESS', 'PARTIAL', 'FAILED'] as const;
/** One of {@link executionStatuses}. */
export type ExecutionStatus = (typeof executionStatuses)[number];

/** What became of the entries of one feed, or of a run over several. */
export interface ItemCounts {
  seen: number;
  new: number;
  duplicate: number;
  failed: number;
}

/** One visit to a feed, as it is recorded. */
export interface FeedVisit {
  fetchedAt: Date;
  outcome: FetchOutcome;
  /** Null when no answer came. */
  httpStatus: number | null;
  durationMs: number;
  items: ItemCounts;
  /** In words for the person who follows the feed, null when all went well. */
  error: string | null;
}
