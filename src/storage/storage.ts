import type { CatalogueBrand } from '../model/brand.ts';
import type { StoredEvent } from '../model/event.ts';
import type { Log } from '../platform/log.ts';
import { AlertFigures } from './alerts/alert-figures.ts';
import { AlertQueue } from './alerts/alert-queue.ts';
import { AlertRepository } from './alerts/alert-repository.ts';
import { AlertRuleRepository } from './alerts/alert-rule-repository.ts';
import { DeliveryRepository } from './alerts/delivery-repository.ts';
import { WebhookRepository } from './alerts/webhook-repository.ts';
import { ArticleRepository } from './article-repository.ts';
import { AuthorRepository } from './author-repository.ts';
import { fillAuthors } from './author-writer.ts';
import { BrandRepository, readCatalogue, writeCatalogue } from './brand-repository.ts';
import { BrandRuleRepository } from './brand-rule-repository.ts';
import { CalendarRepository } from './calendar-repository.ts';
import { CorrectionRepository } from './correction-repository.ts';
import { CoverageRepository } from './coverage-repository.ts';
import { readVersion } from './data-version.ts';
import {
  type Connections,
  Database,
  type DatabaseOptions,
  named,
  type PoolState,
  Prisma,
  type Reading,
  type Writer,
} from './database.ts';
import { type EventSource, type Listener, listenToEvents } from './events.ts';
import { ExecutionRepository } from './execution-repository.ts';
import { FeedEventRepository } from './feed-event-repository.ts';
import { FeedRepository } from './feed-repository.ts';
import { HistoryRepository } from './history-repository.ts';
import { callOnce, type IdempotentCall } from './idempotent-calls.ts';
import { KeyRepository } from './key-repository.ts';
import { NameStatisticsRepository } from './name-statistics.ts';
import { OutletTierRepository } from './outlet-tier-repository.ts';
import { type QueueWork, workJobQueue } from './queue-worker.ts';
import { ReportEditor } from './report-editor.ts';
import { ReportGroups } from './report-groups.ts';
import { ReportRepository } from './report-repository.ts';
import { RereadingRepository } from './rereading-repository.ts';
import { BrandFactsReader } from './rollups/brand-facts-reader.ts';
import { BrandRollupReader } from './rollups/brand-rollup-reader.ts';
import { ReportRollupReader } from './rollups/report-rollup-reader.ts';
import { RollupUpkeep } from './rollups/rollup-upkeep.ts';
import { SheetReader } from './rollups/sheet-reader.ts';
import { SearchRepository } from './search-repository.ts';
import { SettingsRepository } from './settings-repository.ts';
import { StoryRepository } from './story-repository.ts';
import { TenantBrandRepository } from './tenant-brand-repository.ts';
import { TenantDirectory } from './tenant-directory.ts';
import { endOf, inTransaction, shortTransaction } from './transaction.ts';
import { TrendFeedsReader } from './trend-feeds-reader.ts';
import { UserRepository } from './user-repository.ts';
import { VisitWriter } from './visit-writer.ts';

/** The rows of one tenant: there is no way to them that does not lead through here. */
export interface TenantRepositories {
  tenantId: string;
  reports: ReportRepository;
  reportGroups: ReportGroups;
  reportEditor: ReportEditor;
  reportRollups: ReportRollupReader;
  brandRollups: BrandRollupReader;
  sheets: SheetReader;
  brandFacts: BrandFactsReader;
  stories: StoryRepository;
  authors: AuthorRepository;
  feeds: FeedRepository;
  feedEvents: FeedEventRepository;
  brands: BrandRepository;
  tenantBrands: TenantBrandRepository;
  brandRules: BrandRuleRepository;
  corrections: CorrectionRepository;
  articles: ArticleRepository;
  rereadings: RereadingRepository;
  nameStatistics: NameStatisticsRepository;
  settings: SettingsRepository;
  executions: ExecutionRepository;
  searches: SearchRepository;
  calendar: CalendarRepository;
  coverage: CoverageRepository;
  outletTiers: OutletTierRepository;
  users: UserRepository;
  keys: KeyRepository;
  alertRules: AlertRuleRepository;
  alerts: AlertRepository;
  alertFigures: AlertFigures;
  alertQueue: AlertQueue;
  trendFeeds: TrendFeedsReader;
  webhooks: WebhookRepository;
  deliveries: DeliveryRepository;
}

