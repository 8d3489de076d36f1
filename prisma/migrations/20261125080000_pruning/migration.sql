-- A pruned execution is taken out of the rows of its visits, which are kept for longer: without this index each one that
-- is pruned would read all visits.
CREATE INDEX feed_fetches_execution_idx ON feed_fetches (tenant_id, execution_id);
