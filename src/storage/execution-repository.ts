import type { ItemCounts, JobExecution, JobExecutionFilter } from '../model/job.ts';
import type { Page, PageRequest } from '../model/page.ts';
import { type Database, named, Prisma, type Statements } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';

const columns = Prisma.sql`tenant_id AS "tenantId", id, status, started_at AS "startedAt",
  finished_at AS "finishedAt", feeds_total AS "feedsTotal", feeds_done AS "feedsDone",
  feeds_failed AS "feedsFailed", items_seen AS "itemsSeen", items_new AS "itemsNew",
  items_duplicate AS "itemsDuplicate", items_failed AS "itemsFailed", error`;

const newestFirst: KeysetOrder = {
  column: Prisma.sql`started_at`,
  id: Prisma.sql`id`,
  type: 'timestamptz',
  direction: 'DESC',
};

/** The runs of the ingestion for one tenant. */
export class ExecutionRepository {
  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** The executions with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<JobExecution[]> {
    return this.database.reader.$queryRaw<JobExecution[]>(
      named(
        'executions.byIds',
        Prisma.sql`SELECT ${columns} FROM job_executions
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's executions, newest first: one statement, or two where a cursor is given. */
  async page(filter: JobExecutionFilter, page: PageRequest): Promise<Page<JobExecution>> {
    const select = Prisma.sql`SELECT ${columns} ${this.from(filter)}`;
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
    return row.id;
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
   * reached; SUCCESS otherwise.
   *
   * @param error what went wrong, in words; null when nothing did
   */
  async finish(id: string, error: string | null, now: Date): Promise<JobExecution> {
    const [row] = await this.database.writer.$queryRaw<JobExecution[]>(
      named(
        'executions.finish',
        Prisma.sql`UPDATE job_executions SET finished_at = ${now}, heartbeat_at = ${now}, error = ${error},
          status = (CASE
            WHEN feeds_failed = feeds_total THEN 'FAILED'
            WHEN feeds_failed > 0 OR items_failed > 0 OR feeds_done < feeds_total THEN 'PARTIAL'
            ELSE 'SUCCESS' END)::execution_status
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING ${columns}`,
      ),
    );
    if (!row) throw new Error(`execution ${id} has gone`);
    return row;
  }

  /**
   * Ends executions whose process has died: RUNNING without a sign of life since `before`.
   *
   * @returns how many there were
   */
  async reap(before: Date, now: Date): Promise<number> {
    return this.database.writer.$executeRaw(
      named(
        'executions.reap',
        Prisma.sql`UPDATE job_executions SET finished_at = ${now},
          status = (CASE WHEN feeds_done > feeds_failed THEN 'PARTIAL' ELSE 'FAILED' END)::execution_status,
          error = 'Its process ended before it did: ' || feeds_done || ' of ' || feeds_total || ' feeds were dealt with.'
          WHERE tenant_id = ${this.tenantId}::uuid AND status = 'RUNNING' AND heartbeat_at < ${before}`,
      ),
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
 * @param outcome.at when the visit began, which may be long before the last sign of life
 */
export async function addToExecution(
  statements: Statements,
  tenantId: string,
  id: string,
  outcome: { failed: boolean; items: ItemCounts; at: Date },
): Promise<void> {
  const { failed, items, at } = outcome;
  await statements.$executeRaw(
    named(
      'executions.addFeed',
      Prisma.sql`UPDATE job_executions SET heartbeat_at = greatest(heartbeat_at, ${at}), feeds_done = feeds_done + 1,
        feeds_failed = feeds_failed + ${failed ? 1 : 0}, items_seen = items_seen + ${items.seen},
        items_new = items_new + ${items.new}, items_duplicate = items_duplicate + ${items.duplicate},
        items_failed = items_failed + ${items.failed}
        WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid`,
    ),
  );
}
