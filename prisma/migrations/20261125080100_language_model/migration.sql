-- Who had the last word on a report, and why a language model that is set up had none.
CREATE TYPE analysed_by AS ENUM ('LOCAL', 'MODEL');
CREATE TYPE analysis_note AS ENUM ('BUDGET', 'RESTING', 'TIMEOUT', 'UNREACHABLE', 'STATUS', 'TOO_LARGE', 'NO_JSON',
  'WRONG_SHAPE', 'UNKNOWN_BRAND');
ALTER TABLE reports ADD COLUMN analysed_by analysed_by NOT NULL DEFAULT 'LOCAL';
ALTER TABLE reports ADD COLUMN analysis_note analysis_note;
