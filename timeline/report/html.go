package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

//go:embed report.html
var reportHTML string

//go:embed report.css
var reportCSS string

// CSS is the whole style sheet that a report carries inside, exactly as it
// stands between its style tags.
var CSS = LanesCSS + reportCSS

var reportTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"css":  func() template.CSS { return template.CSS(CSS) },
	"text": locale.Text,
	"word": func(l locale.Lang, group string, value any) string { return locale.Word(l, group, text(value)) },
	"say": func(d document, key string, pairs ...any) string {
		values := make([]string, len(pairs))
		for i, p := range pairs {
			values[i] = text(p)
		}
		return locale.Say(d.Lang, d.Zone, timeline.Say(key, values...))
	},
	"list":   func(items ...any) []any { return items },
	"moment": func(d document, m timeline.Moment) string { return locale.Moment(d.Lang, d.Zone, m) },
}).Parse(reportHTML))

// text writes a value of a template the way sentences keep it.
func text(v any) string {
	if t, ok := v.(time.Time); ok {
		return t.Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

// writeHTML writes a document that needs nothing but itself: no script, no
// other file, and a style sheet for A4.
func (d document) writeHTML(w io.Writer) error { return reportTemplate.Execute(w, d) }
