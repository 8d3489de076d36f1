-- Sums by the quarter of an hour, of every facet, instead of by the hour and of some: days of all zones of today begin at one, and so
-- nothing but minutes is counted from reports any more (docs/decisions/rollups.md). All in one transaction, so that every reader
-- finds either hours or quarters, of all reports.

-- As in `sheets_are_packed`, and for its reasons: tenants before rollups, no change and no fold meanwhile.
SELECT FROM tenants FOR KEY SHARE;
LOCK TABLE report_rollups, brand_rollups IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE brand_numbers, brand_sheets IN SHARE ROW EXCLUSIVE MODE;

-- An older process must fail rather than append hours, which nobody reads, or fold quarters and leave them out of its sheets. It has
-- statements prepared, in which a renamed value is still what it was: so parts get their numbers from another sequence, and the
-- options of both tables are set anew, upon which every statement is parsed again.
ALTER TYPE rollup_grain RENAME VALUE 'HOUR' TO 'QUARTER_HOUR';
CREATE SEQUENCE rollup_part_numbers AS bigint;
SELECT setval('rollup_part_numbers', nextval('rollup_parts'));
DROP SEQUENCE rollup_parts;
ALTER TABLE report_rollups SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE brand_rollups SET (autovacuum_vacuum_scale_factor = 0.02);

DELETE FROM report_rollups WHERE grain = 'QUARTER_HOUR';
DELETE FROM brand_rollups WHERE grain = 'QUARTER_HOUR';

-- Most of the time goes into sorting.
SET LOCAL work_mem = '256MB';

CREATE TEMPORARY TABLE member ON COMMIT DROP AS
SELECT r.tenant_id, r.id, coalesce(own.story_id, r.id) AS story_id, r.published_at,
  date_bin('15 minutes', r.published_at, '1970-01-01 00:00:00Z') AS start, r.topic::text AS topic, r.source,
  coalesce(r.language, '') AS language, r.status::text AS status, r.provider::text AS provider, r.sentiment::text AS tone,
  round(r.sentiment_score::numeric * 1000)::integer AS score
FROM reports AS r
LEFT JOIN report_stories AS own ON own.tenant_id = r.tenant_id AND own.report_id = r.id;

CREATE TEMPORARY TABLE mention ON COMMIT DROP AS
SELECT member.tenant_id, member.id, member.story_id, member.published_at, member.start, member.topic, member.source, member.language,
  m.brand, m.tone::text AS tone, round(m.score::numeric * 1000)::integer AS score,
  count(*) OVER (PARTITION BY member.tenant_id, member.id) AS together
FROM member JOIN report_brands AS m ON m.tenant_id = member.tenant_id AND m.report_id = member.id;
ANALYZE member, mention;

-- A story counts where the first of its reports counts that has the value. Rows are inserted in the order of their index: in any other,
-- each would be looked for on a page of its own.
INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral, negative, mixed, score_sum)
SELECT tenant_id, facet::report_facet, 'QUARTER_HOUR', start, value, 0, count(*), count(*) FILTER (WHERE is_first),
  count(*) FILTER (WHERE tone = 'POSITIVE'), count(*) FILTER (WHERE tone = 'NEUTRAL'), count(*) FILTER (WHERE tone = 'NEGATIVE'),
  count(*) FILTER (WHERE tone = 'MIXED'), coalesce(sum(score), 0)
FROM (
  SELECT tenant_id, its.facet, start, its.value, tone, score,
    row_number() OVER (PARTITION BY tenant_id, story_id, its.facet, its.value ORDER BY published_at, id) = 1 AS is_first
  FROM member CROSS JOIN LATERAL (VALUES
    ('ALL', ''), ('TOPIC', topic), ('SOURCE', source), ('LANGUAGE', language), ('STATUS', status), ('PROVIDER', provider)
  ) AS its(facet, value) WHERE its.value IS NOT NULL
) AS counted
GROUP BY tenant_id, facet, start, value
ORDER BY tenant_id, facet::report_facet, start, value;

