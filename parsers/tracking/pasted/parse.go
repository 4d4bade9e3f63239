// Package pasted reads tracking lists that a person copied out of an app or a
// page into a text file.
//
// People copy in many shapes: the time before the text, behind it, or on a line
// of its own above or below; days without a year; 昨天 8:00; a day above many
// times of day. The shape is found from the file. A time that hangs on the day
// of copying is known only where the file or the user names that day
// (查询时间, --as-of); else the row is undated and keeps its words.
//
// A line of Chinese is on the clock of +08:00; other lines are on the user's.
package pasted

import (
	"context"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/timestamp"
	"github.com/duizheng/duizheng/parsers/tracking"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/scans"
	"github.com/duizheng/duizheng/timeline/waybill"
)

// Format is the pasted list.
var Format = &parsers.Format{
	ID:       "tracking-pasted",
	App:      "pasted",
	Tracking: true,
	Ext:      "txt",
	How:      "运单号 …, then lines of time and text in any order",
	Detect:   detect,
	Parse:    parse,
}

// detect counts lines that are rows: a time and words of a courier.
func detect(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != 0 || h.HTMLStart() || h.Has("17track") {
		return parsers.Evidence{}
	}
	lines := h.Lines(60)
	rows, times, number := 0, 0, false
	for i, l := range lines {
		if isHeader(l) && len(waybill.Find(l, nil)) > 0 {
			number = true
		}
		c, text, ok := tracking.Lead(l)
		if !ok {
			c, text, ok = tracking.Tail(l)
		}
		if !ok || !c.Stamp.HasClock() && text == "" {
			continue
		}
		times++
		if text == "" { // the text is on a neighbouring line
			for _, k := range []int{i + 1, i - 1} {
				if k >= 0 && k < len(lines) && courierWords(lines[k]) {
					rows++
					break
				}
			}
			continue
		}
		if courierWords(text) {
			rows++
		}
	}
	var e parsers.Evidence
	if times == 0 || rows == 0 {
		return e
	}
	e.Found = append(e.Found, "lines of time and courier's words")
	e.Score = 70 * rows / times
	if rows < 2 && !number {
		e.Score /= 2
	}
	if number {
		e.Found = append(e.Found, "waybill number above the list")
		e.Score += 20
	} else {
		e.Missing = append(e.Missing, "waybill number above the list")
	}
	if first := lines[0]; isHeader(first) || courierWords(first) {
		return e
	}
	e.Score = max(e.Score-20, 0)
	return e
}

// courierWords reports whether a text reads as a scan that means something, and
// not as somebody talking.
func courierWords(text string) bool {
	if tracking.SaysNothing(text) {
		return true
	}
	if utf8.RuneCountInString(text) > 300 || strings.ContainsAny(text, "?？") {
		return false
	}
	s := scans.Read(timeline.Scan{}, text, timeline.Moment{})
	return s.Status != timeline.StatusInfo && formal(text)
}

