package waybill

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// Confirmed tells whether an imported record bears a normalised number, and of
// which carrier. Such a number is a waybill wherever it stands.
type Confirmed func(number string) (carrier string, ok bool)

// Find lists the waybill numbers of text in order of appearance, spans in code
// points. Numbers that the text itself takes back are marked Retracted. With
// confirmed nil no records are known.
func Find(text string, confirmed Confirmed) []timeline.Waybill {
	if !promising(text) {
		return nil
	}
	return newFinder(text, confirmed).find()
}

// Candidates reads text as somebody's answer to the question for the number:
// it finds what Find does, and also bare numbers that have a carrier's form.
func Candidates(text string) []timeline.Waybill {
	if !promising(text) {
		return nil
	}
	f := newFinder(text, nil)
	f.labelled = true
	return f.find()
}

// Among reads text as part of a chat between people of the given names: it finds
// what Find does, and also bare numbers of the form of a carrier that a name
// holds (中通小费, "Sato (Yamato)").
func Among(names []string, text string, confirmed Confirmed) []timeline.Waybill {
	found := Find(text, confirmed)
	if len(found) > 0 || !promising(text) {
		return found
	}
	for _, n := range names {
		code, ok := Named(n)
		if !ok {
			continue
		}
		for _, w := range Candidates(text) {
			if slices.Contains(w.Carriers, code) {
				w.Carriers, w.Reason = []string{code}, timeline.ReasonCarrier
				found = append(found, w)
			}
		}
	}
	return found
}

// Normalise is the form in which numbers are compared: upper case, half width,
// without spaces and dashes.
func Normalise(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if isJoint(r) && r != '_' || r == '\t' {
			return -1
		}
		return r
	}, fold.String(s)))
}

// minDigits is the fewest digits that any number has.
const minDigits = 8

// promising reports whether text holds enough digits close together for a
// number: minDigits in a row, or one more in groups. A year before a dash
// begins a date and does not count. This runs over every message, so it looks
// at each byte once and allocates nothing.
func promising(text string) bool {
	row, all := 0, 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c-'0' < 10, c == 0xef && i+2 < len(text) && text[i+1] == 0xbc && text[i+2]-0x90 < 10:
			row++
			all++
			if row == minDigits || all > minDigits {
				return true
			}
			if c == 0xef { // full width
				i += 2
			}
		case c >= 0xe4 && c <= 0xed: // CJK: two more bytes
			row, all = 0, 0
			i += 2
		case c == '-' && row == 4 && (text[i-4] == '2' || text[i-4] == '1'):
			row, all = 0, 0
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			row = 0
		case c == '-' || c == ' ' || c >= 0x80:
			if row == 0 {
				all = 0
			}
			row = 0
		default:
			row, all = 0, 0
		}
	}
	return false
}

// A run is a stretch of Latin letters and digits.
type run struct{ from, to int }

// A label is a dictionary word in the text.
type label struct {
	from, to int
	word
}

// A finder holds one text while it is searched.
type finder struct {
	written, folded []rune
	confirmed       Confirmed
	labelled        bool
	labels          []label
	chains          [][]run // runs that only single spaces or dashes part
	found           []timeline.Waybill
	// taken is the end of the last number of any kind, which a list may go on
	// from, by the label that governs it.
	taken map[int]int
}

func newFinder(text string, confirmed Confirmed) *finder {
	return &finder{written: []rune(text), folded: []rune(fold.String(text)), confirmed: confirmed, taken: map[int]int{}}
}

func (f *finder) find() []timeline.Waybill {
	f.read()
	for _, chain := range f.chains {
		for len(chain) > 0 {
			chain = chain[f.take(chain):]
		}
	}
	f.retract()
	return f.found
}

// read cuts the text into labels and runs.
func (f *finder) read() {
	for i := 0; i < len(f.folded); {
		if end := f.webAddress(i); end > i {
			f.labels = append(f.labels, label{i, end, word{sense: address}})
			i = end
			continue
		}
		if w, n := wordAt(f.folded, i); n > 0 {
			if !f.isOrder(w, i) {
				f.labels = append(f.labels, label{i, i + n, w})
			}
			i += n
			continue
		}
		if !isDigit(f.folded[i]) && !isLatin(f.folded[i]) {
			i++
			continue
		}
		end := i
		for end < len(f.folded) && (isDigit(f.folded[end]) || isLatin(f.folded[end])) {
			end++
		}
		f.chain(run{i, end})
		i = end
	}
}

