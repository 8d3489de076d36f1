import type { Pruned, Retention } from '../model/retention.ts';
import { type Connections, named, Prisma } from './database.ts';

/** Rows pruned by one statement: few enough that nobody waits long for their locks. */
const mostPerStatement = 1_000;
const dayMs = 24 * 60 * 60 * 1000;

/** What a tenant's past visits, executions, calls and alerts have left, which would grow for ever. */
export class HistoryRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * Deletes what is older than it is kept, in many short statements, oldest first; never an execution that has not ended,
   * an alert that is open or asks for quiet still, or a delivery that waits. What others have locked is left to the next time.
   *
   * @param signal ends it between two statements; what is pruned stays pruned
   */
  async prune(retention: Retention, now: Date, signal?: AbortSignal): Promise<Pruned> {
    const before = (days: number) => new Date(now.getTime() - days * dayMs);
    const { writer } = this.database;
    const all = async (statement: Prisma.Sql): Promise<number> => {
      let pruned = 0;
      while (!signal?.aborted) {
        const some = await writer.$executeRaw(statement);
        pruned += some;
        if (some < mostPerStatement) break;
      }
      return pruned;
    };
    return {
      fetches: await all(this.fetchesStatement(before(retention.fetchDays))),
      executions: await all(this.executionsStatement(before(retention.executionDays))),
      calls: await all(this.callsStatement(now)),
      // Else they would go with their alerts, uncounted and in one statement.
      deliveries: await all(
        this.deliveriesStatement(before(Math.min(retention.deliveryDays, retention.alertDays))),
      ),
      alerts: await all(this.alertsStatement(before(retention.alertDays), now)),
    };
  }

  /** Deletes some of the visits before a moment, found feed by feed, by the index that coverage goes by. */
  fetchesStatement(before: Date): Prisma.Sql {
    return named(
      'feedFetches.prune',
      Prisma.sql`DELETE FROM feed_fetches gone WHERE gone.tenant_id = ${this.tenantId}::uuid AND gone.id IN (
        SELECT old.id FROM feeds CROSS JOIN LATERAL (
          SELECT visit.id FROM feed_fetches visit
          WHERE visit.tenant_id = ${this.tenantId}::uuid AND visit.feed_id = feeds.id
            AND visit.fetched_at < ${before}::timestamptz
          ORDER BY visit.fetched_at LIMIT ${mostPerStatement}::integer) old
        WHERE feeds.tenant_id = ${this.tenantId}::uuid LIMIT ${mostPerStatement}::integer)`,
    );
  }

  /** Deletes some of the executions that began before a moment and have ended. */
  executionsStatement(before: Date): Prisma.Sql {
    return named(
      'jobExecutions.prune',
      Prisma.sql`DELETE FROM job_executions gone WHERE gone.tenant_id = ${this.tenantId}::uuid AND gone.id IN (
        SELECT old.id FROM job_executions old
        WHERE old.tenant_id = ${this.tenantId}::uuid AND old.started_at < ${before}::timestamptz
          AND old.finished_at IS NOT NULL
        ORDER BY old.started_at LIMIT ${mostPerStatement}::integer FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** Deletes some of the calls that may not be repeated any more; a tenant that calls on forgets them by itself. */
  callsStatement(now: Date): Prisma.Sql {
    return named(
      'idempotentCalls.prune',
      Prisma.sql`DELETE FROM idempotent_calls gone WHERE gone.tenant_id = ${this.tenantId}::uuid AND gone.key_hash IN (
        SELECT old.key_hash FROM idempotent_calls old
        WHERE old.tenant_id = ${this.tenantId}::uuid AND old.expires_at <= ${now}::timestamptz
        LIMIT ${mostPerStatement}::integer FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** Deletes some of the deliveries that were to be made before a moment, unless they wait for an attempt. */
  deliveriesStatement(before: Date): Prisma.Sql {
    return named(
      'alertDeliveries.prune',
      Prisma.sql`DELETE FROM alert_deliveries gone WHERE gone.tenant_id = ${this.tenantId}::uuid AND gone.id IN (
        SELECT old.id FROM alert_deliveries old
        WHERE old.tenant_id = ${this.tenantId}::uuid AND old.created_at < ${before}::timestamptz
          AND old.status <> 'PENDING'
        ORDER BY old.created_at LIMIT ${mostPerStatement}::integer FOR UPDATE SKIP LOCKED)`,
    );
  }

  /**
   * Deletes some of the alerts that were over before a moment, with what was sent of them. One that asks for quiet is
   * what the next of its kind knows that by.
   */
  alertsStatement(before: Date, now: Date): Prisma.Sql {
    return named(
      'alerts.prune',
      Prisma.sql`DELETE FROM alerts gone WHERE gone.tenant_id = ${this.tenantId}::uuid AND gone.id IN (
        SELECT old.id FROM alerts old
        WHERE old.tenant_id = ${this.tenantId}::uuid AND old.opened_at < ${before}::timestamptz
          AND old.closed_at < ${before}::timestamptz
          AND (old.snoozed_until IS NULL OR old.snoozed_until <= ${now}::timestamptz)
        ORDER BY old.opened_at LIMIT ${mostPerStatement}::integer FOR UPDATE SKIP LOCKED)`,
    );
  }
}
