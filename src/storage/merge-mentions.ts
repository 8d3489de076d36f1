import { followCorrections } from './correction-repository.ts';
import { named, Prisma, type Writer } from './database.ts';
import { countChange } from './rollups/change-reports.ts';
import { mentionFacets } from './rollups/contributions.ts';

/**
 * Has the reports of a tenant name the brands that its brands count as: mentions go over, and where a report has both
 * they become one, with the counts added, the place, tone, quote and reason of the more prominent, and the higher
 * confidence; what is not counted goes over as well, and so do the verdicts of analysts, of two the later one;
 * `reports.brands` follows. Two statements and those that count, fewer where there is nothing to do, and more where
 * there are verdicts. To be called within a transaction that has the tenant's turn.
 *
 * @param added reports that nothing has counted yet
 * @returns in how many reports a brand took the place of another
 */
export async function applyMerges(
  writer: Writer,
  tenantId: string,
  added: readonly string[] = [],
): Promise<number> {
  const changed = await outdatedReports(writer, tenantId, added);
  return countChange(writer, tenantId, { changed, facets: mentionFacets }, () => moveAll(writer, tenantId));
}

/** The reports in which something goes over, but for some. */
async function outdatedReports(
  writer: Writer,
  tenantId: string,
  without: readonly string[],
): Promise<string[]> {
  const rows = await writer.$queryRaw<{ id: string }[]>(
    named(
      'reportBrands.outdated',
      Prisma.sql`SELECT m.report_id AS id FROM tenant_brands AS its
          JOIN report_brands AS m ON m.tenant_id = ${tenantId}::uuid AND m.brand = its.brand
          WHERE its.tenant_id = ${tenantId}::uuid AND its.merged_into IS NOT NULL
            AND m.report_id <> ALL (${without}::uuid[])
        UNION
        SELECT c.report_id FROM tenant_brands AS its
          JOIN mention_corrections AS c ON c.tenant_id = ${tenantId}::uuid AND c.brand = its.brand
          WHERE its.tenant_id = ${tenantId}::uuid AND its.merged_into IS NOT NULL
            AND c.report_id <> ALL (${without}::uuid[])`,
    ),
  );
  return rows.map(({ id }) => id);
}

async function moveAll(writer: Writer, tenantId: string): Promise<number> {
  const moved = await moveMentions(writer, tenantId);
  const reportIds = moved.filter(({ isCounted }) => isCounted).map(({ reportId }) => reportId);
  if (reportIds.length > 0) await renameInReports(writer, tenantId, reportIds);
  const corrected = moved.filter(({ isCorrected }) => isCorrected).map(({ reportId }) => reportId);
  if (corrected.length > 0) await followCorrections(writer, tenantId, corrected);
  return reportIds.length;
}

/** A report in which something went over: a mention, a verdict, or both. */
interface MovedReport {
  reportId: string;
  isCounted: boolean;
  /** Analysts have said something of one of the two brands in it. */
  isCorrected: boolean;
}

