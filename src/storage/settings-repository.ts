import type { Tenant } from '../model/tenant.ts';
import { moveVersion } from './data-version.ts';
import { type Connections, named, Prisma } from './database.ts';

/** What a tenant may set of itself; what is absent stays. */
export type SettingsChange = Partial<Pick<Tenant, 'mentionThreshold'>>;

/** The settings of one tenant, for changing them. */
export class SettingsRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** Changes them, and gives the tenant as it stands; null when it was just deleted. */
  async change({ mentionThreshold }: SettingsChange): Promise<Tenant | null> {
    const [tenant] = await this.database.writer.$queryRaw<Tenant[]>(
      named(
        'settings.change',
        Prisma.sql`UPDATE tenants SET mention_threshold = coalesce(${mentionThreshold ?? null}::real, mention_threshold)
          WHERE id = ${this.tenantId}::uuid
          RETURNING id, slug, name, created_at AS "createdAt", mention_threshold AS "mentionThreshold"`,
      ),
    );
    if (tenant) await moveVersion(this.database.writer, this.tenantId);
    return tenant ?? null;
  }
}
