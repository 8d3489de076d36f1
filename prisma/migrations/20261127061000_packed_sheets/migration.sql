-- Sheets in a third of the bytes: most of what they hold are small numbers, and to send and read them is what trends and pairs
-- wait for (docs/decisions/rollups.md). Three migrations, since each is a transaction: this one and the last lock the table of
-- tenants, and are short; the one between locks rollups for as long as it takes to read them.

-- A number on a sheet: below 128 in one byte, below 16,384 in two that begin with the bits 10, and else the lower 30 bits, of which
-- the first is the sign, in four that begin with 11; `sheet-sums.ts` reads it. What has no place in these, below -536,870,912 or
-- above 536,870,911, is refused: four times that is no integer.
CREATE FUNCTION sheet_number(number integer) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN number BETWEEN 0 AND 127 THEN set_byte('\x00'::bytea, 0, number)
  WHEN number BETWEEN 128 AND 16383 THEN int2send((number - 32768)::smallint)
  ELSE int4send((((number * 4) >> 2) & 1073741823) | -1073741824)
END;

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
