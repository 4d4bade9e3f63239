// Package locale holds every word that a user sees, in Chinese and English,
// and turns a stored Sentence (a key and values) into text.
//
// Policy: one word for one thing, as the glossary has it. The texts say 不一致
// or "does not match"; they never speak of lying or fraud, for a finding is
// never a verdict on anybody. Times are shown as exactly as their source gives
// them, not more, and always with the year.
//
// The words stand in tables, one file for each room that uses them. A test
// holds that every key has both languages, that both use the same
// placeholders, and that every constant of package timeline has its word.
package locale

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// A Lang is a language of the user.
type Lang string

// The languages.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Langs lists every Lang.
var Langs = []Lang{Chinese, English}

// Known returns l if it is one of Langs, else Chinese.
func (l Lang) Known() Lang {
	if l == English {
		return English
	}
	return Chinese
}

// texts maps a key to its words: Chinese, English.
type texts = map[string][2]string

var tables = []texts{coreTexts, webTexts, reportTexts, findingTexts, cmdTexts, gapTexts}

var catalogue = merge(tables)

func merge(tables []texts) texts {
	all := texts{}
	for _, t := range tables {
		for key, words := range t {
			all[key] = words
		}
	}
	return all
}

func look(l Lang, key string) (string, bool) {
	words, ok := catalogue[key]
	if l == English {
		return words[1], ok
	}
	return words[0], ok
}

// Text is a fixed word or phrase of the interface. An unknown key is a
// mistake of the program and panics.
func Text(l Lang, key string) string {
	words, ok := look(l, key)
	if !ok {
		panic("locale: no text for the key " + strconv.Quote(key))
	}
	return words
}

// Word names a value of package timeline, such as the group "kind" and the
// StatementKind "delivered". A value that this version does not know is shown
// as it is, for it may come from a newer one; the empty value has no word.
func Word[T ~string](l Lang, group string, value T) string {
	if words, ok := look(l, group+"."+string(value)); ok {
		return words
	}
	return string(value)
}

// Say renders a sentence: the template of its key with every {name} or
// {name:form} replaced by the value called name. The forms are
//
//	time      an RFC 3339 time, shown in zone; a precision may follow it after
//	          a space ("2026-03-02T09:20:00+08:00 minute"), else it is shown
//	          to the second, or to the minute where the seconds are zero
//	deadline  a time that is excluded: midnight is the end of the day before
//	date      the day of a time
//	duration  seconds, as "21 小时 22 分"
//	kind, mode, role, status, place, signer, carrier, app, precision, zone …
//	          the word of that group, see Word
//
// A sentence that is already rendered, or whose key this version does not
// know, is returned as far as it can be read.
func Say(l Lang, zone *time.Location, s timeline.Sentence) string {
	if s.Text != "" {
		return s.Text
	}
	if s.Key == "" {
		return ""
	}
	template, ok := look(l, s.Key)
	if !ok {
		return unknown(s)
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		place, after, found := strings.Cut(rest, "}")
		if !found {
			b.WriteString("{" + rest)
			return b.String()
		}
		name, form, _ := strings.Cut(place, ":")
		b.WriteString(show(l, zone, form, s.Values[name]))
		template = after
	}
}

// unknown shows a sentence of another version by its key and values.
func unknown(s timeline.Sentence) string {
	pairs := make([]string, 0, len(s.Values))
	for name, value := range s.Values {
		pairs = append(pairs, name+"="+value)
	}
	sort.Strings(pairs)
	return strings.TrimSpace(s.Key + " " + strings.Join(pairs, " "))
}

// show renders one value; what does not parse is shown as it is.
func show(l Lang, zone *time.Location, form, value string) string {
	switch form {
	case "":
		return value
	case "time", "deadline", "date":
		stamp, precision, _ := strings.Cut(value, " ")
		t, err := time.Parse(time.RFC3339, stamp)
		if err != nil {
			return value
		}
		switch form {
		case "deadline":
			return Deadline(l, zone, t)
		case "date":
			return Date(l, zone, t)
		}
		p := timeline.Precision(precision)
		if p == "" {
			p = timeline.PrecisionSecond
			if t.Second() == 0 {
				p = timeline.PrecisionMinute
			}
		}
		return Time(l, zone, t, p)
	case "duration":
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return value
		}
		return Duration(l, time.Duration(seconds)*time.Second)
	}
	return Word(l, form, value)
}

