-- The case: everything known about one dispute, or one person's disputes.
--
-- Times are whole seconds since 1970-01-01 UTC unless a column says otherwise.
-- Columns named value hold a noun of package timeline as its JSON (the public
-- form, CONTRACT), and the columns beside it repeat what is searched by.
-- "Primary" is what was imported or entered and cannot be made again; "derived"
-- is made from it by reconstruct.Finish and may be dropped at any time.

-- ── Where records come from (primary) ───────────────────────────────────────

-- One run of reading exports into the case.
CREATE TABLE imports (
  n     INTEGER PRIMARY KEY, -- in order of import; never used again after an undo
  id    TEXT NOT NULL UNIQUE,-- "i_…", shown to the user
  value TEXT NOT NULL        -- timeline.Import with its ledger
);

-- One export: the files that belong together. No two records of one export
-- are ever the same event.
CREATE TABLE exports (
  n   INTEGER PRIMARY KEY,
  id  TEXT NOT NULL UNIQUE, -- "x_…", hash of the main file's sha256 and member
  app TEXT NOT NULL         -- the format's app, "wechat"; or tracking source
);

-- One original file, or one member of it, that was read.
CREATE TABLE sources (
  n      INTEGER PRIMARY KEY,
  name   TEXT NOT NULL,    -- as the user gave it; for display only
  member TEXT NOT NULL,    -- path in the archive, "!/" between levels; '' for a plain file
  sha256 TEXT NOT NULL,    -- of the outer file, which stands in originals/ under this name
  format TEXT NOT NULL,    -- id of the format that read it
  export INTEGER NOT NULL REFERENCES exports(n),
  UNIQUE (sha256, member)
);

-- Which imports held a source. A source goes with the last import that held it.
CREATE TABLE holdings (
  import INTEGER NOT NULL REFERENCES imports(n),
  source INTEGER NOT NULL REFERENCES sources(n),
  ledger TEXT NOT NULL,    -- timeline.SourceLedger: what this import did with it
  PRIMARY KEY (import, source)
) WITHOUT ROWID;
CREATE INDEX holdings_source ON holdings(source);

-- ── Chats and people (primary, but for the grouping) ────────────────────────

-- One chat as one export tells it.
CREATE TABLE threads (
  n      INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE, -- "c_…", hash of the export's id and the two columns below
  export INTEGER NOT NULL REFERENCES exports(n),
  name   TEXT NOT NULL,    -- the chat's name in the export, '' if it gives none
  app_id TEXT NOT NULL,    -- the app's own id of the chat, '' if none
  grouped INTEGER NOT NULL DEFAULT 0, -- 1: the export says that it is a group chat
  newest_first INTEGER NOT NULL DEFAULT 0, -- 1: the export lists its newest message first
  chat   INTEGER NOT NULL, -- number of the conversation it belongs to: the n of a thread that is or was in it
  first  INTEGER,          -- start of its first dated record; NULL: none is dated
  last   INTEGER,          -- end of its last dated record
  count  INTEGER NOT NULL DEFAULT 0 -- its messages and notices
);
CREATE INDEX threads_chat ON threads(chat);

