package parsers

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

// A File is one file of an export: an original or a member of one, and the
// encoding it was found to be in.
type File struct {
	*original.File
	Encoding Encoding
	// EncodingWhy is the evidence for Encoding, for the ledger.
	EncodingWhy string
	format      string
	valid       bool // Lines has read all of it, and it is UTF-8
}

// Source names the file in a Record.
func (f *File) Source() timeline.Source {
	return timeline.Source{Name: f.Name, Member: f.Member, SHA256: f.SHA256, Format: f.format}
}

// Base is the last element of the file's path, inside its archive where it is
// in one.
func (f *File) Base() string {
	if f.Member != "" {
		return path.Base(f.Member)
	}
	return path.Base(f.Name)
}

// HeadSize is how much of a file detection reads at once.
const HeadSize = 64 << 10

// A Head is what detection sees of a file.
type Head struct {
	// Name is the file's base name, Path all that is known of where it lies
	// (inside its archive too), Siblings the slash paths below its folder.
	Name     string
	Path     string
	Siblings []string
	Size     int64
	// Raw is the first HeadSize bytes; Text the same decoded, with LF or CRLF
	// between lines.
	Raw  []byte
	Text string
	// Encoding is the one found.
	Encoding Encoding
	more     func() string
	rest     *string
}

// deepLimit bounds the search for marks beyond the head.
const deepLimit = 8 << 20

// Has reports whether the head contains s.
func (h *Head) Has(s string) bool { return strings.Contains(h.Text, s) }

// HasDeep reports whether the first 8 MiB contain s, for marks that stand
// behind embedded pictures or style sheets.
func (h *Head) HasDeep(s string) bool { return h.Has(s) || strings.Contains(h.Deep(), s) }

// Deep is the text of the first 8 MiB; it is read once.
func (h *Head) Deep() string {
	if h.more == nil || h.Size <= HeadSize {
		return h.Text
	}
	if h.rest == nil {
		t := h.more()
		h.rest = &t
	}
	return *h.rest
}

// Lines returns up to n non-blank lines of the head, without the last one if
// it was cut off.
func (h *Head) Lines(n int) []string {
	var out []string
	text := h.Text
	if int64(len(h.Raw)) < h.Size {
		if i := strings.LastIndexByte(text, '\n'); i >= 0 {
			text = text[:i]
		}
	}
	for line := range strings.Lines(text) {
		line = strings.Trim(line, "\r\n\ufeff")
		if strings.TrimSpace(line) == "" {
			continue
		}
		out = append(out, line)
		if len(out) == n {
			break
		}
	}
	return out
}

// JSONStart reports whether the text begins like JSON, and with which byte.
func (h *Head) JSONStart() byte {
	t := strings.TrimLeft(h.Text, " \t\r\n\ufeff")
	if t != "" && (t[0] == '{' || t[0] == '[') {
		return t[0]
	}
	return 0
}

// HTMLStart reports whether the text looks like HTML.
func (h *Head) HTMLStart() bool {
	t := strings.ToLower(strings.TrimLeft(h.Text[:min(len(h.Text), 4096)], " \t\r\n\ufeff"))
	return strings.HasPrefix(t, "<!doctype html") || strings.HasPrefix(t, "<html") || strings.HasPrefix(t, "<head") ||
		strings.HasPrefix(t, "<!--") && strings.Contains(t, "<html") ||
		strings.HasPrefix(t, "<") && (strings.Contains(t, "<body") || strings.Contains(t, "<div") || strings.Contains(t, "<table") || strings.Contains(t, "<ul") || strings.Contains(t, "<p"))
}

// head reads the beginning of f and settles its encoding.
func (f *File) head(siblings []string, override Encoding) (*Head, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw := make([]byte, HeadSize)
	n, err := io.ReadFull(r, raw)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, fmt.Errorf("%s: %w", f.String(), err)
	}
	raw = raw[:n]
	sample := raw
	if isASCII(raw) && n == HeadSize {
		// The first foreign letter decides; it may stand far behind.
		sample = firstForeign(r, raw)
	}
	f.Encoding, f.EncodingWhy = DetectEncoding(sample)
	if override != "" {
		f.Encoding, f.EncodingWhy = override, "named by the user"
	}
	h := &Head{Name: f.Base(), Path: f.String(), Siblings: siblings, Size: f.Size, Raw: raw, Encoding: f.Encoding}
	h.Text = f.Encoding.Decode(trimCut(raw, f.Encoding))
	if !strings.Contains(h.Text, "\n") { // a lone CR ends lines, as in Lines
		h.Text = strings.ReplaceAll(h.Text, "\r", "\n")
	}
	h.more = func() string {
		r, err := f.Open()
		if err != nil {
			return ""
		}
		defer r.Close()
		b := make([]byte, min(f.Size, deepLimit))
		n, _ := io.ReadFull(r, b)
		return f.Encoding.Decode(b[:n])
	}
	return h, nil
}

// firstForeign reads on from r, behind head, until a block holds a byte that
// is not ASCII, and returns that block.
func firstForeign(r io.Reader, head []byte) []byte {
	buf := make([]byte, HeadSize)
	for read := 0; read < deepLimit; {
		n, err := io.ReadFull(r, buf)
		if i := bytes.IndexFunc(buf[:n], func(r rune) bool { return r >= 0x80 }); i >= 0 {
			return buf[i:n]
		}
		if err != nil {
			break
		}
		read += n
	}
	return head
}
