package claims

import (
	"github.com/duizheng/duizheng/timeline"
	"slices"
	"strings"
)

// A reading is a statement in the making.
type reading struct {
	timeline.Statement
	verb   int    // its token, -1 for none
	fact   bool   // it speaks of the past, whatever its mode
	origin int    // the clause
	rule   string // the modeRule that decided
	asked  bool   // its clause asks
}

// A use is one verb in its sentence, with all that bears on it.
type use struct {
	*sentence
	r      *reading
	j      int // its token
	t      token
	c      *clause
	m      mark
	h      help
	e      timeline.TimeExpression // its time, if dated
	dated  bool
	side   int  // of the message on which the time lies, see direction
	quoted bool // not the speaker's own
	asking bool
}

// read takes every verb of the sentence and says what it states.
func (s *sentence) read() []reading {
	for _, p := range scopes {
		p.pass(s)
	}
	all := make([]reading, 0, 4)
	for j := range s.tokens {
		if r, ok := s.judge(j); ok {
			all = merge(all, r)
		}
	}
	for i := range s.clauses {
		for _, read := range []func(int) (reading, bool){s.missingThere, s.stillNot} {
			if r, ok := read(i); ok {
				all = merge(all, r)
			}
		}
	}
	for i := range s.clauses {
		if promises(all) {
			break
		}
		if r, ok := s.undertaking(i); ok {
			all = merge(all, r)
		}
	}
	return s.settle(all)
}

func promises(all []reading) bool {
	return slices.ContainsFunc(all, func(r reading) bool { return r.Mode == timeline.ModePromised })
}

// merge adds r unless it says again what is there; a repetition may bring the
// time or place that the first one lacked.
func merge(all []reading, r reading) []reading {
	for i := range all {
		a := &all[i]
		if a.Kind != r.Kind || a.Mode != r.Mode || a.Negated != r.Negated || a.By != r.By {
			continue
		}
		if a.Timed && r.Timed && !a.Latest.Equal(r.Latest) || a.Place != "" && r.Place != "" && a.PlaceKind != r.PlaceKind {
			continue
		}
		if r.Timed && !a.Timed {
			place, kind, signer, skind := a.Place, a.PlaceKind, a.Signer, a.SignerKind
			span := a.Span
			*a, r = r, *a
			if a.Place == "" {
				a.Place, a.PlaceKind = place, kind
			}
			if a.SignerKind == "" {
				a.Signer, a.SignerKind = signer, skind
			}
			a.Span = timeline.Span{min(span[0], a.Span[0]), max(span[1], a.Span[1])}
			return all
		}
		if a.Place == "" {
			a.Place, a.PlaceKind = r.Place, r.PlaceKind
		}
		if a.SignerKind == "" {
			a.Signer, a.SignerKind = r.Signer, r.SignerKind
		}
		if a.Amount == "" {
			a.Amount = r.Amount
		}
		a.Hedged = a.Hedged && r.Hedged
		return all
	}
	return append(all, r)
}

