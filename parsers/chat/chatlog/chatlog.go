// Package chatlog reads what sjzar/chatlog and its forks answer to
// GET /api/v1/chatlog (internal/model/message.go, internal/chatlog/http in
// their source). A message's seq is a time with a counter, made by the tool:
// it orders and is no identity.
package chatlog

import (
	"context"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// The three forms of an answer.
var (
	JSON = &parsers.Format{
		ID: "wechat-chatlog-json", App: "wechat", Ext: "json",
		How:    `[{"seq","time":"2026-03-02T09:14:07+08:00","talker","sender","isSelf","type","content"…}]`,
		Detect: detectJSON,
		Parse:  parseJSON,
	}
	CSV = &parsers.Format{
		ID: "wechat-chatlog-csv", App: "wechat", Ext: "csv",
		How:    heading,
		Detect: detectCSV,
		Parse:  parseCSV,
	}
	Text = &parsers.Format{
		ID: "wechat-chatlog-txt", App: "wechat", Ext: "txt",
		How:    "「名字(wxid) 2026-03-02 09:20:31」，同一天的只有「09:20:31」",
		Detect: detectText,
		Parse:  parseText,
	}
)

const heading = "Time,SenderName,Sender,TalkerName,Talker,Content"

func detectJSON(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '[' {
		return parsers.Evidence{}
	}
	return parsers.Marks(h, parsers.Mark{Text: `"isSelf"`, Weight: 30, Must: true}, parsers.Mark{Text: `"talker"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"seq"`, Weight: 20}, parsers.Mark{Text: `"isChatRoom"`, Weight: 15})
}

func detectCSV(h *parsers.Head) parsers.Evidence {
	for _, line := range h.Lines(1) {
		if strings.ReplaceAll(strings.TrimSpace(line), `"`, "") == heading {
			return parsers.Evidence{Score: 95, Found: []string{heading}}
		}
	}
	return parsers.Evidence{Missing: []string{heading}}
}

// message is an element of the array.
type message struct {
	Time       string `json:"time"` // RFC 3339 with offset
	Talker     string `json:"talker"`
	TalkerName string `json:"talkerName"`
	Group      bool   `json:"isChatRoom"`
	Sender     string `json:"sender"`
	SenderName string `json:"senderName"`
	Self       bool   `json:"isSelf"`
	Type       int64  `json:"type"`
	SubType    int64  `json:"subType"`
	Content    string `json:"content"`
	Contents   struct {
		Title string `json:"title"`
		Desc  string `json:"desc"`
		URL   string `json:"url"`
	} `json:"contents"`
}

// media are WeChat's types that stand for something that is no text, with the
// word shown for them.
var media = map[int64]struct{ word, kind string }{3: {"[图片]", "image"}, 34: {"[语音]", "voice"}, 42: {"[名片]", "card"},
	43: {"[视频]", "video"}, 47: {"[动画表情]", "sticker"}, 48: {"[位置]", "location"}}

// cards are the subtypes of type 49.
var cards = map[int64]string{4: "link", 5: "link", 6: "file", 33: "link", 36: "link", 51: "link", 2000: "transfer", 2001: "transfer"}

const (
	typeCard   = 49
	typeSystem = 10000
	system     = "系统消息"
	me         = "我"
)

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	self := "" // the owner's wxid: it marks his messages from other devices too
	return e.Elements(ctx, e.Main, func(el *parsers.Element, r *timeline.Record) error {
		var m message
		if err := el.Decode(&m); err != nil {
			return err
		}
		if m.Self && m.Sender != "" {
			self = m.Sender
		}
		chat(e, r, m.TalkerName, m.Talker)
		r.Sender = timeline.Sender{Name: first(m.SenderName, m.Sender), ID: m.Sender, Self: m.Self || self != "" && m.Sender == self}
		r.Time = timeline.Undated(m.Time)
		if t, err := time.Parse(time.RFC3339, m.Time); err == nil {
			r.Time = e.Instant(t, timeline.PrecisionSecond, m.Time)
		}
		r.Text = m.Content
		if w, ok := media[m.Type]; ok {
			r.Text = first(m.Content, w.word)
			r.Attachments = []timeline.Attachment{{Name: first(m.Contents.Title, r.Text), Type: w.kind}}
		}
		if kind, ok := cards[m.SubType]; ok && m.Type == typeCard {
			r.Text = first(m.Content, strings.TrimSpace(m.Contents.Title+"\n"+m.Contents.Desc+"\n"+m.Contents.URL))
			r.Attachments = []timeline.Attachment{{Name: first(m.Contents.Title, r.Text), Type: kind}}
		}
		if m.Type == typeSystem {
			notice(r)
		}
		return nil
	}, "/*")
}

// chat names the conversation of a record; an answer may hold several.
func chat(e *parsers.Export, r *timeline.Record, name, id string) {
	r.Conversation, r.ConversationID = first(name, id), id
	if e.Says.Title == "" {
		e.Says.Title = r.Conversation
	}
	e.Says.Group = e.Says.Group || strings.HasSuffix(id, "@chatroom")
}

func notice(r *timeline.Record) {
	r.Kind, r.Sender = timeline.KindNotice, timeline.Sender{}
	r.Recalled = strings.Contains(r.Text, "撤回了一条消息")
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func parseCSV(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return e.Rows(ctx, e.Main, true, func(f []string, r *timeline.Record) error {
		if len(f) != strings.Count(heading, ",")+1 {
			return fmt.Errorf("a row of %d columns", len(f))
		}
		s, ok := timestamp.Parse(f[0])
		if !ok || !s.HasDate() {
			return fmt.Errorf("no time: %q", f[0])
		}
		r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), f[0])
		chat(e, r, f[3], f[4])
		r.Sender = timeline.Sender{Name: first(f[1], f[2]), ID: f[2], Self: f[2] == me}
		text(r, f[5])
		return nil
	})
}

