import type { ChangesWanted } from '../model/feed-change.ts';
import { Prisma } from './database.ts';

/**
 * Since when a tenant has followed feeds, as an expression: since it added the first of those that it has, or that were
 * read and are deleted by now. Null when there were none.
 */
export function followedSince(tenantId: string): Prisma.Sql {
  return Prisma.sql`least((SELECT followed_since FROM tenants WHERE tenants.id = ${tenantId}::uuid),
    (SELECT min(first.created_at) FROM feeds AS first WHERE first.tenant_id = ${tenantId}::uuid))`;
}

/**
 * The feeds of a tenant that have changed, as a statement with the columns of `ChangedFeed`. What is known of a feed at
 * `until` is told by its events and days, not by its present state, so that a range of last year is judged by last year.
 */
export function changedFeeds(
  tenantId: string,
  { addedSince, since, leastOutageMs, triedSince, mostRead, until }: ChangesWanted,
): Prisma.Sql {
  const events = Prisma.sql`SELECT kind, message, happened_at FROM feed_events
    WHERE feed_events.tenant_id = ${tenantId}::uuid AND feed_events.feed_id = feeds.id
      AND feed_events.happened_at <= ${until}::timestamptz`;
  const outage = Prisma.sql`CASE
      WHEN event.kind IN ('PARKED', 'ENDED') THEN coalesce((SELECT min(happened_at) FROM (${events}) AS later
        WHERE kind = 'RECOVERED' AND happened_at > event.happened_at), ${until}::timestamptz) - event.happened_at
      WHEN event.kind = 'RECOVERED' THEN event.happened_at - (SELECT max(happened_at) FROM (${events}) AS earlier
        WHERE kind IN ('PARKED', 'ENDED') AND happened_at < event.happened_at)
    END`;
  return Prisma.sql`SELECT feeds.id, coalesce(feeds.title, feeds.url) AS name,
      CASE WHEN is_new THEN 'ADDED' WHEN event.kind IN ('PARKED', 'ENDED') THEN 'BROKEN'
        WHEN event.kind = 'RECOVERED' THEN 'REPAIRED' ELSE coalesce(event.kind::text, 'BROKEN') END AS kind,
      CASE WHEN is_new THEN feeds.created_at ELSE event.happened_at END AS at,
      CASE WHEN is_new THEN NULL ELSE event.message END AS message
    FROM feeds
    CROSS JOIN LATERAL (SELECT feeds.created_at > ${addedSince}::timestamptz
      AND feeds.created_at > ${followedSince(tenantId)} + interval '1 day' AS is_new) AS age
    LEFT JOIN LATERAL (
      (SELECT * FROM (${events}) AS event WHERE happened_at > ${since}::timestamptz
        AND kind IN ('FLOODING', 'SILENT', 'PARKED', 'ENDED', 'RECOVERED')
        AND coalesce(extract(epoch FROM ${outage}) * 1000 >= ${leastOutageMs}::double precision, true)
        ORDER BY happened_at DESC LIMIT 1)
      UNION ALL SELECT * FROM (${events} AND kind IN ('FLOODING', 'SILENT', 'USUAL_AGAIN')
        ORDER BY happened_at DESC LIMIT 1) AS lasting WHERE kind <> 'USUAL_AGAIN'
      ORDER BY happened_at DESC LIMIT 1
    ) AS event ON true
    WHERE feeds.tenant_id = ${tenantId}::uuid AND feeds.created_at < ${until}::timestamptz
      AND (is_new OR event.kind IS NOT NULL
        OR (SELECT CASE WHEN count(*) FILTER (WHERE visits + visits_missed > 0) > 0
            THEN count(*) FILTER (WHERE visits_well > 0)
              <= ${mostRead}::double precision * count(*) FILTER (WHERE visits + visits_missed > 0)
            ELSE make_interval(mins => feeds.interval_minutes) < ${until}::timestamptz - ${triedSince}::timestamptz
              AND EXISTS (SELECT FROM feed_days AS earlier WHERE earlier.tenant_id = ${tenantId}::uuid
                AND earlier.feed_id = feeds.id AND earlier.visits_well > 0
                AND earlier.day >= ${dayOf(addedSince)} AND earlier.day < ${dayOf(triedSince)}) END
          FROM feed_days WHERE feed_days.tenant_id = ${tenantId}::uuid AND feed_days.feed_id = feeds.id
            AND day >= ${dayOf(triedSince)} AND day <= ${dayOf(new Date(until.getTime() - 1))}))
    ORDER BY feeds.id`;
}

/** The UTC day that a moment lies in. */
function dayOf(moment: Date): Prisma.Sql {
  return Prisma.sql`${moment.toISOString().slice(0, 10)}::text::date`;
}