// isOrder reports whether w is a weak label that only goes on with 订单: "订单 单号".
func (f *finder) isOrder(w word, at int) bool {
	if w.sense != weak || len(f.labels) == 0 {
		return false
	}
	last := f.labels[len(f.labels)-1]
	return last.sense == other && at-last.to <= 3 && !slices.ContainsFunc(f.folded[last.to:at], isDigit)
}

func (f *finder) chain(r run) {
	if n := len(f.chains); n > 0 {
		last := f.chains[n-1][len(f.chains[n-1])-1]
		if r.from-last.to == 1 && isJoint(f.folded[last.to]) {
			f.chains[n-1] = append(f.chains[n-1], r)
			return
		}
	}
	f.chains = append(f.chains, []run{r})
}

func (f *finder) webAddress(i int) int {
	if c := f.folded[i]; c != 'h' && c != 'w' || i > 0 && isLatin(f.folded[i-1]) {
		return i
	}
	if !hasPrefix(f.folded[i:], "http://") && !hasPrefix(f.folded[i:], "https://") && !hasPrefix(f.folded[i:], "www.") {
		return i
	}
	for i < len(f.folded) && f.folded[i] > ' ' && f.folded[i] < 0x2e80 {
		i++
	}
	return i
}

func hasPrefix(text []rune, s string) bool {
	if len(text) < len(s) {
		return false
	}
	for i, r := range s {
		if text[i] != r {
			return false
		}
	}
	return true
}

// take looks at the numbers that begin with the first run of a chain, takes
// the best one, and returns how many runs are done with.
func (f *finder) take(chain []run) int {
	if f.accept(chain[0], true) || f.glued(chain[0]) {
		return 1
	}
	if n := f.masked(chain); n > 0 {
		f.pass(run{chain[0].from, chain[n-1].to})
		return n
	}
	for n := len(chain); n > 1; n-- {
		if grouped(chain[:n]) && f.accept(run{chain[0].from, chain[n-1].to}, false) {
			return n
		}
	}
	if !f.accept(chain[0], false) {
		f.pass(chain[0])
	}
	return 1
}

// glued takes numbers that stand in one run without anything between them, if
// every one identifies itself.
func (f *finder) glued(r run) bool {
	parts := []run{{r.from, r.from}}
	for i := r.from; i < r.to; i++ {
		if i > r.from && isLatin(f.folded[i]) && isDigit(f.folded[i-1]) {
			parts = append(parts, run{i, i})
		}
		parts[len(parts)-1].to = i + 1
	}
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		list := readings(Normalise(string(f.folded[p.from:p.to])))
		if len(list) == 0 || list[0].tier != tierSelf || list[0].check == timeline.CheckBad {
			return false
		}
	}
	for _, p := range parts {
		f.accept(p, true)
	}
	return true
}

// grouped reports whether runs look like one number written in groups.
func grouped(runs []run) bool {
	for _, r := range runs {
		if r.to-r.from > 6 {
			return false
		}
	}
	return true
}

// pass remembers a number that is none, so that a list behind its label goes on.
func (f *finder) pass(r run) {
	if i := f.labelBefore(r.from); i >= 0 && slices.ContainsFunc(f.folded[r.from:r.to], isDigit) {
		f.taken[i] = r.to
	}
}

// accept takes the run as a waybill number if the grammar and what stands
// beside it allow; alone: only if it identifies itself or a record bears it.
func (f *finder) accept(r run, alone bool) bool {
	r = f.trim(r)
	number := Normalise(string(f.folded[r.from:r.to]))
	if digitsIn(number) < minDigits || len(number) > 40 {
		return false
	}
	if carrier, ok := f.record(number); ok {
		_, check := judged(readings(number))
		f.add(r, number, []string{carrier}, check, timeline.ReasonRecord)
		return true
	}
	list := readings(number)
	if len(list) > 0 && list[0].tier == tierSelf && (list[0].check != timeline.CheckBad || bornBad(list)) {
		cs, check := judged(list)
		reason := timeline.ReasonPrefix
		if check == timeline.CheckOK {
			reason = timeline.ReasonCheckDigit
		}
		f.add(r, number, cs, check, reason)
		return true
	}
	if alone || somethingElse(number) || f.isMoney(r) {
		return false
	}
	reason, named := f.support(r, number, list)
	if reason == "" {
		return false
	}
	slices.SortStableFunc(list, func(a, b reading) int { return b.weight() + preferred(b, named) - a.weight() - preferred(a, named) })
	cs, check := judged(list)
	if len(cs) == 0 && len(named) > 0 {
		cs = named
	}
	f.add(r, number, cs, check, reason)
	return true
}

