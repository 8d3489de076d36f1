-- Nobody reads them any more; by itself and not for long, as in `sheets_as_they_were`.
SET LOCAL lock_timeout = '10s';
DROP TABLE sheets_by_number;
