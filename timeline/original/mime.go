package original

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"regexp"
	"strconv"
	"strings"
)

// A Part is one body of a MIME file: a mail (.eml) or a web archive (.mht).
// Its Member ends with its number, "2" or "1.3" inside a part that has parts
// itself; offsets of records are in the decoded body.
type Part struct {
	*File
	// Type is the content type, lower case, without parameters.
	Type string
	// Location is the Content-Location or file name that the part gives.
	Location string
}

// The most parts that are read of one file, and how deep they may lie.
const (
	maxParts     = 20_000
	maxPartDepth = 8
)

// A body is where a part stands in its file, and how its bytes are encoded.
type body struct {
	whole    *File
	from, to int64
	encoding string // as the part says: "base64", "quoted-printable", else as it stands
}

// Parts lists the bodies of a MIME file, in order. Headers are read by hand:
// the archives that QQ writes break the rules of the standard library.
func (f *File) Parts() ([]Part, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s := &mimeScanner{f: f, r: bufio.NewReaderSize(r, 64<<10), head: true}
	for {
		more, err := s.next()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		if !more {
			return s.parts, nil
		}
	}
}

// A level is one multipart that is open.
type level struct {
	boundary, prefix string
	count            int
}

type mimeScanner struct {
	f      *File
	r      *bufio.Reader
	offset int64 // of what is read next
	ending int64 // length of the line ending before it
	head   bool  // header lines come next
	fields []string
	levels []level
	open   *mimeHeader // the body that is being passed; nil: a preamble or epilogue
	from   int64       // where it begins
	parts  []Part
}

type mimeHeader struct {
	number, contentType, boundary, encoding, location string
}

// next reads one line.
func (s *mimeScanner) next() (more bool, err error) {
	start, ending := s.offset, s.ending
	line, err := s.line()
	if err != nil {
		return false, err
	}
	if s.offset == start {
		s.close(start)
		return false, nil
	}
	if i, last := s.boundary(line); i >= 0 {
		s.close(max(s.from, start-ending))
		s.levels = s.levels[:i+1]
		s.head, s.fields = !last, nil
		if last {
			s.levels = s.levels[:i]
		}
		return true, nil
	}
	if s.head {
		return true, s.header(strings.TrimRight(string(line), "\r\n"))
	}
	return true, nil
}

// line reads up to and including the next line feed. Of a line longer than the
// buffer only the beginning is returned.
func (s *mimeScanner) line() ([]byte, error) {
	line, err := s.r.ReadSlice('\n')
	s.offset += int64(len(line))
	if err == bufio.ErrBufferFull {
		line = bytes.Clone(line)
	}
	tail := line
	for err == bufio.ErrBufferFull {
		tail, err = s.r.ReadSlice('\n')
		s.offset += int64(len(tail))
	}
	switch {
	case bytes.HasSuffix(tail, []byte("\r\n")):
		s.ending = 2
	case bytes.HasSuffix(tail, []byte("\n")):
		s.ending = 1
	default:
		s.ending = 0
	}
	if err == io.EOF {
		err = nil
	}
	return line, err
}

// boundary tells which open multipart a line belongs to, and whether it is the
// last of it; -1 for an ordinary line.
func (s *mimeScanner) boundary(line []byte) (i int, last bool) {
	rest, ok := bytes.CutPrefix(line, []byte("--"))
	if !ok {
		return -1, false
	}
	rest = bytes.TrimRight(rest, " \t\r\n")
	for i := len(s.levels) - 1; i >= 0; i-- {
		switch b := s.levels[i].boundary; string(rest) {
		case b:
			return i, false
		case b + "--":
			return i, true
		}
	}
	return -1, false
}

// header takes one header line; the blank one ends them.
func (s *mimeScanner) header(text string) error {
	if text != "" {
		if (text[0] == ' ' || text[0] == '\t') && len(s.fields) > 0 {
			s.fields[len(s.fields)-1] += " " + strings.TrimSpace(text)
		} else {
			s.fields = append(s.fields, text)
		}
		if len(s.fields) > 1000 {
			return errors.New("more than 1000 header lines; this is no MIME file")
		}
		return nil
	}
	h := readHeader(s.fields)
	s.head, s.fields = false, nil
	h.number = "1"
	prefix := ""
	if n := len(s.levels); n > 0 {
		s.levels[n-1].count++
		h.number = s.levels[n-1].prefix + strconv.Itoa(s.levels[n-1].count)
		prefix = h.number + "."
	}
	if h.boundary != "" {
		s.levels = append(s.levels, level{boundary: h.boundary, prefix: prefix})
	} else {
		s.open, s.from = &h, s.offset
	}
	if len(s.levels) > maxPartDepth || len(s.parts) > maxParts {
		return fmt.Errorf("too many MIME parts: %w", ErrLimit)
	}
	return nil
}

var (
	boundaryForm = regexp.MustCompile(`(?i)boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))`)
	nameForm     = regexp.MustCompile(`(?i)\bname\s*=\s*(?:"([^"]*)"|([^\s;]+))`)
)

func readHeader(fields []string) (h mimeHeader) {
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "content-type":
			kind, _, _ := strings.Cut(value, ";")
			kind, _, _ = strings.Cut(strings.TrimSpace(kind), " ")
			h.contentType = strings.ToLower(kind)
			h.boundary = firstGroup(boundaryForm, value)
			if h.location == "" {
				h.location = firstGroup(nameForm, value)
			}
		case "content-transfer-encoding":
			h.encoding = strings.ToLower(value)
		case "content-location":
			h.location = value
		}
	}
	return h
}

func firstGroup(form *regexp.Regexp, s string) string {
	m := form.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

// close ends the body that is open, at offset to.
func (s *mimeScanner) close(to int64) {
	if s.open == nil {
		return
	}
	h := s.open
	s.open = nil
	f := &File{Name: s.f.Name, Member: h.number, SHA256: s.f.SHA256, Size: to - s.from, outer: s.f.outer,
		body: &body{whole: s.f, from: s.from, to: to, encoding: h.encoding}}
	if s.f.Member != "" {
		f.Member = s.f.Member + Separator + h.number
	}
	s.parts = append(s.parts, Part{File: f, Type: h.contentType, Location: h.location})
}

// part finds a body by its number.
func (f *File) part(number string) (*File, error) {
	parts, err := f.Parts()
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if p.Member == number || strings.HasSuffix(p.Member, Separator+number) {
			return p.File, nil
		}
	}
	return nil, fmt.Errorf("%s has no part %s", f, number)
}

// decoded reads a body as its encoding says.
func (b *body) decoded() (io.ReadCloser, error) {
	r, err := b.whole.Open()
	if err != nil {
		return nil, err
	}
	if err := skip(r, b.from); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: cannot reach byte %d: %w", b.whole, b.from, err), r.Close())
	}
	var in io.Reader = io.LimitReader(r, b.to-b.from)
	switch b.encoding {
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, in)
	case "quoted-printable":
		in = quotedprintable.NewReader(in)
	}
	return struct {
		io.Reader
		io.Closer
	}{in, r}, nil
}
