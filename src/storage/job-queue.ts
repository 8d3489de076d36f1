import type { FeedVisitJob, RereadingJob, VisitCause } from '../model/job.ts';
import type { DeliveryJob } from '../model/webhook.ts';
import { named, Prisma, type Writer } from './database.ts';

/** What jobs are called that visit a feed. */
export const visitFeed = 'visit-feed';

/** What jobs are called that read stored reports again. */
export const rereadReports = 'reread-reports';

/** What jobs are called that look whether there is something to alert a tenant to. */
export const evaluateAlerts = 'evaluate-alerts';

/** What jobs are called that send something to a webhook. */
export const deliverAlert = 'deliver-alert';

/** A job that fails as often, or whose process dies as often, is given up. */
const mostAttempts = 5;

/** The lower, the sooner a job's turn comes: what somebody waits for is begun before what is merely due. */
const priorities: Record<VisitCause, number> = { REQUEST: 0, DUE: 10 };
/** Of what keeps nobody from reading: news come first. */
const backgroundPriority = 20;
/** Of what somebody is to be told: quickly done, and no use later. */
const alertPriority = 5;
/** Deliveries that are taken up again at once; the next look finds the rest. */
const mostLostDeliveries = 1_000;
/** What several visits bring within this time is evaluated together, in seconds. */
const gatheringSeconds = 15;

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
 * Has the next reports of a rereading read as soon as a process of the ingestion is free, or later. What waits for the
 * same tenant is replaced; what is under way is not, and finds that its place is taken.
 */
export async function enqueueRereading(writer: Writer, job: RereadingJob, runAt?: Date): Promise<void> {
  await addSpecs(writer, [
    {
      identifier: rereadReports,
      max_attempts: mostAttempts,
      priority: backgroundPriority,
      payload: job,
      job_key: `${rereadReports}:${job.tenantId}`,
      ...(runAt && { run_at: runAt.toISOString() }),
    },
  ]);
}

/**
 * Has the tenant's alert rules evaluated that are about the brands of new reports, a little later: what is stored until
 * then joins the same job. Nothing is queued for a tenant without rules. One statement.
 */
export async function enqueueAlertEvaluation(
  writer: Writer,
  tenantId: string,
  reportIds: readonly string[],
): Promise<void> {
  const brands = Prisma.sql`array(SELECT DISTINCT brand FROM report_brands
    WHERE report_brands.tenant_id = ${tenantId}::uuid AND report_id = any(${reportIds}::uuid[]))`;
  await addEvaluations(writer, ofTenantWithRules(tenantId, brands));
}

/** As {@link enqueueAlertEvaluation}, of the rules about some brands. */
export async function enqueueEvaluationOfBrands(
  writer: Writer,
  tenantId: string,
  brands: readonly string[],
): Promise<void> {
  await addEvaluations(writer, ofTenantWithRules(tenantId, Prisma.sql`${brands}::text[]`));
}

/**
 * Has the rules evaluated that have an open alert, of all tenants: what ends because nothing is published any more, or
 * asked for quiet until now, is noticed though no visit brings anything. One statement.
 */
export async function enqueueEvaluationsOfOpenAlerts(writer: Writer): Promise<void> {
  await addEvaluations(
    writer,
    Prisma.sql`SELECT DISTINCT tenant_id, '{}'::text[] AS brands FROM alerts WHERE closed_at IS NULL`,
  );
}

