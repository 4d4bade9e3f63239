// Package casefile keeps a case on disk: the unaltered originals, and a SQLite
// database of what was read from them, what the user added, and what was
// concluded.
//
// # What is kept
//
// Primary data is stored once and never recomputed: originals, records and
// what the user entered. Derived data (readings, parcels, findings) is written
// by Derive and can be made again. Every column is explained in
// schema/0001-case.sql; later files there are the migrations, applied in order,
// each in a transaction and entered in the table migrations.
//
// # Events
//
// Of the records that are the same thing in several exports one is shown: the
// one with the finest time, then the smallest id. An Event is its shown record
// with all others attached. Its id is the smallest id among its records, and
// every one of these ids finds it. What the user attaches hangs on record ids,
// so it survives undo and re-import.
//
// # Who may write
//
// Any process may open a case. One at a time writes: a second writer waits
// (Options.Wait) and is then told who holds the case. An import is one
// transaction, and originals are written before it commits, so a crash at any
// moment leaves a case with whole imports only, at worst with an original
// that nothing refers to yet; the next writer removes it.
//
// # Who follows
//
// Every write appends to changes. Whoever keeps something beside the case, such
// as a full-text index, remembers the last Seq it has seen and asks for what
// came after.
package casefile