INSERT INTO brand_rollups (tenant_id, brand, facet, grain, start, value, part, mentions, stories, positive, neutral, negative, score_sum)
SELECT tenant_id, brand, facet::brand_facet, 'QUARTER_HOUR', start, value, 0, count(*), count(*) FILTER (WHERE is_first),
  count(*) FILTER (WHERE tone = 'POSITIVE'), count(*) FILTER (WHERE tone = 'NEUTRAL'), count(*) FILTER (WHERE tone = 'NEGATIVE'),
  coalesce(sum(score), 0)
FROM (
  SELECT tenant_id, brand, facet, start, value, tone, score,
    row_number() OVER (PARTITION BY tenant_id, story_id, brand, facet, value ORDER BY published_at, id) = 1 AS is_first
  FROM (
    SELECT tenant_id, brand, its.facet, its.value, id, story_id, published_at, start, tone, score
    FROM mention CROSS JOIN LATERAL (VALUES
      ('ALL', ''), ('TOPIC', topic), ('SOURCE', source), ('LANGUAGE', language)
    ) AS its(facet, value) WHERE its.value IS NOT NULL
    UNION ALL
    SELECT one.tenant_id, one.brand, 'BRAND', other.brand, one.id, one.story_id, one.published_at, one.start, one.tone, one.score
    FROM mention AS one JOIN mention AS other ON other.tenant_id = one.tenant_id AND other.id = one.id AND other.brand <> one.brand
    WHERE one.together <= 20
  ) AS cell
) AS counted
GROUP BY tenant_id, brand, facet, start, value
ORDER BY tenant_id, brand, facet::brand_facet, start, value;

INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral, negative, mixed, score_sum)
SELECT tenant_id, 'BRAND'::report_facet, grain, start, brand, 0, mentions, stories, positive, neutral, negative, 0, score_sum
FROM brand_rollups WHERE facet = 'ALL' AND grain = 'QUARTER_HOUR'
UNION ALL
SELECT tenant_id, 'MENTION', grain, start, '', 0, sum(mentions), sum(stories), sum(positive), sum(neutral), sum(negative), 0, sum(score_sum)
FROM brand_rollups WHERE facet = 'ALL' AND grain = 'QUARTER_HOUR' GROUP BY tenant_id, grain, start
ORDER BY 1, 2, 4, 5;

-- Sheets of them. What was not folded yet by the day is by the quarter of an hour, and may be of brands that have no number.
INSERT INTO brand_numbers (tenant_id, number, brand)
SELECT fresh.tenant_id,
  coalesce((SELECT max(given.number) FROM brand_numbers AS given WHERE given.tenant_id = fresh.tenant_id), 0)
    + row_number() OVER (PARTITION BY fresh.tenant_id ORDER BY fresh.brand),
  fresh.brand
FROM (SELECT DISTINCT tenant_id, brand COLLATE "C" AS brand FROM mention) AS fresh
WHERE NOT EXISTS (
  SELECT FROM brand_numbers AS known WHERE known.tenant_id = fresh.tenant_id AND known.brand = fresh.brand
);
INSERT INTO brand_sheets (tenant_id, brand, grain, start, counts)
SELECT tenant_id, brand, grain, start, string_agg(sheet_entry(distance, mentions, stories), ''::bytea ORDER BY number DESC)
FROM (
  SELECT its.*, n.number, coalesce(
      lag(n.number) OVER (PARTITION BY its.tenant_id, its.brand, its.grain, its.start ORDER BY n.number DESC) - n.number, n.number
    ) AS distance
  FROM (
    SELECT tenant_id, '' AS brand, grain, start, value, reports AS mentions, stories FROM report_rollups
    WHERE facet = 'BRAND' AND grain = 'QUARTER_HOUR'
    UNION ALL
    SELECT tenant_id, brand, grain, start, value, mentions, stories FROM brand_rollups WHERE facet = 'BRAND' AND grain = 'QUARTER_HOUR'
  ) AS its JOIN brand_numbers AS n ON n.tenant_id = its.tenant_id AND n.brand = its.value COLLATE "C"
) AS numbered
GROUP BY tenant_id, brand, grain, start
-- In the order of time, as folding writes them: what is asked of many brands ends at few moments.
ORDER BY tenant_id, start, brand;

-- Else the planner would know nothing of them until autovacuum has come by.
ANALYZE report_rollups, brand_rollups, brand_sheets;
