package timex

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the files of testdata anew")

// TestSentences holds the reading of whole sentences, each said at the time of
// the section it stands in.
func TestSentences(t *testing.T) {
	for _, file := range []string{"testdata/sentences.txt", "testdata/courier.txt"} {
		t.Run(file, func(t *testing.T) { testSentences(t, file) })
	}
}

func testSentences(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	at := said
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if when, ok := strings.CutPrefix(line, "# at "); ok {
			if at, err = time.Parse("2006-01-02T15:04:05Z07:00 Mon", when); err != nil {
				t.Fatal(err)
			}
			at = at.In(beijing)
		}
		if line == "" || line[0] == '#' {
			out.WriteString(line + "\n")
			continue
		}
		text, want, _ := strings.Cut(line, " = ")
		text = strings.TrimSuffix(text, " =")
		got := show(Find(text, at), at.Year())
		if got != want && !*update {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
		out.WriteString(strings.TrimRight(text+" = "+got, " ") + "\n")
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
