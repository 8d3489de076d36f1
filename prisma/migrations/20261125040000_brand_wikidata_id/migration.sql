-- The item of Wikidata that is the brand, by which it can be joined to other data.
ALTER TABLE brands ADD COLUMN wikidata_id text;
