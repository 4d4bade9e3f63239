package generic

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
)

// looked is how many lines of a head a proposal looks at.
const looked = 1000

// delimiters are those that tables come with; in text a bar or a tab may part
// the fields too.
var delimiters = []string{",", "\t", ";", "|"}

// proposeCSV tries each delimiter: a table has rows of one width, and a column
// of times.
func proposeCSV(h *parsers.Head) (Profile, []string, bool) {
	text := strings.Join(h.Lines(looked), "\n")
	for _, d := range delimiters {
		p := Profile{Kind: CSV}
		if d != "," {
			p.Delimiter = strings.ReplaceAll(d, "\t", `\t`)
		}
		rows := table(text, rune(d[0]))
		if len(rows) < least {
			continue
		}
		if why, ok := assign(&p, tableFields(rows)); ok && p.Sender != "" {
			return p, why, true
		}
	}
	return Profile{}, nil, false
}

// table reads the rows of the commonest width; it is nil when most have
// another. The last row may be cut off.
func table(text string, delimiter rune) [][]string {
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = delimiter, true, -1
	var rows [][]string
	widths := map[int]int{}
	for {
		row, err := c.Read()
		if err != nil {
			break
		}
		rows = append(rows, row)
		widths[len(row)]++
	}
	width := 0
	for _, w := range slices.Sorted(maps.Keys(widths)) {
		if widths[w] >= widths[width] {
			width = w
		}
	}
	if width < 3 || 10*widths[width] < 9*(len(rows)-1) {
		return nil
	}
	return slices.DeleteFunc(rows, func(r []string) bool { return len(r) != width })
}

// tableFields are the columns, by name if the first row holds names, else by
// number.
func tableFields(rows [][]string) []field {
	names := rows[0]
	heading := true
	seen := map[string]bool{}
	for _, n := range names {
		n = strings.TrimSpace(n)
		if n == "" || seen[n] || number(n) || whole(n) || clock(n) || utf8.RuneCountInString(n) > 30 {
			heading = false
		}
		seen[n] = true
	}
	fields := make([]field, len(names))
	for i := range fields {
		fields[i].place = strconv.Itoa(i + 1)
		if heading {
			fields[i].place = strings.TrimSpace(names[i])
			fields[i].name = fields[i].place
		}
	}
	if heading {
		rows = rows[1:]
	}
	for _, row := range rows {
		for i, v := range row {
			fields[i].values = append(fields[i].values, v)
		}
	}
	return fields
}

// A spot is where in a line a stamp stands: its line, what is before and
// behind it.
type spot struct {
	before, stamp, after string
	dated                bool
	above                string // the line before it
	number               int    // of its line, among those looked at
}

// place is what spots of one structure share: the marks around the stamp, and
// whether anything stands before it or behind it.
type place struct {
	open, close string
	where       int // of the stamp: start, middle, end
	dated       bool
}

const (
	atStart = iota
	inMiddle
	atEnd
)

func proposeText(h *parsers.Head) (Profile, []string, bool) {
	groups := map[place][]spot{}
	var order []place
	var days []string
	lines := h.Lines(looked)
	above := ""
	for i, l := range lines {
		last := above
		above = l
		if d, ok := dayOf(l); ok {
			days = append(days, d)
			continue
		}
		if s, ok := spotOf(l); ok {
			s.above, s.number = last, i
			k := s.place()
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], s)
		}
	}
	var k place
	var spots []spot
	for _, x := range order {
		if (x.dated || len(days) > 0) && len(groups[x]) > len(spots) {
			k, spots = x, groups[x]
		}
	}
	if len(spots) < least || 20*len(spots) < len(lines) {
		return Profile{}, nil, false
	}
	if k.where == atStart && namesAbove(k, spots) {
		return Profile{}, nil, false
	}
	header, says := layout(k, spots, len(lines))
	p := Profile{Kind: TXT, Header: header}
	why := []string{fmt.Sprintf("%d of %d lines have a time at the same place, such as %s", len(spots), len(lines), spots[0].stamp)}
	why = append(why, says)
	if n := elsewhere(groups, k); n > 0 {
		why = append(why, fmt.Sprintf("%d lines with date and time elsewhere, which it would add to the text above", n))
	}
	if !k.dated {
		p.Day = `[^\pL\d]*(?P<time>` + shapes(days) + `)[^\pL\d]*`
		why = append(why, fmt.Sprintf("%d lines with a date", len(days)))
	}
	return p, why, true
}

