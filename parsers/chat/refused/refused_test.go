package refused

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/duizheng/duizheng/parsers"
)

// A picture or document beside a chat is its attachment; named by itself, or
// of a kind that may hold a chat, it gets the advice.
func TestBesideAChat(t *testing.T) {
	dir := t.TempDir()
	for _, sample := range []string{"refused-image/screen.png", "refused-pdf/chat.pdf", "refused-office/chat.docx", "refused-database/MSG0.db"} {
		b, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(sample)))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(sample)), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(path string) *parsers.Reading {
		r, err := parsers.Read(context.Background(), Formats, []string{path}, parsers.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := read(dir); len(r.Media) != 3 || len(r.Refusals) != 1 || r.Refusals[0].Reason.Key != "refused_database" {
		t.Errorf("folder: media %v, refusals %v", r.Media, r.Refusals)
	}
	if r := read(filepath.Join(dir, "screen.png")); len(r.Media) != 0 || len(r.Refusals) != 1 || r.Refusals[0].Reason.Key != "refused_image" {
		t.Errorf("file: media %v, refusals %v", r.Media, r.Refusals)
	}
}
