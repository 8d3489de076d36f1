import { emailAddress } from '../model/email.ts';
import { badInput, CodedError, notFound } from '../model/errors.ts';
import type { Principal, Role, TokenEmail } from '../model/principal.ts';
import type { Tenant, User } from '../model/tenant.ts';
import type { Content } from '../platform/content-gauges.ts';
import { type Database, named, Prisma } from './database.ts';
import { enqueueEvaluationsOfOpenAlerts, enqueueLostDeliveries, isNotInQueue } from './job-queue.ts';
import { newApiKey } from './new-api-key.ts';

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A tenant to set up. */
export interface NewTenant {
  name: string;
  slug: string;
  /** The address of its first ADMIN, null for a tenant with a key alone. */
  adminEmail: string | null;
}

/** What a token says of who holds it. */
export interface TokenHolder {
  /** The tenant's slug or id. */
  tenant: string;
  role: Role;
  /** Null: the token is no person's. */
  email: TokenEmail | null;
  expiresAt: Date;
}

/** A tenant whose rollups want something done. */
export type UnkeptTenant = Pick<Tenant, 'id' | 'slug'>;

/**
 * The statement that finds the tenants with unfolded parts. Each limit has a tenant looked up by itself, in the order of the
 * index of those parts: the planner does not know how few they are, and would read whole tables.
 */
export function unfoldedTenants(only: readonly string[] | null): Prisma.Sql {
  return named(
    'tenants.unfolded',
    Prisma.sql`SELECT t.id, t.slug FROM tenants AS t
      WHERE (${only}::uuid[] IS NULL OR t.id = any(${only}::uuid[])) AND (
        (SELECT true FROM report_rollups AS r WHERE r.tenant_id = t.id AND r.part > 0 ORDER BY r.facet, r.grain, r.start LIMIT 1)
        OR (SELECT true FROM brand_rollups AS b WHERE b.tenant_id = t.id AND b.part > 0
          ORDER BY b.brand, b.facet, b.grain, b.start LIMIT 1))
      ORDER BY t.slug`,
  );
}

/**
 * Unfolded rows of a table that are counted for metrics: more are no news, and where folding has stopped, counting them all
 * would take longer than metrics wait.
 */
