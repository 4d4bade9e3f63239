package check_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/check"
	"github.com/duizheng/duizheng/timeline/link"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// material is what random stories are made of: every kind of thing that the
// rows above use, at any hour of a few days.
var material = []func(when string) option{
	func(when string) option { return scan(when+":10", timeline.StatusPickedUp, "已揽收") },
	func(when string) option { return scan(when+":20", timeline.StatusArrived, "到达网点") },
	func(when string) option { return scan(when+":30", timeline.StatusOutForDelivery, "派送") },
	func(when string) option { return scan(when+":40", timeline.StatusFailedAttempt, "派送不成功") },
	func(when string) option {
		return scan(when+":50", timeline.StatusDelivered, "本人签收", signer(timeline.SignerSelf))
	},
	func(when string) option {
		return scan(when+":51", timeline.StatusDelivered, "前台签收", signer(timeline.SignerFrontdesk))
	},
	func(when string) option {
		return scan(when+":52", timeline.StatusAtPickupPoint, "暂存驿站", placed(timeline.PlaceStation))
	},
	func(when string) option {
		return say(when, courier, "放门口了", claim(deliveredK, at(timeline.PlaceDoor)))
	},
	func(when string) option { return say(when, courier, "在派送", claim(outK)) },
	func(when string) option { return say(when, courier, "没送", not(deliveredK)) },
	func(when string) option {
		return say(when, courier, "三号三点前送到", promise(deliveredK, "3 15:00"))
	},
	func(when string) option { return say(when, courier, "改四号中午", promise(deliveredK, "4 12:00")) },
	func(when string) option { return say(when, seller, "发货了", claim(shippedK)) },
	func(when string) option {
		return say(when, seller, "查到二号下午送的", claim(deliveredK, during("2 12:00", "2 18:00", timeline.GrainDaypart)))
	},
	func(when string) option { return say(when, buyer, "没收到", not(receivedK)) },
	func(when string) option { return say(when, buyer, "门口看了 没有", not(receivedK, looked)) },
	func(when string) option { return say(when, buyer, "找到了 我妈拿的", claim(receivedK)) },
	func(when string) option {
		return say(when, buyer, "不要放驿站", request(pointK, negated, at(timeline.PlaceStation)))
	},
	func(when string) option {
		return say(when, buyer, "那就放驿站", request(pointK, at(timeline.PlaceStation)))
	},
	func(when string) option { return say(when, buyer, "我没拒收", not(refusedK)) },
	func(when string) option { return scan(when+":53", timeline.StatusRefused, "收件人拒收") },
	func(when string) option {
		return scanIn("old", when+":54", timeline.StatusDelivered, "已签收")
	},
}

// drawStory draws a parcel's story from material.
func drawStory(t *rapid.T) []option {
	options := tale()
	for range rapid.IntRange(0, 12).Draw(t, "length") {
		day := rapid.IntRange(1, 6).Draw(t, "day")
		hour := rapid.IntRange(8, 21).Draw(t, "hour")
		minute := rapid.IntRange(0, 59).Draw(t, "minute")
		what := rapid.IntRange(0, len(material)-1).Draw(t, "what")
		options = append(options, material[what](stamp(day, hour, minute)))
	}
	if rapid.Bool().Draw(t, "queried") {
		options = append(options, asOf("8 12:00"))
	}
	return options
}

func stamp(day, hour, minute int) string {
	return time.Date(2026, 3, day, hour, minute, 0, 0, china).Format("2 15:04")
}

func TestWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := map[string]bool{}
		for _, f := range findings(drawStory(t)...) {
			if ids[f.ID] {
				t.Fatalf("two findings %s", f.ID)
			}
			ids[f.ID] = true
			if len(f.Evidence) == 0 || f.Verdict != f.Type.Verdict() || f.Rule == "" || f.Summary.Key == "" || len(f.Benign) == 0 && f.Firmness == timeline.Possible {
				t.Fatalf("incomplete: %+v", f)
			}
			seen := map[string]bool{}
			for _, e := range f.Evidence {
				if seen[e.Event] || slices.Contains(f.Also, e.Event) {
					t.Fatalf("%s is evidence twice: %+v", e.Event, f)
				}
				seen[e.Event] = true
			}
			if f.Firmness == timeline.Possible && f.Severity != timeline.SeverityLow {
				t.Fatalf("possible, yet of severity %s", f.Severity)
			}
		}
	})
}

