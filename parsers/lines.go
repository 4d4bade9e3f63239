package parsers

import (
	"bytes"
	"context"
	"io"
	"iter"
	"runtime"
	"unicode/utf8"
)

// MaxLine is the longest line that is read as one; a longer one comes in
// pieces, so that memory stays bounded.
const MaxLine = 4 << 20

// A Line is one line of a text file. Its bytes are valid until the next one.
type Line struct {
	// Offset and Length locate the line in the original, line ending included.
	Offset int64
	Length int64
	// Ending is how many of the bytes are the line ending.
	Ending int64
	// CR is true when a carriage return is part of the ending. In files that mix
	// endings it tells lines that end a record from lines within one.
	CR bool
	// Number counts from 1.
	Number int
	// Text is the decoded line without its ending and without a byte order
	// mark; invalid bytes are U+FFFD.
	Text []byte
	// Part is true for a piece of an over-long line that does not begin one.
	Part bool
}

// Blank reports whether the line holds only white space and marks.
func (l Line) Blank() bool {
	for i := 0; i < len(l.Text); {
		r, n := rune(l.Text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(l.Text[i:])
		}
		switch {
		case r == ' ' || r == '\t' || r == '\r' || r == '\n' || r == '\v' || r == '\f' || r == 0:
		case r == 0xa0 || r == 0x3000 || r == 0x85 || r >= 0x2000 && r <= 0x200f || r >= 0x2028 && r <= 0x202f || r == 0x205f || r == 0x2060 || r == 0xfeff:
		default:
			return false
		}
		i += n
	}
	return true
}

// lineBuffer is how much of a text file is read at once. It stays in the
// processor's cache.
const lineBuffer = 256 << 10

// Lines yields the file's lines. LF, CRLF and a lone CR (in a file without LF
// in its first block) end one.
func (f *File) Lines(ctx context.Context) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		r, err := f.Open()
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer r.Close()
		s := lineSplitter{r: r, enc: f.Encoding, known: f.valid, block: make([]byte, lineBuffer), unit: []byte{'\n'}}
		s.fill()
		switch head := s.rest; {
		case f.Encoding == UTF16LE:
			s.unit = []byte{'\n', 0}
		case f.Encoding == UTF16BE:
			s.unit = []byte{0, '\n'}
		case bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0:
			s.unit = []byte{'\r'}
		}
		var line Line
		for n := 0; ; n++ {
			if n&1023 == 0 {
				if err := pause(ctx); err != nil {
					yield(Line{}, err)
					return
				}
			}
			err := s.next(&line)
			if line.Length > 0 && !yield(line, nil) {
				return
			}
			if err == io.EOF {
				f.valid = !s.broken
				return
			}
			if err != nil {
				yield(Line{}, err)
				return
			}
		}
	}
}

// pause lets the collector have its turn, and tells of a ctx that is over: where
// there is one processor, a collector kept waiting slows every write.
func pause(ctx context.Context) error {
	runtime.Gosched()
	return ctx.Err()
}

// A lineSplitter cuts the lines out of a file, block by block.
type lineSplitter struct {
	r      io.Reader
	enc    Encoding
	unit   []byte // the line feed in the file's encoding
	offset int64
	number int
	open   bool // inside an over-long line

	block []byte // what was read last lies in it,
	rest  []byte // and of that, what is no line yet
	valid bool   // rest is UTF-8, but for a character cut off at its end
	// known is true when the whole file is known to be UTF-8, broken when it is
	// known not to be.
	known, broken bool
	err           error // what ended the reading
}

// next makes l the next line; its Length is 0 at the end of the file.
func (s *lineSplitter) next(l *Line) error {
	raw, whole, err := s.raw()
	if !s.open && len(raw) > 0 {
		s.number++
	}
	end, cr := s.ending(raw)
	l.Offset, l.Length, l.Ending, l.CR = s.offset, int64(len(raw)), int64(len(raw)-end), cr
	l.Number, l.Part, l.Text = s.number, s.open, s.text(raw[:end])
	s.open = !whole && err == nil
	s.offset += int64(len(raw))
	return err
}

// raw cuts off up to and including the next line feed, at most MaxLine bytes.
func (s *lineSplitter) raw() (line []byte, whole bool, err error) {
	n := s.feed(0)
	for n == 0 && s.err == nil && len(s.rest) < MaxLine {
		searched := len(s.rest)
		s.fill()
		n = s.feed(searched)
	}
	whole = n > 0 || s.err != nil
	if n == 0 {
		n, err = len(s.rest), s.err
	}
	if n > MaxLine || !whole {
		n, whole, err = len(trimCut(s.rest[:MaxLine], s.enc)), false, nil
	}
	line, s.rest = s.rest[:n], s.rest[n:]
	return line, whole, err
}

// feed is where the first line feed of rest ends that does so behind byte i; 0
// if none does. In UTF-16 its two bytes must lie at an even place: 0A and 00
// may also be halves of others.
func (s *lineSplitter) feed(i int) int {
	last := s.unit[len(s.unit)-1]
	for {
		n := bytes.IndexByte(s.rest[i:], last)
		if n < 0 {
			return 0
		}
		if i += n + 1; len(s.unit) == 1 || i%2 == 0 && s.rest[i-2] == s.unit[0] {
			return i
		}
	}
}

// fill reads the next block behind the rest of the one before.
func (s *lineSplitter) fill() {
	if len(s.rest) > len(s.block)/2 {
		s.block = make([]byte, 2*len(s.block))
	}
	n := copy(s.block, s.rest)
	for n < len(s.block) && s.err == nil {
		var read int
		read, s.err = s.r.Read(s.block[n:])
		n += read
	}
	s.rest = s.block[:n]
	sure := s.rest
	if s.err == nil {
		sure = trimCut(sure, UTF8)
	}
	s.valid = s.known || utf8.Valid(sure)
	s.broken = s.broken || !s.valid
}

// ending is where the line ending begins; withCR tells that a carriage return
// is part of it.
func (s *lineSplitter) ending(raw []byte) (end int, withCR bool) {
	end = len(raw)
	if len(s.unit) == 1 {
		for end > 0 && (raw[end-1] == '\n' || raw[end-1] == '\r') {
			end--
			withCR = withCR || raw[end] == '\r'
		}
		return end, withCR
	}
	for bytes.HasSuffix(raw[:end], s.unit) {
		end -= len(s.unit)
	}
	cr := bytes.Replace(s.unit, []byte{'\n'}, []byte{'\r'}, 1)
	for bytes.HasSuffix(raw[:end], cr) {
		end -= len(cr)
		withCR = true
	}
	return end, withCR
}

var bom = []byte("\ufeff")

// text decodes a line; the file's byte order mark is none of it.
func (s *lineSplitter) text(line []byte) []byte {
	if s.enc != UTF8 && s.enc != "" {
		line = []byte(s.enc.Decode(line))
	} else if !s.valid && !utf8.Valid(line) {
		line = bytes.ToValidUTF8(line, []byte("\ufffd"))
	}
	if s.offset == 0 {
		line = bytes.TrimPrefix(line, bom)
	}
	return line
}
