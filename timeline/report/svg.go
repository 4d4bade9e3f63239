package report

import (
	_ "embed"
	"html/template"
	"strings"
)

// LanesCSS colours the swim lanes and names the colours of the voices.
//
//go:embed lanes.css
var LanesCSS string

//go:embed lanes.svg
var lanesSVG string

var lanesTemplate = template.Must(template.New("lanes").Parse(lanesSVG))

// SVG draws the lanes. It needs LanesCSS for its colours; a picture without
// marks is empty.
func (d Lanes) SVG() (template.HTML, error) {
	if len(d.Marks) == 0 {
		return "", nil
	}
	var b strings.Builder
	if err := lanesTemplate.Execute(&b, d); err != nil {
		return "", err
	}
	// The template escaped every text; nothing else was added.
	return template.HTML(b.String()), nil
}