// elsewhere counts the whole stamps at other places than k: they may be quoted,
// or begin messages that the header does not see.
func elsewhere(groups map[place][]spot, k place) int {
	n := 0
	for x, spots := range groups {
		if x != k && x.dated {
			n += len(spots)
		}
	}
	return n
}

// namesAbove reports whether the stamps stand alone below lines that look like
// names. No header of one line reads that, and the next name would end up in
// the message before it.
func namesAbove(k place, spots []spot) bool {
	names := map[string]bool{}
	for _, s := range spots {
		if s.rest(k) != "" {
			return false
		}
		names[s.above] = true
	}
	return 2*len(names) <= len(spots)+1
}

// dayOf is the date on a line that holds nothing else but marks.
func dayOf(line string) (string, bool) {
	if len(line) > 200 {
		return "", false
	}
	line = strings.TrimFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ')' && r != '）' })
	return line, date(line)
}

// maxBefore is the longest name before a stamp, in bytes.
const maxBefore = 120

// spotOf finds the first whole stamp of a line, or its first time of day.
func spotOf(line string) (found spot, ok bool) {
	for i := 0; i < len(line) && i <= maxBefore; {
		_, size := utf8.DecodeRuneInString(line[i:])
		prev, _ := utf8.DecodeLastRuneInString(line[:i])
		r, _ := utf8.DecodeRuneInString(line[i:])
		inside := unicode.IsDigit(r) && unicode.IsDigit(prev) || unicode.IsSpace(r) || r == ':' || prev == ':' && unicode.IsDigit(r)
		if !inside {
			if s, n := timestamp.Prefix([]byte(line[i:])); n > 0 && s.HasClock() {
				hit := spot{before: line[:i], stamp: strings.TrimSpace(line[i : i+n]), after: line[i+n:], dated: s.HasDate()}
				if hit.dated {
					return hit, true
				}
				if !ok {
					found, ok = hit, true
				}
			}
		}
		i += size
	}
	return found, ok
}

// opening and closing are the marks that stand right beside stamps.
const (
	opening = "[(（【<《「"
	closing = "])）】>》」"
)

// isBlank tells spaces and the invisible marks that some phones write.
func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

func (s *spot) place() place {
	k := place{where: inMiddle, dated: s.dated}
	before := strings.TrimFunc(s.before, isBlank)
	if r, n := utf8.DecodeLastRuneInString(before); n > 0 && strings.ContainsRune(opening, r) {
		k.open = string(r)
		before = strings.TrimSpace(before[:len(before)-n])
	}
	after := strings.TrimFunc(s.after, isBlank)
	if r, n := utf8.DecodeRuneInString(after); n > 0 && strings.ContainsRune(closing, r) {
		k.close = string(r)
		after = strings.TrimSpace(after[n:])
	}
	switch {
	case before == "":
		k.where = atStart
	case after == "":
		k.where = atEnd
	}
	return k
}

// rest is what stands behind the stamp and its mark.
func (s *spot) rest(k place) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s.after), k.close))
}

const blanks = `[\s\pZ\p{Cf}]*`

// A separator parts a name from a text behind a stamp; open stands before the
// name.
type separator struct{ open, end *regexp.Regexp }

func parted(open, end string) separator {
	return separator{regexp.MustCompile(`^` + open), regexp.MustCompile(end)}
}

// separators are in order of trust, for lines that several of them fit.
var separators = []separator{
	parted(`<`, `>[:：]?`), parted(`《`, `》[:：]?`), parted(`\[`, `\][:：]?`), parted(`【`, `】[:：]?`),
	parted(``, `[:：]`), parted(``, `\t`), parted(``, `\|`), parted(``, `[>》]`), parted(``, `[\s\pZ]+[-–—][\s\pZ]+`), parted(``, `[,，]`),
}

// lead is what may stand between a stamp and a name.
const lead = `[\s\pZ,，|:：—-]*`

