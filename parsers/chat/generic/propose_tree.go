package generic

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/duizheng/duizheng/parsers"
)

// proposeJSON finds the list of objects that has times and texts in it.
func proposeJSON(h *parsers.Head) (Profile, []string, bool) {
	lists := map[string]*list{}
	walkJSON(h.Text, lists)
	var p Profile
	var why []string
	most := 0
	for pattern, l := range lists {
		q := Profile{Kind: JSON, Messages: pattern}
		if l.n < least || l.n < most || l.n == most && pattern > p.Messages {
			continue
		}
		if w, ok := assign(&q, l.fields()); ok {
			p, why, most = q, w, l.n
		}
	}
	if most == 0 {
		return p, nil, false
	}
	return p, append(why, fmt.Sprintf("%d objects at %s", most, strings.TrimPrefix(p.Messages+" (the documents of the file)", "/"))), true
}

// A list is what repeats: n members and the values of their fields.
type list struct {
	n      int
	at     map[string]int // place → index in all
	all    []field
	filled []int // the member that last gave the field a value
}

func (l *list) add(place, name, value string) {
	if l.at == nil {
		l.at = map[string]int{}
	}
	i, ok := l.at[place]
	if !ok {
		if len(l.all) >= 200 {
			return
		}
		i = len(l.all)
		l.at[place] = i
		l.all, l.filled = append(l.all, field{place: place, name: name}), append(l.filled, 0)
	}
	if l.filled[i] == l.n {
		return // one value for each member
	}
	l.filled[i] = l.n
	l.all[i].values = append(l.all[i].values, value)
}

func (l *list) fields() []field { return l.all }

// walkJSON reads as much of the text as there is. A scalar belongs to the
// innermost list above it; the documents of a file are a list too.
func walkJSON(text string, lists map[string]*list) {
	d := json.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	d.UseNumber()
	w := jsonWalker{d: d, lists: lists}
	for w.value("", "", "", 0) == nil {
	}
}

type jsonWalker struct {
	d     *json.Decoder
	lists map[string]*list
}

// value reads one value; pattern is the innermost list's, place and name are
// those within its member.
func (w *jsonWalker) value(pattern, place, name string, depth int) error {
	t, err := w.d.Token()
	if err != nil {
		return err
	}
	if depth > parsers.MaxDepth {
		return io.ErrUnexpectedEOF
	}
	switch t := t.(type) {
	case json.Delim:
		if t == '[' {
			for w.d.More() {
				if err := w.value(pattern+place+"/*", "", "", depth+1); err != nil {
					return err
				}
			}
			_, err = w.d.Token()
			return err
		}
		if place == "" {
			if w.lists[pattern] == nil {
				w.lists[pattern] = &list{}
			}
			w.lists[pattern].n++
		}
		for w.d.More() {
			k, err := w.d.Token()
			if err != nil {
				return err
			}
			key, _ := k.(string)
			part := strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
			if err := w.value(pattern, place+"/"+part, key, depth+1); err != nil {
				return err
			}
		}
		_, err = w.d.Token()
		return err
	case string:
		w.leaf(pattern, place, name, t)
	case json.Number:
		w.leaf(pattern, place, name, t.String())
	}
	return nil
}

func (w *jsonWalker) leaf(pattern, place, name, value string) {
	if l := w.lists[pattern]; l != nil && place != "" {
		l.add(place, name, value)
	}
}

// proposeHTML finds the elements of one tag and class that each hold one time,
// and takes those that hold most of the times, of them the largest.
func proposeHTML(h *parsers.Head) (Profile, []string, bool) {
	if p, why, ok := proposePage(h.Text); ok {
		return p, why, ok
	}
	deep := h.Deep() // style sheets and pictures may come first
	if len(deep) <= len(h.Text) {
		return Profile{}, nil, false
	}
	return proposePage(deep[:min(len(deep), maxPage)])
}

// maxPage is how much of a page is taken for a proposal.
const maxPage = 1 << 20

func proposePage(text string) (Profile, []string, bool) {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return Profile{}, nil, false
	}
	found := stamped(doc)
	if len(found) < least {
		return Profile{}, nil, false
	}
	stamps := map[*html.Node]int{} // elements → stamps within
	for _, n := range found {
		for a := n; a != nil; a = a.Parent {
			stamps[a]++
		}
	}
	var p Profile
	var why []string
	most, top := 0, 0
	for _, s := range signatures(doc, found, stamps) {
		q := Profile{Kind: HTML, Messages: "//" + s.xpath()}
		l := &list{}
		size := 0
		for _, e := range s.elements {
			l.n++
			size += len(parsers.Text(e))
			parts(e, e, "", l)
		}
		if w, ok := assignHTML(&q, l.fields(), doc); ok && (s.single > most || s.single == most && size > top) {
			p, most, top = q, s.single, size
			why = append(w, fmt.Sprintf("%d of the %d times stand in elements %s", s.single, len(found), s.xpath()))
		}
	}
	return p, why, most > 0
}

