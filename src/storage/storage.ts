import type { CatalogueBrand } from '../model/brand.ts';
import { BrandRepository, readCatalogue, writeCatalogue } from './brand-repository.ts';
import { Database, type DatabaseOptions, named, Prisma } from './database.ts';
import { ExecutionRepository } from './execution-repository.ts';
import { FeedRepository } from './feed-repository.ts';
import { ReportRepository } from './report-repository.ts';
import { KeyRepository, TenantDirectory } from './tenant-directory.ts';
import { VisitWriter } from './visit-writer.ts';

/** All that is stored for one tenant; there is no way to a tenant's rows that does not lead through here. */
export interface TenantStorage {
  tenantId: string;
  reports: ReportRepository;
  feeds: FeedRepository;
  brands: BrandRepository;
  executions: ExecutionRepository;
  keys: KeyRepository;
  visits: VisitWriter;
}

/** The database as the rest of the service sees it. */
export class Storage {
  readonly tenants: TenantDirectory;
  private readonly database: Database;

  constructor(options: DatabaseOptions) {
    this.database = new Database(options);
    this.tenants = new TenantDirectory(this.database);
  }

  /** The repositories of one tenant. */
  forTenant(tenantId: string): TenantStorage {
    return {
      tenantId,
      reports: new ReportRepository(this.database, tenantId),
      feeds: new FeedRepository(this.database, tenantId),
      brands: new BrandRepository(this.database, tenantId),
      executions: new ExecutionRepository(this.database, tenantId),
      keys: new KeyRepository(this.database, tenantId),
      visits: new VisitWriter(this.database, tenantId),
    };
  }

  /** Brings the shared catalogue up to date and says how many brands were added or changed. */
  async writeCatalogue(catalogue: readonly CatalogueBrand[]): Promise<number> {
    return writeCatalogue(this.database, catalogue);
  }

  /** The whole shared catalogue. */
  async readCatalogue(): Promise<CatalogueBrand[]> {
    return readCatalogue(this.database);
  }

  /** Whether the database answers. */
  async ping(): Promise<void> {
    await this.database.writer.$queryRaw(named('ping', Prisma.sql`SELECT 1`));
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}
