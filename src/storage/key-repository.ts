import { badInput, notFound } from '../model/errors.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { Role } from '../model/principal.ts';
import type { ApiKey } from '../model/tenant.ts';
import { type Connections, named, Prisma } from './database.ts';
import { tell } from './events.ts';
import { readPage } from './keyset.ts';
import { newApiKey } from './new-api-key.ts';
import { newestFirst } from './orders.ts';

const columns = Prisma.sql`id, prefix, label, role, user_id AS "userId", created_at AS "createdAt",
  revoked_at AS "revokedAt"`;

/** A key to make. */
export interface NewKey {
  role: Role;
  label?: string | null;
  /** A person of the tenant. */
  userId?: string | null;
}

/** The keys of one tenant. */
export class KeyRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** Makes a key and gives it; it cannot be shown again. */
  async create({ role, label = null, userId = null }: NewKey): Promise<{ key: string; apiKey: ApiKey }> {
    const { key, prefix, hash } = newApiKey();
    const [apiKey] = await this.database.writer.$queryRaw<ApiKey[]>(
      named(
        'apiKeys.create',
        Prisma.sql`INSERT INTO api_keys (tenant_id, user_id, role, label, prefix, hash)
          VALUES (${this.tenantId}::uuid, ${userId}::uuid, ${role}::role, ${label}, ${prefix}, ${hash})
          RETURNING ${columns}`,
      ),
    );
    if (!apiKey) throw new Error('the database returned no row for a new key');
    return { key, apiKey };
  }

  /** All keys, oldest first, revoked ones included. */
  async list(): Promise<ApiKey[]> {
    return this.database.main.$queryRaw<ApiKey[]>(
      named(
        'apiKeys.list',
        Prisma.sql`SELECT ${columns} FROM api_keys WHERE tenant_id = ${this.tenantId}::uuid ORDER BY created_at, id`,
      ),
    );
  }

  /** One page of the tenant's keys, newest first: one statement, or two where a cursor is given. */
  async page(page: PageRequest): Promise<Page<ApiKey>> {
    const select = Prisma.sql`SELECT ${columns} FROM api_keys WHERE tenant_id = ${this.tenantId}::uuid`;
    return readPage(this.database.reader, 'apiKeys', select, newestFirst, page);
  }

  /** How many keys the tenant has, revoked ones included. */
  async count(): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named(
        'apiKeys.count',
        Prisma.sql`SELECT count(*)::integer AS count FROM api_keys WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.count ?? 0;
  }

  /** Whether a key of the tenant may still be used: the links it asked for are good as long as it is (src/api/export). */
  async isLive(id: string): Promise<boolean> {
    const rows = await this.database.main.$queryRaw<unknown[]>(
      named(
        'apiKeys.isLive',
        Prisma.sql`SELECT true AS live FROM api_keys k
          LEFT JOIN users u ON u.tenant_id = k.tenant_id AND u.id = k.user_id
          WHERE k.tenant_id = ${this.tenantId}::uuid AND k.id = ${id}::uuid AND k.revoked_at IS NULL
            AND u.is_active IS NOT FALSE`,
      ),
    );
    return rows.length > 0;
  }

  /** Ends a key at once; one that has ended stays as it is. @returns null when the tenant has no key with this id */
  async revoke(id: string, now: Date): Promise<ApiKey | null> {
    const [revoked] = await this.database.writer.$queryRaw<ApiKey[]>(
      named(
        'apiKeys.revoke',
        Prisma.sql`UPDATE api_keys SET revoked_at = coalesce(revoked_at, ${now})
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${id}::uuid RETURNING ${columns}`,
      ),
    );
    if (revoked) await tell(this.database.writer, [{ kind: 'CREDENTIALS_CHANGED', tenantId: this.tenantId }]);
    return revoked ?? null;
  }

  /**
   * Ends a key at once.
   *
   * @param beginning of the key as it is shown, or the whole key
   * @throws {CodedError} NOT_FOUND when no live key of the tenant begins so, BAD_USER_INPUT when several do
   */
  async revokeByBeginning(beginning: string, now: Date): Promise<{ prefix: string }> {
    const live = (await this.list()).filter(({ revokedAt }) => revokedAt === null);
    const [key, ...others] = live.filter(
      ({ prefix }) => prefix.startsWith(beginning) || beginning.startsWith(prefix),
    );
    if (!key || beginning === '') throw notFound('live key', `that begins with "${beginning.slice(0, 11)}"`);
    if (others.length > 0)
      throw badInput(`${others.length + 1} live keys begin with "${beginning}". Write more of it.`);
    await this.revoke(key.id, now);
    return { prefix: key.prefix };
  }
}
