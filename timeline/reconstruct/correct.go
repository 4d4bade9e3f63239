package reconstruct

import (
	"fmt"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// Fields of a Correction.
const (
	fieldTime      = "time"
	fieldSender    = "sender"
	fieldWaybill   = "waybill"
	fieldStatement = "statement"
)

// correctRecord lets the user's corrections of time and sender count in what is
// concluded. The stored event keeps what its source says.
func correctRecord(e *timeline.Event) {
	for _, c := range e.Corrections {
		switch c.Field {
		case fieldTime:
			if t, err := time.Parse(time.RFC3339, c.To); err == nil {
				e.Time = timeline.At(t, timeline.PrecisionMinute, timeline.ZoneDeclared, e.Time.Raw)
			}
		case fieldSender:
			e.Sender.Name, e.Sender.Party = c.To, c.To
		}
	}
}

// correctReading lets the user's corrections of numbers and statements count.
// A rejected statement stays visible, and takes part in nothing.
func correctReading(e *timeline.Event, found *timeline.Extraction) {
	for _, c := range e.Corrections {
		switch c.Field {
		case fieldWaybill:
			for i := range found.Waybills {
				if w := &found.Waybills[i]; c.From == "" || w.Number == c.From {
					w.Number = c.To
				}
			}
			for i := range found.Statements {
				if s := &found.Statements[i]; s.Waybill != "" && (c.From == "" || s.Waybill == c.From) {
					s.Waybill = c.To
				}
			}
		case fieldStatement:
			for i := range found.Statements {
				if c.From == "" || c.From == fmt.Sprint(i+1) {
					found.Statements[i].Standing = timeline.Rejected
				}
			}
		}
	}
}