// stamped are the elements that hold a time: as their text, else in an
// attribute, else as a time of day.
func stamped(doc *html.Node) []*html.Node {
	var texts, attributes, clocks []*html.Node
	for n := range doc.Descendants() {
		text := strings.TrimSpace(n.Data)
		switch {
		case n.Type == html.ElementNode && timeAttr(n) != "":
			attributes = append(attributes, n)
		case n.Type != html.TextNode || n.Parent == nil || hidden(n.Parent):
		case whole(text):
			texts = append(texts, n.Parent)
		case clock(text):
			clocks = append(clocks, n.Parent)
		}
	}
	for _, found := range [][]*html.Node{texts, attributes} {
		if len(found) >= least {
			return found
		}
	}
	return clocks
}

// timeAttr is the name of the attribute of n that holds a whole time.
func timeAttr(n *html.Node) string {
	for _, a := range n.Attr {
		v := strings.TrimSpace(a.Val)
		if whole(v) || strings.HasPrefix(a.Key, "data-") && strings.Contains(a.Key, "time") && isEpoch(v) {
			return a.Key
		}
	}
	return ""
}

// assignHTML is assign, with the dates in elements of their own where the
// messages have times of day only.
func assignHTML(p *Profile, fields []field, doc *html.Node) ([]string, bool) {
	if why, ok := assign(p, fields); ok {
		return why, true
	}
	days := map[string]int{}
	var order []string
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent != nil && !hidden(n.Parent) && date(strings.TrimSpace(n.Data)) {
			x := "//" + signature{n.Parent.Data, class(n.Parent), nil, 0}.xpath()
			if days[x]++; days[x] == 1 {
				order = append(order, x)
			}
		}
	}
	for _, x := range order {
		if days[x] > days[p.Day] {
			p.Day = x
		}
	}
	if p.Day == "" {
		return nil, false
	}
	// With a date beside it a time of day is whole.
	withDay := slices.Clone(fields)
	for i := range withDay {
		values := slices.Clone(withDay[i].values)
		for j, v := range values {
			if clock(strings.TrimSpace(v)) {
				values[j] = "2000-01-01 " + strings.TrimSpace(v)
			}
		}
		withDay[i].values = values
	}
	day := p.Day
	why, ok := assign(p, withDay)
	p.Day = day
	return why, ok
}

func hidden(n *html.Node) bool { return n.Data == "script" || n.Data == "style" || n.Data == "title" }

// A signature is a tag and one of its classes ("" for any), and the outermost
// elements that have it.
type signature struct {
	tag, class string
	elements   []*html.Node
	single     int // of them hold one stamp
}

func (s signature) xpath() string {
	if s.class == "" {
		return s.tag
	}
	return fmt.Sprintf(`%s[contains(concat(" ", normalize-space(@class), " "), " %s ")]`, s.tag, s.class)
}

// signatures lists those whose elements mostly hold one stamp each, all of
// them together most of the page's.
func signatures(doc *html.Node, found []*html.Node, stamps map[*html.Node]int) []signature {
	type key struct{ tag, class string }
	all := map[key]*signature{}
	var order []key
	for e := range doc.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		classes := strings.Fields(attr(e, "class"))
		for _, c := range append(classes[:min(len(classes), 8)], "") {
			if strings.Contains(c, `"`) || within(e, c) {
				continue
			}
			k := key{e.Data, c}
			if all[k] == nil {
				all[k] = &signature{tag: e.Data, class: c}
				order = append(order, k)
			}
			all[k].elements = append(all[k].elements, e)
			if stamps[e] == 1 {
				all[k].single++
			}
		}
	}
	var out []signature
	for _, k := range order {
		if s := all[k]; s.single >= least && 10*s.single >= 6*len(s.elements) && 10*s.single >= 8*len(found) {
			out = append(out, *s)
		}
	}
	return out
}

// within reports whether e stands in another element of its tag and class c:
// the reader takes the outermost.
func within(e *html.Node, c string) bool {
	for a := e.Parent; a != nil; a = a.Parent {
		if classes := strings.Fields(attr(a, "class")); a.Data == e.Data && (slices.Contains(classes, c) || c == "") {
			return true
		}
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// class is the first class of an element.
func class(n *html.Node) string {
	if f := strings.Fields(attr(n, "class")); len(f) > 0 && !strings.Contains(f[0], `"`) {
		return f[0]
	}
	return ""
}

// parts adds the texts within a message: each element that holds text of its
// own, found by its class, else by the steps that lead to it.
func parts(message, n *html.Node, steps string, l *list) {
	own := ""
	tags := map[string]int{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			own += c.Data
		case html.ElementNode:
			if hidden(c) {
				continue
			}
			tags[c.Data]++
			parts(message, c, steps+"/"+c.Data+"["+strconv.Itoa(tags[c.Data])+"]", l)
		}
	}
	place, name := "."+steps, n.Data
	if c := class(n); n == message {
		place, name = ".", ""
	} else if c != "" {
		place, name = ".//"+signature{n.Data, c, nil, 0}.xpath(), c
	}
	if a := timeAttr(n); a != "" {
		l.add(place+"/@"+a, a, attr(n, a))
	}
	if own = strings.TrimSpace(own); own == "" {
		return
	}
	if n == message {
		place = "./text()"
	}
	l.add(place, name, own)
}