var (
	// headerForm is "name(id) [number] [group(id)] time"; the number only from
	// later forks, the group only in answers about several chats, the date only
	// where they do not fit into a day.
	headerForm = regexp.MustCompile(`^(?:(.+)\(([^()]+)\)|(我|系统消息|[A-Za-z0-9_@-]{5,}))(?: \[\d{6,}\])?(?: \[(?:(.+)\(([^()]+)\)|([^\[\]()]+))\])? ((?:(?:\d{4}-)?\d\d-\d\d )?\d\d:\d\d:\d\d)$`)
	mediaForm  = regexp.MustCompile(`^!?\[(图片|语音|视频|文件|链接|位置|转账|动画表情|表情|名片|红包|小程序)(?:\|([^\]]*))?\](?:\(([^)]*)\))?$`)
)

var words = map[string]string{"图片": "image", "语音": "voice", "视频": "video", "文件": "file", "链接": "link", "位置": "location", "转账": "transfer",
	"动画表情": "sticker", "表情": "sticker", "名片": "card", "红包": "transfer", "小程序": "link"}

func detectText(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() || h.JSONStart() != 0 {
		return e
	}
	headers, sure := 0, 0
	for i, line := range h.Lines(200) {
		m := headerForm.FindStringSubmatch(strings.TrimRight(line, " "))
		if m == nil {
			continue
		}
		if i == 0 {
			e.Score += 10
		}
		headers++
		if id := first(m[2], m[3]); id == me || id == system || strings.HasPrefix(id, "wxid_") || m[6] != "" || m[5] != "" {
			sure++
		}
	}
	switch {
	case sure > 0:
		e.Score, e.Found = e.Score+75, []string{"「名字(wxid 或 我) 时间」"}
	case headers > 0:
		e.Score, e.Found, e.Missing = 25, []string{"「名字(号) 时间」"}, []string{"wxid_", "(我)"}
	}
	return e
}

// A header is what stands above a message.
type header struct{ name, id, group, groupID, time string }

// readHeader reads headerForm. The common "name(id) date time" needs no
// regular expression.
func readHeader(line string) (h header, ok bool) {
	n := len(line)
	if n < len("a 15:04:05") || line[n-3] != ':' || line[n-6] != ':' {
		return h, false
	}
	const whole = len(") 2006-01-02 15:04:05")
	if at := n - whole; at > 0 && line[at] == ')' && line[at+1] == ' ' && line[at+6] == '-' && line[at+9] == '-' && line[at+12] == ' ' {
		open := strings.LastIndexByte(line[:at], '(')
		if open > 0 && open+1 < at && strings.IndexByte(line[open+1:at], ')') < 0 && digits(line[at+2:]) {
			return header{name: line[:open], id: line[open+1 : at], time: line[at+2:]}, true
		}
	}
	m := headerForm.FindStringSubmatch(line)
	if m == nil {
		return h, false
	}
	return header{m[1], first(m[2], m[3]), first(m[4], m[6]), m[5], m[7]}, true
}

// digits holds where a "2006-01-02 15:04:05" has digits in their places.
func digits(stamp string) bool {
	for i := range len(stamp) {
		if i != 4 && i != 7 && i != 10 && i != 13 && i != 16 && (stamp[i] < '0' || stamp[i] > '9') {
			return false
		}
	}
	return true
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	apart := true // the line before is blank, or there is none
	records := e.Texts(ctx, e.Main, func(l parsers.Line, r *timeline.Record) parsers.LineRole {
		was := apart
		apart = l.Blank()
		if !was || len(l.Text) > 300 {
			return parsers.Body
		}
		h, ok := readHeader(strings.TrimRight(string(l.Text), " \t"))
		if !ok {
			return parsers.Body
		}
		chat(e, r, h.group, h.groupID)
		r.Sender = timeline.Sender{Name: first(h.name, h.id), ID: h.id}
		if r.Sender.Self = h.id == me; r.Sender.Self {
			r.Sender.ID = ""
		}
		r.Time = timeline.Undated(h.time)
		if s, ok := timestamp.Parse(h.time); ok && s.HasDate() {
			r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), h.time)
		}
		if h.id == system {
			r.Kind = timeline.KindNotice
		}
		return parsers.Begins
	})
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			switch r.Kind {
			case timeline.KindMessage:
				text(&r, r.Text)
			case timeline.KindNotice:
				notice(&r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// text reads a body: "> " lines on top repeat an earlier message; what is no
// text is a Markdown link.
func text(r *timeline.Record, s string) {
	r.Text = s
	end := 0
	for end < len(s) && strings.HasPrefix(s[end:], ">") {
		if i := strings.IndexByte(s[end:], '\n'); i >= 0 {
			end += i + 1
		} else {
			end = len(s)
		}
	}
	if quoted := strings.TrimSuffix(s[:end], "\n"); quoted != "" {
		r.Quote(quoted)
	}
	if s != "" && (s[0] == '[' || s[0] == '!') {
		if m := mediaForm.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
			r.Attachments = []timeline.Attachment{{Name: first(m[2], m[3], m[1]), Type: words[m[1]]}}
		}
	}
	if r.Sender.ID == system || r.Sender.Name == system {
		notice(r)
	}
}
