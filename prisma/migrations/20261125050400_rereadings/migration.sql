-- Reading stored reports again after a change of how brands are found. Its progress is that of a job execution.
CREATE TYPE execution_kind AS ENUM ('INGESTION', 'REREADING');

ALTER TABLE job_executions ADD COLUMN kind execution_kind NOT NULL DEFAULT 'INGESTION';
-- Null until they are counted, and for an ingestion.
ALTER TABLE job_executions ADD COLUMN reports_total integer;
ALTER TABLE job_executions ADD COLUMN reports_read integer NOT NULL DEFAULT 0;
ALTER TABLE job_executions ADD COLUMN reports_changed integer NOT NULL DEFAULT 0;

-- What is to be read again, at most one of a tenant: further changes are added to it.
CREATE TABLE rereadings (
  tenant_id uuid NOT NULL PRIMARY KEY,
  execution_id uuid NOT NULL,
  -- Grows with each change, so that what was read before it is not stored after it.
  revision integer NOT NULL DEFAULT 1,
  requested_at timestamptz(3) NOT NULL,
  -- Which brands and names have changed; null: all reports are concerned.
  concerned jsonb,
  -- Whether the reports have been looked up and counted.
  is_collected boolean NOT NULL DEFAULT false,
  -- The last report that was read; null before the first.
  read_up_to uuid
);
-- The reports to read, unless all of them are.
CREATE TABLE rereading_reports (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, report_id)
);
ALTER TABLE rereadings ADD CONSTRAINT rereadings_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE rereadings ADD CONSTRAINT rereadings_execution_fkey FOREIGN KEY (tenant_id, execution_id) REFERENCES job_executions (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE rereading_reports ADD CONSTRAINT rereading_reports_rereading_fkey FOREIGN KEY (tenant_id) REFERENCES rereadings (tenant_id) ON DELETE CASCADE;
