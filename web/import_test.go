package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/duizheng/duizheng/timeline"
	"github.com/google/go-cmp/cmp"
)

func upload(t *testing.T, names ...string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, name := range names {
		part, err := form.CreateFormFile("f", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte("content of " + name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/import", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return r
}

func TestImport(t *testing.T) {
	var got []string
	var dir string
	hold, done := make(chan struct{}), make(chan struct{})
	v := newViewer(t, func(c *Config) {
		c.Import = func(_ context.Context, paths []string, progress func(Progress)) (timeline.Import, error) {
			defer close(done)
			progress(Progress{Stage: "读取", Done: 1, Total: 3})
			<-hold
			dir = paths[0]
			err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				content, err := os.ReadFile(p)
				got = append(got, filepath.Base(p)+": "+string(content))
				return err
			})
			return timeline.Import{New: 7}, err
		}
	})
	w := v.do(upload(t, "微信.txt", "../../etc/passwd", "微信.txt"))
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/import/1" {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	if busy := v.do(upload(t, "b.txt")); busy.Code != http.StatusConflict {
		t.Errorf("a second import beside the first answers %d", busy.Code)
	}
	if n := v.page("/import/1").Find("progress").Length(); n != 1 {
		t.Errorf("%d progress bars", n)
	}
	close(hold)
	<-done
	var state struct{ State jobState }
	for state.State.Result == nil {
		if err := json.Unmarshal(v.get("/import/1.json").Body.Bytes(), &state); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"微信.txt: content of 微信.txt", "passwd: content of ../../etc/passwd", "微信.txt: content of 微信.txt"}
	if state.State.Result.New != 7 || !cmp.Equal(got, want) {
		t.Errorf("%+v, read %q", state.State.Result, got)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is left behind: %v", dir, err)
	}
}

func TestImportRefuses(t *testing.T) {
	if w := newViewer(t).do(upload(t, "a.txt")); w.Code != http.StatusNotFound {
		t.Errorf("a viewer without import answers %d", w.Code)
	}
	v := newViewer(t, func(c *Config) {
		c.Import = func(context.Context, []string, func(Progress)) (timeline.Import, error) {
			return timeline.Import{}, errors.New("not a chat")
		}
	})
	if w := v.do(upload(t)); w.Code != http.StatusBadRequest {
		t.Errorf("no file answers %d", w.Code)
	}
	if w := v.do(upload(t, "a.bin")); w.Code != http.StatusSeeOther {
		t.Fatalf("%d", w.Code)
	}
	var state struct{ State jobState }
	for state.State.Error == "" {
		if err := json.Unmarshal(v.get("/import/1.json").Body.Bytes(), &state); err != nil {
			t.Fatal(err)
		}
	}
	if got := v.page("/import/1").Find(".warn").Text(); got != "not a chat" {
		t.Errorf("the reason is not shown: %q", got)
	}
	for _, path := range []string{"/import/0", "/import/9", "/import/x"} {
		if w := v.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}
