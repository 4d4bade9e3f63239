package duizheng

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/duizheng/duizheng/"

// arrows is the one direction of data: which rooms a room may import. A name
// that ends in "/*" stands for every folder below it.
var arrows = map[string][]string{
	"timeline":             {},
	"timeline/fold":        {},
	"timeline/statute":     {},
	"timeline/stn":         {},
	"timeline/locale":      {"timeline"},
	"timeline/original":    {"timeline"},
	"timeline/waybill":     {"timeline", "timeline/fold"},
	"timeline/timex":       {"timeline", "timeline/fold"},
	"timeline/place":       {"timeline", "timeline/fold"},
	"timeline/claims":      {"timeline", "timeline/fold", "timeline/waybill", "timeline/timex", "timeline/place"},
	"timeline/scans":       {"timeline", "timeline/fold", "timeline/timex", "timeline/place"},
	"timeline/merge":       {"timeline", "timeline/fold"},
	"timeline/link":        {"timeline"},
	"timeline/check":       {"timeline", "timeline/fold", "timeline/stn", "timeline/statute"},
	"timeline/casefile":    {"timeline", "timeline/original"},
	"timeline/report":      {"timeline", "timeline/casefile", "timeline/original", "timeline/locale", "timeline/statute"},
	"timeline/reconstruct": {"parsers", "timeline", "timeline/!report"},
	"parsers":              {"timeline", "timeline/original"},
	"parsers/timestamp":    {"timeline"},
	"parsers/chat/*":       {"parsers", "parsers/timestamp", "timeline"},
	"parsers/tracking":     {"parsers", "parsers/timestamp", "timeline", "timeline/scans", "timeline/waybill", "timeline/timex"},
	"parsers/parsertest":   {"parsers", "timeline"},
	"parsers/tracking/*":   {"parsers", "parsers/tracking", "timeline/fold", "parsers/timestamp", "timeline", "timeline/scans", "timeline/waybill", "timeline/timex"},
	"parsers/formats":      {"parsers", "parsers/chat/*", "parsers/tracking/*"},
	"index":                {"timeline", "timeline/fold", "timeline/casefile"},
	"web":                  {"timeline/*", "timeline", "index", "parsers", "parsers/formats"},
	"web/e2e":              {},
	"testdata":             {},
	"cmd/duizheng":         {"*"},
}

// outside holds modules that only certain rooms may import, and why.
var outside = map[string][]string{
	"github.com/labstack/echo/v4":     {"web"},
	"github.com/blevesearch/bleve/v2": {"index"},
	"modernc.org/sqlite":              {"timeline/casefile"},
	"github.com/spf13/cobra":          {"cmd/duizheng"},
	"github.com/chromedp/chromedp":    {"web/e2e"},
}

func matches(pattern, room string) bool {
	switch {
	case pattern == "*" || pattern == room:
		return true
	case pattern == "timeline/!report":
		return strings.HasPrefix(room, "timeline/") && room != "timeline/report"
	}
	dir, ok := strings.CutSuffix(pattern, "/*")
	return ok && strings.HasPrefix(room, dir+"/")
}

// TestArrows reads every import of the program and holds it to the arrows.
func TestArrows(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != "." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		seen++
		room := path.Dir(filepath.ToSlash(p))
		var allowed []string
		known := false
		for pattern, a := range arrows {
			if matches(pattern, room) {
				known, allowed = true, append(allowed, a...)
			}
		}
		if !known {
			t.Errorf("%s: the room %s is in no plan", p, room)
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			for mod, rooms := range outside {
				if (name == mod || strings.HasPrefix(name, mod+"/")) && !slices.Contains(rooms, room) {
					t.Errorf("%s imports %s, which belongs to %v", p, name, rooms)
				}
			}
			ours, ok := strings.CutPrefix(name, module)
			if !ok || ours == room {
				continue
			}
			if !slices.ContainsFunc(allowed, func(a string) bool { return matches(a, ours) }) {
				t.Errorf("%s: %s must not import %s", p, room, ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d files read", seen)
	}
}
