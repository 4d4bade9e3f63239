// Package sf reads records of SF Express: the open API, whose routes are a JSON
// text within the JSON, and pushes of routes.
package sf

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
)

// Format is the answer of the open API.
var Format = &parsers.Format{
	ID:       "tracking-sf-json",
	App:      "sf",
	Tracking: true,
	Ext:      "json",
	How:      `{"apiResultCode","apiResultData":"{…routeResps…routes…}"}`,
	Detect:   tracking.Keys([]string{"apiResultCode", "apiResultData"}, []string{"routeResps", "acceptTime", "opCode"}),
	Parse:    parse,
}

var push = tracking.JSON{
	Rows:    []string{"remark", "opCode", "scanDateTime|acceptTime"},
	Answers: []string{"mailNo|waybillNo|mailno"},
	Answer: func(_ *parsers.Export, raw []byte) (tracking.Answer, error) {
		var r route
		err := tracking.Decode(raw, &r)
		return tracking.Answer{Waybill: string(r.MailNo + r.WaybillNo), Carrier: "sf"}, err
	},
	Row: func(_ *parsers.Export, raw []byte, _ string) (tracking.Row, error) {
		var r route
		if err := tracking.Decode(raw, &r); err != nil {
			return tracking.Row{}, err
		}
		return r.row()
	},
}

// Push is a list of routes as pushed, or the routes of the open API taken out
// of their envelope.
var Push = &parsers.Format{
	ID:       "tracking-sf-push-json",
	App:      "sf",
	Tracking: true,
	Ext:      "json",
	How:      `[{"scanDateTime","remark","opCode"}] or {"mailNo","routes":[{"acceptTime","remark","opCode"}]}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.Has("apiResultData") {
			return parsers.Evidence{}
		}
		return tracking.Keys([]string{"remark", "opCode"}, []string{"scanDateTime", "acceptTime"})(h)
	},
	Parse: push.Parse,
}

func (r route) row() (tracking.Row, error) {
	if r.Remark == "" && r.OpCode == "" {
		return tracking.Row{}, tracking.ErrNoText
	}
	row := tracking.Row{Time: tracking.ChinaTime(string(r.AcceptTime + r.ScanDateTime)), Text: string(r.Remark), Code: string(r.OpCode),
		Status: opCodes[string(r.OpCode)], Place: string(r.Address), Waybill: string(r.MailNo + r.WaybillNo), Carrier: "sf"}
	if s := statuses[string(r.Secondary)]; s != "" && row.Status == "" {
		row.Status = s
	}
	return row, nil
}

// parse reads the inner text with the place of each route in the outer one.
func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		for el, err := range e.Main.JSON(ctx, "/apiResultData", "/apiErrorMsg") {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			for _, rec := range inner(e, el) {
				if !yield(rec, nil) {
					return
				}
			}
		}
	}
}

// inner reads one apiResultData, or the error message.
func inner(e *parsers.Export, el *parsers.Element) []timeline.Record {
	f := e.Main
	loc := timeline.Locator{Offset: el.Offset, Length: el.Length, Path: el.Pointer}
	whole := e.New(f, timeline.KindFrame, loc)
	var text string
	switch err := el.Decode(&text); {
	case err != nil:
		loc.Length = el.Length // Decode may have cut it down
		return []timeline.Record{e.Unparsed(f, loc, strings.ToValidUTF8(string(el.Raw), "\ufffd"))}
	case el.Key() == "apiErrorMsg":
		whole.Text = text
		tracking.Note(e, text)
		return []timeline.Record{whole}
	}
	var data struct {
		ErrorMsg tracking.Text `json:"errorMsg"`
		MsgData  struct {
			Resps []struct {
				MailNo tracking.Text
				Routes []json.RawMessage
			} `json:"routeResps"`
		} `json:"msgData"`
	}
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		return []timeline.Record{e.Unparsed(f, loc, text)}
	}
	var out []timeline.Record
	at := 0
	for i, resp := range data.MsgData.Resps {
		a := tracking.Answer{Waybill: string(resp.MailNo), Carrier: "sf"}
		rows := make([]tracking.Row, len(resp.Routes))
		bad := make([]error, len(resp.Routes))
		for k, raw := range resp.Routes {
			var r route
			if bad[k] = tracking.Decode(raw, &r); bad[k] == nil {
				rows[k], bad[k] = r.row()
			}
		}
		order := tracking.OrderOf(rows)
		a.Blank = order.Blank
		for k, raw := range resp.Routes {
			from := at + max(bytes.Index([]byte(text[at:]), raw), 0)
			at = from + len(raw)
			l := timeline.Locator{Path: fmt.Sprintf("/apiResultData/msgData/routeResps/%d/routes/%d", i, k)}
			l.Offset, l.Length = within(e.Main, el, from, at)
			if bad[k] != nil {
				out = append(out, e.Unparsed(f, l, string(raw)))
				continue
			}
			out = append(out, rows[k].Record(e, f, l, &a, order.Position[k], order.Newest == k))
		}
	}
	if len(out) == 0 {
		whole.Text = string(data.ErrorMsg)
		tracking.Note(e, whole.Text)
		return []timeline.Record{whole}
	}
	return out
}

// within is the place, in the file, of bytes from..to of a decoded JSON string.
func within(f *parsers.File, el *parsers.Element, from, to int) (offset, length int64) {
	start, end := raw(el.Raw, from), raw(el.Raw, to)
	offset = el.Offset + width(f, el.Raw[:start])
	return offset, width(f, el.Raw[start:end])
}

// width is the number of bytes that UTF-8 text takes in the file.
func width(f *parsers.File, b []byte) int64 {
	if f.Encoding == parsers.UTF8 || f.Encoding == "" {
		return int64(len(b))
	}
	out, err := f.Encoding.Encode(string(b))
	if err != nil {
		return int64(len(b))
	}
	return int64(len(out))
}

// raw is the index in the JSON string literal b of index n of its decoded text.
func raw(b []byte, n int) int {
	i := 1 // the opening quote
	for done := 0; done < n && i < len(b)-1; {
		if b[i] != '\\' {
			r, n := utf8.DecodeRune(b[i:])
			i += n
			done += utf8.RuneLen(r) // an invalid byte has become U+FFFD
			continue
		}
		size := 2
		if b[i+1] == 'u' {
			size = 6
			if surrogate(b[i:]) {
				size = 12 // a surrogate pair
			}
		}
		var s string
		_ = json.Unmarshal([]byte(`"`+string(b[i:min(i+size, len(b)-1)])+`"`), &s)
		done += len(s)
		i += size
	}
	return i
}

// surrogate reports whether b begins with a pair of escapes for one character
// beyond the basic plane.
func surrogate(b []byte) bool {
	return len(b) > 12 && b[2]|0x20 == 'd' && (b[3] == '8' || b[3] == '9' || b[3]|0x20 == 'a' || b[3]|0x20 == 'b') && b[6] == '\\' && b[7] == 'u'
}
