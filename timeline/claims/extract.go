package claims

import (
	"slices"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/waybill"
)

// Options says what Extract gives beside the statements that a check may use.
type Options struct {
	// All adds the statements that are asked, hypothetical or policy.
	All bool
	// Explain fills Why: which words gave a statement, and why others gave none.
	Explain bool
	// Confirmed knows the numbers of imported records; nil: none.
	Confirmed waybill.Confirmed
	// Names are those of the chat and of who writes in it: numbers of the form of a
	// carrier that one of them names (中通小费) are waybills.
	Names []string
}

// Extract reads one message: its waybills, its times and what it states, in
// the light of its sender's role and of the messages before it.
func Extract(u timeline.Utterance, o Options) timeline.Extraction {
	x := timeline.Extraction{ID: u.ID, Statements: []timeline.Statement{}}
	if u.Role == "" {
		u.Role = timeline.RoleUnknown
	}
	x.Waybills = numbers(u, o)
	x.Times = times(u)
	if len(u.Context) > timeline.ContextLimit {
		u.Context = u.Context[len(u.Context)-timeline.ContextLimit:]
	}
	if !states(u, len(x.Times) > 0) && !answers(u, len(x.Times) > 0) {
		if o.Explain {
			x.Why = append(x.Why, "no word of the lexicon")
		}
		return x
	}
	return understand(u, o, x)
}

// understand adds what a message states, once it is known that it may.
func understand(u timeline.Utterance, o Options, x timeline.Extraction) timeline.Extraction {
	s := &sentence{text: []rune(u.Text), at: u.Time, role: u.Role, times: x.Times, waybills: x.Waybills}
	if o.Explain {
		s.why = &x.Why
	}
	s.listen(u.Context)
	s.prepare()
	all := s.read()
	all = s.turn(u, all, o)
	for _, r := range all {
		if !o.All && !r.Mode.Checked() {
			if o.Explain {
				x.Why = append(x.Why, string(r.Kind)+": "+string(r.Mode))
			}
			continue
		}
		st := r.Statement
		s.number(&st, u, o.Confirmed)
		if o.Explain {
			st.Why = s.reasons(r)
		}
		x.Statements = append(x.Statements, st)
	}
	slices.SortStableFunc(x.Statements, func(a, b timeline.Statement) int { return a.Span[0] - b.Span[0] })
	return x
}

// states reports whether u can state anything by its own words: a verb of the
// lexicon, a place where nothing was found, or "今天两点前给你".
func states(u timeline.Utterance, timed bool) bool {
	h := words.hears(u.Text)
	if h.has(verb) || h.has(credits) || h.has(displays) {
		return true
	}
	if timed && (h.has(benefit) || h.has(motion) || h.has(you) || h.has(coming) || h.has(assures) || u.Role == timeline.RolePlatform) {
		return true
	}
	return (h.has(notYet) || h.has(nowhere) || h.has(retorts)) && (u.Role == timeline.RoleBuyer || u.Role == timeline.RoleUnknown)
}

// numbers finds the waybills of a message. A bare number in answer to the
// question for it, or in correction of one, is one, though nothing beside it says so.
func numbers(u timeline.Utterance, o Options) []timeline.Waybill {
	found := waybill.Among(o.Names, u.Text, o.Confirmed)
	if len(found) > 0 || !bareNumber(u.Text) && !(corrected(u.Text) && digits(u.Text)) || !numberAsked(u) {
		return found
	}
	return waybill.Candidates(u.Text)
}

func bareNumber(text string) bool {
	n := 0
	for _, r := range text {
		switch r = letter(r); {
		case latin(r):
			n++
		case r != ' ' && r != '-':
			return false
		}
	}
	return n >= 10 && n <= 24
}

// listen notes from the messages before who is spoken to, and whether a
// courier was named.
func (s *sentence) listen(context []timeline.Utterance) {
	s.context = context
	for i := len(context) - 1; i >= 0; i-- {
		if r := context[i].Role; s.counter == "" && r != s.role && r != timeline.RoleUnknown {
			s.counter = r
		}
	}
}

// reasons explains a reading.
func (s *sentence) reasons(r reading) []string {
	var why []string
	if r.verb >= 0 {
		t := s.tokens[r.verb]
		why = append(why, "verb: "+s.string(t.from, t.to), "rule: "+r.rule)
	}
	c := &s.clauses[r.origin]
	why = append(why, "clause: "+s.string(c.from, c.to))
	for _, t := range s.words(c) {
		if name, ok := classNames[t.class]; ok {
			why = append(why, name+": "+s.string(t.from, t.to))
		}
	}
	if r.Agrees {
		why = append(why, "agrees to what was asked")
	}
	if r.Corrects {
		why = append(why, "takes back what was said before")
	}
	return why
}

var classNames = map[class]string{
	done: "done", coming: "to come", benefit: "for the other", notYet: "not yet", dont: "shall not", wont: "will not", isNot: "is not",
	asks: "asks", why: "asks why", supposes: "condition", rule: "rule", wants: "request", hedges: "hedge", disclaims: "disclaimer",
	elsewhere: "another parcel", says: "quotes", displays: "quotes a record", whoSays: "source", assures: "to come", looked: "looked",
}
