package web

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"go.uber.org/goleak"
)

const token = "test-token"

// TestMain holds that nothing runs on after a test. What runs before the first
// one are bleve's workers, which serve the whole process.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }

// viewer is a handler over the invented case.
type viewer struct {
	http.Handler
	t     testing.TB
	store *casefile.Store
}

func newViewer(t testing.TB, change ...func(*Config)) viewer {
	t.Helper()
	ctx := t.Context()
	store := newCase(t)
	x, err := index.Open(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := x.Follow(ctx); err != nil {
		t.Fatal(err)
	}
	cfg := Config{Store: store, Index: x, Lang: locale.Chinese, Zone: shanghai, Token: token}
	for _, f := range change {
		f(&cfg)
	}
	return viewer{New(ctx, cfg), t, store}
}

// get asks for a page as the browser of the user does.
func (v viewer) get(path string) *httptest.ResponseRecorder {
	v.t.Helper()
	return v.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (v viewer) do(r *http.Request) *httptest.ResponseRecorder {
	v.t.Helper()
	r.Host = "127.0.0.1:8080"
	r.AddCookie(&http.Cookie{Name: "duizheng_8080", Value: token})
	w := httptest.NewRecorder()
	v.ServeHTTP(w, r)
	return w
}

func (v viewer) page(path string) *goquery.Document {
	v.t.Helper()
	w := v.get(path)
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	if w.Code != http.StatusOK {
		v.t.Fatalf("%s: %d %s", path, w.Code, doc.Find("main").Text())
	}
	return doc
}

func (v viewer) event(text string) string {
	v.t.Helper()
	for e, err := range v.store.Events(context.Background(), casefile.EventQuery{}) {
		if err != nil {
			v.t.Fatal(err)
		}
		if strings.Contains(e.Text, text) {
			return e.ID
		}
	}
	v.t.Fatalf("no event says %q", text)
	return ""
}

// pages are every page of the viewer.
func (v viewer) pages() []string {
	return []string{"/", "/sources", "/people", "/import", "/report", "/s", "/s?q=" + url.QueryEscape("没收到"),
		"/p/" + number, "/m/" + v.event("我没收到"), "/m/" + v.event("已签收")}
}

func TestEveryPage(t *testing.T) {
	v := newViewer(t)
	for _, path := range v.pages() {
		for _, lang := range locale.Langs {
			sep := "?"
			if strings.Contains(path, "?") {
				sep = "&"
			}
			doc := v.page(path + sep + "lang=" + string(lang))
			if n := doc.Find("h1").Length(); n != 1 {
				t.Errorf("%s: %d headings", path, n)
			}
			if n := doc.Find("[style],[onclick],script:not([src]),style,iframe").Length(); n > 0 {
				t.Errorf("%s: %d elements that the policy forbids", path, n)
			}
			ids := map[string]bool{}
			doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
				if id := s.AttrOr("id", ""); ids[id] {
					t.Errorf("%s: id %s twice", path, id)
				} else {
					ids[id] = true
				}
			})
			doc.Find("a[href],link[href],script[src],form[action]").Each(func(_ int, s *goquery.Selection) {
				href := s.AttrOr("href", s.AttrOr("src", s.AttrOr("action", "")))
				if fragment, ok := strings.CutPrefix(href, "#"); ok {
					if !ids[fragment] && fragment != "" {
						t.Errorf("%s: #%s leads nowhere", path, fragment)
					}
				} else if w := v.get(strings.Split(href, "#")[0]); w.Code >= 400 {
					t.Errorf("%s: %s answers %d", path, href, w.Code)
				}
			})
		}
	}
}

func TestEveryPageHasAJSONTwin(t *testing.T) {
	v := newViewer(t)
	for _, path := range v.pages() {
		twin := v.page(path).Find("footer.end a").AttrOr("href", "")
		w := v.get(twin)
		var any map[string]json.RawMessage
		if err := json.Unmarshal(w.Body.Bytes(), &any); err != nil || w.Code != http.StatusOK || len(any) == 0 {
			t.Errorf("%s: twin %s: %d %v", path, twin, w.Code, err)
		}
		if kind := w.Header().Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
			t.Errorf("%s: %s", twin, kind)
		}
	}
}

func TestOverview(t *testing.T) {
	v := newViewer(t)
	doc := v.page("/")
	if got := doc.Find("h1").Text(); got != "3 处对不上，其中 2 处确定" {
		t.Errorf("heading %q", got)
	}
	first := doc.Find(".finding").First()
	if got := first.Find(".gap strong").Text(); got != "晚 3 小时 42 分" {
		t.Errorf("difference %q", got)
	}
	if got := first.Find(".said.promise p").Text(); !strings.Contains(got, "明天下午3点前一定送到") {
		t.Errorf("promise %q", got)
	}
	if got := first.Find(".said.record p").Text(); strings.Contains(got, "“") {
		t.Errorf("a record stands in quotation marks: %s", got)
	}
	if n := doc.Find("ul.look li").Length(); n != 2 {
		t.Errorf("%d things to look at, want a zone and a gap", n)
	}
	var twin struct {
		Findings []timeline.Finding `json:"findings"`
	}
	if err := json.Unmarshal(v.get("/index.json").Body.Bytes(), &twin); err != nil || len(twin.Findings) != 3 {
		t.Errorf("twin: %v, %d findings", err, len(twin.Findings))
	}
}

