import type { Page, PageRequest } from '../model/page.ts';
import type { Role } from '../model/principal.ts';
import type { User } from '../model/tenant.ts';
import { type Connections, named, Prisma } from './database.ts';
import { tell } from './events.ts';
import { readPage } from './keyset.ts';
import { newestFirst } from './orders.ts';

const columns = Prisma.sql`id, email, role, is_active AS "isActive", created_at AS "createdAt"`;

/** What may be changed of a person; what is absent stays. */
export interface UserChange {
  role?: Role;
  isActive?: boolean;
}

/** The people of one tenant. */
export class UserRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The people with these ids, in any order; those of other tenants are not among them. */
  async byIds(ids: readonly string[]): Promise<User[]> {
    return this.database.reader.$queryRaw<User[]>(
      named(
        'users.byIds',
        Prisma.sql`SELECT ${columns} FROM users WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[])`,
      ),
    );
  }

  /** One page of the tenant's people, newest first: one statement, or two where a cursor is given. */
  async page(page: PageRequest): Promise<Page<User>> {
    const select = Prisma.sql`SELECT ${columns} FROM users WHERE tenant_id = ${this.tenantId}::uuid`;
    return readPage(this.database.reader, 'users', select, newestFirst, page);
  }

  /** How many people the tenant has. */
  async count(): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'users.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM users WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.count ?? 0;
  }

  /** The person with an address, which is given in lower case; null when the tenant has none. */
  async byEmail(email: string): Promise<User | null> {
    const [user] = await this.database.main.$queryRaw<User[]>(
      named(
        'users.byEmail',
        Prisma.sql`SELECT ${columns} FROM users WHERE tenant_id = ${this.tenantId}::uuid AND email = ${email}`,
      ),
    );
    return user ?? null;
  }

  /** All people, in the order of their addresses. */
  async list(): Promise<User[]> {
    return this.database.main.$queryRaw<User[]>(
      named(
        'users.list',
        Prisma.sql`SELECT ${columns} FROM users WHERE tenant_id = ${this.tenantId}::uuid ORDER BY email`,
      ),
    );
  }

  /**
   * Adds a person; every process hears of it, since a token may be that person's.
   *
   * @param email in lower case
   * @returns null when the tenant has a person with this address already
   */
  async add(email: string, role: Role): Promise<User | null> {
    const [added] = await this.database.writer.$queryRaw<User[]>(
      named(
        'users.add',
        Prisma.sql`INSERT INTO users (tenant_id, email, role) VALUES (${this.tenantId}::uuid, ${email}, ${role}::role)
          ON CONFLICT (tenant_id, email) DO NOTHING RETURNING ${columns}`,
      ),
    );
    if (added) await this.tellAll();
    return added ?? null;
  }

  /** Changes a person; every process hears of it. @returns null when the tenant has no person with this id */
  async change(id: string, { role, isActive }: UserChange): Promise<User | null> {
    const [changed] = await this.database.writer.$queryRaw<User[]>(
      named(
        'users.change',
        Prisma.sql`UPDATE users SET role = coalesce(${role ?? null}::role, role),
          is_active = coalesce(${isActive ?? null}::boolean, is_active)
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING ${columns}`,
      ),
    );
    if (changed) await this.tellAll();
    return changed ?? null;
  }

  /**
   * The ids of the people who may ask as ADMIN. Their rows stay as they are until the transaction ends: two changes at
   * once cannot leave the tenant without one.
   */
  async lockActiveAdmins(): Promise<string[]> {
    const rows = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'users.lockActiveAdmins',
        Prisma.sql`SELECT id FROM users WHERE tenant_id = ${this.tenantId}::uuid AND role = 'ADMIN' AND is_active
          ORDER BY id FOR UPDATE`,
      ),
    );
    return rows.map(({ id }) => id);
  }

  private async tellAll(): Promise<void> {
    await tell(this.database.writer, [{ kind: 'CREDENTIALS_CHANGED', tenantId: this.tenantId }]);
  }
}
