package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/labstack/echo/v4"
)

// jobs runs imports, one at a time, and remembers what became of them.
type jobs struct {
	ctx  context.Context
	run  func(context.Context, []string, func(Progress)) (timeline.Import, error)
	mu   sync.Mutex
	list []*job
	wg   sync.WaitGroup
}

// job is one import through the browser.
type job struct {
	mu  sync.Mutex
	now jobState
}

// jobState is a job as it was at one moment.
type jobState struct {
	Progress Progress         `json:"progress"`
	Running  bool             `json:"running"`
	Error    string           `json:"error,omitempty"`
	Result   *timeline.Import `json:"result,omitempty"`
}

func (j *job) state() jobState {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.now
}

func (j *job) change(f func(*jobState)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f(&j.now)
}

// errBusy says that another import is running.
var errBusy = errors.New("web: another import is running")

// start runs an import of the files in dir, which it removes afterwards.
func (j *jobs) start(dir string, paths []string) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if n := len(j.list); n > 0 && j.list[n-1].state().Running {
		return 0, errBusy
	}
	one := &job{now: jobState{Running: true}}
	j.list = append(j.list, one)
	j.wg.Go(func() {
		result, err := j.run(j.ctx, paths, func(p Progress) {
			one.change(func(s *jobState) { s.Progress = p })
		})
		err = errors.Join(err, os.RemoveAll(dir))
		one.change(func(s *jobState) {
			s.Running = false
			if err != nil {
				s.Error = err.Error()
			} else {
				s.Result = &result
			}
		})
	})
	return len(j.list), nil
}

// wait returns when no import runs any more.
func (j *jobs) wait() { j.wg.Wait() }

func (j *jobs) get(n int) (*job, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if n < 1 || n > len(j.list) {
		return nil, false
	}
	return j.list[n-1], true
}

// importPage asks for files and lists earlier imports.
type importPage struct {
	page
	Allowed bool              `json:"allowed"`
	Past    []timeline.Import `json:"imports"`
}

func (s *server) importForm(c echo.Context) error {
	m := importPage{page: s.page(c, "import", locale.Text(s.lang(c), "web.import")), Allowed: s.jobs.run != nil}
	var err error
	if m.Past, err = s.store.Imports(c.Request().Context()); err != nil {
		return err
	}
	return s.answer(c, "import", m)
}

// jobPage shows how far an import is, and what became of it.
type jobPage struct {
	page
	Job   int      `json:"job"`
	State jobState `json:"state"`
}

func (s *server) importState(c echo.Context) error {
	n, err := strconv.Atoi(id(c))
	if err != nil {
		return echo.ErrNotFound
	}
	one, ok := s.jobs.get(n)
	if !ok {
		return echo.ErrNotFound
	}
	m := jobPage{page: s.page(c, "import", locale.Text(s.lang(c), "web.import")), Job: n, State: one.state()}
	m.Refresh = m.State.Running
	return s.answer(c, "job", m)
}

// importStart keeps the uploaded files in a folder of their own and reads them
// in the background.
func (s *server) importStart(c echo.Context) error {
	l := s.lang(c)
	if s.jobs.run == nil {
		return echo.NewHTTPError(http.StatusNotFound, locale.Text(l, "web.import.off"))
	}
	form, err := c.MultipartForm()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, locale.Text(l, "web.import.none"))
	}
	defer form.RemoveAll()
	files := form.File["f"]
	if len(files) == 0 {
		return echo.NewHTTPError(http.StatusBadRequest, locale.Text(l, "web.import.none"))
	}
	dir, err := os.MkdirTemp("", "duizheng-upload-")
	if err != nil {
		return err
	}
	paths, err := saveAll(dir, files)
	if err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	n, err := s.jobs.start(dir, paths)
	if err != nil {
		return errors.Join(echo.NewHTTPError(http.StatusConflict, locale.Text(l, "web.import.busy")), os.RemoveAll(dir))
	}
	return c.Redirect(http.StatusSeeOther, "/import/"+strconv.Itoa(n))
}

// saveAll writes uploads into a folder of their own and returns what to import:
// the one file, or the folder, for several may belong together. Two of one name
// stand in folders of their own.
func saveAll(dir string, files []*multipart.FileHeader) ([]string, error) {
	folder := filepath.Join(dir, "upload")
	for i, f := range files {
		name := filepath.Base(filepath.FromSlash(f.Filename))
		if name == "." || name == string(filepath.Separator) || name == ".." {
			name = "upload"
		}
		path := filepath.Join(folder, name)
		if _, err := os.Lstat(path); err == nil {
			path = filepath.Join(folder, strconv.Itoa(i), name)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		if err := save(path, f); err != nil {
			return nil, fmt.Errorf("web: upload %q: %w", f.Filename, err)
		}
		if len(files) == 1 {
			return []string{path}, nil
		}
	}
	return []string{folder}, nil
}

func save(path string, f *multipart.FileHeader) (err error) {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}
