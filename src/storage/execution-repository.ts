import { v7 as uuidv7 } from 'uuid';
import { ExecutionHasEnded } from '../model/errors.ts';
import type { FeedVisitJob, ItemCounts, JobExecution, JobExecutionFilter, VisitCause } from '../model/job.ts';
import type { Page, PageRequest } from '../model/page.ts';
import { type Connections, named, Prisma, type Writer } from './database.ts';
import { tell } from './events.ts';
import {
  enqueueFeedVisits,
  executionWaitingFor,
  handBackFeedVisit,
  isWithoutJob,
  makeRequest,
  reclaimFeedVisits,
} from './job-queue.ts';
import { type KeysetOrder, readPage } from './keyset.ts';

/** What a `JobExecution` is made of. */
export const executionColumns = Prisma.sql`tenant_id AS "tenantId", id, feed_id AS "feedId", status,
  started_at AS "startedAt", heartbeat_at AS "heartbeatAt",
  finished_at AS "finishedAt", feeds_total AS "feedsTotal", feeds_done AS "feedsDone",
  feeds_failed AS "feedsFailed", items_seen AS "itemsSeen", items_new AS "itemsNew",
  items_duplicate AS "itemsDuplicate", items_failed AS "itemsFailed", error, kind, reports_total AS "reportsTotal",
  reports_read AS "reportsRead", reports_changed AS "reportsChanged"`;

const statusAtTheEnd = Prisma.sql`CASE
  WHEN kind = 'REREADING' THEN 'SUCCESS'
  WHEN feeds_failed = feeds_total THEN 'FAILED'
  WHEN feeds_failed > 0 OR items_failed > 0 OR feeds_done < feeds_total THEN 'PARTIAL'
  ELSE 'SUCCESS' END`;

const newestFirst: KeysetOrder = {
  column: Prisma.sql`started_at`,
  id: Prisma.sql`id`,
  type: 'timestamptz',
  direction: 'DESC',
};

