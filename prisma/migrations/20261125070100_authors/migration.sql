-- The people that bylines name. Reports that were stored before get theirs by `npm run admin -- authors fill`: the rules
-- by which a byline is read are no SQL.
CREATE TABLE authors (
  tenant_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE TABLE report_authors (
  tenant_id uuid NOT NULL,
  author_key text COLLATE "C" NOT NULL,
  published_at timestamptz(3) NOT NULL,
  report_id uuid NOT NULL,
  place integer NOT NULL,
  PRIMARY KEY (tenant_id, author_key, published_at, report_id)
);
CREATE INDEX report_authors_report_idx ON report_authors (tenant_id, report_id, place);

ALTER TABLE authors ADD CONSTRAINT authors_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE report_authors ADD CONSTRAINT report_authors_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id) ON DELETE CASCADE;
