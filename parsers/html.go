package parsers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxPiece is the longest HTML piece that is read as one.
const MaxPiece = 16 << 20

// A Tag is a start tag as the cutter sees it.
type Tag struct {
	Name  string
	attrs []html.Attribute
}

// Attr is the value of an attribute, "" if absent.
func (t Tag) Attr(name string) string {
	for _, a := range t.attrs {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Node is the tag as an element without content, for XPath and selectors that
// ask for its name and attributes.
func (t Tag) Node() *html.Node {
	return &html.Node{Type: html.ElementNode, Data: t.Name, DataAtom: atom.Lookup([]byte(t.Name)), Attr: t.attrs}
}

// HasClass reports whether the tag's class list holds c.
func (t Tag) HasClass(c string) bool {
	rest := t.Attr("class")
	for rest != "" {
		var word string
		word, rest = cutSpace(rest)
		if word == c {
			return true
		}
	}
	return false
}

func cutSpace(s string) (word, rest string) {
	i := 0
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	j := i
	for j < len(s) && !(s[j] == ' ' || s[j] == '\t' || s[j] == '\n' || s[j] == '\r') {
		j++
	}
	return s[i:j], s[j:]
}

// A Piece is one element cut out of an HTML file, to be read with goquery or
// htmlquery. Cutting by the tokenizer gives offsets, keeps memory flat and lets
// a nesting fault touch one piece only.
type Piece struct {
	Tag            Tag
	HTML           []byte // UTF-8, start tag to end tag; valid until the next piece
	Offset, Length int64
	// Index counts the pieces of this file from 0.
	Index int
	// Broken is set when the piece is cut off by the file's end or too long.
	Broken error
}

// void elements have no end tag.
var void = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true}

// Pieces yields, in file order, every outermost element for whose start tag
// want is true. Elements nested in a piece are part of it.
func (f *File) Pieces(ctx context.Context, want func(Tag) bool) iter.Seq2[*Piece, error] {
	return func(yield func(*Piece, error) bool) {
		d, err := f.decode()
		if err != nil {
			yield(nil, err)
			return
		}
		defer d.reader.Close()
		z := html.NewTokenizer(d.reader)
		z.SetMaxBuf(MaxPiece)
		var (
			at    int64 // offset of the next token in the UTF-8 text
			open  *Piece
			depth int // open elements of the piece's own name
			start int64
			buf   []byte
			index int
		)
		close := func(broken error) bool {
			p := open
			p.HTML, p.Broken, p.Index = buf, broken, index
			p.Offset = d.original(start)
			p.Length = d.original(start+int64(len(buf))) - p.Offset
			index++
			open = nil
			return yield(p, nil)
		}
		for n := 0; ; n++ {
			if n&1023 == 0 {
				if err := pause(ctx); err != nil {
					yield(nil, err)
					return
				}
			}
			kind := z.Next()
			raw := z.Raw()
			if open != nil {
				buf = append(buf, raw...)
			}
			from := at
			at += int64(len(raw))
			switch kind {
			case html.ErrorToken:
				err := z.Err()
				if open != nil && !close(fmt.Errorf("<%s> at byte %d is not closed", open.Tag.Name, d.original(start))) {
					return
				}
				if !errors.Is(err, io.EOF) {
					yield(nil, fmt.Errorf("%s: byte %d: %w", f.String(), d.original(at), err))
				}
				return
			case html.StartTagToken, html.SelfClosingTagToken:
				name, more := z.TagName()
				if open != nil {
					if string(name) == open.Tag.Name && kind == html.StartTagToken && !void[open.Tag.Name] {
						depth++
					}
					break
				}
				t := Tag{Name: string(name)}
				for more {
					var k, v []byte
					k, v, more = z.TagAttr()
					t.attrs = append(t.attrs, html.Attribute{Key: string(k), Val: string(v)})
				}
				if want(t) {
					open = &Piece{Tag: t}
					start, depth = from, 1
					buf = append(buf[:0], z.Raw()...)
					if void[t.Name] && !close(nil) {
						return
					}
				}
			case html.EndTagToken:
				if open == nil {
					break
				}
				if name, _ := z.TagName(); string(name) == open.Tag.Name {
					if depth--; depth == 0 && !close(nil) {
						return
					}
				}
			}
			if open != nil && len(buf) > MaxPiece {
				if !close(fmt.Errorf("<%s> at byte %d is longer than %d MB", open.Tag.Name, d.original(start), MaxPiece>>20)) {
					return
				}
			}
		}
	}
}

// Text is the text of HTML nodes, with a line feed for every <br>.
func Text(nodes ...*html.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		for d := range n.Descendants() {
			switch {
			case d.Type == html.TextNode:
				b.WriteString(d.Data)
			case d.Data == "br":
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}
