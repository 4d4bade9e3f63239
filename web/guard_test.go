package web

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestSecurity(t *testing.T) {
	v := newViewer(t)
	for _, c := range []struct {
		name, method, path, host string
		header                   map[string]string
		cookie                   bool
		want                     int
	}{
		{name: "the user", path: "/", cookie: true, want: 200},
		{name: "no token", path: "/", want: 401},
		{name: "no token, twin", path: "/index.json", want: 401},
		{name: "no token, report", path: "/report/report.html", want: 401},
		{name: "wrong token", path: "/?token=x", want: 403},
		{name: "right token", path: "/?token=" + token, want: 303},
		{name: "assets hold nothing of the case", path: "/assets/app.css", want: 200},
		{name: "localhost", path: "/assets/app.js", host: "localhost.:8080", want: 200},
		{name: "IPv6", path: "/assets/app.js", host: "[::1]:8080", want: 200},
		{name: "foreign name", path: "/", host: "evil.example", cookie: true, want: 403},
		{name: "foreign name and port", path: "/", host: "evil.example:8080", cookie: true, want: 403},
		{name: "name that begins like ours", path: "/", host: "127.0.0.1.evil.example", cookie: true, want: 403},
		{name: "every address", path: "/", host: "0.0.0.0", cookie: true, want: 403},
		{name: "foreign name, assets", path: "/assets/app.js", host: "evil.example", want: 403},
		{name: "caused by another site", method: "POST", path: "/import", header: map[string]string{"Sec-Fetch-Site": "cross-site"}, cookie: true, want: 403},
		{name: "another origin", method: "POST", path: "/import", header: map[string]string{"Origin": "http://evil.example"}, cookie: true, want: 403},
		{name: "no origin", method: "POST", path: "/import", header: map[string]string{"Origin": "null"}, cookie: true, want: 403},
		{name: "another port", method: "POST", path: "/import", header: map[string]string{"Origin": "http://127.0.0.1:9999"}, cookie: true, want: 403},
		{name: "way out of the assets", path: "/assets/../go.mod", cookie: true, want: 404},
		{name: "way out, written otherwise", path: "/assets/%2e%2e/%2e%2e/go.mod", cookie: true, want: 404},
		{name: "no listing", path: "/assets/", cookie: true, want: 404},
		{name: "no such page", path: "/nothing", cookie: true, want: 404},
		{name: "no such method", method: "DELETE", path: "/", cookie: true, want: 405},
	} {
		t.Run(c.name, func(t *testing.T) {
			method := c.method
			if method == "" {
				method = http.MethodGet
			}
			r := httptest.NewRequest(method, c.path, nil)
			r.Host = "127.0.0.1:8080"
			if c.host != "" {
				r.Host = c.host
			}
			if c.cookie {
				r.AddCookie(&http.Cookie{Name: cookieName(r), Value: token})
			}
			for name, value := range c.header {
				r.Header.Set(name, value)
			}
			w := httptest.NewRecorder()
			v.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("%d, want %d", w.Code, c.want)
			}
			for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff",
				"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin"} {
				if got := w.Header().Get(name); !strings.HasPrefix(got, want) {
					t.Errorf("%s: %q", name, got)
				}
			}
		})
	}
}

func TestTokenLeavesTheAddress(t *testing.T) {
	v := newViewer(t)
	r := httptest.NewRequest(http.MethodGet, "//evil.example/?q=1&token="+token, nil)
	r.Host = "127.0.0.1:8080"
	w := httptest.NewRecorder()
	v.ServeHTTP(w, r)
	to := w.Header().Get("Location")
	if strings.Contains(to, token) || strings.HasPrefix(to, "//") || !strings.HasPrefix(to, "/") {
		t.Errorf("sent to %q", to)
	}
	cookie := w.Result().Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Name != "duizheng_8080" {
		t.Errorf("cookie %+v", cookie)
	}
}

func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	link, ended := make(chan string, 1), make(chan error, 1)
	store := newCase(t)
	go func() {
		ended <- Serve(ctx, "127.0.0.1:0", Config{Store: store}, func(u string) { link <- u })
	}()
	opened := <-link
	u, err := url.Parse(opened)
	if err != nil || net.ParseIP(u.Hostname()) == nil || u.Query().Get("token") == "" {
		t.Fatalf("link %q: %v", opened, err)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	answer, err := client.Get(opened)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		t.Errorf("the link answers %d", answer.StatusCode)
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the server does not stop")
	}
}

func TestServeRefusesOtherAddresses(t *testing.T) {
	for _, listen := range []string{"0.0.0.0:0", ":0", "192.0.2.1:80", "example.com:80", "nonsense"} {
		err := Serve(t.Context(), listen, Config{}, func(string) { t.Errorf("%s is served", listen) })
		if err == nil || errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", listen, err)
		}
	}
}

func FuzzLoopbackName(f *testing.F) {
	for _, s := range []string{"127.0.0.1", "localhost.:1", "[::1]:80", "evil", "127.0.0.1.evil", "", ":", "[", "::ffff:127.0.0.1", "0x7f.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, host string) {
		if !loopbackName(host) {
			return
		}
		name, _, err := net.SplitHostPort(host)
		if err != nil {
			name = host
		}
		name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
		ip := net.ParseIP(strings.Split(name, "%")[0])
		if name != "localhost" && (ip == nil || !ip.IsLoopback()) {
			t.Errorf("%q is taken for this machine", host)
		}
	})
}
