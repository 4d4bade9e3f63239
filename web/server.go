package web

import (
	"context"
	"crypto/rand"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

//go:embed assets
var assets embed.FS

// A Progress is how far an import has come. Total is 0 where it is unknown.
type Progress struct {
	Stage string `json:"stage"` // what is being done, in the user's words
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
}

// Config is what the viewer shows and how.
type Config struct {
	Store *casefile.Store
	// Index may be nil: then the search page says so.
	Index *index.Index
	// Import reads the files at paths into the case, follows it with the index
	// and reports progress; nil means that the viewer imports nothing.
	Import func(ctx context.Context, paths []string, progress func(Progress)) (timeline.Import, error)
	// Lang is the language where the reader chooses none.
	Lang locale.Lang
	// Zone in which times are shown; nil means UTC.
	Zone *time.Location
	// Token opens the viewer; Serve makes one where it is empty.
	Token string
}

type server struct {
	store *casefile.Store
	index *index.Index
	token string
	given locale.Lang
	zone  *time.Location
	views map[locale.Lang]view
	jobs  jobs
}

// New is the viewer as a handler. Imports that it starts end with ctx.
func New(ctx context.Context, cfg Config) http.Handler {
	return newServer(ctx, cfg).routes()
}

func newServer(ctx context.Context, cfg Config) *server {
	s := &server{store: cfg.Store, index: cfg.Index, token: cfg.Token, given: cfg.Lang.Known(), zone: cfg.Zone}
	if s.zone == nil {
		s.zone = time.UTC
	}
	s.views = views(s.zone)
	s.jobs = jobs{ctx: ctx, run: cfg.Import}
	return s
}

func (s *server) routes() http.Handler {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = s.failed
	e.Pre(s.headers, s.hostGuard)
	e.Use(middleware.Recover(), middleware.BodyLimit(maxUpload), s.tokenGuard,
		middleware.GzipWithConfig(middleware.GzipConfig{MinLength: 1024}))
	files, err := fs.Sub(assets, "assets")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	e.StaticFS("/assets", files)
	e.GET("/assets/app.css", style)
	for _, p := range []struct {
		path, twin string
		show       echo.HandlerFunc
	}{
		{"/", "/index.json", s.overview},
		{"/p/:id", "", s.parcel},
		{"/m/:id", "", s.message},
		{"/s", "/s.json", s.search},
		{"/import", "/import.json", s.importForm},
		{"/import/:id", "", s.importState},
		{"/sources", "/sources.json", s.sources},
		{"/people", "/people.json", s.people},
		{"/report", "/report.json", s.reportForm},
	} {
		e.GET(p.path, p.show)
		if p.twin != "" {
			e.GET(p.twin, p.show)
		}
	}
	e.POST("/import", s.importStart)
	e.POST("/people", s.setRole)
	e.GET("/report/bundle.zip", s.bundleFile)
	e.GET("/report/:name", s.reportFile)
	return e
}

// Serve shows the viewer on listen, such as "127.0.0.1:0", until ctx ends.
// Only loopback addresses are allowed. Ready is called once with the address
// to open, which holds the token.
func Serve(ctx context.Context, listen string, cfg Config, ready func(url string)) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("web: %q is no address and port, such as 127.0.0.1:0: %w", listen, err)
	}
	if !loopbackName(host) {
		return fmt.Errorf("web: %q can be reached from other machines; the viewer listens on 127.0.0.1, [::1] or localhost only", listen)
	}
	if cfg.Token == "" {
		cfg.Token = newToken()
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return fmt.Errorf("web: cannot listen on %s; choose another port with --listen: %w", listen, err)
	}
	ctx, stop := context.WithCancel(ctx)
	viewer := newServer(ctx, cfg)
	background := sync.WaitGroup{}
	background.Go(func() { follow(ctx, cfg.Index) })
	defer func() { // nothing uses the store after Serve
		stop()
		background.Wait()
		viewer.jobs.wait()
	}()
	srv := &http.Server{
		Handler:           viewer.routes(),
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer cancel()
		stopped <- srv.Shutdown(grace)
	}()
	ready("http://" + listener.Addr().String() + "/?token=" + cfg.Token)
	if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// followEvery is how often the viewer, which owns the index while it runs,
// looks for what other processes wrote into the case.
const followEvery = 2 * time.Second

// follow keeps the index up to date until ctx ends. A search is exact whether
// or not this succeeds; an error only means that it is slower, and is tried
// again.
func follow(ctx context.Context, x *index.Index) {
	if x == nil {
		return
	}
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		_ = x.Follow(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func newToken() string {
	var raw [24]byte
	rand.Read(raw[:]) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(raw[:])
}
