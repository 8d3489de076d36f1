import type { TestTenant } from './api.ts';
import { sql } from './pipeline.ts';

/** Mentions of a brand that a test makes: one report each. */
export interface MadeMentions {
  brand: string;
  /** So many hours before the moment. */
  hoursAgo: number;
  count: number;
  /** Null, as the topic then is: not judged. */
  tone?: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE' | null;
  source?: string;
  topic?: string | null;
  feedId?: string | null;
}

/** Stores reports with one mention each by one statement, and counts them. */
export async function storeMentions(
  databaseUrl: string,
  tenant: Pick<TestTenant, 'tenantId' | 'rollupUpkeep'>,
  now: Date,
  mentions: readonly MadeMentions[],
): Promise<void> {
  const rows = mentions.map(({ hoursAgo, ...mention }) => ({
    tone: 'NEUTRAL',
    source: 'Moda Nuova',
    topic: 'OTHER',
    feedId: null,
    ...mention,
    at: new Date(now.getTime() - hoursAgo * 3_600_000),
  }));
  await sql(
    databaseUrl,
    `WITH made AS (
       INSERT INTO reports (tenant_id, title, source, provider, published_at, published_at_source, brands, topic,
         sentiment, sentiment_score, analysis, feed_id)
       SELECT $1, one.brand || ' on the runway', one.source, 'RSS', one.at, 'ENTRY', ARRAY[one.brand], one.topic,
         one.tone::text::sentiment, CASE WHEN one.tone IS NOT NULL THEN 0 END,
         CASE WHEN one.tone IS NULL THEN 'BRANDS_ONLY' ELSE 'FULL' END::analysis_extent, one."feedId"
       FROM json_to_recordset($2::json) AS one(brand text, source text, topic topic, tone tone, "feedId" uuid,
         at timestamptz, count integer) CROSS JOIN generate_series(1, one.count)
       RETURNING *)
     INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
     SELECT tenant_id, brands[1], published_at, id, 'BODY', 1, sentiment::text::tone, sentiment_score, 1, title FROM made`,
    [tenant.tenantId, JSON.stringify(rows)],
  );
  await tenant.rollupUpkeep.rebuild();
}

/** The same number of mentions every day of ten weeks, at this hour; none today. */
export function everyDay(brand: string, count: number, more: Partial<MadeMentions> = {}): MadeMentions[] {
  return Array.from({ length: 69 }, (_, day) => ({ brand, hoursAgo: 24 * (day + 1) + 2, count, ...more }));
}
