package index

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A SyntaxError is a mistake in a query, with the place of the mistake. A query
// with a mistake is never answered in part.
type SyntaxError struct {
	Query string
	// Span is where the mistake stands in Query, in code points.
	Span timeline.Span
	// Say is what is wrong; its key is one of the package's "query.…" keys.
	Say timeline.Sentence
}

// mistakes are the English words of the keys that SyntaxError.Say uses.
var mistakes = map[string]string{
	"query.field":    `there is no field "{field}"; fields are {fields}. To search for the text itself, put it in quotes`,
	"query.value":    `"{value}" is no value of {field}; values are {values}`,
	"query.empty":    `a value is missing after {field}:`,
	"query.star":     `* may only stand at the end of a value; put the value in quotes to search for the sign itself`,
	"query.time":     `"{value}" is no time; write 2026-03-02, 2026-03, 2026 or 2026-03-02T15:00`,
	"query.prefix":   `{field}: takes a time, which cannot end in *`,
	"query.quote":    `the quotation is not closed`,
	"query.phrase":   `the quotation is empty`,
	"query.open":     `the parenthesis is not closed`,
	"query.close":    `there is no parenthesis to close`,
	"query.group":    `the parentheses are empty`,
	"query.not":      `nothing stands after -`,
	"query.or":       `OR needs something on both sides`,
	"query.deep":     `parentheses and - may be nested {limit} deep`,
	"query.long":     `a query may have {limit} characters`,
	"query.encoding": `the query is no valid UTF-8`,
}

// Error names the mistake and the place, counted from 1.
func (e *SyntaxError) Error() string {
	words := mistakes[e.Say.Key]
	for name, value := range e.Say.Values {
		words = strings.ReplaceAll(words, "{"+name+"}", value)
	}
	return fmt.Sprintf("search query, character %d: %s", e.Span[0]+1, words)
}

// Limits of a query: more than anybody types, and little enough that a hostile
// one costs nothing.
const (
	maxRunes = 10_000
	maxDepth = 100
)

// Parse reads a query:
//
//	到了 明天         words: all must match
//	"明天 到"         a phrase, with its spaces; inside, \" is a quotation mark
//	-驿站            must not match
//	a b OR c         either a and b, or c
//	(a OR b) c       grouping
//	from:小王        a field has this value; from:"小 王"; waybill:SF139* begins so
//	on:2026-03-02    begins on that day, or month, year, minute
//	after:, before:  begins at or after the beginning of, or before the beginning of
//
// Full-width signs (：（）－) and the quotation marks “ ” count as the plain
// ones. A word with a colon is a field if Latin letters stand before the colon.
// Times without an offset are in zone; nil is UTC+8. An empty query matches
// everything. A mistake is a *SyntaxError.
func Parse(query string, zone *time.Location) (Query, error) {
	if zone == nil {
		zone = defaultZone
	}
	p := &parser{query: query, runes: []rune(query), zone: zone}
	q, err := p.parse()
	if err != nil {
		return nil, err
	}
	return q, nil
}

var defaultZone = time.FixedZone("", 8*60*60)

type parser struct {
	query string
	runes []rune
	at    int
	depth int
	zone  *time.Location
}

// fail is the mistake key at from ≤ i < p.at, or at the very place if nothing
// was read since from.
func (p *parser) fail(from int, key string, values ...string) error {
	return &SyntaxError{p.query, timeline.Span{from, max(p.at, from)}, timeline.Say(key, values...)}
}

func (p *parser) parse() (Query, error) {
	if !utf8.ValidString(p.query) {
		return nil, p.fail(0, "query.encoding")
	}
	if len(p.runes) > maxRunes {
		p.at = len(p.runes)
		return nil, p.fail(maxRunes, "query.long", "limit", fmt.Sprint(maxRunes))
	}
	if p.space(); p.at == len(p.runes) {
		return And{}, nil
	}
	q, err := p.either()
	if err == nil && p.at < len(p.runes) {
		p.at++
		err = p.fail(p.at-1, "query.close")
	}
	return q, err
}

