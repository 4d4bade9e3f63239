package e2e

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/duizheng/duizheng/index"
	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/formats"
	"github.com/duizheng/duizheng/testdata"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/duizheng/duizheng/timeline/reconstruct"
	"github.com/duizheng/duizheng/web"
)

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("DUIZHENG_CHROME"), "chromium-headless-shell", "chromium", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("DUIZHENG_E2E") == "require" {
		t.Fatal("no Chromium, and DUIZHENG_E2E=require")
	}
	t.Skip("no Chromium")
	return ""
}

var shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

// demo imports the sample dispute into a case of its own.
func demo(t *testing.T, ctx context.Context) *casefile.Store {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	if err := os.CopyFS(dir, testdata.Demo()); err != nil {
		t.Fatal(err)
	}
	asOf, err := time.Parse(time.RFC3339, testdata.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	store, err := casefile.Create(ctx, filepath.Join(t.TempDir(), "case"), casefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	read, err := parsers.Read(ctx, formats.All, []string{dir}, parsers.Options{Zone: shanghai, ZoneFrom: timeline.ZoneAssumed, Me: testdata.Me, AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Exports) == 0 || len(read.Refusals) > 0 {
		t.Fatalf("%d exports, refused %v", len(read.Exports), read.Refusals)
	}
	if _, err := reconstruct.Import(ctx, store, read.Exports, reconstruct.Options{Zone: "Asia/Shanghai", Me: testdata.Me, AsOf: asOf}); err != nil {
		t.Fatal(err)
	}
	for name, role := range testdata.Roles {
		if err := store.SetRole(ctx, name, timeline.Role(role)); err != nil {
			t.Fatal(err)
		}
	}
	if err := reconstruct.Finish(ctx, store); err != nil {
		t.Fatal(err)
	}
	return store
}

// serve shows the sample dispute and returns the link to open.
func serve(t *testing.T) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	store := demo(t, ctx)
	x, err := index.Open(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Follow(ctx); err != nil {
		t.Fatal(err)
	}
	link, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- web.Serve(ctx, "127.0.0.1:0", web.Config{Store: store, Index: x, Lang: locale.Chinese, Zone: shanghai},
			func(u string) { link <- u })
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return <-link
}

// browser is one tab, and what went wrong in it.
type browser struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string
}

func open(t *testing.T, path, origin string) *browser {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(1200, 1000), chromedp.Flag("lang", "zh-CN"), chromedp.Flag("disable-dev-shm-usage", true))
	allocated, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	tab, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	ctx, cancel := context.WithTimeout(tab, 2*time.Minute)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx}
	b.do() // starts it
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, origin+"/") && !strings.HasPrefix(e.Request.URL, "data:") {
			b.problem("asks another host: " + e.Request.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	go func() {
		for message, err := range console {
			if err != nil {
				return
			}
			b.problem("console: " + message.String())
		}
	}()
	return b
}

func (b *browser) problem(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = append(b.problems, s)
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) eval(script string) string {
	b.t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](script))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return got
}

// picture keeps the whole page as name.png where pictures are wanted.
func (b *browser) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("DUIZHENG_E2E_KEEP")
	if dir == "" {
		return
	}
	b.save(filepath.Join(dir, name+".png"))
}

// paper keeps the page as it prints, where pictures are wanted.
func (b *browser) paper(name string) {
	b.t.Helper()
	dir := os.Getenv("DUIZHENG_E2E_KEEP")
	if dir == "" {
		return
	}
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPrintBackground(), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".pdf"), pdf, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) save(path string) {
	b.t.Helper()
	shot, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(path, shot, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// screenshot writes what the window shows.
func (b *browser) screenshot(path string) {
	b.t.Helper()
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(path, shot, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// see waits until the page shows selector.
func (b *browser) see(selector string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.WaitVisible(chromedp.CSS(selector))); err != nil {
		b.t.Fatalf("%s shows no %s (%v): %.300s", b.eval("location.href"), selector, err, b.eval("document.body.innerText"))
	}
}

// follow clicks a link and waits for what the next page must show.
func (b *browser) follow(selector, next string) {
	b.t.Helper()
	b.see(selector)
	b.do(chromedp.Click(chromedp.CSS(selector)))
	b.see(next)
}

func TestFromFindingToBytes(t *testing.T) {
	path := chromium(t)
	link := serve(t)
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	origin := u.Scheme + "://" + u.Host
	b := open(t, path, origin)

	b.do(chromedp.Navigate(link))
	b.see(".finding")
	if at := b.eval("location.href"); at != origin+"/" {
		t.Errorf("the token stays in the address: %s", at)
	}
	b.picture("overview")
	if os.Getenv("DUIZHENG_SCREENSHOT") != "" {
		b.screenshot(filepath.Join("..", "..", "testdata", "screenshot-viewer.png"))
	}

	said := b.eval(`document.querySelector(".finding .said.recipient p").textContent`)
	said = strings.Trim(said, "“”")
	b.follow(".finding .said.recipient footer a", ".raw mark")
	for _, place := range []string{".said.big p", ".raw mark", ".talk .target .text"} {
		if got := b.eval(`document.querySelector("` + place + `").textContent`); said == "" || !strings.Contains(got, said) {
			t.Errorf("%s shows %q, not %q", place, got, said)
		}
	}
	b.picture("message")
	b.follow(".talk .target a", ".talk .target")

	b.follow(".finding .waybill", "svg.lanes")
	b.picture("parcel")
	b.do(chromedp.KeyEvent("/"))
	if active := b.eval("document.activeElement.id"); active != "q" {
		t.Errorf("/ goes to %q", active)
	}
	b.do(chromedp.Navigate(origin + "/s?q=" + url.QueryEscape("签收 OR 驿站")))
	b.see(".hit mark")
	b.picture("search")
	for _, page := range []string{"sources", "people", "import", "report"} {
		b.do(chromedp.Navigate(origin + "/" + page))
		b.see("h1")
		b.picture(page)
	}
	b.do(chromedp.Click(chromedp.CSS("form.card button")))
	b.see("article.finding")
	b.picture("printed")
	b.paper("printed")
	b.do(chromedp.Navigate(origin + "/?lang=en"))
	b.see(".finding")
	b.picture("overview-en")

	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		t.Error(p)
	}
}
