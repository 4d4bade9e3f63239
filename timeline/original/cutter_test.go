package original

import (
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/duizheng/duizheng/timeline"
)

// Whatever the order and the kind of file, the hash is that of the bytes.
func TestCutter(t *testing.T) {
	text := strings.Repeat("一二三四五六七八九十", 40_000) // longer than the window
	dir := write(t, map[string]string{"a.txt": text, "b.zip": pack(t, entry{"chat.txt", text, false})})
	files, _, err := Walk(t.Context(), dir, DefaultLimits)
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	c := NewCutter()
	defer c.Close()
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		offset := r.Int64N(int64(len(text)))
		l := timeline.Locator{Offset: offset, Length: r.Int64N(int64(len(text))-offset) / (1 + r.Int64N(100))}
		f := files[r.IntN(2)]
		got, err := c.Sum(f, l)
		if err != nil {
			t.Fatal(err)
		}
		if got != sha256.Sum256([]byte(text[l.Offset:l.End()])) {
			t.Fatalf("%s at %+v: another hash", f, l)
		}
	}
	for _, l := range []timeline.Locator{{Offset: -1, Length: 1}, {Offset: 1, Length: -1}, {Offset: int64(len(text)) - 1, Length: 2}, {Offset: 1 << 40, Length: 1}} {
		for _, f := range files {
			if _, err := c.Sum(f, l); err == nil {
				t.Errorf("%s has bytes at %+v", f, l)
			}
		}
	}
	if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	gone := Stored(filepath.Join(dir, "a.txt"), timeline.Source{Name: "a.txt"})
	if _, err := c.Sum(gone, timeline.Locator{Length: 1}); err == nil || !strings.Contains(err.Error(), "a.txt") {
		t.Errorf("got %v", err)
	}
}
