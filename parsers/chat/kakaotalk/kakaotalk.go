// Package kakaotalk reads the chats that KakaoTalk saves: text from Windows,
// Android, iOS and Mac, and the CSV of open chats.
//
// The minute is local time without a zone. On computers events such as somebody
// joining have no time at all.
package kakaotalk

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

// Text is a saved chat.
var Text = &parsers.Format{
	ID:     "kakaotalk-chat-txt",
	App:    "kakaotalk",
	Ext:    "txt",
	How:    "“저장한 날짜 :”, “[name] [오전 10:55] text”, “2026년 3월 6일 오후 4:40, name : text”",
	Detect: detectText,
	Parse:  parseText,
}

// CSV is an open chat saved on a Mac.
var CSV = &parsers.Format{
	ID:     "kakaotalk-chat-csv",
	App:    "kakaotalk",
	Ext:    "csv",
	How:    "heading Date,User,Message",
	Detect: detectCSV,
	Parse:  parseCSV,
}

// Formats are the exports of KakaoTalk.
var Formats = []*parsers.Format{Text, CSV}

// shape is one of the ways in which lines begin a record.
type shape int

const (
	noShape shape = iota
	windows       // [name] [오전 10:55] text, the day above
	phone         // 2026년 3월 6일 오후 4:40, name : text
	mac           // 오후 4:40 name text, the day above
)

// A row is a line that begins a record; its parts are pieces of the line.
type row struct {
	shape      shape
	stamp      *timestamp.Stamp
	raw        []byte
	name, text []byte
	notice     bool // of the app: nobody speaks
}

func readRow(b []byte, times *timestamp.Reader) (row, bool) {
	if len(b) < 6 {
		return row{}, false
	}
	if b[0] == '[' {
		return windowsRow(b, times)
	}
	if c := b[0]; c < utf8.RuneSelf && (c < '0' || c > '9') && !unicode.IsUpper(rune(c)) {
		return row{}, false
	}
	s, n := times.Prefix(b)
	switch {
	case n == 0 || !s.HasClock():
		return row{}, false
	case !s.HasDate():
		return macRow(b, s, n)
	}
	r := row{shape: phone, stamp: s, raw: b[:n]}
	rest := b[n:]
	if body, ok := bytes.CutPrefix(rest, []byte(", ")); ok {
		name, text, speaks := bytes.Cut(body, []byte(" : "))
		if !speaks {
			name, speaks = bytes.CutSuffix(body, []byte(" :"))
		}
		if !speaks {
			r.notice, r.text = true, body
			return r, isEvent(string(body))
		}
		r.name, r.text = cleanName(name), text
		return r, len(r.name) > 0
	}
	if body, ok := bytes.CutPrefix(bytes.TrimLeft(rest, " "), []byte(": ")); ok && isEvent(string(body)) {
		r.notice, r.text = true, body
		return r, true
	}
	return r, false
}

func windowsRow(b []byte, times *timestamp.Reader) (row, bool) {
	mid := bytes.Index(b, []byte("] ["))
	if mid < 1 || mid > 200 {
		return row{}, false
	}
	s, n := times.Clock(b[mid+3:])
	end := mid + 3 + n
	if n == 0 || s.HasDate() || end >= len(b) || b[end] != ']' {
		return row{}, false
	}
	r := row{shape: windows, stamp: s, raw: b[mid+3 : end], name: cleanName(b[1:mid])}
	r.text = bytes.TrimPrefix(b[end+1:], []byte(" "))
	return r, true
}

func macRow(b []byte, s *timestamp.Stamp, n int) (row, bool) {
	if !s.Marked || n >= len(b) || b[n] != ' ' {
		return row{}, false
	}
	r := row{shape: mac, stamp: s, raw: b[:n]}
	rest := b[n+1:]
	if isEvent(string(rest)) {
		r.notice, r.text = true, rest
		return r, true
	}
	name, text, ok := bytes.Cut(rest, []byte(" "))
	r.name, r.text = cleanName(name), text
	return r, ok
}

