-- How sure the finder must be that a brand is meant: 0.5, as likely as not, unless the tenant asks for more or less.
ALTER TABLE tenants ADD COLUMN mention_threshold real NOT NULL DEFAULT 0.5;
ALTER TABLE tenants ADD CONSTRAINT tenants_mention_threshold_check CHECK (mention_threshold BETWEEN 0 AND 1);
