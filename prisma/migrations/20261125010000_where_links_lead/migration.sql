-- Whose address a report's link is, and the picture of its page.

CREATE TYPE url_resolution AS ENUM ('DIRECT', 'UNWRAPPED', 'UNRESOLVED');

-- The default is for processes of the version before, which may still be writing.
ALTER TABLE reports ADD COLUMN url_resolution url_resolution DEFAULT 'DIRECT';
ALTER TABLE reports ADD COLUMN image_url text;

-- Until now links of Google Alerts were always unwrapped, and those of Google News never.
UPDATE reports SET url_resolution = CASE WHEN url IS NULL THEN NULL
    WHEN provider = 'GOOGLE_NEWS' THEN 'UNRESOLVED'::url_resolution ELSE 'UNWRAPPED' END
  WHERE url IS NULL OR provider <> 'RSS';
