import { v7 as uuidv7 } from 'uuid';
import type { NewFeedEvent } from '../model/feed-event.ts';
import { withoutItems } from '../model/item-counts.ts';
import type { ItemCounts } from '../model/job.ts';
import type { NewReport } from '../model/report.ts';
import { storeAuthors } from './author-writer.ts';
import { moveVersion } from './data-version.ts';
import { type Database, named, Prisma, type Writer } from './database.ts';
import { tell } from './events.ts';
import { addToExecution } from './execution-repository.ts';
import { storeFeedEvents } from './feed-event-repository.ts';
import { enqueueAlertEvaluation } from './job-queue.ts';
import { applyMerges } from './merge-mentions.ts';
import { storableJson } from './storable-text.ts';
import { storeStories } from './story-writer.ts';
import { takeTurn } from './tenant-turn.ts';
import { inTransaction, longTransaction } from './transaction.ts';
import { storeFeedState, storeFetch, type VisitRecord } from './visit-record.ts';

/** A visit to a feed with everything that came of it. */
export interface CompletedVisit extends VisitRecord {
  reports: readonly NewReport[];
  /** Further keys of entries that are known already; null for those of a deleted report. */
  newKeysOfKnown: readonly { key: string; reportId: string | null }[];
  /** What a person should know of it; nothing by default. */
  events?: readonly NewFeedEvent[];
  /** What parts of this visit that are stored already have added to its counts. */
  storedParts?: ItemCounts;
}

