package generic

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
)

// least is how many times a structure must repeat to be one.
const least = 3

// Propose looks in a file's head for a structure that repeats and has times in
// it, and says how to read it and why. It is a proposal: somebody should look
// at the first records before he trusts it.
func Propose(h *parsers.Head) (p Profile, why []string, ok bool) {
	switch {
	case h.JSONStart() != 0:
		if p, why, ok = proposeJSON(h); ok {
			break
		}
		p, why, ok = proposeText(h) // "[2026-03-02 09:20] …" begins like JSON
	case h.HTMLStart():
		p, why, ok = proposeHTML(h)
	default:
		if p, why, ok = proposeCSV(h); !ok {
			p, why, ok = proposeText(h)
		}
	}
	if !ok {
		return Profile{}, nil, false
	}
	if _, err := p.compile(); err != nil {
		return Profile{}, nil, false // a name that no expression can hold
	}
	return p, why, true
}

// A field is one place that repeats in all messages: a column, a key, a part
// of an element; values are what stands there, one for each message.
type field struct {
	place, name string
	values      []string
}

// share is the part of the field's filled values for which is is true.
func (f *field) share(is func(string) bool) float64 {
	n, yes := 0, 0
	for _, v := range f.values {
		if v = strings.TrimSpace(v); v != "" {
			n++
			if is(v) {
				yes++
			}
		}
	}
	return float64(yes) / float64(max(n, 1))
}

func (f *field) filled() int {
	n := 0
	for _, v := range f.values {
		if strings.TrimSpace(v) != "" {
			n++
		}
	}
	return n
}

func (f *field) distinct() int {
	seen := map[string]bool{}
	for _, v := range f.values {
		if v != "" {
			seen[v] = true
		}
	}
	return len(seen)
}

// length is the mean length of the filled values, in characters.
func (f *field) length() float64 {
	n := 0
	for _, v := range f.values {
		n += utf8.RuneCountInString(v)
	}
	return float64(n) / float64(max(f.filled(), 1))
}

// named reports how well the field's name is one of the words: the place in
// the list, -1 for none. A name within a longer one counts behind all whole
// names.
func (f *field) named(words []string) int {
	name := strings.ToLower(f.name)
	if i := slices.Index(words, name); i >= 0 {
		return i
	}
	for i, w := range words {
		if strings.Contains(name, w) {
			return len(words) + i
		}
	}
	return -1
}

// The names that tools give to their columns and keys, best first.
var (
	timeNames   = []string{"time", "timestamp", "datetime", "发送时间", "时间", "消息时间", "strtime", "createtime", "create_time", "created_at", "createdat", "sent_at", "sendtime", "send_time", "msgtime", "date", "ts", "日期"}
	senderNames = []string{"senderdisplayname", "sendername", "sender_name", "accountname", "sender", "发送人", "发送者", "发言人", "说话人", "发送账号", "nickname", "昵称", "from", "from_name", "author", "username", "user_name", "talker", "user", "name", "姓名", "账号", "speaker", "nick", "发送方", "who"}
	textNames   = []string{"content", "text", "message", "msg", "消息内容", "发送内容", "内容", "聊天内容", "消息", "body", "strcontent", "正文"}
	chatNames   = []string{"conversation", "chat", "room", "chat_name", "会话", "群名", "群聊", "客户名", "session"}
)

// assign finds out which field is which. A message needs a time and a text.
func assign(p *Profile, fields []field) (why []string, ok bool) {
	left := slices.Clone(fields)
	take := func(f *field) {
		left = slices.DeleteFunc(left, func(x field) bool { return x.place == f.place })
	}
	at, day := timeField(left)
	if at == nil {
		return nil, false
	}
	p.Time = at.place
	why = append(why, fmt.Sprintf("%s: %d times such as %s", at.place, at.filled(), at.first()))
	take(at)
	if day != nil {
		p.Day = day.place
		take(day)
	}
	text := best(left, textNames, func(f *field) float64 { return f.length() * float64(f.distinct()) })
	if text == nil {
		return nil, false
	}
	p.Text = text.place
	take(text)
	sender := best(left, senderNames, func(f *field) float64 {
		if d := f.distinct(); f.length() > 40 || 2*d > f.filled()+2 || f.share(number) > 0.5 {
			return 0
		}
		return float64(f.distinct())
	})
	if sender != nil {
		p.Sender = sender.place
		why = append(why, fmt.Sprintf("%s: %d senders", sender.place, sender.distinct()))
		take(sender)
	}
	if chat := best(left, chatNames, func(*field) float64 { return 0 }); chat != nil {
		p.Chat = chat.place
	}
	return why, true
}

// timeField is the field of the times, and that of the dates if they stand
// apart.
func timeField(fields []field) (at, day *field) {
	rank := -1
	for i := range fields {
		f := &fields[i]
		n := f.named(timeNames)
		if f.filled() < least || f.share(whole) < 0.8 && (n < 0 || f.share(isEpoch) < 0.8) {
			continue
		}
		if n < 0 {
			n = 1000
		}
		if at == nil || n < rank {
			at, rank = f, n
		}
	}
	if at != nil {
		return at, nil
	}
	for i := range fields {
		f := &fields[i]
		switch {
		case f.filled() < least:
		case at == nil && f.share(clock) >= 0.8:
			at = f
		case day == nil && f.share(date) >= 0.8:
			day = f
		}
	}
	if day == nil {
		return nil, nil // times of day without a date
	}
	return at, day
}

// best is the field with the best name, else that with the highest score.
func best(fields []field, names []string, score func(*field) float64) *field {
	var found *field
	rank, top := len(names)*2, 0.0
	for i := range fields {
		f := &fields[i]
		if f.filled() == 0 {
			continue
		}
		if n := f.named(names); n >= 0 && n < rank {
			found, rank = f, n
		}
	}
	if found != nil {
		return found
	}
	for i := range fields {
		if s := score(&fields[i]); s > top {
			found, top = &fields[i], s
		}
	}
	return found
}

func (f *field) first() string {
	for _, v := range f.values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// whole tells a date with a time of day, clock a time of day alone, date a
// date alone.
func whole(s string) bool {
	st, ok := timestamp.Parse(s)
	return ok && st.HasDate() && st.HasClock()
}

func clock(s string) bool {
	st, ok := timestamp.Parse(s)
	return ok && !st.HasDate() && st.HasClock()
}

func date(s string) bool {
	st, ok := timestamp.Parse(s)
	return ok && st.HasDate() && !st.HasClock()
}

func isEpoch(s string) bool {
	_, _, ok := epoch(s)
	return ok
}

func number(s string) bool { return strings.Trim(s, "0123456789.-") == "" }
