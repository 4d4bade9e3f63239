package reconstruct

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/timeline"
)

// Whatever a format reads is sealed, and is cut out of its original again: text
// in every encoding, JSON, pages, parts of mails, members of archives.
func TestVerify_everyFormat(t *testing.T) {
	samples, err := filepath.Glob("../../parsers/*/*/testdata/*-*")
	if err != nil || len(samples) < 50 {
		t.Fatal(len(samples), err)
	}
	shanghai := time.FixedZone("Asia/Shanghai", 8*3600)
	reading, err := parsers.Read(t.Context(), formats.All, samples, parsers.Options{Zone: shanghai, ZoneFrom: timeline.ZoneAssumed})
	if err != nil {
		t.Fatal(err)
	}
	c := newCase(t)
	done, err := Import(t.Context(), c.store, reading.Exports, Options{Paths: samples, Media: reading.Media})
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, l := range done.Ledger {
		used[l.Source.Format] = true
	}
	v, err := c.store.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if v.Unsealed > 0 {
		t.Errorf("%d records without a seal", v.Unsealed)
	}
	for _, p := range v.Problems {
		t.Errorf("%+v at %+v", p, p.Locator)
	}
	t.Logf("%d formats, %d originals, %d records", len(used), v.Originals, v.Records)
	if len(used) < 60 {
		t.Errorf("only %d formats were read", len(used))
	}
}
