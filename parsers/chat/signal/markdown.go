package signal

import (
	"context"
	"iter"
	"path"
	"regexp"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Markdown is chat.md of signal-export.
var Markdown = &parsers.Format{
	ID:     "signal-export-md",
	App:    "signal",
	Ext:    "md",
	How:    "“[2026-03-06 16:40:09] name: text␠␠”, “(- name: 👍 -)”; older “[2026-03-06, 16:40]”",
	Detect: detectMarkdown,
	Parse:  parseMarkdown,
}

var stampForm = regexp.MustCompile(`^\[(\d{4}-\d{2}-\d{2},? \d{2}:\d{2}(?::\d{2})?)\] ?(.*)$`)

// readLine reads "[2026-03-06 16:40:09] name: text".
func readLine(l string) (s timestamp.Stamp, raw, name, text string, ok bool) {
	if !strings.HasPrefix(l, "[") {
		return s, "", "", "", false
	}
	m := stampForm.FindStringSubmatch(l)
	if m == nil {
		return s, "", "", "", false
	}
	s, ok = timestamp.Parse(m[1])
	name, text, cut := strings.Cut(m[2], ":")
	return s, m[1], name, strings.TrimPrefix(text, " "), ok && cut && name != ""
}

func detectMarkdown(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	lines, seconds := 0, 0
	hard, me, foreign := false, false, strings.ContainsAny(h.Text, "\u200e\u200f") || h.Has("WhatsApp")
	for _, l := range h.Lines(400) {
		if strings.HasSuffix(l, "  ") {
			hard = true
		}
		if _, raw, name, _, ok := readLine(l); ok {
			lines++
			me = me || name == "Me" || name == "No-Sender"
			if strings.Count(raw, ":") == 2 {
				seconds++
			}
		}
	}
	if lines == 0 {
		return e
	}
	e.Score, e.Found = parsers.Likely-10, []string{"[2026-03-06 16:40:09] name: text"}
	e.Weigh(seconds == 0, 20, "minutes only, in brackets")
	e.Weigh(hard, 20, "lines end with two spaces")
	e.Weigh(me, 15, "the owner is called Me")
	e.Weigh(h.Has("(- "), 15, "(- name: reaction -)")
	e.Weigh(path.Ext(h.Name) == ".md", 25, "file type md")
	if foreign {
		e.Score = min(e.Score, parsers.Likely-20)
	}
	e.Score = min(e.Score, 100)
	return e
}

func parseMarkdown(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	e.Says.Title = chatOf(e.Main)
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		s, raw, name, text, ok := readLine(string(l.Text))
		if !ok {
			return parsers.Body
		}
		r.Conversation = e.Says.Title
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), raw)
		r.Sender = timeline.Sender{Name: name, Self: name == "Me"}
		if name == "No-Sender" {
			r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
		}
		r.Text = text
		return parsers.Begins
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			if err == nil && r.Kind != timeline.KindUnparsed {
				markdown(&r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// chatOf is the chat's name: that of the folder, since the file is chat.md.
func chatOf(f *parsers.File) string {
	base := f.Base()
	name := strings.TrimSuffix(base, path.Ext(base))
	if name != "chat" && name != "data" && name != "index" && name != "main" {
		return name
	}
	p := f.Name
	if f.Member != "" {
		p = f.Member
	}
	if dir := path.Base(path.Dir(strings.ReplaceAll(p, `\`, "/"))); dir != "." && dir != "/" {
		return dir
	}
	return name
}

var link = regexp.MustCompile(`!?\[([^\]\n]*)\]\((?:\./)?media/([^)\n]+)\)`)

// markdown takes off what the exporter added to the words: the two spaces at
// line ends, reactions, and marks what is a quotation.
func markdown(r *timeline.Record) {
	var lines, quoted []string
	own := false
	for _, l := range strings.Split(r.Text, "\n") {
		l = strings.TrimSuffix(l, "  ")
		if strings.HasPrefix(l, "(- ") && strings.HasSuffix(l, " -)") {
			continue
		}
		if l == "(This message was deleted)" {
			r.Recalled = true
		}
		if q := strings.HasPrefix(l, ">"); q && !own {
			quoted = append(quoted, l)
		} else if strings.TrimSpace(l) != "" {
			own = true
		}
		lines = append(lines, l)
	}
	r.Text = strings.Trim(strings.Join(lines, "\n"), "\n")
	for _, q := range quoted {
		r.Quote(q)
	}
	for _, m := range link.FindAllStringSubmatch(r.Text, -1) {
		name := m[1]
		if name == "" {
			name = path.Base(m[2])
		}
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: name, Type: typeOf(m[2])})
	}
}

var types = map[string]string{".jpg": "image", ".jpeg": "image", ".png": "image", ".gif": "image", ".webp": "sticker", ".heic": "image",
	".mp4": "video", ".mov": "video", ".aac": "voice", ".mp3": "voice", ".m4a": "voice", ".ogg": "voice", ".opus": "voice"}

func typeOf(name string) string {
	if t := types[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return "file"
}
