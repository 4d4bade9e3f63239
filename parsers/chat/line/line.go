// Package line reads the chat history that LINE writes as text, on phones and
// on computers, in every language.
//
// The day stands once above its messages, the minute before each of them;
// there is no zone. Phones separate time, sender and text by tabs, computers by
// single spaces, so that there the names have to be learned from the file.
// Messages often quote whole chat histories: a line is a header only where the
// line ends and quotation marks of the file allow one.
package line

import (
	"bytes"
	"context"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/timeline"
)

// Text is the chat history of LINE.
var Text = &parsers.Format{
	ID:     "line-chat-txt",
	App:    "line",
	Ext:    "txt",
	How:    "“[LINE] …の/的/Chat history”, day lines with weekday, “09:20⇥name⇥text” (computers: spaces)",
	Detect: detect,
	Parse:  parse,
}

// Formats are the exports of LINE.
var Formats = []*parsers.Format{Text}

func detect(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() || h.JSONStart() == '{' {
		return e
	}
	lines := h.Lines(400)
	var times timestamp.Reader
	days, tabs, spaces, others := 0, 0, 0, 0
	titled := len(lines) > 0 && strings.HasPrefix(lines[0], "[LINE]")
	for _, l := range lines {
		b := []byte(l)
		if row, ok := readRow(b, &times); ok && row.tabs {
			tabs++
		} else if ok {
			spaces++
		} else if _, ok := readDay(b, titled); ok {
			days++
		} else {
			others++
		}
	}
	named := false
	if len(lines) > 1 {
		_, _, named = readTitle(lines[0])
		named = named && isSaved(lines[1])
	}
	e.Weigh(titled, 60, "[LINE] in the first line")
	e.Weigh(named, 40, "title and time of saving")
	e.Weigh(days > 0, 20, "day with weekday")
	e.Weigh(tabs > 0, 25, "time⇥name⇥text")
	e.Weigh(spaces > 0 && tabs == 0 && days > 0, 30, "time name text")
	if !titled && !named && (days == 0 || tabs+spaces == 0 || others > 4*(days+tabs+spaces)) {
		e.Score = min(e.Score, parsers.Likely-10)
	}
	e.Score = min(e.Score, 100)
	return e
}

// titles are the words around the chat's name in the first line, and whether
// they are those of a group.
var titles = []struct {
	before, after string
	group         bool
}{
	{"Chat history with ", "", false},
	{"Chat history in ", "", true},
	{"", "とのトーク履歴", false},
	{"", "のトーク履歴", true},
	{"與", "的聊天記錄", false},
	{"与", "的聊天记录", false},
	{"", "的聊天記錄", true},
	{"", "的聊天记录", true},
	{"ประวัติการสนทนากับ ", "", false},
	{"ประวัติการแชทกับ ", "", false},
	{"ประวัติการแชทใน ", "", true},
	{"", "님과의 대화", false},
	{"", "님과의 대화 내용", false},
	{"", "의 대화", true},
}

// readTitle reads the chat's name in the first line.
func readTitle(l string) (name string, group, ok bool) {
	l = strings.TrimSpace(l)
	l, line := strings.CutPrefix(l, "[LINE]")
	l = strings.TrimSpace(l)
	for _, t := range titles {
		if rest, ok := strings.CutPrefix(l, t.before); ok {
			if rest, ok := strings.CutSuffix(rest, t.after); ok && rest != "" {
				return rest, t.group, true
			}
		}
	}
	return l, false, line
}

var savedWords = []string{"Saved on", "保存日時", "儲存日期", "保存日期", "บันทึกวันที่", "저장한 날짜", "저장 일시"}

// isSaved reads "Saved on: 2026/03/07 10:00", in a language not known by the
// colon and the time.
func isSaved(l string) bool {
	if word, at, ok := strings.Cut(l, ":"); ok && !strings.ContainsAny(word, "\t0123456789") {
		if s, ok := timestamp.Parse(strings.TrimSpace(at)); ok && s.HasDate() && s.HasClock() {
			return true
		}
	}
	for _, w := range savedWords {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(l), w); ok {
			rest = strings.TrimSpace(rest)
			return strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：")
		}
	}
	return false
}

// readDay reads a line that is a day and its weekday, nothing else. With any,
// the weekday may be a word of a language not known: "2024/03/05(Sel)",
// "Sel, 05/03/2024".
func readDay(b []byte, any bool) (timestamp.Stamp, bool) {
	b = bytes.TrimRight(b, " \t\r")
	if len(b) == 0 || len(b) > 60 {
		return timestamp.Stamp{}, false
	}
	s, n := timestamp.Day(b)
	if n == len(b) && s.Weekday > 0 || !any {
		return s, n == len(b) && s.Weekday > 0
	}
	if n == 0 {
		word, rest, ok := bytes.Cut(b, []byte(","))
		if rest = bytes.TrimLeft(rest, " "); !ok || !isWord(word) {
			return s, false
		}
		s, n = timestamp.Day(rest)
		return s, n > 0 && n == len(rest)
	}
	word := bytes.Trim(b[n:], " ")
	if in, ok := bytes.CutPrefix(word, []byte("(")); ok {
		word, ok = bytes.CutSuffix(in, []byte(")"))
		return s, ok && isWord(word)
	}
	return s, n < len(b) && b[n] == ' ' && isWord(word)
}

// isWord reports whether b may be the name of a weekday.
func isWord(b []byte) bool {
	letters := false
	for _, r := range string(b) {
		switch {
		case unicode.IsLetter(r):
			letters = true
		case unicode.IsMark(r), unicode.IsDigit(r) && letters, r == '.', r == ' ' && letters:
		default:
			return false
		}
	}
	return letters && utf8.RuneCount(b) <= 16
}