// cleanName drops a variation selector that strays behind a letter and would
// make one person two; behind an emoji it belongs to it.
func cleanName(b []byte) []byte {
	b = bytes.TrimSpace(b)
	if rest, ok := bytes.CutSuffix(b, []byte("\ufe0f")); ok {
		if r, _ := utf8.DecodeLastRune(rest); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return rest
		}
	}
	return b
}

// readDay reads a line with the day: between dashes on computers, bare (with
// weekday, or with the minute it was begun) on phones.
func readDay(b []byte) (timestamp.Stamp, bool) {
	b = bytes.TrimSpace(b)
	inner := bytes.TrimSpace(bytes.Trim(b, "-"))
	dashed := len(b)-len(inner) >= 10
	if len(inner) == 0 || len(inner) > 60 {
		return timestamp.Stamp{}, false
	}
	s, n := timestamp.Prefix(inner)
	return s, n == len(inner) && s.HasDate() && (dashed || s.Weekday > 0 || s.HasClock())
}

// events are how lines of the app end.
var events = []string{"님이 들어왔습니다.", "님이 나갔습니다.", "님을 내보냈습니다.", "님을 초대했습니다.", "님이 참여했습니다.", "님이 입장했습니다.", "님이 퇴장했습니다.", "채팅방을 나갔습니다.", "님이 방장이 되었습니다.", "채팅방 관리자가 메시지를 가렸습니다.",
	"님으로 변경되었습니다.", "님이 부방장이 되었습니다.", "님이 부방장에서 해제되었습니다.", "메시지가 삭제되었습니다.", "joined this chatroom.", "left this chatroom.", "joined the chatroom.", "left the chatroom.", "has been invited.", "has been removed."}

func isEvent(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > 300 || strings.Contains(s, " : ") {
		return false
	}
	for _, e := range events {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return strings.Contains(s, "님이 ") && strings.Contains(s, "님을 초대") || strings.Contains(s, "님을 초대하였습니다")
}

// title reads the chat's name in the first line.
func title(l string) (string, bool) {
	l = strings.TrimSpace(l)
	for _, end := range []string{" 님과 카카오톡 대화", "님과 카카오톡 대화", " 카카오톡 대화", " KakaoTalk Chats"} {
		if name, ok := strings.CutSuffix(l, end); ok {
			return name, true
		}
	}
	for _, start := range []string{"KakaoTalk Chats with ", "KakaoTalk Chat with "} {
		if name, ok := strings.CutPrefix(l, start); ok {
			return name, true
		}
	}
	return "", strings.HasPrefix(l, "Talk_") && strings.HasSuffix(l, ".txt")
}

// isSaved reads "저장한 날짜 : 2026-03-07 10:00:00", in a language not known by
// the colon and the time.
func isSaved(l string) bool {
	l = strings.TrimSpace(l)
	if word, at, ok := strings.Cut(l, " : "); ok && !strings.ContainsAny(word, "[0123456789") {
		if s, ok := timestamp.Parse(strings.TrimSpace(at)); ok && s.HasDate() && s.HasClock() {
			return true
		}
	}
	return strings.HasPrefix(l, "저장한 날짜") || strings.HasPrefix(l, "Date Saved")
}

func detectText(h *parsers.Head) parsers.Evidence {
	var e parsers.Evidence
	if h.HTMLStart() {
		return e
	}
	lines := h.Lines(400)
	var times timestamp.Reader
	var rows, days int
	titled, saved, dashed := false, false, false
	for i, l := range lines {
		_, t := title(l)
		titled = titled || i == 0 && t
		saved = saved || i < 3 && isSaved(l)
		if r, ok := readRow([]byte(l), &times); ok && r.shape != mac {
			rows++
		} else if _, ok := readDay([]byte(l)); ok {
			days++
			dashed = dashed || strings.HasPrefix(l, "----------")
		}
	}
	e.Weigh(titled, 45, "카카오톡 대화 in the first line")
	e.Weigh(saved, 25, "저장한 날짜")
	e.Weigh(days > 0, 15, "line with the day")
	e.Weigh(rows > 0, 25, "line with name and time")
	e.Weigh(dashed && rows > 0, 15, "--------------- day ---------------")
	if rows == 0 && !titled {
		e.Score = min(e.Score, parsers.Likely-10)
	}
	e.Score = min(e.Score, 100)
	return e
}

// A chat is the state of reading one file.
type chat struct {
	e     *parsers.Export
	shape shape
	title string
	times timestamp.Reader
	names parsers.Names
	day   timestamp.Stamp
	saved bool // the second line says when it was saved
	begun bool
}

func parseText(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		c := &chat{e: e, times: timestamp.Reader{Zone: e.Zone(), From: e.ZoneFrom()}}
		if err := c.survey(ctx); err != nil {
			yield(timeline.Record{}, err)
			return
		}
		for r, err := range e.Texts(ctx, e.Main, c.line) {
			finish(&r)
			if !yield(r, err) {
				return
			}
		}
	}
}

