package page

import (
	"fmt"
	"strings"

	"github.com/antchfx/htmlquery"
	"golang.org/x/net/html"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/scans"
	"github.com/duizheng/duizheng/timeline/waybill"
)

// A kind is what the elements of one list have in common: the tag and, for tags
// that are used for everything, the first word of the class.
type kind struct{ tag, class string }

func (k kind) matches(t parsers.Tag) bool {
	return t.Name == k.tag && (k.class == "" || t.HasClass(k.class))
}

// repeated is the XPath of elements that pages make lists of.
const repeated = "//tr|//li|//dd|//dl|//div|//p|//section"

// plain are the tags that need no class to be told apart.
var plain = map[string]bool{"tr": true, "li": true, "dd": true, "dl": true}

// A survey is what a page shows: its rows' kind, and what stands around them.
type survey struct {
	kind
	paths   []string // XPath of each element of that kind
	answers []tracking.Answer
	list    []int // index into answers of each element
}

// read parses the page and finds the kind of element that most rows are of.
func read(doc *html.Node) survey {
	var s survey
	counts := map[kind]int{}
	var order []kind
	for _, n := range htmlquery.Find(doc, repeated) {
		if _, _, ok := rowOf(words(n)); !ok {
			continue
		}
		k := kindOf(n)
		if counts[k] == 0 {
			order = append(order, k)
		}
		counts[k]++
	}
	best := 0
	for _, k := range order {
		if counts[k] > best {
			best, s.kind = counts[k], k
		}
	}
	if best > 0 {
		s.around(doc)
	}
	return s
}

func kindOf(n *html.Node) kind {
	if plain[n.Data] {
		return kind{n.Data, ""}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(htmlquery.SelectAttr(n, "class")), " ")
	return kind{n.Data, first}
}

// around walks the page in order and notes numbers and carriers between rows.
func (s *survey) around(doc *html.Node) {
	s.answers = []tracking.Answer{{}}
	rows := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			if n.Data == "script" || n.Data == "style" {
				return
			}
			if s.is(n) {
				s.paths = append(s.paths, path(n))
				s.list = append(s.list, len(s.answers)-1)
				if _, _, ok := rowOf(words(n)); ok {
					rows++
				} else {
					s.note(words(n), &rows)
					s.list[len(s.list)-1] = len(s.answers) - 1
				}
				return
			}
		}
		if n.Type == html.ElementNode && len(words(n)) <= 120 && n.FirstChild != nil && leafy(n) {
			s.note(words(n), &rows)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	for i := range s.answers {
		if i > 0 && s.answers[i].AsOf.IsZero() {
			s.answers[i].AsOf = s.answers[i-1].AsOf
		}
	}
}

func (s *survey) is(n *html.Node) bool {
	if n.Data != s.tag {
		return false
	}
	if s.class == "" {
		return true
	}
	return strings.Contains(" "+htmlquery.SelectAttr(n, "class")+" ", " "+s.class+" ")
}

// leafy reports whether an element holds text and inline elements only, so that
// a label and its number in a <span> are read together.
func leafy(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			switch c.Data {
			case "span", "b", "em", "strong", "a", "i", "font", "br", "td", "th", "label", "small", "img", "input":
				if !leafy(c) {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

// note reads a text outside the rows: a number begins a new list if the one
// before has rows.
func (s *survey) note(text string, rows *int) {
	if at, ok := asOf(text); ok {
		s.answers[len(s.answers)-1].AsOf = at
	}
	list := waybill.Find(text, nil)
	code, named := waybill.Named(text)
	a := &s.answers[len(s.answers)-1]
	if len(list) > 0 && list[0].Number != a.Waybill {
		if *rows > 0 {
			s.answers = append(s.answers, tracking.Answer{})
			a = &s.answers[len(s.answers)-1]
			*rows = 0
		}
		a.Waybill = list[0].Number
		if a.Carrier == "" && len(list[0].Carriers) > 0 {
			a.Carrier = list[0].Carriers[0]
		}
		if named {
			a.Carrier = code
		}
	} else if named && a.Carrier == "" && *rows == 0 && len(text) < 60 {
		a.Carrier = code
	}
}

// rowOf reads the words of an element as one row: one time and a courier's text.
func rowOf(text string) (c tracking.Clock, rest string, ok bool) {
	if len(text) > 3000 {
		return c, "", false
	}
	c, rest, ok = tracking.Lead(text)
	if !ok {
		c, rest, ok = tracking.Tail(text)
	}
	if !ok || !c.Stamp.HasClock() || rest == "" || more(rest) {
		return c, "", false
	}
	return c, rest, tracking.SaysNothing(rest) || scans.Read(timeline.Scan{}, rest, timeline.Moment{}).Status != timeline.StatusInfo
}

// more reports whether the rest of an element begins with a further row's time,
// or ends with one: then the element holds a list, not a row.
func more(rest string) bool {
	for i, w := range strings.Fields(rest) {
		if i == 0 {
			continue
		}
		if c, _, ok := tracking.Lead(w); ok && c.Whole() {
			return true
		}
	}
	return false
}

// words is the visible text of an element, its pieces parted by spaces.
func words(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			if t := strings.Join(strings.Fields(n.Data), " "); t != "" {
				if b.Len() > 0 {
					b.WriteByte(' ')
				}
				b.WriteString(t)
			}
		}
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style") || b.Len() > 8000 {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

// path is the XPath of an element.
func path(n *html.Node) string {
	var parts []string
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		i := 1
		for p := n.PrevSibling; p != nil; p = p.PrevSibling {
			if p.Type == html.ElementNode && p.Data == n.Data {
				i++
			}
		}
		parts = append([]string{fmt.Sprintf("%s[%d]", n.Data, i)}, parts...)
	}
	return "/" + strings.Join(parts, "/")
}
