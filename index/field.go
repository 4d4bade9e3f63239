package index

import (
	"path"
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A field is a name of the query language and what an event has under it. The
// same table parses, matches and indexes.
type field struct {
	name string
	// values are the event's, as they are; normal is applied to them and to
	// the value asked for.
	values func(*document) []string
	normal func(string) string
	// closed are all the values there are; nil where anything may be asked for.
	closed []string
}

var fields = []field{
	{name: "from", values: senders, normal: fold.String},
	{name: "in", values: chats, normal: fold.String},
	{name: "kind", values: kinds, normal: fold.String, closed: []string{string(timeline.KindMessage),
		string(timeline.KindNotice), string(timeline.KindScan), string(timeline.KindFrame), string(timeline.KindUnparsed)}},
	{name: "says", values: says, normal: fold.String, closed: texts(timeline.StatementKinds)},
	{name: "mode", values: modes, normal: fold.String, closed: texts([]timeline.Mode{timeline.ModeAsserted,
		timeline.ModePromised, timeline.ModeRequested, timeline.ModeAsked, timeline.ModeHypothetical, timeline.ModePolicy})},
	{name: "status", values: statuses, normal: fold.String, closed: texts(timeline.Statuses)},
	{name: "waybill", values: numbers, normal: number},
	{name: "carrier", values: carriers, normal: fold.String},
	{name: "app", values: appsAsked, normal: fold.String},
	{name: "source", values: sources, normal: fold.String},
	{name: "has", values: has, normal: fold.String, closed: []string{"waybill", "promise", "claim", "finding", "attachment"}},
	{name: "finding", values: findingValues, normal: fold.String},
	{name: "label", values: func(d *document) []string { return d.Labels }, normal: fold.String},
}

var fieldsByName = byName(fields)

func byName(fields []field) map[string]field {
	all := map[string]field{}
	for _, f := range fields {
		all[f.name] = f
	}
	return all
}

func fieldNames() string {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	return strings.Join(append(names, "after", "before", "on"), " ")
}

// allows reports whether q asks for a value that there is.
func (f field) allows(q Field) bool {
	if f.name == "finding" && !strings.HasPrefix(q.Value, "f_") {
		f.closed = texts(timeline.FindingTypes)
	}
	return f.closed == nil || slices.ContainsFunc(f.closed, func(value string) bool {
		return value == q.Value || q.Prefix && strings.HasPrefix(value, q.Value)
	})
}

// senders are the name in the export and the app's id. The case's own ids of
// people and chats are no values: they change while the event does not.
func senders(d *document) []string { return []string{d.Sender.Name, d.Sender.ID} }

// chats are the name in the export and the app's id.
func chats(d *document) []string { return []string{d.Conversation, d.ConversationID} }

func kinds(d *document) []string { return []string{string(d.Kind)} }

func says(d *document) []string {
	return each(d.Statements, func(s timeline.Statement) string { return string(s.Kind) })
}

func modes(d *document) []string {
	return each(d.Statements, func(s timeline.Statement) string { return string(s.Mode) })
}

func statuses(d *document) []string {
	if d.Scan == nil {
		return nil
	}
	return []string{string(d.Scan.Status)}
}

// named are the numbers in the event itself: in its text, or of its scan.
func named(d *document) []string {
	all := each(d.Waybills, func(w timeline.Waybill) string { return w.Number })
	if d.Scan != nil {
		all = append(all, d.Scan.Waybill)
	}
	return all
}

// numbers are those that the event names, and those that its statements are
// about.
func numbers(d *document) []string {
	return append(named(d), each(d.Statements, func(s timeline.Statement) string { return s.Waybill })...)
}

// number folds a waybill number, which people write with spaces and dashes.
func number(s string) string {
	return strings.NewReplacer(" ", "", "-", "").Replace(fold.String(s))
}

// carriers are the scan's, and that of a number in the text that can be of one
// carrier only: several candidates are no carrier.
func carriers(d *document) []string {
	var all []string
	for _, w := range d.Waybills {
		if len(w.Carriers) == 1 {
			all = append(all, w.Carriers[0])
		}
	}
	if d.Scan != nil {
		all = append(all, d.Scan.Carrier)
	}
	return all
}

// holders are the sources that hold the event.
func holders(d *document) []timeline.Source {
	all := []timeline.Source{d.Source}
	for _, h := range d.Sources {
		all = append(all, h.Source)
	}
	return all
}

// apps are the first words of the format ids, such as wechat of
// wechat-share-txt.
func apps(d *document) []string {
	return each(holders(d), func(s timeline.Source) string { return nthWord(s.Format, 0) })
}

// appsAsked are apps, and for tracking the site too: kuaidi100 of
// tracking-kuaidi100-json.
func appsAsked(d *document) []string {
	all := apps(d)
	for _, s := range holders(d) {
		if nthWord(s.Format, 0) == "tracking" {
			all = append(all, nthWord(s.Format, 1))
		}
	}
	return all
}

func nthWord(format string, n int) string {
	words := strings.Split(format, "-")
	if n >= len(words) {
		return ""
	}
	return words[n]
}

// sources are names and members, both also without their folders, formats and
// hashes.
func sources(d *document) []string {
	var all []string
	for _, s := range holders(d) {
		all = append(all, s.Name, path.Base(s.Name), s.Member, path.Base(s.Member), s.Format, s.SHA256)
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "." || s == "/" })
}

func has(d *document) []string {
	var all []string
	mark := func(what string, yes bool) {
		if yes {
			all = append(all, what)
		}
	}
	in := func(mode timeline.Mode) bool { return slices.Contains(modes(d), string(mode)) }
	mark("waybill", len(distinct(named(d))) > 0)
	mark("promise", in(timeline.ModePromised))
	mark("claim", in(timeline.ModeAsserted))
	mark("finding", len(d.findings) > 0)
	mark("attachment", len(d.Attachments) > 0)
	return all
}

// findingValues are the types and the ids of the findings that name the event.
func findingValues(d *document) []string {
	return append(findingTypes(d.findings), each(d.findings, func(f timeline.Finding) string { return f.ID })...)
}

func findingTypes(all []timeline.Finding) []string {
	return each(all, func(f timeline.Finding) string { return string(f.Type) })
}

func each[T any](all []T, of func(T) string) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = of(v)
	}
	return out
}

func texts[T ~string](all []T) []string {
	return each(all, func(v T) string { return string(v) })
}
