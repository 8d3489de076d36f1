import type { Brand, BrandRelation } from '../model/brand.ts';
import { wordsOfName } from '../model/name-words.ts';
import { followMerges } from './alerts/follow-merges.ts';
import { mergeRules } from './brand-rule-repository.ts';
import { moveVersion } from './data-version.ts';
import { type Connections, named, Prisma } from './database.ts';
import { enqueueEvaluationOfBrands } from './job-queue.ts';
import { applyMerges } from './merge-mentions.ts';
import { takeTurn } from './tenant-turn.ts';
import { shortTransaction } from './transaction.ts';

/** What a brand is to become to a tenant. */
export interface TenantBrandChange {
  relation: BrandRelation | null;
  /** Absent: they stay. */
  ownAliases?: readonly string[];
  /** Absent: they stay. */
  ambiguousNames?: readonly string[];
}

/** What the brands of the shared catalogue are to one tenant, for changing it. */
export class TenantBrandRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * Has changes of the tenant's brands wait for each other until the transaction ends: what was looked up before a
   * change holds when it is made. Reading the press goes on meanwhile.
   */
  async lock(): Promise<void> {
    await this.database.writer.$queryRaw(
      named(
        'tenantBrands.lock',
        Prisma.sql`SELECT true AS locked FROM tenants WHERE id = ${this.tenantId}::uuid FOR NO KEY UPDATE`,
      ),
    );
  }

  /**
   * As {@link lock}, and has visits to feeds wait as well, from their first row on, and waits for those under way: a
   * row of a tenant holds the tenant's own row by its foreign key. What follows may take its time.
   */
  async lockWithReports(): Promise<void> {
    await this.database.writer.$queryRaw(
      named(
        'tenantBrands.lockWithReports',
        Prisma.sql`SELECT set_config('statement_timeout', ${String(shortTransaction.timeout)}, true) FROM tenants
          WHERE id = ${this.tenantId}::uuid FOR UPDATE`,
      ),
    );
  }

  /** Stores what a brand is to the tenant. @param brand its canonical name; not one that counts as another */
  async save(brand: string, { relation, ownAliases, ambiguousNames }: TenantBrandChange): Promise<void> {
    const aliases = ownAliases ?? null;
    const folded = ownAliases?.map(wordsOfName) ?? null;
    const ambiguous = ambiguousNames ?? null;
    await this.database.writer.$executeRaw(
      named(
        'tenantBrands.save',
        Prisma.sql`INSERT INTO tenant_brands (tenant_id, brand, relation, own_aliases, folded_own_aliases, ambiguous_names)
          VALUES (${this.tenantId}::uuid, ${brand}, ${relation}::brand_relation,
            coalesce(${aliases}::text[], '{}'), coalesce(${folded}::text[], '{}'), ${ambiguous}::text[])
          ON CONFLICT (tenant_id, brand) DO UPDATE SET relation = excluded.relation,
            own_aliases = coalesce(${aliases}::text[], tenant_brands.own_aliases),
            folded_own_aliases = coalesce(${folded}::text[], tenant_brands.folded_own_aliases),
            ambiguous_names = coalesce(${ambiguous}::text[], tenant_brands.ambiguous_names),
            updated_at = CURRENT_TIMESTAMP`,
      ),
    );
    await moveVersion(this.database.writer, this.tenantId);
  }

  /**
   * Counts one brand as another from now on: names, aliases and reports go over, and with them the brands that counted
   * as it; alert rules and alerts too. The relation goes over where the other has none, unless it is IGNORED. Needs {@link lockWithReports}.
   *
   * @returns in how many reports the other took its place
   */
  async merge(from: Brand, into: Brand): Promise<number> {
    const ambiguousNames = [...new Set([...into.ambiguousNames, ...from.ambiguousNames])];
    await this.save(into.name, {
      relation: into.relation ?? (from.relation === 'IGNORED' ? null : from.relation),
      ownAliases: [...into.ownAliases, ...from.ownAliases],
      // Else the catalogue's word stays.
      ...(from.ambiguousNames.length > 0 ? { ambiguousNames } : {}),
    });
    await this.countAs(from.name, into.name);
    await followMerges(this.database.writer, this.tenantId);
    await mergeRules(this.database.writer, this.tenantId, from.name, into.name);
    await takeTurn(this.database.writer, this.tenantId);
    const moved = await applyMerges(this.database.writer, this.tenantId);
    // What waits to be evaluated names the brand that goes.
    await enqueueEvaluationOfBrands(this.database.writer, this.tenantId, [into.name]);
    return moved;
  }

  private async countAs(from: string, into: string): Promise<void> {
    await this.database.writer.$executeRaw(
      named(
        'tenantBrands.countAs',
        Prisma.sql`INSERT INTO tenant_brands (tenant_id, brand, merged_into)
          SELECT ${this.tenantId}::uuid, gone.brand, ${into} FROM (
            SELECT ${from} AS brand UNION
            SELECT its.brand FROM tenant_brands AS its
            WHERE its.tenant_id = ${this.tenantId}::uuid AND its.merged_into = ${from}
          ) AS gone
          ON CONFLICT (tenant_id, brand) DO UPDATE SET merged_into = excluded.merged_into, relation = NULL,
            own_aliases = '{}', folded_own_aliases = '{}', updated_at = CURRENT_TIMESTAMP`,
      ),
    );
  }
}
