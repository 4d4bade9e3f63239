package web

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/duizheng/duizheng/timeline/locale"
	"github.com/labstack/echo/v4"
)

// policy lets a page load its own style, script and data, and nothing else:
// no inline script, no frame, no other host.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxUpload bounds one import through the browser.
const maxUpload = "512M"

// loopbackName reports whether host, with or without port, names this machine
// from within: a loopback address or localhost.
func loopbackName(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.TrimSuffix(strings.Trim(name, "[]"), ".")
	if strings.EqualFold(name, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && address.IsLoopback()
}

// hostGuard refuses requests under a foreign name (DNS rebinding).
func (s *server) hostGuard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !loopbackName(c.Request().Host) {
			return echo.NewHTTPError(http.StatusForbidden, locale.Text(s.lang(c), "web.error.host"))
		}
		return next(c)
	}
}

// headers says what a page may do, keeps it out of caches, and refuses
// requests that another site caused.
func (s *server) headers(next echo.HandlerFunc) echo.HandlerFunc {
	foreign := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if err := foreign.Check(c.Request()); err != nil {
			return echo.NewHTTPError(http.StatusForbidden, locale.Text(s.lang(c), "web.error.foreign"))
		}
		return next(c)
	}
}

// tokenGuard lets in who has the token: once in the address of the printed
// link, from then on in a cookie. Assets hold nothing of the case.
func (s *server) tokenGuard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if strings.HasPrefix(c.Request().URL.Path, "/assets/") {
			return next(c)
		}
		if given := c.QueryParam("token"); given != "" {
			if !s.isToken(given) {
				return echo.NewHTTPError(http.StatusForbidden, locale.Text(s.lang(c), "web.error.token"))
			}
			c.SetCookie(&http.Cookie{Name: cookieName(c.Request()), Value: given, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			clean := *c.Request().URL
			query := clean.Query()
			query.Del("token")
			clean.RawQuery = query.Encode()
			return c.Redirect(http.StatusSeeOther, "/"+strings.TrimLeft(clean.RequestURI(), "/"))
		}
		cookie, err := c.Cookie(cookieName(c.Request()))
		if err != nil || !s.isToken(cookie.Value) {
			return echo.NewHTTPError(http.StatusUnauthorized, locale.Text(s.lang(c), "web.error.link"))
		}
		return next(c)
	}
}

func (s *server) isToken(given string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.token)) == 1
}

// cookieName holds the port, for browsers share cookies between the ports of
// one host.
func cookieName(r *http.Request) string {
	if _, port, err := net.SplitHostPort(r.Host); err == nil {
		return "duizheng_" + port
	}
	return "duizheng"
}