// The evidence alone gives the finding, and no part of it does. Where it is that
// something is missing, taking a member away makes more missing, so that less
// can be asked: see withoutMembers.
func TestEvidenceIsMinimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		story := drawStory(t)
		for _, f := range findings(story...) {
			var ids []string
			for _, e := range f.Evidence {
				ids = append(ids, e.Event)
			}
			if slices.Contains(f.Constraints, "record:scans_do_not_vanish") || f.Type == timeline.Stalled {
				withoutMembers(t, story, f, ids)
				continue
			}
			if f.Firmness == timeline.Firm && !stillFound(t, story, f.Type, f.Firmness, ids) {
				t.Fatalf("%s does not follow from its evidence %v", brief(f), ids)
			}
			for i := range ids {
				if part := slices.Delete(slices.Clone(ids), i, i+1); stillFound(t, story, f.Type, f.Firmness, part) {
					t.Fatalf("%s follows from %v without %s", brief(f), part, ids[i])
				}
			}
		}
	})
}

// withoutMembers asks of a stall, and of a scan that vanished, what can be
// asked. Without its first member neither is there. Without the second, the
// same silence lasts longer: to the next scan, or the query, which is another
// fact with other evidence; and another later scan shows as well that the first
// one vanished. So each member is needed for the words of the finding, though
// not for there being one.
func withoutMembers(t *rapid.T, story []option, f timeline.Finding, ids []string) {
	for i, id := range ids {
		gone := func(s *tales) {
			for k := range s.events {
				if s.events[k].ID == id {
					s.events[k].Kind, s.events[k].Scan, s.events[k].Text = timeline.KindNotice, nil, ""
				}
			}
		}
		for _, g := range findings(append(slices.Clone(story), gone)...) {
			if g.ID == f.ID && (i == 0 || slices.EqualFunc(g.Evidence, f.Evidence, func(a, b timeline.Evidence) bool { return a.Event == b.Event && a.AsOf.Equal(b.AsOf) })) {
				t.Fatalf("%s is found without %s", brief(f), id)
			}
		}
	}
}

// stillFound runs a story of which only the given events are left.
func stillFound(t *rapid.T, story []option, typ timeline.FindingType, firmness timeline.Firmness, ids []string) bool {
	only := func(s *tales) {
		for i := range s.events {
			if e := &s.events[i]; e.ID != "e_000" && !slices.Contains(ids, e.ID) {
				e.Statements, e.Text = nil, ""
				if e.Kind == timeline.KindScan {
					e.Kind, e.Scan = timeline.KindNotice, nil
				}
			}
		}
	}
	return slices.ContainsFunc(findings(append(slices.Clone(story), only)...), func(f timeline.Finding) bool { return f.Type == typ && f.Firmness == firmness })
}

type tales = story

// message draws a message of the story that states something; ok is false
// where it has none.
func message(t *rapid.T, story []option) (at int, ok bool) {
	s := &tales{}
	for _, o := range story {
		o(s)
	}
	var says []int
	for i, e := range s.events {
		if e.Kind == timeline.KindMessage && len(e.Statements) > 0 {
			says = append(says, i)
		}
	}
	if len(says) == 0 {
		return 0, false
	}
	return rapid.SampledFrom(says).Draw(t, "message"), true
}

// eachStatement changes every statement of one message.
func eachStatement(at int, change func(*st)) option {
	return func(s *tales) {
		for k := range s.events[at].Statements {
			change(&s.events[at].Statements[k])
		}
	}
}

func restsOn(f timeline.Finding, id string) bool {
	return slices.ContainsFunc(f.Evidence, func(e timeline.Evidence) bool { return e.Event == id })
}

func eventID(at int) string { return fmt.Sprintf("e_%03d", at) }

