import type { Page, PageRequest } from '../model/page.ts';
import type { OutletTier } from '../model/reach.ts';
import { moveVersion } from './data-version.ts';
import { type Connections, named, Prisma } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';

const columns = Prisma.sql`source, tier, reach_per_report AS "reachPerReport"`;
const source = Prisma.sql`source COLLATE "C"`;
const bySource: KeysetOrder = { column: source, id: source, type: 'name', direction: 'ASC' };

/** What one tenant says of outlets. */
export class OutletTierRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** What the tenant says of these outlets, in any order; those of which it says nothing are left out. */
  async forSources(sources: readonly string[]): Promise<OutletTier[]> {
    return this.database.reader.$queryRaw<OutletTier[]>(
      named(
        'outletTiers.forSources',
        Prisma.sql`SELECT ${columns} FROM outlet_tiers
          WHERE tenant_id = ${this.tenantId}::uuid AND source = any(${sources}::text[])`,
      ),
    );
  }

  /** One page of the tenant's outlets with a tier, by name: one statement, or two where a cursor is given. */
  async page(page: PageRequest): Promise<Page<OutletTier>> {
    const select = Prisma.sql`SELECT ${columns} FROM outlet_tiers WHERE tenant_id = ${this.tenantId}::uuid`;
    return readPage(this.database.reader, 'outletTiers', select, bySource, page);
  }

  /**
   * An outlet's name as the tenant's reports have it, that differs in case or in spaces at most: the same one first, then
   * in the order of names; null when no report is of it. One statement, by the index of outlets: where the name itself is
   * none, each outlet is one step in it.
   */
  async spellingInReports(source: string): Promise<string | null> {
    const [row] = await this.database.reader.$queryRaw<{ source: string | null }[]>(
      this.spellingInReportsStatement(source),
    );
    return row?.source ?? null;
  }

  /** The statement behind {@link spellingInReports}, for tests that ask the planner. */
  spellingInReportsStatement(source: string): Prisma.Sql {
    const next = (condition: Prisma.Sql) => Prisma.sql`(SELECT reports.source FROM reports
      WHERE reports.tenant_id = ${this.tenantId}::uuid AND ${condition} ORDER BY reports.source LIMIT 1)`;
    const folded = (name: Prisma.Sql) => Prisma.sql`lower(regexp_replace(btrim(${name}), '\\s+', ' ', 'g'))`;
    return named(
      'outletTiers.spellingInReports',
      Prisma.sql`WITH RECURSIVE outlets AS (
          SELECT ${next(Prisma.sql`true`)} AS source
          UNION ALL SELECT ${next(Prisma.sql`reports.source > outlets.source`)} FROM outlets WHERE outlets.source IS NOT NULL
        )
        SELECT coalesce(${next(Prisma.sql`reports.source = ${source}`)}, (SELECT outlets.source FROM outlets
          WHERE ${folded(Prisma.sql`outlets.source`)} = ${folded(Prisma.sql`${source}::text`)}
          ORDER BY outlets.source COLLATE "C" LIMIT 1)) AS source`,
    );
  }

  /** How many outlets have a tier. */
  async count(): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'outletTiers.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM outlet_tiers WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.count ?? 0;
  }

  /** Has changes of the tenant's outlets wait for each other until the transaction ends, so that their number stays. */
  async lock(): Promise<void> {
    await this.database.writer.$queryRaw(
      named(
        'outletTiers.lock',
        Prisma.sql`SELECT true AS locked FROM tenants WHERE id = ${this.tenantId}::uuid FOR NO KEY UPDATE`,
      ),
    );
  }

  /** Gives an outlet a tier, in place of what was said of it. */
  async set(outlet: OutletTier): Promise<OutletTier> {
    const [stored] = await this.database.writer.$queryRaw<OutletTier[]>(
      named(
        'outletTiers.set',
        Prisma.sql`INSERT INTO outlet_tiers (tenant_id, source, tier, reach_per_report)
          VALUES (${this.tenantId}::uuid, ${outlet.source}, ${outlet.tier}::tier, ${outlet.reachPerReport}::integer)
          ON CONFLICT (tenant_id, source) DO UPDATE SET tier = excluded.tier, reach_per_report = excluded.reach_per_report
          RETURNING ${columns}`,
      ),
    );
    if (!stored) throw new Error('the database returned no row for an outlet');
    await moveVersion(this.database.writer, this.tenantId);
    return stored;
  }

  /** Takes an outlet's tier away. @returns whether it had one */
  async remove(source: string): Promise<boolean> {
    const removed = await this.database.writer.$executeRaw(
      named(
        'outletTiers.remove',
        Prisma.sql`DELETE FROM outlet_tiers WHERE tenant_id = ${this.tenantId}::uuid AND source = ${source}`,
      ),
    );
    if (removed > 0) await moveVersion(this.database.writer, this.tenantId);
    return removed > 0;
  }
}
