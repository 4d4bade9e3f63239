package reconstruct

import (
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/scans"
)

// The least and greatest number of digits and letters of a waybill number.
const (
	runLeast = 8
	runMost  = 40
)

// runs lists the runs of letters and digits in a text that may hold a waybill
// number, upper case and half width: each run for itself, and what stands in
// one row when spaces and dashes between are left out. They are no numbers
// yet, only what a number can be looked for in.
func runs(text string) []string {
	if !hasDigits(text) {
		return nil
	}
	var out []string
	var one, row strings.Builder
	pieces := 0
	endOne := func() {
		if one.Len() >= runLeast && one.Len() <= runMost && hasDigits(one.String()) {
			out = append(out, one.String())
		}
		if one.Len() > 0 {
			pieces++
		}
		one.Reset()
	}
	endRow := func() {
		endOne()
		if pieces > 1 && row.Len() >= runLeast && row.Len() <= 2*runMost && hasDigits(row.String()) {
			out = append(out, row.String())
		}
		row.Reset()
		pieces = 0
	}
	for _, r := range text {
		if r >= '！' && r <= '～' { // full width
			r -= '！' - '!'
		}
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
			if r >= 'a' {
				r -= 'a' - 'A'
			}
			one.WriteRune(r)
			row.WriteRune(r)
		case r == ' ' || r == '-' || r == '\u3000' || r == '\u00a0':
			endOne()
		default:
			endRow()
		}
	}
	endRow()
	return out
}

// otherNumbers lists the runs of a tracking record that may be another number
// of the same parcel: that under which it was forwarded.
func otherNumbers(rec *timeline.Record) []string {
	scan := scans.Read(*rec.Scan, rec.Text, rec.Time)
	var out []string
	if scan.Alias != "" {
		out = append(out, scan.Alias)
	}
	if scan.Status == timeline.StatusForwarded {
		out = append(out, runs(rec.Text)...)
	}
	return out
}

// hasDigits reports whether there are as many digits as the shortest number has.
func hasDigits(s string) bool {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			if n++; n >= runLeast {
				return true
			}
		}
	}
	return false
}

// holds reports whether a run holds one of the numbers, also as a part.
func holds(run string, numbers map[string]bool) bool {
	if numbers[run] {
		return true
	}
	for from := 0; from+runLeast <= len(run); from++ {
		for to := from + runLeast; to <= min(len(run), from+runMost); to++ {
			if numbers[run[from:to]] {
				return true
			}
		}
	}
	return false
}
