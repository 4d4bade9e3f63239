package tracking

import (
	"errors"
	"fmt"
	"strings"

	"github.com/duizheng/duizheng/parsers"
)

// ErrNoText is what a Row function returns for a row without words and code.
var ErrNoText = errors.New("the row has neither text nor code")

// Keys detects a JSON document by its keys: all of must, and more certain with
// every one of may. A key is compared in lower case, since re-serialised
// variants write them so.
func Keys(must, may []string) func(h *parsers.Head) parsers.Evidence {
	return func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() == 0 {
			return parsers.Evidence{}
		}
		text := strings.ToLower(h.Text)
		var e parsers.Evidence
		has := func(key string) bool {
			key = fmt.Sprintf("%q", strings.ToLower(key))
			if strings.Contains(text, key) || strings.Contains(text, strings.ReplaceAll(key, `"`, `\"`)) {
				e.Found = append(e.Found, key)
				return true
			}
			e.Missing = append(e.Missing, key)
			return false
		}
		all := true
		for _, k := range must {
			all = has(k) && all
		}
		extra := 0
		for _, k := range may {
			if has(k) {
				extra++
			}
		}
		if all {
			e.Score = 60 + 35*extra/max(len(may), 1)
		}
		return e
	}
}

// Any is the best of several detections: a format with an older shape.
func Any(list ...func(h *parsers.Head) parsers.Evidence) func(h *parsers.Head) parsers.Evidence {
	return func(h *parsers.Head) parsers.Evidence {
		var best parsers.Evidence
		for i, detect := range list {
			if e := detect(h); i == 0 || e.Score > best.Score {
				best = e
			}
		}
		return best
	}
}
