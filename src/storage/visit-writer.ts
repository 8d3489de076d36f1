import { v7 as uuidv7 } from 'uuid';
import type { FeedState } from '../model/feed.ts';
import type { FeedVisit, ItemCounts } from '../model/job.ts';
import type { NewReport } from '../model/report.ts';
import { type Database, named, Prisma, type Statements } from './database.ts';
import { addToExecution } from './execution-repository.ts';
import { storableJson, storableText } from './storable-text.ts';
import { inTransaction } from './transaction.ts';

/** A visit to a feed with everything that came of it. */
export interface CompletedVisit {
  feedId: string;
  executionId: string;
  visit: FeedVisit;
  /** What the feed is from now on. */
  feed: {
    state: FeedState;
    nextFetchAt: Date;
    failures: number;
    etag: string | null;
    lastModified: string | null;
    /** Null leaves what is known. */
    title: string | null;
    siteUrl: string | null;
  };
  reports: readonly NewReport[];
  /** Further keys of entries that are known already; null for those of a deleted report. */
  newKeysOfKnown: readonly { key: string; reportId: string | null }[];
}

type Identified = NewReport & { id: string };

/** Reports written by one statement: more would run into the time a statement is given. */
const mostPerStatement = 1_000;

/** Looks up and writes what a tenant's feeds bring. */
export class VisitWriter {
  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** Those of the keys that are known: the report's id by key, null where the report has been deleted. */
  async knownKeys(keys: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await this.database.writer.$queryRaw<{ key: string; reportId: string | null }[]>(
      named(
        'reportKeys.known',
        Prisma.sql`SELECT key, report_id AS "reportId" FROM report_keys
          WHERE tenant_id = ${this.tenantId}::uuid AND key = any(${keys}::text[])`,
      ),
    );
    return new Map(rows.map(({ key, reportId }) => [key, reportId]));
  }

  /**
   * Stores one visit as one transaction: reports with their keys and mentions, the feed's state, the row of the visit
   * and the execution's counts stand or fall together. Reports that another process stored in the meantime are not
   * stored again and count as duplicates.
   *
   * @returns the counts of the visit, as stored
   */
  async store(completed: CompletedVisit): Promise<ItemCounts> {
    const identified = completed.reports.map((report) => ({ ...report, id: uuidv7() }));
    return inTransaction(this.database, async (statements) => {
      const stored = await this.storeReports(
        statements,
        identified,
        completed.newKeysOfKnown,
        completed.feedId,
      );
      const seen = completed.visit.items;
      const lost = identified.length - stored;
      const items = { ...seen, new: seen.new - lost, duplicate: seen.duplicate + lost };
      await this.storeFeedState(statements, completed);
      await this.storeFetch(statements, completed, items);
      await addToExecution(statements, this.tenantId, completed.executionId, {
        failed: completed.visit.outcome === 'FAILED',
        items,
        at: completed.visit.fetchedAt,
      });
      return items;
    });
  }

  /** Stores the reports that are still new and gives their number. */
  private async storeReports(
    statements: Statements,
    reports: readonly Identified[],
    newKeysOfKnown: CompletedVisit['newKeysOfKnown'],
    feedId: string,
  ): Promise<number> {
    const ownKeys = reports.flatMap(({ keys, id }) => keys.map((key) => ({ key, reportId: id })));
    const claims = [
      ...ownKeys.map((claim) => ({ ...claim, isNew: true })),
      ...newKeysOfKnown.map((claim) => ({ ...claim, isNew: false })),
    ];
    if (claims.length === 0) return 0;
    const claimed = await this.claimKeys(statements, claims);
    const isFresh = ({ keys, id }: Identified) => keys.every((key) => claimed.get(key) === id);
    const fresh = reports.filter(isFresh);
    if (fresh.length < reports.length) {
      await this.handOverKeys(
        statements,
        reports.filter((report) => !isFresh(report)),
        claimed,
      );
    }
    if (fresh.length === 0) return 0;
    let stored = 0;
    for (let from = 0; from < fresh.length; from += mostPerStatement) {
      const some = fresh.slice(from, from + mostPerStatement);
      stored += await this.insertReports(statements, some, feedId);
      await this.insertMentions(statements, some);
    }
    return stored;
  }

  /**
   * Claims keys, in their order so that writers cannot deadlock, and gives those that nobody had, with their report.
   * A known report that was deleted since it was looked up leaves a tombstone under the further key too.
   */
  private async claimKeys(
    statements: Statements,
    claims: readonly { key: string; reportId: string | null; isNew: boolean }[],
  ): Promise<Map<string, string | null>> {
    const rows = await statements.$queryRaw<{ key: string; reportId: string | null }[]>(
      named(
        'reportKeys.claim',
        Prisma.sql`INSERT INTO report_keys (tenant_id, key, report_id)
          SELECT ${this.tenantId}::uuid, claim.key, CASE WHEN claim.is_new THEN claim.report_id ELSE known.id END
          FROM unnest(${claims.map(({ key }) => key)}::text[], ${claims.map(({ reportId }) => reportId)}::uuid[],
            ${claims.map(({ isNew }) => isNew)}::boolean[]) AS claim(key, report_id, is_new)
          LEFT JOIN reports AS known ON known.tenant_id = ${this.tenantId}::uuid AND known.id = claim.report_id
          ORDER BY claim.key ON CONFLICT DO NOTHING
          RETURNING key, report_id AS "reportId"`,
      ),
    );
    return new Map(rows.map(({ key, reportId }) => [key, reportId]));
  }

