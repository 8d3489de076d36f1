import { randomUUID } from 'node:crypto';
import type { DeliveryDependencies } from '../alerts/deliver.ts';
import { keptAnswers } from '../analytics/kept-answers.ts';
import type { AnswerCache, AnswerOutcome } from '../cache/answer-cache.ts';
import type { KeptBrands } from '../cache/kept-brands.ts';
import type { Principal } from '../model/principal.ts';
import type { MakeMentionReader } from '../model/stored-article.ts';
import type { Log } from '../platform/log.ts';
import type { Reading } from '../storage/database.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { AskedFields } from './asked-fields.ts';
import type { OnBatch } from './batches.ts';
import type { ExportLinks } from './export/export-link.ts';
import type { ApiLimits } from './limits/limits.ts';
import { createLoaders, type FindBrands, type Loaders } from './loaders.ts';
import type { Principals } from './principals.ts';
import type { EventHub } from './subscriptions/event-hub.ts';
import type { EventQueue } from './subscriptions/event-queue.ts';

/** What the contexts of all requests share. */
export interface ContextDependencies {
  storage: Storage;
  principals: Principals;
  answers: AnswerCache;
  brands: KeptBrands;
  limits: ApiLimits;
  exportLinks: ExportLinks;
  makeMentionReader: MakeMentionReader;
  /** What webhooks are signed and tested with. */
  alerting: Pick<DeliveryDependencies, 'webhookClient' | 'webhookSecret' | 'log'>;
  events: EventHub;
  log: Log;
  now: () => Date;
  onBatch: OnBatch;
}

/** The connection over which a request came. */
export interface ContextConnection {
  /** Ends the request's reads. */
  signal?: AbortSignal;
  /** Cuts it, for a client that does not read. */
  cut?: () => void;
}

/** What a request with a live key or token may use. */
export class Session {
  /** Made anew when something was changed. */
  loaders: Loaders;

  constructor(
    readonly principal: Principal,
    /** The storage of the principal's tenant, and of no other. */
    readonly tenant: TenantStorage,
    private readonly makeLoaders: () => Loaders,
    readonly limits: ApiLimits,
    readonly exportLinks: ExportLinks,
    readonly makeMentionReader: MakeMentionReader,
    readonly alerting: ContextDependencies['alerting'],
    readonly now: () => Date,
    /** What the request asks for: what is not known, as with a subscription's events, is not among it. */
    readonly asked: AskedFields,
  ) {
    this.loaders = makeLoaders();
  }

  /** Has what was loaded so far loaded anew: after a change. */
  forgetLoaded(): void {
    this.loaders = this.makeLoaders();
  }
}

/** What every resolver is given. */
export class ApiContext {
  readonly requestId = randomUUID();
  private opened: Session | null = null;
  private refusal: unknown;
  private opening: Promise<void> | null = null;
  private isFresh = false;
  private named: string | null = null;
  private readonly asked = new AskedFields();
  /** What became of the analytics questions that the request asked. */
  readonly answered: { question: string; outcome: AnswerOutcome }[] = [];

  /** @param authorization the header's value */
  constructor(
    private readonly dependencies: ContextDependencies,
    private readonly authorization: string | undefined,
    private readonly connection: ContextConnection = {},
  ) {}

  /**
   * Finds out who asks. It never fails: without a live key or token, {@link session} throws the reason, so that only
   * what needs none, the description of the schema, is answered.
   *
   * @param isFresh reads must not lag behind: for mutations
   */
  async open({ isFresh = false } = {}): Promise<void> {
    const { signal } = this.connection;
    // A batch may hold a mutation beside queries.
    if (isFresh && !this.isFresh) this.opening = null;
    this.isFresh ||= isFresh;
    this.opening ??= this.authenticate({ isFresh: this.isFresh, ...(signal ? { signal } : {}) });
    return this.opening;
  }

  /**
   * Finds out anew who asks: for a subscription, which may outlive its key or token.
   *
   * @throws {CodedError} UNAUTHENTICATED when the key or token has ended
   */
  async reopen(): Promise<void> {
    await this.dependencies.principals.find(this.authorization);
  }

  /**
   * The events of the tenant, from now on; they end with the token that asked.
   *
   * @throws {CodedError} UNAUTHENTICATED as {@link session}, RATE_LIMITED when the tenant has too many open
   */
  subscribe(): EventQueue {
    const { tenantId, expiresAt } = this.session.principal;
    const { events, now } = this.dependencies;
    const queue = events.subscribe(tenantId, () => this.connection.cut?.());
    if (expiresAt) queue.failAt(expiresAt, now());
    return queue;
  }

  /** Has this process look the tenant's keys and tokens up anew: they hear it from the database a moment later. */
  forgetPrincipals(): void {
    this.dependencies.principals.forget(this.session.principal.tenantId);
  }

  /** @throws {CodedError} UNAUTHENTICATED when the request came without a live key or token */
  get session(): Session {
    if (this.opened) return this.opened;
    throw this.refusal ?? new Error('a session was asked for before it was opened');
  }

  /** Who asks; null before {@link open}, and without a live key or token. */
  get principal(): Principal | null {
    return this.opened?.principal ?? null;
  }

  /**
   * The name that the document gives the operation; null when it gives none, and for whoever is not known: they may
   * call an operation anything, and such names are kept out of metrics and log.
   */
  get operation(): string | null {
    return this.opened ? this.named : null;
  }

  set operation(name: string | null) {
    this.named = name;
  }

  /** Says what an operation of the request is going to ask for. */
  willAsk(fields: AskedFields): void {
    this.asked.addAll(fields);
  }

  /** The log, in which each line of this request has its id, its tenant and its operation. */
  get log(): Log {
    const tenantId = this.opened?.principal.tenantId ?? null;
    return this.dependencies.log.child({ requestId: this.requestId, tenantId, operation: this.operation });
  }

  private async authenticate(reading: Reading): Promise<void> {
    const {
      principals,
      storage,
      answers,
      limits,
      exportLinks,
      makeMentionReader,
      alerting,
      log,
      now,
      onBatch,
    } = this.dependencies;
    try {
      const principal = await principals.find(this.authorization);
      const ownReading = { ...reading, log: () => this.log };
      const tenant = storage.forTenant(principal.tenantId, ownReading);
      const answer = keptAnswers({
        cache: answers,
        storage,
        tenantId: tenant.tenantId,
        log,
        ...(reading.signal ? { signal: reading.signal } : {}),
        note: (question, outcome) => this.answered.push({ question, outcome }),
      });
      // A mutation answers with what it has just changed, whatever this process has heard by then.
      const findBrands = reading.isFresh ? undefined : this.findKeptBrands(tenant.tenantId, ownReading);
      const makeLoaders = () => createLoaders(storage, tenant, onBatch, answer, findBrands);
      this.opened = new Session(
        principal,
        tenant,
        makeLoaders,
        limits,
        exportLinks,
        makeMentionReader,
        alerting,
        now,
        this.asked,
      );
    } catch (refusal) {
      this.refusal = refusal;
    }
  }

  private findKeptBrands(tenantId: string, reading: Reading): FindBrands {
    const { brands, storage } = this.dependencies;
    return (folded) =>
      brands.byFoldedNames(tenantId, folded, async (missing, version) => {
        const tenant = await storage.forTenantSince(tenantId, version, reading);
        return tenant.brands.byFoldedNames(missing);
      });
  }
}
