package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

const chatA = "沈女士 和 圆通老赵 在微信上的聊天记录如下，请查收。\n\n—————  2026-04-06  —————\n\n\n圆通老赵  09:20\n\n下午六点前给您送上门\n"
const chatB = "沈女士 和 店家 在微信上的聊天记录如下，请查收。\n\n—————  2026-04-05  —————\n\n\n店家  09:14\n\n已经给您发货了哦\n"

// duizheng runs the program on a case.
func duizheng(t *testing.T, dir string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), append([]string{"-C", dir, "--lang", "zh"}, args...), strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

func chatFile(t *testing.T, name, text string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// A second writer waits for the first, or is told who that is.
func TestTogether_twoCommands(t *testing.T) {
	dir, b := filepath.Join(t.TempDir(), "case"), chatFile(t, "b.txt", chatB)
	if code, _, errs := duizheng(t, dir, "import", chatFile(t, "a.txt", chatA)); code != exitDone {
		t.Fatal(errs)
	}
	store, err := casefile.Open(t.Context(), dir, casefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	tx, err := store.Begin(t.Context(), timeline.Import{})
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	code, _, errs := duizheng(t, dir, "import", "--no-wait", b)
	if code != exitFailed || !regexp.MustCompile(`by process \d+ \(.+\) since \d\d:\d\d:\d\d; try again`).MatchString(errs) {
		t.Errorf("exit status %d: %s", code, errs)
	}
	if code, out, errs := duizheng(t, dir, "timeline"); code != exitDone || !strings.Contains(out, "下午六点前") {
		t.Errorf("who only reads is held up: %d %s %s", code, out, errs)
	}
	go func() {
		time.Sleep(300 * time.Millisecond)
		tx.Rollback()
	}()
	if code, out, errs := duizheng(t, dir, "import", b); code != exitDone || !strings.Contains(out, "新增 1 条") {
		t.Errorf("who waits gets %d %s %s", code, out, errs)
	}
	if code, out, errs := duizheng(t, dir, "verify"); code != exitDone {
		t.Errorf("verify: %d %s %s", code, out, errs)
	}
}

// While the viewer is open, commands write the case, and the viewer shows it.
func TestTogether_viewerAndImport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "case")
	if code, _, errs := duizheng(t, dir, "import", chatFile(t, "a.txt", chatA)); code != exitDone {
		t.Fatal(errs)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	reader, writer := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"-C", dir, "--lang", "zh", "serve"}, strings.NewReader(""), writer, io.Discard)
		writer.Close()
	}()
	head := make([]byte, 4096)
	n, err := reader.Read(head)
	link := regexp.MustCompile(`http://\S+`).FindString(string(head[:n]))
	if err != nil || link == "" {
		t.Fatalf("the viewer says %q, %v", head[:n], err)
	}
	go func() { _, _ = io.Copy(io.Discard, reader) }()
	at, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	defer client.CloseIdleConnections()
	get := func(page string) string {
		answer, err := client.Get(page)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s %v\n%s", page, answer.Status, err, body)
		}
		return string(body)
	}
	get(link)
	search := at.Scheme + "://" + at.Host + "/s.json?q=" + url.QueryEscape("发货")
	if page := get(search); strings.Contains(page, "已经给您发货") {
		t.Errorf("found before it was imported:\n%s", page)
	}
	if code, out, errs := duizheng(t, dir, "import", chatFile(t, "b.txt", chatB)); code != exitDone {
		t.Fatalf("import beside the viewer: %d %s %s", code, out, errs)
	}
	if page := get(search); !strings.Contains(page, "已经给您发货") {
		t.Errorf("not found after it was imported:\n%s", page)
	}
	if code, out, errs := duizheng(t, dir, "verify"); code != exitDone || !strings.Contains(out, "没有核对全文索引") {
		t.Errorf("verify beside the viewer: %d %s %s", code, out, errs)
	}
	stop()
	if code := <-ended; code != exitDone && code != exitInterrupted {
		t.Errorf("the viewer ends with %d", code)
	}
	// Whoever comes next brings the index after.
	if code, out, errs := duizheng(t, dir, "search", "发货"); code != exitDone || !strings.Contains(out, "找到 1 条") {
		t.Errorf("search: %d %s %s", code, out, errs)
	}
	if code, out, errs := duizheng(t, dir, "verify"); code != exitDone || !strings.Contains(out, "全文索引 2 条与案件一致") {
		t.Errorf("verify: %d %s %s", code, out, errs)
	}
}