func TestParcel(t *testing.T) {
	v := newViewer(t)
	doc := v.page("/p/" + number)
	if n := doc.Find("svg.lanes .mark").Length(); n != 8 {
		t.Errorf("%d marks", n)
	}
	if n := doc.Find("ol.events li[id]").Length(); n != 8 {
		t.Errorf("%d events, want what is linked to the parcel", n)
	}
	due := doc.Find("li.due")
	if due.Length() != 1 || !strings.Contains(due.Text(), "15:00") {
		t.Errorf("deadline row: %q", due.Text())
	}
	if got := due.Prev().Text(); !strings.Contains(got, "已经签收了") {
		t.Errorf("the deadline stands after %q", got)
	}
}

func TestMessageShowsItsBytes(t *testing.T) {
	v := newViewer(t)
	doc := v.page("/m/" + v.event("我没收到"))
	if got := doc.Find(".raw mark").Text(); got != "2026-03-16 19:05 林晓\n我没收到啊，也没人给我打电话！" {
		t.Errorf("bytes %q", got)
	}
	if got := doc.Find("ol.talk li.target").Length(); got != 1 {
		t.Errorf("%d targets", got)
	}
	if n := doc.Find("ol.talk li[id]").Length(); n != 6 {
		t.Errorf("%d neighbours", n)
	}
	if n := doc.Find(".finding").Length(); n != 1 {
		t.Errorf("%d findings rest on it", n)
	}
	if got := v.get("/m/e_nothere"); got.Code != http.StatusNotFound {
		t.Errorf("an unknown record answers %d", got.Code)
	}
}

func TestSearch(t *testing.T) {
	v := newViewer(t)
	doc := v.page("/s?q=" + url.QueryEscape("签收"))
	if n := doc.Find(".hit").Length(); n != 2 {
		t.Fatalf("%d hits", n)
	}
	doc.Find(".hit mark").Each(func(_ int, s *goquery.Selection) {
		if s.Text() != "签收" {
			t.Errorf("marked %q", s.Text())
		}
	})
	facet := doc.Find(".facets a").First().AttrOr("href", "")
	if n := v.page(facet).Find(".facets li.on").Length(); n != 1 {
		t.Errorf("%s: %d facets are on", facet, n)
	}
	bar := doc.Find("svg.histogram a").First().AttrOr("href", "")
	if n := v.page(bar).Find(".hit").Length(); n == 0 || n > 2 {
		t.Errorf("%s: %d hits", bar, n)
	}
	if got := v.page("/s?q=nofield:x").Find(".warn").Text(); !strings.Contains(got, "nofield") {
		t.Errorf("a mistake is not said: %q", got)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	v := newViewer(t)
	for _, path := range []string{"/m/" + v.event("pwned"), "/m/" + v.event("我没收到"), "/s?q=pwned"} {
		doc := v.page(path)
		if doc.Find("script").Length() != 1 || doc.Find("main img").Length() != 0 {
			t.Errorf("%s: markup of a message became markup of the page", path)
		}
		if !strings.Contains(doc.Find("main").Text(), hostile) {
			t.Errorf("%s: the message is not shown as written", path)
		}
	}
}

func TestPeople(t *testing.T) {
	v := newViewer(t)
	courier := v.page("/people").Find("tbody tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Find("td").First().Text() == "顺丰小王" })
	if got := courier.Find("option[selected]").AttrOr("value", ""); got != "courier" {
		t.Errorf("the courier is %q", got)
	}
	set := func(person, role string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/people", strings.NewReader(url.Values{"person": {person}, "role": {role}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return v.do(r)
	}
	person := courier.Find("input[name=person]").AttrOr("value", "")
	if w := set(person, "king"); w.Code != http.StatusBadRequest {
		t.Errorf("an unknown role answers %d", w.Code)
	}
	if w := set("nobody", "seller"); w.Code != http.StatusNotFound {
		t.Errorf("an unknown person answers %d", w.Code)
	}
	if w := set(person, "seller"); w.Code != http.StatusSeeOther {
		t.Fatalf("%d", w.Code)
	}
	parties, err := v.store.Parties(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parties {
		if p.ID == person && p.Role != timeline.RoleSeller {
			t.Errorf("role %q", p.Role)
		}
	}
}

func TestReport(t *testing.T) {
	v := newViewer(t)
	w := v.get("/report/report.html")
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	if n := doc.Find("article.finding").Length(); n != 3 {
		t.Errorf("%d findings", n)
	}
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "style-src 'sha256-") || strings.Contains(csp, "script-src") {
		t.Errorf("policy %s", csp)
	}
	one := v.page("/report").Find("input[name=f]").First().AttrOr("value", "")
	w = v.get("/report/report.html?f=" + one)
	if n := strings.Count(w.Body.String(), "<article"); n != 1 {
		t.Errorf("%d findings of the one asked for", n)
	}
	if body := v.get("/report/report.html?redact=1").Body.String(); strings.Contains(body, "林晓") || !strings.Contains(body, "林*") {
		t.Error("the redacted report names the recipient")
	}
	if w := v.get("/report/bundle.zip"); !bytes.HasPrefix(w.Body.Bytes(), []byte("PK")) || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("bundle: %d, %.100q", w.Code, w.Body)
	}
	if w := v.get("/report/report.exe"); w.Code != http.StatusNotFound {
		t.Errorf("report.exe answers %d", w.Code)
	}
	if w := v.get("/report/report.txt?save=1"); !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("disposition %q", w.Header().Get("Content-Disposition"))
	}
}
