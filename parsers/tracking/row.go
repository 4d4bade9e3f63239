package tracking

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/scans"
	"github.com/duizheng/duizheng/timeline/waybill"
)

// China is the zone of times that Chinese services write without one.
var China = time.FixedZone("+08:00", 8*3600)

// An Answer is what a document says of one parcel beside its rows.
type Answer struct {
	Waybill string
	Carrier string // as written; a code of ours where it is known
	// Code is the state of the whole parcel, Status what it means.
	Code   string
	Status timeline.ScanStatus
	// Alias is the number of the parcel's other leg.
	Alias string
	// AsOf is when the tracking was queried or pushed, where the document says.
	AsOf time.Time
	// Reason is why the answer holds no rows (an error, 查无结果).
	Reason string
	// Blank is true while no row of the answer says anything: then 查无结果 is
	// all that it says, else it is one line of a list.
	Blank bool
}

// A Row is one line of a carrier's record, as its document gives it.
type Row struct {
	Time   timeline.Moment
	Text   string
	Code   string
	Status timeline.ScanStatus // what Code means in its source
	Place  string
	// Waybill and Carrier are set where the row has its own.
	Waybill, Carrier string
	ID               string
	// Coded is true where Text is vocabulary and no wording: the code decides.
	Coded bool
	// Nothing is true for a row that only says that nothing is known.
	Nothing bool
}

// nothing are the texts of rows that stand for an empty answer.
var nothing = []string{"查无结果", "无查询值", "暂无物流信息", "暂无轨迹信息", "暂无结果", "没有查询到", "此单号暂无物流信息", "暂无物流轨迹", "暂时没有物流信息"}

func (r Row) saysNothing() bool { return r.Nothing || SaysNothing(r.Text) }

// SaysNothing reports whether a text says only that nothing is known of the
// parcel.
func SaysNothing(text string) bool {
	t := strings.TrimSpace(text)
	for _, n := range nothing {
		if strings.HasPrefix(t, n) && len(t) <= len(n)+60 {
			return true
		}
	}
	return false
}

// Record is the row as a Record of file f at l: a scan, or a frame where the
// row says only that nothing is known. newest is true for the latest row of its
// answer, which keeps the answer's state; position counts the rows in order of
// time.
func (r Row) Record(e *parsers.Export, f *parsers.File, l timeline.Locator, a *Answer, position int, newest bool) timeline.Record {
	rec := e.New(f, timeline.KindScan, l)
	rec.Time, rec.Text, rec.ID = r.Time, r.Text, r.ID
	if r.Nothing || a.Blank && r.saysNothing() {
		rec.Kind = timeline.KindFrame
		Note(e, r.Text)
		return rec
	}
	s := timeline.Scan{Waybill: waybill.Normalise(firstOf(r.Waybill, a.Waybill)), Carrier: waybill.Carrier(firstOf(r.Carrier, a.Carrier)), Code: r.Code, CodeStatus: r.Status,
		Place: r.Place, AsOf: a.AsOf, Position: position}
	if newest {
		s.AnswerCode, s.AnswerStatus = a.Code, a.Status
	}
	if s.Carrier == "" {
		s.Carrier = likely(s.Waybill)
	}
	words := r.Text
	if r.Coded {
		words = ""
	}
	s = scans.Read(s, words, r.Time)
	s.Alias = firstOf(renamed(r.Text, s.Waybill), waybill.Normalise(a.Alias))
	rec.Scan = &s
	return rec
}

// maxNotes bounds the remarks of one export.
const maxNotes = 20

// Note tells the ledger why an answer holds no scans, each reason once.
func Note(e *parsers.Export, reason string) {
	if reason != "" && len(e.Says.Notes) < maxNotes && !slices.Contains(e.Says.Notes, reason) {
		e.Says.Notes = append(e.Says.Notes, reason)
	}
}

// renamed is the number that a text gives the parcel from now on
// ("转寄，新单号为…"), "" if it gives none.
func renamed(text, old string) string {
	if !strings.Contains(text, "新单号") && !strings.Contains(text, "新运单") && !strings.Contains(text, "转单号") && !strings.Contains(text, "新單號") && !strings.Contains(text, "new tracking number") {
		return ""
	}
	for _, w := range waybill.Find(text, nil) {
		if w.Number != old && !w.Retracted {
			return w.Number
		}
	}
	return ""
}

// likely is the carrier of a number where its form leaves one candidate only.
func likely(number string) string {
	if w := waybill.Candidates(number); len(w) == 1 && len(w[0].Carriers) == 1 {
		return w[0].Carriers[0]
	}
	return ""
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// Decode reads JSON into v and puts up with members of another type than
// expected: they stay empty, the others count.
func Decode(raw []byte, v any) error {
	err := json.Unmarshal(raw, v)
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) {
		return nil
	}
	return err
}

