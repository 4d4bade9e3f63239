package index

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A document is an event as search sees it. The index holds documents without
// findings: these are few, change with every rule, and are looked up live.
type document struct {
	timeline.Event
	findings []timeline.Finding // those that name the event
	folded   string
}

func newDocument(e timeline.Event, findings []timeline.Finding) *document {
	return &document{Event: e, findings: findings, folded: fold.String(e.Text)}
}

// values are what the document has under a field, ready to be compared.
func (d *document) values(name string) []string {
	f := fieldsByName[name]
	return distinct(each(f.values(d), f.normal))
}

// distinct sorts and leaves out what is empty or there already.
func distinct(all []string) []string {
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) > 0 && all[0] == "" {
		return all[1:]
	}
	return all
}

// A key is a document's id in the index. Keys sort as the timeline does: by the
// second in which the event begins, then by its place in its chat, then by its
// id; undated events come last.
//
//	time   8 digits of base 32: seconds since 1970 + 2^39; undated is "~"×8
//	order  6 digits of base 32
//	event  the event's id without its "e_"
type key string

const (
	timeDigits  = 8
	orderDigits = 6
	timeZero    = int64(1) << 39
	undated     = "~~~~~~~~"
	eventPrefix = "e_"
)

func (d *document) key() key {
	when := undated
	if d.Time.Dated() {
		when = timeDigitsOf(d.Time.Start)
	}
	return key(when + digits(d.Order, orderDigits) + strings.TrimPrefix(d.ID, eventPrefix))
}

// timeDigitsOf begins the keys of the events that begin in the second of t.
func timeDigitsOf(t time.Time) string { return digits(t.Unix()+timeZero, timeDigits) }

// digits writes n in base 32 with a fixed width; what is out of range goes to
// the end of the range.
func digits(n int64, width int) string {
	n = min(max(n, 0), int64(1)<<(5*width)-1)
	s := strconv.FormatInt(n, 32)
	return strings.Repeat("0", width-len(s)) + s
}

func (k key) event() string { return eventPrefix + string(k[timeDigits+orderDigits:]) }

func (k key) dated() bool { return k[:timeDigits] != undated }

// time is the beginning of the event, in seconds since 1970.
func (k key) time() int64 {
	n, _ := strconv.ParseInt(string(k[:timeDigits]), 32, 64)
	return n - timeZero
}

// handle is a short hash of an event's id, under which the index finds the
// event's document again when the event has changed. Handles may collide; the
// key decides.
func handle(event string) string {
	id := strings.TrimPrefix(event, eventPrefix)
	return id[:min(len(id), 8)]
}

// rank is the order of relevance, best first, but for findings: events that say
// something about a parcel, then the shorter text, of which the words found are
// the larger part.
func (d *document) rank() string {
	says := byte('1')
	if len(d.Statements) > 0 || d.Scan != nil {
		says = '0'
	}
	return fmt.Sprintf("%c%04x", says, min(utf8.RuneCountInString(d.Text), math.MaxUint16))
}

// The facets of a document, by the name they have in a Result.
var facets = []struct {
	name   string
	values func(*document) []string
}{
	{"app", apps},
	{"chat", func(d *document) []string { return []string{d.Conversation} }},
	{"sender", func(d *document) []string { return []string{d.Sender.Name} }},
	{"kind", kinds},
	{"says", says},
	{"mode", modes},
	{"status", statuses},
	{"carrier", carriers},
	{"source", func(d *document) []string {
		return each(holders(d), func(s timeline.Source) string { return s.Name })
	}},
}

// Separators of facets and of the values of one facet; a text that holds them
// itself loses them there.
const (
	facetSeparator = "\x1f"
	valueSeparator = "\x1e"
)

var noSeparators = strings.NewReplacer(facetSeparator, " ", valueSeparator, " ")

// facets are all values of the document in one string. Few documents differ in
// it, so that a search counts strings, and takes apart only the different ones;
// the index gives each document a short code for it.
func (d *document) facets() string {
	all := make([]string, len(facets))
	for i, f := range facets {
		all[i] = strings.Join(distinct(each(f.values(d), noSeparators.Replace)), valueSeparator)
	}
	return strings.Join(all, facetSeparator)
}

const codeDigits = 12

func codeOf(facets string) string { return timeline.ID("", facets)[:codeDigits] }
