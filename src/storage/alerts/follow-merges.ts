import { named, Prisma, type Writer } from '../database.ts';

/**
 * Has the alert rules of a tenant name the brands that theirs have come to count as, each once, and its alerts too, those
 * that are open with them. Where a rule has an open alert of both brands, that of the brand that stays is kept, and the other is closed with
 * the next evaluation. A brand is no rival of itself. Needs what `tenant_brands` says by then: two statements.
 */
export async function followMerges(writer: Writer, tenantId: string): Promise<void> {
  const meant = (
    names: Prisma.Sql,
  ) => Prisma.sql`SELECT coalesce(its.merged_into, one.brand) AS brand, min(one.at) AS at
    FROM unnest(${names}) WITH ORDINALITY AS one(brand, at)
    LEFT JOIN tenant_brands AS its ON its.tenant_id = ${tenantId}::uuid AND its.brand = one.brand
    GROUP BY 1`;
  await writer.$executeRaw(
    named(
      'alertRules.followMerges',
      Prisma.sql`UPDATE alert_rules AS rule SET updated_at = CURRENT_TIMESTAMP,
          brands = array(SELECT own.brand FROM (${meant(Prisma.sql`rule.brands`)}) AS own ORDER BY own.at),
          rivals = array(SELECT other.brand FROM (${meant(Prisma.sql`rule.rivals`)}) AS other
            WHERE other.brand NOT IN (SELECT own.brand FROM (${meant(Prisma.sql`rule.brands`)}) AS own)
            ORDER BY other.at)
        WHERE rule.tenant_id = ${tenantId}::uuid AND EXISTS (SELECT FROM tenant_brands AS gone
          WHERE gone.tenant_id = ${tenantId}::uuid AND gone.merged_into IS NOT NULL
            AND (gone.brand = any(rule.brands) OR gone.brand = any(rule.rivals)))`,
    ),
  );
  await writer.$executeRaw(
    named(
      'alerts.followMerges',
      Prisma.sql`WITH going AS (
          SELECT alerts.id, alerts.rule_id, alerts.kind, alerts.opened_at, alerts.closed_at, its.merged_into AS brand
          FROM alerts JOIN tenant_brands AS its ON its.tenant_id = ${tenantId}::uuid AND its.brand = alerts.brand
          WHERE alerts.tenant_id = ${tenantId}::uuid AND its.merged_into IS NOT NULL
        ), first AS (
          SELECT DISTINCT ON (rule_id, kind, brand) id FROM going
          WHERE closed_at IS NULL AND NOT EXISTS (SELECT FROM alerts AS known
            WHERE known.tenant_id = ${tenantId}::uuid AND known.rule_id = going.rule_id AND known.kind = going.kind
              AND known.brand = going.brand AND known.closed_at IS NULL)
          ORDER BY rule_id, kind, brand, opened_at, id
        )
        UPDATE alerts SET brand = going.brand FROM going
        WHERE alerts.tenant_id = ${tenantId}::uuid AND alerts.id = going.id
          AND (going.closed_at IS NOT NULL OR going.id IN (SELECT id FROM first))`,
    ),
  );
}
