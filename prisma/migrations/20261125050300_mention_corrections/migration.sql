-- An analyst's word on whether a report mentions a brand, which outlives every reading.
CREATE TYPE mention_verdict AS ENUM ('IS_MENTION', 'IS_NOT_MENTION');

CREATE TABLE mention_corrections (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  brand text NOT NULL,
  verdict mention_verdict NOT NULL,
  corrected_at timestamptz(3) NOT NULL,
  corrected_by uuid,
  PRIMARY KEY (tenant_id, report_id, brand)
);
-- What has to go over when the brand comes to count as another.
CREATE INDEX mention_corrections_brand_idx ON mention_corrections (tenant_id, brand);
ALTER TABLE mention_corrections ADD CONSTRAINT mention_corrections_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE mention_corrections ADD CONSTRAINT mention_corrections_brand_fkey FOREIGN KEY (brand) REFERENCES brands (name);
ALTER TABLE mention_corrections ADD CONSTRAINT mention_corrections_user_fkey FOREIGN KEY (tenant_id, corrected_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (corrected_by);
