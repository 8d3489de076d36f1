import { groupBy } from '../model/group.ts';
import type { NameRule, RuleVersion } from '../model/mention-evidence.ts';
import { type Connections, named, Prisma, type Writer } from './database.ts';

/** A rule as it is stored: a process of before names could be ignored, still at work, writes it without `ignored`. */
export type StoredRule = Omit<NameRule, 'ignored'> & Partial<Pick<NameRule, 'ignored'>>;

/** Rules as they are stored, with all that rules have. */
export function rulesStored(rules: readonly StoredRule[]): NameRule[] {
  return rules.map((rule) => ({ ...rule, ignored: rule.ignored ?? false }));
}

/** How a tenant wants the names of brands judged: every version of it. */
export class BrandRuleRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * The newest versions for several brands, by the brand's name, the newest first; brands without any are left out.
   *
   * @param first how many for each at most
   */
  async versions(brands: readonly string[], first: number): Promise<Map<string, RuleVersion[]>> {
    type Row = Omit<RuleVersion, 'rules'> & { brand: string; rules: StoredRule[] };
    const rows = await this.database.reader.$queryRaw<Row[]>(
      named(
        'brandRules.versions',
        Prisma.sql`SELECT newest.* FROM unnest(${brands}::text[]) AS asked(brand)
          CROSS JOIN LATERAL (
            SELECT brand, version, rules, own_aliases AS "ownAliases", created_at AS "createdAt", created_by AS "createdBy" FROM brand_rules
            WHERE brand_rules.tenant_id = ${this.tenantId}::uuid AND brand_rules.brand = asked.brand
            ORDER BY version DESC LIMIT ${first}
          ) AS newest ORDER BY brand, version DESC`,
      ),
    );
    const versions = rows.map(({ brand, ...row }) => ({
      brand,
      version: { ...row, rules: rulesStored(row.rules) },
    }));
    return new Map(
      [...groupBy(versions, ({ brand }) => brand)].map(([brand, own]) => [
        brand,
        own.map(({ version }) => version),
      ]),
    );
  }

  /**
   * Stores the next version, with the tenant's own aliases of the brand as they stand. Versions that are stored at the same time wait for each other only where the caller holds
   * the tenant's brands (see TenantBrandRepository).
   *
   * @param by a person's id; null for a key of no one
   */
  async save(brand: string, rules: readonly NameRule[], by: string | null, now: Date): Promise<void> {
    await this.database.writer.$executeRaw(
      named(
        'brandRules.save',
        Prisma.sql`WITH said AS (
            INSERT INTO tenant_brands (tenant_id, brand) VALUES (${this.tenantId}::uuid, ${brand})
            ON CONFLICT DO NOTHING
          )
          INSERT INTO brand_rules (tenant_id, brand, version, rules, own_aliases, created_at, created_by)
          SELECT ${this.tenantId}::uuid, ${brand}, coalesce(max(version), 0) + 1, ${JSON.stringify(rules)}::jsonb,
            ${ownAliasesOf(this.tenantId, brand)}, ${now}::timestamptz, ${by}::uuid
          FROM brand_rules WHERE brand_rules.tenant_id = ${this.tenantId}::uuid AND brand_rules.brand = ${brand}`,
      ),
    );
  }
}

/** A tenant's own aliases of a brand, as a value in a statement. */
function ownAliasesOf(tenantId: string, brand: string): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT own_aliases FROM tenant_brands
    WHERE tenant_brands.tenant_id = ${tenantId}::uuid AND tenant_brands.brand = ${brand}), '{}')`;
}

/**
 * Gives a brand the rules of another, whose names it has come to have, as a version of its own; the same where it has come
 * to have only own aliases of the other.
 */
export async function mergeRules(
  writer: Writer,
  tenantId: string,
  from: string,
  into: string,
): Promise<void> {
  const newest = (column: Prisma.Sql, brand: string) => Prisma.sql`(SELECT ${column} FROM brand_rules
    WHERE brand_rules.tenant_id = ${tenantId}::uuid AND brand_rules.brand = ${brand} ORDER BY version DESC LIMIT 1)`;
  const [rules, ownAliases] = [Prisma.sql`rules`, Prisma.sql`own_aliases`];
  await writer.$executeRaw(
    named(
      'brandRules.merge',
      Prisma.sql`INSERT INTO brand_rules (tenant_id, brand, version, rules, own_aliases, created_at)
        SELECT ${tenantId}::uuid, ${into},
          (SELECT coalesce(max(version), 0) + 1 FROM brand_rules
            WHERE brand_rules.tenant_id = ${tenantId}::uuid AND brand_rules.brand = ${into}),
          coalesce(${newest(rules, into)}, '[]') || its.rules, its.own_aliases, CURRENT_TIMESTAMP
        FROM (
          SELECT coalesce(${newest(rules, from)}, '[]') AS rules, ${ownAliasesOf(tenantId, into)} AS own_aliases
        ) AS its
        WHERE its.rules <> '[]' OR its.own_aliases <> coalesce(${newest(ownAliases, into)}, '{}')`,
    ),
  );
}
