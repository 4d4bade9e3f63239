package index

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/timeline/casefile"
)

func TestIndex_Verify(t *testing.T) {
	delete := func(t *testing.T, x *Index, key key) {
		b := x.disk.index.NewBatch()
		b.Delete(string(key))
		if err := x.disk.index.Batch(b); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name   string
		tamper func(t *testing.T, x *Index, d *document)
		want   []string // kind and line
	}{
		{"nothing", func(*testing.T, *Index, *document) {}, nil},
		{"a document is missing", func(t *testing.T, x *Index, d *document) { delete(t, x, d.key()) }, []string{"index_missing 1"}},
		{"a document too many", func(t *testing.T, x *Index, d *document) {
			other := *d
			other.ID = "e_0000000000000000000000000"
			if err := x.disk.put(t.Context(), nil, []*document{&other}); err != nil {
				t.Fatal(err)
			}
		}, []string{"index_extra 0"}},
		{"a document at another time", func(t *testing.T, x *Index, d *document) {
			delete(t, x, d.key())
			other := *d
			other.Time.Start = other.Time.Start.Add(time.Hour)
			if err := x.disk.put(t.Context(), nil, []*document{&other}); err != nil {
				t.Fatal(err)
			}
		}, []string{"index_stale 1"}},
		{"changes to follow", func(t *testing.T, x *Index, d *document) {
			delete(t, x, d.key())
			if err := x.store.Label(t.Context(), d.ID, "关键"); err != nil {
				t.Fatal(err)
			}
			put(t, x.store, "新来的", "wechat-share-txt", line{at: d.Time.Start, from: "甲", text: "还没有编入索引"})
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := used(t)
			x := newIndex(t, store)
			follow(t, x)
			for e, err := range store.Events(t.Context(), casefile.EventQuery{Limit: 1}) {
				if err != nil {
					t.Fatal(err)
				}
				c.tamper(t, x, newDocument(e, nil))
			}
			documents, problems, err := x.Verify(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				line := 0
				if p.Locator != nil {
					line = p.Locator.Line
				}
				got = append(got, fmt.Sprint(p.Kind, " ", line))
				if p.Name == "" || p.Event == "" {
					t.Errorf("without a name: %+v", p)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if all := len(eventIDs(t, store)); c.name == "nothing" && documents != all {
				t.Errorf("%d of %d documents", documents, all)
			}
		})
	}
}

// An index that another process has is not verified, and that is said.
func TestIndex_Verify_owned(t *testing.T) {
	store := used(t)
	owner := newIndex(t, store)
	follow(t, owner)
	other, err := Open(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, _, err := other.Verify(t.Context()); err == nil {
		t.Error("an index in use was verified")
	}
}

// A byte that changed by itself leaves the time of its file: no search sees it, and
// verify reads everything.
func TestIndex_Verify_rotten(t *testing.T) {
	store := used(t)
	for _, path := range indexFiles(t, store, ".zap") {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		overwrite(t, []string{path}, func(b []byte) []byte {
			b[len(b)/3] ^= 0x10 // where the ids of all documents can still be read
			return b
		})
		if err := os.Chtimes(path, time.Time{}, info.ModTime()); err != nil {
			t.Fatal(err)
		}
	}
	x := newIndex(t, store)
	_, problems, err := x.Verify(t.Context())
	if err != nil || len(problems) != 1 || problems[0].Kind != "index_damaged" {
		t.Fatalf("%+v, %v", problems, err)
	}
	if err := x.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, problems, err := x.Verify(t.Context()); n != 5 || len(problems) > 0 || err != nil {
		t.Errorf("built again: %d documents, %+v, %v", n, problems, err)
	}
}

// Lines in the file checked that name nothing are no damage of the index.
func TestIndex_Verify_strayLines(t *testing.T) {
	store := used(t)
	overwrite(t, []string{filepath.Join(store.Dir(), "index", "checked")}, func(b []byte) []byte {
		return append(b, "\n\n.. 1 2 3\n"...)
	})
	if n, problems, err := newIndex(t, store).Verify(t.Context()); n != 5 || len(problems) > 0 || err != nil {
		t.Errorf("%d documents, %+v, %v", n, problems, err)
	}
}