-- Pairs of threads found to be the same chat; conversations are what these
-- pairs connect. Kept, so that an undo can take the connection back.
CREATE TABLE stitches (
  a   INTEGER NOT NULL REFERENCES threads(n), -- a < b
  b   INTEGER NOT NULL REFERENCES threads(n),
  why TEXT NOT NULL,       -- "id", "name+ids", "name+overlap", "overlap" or "name+shift"
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- One sender as one thread names it. The sender of notices is '' without id.
CREATE TABLE voices (
  n      INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE, -- "p_…", hash of the thread's id and the columns below
  thread INTEGER NOT NULL REFERENCES threads(n),
  name   TEXT NOT NULL,
  app_id TEXT NOT NULL,    -- the app's own id of the person, '' if none
  self   INTEGER NOT NULL, -- 1: owner of the export, or named by --me
  count  INTEGER NOT NULL DEFAULT 0 -- its events of kind message; what another export also holds counts once
);
CREATE INDEX voices_thread ON voices(thread);

-- What messages that two exports both hold show of two senders of one chat.
-- (derived from records)
CREATE TABLE same_voices (
  a INTEGER NOT NULL REFERENCES voices(n), -- a < b
  b INTEGER NOT NULL REFERENCES voices(n),
  same INTEGER NOT NULL,   -- 1: one person; 0: one name, but two people
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- ── Records (primary) ───────────────────────────────────────────────────────

-- One message, notice, scan, frame or unparsed piece of one source. Of several
-- records that are one event, one is shown (event IS NULL) and the others
-- point at it; an event is its shown record.
CREATE TABLE records (
  n       INTEGER PRIMARY KEY, -- in order of import; given out once
  key     INTEGER NOT NULL, -- first 8 bytes of the record's id, big endian, top bit flipped so that numbers sort as ids
  source  INTEGER NOT NULL REFERENCES sources(n),
  ordinal INTEGER NOT NULL, -- counts the records of the source from 1
  kind    INTEGER NOT NULL, -- 0 message, 1 notice, 2 scan, 3 frame, 4 unparsed
  event   INTEGER,          -- n of the shown record of the same event; NULL: this one is shown
  copies  INTEGER NOT NULL, -- of a shown record: how many others are the same event
  chat    INTEGER NOT NULL, -- number of the conversation; 0 for scans and for what belongs to no chat
  voice   INTEGER,          -- who wrote it; NULL for scans and for what belongs to no chat
  start   INTEGER NOT NULL, -- begin of its time; undated: 1099511627776 (2^40), so that it sorts last
  width   INTEGER NOT NULL, -- seconds until the end of its time; 0: undated
  precision INTEGER NOT NULL, -- 0 none, 1 day, 2 minute, 3 second
  zone    INTEGER NOT NULL, -- where the zone comes from: 0 none, 1 explicit, 2 declared, 3 assumed
  utc_offset INTEGER NOT NULL, -- of start, seconds east of UTC
  raw     TEXT NOT NULL,    -- the time as written in the source
  pos     INTEGER NOT NULL, -- orders the events of one chat that have the same start
  text    TEXT NOT NULL,    -- as decoded, never normalised
  app_id  TEXT,             -- the platform's own id of the message; NULL: none
  seq     TEXT,             -- the exporter's number of the message in its chat; NULL: none
  reply_to TEXT,            -- app_id of the message it quotes; NULL: none
  attachments TEXT,         -- JSON array of timeline.Attachment; NULL: none
  flags   INTEGER NOT NULL, -- 1 recalled + 2 edited
  offset  INTEGER NOT NULL, -- bytes from the beginning of the original (of the member)
  length  INTEGER NOT NULL, -- bytes
  line    INTEGER NOT NULL, -- from 1; 0: not applicable
  path    TEXT              -- JSON Pointer or XPath; NULL: none
);
CREATE INDEX records_key  ON records(key);
CREATE INDEX records_time ON records(start, chat, pos) WHERE event IS NULL AND kind <= 2;
CREATE INDEX records_chat ON records(chat, start, pos) WHERE event IS NULL AND kind <= 2 AND chat <> 0;
CREATE INDEX records_copy ON records(event) WHERE event IS NOT NULL;

-- What a tracking record says beside its text: the parser's part is primary,
-- the reading derived.
CREATE TABLE scans (
  record  INTEGER PRIMARY KEY REFERENCES records(n),
  waybill TEXT NOT NULL,   -- normalised; '' if the record names none
  parsed  TEXT NOT NULL,   -- timeline.Scan as parsed (primary)
  reading TEXT             -- timeline.Scan as read from text and codes (derived); NULL: as parsed
);
CREATE INDEX scans_waybill ON scans(waybill) WHERE waybill <> '';

-- Runs of letters and digits in messages that may be a waybill number, joined
-- over spaces and dashes: what tells which chats a new record concerns.
CREATE TABLE runs (
  record INTEGER NOT NULL, -- records(n)
  run    TEXT NOT NULL     -- upper case, half width
);

-- ── What the user adds (primary) ────────────────────────────────────────────
-- Marks hang on record ids, not on rows: they survive undo and re-import.

CREATE TABLE labels (
  record TEXT NOT NULL,    -- record id
  label  TEXT NOT NULL,
  at     INTEGER NOT NULL, -- wall clock of entering
  PRIMARY KEY (record, label)
) WITHOUT ROWID;

CREATE TABLE notes (
  record TEXT PRIMARY KEY, -- record id
  note   TEXT NOT NULL,
  at     INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE corrections (
  id     TEXT PRIMARY KEY,
  record TEXT NOT NULL,    -- record id
  value  TEXT NOT NULL     -- timeline.Correction
) WITHOUT ROWID;

CREATE TABLE roles (
  voice TEXT PRIMARY KEY,  -- voice id
  role  TEXT NOT NULL,     -- timeline.Role
  at    INTEGER NOT NULL   -- the latest of one person's voices counts
) WITHOUT ROWID;

-- Voices that the user declared one person.
CREATE TABLE merges (
  a  TEXT NOT NULL,        -- voice ids
  b  TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE TABLE facts (
  key     TEXT NOT NULL,   -- complainant respondent platform order paid request first_complaint ticket
  waybill TEXT NOT NULL,   -- '' for the whole case
  value   TEXT NOT NULL,   -- the user's own words
  at      INTEGER NOT NULL,
  PRIMARY KEY (key, waybill)
) WITHOUT ROWID;

CREATE TABLE exhibits (
  id     TEXT PRIMARY KEY, -- "b_…"
  sha256 TEXT NOT NULL,    -- stands in originals/ under this name
  value  TEXT NOT NULL     -- timeline.Exhibit
) WITHOUT ROWID;

-- Files that came along with exports (pictures, voice), kept in originals/.
CREATE TABLE attachments (
  sha256 TEXT NOT NULL,    -- of the file; of the archive where member is set
  member TEXT NOT NULL,
  name   TEXT NOT NULL,
  size   INTEGER NOT NULL, -- bytes
  import INTEGER NOT NULL REFERENCES imports(n),
  PRIMARY KEY (sha256, member)
) WITHOUT ROWID;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- ── Derived ─────────────────────────────────────────────────────────────────

-- What the text of an event says. No row: it says nothing about a parcel.
CREATE TABLE readings (
  event      INTEGER PRIMARY KEY, -- records(n), shown
  waybills   TEXT NOT NULL, -- JSON array of timeline.Waybill
  statements TEXT NOT NULL  -- JSON array of timeline.Statement
);

-- The numbers in readings, to find events by.
CREATE TABLE mentions (
  waybill TEXT NOT NULL,
  event   INTEGER NOT NULL,
  PRIMARY KEY (waybill, event)
) WITHOUT ROWID;
CREATE INDEX mentions_event ON mentions(event);

CREATE TABLE guesses (
  party TEXT PRIMARY KEY,  -- any voice id of the person
  role  TEXT NOT NULL,     -- guessed from behaviour and wording
  why   TEXT NOT NULL      -- JSON array of timeline.Sentence
) WITHOUT ROWID;

CREATE TABLE parcels (
  id    TEXT PRIMARY KEY,
  value TEXT NOT NULL      -- timeline.Parcel
) WITHOUT ROWID;

CREATE TABLE parcel_numbers (
  number TEXT PRIMARY KEY,
  parcel TEXT NOT NULL
) WITHOUT ROWID;

-- Which statement (index in its reading; -1: the scan) is about which parcel.
CREATE TABLE links (
  parcel    TEXT NOT NULL,
  event     INTEGER NOT NULL, -- records(n), shown
  statement INTEGER NOT NULL,
  link      TEXT NOT NULL,    -- timeline.Link
  ambiguous INTEGER NOT NULL, -- 1: another parcel would fit too
  PRIMARY KEY (parcel, event, statement)
) WITHOUT ROWID;
CREATE INDEX links_event ON links(event);

CREATE TABLE findings (
  id       TEXT PRIMARY KEY,
  parcel   TEXT NOT NULL,    -- '' for findings about an export
  type     TEXT NOT NULL,
  firm     INTEGER NOT NULL, -- 1 firm, 0 possible
  severity INTEGER NOT NULL, -- 2 high, 1 medium, 0 low
  gap      INTEGER NOT NULL, -- seconds between the two accounts; 0: no meaning
  value    TEXT NOT NULL     -- timeline.Finding
) WITHOUT ROWID;
CREATE INDEX findings_parcel ON findings(parcel);

CREATE TABLE finding_events (
  event   TEXT NOT NULL,    -- event id
  finding TEXT NOT NULL,
  PRIMARY KEY (event, finding)
) WITHOUT ROWID;

-- Places where messages may be missing.
CREATE TABLE gaps (
  id     TEXT PRIMARY KEY,
  origin TEXT NOT NULL,    -- "import" (counted while reading and merging) or "derived"
  source INTEGER,          -- sources(n) that it is about; NULL: a chat's
  other  INTEGER,          -- sources(n) that it was compared with; NULL: none
  chat   INTEGER,          -- conversation; NULL: none
  value  TEXT NOT NULL     -- timeline.Gap; its events are record ids
) WITHOUT ROWID;

-- ── Work to do ──────────────────────────────────────────────────────────────

-- What derived data no longer agrees with. One row with both '' means all.
CREATE TABLE touched (
  chat    INTEGER NOT NULL, -- 0: none
  waybill TEXT NOT NULL,    -- '': none
  PRIMARY KEY (chat, waybill)
) WITHOUT ROWID;

-- What the index must read again, in order. A row stands for as many changes
-- as it has records: those numbered seq-(last-first) … seq.
CREATE TABLE changes (
  seq   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,  -- records(n)
  last  INTEGER NOT NULL,  -- ≥ first
  gone  TEXT               -- id of an event that no longer exists; NULL: the records are there
);
