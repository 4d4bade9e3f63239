package report

import (
	"encoding/json"
	"io"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/statute"
)

type reportJSON struct {
	Number   string                  `json:"report"`
	Date     time.Time               `json:"date"`
	Zone     string                  `json:"zone"`
	Masked   string                  `json:"masked,omitempty"`
	Facts    []timeline.Fact         `json:"facts"`
	Parcels  []timeline.Parcel       `json:"parcels"`
	Findings []timeline.Finding      `json:"findings"`
	Cuts     []cutJSON               `json:"cuts"`
	Laws     []statute.Article       `json:"laws"`
	Events   []timeline.Event        `json:"events"`
	Sources  []timeline.SourceLedger `json:"sources"`
}

// cutJSON is a piece that a finding quotes: where it stands, and the hash of
// its bytes.
type cutJSON struct {
	Finding string           `json:"finding"`
	Event   string           `json:"event"`
	Source  timeline.Source  `json:"source"`
	Locator timeline.Locator `json:"locator"`
	SHA256  string           `json:"sha256"`
}

// writeJSON writes the report for programs: the nouns of the contract.
func (d document) writeJSON(w io.Writer) error {
	j := reportJSON{Number: d.Number, Date: d.Date, Zone: d.Zone.String(), Masked: d.Masked, Facts: d.Facts, Laws: d.Laws, Sources: d.Sources}
	for _, p := range d.Parcels {
		j.Parcels = append(j.Parcels, p.Parcel)
	}
	for _, f := range d.Findings {
		j.Findings = append(j.Findings, f.Finding)
		for _, q := range append(f.Left[:len(f.Left):len(f.Left)], f.Right...) {
			if q.Cut != "" {
				j.Cuts = append(j.Cuts, cutJSON{f.ID, q.Evidence.Event, q.Evidence.Source, q.Evidence.Locator, q.Cut})
			}
		}
	}
	for _, r := range d.Rows {
		j.Events = append(j.Events, r.Event)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(j)
}
