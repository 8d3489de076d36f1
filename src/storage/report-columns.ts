import { Prisma } from './database.ts';

/** What a `ListedReport` is made of, over the table alias `r`. */
export const listedReportColumns = Prisma.sql`r.id, r.feed_id AS "feedId", r.title, r.url, r.source, r.provider, r.author,
  r.language, r.published_at AS "publishedAt", r.ingested_at AS "ingestedAt", r.summary, r.brands, r.topic, r.sentiment,
  r.sentiment_score AS "sentimentScore", r.status`;

/** What a `Report` is made of, over the table alias `r`. */
export const reportColumns = Prisma.sql`${listedReportColumns}, r.tenant_id AS "tenantId",
  r.url_resolution AS "urlResolution", r.image_url AS "imageUrl", r.language_confidence AS "languageConfidence",
  r.analysis, r.published_at_source AS "publishedAtSource", array_remove(r.topic || r.further_topics, NULL)::text[] AS topics,
  r.analysed_by AS "analysedBy", r.analysis_note AS "analysisNote"`;

/** The columns that reports can be ordered by, over the table alias `r`. */
export const reportOrderColumns = {
  PUBLISHED_AT: Prisma.sql`r.published_at`,
  INGESTED_AT: Prisma.sql`r.ingested_at`,
};
