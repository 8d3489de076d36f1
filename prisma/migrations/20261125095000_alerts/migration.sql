-- What a tenant wants to be told of, what it was told, and where that was sent (docs/decisions/alerts.md).

CREATE TYPE alert_kind AS ENUM ('SPIKE', 'NEGATIVE_TURN', 'FIRST_MENTION', 'SHARE_OF_VOICE', 'SEARCH_MATCH');
CREATE TYPE alert_sensitivity AS ENUM ('FEWER', 'BALANCED', 'MORE');
CREATE TYPE alert_side AS ENUM ('ABOVE', 'BELOW');
CREATE TYPE alert_label AS ENUM ('SOURCE_CHANGE');
CREATE TYPE delivery_event AS ENUM ('RAISED', 'CLOSED', 'TEST');
CREATE TYPE delivery_status AS ENUM ('PENDING', 'DELIVERED', 'FAILED');

-- No secret stands here: it is made of the service's own, the ids and the version, whenever something is signed.
CREATE TABLE webhooks (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  label text NOT NULL,
  url text NOT NULL,
  secret_version integer NOT NULL DEFAULT 1,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX webhooks_created_idx ON webhooks (tenant_id, created_at DESC, id DESC);

CREATE TABLE alert_rules (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL,
  kind alert_kind NOT NULL,
  brands text[],
  -- Whom a share of voice is shared with.
  rivals text[],
  saved_search_id uuid,
  sensitivity alert_sensitivity NOT NULL,
  least_mentions integer NOT NULL,
  -- In hundredths of the whole, and the side that is alarming.
  line double precision,
  side alert_side,
  webhook_id uuid,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX alert_rules_name_key ON alert_rules (tenant_id, lower(name));
CREATE INDEX alert_rules_order_idx ON alert_rules (tenant_id, (lower(name)) COLLATE "C", id);

-- `brand` is '' where a search was matched. Figures are rounded to hundredths, so that their parts add up exactly.
CREATE TABLE alerts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  rule_id uuid NOT NULL,
  kind alert_kind NOT NULL,
  brand text NOT NULL,
  label alert_label,
  -- Why it is labelled; null when it is not.
  reason text,
  message text NOT NULL,
  observed double precision NOT NULL,
  expected double precision NOT NULL,
  score double precision NOT NULL,
  parts jsonb NOT NULL,
  report_ids uuid[],
  opened_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  snoozed_until timestamptz(3),
  -- When it was told to subscribers and the webhook; null while it is labelled or snoozed.
  told_at timestamptz(3),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX alerts_open_key ON alerts (tenant_id, rule_id, brand, kind) WHERE closed_at IS NULL;
CREATE INDEX alerts_rule_idx ON alerts (tenant_id, rule_id, opened_at DESC, id DESC);
CREATE INDEX alerts_opened_idx ON alerts (tenant_id, opened_at DESC, id DESC);

-- The body is kept as it is sent, so that every attempt sends the same.
CREATE TABLE alert_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  webhook_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  alert_id uuid,
  event delivery_event NOT NULL,
  body text NOT NULL,
  status delivery_status NOT NULL DEFAULT 'PENDING',
  attempts integer NOT NULL DEFAULT 0,
  http_status integer,
  error text,
  created_at timestamptz(3) NOT NULL,
  attempted_at timestamptz(3),
  next_attempt_at timestamptz(3),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX alert_deliveries_created_idx ON alert_deliveries (tenant_id, created_at DESC, id DESC);
CREATE INDEX alert_deliveries_due_idx ON alert_deliveries (tenant_id, status, next_attempt_at);

-- 256 bits and more of the server's own strong randomness, from which the secrets of all webhooks are made.
INSERT INTO service_secrets (name, secret)
  VALUES ('webhooks', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

ALTER TABLE webhooks ADD CONSTRAINT webhooks_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_search_fkey FOREIGN KEY (tenant_id, saved_search_id) REFERENCES saved_searches (tenant_id, id) ON DELETE SET NULL (saved_search_id);
ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_webhook_fkey FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id) ON DELETE SET NULL (webhook_id);
ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_lists_check CHECK (brands IS NOT NULL AND rivals IS NOT NULL);
ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_line_check CHECK (line > 0 AND line < 100);
ALTER TABLE alerts ADD CONSTRAINT alerts_rule_fkey FOREIGN KEY (tenant_id, rule_id) REFERENCES alert_rules (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE alerts ADD CONSTRAINT alerts_reports_check CHECK (report_ids IS NOT NULL);
ALTER TABLE alert_deliveries ADD CONSTRAINT alert_deliveries_webhook_fkey FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE alert_deliveries ADD CONSTRAINT alert_deliveries_rule_fkey FOREIGN KEY (tenant_id, rule_id) REFERENCES alert_rules (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE alert_deliveries ADD CONSTRAINT alert_deliveries_alert_fkey FOREIGN KEY (tenant_id, alert_id) REFERENCES alerts (tenant_id, id) ON DELETE CASCADE;
