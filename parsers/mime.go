package parsers

import "fmt"

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
		if _, err := p.head(nil, ""); err != nil {
			return nil, fmt.Errorf("part %s: %w", b.Member, err)
		}
		out = append(out, p)
	}
	return out, nil
}
