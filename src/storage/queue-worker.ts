import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCronItems, type Runner, run, runMigrations, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { AlertEvaluationJob } from '../model/alert.ts';
import { CodedError } from '../model/errors.ts';
import type { FeedVisitJob, RereadingJob } from '../model/job.ts';
import type { DeliveryJob } from '../model/webhook.ts';
import type { Log } from '../platform/log.ts';
import { deliverAlert, evaluateAlerts, rereadReports, visitFeed } from './job-queue.ts';

/** How jobs are carried out. */
export interface QueueWork {
  /** Jobs under way at the same time. */
  concurrency: number;
  /** Visits a feed. When it fails, the job is tried again, later each time, up to 5 times in all. */
  visitFeed(job: FeedVisitJob): Promise<void>;
  /** Reads the next reports of a rereading; tried again as a visit is. */
  rereadReports(job: RereadingJob): Promise<void>;
  /** Evaluates the alert rules of one tenant after some visits; tried again as a visit is. */
  evaluateAlerts(visits: AlertEvaluationJob[]): Promise<void>;
  /** Makes one attempt at a delivery; the next one is a job of its own. */
  deliverAlert(job: DeliveryJob): Promise<void>;
  /**
   * Queues what is due, of all tenants: every ten seconds, in one of the processes that have it. Null: this process
   * leaves that to others.
   */
  queueDueFeeds: (() => Promise<void>) | null;
  /** Prunes the history of all tenants, once a night in one of the processes that have it. Null: others do. */
  pruneHistory: (() => Promise<void>) | null;
  /** Folds the rollups of all tenants, every five minutes in one of the processes that have it. Null: others do. */
  keepRollups: (() => Promise<void>) | null;
  /**
   * Queues a look at the open alerts of all tenants, and their deliveries that have lost their jobs, every ten minutes in one
   * of the processes that have it. Null: others do.
   */
  queueOpenAlerts: (() => Promise<void>) | null;
  /** Ends the work: no job is begun any more, and those under way are to end by themselves. */
  signal: AbortSignal;
}

/** What the job is called that queues the due feeds. */
const queueDueFeeds = 'queue-due-feeds';
/** And the one that prunes. */
const pruneHistory = 'prune-history';
/** And the one that folds. */
const keepRollups = 'keep-rollups';
/** And the one that has open alerts looked at. */
const queueOpenAlerts = 'queue-open-alerts';
/** Between two looks for due feeds, in milliseconds. */
const lookEveryMs = 10_000;
/** Before every visit: nothing is visited that nobody queues. */
const lookPriority = -1;

/** New jobs are told by the database; those whose time comes later are looked for this often. */
const pollMs = 5_000;
/** Before the work is taken up again after it has failed as a whole. */
const pauseMs = 2_000;

/**
 * Brings the queue's tables, in the schema `graphile_worker`, up to date. Whoever calls it holds the lock on the
 * database's migrations.
 *
 * @throws {CodedError} UNAVAILABLE when that fails, with the database's words
 */
export async function migrateJobQueue(url: string, log: Log): Promise<void> {
  const pool = openPool(url, log, 1);
  try {
    await runMigrations(optionsOf(pool, log));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError('UNAVAILABLE', `The job queue could not be migrated: ${reason}`);
  } finally {
    await pool.end();
  }
}

/**
 * Carries out the jobs of all tenants until the signal comes, on connections of its own; a database that goes away and
 * comes back is waited for. It ends when the jobs under way have ended.
 *
 * @param url of the main server
 */
export async function workJobQueue(url: string, log: Log, work: QueueWork): Promise<void> {
  // One listens; with fewer than one for each job, the library complains.
  const pool = openPool(url, log, work.concurrency + 1);
  try {
    while (!work.signal.aborted) {
      try {
        await runQueue(pool, log, work);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ error: reason }, 'the job queue cannot be worked at; trying again');
      }
      await sleep(pauseMs, undefined, { signal: work.signal }).catch(() => undefined);
    }
  } finally {
    await pool.end();
  }
}

/**
 * Carries jobs out until the signal comes, or the library gives up.
 *
 * @throws when no jobs could be had
 */
