// Package pywxdump reads the exports of PyWxDump (xaoyaoo, ended in 2025:
// pywxdump/api/export/export{JSON,CSV,HTML}.py in its source).
package pywxdump

import (
	"context"
	"fmt"
	"iter"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// JSON is a bare array of messages, CSV the same as a table, Page the script
// that the HTML export reads its messages from.
var (
	JSON = &parsers.Format{
		ID: "wechat-pywxdump-json", App: "wechat", Ext: "json",
		How:    `[{"MsgSvrID","type_name","is_sender","talker","room_name","msg","CreateTime"…}]，旁边有 users.json`,
		Detect: detectJSON,
		Claims: claimChat,
		Parse:  parseJSON,
	}
	CSV = &parsers.Format{
		ID: "wechat-pywxdump-csv", App: "wechat", Ext: "csv",
		How:    heading,
		Detect: detectCSV,
		Parse:  parseCSV,
	}
	Page = &parsers.Format{
		ID: "wechat-pywxdump-js", App: "wechat", Ext: "js",
		How: "data.js：const local_msg_list = […]",
		Detect: func(h *parsers.Head) parsers.Evidence {
			if !h.HTMLStart() && h.JSONStart() == 0 && h.Has("local_") && h.HasDeep(listMark) { // others of its lists may stand before
				return parsers.Evidence{Score: 95, Found: []string{listMark}}
			}
			return parsers.Evidence{Missing: []string{listMark}}
		},
		Claims: func(_ string, siblings []string) []string {
			var out []string
			for _, s := range siblings {
				if path.Ext(s) == ".html" && path.Dir(s) == "." {
					out = append(out, s) // the viewer, without a message in it
				}
			}
			return out
		},
		Parse: parsePage,
	}
)

const (
	heading  = "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime"
	weClone  = "id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime" // the same of one chat, as WeFlow writes it for WeClone
	listMark = "local_msg_list ="
	userMark = "local_user_list ="
	idMark   = "local_mywxid ="
	users    = "users.json"
)

func detectJSON(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '[' {
		return parsers.Evidence{}
	}
	return parsers.Marks(h, parsers.Mark{Text: `"MsgSvrID"`, Weight: 50, Must: true}, parsers.Mark{Text: `"room_name"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"type_name"`, Weight: 10})
}

func detectCSV(h *parsers.Head) parsers.Evidence {
	for _, line := range h.Lines(1) {
		if line = strings.ReplaceAll(strings.TrimSpace(line), `"`, ""); line == heading || line == weClone {
			return parsers.Evidence{Score: 95, Found: []string{line}}
		}
	}
	return parsers.Evidence{Missing: []string{heading}}
}

// numbered is the end of a file's name: from which message to which.
var numbered = regexp.MustCompile(`_\d+_\d+\.json$`)

// claimChat takes users.json and the chat's further files.
func claimChat(main string, siblings []string) []string {
	chat := numbered.ReplaceAllString(main, "")
	var out []string
	for _, s := range siblings {
		if s == users || numbered.MatchString(s) && numbered.ReplaceAllString(s, "") == chat {
			out = append(out, s)
		}
	}
	return out
}

// A row is one message.
type row struct {
	ID     string `json:"MsgSvrID"`
	Type   string `json:"type_name"`
	Sent   string `json:"is_sender"`
	Talker string `json:"talker"`
	Room   string `json:"room_name"`
	Text   string `json:"msg"`
	Src    string `json:"src"`
	Time   string `json:"CreateTime"`
}

// A user is an entry of users.json or of the page's list, by wxid.
type user struct {
	ID     string `json:"wxid"`
	Nick   string `json:"nickname"`
	Remark string `json:"remark"`
}

func (u user) name() string {
	if u.Remark != "" {
		return u.Remark
	}
	return u.Nick
}

// A reader knows the names of wxids.
type reader struct {
	e     *parsers.Export
	m     row // one for all messages
	names map[string]string
	owner string
}

// The words that stand for the owner and for nobody.
const me = "我"

var nobody = map[string]bool{"系统": true, "未知": true, "": true}

// media are the types that stand for something that is no text.
var media = map[string]string{"图片": "image", "语音": "voice", "视频": "video", "动画表情": "sticker", "文件": "file", "位置": "location",
	"(分享)卡片式链接": "link", "卡片式链接": "link", "转账": "transfer", "红包": "transfer", "名片": "card", "(分享)名片": "card",
	"image": "image", "voice": "voice", "video": "video", "sticker": "sticker", "emoji": "sticker", "file": "file", "location": "location", "link": "link"}

func (p *reader) message(m *row, r *timeline.Record) {
	r.ConversationID = m.Room
	r.Conversation = m.Room
	if name := p.names[m.Room]; name != "" {
		r.Conversation = name
	}
	p.e.Says.Title = r.Conversation
	p.e.Says.Group = p.e.Says.Group || strings.HasSuffix(m.Room, "@chatroom")
	if m.ID != "0" {
		r.ID = m.ID
	}
	switch {
	case m.Talker == me && p.owner != "":
		m.Talker = p.owner
	case m.Sent == "1" && m.Talker != me && !nobody[m.Talker]:
		p.owner = m.Talker // also of what he sends from a second device, marked 0
	}
	self := m.Sent == "1" || m.Talker == me || p.owner != "" && m.Talker == p.owner
	r.Sender = timeline.Sender{Name: m.Talker, ID: m.Talker, Self: self}
	if name := p.names[m.Talker]; name != "" {
		r.Sender.Name = name
	}
	if m.Talker == me {
		r.Sender.ID = ""
	}
	r.Time = timeline.Undated(m.Time)
	if s, ok := timestamp.Parse(m.Time); ok {
		r.Time = s.Moment(timestamp.YMD, p.e.Zone(), p.e.ZoneFrom(), m.Time)
	}
	r.Text = m.Text
	if i := strings.Index(r.Text, "\n\n[引用]"); i >= 0 {
		r.Quote(r.Text[i+2:])
	}
	if kind, ok := media[m.Type]; ok {
		if r.Text == "" {
			r.Text = "[" + m.Type + "]"
		}
		name := m.Src
		if name == "" {
			name = r.Text
		}
		r.Attachments = []timeline.Attachment{{Name: name, Type: kind}}
	}
	recall := strings.HasPrefix(m.Type, "消息撤回")
	if recall || strings.HasPrefix(m.Type, "系统") || m.Type == "system" || nobody[m.Talker] && m.Type != "文本" {
		r.Kind, r.Sender, r.Recalled = timeline.KindNotice, timeline.Sender{}, recall || strings.HasSuffix(m.Text, "撤回了一条消息")
	} else if nobody[m.Talker] {
		r.Sender = timeline.Sender{}
	}
}

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := reader{e: e, names: map[string]string{}}
		files := e.Files()
		if f := e.Member(users); f != nil { // first: it names the others
			files = append([]*parsers.File{f}, slices.DeleteFunc(files, func(g *parsers.File) bool { return g == f })...)
		}
		for _, f := range files {
			read := p.element
			if f.Base() == users {
				read = p.user
			}
			for r, err := range e.Elements(ctx, f, read, "/*") {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// user reads one entry of a list of users.
func (p *reader) user(el *parsers.Element, r *timeline.Record) error {
	var u user
	if err := el.Decode(&u); err != nil {
		return err
	}
	if u.ID == "" {
		u.ID = el.Key()
	}
	p.names[u.ID] = u.name()
	r.Kind, r.Text = timeline.KindFrame, u.name()
	return nil
}

func (p *reader) element(el *parsers.Element, r *timeline.Record) error {
	p.m = row{}
	if err := el.Decode(&p.m); err != nil {
		return err
	}
	p.message(&p.m, r)
	return nil
}

func parseCSV(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	p := reader{e: e}
	file := strings.TrimSuffix(e.Main.Base(), path.Ext(e.Main.Base()))
	return e.Rows(ctx, e.Main, true, func(f []string, r *timeline.Record) error {
		switch len(f) {
		case strings.Count(heading, ",") + 1:
			p.message(&row{ID: f[1], Type: f[2], Sent: f[3], Talker: f[4], Room: f[5], Text: f[6], Src: f[7], Time: f[8]}, r)
		case strings.Count(weClone, ",") + 1:
			p.message(&row{ID: f[1], Type: f[2], Sent: f[3], Talker: f[4], Text: f[5], Src: f[6], Time: f[7]}, r)
			r.Conversation = file
			e.Says.Title = file
		default:
			return fmt.Errorf("a row of %d columns", len(f))
		}
		return nil
	})
}

// parsePage reads data.js: the list of users, the owner, the messages, in
// whatever order they stand.
func parsePage(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		p := reader{e: e, names: map[string]string{}}
		for el, err := range e.Main.JSONAfter(ctx, userMark, true, "/*") {
			if err != nil {
				break // the messages may still be read
			}
			_ = p.user(el, &timeline.Record{}) // an entry that is no user names nobody
		}
		for el, err := range e.Main.JSONAfter(ctx, idMark, true, "") {
			if err == nil {
				p.owner = strings.Trim(string(el.Raw), `'"`)
			}
			break
		}
		for r, err := range e.Scripted(ctx, e.Main, listMark, false, p.element, "/*") {
			if !yield(r, err) || err != nil {
				return
			}
		}
		for _, f := range e.Members {
			r := e.New(f, timeline.KindFrame, timeline.Locator{Length: f.Size})
			r.Text = f.Base()
			if !yield(r, nil) {
				return
			}
		}
	}
}
