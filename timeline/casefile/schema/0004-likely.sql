-- Senders of different chats who may be one person, as importing showed: shown
-- to the user, who decides with `people merge`. (primary)
CREATE TABLE likely (
  a     INTEGER NOT NULL REFERENCES voices(n), -- a < b
  b     INTEGER NOT NULL REFERENCES voices(n),
  why   TEXT NOT NULL,    -- "said": the same words in the same minutes; "goes_on": one chat goes on where another of its name and people ends
  count INTEGER NOT NULL, -- of such messages; 0 where that has no meaning
  PRIMARY KEY (a, b, why)
) WITHOUT ROWID;
