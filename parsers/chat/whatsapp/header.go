package whatsapp

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers/timestamp"
)

// A shape is one of the three ways in which a line begins a record.
type shape int

const (
	noShape shape = iota
	bracket       // [2026/3/5 上午9:12:40] Ann: text       (iOS)
	dash          // 05/03/2026, 09:12 - Ann: text           (Android)
	colon         // 05.03.26 09:12:40: Ann: text            (old exports)
)

// A header is what a line that begins a record starts with.
type header struct {
	shape shape
	stamp *timestamp.Stamp
	// raw is the time as written, which begins at byte at, rest the text behind
	// the header.
	raw, rest []byte
	at        int
	// marked is true when an invisible mark stands before the header, as iOS
	// puts it before messages that hold text of the app.
	marked bool
}

// header reads the header of a line into h; false if the line has none.
func (c *chat) header(line []byte, h *header) bool {
	i := skipMarks(line, 0)
	if i >= len(line) || !mayBegin(line[i:]) {
		return false
	}
	h.marked, h.shape = i > 0, noShape
	if line[i] == '[' {
		h.shape = bracket
		i++
	}
	n := 0
	if h.stamp, n = c.times.Prefix(line[i:]); n == 0 || !h.stamp.HasDate() || !h.stamp.HasClock() {
		return false
	}
	h.raw, h.at = line[i:i+n], i
	rest := line[i+n:]
	if h.shape == bracket {
		rest = rest[skipMarks(rest, 0):]
		if len(rest) == 0 || rest[0] != ']' {
			return false
		}
		h.rest = bytes.TrimPrefix(rest[1:], []byte(" "))
		return true
	}
	switch {
	case bytes.HasPrefix(rest, []byte(" - ")):
		h.shape, h.rest = dash, rest[3:]
	case bytes.HasPrefix(rest, []byte(" – ")):
		h.shape, h.rest = dash, rest[len(" – "):]
	case bytes.Equal(rest, []byte(" -")):
		h.shape, h.rest = dash, rest[2:]
	case bytes.HasPrefix(rest, []byte(": ")):
		h.shape, h.rest = colon, rest[2:]
	default:
		return false
	}
	return true
}

// mayBegin tells most body lines from headers by their first character.
func mayBegin(b []byte) bool {
	c := b[0]
	if c < utf8.RuneSelf {
		return c == '[' || c >= '0' && c <= '9'
	}
	r, _ := utf8.DecodeRune(b)
	return unicode.IsDigit(r) || r == '上' || r == '下' || r == '午'
}

// isMark reports whether r is an invisible mark. WhatsApp for iOS puts one
// before text of its own.
func isMark(r rune) bool {
	return r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r == 0xfeff || r >= 0x2066 && r <= 0x2069
}

// skipMarks is where, from byte i on, the marks end.
func skipMarks[T string | []byte](b T, i int) int {
	for i < len(b) && b[i] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(string(b[i:min(i+utf8.UTFMax, len(b))]))
		if !isMark(r) {
			break
		}
		i += n
	}
	return i
}

// trimMarks drops marks and spaces around a name. The no-break spaces inside
// a phone number stay.
func trimMarks(b []byte) []byte {
	return bytes.TrimFunc(b, func(r rune) bool { return isMark(r) || r == ' ' })
}

// author splits "name: text". who is nil for lines of the app, which name
// nobody.
func (c *chat) author(rest []byte) (who *speaker, text []byte) {
	i := bytes.IndexByte(rest, ':')
	for i >= 0 {
		if i+1 == len(rest) || rest[i+1] == ' ' || startsMark(rest[i+1:]) {
			break
		}
		next := bytes.IndexByte(rest[i+1:], ':')
		if next < 0 {
			i = -1
			break
		}
		i += 1 + next
	}
	if i < 0 {
		return c.tight(rest)
	}
	if who = c.known(rest[:i]); who.name == "" || who.app {
		return nil, rest
	}
	return who, bytes.TrimPrefix(rest[i+1:], []byte(" "))
}

func startsMark(b []byte) bool { return skipMarks(b, 0) > 0 }

// maxName is the longest name in bytes; WhatsApp allows 25 characters, address
// books more.
const maxName = 200

// maxNames bounds the names that are kept.
const maxNames = 10_000

// tight splits "name:text" as some versions write it, where it is no sentence
// of the app and no address.
func (c *chat) tight(rest []byte) (who *speaker, text []byte) {
	i := bytes.IndexByte(rest, ':')
	if i <= 0 || bytes.HasPrefix(rest[i:], []byte("://")) {
		return nil, rest
	}
	if who = c.known(rest[:i]); who.name == "" || who.app || isNotice(string(rest)) {
		return nil, rest
	}
	return who, rest[i+1:]
}

// A speaker is what stands before a colon: a name, or the beginning of a
// sentence of the app.
type speaker struct {
	name string
	app  bool
	torn bool // a quotation mark is left open: a quoted name that holds the colon, or an inch mark
	n    int  // messages
}

// known looks up what stands before a colon. The answer is kept: a chat has
// few names and many messages.
func (c *chat) known(raw []byte) *speaker {
	if s := c.speakers[string(raw)]; s != nil {
		return s
	}
	name := trimMarks(raw)
	s := &speaker{name: string(name)}
	s.app = len(name) > maxName || isNotice(s.name)
	s.torn = bytes.Count(name, []byte(`"`))%2 == 1 || unclosed(name)
	if len(c.speakers) < maxNames {
		c.speakers[string(raw)] = s
	}
	return s
}

// unclosed reports a quotation mark that is not closed: the colon stands
// inside a quoted group name.
func unclosed(name []byte) bool {
	for _, q := range [...][2]string{{"“", "”"}, {"«", "»"}, {"„", "“"}, {"「", "」"}} {
		if bytes.Count(name, []byte(q[0])) > bytes.Count(name, []byte(q[1])) && !bytes.Contains(name, []byte(q[1])) {
			return true
		}
	}
	return false
}