/** What a change makes others wait for, and how long it may take. */
export interface ChangeScope {
  /**
   * All reports of the tenant, from the first statement on (see TenantBrandRepository.lockWithReports): it may take as
   * long as any change that somebody waits for (30 s), whatever the signal of who reads says.
   */
  holdsReports?: boolean;
}

/** All that is stored for one tenant. */
export interface TenantStorage extends TenantRepositories {
  visits: VisitWriter;
  history: HistoryRepository;
  rollupUpkeep: RollupUpkeep;
  /** Stores who wrote the reports that are there; see {@link fillAuthors}. */
  fillAuthors(): Promise<number>;
  /**
   * Runs an effect as one transaction, on repositories that read and write within it; a call that a client may repeat
   * is carried out once. It ends with the signal of who reads.
   *
   * @throws {CodedError} CONFLICT when the call's key was used for another one, UNAVAILABLE when a long one takes too long
   * @throws the reason of the reader's signal
   */
  change<Answer>(
    call: IdempotentCall | null,
    now: Date,
    effect: (repositories: TenantRepositories) => Promise<Answer>,
    scope?: ChangeScope,
  ): Promise<Answer>;
}

/** The database as the rest of the service sees it. */
export class Storage {
  readonly tenants: TenantDirectory;
  private readonly database: Database;

  constructor(private readonly options: DatabaseOptions) {
    this.database = new Database(options);
    this.tenants = new TenantDirectory(this.database);
  }

  /** All that is stored for one tenant, read as its caller needs it. */
  forTenant(tenantId: string, reading: Reading = {}): TenantStorage {
    const repositories = repositoriesOf(tenantId, this.database.for(reading));
    return {
      ...repositories,
      visits: new VisitWriter(this.database, tenantId),
      history: new HistoryRepository(this.database, tenantId),
      rollupUpkeep: new RollupUpkeep(this.database, tenantId),
      fillAuthors: () => fillAuthors(this.database, tenantId),
      change: (call, now, effect, { holdsReports = false } = {}) => {
        const work = async (writer: Writer) => {
          const within = repositoriesOf(tenantId, { writer, main: writer, reader: writer });
          // Before any row that refers to the tenant is written: two who both had one would wait for each other.
          if (holdsReports) await within.tenantBrands.lockWithReports();
          return call === null ? effect(within) : callOnce(writer, tenantId, call, now, () => effect(within));
        };
        const caller = holdsReports ? { ...reading, signal: endOf(shortTransaction) } : reading;
        return inTransaction(this.database, work, shortTransaction, caller);
      },
    };
  }

  /**
   * All that is stored for one tenant, from a server on which its data has at least this version: a replica that lags
   * behind is left out. One statement more where there is a replica.
   */
  async forTenantSince(tenantId: string, version: number, reading: Reading = {}): Promise<TenantStorage> {
    if (!this.database.hasReplica || reading.isFresh) return this.forTenant(tenantId, reading);
    const isFresh = (await readVersion(this.database.for(reading).reader, tenantId)) < version;
    return this.forTenant(tenantId, { ...reading, isFresh });
  }

  /** The version of a tenant's data; see {@link readVersion}. */
  async dataVersion(tenantId: string): Promise<number> {
    return readVersion(this.database.main, tenantId);
  }

