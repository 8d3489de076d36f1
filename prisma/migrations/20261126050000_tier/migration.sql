-- A type and a table that are called alike become one name in tools that make an API of the schema, which then refuse it.
ALTER TYPE outlet_tier RENAME TO tier;
