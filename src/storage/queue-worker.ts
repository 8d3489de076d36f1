import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { CodedError } from '../model/errors.ts';
import type { FeedVisitJob } from '../model/job.ts';
import type { Log } from '../platform/log.ts';
import { visitFeed } from './job-queue.ts';

/** How jobs are carried out. */
export interface QueueWork {
  /** Jobs under way at the same time. */
  concurrency: number;
  /** Visits a feed. When it fails, the job is tried again, later each time, up to 5 times in all. */
  visitFeed(job: FeedVisitJob): Promise<void>;
  /** Ends the work: no job is begun any more, and those under way are to end by themselves. */
  signal: AbortSignal;
}

/** New jobs are told by the database; those that are to be tried again are looked for this often. */
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
async function runQueue(
  pool: pg.Pool,
  log: Log,
  { concurrency, visitFeed: visit, signal }: QueueWork,
): Promise<void> {
  const runner = await run({
    ...optionsOf(pool, log),
    concurrency,
    pollInterval: pollMs,
    noHandleSignals: true,
    parsedCronItems: [],
    // Without batches a job's end that cannot be written is a rejection nobody handles, which ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // Only enqueueFeedVisits makes jobs of this name.
    taskList: { [visitFeed]: (payload) => visit(payload as FeedVisitJob) },
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    // It refuses only when it has stopped by itself.
    stopped = runner.stop().catch(() => undefined);
  };
  let failure: Error | undefined;
  let hasLooked = false;
  const look = () => {
    hasLooked = true;
  };
  runner.events.once('worker:getJob:empty', look).once('job:start', look);
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
    await runner.promise;
    await stopped;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (failure) throw failure;
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
