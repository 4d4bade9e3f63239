package index

import (
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A Query is a node of a parsed query: And, Or, Not, Text, Field or Period.
// String writes it in the query language; Parse reads that back as an equal
// tree.
type Query interface {
	String() string
	match(d *document) bool
	// positive calls yield for every text that a hit contains because of q.
	positive(yield func(Text))
}

// And matches where all its parts do; without parts, everywhere.
type And []Query

// Or matches where one of its parts does.
type Or []Query

// Not matches where its part does not.
type Not struct{ Query Query }

// Text matches where Term is a substring of the folded text.
type Text struct {
	Term string // folded, never empty
}

// Field matches where one of the event's values of a field is Value, or begins
// with it if Prefix is set.
type Field struct {
	Name   string
	Value  string // folded
	Prefix bool
}

// Period matches where the event begins within From ≤ start < To. A zero end
// is open. Undated events are in no period.
type Period struct {
	Name     string // after, before or on
	Value    string // as written
	From, To time.Time
}

// Match reports whether q finds the event e, of which findings are the
// findings that name it. It is the meaning of a query.
func Match(q Query, e timeline.Event, findings []timeline.Finding) bool {
	return q.match(newDocument(e, findings))
}

// Marks are the spans of e's text, in code points, that q's positive texts
// match: ordered, without overlap.
func Marks(q Query, text string) []timeline.Span {
	folded := fold.String(text)
	var all []timeline.Span
	q.positive(func(t Text) { all = append(all, occurrences(folded, t.Term)...) })
	return union(all)
}

func (q And) match(d *document) bool {
	for _, part := range q {
		if !part.match(d) {
			return false
		}
	}
	return true
}

func (q Or) match(d *document) bool {
	for _, part := range q {
		if part.match(d) {
			return true
		}
	}
	return false
}

func (q Not) match(d *document) bool { return !q.Query.match(d) }

func (q Text) match(d *document) bool { return strings.Contains(d.folded, q.Term) }

func (q Field) match(d *document) bool {
	for _, value := range d.values(q.Name) {
		if value == q.Value || q.Prefix && strings.HasPrefix(value, q.Value) {
			return true
		}
	}
	return false
}

func (q Period) match(d *document) bool {
	start := d.Time.Start
	return d.Time.Dated() &&
		(q.From.IsZero() || !start.Before(q.From)) &&
		(q.To.IsZero() || start.Before(q.To))
}

func (q And) positive(yield func(Text)) {
	for _, part := range q {
		part.positive(yield)
	}
}

func (q Or) positive(yield func(Text)) {
	for _, part := range q {
		part.positive(yield)
	}
}

func (q Not) positive(func(Text))        {}
func (q Text) positive(yield func(Text)) { yield(q) }
func (q Field) positive(func(Text))      {}
func (q Period) positive(func(Text))     {}
func (q And) String() string             { return join(q, " ") }
func (q Or) String() string              { return join(q, " OR ") }
func (q Not) String() string             { return "-" + operand(q.Query) }
func (q Period) String() string          { return q.Name + ":" + quoteUnlessPlain(q.Value) }
func join(parts []Query, by string) string {
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteString(by)
		}
		b.WriteString(operand(part))
	}
	return b.String()
}

// operand writes q so that it stays one thing beside others.
func operand(q Query) string {
	switch q.(type) {
	case And, Or:
		return "(" + q.String() + ")"
	}
	return q.String()
}

// String quotes the term unless it reads back as itself.
func (q Text) String() string {
	if q.Term == "OR" || q.Term[0] == '-' || fieldName.MatchString(q.Term) {
		return quote(q.Term)
	}
	return quoteUnlessPlain(q.Term)
}

func (q Field) String() string {
	value := quoteUnlessPlain(q.Value)
	if strings.Contains(q.Value, "*") || q.Value == "" && !q.Prefix {
		value = quote(q.Value)
	}
	if q.Prefix {
		value += "*"
	}
	return q.Name + ":" + value
}

func quoteUnlessPlain(s string) string {
	if strings.ContainsFunc(s, endsWord) || strings.Contains(s, `\`) {
		return quote(s)
	}
	return s
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func quote(s string) string { return `"` + escapes.Replace(s) + `"` }