  /** Gives the keys that a late report claimed to the report that was there before it. */
  private async handOverKeys(
    statements: Statements,
    late: readonly Identified[],
    claimed: ReadonlyMap<string, string | null>,
  ): Promise<void> {
    const pairs = late.flatMap(({ keys, id }) => {
      const contested = keys.find((key) => claimed.get(key) !== id) ?? '';
      return keys.filter((key) => claimed.get(key) === id).map((key) => ({ key, contested }));
    });
    await statements.$executeRaw(
      named(
        'reportKeys.handOver',
        Prisma.sql`UPDATE report_keys SET report_id = owner.report_id
          FROM unnest(${pairs.map(({ key }) => key)}::text[], ${pairs.map(({ contested }) => contested)}::text[])
            AS late(key, contested)
          JOIN report_keys AS owner ON owner.tenant_id = ${this.tenantId}::uuid AND owner.key = late.contested
          WHERE report_keys.tenant_id = ${this.tenantId}::uuid AND report_keys.key = late.key`,
      ),
    );
  }

  private async insertReports(
    statements: Statements,
    reports: readonly Identified[],
    feedId: string,
  ): Promise<number> {
    const rows = reports.map(({ keys, mentions, ...report }) => ({
      ...report,
      brands: mentions.map(({ brand }) => brand),
    }));
    const inserted = await statements.$queryRaw<{ id: string }[]>(
      named(
        'reports.insert',
        Prisma.sql`INSERT INTO reports (tenant_id, id, feed_id, title, url, canonical_url, source, provider, author,
            language, published_at, published_at_source, published_at_raw, summary, full_text, brands, topic,
            sentiment, sentiment_score)
          SELECT ${this.tenantId}::uuid, id, ${feedId}::uuid, title, url, "canonicalUrl", source, provider, author,
            language, "publishedAt", "publishedAtSource", "publishedAtRaw", summary, "fullText", brands, topic,
            sentiment, "sentimentScore"
          FROM json_to_recordset(${storableJson(rows)}::json) AS fresh(id uuid, title text, url text,
            "canonicalUrl" text, source text, provider provider, author text, language text,
            "publishedAt" timestamptz, "publishedAtSource" published_at_source, "publishedAtRaw" text, summary text,
            "fullText" text, brands text[], topic topic, sentiment sentiment, "sentimentScore" real)
          RETURNING id`,
      ),
    );
    return inserted.length;
  }

  private async insertMentions(statements: Statements, reports: readonly Identified[]): Promise<void> {
    const rows = reports.flatMap(({ id, publishedAt, mentions }) =>
      mentions.map((mention) => ({ ...mention, reportId: id, publishedAt })),
    );
    if (rows.length === 0) return;
    await statements.$executeRaw(
      named(
        'reportBrands.insert',
        Prisma.sql`INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score,
            confidence, quote)
          SELECT ${this.tenantId}::uuid, brand, "publishedAt", "reportId", position, count, tone, score, confidence,
            quote
          FROM json_to_recordset(${storableJson(rows)}::json) AS found(brand text, "publishedAt" timestamptz,
            "reportId" uuid, position mention_position, count integer, tone tone, score real, confidence real,
            quote text)`,
      ),
    );
  }

  /** A feed that a person paused stays so, also when that happened during the visit; only success revives an ended one. */
  private async storeFeedState(
    statements: Statements,
    { feedId, feed, visit }: CompletedVisit,
  ): Promise<void> {
    const failed = visit.outcome === 'FAILED';
    await statements.$executeRaw(
      named(
        'feeds.storeState',
        Prisma.sql`UPDATE feeds SET
          state = CASE WHEN state = 'PAUSED' OR (state = 'ENDED' AND ${failed}) THEN state
            ELSE ${feed.state}::feed_state END, next_fetch_at = ${feed.nextFetchAt},
          failures = ${feed.failures}, etag = ${feed.etag}, last_modified = ${feed.lastModified},
          title = coalesce(${storableText(feed.title)}, title),
          site_url = coalesce(${storableText(feed.siteUrl)}, site_url),
          last_fetched_at = ${visit.fetchedAt}, last_error = ${storableText(visit.error)},
          last_error_code = ${visit.errorCode}::feed_error_code,
          last_success_at = CASE WHEN ${failed} THEN last_success_at ELSE ${visit.fetchedAt} END
          WHERE tenant_id = ${this.tenantId}::uuid AND id = ${feedId}::uuid`,
      ),
    );
  }

  private async storeFetch(
    statements: Statements,
    { feedId, executionId, visit }: CompletedVisit,
    items: ItemCounts,
  ): Promise<void> {
    await statements.$executeRaw(
      named(
        'feedFetches.store',
        Prisma.sql`INSERT INTO feed_fetches (tenant_id, feed_id, execution_id, fetched_at, outcome, http_status,
            entries_seen, entries_new, duration_ms, error, error_code)
          VALUES (${this.tenantId}::uuid, ${feedId}::uuid, ${executionId}::uuid, ${visit.fetchedAt},
            ${visit.outcome}::fetch_outcome, ${visit.httpStatus}, ${items.seen}, ${items.new},
            ${visit.durationMs}, ${storableText(visit.error)},
            ${visit.errorCode}::feed_error_code)`,
      ),
    );
  }
}
