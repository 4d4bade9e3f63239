package dhl

import (
	"bytes"
	"context"
	"encoding/xml"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

// XML is the answer of DHL Express (TrackingResponse, AWBInfo, ShipmentEvent).
var XML = &parsers.Format{
	ID:       "tracking-dhl-xml",
	App:      "dhl",
	Tracking: true,
	Ext:      "xml",
	How:      "<AWBInfo><AWBNumber>…<ShipmentEvent><Date><Time><ServiceEvent>",
	Detect: func(h *parsers.Head) parsers.Evidence {
		return parsers.Marks(h,
			parsers.Mark{Text: "TrackingResponse", Weight: 30},
			parsers.Mark{Text: "<AWBInfo>", Weight: 40, Must: true},
			parsers.Mark{Text: "<ShipmentEvent>", Weight: 30},
		)
	},
	Parse: parseXML,
}

// An event is one ShipmentEvent.
type event struct {
	Date, Time   string
	ServiceEvent struct{ EventCode, Description string }
	Signatory    string
	ServiceArea  struct{ ServiceAreaCode, Description string }
}

// parseXML cuts the events out of the document. The names of elements come in
// lower case from the cutter.
func parseXML(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		answers, orders, err := surveyXML(ctx, e)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		n, i := -1, 0
		for p, err := range pieces(ctx, e) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			l := timeline.Locator{Offset: p.Offset, Length: p.Length, Path: "//" + p.Tag.Name}
			rec := e.New(e.Main, timeline.KindFrame, l)
			rec.Text = inner(p.HTML)
			switch p.Tag.Name {
			case "awbnumber":
				n, i = n+1, 0
			case "conditiondata":
				tracking.Note(e, rec.Text)
			case "messagetime":
			default:
				r, bad := readEvent(e, p.HTML)
				if bad != nil || n < 0 {
					rec = e.Unparsed(e.Main, l, string(p.HTML))
					break
				}
				rec = r.Record(e, e.Main, l, &answers[n], orders[n].Position[i], orders[n].Newest == i)
				i++
			}
			if !yield(rec, nil) {
				return
			}
		}
	}
}

func pieces(ctx context.Context, e *parsers.Export) iter.Seq2[*parsers.Piece, error] {
	return e.Main.Pieces(ctx, func(t parsers.Tag) bool {
		return t.Name == "awbnumber" || t.Name == "shipmentevent" || t.Name == "conditiondata" || t.Name == "messagetime"
	})
}

// surveyXML reads numbers, query time and the order of the events. A document
// without a number has one nameless answer per event that it would hold.
func surveyXML(ctx context.Context, e *parsers.Export) (answers []tracking.Answer, orders []tracking.Order, err error) {
	a := tracking.Answer{Carrier: "dhl"}
	var rows [][]tracking.Row
	for p, err := range pieces(ctx, e) {
		if err != nil {
			return nil, nil, err
		}
		switch p.Tag.Name {
		case "messagetime":
			a.AsOf = tracking.AsOf(inner(p.HTML), e.Zone())
		case "awbnumber":
			a.Waybill = inner(p.HTML)
			answers, rows = append(answers, a), append(rows, nil)
		case "shipmentevent":
			if r, bad := readEvent(e, p.HTML); bad == nil && len(rows) > 0 {
				rows[len(rows)-1] = append(rows[len(rows)-1], r)
			}
		}
	}
	for _, r := range rows {
		orders = append(orders, tracking.OrderOf(r))
	}
	return answers, orders, nil
}

func readEvent(e *parsers.Export, b []byte) (tracking.Row, error) {
	var ev event
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	if err := d.Decode(&ev); err != nil {
		return tracking.Row{}, err
	}
	code, text := strings.TrimSpace(ev.ServiceEvent.EventCode), strings.TrimSpace(ev.ServiceEvent.Description)
	if code == "" && text == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	return tracking.Row{Time: tracking.WrittenLocal(e, ev.Date+"T"+ev.Time), Text: text, Code: code, Status: statuses[code],
		Place: strings.TrimSpace(ev.ServiceArea.Description)}, nil
}

// inner is the text of an element.
func inner(b []byte) string {
	return strings.TrimSpace(tracking.Unescape(strings.ReplaceAll(string(b), "><", "> <")))
}
