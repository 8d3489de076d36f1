import { v7 as uuidv7 } from 'uuid';
import type { JobExecution, RereadingJob } from '../model/job.ts';
import { asReadAgain } from '../model/read-again.ts';
import type { FoundMentions, Mention } from '../model/report.ts';
import { type Concerned, concernedTogether, type StoredArticle } from '../model/stored-article.ts';
import { ArticleRepository } from './article-repository.ts';
import { CorrectionRepository } from './correction-repository.ts';
import { type Connections, named, Prisma } from './database.ts';
import { tell } from './events.ts';
import { executionColumns } from './execution-repository.ts';
import { enqueueRereading } from './job-queue.ts';
import { replaceMentions } from './mention-writer.ts';
import { ReportRepository } from './report-repository.ts';
import { countChange } from './rollups/change-reports.ts';
import { mentionFacets } from './rollups/contributions.ts';
import { TenantBrandRepository } from './tenant-brand-repository.ts';
import { takeTurn } from './tenant-turn.ts';

/** A rereading that is not over. */
export interface Rereading {
  executionId: string;
  /** Grows with each change of what is to be found. */
  revision: number;
  requestedAt: Date;
  /** Null: all reports are concerned. */
  concerned: Concerned | null;
  /** Whether the reports have been looked up and counted. */
  isCollected: boolean;
  /** The last report that was read; null before the first. */
  readUpTo: string | null;
}

/** A report that was read again. */
export interface ReadAgain {
  article: StoredArticle;
  found: FoundMentions;
}

/** Visits that were begun so long after a change may still have read the settings before it; in milliseconds. */
const clocksDifferMs = 10_000;

