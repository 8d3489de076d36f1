-- Whoever reads goes on; what is folded stays as it is until it is on sheets, and who stores reports waits.
LOCK TABLE report_rollups, brand_rollups IN SHARE MODE;

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
-- Readers are kept out last, and for a moment.
ALTER TABLE brand_sheets RENAME TO unpacked_sheets;
ALTER INDEX brand_sheets_pkey RENAME TO unpacked_sheets_pkey;
ALTER TABLE unpacked_sheets RENAME CONSTRAINT brand_sheets_tenant_id_fkey TO unpacked_sheets_tenant_id_fkey;
ALTER TABLE packed_sheets RENAME TO brand_sheets;
ALTER INDEX packed_sheets_pkey RENAME TO brand_sheets_pkey;
ALTER TABLE brand_sheets RENAME CONSTRAINT packed_sheets_tenant_id_fkey TO brand_sheets_tenant_id_fkey;
