import type { Page, PageRequest } from '../model/page.ts';
import type { SavedReportFilter, SavedSearch } from '../model/saved-search.ts';
import { type Connections, named, Prisma } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';

const columns = Prisma.sql`id, name, filter, created_at AS "createdAt", updated_at AS "updatedAt",
  lower(name) AS "orderedName"`;

const byName: KeysetOrder = {
  column: Prisma.sql`lower(name) COLLATE "C"`,
  id: Prisma.sql`id`,
  type: 'text',
  direction: 'ASC',
};

/** A saved search, with its name as the list is ordered by it: in the server's lower case. */
export type SavedSearchRow = SavedSearch & { orderedName: string };

/** The saved searches of one tenant. */
export class SearchRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The searches with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<SavedSearchRow[]> {
    return this.database.reader.$queryRaw<SavedSearchRow[]>(
      named(
        'searches.byIds',
        Prisma.sql`SELECT ${columns} FROM saved_searches
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's searches in the order of their names: one statement, or two where a cursor is given. */
  async page(page: PageRequest): Promise<Page<SavedSearchRow>> {
    const select = Prisma.sql`SELECT ${columns} FROM saved_searches WHERE tenant_id = ${this.tenantId}::uuid`;
    return readPage(this.database.reader, 'searches', select, byName, page);
  }

  /** How many searches the tenant has saved. */
  async count(): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'searches.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM saved_searches WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.count ?? 0;
  }

  /**
   * Has changes of the tenant's searches wait for each other until the transaction ends: a name that was free, and the
   * number of searches, stay so. Whatever else is written for the tenant does not wait.
   */
  async lock(): Promise<void> {
    await this.database.writer.$queryRaw(
      named(
        'searches.lock',
        Prisma.sql`SELECT true AS locked FROM tenants WHERE id = ${this.tenantId}::uuid FOR NO KEY UPDATE`,
      ),
    );
  }

  /** Whether a search of the tenant has a name, in any case. @param exceptId of a search that may have it */
  async isNameTaken(name: string, exceptId: string | null): Promise<boolean> {
    const rows = await this.database.writer.$queryRaw<unknown[]>(
      named(
        'searches.isNameTaken',
        Prisma.sql`SELECT true AS taken FROM saved_searches
          WHERE tenant_id = ${this.tenantId}::uuid AND lower(name) = lower(${name}) AND id IS DISTINCT FROM ${exceptId}::uuid`,
      ),
    );
    return rows.length > 0;
  }

  /** Saves a search. @param name that no other one has: see {@link lock} */
  async add(name: string, filter: SavedReportFilter, now: Date): Promise<SavedSearchRow> {
    const [added] = await this.database.writer.$queryRaw<SavedSearchRow[]>(
      named(
        'searches.add',
        Prisma.sql`INSERT INTO saved_searches (tenant_id, name, filter, created_at, updated_at)
          VALUES (${this.tenantId}::uuid, ${name}, ${JSON.stringify(filter)}::jsonb, ${now}, ${now})
          RETURNING ${columns}`,
      ),
    );
    if (!added) throw new Error('the database returned no row for a new search');
    return added;
  }

  /**
   * Changes a search.
   *
   * @param name that no other one has: see {@link lock}
   * @returns null when the tenant has none with this id
   */
  async change(
    id: string,
    name: string,
    filter: SavedReportFilter,
    now: Date,
  ): Promise<SavedSearchRow | null> {
    const [changed] = await this.database.writer.$queryRaw<SavedSearchRow[]>(
      named(
        'searches.change',
        Prisma.sql`UPDATE saved_searches SET name = ${name}, filter = ${JSON.stringify(filter)}::jsonb, updated_at = ${now}
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING ${columns}`,
      ),
    );
    return changed ?? null;
  }

  /** Deletes a search. @returns whether there was one with this id */
  async delete(id: string): Promise<boolean> {
    const deleted = await this.database.writer.$executeRaw(
      named(
        'searches.delete',
        Prisma.sql`DELETE FROM saved_searches WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid`,
      ),
    );
    return deleted > 0;
  }
}
