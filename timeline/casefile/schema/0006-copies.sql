-- A copy of a message may bear another time than its event: the clocks of two
-- exports differ. A new export is compared with all that was said at its times.
CREATE INDEX records_copy_time ON records(start) WHERE event IS NOT NULL;
