package qce

import (
	"bytes"
	"context"
	"iter"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Page is the HTML export in one file (classic and modern), Chunked the viewer
// with its messages in scripts beside it, Inline the same in one file.
var (
	Page = &parsers.Format{
		ID: "qq-qce-html", App: "qq", Ext: "html",
		How:    "<div class=\"message\" data-message-id=…> / <!-- QCE_METADATA … -->",
		Detect: detectPage,
		Parse:  parsePage,
	}
	Chunked = &parsers.Format{
		ID: "qq-qce-chunked-js", App: "qq", Ext: "js",
		How:    "data/manifest.js: window.__QCE_MANIFEST__({…}), data/chunks/*.js: window.__QCE_CHUNK__({…})",
		Detect: detectChunked,
		Claims: claimChunks,
		Parse:  parseChunked,
	}
	Inline = &parsers.Format{
		ID: "qq-qce-inline-html", App: "qq", Ext: "html",
		How:    "window.__QCE_INLINE__",
		Detect: detectInline,
		Parse:  parseChunked,
	}
)

const (
	manifestMark = "__QCE_MANIFEST__("
	chunkMark    = "__QCE_CHUNK__("
	inlineMark   = "__QCE_INLINE__"
	metadataMark = "QCE_METADATA:"
)

func detectPage(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() || h.HasDeep(inlineMark) {
		return parsers.Evidence{}
	}
	for _, mark := range []string{metadataMark, "data-message-id=", "data-sender-uid="} {
		if h.HasDeep(mark) && (h.HasDeep("QQ") || mark == metadataMark) {
			return parsers.Evidence{Score: 80, Found: []string{mark}}
		}
	}
	return parsers.Evidence{Missing: []string{metadataMark, "data-message-id"}}
}

func detectChunked(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() && h.Has(manifestMark) {
		return parsers.Evidence{Score: 100, Found: []string{manifestMark}}
	}
	if !h.HTMLStart() && h.Has(chunkMark) {
		// A chunk alone: readable, but its manifest should be there.
		return parsers.Evidence{Score: 60, Found: []string{chunkMark}, Missing: []string{manifestMark}}
	}
	return parsers.Evidence{Missing: []string{manifestMark}}
}

func detectInline(h *parsers.Head) parsers.Evidence {
	if h.HTMLStart() && h.HasDeep(inlineMark) {
		return parsers.Evidence{Score: 100, Found: []string{inlineMark}}
	}
	return parsers.Evidence{Missing: []string{inlineMark}}
}

// claimChunks takes the scripts below data/, and the empty page above them.
func claimChunks(main string, siblings []string) []string {
	var out []string
	for _, s := range siblings {
		dir := path.Dir(s)
		if path.Ext(s) == ".js" && (dir == "chunks" || dir == "index" || strings.HasSuffix(dir, "/chunks")) {
			out = append(out, s)
		}
	}
	return out
}

type manifest struct {
	Chat struct {
		Name    string `json:"name"`
		Type    string `json:"type"`
		SelfUID string `json:"selfUid"`
	} `json:"chat"`
	Stats struct {
		Total int    `json:"totalMessages"`
		First string `json:"firstTime"`
		Last  string `json:"lastTime"`
	} `json:"stats"`
}

// chunkRow is one message of a chunk. Text is lower-cased and may be cut: it
// is only looked at where HTML is missing.
type chunkRow struct {
	ID   string `json:"id"`
	Time string `json:"ts"` // ms
	UID  string `json:"uid"`
	Name string `json:"name"`
	Text string `json:"text"`
	HTML string `json:"html"`
}

func parseChunked(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := pager{e: e}
		for _, f := range e.Files() {
			for r, err := range p.scripts(ctx, f) {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// A pager knows the chat whose pages are read.
type pager struct {
	e    *parsers.Export
	chat string
	self string
}

// scripts reads the manifest and the chunks of one file.
func (p *pager) scripts(ctx context.Context, f *parsers.File) iter.Seq2[timeline.Record, error] {
	manifests := p.e.Scripted(ctx, f, manifestMark, true, func(el *parsers.Element, r *timeline.Record) error {
		var m manifest
		if err := el.Decode(&m); err != nil {
			return err
		}
		p.manifest(&m)
		r.Kind, r.Text, r.Conversation = timeline.KindFrame, m.Chat.Name, p.chat
		return nil
	}, "")
	chunks := p.e.Scripted(ctx, f, chunkMark, true, func(el *parsers.Element, r *timeline.Record) error {
		var row chunkRow
		if err := el.Decode(&row); err != nil {
			return err
		}
		return p.row(&row, r)
	}, "/messages/*")
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range manifests {
			if err == nil && r.Kind == timeline.KindUnparsed {
				// It holds no message, and may have swallowed the chunks behind it,
				// which are read on their own.
				p.e.Says.Notes = append(p.e.Says.Notes, "manifest: "+p.e.Main.String())
				continue
			}
			if err == nil && !yield(r, nil) {
				return
			}
		}
		for r, err := range chunks {
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

func (p *pager) manifest(m *manifest) {
	p.chat, p.self = m.Chat.Name, m.Chat.SelfUID
	p.e.Says.Title, p.e.Says.Group, p.e.Says.Announced = m.Chat.Name, m.Chat.Type == "group", m.Stats.Total
	p.e.Says.From, _ = time.Parse(time.RFC3339, m.Stats.First)
	p.e.Says.To, _ = time.Parse(time.RFC3339, m.Stats.Last)
}

func (p *pager) row(row *chunkRow, r *timeline.Record) error {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(row.HTML))
	if err != nil {
		return err
	}
	p.element(doc.Selection, r)
	if r.Text == "" && r.Kind == timeline.KindMessage && len(r.Attachments) == 0 {
		r.Text = row.Text
	}
	r.Conversation = p.chat
	r.ID = strings.TrimPrefix(row.ID, "msg-")
	if r.Kind == timeline.KindMessage {
		r.Sender = timeline.Sender{Name: row.Name, ID: row.UID, Self: p.self != "" && row.UID == p.self}
	}
	if ms, err := strconv.ParseInt(row.Time, 10, 64); err == nil {
		r.Time = p.e.Instant(time.UnixMilli(ms), timeline.PrecisionSecond, row.Time)
	}
	return nil
}

// selectors of the classic and the modern page, side by side.
const (
	senderAt  = ".message-sender, .sender"
	timeAt    = ".message-time, .time, .system-message-time"
	contentAt = ".message-content, .content, .system-message"
	replyAt   = ".reply-content, .message-reply"
)

func parsePage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := pager{e: e}
		want := func(t parsers.Tag) bool {
			return t.Name == "h1" || t.Name == "title" || t.Name == "div" && (t.Attr("data-message-id") != "" ||
				t.HasClass("message") && strings.HasPrefix(t.Attr("id"), "msg-") || t.HasClass("system-message-container"))
		}
		for piece, err := range e.Main.Pieces(ctx, want) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			at := timeline.Locator{Offset: piece.Offset, Length: piece.Length, Path: xpath(piece.Tag)}
			doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
			if err != nil {
				if !yield(e.Unparsed(e.Main, at, string(piece.HTML)), nil) {
					return
				}
				continue
			}
			r := e.New(e.Main, timeline.KindMessage, at)
			if piece.Tag.Name != "div" {
				p.title(strings.TrimSpace(doc.Text()), piece.Tag.Name, &r)
			} else {
				p.message(piece.Tag, doc, &r)
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// xpath leads to an element by its id.
func xpath(t parsers.Tag) string {
	for _, key := range []string{"data-message-id", "id"} {
		if id := t.Attr(key); id != "" && !strings.ContainsAny(id, `'"`) {
			return "//" + t.Name + "[@" + key + "='" + id + "']"
		}
	}
	return ""
}

// title takes the heading for the chat's name, the page's title until there is
// one.
func (p *pager) title(text, tag string, r *timeline.Record) {
	if tag == "h1" || p.chat == "" {
		p.chat = strings.TrimRight(strings.TrimSuffix(text, "聊天记录"), " -")
		p.e.Says.Title = p.chat
	}
	r.Kind, r.Text = timeline.KindFrame, text
}

func (p *pager) message(t parsers.Tag, doc *goquery.Document, r *timeline.Record) {
	p.element(doc.Selection, r)
	r.Conversation = p.chat
	id := t.Attr("data-message-id")
	if id == "" {
		id = strings.TrimPrefix(t.Attr("id"), "msg-")
	}
	r.ID = id
	r.Sender.ID = t.Attr("data-sender-uid")
	r.Sender.Self = t.HasClass("self")
	if t.HasClass("system") || t.HasClass("system-message-container") {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
		r.Recalled = t.HasClass("recalled-message") || strings.Contains(r.Text, "撤回")
	}
}

// element reads sender, time, reply and text of one message's HTML.
func (p *pager) element(s *goquery.Selection, r *timeline.Record) {
	r.Sender.Name = strings.TrimSpace(s.Find(senderAt).First().Text())
	raw := strings.TrimSpace(s.Find(timeAt).First().Text())
	r.Time = timeline.Undated(raw)
	if st, ok := timestamp.Parse(raw); ok {
		r.Time = st.Moment(timestamp.YMD, p.e.Zone(), p.e.ZoneFrom(), raw)
	}
	content := s.Find(contentAt).First()
	if reply := content.Find(replyAt).First(); reply.Length() > 0 {
		to, _ := reply.Attr("data-reply-to")
		r.ReplyTo = strings.TrimPrefix(to, "msg-")
		reply.Remove()
	}
	content.Find("img, video, audio, a.file").Each(func(_ int, m *goquery.Selection) {
		name, _ := m.Attr("src")
		if alt, ok := m.Attr("alt"); ok && alt != "" {
			name = alt
		}
		kind := map[string]string{"img": "image", "video": "video", "audio": "voice"}[goquery.NodeName(m)]
		if kind == "" {
			kind = "file"
		}
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: path.Base(name), Type: kind})
	})
	r.Text = tidy(parsers.Text(content.Nodes...))
	if s.Find(".system-message-container, .system-message").Length() > 0 {
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	}
}

// tidy drops the template's indentation around the lines of a text.
func tidy(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
