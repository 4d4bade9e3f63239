package index

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline/casefile"
)

// used is a case with its index up to date, and closed.
func used(t *testing.T) *casefile.Store {
	t.Helper()
	store := dispute(t)
	x, err := Open(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	follow(t, x)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return store
}

// indexFiles are the files of an index with the given ending, the largest first.
func indexFiles(t *testing.T, store *casefile.Store, suffix string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(store.Dir(), "index", "bleve"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.HasSuffix(path, suffix) {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no file %s in the index: %v", suffix, err)
	}
	return files
}

func overwrite(t *testing.T, paths []string, with func([]byte) []byte) {
	t.Helper()
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, with(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func becomeFolder(t *testing.T, path string) {
	t.Helper()
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
}

// Whatever happened to the index, the answer is right, before the index is
// built again and afterwards.
func TestOpen_damaged(t *testing.T) {
	half := func(b []byte) []byte { return b[:len(b)/2] }
	nothing := func([]byte) []byte { return nil }
	noise := func(b []byte) []byte {
		for i := range b {
			b[i] = byte(i*7 + 3)
		}
		return b
	}
	for name, damage := range map[string]func(*testing.T, *casefile.Store){
		"folder missing": func(t *testing.T, s *casefile.Store) {
			if err := os.RemoveAll(filepath.Join(s.Dir(), "index")); err != nil {
				t.Fatal(err)
			}
		},
		"index missing": func(t *testing.T, s *casefile.Store) {
			if err := os.RemoveAll(filepath.Join(s.Dir(), "index", "bleve")); err != nil {
				t.Fatal(err)
			}
		},
		"segment missing": func(t *testing.T, s *casefile.Store) {
			for _, path := range indexFiles(t, s, ".zap") {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
		},
		"segments cut":   func(t *testing.T, s *casefile.Store) { overwrite(t, indexFiles(t, s, ".zap"), half) },
		"segments empty": func(t *testing.T, s *casefile.Store) { overwrite(t, indexFiles(t, s, ".zap"), nothing) },
		"segments noise": func(t *testing.T, s *casefile.Store) { overwrite(t, indexFiles(t, s, ".zap"), noise) },
		"segments flipped": func(t *testing.T, s *casefile.Store) {
			overwrite(t, indexFiles(t, s, ".zap"), func(b []byte) []byte {
				b[len(b)/3] ^= 0x10
				return b
			})
		},
		"segments of another index": func(t *testing.T, s *casefile.Store) {
			other := newCase(t)
			put(t, other, "别人", "qq-txt", line{from: "小李", text: "什么也没有", at: day(2026, 3, 1)})
			x, err := Open(t.Context(), other)
			if err != nil {
				t.Fatal(err)
			}
			follow(t, x)
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			theirs, err := os.ReadFile(indexFiles(t, other, ".zap")[0])
			if err != nil {
				t.Fatal(err)
			}
			overwrite(t, indexFiles(t, s, ".zap"), func([]byte) []byte { return theirs })
		},
		"list cut": func(t *testing.T, s *casefile.Store) { overwrite(t, indexFiles(t, s, "root.bolt"), half) },
		"list cut to two pages": func(t *testing.T, s *casefile.Store) {
			overwrite(t, indexFiles(t, s, "root.bolt"), func(b []byte) []byte { return b[:2*os.Getpagesize()] })
		},
		"list short of a page": func(t *testing.T, s *casefile.Store) {
			overwrite(t, indexFiles(t, s, "root.bolt"), func(b []byte) []byte { return b[:len(b)-os.Getpagesize()] })
		},
		"list flipped": func(t *testing.T, s *casefile.Store) {
			overwrite(t, indexFiles(t, s, "root.bolt"), func(b []byte) []byte {
				for i := 2 * os.Getpagesize(); i < len(b); i += 16 {
					b[i] ^= 0x40
				}
				return b
			})
		},
		"lock halved": func(t *testing.T, s *casefile.Store) {
			overwrite(t, []string{filepath.Join(s.Dir(), "index", "owner")}, half)
		},
		"list empty":       func(t *testing.T, s *casefile.Store) { overwrite(t, indexFiles(t, s, "root.bolt"), nothing) },
		"list noise":       func(t *testing.T, s *casefile.Store) { overwrite(t, indexFiles(t, s, "root.bolt"), noise) },
		"description gone": func(t *testing.T, s *casefile.Store) { overwrite(t, indexFiles(t, s, "index_meta.json"), nothing) },
		"lock noise": func(t *testing.T, s *casefile.Store) {
			overwrite(t, []string{filepath.Join(s.Dir(), "index", "owner")}, noise)
		},
		"lock cut": func(t *testing.T, s *casefile.Store) {
			overwrite(t, []string{filepath.Join(s.Dir(), "index", "owner")}, func(b []byte) []byte { return b[:100] })
		},
		"lock a folder": func(t *testing.T, s *casefile.Store) {
			becomeFolder(t, filepath.Join(s.Dir(), "index", "owner"))
		},
		"list a folder": func(t *testing.T, s *casefile.Store) {
			becomeFolder(t, indexFiles(t, s, "root.bolt")[0])
		},
		"segment a folder": func(t *testing.T, s *casefile.Store) {
			becomeFolder(t, indexFiles(t, s, ".zap")[0])
		},
		"checksums a folder": func(t *testing.T, s *casefile.Store) {
			becomeFolder(t, filepath.Join(s.Dir(), "index", "checked"))
		},
		"checksums empty": func(t *testing.T, s *casefile.Store) {
			overwrite(t, []string{filepath.Join(s.Dir(), "index", "checked")}, nothing)
		},
		"another version": func(t *testing.T, s *casefile.Store) {
			d, err := openDisk(s.Dir(), false, patience)
			if err == nil {
				err = errors.Join(d.index.SetInternal(versionKey, []byte("0")), d.close())
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"another history": func(t *testing.T, s *casefile.Store) {
			d, err := openDisk(s.Dir(), false, patience)
			if err == nil {
				err = errors.Join(d.setMark(1_000_000), d.close())
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"half built": func(t *testing.T, s *casefile.Store) {
			d, err := openDisk(s.Dir(), false, patience)
			if err == nil {
				err = errors.Join(d.index.DeleteInternal(markKey), d.close())
			}
			if err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			store := used(t)
			damage(t, store)
			x := newIndex(t, store)
			for range 2 {
				if r := ask(t, x, "站", SearchOptions{}); r.Total != 2 || len(r.Events) != 2 || r.Facets["app"][0] != (Count{"wechat", 2}) {
					t.Errorf("found %d, %v", r.Total, r.texts())
				}
				follow(t, x)
			}
			if err := x.Unused(); err != nil {
				t.Errorf("not in use after all: %v", err)
			}
			if mark, known, documents, err := x.disk.state(); !known || documents != 5 || err != nil {
				t.Errorf("mark %d %v, %d documents, %v", mark, known, documents, err)
			}
		})
	}
}

// One has the index, all have the answer.
func TestOpen_owned(t *testing.T) {
	store := used(t)
	owner := newIndex(t, store)
	other, err := Open(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Unused(); !errors.Is(err, errOwned) {
		t.Errorf("the second has the index too: %v", err)
	}
	put(t, store, "李女士 和 小王", "qq-txt", line{from: "小王", text: "站点说找到了", at: day(2026, 3, 4)})
	follow(t, other) // not its own
	for name, x := range map[string]*Index{"owner": owner, "other": other} {
		if r := ask(t, x, "站", SearchOptions{}); r.Total != 3 {
			t.Errorf("%s finds %v", name, r.texts())
		}
	}
	if err := other.Rebuild(t.Context()); !errors.Is(err, errOwned) {
		t.Errorf("the second rebuilds what is not its own: %v", err)
	}
	if err := owner.Close(); err != nil {
		t.Fatal(err)
	}
	follow(t, other) // free now
	if err := other.Unused(); err != nil {
		t.Errorf("the second does not take over: %v", err)
	}
	if r := ask(t, other, "站", SearchOptions{}); r.Total != 3 {
		t.Errorf("finds %v", r.texts())
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
}

// Readers of a case that must not change share an index that is there.
func TestOpen_readOnly(t *testing.T) {
	written := used(t)
	store, err := casefile.Open(t.Context(), written.Dir(), casefile.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	one, two := newIndex(t, store), newIndex(t, store)
	for _, x := range []*Index{one, two} {
		if err := x.Unused(); err != nil {
			t.Errorf("not shared: %v", err)
		}
		follow(t, x)
		if r := ask(t, x, "站", SearchOptions{}); r.Total != 2 {
			t.Errorf("finds %v", r.texts())
		}
		if err := x.Rebuild(t.Context()); err == nil {
			t.Error("built an index again that must not be changed")
		}
	}
}

func TestOpen_readOnlyWithoutIndex(t *testing.T) {
	written := dispute(t)
	store, err := casefile.Open(t.Context(), written.Dir(), casefile.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	x := newIndex(t, store)
	follow(t, x)
	if r := ask(t, x, "站", SearchOptions{}); r.Total != 2 {
		t.Errorf("finds %v", r.texts())
	}
	if _, err := os.Stat(filepath.Join(store.Dir(), "index")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was made in a case that must not be changed: %v", err)
	}
}

func TestOpen_folderCannotBeMade(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file in the way of a folder is another error there")
	}
	store := dispute(t)
	if err := os.WriteFile(filepath.Join(store.Dir(), "index"), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	x := newIndex(t, store)
	follow(t, x)
	if x.Unused() == nil {
		t.Error("no reason is given")
	}
	if r := ask(t, x, "站", SearchOptions{}); r.Total != 2 {
		t.Errorf("finds %v", r.texts())
	}
}

// What is no lock file is taken away, but not what somebody may have put there.
func TestOpen_lockInTheWay(t *testing.T) {
	store := used(t)
	lock := filepath.Join(store.Dir(), "index", "owner")
	becomeFolder(t, lock)
	if err := os.WriteFile(filepath.Join(lock, "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	x := newIndex(t, store)
	follow(t, x)
	if err := x.Unused(); err == nil || !strings.Contains(err.Error(), lock) {
		t.Errorf("not said what is in the way: %v", err)
	}
	if r := ask(t, x, "站", SearchOptions{}); r.Total != 2 {
		t.Errorf("finds %v", r.texts())
	}
}

// A copy of a case has other times, and is none to build again.
func TestOpen_copied(t *testing.T) {
	store := used(t)
	for _, path := range append(indexFiles(t, store, ".zap"), indexFiles(t, store, "root.bolt")...) {
		if err := os.Chtimes(path, time.Time{}, day(2026, 5, 1)); err != nil {
			t.Fatal(err)
		}
	}
	x := newIndex(t, store)
	if mark, known, documents, err := x.disk.state(); !known || documents != 5 || err != nil {
		t.Errorf("mark %d %v, %d documents, %v", mark, known, documents, err)
	}
	if _, err := os.Stat(filepath.Join(store.Dir(), "index", "aside")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("moved aside: %v", err)
	}
}

// A field that is a column but not indexed would sort and count as empty,
// without an error.
func TestColumnsAreIndexed(t *testing.T) {
	if !column.IsIndexed() || !column.IncludeDocValues() {
		t.Errorf("columns are %s", column)
	}
}

func TestIndex_Rebuild(t *testing.T) {
	x := newIndex(t, used(t))
	if err := x.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if mark, known, documents, err := x.disk.state(); !known || documents != 5 || err != nil {
		t.Errorf("mark %d %v, %d documents, %v", mark, known, documents, err)
	}
	if r := ask(t, x, "站", SearchOptions{}); r.Total != 2 {
		t.Errorf("finds %v", r.texts())
	}
}

// Whatever happened to the files, the index is used or built again; the process
// does not die of it.
func TestOpen_anyDamage(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 24 {
		store := used(t)
		files := [][]string{indexFiles(t, store, "root.bolt"), indexFiles(t, store, ".zap"), {filepath.Join(store.Dir(), "index", "owner")}}[round%3]
		overwrite(t, files, func(b []byte) []byte {
			if round%2 == 0 {
				return b[:random.IntN(len(b))]
			}
			for range 1 + random.IntN(20) {
				b[random.IntN(len(b))] ^= 1 << random.IntN(8)
			}
			return b
		})
		x := newIndex(t, store)
		if r := ask(t, x, "站", SearchOptions{}); r.Total != 2 || len(r.Events) != 2 {
			t.Errorf("round %d: found %d, %v", round, r.Total, r.texts())
		}
		follow(t, x)
	}
}