// What is hedged, or told by another, makes possible findings at most; what is
// disclaimed, asked, or taken back at once makes none.
func TestWeakWordsWeakenFindings(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*st)
		none   bool
	}{
		{"hedged", hedged, false},
		{"quoted", by(timeline.ByOther), false},
		{"disclaimed", func(x *st) { x.Disclaimed = true }, true},
		{"asked", mode(timeline.ModeAsked), true},
		{"a rule of the shop", mode(timeline.ModePolicy), true},
		{"an if", mode(timeline.ModeHypothetical), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				story := drawStory(t)
				at, ok := message(t, story)
				if !ok {
					return
				}
				for _, f := range findings(append(story, eachStatement(at, c.change))...) {
					// who was to take it for the recipient, told by him, is as good as he
					denial := c.name == "quoted" && slices.ContainsFunc(f.Evidence, func(e timeline.Evidence) bool {
						return e.Event == eventID(at) && e.Negated && e.Party == people[buyer]
					})
					if restsOn(f, eventID(at)) && (c.none || f.Firmness == timeline.Firm) && !denial {
						t.Fatalf("%s rests on what is %s", brief(f), c.name)
					}
				}
			})
		})
	}
}

func TestTakenBackAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		story := drawStory(t)
		at, ok := message(t, story)
		if !ok {
			return
		}
		back := func(s *tales) {
			e := s.events[at]
			for i, o := range s.events {
				if i != at && o.Sender.Name == e.Sender.Name && o.Time.Start.Equal(e.Time.Start) {
					return // which of two is taken back is open
				}
			}
			say(e.Time.Raw, e.Sender.Role, "打错了")(s)
			for _, f := range findings(func(x *tales) { *x = *s }) {
				if restsOn(f, eventID(at)) {
					t.Fatalf("%s rests on what was taken back", brief(f))
				}
			}
		}
		s := &tales{}
		for _, o := range append(story, back) {
			o(s)
		}
	})
}

// firmOnes are the ids of the firm findings that pass want.
func firmOnes(list []timeline.Finding, want func(timeline.Finding) bool) map[string]bool {
	ids := map[string]bool{}
	for _, f := range list {
		if f.Firmness == timeline.Firm && want(f) {
			ids[f.ID] = true
		}
	}
	return ids
}

func all(timeline.Finding) bool { return true }

// A further zone for which the case gives a reason, and not to know when the
// tracking was queried, make nothing firmer.
func TestLessKnownIsNotFirmer(t *testing.T) {
	onRecord := func(f timeline.Finding) bool {
		return slices.ContainsFunc(f.Evidence, func(e timeline.Evidence) bool { return e.Role == timeline.EvidenceRecord })
	}
	rapid.Check(t, func(t *rapid.T) {
		story := drawStory(t)
		before := findings(story...)
		hours := rapid.IntRange(-11, 13).Draw(t, "zone")
		for id := range firmOnes(findings(append(slices.Clone(story), zoned(time.FixedZone("", hours*3600)))...), all) {
			if !firmOnes(before, all)[id] {
				t.Fatalf("%s is firmer with another zone", id)
			}
		}
		unknown := func(s *tales) { s.asOf = "" }
		for id := range firmOnes(findings(append(slices.Clone(story), unknown)...), onRecord) {
			if !firmOnes(before, all)[id] {
				t.Fatalf("%s is firmer without the time of the query", id)
			}
		}
	})
}

