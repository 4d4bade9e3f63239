package generic

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/antchfx/htmlquery"
	"github.com/antchfx/xpath"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// A pathway is an XPath of a profile. The engine panics at expressions that
// make no sense to it; here that is an error with its words.
type pathway struct {
	text string
	expr *xpath.Expr
}

func newPathway(text string) (p *pathway, err error) {
	defer asError(&err, text)
	expr, err := xpath.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text, err)
	}
	p = &pathway{text, expr}
	// What it makes of a page tells of faults that reading does not.
	blank, err := html.Parse(strings.NewReader(`<div class="a" id="b"><p>1</p></div>`))
	if err != nil {
		return nil, err
	}
	_, err = p.find(blank)
	return p, err
}

func asError(err *error, text string) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %v", text, r)
	}
}

// find is what the expression gives at n: nodes, or one text.
func (p *pathway) find(n *html.Node) (found []string, err error) {
	defer asError(&err, p.text)
	switch v := p.expr.Evaluate(htmlquery.CreateXPathNavigator(n)).(type) {
	case *xpath.NodeIterator:
		for v.MoveNext() {
			at, ok := v.Current().(*htmlquery.NodeNavigator)
			if !ok {
				continue
			}
			if at.NodeType() == xpath.AttributeNode {
				found = append(found, at.Value())
			} else {
				found = append(found, parsers.Text(itself(at.Current())))
			}
		}
	case string:
		found = append(found, v)
	case float64:
		found = append(found, strconv.FormatFloat(v, 'f', -1, 64))
	case bool:
		found = append(found, strconv.FormatBool(v))
	}
	return found, nil
}

// itself is n in a form whose descendants hold it too.
func itself(n *html.Node) *html.Node {
	if n.Type != html.TextNode {
		return n
	}
	within := &html.Node{Type: html.DocumentNode}
	within.AppendChild(&html.Node{Type: html.TextNode, Data: n.Data})
	return within
}

// A picker tells the elements that an XPath selects by the start tag alone.
type picker struct {
	p    *pathway
	seen map[string]bool
	err  error
}

// maxSeen bounds what a picker remembers: pages have few kinds of tags, but
// some number every one.
const maxSeen = 4096

func (k *picker) want(t parsers.Tag) bool {
	if k.p == nil || k.err != nil {
		return false
	}
	n := t.Node()
	var id strings.Builder
	id.WriteString(n.Data)
	for _, a := range n.Attr {
		fmt.Fprintf(&id, " %s=%q", a.Key, a.Val)
	}
	if yes, ok := k.seen[id.String()]; ok {
		return yes
	}
	doc := &html.Node{Type: html.DocumentNode}
	doc.AppendChild(n)
	yes := false
	yes, k.err = k.p.selects(doc, n)
	if k.seen == nil || len(k.seen) >= maxSeen {
		k.seen = map[string]bool{}
	}
	k.seen[id.String()] = yes
	return yes
}

// selects reports whether the expression, asked of doc, gives n.
func (p *pathway) selects(doc, n *html.Node) (yes bool, err error) {
	defer asError(&err, p.text)
	found, ok := p.expr.Evaluate(htmlquery.CreateXPathNavigator(doc)).(*xpath.NodeIterator)
	for ok && found.MoveNext() {
		if at, is := found.Current().(*htmlquery.NodeNavigator); is && at.Current() == n && at.NodeType() == xpath.ElementNode {
			return true, nil
		}
	}
	return false, nil
}

// pieces reads HTML.
func (r *reader) pieces(ctx context.Context) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		message, day := picker{p: r.at["messages"]}, picker{p: r.at["day"]}
		want := func(t parsers.Tag) bool { return day.want(t) || message.want(t) }
		for piece, err := range r.e.Main.Pieces(ctx, want) {
			if err == nil {
				err = cmp.Or(message.err, day.err)
			}
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			rec, err := r.piece(piece, day.want(piece.Tag))
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			if !yield(rec, nil) {
				return
			}
		}
		if err := cmp.Or(message.err, day.err); err != nil {
			yield(timeline.Record{}, err)
		}
	}
}

// piece reads one element. An error is one of the profile's expressions.
func (r *reader) piece(p *parsers.Piece, isDay bool) (timeline.Record, error) {
	at := timeline.Locator{Offset: p.Offset, Length: p.Length, Path: fmt.Sprintf("(%s)[%d]", r.Messages, p.Index-r.days+1)}
	if isDay {
		r.days++
		at.Path = fmt.Sprintf("(%s)[%d]", r.Day, r.days)
	}
	rec := r.e.New(r.e.Main, timeline.KindMessage, at)
	n := fragment(p)
	if n == nil || p.Broken != nil {
		return r.e.Unparsed(r.e.Main, at, strings.ToValidUTF8(string(p.HTML), "\ufffd")), nil
	}
	if isDay {
		rec.Kind, rec.Text = timeline.KindFrame, strings.TrimSpace(parsers.Text(n))
		if !r.dayLine(rec.Text) {
			return r.e.Unparsed(r.e.Main, at, rec.Text), nil
		}
		return rec, nil
	}
	var v values
	for name, path := range r.at {
		if name == "messages" || name == "day" {
			continue
		}
		found, err := path.find(n)
		if err != nil {
			return rec, fmt.Errorf("profile: %s: %w", name, err)
		}
		v.set(name, strings.TrimSpace(strings.Join(found, "\n")))
	}
	if v.time == "" && v.text == "" {
		return r.e.Unparsed(r.e.Main, at, strings.TrimSpace(parsers.Text(n))), nil
	}
	r.fill(v, &rec)
	return rec, nil
}

// parents are the elements without which a parser of HTML drops a piece.
var parents = map[string]atom.Atom{"tr": atom.Tbody, "td": atom.Tr, "th": atom.Tr, "tbody": atom.Table, "thead": atom.Table, "option": atom.Select}

// fragment is the piece's element, alone in a document; nil where it is none.
func fragment(p *parsers.Piece) *html.Node {
	in := atom.Body
	if a, ok := parents[p.Tag.Name]; ok {
		in = a
	}
	nodes, err := html.ParseFragment(bytes.NewReader(p.HTML), &html.Node{Type: html.ElementNode, Data: in.String(), DataAtom: in})
	if err != nil {
		return nil
	}
	for _, n := range nodes {
		if n.Type == html.ElementNode && n.Data == p.Tag.Name {
			doc := &html.Node{Type: html.DocumentNode}
			doc.AppendChild(n)
			return n
		}
	}
	return nil
}