async function runQueue(pool: pg.Pool, log: Log, work: QueueWork): Promise<void> {
  const { concurrency, signal } = work;
  const runner = await run({
    ...optionsOf(pool, log),
    concurrency,
    pollInterval: pollMs,
    noHandleSignals: true,
    parsedCronItems: parseCronItems([
      ...(work.queueDueFeeds ? [everyMinute] : []),
      ...(work.pruneHistory ? [everyNight] : []),
      ...(work.keepRollups ? [everyFiveMinutes] : []),
      ...(work.queueOpenAlerts ? [everyTenMinutes] : []),
    ]),
    // Without batches a job's end that cannot be written is a rejection nobody handles, which ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: tasksOf(work),
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    // It refuses only when it has stopped by itself.
    stopped = runner.stop().catch(() => undefined);
  };
  let failure: Error | undefined;
  let hasLooked = false;
  const noteLook = () => {
    hasLooked = true;
  };
  runner.events.once('worker:getJob:empty', noteLook).once('job:start', noteLook);
  // The library remembers a first look for jobs that failed, and fails with it ever after; a later one it repeats.
  runner.events.once('worker:getJob:error', ({ error }) => {
    if (hasLooked) return;
    failure = error instanceof Error ? error : new Error(String(error));
    // Its workers share that look: each has to hear of its end before it is told to stop.
    setImmediate(stop);
  });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    if (work.queueDueFeeds && !signal.aborted) await look(runner);
    await runner.promise;
  } finally {
    if (!stopped) stop();
    await stopped;
    signal.removeEventListener('abort', stop);
  }
  if (failure) throw failure;
}

/** A look ends by arranging the next one; this begins anew should one be lost with its process. */
const everyMinute = {
  task: queueDueFeeds,
  match: '* * * * *',
  options: { jobKey: queueDueFeeds, priority: lookPriority },
};

/** In UTC. A night that no process was awake for is made up for within a day. */
const everyNight = {
  task: pruneHistory,
  match: '17 3 * * *',
  options: { jobKey: pruneHistory, backfillPeriod: 24 * 60 * 60 * 1000 },
};

const everyFiveMinutes = {
  task: keepRollups,
  match: '*/5 * * * *',
  options: { jobKey: keepRollups },
};

const everyTenMinutes = {
  task: queueOpenAlerts,
  match: '*/10 * * * *',
  options: { jobKey: queueOpenAlerts },
};

function tasksOf({
  visitFeed: visit,
  rereadReports: reread,
  evaluateAlerts: evaluate,
  deliverAlert: deliver,
  queueDueFeeds: queue,
  pruneHistory: prune,
  keepRollups: keep,
  queueOpenAlerts: lookAtOpen,
}: QueueWork): TaskList {
  return {
    // Only enqueueFeedVisits makes jobs of this name.
    [visitFeed]: (payload) => visit(payload as FeedVisitJob),
    // Only enqueueRereading makes jobs of this name.
    [rereadReports]: (payload) => reread(payload as RereadingJob),
    // Only enqueueAlertEvaluation makes jobs of this name.
    [evaluateAlerts]: (payload) => evaluate(payload as AlertEvaluationJob[]),
    // Only enqueueDeliveries makes jobs of this name.
    [deliverAlert]: (payload) => deliver(payload as DeliveryJob),
    ...(prune && { [pruneHistory]: () => prune() }),
    ...(keep && { [keepRollups]: () => keep() }),
    ...(lookAtOpen && { [queueOpenAlerts]: () => lookAtOpen() }),
    ...(queue && {
      [queueDueFeeds]: async (_, helpers) => {
        await queue();
        await helpers.query(forgetOtherLooks, [queueDueFeeds, helpers.job.id]);
        await look(helpers, new Date(Date.now() + lookEveryMs));
      },
    }),
  };
}

/** Looks that another one took the place of while their process was at them, or died of them. */
const forgetOtherLooks = `/* jobQueue.forgetOtherLooks */ DELETE FROM graphile_worker._private_jobs AS job
  USING graphile_worker._private_tasks AS task
  WHERE task.id = job.task_id AND task.identifier = $1 AND job.key IS NULL AND job.id <> $2`;

/** Has somebody look for due feeds, at once or later; however many ask, it is done once. */
async function look({ addJob }: Pick<Runner, 'addJob'>, runAt?: Date): Promise<void> {
  await addJob(
    queueDueFeeds,
    {},
    {
      jobKey: queueDueFeeds,
      priority: lookPriority,
      ...(runAt && { runAt }),
    },
  );
}

function optionsOf(pgPool: pg.Pool, log: Log) {
  return { pgPool, schema: 'graphile_worker', logger: leadTo(log) };
}

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/** The library's messages in our log, without what they come with: whole jobs. */
function leadTo(log: Log): Logger {
  // The library's levels are these words; its type hides them in an enum that is not there at run time.
  return new Logger(
    () => (level, message) => log[levels[level as keyof typeof levels]]({ part: 'job queue' }, message),
  );
}

function openPool(url: string, log: Log, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    application_name: 'fashion-hunting-queue',
  });
  // A connection that is lost says so here; the statement on it fails by itself, and the next one gets another.
  pool.on('connect', (connection) => connection.on('error', () => {}));
  pool.on('error', (error) => log.warn({ error: error.message }, 'a connection of the job queue was lost'));
  return pool;
}