func (f *finder) record(number string) (string, bool) {
	if f.confirmed == nil {
		return "", false
	}
	return f.confirmed(number)
}

// bornBad reports whether a number can be nothing but the form whose check
// digit it fails, so that it still is that carrier's, mistyped.
func bornBad(list []reading) bool {
	return !slices.ContainsFunc(list, func(r reading) bool { return r.check != timeline.CheckBad })
}

// preferred puts the carriers that the message names before the others of
// their tier.
func preferred(r reading, named []string) int {
	if slices.Contains(named, r.carrier) {
		return 50
	}
	return 0
}

// trim drops Latin words typed without a space behind a number ("…hi") or
// before it ("no7310…").
func (f *finder) trim(r run) run {
	text := f.folded[r.from:r.to]
	if slices.ContainsFunc(text, isJoint) {
		return r
	}
	end := len(text)
	for end > 0 && isLatin(text[end-1]) {
		end--
	}
	if tail := len(text) - end; tail > 0 && tail <= 4 && end >= minDigits && tail != 2 {
		return run{r.from, r.from + end}
	} else if tail == 2 && allDigits(string(text[:end])) {
		return run{r.from, r.from + end}
	}
	return r
}

func lettered(number string) bool { return !allDigits(number) }

func digitsIn(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(rune(s[i])) {
			n++
		}
	}
	return n
}

// support is the reason that what stands beside the run gives for taking it,
// and the carriers that the message names.
func (f *finder) support(r run, number string, list []reading) (timeline.WaybillReason, []string) {
	named := f.named()
	before := f.labelBefore(r.from)
	if before >= 0 && f.labels[before].sense == other || f.inside(r) {
		return "", nil
	}
	shape := slices.ContainsFunc(list, func(r reading) bool { return r.check != timeline.CheckBad })
	exact := slices.ContainsFunc(list, func(r reading) bool { return r.check != timeline.CheckBad && r.tier >= tierShape })
	if before >= 0 {
		switch s := f.labels[before].sense; {
		case s == strong && (shape || len(number) >= 10 || bornBad(list) && len(list) > 0):
			return timeline.ReasonLabel, named
		case s == weak && (exact || shape && len(number) <= 12 || lettered(number) && len(list) > 0), s == missing && exact:
			return timeline.ReasonLabel, named
		case s == hint && exact && r.from-f.labels[before].to <= 6:
			return timeline.ReasonLabel, named
		}
	}
	for _, c := range list {
		if slices.Contains(named, c.carrier) && c.check != timeline.CheckBad && (c.tier >= tierShape || f.beside(r, c.carrier)) {
			return timeline.ReasonCarrier, named
		}
	}
	// A name right before a number of unknown shape: old or rare series.
	for _, code := range named {
		if f.beside(r, code) && allDigits(number) && len(number) >= 12 && len(number) <= 15 && digitCarriers[code] {
			return timeline.ReasonCarrier, []string{code}
		}
	}
	if s := f.labelAfter(r.to); s == strong && shape || s == weak && exact {
		return timeline.ReasonLabel, named
	}
	if f.labelled && exact {
		return timeline.ReasonLabel, named
	}
	return "", nil
}

// digitCarriers have had numbers of digits alone beyond the shapes in forms.
var digitCarriers = map[string]bool{"zto": true, "sto": true, "yunda": true, "yto": true, "best": true, "ems": true, "chinapost": true, "jt": true, "deppon": true}

// labelBefore is the index of the label that governs a number at position i:
// the nearest one before it, not parted from it by more than a few words or by
// another sentence. A list behind a label stays governed by it.
func (f *finder) labelBefore(i int) int {
	for n := len(f.labels) - 1; n >= 0; n-- {
		l := f.labels[n]
		if l.to > i || l.sense == name || l.sense == missing && !f.close(l.to, i) {
			continue
		}
		if l.sense == address {
			return -1
		}
		if !f.governs(l, max(l.to, f.taken[n]), i) {
			if l.sense == other && !naming(l.text) {
				continue
			}
			return -1
		}
		// 快递 between 订单号 and its number says nothing; nor does 不是.
		if l.sense == hint || l.sense == missing {
			if m := f.strongerBefore(n, i); m >= 0 {
				return m
			}
		}
		return n
	}
	return -1
}