// peek is the folded rune at the place, or 0 at the end.
func (p *parser) peek() rune {
	if p.at == len(p.runes) {
		return 0
	}
	return fold.Rune(p.runes[p.at])
}

func (p *parser) space() {
	for p.at < len(p.runes) && unicode.IsSpace(p.runes[p.at]) {
		p.at++
	}
}

// or reports whether the word OR stands here.
func (p *parser) or() bool {
	rest := p.runes[p.at:]
	return len(rest) >= 2 && rest[0] == 'O' && rest[1] == 'R' && (len(rest) == 2 || endsWord(rest[2]))
}

// ends reports whether no further part of an And stands here.
func (p *parser) ends() bool {
	return p.at == len(p.runes) || p.peek() == ')' || p.or()
}

func (p *parser) either() (Query, error) {
	var parts Or
	for {
		from := p.at
		part, err := p.all()
		if err != nil {
			return nil, err
		}
		if part == nil {
			return nil, p.misplaced(from, len(parts) > 0)
		}
		parts = append(parts, part)
		if !p.or() {
			break
		}
		p.at += len("OR")
		p.space()
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return parts, nil
}

// misplaced is why nothing to match stands at from.
func (p *parser) misplaced(from int, afterOr bool) error {
	switch {
	case p.or():
		p.at += len("OR")
		return p.fail(from, "query.or")
	case afterOr:
		return p.fail(from, "query.or")
	case p.at == len(p.runes):
		return p.fail(from, "query.open")
	case p.depth == 0:
		p.at++
		return p.fail(from, "query.close")
	}
	p.at++
	return p.fail(from, "query.group")
}

// all reads what stands beside each other; nil if nothing does.
func (p *parser) all() (Query, error) {
	var parts And
	for !p.ends() {
		part, err := p.one()
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		p.space()
	}
	switch len(parts) {
	case 0:
		return nil, nil
	case 1:
		return parts[0], nil
	}
	return parts, nil
}

func (p *parser) one() (Query, error) {
	switch c := p.peek(); {
	case c == '-':
		return p.nested(p.not)
	case c == '(':
		return p.nested(p.group)
	case isQuote(c):
		from := p.at
		phrase, err := p.quoted()
		if err != nil {
			return nil, err
		}
		if phrase == "" {
			return nil, p.fail(from, "query.phrase")
		}
		return Text{fold.String(phrase)}, nil
	}
	return p.word()
}

func (p *parser) nested(read func() (Query, error)) (Query, error) {
	if p.depth++; p.depth > maxDepth {
		p.at++
		return nil, p.fail(p.at-1, "query.deep", "limit", fmt.Sprint(maxDepth))
	}
	q, err := read()
	p.depth--
	return q, err
}

func (p *parser) not() (Query, error) {
	from := p.at
	p.at++
	if p.ends() || unicode.IsSpace(p.runes[p.at]) {
		return nil, p.fail(from, "query.not")
	}
	q, err := p.one()
	return Not{q}, err
}

func (p *parser) group() (Query, error) {
	from := p.at
	p.at++
	p.space()
	q, err := p.either()
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' {
		return nil, p.fail(from, "query.open")
	}
	p.at++
	return q, nil
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' }

// endsWord reports whether a word ends before r.
func endsWord(r rune) bool {
	r = fold.Rune(r)
	return unicode.IsSpace(r) || r == '(' || r == ')' || isQuote(r)
}

// quoted reads a quotation; it closes with the mark that belongs to its
// opening one, so “ ” may stand in a quotation of plain marks.
func (p *parser) quoted() (string, error) {
	from := p.at
	closing := p.peek()
	if closing == '“' {
		closing = '”'
	}
	p.at++
	var b strings.Builder
	for p.at < len(p.runes) {
		c := p.runes[p.at]
		p.at++
		if c == '\\' && (p.peek() == closing || p.peek() == '\\') {
			c = p.runes[p.at]
			p.at++
		} else if fold.Rune(c) == closing {
			return b.String(), nil
		}
		b.WriteRune(c)
	}
	return "", p.fail(from, "query.quote")
}

// fieldName is the beginning of a word that makes it a field.
var fieldName = regexp.MustCompile(`^[a-z]+:`)

func (p *parser) word() (Query, error) {
	from := p.at
	text := p.bare()
	name := fieldName.FindString(fold.String(text))
	if name == "" {
		return Text{fold.String(text)}, nil
	}
	p.at = from + len(name)
	return p.field(from, strings.TrimSuffix(name, ":"))
}

func (p *parser) bare() string {
	from := p.at
	for p.at < len(p.runes) && !endsWord(p.runes[p.at]) {
		p.at++
	}
	return string(p.runes[from:p.at])
}

// field reads the value of the field name, which stands at from.
func (p *parser) field(from int, name string) (Query, error) {
	f, known := fieldsByName[name]
	if _, period := periods[name]; !known && !period {
		return nil, p.fail(from, "query.field", "field", name, "fields", fieldNames())
	}
	start := p.at
	value, prefix, err := p.value()
	switch {
	case err != nil:
		return nil, err
	case start == p.at:
		return nil, p.fail(from, "query.empty", "field", name)
	case !known && prefix:
		return nil, p.fail(start, "query.prefix", "field", name)
	case !known:
		return p.period(start, name, value)
	}
	q := Field{name, f.normal(value), prefix}
	if !f.allows(q) {
		return nil, p.fail(start, "query.value", "field", name, "value", value, "values", strings.Join(f.closed, " "))
	}
	return q, nil
}

// value reads a bare or quoted value and the * after it.
func (p *parser) value() (value string, prefix bool, err error) {
	start := p.at
	if isQuote(p.peek()) {
		if value, err = p.quoted(); err != nil {
			return "", false, err
		}
		if prefix = p.peek() == '*'; prefix {
			p.at++
		}
		return value, prefix, nil
	}
	value, prefix = strings.CutSuffix(fold.String(p.bare()), "*")
	if strings.Contains(value, "*") {
		return "", false, p.fail(start, "query.star")
	}
	return value, prefix, nil
}

func (p *parser) period(start int, name, value string) (Query, error) {
	from, to, ok := readTime(value, p.zone)
	if !ok {
		return nil, p.fail(start, "query.time", "value", value)
	}
	return periods[name](Period{name, value, from, to}), nil
}

// periods are the fields that take a time, which stands for the span from From
// to To: before and after are both about its beginning, so that
// after:2026-03 before:2026-04 is March.
var periods = map[string]func(Period) Period{
	"on":     func(p Period) Period { return p },
	"after":  func(p Period) Period { p.To = time.Time{}; return p },
	"before": func(p Period) Period { p.From, p.To = time.Time{}, p.From; return p },
}

// timeForms are the ways to write a time, each with the step to its end.
var timeForms = []struct {
	layout string
	end    func(time.Time) time.Time
}{
	{"2006", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
	{"2006-1", func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	{"2006-1-2", func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"2006-1-2T15:04", func(t time.Time) time.Time { return t.Add(time.Minute) }},
	{"2006-1-2T15:04:05", func(t time.Time) time.Time { return t.Add(time.Second) }},
	{"2006-1-2T15:04Z07:00", func(t time.Time) time.Time { return t.Add(time.Minute) }},
	{"2006-1-2T15:04:05Z07:00", func(t time.Time) time.Time { return t.Add(time.Second) }},
}

// readTime reads a time of the query language, with - or / in the date and T or
// a space before the clock. Fractions of a second are refused, for the case
// keeps whole seconds.
func readTime(value string, zone *time.Location) (from, to time.Time, ok bool) {
	value = strings.ToUpper(strings.ReplaceAll(fold.String(value), "/", "-"))
	value = strings.Replace(value, " ", "T", 1)
	if strings.Contains(value, ".") {
		return
	}
	for _, form := range timeForms {
		if t, err := time.ParseInLocation(form.layout, value, zone); err == nil {
			return t, form.end(t), true
		}
	}
	return
}
