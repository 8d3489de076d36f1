-- Tenants before rollups, as whoever changes reports locks them: so none waits for who waits for it.
SELECT FROM tenants FOR KEY SHARE;
-- Whoever reads goes on; what is folded stays as it is until it is on sheets, and who stores reports waits.
LOCK TABLE report_rollups, brand_rollups IN SHARE MODE;
LOCK TABLE brand_numbers IN SHARE ROW EXCLUSIVE MODE;

-- What a version without sheets has folded since there are some may be of brands that have no number.
INSERT INTO brand_numbers (tenant_id, number, brand)
SELECT fresh.tenant_id,
  coalesce((SELECT max(given.number) FROM brand_numbers AS given WHERE given.tenant_id = fresh.tenant_id), 0)
    + row_number() OVER (PARTITION BY fresh.tenant_id ORDER BY fresh.brand),
  fresh.brand
FROM (
  SELECT tenant_id, value COLLATE "C" AS brand FROM report_rollups WHERE facet = 'BRAND' AND part = 0
  UNION SELECT tenant_id, value COLLATE "C" FROM brand_rollups WHERE facet = 'BRAND' AND part = 0
) AS fresh
WHERE NOT EXISTS (
  SELECT FROM brand_numbers AS known WHERE known.tenant_id = fresh.tenant_id AND known.brand = fresh.brand
);

INSERT INTO packed_sheets (tenant_id, brand, grain, start, packed)
SELECT its.tenant_id, its.brand, its.grain, its.start,
  string_agg(sheet_number(n.number) || sheet_number(its.mentions) || sheet_number(its.stories), ''::bytea ORDER BY n.number DESC)
FROM (
  SELECT tenant_id, '' AS brand, grain, start, value, reports AS mentions, stories FROM report_rollups
  WHERE facet = 'BRAND' AND grain <> 'HOUR' AND part = 0
  UNION ALL
  SELECT tenant_id, brand, grain, start, value, mentions, stories FROM brand_rollups WHERE facet = 'BRAND' AND part = 0
) AS its JOIN brand_numbers AS n ON n.tenant_id = its.tenant_id AND n.brand = its.value COLLATE "C"
GROUP BY its.tenant_id, its.brand, its.grain, its.start;
ALTER TABLE packed_sheets ADD PRIMARY KEY (tenant_id, brand, grain, start);

-- The column has another name as well: an older process must fail rather than take these bytes for its own, or fold beside them.
-- Readers are kept out last, and for a moment: rather than have all wait behind a long transaction, a dump say, this fails, and can be
-- begun again.
SET LOCAL lock_timeout = '10s';
ALTER TABLE brand_sheets RENAME TO unpacked_sheets;
ALTER INDEX brand_sheets_pkey RENAME TO unpacked_sheets_pkey;
ALTER TABLE unpacked_sheets RENAME CONSTRAINT brand_sheets_tenant_id_fkey TO unpacked_sheets_tenant_id_fkey;
ALTER TABLE packed_sheets RENAME TO brand_sheets;
ALTER INDEX packed_sheets_pkey RENAME TO brand_sheets_pkey;
ALTER TABLE brand_sheets RENAME CONSTRAINT packed_sheets_tenant_id_fkey TO brand_sheets_tenant_id_fkey;
