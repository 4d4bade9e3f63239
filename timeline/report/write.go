package report

import (
	"fmt"
	"io"
)

// write draws the document in one of the formats.
func (d document) write(w io.Writer, f Format) error {
	switch f {
	case HTML:
		return d.writeHTML(w)
	case Text:
		return d.writeText(w)
	case JSON:
		return d.writeJSON(w)
	}
	return fmt.Errorf("report: cannot write %q; the formats are html, txt and json", f)
}
