-- Which state of a tenant's data there is: whoever commits a change that analytics can see moves it, so that an answer
-- kept under an older version is never given again (docs/decisions/answer-cache.md). A tenant without a row has 0.
CREATE TABLE tenant_versions (
  tenant_id uuid NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id)
) WITH (fillfactor = 50);

ALTER TABLE tenant_versions ADD CONSTRAINT tenant_versions_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