/** The stored reports of one tenant that are to be read again, in batches, each a transaction of its own. */
export class RereadingRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * Has reports read again as soon as a process of the ingestion is free. What is to be read again already, begins anew
   * with these reports added. To be called within the transaction of the change, which holds the tenant's brands.
   *
   * @param concerned null: all reports
   * @returns the execution that tells how far it is
   */
  async request(concerned: Concerned | null, now: Date): Promise<JobExecution> {
    const known = await this.underWay();
    const executionId = known?.executionId ?? uuidv7();
    const all = known ? concernedTogether(known.concerned, concerned) : concerned;
    const [execution] = await this.database.writer.$queryRaw<JobExecution[]>(
      named(
        'rereadings.request',
        Prisma.sql`WITH execution AS (
            INSERT INTO job_executions (tenant_id, id, status, kind, feeds_total, started_at, heartbeat_at)
            VALUES (${this.tenantId}::uuid, ${executionId}::uuid, 'QUEUED', 'REREADING', 0, ${now}, ${now})
            ON CONFLICT (tenant_id, id) DO UPDATE SET reports_total = NULL, reports_read = 0, heartbeat_at = ${now}
            RETURNING ${executionColumns}
          ), rereading AS (
            INSERT INTO rereadings (tenant_id, execution_id, requested_at, concerned)
            VALUES (${this.tenantId}::uuid, ${executionId}::uuid, ${now}, ${all && JSON.stringify(all)}::jsonb)
            ON CONFLICT (tenant_id) DO UPDATE SET execution_id = excluded.execution_id,
              requested_at = excluded.requested_at, concerned = excluded.concerned, read_up_to = NULL,
              is_collected = false, revision = rereadings.revision + 1
          )
          SELECT * FROM execution`,
      ),
    );
    if (!execution) throw new Error('the database returned no execution for a rereading');
    await enqueueRereading(this.database.writer, this.jobFor(executionId));
    await this.tellOf(executionId);
    return execution;
  }

  /** What is to be read again; null when nothing is. */
  async underWay(): Promise<Rereading | null> {
    const [row] = await this.database.main.$queryRaw<Rereading[]>(
      named(
        'rereadings.underWay',
        Prisma.sql`SELECT its.execution_id AS "executionId", its.revision, its.requested_at AS "requestedAt",
            its.concerned, its.is_collected AS "isCollected", its.read_up_to AS "readUpTo"
          FROM rereadings AS its JOIN job_executions AS execution
            ON execution.tenant_id = its.tenant_id AND execution.id = its.execution_id
          WHERE its.tenant_id = ${this.tenantId}::uuid AND execution.finished_at IS NULL`,
      ),
    );
    return row ?? null;
  }

  /** Whether a visit is under way that may store what it has read by the settings before the change. */
  async isAwaitingVisits({ requestedAt }: Rereading): Promise<boolean> {
    const [row] = await this.database.main.$queryRaw<{ isAwaiting: boolean }[]>(
      named(
        'rereadings.isAwaitingVisits',
        Prisma.sql`SELECT EXISTS (SELECT FROM job_executions WHERE job_executions.tenant_id = ${this.tenantId}::uuid
          AND kind = 'INGESTION' AND status = 'RUNNING' AND finished_at IS NULL
          AND started_at < ${new Date(requestedAt.getTime() + clocksDifferMs)}) AS "isAwaiting"`,
      ),
    );
    return row?.isAwaiting ?? false;
  }

  /** Has the next reports read later: for whoever cannot begin yet. */
  async postpone({ executionId }: Rereading, runAt: Date): Promise<void> {
    await enqueueRereading(this.database.writer, this.jobFor(executionId), runAt);
  }

  /**
   * Looks up and counts the reports to read. To be called within a transaction.
   *
   * @returns false when the rereading has begun anew meanwhile
   */
  async collect(rereading: Rereading): Promise<boolean> {
    if (!(await this.hold(rereading))) return false;
    const { writer } = this.database;
    const { executionId, concerned } = rereading;
    const articles = new ArticleRepository(this.database, this.tenantId);
    const words = concerned && (await articles.wordsOf(concerned.names));
    await writer.$executeRaw(
      named(
        'rereadings.forgetReports',
        Prisma.sql`DELETE FROM rereading_reports WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    const isAll = concerned === null || words === null;
    const total = isAll ? await this.countAll() : await this.collectConcerned(articles, concerned, words);
    await writer.$executeRaw(
      named(
        'rereadings.collected',
        Prisma.sql`WITH counted AS (
            UPDATE job_executions SET reports_total = ${total}, reports_read = 0
            WHERE job_executions.tenant_id = ${this.tenantId}::uuid AND job_executions.id = ${executionId}::uuid
          )
          UPDATE rereadings SET is_collected = true,
            concerned = CASE WHEN ${isAll} THEN NULL ELSE rereadings.concerned END
          WHERE rereadings.tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    await this.tellOf(executionId);
    return true;
  }

  /** The next reports to read, in the order of their ids. */
  async next({ concerned, readUpTo }: Rereading, size: number): Promise<StoredArticle[]> {
    const from = concerned
      ? Prisma.sql`rereading_reports AS listed JOIN reports AS r ON r.tenant_id = listed.tenant_id
          AND r.id = listed.report_id WHERE listed.tenant_id = ${this.tenantId}::uuid`
      : Prisma.sql`reports AS r WHERE r.tenant_id = ${this.tenantId}::uuid`;
    return this.database.main.$queryRaw<StoredArticle[]>(
      named(
        'rereadings.next',
        Prisma.sql`SELECT r.id, r.title, r.summary, r.full_text AS "fullText", coalesce(r.categories, '{}') AS categories,
            r.language
          FROM ${from} ${readUpTo === null ? Prisma.empty : Prisma.sql`AND r.id > ${readUpTo}::uuid`}
          ORDER BY r.id LIMIT ${size}`,
      ),
    );
  }

  /**
   * Stores what was found anew in some reports, only what differs, and has the next ones read. The tone toward a brand
   * that a report mentioned before stays, and so does what a language model has said against the rules, and after it what
   * analysts have said. To be called within a transaction.
   *
   * @param isLast no further reports are to be read
   * @returns false when the rereading has begun anew meanwhile: then nothing is stored
   */
  async store(
    rereading: Rereading,
    read: readonly ReadAgain[],
    { isLast, now }: { isLast: boolean; now: Date },
  ): Promise<boolean> {
    if (!(await this.hold(rereading))) return false;
    const { writer } = this.database;
    const { executionId } = rereading;
    const changed = await this.storeMentions(read);
    const readUpTo = read.at(-1)?.article.id ?? rereading.readUpTo;
    await writer.$executeRaw(
      named(
        'rereadings.progress',
        Prisma.sql`WITH progress AS (
            UPDATE rereadings SET read_up_to = ${readUpTo}::uuid WHERE rereadings.tenant_id = ${this.tenantId}::uuid
          )
          UPDATE job_executions SET heartbeat_at = ${now}, reports_read = reports_read + ${read.length},
            reports_total = greatest(reports_total, reports_read + ${read.length}),
            reports_changed = reports_changed + ${changed}
          WHERE job_executions.tenant_id = ${this.tenantId}::uuid AND job_executions.id = ${executionId}::uuid`,
      ),
    );
    if (isLast) {
      await writer.$executeRaw(
        named(
          'rereadings.end',
          Prisma.sql`DELETE FROM rereadings WHERE rereadings.tenant_id = ${this.tenantId}::uuid`,
        ),
      );
    } else {
      await enqueueRereading(writer, this.jobFor(executionId));
    }
    await this.tellOf(executionId);
    return true;
  }

  /** @returns in how many reports the brands have changed */
  private async storeMentions(read: readonly ReadAgain[]): Promise<number> {
    const { writer } = this.database;
    const ids = read.map(({ article }) => article.id);
    const within = { writer, main: writer, reader: writer };
    await takeTurn(writer, this.tenantId);
    // Until the transaction ends none of them is deleted.
    const held = await writer.$queryRaw<{ id: string; publishedAt: Date }[]>(
      named(
        'rereadings.holdReports',
        Prisma.sql`SELECT id, published_at AS "publishedAt" FROM reports
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[]) ORDER BY id FOR KEY SHARE`,
      ),
    );
    const publishedAt = new Map(held.map((row) => [row.id, row.publishedAt]));
    const reportRepository = new ReportRepository(within, this.tenantId);
    const stored = await reportRepository.mentions(ids);
    const rejected = await reportRepository.rejectedMentions(ids);
    const verdicts = await new CorrectionRepository(within, this.tenantId).byReportIds(ids);
    const reports = read.flatMap(({ article, found }) => {
      const at = publishedAt.get(article.id);
      if (at === undefined) return [];
      const { id, title } = article;
      const before = { mentions: stored.get(id) ?? [], rejectedMentions: rejected.get(id) ?? [] };
      const own = asReadAgain(found, { title, stored: before, verdicts: verdicts.get(id) });
      return [{ ...own, reportId: id, publishedAt: at }];
    });
    const changed = reports
      .filter(({ reportId, mentions }) => countedOf(mentions) !== countedOf(stored.get(reportId) ?? []))
      .map(({ reportId }) => reportId);
    return countChange(writer, this.tenantId, { changed, facets: mentionFacets }, () =>
      replaceMentions(writer, this.tenantId, reports),
    );
  }

  /** Holds the tenant's brands, and with them the rereading. @returns whether it still is what it was */
  private async hold({ executionId, revision }: Rereading): Promise<boolean> {
    await new TenantBrandRepository(this.database, this.tenantId).lock();
    const standing = await this.underWay();
    return standing?.executionId === executionId && standing.revision === revision;
  }

  private async countAll(): Promise<number> {
    const [row] = await this.database.main.$queryRaw<{ total: number }[]>(
      named(
        'rereadings.countAll',
        Prisma.sql`SELECT count(*)::integer AS total FROM reports WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return row?.total ?? 0;
  }

  private async collectConcerned(
    articles: ArticleRepository,
    concerned: Concerned,
    words: string,
  ): Promise<number> {
    return this.database.writer.$executeRaw(
      named(
        'rereadings.collect',
        Prisma.sql`INSERT INTO rereading_reports (tenant_id, report_id)
          SELECT ${this.tenantId}::uuid, found.id FROM (${articles.concernedSet(concerned, words, null)}) AS found`,
      ),
    );
  }

  private jobFor(executionId: string): RereadingJob {
    return { tenantId: this.tenantId, executionId, cause: 'REQUEST' };
  }

  private async tellOf(executionId: string): Promise<void> {
    const { tenantId } = this;
    await tell(this.database.writer, [{ kind: 'EXECUTION_CHANGED', tenantId, executionId }]);
  }
}

/** What the rollups count of mentions, to be compared. */
function countedOf(mentions: readonly Mention[]): string {
  return JSON.stringify(mentions.map(({ brand, tone, score }) => [brand, tone, score]).sort());
}
