-- The first tables. Tenant tables carry tenant_id as the first column of every key, and their foreign keys carry it
-- too: a row can only point at rows of its own tenant.

-- PostgreSQL 18 has uuidv7(); 15 to 17 get it here: 48 bits of milliseconds, 12 bits of their fraction, 62 random
-- bits (RFC 9562, section 5.7 with method 3 of 6.2).
DO $$
BEGIN
  IF to_regprocedure('pg_catalog.uuidv7()') IS NULL THEN
    CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $body$
      SELECT encode(
        substring(int8send((floor(t.ms) * 65536 + 28672 + floor((t.ms - floor(t.ms)) * 4096))::bigint) FROM 1 FOR 8)
          || substring(uuid_send(gen_random_uuid()) FROM 9 FOR 8),
        'hex')::uuid
      FROM (SELECT extract(epoch FROM clock_timestamp())::numeric * 1000 AS ms) AS t
    $body$;
  END IF;
END
$$;

-- These are trusted extensions: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Search finds 'Hermès' for 'hermes' and 'collections' for 'collection'.
CREATE TEXT SEARCH CONFIGURATION press (COPY = english);
ALTER TEXT SEARCH CONFIGURATION press
  ALTER MAPPING FOR hword, hword_part, word, asciihword, hword_asciipart, asciiword
  WITH unaccent, english_stem;

CREATE TYPE role AS ENUM ('VIEWER', 'ANALYST', 'ADMIN');
CREATE TYPE brand_category AS ENUM ('HOUSE', 'LABEL', 'GROUP', 'SPORTSWEAR', 'JEWELLERY', 'WATCHES', 'EYEWEAR', 'BEAUTY', 'RETAILER', 'MARKETPLACE');
CREATE TYPE provider AS ENUM ('RSS', 'GOOGLE_NEWS', 'GOOGLE_ALERTS');
CREATE TYPE feed_state AS ENUM ('ACTIVE', 'PAUSED', 'PARKED', 'ENDED');
CREATE TYPE page_reading AS ENUM ('WHEN_NEEDED', 'NEVER');
CREATE TYPE fetch_outcome AS ENUM ('READ', 'NOT_MODIFIED', 'FAILED');
CREATE TYPE feed_error_code AS ENUM ('BAD_URL', 'PRIVATE_ADDRESS', 'NAME_NOT_FOUND', 'REFUSED', 'TIMEOUT', 'TOO_LARGE', 'TOO_MANY_REDIRECTS', 'TLS', 'CUT_OFF', 'NETWORK', 'HTTP_STATUS', 'NOT_A_FEED', 'UNFORESEEN');
CREATE TYPE topic AS ENUM ('COLLECTIONS', 'BUSINESS', 'PEOPLE', 'CELEBRITY', 'RETAIL', 'SUSTAINABILITY', 'COLLABORATIONS', 'BEAUTY', 'WATCHES_AND_JEWELLERY', 'LEGAL', 'SPORT', 'CULTURE', 'OTHER');
CREATE TYPE sentiment AS ENUM ('POSITIVE', 'NEUTRAL', 'NEGATIVE', 'MIXED');
CREATE TYPE tone AS ENUM ('POSITIVE', 'NEUTRAL', 'NEGATIVE');
CREATE TYPE mention_position AS ENUM ('HEADLINE', 'LEAD', 'BODY', 'LIST');
CREATE TYPE report_status AS ENUM ('NEW', 'REVIEWED', 'ARCHIVED');
CREATE TYPE published_at_source AS ENUM ('ENTRY', 'ENTRY_UPDATED', 'PAGE', 'FIRST_SEEN');
CREATE TYPE execution_status AS ENUM ('RUNNING', 'SUCCESS', 'PARTIAL', 'FAILED');

CREATE TABLE tenants (
  id uuid NOT NULL DEFAULT uuidv7() PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX tenants_slug_key ON tenants (slug);

CREATE TABLE users (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  email text NOT NULL,
  role role NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, email)
);

CREATE TABLE api_keys (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  user_id uuid,
  role role NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  revoked_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, prefix)
);
CREATE UNIQUE INDEX api_keys_hash_key ON api_keys (hash);

CREATE TABLE brands (
  id uuid NOT NULL DEFAULT uuidv7() PRIMARY KEY,
  name text NOT NULL,
  aliases text[] NOT NULL DEFAULT '{}',
  ambiguous_names text[] NOT NULL DEFAULT '{}',
  folded_names text[] NOT NULL,
  owner_group text,
  category brand_category NOT NULL,
  country text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX brands_name_key ON brands (name);
CREATE INDEX brands_folded_names_idx ON brands USING gin (folded_names);

CREATE TABLE feeds (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  url text NOT NULL,
  title text,
  site_url text,
  provider provider NOT NULL,
  state feed_state NOT NULL DEFAULT 'ACTIVE',
  page_reading page_reading NOT NULL DEFAULT 'WHEN_NEEDED',
  interval_minutes integer NOT NULL DEFAULT 60,
  etag text,
  last_modified text,
  next_fetch_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_fetched_at timestamptz(3),
  last_success_at timestamptz(3),
  failures integer NOT NULL DEFAULT 0,
  last_error text,
  last_error_code feed_error_code,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, url)
);
CREATE INDEX feeds_due_idx ON feeds (tenant_id, state, next_fetch_at);

CREATE TABLE job_executions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  status execution_status NOT NULL DEFAULT 'RUNNING',
  started_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  heartbeat_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(3),
  feeds_total integer NOT NULL,
  feeds_done integer NOT NULL DEFAULT 0,
  feeds_failed integer NOT NULL DEFAULT 0,
  items_seen integer NOT NULL DEFAULT 0,
  items_new integer NOT NULL DEFAULT 0,
  items_duplicate integer NOT NULL DEFAULT 0,
  items_failed integer NOT NULL DEFAULT 0,
  error text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX job_executions_started_idx ON job_executions (tenant_id, started_at DESC, id DESC);

