-- Whether the days of an event were announced, or are what its past lets expect.
CREATE TYPE calendar_event_basis AS ENUM ('ANNOUNCED', 'EXPECTED');
ALTER TABLE calendar_events ADD COLUMN basis calendar_event_basis NOT NULL DEFAULT 'ANNOUNCED';
