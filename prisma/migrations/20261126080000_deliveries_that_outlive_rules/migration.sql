-- That an alert is over is also told when its rule is deleted, and with it the alert.
ALTER TABLE alert_deliveries ALTER COLUMN rule_id DROP NOT NULL;
