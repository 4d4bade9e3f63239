package parsers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Limits of a JSON file; deeper or larger is refused with a clear error.
const (
	MaxDepth   = 1000
	MaxElement = 64 << 20
)

// An Element is one value cut out of a JSON file, valid until the next one.
type Element struct {
	// Raw is the value's text in UTF-8, valid until the next element.
	Raw []byte
	// Offset and Length locate it in the original.
	Offset, Length int64
	// Pointer is its JSON Pointer (RFC 6901) within the document that holds it.
	Pointer string
	// Pattern is the index of the pattern that it matched.
	Pattern int
	// Broken is why the value could not be cut out whole; Raw then is what
	// could not be read.
	Broken error

	scan *jsonScanner
	from int64 // of Raw in the UTF-8 text
}

// Key is the last part of the pointer, unescaped.
func (e *Element) Key() string {
	k := e.Pointer[strings.LastIndexByte(e.Pointer, '/')+1:]
	return strings.ReplaceAll(strings.ReplaceAll(k, "~1", "/"), "~0", "~")
}

// Decode is Unmarshal of the value into v. Where the text is no valid JSON (a flipped
// bit may swallow the end of a string and so the neighbours), the element is
// cut down to the broken part and reading goes on behind it.
func (e *Element) Decode(v any) error {
	if e.Broken != nil {
		return e.Broken
	}
	err := Unmarshal(e.Raw, v)
	if err != nil && e.cutDown(err) {
		e.Broken = err
	}
	return err
}

// cutDown ends the element where, behind a fault of its JSON, an object ends
// that another one follows; it reports whether err is such a fault.
func (e *Element) cutDown(err error) bool {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return false
	}
	if i := boundary(e.Raw, int(syntax.Offset)); i > 0 {
		e.Cut(i)
	}
	return true
}

// Cut gives back all but the first n bytes of Raw: reading goes on behind
// them. Owners of JavaScript literals use it where a broken string swallowed
// the neighbours.
func (e *Element) Cut(n int) {
	e.Raw = e.Raw[:n]
	e.Length = e.scan.d.original(e.from+int64(n)) - e.Offset
}

// boundary finds, behind from, the end of an object that another one follows.
func boundary(b []byte, from int) int {
	for i := max(from-1, 0); i < len(b); i++ {
		if b[i] != '}' {
			continue
		}
		j := i + 1
		for j < len(b) && isSpace(b[j]) {
			j++
		}
		if j >= len(b) || b[j] != ',' {
			continue
		}
		for j++; j < len(b) && isSpace(b[j]); j++ {
		}
		if j < len(b) && b[j] == '{' {
			return i + 1
		}
	}
	return 0
}

// JSON yields, in file order, every value whose JSON Pointer matches one of
// the patterns; "*" stands for any one key or index. A matched value is not
// searched for further matches. Values that match nothing are stepped over.
// Several documents in one file are read one after the other.
//
//	for el, err := range f.JSON(ctx, "/session", "/messages/*") { … }
func (f *File) JSON(ctx context.Context, patterns ...string) iter.Seq2[*Element, error] {
	return f.json(ctx, nil, false, patterns)
}

// JSONAfter is JSON for values that stand behind a marker inside another text,
// such as a script in an HTML page: it finds every occurrence of the marker and
// reads the value that follows. With js, strings in single quotes and
// backquotes are stepped over too (JavaScript literals); such an element is not
// JSON and its owner must read Raw himself.
func (f *File) JSONAfter(ctx context.Context, marker string, js bool, patterns ...string) iter.Seq2[*Element, error] {
	return f.json(ctx, []byte(marker), js, patterns)
}

func (f *File) json(ctx context.Context, marker []byte, js bool, patterns []string) iter.Seq2[*Element, error] {
	return func(yield func(*Element, error) bool) {
		d, err := f.decode()
		if err != nil {
			yield(nil, err)
			return
		}
		defer d.reader.Close()
		s := &jsonScanner{ctx: ctx, r: d.reader, d: d, js: js, yield: yield, line: 1, wanted: treeOf(patterns)}
		if err := s.run(marker); err != nil && err != errStop {
			yield(nil, fmt.Errorf("%s: %w", f.String(), err))
		}
	}
}

