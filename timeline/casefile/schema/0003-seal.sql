-- What a record was when it was imported: the first 8 bytes of the SHA-256 of
-- the bytes cut out of its original and of its primary columns, with the names
-- of its chat and sender and its scan as parsed; big endian. NULL: it was
-- imported before this column was there, and only its place can be verified.
ALTER TABLE records ADD COLUMN seal INTEGER;
