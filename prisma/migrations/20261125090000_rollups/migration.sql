-- How many reports and mentions there are, by hour, day and month, so that an analyst's question reads as many rows as it
-- has answers, however many reports there are (docs/decisions/rollups.md).

CREATE TYPE rollup_grain AS ENUM ('HOUR', 'DAY', 'MONTH');
CREATE TYPE report_facet AS ENUM ('ALL', 'BRAND', 'TOPIC', 'SOURCE', 'LANGUAGE', 'STATUS', 'PROVIDER');
CREATE TYPE brand_facet AS ENUM ('ALL', 'TOPIC', 'SOURCE', 'LANGUAGE', 'BRAND');

-- A row is never changed: whoever changes reports appends what they change in a part of its own, so that nobody waits for
-- anybody, and what is read is the sum of all parts. From time to time parts are folded into one.
CREATE SEQUENCE rollup_parts AS bigint;

-- `start` is where the hour, the day or the month begins, in UTC. ALL has the value '' and is the only facet with hours.
-- A story counts where the first of its reports counts, by publication and id. `score_sum` is in thousandths, rounded for
-- each report, so that no order of adding makes a difference. Facet BRAND counts tones toward the brand, never MIXED.
CREATE TABLE report_rollups (
  tenant_id uuid NOT NULL,
  facet report_facet NOT NULL,
  grain rollup_grain NOT NULL,
  start timestamptz(3) NOT NULL,
  value text NOT NULL,
  part bigint NOT NULL,
  reports integer NOT NULL,
  stories integer NOT NULL,
  positive integer NOT NULL,
  neutral integer NOT NULL,
  negative integer NOT NULL,
  mixed integer NOT NULL,
  score_sum bigint NOT NULL,
  PRIMARY KEY (tenant_id, facet, grain, start, value, part)
    INCLUDE (reports, stories, positive, neutral, negative, mixed, score_sum)
);

-- The mentions of one brand. Of a story, its first report that mentions the brand counts; facet BRAND has the brands that
-- are mentioned in the same reports.
CREATE TABLE brand_rollups (
  tenant_id uuid NOT NULL,
  brand text NOT NULL,
  facet brand_facet NOT NULL,
  grain rollup_grain NOT NULL,
  start timestamptz(3) NOT NULL,
  value text NOT NULL,
  part bigint NOT NULL,
  mentions integer NOT NULL,
  stories integer NOT NULL,
  positive integer NOT NULL,
  neutral integer NOT NULL,
  negative integer NOT NULL,
  score_sum bigint NOT NULL,
  PRIMARY KEY (tenant_id, brand, facet, grain, start, value, part)
    INCLUDE (mentions, stories, positive, neutral, negative, score_sum)
);

ALTER TABLE report_rollups ADD CONSTRAINT report_rollups_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE brand_rollups ADD CONSTRAINT brand_rollups_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
