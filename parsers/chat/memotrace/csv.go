package memotrace

import (
	"context"
	"encoding/xml"
	"fmt"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// CSV is the table export of all versions: the database's own columns (v1–2),
// or eight Chinese ones (v3).
var CSV = &parsers.Format{
	ID:     "wechat-memotrace-csv",
	App:    "wechat",
	Ext:    "csv",
	How:    headingV1 + " / " + headingV3,
	Detect: detectCSV,
	Parse:  parseCSV,
}

const (
	headingV1 = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
	headingV3 = "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息"
)

func detectCSV(h *parsers.Head) parsers.Evidence {
	for _, line := range h.Lines(1) {
		for _, heading := range []string{headingV1, headingV3} {
			if strings.TrimSpace(strings.ReplaceAll(line, `"`, "")) == heading {
				return parsers.Evidence{Score: 95, Found: []string{heading}}
			}
		}
	}
	return parsers.Evidence{Missing: []string{"localId,TalkerId,…", "消息ID,类型,…"}}
}

// columns counts those of each heading, to tell the versions apart by row.
var (
	columnsV1 = strings.Count(headingV1, ",") + 1
	columnsV3 = strings.Count(headingV3, ",") + 1
)

func parseCSV(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	chat := chatOf(e.Main.Base())
	e.Says.Title = chat
	return e.Rows(ctx, e.Main, true, func(row []string, r *timeline.Record) error {
		r.Conversation = chat
		switch len(row) {
		case columnsV1:
			return rowV1(e, row, r)
		case columnsV3:
			return rowV3(e, row, r)
		}
		return fmt.Errorf("a row of %d columns", len(row))
	})
}

// chatOf is the chat's name, which only the file's name gives.
func chatOf(base string) string {
	base = strings.TrimSuffix(strings.TrimSuffix(base, path.Ext(base)), ".html")
	base = strings.TrimSuffix(base, "_utf8")
	if base == "messages" || base == "message" { // of all chats together
		return ""
	}
	return base
}

// rowV1 reads the database's columns. localId counts anew in every database
// and is no identity.
func rowV1(e *parsers.Export, row []string, r *timeline.Record) error {
	kind, err := strconv.ParseInt(row[2], 10, 64)
	if err != nil {
		return err
	}
	sub, _ := strconv.ParseInt(row[3], 10, 64)
	r.Sender = timeline.Sender{Name: first(row[9], row[10], row[11]), ID: row[11], Self: row[4] == "1"}
	r.Time = timeline.Undated(row[8])
	if at, err := strconv.ParseInt(row[5], 10, 64); err == nil {
		r.Time = e.Instant(time.Unix(at, 0), timeline.PrecisionSecond, row[8])
	}
	content(r, kind, sub, row[7])
	return nil
}

func rowV3(e *parsers.Export, row []string, r *timeline.Record) error {
	s, ok := timestamp.Parse(row[3])
	if !ok || !s.HasDate() {
		return fmt.Errorf("no time: %q", row[3])
	}
	r.ID, r.Text = row[0], row[4]
	r.Time = s.Moment(timestamp.YMD, e.Zone(), e.ZoneFrom(), row[3])
	r.Sender.Name = row[2]
	if kind, ok := typeNames[row[1]]; ok {
		r.Attachments = []timeline.Attachment{{Name: row[4], Type: kind}}
	}
	if strings.HasPrefix(row[1], "系统") || isRecall(row[4]) {
		notice(r)
	}
	quote(r)
	return nil
}

// typeNames are the words of v3 for messages that stand for a file.
var typeNames = map[string]string{"图片": "image", "语音": "voice", "视频": "video", "文件": "file", "表情包": "sticker", "动画表情": "sticker",
	"名片": "card", "位置": "location", "转账": "transfer", "红包": "transfer", "分享链接": "link", "链接": "link", "卡片式链接": "link", "小程序": "link"}

// WeChat's types of messages, and of the cards among them (appCard).
const (
	typeText    = 1
	typeImage   = 3
	typeVoice   = 34
	typeVideo   = 43
	typeSticker = 47
	typePlace   = 48
	appCard     = 49
	typeCall    = 50
	typeSystem  = 10000
	typeRevoke  = 10002

	cardLink     = 5
	cardFile     = 6
	cardQuote    = 57
	cardTransfer = 2000
	cardEnvelope = 2001
)

// media are the types that stand for something that is no text, with the word
// shown for them.
var media = map[int64]struct{ word, kind string }{
	typeImage: {"[图片]", "image"}, typeVoice: {"[语音]", "voice"}, typeVideo: {"[视频]", "video"}, typeSticker: {"[表情包]", "sticker"},
	typePlace: {"[位置]", "location"}, 42: {"[名片]", "card"},
}

var cards = map[int64]string{3: "link", 4: "link", cardLink: "link", cardFile: "file", 33: "link", 36: "link", cardTransfer: "transfer", cardEnvelope: "transfer"}

// content reads the text of one message; for all but texts and notices the
// database holds XML.
func content(r *timeline.Record, kind, sub int64, s string) {
	r.Text = s
	switch {
	case kind == typeText:
	case kind == typeSystem || kind == typeRevoke:
		var m struct {
			Replace string `xml:"revokemsg>replacemsg"`
		}
		if strings.HasPrefix(strings.TrimSpace(s), "<") && xml.Unmarshal([]byte(s), &m) == nil && m.Replace != "" {
			r.Text = m.Replace
		}
		notice(r)
	case kind == appCard:
		card(r, sub, s)
	default:
		m, ok := media[kind]
		if !ok {
			return
		}
		if s == "" || strings.HasPrefix(strings.TrimSpace(s), "<") {
			r.Text = m.word
		}
		r.Attachments = []timeline.Attachment{{Name: r.Text, Type: m.kind}}
	}
}

// card reads the XML of a card: link, file, transfer, reply.
func card(r *timeline.Record, sub int64, s string) {
	var m struct {
		Title  string `xml:"appmsg>title"`
		Des    string `xml:"appmsg>des"`
		URL    string `xml:"appmsg>url"`
		Type   int64  `xml:"appmsg>type"`
		Quoted struct {
			Name    string `xml:"displayname"`
			Content string `xml:"content"`
			ID      string `xml:"svrid"`
		} `xml:"appmsg>refermsg"`
		Fee  string `xml:"appmsg>wcpayinfo>feedesc"`
		Memo string `xml:"appmsg>wcpayinfo>pay_memo"`
	}
	if strings.HasPrefix(strings.TrimSpace(s), "<") && xml.Unmarshal([]byte(s), &m) == nil {
		r.Text = joined(m.Title, m.Des, m.Fee, m.Memo)
		if m.URL != "" && m.Type != cardQuote {
			r.Text = joined(r.Text, m.URL)
		}
		if sub == 0 {
			sub = m.Type
		}
		if m.Quoted.Content != "" && !strings.HasPrefix(m.Quoted.Content, "<") {
			part := "引用:" + m.Quoted.Name + ":" + m.Quoted.Content
			r.Text, r.ReplyTo = m.Title+"\n"+part, m.Quoted.ID
			r.Quote(part)
		}
	}
	if r.Text == "" {
		r.Text = "[卡片]"
	}
	if kind, ok := cards[sub]; ok {
		r.Attachments = []timeline.Attachment{{Name: first(m.Title, r.Text), Type: kind}}
	}
}

// notice makes a record a system line.
func notice(r *timeline.Record) {
	r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, isRecall(r.Text)
}

func isRecall(text string) bool {
	return strings.HasSuffix(strings.TrimSpace(text), "撤回了一条消息") && len(text) < 150
}

// joined puts the parts of a card below each other.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" }), "\n")
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
