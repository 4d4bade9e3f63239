// Package imessage reads what imessage-exporter writes: text and HTML, one file
// a chat, English and in the local time of the exporting Mac.
//
// A reply stands twice, below the message it answers and at its own place; the
// first is part of the record it stands in and marked as quoted.
package imessage

import (
	"bytes"
	"context"
	"iter"
	"path"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is the text of imessage-exporter.
var Text = &parsers.Format{
	ID:     "imessage-exporter-txt",
	App:    "imessage",
	Ext:    "txt",
	How:    "blocks “Mar 06, 2026  4:40:09 PM (Read by you after …)”, sender, text, a blank line",
	Detect: detectText,
	Parse:  parseText,
}

// HTML is the HTML of imessage-exporter.
var HTML = &parsers.Format{
	ID:     "imessage-exporter-html",
	App:    "imessage",
	Ext:    "html",
	How:    `<div class="message"><div class="sent iMessage"><p><span class="timestamp">`,
	Detect: detectHTML,
	Parse:  parseHTML,
}

// Formats are the exports of iMessage.
var Formats = []*parsers.Format{Text, HTML}

var months = []string{"Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "}

// heading reads "Mar 06, 2026  4:40:09 PM" with what may follow: how soon it
// was read, or the words of an announcement.
func heading(l string) (s timestamp.Stamp, raw, rest string, ok bool) {
	for _, m := range months {
		if !strings.HasPrefix(l, m) {
			continue
		}
		s, n := timestamp.Prefix([]byte(l))
		return s, l[:n], strings.TrimSpace(l[n:]), n > 0 && s.HasDate() && s.Precision == timeline.PrecisionSecond && s.Marked
	}
	return s, "", "", false
}

// unknownEvent is what stands for an announcement that the exporter does not
// know; no time stands beside it.
const unknownEvent = "Unable to format announcement!"

// isReceipt tells "(Read by you after 52 seconds)".
func isReceipt(rest string) bool {
	return rest == "" || strings.HasPrefix(rest, "(Read by ") || strings.HasPrefix(rest, "(Delivered ") || strings.HasPrefix(rest, "(Sent ")
}

func detectText(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	n, receipt := 0, false
	for _, l := range h.Lines(300) {
		if _, _, rest, ok := heading(l); ok {
			n++
			receipt = receipt || strings.HasPrefix(rest, "(Read by ")
			if n == 1 {
				e.Found = append(e.Found, "Mar 06, 2026  4:40:09 PM")
			}
		}
	}
	if n == 0 {
		return e
	}
	e.Score = 55
	if lines := h.Lines(1); len(lines) == 1 {
		if _, _, _, ok := heading(lines[0]); ok {
			e.Score += 15
			e.Found = append(e.Found, "the first line is a time")
		}
	}
	if receipt {
		e.Score += 25
		e.Found = append(e.Found, "(Read by …)")
	}
	return e
}

func title(f *parsers.File) string {
	return strings.TrimSuffix(f.Base(), path.Ext(f.Base()))
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	e.Says.Title = title(e.Main)
	// The first text of an edited message has its time before it too: only
	// behind a blank line does a time begin a record.
	afterBlank := true
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		begins := afterBlank
		if afterBlank = l.Blank(); !begins {
			return parsers.Body
		}
		if string(l.Text) == unknownEvent {
			r.Kind, r.Text, r.Conversation = timeline.KindNotice, unknownEvent, e.Says.Title
			return parsers.Alone
		}
		s, raw, rest, ok := heading(string(l.Text))
		if !ok {
			return parsers.Body
		}
		r.Conversation = e.Says.Title
		r.Time = s.Moment(timestamp.MDY, e.Zone(), e.ZoneFrom(), raw)
		if !isReceipt(rest) {
			r.Kind, r.Text = timeline.KindNotice, rest
		}
		return parsers.Begins
	})
	return parsers.EachMessage(records, message)
}

// message splits sender and text, and marks what is not the sender's.
func message(r *timeline.Record) {
	name, text, _ := strings.Cut(r.Text, "\n")
	r.Sender = timeline.Sender{Name: name, Self: name == "Me"}
	r.Text = strings.TrimRight(text, "\n")
	inside := false
	for l := range strings.Lines(r.Text) {
		l = strings.TrimRight(l, "\n")
		switch {
		case l == "This message was deleted from the conversation!":
			r.Recalled = true
			r.Quote(l)
		case l == "This message responded to an earlier message.":
			r.Quote(l)
		case l == "Tapbacks:" || l == "Reactions:":
			inside = true
			r.Quote(l)
		case inside || strings.HasPrefix(l, "    "):
			if strings.TrimSpace(l) != "" {
				r.Quote(l)
			}
		case strings.HasPrefix(l, "Edited ") && strings.Contains(l, " later: "):
			r.Edited = true
		case isPath(l):
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: path.Base(l), Type: typeOf(l)})
		}
	}
}