function ofTenantWithRules(tenantId: string, brands: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT ${tenantId}::uuid AS tenant_id, ${brands} AS brands
    WHERE EXISTS (SELECT FROM alert_rules WHERE alert_rules.tenant_id = ${tenantId}::uuid)`;
}

/** @param wanted a statement that gives tenants with the brands that their rules are to be about */
async function addEvaluations(writer: Writer, wanted: Prisma.Sql): Promise<void> {
  await writer.$executeRaw(
    named(
      'jobQueue.addEvaluation',
      Prisma.sql`SELECT count(*) FROM (${wanted}) AS wanted
        CROSS JOIN LATERAL graphile_worker.add_jobs(array[json_populate_record(NULL::graphile_worker.job_spec,
          json_build_object('identifier', ${evaluateAlerts}::text,
            'payload', json_build_array(json_build_object('tenantId', wanted.tenant_id, 'brands', wanted.brands)),
            'job_key', ${`${evaluateAlerts}:`}::text || wanted.tenant_id, 'max_attempts', ${mostAttempts}::integer,
            'priority', ${alertPriority}::integer,
            'run_at', now() + ${gatheringSeconds}::integer * interval '1 second'))], true)`,
    ),
  );
}

/**
 * Takes the evaluation that waits for a tenant out of the queue, for a run that has no queue to leave it to.
 *
 * @returns the brands it is about; null when none waits
 */
export async function takeAlertEvaluation(writer: Writer, tenantId: string): Promise<string[] | null> {
  const [taken] = await writer.$queryRaw<{ brands: string[] }[]>(
    named(
      'jobQueue.takeEvaluation',
      Prisma.sql`WITH taken AS (
          DELETE FROM graphile_worker._private_jobs AS job
          WHERE job.key = ${`${evaluateAlerts}:${tenantId}`} AND job.locked_at IS NULL RETURNING job.payload
        )
        SELECT array(SELECT DISTINCT brand FROM json_array_elements(taken.payload) AS visit,
          json_array_elements_text(visit -> 'brands') AS brand) AS brands FROM taken`,
    ),
  );
  return taken?.brands ?? null;
}

/** Has deliveries made from a moment on, each by a job of its own, by one statement. */
export async function enqueueDeliveries(
  writer: Writer,
  jobs: readonly DeliveryJob[],
  runAt: Date,
): Promise<void> {
  await addSpecs(
    writer,
    jobs.map((job) => ({
      identifier: deliverAlert,
      max_attempts: mostAttempts,
      priority: alertPriority,
      payload: job,
      job_key: `${deliverAlert}:${job.deliveryId}`,
      run_at: runAt.toISOString(),
    })),
  );
}

/**
 * Has deliveries made, of all tenants, that should have been by `before` and that no job will make: the one they had failed
 * as often as a job may, as it does while the database does, or is gone. Its number of failures begins anew. What waits
 * in the queue, or is under way, stays as it is, so any number of processes may ask at once. One statement.
 */
export async function enqueueLostDeliveries(writer: Writer, before: Date): Promise<void> {
  await writer.$executeRaw(
    named(
      'jobQueue.addLostDeliveries',
      Prisma.sql`SELECT count(*) FROM (SELECT tenant_id, id FROM alert_deliveries
          WHERE status = 'PENDING' AND next_attempt_at < ${before}::timestamptz
            AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs AS job
              WHERE job.key = ${`${deliverAlert}:`} || alert_deliveries.id
                AND (job.attempts < job.max_attempts OR job.locked_at IS NOT NULL))
          ORDER BY next_attempt_at LIMIT ${mostLostDeliveries}::integer) AS lost
        CROSS JOIN LATERAL graphile_worker.add_jobs(array[json_populate_record(NULL::graphile_worker.job_spec,
          json_build_object('identifier', ${deliverAlert}::text,
            'payload', json_build_object('tenantId', lost.tenant_id, 'deliveryId', lost.id),
            'job_key', ${`${deliverAlert}:`}::text || lost.id, 'max_attempts', ${mostAttempts}::integer,
            'priority', ${alertPriority}::integer))])`,
    ),
  );
}

/** Takes a delivery that needs no further attempt out of the queue, unless its job is under way. */
export async function forgetDelivery(writer: Writer, deliveryId: string): Promise<void> {
  await writer.$executeRaw(
    named(
      'jobQueue.forgetDelivery',
      Prisma.sql`DELETE FROM graphile_worker._private_jobs AS job
        WHERE job.key = ${`${deliverAlert}:${deliveryId}`} AND job.locked_at IS NULL`,
    ),
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

/** Makes a visit that waits because its feed is due one that somebody asked for. */
export async function makeRequest(writer: Writer, feedId: string): Promise<void> {
  await writer.$executeRaw(
    named(
      'jobQueue.makeRequest',
      Prisma.sql`UPDATE graphile_worker._private_jobs AS job
        SET payload = (job.payload::jsonb || '{"cause": "REQUEST"}')::json, priority = ${priorities.REQUEST}
        WHERE job.key = ${keyOf(feedId)} AND job.is_available`,
    ),
  );
}

/** Whether no visit to a feed waits or is under way, as a part of a statement over the table `feeds`. */
export const isNotInQueue = Prisma.sql`NOT EXISTS (SELECT FROM graphile_worker._private_jobs AS job
  WHERE job.key = ${`${visitFeed}:`} || feeds.id)`;

/** Whether no job is for an execution, as a part of a statement over the table `job_executions`. */
export const isWithoutJob = Prisma.sql`NOT EXISTS (SELECT FROM graphile_worker._private_jobs AS job
  WHERE job.payload ->> 'executionId' = job_executions.id::text)`;

/** Whether no process is at a visit to a feed, as a part of a statement over the table `feeds`. */
export const isNotBeingVisited = Prisma.sql`NOT EXISTS (SELECT FROM graphile_worker._private_jobs AS job
  WHERE job.key = ${`${visitFeed}:`} || feeds.id AND job.locked_at IS NOT NULL)`;

/**
 * Takes back the visits of processes that have died: a job's lock and its execution's last sign of life are both older
 * than `before`. A new job takes the place of each: were its process alive after all, it would end by deleting the old
 * one, whoever has it. What somebody asked for waits again in its execution, which somebody follows. The execution of a feed
 * that was due has FAILED, and another waits. After the last attempt the execution has FAILED and the feed is left
 * alone for a day, for it may be what its processes die of. A rereading goes on where it stood. Left to itself the
 * library notices after four hours.
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
          SELECT job.id AS job_id, execution.id, (job.payload ->> 'feedId')::uuid AS feed_id,
            CASE WHEN execution.finished_at IS NOT NULL THEN 'DONE'
              WHEN execution.kind = 'REREADING' AND job.key IS NULL THEN 'DONE'
              WHEN execution.kind = 'INGESTION' AND execution.feeds_done >= execution.feeds_total THEN 'DONE'
              WHEN job.attempts < job.max_attempts THEN job.payload ->> 'cause'
              WHEN job.key IS NULL THEN 'REPLACED'
              ELSE 'GIVEN_UP' END AS case,
            uuidv7() AS successor
          FROM graphile_worker._private_jobs AS job
          JOIN job_executions AS execution ON execution.tenant_id = ${tenantId}::uuid
            AND execution.id = (job.payload ->> 'executionId')::uuid
          WHERE execution.heartbeat_at < ${before}
            AND (job.locked_at < ${before} OR (job.locked_at IS NULL AND job.attempts >= job.max_attempts))
          FOR UPDATE OF job SKIP LOCKED
        ), removed AS (
          DELETE FROM graphile_worker._private_jobs AS job USING lost WHERE job.id = lost.job_id
          RETURNING job.*, lost.case, lost.successor
        ), added AS (
          INSERT INTO graphile_worker._private_jobs (task_id, key, priority, max_attempts, attempts, payload)
          SELECT task_id, key, priority, max_attempts, attempts, CASE removed.case
            WHEN 'DUE' THEN (payload::jsonb || jsonb_build_object('executionId', successor))::json ELSE payload END
          FROM removed WHERE removed.case IN ('DUE', 'REQUEST')
        ), left_alone AS (
          UPDATE feeds SET next_fetch_at = greatest(next_fetch_at, ${now}::timestamptz + interval '1 day'),
            last_error = ${gaveUp}, last_error_code = 'UNFORESEEN'
          FROM lost WHERE feeds.tenant_id = ${tenantId}::uuid AND feeds.id = lost.feed_id AND lost.case = 'GIVEN_UP'
        ), successors AS (
          INSERT INTO job_executions (tenant_id, id, feed_id, status, feeds_total, started_at, heartbeat_at)
          SELECT ${tenantId}::uuid, lost.successor, lost.feed_id, 'QUEUED', 1, ${now}, ${now}
          FROM lost WHERE lost.case = 'DUE'
          RETURNING id
        ), changed AS (
          UPDATE job_executions AS execution SET heartbeat_at = ${now},
            status = (CASE lost.case WHEN 'REQUEST' THEN 'QUEUED' ELSE 'FAILED' END)::execution_status,
            finished_at = CASE lost.case WHEN 'REQUEST' THEN NULL ELSE ${now}::timestamptz END,
            error = CASE WHEN lost.case = 'GIVEN_UP' THEN ${gaveUp} WHEN execution.kind = 'REREADING' THEN NULL
              ELSE ${processDied} END
          FROM lost WHERE execution.tenant_id = ${tenantId}::uuid AND execution.id = lost.id AND lost.case <> 'DONE'
          RETURNING execution.id
        )
        SELECT id FROM changed UNION ALL SELECT id FROM successors`,
    ),
  );
}

const gaveUp = 'It was given up after several attempts; our log tells why.';
const processDied = 'Its process ended before the feed was read. The feed is read again.';

interface NewJob {
  payload: FeedVisitJob;
  job_key: string | null;
}

async function addJobs(writer: Writer, jobs: readonly NewJob[]): Promise<void> {
  await addSpecs(
    writer,
    jobs.map((job) => ({
      identifier: visitFeed,
      max_attempts: mostAttempts,
      priority: priorities[job.payload.cause],
      ...job,
    })),
  );
}

async function addSpecs(writer: Writer, specs: readonly object[]): Promise<void> {
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
