-- How often each brand was mentioned in a day or month, in one row: what trends and pairs of brands are told from reads
-- thousands of brands (docs/decisions/rollups.md).

-- What a brand is called in sheets. Each tenant's numbers are given from 1 on, none is left out, and none is taken away.
CREATE TABLE brand_numbers (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  number integer NOT NULL,
  brand text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, number) INCLUDE (brand),
  UNIQUE (tenant_id, brand) INCLUDE (number)
);

-- What was folded (part 0) of the brands of all reports, `brand` being '', and of the brands beside one. `entries` has 12
-- bytes for each, in the order of their numbers: number, mentions and stories as integers, the first byte the highest.
CREATE TABLE brand_sheets (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  brand text NOT NULL,
  grain rollup_grain NOT NULL,
  start timestamptz(3) NOT NULL,
  entries bytea NOT NULL,
  PRIMARY KEY (tenant_id, brand, grain, start)
);
-- As it is: taking it apart would take longer than reading it.
ALTER TABLE brand_sheets ALTER COLUMN entries SET STORAGE EXTERNAL;
-- Sheets are written anew by every fold that concerns them.
ALTER TABLE brand_sheets SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Whoever reads goes on; what is folded stays as it is until it is on sheets.
LOCK TABLE report_rollups, brand_rollups IN SHARE MODE;

INSERT INTO brand_numbers (tenant_id, number, brand)
SELECT tenant_id, row_number() OVER (PARTITION BY tenant_id ORDER BY brand COLLATE "C"), brand FROM (
  SELECT tenant_id, value AS brand FROM report_rollups WHERE facet = 'BRAND' AND part = 0
  UNION SELECT tenant_id, value FROM brand_rollups WHERE facet = 'BRAND' AND part = 0
) AS named;

INSERT INTO brand_sheets (tenant_id, brand, grain, start, entries)
SELECT its.tenant_id, its.brand, its.grain, its.start,
  string_agg(int4send(n.number) || int4send(its.mentions) || int4send(its.stories), ''::bytea ORDER BY n.number)
FROM (
  SELECT tenant_id, '' AS brand, grain, start, value, reports AS mentions, stories FROM report_rollups
  WHERE facet = 'BRAND' AND grain <> 'HOUR' AND part = 0
  UNION ALL
  SELECT tenant_id, brand, grain, start, value, mentions, stories FROM brand_rollups WHERE facet = 'BRAND' AND part = 0
) AS its JOIN brand_numbers AS n ON n.tenant_id = its.tenant_id AND n.brand = its.value COLLATE "C"
GROUP BY its.tenant_id, its.brand, its.grain, its.start;

-- What is not folded yet is added to sheets, and so it is found by its keys; folding takes it in their order as well, each once.
-- Readers are kept out last, and for a moment.
CREATE INDEX report_rollups_unfolded_keys_idx ON report_rollups (tenant_id, facet, grain, start) WHERE part > 0;
CREATE INDEX brand_rollups_unfolded_keys_idx ON brand_rollups (tenant_id, brand, facet, grain, start) WHERE part > 0;
DROP INDEX report_rollups_unfolded_idx;
DROP INDEX brand_rollups_unfolded_idx;
ALTER INDEX report_rollups_unfolded_keys_idx RENAME TO report_rollups_unfolded_idx;
ALTER INDEX brand_rollups_unfolded_keys_idx RENAME TO brand_rollups_unfolded_idx;