// Talk with a friend, small talk in the chat itself, and a query that found
// nothing change no finding.
func TestWhatSaysNothingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		story := drawStory(t)
		when := stamp(rapid.IntRange(1, 6).Draw(t, "day"), rapid.IntRange(8, 21).Draw(t, "hour"), 30)
		more := rapid.SampledFrom([]option{
			in("friend", when, station, "我的快递又没收到", not(receivedK)),
			in("friend", when, buyer, "今天没送来", not(deliveredK)),
			say(stamp(rapid.IntRange(1, 6).Draw(t, "night"), 22, 40), buyer, "今天天气不错"), // at night, so that no word after it is its answer
			scanIn("none", when+":55", timeline.StatusInfo, "查无结果"),
		}).Draw(t, "more")
		short := func(list []timeline.Finding) (out []string) {
			for _, f := range list {
				s := brief(f)
				for _, e := range f.Evidence {
					s += " " + e.Time.Raw + e.Text
				}
				out = append(out, s)
			}
			return out
		}
		if diff := cmp.Diff(short(findings(story...)), short(findings(append(slices.Clone(story), more)...))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestOrderOfLinksDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &story{}
		for _, o := range drawStory(t) {
			o(s)
		}
		slices.SortStableFunc(s.events, func(a, b timeline.Event) int { return a.Time.Start.Compare(b.Time.Start) })
		r := link.Make(link.Input{Events: pointers(s.events)})
		shuffled := rapid.Permutation(r.Links).Draw(t, "links")
		for _, p := range r.Parcels {
			in := check.Input{Parcel: p, Events: pointers(s.events), Links: r.Links}
			other := in
			other.Links = shuffled
			if diff := cmp.Diff(check.Check(in), check.Check(other)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestRules(t *testing.T) {
	story := tale(pick, out, say("2 10:00", courier, "明天下午3点前送到", promise(deliveredK, "3 15:00")), signed)
	rules, err := check.DefaultRules().Set("R01", 3*time.Hour, 4*time.Hour, false)
	if err != nil {
		t.Fatal(err)
	}
	withRules := func(r check.Rules) []string {
		s := &tales{}
		for _, o := range story {
			o(s)
		}
		linked := link.Make(link.Input{Events: pointers(s.events)})
		return briefs(check.Check(check.Input{Parcel: linked.Parcels[0], Events: pointers(s.events), Links: linked.Links, Rules: r}))
	}
	if got := withRules(rules); len(got) != 0 {
		t.Errorf("within the user's own tolerance: %v", got)
	}
	off, _ := check.DefaultRules().Set("R01", 0, 0, true)
	if got := withRules(off); len(got) != 0 {
		t.Errorf("switched off: %v", got)
	}
	if got := withRules(nil); len(got) != 1 {
		t.Errorf("default: %v", got)
	}
	for _, bad := range []struct {
		id              string
		tolerance, firm time.Duration
	}{{"R99", 0, 0}, {"R01", -1, 0}, {"R01", 2, 1}} {
		if _, err := check.DefaultRules().Set(bad.id, bad.tolerance, bad.firm, false); err == nil {
			t.Errorf("Set(%v) gave no error", bad)
		}
	}
}

func TestEveryTypeHasARule(t *testing.T) {
	var have []timeline.FindingType
	for _, r := range check.DefaultRules() {
		have = append(have, r.Type)
	}
	for _, typ := range timeline.FindingTypes {
		if !slices.Contains(have, typ) {
			t.Errorf("%s has no rule", typ)
		}
	}
}

// A parcel with 2,000 statements and 500 scans.
func BenchmarkCheck(b *testing.B) {
	s := &story{}
	tale()[0](s)
	for i := range 500 {
		scan(stampAt(i*30, true), []timeline.ScanStatus{timeline.StatusPickedUp, timeline.StatusArrived, timeline.StatusInTransit, timeline.StatusArrived}[min(i, 1+i%3)], "到达")(s)
	}
	for i := range 2000 {
		material[7+i%13](stampAt(i*7, false))(s)
	}
	slices.SortStableFunc(s.events, func(a, b timeline.Event) int { return a.Time.Start.Compare(b.Time.Start) })
	r := link.Make(link.Input{Events: pointers(s.events)})
	in := check.Input{Parcel: r.Parcels[0], Events: pointers(s.events), Links: r.Links}
	b.ReportAllocs()
	for b.Loop() {
		check.Check(in)
	}
}

// One courier who says 2,000 times, by turns, that it is left and that he still
// has it.
func BenchmarkContradicting(b *testing.B) {
	s := &story{}
	tale()[0](s)
	for i := range 2000 {
		material[7+i%2](stampAt(i*7, false))(s)
	}
	r := link.Make(link.Input{Events: pointers(s.events)})
	in := check.Input{Parcel: r.Parcels[0], Events: pointers(s.events), Links: r.Links}
	b.ReportAllocs()
	for b.Loop() {
		check.Check(in)
	}
}

func stampAt(minutes int, seconds bool) string {
	layout := "2 15:04"
	if seconds {
		layout += ":05"
	}
	return time.Date(2026, 3, 1, 9, minutes, 0, 0, china).Format(layout)
}

// One parcel in a chat of 100,000 messages.
func BenchmarkLongChat(b *testing.B) {
	s := &story{}
	tale()[0](s)
	for range 100_000 {
		say("2 10:00", courier, "今天天气不错")(s)
	}
	r := link.Make(link.Input{Events: pointers(s.events)})
	in := check.Input{Parcel: r.Parcels[0], Events: pointers(s.events), Links: r.Links}
	b.ReportAllocs()
	for b.Loop() {
		check.Check(in)
	}
}
