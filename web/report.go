package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"os"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/report"
	"github.com/labstack/echo/v4"
)

// reportPage chooses what goes into the report; its links are the report.
type reportPage struct {
	page
	Findings []findingCard     `json:"findings"`
	Parcels  []timeline.Parcel `json:"parcels"`
}

func (s *server) reportForm(c echo.Context) error {
	ctx := c.Request().Context()
	m := reportPage{page: s.page(c, "report", locale.Text(s.lang(c), "web.report"))}
	findings, err := s.store.Findings(ctx, casefile.FindingQuery{})
	if err != nil {
		return err
	}
	if m.Findings, err = s.cards(ctx, m.Lang, findings); err != nil {
		return err
	}
	if m.Parcels, err = s.store.Parcels(ctx); err != nil {
		return err
	}
	return s.answer(c, "report", m)
}

var reportTypes = map[report.Format]string{
	report.HTML: "text/html; charset=utf-8",
	report.Text: "text/plain; charset=utf-8",
	report.JSON: "application/json",
}

// reportPolicy lets the report use the style sheet it carries, known by its
// hash, and nothing else.
var reportPolicy = func() string {
	sum := sha256.Sum256([]byte(report.CSS))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}()

// bundleFile is the evidence bundle. It is written to disk first: it may be
// large, and an error must not look like the end of the file.
func (s *server) bundleFile(c echo.Context) error {
	f, err := os.CreateTemp("", "duizheng-bundle-*.zip")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	o := s.reportOptions(c, report.HTML)
	o.Redact = false // the page says that a bundle is not
	err = report.Bundle(c.Request().Context(), f, s.store, o)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return c.Attachment(f.Name(), "duizheng-bundle.zip")
}

func (s *server) reportOptions(c echo.Context, f report.Format) report.Options {
	return report.Options{Format: f, Lang: s.lang(c), Zone: s.zone, Findings: c.QueryParams()["f"], Waybills: c.QueryParams()["p"],
		Redact: c.QueryParam("redact") != ""}
}

// reportFile is the report itself, report.html, report.txt or report.json;
// ?save=1 offers it as a download.
func (s *server) reportFile(c echo.Context) error {
	format := report.Format(strings.TrimPrefix(c.Param("name"), "report."))
	kind, ok := reportTypes[format]
	if !ok || "report."+string(format) != c.Param("name") {
		return echo.ErrNotFound
	}
	var b bytes.Buffer
	if err := report.Render(c.Request().Context(), &b, s.store, s.reportOptions(c, format)); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", reportPolicy)
	if c.QueryParam("save") != "" {
		h.Set("Content-Disposition", `attachment; filename="duizheng-report.`+string(format)+`"`)
	}
	return c.Blob(http.StatusOK, kind, b.Bytes())
}
