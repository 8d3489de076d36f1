-- What a retelling has in common with the first report are the words of its lead. Signatures from before have none:
-- they are compared by title, text and names, and gone after a month.
ALTER TABLE story_signatures ADD COLUMN lead_words integer[] NOT NULL DEFAULT '{}';
