-- How a tenant wants the names of a brand judged: the newest version counts.
CREATE TABLE brand_rules (
  tenant_id uuid NOT NULL,
  brand text NOT NULL,
  version integer NOT NULL,
  rules jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  created_by uuid,
  PRIMARY KEY (tenant_id, brand, version)
);
ALTER TABLE brand_rules ADD CONSTRAINT brand_rules_version_check CHECK (version > 0);
ALTER TABLE brand_rules ADD CONSTRAINT brand_rules_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE brand_rules ADD CONSTRAINT brand_rules_brand_fkey FOREIGN KEY (brand) REFERENCES brands (name);
ALTER TABLE brand_rules ADD CONSTRAINT brand_rules_user_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by);
