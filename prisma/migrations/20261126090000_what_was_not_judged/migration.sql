-- Topic, sentiment and tones of reports in languages that are not read were OTHER, NEUTRAL and 0, and pulled every mean
-- towards 0. Now they have none: they are found by no filter of these, and count in no tone and in no mean.
ALTER TABLE reports
  ALTER COLUMN topic DROP NOT NULL,
  ALTER COLUMN sentiment DROP NOT NULL,
  ALTER COLUMN sentiment_score DROP NOT NULL;
ALTER TABLE report_brands
  ALTER COLUMN tone DROP NOT NULL,
  ALTER COLUMN score DROP NOT NULL;

UPDATE reports SET topic = NULL, further_topics = '{}', sentiment = NULL, sentiment_score = NULL
WHERE analysis = 'BRANDS_ONLY';
UPDATE report_brands AS m SET tone = NULL, score = NULL
FROM reports AS r
WHERE r.tenant_id = m.tenant_id AND r.id = m.report_id AND r.analysis = 'BRANDS_ONLY';

ALTER TABLE reports ADD CONSTRAINT reports_judged_check CHECK (
  num_nonnulls(topic, sentiment, sentiment_score) = CASE analysis WHEN 'FULL' THEN 3 ELSE 0 END
  AND (topic IS NOT NULL OR further_topics = '{}')
);
ALTER TABLE report_brands ADD CONSTRAINT report_brands_judged_check CHECK ((tone IS NULL) = (score IS NULL));

-- The sums of these tenants are counted anew, in the background.
INSERT INTO uncounted_tenants (tenant_id)
SELECT DISTINCT tenant_id FROM reports WHERE analysis = 'BRANDS_ONLY' ON CONFLICT DO NOTHING;
