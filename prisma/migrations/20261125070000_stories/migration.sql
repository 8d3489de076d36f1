-- The same news on several outlets. No row of reports is touched: a report without a row here is a story of its own,
-- under its own id, and so is every report that was stored before.
CREATE TABLE report_stories (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  story_id uuid NOT NULL,
  published_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, report_id)
);
CREATE INDEX report_stories_story_idx ON report_stories (tenant_id, story_id, published_at, report_id);

-- By what reports are compared with later ones, for as long as later ones can be the same news. A bucket is a stretch of
-- 72 hours since 1970: what is at most 72 hours apart lies in one bucket or in neighbours. Reports that are deleted
-- leave their rows here, which join nothing, until the bucket goes.
CREATE TABLE story_signatures (
  tenant_id uuid NOT NULL,
  bucket integer NOT NULL,
  report_id uuid NOT NULL,
  keys integer[] NOT NULL,
  title_words integer[] NOT NULL,
  common_title_words integer[] NOT NULL,
  names integer[] NOT NULL,
  text_hashes integer[],
  text_runs integer NOT NULL,
  PRIMARY KEY (tenant_id, bucket, report_id)
);
CREATE TABLE story_keys (
  tenant_id uuid NOT NULL,
  key integer NOT NULL,
  bucket integer NOT NULL,
  report_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, key, bucket, report_id)
);

ALTER TABLE report_stories ADD CONSTRAINT report_stories_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE story_signatures ADD CONSTRAINT story_signatures_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE story_keys ADD CONSTRAINT story_keys_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