// First is the first text that is not empty.
func First(list ...Text) Text {
	for _, t := range list {
		if t != "" {
			return t
		}
	}
	return ""
}

// Text is a JSON scalar as text, whether the document writes a string, a number
// or a truth value; null and anything else are empty. HTML entities, which
// several services leave in their texts, are resolved.
type Text string

// UnmarshalJSON never fails on a scalar of another type.
func (t *Text) UnmarshalJSON(b []byte) error {
	*t = ""
	switch b = bytes.TrimSpace(b); {
	case len(b) == 0 || b[0] == 'n' || b[0] == '{' || b[0] == '[':
	case b[0] == '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*t = Text(Unescape(s))
	default:
		*t = Text(b)
	}
	return nil
}

// Unescape resolves HTML entities (&nbsp; &quot;) and drops the tags that some
// services leave in their texts.
func Unescape(s string) string {
	if !strings.ContainsAny(s, "&<") {
		return s
	}
	if strings.Contains(s, "</") || strings.Contains(s, "<br") {
		var b strings.Builder
		for rest := s; ; {
			before, after, ok := strings.Cut(rest, "<")
			b.WriteString(before)
			if !ok {
				break
			}
			_, rest, ok = strings.Cut(after, ">")
			if !ok {
				b.WriteString("<" + after)
				break
			}
		}
		s = b.String()
	}
	return html.UnescapeString(s)
}

// offsets are the ISO forms with an offset; fractions of a second may follow.
var offsets = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00"}

// Written reads a written time. Without an offset of its own it stands in zone,
// fixed by the format.
func Written(s string, zone *time.Location) timeline.Moment {
	s = strings.TrimSpace(s)
	if s == "" {
		return timeline.Undated("")
	}
	for _, layout := range offsets {
		if t, err := time.Parse(layout, s); err == nil {
			return timeline.At(t, timeline.PrecisionSecond, timeline.ZoneExplicit, s)
		}
	}
	if len(s) == 14 {
		if t, err := time.ParseInLocation("20060102150405", s, zone); err == nil {
			return timeline.At(t, timeline.PrecisionSecond, timeline.ZoneExplicit, s)
		}
	}
	st, ok := timestamp.Parse(s)
	if !ok {
		return timeline.Undated(s)
	}
	return st.Moment(timestamp.MDY, zone, timeline.ZoneExplicit, s)
}

// WrittenLocal is Written for formats that do not fix a zone: without an offset
// of its own the time is in the user's, and shown there in any case.
func WrittenLocal(e *parsers.Export, s string) timeline.Moment {
	m := Written(s, time.UTC)
	if !m.Dated() {
		return m
	}
	t := m.Start
	if zoned(s) {
		return e.Instant(t, m.Precision, m.Raw)
	}
	return e.Local(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), m.Precision, m.Raw)
}

// zoned reports whether a written time ends with an offset.
func zoned(s string) bool {
	s = strings.TrimSpace(s)
	for _, layout := range offsets {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	st, ok := timestamp.Parse(s)
	return ok && st.Zoned
}

// Epoch reads seconds or milliseconds since 1970, as 10 or 13 digits; ok is
// false for anything else.
func Epoch(s string, zone *time.Location) (timeline.Moment, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 1e8 {
		return timeline.Undated(s), false
	}
	t := time.Unix(n, 0)
	if n > 1e11 {
		t = time.UnixMilli(n)
	}
	return timeline.At(t.In(zone), timeline.PrecisionSecond, timeline.ZoneExplicit, s), true
}

// ChinaTime reads a time of a Chinese service, in words or as an epoch.
func ChinaTime(s string) timeline.Moment {
	if m, ok := Epoch(s, China); ok && len(strings.TrimSpace(s)) <= 13 {
		return m
	}
	return Written(s, China)
}

// AsOf is the query time that a document writes; zero if it does not.
func AsOf(s string, zone *time.Location) time.Time {
	if m, ok := Epoch(s, zone); ok && len(s) <= 13 {
		return m.Start
	}
	return Written(s, zone).Start
}

// Offset reads "GMT+2", "GMT+02:00", "UTC", "+05:30"; anything else is +08:00.
func Offset(s string) *time.Location {
	s = strings.ToUpper(strings.TrimSpace(s))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "GMT"), "UTC")
	if s == "" || s == "Z" {
		return time.UTC
	}
	sign := 1
	switch s[0] {
	case '-':
		sign = -1
	case '+':
	default:
		return China
	}
	hours, minutes, _ := strings.Cut(s[1:], ":")
	if minutes == "" && len(hours) == 4 {
		hours, minutes = hours[:2], hours[2:]
	}
	h, err := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	if err != nil || h > 14 {
		return China
	}
	return time.FixedZone("", sign*(h*3600+m*60))
}