/** The runs of the ingestion for one tenant. */
export class ExecutionRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The executions with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<JobExecution[]> {
    return this.database.reader.$queryRaw<JobExecution[]>(
      named(
        'executions.byIds',
        Prisma.sql`SELECT ${executionColumns} FROM job_executions
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's executions, newest first: one statement, or two where a cursor is given. */
  async page(filter: JobExecutionFilter, page: PageRequest): Promise<Page<JobExecution>> {
    const select = Prisma.sql`SELECT ${executionColumns} ${this.from(filter)}`;
    return readPage(this.database.reader, 'executions', select, newestFirst, page);
  }

  /** How many executions a filter lets through. */
  async count(filter: JobExecutionFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('executions.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter)}`),
    );
    return row?.count ?? 0;
  }

  /** Begins an execution over so many feeds and gives its id. */
  async begin(feedsTotal: number, now: Date): Promise<string> {
    const [row] = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'executions.begin',
        Prisma.sql`INSERT INTO job_executions (tenant_id, feeds_total, started_at, heartbeat_at)
          VALUES (${this.tenantId}::uuid, ${feedsTotal}, ${now}, ${now}) RETURNING id`,
      ),
    );
    if (!row) throw new Error('the database returned no id for a new execution');
    await this.tellOf([row.id]);
    return row.id;
  }

  /**
   * Has feeds visited as soon as a process of the ingestion is free: a QUEUED execution and a job for each, in as many
   * statements for a hundred as for one. To be called within a transaction, for feeds that nobody waits for.
   *
   * @returns the executions in the order of the feeds
   */
  async enqueue(
    feedIds: readonly string[],
    now: Date,
    cause: VisitCause = 'REQUEST',
  ): Promise<JobExecution[]> {
    if (feedIds.length === 0) return [];
    const ids = feedIds.map(() => uuidv7());
    const rows = await this.database.writer.$queryRaw<JobExecution[]>(
      named(
        'executions.enqueue',
        Prisma.sql`INSERT INTO job_executions (tenant_id, id, feed_id, status, feeds_total, started_at,
            heartbeat_at)
          SELECT ${this.tenantId}::uuid, id, feed_id, 'QUEUED', 1, ${now}, ${now}
          FROM unnest(${ids}::uuid[], ${feedIds}::uuid[]) AS visit(id, feed_id)
          RETURNING ${executionColumns}`,
      ),
    );
    await enqueueFeedVisits(
      this.database.writer,
      feedIds.map((feedId, at) => ({ tenantId: this.tenantId, feedId, executionId: ids[at] ?? '', cause })),
    );
    await this.tellOf(ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /**
   * Has the visit for which a feed waits made as if somebody had asked for it, also when it waits because it is due.
   * To be called within a transaction that holds the feed.
   *
   * @returns its execution; null when the feed does not wait
   */
  async askForWaiting(feedId: string): Promise<JobExecution | null> {
    await makeRequest(this.database.writer, feedId);
    return this.waitingFor(feedId);
  }

  /** The execution in which a feed waits to be visited; null when it does not wait. */
  async waitingFor(feedId: string): Promise<JobExecution | null> {
    const [row] = await this.database.main.$queryRaw<JobExecution[]>(
      named(
        'executions.waitingFor',
        Prisma.sql`SELECT ${executionColumns} FROM job_executions
          WHERE tenant_id = ${this.tenantId}::uuid AND status = 'QUEUED' AND id = ${executionWaitingFor(feedId)}`,
      ),
    );
    return row ?? null;
  }

  /** Begins a QUEUED execution. @returns whether it was there, and QUEUED */
  async start(id: string, now: Date): Promise<boolean> {
    const started = await this.database.writer.$executeRaw(
      named(
        'executions.start',
        Prisma.sql`UPDATE job_executions SET status = 'RUNNING', started_at = ${now}, heartbeat_at = ${now},
            error = NULL
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid AND status = 'QUEUED'`,
      ),
    );
    if (started > 0) await this.tellOf([id]);
    return started > 0;
  }

  /**
   * Makes an execution wait again that is not done: for a job that will be tried again by itself.
   *
   * @returns whether there was one
   */
  async requeue(id: string, now: Date): Promise<boolean> {
    const requeued = await this.database.writer.$executeRaw(
      named(
        'executions.requeue',
        Prisma.sql`UPDATE job_executions SET status = 'QUEUED', heartbeat_at = ${now}
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid AND status IN ('QUEUED', 'RUNNING')
            AND (kind = 'REREADING' OR feeds_done < feeds_total)`,
      ),
    );
    if (requeued > 0) await this.tellOf([id]);
    return requeued > 0;
  }

  /** As {@link requeue}, with a job of its own that another process begins at once. To be called within a transaction. */
  async handBack({ executionId: id, feedId, cause }: FeedVisitJob, now: Date): Promise<void> {
    const isFeedWaiting = (await this.waitingFor(feedId)) !== null;
    if (!(await this.requeue(id, now))) return;
    const visit = { tenantId: this.tenantId, feedId, executionId: id, cause };
    await handBackFeedVisit(this.database.writer, visit, isFeedWaiting);
  }

  /** Forgets an execution that waits for a visit nobody needs any more. */
  async forget(id: string): Promise<void> {
    await this.database.writer.$executeRaw(
      named(
        'executions.forget',
        Prisma.sql`DELETE FROM job_executions
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid AND status = 'QUEUED'`,
      ),
    );
  }

  /** Says that an execution is alive. */
  async beat(id: string, now: Date): Promise<void> {
    await this.database.writer.$executeRaw(
      named(
        'executions.beat',
        Prisma.sql`UPDATE job_executions SET heartbeat_at = ${now}
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid`,
      ),
    );
  }

  /**
   * Ends an execution: FAILED when nothing could be read, PARTIAL when some feeds or entries could not, or were not
   * reached; SUCCESS otherwise. One that has ended stays as it is.
   *
   * @param error what went wrong, in words; null when nothing did
   */
  async finish(id: string, error: string | null, now: Date): Promise<JobExecution> {
    return this.end(id, statusAtTheEnd, error, now);
  }

  /** Ends an execution as FAILED whose feed could not even be visited. */
  async fail(id: string, error: string, now: Date): Promise<JobExecution> {
    return this.end(id, Prisma.sql`'FAILED'`, error, now);
  }

  /**
   * Deals with executions without a sign of life since `before`: their process has died. Visits that came out of the
   * queue wait again (see {@link reclaimFeedVisits}); what else was RUNNING has ended, and so has what waits without a place in the queue.
   *
   * @returns how many have ended
   */
  async reap(before: Date, now: Date): Promise<number> {
    const reclaimed = await reclaimFeedVisits(this.database.writer, this.tenantId, before, now);
    const ended = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'executions.reap',
        Prisma.sql`UPDATE job_executions SET finished_at = ${now},
          status = (CASE WHEN feeds_failed = feeds_done THEN 'FAILED' ELSE ${statusAtTheEnd} END)::execution_status,
          error = CASE WHEN status = 'QUEUED' OR kind = 'REREADING' THEN 'Its place in the queue was lost.'
            WHEN feeds_done < feeds_total THEN 'Its process ended before it did: ' || feeds_done || ' of '
            || feeds_total || ' feeds were dealt with.' END
          WHERE tenant_id = ${this.tenantId}::uuid AND finished_at IS NULL AND heartbeat_at < ${before}
            AND ((status = 'RUNNING' AND kind = 'INGESTION') OR ${isWithoutJob}) RETURNING id`,
      ),
    );
    await this.tellOf([...reclaimed, ...ended].map(({ id }) => id));
    return ended.length;
  }

  private async end(id: string, status: Prisma.Sql, error: string | null, now: Date): Promise<JobExecution> {
    const [row] = await this.database.writer.$queryRaw<JobExecution[]>(
      named(
        'executions.finish',
        Prisma.sql`UPDATE job_executions SET finished_at = ${now}, heartbeat_at = ${now}, error = ${error},
          status = (${status})::execution_status
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid AND finished_at IS NULL
          RETURNING ${executionColumns}`,
      ),
    );
    if (row) await this.tellOf([id]);
    const ended = row ?? (await this.byIds([id]))[0];
    if (!ended) throw new Error(`execution ${id} has gone`);
    return ended;
  }

  private async tellOf(ids: readonly string[]): Promise<void> {
    const { tenantId } = this;
    await tell(
      this.database.writer,
      ids.map((executionId) => ({ kind: 'EXECUTION_CHANGED', tenantId, executionId })),
    );
  }

  private from(filter: JobExecutionFilter): Prisma.Sql {
    const conditions = [
      Prisma.sql`tenant_id = ${this.tenantId}::uuid`,
      ...(filter.statuses ? [Prisma.sql`status = any(${filter.statuses}::execution_status[])`] : []),
    ];
    return Prisma.sql`FROM job_executions WHERE ${Prisma.join(conditions, ' AND ')}`;
  }
}

