-- What mutations, saved searches and links need.

-- An execution that somebody asked for waits for an ingestion process.
ALTER TYPE execution_status ADD VALUE 'QUEUED' BEFORE 'RUNNING';

CREATE TYPE brand_relation AS ENUM ('CLIENT', 'COMPETITOR', 'INDUSTRY', 'IGNORED');

ALTER TABLE users ADD COLUMN is_active boolean NOT NULL DEFAULT true;
CREATE INDEX users_created_idx ON users (tenant_id, created_at DESC, id DESC);
ALTER TABLE api_keys ADD COLUMN label text;
CREATE INDEX api_keys_created_idx ON api_keys (tenant_id, created_at DESC, id DESC);

-- What a brand of the shared catalogue is to one tenant. A null in ambiguous_names leaves the catalogue's word.
CREATE TABLE tenant_brands (
  tenant_id uuid NOT NULL,
  brand text NOT NULL,
  relation brand_relation,
  own_aliases text[] NOT NULL DEFAULT '{}',
  folded_own_aliases text[] NOT NULL DEFAULT '{}',
  ambiguous_names text[],
  merged_into text,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (tenant_id, brand)
);
-- Finds a brand by an alias that only this tenant gives it.
CREATE INDEX tenant_brands_aliases_idx ON tenant_brands USING gin (tenant_id, folded_own_aliases) WITH (fastupdate = off);

CREATE TABLE saved_searches (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL,
  filter jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX saved_searches_name_key ON saved_searches (tenant_id, lower(name));
CREATE INDEX saved_searches_order_idx ON saved_searches (tenant_id, (lower(name)) COLLATE "C", id);

-- The answer is encrypted with a key made of the client's idempotency key, of which only the hash is kept: an answer may
-- hold a new API key, which nobody who reads the table may see.
CREATE TABLE idempotent_calls (
  tenant_id uuid NOT NULL,
  key_hash bytea NOT NULL,
  call_hash bytea NOT NULL,
  answer bytea,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, key_hash)
);
CREATE INDEX idempotent_calls_expiry_idx ON idempotent_calls (tenant_id, expires_at);

-- Shared by all API processes. 256 bits and more of the server's own strong randomness.
CREATE TABLE service_secrets (
  name text NOT NULL PRIMARY KEY,
  secret bytea NOT NULL
);
INSERT INTO service_secrets (name, secret)
  VALUES ('export-links', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- Outlets with their counts are read from this index alone.
CREATE INDEX reports_source_idx ON reports (tenant_id, source, published_at DESC);

ALTER TABLE tenant_brands ADD CONSTRAINT tenant_brands_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE tenant_brands ADD CONSTRAINT tenant_brands_brand_fkey FOREIGN KEY (brand) REFERENCES brands (name);
ALTER TABLE tenant_brands ADD CONSTRAINT tenant_brands_merged_fkey FOREIGN KEY (merged_into) REFERENCES brands (name);
ALTER TABLE tenant_brands ADD CONSTRAINT tenant_brands_merged_check CHECK (merged_into <> brand);
ALTER TABLE saved_searches ADD CONSTRAINT saved_searches_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE idempotent_calls ADD CONSTRAINT idempotent_calls_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
