-- Why a name was counted as its brand, or was not.

-- In the order of src/model/mention-evidence.ts.
CREATE TYPE mention_reason AS ENUM ('NAME', 'FULL_NAME', 'CONTEXT', 'SAME_NAME', 'CATEGORY', 'CORRECTED', 'LOWER_CASE',
  'OWN_CASE', 'COUNTER_CONTEXT', 'PERSON', 'LONGER_NAME', 'MISSING_CONTEXT', 'LOW_CONFIDENCE');

-- Null for what was read before reasons were kept.
ALTER TABLE report_brands ADD COLUMN reason mention_reason;
ALTER TABLE report_brands ADD COLUMN name text;

-- Names of brands that stand in a report and were not counted there.
CREATE TABLE report_rejected_mentions (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  brand text NOT NULL,
  name text NOT NULL,
  reason mention_reason NOT NULL,
  published_at timestamptz(3) NOT NULL,
  position mention_position NOT NULL,
  confidence real NOT NULL,
  quote text NOT NULL,
  PRIMARY KEY (tenant_id, report_id, brand, name, reason)
);
-- What was not counted of one brand lately.
CREATE INDEX report_rejected_mentions_brand_idx ON report_rejected_mentions (tenant_id, brand, published_at DESC);
ALTER TABLE report_rejected_mentions ADD CONSTRAINT report_rejected_mentions_confidence_check CHECK (confidence BETWEEN 0 AND 1);
ALTER TABLE report_rejected_mentions ADD CONSTRAINT report_rejected_mentions_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id) ON DELETE CASCADE;

-- The categories that the feed gives the entry, so that a report can be read again as it was read first. Null for what
-- was read before they were kept.
ALTER TABLE reports ADD COLUMN categories text[];
