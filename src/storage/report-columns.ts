import type { Report } from '../model/report.ts';
import { Prisma } from './database.ts';
import type { MomentOf } from './json-rows.ts';

/** What a `Report` is made of, over the table alias `r`. */
export const reportColumns = Prisma.sql`r.tenant_id AS "tenantId", r.id, r.feed_id AS "feedId", r.title, r.url,
  r.url_resolution AS "urlResolution", r.image_url AS "imageUrl", r.source,
  r.provider, r.author, r.language, r.language_confidence AS "languageConfidence", r.analysis, r.published_at AS "publishedAt", r.published_at_source AS "publishedAtSource",
  r.ingested_at AS "ingestedAt", r.summary, r.brands, r.topic, (r.topic || r.further_topics)::text[] AS topics, r.sentiment,
  r.sentiment_score AS "sentimentScore", r.status`;

/** Those of them that hold times. */
export const reportMoments: MomentOf<Report>[] = ['publishedAt', 'ingestedAt'];

/** The columns that reports can be ordered by, over the table alias `r`. */
export const reportOrderColumns = {
  PUBLISHED_AT: Prisma.sql`r.published_at`,
  INGESTED_AT: Prisma.sql`r.ingested_at`,
};
