-- What is remembered of a feed, so that it is read politely and nobody loses sight of it.

ALTER TYPE feed_error_code ADD VALUE 'SITE_DOWN' BEFORE 'HTTP_STATUS';

CREATE TYPE feed_schedule AS ENUM ('ADAPTIVE', 'FIXED');
CREATE TYPE feed_volume AS ENUM ('USUAL', 'SILENT', 'FLOODING');
CREATE TYPE feed_event_kind AS ENUM ('PARKED', 'ENDED', 'RECOVERED', 'MOVED', 'DUPLICATE', 'SILENT', 'FLOODING', 'USUAL_AGAIN');

ALTER TABLE feeds ADD COLUMN schedule feed_schedule NOT NULL DEFAULT 'ADAPTIVE';
-- An interval that is not the usual one was set by a person.
UPDATE feeds SET schedule = 'FIXED' WHERE interval_minutes <> 60;
ALTER TABLE feeds ADD COLUMN ttl_minutes integer;
-- Those among the failures that tend to pass.
ALTER TABLE feeds ADD COLUMN soft_failures integer NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN state_reason text;
ALTER TABLE feeds ADD COLUMN body_hash text;
-- When it was last read without validators, and until when it is, because they were wrong.
ALTER TABLE feeds ADD COLUMN unconditional_at timestamptz(3);
ALTER TABLE feeds ADD COLUMN distrusted_until timestamptz(3);
ALTER TABLE feeds ADD COLUMN moved_to text;
ALTER TABLE feeds ADD COLUMN moved_sightings integer NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN volume feed_volume NOT NULL DEFAULT 'USUAL';
ALTER TABLE feeds ADD CONSTRAINT feeds_soft_failures_check CHECK (soft_failures BETWEEN 0 AND failures);

-- A rollup of visits: one row for each day, in UTC, on which a feed was visited.
CREATE TABLE feed_days (
  tenant_id uuid NOT NULL,
  feed_id uuid NOT NULL,
  day date NOT NULL,
  visits integer NOT NULL DEFAULT 0,
  visits_well integer NOT NULL DEFAULT 0,
  -- Visits that fell due and were not made, or failed for a reason on our side.
  visits_missed integer NOT NULL DEFAULT 0,
  -- Not counting what the feed held already when it was first read.
  entries_new integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, feed_id, day)
);
ALTER TABLE feed_days ADD CONSTRAINT feed_days_feed_fkey FOREIGN KEY (tenant_id, feed_id) REFERENCES feeds (tenant_id, id) ON DELETE CASCADE;

-- What happened to a feed that a person should know.
CREATE TABLE feed_events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  feed_id uuid NOT NULL,
  kind feed_event_kind NOT NULL,
  message text NOT NULL,
  happened_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX feed_events_happened_idx ON feed_events (tenant_id, happened_at DESC, id DESC);
CREATE INDEX feed_events_feed_idx ON feed_events (tenant_id, feed_id, happened_at DESC, id DESC);
ALTER TABLE feed_events ADD CONSTRAINT feed_events_feed_fkey FOREIGN KEY (tenant_id, feed_id) REFERENCES feeds (tenant_id, id) ON DELETE CASCADE;
