package scans

import (
	"os"
	"strings"
	"testing"

	"github.com/duizheng/duizheng/timeline"
)

// TestRead_wording reads invented lines in the couriers' habits.
func TestRead_wording(t *testing.T) {
	b, err := os.ReadFile("testdata/wording.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if line[0] == '#' {
			continue
		}
		s := Read(timeline.Scan{}, f[2], timeline.Moment{})
		if string(s.Status) != f[0] {
			t.Errorf("%s\n got %s, want %s", f[2], s.Status, f[0])
		}
		if want := strings.Trim(f[1], "-"); f[1] != "." && string(s.SignerKind) != want {
			t.Errorf("%s\n signer %q (%s), want %q", f[2], s.SignerKind, s.Signer, want)
		}
	}
}
