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
		s.Place = site(text, s.Status)
	}
	s.ETA = eta(s.Status, folded, text, at)
	return s
}

// left reads with whom and where the parcel was left.
func left(s timeline.Scan, text string) timeline.Scan {
	signer, kind, signed := place.Signer(text)
	where, whereKind, found := place.Find(text)
	if !signed && s.Status == timeline.StatusDelivered {
		signer, kind = receiver(text, where, whereKind)
		signed = kind != ""
	}
	deposited := found && (whereKind == timeline.PlaceStation || whereKind == timeline.PlaceLocker)
	switch folded := fold.String(text); {
	case s.Status != timeline.StatusAtPickupPoint:
	case found && whereKind == timeline.PlaceDoor:
		s.Status = timeline.StatusDelivered // at his own door it need not be fetched
	case signed && !deposited && person(kind) && !bareProxy(signer) && holds(folded, signing) && !holds(folded, inviting):
		s.Status = timeline.StatusDelivered // 家人代收, 代收【信报箱】: it has been taken
	default:
		if signer, kind = where, signerAt[whereKind]; kind == "" {
			signer = ""
		}
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

// receiver is who took a delivered parcel where no word of signing says so:
// the desk it was left at, a letter box, "delivered to neighbour".
func receiver(text, where string, kind timeline.PlaceKind) (string, timeline.SignerKind) {
	switch {
	case kind == timeline.PlaceFrontdesk:
		return where, timeline.SignerFrontdesk
	case kind == timeline.PlaceOther && holds(fold.String(where), letterBox):
		return where, timeline.SignerOther
	}
	if _, to, ok := strings.Cut(fold.String(text), "delivered to "); ok {
		signer, kind, _ := place.Signer("handed to " + to)
		return signer, kind
	}
	return "", ""
}

var (
	signing   = split("代收|代签|签收")
	inviting  = split("领取|请…取|自取")
	letterBox = split("信报箱|信箱|报箱|邻居")
)

// person reports whether a signer is somebody who takes the parcel for good.
func person(k timeline.SignerKind) bool {
	switch k {
	case timeline.SignerFamily, timeline.SignerColleague, timeline.SignerFrontdesk, timeline.SignerOther:
		return true
	}
	return false
}

// bareProxy is a word that names nobody: 快件已代收.
func bareProxy(signer string) bool {
	return slices.Contains([]string{"代签收", "代签", "代收", "代领", "代取"}, fold.String(signer))
}

var signerAt = map[timeline.PlaceKind]timeline.SignerKind{timeline.PlaceStation: timeline.SignerStation, timeline.PlaceLocker: timeline.SignerLocker, timeline.PlaceFrontdesk: timeline.SignerFrontdesk}

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
		s := first(body)
		if s == timeline.StatusOutForDelivery { // 即将派送: the van has not left
			s = timeline.StatusArrived
		}
		return s
	}
	if holds(body, promised) {
		return timeline.StatusETA
	}
	if s := first(body); s != "" {
		return s
	}
	return first(text)
}

// An entry is one word of a rule, cut at "…".
type entry struct {
	head, rest string
	rule       int
	unless     bool
}

// lexicon maps the first character of every word to the words that begin with
// it, so that a text is looked through once for all rules.
var lexicon = readRules()

func readRules() map[rune][]entry {
	m := map[rune][]entry{}
	for i, r := range rules {
		for list, unless := range map[string]bool{r.words: false, r.unless: true} {
			for _, w := range split(list) {
				if w == "" {
					continue
				}
				head, rest, _ := strings.Cut(w, "…")
				c, _ := utf8.DecodeRuneInString(head)
				m[c] = append(m[c], entry{head, rest, i, unless})
			}
		}
	}
	return m
}

// first is the status of the first rule that matches text, "" if none does.
func first(text string) timeline.ScanStatus {
	var word, unless [len(rules)]bool
	for i, c := range text {
		for _, e := range lexicon[c] {
			seen := &word[e.rule]
			if e.unless {
				seen = &unless[e.rule]
			}
			*seen = *seen || begins(text, i, e.head, e.rest)
		}
	}
	for i := range rules {
		if word[i] && !unless[i] {
			return rules[i].status
		}
	}
	return ""
}

// holds reports whether text holds one of the words.
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

// contains reports whether text holds w.
func contains(text, w string) bool {
	head, rest, _ := strings.Cut(w, "…")
	for at := 0; ; {
		i := strings.Index(text[at:], head)
		if i < 0 {
			return false
		}
		if begins(text, at+i, head, rest) {
			return true
		}
		at += i + len(head)
	}
}

// begins reports whether a word stands at text[i:]; the part behind "…" must
// follow in the same sentence, close by. A Latin word must begin a word.
func begins(text string, i int, head, rest string) bool {
	if !strings.HasPrefix(text[i:], head) {
		return false
	}
	if c := head[0]; c >= 'a' && c <= 'z' && i > 0 && text[i-1] >= 'a' && text[i-1] <= 'z' {
		return false
	}
	if rest == "" {
		return true
	}
	at := i + len(head)
	within := text[at:min(len(text), at+gap+len(rest))]
	if end := strings.IndexAny(within, "。;!"); end >= 0 {
		within = within[:end]
	}
	return strings.Contains(within, rest)
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
