-- Marks of touched that a run of Finish has taken up: a mark made meanwhile is a
-- new one. What is left of a run that was cut off is taken up again.
CREATE TABLE working (
  chat    INTEGER NOT NULL, -- 0: none
  waybill TEXT NOT NULL,    -- '': none
  PRIMARY KEY (chat, waybill)
) WITHOUT ROWID;
