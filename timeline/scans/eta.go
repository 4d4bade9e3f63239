package scans

import (
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/timex"
)

// brackets stand around dates in some carriers' promises: 预计【07月28日】到达.
var brackets = strings.NewReplacer("【", " ", "】", " ", "[", " ", "]", " ")

// eta is the latest instant of what a line promises: of a promise (eta), and of
// a delivery announced with the van on its way (预计14:30前投递). Without a time
// of its own the words hang on nothing.
func eta(status timeline.ScanStatus, folded, text string, at timeline.Moment) time.Time {
	if status != timeline.StatusETA && status != timeline.StatusOutForDelivery || !at.Dated() || !holds(folded, promised) {
		return time.Time{}
	}
	var latest time.Time
	for _, x := range timex.Find(brackets.Replace(text), at.Start) {
		if x.Latest.After(latest) && x.Latest.After(at.Start) {
			latest = x.Latest
		}
	}
	return latest
}