/** Some of the reports of a visit that brings too many to be held at once. */
export interface VisitPart extends Pick<CompletedVisit, 'feedId' | 'executionId' | 'reports'> {
  /** What became of the entries of this part. */
  items: ItemCounts;
  at: Date;
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
    const rows = await this.database.main.$queryRaw<{ key: string; reportId: string | null }[]>(
      named(
        'reportKeys.known',
        Prisma.sql`SELECT key, report_id AS "reportId" FROM report_keys
          WHERE tenant_id = ${this.tenantId}::uuid AND key = any(${keys}::text[])`,
      ),
    );
    return new Map(rows.map(({ key, reportId }) => [key, reportId]));
  }

  /**
   * Stores one visit as one transaction: reports with their keys and mentions, the feed's state, the row of the visit,
   * what happened to the feed and the execution's counts stand or fall together. Reports that another process stored in the meantime are not
   * stored again and count as duplicates.
   *
   * @returns the counts of the visit, as stored
   */
  async store(completed: CompletedVisit): Promise<ItemCounts> {
    const identified = withIds(completed.reports);
    const store = async (writer: Writer) => {
      const reportIds = await this.storeReports(writer, identified, completed);
      const items = asStored(completed.visit.items, identified.length - reportIds.length);
      const { tenantId } = this;
      const { executionId, feedId, visit, events = [] } = completed;
      const ofAddress = await storeFeedState(writer, tenantId, completed);
      await storeFetch(writer, tenantId, completed, items);
      const happened = ofAddress ? [...events, ofAddress] : events;
      const told = await storeFeedEvents(writer, { tenantId, feedId }, happened, visit.fetchedAt);
      await addToExecution(writer, tenantId, executionId, {
        failed: visit.outcome === 'FAILED',
        items: completed.storedParts ? withoutItems(items, completed.storedParts) : items,
        at: visit.fetchedAt,
      });
      await tell(writer, [
        ...(reportIds.length > 0 ? [{ kind: 'REPORTS_ADDED', tenantId, reportIds } as const] : []),
        ...told,
        { kind: 'EXECUTION_CHANGED', tenantId, executionId },
      ]);
      if (reportIds.length > 0 || visit.outcome === 'FAILED' || told.length > 0) {
        await moveVersion(writer, tenantId);
      }
      return items;
    };
    return inTransaction(this.database, store, longTransaction);
  }

  /**
   * Stores some of a visit's reports ahead of the others, as one transaction with the execution's counts; `store` ends
   * the visit. A visit that never comes to that leaves what is stored, which the next one recognises.
   *
   * @returns the counts of the part, as stored
   */
  async storePart(part: VisitPart): Promise<ItemCounts> {
    const identified = withIds(part.reports);
    const { tenantId } = this;
    const { executionId, at } = part;
    const store = async (writer: Writer) => {
      const reportIds = await this.storeReports(writer, identified, { ...part, newKeysOfKnown: [] });
      const items = asStored(part.items, identified.length - reportIds.length);
      await addToExecution(writer, tenantId, executionId, { failed: null, items, at });
      await tell(writer, [
        ...(reportIds.length > 0 ? [{ kind: 'REPORTS_ADDED', tenantId, reportIds } as const] : []),
        { kind: 'EXECUTION_CHANGED', tenantId, executionId },
      ]);
      if (reportIds.length > 0) await moveVersion(writer, tenantId);
      return items;
    };
    return inTransaction(this.database, store, longTransaction);
  }

  /** Stores the reports that are still new and gives their ids. */
  private async storeReports(
    writer: Writer,
    reports: readonly Identified[],
    { newKeysOfKnown, feedId }: Pick<CompletedVisit, 'newKeysOfKnown' | 'feedId'>,
  ): Promise<string[]> {
    const ownKeys = reports.flatMap(({ keys, id }) => keys.map((key) => ({ key, reportId: id })));
    const claims = [
      ...ownKeys.map((claim) => ({ ...claim, isNew: true })),
      ...newKeysOfKnown.map((claim) => ({ ...claim, isNew: false })),
    ];
    if (claims.length === 0) return [];
    const claimed = await this.claimKeys(writer, claims);
    const isFresh = ({ keys, id }: Identified) => keys.every((key) => claimed.get(key) === id);
    const fresh = reports.filter(isFresh);
    if (fresh.length < reports.length) {
      await this.handOverKeys(
        writer,
        reports.filter((report) => !isFresh(report)),
        claimed,
      );
    }
    const stored: string[] = [];
    let areOutdated = false;
    for (let from = 0; from < fresh.length; from += mostPerStatement) {
      const some = fresh.slice(from, from + mostPerStatement);
      stored.push(...(await this.insertReports(writer, some, feedId)));
      if (await this.insertMentions(writer, some)) areOutdated = true;
    }
    await storeAuthors(writer, this.tenantId, fresh);
    if (stored.length === 0) return stored;
    await takeTurn(writer, this.tenantId);
    // A brand may have come to count as another since the run began; the keys, claimed before, keep it so from here on.
    if (areOutdated) await applyMerges(writer, this.tenantId, stored);
    await storeStories(writer, this.tenantId, fresh);
    await enqueueAlertEvaluation(writer, this.tenantId, stored);
    return stored;
  }

  /**
   * Claims keys, in their order so that writers cannot deadlock, and gives those that nobody had, with their report.
   * A known report that was deleted since it was looked up leaves a tombstone under the further key too.
   */
  private async claimKeys(
    writer: Writer,
    claims: readonly { key: string; reportId: string | null; isNew: boolean }[],
  ): Promise<Map<string, string | null>> {
    const rows = await writer.$queryRaw<{ key: string; reportId: string | null }[]>(
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
    writer: Writer,
    late: readonly Identified[],
    claimed: ReadonlyMap<string, string | null>,
  ): Promise<void> {
    const pairs = late.flatMap(({ keys, id }) => {
      const contested = keys.find((key) => claimed.get(key) !== id) ?? '';
      return keys.filter((key) => claimed.get(key) === id).map((key) => ({ key, contested }));
    });
    await writer.$executeRaw(
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
    writer: Writer,
    reports: readonly Identified[],
    feedId: string,
  ): Promise<string[]> {
    const rows = reports.map(
      ({
        keys,
        mentions,
        rejectedMentions,
        signature,
        topics: [topic = null, ...furtherTopics],
        ...report
      }) => ({
        ...report,
        topic,
        furtherTopics,
        brands: mentions.map(({ brand }) => brand),
      }),
    );
    const inserted = await writer.$queryRaw<{ id: string }[]>(
      named(
        'reports.insert',
        Prisma.sql`INSERT INTO reports (tenant_id, id, feed_id, title, url, url_resolution, canonical_url, image_url,
            source, provider, author, language, language_confidence, analysis, published_at, published_at_source, published_at_raw, summary,
            full_text, categories, brands, topic, further_topics, sentiment, sentiment_score, analysed_by,
            analysis_note)
          SELECT ${this.tenantId}::uuid, id, ${feedId}::uuid, title, url, "urlResolution", "canonicalUrl",
            "imageUrl", source, provider, author, language, "languageConfidence", analysis, "publishedAt", "publishedAtSource", "publishedAtRaw",
            summary, "fullText", categories, brands, topic, "furtherTopics", sentiment, "sentimentScore",
            coalesce("analysedBy", 'LOCAL'), "analysisNote"
          FROM json_to_recordset(${storableJson(rows)}::json) AS fresh(id uuid, title text, url text,
            "urlResolution" url_resolution, "canonicalUrl" text, "imageUrl" text, source text, provider provider,
            author text, language text, "languageConfidence" real, analysis analysis_extent,
            "publishedAt" timestamptz, "publishedAtSource" published_at_source, "publishedAtRaw" text, summary text,
            "fullText" text, categories text[], brands text[], topic topic, "furtherTopics" topic[], sentiment sentiment, "sentimentScore" real,
              "analysedBy" analysed_by, "analysisNote" analysis_note)
          RETURNING id`,
      ),
    );
    return inserted.map(({ id }) => id);
  }

  /**
   * Stores what is counted and, with the same statement, what is not.
   *
   * @returns whether one of the brands counts as another
   */
  private async insertMentions(writer: Writer, reports: readonly Identified[]): Promise<boolean> {
    const rows = reports.flatMap(({ id, publishedAt, mentions }) =>
      mentions.map((mention) => ({ ...mention, reportId: id, publishedAt })),
    );
    const rejected = reports.flatMap(({ id, publishedAt, rejectedMentions }) =>
      rejectedMentions.map((mention) => ({ ...mention, reportId: id, publishedAt })),
    );
    if (rows.length === 0 && rejected.length === 0) return false;
    const [inserted] = await writer.$queryRaw<{ areOutdated: boolean }[]>(
      named(
        'reportBrands.insert',
        Prisma.sql`WITH inserted AS (
            INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score,
              confidence, quote, reason, name)
            SELECT ${this.tenantId}::uuid, brand, "publishedAt", "reportId", position, count, tone, score, confidence,
              quote, reason, name
            FROM json_to_recordset(${storableJson(rows)}::json) AS found(brand text, "publishedAt" timestamptz,
              "reportId" uuid, position mention_position, count integer, tone tone, score real, confidence real,
              quote text, reason mention_reason, name text)
            RETURNING brand
          ), rejected AS (
            INSERT INTO report_rejected_mentions (tenant_id, report_id, brand, name, reason, published_at, position,
              confidence, quote)
            SELECT ${this.tenantId}::uuid, "reportId", brand, name, reason, "publishedAt", position, confidence, quote
            FROM json_to_recordset(${storableJson(rejected)}::json) AS found("reportId" uuid, brand text, name text,
              reason mention_reason, "publishedAt" timestamptz, position mention_position, confidence real, quote text)
            ON CONFLICT DO NOTHING
            RETURNING brand
          )
          SELECT EXISTS (SELECT FROM (SELECT brand FROM inserted UNION ALL SELECT brand FROM rejected) AS stored
            JOIN tenant_brands AS its ON its.tenant_id = ${this.tenantId}::uuid AND its.brand = stored.brand
            WHERE its.merged_into IS NOT NULL) AS "areOutdated"`,
      ),
    );
    return inserted?.areOutdated ?? false;
  }
}

function withIds(reports: readonly NewReport[]): Identified[] {
  return reports.map((report) => ({ ...report, id: uuidv7() }));
}

/** The counts when so many reports turned out to be stored by somebody else already. */
function asStored(items: ItemCounts, late: number): ItemCounts {
  return { ...items, new: items.new - late, duplicate: items.duplicate + late };
}
