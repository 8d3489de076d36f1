-- Sheets in half of the bytes: most brands lie near the one before them, and half of them have one mention in one story. What is sent
-- is what trends and pairs wait for (docs/decisions/rollups.md). Three migrations, as of `packed_sheets`, which says why.

-- A brand on a sheet: with d for how far its number lies below that of the brand before, and of the first for the number itself, 2d
-- where it has one mention in one story, else 2d + 1, its mentions and its stories. `sheet-sums.ts` reads it. Numbers from
-- 268,435,456 on are refused, as `sheet_number` refuses their double.
CREATE FUNCTION sheet_entry(distance integer, mentions integer, stories integer) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN mentions = 1 AND stories = 1 THEN sheet_number(2 * distance)
  ELSE sheet_number(2 * distance + 1) || sheet_number(mentions) || sheet_number(stories)
END;

CREATE TABLE sheets_by_distance (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  brand text NOT NULL,
  grain rollup_grain NOT NULL,
  start timestamptz(3) NOT NULL,
  counts bytea NOT NULL
);
-- As it is: taking it apart would take longer than reading it. And beside its key, as far as a page holds it: what is kept elsewhere is
-- looked up piece by piece.
ALTER TABLE sheets_by_distance ALTER COLUMN counts SET STORAGE EXTERNAL;
-- Sheets are written anew by every fold that concerns them.
ALTER TABLE sheets_by_distance SET (
  toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02
);
