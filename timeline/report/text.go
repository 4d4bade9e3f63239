package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/duizheng/duizheng/timeline/locale"
)

// writeText writes the report as plain lines, to be read aloud, retyped or
// pasted into a complaint form.
func (d document) writeText(out io.Writer) error {
	w := bufio.NewWriter(out)
	t := func(key string) string { return locale.Text(d.Lang, key) }
	fmt.Fprintf(w, "%s\n%s\n\n", t("report.title"), t("report.lead"))
	if d.Masked != "" {
		fmt.Fprintf(w, "%s\n\n", d.Masked)
	}
	fmt.Fprintf(w, "%s: %s\n%s: %s\n%s: %s\n", t("report.number"), d.Number, t("report.date"), d.DateText(), t("report.zone"), d.ZoneText())
	for _, p := range d.Parcels {
		fmt.Fprintf(w, "%s: %s  %s  %s\n", t("report.waybill"), strings.Join(p.Numbers, ", "), locale.Word(d.Lang, "carrier", p.Carrier), p.Last(d.Lang))
	}
	for _, f := range d.Facts {
		fmt.Fprintf(w, "%s%s: %s\n", locale.Word(d.Lang, "fact", f.Key), t("report.stated"), f.Value)
	}
	fmt.Fprintf(w, "\n%s\n%s\n", t("report.summary"), d.Count)
	for _, f := range d.Findings {
		f.writeText(w, d)
	}
	if len(d.Laws) > 0 {
		fmt.Fprintf(w, "\n%s\n", t("report.section.laws"))
	}
	for _, a := range d.Laws {
		fmt.Fprintf(w, "%s: %s\n", a.Citation(), a.Text)
	}
	fmt.Fprintf(w, "\n%s\n", t("report.section.list"))
	for _, r := range d.Rows {
		fmt.Fprintf(w, "%s  %s  %s  [%s]\n", r.When, r.Who, oneLine(r.Text), r.Where)
	}
	fmt.Fprintf(w, "\n%s\n", t("report.section.file"))
	for _, s := range d.Sources {
		fmt.Fprintf(w, "%s  %s\n", s.Source.SHA256, s.Source.Name)
	}
	for _, key := range d.Methods() {
		fmt.Fprintf(w, "- %s\n", t(key))
	}
	return w.Flush()
}

func (f findingPart) writeText(w io.Writer, d document) {
	fmt.Fprintf(w, "\n%d. %s (%s, %s) %s\n%s\n", f.Number, f.Title, locale.Word(d.Lang, "firmness", f.Firmness), f.Type, f.Waybill, f.Summary.Text)
	for _, q := range append(f.Left[:len(f.Left):len(f.Left)], f.Right...) {
		fmt.Fprintf(w, "   %s  %s  %s  [%s]\n", q.When, q.Label, oneLine(q.Evidence.Text), q.Where)
	}
	fmt.Fprintf(w, "   %s %s\n", f.Gap, f.Note)
	for _, s := range f.Explanation {
		fmt.Fprintf(w, "   %s\n", s.Text)
	}
	for _, s := range f.Benign {
		fmt.Fprintf(w, "   %s: %s\n", locale.Text(d.Lang, "report.benign"), s.Text)
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