// A tree holds what is wanted below a value. The tree of what is not wanted is
// nil.
type tree struct {
	pattern int              // that the value itself matches, -1 if none
	keys    map[string]*tree // below the keys that patterns name
	rest    *tree            // below all others
}

func treeOf(patterns []string) *tree {
	parts := make(map[int][]string, len(patterns))
	for i, p := range patterns {
		parts[i] = strings.Split(p, "/")[1:]
		if p == "" {
			parts[i] = nil
		}
	}
	return newTree(parts)
}

// newTree takes the parts that are left of each pattern.
func newTree(left map[int][]string) *tree {
	if len(left) == 0 {
		return nil
	}
	t := &tree{pattern: -1, keys: map[string]*tree{}}
	for i, parts := range left {
		if len(parts) == 0 {
			if t.pattern < 0 || i < t.pattern {
				t.pattern = i
			}
			continue
		}
		t.keys[parts[0]] = nil
	}
	for key := range t.keys {
		below := map[int][]string{}
		for i, parts := range left {
			if len(parts) > 0 && (parts[0] == key || parts[0] == "*") {
				below[i] = parts[1:]
			}
		}
		t.keys[key] = newTree(below)
	}
	t.rest = t.keys["*"]
	delete(t.keys, "*")
	return t
}

// below is the tree of the member or element that key names, written as in a
// pointer.
func (t *tree) below(key []byte) *tree {
	if b, ok := t.keys[string(key)]; ok {
		return b
	}
	return t.rest
}

var errStop = errors.New("stop")

// A jsonScanner walks JSON text through a sliding window.
type jsonScanner struct {
	ctx    context.Context
	r      io.Reader
	d      *decoded
	js     bool
	wanted *tree
	yield  func(*Element, error) bool

	buf     []byte // the window
	pos     int    // next byte in it
	base    int64  // offset of buf[0] in the UTF-8 text
	line    int    // of buf[0], from 1
	keep    int    // window start of a value being captured, -1 if none
	eof     bool
	err     error
	depth   int
	ptr     []byte
	element Element // the one given out
}

// more makes at least one more byte available.
func (s *jsonScanner) more() bool { return s.pos < len(s.buf) || s.fill() }

