import { named, Prisma, type Writer } from './database.ts';

/**
 * Has the reports of a tenant name the brands that its brands count as: mentions go over, and where a report has both
 * they become one, with the counts added, the place, tone, quote and reason of the more prominent, and the higher
 * confidence; what is not counted goes over as well, and `reports.brands` follows. Two statements, one where there is nothing to do.
 *
 * @returns in how many reports a brand took the place of another
 */
export async function applyMerges(writer: Writer, tenantId: string): Promise<number> {
  const reportIds = await moveMentions(writer, tenantId);
  if (reportIds.length > 0) await renameInReports(writer, tenantId, reportIds);
  return reportIds.length;
}

async function moveMentions(writer: Writer, tenantId: string): Promise<string[]> {
  // `least` and `<` go by the order of the enum, the most prominent place first.
  const isSurpassed = Prisma.sql`(excluded.position, -excluded.count) < (report_brands.position, -report_brands.count)`;
  const rows = await writer.$queryRaw<{ reportId: string }[]>(
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
        )
        SELECT DISTINCT report_id AS "reportId" FROM moved`,
    ),
  );
  return rows.map(({ reportId }) => reportId);
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
