-- The events of a tenant's own calendar, and what the tenant says of outlets.

CREATE TYPE calendar_event_kind AS ENUM ('FASHION_WEEK', 'MENSWEAR_WEEK', 'COUTURE_WEEK', 'TRADE_FAIR', 'GALA', 'AWARDS',
  'FILM_FESTIVAL', 'LAUNCH', 'OTHER');

CREATE TABLE calendar_events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL,
  kind calendar_event_kind NOT NULL,
  series text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT calendar_events_days_check CHECK (ends_on >= starts_on)
);
CREATE INDEX calendar_events_series_idx ON calendar_events (tenant_id, series, starts_on);

CREATE TYPE outlet_tier AS ENUM ('TIER_1', 'TIER_2', 'TIER_3');

-- Named as reports.source names it.
CREATE TABLE outlet_tiers (
  tenant_id uuid NOT NULL,
  source text NOT NULL,
  tier outlet_tier NOT NULL,
  reach_per_report integer,
  PRIMARY KEY (tenant_id, source),
  CONSTRAINT outlet_tiers_reach_check CHECK (reach_per_report >= 0)
);

ALTER TABLE calendar_events ADD CONSTRAINT calendar_events_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
ALTER TABLE outlet_tiers ADD CONSTRAINT outlet_tiers_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE;
