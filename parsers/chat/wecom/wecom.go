// Package wecom reads the message archive of WeCom (企业微信会话内容存档), as
// it is after decryption: one JSON object a message, usually one a line.
package wecom

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Archive is the archive as lines, or as an array of the same objects.
var Archive = &parsers.Format{
	ID:     "wecom-archive-jsonl",
	App:    "wecom",
	Ext:    "jsonl",
	How:    `{"msgid","action","from","tolist","roomid","msgtime","msgtype"…}，一行一条`,
	Detect: detect,
	Parse:  parse,
}

func detect(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() == 0 {
		return parsers.Evidence{}
	}
	return parsers.Marks(h, parsers.Mark{Text: `"msgid"`, Weight: 30, Must: true}, parsers.Mark{Text: `"msgtime"`, Weight: 25, Must: true},
		parsers.Mark{Text: `"msgtype"`, Weight: 25, Must: true}, parsers.Mark{Text: `"tolist"`, Weight: 10}, parsers.Mark{Text: `"action"`, Weight: 5})
}

// message is one object. What a type other than text holds stands under the
// type's own name.
type message struct {
	ID     string   `json:"msgid"`
	Action string   `json:"action"` // send, recall, switch
	From   string   `json:"from"`
	To     []string `json:"tolist"`
	Room   string   `json:"roomid"`  // "" in a chat of two
	At     int64    `json:"msgtime"` // ms
	Time   int64    `json:"time"`    // of a switch
	User   string   `json:"user"`    // of a switch
	Type   string   `json:"msgtype"`
	Text   struct {
		Content string `json:"content"`
	} `json:"text"`
	Markdown struct {
		Content string `json:"content"`
	} `json:"markdown"`
	Revoke struct {
		ID string `json:"pre_msgid"`
	} `json:"revoke"`
	File struct {
		Name string `json:"filename"`
	} `json:"file"`
	Link struct {
		Title string `json:"title"`
		Des   string `json:"description"`
		URL   string `json:"link_url"`
	} `json:"link"`
	Place struct {
		Title   string `json:"title"`
		Address string `json:"address"`
	} `json:"location"`
	Card struct {
		Corp string `json:"corpname"`
		User string `json:"userid"`
	} `json:"card"`
	Record struct {
		Title string `json:"title"`
		Items []struct {
			Type    string `json:"type"`
			Content string `json:"content"` // JSON in a string
		} `json:"item"`
	} `json:"chatrecord"`
}

// media are the types that stand for something that is no text, with the word
// shown for them.
var media = map[string]struct{ word, kind string }{
	"image": {"[图片]", "image"}, "voice": {"[语音]", "voice"}, "video": {"[视频]", "video"}, "emotion": {"[表情]", "sticker"},
	"file": {"[文件]", "file"}, "link": {"[链接]", "link"}, "location": {"[位置]", "location"}, "card": {"[名片]", "card"},
	"redpacket": {"[红包]", "transfer"}, "external_redpacket": {"[红包]", "transfer"}, "weapp": {"[小程序]", "link"},
	"meeting_voice_call": {"[通话]", "voice"}, "voip_doc_share": {"[文件]", "file"},
}

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	p := reader{e: e, pairs: map[[2]string]talk{}}
	if array(ctx, e.Main) {
		return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
			p.m = message{}
			if err := el.Decode(&p.m); err != nil {
				return err
			}
			p.record(&p.m, r)
			return nil
		}, "/*")
	}
	return e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		text := bytes.TrimSpace(l.Text)
		if len(text) == 0 {
			return parsers.Body
		}
		p.m = message{}
		if parsers.Unmarshal(text, &p.m) != nil || p.m.ID == "" && p.m.Type == "" && p.m.Action == "" {
			*r = e.Unparsed(e.Main, r.Locator, string(text))
			return parsers.Alone
		}
		p.record(&p.m, r)
		return parsers.Alone
	})
}

// array tells the one document from the lines.
func array(ctx context.Context, f *parsers.File) bool {
	for l, err := range f.Lines(ctx) {
		if text := bytes.TrimSpace(l.Text); err != nil || len(text) > 0 {
			return err == nil && text[0] == '['
		}
	}
	return false
}

// A reader knows the talks of two that were met.
type reader struct {
	e     *parsers.Export
	m     message // one for all
	pairs map[[2]string]talk
}

type talk struct{ name, id string }

func (p *reader) record(m *message, r *timeline.Record) {
	e := p.e
	r.ID = m.ID
	chat := p.chat(m)
	r.Conversation, r.ConversationID = chat.name, chat.id
	if e.Says.Title == "" {
		e.Says.Title = r.Conversation
	}
	e.Says.Group = e.Says.Group || m.Room != ""
	r.Sender = timeline.Sender{Name: m.From, ID: m.From}
	if at := max(m.At, m.Time); at > 0 {
		r.Time = e.Instant(time.UnixMilli(at), timeline.PrecisionSecond, strconv.FormatInt(at, 10))
	}
	switch {
	case m.Type == "revoke" || m.Action == "recall":
		r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
		r.Text, r.ReplyTo, r.Recalled = "[撤回]", m.Revoke.ID, true
	case m.Action == "switch":
		r.Kind, r.Sender, r.Text = timeline.KindNotice, timeline.Sender{}, "switch "+m.User
	case m.Type == "text" || m.Type == "markdown":
		r.Text = m.Text.Content + m.Markdown.Content
		quote(r)
	case m.Type == "chatrecord":
		m.forwarded(r)
	default:
		w, ok := media[m.Type]
		if !ok {
			w.word, w.kind = "["+m.Type+"]", "other"
		}
		name := strings.TrimSpace(joined(m.File.Name, m.Link.Title, m.Link.Des, m.Link.URL, m.Place.Title, m.Place.Address, m.Card.Corp, m.Card.User))
		r.Text = strings.TrimSpace(w.word + " " + name)
		r.Attachments = []timeline.Attachment{{Name: name, Type: w.kind}}
	}
}

// chat is the room, or the two who talk, whoever of them speaks first.
func (p *reader) chat(m *message) talk {
	if m.Room != "" {
		return talk{m.Room, m.Room}
	}
	pair := [2]string{m.From, strings.Join(m.To, "|")}
	if t, ok := p.pairs[pair]; ok {
		return t
	}
	who := slices.DeleteFunc(append([]string{m.From}, m.To...), func(s string) bool { return s == "" })
	slices.Sort(who)
	who = slices.Compact(who)
	t := talk{strings.Join(who, ", "), strings.Join(who, "|")}
	p.pairs[pair] = t
	return t
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}

// quote marks what stands above the dashes of a reply.
func quote(r *timeline.Record) {
	if !strings.Contains(r.Text[:min(len(r.Text), 60)], "这是一条引用/回复消息") {
		return
	}
	if i := strings.Index(r.Text, "\n------\n"); i >= 0 {
		r.Quote(r.Text[:i+len("\n------\n")])
	}
}

// forwarded writes out the texts of a forwarded chat. They are what others
// said, at another time.
func (m *message) forwarded(r *timeline.Record) {
	lines := []string{"[聊天记录] " + m.Record.Title}
	for _, it := range m.Record.Items {
		var c struct {
			Content string `json:"content"`
			Name    string `json:"filename"`
		}
		_ = parsers.Unmarshal([]byte(it.Content), &c) // a card has neither
		lines = append(lines, strings.TrimSpace("- "+joined(c.Content, c.Name)))
	}
	r.Text = strings.Join(lines, "\n")
	if len(lines) > 1 {
		r.Quote(strings.Join(lines[1:], "\n"))
	}
}
