-- Sheets in a third of the bytes: most of what they hold are small numbers, and to send and read them is what trends and pairs
-- wait for (docs/decisions/rollups.md).

-- A number on a sheet: below 128 in one byte, below 16,384 in two that begin with the bits 10, and else the lower 30 bits, of which
-- the first is the sign, in four that begin with 11. So it stands for -536,870,912 to 536,870,911; `sheet-sums.ts` reads it.
CREATE FUNCTION sheet_number(number integer) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN number BETWEEN 0 AND 127 THEN set_byte('\x00'::bytea, 0, number)
  WHEN number BETWEEN 128 AND 16383 THEN int2send((number - 32768)::smallint)
  ELSE int4send((number & 1073741823) | -1073741824)
END;

-- A table of its own, with another column: whoever does not know these bytes must not read them for others.
CREATE TABLE packed_sheets (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  brand text NOT NULL,
  grain rollup_grain NOT NULL,
  start timestamptz(3) NOT NULL,
  packed bytea NOT NULL
);
-- As it is: taking it apart would take longer than reading it.
ALTER TABLE packed_sheets ALTER COLUMN packed SET STORAGE EXTERNAL;
-- Sheets are written anew by every fold that concerns them.
ALTER TABLE packed_sheets SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Whoever reads goes on; what is folded stays as it is until it is on sheets.
LOCK TABLE report_rollups, brand_rollups IN SHARE MODE;

INSERT INTO packed_sheets (tenant_id, brand, grain, start, packed)
SELECT its.tenant_id, its.brand, its.grain, its.start,
  string_agg(sheet_number(n.number) || sheet_number(its.mentions) || sheet_number(its.stories), ''::bytea ORDER BY n.number)
FROM (
  SELECT tenant_id, '' AS brand, grain, start, value, reports AS mentions, stories FROM report_rollups
  WHERE facet = 'BRAND' AND grain <> 'HOUR' AND part = 0
  UNION ALL
  SELECT tenant_id, brand, grain, start, value, mentions, stories FROM brand_rollups WHERE facet = 'BRAND' AND part = 0
) AS its JOIN brand_numbers AS n ON n.tenant_id = its.tenant_id AND n.brand = its.value COLLATE "C"
GROUP BY its.tenant_id, its.brand, its.grain, its.start;

-- Readers are kept out last, and for a moment.
ALTER TABLE packed_sheets ADD PRIMARY KEY (tenant_id, brand, grain, start);
DROP TABLE brand_sheets;
ALTER TABLE packed_sheets RENAME TO brand_sheets;
ALTER INDEX packed_sheets_pkey RENAME TO brand_sheets_pkey;
ALTER TABLE brand_sheets RENAME CONSTRAINT packed_sheets_tenant_id_fkey TO brand_sheets_tenant_id_fkey;
