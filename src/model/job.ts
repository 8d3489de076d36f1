import type { FeedErrorCode, FetchOutcome } from './feed.ts';

/** QUEUED: it waits for an ingestion process; RUNNING; SUCCESS: everything was read; PARTIAL: some feeds or entries failed; FAILED: nothing could be read. */
export const executionStatuses = ['QUEUED', 'RUNNING', 'SUCCESS', 'PARTIAL', 'FAILED'] as const;
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
  /** Null unless the visit failed. */
  errorCode: FeedErrorCode | null;
}

/** INGESTION: feeds are read. REREADING: stored reports are read again, since the tenant wants brands found otherwise. */
export type ExecutionKind = 'INGESTION' | 'REREADING';

/** One run over one or more feeds of a tenant, or over its stored reports. */
export interface JobExecution {
  id: string;
  tenantId: string;
  /** Of a visit out of the queue; null for a run over several. It may have been deleted since. */
  feedId: string | null;
  status: ExecutionStatus;
  startedAt: Date;
  /** The last sign of life. */
  heartbeatAt: Date;
  finishedAt: Date | null;
  feedsTotal: number;
  feedsDone: number;
  feedsFailed: number;
  itemsSeen: number;
  itemsNew: number;
  itemsDuplicate: number;
  itemsFailed: number;
  error: string | null;
  kind: ExecutionKind;
  /** Reports to read again; null until they are counted, and for an ingestion. */
  reportsTotal: number | null;
  reportsRead: number;
  /** Those of them whose brands have changed. */
  reportsChanged: number;
}

/** A rereading that waits in the job queue, for its next reports. */
export interface RereadingJob {
  tenantId: string;
  executionId: string;
  /** Somebody waits for it. */
  cause: 'REQUEST';
}

/** Why a feed is visited: its time has come, or somebody asked for it, whatever its state and whether it is due. */
export type VisitCause = 'DUE' | 'REQUEST';

/** A visit that waits in the job queue: to which feed, and the execution that waits for it. */
export interface FeedVisitJob {
  tenantId: string;
  feedId: string;
  executionId: string;
  cause: VisitCause;
}

/** Which executions; an absent condition restricts nothing. */
export interface JobExecutionFilter {
  statuses?: ExecutionStatus[];
}