// A row is a line that begins with a time. It is no day.
type row struct {
	stamp *timestamp.Stamp
	end   int // of the time; behind it stands a tab or a space
	tabs  bool
}

func readRow(b []byte, times *timestamp.Reader) (row, bool) {
	if len(b) < 4 {
		return row{}, false
	}
	s, n := times.Clock(b)
	if n == 0 || n == len(b) {
		return row{}, false
	}
	if s.Marked && b[n] != '\t' && b[0] >= '0' && b[0] <= '9' {
		tail := bytes.TrimLeft(b[:n], "0123456789:")
		switch strings.ToLower(strings.TrimLeft(string(tail), " ")) {
		case "am", "pm", "a.m.", "p.m.":
		default: // a name that looks like a marker
			n -= len(tail)
			s, n = times.Clock(b[:n])
		}
	}
	r := row{s, n, b[n] == '\t'}
	return r, (r.tabs || b[n] == ' ') && s.Precision == timeline.PrecisionMinute
}

// A history is the state of reading one file.
type history struct {
	e     *parsers.Export
	title string
	// titled is true when the first line is a title, by its words or by the
	// line below it, which says when the chat was saved.
	titled bool
	self   string // the owner's name, where the file shows it
	names  names
	times  timestamp.Reader
	// quoted are the lines that lie within a message in quotation marks.
	quoted map[int]bool
	// crlf is true when records end with CRLF: then a header behind a bare LF
	// lies within a message too.
	crlf bool

	// anyDay is true when the weekdays of the file are words not known.
	anyDay bool

	day     timestamp.Stamp
	begun   bool
	afterLF bool // the line before ended with a bare LF
}

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		h := &history{e: e, times: timestamp.Reader{Zone: e.Zone(), From: e.ZoneFrom()}}
		if err := h.survey(ctx); err != nil {
			yield(timeline.Record{}, err)
			return
		}
		for r, err := range e.Texts(ctx, e.Main, h.line) {
			if err == nil && r.Kind == timeline.KindMessage {
				r.Text = unwrap(r.Text)
				r.Attachments = attachments(r.Text)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// line reads one line of the file.
func (h *history) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	inner := h.crlf && h.afterLF || h.quoted[l.Number]
	if l.Ending > 0 { // the first piece of an over-long line has none
		h.afterLF = !l.CR
	}
	row, ok := readRow(l.Text, &h.times)
	if !ok {
		if s, ok := readDay(l.Text, h.anyDay); ok && !inner {
			h.day, h.begun = h.times.Order.Read(s), true
			return parsers.Framing
		}
		if !h.begun && (l.Number == 1 && h.titled || isSaved(string(l.Text))) {
			return parsers.Framing
		}
		return parsers.Body
	}
	if inner {
		return parsers.Body
	}
	h.begun = true
	whole := string(l.Text) // time, name and text are parts of one string
	stamp := row.stamp.On(h.day)
	r.Conversation, r.Time = h.title, h.times.Moment(&stamp, whole[:row.end])
	var speaks bool
	if r.Sender.Name, r.Text, speaks = h.split(row, whole); !speaks {
		r.Kind = timeline.KindNotice
	}
	r.Sender.Self = r.Sender.Name != "" && r.Sender.Name == h.self
	return parsers.Begins
}

// split tells sender and text of a row apart; speaks is false for lines of the
// app.
func (h *history) split(r row, line string) (name, text string, speaks bool) {
	rest := line[r.end+1:]
	if !r.tabs {
		return h.names.split(rest)
	}
	name, text, two := strings.Cut(rest, "\t")
	if !two {
		return "", rest, false
	}
	return name, text, name != ""
}

// unwrap takes off the quotation marks that newer versions put around text of
// several lines. A mark that is not closed is text.
func unwrap(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' || !strings.Contains(s, "\n") {
		return s
	}
	return strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
}

// words for what is no text, in brackets from phones, bare from computers.
var mediaWords = map[string]string{}

func init() {
	for _, m := range []struct{ kind, words string }{
		{"sticker", "貼圖 贴图 スタンプ Sticker Stickers 스티커 สติกเกอร์"},
		{"image", "照片 圖片 图片 写真 画像 Photo Photos 사진 รูป รูปภาพ"},
		{"video", "影片 视频 動画 Video Videos 동영상 วิดีโอ"},
		{"voice", "語音訊息 语音信息 ボイスメッセージ Voice_message Audio 음성메시지 ข้อความเสียง"},
		{"file", "檔案 文件 ファイル File Files 파일 ไฟล์"},
		{"card", "聯絡資訊 联系信息 連絡先 Contact 연락처"},
		{"location", "位置資訊 位置信息 位置情報 Location 위치"},
	} {
		for w := range strings.FieldsSeq(m.words) {
			mediaWords[strings.ReplaceAll(w, "_", " ")] = m.kind
		}
	}
}

func attachments(text string) []timeline.Attachment {
	if kind := mediaWords[text]; kind != "" {
		return []timeline.Attachment{{Type: kind}}
	}
	if rest, ok := strings.CutPrefix(text, "["); ok {
		word, name, ok := strings.Cut(rest, "]")
		if !ok || strings.Contains(name, "\n") {
			return nil
		}
		name = strings.TrimSpace(name)
		if kind := mediaWords[word]; kind != "" && (name == "" || kind == "file" || kind == "card" || kind == "location") {
			return []timeline.Attachment{{Type: kind, Name: name}}
		}
		if word == "null" && strings.HasPrefix(name, "https://maps.google.com") {
			return []timeline.Attachment{{Type: "location", Name: name}}
		}
	}
	return nil
}
