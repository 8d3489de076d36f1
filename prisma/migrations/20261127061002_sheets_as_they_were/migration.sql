-- Nobody reads them any more. By itself, as it waits for all who are at work on any tenant, and must hold nothing they wait for;
-- and not for long, since all others wait behind it.
SET LOCAL lock_timeout = '10s';
DROP TABLE unpacked_sheets;