// formal reports whether the words are those of a system: brackets, 快件, 已….
func formal(text string) bool {
	for _, w := range []string{"【", "[", "快件", "包裹", "邮件", "货物", "您的", "已签收", "已揽", "派件", "派送", "签收人", "运输", "分拣", "转运", "网点", "已发出", "到达", "到達", "配送", "揽收", "發", "郵件"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// headWords begin a line above a list.
var headWords = regexp.MustCompile(`^(?i)(包裹\d*\s*$|包裹查[询詢]|运单|運單|快递单|快遞單|物流单|物流單|物流公司|快递公司|快递单号|承运|配送公司|物流编号|单号|單號|货运单|邮件号|訂單|订单|面单|查询时间|查詢時間|更新时间|截至|截止|导出时间|收货地址|收件地址|收件人[:：]|寄件人[:：]|发货方|number:|tracking|waybill|carrier:|courier:|package status|country:)`)

// frameWords are lines of pages that are no rows.
var frameWords = []string{"物流详情", "物流信息", "物流跟踪", "物流动态", "物流轨迹", "快递进度", "快件跟踪", "查看物流", "收起", "展开", "展开全部", "查看更多", "查看全部", "复制", "复制单号", "打电话", "联系客服", "时间 地点和跟踪进度", "处理时间", "处理信息"}

var ruleLine = regexp.MustCompile(`^[=\-_*~—─.\s·]{3,}$`)

func isHeader(line string) bool {
	s := strings.TrimSpace(strings.TrimLeft(line, tracking.Bullets))
	if s == "" || utf8.RuneCountInString(s) > 60 {
		return false
	}
	if headWords.MatchString(s) {
		return true
	}
	list := waybill.Candidates(s)
	if len(list) == 0 {
		_, ok := waybill.Named(s)
		return ok && utf8.RuneCountInString(s) <= 10 && scans.Read(timeline.Scan{}, s, timeline.Moment{}).Status == timeline.StatusInfo
	}
	// A number and little else: "圆通速递 YT…".
	rest := utf8.RuneCountInString(s)
	for _, w := range list {
		rest -= w.Span[1] - w.Span[0]
	}
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return rest <= 28
	}
	return rest <= 14
}

func isFrame(line string) bool {
	s := strings.TrimSpace(strings.TrimLeft(line, tracking.Bullets))
	return ruleLine.MatchString(line) || slices.Contains(frameWords, s) || strings.HasPrefix(s, "Powered by") || strings.HasPrefix(s, "数据来源") || strings.HasPrefix(s, "以上信息") || strings.HasPrefix(s, "本数据由") || strings.HasPrefix(s, "数据由") || strings.HasPrefix(s, "以下信息")
}

// titles are states that apps write above the time or before it.
var titles = []string{"已签收", "派送中", "派件中", "运输中", "已揽收", "已揽件", "已发货", "待取件", "待揽收", "已下单", "已出库", "已发出", "已收件", "已取件", "配送中", "在途", "揽收", "派件", "签收", "代签收", "已代收", "问题件", "疑难", "已到达", "仓库处理中", "已退回", "清关中", "Delivered", "In transit", "Out for delivery"}

func isTitle(line string) bool {
	return slices.Contains(titles, strings.TrimSpace(strings.TrimLeft(line, tracking.Bullets)))
}

// An item is a line or a few lines, as far as they are understood.
type item struct {
	kind timeline.RecordKind
	loc  timeline.Locator
	text string
	when tracking.Clock
	list int // the parcel's list that it belongs to
}

func (i *item) stretch(l parsers.Line) { i.loc.Length = l.Offset + l.Length - l.Ending - i.loc.Offset }

// A reader turns lines into items.
type reader struct {
	e       *parsers.Export
	items   []item
	answers []tracking.Answer
	day     tracking.Clock // a line with the day above times of day
	title   int            // index of a title that waits for its time, -1
	waiting int            // first of the text lines that wait for the time below, -1
	below   bool           // times stand below their texts
	rows    int            // rows of the current list
	near    []int          // see nearest
}

func parse(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		below, err := timesBelow(ctx, e.Main)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		r := &reader{e: e, answers: []tracking.Answer{{}}, title: -1, waiting: -1, below: below}
		for l, err := range e.Main.Lines(ctx) {
			if err != nil {
				yield(timeline.Record{}, err)
				return
			}
			if !l.Blank() {
				r.line(l)
			}
		}
		r.give(yield)
	}
}

// timesBelow reports whether times stand on lines of their own below their
// texts: then the first of such lines has a text above it and the last line of
// the file is one.
func timesBelow(ctx context.Context, f *parsers.File) (bool, error) {
	last, textFirst, seen := false, false, false
	texts := 0
	for l, err := range f.Lines(ctx) {
		if err != nil {
			return false, err
		}
		s := string(l.Text)
		if l.Blank() || isHeader(s) || isFrame(s) {
			continue
		}
		c, rest, ok := tracking.Lead(s)
		last = ok && rest == "" && c.Stamp.HasClock()
		if last && !seen {
			seen, textFirst = true, texts > 0
		}
		if !ok {
			texts++
		}
	}
	return last && textFirst, nil
}

func (r *reader) line(l parsers.Line) {
	s := string(l.Text)
	it := item{loc: timeline.Locator{Offset: l.Offset, Length: l.Length - l.Ending, Line: l.Number}, list: len(r.answers) - 1, when: tracking.Clock{Back: -1}}
	if l.Part {
		it.kind, it.text = timeline.KindUnparsed, s
		r.items = append(r.items, it)
		return
	}
	c, text, ok := tracking.Lead(s)
	switch {
	case isFrame(s):
		r.frame(it, s)
	case ok && c.Whole() && !c.Stamp.HasClock() && text == "":
		r.day = c
		r.frame(it, s)
	case ok:
		r.timed(it, l, c, text)
	case isHeader(s):
		r.header(it, s)
	default:
		if c, text, ok := tracking.Tail(s); ok {
			it.kind, it.when, it.text = timeline.KindScan, c, text
			r.rows++
			r.items = append(r.items, it)
			return
		}
		r.words(it, l, s)
	}
}

func (r *reader) frame(it item, s string) {
	it.kind, it.text = timeline.KindFrame, strings.TrimSpace(s)
	r.items = append(r.items, it)
	r.title, r.waiting = -1, -1
}

// timed is a line that begins with a time.
func (r *reader) timed(it item, l parsers.Line, c tracking.Clock, text string) {
	if !c.Whole() && c.Month == 0 && c.Back < 0 && r.day.Raw != "" {
		raw := r.day.Raw + " " + c.Raw
		c = tracking.Clock{Stamp: c.Stamp.On(r.day.Stamp), Raw: raw, Back: -1}
	}
	r.rows++
	if from := max(r.title, r.waiting); text == "" && from >= 0 && (r.below || r.title >= 0) {
		it := &r.items[from]
		for _, w := range r.items[from+1:] {
			it.text += "\n" + w.text
		}
		r.items = r.items[:from+1]
		it.kind, it.when = timeline.KindScan, c
		it.stretch(l)
		r.title, r.waiting = -1, -1
		return
	}
	r.title, r.waiting = -1, -1
	it.kind, it.when, it.text = timeline.KindScan, c, text
	r.items = append(r.items, it)
}