/**
 * Adds one feed's outcome to its execution, inside the transaction that stores the feed's reports.
 *
 * @param outcome.failed null while the feed is not done, and these are the counts of a part of it
 * @param outcome.at when the visit began, which may be long before the last sign of life
 * @throws {ExecutionHasEnded} when another process has dealt with the feed, so that nothing is counted twice
 */
export async function addToExecution(
  writer: Writer,
  tenantId: string,
  id: string,
  outcome: { failed: boolean | null; items: ItemCounts; at: Date },
): Promise<void> {
  const { failed, items, at } = outcome;
  const done = failed === null ? 0 : 1;
  const added = await writer.$executeRaw(
    named(
      'executions.addFeed',
      Prisma.sql`UPDATE job_executions SET heartbeat_at = greatest(heartbeat_at, ${at}), feeds_done = feeds_done + ${done},
        feeds_failed = feeds_failed + ${failed ? 1 : 0}, items_seen = items_seen + ${items.seen},
        items_new = items_new + ${items.new}, items_duplicate = items_duplicate + ${items.duplicate},
        items_failed = items_failed + ${items.failed}
        WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid AND status = 'RUNNING' AND feeds_done < feeds_total`,
    ),
  );
  if (added === 0) throw new ExecutionHasEnded(id);
}
