import { Prisma } from './database.ts';

/** What a `FeedLabel` is made of, over the table itself. */
export const feedLabelColumns = Prisma.sql`tenant_id AS "tenantId", id, url, title, site_url AS "siteUrl", provider`;

/** What a `Feed` is made of, over the table itself. */
export const feedColumns = Prisma.sql`${feedLabelColumns}, state,
  page_reading AS "pageReading", interval_minutes AS "intervalMinutes", last_fetched_at AS "lastFetchedAt",
  last_success_at AS "lastSuccessAt", next_fetch_at AS "nextFetchAt", failures, last_error AS "lastError",
  last_error_code AS "lastErrorCode", state_reason AS "stateReason", schedule, soft_failures AS "softFailures",
  failures - soft_failures AS "hardFailures", volume, created_at AS "createdAt"`;
