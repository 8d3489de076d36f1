-- An article may be about several topics: `topic` is the first, `further_topics` are the others, so that neither repeats
-- the other. How sure the language is, and how much of the analysis could be done in it.
CREATE TYPE analysis_extent AS ENUM ('FULL', 'BRANDS_ONLY');

ALTER TABLE reports
  ADD COLUMN further_topics topic[] NOT NULL DEFAULT '{}',
  ADD COLUMN language_confidence real CHECK (language_confidence BETWEEN 0 AND 1),
  ADD COLUMN analysis analysis_extent NOT NULL DEFAULT 'FULL';

-- Until now tone and sentiment were left NEUTRAL without a word where the language was not English.
UPDATE reports SET analysis = 'BRANDS_ONLY' WHERE language IS DISTINCT FROM 'en';
