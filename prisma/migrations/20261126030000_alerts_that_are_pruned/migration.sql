-- What was sent of an alert is found when it is asked for, and when the alert is deleted.
CREATE INDEX alert_deliveries_alert_idx ON alert_deliveries (tenant_id, alert_id);
