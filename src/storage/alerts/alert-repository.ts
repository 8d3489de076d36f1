import type { Alert, AlertFilter } from '../../model/alert.ts';
import type { Page, PageRequest } from '../../model/page.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { type KeysetOrder, readPage } from '../keyset.ts';
import { addToCounts } from '../service-counts.ts';
import { storableJson } from '../storable-text.ts';

const columns = Prisma.sql`id, rule_id AS "ruleId", kind, brand, label, reason, message, observed, expected, score, parts,
  report_ids AS "reportIds", opened_at AS "openedAt", updated_at AS "updatedAt", closed_at AS "closedAt",
  snoozed_until AS "snoozedUntil", told_at AS "toldAt"`;

const newestFirst: KeysetOrder = {
  column: Prisma.sql`opened_at`,
  id: Prisma.sql`id`,
  type: 'timestamptz',
  direction: 'DESC',
};

/** Of what is stored: alerts that were opened, and those that were told now. */
const counted = Prisma.sql`SELECT 'ALERTS_OPENED' AS name, kind::text AS label FROM added
  UNION ALL SELECT 'ALERTS_TOLD', kind::text FROM added WHERE is_told
  UNION ALL SELECT 'ALERTS_TOLD', kind::text FROM changed WHERE is_told`;

/** The alerts of one tenant. */
export class AlertRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The alerts with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<Alert[]> {
    return this.database.reader.$queryRaw<Alert[]>(
      named(
        'alerts.byIds',
        Prisma.sql`SELECT ${columns} FROM alerts
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** The alerts with these ids that a filter lets through, in any order. */
  async amongIds(ids: readonly string[], filter: AlertFilter, now: Date): Promise<Alert[]> {
    return this.database.reader.$queryRaw<Alert[]>(
      named(
        'alerts.amongIds',
        Prisma.sql`SELECT ${columns} ${this.from(filter, now)} AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's alerts, newest first: one statement, or two where a cursor is given. */
  async page(filter: AlertFilter, now: Date, page: PageRequest): Promise<Page<Alert>> {
    const select = Prisma.sql`SELECT ${columns} ${this.from(filter, now)}`;
    return readPage(this.database.reader, 'alerts', select, newestFirst, page);
  }

  /** How many alerts a filter lets through. */
  async count(filter: AlertFilter, now: Date): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('alerts.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter, now)}`),
    );
    return row?.count ?? 0;
  }

  /** Of each rule, brand and kind the newest alert: the one that is open, if one is, and else the last that was. */
  async latest(ruleIds: readonly string[]): Promise<Alert[]> {
    return this.database.main.$queryRaw<Alert[]>(
      named(
        'alerts.latest',
        Prisma.sql`SELECT DISTINCT ON (rule_id, brand, kind) ${columns} FROM alerts
          WHERE tenant_id = ${this.tenantId}::uuid AND rule_id = any(${ruleIds}::uuid[])
          ORDER BY rule_id, brand, kind, (closed_at IS NULL) DESC, opened_at DESC, id DESC`,
      ),
    );
  }

  /**
   * Stores alerts as they have become, new ones and known ones alike, by one statement. What another process opened in
   * the meantime, by the same rule of the same brand, stays as it is. What is opened is counted, and what is told now.
   *
   * @returns the ids of those that were stored
   */
  async store(alerts: readonly Alert[]): Promise<string[]> {
    if (alerts.length === 0) return [];
    const stored = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'alerts.store',
        Prisma.sql`WITH fresh AS (
            SELECT * FROM json_to_recordset(${storableJson(alerts)}::json) AS one(id uuid, "ruleId" uuid,
              kind alert_kind, brand text, label alert_label, reason text, message text, observed double precision,
              expected double precision, score double precision, parts jsonb, "reportIds" uuid[],
              "openedAt" timestamptz, "updatedAt" timestamptz, "closedAt" timestamptz, "snoozedUntil" timestamptz,
              "toldAt" timestamptz)
          ), changed AS (
            UPDATE alerts AS known SET label = fresh.label, reason = fresh.reason, message = fresh.message,
              observed = fresh.observed, expected = fresh.expected, score = fresh.score, parts = fresh.parts,
              report_ids = fresh."reportIds", updated_at = fresh."updatedAt", closed_at = fresh."closedAt",
              told_at = fresh."toldAt"
            FROM fresh JOIN alerts AS before ON before.tenant_id = ${this.tenantId}::uuid AND before.id = fresh.id
            WHERE known.tenant_id = ${this.tenantId}::uuid AND known.id = fresh.id
              AND known.closed_at IS NULL
            RETURNING known.id, known.kind, known.told_at IS DISTINCT FROM before.told_at AS is_told
          ), added AS (
            INSERT INTO alerts (tenant_id, id, rule_id, kind, brand, label, reason, message, observed, expected, score,
              parts, report_ids, opened_at, updated_at, closed_at, snoozed_until, told_at)
            SELECT ${this.tenantId}::uuid, id, "ruleId", kind, brand, label, reason, message, observed, expected, score,
              parts, "reportIds", "openedAt", "updatedAt", "closedAt", "snoozedUntil", "toldAt"
            FROM fresh WHERE NOT EXISTS (SELECT FROM alerts AS known
              WHERE known.tenant_id = ${this.tenantId}::uuid AND known.id = fresh.id)
            ON CONFLICT DO NOTHING
            RETURNING id, kind, told_at IS NOT NULL AS is_told
          ), counted AS (${addToCounts(counted)})
          SELECT id FROM changed UNION ALL SELECT id FROM added`,
      ),
    );
    return stored.map(({ id }) => id);
  }

  /**
   * Has an open alert keep still until a moment, or no longer. What it was told before stays known: whoever was told
   * that it was raised is told that it is over.
   *
   * @param until null: it is not to keep still any longer
   * @returns null when the tenant has no open one with this id
   */
  async snooze(id: string, until: Date | null): Promise<Alert | null> {
    const [snoozed] = await this.database.writer.$queryRaw<Alert[]>(
      named(
        'alerts.snooze',
        Prisma.sql`UPDATE alerts SET snoozed_until = ${until}::timestamptz
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid AND closed_at IS NULL RETURNING ${columns}`,
      ),
    );
    return snoozed ?? null;
  }

  private from({ states, kinds, brands, ruleIds }: AlertFilter, now: Date): Prisma.Sql {
    const conditions = [
      Prisma.sql`tenant_id = ${this.tenantId}::uuid`,
      ...(states
        ? [
            Prisma.sql`CASE WHEN closed_at IS NOT NULL THEN 'CLOSED' WHEN snoozed_until > ${now}::timestamptz THEN 'SNOOZED'
              ELSE 'OPEN' END = any(${states}::text[])`,
          ]
        : []),
      ...(kinds ? [Prisma.sql`kind = any(${kinds}::alert_kind[])`] : []),
      ...(brands ? [Prisma.sql`brand = any(${brands}::text[])`] : []),
      ...(ruleIds ? [Prisma.sql`rule_id = any(${ruleIds}::uuid[])`] : []),
    ];
    return Prisma.sql`FROM alerts WHERE ${Prisma.join(conditions, ' AND ')}`;
  }
}