const mostUnfolded = 1_000_000;

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
                select: { id: true, email: true, role: true, isActive: true, createdAt: true },
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

  /**
   * The tenants, by id, that have something to queue or to clear up: a due feed without a visit in the queue, or an
   * execution that has not ended and gave no sign of life since `before`. One statement.
   */
  async idsToLookAt(now: Date, before: Date): Promise<string[]> {
    const rows = await this.database.main.$queryRaw<{ tenantId: string }[]>(
      named(
        'tenants.idsToLookAt',
        Prisma.sql`SELECT tenant_id AS "tenantId" FROM feeds
            WHERE state = 'ACTIVE' AND next_fetch_at <= ${now} AND ${isNotInQueue}
          UNION SELECT tenant_id FROM job_executions WHERE finished_at IS NULL AND heartbeat_at < ${before}`,
      ),
    );
    return rows.map(({ tenantId }) => tenantId);
  }

  /**
   * The tenants whose rollups have parts that are not folded, by slug. One statement, which looks each tenant up in the
   * indexes of those parts.
   *
   * @param only tenants by id; null: all
   */
  async unfolded(only: readonly string[] | null): Promise<UnkeptTenant[]> {
    return this.database.main.$queryRaw<UnkeptTenant[]>(unfoldedTenants(only));
  }

  /**
   * The tenants whose reports were stored before there were rollups and are in no sum yet, by slug.
   *
   * @param only tenants by id; null: all
   */
  async uncounted(only: readonly string[] | null): Promise<UnkeptTenant[]> {
    return this.database.main.$queryRaw<UnkeptTenant[]>(
      named(
        'tenants.uncounted',
        Prisma.sql`SELECT id, slug FROM uncounted_tenants AS u JOIN tenants AS t ON t.id = u.tenant_id
          WHERE ${only}::uuid[] IS NULL OR id = any(${only}::uuid[]) ORDER BY slug`,
      ),
    );
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

  /** Whose key has this hash; null when there is none, it was revoked, or its person is shut out. */
  async principalByKeyHash(hash: Uint8Array): Promise<Principal | null> {
    const [principal] = await this.database.main.$queryRaw<Principal[]>(
      named(
        'tenants.principalByKeyHash',
        // A role's place in its enum is its power: a key never does more than its person may.
        Prisma.sql`SELECT k.tenant_id AS "tenantId", least(k.role, u.role) AS role, k.id AS "keyId",
          k.prefix AS "keyPrefix", k.user_id AS "userId", NULL AS "expiresAt"
          FROM api_keys k LEFT JOIN users u ON u.tenant_id = k.tenant_id AND u.id = k.user_id
          WHERE k.hash = ${hash} AND k.revoked_at IS NULL AND u.is_active IS NOT FALSE`,
      ),
    );
    return principal ?? null;
  }

  /**
   * Who a token speaks for: the tenant it names by slug or id and, where the tenant knows its address, the person. Like
   * a key, a token does no more than its person may. Who has not shown that an address is theirs cannot pass for its
   * person, nor, as a stranger, get around what that person may not.
   *
   * @returns null when there is no such tenant, or the person is shut out
   * @throws {CodedError} UNAUTHENTICATED when nobody has verified the address, and the tenant knows it
   */
  async principalByToken({ tenant, role, email, expiresAt }: TokenHolder): Promise<Principal | null> {
    // A text in the form of an id is an id, so that no slug can be taken for another tenant's.
    const isNamed = idForm.test(tenant) ? Prisma.sql`t.id = ${tenant}::uuid` : Prisma.sql`t.slug = ${tenant}`;
    type Found = Pick<Principal, 'tenantId' | 'userId' | 'role'> & { isActive: boolean | null };
    const [found] = await this.database.main.$queryRaw<Found[]>(
      named(
        'tenants.principalByToken',
        Prisma.sql`SELECT t.id AS "tenantId", u.id AS "userId", u.is_active AS "isActive",
          least(${role}::role, u.role) AS role
          FROM tenants t LEFT JOIN users u ON u.tenant_id = t.id AND u.email = ${email?.address ?? null}
          WHERE ${isNamed}`,
      ),
    );
    if (!found) return null;
    const { isActive, ...principal } = found;
    if (principal.userId !== null && !email?.isVerified) throw notVerified();
    return isActive === false ? null : { ...principal, keyId: null, keyPrefix: null, expiresAt };
  }

  /** Has open alerts looked at again, of all tenants: see {@link enqueueEvaluationsOfOpenAlerts}. */
  async queueOpenAlerts(): Promise<void> {
    await enqueueEvaluationsOfOpenAlerts(this.database.writer);
  }

  /** Has deliveries made that have lost their job, of all tenants: see {@link enqueueLostDeliveries}. */
  async queueLostDeliveries(before: Date): Promise<void> {
    await enqueueLostDeliveries(this.database.writer, before);
  }

  /**
   * How many feeds of all tenants there are in each state, open alerts, deliveries and rows of rollups that wait, and
   * reports, as the planner
   * estimates them; and what was counted since there is the service.
   */
  async content(): Promise<Content> {
    const counts = await this.database.reader.$queryRaw<{ of: string; name: string; count: number }[]>(
      named(
        'tenants.content',
        Prisma.sql`SELECT 'feeds' AS of, state::text AS name, count(*)::float8 AS count FROM feeds GROUP BY state
          UNION ALL SELECT 'open', kind::text, count(*) FROM alerts WHERE closed_at IS NULL GROUP BY kind
          UNION ALL SELECT 'waiting', '', count(*) FROM alert_deliveries WHERE status = 'PENDING'
          UNION ALL SELECT 'unfolded', 'reports', count(*) FROM (
            SELECT FROM report_rollups WHERE part > 0 LIMIT ${mostUnfolded}::integer) AS reports
          UNION ALL SELECT 'unfolded', 'brands', count(*) FROM (
            SELECT FROM brand_rollups WHERE part > 0 LIMIT ${mostUnfolded}::integer) AS brands
          UNION ALL SELECT name, label, count::float8 FROM service_counts`,
      ),
    );
    const [reports] = await this.database.reader.$queryRaw<{ estimate: number }[]>(
      named(
        'tenants.reportEstimate',
        Prisma.sql`SELECT greatest(reltuples, 0)::float8 AS estimate FROM pg_class WHERE oid = 'reports'::regclass`,
      ),
    );
    const countsOf = (of: string) =>
      Object.fromEntries(counts.filter((one) => one.of === of).map(({ name, count }) => [name, count]));
    return {
      feeds: countsOf('feeds'),
      reports: reports?.estimate ?? 0,
      alerts: {
        open: countsOf('open'),
        opened: countsOf('ALERTS_OPENED'),
        told: countsOf('ALERTS_TOLD'),
        deliveriesWaiting: countsOf('waiting')[''] ?? 0,
        deliveryAttempts: countsOf('DELIVERY_ATTEMPTS'),
      },
      unfolded: countsOf('unfolded'),
    };
  }

  /** Tenants by id, in any order: what a principal or a report says of its own tenant. */
  async byIds(ids: readonly string[]): Promise<Tenant[]> {
    return this.database.reader.$queryRaw<Tenant[]>(
      named(
        'tenants.byIds',
        Prisma.sql`SELECT id, slug, name, created_at AS "createdAt", mention_threshold AS "mentionThreshold" FROM tenants WHERE id = any(${ids}::uuid[])`,
      ),
    );
  }
}

function checkedTenant({ name, slug, adminEmail }: NewTenant): NewTenant {
  const email = adminEmail === null ? null : emailAddress(adminEmail);
  const faults = [
    ...(name.trim() === '' ? ['The name is empty.'] : []),
    ...(slugForm.test(slug) && slug.length <= 63
      ? []
      : [`The slug "${slug}" cannot be used: lower-case letters, digits and single hyphens, at most 63.`]),
    ...(adminEmail === null || email !== null
      ? []
      : [`"${adminEmail}" is no e-mail address; write it like admin@maison-x.example.`]),
  ];
  if (faults.length > 0) throw badInput(faults.join(' '));
  return { name: name.trim(), slug, adminEmail: email };
}

/** It is the same whether the person may come in or is shut out. */
function notVerified(): CodedError {
  return new CodedError(
    'UNAUTHENTICATED',
    'The token\'s address has not been verified (its claim "email_verified" is not true). Verify it with the token\'s issuer, and get a new token.',
  );
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
