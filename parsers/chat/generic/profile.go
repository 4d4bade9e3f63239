// Package generic reads files that no other format knows, by a profile: a few
// lines of YAML that say where in the file the messages stand, and where in a
// message its time, its sender and its text.
//
// A profile is the user's own statement of how a file is to be read, or a
// proposal (Propose) that he accepted. It decides where things stand, never
// what they mean: times are read by package timestamp, the order of day and
// month is found from the whole file, what has no time stays undated, and what
// the profile does not reach is listed as unparsed.
package generic

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// A Kind is the kind of file that a profile reads.
type Kind string

// The kinds of files.
const (
	TXT  Kind = "txt"
	CSV  Kind = "csv"
	JSON Kind = "json"
	HTML Kind = "html"
)

// A Profile says where in a file the messages stand. What Time, Day, Sender,
// Text, ID and Chat are depends on Kind: the name or the number (from 1) of a
// column, a JSON Pointer within a message, an XPath within a message's
// element. Text files have one Header for them all.
type Profile struct {
	Kind Kind `yaml:"kind"`
	// Header (txt) is a regular expression (RE2) that matches the whole line
	// with which a message begins; its groups time, sender, text, id and chat
	// are the message's. Lines below belong to the text, unless Oneline.
	Header  string `yaml:"header,omitempty"`
	Oneline bool   `yaml:"oneline,omitempty"`
	// Delimiter (csv) is one character; a comma if unset, "\t" is a tab.
	Delimiter string `yaml:"delimiter,omitempty"`
	// Messages is where the messages stand: for JSON a pointer pattern in which
	// * is any key or index ("/data/*"; unset when every document of the file
	// is one message), for HTML an XPath. It sees an element's own name and
	// attributes only, so that files of any size can be read piece by piece.
	Messages string `yaml:"messages,omitempty"`
	// Day is where the date stands that goes with times of day: a regular
	// expression with the group time for the lines (txt), or the elements (an
	// XPath, html), that hold for all messages below; a column or pointer of
	// the same message (csv, json).
	Day    string `yaml:"day,omitempty"`
	Time   string `yaml:"time,omitempty"`
	Sender string `yaml:"sender,omitempty"`
	Text   string `yaml:"text,omitempty"`
	// ID is the app's own id of the message, the same in every export. A number
	// that a tool counted up is none.
	ID   string `yaml:"id,omitempty"`
	Chat string `yaml:"chat,omitempty"`
	// DateOrder is DMY, MDY or YMD; unset, the file decides.
	DateOrder string `yaml:"date_order,omitempty"`
	// Zone is the IANA name of the zone in which the file's times are written;
	// --tz on the command line wins.
	Zone string `yaml:"zone,omitempty"`
}

// keys lists the places of a profile's values, in the order of the YAML.
func (p *Profile) keys() []key {
	return []key{
		{"header", &p.Header, []Kind{TXT}},
		{"delimiter", &p.Delimiter, []Kind{CSV}},
		{"messages", &p.Messages, []Kind{JSON, HTML}},
		{"day", &p.Day, []Kind{TXT, CSV, JSON, HTML}},
		{"time", &p.Time, []Kind{CSV, JSON, HTML}},
		{"sender", &p.Sender, []Kind{CSV, JSON, HTML}},
		{"text", &p.Text, []Kind{CSV, JSON, HTML}},
		{"id", &p.ID, []Kind{CSV, JSON, HTML}},
		{"chat", &p.Chat, []Kind{CSV, JSON, HTML}},
		{"date_order", &p.DateOrder, []Kind{TXT, CSV, JSON, HTML}},
		{"zone", &p.Zone, []Kind{TXT, CSV, JSON, HTML}},
	}
}

type key struct {
	name  string
	value *string
	kinds []Kind
}

// maxProfile is the longest profile that is read, in bytes, and maxExpression
// the longest expression in it: longer ones are no work of a person.
const (
	maxProfile    = 64 << 10
	maxExpression = 4 << 10
)

