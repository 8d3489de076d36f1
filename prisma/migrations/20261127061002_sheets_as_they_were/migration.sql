-- Nobody reads them any more. By itself, as it waits for all who are at work on any tenant, and must hold nothing they wait for.
DROP TABLE unpacked_sheets;
