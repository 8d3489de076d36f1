import type { FeedVisitJob } from '../model/job.ts';
import { named, Prisma, type Writer } from './database.ts';

/** What jobs are called that visit a feed. */
export const visitFeed = 'visit-feed';

/** A job that fails as often is given up. */
const mostAttempts = 5;

/**
 * Has feeds visited as soon as a process of the ingestion is free, by one statement: from the moment the transaction
 * commits, and never when it does not. What waits for a feed already is replaced, so a feed waits at most once; a visit
 * that is under way is not.
 */
export async function enqueueFeedVisits(writer: Writer, visits: readonly FeedVisitJob[]): Promise<void> {
  if (visits.length === 0) return;
  await addJobs(
    writer,
    visits.map((visit) => ({ payload: visit, job_key: keyOf(visit.feedId) })),
  );
}

/**
 * Gives a visit that was begun back to the queue, for another process. Whoever else asked for the same feed keeps the
 * place in the queue; only then the feed waits twice.
 *
 * @param isFeedWaiting whether somebody did
 */
export async function handBackFeedVisit(
  writer: Writer,
  visit: FeedVisitJob,
  isFeedWaiting: boolean,
): Promise<void> {
  await addJobs(writer, [{ payload: visit, job_key: isFeedWaiting ? null : keyOf(visit.feedId) }]);
}

/**
 * The id of the execution that waits for a feed, as a part of a statement; null when none does. The library has no
 * function that tells what a job is for, so this reads the table behind its view `jobs`; the version is pinned.
 */
export function executionWaitingFor(feedId: string): Prisma.Sql {
  return Prisma.sql`(SELECT (job.payload ->> 'executionId')::uuid FROM graphile_worker._private_jobs AS job
    WHERE job.key = ${keyOf(feedId)} AND job.is_available)`;
}

/**
 * Takes back the visits of processes that have died: a job's lock and its execution's last sign of life are both older
 * than `before`. They wait again, or end as FAILED after the last attempt. Left to itself the library notices after
 * four hours.
 *
 * @returns the executions that have changed
 */
export async function reclaimFeedVisits(
  writer: Writer,
  tenantId: string,
  before: Date,
  now: Date,
): Promise<{ id: string }[]> {
  return writer.$queryRaw<{ id: string }[]>(
    named(
      'executions.reclaim',
      Prisma.sql`WITH lost AS MATERIALIZED (
          SELECT execution.id, job.id AS job_id, job.attempts < job.max_attempts AS may_be_tried
          FROM graphile_worker._private_jobs AS job
          JOIN job_executions AS execution ON execution.tenant_id = ${tenantId}::uuid
            AND execution.id = (job.payload ->> 'executionId')::uuid
          WHERE execution.status IN ('QUEUED', 'RUNNING') AND execution.heartbeat_at < ${before}
            AND execution.feeds_done < execution.feeds_total
            AND (job.locked_at < ${before} OR (job.locked_at IS NULL AND job.attempts >= job.max_attempts))
        ), unlocked AS (
          UPDATE graphile_worker._private_jobs AS job SET locked_at = NULL, locked_by = NULL
          FROM lost WHERE job.id = lost.job_id AND lost.may_be_tried
        ), given_up AS (
          DELETE FROM graphile_worker._private_jobs AS job USING lost WHERE job.id = lost.job_id AND NOT lost.may_be_tried
        )
        UPDATE job_executions AS execution SET heartbeat_at = ${now},
          status = (CASE WHEN lost.may_be_tried THEN 'QUEUED' ELSE 'FAILED' END)::execution_status,
          finished_at = CASE WHEN lost.may_be_tried THEN NULL ELSE ${now}::timestamptz END,
          error = CASE WHEN lost.may_be_tried THEN NULL ELSE 'It was given up after several attempts; our log tells why.' END
        FROM lost WHERE execution.tenant_id = ${tenantId}::uuid AND execution.id = lost.id RETURNING execution.id`,
    ),
  );
}

interface NewJob {
  payload: FeedVisitJob;
  job_key: string | null;
}

async function addJobs(writer: Writer, jobs: readonly NewJob[]): Promise<void> {
  const specs = jobs.map((job) => ({ identifier: visitFeed, max_attempts: mostAttempts, ...job }));
  await writer.$executeRaw(
    named(
      'jobQueue.add',
      Prisma.sql`SELECT count(*) FROM graphile_worker.add_jobs(
        array(SELECT json_populate_recordset(NULL::graphile_worker.job_spec, ${JSON.stringify(specs)}::json)))`,
    ),
  );
}

function keyOf(feedId: string): string {
  return `${visitFeed}:${feedId}`;
}