// survey finds the shape of the file: lines of another one are quoted text.
func (c *chat) survey(ctx context.Context) error {
	var n [mac + 1]int
	for l, err := range c.e.Main.Lines(ctx) {
		if err != nil {
			return err
		}
		if l.Part {
			continue
		}
		if l.Number == 1 {
			c.title, _ = title(string(l.Text))
		}
		c.saved = c.saved || l.Number == 2 && isSaved(string(l.Text))
		if r, ok := readRow(l.Text, &c.times); ok {
			n[r.shape]++
		}
	}
	for s := range n {
		if n[s] > n[c.shape] {
			c.shape = shape(s)
		}
	}
	c.e.Says.Title = c.title
	return nil
}

func (c *chat) line(l parsers.Line, r *timeline.Record) parsers.LineRole {
	if row, ok := readRow(l.Text, &c.times); ok && row.shape == c.shape {
		c.begun = true
		s := *row.stamp
		if !s.HasDate() {
			s = s.On(c.day)
		}
		r.Conversation = c.title
		r.Time = c.times.Moment(&s, string(row.raw))
		r.Sender.Name, r.Text = c.names.Of(row.name), string(row.text)
		if row.notice {
			r.Kind = timeline.KindNotice
		}
		return parsers.Begins
	}
	if s, ok := readDay(l.Text); ok {
		c.day, c.begun = s, true
		return parsers.Framing
	}
	if !c.begun {
		if _, ok := title(string(l.Text)); ok || isSaved(string(l.Text)) || c.saved && l.Number == 1 {
			return parsers.Framing
		}
	}
	if c.shape != phone && isEvent(string(l.Text)) {
		r.Conversation = c.title
		return parsers.Framing // nobody speaks and no time stands beside it
	}
	return parsers.Body
}

// mediaWords stand for what is no text.
var mediaWords = map[string]string{"사진": "image", "Photo": "image", "동영상": "video", "Video": "video", "이모티콘": "sticker", "Emoticons": "sticker", "Emoticon": "sticker",
	"음성메시지": "voice", "음성 메시지": "voice", "Voice Note": "voice", "연락처": "card", "지도": "location"}

// finish reads what the whole text shows.
func finish(r *timeline.Record) {
	if r.Kind != timeline.KindMessage {
		return
	}
	switch t := strings.TrimSpace(r.Text); {
	case t == "삭제된 메시지입니다." || t == "This message was deleted." || t == "Deleted message.":
		r.Recalled = true
	case mediaWords[t] != "":
		r.Attachments = []timeline.Attachment{{Type: mediaWords[t]}}
	case strings.HasPrefix(t, "사진 ") && strings.HasSuffix(t, "장") && len(t) < 20:
		r.Attachments = []timeline.Attachment{{Type: "image"}}
	case strings.HasPrefix(t, "파일: ") || strings.HasPrefix(t, "File: "):
		_, name, _ := strings.Cut(t, ": ")
		r.Attachments = []timeline.Attachment{{Type: "file", Name: name}}
	}
}
