import type { AlertCondition, AlertRule } from '../../model/alert.ts';
import type { Page, PageRequest } from '../../model/page.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { type KeysetOrder, readPage } from '../keyset.ts';

const columns = Prisma.sql`id, name, kind, brands, rivals, saved_search_id AS "savedSearchId", sensitivity,
  least_mentions AS "leastMentions", line, side, webhook_id AS "webhookId", is_active AS "isActive",
  created_at AS "createdAt", updated_at AS "updatedAt", lower(name) AS "orderedName"`;

const byName: KeysetOrder = {
  column: Prisma.sql`lower(name) COLLATE "C"`,
  id: Prisma.sql`id`,
  type: 'text',
  direction: 'ASC',
};

/** A rule, with its name as the list is ordered by it: in the server's lower case. */
export type AlertRuleRow = AlertRule & { orderedName: string };

/** What a person says of a rule. */
export interface AlertRuleForm {
  name: string;
  condition: AlertCondition;
  webhookId: string | null;
  isActive: boolean;
}

/** The alert rules of one tenant. */
export class AlertRuleRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The rules with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<AlertRuleRow[]> {
    return this.database.reader.$queryRaw<AlertRuleRow[]>(
      named(
        'alertRules.byIds',
        Prisma.sql`SELECT ${columns} FROM alert_rules
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's rules in the order of their names: one statement, or two where a cursor is given. */
  async page(page: PageRequest): Promise<Page<AlertRuleRow>> {
    const select = Prisma.sql`SELECT ${columns} FROM alert_rules WHERE tenant_id = ${this.tenantId}::uuid`;
    return readPage(this.database.reader, 'alertRules', select, byName, page);
  }

  /** How many rules the tenant has. */
  async count(): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'alertRules.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM alert_rules WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.count ?? 0;
  }

  /**
   * The rules to evaluate after some brands were mentioned: active ones that are about these brands or about a search,
   * and all that have an open alert, which may be over.
   */
  async toEvaluate(brands: readonly string[]): Promise<AlertRule[]> {
    return this.database.main.$queryRaw<AlertRule[]>(
      named(
        'alertRules.toEvaluate',
        Prisma.sql`SELECT ${columns} FROM alert_rules
          WHERE alert_rules.tenant_id = ${this.tenantId}::uuid AND ((is_active AND (kind = 'SEARCH_MATCH'
            OR brands && ${brands}::text[] OR rivals && ${brands}::text[]))
            OR EXISTS (SELECT FROM alerts WHERE alerts.tenant_id = ${this.tenantId}::uuid
              AND alerts.rule_id = alert_rules.id AND alerts.closed_at IS NULL))`,
      ),
    );
  }

  /** Has changes of the tenant's rules and webhooks wait for each other until the transaction ends: see `SearchRepository.lock`. */
  async lock(): Promise<void> {
    await this.database.writer.$queryRaw(
      named(
        'alertRules.lock',
        Prisma.sql`SELECT true AS locked FROM tenants WHERE id = ${this.tenantId}::uuid FOR NO KEY UPDATE`,
      ),
    );
  }

  /** Whether a rule of the tenant has a name, in any case. @param exceptId of a rule that may have it */
  async isNameTaken(name: string, exceptId: string | null): Promise<boolean> {
    const rows = await this.database.writer.$queryRaw<unknown[]>(
      named(
        'alertRules.isNameTaken',
        Prisma.sql`SELECT true AS taken FROM alert_rules
          WHERE tenant_id = ${this.tenantId}::uuid AND lower(name) = lower(${name}) AND id IS DISTINCT FROM ${exceptId}::uuid`,
      ),
    );
    return rows.length > 0;
  }

  /** Adds a rule. @param form with a name that no other one has: see {@link lock} */
  async add({ name, condition, webhookId, isActive }: AlertRuleForm, now: Date): Promise<AlertRuleRow> {
    const { kind, brands, rivals, savedSearchId, sensitivity, leastMentions, line, side } = condition;
    const [added] = await this.database.writer.$queryRaw<AlertRuleRow[]>(
      named(
        'alertRules.add',
        Prisma.sql`INSERT INTO alert_rules (tenant_id, name, kind, brands, rivals, saved_search_id, sensitivity,
            least_mentions, line, side, webhook_id, is_active, created_at, updated_at)
          VALUES (${this.tenantId}::uuid, ${name}, ${kind}::alert_kind, ${brands}::text[], ${rivals}::text[],
            ${savedSearchId}::uuid, ${sensitivity}::alert_sensitivity, ${leastMentions}::integer,
            ${line}::double precision, ${side}::alert_side, ${webhookId}::uuid, ${isActive}, ${now}, ${now})
          RETURNING ${columns}`,
      ),
    );
    if (!added) throw new Error('the database returned no row for a new alert rule');
    return added;
  }

  /**
   * Changes a rule.
   *
   * @param form with a name that no other one has: see {@link lock}
   * @returns null when the tenant has none with this id
   */
  async change(
    id: string,
    { name, condition, webhookId, isActive }: AlertRuleForm,
    now: Date,
  ): Promise<AlertRuleRow | null> {
    const { kind, brands, rivals, savedSearchId, sensitivity, leastMentions, line, side } = condition;
    const [changed] = await this.database.writer.$queryRaw<AlertRuleRow[]>(
      named(
        'alertRules.change',
        Prisma.sql`UPDATE alert_rules SET name = ${name}, kind = ${kind}::alert_kind, brands = ${brands}::text[],
            rivals = ${rivals}::text[], saved_search_id = ${savedSearchId}::uuid,
            sensitivity = ${sensitivity}::alert_sensitivity, least_mentions = ${leastMentions}::integer,
            line = ${line}::double precision, side = ${side}::alert_side, webhook_id = ${webhookId}::uuid,
            is_active = ${isActive}, updated_at = ${now}
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING ${columns}`,
      ),
    );
    return changed ?? null;
  }

  /** Deletes a rule with its alerts and what was sent of them. @returns whether there was one with this id */
  async delete(id: string): Promise<boolean> {
    const deleted = await this.database.writer.$executeRaw(
      named(
        'alertRules.delete',
        Prisma.sql`DELETE FROM alert_rules WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid`,
      ),
    );
    return deleted > 0;
  }
}
