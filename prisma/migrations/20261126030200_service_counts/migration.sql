-- What only grows, of all tenants together, for Prometheus: the rows that were counted may be pruned. No tenant's table.
CREATE TABLE service_counts (
  name text NOT NULL,
  label text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (name, label)
);

INSERT INTO service_counts (name, label, count)
  SELECT 'ALERTS_OPENED', kind::text, count(*) FROM alerts GROUP BY kind
  UNION ALL SELECT 'ALERTS_TOLD', kind::text, count(*) FROM alerts WHERE told_at IS NOT NULL GROUP BY kind
  UNION ALL SELECT 'DELIVERY_ATTEMPTS', status::text, count(*) FROM alert_deliveries WHERE status <> 'PENDING' GROUP BY status;
