CREATE TABLE attachments (
  sha256 TEXT NOT NULL,    -- of the file; of the archive where member is set
  member TEXT NOT NULL,
  name   TEXT NOT NULL,
  size   INTEGER NOT NULL, -- bytes
  import INTEGER NOT NULL REFERENCES imports(n),
  PRIMARY KEY (sha256, member)
) WITHOUT ROWID;
CREATE TABLE changes (
  seq   INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,  -- records(n)
  last  INTEGER NOT NULL,  -- ≥ first
  gone  TEXT               -- id of an event that no longer exists; NULL: the records are there
);
CREATE TABLE corrections (
  id     TEXT PRIMARY KEY,
  record TEXT NOT NULL,    -- record id
  value  TEXT NOT NULL     -- timeline.Correction
) WITHOUT ROWID;
CREATE TABLE exhibits (
  id     TEXT PRIMARY KEY, -- "b_…"
  sha256 TEXT NOT NULL,    -- stands in originals/ under this name
  value  TEXT NOT NULL     -- timeline.Exhibit
) WITHOUT ROWID;
CREATE TABLE exports (
  n   INTEGER PRIMARY KEY,
  id  TEXT NOT NULL UNIQUE, -- "x_…", hash of the main file's sha256 and member
  app TEXT NOT NULL         -- the format's app, "wechat"; or tracking source
);
CREATE TABLE facts (
  key     TEXT NOT NULL,   -- complainant respondent platform order paid request first_complaint ticket
  waybill TEXT NOT NULL,   -- '' for the whole case
  value   TEXT NOT NULL,   -- the user's own words
  at      INTEGER NOT NULL,
  PRIMARY KEY (key, waybill)
) WITHOUT ROWID;
CREATE TABLE finding_events (
  event   TEXT NOT NULL,    -- event id
  finding TEXT NOT NULL,
  PRIMARY KEY (event, finding)
) WITHOUT ROWID;
CREATE TABLE findings (
  id       TEXT PRIMARY KEY,
  parcel   TEXT NOT NULL,    -- '' for findings about an export
  type     TEXT NOT NULL,
  firm     INTEGER NOT NULL, -- 1 firm, 0 possible
  severity INTEGER NOT NULL, -- 2 high, 1 medium, 0 low
  gap      INTEGER NOT NULL, -- seconds between the two accounts; 0: no meaning
  value    TEXT NOT NULL     -- timeline.Finding
) WITHOUT ROWID;
CREATE TABLE gaps (
  id     TEXT PRIMARY KEY,
  origin TEXT NOT NULL,    -- "import" (counted while reading and merging) or "derived"
  source INTEGER,          -- sources(n) that it is about; NULL: a chat's
  other  INTEGER,          -- sources(n) that it was compared with; NULL: none
  chat   INTEGER,          -- conversation; NULL: none
  value  TEXT NOT NULL     -- timeline.Gap; its events are record ids
) WITHOUT ROWID;
CREATE TABLE guesses (
  party TEXT PRIMARY KEY,  -- any voice id of the person
  role  TEXT NOT NULL,     -- guessed from behaviour and wording
  why   TEXT NOT NULL      -- JSON array of timeline.Sentence
) WITHOUT ROWID;
CREATE TABLE holdings (
  import INTEGER NOT NULL REFERENCES imports(n),
  source INTEGER NOT NULL REFERENCES sources(n),
  ledger TEXT NOT NULL,    -- timeline.SourceLedger: what this import did with it
  PRIMARY KEY (import, source)
) WITHOUT ROWID;
CREATE TABLE imports (
  n     INTEGER PRIMARY KEY, -- in order of import; never used again after an undo
  id    TEXT NOT NULL UNIQUE,-- "i_…", shown to the user
  value TEXT NOT NULL        -- timeline.Import with its ledger
);
CREATE TABLE labels (
  record TEXT NOT NULL,    -- record id
  label  TEXT NOT NULL,
  at     INTEGER NOT NULL, -- wall clock of entering
  PRIMARY KEY (record, label)
) WITHOUT ROWID;
CREATE TABLE links (
  parcel    TEXT NOT NULL,
  event     INTEGER NOT NULL, -- records(n), shown
  statement INTEGER NOT NULL,
  link      TEXT NOT NULL,    -- timeline.Link
  ambiguous INTEGER NOT NULL, -- 1: another parcel would fit too
  PRIMARY KEY (parcel, event, statement)
) WITHOUT ROWID;
CREATE TABLE mentions (
  waybill TEXT NOT NULL,
  event   INTEGER NOT NULL,
  PRIMARY KEY (waybill, event)
) WITHOUT ROWID;
CREATE TABLE merges (
  a  TEXT NOT NULL,        -- voice ids
  b  TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE migrations (
		name TEXT PRIMARY KEY, -- file name in schema/
		at   INTEGER NOT NULL  -- wall clock
	) WITHOUT ROWID;
CREATE TABLE notes (
  record TEXT PRIMARY KEY, -- record id
  note   TEXT NOT NULL,
  at     INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE parcel_numbers (
  number TEXT PRIMARY KEY,
  parcel TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE parcels (
  id    TEXT PRIMARY KEY,
  value TEXT NOT NULL      -- timeline.Parcel
) WITHOUT ROWID;
CREATE TABLE readings (
  event      INTEGER PRIMARY KEY, -- records(n), shown
  waybills   TEXT NOT NULL, -- JSON array of timeline.Waybill
  statements TEXT NOT NULL  -- JSON array of timeline.Statement
);
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
CREATE TABLE roles (
  voice TEXT PRIMARY KEY,  -- voice id
  role  TEXT NOT NULL,     -- timeline.Role
  at    INTEGER NOT NULL   -- the latest of one person's voices counts
) WITHOUT ROWID;
CREATE TABLE runs (
  record INTEGER NOT NULL, -- records(n)
  run    TEXT NOT NULL     -- upper case, half width
);
CREATE TABLE same_voices (
  a INTEGER NOT NULL REFERENCES voices(n), -- a < b
  b INTEGER NOT NULL REFERENCES voices(n),
  same INTEGER NOT NULL,   -- 1: one person; 0: one name, but two people
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE scans (
  record  INTEGER PRIMARY KEY REFERENCES records(n),
  waybill TEXT NOT NULL,   -- normalised; '' if the record names none
  parsed  TEXT NOT NULL,   -- timeline.Scan as parsed (primary)
  reading TEXT             -- timeline.Scan as read from text and codes (derived); NULL: as parsed
);
CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sources (
  n      INTEGER PRIMARY KEY,
  name   TEXT NOT NULL,    -- as the user gave it; for display only
  member TEXT NOT NULL,    -- path in the archive, "!/" between levels; '' for a plain file
  sha256 TEXT NOT NULL,    -- of the outer file, which stands in originals/ under this name
  format TEXT NOT NULL,    -- id of the format that read it
  export INTEGER NOT NULL REFERENCES exports(n),
  UNIQUE (sha256, member)
);
CREATE TABLE stitches (
  a   INTEGER NOT NULL REFERENCES threads(n), -- a < b
  b   INTEGER NOT NULL REFERENCES threads(n),
  why TEXT NOT NULL,       -- "id", "name+ids", "name+overlap", "overlap" or "name+shift"
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
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
CREATE TABLE touched (
  chat    INTEGER NOT NULL, -- 0: none
  waybill TEXT NOT NULL,    -- '': none
  PRIMARY KEY (chat, waybill)
) WITHOUT ROWID;
CREATE TABLE voices (
  n      INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE, -- "p_…", hash of the thread's id and the columns below
  thread INTEGER NOT NULL REFERENCES threads(n),
  name   TEXT NOT NULL,
  app_id TEXT NOT NULL,    -- the app's own id of the person, '' if none
  self   INTEGER NOT NULL, -- 1: owner of the export, or named by --me
  count  INTEGER NOT NULL DEFAULT 0 -- its events of kind message; what another export also holds counts once
);
CREATE INDEX findings_parcel ON findings(parcel);
CREATE INDEX holdings_source ON holdings(source);
CREATE INDEX links_event ON links(event);
CREATE INDEX mentions_event ON mentions(event);
CREATE INDEX records_chat ON records(chat, start, pos) WHERE event IS NULL AND kind <= 2 AND chat <> 0;
CREATE INDEX records_copy ON records(event) WHERE event IS NOT NULL;
CREATE INDEX records_key  ON records(key);
CREATE INDEX records_time ON records(start, chat, pos) WHERE event IS NULL AND kind <= 2;
CREATE INDEX scans_waybill ON scans(waybill) WHERE waybill <> '';
CREATE INDEX threads_chat ON threads(chat);
CREATE INDEX voices_thread ON voices(thread);
INSERT INTO changes VALUES (7,1,7,NULL);
INSERT INTO changes VALUES (8,1,1,NULL);
INSERT INTO changes VALUES (9,0,0,NULL);
INSERT INTO exports VALUES (1,'x_ncmofnd9igs6uctdfns4tjvs','test');
INSERT INTO holdings VALUES (1,1,'{"source":{"name":"小王.txt","member":"","sha256":"11d9f5b7f96872833b8d2d40acb47c214033ad6236f273a14f6827e2e44f9ebd","format":"lines-test-txt"},"size":0,"records":{"message":6,"scan":1},"duplicates":0}');
INSERT INTO imports VALUES (1,'i_1','{"id":"i_1","at":"2026-03-20T12:00:00Z","paths":["小王.txt"],"zone":"Asia/Shanghai","ledger":[{"source":{"name":"小王.txt","member":"","sha256":"11d9f5b7f96872833b8d2d40acb47c214033ad6236f273a14f6827e2e44f9ebd","format":"lines-test-txt"},"size":0,"records":{"message":6,"scan":1},"duplicates":0}],"new":7}');
INSERT INTO labels VALUES ('e_edpjq6bt472q3kbqpjb82id0','关键',1774008000);
INSERT INTO migrations VALUES ('schema/0001-case.sql',1795551887);
INSERT INTO records VALUES (1,-904311920488495711,1,1,0,NULL,0,1,1,1772414400,60,2,3,28800,'09:20',1,'明天送到',NULL,NULL,NULL,NULL,0,0,27,1,NULL);
INSERT INTO records VALUES (2,-5269245272005646175,1,2,0,NULL,0,1,2,1772414460,60,2,3,28800,'09:21',2,'好',NULL,NULL,NULL,NULL,0,27,21,2,NULL);
INSERT INTO records VALUES (3,-8440218725089760187,1,3,0,NULL,0,1,2,1772414460,60,2,3,28800,'09:21',3,'在吗',NULL,NULL,NULL,NULL,0,48,24,3,NULL);
INSERT INTO records VALUES (4,4958514502868451095,1,4,0,NULL,0,1,1,1099511627776,0,0,0,0,'?',4,'没写时间',NULL,NULL,NULL,NULL,0,72,23,4,NULL);
INSERT INTO records VALUES (5,7729138652941685250,1,5,2,NULL,0,0,NULL,1772418660,60,2,3,28800,'10:31',0,'已签收',NULL,NULL,NULL,NULL,0,95,34,5,NULL);
INSERT INTO records VALUES (6,-4526872392868910166,1,6,0,NULL,0,1,2,1772438520,60,2,3,28800,'16:02',5,'还没收到',NULL,NULL,NULL,NULL,0,129,30,6,NULL);
INSERT INTO records VALUES (7,-1242808062896259427,1,7,0,NULL,0,1,1,1772438700,60,2,3,28800,'16:05',6,'放门口了',NULL,NULL,NULL,NULL,0,159,27,7,NULL);
INSERT INTO roles VALUES ('p_7qacbqtnoesl4jt7qbn0cp30','courier',1774008000);
INSERT INTO scans VALUES (5,'SF1390000000017','{"waybill":"SF1390000000017","carrier":"sf","status":"delivered","status_from":"","code":"","code_status":"","place":"","place_kind":"","signer":"","signer_kind":""}',NULL);
INSERT INTO settings VALUES ('next_import','2');
INSERT INTO settings VALUES ('next_record','8');
INSERT INTO settings VALUES ('next_thread','2');
INSERT INTO sources VALUES (1,'小王.txt','','11d9f5b7f96872833b8d2d40acb47c214033ad6236f273a14f6827e2e44f9ebd','lines-test-txt',1);
INSERT INTO threads VALUES (1,'c_4m9h76akmvrbtl8lrgvp2l4a',1,'小王','',0,0,1,1772414400,1772438760,6);
INSERT INTO touched VALUES (1,'');
INSERT INTO voices VALUES (1,'p_7qacbqtnoesl4jt7qbn0cp30',1,'小王','',0,3);
INSERT INTO voices VALUES (2,'p_4h26vkjebks2fr45r5ffvuvv',1,'李女士','',1,3);