// layout writes the header's expression for the lines of a place.
func layout(k place, spots []spot, lines int) (header, says string) {
	var stamps []string
	for _, s := range spots {
		stamps = append(stamps, s.stamp)
	}
	at := `(?P<time>` + shapes(stamps) + `)`
	if k.open != "" {
		at = regexp.QuoteMeta(k.open) + blanks + at
	}
	if k.close != "" {
		at += blanks + regexp.QuoteMeta(k.close)
	}
	name := named(k, spots) + `[\s\pZ:：,，-]*`
	switch k.where {
	case atEnd:
		return name + at + `[\s\pZ:：]*`, "a name before it, the text below"
	case inMiddle:
		return name + at + `[\s\pZ]*[:：]?[\s\pZ]*(?P<text>.*)`, "a name before it, the text behind it"
	}
	header = blanks + at
	short, bare, followed := 0, 0, 0
	for i, s := range spots {
		rest := s.rest(k)
		if i+1 < len(spots) && spots[i+1].number > s.number+1 || i+1 == len(spots) && s.number+1 < lines {
			followed++
		}
		if rest == "" {
			bare++
		}
		if utf8.RuneCountInString(rest) <= 40 {
			short++
		}
	}
	sep, n := parting(k, spots)
	switch {
	case bare == len(spots):
		return header + blanks, "the text below, no names"
	case 10*short >= 9*len(spots) && 10*followed >= 9*len(spots):
		return header + `[\s\pZ,，|-]*(?P<sender>.*?)[\s\pZ:：]*`, "a name behind it, the text below"
	case 10*n >= 4*len(spots):
		return header + lead + `(?:` + strings.TrimPrefix(sep.open.String(), "^") + `(?P<sender>[^\s\pZ].{0,39}?)` + blanks + sep.end.String() + `[\s\pZ]*)?(?P<text>.*)`, "a name behind it, the text behind that"
	}
	return header + blanks + `(?P<text>.*)`, "the text behind it, no names"
}

// parting finds the separator of most lines; n is how many.
func parting(k place, spots []spot) (sep separator, n int) {
	for _, x := range separators {
		hits := 0
		for _, s := range spots {
			rest := strings.TrimLeft(s.rest(k), "-—|,，:： \t")
			if !x.open.MatchString(rest) {
				continue
			}
			if at := x.end.FindStringIndex(rest); at != nil && at[0] > 0 && utf8.RuneCountInString(rest[:at[0]]) <= 40 {
				hits++
			}
		}
		if hits > n {
			sep, n = x, hits
		}
	}
	return sep, n
}

// named is the expression for names before a stamp, which may stand in
// brackets.
func named(k place, spots []spot) string {
	for i, open := range []rune(opening) {
		end := []rune(closing)[i]
		n := 0
		for _, s := range spots {
			before := strings.TrimRight(strings.TrimSuffix(strings.TrimSpace(s.before), k.open), " \t:：,，-")
			if strings.HasPrefix(before, string(open)) && strings.HasSuffix(before, string(end)) {
				n++
			}
		}
		if 10*n >= 8*len(spots) {
			o, e := regexp.QuoteMeta(string(open)), regexp.QuoteMeta(string(end))
			return `(?:` + o + `(?P<sender>.*?)` + e + `)?`
		}
	}
	return `(?P<sender>.*?)`
}

// maxShapes bounds how many forms of a time an expression lists.
const maxShapes = 8

// shapes is an expression for stamps that look like these: digits for digits,
// letters for letters, all else as it stands.
func shapes(stamps []string) string {
	count := map[string]int{}
	for _, s := range stamps {
		count[shapeOf(s)]++
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	all = all[:min(len(all), maxShapes)]
	// The longer form first: one may be the beginning of another.
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(all, "|")
}

func shapeOf(s string) string {
	var b strings.Builder
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		class := classOf(r)
		n, i := 0, 0
		for i < len(s) {
			c, w := utf8.DecodeRuneInString(s[i:])
			if class == nil && i > 0 || class != nil && !class(c) {
				break
			}
			n, i = n+1, i+w
		}
		switch {
		case class == nil:
			i = size
			b.WriteString(regexp.QuoteMeta(s[:i]))
		case class(' '):
			b.WriteString(`[\s\pZ]+`)
		case class('a'):
			b.WriteString(`\pL+`)
		case n > 4:
			b.WriteString(`\p{Nd}+`)
		case n > 2:
			fmt.Fprintf(&b, `\p{Nd}{%d}`, n)
		default:
			b.WriteString(`\p{Nd}{1,2}`)
		}
		s = s[i:]
	}
	return b.String()
}

func classOf(r rune) func(rune) bool {
	for _, is := range []func(rune) bool{unicode.IsDigit, unicode.IsSpace, unicode.IsLetter} {
		if is(r) {
			return is
		}
	}
	return nil
}