// header is a line that names a parcel; with rows before it a new list begins.
func (r *reader) header(it item, s string) {
	if r.rows > 0 {
		r.answers = append(r.answers, tracking.Answer{AsOf: r.answers[len(r.answers)-1].AsOf})
		r.rows, r.day = 0, tracking.Clock{}
	}
	it.list = len(r.answers) - 1
	a := &r.answers[it.list]
	list := waybill.Find(s, nil)
	if len(list) == 0 {
		list = waybill.Candidates(s)
	}
	if len(list) > 0 {
		a.Waybill = list[0].Number
		if a.Carrier == "" && len(list[0].Carriers) > 0 {
			a.Carrier = list[0].Carriers[0]
		}
	}
	if code, ok := waybill.Named(s); ok {
		a.Carrier = code
	}
	if asOf.MatchString(s) {
		_, words, _ := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":")
		a.AsOf = tracking.Written(strings.TrimSpace(words), tracking.China).Start
	}
	r.frame(it, s)
}

var asOf = regexp.MustCompile(`^\s*(查询时间|查詢時間|更新时间|截至|截止|导出时间)`)

// words is a line without a time.
func (r *reader) words(it item, l parsers.Line, s string) {
	s = strings.TrimSpace(s)
	it.text = s
	last := len(r.items) - 1
	switch {
	case isTitle(s) && !r.below:
		it.kind = timeline.KindUnparsed
		r.items = append(r.items, it)
		r.title = len(r.items) - 1
		r.waiting = -1
	case !r.below && last >= 0 && r.items[last].kind == timeline.KindScan:
		row := &r.items[last]
		row.text = strings.TrimPrefix(row.text+"\n"+s, "\n")
		row.stretch(l)
	default:
		it.kind = timeline.KindUnparsed
		if r.waiting < 0 {
			r.waiting = len(r.items)
		}
		r.items = append(r.items, it)
	}
}

// nearest finds, for every item, the nearest row of the same list whose day is
// whole, -1 if there is none.
func (r *reader) nearest() []int {
	near := make([]int, len(r.items))
	last := make(map[int]int)
	for i := range r.items {
		near[i] = -1
		if k, ok := last[r.items[i].list]; ok {
			near[i] = k
		}
		if r.items[i].kind == timeline.KindScan && r.items[i].when.Whole() {
			last[r.items[i].list] = i
		}
	}
	clear(last)
	for i := len(r.items) - 1; i >= 0; i-- {
		if k, ok := last[r.items[i].list]; ok && (near[i] < 0 || k-i < i-near[i]) {
			near[i] = k
		}
		if r.items[i].kind == timeline.KindScan && r.items[i].when.Whole() {
			last[r.items[i].list] = i
		}
	}
	return near
}

// give resolves the times and yields the records.
func (r *reader) give(yield func(timeline.Record, error) bool) {
	r.near = r.nearest()
	rows := make([][]tracking.Row, len(r.answers))
	for i := range r.items {
		it := &r.items[i]
		if it.kind != timeline.KindScan {
			continue
		}
		if it.text == "" { // a time without words is no row
			it.kind, it.text = timeline.KindUnparsed, it.when.Raw
			continue
		}
		rows[it.list] = append(rows[it.list], tracking.Row{Time: r.moment(i), Text: it.text})
	}
	order := make([]tracking.Order, len(rows))
	for i := range rows {
		order[i] = tracking.OrderOf(rows[i])
		r.answers[i].Blank = order[i].Blank
	}
	given := make([]int, len(rows))
	for i := range r.items {
		it := &r.items[i]
		rec := r.e.New(r.e.Main, it.kind, it.loc)
		rec.Text = it.text
		if it.kind == timeline.KindScan {
			n := given[it.list]
			given[it.list]++
			a := &r.answers[it.list]
			rec = rows[it.list][n].Record(r.e, r.e.Main, it.loc, a, order[it.list].Position[n], order[it.list].Newest == n)
		}
		if !yield(rec, nil) {
			return
		}
	}
}

// moment is the time of item i. A missing year is taken from the day of
// copying, else from the nearest row of the list that has one.
func (r *reader) moment(i int) timeline.Moment {
	it := &r.items[i]
	at := func(s timestamp.Stamp, raw string) timeline.Moment { return tracking.Copied(r.e, s, raw, it.text) }
	if it.when.Whole() {
		return it.when.Moment(at, time.Time{}, false)
	}
	anchor := r.answers[it.list].AsOf
	if anchor.IsZero() {
		anchor = r.e.Options.AsOf
	}
	if !anchor.IsZero() {
		return it.when.Moment(at, anchor.In(tracking.China), false)
	}
	if k := r.near[i]; k >= 0 {
		if m := r.items[k].when.Moment(at, time.Time{}, false); m.Dated() {
			return it.when.Moment(at, m.Start, true)
		}
	}
	return timeline.Undated(it.when.Raw)
}