  /**
   * Hears what all processes tell each other, from now on. Changes of data that this process makes are heard as soon as
   * they are committed, and once more with all others.
   */
  async listen(listener: Listener, log: Log): Promise<EventSource> {
    const hear = (event: StoredEvent) => listener.onEvent(event);
    const source = await listenToEvents(this.options.url, listener, log);
    this.database.listeners.add(hear);
    return {
      close: async () => {
        this.database.listeners.delete(hear);
        await source.close();
      },
    };
  }

  /** Carries out the jobs of all tenants until the work's signal comes; it ends when those under way have ended. */
  async workQueue(work: QueueWork, log: Log): Promise<void> {
    await workJobQueue(this.options.url, log, work);
  }

  /** Brings the shared catalogue up to date and says how many brands were added or changed. */
  async writeCatalogue(catalogue: readonly CatalogueBrand[]): Promise<number> {
    return writeCatalogue(this.database, catalogue);
  }

  /** The whole shared catalogue. */
  async readCatalogue(): Promise<CatalogueBrand[]> {
    return readCatalogue(this.database);
  }

  /** A secret that all processes share, made with the database. */
  async secret(name: 'export-links' | 'webhooks'): Promise<Uint8Array> {
    const [row] = await this.database.main.$queryRaw<{ secret: Uint8Array }[]>(
      named('secrets.byName', Prisma.sql`SELECT secret FROM service_secrets WHERE name = ${name}`),
    );
    if (!row) throw new Error(`the database has no secret named ${name}`);
    return row.secret;
  }

  /** Whether the database answers. */
  async ping(): Promise<void> {
    await this.database.main.$queryRaw(named('ping', Prisma.sql`SELECT 1`));
  }

  /** Whether the job queue answers. */
  async pingQueue(): Promise<void> {
    await this.database.main.$queryRaw(
      named('jobQueue.ping', Prisma.sql`SELECT id FROM graphile_worker.jobs LIMIT 1`),
    );
  }

  /** How full the connections are, by server. */
  poolStates(): Record<string, PoolState> {
    return this.database.poolStates();
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}

function repositoriesOf(tenantId: string, connections: Connections): TenantRepositories {
  return {
    tenantId,
    reports: new ReportRepository(connections, tenantId),
    reportGroups: new ReportGroups(connections, tenantId),
    reportEditor: new ReportEditor(connections, tenantId),
    reportRollups: new ReportRollupReader(connections, tenantId),
    brandRollups: new BrandRollupReader(connections, tenantId),
    sheets: new SheetReader(connections, tenantId),
    brandFacts: new BrandFactsReader(connections, tenantId),
    stories: new StoryRepository(connections, tenantId),
    authors: new AuthorRepository(connections, tenantId),
    feeds: new FeedRepository(connections, tenantId),
    feedEvents: new FeedEventRepository(connections, tenantId),
    brands: new BrandRepository(connections, tenantId),
    tenantBrands: new TenantBrandRepository(connections, tenantId),
    brandRules: new BrandRuleRepository(connections, tenantId),
    corrections: new CorrectionRepository(connections, tenantId),
    articles: new ArticleRepository(connections, tenantId),
    rereadings: new RereadingRepository(connections, tenantId),
    nameStatistics: new NameStatisticsRepository(connections, tenantId),
    settings: new SettingsRepository(connections, tenantId),
    executions: new ExecutionRepository(connections, tenantId),
    searches: new SearchRepository(connections, tenantId),
    calendar: new CalendarRepository(connections, tenantId),
    coverage: new CoverageRepository(connections, tenantId),
    outletTiers: new OutletTierRepository(connections, tenantId),
    users: new UserRepository(connections, tenantId),
    keys: new KeyRepository(connections, tenantId),
    alertRules: new AlertRuleRepository(connections, tenantId),
    alerts: new AlertRepository(connections, tenantId),
    alertFigures: new AlertFigures(connections, tenantId),
    alertQueue: new AlertQueue(connections, tenantId),
    trendFeeds: new TrendFeedsReader(connections, tenantId),
    webhooks: new WebhookRepository(connections, tenantId),
    deliveries: new DeliveryRepository(connections, tenantId),
  };
}