// Finding returns f with all its sentences rendered.
func Finding(l Lang, zone *time.Location, f timeline.Finding) timeline.Finding {
	f.Summary = rendered(l, zone, f.Summary)
	f.Explanation = renderedAll(l, zone, f.Explanation)
	f.Benign = renderedAll(l, zone, f.Benign)
	return f
}

func rendered(l Lang, zone *time.Location, s timeline.Sentence) timeline.Sentence {
	s.Text = Say(l, zone, s)
	return s
}

func renderedAll(l Lang, zone *time.Location, list []timeline.Sentence) []timeline.Sentence {
	out := make([]timeline.Sentence, len(list))
	for i, s := range list {
		out[i] = rendered(l, zone, s)
	}
	return out
}

// Title is the short name of a type of finding.
func Title(l Lang, t timeline.FindingType) string { return Word(l, "type", t) }

type layouts struct{ date, clock, seconds string }

var dates = map[Lang]layouts{
	Chinese: {"2006年1月2日", "15:04", "15:04:05"},
	English: {"2 Jan 2006", "15:04", "15:04:05"},
}

// Date is the day of t in zone.
func Date(l Lang, zone *time.Location, t time.Time) string {
	return t.In(zone).Format(dates[l.Known()].date)
}

// Clock is the time of day of t in zone, as exact as p; empty for days.
func Clock(l Lang, zone *time.Location, t time.Time, p timeline.Precision) string {
	switch p {
	case timeline.PrecisionSecond:
		return t.In(zone).Format(dates[l.Known()].seconds)
	case timeline.PrecisionMinute:
		return t.In(zone).Format(dates[l.Known()].clock)
	}
	return ""
}

// Time is date and time of day of t in zone, as exact as p.
func Time(l Lang, zone *time.Location, t time.Time, p timeline.Precision) string {
	return strings.TrimSpace(Date(l, zone, t) + " " + Clock(l, zone, t, p))
}

// Moment is m in zone, as exact as its source; an undated one is shown as
// written, or by the word for it.
func Moment(l Lang, zone *time.Location, m timeline.Moment) string {
	switch {
	case m.Dated():
		return Time(l, zone, m.Start, m.Precision)
	case m.Raw != "":
		return m.Raw
	}
	return Text(l, "precision.none")
}

// Deadline is the excluded end of a promise: midnight is 24:00 of the day
// before, so that nobody reads a day too much.
func Deadline(l Lang, zone *time.Location, t time.Time) string {
	local := t.In(zone)
	if local.Hour() == 0 && local.Minute() == 0 && local.Second() == 0 {
		return Date(l, zone, local.AddDate(0, 0, -1)) + " 24:00"
	}
	return Time(l, zone, t, timeline.PrecisionMinute)
}

// Duration is how long d is in its two largest units, rounded down; the sign
// does not show, nor do seconds beside ten minutes and more.
func Duration(l Lang, d time.Duration) string {
	d = d.Abs()
	n := []int{int(d / (24 * time.Hour)), int(d / time.Hour % 24), int(d / time.Minute % 60), int(d / time.Second % 60)}
	first := 0
	for first < 3 && n[first] == 0 {
		first++
	}
	shown := unit(l, first, n[first])
	if first < 3 && n[first+1] != 0 && !(first == 2 && n[2] >= 10) {
		shown += " " + unit(l, first+1, n[first+1])
	}
	return shown
}

var units = map[Lang][4]string{
	Chinese: {"天", "小时", "分", "秒"},
	English: {"d", "h", "min", "s"},
}

func unit(l Lang, i, n int) string { return fmt.Sprintf("%d %s", n, units[l.Known()][i]) }
