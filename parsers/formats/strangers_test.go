package formats

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/duizheng/duizheng/parsers"
)

// Texts with times in them that are no chat and no tracking record: a format
// that claims them tells a person's notes for what somebody said.
func TestStrangers(t *testing.T) {
	for name, text := range map[string]string{
		"program log":         "2024-03-05 09:16:13 INFO start\n2024-03-05 09:16:14 WARN something: bad\n2024-03-05 09:16:15 ERROR failed (12345)\n",
		"log of a 12 h clock": "3/5/2024 9:16:13 PM Server started\n3/5/2024 9:17:13 PM Connection from 10.0.0.1\n3/5/2024 9:18:13 PM - closed\n",
		"minutes":             "2021-11-12 8:43:38 PM - meeting started\n2021-11-12 8:45:38 PM - somebody spoke\n2021-11-12 8:49:38 PM - end\n",
		"subtitles":           "1\n00:00:01,000 --> 00:00:04,000\nHello: there\n\n2\n00:00:05,000 --> 00:00:08,000\nBye\n",
		"diary":               "2024-03-05\n今天 9:30 去了驿站，没有取到。\n\n2024-03-06\n下午3点 又去：还是没有\n",
		"commits":             "commit 0123456789\nAuthor: Ann <a@b.c>\nDate:   Tue Mar 5 09:16:13 2024 +0800\n\n    fix: a thing\n",
		"access log":          "10.0.0.1 - - [05/Mar/2024:09:16:13 +0800] \"GET / HTTP/1.1\" 200 1\n10.0.0.2 - - [05/Mar/2024:09:16:14 +0800] \"GET /a HTTP/1.1\" 404 1\n",
		"bracketed log":       "[2024-03-05 09:16:13] INFO: start\n[2024-03-05 09:16:14] WARN: something\n[2024-03-05 09:16:15] ERROR: failed\n",
	} {
		path := filepath.Join(t.TempDir(), "x.txt")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := parsers.Read(context.Background(), All, []string{path}, options())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range r.Exports {
			t.Errorf("%s is claimed by %s: %v", name, e.Format.ID, e.Evidence)
		}
	}
}
