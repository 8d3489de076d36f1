import type { Page, PageRequest } from '../../model/page.ts';
import type { AlertDelivery, DeliveryAttempt, DeliveryFilter } from '../../model/webhook.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { enqueueDeliveries, forgetDelivery } from '../job-queue.ts';
import { type KeysetOrder, readPage } from '../keyset.ts';
import { addToCounts } from '../service-counts.ts';
import { storableJson, storableText } from '../storable-text.ts';

const columns = Prisma.sql`id, webhook_id AS "webhookId", rule_id AS "ruleId", alert_id AS "alertId", event, status,
  attempts, http_status AS "httpStatus", error, created_at AS "createdAt", attempted_at AS "attemptedAt",
  next_attempt_at AS "nextAttemptAt"`;

const newestFirst: KeysetOrder = {
  column: Prisma.sql`created_at`,
  id: Prisma.sql`id`,
  type: 'timestamptz',
  direction: 'DESC',
};

/** Something to be sent. */
export type NewDelivery = Pick<AlertDelivery, 'id' | 'webhookId' | 'ruleId' | 'alertId' | 'event'> & {
  /** As it is sent, whatever becomes of the alert. */
  body: string;
};

/** A delivery with what it takes to make it. */
export type DeliveryToMake = AlertDelivery & {
  body: string;
  url: string;
  secretVersion: number;
  isActive: boolean;
};

/** What is sent to the webhooks of one tenant. */
export class DeliveryRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The deliveries with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<AlertDelivery[]> {
    return this.database.reader.$queryRaw<AlertDelivery[]>(
      named(
        'alertDeliveries.byIds',
        Prisma.sql`SELECT ${columns} FROM alert_deliveries
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's deliveries, newest first: one statement, or two where a cursor is given. */
  async page(filter: DeliveryFilter, page: PageRequest): Promise<Page<AlertDelivery>> {
    const select = Prisma.sql`SELECT ${columns} ${this.from(filter)}`;
    return readPage(this.database.reader, 'alertDeliveries', select, newestFirst, page);
  }

  /** How many deliveries a filter lets through. */
  async count(filter: DeliveryFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('alertDeliveries.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter)}`),
    );
    return row?.count ?? 0;
  }

  /**
   * Has something sent, from the moment the transaction commits: two statements.
   *
   * @param isQueued whether the queue makes the delivery; else whoever adds it does
   */
  async add(deliveries: readonly NewDelivery[], now: Date, { isQueued = true } = {}): Promise<void> {
    if (deliveries.length === 0) return;
    await this.database.writer.$executeRaw(
      named(
        'alertDeliveries.add',
        Prisma.sql`INSERT INTO alert_deliveries (tenant_id, id, webhook_id, rule_id, alert_id, event, body, created_at,
            next_attempt_at)
          SELECT ${this.tenantId}::uuid, id, "webhookId", "ruleId", "alertId", event, body, ${now}, ${now}
          FROM json_to_recordset(${storableJson(deliveries)}::json) AS one(id uuid, "webhookId" uuid, "ruleId" uuid,
            "alertId" uuid, event delivery_event, body text)`,
      ),
    );
    if (isQueued) await this.enqueue(deliveries, now);
  }

  /**
   * Has what waits for an attempt be sent although its rule is about to be deleted with its alerts: it names neither any
   * more, but for its body. Whoever was told of an alert hears of its end, and nobody of its end alone.
   */
  async outliveRule(ruleId: string): Promise<void> {
    await this.database.writer.$executeRaw(
      named(
        'alertDeliveries.outliveRule',
        Prisma.sql`UPDATE alert_deliveries SET rule_id = NULL, alert_id = NULL
          WHERE tenant_id = ${this.tenantId}::uuid AND status = 'PENDING' AND rule_id = ${ruleId}::uuid`,
      ),
    );
  }

  /** A delivery that waits for an attempt, with its webhook as it is now; null when it does not wait. */
  async toMake(id: string): Promise<DeliveryToMake | null> {
    const [delivery] = await this.database.main.$queryRaw<DeliveryToMake[]>(
      named(
        'alertDeliveries.toMake',
        Prisma.sql`SELECT one.*, webhook.url, webhook.secret_version AS "secretVersion", webhook.is_active AS "isActive"
          FROM (SELECT ${columns}, body FROM alert_deliveries
            WHERE alert_deliveries.tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid AND status = 'PENDING') AS one
          JOIN webhooks AS webhook ON webhook.tenant_id = ${this.tenantId}::uuid AND webhook.id = one."webhookId"`,
      ),
    );
    return delivery ?? null;
  }

  /** The ids of deliveries whose next attempt is due, the oldest first. @param most how many */
  async due(now: Date, most: number): Promise<string[]> {
    const rows = await this.database.main.$queryRaw<{ id: string }[]>(
      named(
        'alertDeliveries.due',
        Prisma.sql`SELECT id FROM alert_deliveries
          WHERE tenant_id = ${this.tenantId}::uuid AND status = 'PENDING' AND next_attempt_at <= ${now}::timestamptz
          ORDER BY next_attempt_at LIMIT ${most}::integer`,
      ),
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Stores and counts what an attempt came to, and has the next one made when one is to follow. Null when it was deleted, or when
   * another process, which made an attempt at the same time, has delivered it or given it up.
   */
  async record(id: string, attempt: DeliveryAttempt): Promise<AlertDelivery | null> {
    const { status, httpStatus, error, attemptedAt, nextAttemptAt } = attempt;
    const [recorded] = await this.database.writer.$queryRaw<AlertDelivery[]>(
      named(
        'alertDeliveries.record',
        Prisma.sql`WITH recorded AS (UPDATE alert_deliveries SET status = ${status}::delivery_status, attempts = attempts + 1,
            http_status = ${httpStatus}::integer, error = ${storableText(error)}, attempted_at = ${attemptedAt},
            next_attempt_at = ${nextAttemptAt}::timestamptz
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid AND status = 'PENDING' RETURNING ${columns}
          ), counted AS (${addToCounts(Prisma.sql`SELECT 'DELIVERY_ATTEMPTS' AS name, status::text AS label FROM recorded`)})
          SELECT * FROM recorded`,
      ),
    );
    if (!recorded) return null;
    if (nextAttemptAt) await this.enqueue([{ id }], nextAttemptAt);
    else await forgetDelivery(this.database.writer, id);
    return recorded;
  }

  private async enqueue(deliveries: readonly { id: string }[], runAt: Date): Promise<void> {
    const { tenantId } = this;
    await enqueueDeliveries(
      this.database.writer,
      deliveries.map(({ id }) => ({ tenantId, deliveryId: id })),
      runAt,
    );
  }

  private from({ alertIds, webhookIds, statuses }: DeliveryFilter): Prisma.Sql {
    const conditions = [
      Prisma.sql`tenant_id = ${this.tenantId}::uuid`,
      ...(alertIds ? [Prisma.sql`alert_id = any(${alertIds}::uuid[])`] : []),
      ...(webhookIds ? [Prisma.sql`webhook_id = any(${webhookIds}::uuid[])`] : []),
      ...(statuses ? [Prisma.sql`status = any(${statuses}::delivery_status[])`] : []),
    ];
    return Prisma.sql`FROM alert_deliveries WHERE ${Prisma.join(conditions, ' AND ')}`;
  }
}
