import { v7 as uuidv7 } from 'uuid';
import type { TestTenant } from './api.ts';
import { sql } from './pipeline.ts';

/** A report that a test makes, with one mention. */
export interface Told {
  brand: string;
  /** Null: of a feed that was deleted. */
  feedId: string | null;
  at: Date;
  /** Reports of one story have the same; a report without is a story of its own. */
  story?: string;
}

/** Stores reports with one mention each, of feeds and stories, by one statement, and counts them. */
export async function storeTold(
  databaseUrl: string,
  tenant: Pick<TestTenant, 'tenantId' | 'rollupUpkeep'>,
  reports: readonly Told[],
): Promise<void> {
  const stories = new Map<string, string>();
  const rows = reports.map(({ story, ...report }) => {
    if (story !== undefined && !stories.has(story)) stories.set(story, uuidv7());
    return { ...report, id: uuidv7(), story: story === undefined ? null : stories.get(story) };
  });
  await sql(
    databaseUrl,
    `WITH told AS (
       SELECT * FROM json_to_recordset($2::json) AS one(id uuid, brand text, "feedId" uuid, at timestamptz, story uuid)
     ), made AS (
       INSERT INTO reports (tenant_id, id, title, source, provider, published_at, published_at_source, brands,
         topic, sentiment, sentiment_score, feed_id)
       SELECT $1, id, brand || ' on the runway', 'Moda Nuova', 'RSS', at, 'ENTRY', ARRAY[brand],
         'OTHER', 'NEUTRAL', 0, "feedId" FROM told
       RETURNING *
     ), mentioned AS (
       INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
       SELECT tenant_id, brands[1], published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, title FROM made
     )
     INSERT INTO report_stories (tenant_id, report_id, story_id, published_at)
     SELECT $1, id, story, at FROM told WHERE story IS NOT NULL`,
    [tenant.tenantId, JSON.stringify(rows)],
  );
  await tenant.rollupUpkeep.rebuild();
}
