import type { FoundMentions } from '../model/report.ts';
import { moveVersion } from './data-version.ts';
import { named, Prisma, type Writer } from './database.ts';
import { storableJson } from './storable-text.ts';

/** What a stored report is to say of brands from now on. */
export interface NewMentions extends FoundMentions {
  reportId: string;
  publishedAt: Date;
}

/**
 * Has reports say something else of brands, by three statements however many there are. Only what differs is written: a
 * row of `reports` that changes is entered anew in all of its indexes. To be called within a change that is counted.
 *
 * @returns in how many reports the brands that are counted, or their order, have changed
 */
export async function replaceMentions(
  writer: Writer,
  tenantId: string,
  reports: readonly NewMentions[],
): Promise<number> {
  if (reports.length === 0) return 0;
  await replaceCounted(writer, tenantId, reports);
  await replaceRejected(writer, tenantId, reports);
  await moveVersion(writer, tenantId);
  const rows = reports.map(({ reportId, mentions }) => ({
    id: reportId,
    brands: mentions.map(({ brand }) => brand),
  }));
  return writer.$executeRaw(
    named(
      'reports.replaceBrands',
      Prisma.sql`UPDATE reports SET brands = found.brands
        FROM json_to_recordset(${storableJson(rows)}::json) AS found(id uuid, brands text[])
        WHERE reports.tenant_id = ${tenantId}::uuid AND reports.id = found.id AND reports.brands <> found.brands`,
    ),
  );
}

async function replaceCounted(
  writer: Writer,
  tenantId: string,
  reports: readonly NewMentions[],
): Promise<void> {
  const rows = reports.flatMap(({ reportId, publishedAt, mentions }) =>
    mentions.map((mention) => ({ ...mention, reportId, publishedAt })),
  );
  const ids = reports.map(({ reportId }) => reportId);
  await writer.$executeRaw(
    named(
      'reportBrands.replace',
      Prisma.sql`WITH found AS MATERIALIZED (
          SELECT * FROM json_to_recordset(${storableJson(rows)}::json) AS found(brand text,
            "publishedAt" timestamptz, "reportId" uuid, position mention_position, count integer, tone tone,
            score real, confidence real, quote text, reason mention_reason, name text)
        ), gone AS (
          DELETE FROM report_brands AS gone
          WHERE gone.tenant_id = ${tenantId}::uuid AND gone.report_id = any(${ids}::uuid[])
            AND NOT EXISTS (SELECT FROM found WHERE found."reportId" = gone.report_id AND found.brand = gone.brand)
        )
        INSERT INTO report_brands AS kept (tenant_id, brand, published_at, report_id, position, count, tone, score,
          confidence, quote, reason, name)
        SELECT ${tenantId}::uuid, brand, "publishedAt", "reportId", position, count, tone, score, confidence, quote,
          reason, name
        FROM found
        ON CONFLICT (tenant_id, brand, published_at, report_id) DO UPDATE SET position = excluded.position,
          count = excluded.count, tone = excluded.tone, score = excluded.score, confidence = excluded.confidence,
          quote = excluded.quote, reason = excluded.reason, name = excluded.name
        WHERE (kept.position, kept.count, kept.tone, kept.score, kept.confidence, kept.quote, kept.reason, kept.name)
          IS DISTINCT FROM (excluded.position, excluded.count, excluded.tone, excluded.score, excluded.confidence,
            excluded.quote, excluded.reason, excluded.name)`,
    ),
  );
}

async function replaceRejected(
  writer: Writer,
  tenantId: string,
  reports: readonly NewMentions[],
): Promise<void> {
  const rows = reports.flatMap(({ reportId, publishedAt, rejectedMentions }) =>
    rejectedMentions.map((rejected) => ({ ...rejected, reportId, publishedAt })),
  );
  const ids = reports.map(({ reportId }) => reportId);
  await writer.$executeRaw(
    named(
      'rejectedMentions.replace',
      Prisma.sql`WITH found AS MATERIALIZED (
          SELECT * FROM json_to_recordset(${storableJson(rows)}::json) AS found("reportId" uuid, brand text,
            name text, reason mention_reason, "publishedAt" timestamptz, position mention_position, confidence real,
            quote text)
        ), gone AS (
          DELETE FROM report_rejected_mentions AS gone
          WHERE gone.tenant_id = ${tenantId}::uuid AND gone.report_id = any(${ids}::uuid[])
            AND NOT EXISTS (SELECT FROM found WHERE found."reportId" = gone.report_id AND found.brand = gone.brand
              AND found.name = gone.name AND found.reason = gone.reason)
        )
        INSERT INTO report_rejected_mentions AS kept (tenant_id, report_id, brand, name, reason, published_at,
          position, confidence, quote)
        SELECT ${tenantId}::uuid, "reportId", brand, name, reason, "publishedAt", position, confidence, quote
        FROM (SELECT DISTINCT ON ("reportId", brand, name, reason) * FROM found) AS once
        ON CONFLICT (tenant_id, report_id, brand, name, reason) DO UPDATE SET position = excluded.position,
          confidence = excluded.confidence, quote = excluded.quote
        WHERE (kept.position, kept.confidence, kept.quote)
          IS DISTINCT FROM (excluded.position, excluded.confidence, excluded.quote)`,
    ),
  );
}
