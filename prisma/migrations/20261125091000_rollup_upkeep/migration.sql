-- What was folded is part 0. These indexes have the rows of all other parts, so that folding reads no others.
CREATE INDEX report_rollups_unfolded_idx ON report_rollups (tenant_id, part) WHERE part > 0;
CREATE INDEX brand_rollups_unfolded_idx ON brand_rollups (tenant_id, part) WHERE part > 0;

-- Rows come and go with every fold, and sums are read from the primary keys alone, which needs pages that are vacuumed.
ALTER TABLE report_rollups SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
ALTER TABLE brand_rollups SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- The tenants whose reports were stored before they were counted; each process that starts counts them (see
-- src/storage/rollups/recount.ts).
CREATE TABLE uncounted_tenants (
  tenant_id uuid PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE
);
INSERT INTO uncounted_tenants (tenant_id) SELECT id FROM tenants;
