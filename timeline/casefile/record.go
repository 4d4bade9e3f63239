package casefile

import (
	"database/sql"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// undated is the start of a record without time: behind every time.
const undated = 1 << 40

var (
	kinds      = codes(timeline.KindMessage, timeline.KindNotice, timeline.KindScan, timeline.KindFrame, timeline.KindUnparsed)
	precisions = codes(timeline.PrecisionNone, timeline.PrecisionDay, timeline.PrecisionMinute, timeline.PrecisionSecond)
	zones      = codes("", timeline.ZoneExplicit, timeline.ZoneDeclared, timeline.ZoneAssumed)
)

// A codec writes words of package timeline as small numbers.
type codec[T ~string] struct {
	words []T
	code  map[T]int
}

func codes[T ~string](words ...T) codec[T] {
	c := codec[T]{words, map[T]int{}}
	for i, w := range words {
		c.code[w] = i
	}
	return c
}

func (c codec[T]) word(code int) T {
	if code < 0 || code >= len(c.words) {
		return ""
	}
	return c.words[code]
}

var idEncoding = base32.HexEncoding.WithPadding(base32.NoPadding)

// keyOf is the number that a record id is looked up by: its first 8 bytes, such
// that numbers sort as ids do.
func keyOf(id string) (int64, error) {
	short, ok := strings.CutPrefix(id, "e_")
	if !ok {
		return 0, fmt.Errorf("%q is no event id: %w", id, ErrNotFound)
	}
	raw, err := idEncoding.DecodeString(strings.ToUpper(short))
	if err != nil || len(raw) < 8 {
		return 0, fmt.Errorf("%q is no event id: %w", id, ErrNotFound)
	}
	return int64(binary.BigEndian.Uint64(raw) ^ 1<<63), nil
}

// columns are those of table records, in the order of a row's fields.
const columns = `n, key, source, ordinal, kind, event, copies, chat, voice, start, width, precision, zone, utc_offset, raw, pos,
	text, app_id, seq, reply_to, attachments, flags, offset, length, line, path, seal`

const columnCount = 27

// selected are the same columns beside other tables that have an event.
var selected = strings.Replace(columns, " event,", " records.event,", 1)

// A row is one record as stored.
type row struct {
	n, key, source      int64
	ordinal, kind       int
	event               sql.NullInt64
	copies              int
	chat                int64
	voice               sql.NullInt64
	start, width        int64
	precision, zone     int
	utcOffset           int
	raw                 string
	pos                 int64
	text                string
	appID, seq, replyTo sql.NullString
	attachments         sql.NullString
	flags               int
	offset, length      int64
	line                int
	path                sql.NullString
	seal                sql.NullInt64
}

const (
	flagRecalled = 1
	flagEdited   = 2
)

func (r *row) fields() []any {
	return []any{&r.n, &r.key, &r.source, &r.ordinal, &r.kind, &r.event, &r.copies, &r.chat, &r.voice, &r.start, &r.width,
		&r.precision, &r.zone, &r.utcOffset, &r.raw, &r.pos, &r.text, &r.appID, &r.seq, &r.replyTo, &r.attachments, &r.flags,
		&r.offset, &r.length, &r.line, &r.path, &r.seal}
}

// appendValues adds the row's columns to the arguments of an insert.
func (r *row) appendValues(args []any) []any {
	return append(args, r.n, r.key, r.source, r.ordinal, r.kind, r.event, r.copies, r.chat, r.voice, r.start, r.width,
		r.precision, r.zone, r.utcOffset, r.raw, r.pos, r.text, r.appID, r.seq, r.replyTo, r.attachments, r.flags,
		r.offset, r.length, r.line, r.path, r.seal)
}

func optional(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

func (r *row) setMoment(m timeline.Moment) {
	if !m.Dated() {
		r.start, r.raw = undated, m.Raw
		return
	}
	_, r.utcOffset = m.Start.Zone()
	r.start, r.width = m.Start.Unix(), m.End.Unix()-m.Start.Unix()
	r.precision, r.zone, r.raw = precisions.code[m.Precision], zones.code[m.Zone], m.Raw
}

func (r *row) moment() timeline.Moment {
	if r.start == undated {
		return timeline.Undated(r.raw)
	}
	loc := fixedZone(r.utcOffset)
	return timeline.Moment{
		Start: time.Unix(r.start, 0).In(loc), End: time.Unix(r.start+r.width, 0).In(loc),
		Precision: precisions.word(r.precision), Zone: zones.word(r.zone), Raw: r.raw,
	}
}

var china = time.FixedZone("", 8*3600)

func fixedZone(offset int) *time.Location {
	switch offset {
	case 8 * 3600:
		return china
	case 0:
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// record fills in the timeline's noun, but for what the cast knows: source,
// chat and sender.
func (r *row) record(out *timeline.Record) error {
	*out = timeline.Record{
		Ordinal: r.ordinal, Kind: kinds.word(r.kind), Time: r.moment(), Text: r.text,
		ID: r.appID.String, Seq: r.seq.String, ReplyTo: r.replyTo.String,
		Recalled: r.flags&flagRecalled != 0, Edited: r.flags&flagEdited != 0,
		Locator: timeline.Locator{Offset: r.offset, Length: r.length, Line: r.line, Path: r.path.String},
	}
	if r.attachments.Valid {
		if err := json.Unmarshal([]byte(r.attachments.String), &out.Attachments); err != nil {
			return fmt.Errorf("record %d: attachments: %w", r.n, err)
		}
	}
	return nil
}
