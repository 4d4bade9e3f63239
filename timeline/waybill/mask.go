package waybill

import (
	"slices"
	"strconv"
	"strings"
)

// masked is how many runs at the head of a chain are surely a phone number, a
// hotline or a date; 0 if they are not.
func (f *finder) masked(chain []run) int {
	for n := min(len(chain), 4); n > 0; n-- {
		parts := make([]string, n)
		for i, r := range chain[:n] {
			parts[i] = string(f.folded[r.from:r.to])
		}
		if !slices.ContainsFunc(parts, func(p string) bool { return !allDigits(p) }) && (phone(parts) || n > 1 && date(parts)) {
			return n
		}
	}
	return 0
}

// phone recognises mobile numbers of the mainland in the usual groups, with or
// without 86, land lines with area code, and 400/800 and 95xxx hotlines.
func phone(parts []string) bool {
	s := strings.Join(parts, "")
	if len(parts) > 1 && (parts[0] == "86" || parts[0] == "0086") || strings.HasPrefix(s, "86") && len(s) == 13 {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "00"), "86")
	}
	switch {
	case len(s) == 11 && s[0] == '1' && s[1] >= '3':
		return true
	case len(s) == 10 && (strings.HasPrefix(s, "400") || strings.HasPrefix(s, "800")) && (len(parts) > 1 || s[0] == '4'):
		return true
	case len(parts) > 1 && s[0] == '0' && len(parts[0]) <= 4 && len(s) >= 9 && len(s) <= 12:
		return true
	case strings.HasPrefix(s, "95") && len(parts[0]) == 5 && len(parts) > 1 && len(s) <= 10:
		return true
	}
	return false
}

// date recognises 2026-03-04 and the like, in runs.
func date(parts []string) bool {
	return len(parts) >= 2 && len(parts[0]) == 4 && between(parts[0], 1990, 2099) && len(parts[1]) <= 2 && between(parts[1], 1, 12) &&
		(len(parts) == 2 || len(parts[2]) <= 2 && between(parts[2], 1, 31))
}

func between(s string, low, high int) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= low && n <= high
}

// somethingElse reports whether a normalised number surely is no waybill: ID
// card, mobile number, date or timestamp, run of one digit.
func somethingElse(n string) bool {
	if idCard(n) || phone([]string{n}) {
		return true
	}
	if !allDigits(n) {
		return false
	}
	if strings.Count(n, n[:1]) == len(n) {
		return true
	}
	switch len(n) {
	case 8, 10, 12, 14: // yyyymmdd, hh, mm, ss
		return between(n[:4], 1990, 2049) && between(n[4:6], 1, 12) && between(n[6:8], 1, 31) && inClock(n[8:])
	case 13: // milliseconds since 1970, 2017 to 2033
		return n[0] == '1' && (n[1] >= '5' && n[1] <= '9')
	}
	return false
}

// inClock reports whether s is hh, hhmm or hhmmss, or nothing.
func inClock(s string) bool {
	for i, limit := range []int{23, 59, 59} {
		if len(s) < i*2+2 {
			break
		}
		if !between(s[i*2:i*2+2], 0, limit) {
			return false
		}
	}
	return true
}

// isMoney reports whether the run is an amount or part of a decimal number.
func (f *finder) isMoney(r run) bool {
	if i := r.from - 1; i >= 0 {
		if c := f.folded[i]; strings.ContainsRune("¥$€£￥", c) || c == '.' && i > 0 && isDigit(f.folded[i-1]) {
			return true
		}
	}
	i := r.to
	if i+1 < len(f.folded) && f.folded[i] == '.' && isDigit(f.folded[i+1]) {
		return true
	}
	for i < len(f.folded) && f.folded[i] == ' ' {
		i++
	}
	return i < len(f.folded) && (f.folded[i] == '元' || f.folded[i] == '块' && !hasPrefix(f.folded[i:], "块的"))
}
