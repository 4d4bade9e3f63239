-- Chats that were read by what the rest of the case holds ("the only parcel",
-- a carrier named): what a new parcel elsewhere may change. (derived)
CREATE TABLE leaning (
  chat INTEGER PRIMARY KEY -- conversation
);

-- What older versions concluded knows nothing of it.
INSERT OR IGNORE INTO touched VALUES (0, '');