// fill reads on; only here the window moves.
func (s *jsonScanner) fill() bool {
	if s.eof {
		return false
	}
	if err := pause(s.ctx); err != nil {
		s.err, s.eof = err, true
		return false
	}
	from := s.pos
	if s.keep >= 0 {
		from = s.keep
	}
	if from > 0 {
		s.line += bytes.Count(s.buf[:from], newline)
		n := copy(s.buf, s.buf[from:])
		s.buf = s.buf[:n]
		s.base += int64(from)
		s.pos -= from
		if s.keep >= 0 {
			s.keep = 0
		}
	}
	if len(s.buf) == cap(s.buf) {
		size := max(2*cap(s.buf), 256<<10)
		next := make([]byte, len(s.buf), size)
		copy(next, s.buf)
		s.buf = next
	}
	for {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		if err != nil {
			s.eof = true
			if err != io.EOF {
				s.err = err
			}
		}
		if n > 0 || err != nil {
			break
		}
	}
	return s.pos < len(s.buf)
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// peek steps over white space and returns the next byte, 0 at the end.
func (s *jsonScanner) peek() byte {
	for s.more() {
		if c := s.buf[s.pos]; !isSpace(c) && !(c == 0xef && bytes.HasPrefix(s.buf[s.pos:], bom)) {
			return c
		} else if c == 0xef {
			s.pos += len(bom)
			continue
		}
		s.pos++
	}
	return 0
}

// at says where in the file the window's byte i stands.
func (s *jsonScanner) at(i int) string {
	return fmt.Sprintf("line %d, byte %d", s.line+bytes.Count(s.buf[:i], newline), s.d.original(s.base+int64(i)))
}

var newline = []byte{'\n'}

func (s *jsonScanner) run(marker []byte) error {
	s.keep = -1
	for {
		if marker != nil && !s.find(marker) {
			return s.err
		}
		if s.peek() == 0 {
			return s.err
		}
		s.ptr, s.depth = s.ptr[:0], 0
		if err := s.value(s.wanted); err != nil {
			return err
		}
	}
}

// find moves behind the next occurrence of marker.
func (s *jsonScanner) find(marker []byte) bool {
	for {
		if i := bytes.Index(s.buf[s.pos:], marker); i >= 0 {
			s.pos += i + len(marker)
			return true
		}
		keep := max(s.pos, len(s.buf)-len(marker)+1)
		s.pos = len(s.buf)
		s.keep = keep
		ok := s.more()
		s.pos, s.keep = max(s.keep, 0), -1
		if !ok {
			return false
		}
	}
}

// value reads one value.
func (s *jsonScanner) value(wanted *tree) error {
	switch {
	case wanted == nil:
		return s.skip()
	case wanted.pattern >= 0:
		return s.capture(wanted.pattern)
	}
	switch s.peek() {
	case '{':
		return s.object(wanted)
	case '[':
		return s.array(wanted)
	}
	return s.skip()
}

func (s *jsonScanner) object(wanted *tree) error {
	if s.depth++; s.depth > MaxDepth {
		return s.tooDeep()
	}
	defer func() { s.depth-- }()
	s.pos++
	for {
		switch c := s.peek(); c {
		case '}':
			s.pos++
			return nil
		case ',':
			s.pos++
			continue
		case 0:
			return s.cutOff()
		case '"':
		default:
			if s.js && isIdent(c) {
				break
			}
			if err := s.resync(); err != nil {
				return err
			}
			continue
		}
		s.keep = s.pos
		err := s.skipKey()
		n := len(s.ptr)
		s.ptr = appendKey(append(s.ptr, '/'), s.buf[s.keep:s.pos])
		s.keep = -1
		switch {
		case err != nil:
		case s.peek() != ':':
			err = s.resync()
		default:
			if s.pos++; s.peek() == 0 {
				return s.cutOff()
			}
			err = s.value(wanted.below(s.ptr[n+1:]))
		}
		s.ptr = s.ptr[:n]
		if err != nil {
			return err
		}
	}
}

// appendKey adds a key as pointers write it.
func appendKey(ptr, raw []byte) []byte {
	key, ok := Unquote(raw)
	if !ok {
		key = strings.Trim(string(raw), `"`)
	}
	if strings.ContainsAny(key, "~/") {
		key = strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
	}
	return append(ptr, key...)
}

// isIdent tells the letters of a JavaScript key without quotes.
func isIdent(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$'
}

// skipKey steps over a key: a string, or in JavaScript an identifier.
func (s *jsonScanner) skipKey() error {
	if s.buf[s.pos] == '"' {
		return s.skipString('"')
	}
	for s.more() && isIdent(s.buf[s.pos]) {
		s.pos++
	}
	if s.pos == len(s.buf) {
		return s.cutOff()
	}
	return nil
}

func (s *jsonScanner) array(wanted *tree) error {
	if s.depth++; s.depth > MaxDepth {
		return s.tooDeep()
	}
	defer func() { s.depth-- }()
	s.pos++
	for i := 0; ; {
		switch s.peek() {
		case ']':
			s.pos++
			return nil
		case ',':
			s.pos++
			continue
		case 0:
			return s.cutOff()
		case '}', ':':
			if err := s.resync(); err != nil {
				return err
			}
			continue
		}
		n := len(s.ptr)
		s.ptr = strconv.AppendInt(append(s.ptr, '/'), int64(i), 10)
		err := s.value(wanted.below(s.ptr[n+1:]))
		s.ptr = s.ptr[:n]
		if err != nil {
			return err
		}
		i++
	}
}

func (s *jsonScanner) tooDeep() error {
	return fmt.Errorf("%s: nested deeper than %d levels; no exporter writes that", s.at(s.pos), MaxDepth)
}

// cutOff ends the walk of a file that stops in the middle.
func (s *jsonScanner) cutOff() error {
	if s.err != nil {
		return s.err
	}
	return fmt.Errorf("%s: the file ends in the middle; what comes before is read, copy or export it again for the rest", s.at(s.pos))
}

// resync gives out, as one broken element, what cannot be read, up to the next
// comma that an object follows.
func (s *jsonScanner) resync() error {
	if s.peek() == 0 {
		return s.cutOff() // nothing is left to give out
	}
	s.keep = s.pos
	for s.more() {
		c := s.buf[s.pos]
		s.pos++
		if c == ',' && s.peek() == '{' {
			break
		}
		if s.pos-s.keep > MaxElement {
			break
		}
	}
	return s.give(0, fmt.Errorf("%s: no valid JSON", s.at(s.keep)))
}

// capture cuts out the value that comes next and gives it out.
func (s *jsonScanner) capture(pattern int) error {
	s.peek()
	s.keep = s.pos
	err := s.skip()
	if err == errStop || s.err != nil {
		return errors.Join(err, s.err)
	}
	return s.give(pattern, err)
}

// give yields the kept window. Reading goes on behind what was used.
func (s *jsonScanner) give(pattern int, broken error) error {
	if s.pos == s.keep { // nothing is left: the file ends here
		s.keep = -1
		return s.cutOff()
	}
	start := s.keep
	from := s.base + int64(start)
	off := s.d.original(from)
	e := &s.element
	*e = Element{Raw: s.buf[start:s.pos:s.pos], Offset: off, Pointer: string(s.ptr), Pattern: pattern, Broken: broken, scan: s, from: from}
	e.Length = s.d.original(from+int64(len(e.Raw))) - off
	whole := len(e.Raw)
	if broken != nil && !s.js {
		var whole json.RawMessage
		e.cutDown(json.Unmarshal(e.Raw, &whole))
	}
	ok := s.yield(e, nil)
	if len(e.Raw) < whole {
		s.pos = start + len(e.Raw)
	}
	s.keep = -1
	if !ok {
		return errStop
	}
	if broken != nil && s.eof && s.pos >= len(s.buf) {
		return s.cutOff()
	}
	return nil
}

// skip steps over one value.
func (s *jsonScanner) skip() error {
	switch c := s.peek(); {
	case c == 0:
		return s.cutOff()
	case s.quote(c):
		return s.skipString(c)
	case c != '{' && c != '[':
		start := s.base + int64(s.pos)
		for s.more() {
			c := s.buf[s.pos]
			if c == ',' || c == ']' || c == '}' || isSpace(c) {
				break
			}
			s.pos++
		}
		if s.base+int64(s.pos) == start {
			s.pos++ // a stray bracket: never stand still
		}
		return nil
	}
	depth := 0
	for s.more() {
		b := s.buf[s.pos:]
		i := 0
		for i < len(b) && !structural[b[i]] {
			i++
		}
		if s.pos += i; i == len(b) {
			continue
		}
		switch c := b[i]; {
		case s.quote(c):
			if err := s.skipString(c); err != nil {
				return err
			}
			continue
		case c == '{' || c == '[':
			if depth++; depth+s.depth > MaxDepth {
				return s.tooDeep()
			}
		case c == '}' || c == ']':
			depth--
		}
		s.pos++
		if depth == 0 {
			return nil
		}
		if s.tooLarge() {
			return s.errTooLarge()
		}
	}
	return s.cutOff()
}

// structural are the bytes that skip looks at.
var structural = [256]bool{'"': true, '\'': true, '`': true, '{': true, '}': true, '[': true, ']': true}

// quote reports whether a string begins with c.
func (s *jsonScanner) quote(c byte) bool { return c == '"' || s.js && (c == '\'' || c == '`') }

func (s *jsonScanner) tooLarge() bool { return s.keep >= 0 && s.pos-s.keep > MaxElement }

func (s *jsonScanner) errTooLarge() error {
	return fmt.Errorf("%s: one value larger than %d MB", s.at(s.keep), MaxElement>>20)
}

// skipString steps over a string that starts at pos.
func (s *jsonScanner) skipString(quote byte) error {
	s.pos++
	for s.more() {
		b := s.buf[s.pos:]
		i := bytes.IndexByte(b, quote)
		if i < 0 {
			// A backslash at the end belongs to what comes next.
			s.pos = len(s.buf) - backslashes(b)
			if s.tooLarge() {
				return s.errTooLarge()
			}
			if !s.fill() {
				break
			}
			continue
		}
		s.pos += i + 1
		if backslashes(b[:i])%2 == 0 {
			return nil
		}
	}
	s.pos = len(s.buf)
	return s.cutOff()
}

// backslashes counts those at the end of b.
func backslashes(b []byte) int { return len(b) - len(bytes.TrimRight(b, `\`)) }