func (f *finder) close(from, to int) bool { return to-from <= 4 }

// strongerBefore is a label that stands right before label n and outweighs it.
func (f *finder) strongerBefore(n, i int) int {
	for m := n - 1; m >= 0; m-- {
		l := f.labels[m]
		if l.sense == name || l.sense == hint || l.sense == missing {
			continue
		}
		if l.sense == address || !f.governs(l, max(l.to, f.taken[m]), i) {
			return -1
		}
		return m
	}
	return -1
}

func endsSentence(r rune) bool { return r == '。' || r == '!' || r == '?' || r == ';' }

// governs reports whether the label looks as far as from..to: 订单号 names what
// follows, 订单 or 电话 only what stands right behind it, and neither looks
// beyond a comma; a waybill label does.
func (f *finder) governs(l label, from, to int) bool {
	if to-from > l.reach() {
		return false
	}
	return !slices.ContainsFunc(f.folded[from:to], func(r rune) bool {
		return endsSentence(r) || l.sense == other && (r == ',' || r == '\n')
	})
}

// reach is how far a label looks ahead, in code points.
func (l label) reach() int {
	switch {
	case l.sense != other:
		return 14
	case naming(l.text):
		return 8
	}
	return 3
}

// naming reports whether a word is the name of a number, not of a matter.
func naming(w string) bool {
	for _, end := range []string{"号", "码", "号码", "编号", "id", "number", "no", "#", "code", "证", "卡"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// labelAfter is the sense of a label right behind a number ("…这个单号"), unless
// the label has a number of its own.
func (f *finder) labelAfter(i int) sense {
	for n, l := range f.labels {
		if l.from < i {
			continue
		}
		if l.from-i > 8 || slices.ContainsFunc(f.folded[i:l.from], func(r rune) bool { return endsSentence(r) || r == ',' || isDigit(r) || r == '\n' }) {
			return 0
		}
		if l.sense == hint && hasPrefix(f.folded[i:], "这") {
			return weak
		}
		if l.sense != strong && l.sense != weak {
			continue
		}
		end := min(len(f.folded), l.to+6)
		if n+1 < len(f.labels) {
			end = min(end, f.labels[n+1].from)
		}
		if slices.ContainsFunc(f.folded[l.to:max(end, l.to)], isDigit) {
			return 0
		}
		return l.sense
	}
	return 0
}

// named are the carriers that the text names, in order.
func (f *finder) named() []string {
	var codes []string
	for _, l := range f.labels {
		if l.sense == name && !slices.Contains(codes, l.code) {
			codes = append(codes, l.code)
		}
	}
	if slices.Contains(codes, "chinapost") && !slices.Contains(codes, "ems") {
		codes = append(codes, "ems")
	}
	return codes
}

// beside reports whether a carrier's name stands close before or right behind
// a number.
func (f *finder) beside(r run, code string) bool {
	for _, l := range f.labels {
		same := l.sense == name && (l.code == code || l.code == "chinapost" && code == "ems")
		if !same {
			continue
		}
		if gap := r.from - l.to; gap >= 0 && gap <= 8 && !slices.ContainsFunc(f.folded[l.to:r.from], isDigit) {
			return true
		}
		if gap := l.from - r.to; gap >= 0 && gap <= 3 {
			return true
		}
	}
	return false
}

// inside reports whether the run is part of a web address, an address or a
// file name.
func (f *finder) inside(r run) bool {
	if r.from > 0 && strings.ContainsRune("_@/=", f.folded[r.from-1]) {
		return true
	}
	return r.to+1 < len(f.folded) && (strings.ContainsRune("_@", f.folded[r.to]) || f.folded[r.to] == '.' && isLatin(f.folded[r.to+1]))
}

func (f *finder) add(r run, number string, carriers []string, check timeline.CheckDigit, reason timeline.WaybillReason) {
	f.found = append(f.found, timeline.Waybill{Number: number, Text: string(f.written[r.from:r.to]), Span: timeline.Span{r.from, r.to},
		Carriers: carriers, CheckDigit: check, Reason: reason})
	if i := f.labelBefore(r.from); i >= 0 {
		f.taken[i] = r.to
	}
}
