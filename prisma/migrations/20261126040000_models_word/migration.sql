-- What a language model said of a brand against the rules is kept as the reason, so that a rereading follows it.
ALTER TYPE mention_reason ADD VALUE 'MODEL' BEFORE 'LOWER_CASE';
