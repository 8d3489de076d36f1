-- As in `sheets_are_packed`, and for its reasons: tenants before rollups, no fold meanwhile, readers kept out last and for a moment.
SELECT FROM tenants FOR KEY SHARE;
LOCK TABLE report_rollups, brand_rollups IN SHARE MODE;
LOCK TABLE brand_numbers IN SHARE ROW EXCLUSIVE MODE;

-- Where all migrations run on end, a version without sheets may have folded since the one that gave numbers last.
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

INSERT INTO sheets_by_distance (tenant_id, brand, grain, start, counts)
SELECT tenant_id, brand, grain, start,
  string_agg(sheet_entry(distance, mentions, stories), ''::bytea ORDER BY number DESC)
FROM (
  SELECT its.*, n.number, coalesce(
      lag(n.number) OVER (PARTITION BY its.tenant_id, its.brand, its.grain, its.start ORDER BY n.number DESC) - n.number, n.number
    ) AS distance
  FROM (
    SELECT tenant_id, '' AS brand, grain, start, value, reports AS mentions, stories FROM report_rollups
    WHERE facet = 'BRAND' AND grain <> 'HOUR' AND part = 0
    UNION ALL
    SELECT tenant_id, brand, grain, start, value, mentions, stories FROM brand_rollups WHERE facet = 'BRAND' AND part = 0
  ) AS its JOIN brand_numbers AS n ON n.tenant_id = its.tenant_id AND n.brand = its.value COLLATE "C"
) AS numbered
GROUP BY tenant_id, brand, grain, start;
ALTER TABLE sheets_by_distance ADD PRIMARY KEY (tenant_id, brand, grain, start);

-- A version that reads the older form must fail rather than read these, and so the column has a name that it does not know.
SET LOCAL lock_timeout = '10s';
ALTER TABLE brand_sheets RENAME TO sheets_by_number;
ALTER INDEX brand_sheets_pkey RENAME TO sheets_by_number_pkey;
ALTER TABLE sheets_by_number RENAME CONSTRAINT brand_sheets_tenant_id_fkey TO sheets_by_number_tenant_id_fkey;
ALTER TABLE sheets_by_distance RENAME TO brand_sheets;
ALTER INDEX sheets_by_distance_pkey RENAME TO brand_sheets_pkey;
ALTER TABLE brand_sheets RENAME CONSTRAINT sheets_by_distance_tenant_id_fkey TO brand_sheets_tenant_id_fkey;
