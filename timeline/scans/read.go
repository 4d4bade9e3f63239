package scans

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
	"github.com/duizheng/duizheng/timeline/place"
)

// Read fills in what the text of a scan says: Status and StatusFrom, Place,
// PlaceKind, Signer, SignerKind and ETA. s brings what its source gives as
// fields: Code, CodeStatus, Carrier, and Place where the source has one. at is
// the scan's own time, on which words such as 今日 and 14:30前 hang.
//
// Only a text that says nothing is read from its code.
func Read(s timeline.Scan, text string, at timeline.Moment) timeline.Scan {
	folded := fold.String(text)
	status := statusOf(folded)
	s.Status, s.StatusFrom = status, "text"
	switch {
	case status != "":
	case s.CodeStatus != "":
		s.Status, s.StatusFrom = s.CodeStatus, "code"
	default:
		s.Status = timeline.StatusInfo
	}
	s.Signer, s.SignerKind, s.PlaceKind = "", "", ""
	if s.StatusFrom == "text" && (s.Status == timeline.StatusDelivered || s.Status == timeline.StatusAtPickupPoint) {
		s = left(s, text)
	}
	if s.Place == "" {
		s.Place = site(text)
	}
	s.ETA = eta(s.Status, folded, text, at)
	return s
}

// left reads with whom and where the parcel was left.
func left(s timeline.Scan, text string) timeline.Scan {
	signer, kind, signed := place.Signer(text)
	where, whereKind, found := place.Find(text)
	byPerson := signed && kind != timeline.SignerStation && kind != timeline.SignerLocker
	deposited := found && (whereKind == timeline.PlaceStation || whereKind == timeline.PlaceLocker)
	if s.Status == timeline.StatusAtPickupPoint {
		if byPerson && !deposited && kind != timeline.SignerUnknown && kind != timeline.SignerSelf && signed && !bareProxy(signer) {
			// 家人代收, 代收【信报箱】: it has been taken.
			s.Status = timeline.StatusDelivered
		} else {
			signer, kind = "", ""
			if deposited {
				signer, kind = where, signerAt[whereKind]
			}
		}
	}
	if s.Status == timeline.StatusDelivered && !signed && whereKind == timeline.PlaceFrontdesk {
		signer, kind = where, timeline.SignerFrontdesk
	}
	s.Signer, s.SignerKind = signer, kind
	switch {
	case deposited || whereKind == timeline.PlaceFrontdesk || whereKind == timeline.PlaceDoor:
		s.PlaceKind = whereKind
	case kind == timeline.SignerSelf:
		s.PlaceKind = timeline.PlaceHand
	case found:
		s.PlaceKind = whereKind
	}
	return s
}

// bareProxy is a word that names nobody: 快件已代收.
func bareProxy(signer string) bool {
	return slices.Contains([]string{"代签收", "代签", "代收", "代领", "代取"}, fold.String(signer))
}

var signerAt = map[timeline.PlaceKind]timeline.SignerKind{timeline.PlaceStation: timeline.SignerStation, timeline.PlaceLocker: timeline.SignerLocker}

// statusOf is the status that a folded text gives, "" if it says nothing.
func statusOf(text string) timeline.ScanStatus {
	body := cutTail(sites.Replace(hideHubs(text)))
	rest := withoutAhead(body)
	if s := first(rest); s != "" {
		return s
	}
	if rest != body {
		if holds(body, promised) {
			return timeline.StatusETA
		}
		return first(body)
	}
	if holds(body, promised) {
		return timeline.StatusETA
	}
	if s := first(body); s != "" {
		return s
	}
	return first(text)
}

func first(text string) timeline.ScanStatus {
	for i := range compiled {
		if r := &compiled[i]; r.match(text) {
			return r.status
		}
	}
	return ""
}

// A matcher is a rule taken apart.
type matcher struct {
	status        timeline.ScanStatus
	words, unless []string
}

var compiled = func() []matcher {
	list := make([]matcher, len(rules))
	for i, r := range rules {
		list[i] = matcher{r.status, split(r.words), nil}
		if r.unless != "" {
			list[i].unless = split(r.unless)
		}
	}
	return list
}()

func (m *matcher) match(text string) bool { return holds(text, m.words) && !holds(text, m.unless) }

func holds(text string, words []string) bool {
	for _, w := range words {
		if contains(text, w) {
			return true
		}
	}
	return false
}

// gap is how many bytes "…" may stand for.
const gap = 60

// contains reports whether text holds w; the parts around "…" must stand in
// one sentence, close to each other. A Latin word must begin a word.
func contains(text, w string) bool {
	head, rest, split := strings.Cut(w, "…")
	for at := 0; ; {
		i := strings.Index(text[at:], head)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(head)
		if c := head[0]; c >= 'a' && c <= 'z' && i > 0 && text[i-1] >= 'a' && text[i-1] <= 'z' {
			continue
		}
		if !split {
			return true
		}
		within := text[at:min(len(text), at+gap+len(rest))]
		if end := strings.IndexAny(within, "。;!"); end >= 0 {
			within = within[:end]
		}
		if strings.Contains(within, rest) {
			return true
		}
	}
}

// hideHubs takes out names in brackets, which hold words such as 派送 or 签收
// without meaning them, unless they name a station, locker, desk or signer.
func hideHubs(text string) string {
	if !strings.ContainsAny(text, "【[") {
		return text
	}
	var b strings.Builder
	for text != "" {
		i := strings.IndexAny(text, "【[")
		if i < 0 {
			break
		}
		open, _ := utf8.DecodeRuneInString(text[i:])
		shut := "】"
		if open == '[' {
			shut = "]"
		}
		j := strings.Index(text[i:], shut)
		if j < 0 {
			break
		}
		inside := text[i+utf8.RuneLen(open) : i+j]
		b.WriteString(text[:i])
		b.WriteRune(open)
		if telling(inside) {
			b.WriteString(inside)
		}
		b.WriteString(shut)
		text = text[i+j+len(shut):]
	}
	b.WriteString(text)
	return b.String()
}

// tellingWords are what a bracket says beside a name.
var tellingWords = split("签收|本人|异常|疑难|问题件|退|信报箱|正在派|已派|月|日|取件地址")

func telling(inside string) bool {
	if holds(inside, tellingWords) && !strings.HasSuffix(inside, "公司") && !strings.HasSuffix(inside, "中心") {
		return true
	}
	_, kind, ok := place.Find(inside)
	return ok && kind != timeline.PlaceHand && kind != timeline.PlaceDoor
}

// cutTail drops the polite ending, if something stands before it.
func cutTail(text string) string {
	end := len(text)
	for _, t := range tails {
		if i := strings.Index(text, t); i > 0 {
			end = min(end, i)
		}
	}
	return text[:end]
}

// withoutAhead drops the clauses that only announce.
func withoutAhead(text string) string {
	if !holds(text, ahead) {
		return text
	}
	var b strings.Builder
	for text != "" {
		end := len(text)
		if i := strings.IndexAny(text, ",。;!\n"); i >= 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			end = i + n
		}
		if clause := text[:end]; !holds(clause, ahead) {
			b.WriteString(clause)
		}
		text = text[end:]
	}
	return b.String()
}
