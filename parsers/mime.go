package parsers

import (
	"fmt"
	"strings"

	"github.com/duizheng/duizheng/timeline/original"
)

// A Part is one body of a MIME file, read like a file of its own: offsets of
// its records are in the decoded body.
type Part struct {
	*File
	// Type is the content type, Location the file name or Content-Location.
	Type, Location string
}

// Parts lists the bodies of a mail or web archive, in order. The encoding of
// texts is found from their bytes, as in every other file: what the headers
// claim is often wrong after forwarding.
func (f *File) Parts() ([]Part, error) {
	bodies, err := f.File.Parts()
	if err != nil {
		return nil, err
	}
	out := make([]Part, 0, len(bodies))
	for _, b := range bodies {
		p := Part{&File{File: b.File, format: f.format}, b.Type, b.Location}
		if p.IsText() {
			if _, err := p.head(nil, ""); err != nil {
				return nil, fmt.Errorf("part %s: %w", b.Member, err)
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// IsText tells words from pictures; a part that names no type is text.
func (p Part) IsText() bool { return p.Type == "" || strings.HasPrefix(p.Type, "text/") }

// Hash reads the part: the hash and length of what it holds, decoded.
func (p Part) Hash() (sha256 string, size int64, err error) {
	r, err := p.Open()
	if err != nil {
		return "", 0, err
	}
	defer r.Close()
	return original.Hash(r)
}