// Read reads a profile from YAML. Unknown and repeated keys, keys of another
// kind and expressions that cannot be read are errors with name and line.
func Read(name string, b []byte) (Profile, error) {
	p, lines, err := decode(b)
	if err == nil {
		_, err = p.compile()
	}
	var at *fault
	if errors.As(err, &at) && at.line == 0 {
		at.line = max(lines[at.key], 1)
	}
	if err != nil {
		return Profile{}, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// A fault is what is wrong with one line of a profile.
type fault struct {
	key  string
	line int
	what string
}

func (f *fault) Error() string {
	at := ""
	if f.line > 0 {
		at = fmt.Sprintf("line %d: ", f.line)
	}
	if f.key != "" {
		at += f.key + ": "
	}
	return at + f.what
}

func wrong(key, format string, a ...any) error {
	return &fault{key: key, what: fmt.Sprintf(format, a...)}
}

// decode fills a profile and remembers in which line each key stands.
func decode(b []byte) (Profile, map[string]int, error) {
	var p Profile
	lines := map[string]int{}
	if len(b) > maxProfile {
		return p, lines, fmt.Errorf("longer than %d KB: this is no profile", maxProfile>>10)
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	var doc, more yaml.Node
	switch err := d.Decode(&doc); {
	case err == io.EOF:
		return p, lines, errors.New("the profile is empty")
	case err != nil:
		return p, lines, fmt.Errorf("no YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	case d.Decode(&more) != io.EOF:
		return p, lines, errors.New("more than one document: a profile is one")
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return p, lines, &fault{line: doc.Line, what: "a profile is a list of `key: value`"}
	}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		k, v := pairs[i], pairs[i+1]
		if lines[k.Value] > 0 {
			return p, lines, &fault{k.Value, k.Line, fmt.Sprintf("stands in line %d already", lines[k.Value])}
		}
		lines[k.Value] = k.Line
		if v.Kind != yaml.ScalarNode {
			return p, lines, &fault{k.Value, v.Line, "must be one value"}
		}
		if err := p.set(k.Value, v); err != nil {
			return p, lines, &fault{"", k.Line, err.Error()}
		}
	}
	return p, lines, nil
}

// set takes one line of the YAML.
func (p *Profile) set(name string, v *yaml.Node) error {
	switch name {
	case "kind":
		p.Kind = Kind(v.Value)
		return nil
	case "oneline":
		if v.Decode(&p.Oneline) != nil {
			return fmt.Errorf("oneline: true or false, not %q", v.Value)
		}
		return nil
	}
	known := []string{"kind", "oneline"}
	for _, k := range p.keys() {
		if k.name == name {
			if v.Tag != "!!null" {
				*k.value = v.Value
			}
			return nil
		}
		known = append(known, k.name)
	}
	return fmt.Errorf("unknown key %q (known: %s)", name, strings.Join(known, " "))
}

// YAML writes the profile as Read reads it.
func (p Profile) YAML() string {
	b, err := yaml.Marshal(p)
	if err != nil {
		panic(err) // a struct of strings
	}
	return string(b)
}

// line is the profile in one line, for the ledger.
func (p Profile) line() string {
	var n yaml.Node
	if err := n.Encode(p); err != nil {
		panic(err)
	}
	n.Style = yaml.FlowStyle
	b, err := yaml.Marshal(&n)
	if err != nil {
		panic(err)
	}
	return strings.Join(strings.Fields(string(b)), " ")
}

// A plan is a profile with its expressions read.
type plan struct {
	Profile
	places      []key               // what points into the file, Messages left out
	header, day *regexp.Regexp      // TXT
	delimiter   rune                // CSV
	at          map[string]*pathway // HTML
	zone        *time.Location
}

var required = map[Kind][]string{TXT: {"header"}, CSV: {"time", "text"}, JSON: {"time", "text"}, HTML: {"messages", "time", "text"}}

// pointing are the keys that point at a part of a message.
var pointing = []string{"day", "time", "sender", "text", "id", "chat"}

// compile checks the profile and reads its expressions.
func (p Profile) compile() (*plan, error) {
	c := &plan{Profile: p, delimiter: ','}
	need, ok := required[p.Kind]
	if !ok {
		return nil, wrong("kind", "txt, csv, json or html, not %q", p.Kind)
	}
	for _, k := range c.keys() {
		switch {
		case *k.value == "" && slices.Contains(need, k.name):
			return nil, wrong("kind", "a profile for %s needs %s", p.Kind, k.name)
		case *k.value != "" && !slices.Contains(k.kinds, p.Kind):
			return nil, wrong(k.name, "does not belong in a profile for %s", p.Kind)
		case len(*k.value) > maxExpression:
			return nil, wrong(k.name, "longer than %d KB", maxExpression>>10)
		case *k.value != "" && slices.Contains(pointing, k.name):
			c.places = append(c.places, k)
		}
	}
	if p.Oneline && p.Kind != TXT {
		return nil, wrong("oneline", "does not belong in a profile for %s", p.Kind)
	}
	switch p.DateOrder {
	case "", "DMY", "MDY", "YMD":
	default:
		return nil, wrong("date_order", "DMY, MDY or YMD, not %q", p.DateOrder)
	}
	if p.Zone != "" {
		var err error
		if c.zone, err = time.LoadLocation(p.Zone); err != nil || p.Zone == "Local" {
			return nil, wrong("zone", "unknown time zone %q; use an IANA name such as Asia/Shanghai", p.Zone)
		}
	}
	return c, c.expressions()
}

func (c *plan) expressions() (err error) {
	switch c.Kind {
	case TXT:
		if c.header, err = pattern("header", c.Header); err == nil && c.Day != "" {
			c.day, err = pattern("day", c.Day)
		}
	case CSV:
		err = c.column()
	case JSON:
		for _, k := range append(c.places, key{name: "messages", value: &c.Messages}) {
			if *k.value != "" && (*k.value)[0] != '/' {
				return wrong(k.name, "a JSON Pointer begins with a slash: /%s", *k.value)
			}
		}
	case HTML:
		c.at = map[string]*pathway{}
		for _, k := range append(c.places, key{name: "messages", value: &c.Messages}) {
			if c.at[k.name], err = newPathway(*k.value); err != nil {
				return wrong(k.name, "%v", err)
			}
		}
	}
	return err
}

// pattern reads a regular expression for whole lines: what a line holds
// outside the groups must be written in the expression, so that no word of a
// line is passed over unseen.
func pattern(name, expr string) (*regexp.Regexp, error) {
	if _, err := regexp.Compile(expr); err != nil {
		return nil, wrong(name, "%s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	re, err := regexp.Compile(`^(?:` + expr + `)$`)
	if err != nil {
		return nil, wrong(name, "%v", err)
	}
	known := []string{"time", "sender", "text", "id", "chat"}
	if name == "day" {
		known = known[:1]
	}
	for _, g := range re.SubexpNames() {
		if g != "" && !slices.Contains(known, g) {
			return nil, wrong(name, "unknown group %q (known: %s)", g, strings.Join(known, " "))
		}
	}
	if re.SubexpIndex("time") < 0 {
		return nil, wrong(name, "has no group (?P<time>…)")
	}
	return re, nil
}

func (c *plan) column() error {
	if c.Delimiter == "" {
		return nil
	}
	d := []rune(strings.ReplaceAll(c.Delimiter, `\t`, "\t"))
	if len(d) != 1 || strings.ContainsRune("\"\r\n\ufffd", d[0]) || d[0] == 0 {
		return wrong("delimiter", "one character such as , ; or \\t, not %q", c.Delimiter)
	}
	c.delimiter = d[0]
	return nil
}

//go:embed profiles/*.yaml
var embedded embed.FS

// Ready is a profile that comes with the program, by its name; Names lists
// them.
func Ready(name string) (Profile, bool) {
	b, err := embedded.ReadFile(path.Join("profiles", name+".yaml"))
	if err != nil {
		return Profile{}, false
	}
	p, err := Read(name, b)
	if err != nil {
		panic(err) // held by a test
	}
	return p, true
}

// Names are the names of the ready profiles, sorted.
func Names() []string {
	files, err := embedded.ReadDir("profiles")
	if err != nil {
		panic(err)
	}
	var out []string
	for _, f := range files {
		out = append(out, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return out
}
