package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

// A redactor masks what identifies a private person, in the manner of the
// national standard for electronic waybills: at least one character of a name,
// six digits of a telephone number, building, unit and room of an address.
//
// A mask has as many characters as what it hides, so that spans hold, and the
// same value always gets the same mask. The numbers of waybills and orders are
// evidence and stay. Names are masked where they are known to be the
// recipient's; none is guessed in free text. Couriers and sellers keep theirs:
// who said something is evidence.
type redactor struct {
	names []string                   // of the recipient, the longest first
	seen  map[string]map[string]bool // what was masked, by kind
	// members are paths in archives as they are, by how they are shown.
	members map[timeline.Source]string
}

// kindsOfMask are the kinds counted, in the order in which a report lists them.
var kindsOfMask = []string{"name", "phone", "idcard", "bankcard", "address", "email", "plate"}

// masks are applied in this order; keep says which letters and digits of a
// match stay, from the left and from the right.
var masks = []struct {
	kind        string
	form        *regexp.Regexp
	left, right int
	valid       func(digits string) bool
}{
	{"idcard", regexp.MustCompile(`[1-9]\d{16}[\dXx]`), 3, 2, idCard},
	{"bankcard", regexp.MustCompile(`62\d{2}(?: ?\d{4}){3}(?: ?\d{1,3})?`), 0, 4, luhn},
	{"phone", regexp.MustCompile(`1[3-9]\d[- ]?\d{4}[- ]?\d{4}`), 3, 2, nil},
	{"phone", regexp.MustCompile(`0\d{2,3}[- ]\d{7,8}`), 0, 2, nil},
	{"address", regexp.MustCompile(`\d{1,3}[-－]\d{1,2}[-－]\d{3,4}`), 0, 0, nil},
	{"address", regexp.MustCompile(`(?:\d{1,4}|[A-Z]|[一二三四五六七八九十]{1,3})(?:号楼|栋|幢|座|单元|室)`), 0, 0, nil},
	{"plate", regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}`), 2, 1, nil},
	{"email", regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), 1, 1, nil},
}

// newRedactor knows the recipient by what the events say of their senders.
func newRedactor(c contents) *redactor {
	r := &redactor{seen: map[string]map[string]bool{}, members: map[timeline.Source]string{}}
	add := func(name string) {
		if utf8.RuneCountInString(name) > 1 && !slices.Contains(r.names, name) {
			r.names = append(r.names, name)
		}
	}
	for _, e := range c.events {
		if VoiceOf(e) == VoiceRecipient {
			add(e.Sender.Name)
		}
	}
	for _, f := range c.facts {
		if f.Key == "complainant" {
			add(f.Value)
		}
	}
	slices.SortFunc(r.names, func(a, b string) int { return len(b) - len(a) })
	return r
}

// text masks everything in s.
func (r *redactor) text(s string) string {
	for _, name := range r.names {
		if strings.Contains(s, name) {
			r.note("name", name)
			s = strings.ReplaceAll(s, name, star(name, 1, 0))
		}
	}
	for _, m := range masks {
		s = r.apply(s, m.kind, m.form, m.left, m.right, m.valid)
	}
	return s
}

func (r *redactor) note(kind, value string) {
	if r.seen[kind] == nil {
		r.seen[kind] = map[string]bool{}
	}
	r.seen[kind][value] = true
}

func (r *redactor) apply(s, kind string, form *regexp.Regexp, left, right int, valid func(string) bool) string {
	var out strings.Builder
	from := 0
	for _, at := range form.FindAllStringIndex(s, -1) {
		match := s[at[0]:at[1]]
		if touches(s, at, kind) || valid != nil && !valid(strings.ReplaceAll(match, " ", "")) {
			continue
		}
		r.note(kind, match)
		out.WriteString(s[from:at[0]])
		out.WriteString(star(match, left, right))
		from = at[1]
	}
	return out.String() + s[from:]
}

// touches reports whether the match is only a part of a longer number: a
// letter or digit of Latin script stands beside it. +86 before a telephone
// number does not count.
func touches(s string, at []int, kind string) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at[0]])
	after, _ := utf8.DecodeRuneInString(s[at[1]:])
	if kind == "address" {
		return latin(before) // what follows is a word
	}
	if kind == "phone" && strings.HasSuffix(s[:at[0]], "+86") {
		return latin(after)
	}
	return latin(before) || latin(after)
}

func latin(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// star keeps the first and the last letters or digits of s and puts * for
// those between; signs, and the words of an address, stay.
func star(s string, left, right int) string {
	runes := []rune(s)
	total := 0
	for _, c := range runes {
		if hidden(c) {
			total++
		}
	}
	seen := 0
	for i, c := range runes {
		if !hidden(c) {
			continue
		}
		if seen >= left && seen < total-right {
			runes[i] = '*'
		}
		seen++
	}
	return string(runes)
}

func hidden(c rune) bool {
	return (unicode.IsLetter(c) || unicode.IsDigit(c)) && !strings.ContainsRune("号楼栋幢座单元室", c)
}

// idCard tests the check digit of a Chinese identity card (ISO 7064, MOD 11-2),
// for an order number may have 18 digits too.
func idCard(s string) bool {
	sum := 0
	for i := range 17 {
		sum = (sum + int(s[i]-'0')) * 2 % 11
	}
	return strings.EqualFold(s[17:], string("0123456789X"[(12-sum)%11]))
}

// luhn tests the check digit of a bank card.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// summary says how many different values were masked, by kind, and none of
// them.
func (r *redactor) summary(l locale.Lang) string {
	var parts []string
	for _, kind := range kindsOfMask {
		if n := len(r.seen[kind]); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", locale.Word(l, "mask", kind), n))
		}
	}
	return locale.Say(l, time.UTC, timeline.Say("report.masked", "what", strings.Join(parts, " · ")))
}

// contents masks every text of c; hashes and places in files stay, for they
// name the originals, which nobody changes.
func (r *redactor) contents(c contents) contents {
	cut := c.cut
	c.cut = func(src timeline.Source, at timeline.Locator) ([]byte, error) {
		if member, ok := r.members[src]; ok {
			src.Member = member
		}
		return cut(src, at)
	}
	for id, e := range c.events {
		c.events[id] = r.event(e)
	}
	for id, list := range c.of {
		masked := make([]timeline.Event, len(list))
		for i, e := range list {
			masked[i] = r.event(e)
		}
		c.of[id] = masked
	}
	c.findings, c.facts, c.sources = slices.Clone(c.findings), slices.Clone(c.facts), slices.Clone(c.sources)
	for i := range c.findings {
		c.findings[i] = r.finding(c.findings[i])
	}
	for i := range c.facts {
		c.facts[i].Value = r.text(c.facts[i].Value)
	}
	for i := range c.sources {
		c.sources[i].Source = r.source(c.sources[i].Source)
		c.sources[i].Error = r.text(c.sources[i].Error)
		c.sources[i].Unparsed, c.sources[i].Notes = nil, nil
	}
	return c
}

// source masks the names of files, for exports are often called after people.
func (r *redactor) source(s timeline.Source) timeline.Source {
	masked := s
	masked.Name, masked.Member = r.text(s.Name), r.text(s.Member)
	for r.taken(masked, s.Member) {
		masked.Member += "'" // two names must not become one
	}
	r.members[masked] = s.Member
	return masked
}

func (r *redactor) taken(masked timeline.Source, member string) bool {
	other, ok := r.members[masked]
	return ok && other != member
}

func (r *redactor) event(e timeline.Event) timeline.Event {
	e.Text, e.Sender.Name, e.Sender.ID = r.text(e.Text), r.text(e.Sender.Name), ""
	e.Conversation, e.ConversationID, e.Note = r.text(e.Conversation), "", r.text(e.Note)
	e.Source = r.source(e.Source)
	e.Sources = slices.Clone(e.Sources)
	for i := range e.Sources {
		e.Sources[i].Text, e.Sources[i].Source = r.text(e.Sources[i].Text), r.source(e.Sources[i].Source)
	}
	e.Attachments, e.Corrections = nil, nil
	e.Statements = slices.Clone(e.Statements)
	for i := range e.Statements {
		e.Statements[i].Place, e.Statements[i].Signer, e.Statements[i].Why = r.text(e.Statements[i].Place), r.text(e.Statements[i].Signer), nil
	}
	if e.Scan != nil {
		scan := *e.Scan
		scan.Signer = r.text(scan.Signer)
		e.Scan = &scan
	}
	return e
}

func (r *redactor) finding(f timeline.Finding) timeline.Finding {
	f.Party = r.text(f.Party)
	f.Evidence = slices.Clone(f.Evidence)
	for i := range f.Evidence {
		m := &f.Evidence[i]
		m.Text, m.Party, m.Source = r.text(m.Text), r.text(m.Party), r.source(m.Source)
	}
	f.Summary = r.sentence(f.Summary)
	f.Explanation, f.Benign = r.sentences(f.Explanation), r.sentences(f.Benign)
	return f
}

func (r *redactor) sentences(list []timeline.Sentence) []timeline.Sentence {
	out := make([]timeline.Sentence, len(list))
	for i, s := range list {
		out[i] = r.sentence(s)
	}
	return out
}

func (r *redactor) sentence(s timeline.Sentence) timeline.Sentence {
	values := make(map[string]string, len(s.Values))
	for name, value := range s.Values {
		values[name] = r.text(value)
	}
	return timeline.Sentence{Key: s.Key, Values: values, Text: r.text(s.Text)}
}
