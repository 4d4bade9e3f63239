package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/statute"
)

// contents is what a report is made of, read from the case.
type contents struct {
	parcels  []timeline.Parcel
	findings []timeline.Finding
	events   map[string]timeline.Event   // by id
	of       map[string][]timeline.Event // by parcel, in timeline order
	sources  []timeline.SourceLedger
	facts    []timeline.Fact
	changed  time.Time // of the case's last change
	// cut returns the bytes of a record in its original.
	cut func(timeline.Source, timeline.Locator) ([]byte, error)
}

// document is a report laid out but not yet drawn: every text is in the
// user's language, every number given.
type document struct {
	Lang     locale.Lang
	Zone     *time.Location
	Number   string
	Date     time.Time
	Count    string
	Facts    []timeline.Fact
	Parcels  []parcelPart
	Findings []findingPart
	Laws     []statute.Article
	Rows     []row
	Sources  []timeline.SourceLedger
	Masked   string // what was masked; empty where nothing was to be
}

type parcelPart struct {
	timeline.Parcel
	Lanes Lanes
}

type findingPart struct {
	Number int
	timeline.Finding
	Title       string
	Left, Right []exhibitQuote
	Gap, Note   string
	Laws        []statute.Article
}

// exhibitQuote is a Quote with its number in the list of evidence and the hash
// of the bytes it stands on.
type exhibitQuote struct {
	Quote
	Number string // E1, E2 …
	Cut    string // SHA-256, lower-case hex
}

// row is one event of the list.
type row struct {
	timeline.Event
	Voice    Voice
	Who      string
	When     string
	Where    string
	Exhibit  string
	Findings []int
}

func compose(c contents, o Options) (document, error) {
	d := document{Lang: o.Lang.Known(), Zone: o.Zone, Date: o.Date, Facts: c.facts, Sources: c.sources}
	if d.Date.IsZero() {
		d.Date = c.changed
	}
	if o.Redact {
		r := newRedactor(c)
		c = r.contents(c)
		d.Facts, d.Sources, d.Masked = c.facts, c.sources, r.summary(d.Lang)
	}
	numbers := map[string]string{} // exhibit number by event
	mentions := map[string][]int{} // findings by event
	firm := 0
	for i, f := range c.findings {
		part, err := d.finding(i+1, f, c, numbers)
		if err != nil {
			return d, err
		}
		if f.Firmness == timeline.Firm {
			firm++
		}
		for _, m := range f.Evidence {
			if list := mentions[m.Event]; m.Event != "" && !slices.Contains(list, i+1) {
				mentions[m.Event] = append(list, i+1)
			}
		}
		d.Findings = append(d.Findings, part)
	}
	d.Count = locale.Say(d.Lang, d.Zone, timeline.Say("report.count", "n", strconv.Itoa(len(c.findings)), "firm", strconv.Itoa(firm)))
	d.laws()
	listed := map[string]bool{}
	for _, p := range c.parcels {
		d.Parcels = append(d.Parcels, parcelPart{p, draw(d.Lang, d.Zone, c.of[p.ID], c.findings, p.ID)})
		for _, e := range c.of[p.ID] {
			if !listed[e.ID] {
				listed[e.ID] = true
				d.Rows = append(d.Rows, d.row(e, numbers[e.ID], mentions[e.ID]))
			}
		}
	}
	d.Number = d.number()
	return d, nil
}

// reportWidth of the swim lanes, so that their letters can be read on A4.
const reportWidth = 740

// draw keeps the numbers that the findings have in the whole report.
func draw(l locale.Lang, zone *time.Location, events []timeline.Event, findings []timeline.Finding, parcel string) Lanes {
	own := slices.Clone(findings)
	for i := range own {
		if own[i].Parcel != "" && own[i].Parcel != parcel {
			own[i] = timeline.Finding{}
		}
	}
	return Draw(l, zone, events, own, reportWidth)
}

func (d *document) finding(n int, f timeline.Finding, c contents, numbers map[string]string) (findingPart, error) {
	part := findingPart{Number: n, Finding: locale.Finding(d.Lang, d.Zone, f), Title: locale.Title(d.Lang, f.Type)}
	face := Face(d.Lang, d.Zone, f, c.events)
	part.Gap, part.Note = face.Gap, face.Note
	var err error
	if part.Left, err = d.exhibits(face.Left, c, numbers); err != nil {
		return part, err
	}
	if part.Right, err = d.exhibits(face.Right, c, numbers); err != nil {
		return part, err
	}
	for _, id := range f.Statutes {
		if a, ok := statute.Get(id); ok {
			part.Laws = append(part.Laws, a)
		}
	}
	return part, nil
}

func (d *document) exhibits(quotes []Quote, c contents, numbers map[string]string) ([]exhibitQuote, error) {
	var out []exhibitQuote
	for _, q := range quotes {
		e := exhibitQuote{Quote: q}
		if id := q.Evidence.Event; id != "" {
			if numbers[id] == "" {
				numbers[id] = fmt.Sprintf("E%d", len(numbers)+1)
			}
			e.Number = numbers[id]
		}
		if q.Evidence.Locator.Length > 0 {
			piece, err := c.cut(q.Evidence.Source, q.Evidence.Locator)
			if err != nil {
				return nil, fmt.Errorf("report: %s: %w", q.Where, err)
			}
			e.Cut = hash256(piece)
		}
		out = append(out, e)
	}
	return out, nil
}

func hash256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// laws lists every article that a finding cites, once, in the order of citing.
func (d *document) laws() {
	for _, f := range d.Findings {
		for _, a := range f.Laws {
			if !slices.ContainsFunc(d.Laws, func(b statute.Article) bool { return a.ID == b.ID }) {
				d.Laws = append(d.Laws, a)
			}
		}
	}
}

func (d *document) row(e timeline.Event, exhibit string, findings []int) row {
	r := row{Event: e, Voice: VoiceOf(e), Who: Speaker(d.Lang, e, ""), When: locale.Moment(d.Lang, d.Zone, e.Time),
		Where: Place(d.Lang, e.Source, e.Locator), Exhibit: exhibit, Findings: findings}
	if e.Scan != nil {
		r.Who = locale.Word(d.Lang, "carrier", e.Scan.Carrier)
	}
	return r
}

// number names the report by its day and what it rests on.
func (d *document) number() string {
	h := []string{d.Date.UTC().Format(time.RFC3339)}
	for _, s := range d.Sources {
		h = append(h, s.Source.SHA256)
	}
	for _, f := range d.Findings {
		h = append(h, f.ID)
	}
	return "DZ-" + d.Date.In(d.Zone).Format("20060102") + "-" + strings.ToUpper(timeline.ID("", h...)[:6])
}

// Methods names the remarks on method, in order.
func (d document) Methods() []string {
	return []string{"report.method.1", "report.method.2", "report.method.3", "report.method.4", "report.method.5"}
}

// DateText is the state of the case, to the second.
func (d document) DateText() string {
	return locale.Time(d.Lang, d.Zone, d.Date, timeline.PrecisionSecond)
}

// ZoneText is the zone in which the report shows times.
func (d document) ZoneText() string {
	return d.Zone.String() + " (UTC" + d.Date.In(d.Zone).Format("-07:00") + ")"
}

// Last is the last scan that says where the parcel is.
func (p parcelPart) Last(l locale.Lang) string { return locale.Word(l, "status", p.Status) }

// Picture is the swim lanes of the parcel.
func (p parcelPart) Picture() (template.HTML, error) { return p.Lanes.SVG() }