// settle drops what a more exact statement of the same breath replaces:
// 送到了 放驿站了 is a drop at the station, 到您府上 无人应门 an attempt.
func (s *sentence) settle(all []reading) []reading {
	dropped := func(r reading) bool {
		if r.verb >= 0 && s.tokens[r.verb].marks&arrives != 0 && r.Mode == timeline.ModeAsserted && !r.Negated {
			return slices.ContainsFunc(all, func(o reading) bool {
				return o.Kind == timeline.KindAttempted && o.Mode == r.Mode && !o.Negated && o.By == r.By
			})
		}
		if r.Kind != timeline.KindDelivered || r.Place != "" || r.Timed || r.Negated || r.Signer != "" {
			return false
		}
		for _, o := range all {
			if o.Kind == timeline.KindAtPickupPoint && o.Mode == r.Mode && !o.Negated && o.By == r.By {
				return true
			}
		}
		return false
	}
	if !slices.ContainsFunc(all, dropped) {
		return all
	}
	kept := make([]reading, 0, len(all))
	for _, r := range all {
		if !dropped(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// judge says what the verb at token j states, if anything.
func (s *sentence) judge(j int) (reading, bool) {
	t := s.tokens[j]
	if t.class != verb && t.class != credits && t.class != displays {
		return reading{}, false
	}
	u := &use{sentence: s, r: &reading{verb: j, origin: t.clause}, j: j, t: t, c: &s.clauses[t.clause]}
	r := u.r
	r.Span, r.By = timeline.Span{t.from, t.to}, timeline.BySpeaker
	if t.from >= u.c.quoteFrom && u.c.by != "" {
		r.By = u.c.by
	}
	if t.class == verb && t.marks&record != 0 {
		r.By = timeline.ByRecord
	}
	if reason := u.kind(); reason != "" {
		return reading{}, s.no(j, reason)
	}
	if !u.locate() {
		return reading{}, s.no(j, "no place")
	}
	if s.subordinate(j) || s.relative(j) && u.m&record == 0 {
		return reading{}, s.no(j, "only describes something else")
	}
	u.h = s.helpers(j)
	if u.h.cannot || u.c.elsewhere {
		return reading{}, s.no(j, "cannot, or another parcel")
	}
	r.Negated = u.h.negated() != (u.m&denied != 0)
	r.Disclaimed, r.Looked, r.asked = s.disclaimed, s.looked, u.c.asked
	u.date()
	if !u.mode() {
		return reading{}, s.no(j, "nothing that makes it a statement")
	}
	r.Hedged = u.c.hedged || u.dated && vague(u.e)
	if r.Mode == timeline.ModeRequested {
		r.Hedged = r.Hedged && !s.suggests(u.c)
	}
	s.bound(r, u.e, u.dated)
	switch r.Kind {
	case timeline.KindDelivered, timeline.KindAtPickupPoint:
		s.sign(r, u.c)
	case timeline.KindRefund, timeline.KindCompensation:
		r.Amount = s.amount(u.c, t.to)
	}
	return *r, true
}

// date finds the verb's time and stretches the span over it and the negator.
func (u *use) date() {
	if u.h.from >= 0 {
		u.r.Span[0] = min(u.r.Span[0], u.h.from)
	}
	u.e, u.dated = u.when(u.j)
	if !u.dated {
		return
	}
	u.r.Span = timeline.Span{min(u.r.Span[0], u.e.Span[0]), max(u.r.Span[1], u.e.Span[1])}
	if direction(u.e, u.at) > 0 && u.happened() {
		u.e = earlier(u.e)
	}
	if direction(u.e, u.at) < 0 && u.ahead() {
		u.e = moveBy(u.e, 0, 1)
	}
	if direction(u.e, u.at) < 0 && u.h.planned && !u.h.surely && u.latin() {
		u.e = later(u.e)
	}
	u.side = direction(u.e, u.at)
}

// ahead reports whether a clock of the small hours that is read as past is the next
// one: 凌晨两点拉走, said in the evening by who sends it.
func (u *use) ahead() bool {
	return u.provides() && u.at.Hour() >= 18 && !u.e.Latest.IsZero() && u.e.Latest.Hour() < 12 && dateless(u.e.Text) &&
		!u.h.done && u.m&past == 0 && !u.h.cleft && !u.latin() && u.r.By == timeline.BySpeaker && !u.r.Negated
}

// vague reports whether the words of a time say 左右 or the like; 刚刚 is near
// and no doubt.
func vague(e timeline.TimeExpression) bool {
	return e.Relation == timeline.RelationAbout && !strings.Contains(e.Text, "刚") && !strings.Contains(e.Text, "just")
}

// happened reports whether the words put the event in the past though its time
// could be read as one to come: 15号才发的, said on the 16th.
func (u *use) happened() bool {
	if u.h.coming || u.h.vowed {
		return false
	}
	if rest := string(u.folded[u.t.to:u.c.to]); strings.HasPrefix(rest, "的") && len([]rune(rest)) > 2 && !strings.HasPrefix(rest, "的话") && u.provides() && u.e.Grain == timeline.GrainDay {
		return true // 12号补发的第二箱
	}
	if u.spent() || u.r.Kind == timeline.KindAttempted && u.m&past != 0 {
		return true
	}
	return u.h.surely || u.h.done && (u.h.cleft || dateless(u.e.Text) && u.only(u.j)) || u.m&past != 0 && u.latin() && !u.c.hedged
}

// spent reports whether the verb's form is past at any time beside it: 9点到的站,
// and the signatures that a record shows.
func (u *use) spent() bool {
	w := u.word()
	if strings.HasPrefix(string(u.folded[u.t.to:u.c.to]), "成功") || strings.HasSuffix(w, "成功") {
		return true
	}
	if i := strings.Index(w, "的"); i > 0 && i+len("的") < len(w) && u.t.class == verb && u.m&(timed|nominal|record) == 0 && !strings.HasSuffix(w[:i], "您") && !strings.HasSuffix(w[:i], "你") && !strings.HasSuffix(w[:i], "我") {
		return true // 到的站, 发的货
	}
	return u.r.By == timeline.ByRecord && !u.c.hedged && u.one("签收", "代签收", "代签", "妥投", "揽收", "揽件", "收寄", "拒收", "入库", "入柜", "上架", "签收成功")
}

// latin reports whether the verb is English.
func (u *use) latin() bool { return latinWord(u.folded[u.t.from]) }

// one reports whether the verb is one of the words.
func (u *use) one(words ...string) bool {
	return slices.Contains(words, string(u.folded[u.t.from:u.t.to]))
}

// no notes, for --explain, why the verb at token j gave nothing.
func (s *sentence) no(j int, reason string) bool {
	if s.why != nil {
		*s.why = append(*s.why, s.string(s.tokens[j].from, s.tokens[j].to)+": "+reason)
	}
	return false
}
