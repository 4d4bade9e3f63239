package statute

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

func TestTextsMatchTheirHashes(t *testing.T) {
	for _, a := range All() {
		sum := sha256.Sum256([]byte(a.Text))
		if got := hex.EncodeToString(sum[:]); got != a.SHA256 {
			t.Errorf("%s: text hashes to %s, want %s", a.ID, got, a.SHA256)
		}
	}
}

func TestEveryArticleCanBeCited(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range All() {
		if a.ID == "" || a.Law == "" || a.Article == "" || a.Text == "" || a.Version == "" || a.Source == "" {
			t.Errorf("%s is incomplete", a.ID)
		}
		if seen[a.ID] {
			t.Errorf("%s stands twice", a.ID)
		}
		seen[a.ID] = true
		got, ok := Get(a.ID)
		if !ok || got != a {
			t.Errorf("Get(%q) = %v, %v", a.ID, got, ok)
		}
	}
	if len(seen) == 0 {
		t.Fatal("no articles")
	}
}

func TestGetUnknown(t *testing.T) {
	if _, ok := Get("kdtl-三十五之一"); ok {
		t.Error("an article that does not exist was found")
	}
}

func TestAllIsACopy(t *testing.T) {
	All()[0].Text = ""
	if a, _ := Get(All()[0].ID); a.Text == "" || All()[0].Text == "" {
		t.Error("a caller changed the articles")
	}
}

func TestCitation(t *testing.T) {
	a, _ := Get("kdsc-二十八")
	if got := a.Citation(); got != "快递市场管理办法 第二十八条" {
		t.Errorf("Citation() = %q", got)
	}
}