CREATE TABLE feed_fetches (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  feed_id uuid NOT NULL,
  execution_id uuid,
  fetched_at timestamptz(3) NOT NULL,
  outcome fetch_outcome NOT NULL,
  http_status integer,
  entries_seen integer NOT NULL DEFAULT 0,
  entries_new integer NOT NULL DEFAULT 0,
  duration_ms integer NOT NULL,
  error text,
  error_code feed_error_code,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX feed_fetches_feed_idx ON feed_fetches (tenant_id, feed_id, fetched_at DESC);

CREATE TABLE reports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  feed_id uuid,
  title text NOT NULL,
  url text,
  canonical_url text,
  source text NOT NULL,
  provider provider NOT NULL,
  author text,
  language text,
  published_at timestamptz(3) NOT NULL,
  published_at_source published_at_source NOT NULL,
  published_at_raw text,
  ingested_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  summary text,
  full_text text,
  brands text[] NOT NULL DEFAULT '{}',
  topic topic NOT NULL,
  sentiment sentiment NOT NULL,
  sentiment_score real NOT NULL,
  status report_status NOT NULL DEFAULT 'NEW',
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX reports_published_idx ON reports (tenant_id, published_at DESC, id DESC);
CREATE INDEX reports_ingested_idx ON reports (tenant_id, ingested_at DESC, id DESC);
CREATE INDEX reports_topic_idx ON reports (tenant_id, topic, published_at DESC, id DESC);
CREATE INDEX reports_feed_idx ON reports (tenant_id, feed_id, published_at DESC, id DESC);

CREATE TABLE report_brands (
  tenant_id uuid NOT NULL,
  brand text NOT NULL,
  published_at timestamptz(3) NOT NULL,
  report_id uuid NOT NULL,
  position mention_position NOT NULL,
  count integer NOT NULL,
  tone tone NOT NULL,
  score real NOT NULL,
  confidence real NOT NULL,
  quote text NOT NULL,
  PRIMARY KEY (tenant_id, brand, published_at, report_id)
);
CREATE INDEX report_brands_report_idx ON report_brands (tenant_id, report_id);

CREATE TABLE report_keys (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  report_id uuid,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX report_keys_report_idx ON report_keys (tenant_id, report_id);

-- From here on: what schema.prisma has no words for.

-- The text is cut so that no article, however long, meets the 1 MB limit of a tsvector.
ALTER TABLE reports ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (
  setweight(to_tsvector('press', left(title, 2000)), 'A')
    || setweight(to_tsvector('press', left(coalesce(summary, ''), 20000)), 'B')
    || setweight(to_tsvector('press', left(coalesce(full_text, ''), 150000)), 'C')
) STORED;

-- tenant_id stands in both GIN indexes (btree_gin), so that a tenant's search never walks the postings of others.
-- fastupdate is off: a pending list makes searches slow and inserts uneven until the next vacuum.
CREATE INDEX reports_brands_idx ON reports USING gin (tenant_id, brands) WITH (fastupdate = off);
CREATE INDEX reports_search_idx ON reports USING gin (tenant_id, search) WITH (fastupdate = off);
-- The first folded name is the canonical one: the order of the list of brands.
CREATE INDEX brands_order_idx ON brands ((folded_names[1]) COLLATE "C", id);
ALTER INDEX brands_folded_names_idx SET (fastupdate = off);

ALTER TABLE tenants ADD CONSTRAINT tenants_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 63);
ALTER TABLE users ADD CONSTRAINT users_email_check CHECK (email = lower(email));
ALTER TABLE feeds ADD CONSTRAINT feeds_interval_check CHECK (interval_minutes BETWEEN 1 AND 10080);
ALTER TABLE feeds ADD CONSTRAINT feeds_failures_check CHECK (failures >= 0);
ALTER TABLE reports ADD CONSTRAINT reports_sentiment_score_check CHECK (sentiment_score BETWEEN -1 AND 1);
ALTER TABLE report_brands ADD CONSTRAINT report_brands_count_check CHECK (count > 0);
ALTER TABLE report_brands ADD CONSTRAINT report_brands_score_check CHECK (score BETWEEN -1 AND 1);
ALTER TABLE report_brands ADD CONSTRAINT report_brands_confidence_check CHECK (confidence BETWEEN 0 AND 1);

ALTER TABLE users ADD CONSTRAINT users_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE feeds ADD CONSTRAINT feeds_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE job_executions ADD CONSTRAINT job_executions_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE feed_fetches ADD CONSTRAINT feed_fetches_feed_fkey FOREIGN KEY (tenant_id, feed_id) REFERENCES feeds (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE feed_fetches ADD CONSTRAINT feed_fetches_execution_fkey FOREIGN KEY (tenant_id, execution_id) REFERENCES job_executions (tenant_id, id) ON DELETE SET NULL (execution_id);
ALTER TABLE reports ADD CONSTRAINT reports_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE reports ADD CONSTRAINT reports_feed_fkey FOREIGN KEY (tenant_id, feed_id) REFERENCES feeds (tenant_id, id) ON DELETE SET NULL (feed_id);
ALTER TABLE report_brands ADD CONSTRAINT report_brands_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id) ON DELETE CASCADE;

-- A deleted report leaves its keys as tombstones: it does not come back. The check waits for the end of the
-- transaction, because a report's keys are claimed before the report is written.
ALTER TABLE report_keys ADD CONSTRAINT report_keys_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE report_keys ADD CONSTRAINT report_keys_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id) ON DELETE SET NULL (report_id) DEFERRABLE INITIALLY DEFERRED;
