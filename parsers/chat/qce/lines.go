package qce

import (
	"bytes"
	"context"
	"iter"
	"path"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// ChunkedLines is the export for large chats: a manifest and, in chunks/,
// files of one message a line. Lines is such a file without its manifest.
var (
	ChunkedLines = &parsers.Format{
		ID: "qq-qce-chunked-jsonl", App: "qq", Ext: "jsonl",
		How:    `manifest.json：{"metadata":{"name":"QQChatExporter…"},"chunked":{"chunks":[…]}}，旁边 chunks/*.jsonl`,
		Detect: detectManifest,
		Claims: func(_ string, siblings []string) []string {
			var out []string
			for _, s := range siblings {
				// The manifest's list is not gone by: its keys differ between versions.
				if path.Dir(s) == "chunks" && path.Ext(s) == ".jsonl" || s == "avatars.json" {
					out = append(out, s)
				}
			}
			return out
		},
		Parse: parseManifest,
	}
	Lines = &parsers.Format{
		ID: "qq-qce-jsonl", App: "qq", Ext: "jsonl",
		How:    `{"id","seq","timestamp","sender":{"uid"…},"content":{"elements"…}}，一行一条`,
		Detect: detectLines,
		Parse: func(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
			p := reader{e: e}
			return p.lines(ctx, e.Main)
		},
	}
)

func isManifest(h *parsers.Head) bool { return h.Has(`"chunked"`) && h.Has(`"chunks"`) }

func detectManifest(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '{' || !isManifest(h) {
		return parsers.Evidence{}
	}
	return parsers.Marks(h, parsers.Mark{Text: `"chunked"`, Weight: 40, Must: true}, parsers.Mark{Text: `"chunks"`, Weight: 20},
		parsers.Mark{Text: `QQChatExporter`, Weight: 30}, parsers.Mark{Text: `"chatInfo"`, Weight: 10})
}

func detectLines(h *parsers.Head) parsers.Evidence {
	lines := h.Lines(1)
	if h.JSONStart() != '{' || len(lines) == 0 || !strings.HasSuffix(lines[0], "}") && int64(len(h.Raw)) == h.Size {
		return parsers.Evidence{}
	}
	line := lines[0]
	for _, key := range []string{`"timestamp"`, `"sender"`, `"content"`, `"uid"`, `"elements"`} {
		if !strings.Contains(line, key) {
			return parsers.Evidence{Missing: []string{key}}
		}
	}
	if strings.Contains(line, `"chatInfo"`) || strings.Contains(line, `"messages"`) {
		return parsers.Evidence{}
	}
	return parsers.Evidence{Score: 75, Found: []string{`"sender":{"uid"`, `"content":{"elements"`}}
}

// chunkList is the manifest's list of chunks; it announces how many messages
// there should be.
type chunkList struct {
	Chunks []struct {
		Count    int `json:"count"`    // 6.x
		Messages int `json:"messages"` // 5.0
	} `json:"chunks"`
}

func parseManifest(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := reader{e: e}
		const patternChunked = patternMessages
		read := func(el *parsers.Element, r *timeline.Record) error {
			if el.Pattern != patternChunked {
				return p.element(el, r)
			}
			r.Kind, r.Text = timeline.KindFrame, "chunks"
			return p.chunks(el)
		}
		for r, err := range e.Elements(ctx, e.Main, read, "/metadata", "/chatInfo", "/statistics", "/stats", "/chunked") {
			if !yield(r, err) || err != nil {
				return
			}
		}
		for _, f := range e.Members {
			records := p.lines(ctx, f)
			if path.Ext(f.Base()) != ".jsonl" {
				records = e.Elements(ctx, f, func(_ *parsers.Element, r *timeline.Record) error {
					r.Kind, r.Text = timeline.KindFrame, f.Base() // pictures of the speakers
					return nil
				}, "")
			}
			for r, err := range records {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// chunks takes the announced count from the list, where the statistics have
// none.
func (p *reader) chunks(el *parsers.Element) error {
	var list chunkList
	if err := el.Decode(&list); err != nil || p.e.Says.Announced > 0 {
		return err
	}
	for _, c := range list.Chunks {
		p.e.Says.Announced += max(c.Count, c.Messages)
	}
	return nil
}

// lines reads a file of one message a line.
func (p *reader) lines(ctx context.Context, f *parsers.File) iter.Seq2[timeline.Record, error] {
	return p.e.Texts(ctx, f, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		text := bytes.TrimSpace(l.Text)
		if len(text) == 0 {
			return parsers.Body
		}
		var m message
		if parsers.Unmarshal(text, &m) != nil {
			*r = p.e.Unparsed(f, r.Locator, string(text))
			return parsers.Alone
		}
		p.message(r, &m)
		return parsers.Alone
	})
}
