package parsers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// flowing are the elements that stand within a line; every other tag ends it.
var flowing = map[string]bool{"a": true, "abbr": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "img": true,
	"label": true, "mark": true, "o:p": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "tt": true, "u": true, "wbr": true}

// silent elements hold nothing that a reader sees.
var silent = map[string]bool{"script": true, "style": true, "title": true, "head": true}

// Paragraphs yields the lines of an HTML page as a person sees them, for pages
// that hold a text and no structure, such as a mail: what stands between two
// block tags or line breaks is a Line. Blanks stay as written, since headers
// tell themselves by them; empty lines are left out.
func (f *File) Paragraphs(ctx context.Context) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		d, err := f.decode()
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer d.reader.Close()
		z := html.NewTokenizer(d.reader)
		z.SetMaxBuf(MaxPiece)
		p := paragraph{d: d}
		var at int64
		for n := 0; ; n++ {
			if n&1023 == 0 && ctx.Err() != nil {
				yield(Line{}, ctx.Err())
				return
			}
			kind := z.Next()
			from := at
			at += int64(len(z.Raw()))
			if kind == html.ErrorToken {
				if !p.end(yield) {
					return
				}
				if err := z.Err(); !errors.Is(err, io.EOF) {
					yield(Line{}, fmt.Errorf("%s: byte %d: %w", f.String(), d.original(at), err))
				}
				return
			}
			if !p.token(z, kind, from, at) && !p.end(yield) {
				return
			}
		}
	}
}

// A paragraph is the line that is being read.
type paragraph struct {
	d        *decoded
	hidden   string // the silent element that is open
	text     []byte
	from, to int64
	number   int
}

// token adds a token to the line; false if it ends it.
func (p *paragraph) token(z *html.Tokenizer, kind html.TokenType, from, to int64) bool {
	switch kind {
	case html.TextToken:
		if p.hidden == "" {
			p.add(z.Text(), from, to)
		}
		return true
	case html.StartTagToken, html.SelfClosingTagToken:
		t := z.Token()
		switch {
		case p.hidden == "" && silent[t.Data] && kind == html.StartTagToken:
			p.hidden = t.Data
		case t.Data == "img" && p.hidden == "":
			p.add([]byte(picture(Tag{Name: t.Data, attrs: t.Attr})), from, to)
		}
		return flowing[t.Data]
	case html.EndTagToken:
		name, _ := z.TagName()
		if string(name) == p.hidden || string(name) == "head" {
			p.hidden = ""
		}
		return flowing[string(name)]
	}
	return true
}

// picture is the placeholder of an image, in the words of the share text.
func picture(t Tag) string {
	src := t.Attr("src")
	if src == "" || strings.HasPrefix(src, "data:") {
		return "[图片]"
	}
	return "[图片: " + strings.TrimPrefix(src, "cid:") + "]"
}

func (p *paragraph) add(text []byte, from, to int64) {
	if len(bytes.TrimSpace(text)) == 0 {
		if len(p.text) > 0 {
			p.text = append(p.text, text...)
		}
		return
	}
	if len(p.text) == 0 {
		p.from = from
	}
	p.to = to
	p.text = append(p.text, text...)
}

// end gives out the line.
func (p *paragraph) end(yield func(Line, error) bool) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(p.text), bom))
	if len(text) == 0 {
		p.text = p.text[:0]
		return true
	}
	for i, c := range text {
		if c == '\n' || c == '\r' || c == '\t' {
			text[i] = ' '
		}
	}
	p.number++
	l := Line{Offset: p.d.original(p.from), Number: p.number, Text: text}
	l.Length = p.d.original(p.to) - l.Offset
	p.text = p.text[:0]
	return yield(l, nil)
}
