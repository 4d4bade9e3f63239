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
	Facts    []timeline.Fact         `json:"facts"`
	Parcels  []timeline.Parcel       `json:"parcels"`
	Findings []findingJSON           `json:"findings"`
	Laws     []statute.Article       `json:"laws"`
	Events   []timeline.Event        `json:"events"`
	Sources  []timeline.SourceLedger `json:"sources"`
}

// findingJSON is a finding of the contract and the hashes of the bytes that
// its evidence stands on, in the order of evidence.
type findingJSON struct {
	timeline.Finding
	Cuts []cutJSON `json:"cuts"`
}

type cutJSON struct {
	Event  string `json:"event"`
	SHA256 string `json:"sha256"`
}

// writeJSON writes the report for programs: the nouns of the contract.
func (d document) writeJSON(w io.Writer) error {
	j := reportJSON{Number: d.Number, Date: d.Date, Zone: d.Zone.String(), Facts: d.Facts, Laws: d.Laws, Sources: d.Sources}
	for _, p := range d.Parcels {
		j.Parcels = append(j.Parcels, p.Parcel)
	}
	for _, f := range d.Findings {
		one := findingJSON{Finding: f.Finding}
		for _, q := range append(f.Left[:len(f.Left):len(f.Left)], f.Right...) {
			if q.Cut != "" {
				one.Cuts = append(one.Cuts, cutJSON{q.Evidence.Event, q.Cut})
			}
		}
		j.Findings = append(j.Findings, one)
	}
	for _, r := range d.Rows {
		j.Events = append(j.Events, r.Event)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(j)
}