// isPath tells the line of an attachment: nothing but a path on the Mac or in
// the export.
func isPath(l string) bool {
	return (strings.HasPrefix(l, "/") || strings.HasPrefix(l, "attachments/") || strings.HasPrefix(l, "~/")) && path.Ext(l) != "" && !strings.Contains(l, "://")
}

var types = map[string]string{".jpg": "image", ".jpeg": "image", ".png": "image", ".gif": "image", ".heic": "image", ".webp": "image",
	".mov": "video", ".mp4": "video", ".caf": "voice", ".amr": "voice", ".m4a": "voice", ".mp3": "voice", ".vcf": "card"}

func typeOf(name string) string {
	if t := types[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return "file"
}

func detectHTML(h *parsers.Head) parsers.Evidence {
	if !h.HTMLStart() {
		return parsers.Evidence{}
	}
	e := parsers.Evidence{}
	for _, m := range []struct {
		text   string
		points int
	}{{`<span class="timestamp">`, 25}, {`class="message"`, 20}, {`class="message_part"`, 30}, {`<span class="sender">`, 20}} {
		if h.HasDeep(m.text) {
			e.Score += m.points
			e.Found = append(e.Found, m.text)
		} else {
			e.Missing = append(e.Missing, m.text)
		}
	}
	return e
}

func parseHTML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		e.Says.Title = title(e.Main)
		for piece, err := range e.Main.Pieces(ctx, func(t parsers.Tag) bool {
			return t.Name == "div" && (t.HasClass("message") || t.HasClass("announcement"))
		}) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			if !yield(readPiece(e, piece), nil) {
				return
			}
		}
	}
}

func readPiece(e *parsers.Export, piece *parsers.Piece) timeline.Record {
	at := timeline.Locator{Offset: piece.Offset, Length: piece.Length, Path: "//div[@class='" + piece.Tag.Attr("class") + "']"}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(piece.HTML))
	if err != nil || piece.Broken != nil {
		return e.Unparsed(e.Main, at, string(piece.HTML))
	}
	r := e.New(e.Main, timeline.KindMessage, at)
	r.Conversation = e.Says.Title
	raw := strings.TrimSpace(doc.Find("span.timestamp").First().Text())
	s, n := timestamp.Prefix([]byte(raw))
	if n > 0 {
		r.Time = s.Moment(timestamp.MDY, e.Zone(), e.ZoneFrom(), raw[:n])
	}
	if piece.Tag.HasClass("announcement") {
		r.Kind = timeline.KindNotice
		p := doc.Find("p").First()
		p.Find("span.timestamp").Remove()
		r.Text = strings.TrimSpace(p.Text())
		return r
	}
	doc.Find(".replies, .reactions, .tapbacks").Remove()
	name := strings.TrimSpace(doc.Find("span.sender").First().Text())
	r.Sender = timeline.Sender{Name: name, Self: name == "Me" || doc.Find("div.message > .sent").Length() > 0}
	r.Recalled = doc.Find("span.deleted").Length() > 0
	r.Edited = doc.Find(".edited").Length() > 0
	var lines []string
	if subject := doc.Find("span.subject").First(); subject.Length() > 0 {
		lines = append(lines, strings.TrimSpace(subject.Text()))
	}
	doc.Find(".message_part").Each(func(_ int, part *goquery.Selection) {
		app := part.Find(".app")
		if app.Length() > 0 {
			if link, ok := app.Find("a").First().Attr("href"); ok {
				r.Attachments = append(r.Attachments, timeline.Attachment{Name: link, Type: "link"})
			}
		} else {
			part.Find("img, video, audio source, audio, a[href]").Each(func(_ int, m *goquery.Selection) {
				if src := m.AttrOr("src", m.AttrOr("href", "")); src != "" && !strings.Contains(src, "://") {
					r.Attachments = append(r.Attachments, timeline.Attachment{Name: path.Base(src), Type: typeOf(src)})
				}
			})
		}
		if t := squeeze(parsers.Text(part.Nodes...)); t != "" {
			lines = append(lines, t)
		}
	})
	r.Text = strings.Join(lines, "\n")
	return r
}

// squeeze drops the indentation of the page from a text of several elements.
func squeeze(s string) string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
