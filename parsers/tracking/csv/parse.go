// Package csv reads tables of scans: a heading that names a column for the time
// and one for the text, and, where they stand, number, carrier, place and code.
package csv

import (
	"context"
	"encoding/csv"
	"iter"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
	"github.com/duizheng/duizheng/timeline/scans"
)

// Format is the table, parted by commas, semicolons or tabs.
var Format = &parsers.Format{
	ID:       "tracking-csv",
	App:      "table",
	Tracking: true,
	Ext:      "csv",
	How:      "a heading with 时间/time and 轨迹/描述/description, one scan a line",
	Detect:   detect,
	Parse:    parse,
}

// columns are the headings of each column, folded, first match first.
var columns = map[string][]string{
	"time":    {"时间", "扫描时间", "操作时间", "轨迹时间", "物流时间", "更新时间", "日期时间", "time", "datetime", "date time", "scan time", "event time", "timestamp", "checkpoint time", "日期", "date"},
	"text":    {"轨迹", "物流轨迹", "轨迹描述", "轨迹信息", "物流信息", "物流详情", "描述", "跟踪信息", "跟踪记录", "扫描内容", "处理信息", "详情", "内容", "description", "event", "message", "details", "detail", "activity", "status description", "context"},
	"number":  {"运单号", "快递单号", "物流单号", "单号", "运单编号", "面单号", "tracking number", "tracking no", "trackingnumber", "tracking_number", "waybill", "waybill number", "awb", "number"},
	"carrier": {"快递公司", "物流公司", "承运商", "快递", "carrier", "courier", "company"},
	"place":   {"地点", "城市", "站点", "网点", "所在地", "location", "place", "city", "facility"},
	"code":    {"状态码", "状态代码", "status code", "statuscode", "event code", "code"},
}

type heading struct {
	comma rune
	at    map[string]int
	width int
}

// readHeading takes a line for a heading if it names a time and a text.
func readHeading(line string) (heading, bool) {
	for _, comma := range []rune{',', '\t', ';'} {
		fields := fields(line, comma)
		if len(fields) < 2 {
			continue
		}
		h := heading{comma, map[string]int{}, len(fields)}
		for role, names := range columns {
			for _, name := range names {
				for i, f := range fields {
					if _, taken := h.at[role]; !taken && strings.TrimSpace(fold.String(f)) == name {
						h.at[role] = i
					}
				}
			}
		}
		_, time := h.at["time"]
		_, text := h.at["text"]
		if time && text && h.at["time"] != h.at["text"] {
			return h, true
		}
	}
	return heading{}, false
}

func fields(line string, comma rune) []string {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	f, err := r.Read()
	if err != nil {
		return nil
	}
	return f
}

func detect(h *parsers.Head) parsers.Evidence {
	lines := h.Lines(20)
	for i, l := range lines {
		if i == 5 {
			break
		}
		head, ok := readHeading(l)
		if !ok {
			continue
		}
		e := parsers.Evidence{Score: 40, Found: []string{l}}
		if _, ok := head.at["number"]; ok {
			e.Score += 20
		}
		for _, row := range lines[i+1:] {
			f := fields(row, head.comma)
			if len(f) > head.at["text"] && scans.Read(timeline.Scan{}, f[head.at["text"]], timeline.Moment{}).Status != timeline.StatusInfo {
				e.Score += 20
				break
			}
		}
		if e.Score < 60 {
			e.Score = 30
		}
		return e
	}
	return parsers.Evidence{}
}

// row is one line of the table, or of several where a field holds line breaks.
type row struct {
	loc  timeline.Locator
	text string
	read *tracking.Row
}

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		rows, err := readRows(ctx, e)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		byNumber := map[string][]tracking.Row{}
		for _, r := range rows {
			if r.read != nil {
				byNumber[r.read.Waybill] = append(byNumber[r.read.Waybill], *r.read)
			}
		}
		orders, given := map[string]tracking.Order{}, map[string]int{}
		for n, list := range byNumber {
			orders[n] = tracking.OrderOf(list)
		}
		var a tracking.Answer
		for i, r := range rows {
			rec := e.New(e.Main, timeline.KindUnparsed, r.loc)
			rec.Text = r.text
			switch {
			case r.read != nil:
				n := r.read.Waybill
				rec = r.read.Record(e, e.Main, r.loc, &a, orders[n].Position[given[n]], false)
				given[n]++
			case i == 0 || isHeading(r.text):
				rec.Kind = timeline.KindFrame
			}
			if !yield(rec, nil) {
				return
			}
		}
	}
}

func isHeading(line string) bool {
	_, ok := readHeading(line)
	return ok
}

// readRows joins lines while a quote is open and reads each row by the heading
// above it.
func readRows(ctx context.Context, e *parsers.Export) ([]row, error) {
	var (
		rows []row
		head heading
		open *row
	)
	for l, err := range e.Main.Lines(ctx) {
		if err != nil {
			return nil, err
		}
		s := string(l.Text)
		switch {
		case open != nil:
			open.text += "\n" + s
			open.loc.Length = l.Offset + l.Length - l.Ending - open.loc.Offset
		case l.Blank():
			continue
		default:
			rows = append(rows, row{loc: timeline.Locator{Offset: l.Offset, Length: l.Length - l.Ending, Line: l.Number}, text: s})
			open = &rows[len(rows)-1]
		}
		if strings.Count(open.text, `"`)%2 == 1 && strings.Count(open.text, "\n") < 50 {
			continue
		}
		if h, ok := readHeading(open.text); ok {
			head = h
		} else if head.at != nil {
			open.read = readRow(e, head, fields(open.text, head.comma))
		}
		open = nil
	}
	return rows, nil
}

func readRow(e *parsers.Export, h heading, f []string) *tracking.Row {
	get := func(role string) string {
		if i, ok := h.at[role]; ok && i < len(f) {
			return strings.TrimSpace(tracking.Unescape(strings.Trim(f[i], "'`\t")))
		}
		return ""
	}
	r := tracking.Row{Text: get("text"), Code: get("code"), Place: get("place"), Waybill: get("number"), Carrier: get("carrier")}
	if r.Text == "" {
		return nil
	}
	written := get("time")
	if m, ok := tracking.Epoch(written, tracking.China); ok && len(written) >= 10 && len(written) <= 13 {
		r.Time = m
	} else if c, rest, ok := tracking.Lead(written); ok && rest == "" && c.Whole() {
		r.Time = tracking.Copied(e, c.Stamp, written, r.Text)
	} else {
		r.Time = timeline.Undated(written)
	}
	return &r
}
