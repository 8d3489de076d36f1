import { badInput, CodedError, notFound } from '../model/errors.ts';
import type { Principal, Role } from '../model/principal.ts';
import type { ApiKey, Tenant, User } from '../model/tenant.ts';
import { type Database, Prisma } from './database.ts';
import { newApiKey } from './new-api-key.ts';

const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** A tenant to set up. */
export interface NewTenant {
  name: string;
  slug: string;
  /** The address of its first ADMIN, null for a tenant with a key alone. */
  adminEmail: string | null;
}

/** All tenants: for the command line and for finding out whose key it is that asks. */
export class TenantDirectory {
  constructor(private readonly database: Database) {}

  /**
   * Sets up a tenant with its first ADMIN and a first key.
   *
   * @throws {CodedError} BAD_USER_INPUT for a slug, name or address that cannot be used, CONFLICT for a slug in use
   */
  async create(tenant: NewTenant): Promise<{ tenant: Tenant; user: User | null; key: string }> {
    const checked = checkedTenant(tenant);
    const { key, prefix, hash } = newApiKey();
    try {
      return await this.database.writer.$transaction(async (tx) => {
        const created = await tx.tenant.create({ data: { name: checked.name, slug: checked.slug } });
        const user =
          checked.adminEmail === null
            ? null
            : await tx.user.create({
                data: { tenantId: created.id, email: checked.adminEmail, role: 'ADMIN' },
                select: { id: true, email: true, role: true },
              });
        await tx.apiKey.create({
          data: { tenantId: created.id, userId: user?.id ?? null, role: 'ADMIN', prefix, hash },
        });
        return { tenant: created, user, key };
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new CodedError('CONFLICT', `There is a tenant with the slug "${tenant.slug}" already.`);
    }
  }

  /** All tenants in the order of their slugs. */
  async list(): Promise<Tenant[]> {
    return this.database.writer.tenant.findMany({ orderBy: { slug: 'asc' } });
  }

  /** Whether the demo has a place here: in an empty database, and in one where it is already. */
  async isDemoWanted(): Promise<boolean> {
    const demo = await this.database.writer.tenant.findUnique({ where: { slug: 'demo' } });
    return demo !== null || (await this.database.writer.tenant.findFirst()) === null;
  }

  /** @throws {CodedError} NOT_FOUND when no tenant has this slug */
  async bySlug(slug: string): Promise<Tenant> {
    const tenant = await this.database.writer.tenant.findUnique({ where: { slug } });
    if (!tenant) throw notFound('tenant', `with the slug "${slug}"`);
    return tenant;
  }

  /** Whose key has this hash; null when there is none, or it was revoked. */
  async principalByKeyHash(hash: Uint8Array<ArrayBuffer>): Promise<Principal | null> {
    const key = await this.database.writer.apiKey.findFirst({
      where: { hash, revokedAt: null },
      select: { tenantId: true, role: true, prefix: true, userId: true },
    });
    return key && { tenantId: key.tenantId, role: key.role, keyPrefix: key.prefix, userId: key.userId };
  }

  /** Tenants by id, in any order: what a principal or a report says of its own tenant. */
  async byIds(ids: readonly string[]): Promise<Tenant[]> {
    return this.database.reader.tenant.findMany({ where: { id: { in: [...ids] } } });
  }
}

/** The people and keys of one tenant. */
export class KeyRepository {
  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** Makes a key and gives it; it cannot be shown again. */
  async create(role: Role): Promise<{ key: string; prefix: string }> {
    const { key, prefix, hash } = newApiKey();
    await this.database.writer.apiKey.create({ data: { tenantId: this.tenantId, role, prefix, hash } });
    return { key, prefix };
  }

  /** All keys, oldest first, revoked ones included. */
  async list(): Promise<ApiKey[]> {
    return this.database.writer.apiKey.findMany({
      where: { tenantId: this.tenantId },
      omit: { hash: true, tenantId: true },
      orderBy: { createdAt: 'asc' },
    });
  }

  /**
   * Ends a key at once.
   *
   * @param beginning of the key as it is shown, or the whole key
   * @throws {CodedError} NOT_FOUND when no live key of the tenant begins so, BAD_USER_INPUT when several do
   */
  async revoke(beginning: string, now: Date): Promise<{ prefix: string }> {
    const live = await this.database.writer.apiKey.findMany({
      where: { tenantId: this.tenantId, revokedAt: null },
      select: { id: true, prefix: true },
    });
    const [key, ...others] = live.filter(
      ({ prefix }) => prefix.startsWith(beginning) || beginning.startsWith(prefix),
    );
    if (!key || beginning === '') throw notFound('live key', `that begins with "${beginning.slice(0, 11)}"`);
    if (others.length > 0)
      throw badInput(`${others.length + 1} live keys begin with "${beginning}". Write more of it.`);
    await this.database.writer.apiKey.updateMany({
      where: { tenantId: this.tenantId, id: key.id },
      data: { revokedAt: now },
    });
    return { prefix: key.prefix };
  }

  /** A person of this tenant by id, null when there is none. */
  async user(id: string): Promise<User | null> {
    return this.database.reader.user.findFirst({
      where: { tenantId: this.tenantId, id },
      select: { id: true, email: true, role: true },
    });
  }
}

function checkedTenant({ name, slug, adminEmail }: NewTenant): NewTenant {
  const faults = [
    ...(name.trim() === '' ? ['The name is empty.'] : []),
    ...(slugForm.test(slug) && slug.length <= 63
      ? []
      : [`The slug "${slug}" cannot be used: lower-case letters, digits and single hyphens, at most 63.`]),
    ...(adminEmail === null || emailForm.test(adminEmail)
      ? []
      : [`"${adminEmail}" is no e-mail address; write it like admin@maison-x.example.`]),
  ];
  if (faults.length > 0) throw badInput(faults.join(' '));
  return { name: name.trim(), slug, adminEmail: adminEmail?.toLowerCase() ?? null };
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