async function moveMentions(writer: Writer, tenantId: string): Promise<MovedReport[]> {
  // `least` and `<` go by the order of the enum, the most prominent place first.
  const isSurpassed = Prisma.sql`(excluded.position, -excluded.count) < (report_brands.position, -report_brands.count)`;
  return writer.$queryRaw<MovedReport[]>(
    named(
      'reportBrands.applyMerges',
      Prisma.sql`WITH moved AS (
          DELETE FROM report_brands AS gone USING tenant_brands AS its
          WHERE its.tenant_id = ${tenantId}::uuid AND its.merged_into IS NOT NULL
            AND gone.tenant_id = ${tenantId}::uuid AND gone.brand = its.brand
          RETURNING its.merged_into AS brand, gone.published_at, gone.report_id, gone.position, gone.count, gone.tone,
            gone.score, gone.confidence, gone.quote, gone.reason, gone.name
        ), foremost AS (
          SELECT DISTINCT ON (report_id, brand) brand, published_at, report_id, position,
            sum(count) OVER together AS count, tone, score, max(confidence) OVER together AS confidence, quote, reason, name
          FROM moved WINDOW together AS (PARTITION BY report_id, brand)
          ORDER BY report_id, brand, position, moved.count DESC
        ), kept AS (
          INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score,
            confidence, quote, reason, name)
          SELECT ${tenantId}::uuid, brand, published_at, report_id, position, count, tone, score, confidence, quote,
            reason, name
          FROM foremost
          ON CONFLICT (tenant_id, brand, published_at, report_id) DO UPDATE SET
            position = least(report_brands.position, excluded.position),
            count = report_brands.count + excluded.count,
            tone = CASE WHEN ${isSurpassed} THEN excluded.tone ELSE report_brands.tone END,
            score = CASE WHEN ${isSurpassed} THEN excluded.score ELSE report_brands.score END,
            confidence = greatest(report_brands.confidence, excluded.confidence),
            quote = CASE WHEN ${isSurpassed} THEN excluded.quote ELSE report_brands.quote END,
            reason = CASE WHEN ${isSurpassed} THEN excluded.reason ELSE report_brands.reason END,
            name = CASE WHEN ${isSurpassed} THEN excluded.name ELSE report_brands.name END
        ), not_counted AS (
          DELETE FROM report_rejected_mentions AS gone USING tenant_brands AS its
          WHERE its.tenant_id = ${tenantId}::uuid AND its.merged_into IS NOT NULL
            AND gone.tenant_id = ${tenantId}::uuid AND gone.brand = its.brand
          RETURNING gone.report_id, its.merged_into AS brand, gone.name, gone.reason, gone.published_at, gone.position,
            gone.confidence, gone.quote
        ), not_counted_either AS (
          INSERT INTO report_rejected_mentions (tenant_id, report_id, brand, name, reason, published_at, position,
            confidence, quote)
          SELECT ${tenantId}::uuid, report_id, brand, name, reason, published_at, position, confidence, quote
          FROM not_counted ON CONFLICT DO NOTHING
        ), corrected AS (
          DELETE FROM mention_corrections AS gone USING tenant_brands AS its
          WHERE its.tenant_id = ${tenantId}::uuid AND its.merged_into IS NOT NULL
            AND gone.tenant_id = ${tenantId}::uuid AND gone.brand = its.brand
          RETURNING gone.report_id, its.merged_into AS brand, gone.verdict, gone.corrected_at, gone.corrected_by
        ), corrected_as_well AS (
          INSERT INTO mention_corrections AS known (tenant_id, report_id, brand, verdict, corrected_at, corrected_by)
          SELECT ${tenantId}::uuid, report_id, brand, verdict, corrected_at, corrected_by FROM (
            SELECT DISTINCT ON (report_id, brand) * FROM corrected ORDER BY report_id, brand, corrected_at DESC
          ) AS latest
          ON CONFLICT (tenant_id, report_id, brand) DO UPDATE SET verdict = excluded.verdict,
            corrected_at = excluded.corrected_at, corrected_by = excluded.corrected_by
          WHERE known.corrected_at < excluded.corrected_at
        )
        SELECT changed.report_id AS "reportId", bool_or(changed.is_counted) AS "isCounted",
          bool_or(NOT changed.is_counted OR its.brand IS NOT NULL) AS "isCorrected"
        FROM (
          SELECT report_id, brand, true AS is_counted FROM moved
          UNION SELECT report_id, brand, false FROM corrected
        ) AS changed
        LEFT JOIN mention_corrections AS its ON its.tenant_id = ${tenantId}::uuid
          AND its.report_id = changed.report_id AND its.brand = changed.brand
        GROUP BY changed.report_id`,
    ),
  );
}

async function renameInReports(
  writer: Writer,
  tenantId: string,
  reportIds: readonly string[],
): Promise<void> {
  await writer.$executeRaw(
    named(
      'reports.applyMerges',
      Prisma.sql`UPDATE reports SET brands = ARRAY(
          SELECT coalesce(its.merged_into, listed.brand)
          FROM unnest(reports.brands) WITH ORDINALITY AS listed(brand, place)
          LEFT JOIN tenant_brands AS its ON its.tenant_id = ${tenantId}::uuid AND its.brand = listed.brand
          GROUP BY 1 ORDER BY min(listed.place)
        ) WHERE reports.tenant_id = ${tenantId}::uuid AND reports.id = any(${reportIds}::uuid[])`,
    ),
  );
}
