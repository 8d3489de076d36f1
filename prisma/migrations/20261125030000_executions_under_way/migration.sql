-- The feed of an execution that is for one alone, which may have been deleted since.
ALTER TABLE job_executions ADD COLUMN feed_id uuid;

-- Executions that have not ended are looked through every few seconds, and they are few among many.
CREATE INDEX job_executions_under_way_idx ON job_executions (tenant_id, heartbeat_at) WHERE finished_at IS NULL;
