-- Since when a tenant followed the first of the feeds that were read and are deleted by now: a feed that was added later is
-- new, though it be the oldest that is left.
ALTER TABLE tenants ADD COLUMN followed_since timestamptz(3);
