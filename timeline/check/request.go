package check

import (
	"regexp"
	"slices"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// requests looks for parcels left at a station, locker or door after the
// recipient asked for something else.
func (c *court) requests() []*draft {
	rule := c.Rules.rule(timeline.InstructionIgnored)
	wishes := c.said(timeline.EvidenceRequest, func(a *account) bool { return c.byRecipient(a) && a.dated() && refuses(a) != nil })
	if len(wishes) == 0 {
		return nil
	}
	for _, drop := range c.drops() {
		place := placeOf(drop)
		var best *draft
		for _, w := range wishes {
			told := w.from().After(drop.from()) && toldBefore.MatchString(w.event.Own())
			since := w.event
			if told {
				since = c.chats[chatOf(w.event)][0]
			}
			if !told && !w.until().Before(drop.from()) || !slices.Contains(refuses(w), place) || c.withdrawn(w, drop, since, place) {
				continue
			}
			firm, ok := c.heard(w, drop)
			if !ok || told && best != nil {
				continue
			}
			firm = firm && !told
			d := &draft{typ: timeline.InstructionIgnored, rule: rule, firm: firm, key: drop.event.ID, party: c.carrierOf(drop),
				evidence: []*account{w, drop}, constraints: []string{requestHolds}}
			if !firm {
				d.mayBe("benign.not_passed_on", true)
			}
			d.soften(w.soft...)
			d.soften(drop.soft...)
			if best == nil || d.firm && !best.firm {
				if best != nil {
					d.also = append(d.also, best.evidence...)
				}
				best = d
			} else {
				best.also = append(best.also, w)
			}
		}
		if best != nil {
			return []*draft{best}
		}
	}
	return nil
}

// carrierOf is who is contradicted by a drop: who claims it, or the carrier.
func (c *court) carrierOf(drop *account) string {
	if drop.recorded() && drop.event.Scan != nil {
		return drop.event.Scan.Carrier
	}
	return drop.who
}

// drops are the drops of the record, or, where it has none, those that a
// courier claims himself.
func (c *court) drops() []*account {
	if drops := c.record.drops(); len(drops) > 0 {
		return drops
	}
	return c.said(timeline.EvidenceClaim, func(a *account) bool {
		return a.dated() && !a.st.Negated && !a.st.Hedged && a.as == timeline.RoleCourier && dropClaim(a)
	})
}

var refusable = []timeline.PlaceKind{timeline.PlaceStation, timeline.PlaceLocker, timeline.PlaceDoor}

// refuses lists the classes of place that a request excludes: the one it
// names, if negated, else every other. A wish for a desk, or a person, is none.
func refuses(w *account) []timeline.PlaceKind {
	place := placeOf(w)
	switch w.kind {
	case timeline.KindDelivered, timeline.KindAtPickupPoint:
	default:
		return nil
	}
	if w.st.Negated {
		switch place {
		case timeline.PlaceStation, timeline.PlaceLocker:
			// 驿站 and 柜 are two words for being sent to fetch it
			if w.kind == timeline.KindAtPickupPoint && w.st.PlaceKind == "" {
				return []timeline.PlaceKind{timeline.PlaceStation, timeline.PlaceLocker}
			}
			return []timeline.PlaceKind{place}
		case timeline.PlaceDoor:
			return []timeline.PlaceKind{place}
		case "":
			if w.kind == timeline.KindAtPickupPoint {
				return []timeline.PlaceKind{timeline.PlaceStation, timeline.PlaceLocker}
			}
		}
		return nil
	}
	switch place {
	case timeline.PlaceHand, timeline.PlaceDoor, timeline.PlaceOther:
		return []timeline.PlaceKind{timeline.PlaceStation, timeline.PlaceLocker}
	case timeline.PlaceStation, timeline.PlaceLocker:
		return slices.DeleteFunc(slices.Clone(refusable), func(k timeline.PlaceKind) bool { return k == place })
	case "":
		if w.kind == timeline.KindDelivered && toMyDoor.MatchString(w.event.Own()) {
			return []timeline.PlaceKind{timeline.PlaceStation, timeline.PlaceLocker}
		}
	}
	return nil
}

var toMyDoor = regexp.MustCompile(`送货上门|送貨上門|送上门|送上門|上门|送上来|送到(家|楼上)|(?i:to (my|the) door|deliver (it )?(to me|upstairs|home))`)

// withdrawn reports whether the recipient agreed to such a place between the
// message since and the drop.
func (c *court) withdrawn(w, drop *account, since *timeline.Event, place timeline.PlaceKind) bool {
	for _, a := range c.accounts {
		if a == w || !c.byRecipient(a) || !a.dated() || a.st.Negated || !a.from().Before(drop.until()) || compareEvents(a.event, since) <= 0 {
			continue
		}
		if a.role != timeline.EvidenceClaim && wants(a, place) {
			return true
		}
	}
	return c.consents(since, drop) || c.settlesFor(since, drop) || c.phoned(drop)
}

var (
	phoned = regexp.MustCompile(`(电话|電話)(里|裡|中|上)?[^，。？?]{0,8}(说|說|讲|講|沟通|商量|同意|确认|問|问)|(打|通)(过|了|過)?(电话|電話)[^，。？?]{0,6}(说|說|同意)|(?i:\b(on the phone|we spoke|you said on|as agreed on)\b)`)
	yesTo  = regexp.MustCompile(`(?i)^(嗯|好|行|是|对|對|知道|收到|明白|没事|没关系|ok|okay|yes|yep|sure|thanks|thank you|fine)`)
)

// phoned reports whether the courier writes that he has spoken to the recipient by
// telephone, and the recipient's next word says no other.
func (c *court) phoned(drop *account) bool {
	for _, chat := range c.chats {
		for i, e := range chat {
			if !e.Time.Dated() || c.roles[speaker(e)] != timeline.RoleCourier || e.Time.Start.Sub(drop.from()).Abs() > 12*time.Hour || !phoned.MatchString(e.Own()) {
				continue
			}
			for _, next := range chat[i+1 : min(i+4, len(chat))] {
				if c.recipient(speaker(next), c.roles[speaker(next)]) {
					if yesTo.MatchString(next.Own()) {
						return true
					}
					break
				}
			}
		}
	}
	return false
}

// settlesFor reports whether the recipient wrote between the message since (or
// a day before) and the drop that the place of the drop will do, also where
// extraction found no wish in it ("放驿站也行").
func (c *court) settlesFor(since *timeline.Event, drop *account) bool {
	return slices.ContainsFunc(c.chats[chatOf(since)], func(e *timeline.Event) bool {
		return compareEvents(e, since) > 0 && e.Time.Dated() && e.Time.Start.Before(drop.until()) && c.recipient(speaker(e), c.roles[speaker(e)]) &&
			willDo.MatchString(e.Own()) && !looksElsewhere(e.Own(), placeOf(drop)) && names(e.Own())
	})
}

// willDo are words with which somebody settles for a place.
var willDo = regexp.MustCompile(`^[^?？]*((放|投|存|扔|丢|搁|送到|寄放|留)[^，。,?？不别別勿没沒]{1,8}?(也)?(行|可以|成|都行|好了|得了|算了|没事|沒關係|没关系|吧)|(驿站|驛站|柜子?|櫃子?|门口|門口|前台|物业|超市)(也)?(行|可以|成|没事|没关系|就行|吧))[^吗嗎么麼?？]*$|(?i:\b(locker|station|porch|door|shop|reception)( is| would be|'s)? (fine|ok|okay|all right|good)\b)`)

// wants reports whether a wish names that class of place; to be sent to fetch
// it, without a word where, fits station and locker.
func wants(a *account, place timeline.PlaceKind) bool {
	switch own := placeOf(a); {
	case own != "":
		return dropClaim(a) && sameClass(own, place)
	case a.kind == timeline.KindAtPickupPoint:
		return place == timeline.PlaceStation || place == timeline.PlaceLocker
	}
	return false
}

var (
	offersPlace = regexp.MustCompile(`(放|投|存|送|搁|丢)[^，。]{0,6}(驿站|驛站|柜|櫃|超市|门口|門口|代收|便利店)|(?i:(leave|put|drop)[^.?!]{0,20}(locker|station|porch|door|shop|store))`)
	yes         = regexp.MustCompile(`(?i)^(那就|那|也)?(行|好|可以|嗯|没问题|沒問題|放吧|成|OK|ok|Ok|okay|sure|fine|yes|yep|就这样)[的吧啊呀嘞了哈~～。!！\s]*$`)
)

// consents reports whether the courier offered a place and the recipient's
// next word was yes.
func (c *court) consents(since *timeline.Event, drop *account) bool {
	chat := c.chats[chatOf(since)]
	for i, e := range chat {
		if compareEvents(e, since) < 0 || !e.Time.Dated() || !e.Time.Start.Before(drop.until()) || c.recipient(speaker(e), c.roles[speaker(e)]) || !offersPlace.MatchString(e.Own()) {
			continue
		}
		for _, next := range chat[i+1 : min(i+4, len(chat))] {
			if c.recipient(speaker(next), c.roles[speaker(next)]) {
				if yes.MatchString(next.Own()) && next.Time.Start.Before(drop.until()) {
					return true
				}
				break
			}
		}
	}
	return false
}

var agrees = regexp.MustCompile(`(?i)^(好|行|可以|嗯|没问题|沒問題|收到|知道|晓得|明白|了解)|^(ok|okay|sure|of course|will do|noted|no problem|yes|yep)\b|\b(i'?ve|i have|i'?ll|i will) (written|write|told|tell|put|put in|note|noted|ask|asked|add|added|left|leave) |备注|備註|转告|轉告|交代|跟(快递|他|他们|师傅)(说|讲)|已经?说|放心`)

// toldElsewhere are words with which a recipient reports to somebody else what
// he asked of the courier: passed on, and not shown here.
var toldElsewhere = regexp.MustCompile(`我?(已经|昨天|今天|刚|刚才|早就|都)?(跟|和|给|同|跟着)(快递|派件|送货|送件|那个师傅|师傅|小哥|司机|驿站)[^，。]{0,4}(说|讲|交代|打过?电话|备注|留言)|(?i:\bi (told|asked|texted|called|messaged) (the )?(courier|driver|postman|rider|delivery))`)

// toldBefore are words with which a recipient says, when it is done, that he had
// asked before: by telephone, on the order, through somebody else. That request
// itself is not shown (JUDGEMENT: only quoted).
var toldBefore = regexp.MustCompile(`(早上|上午|中午|下午|昨天|昨晚|前天|之前|先前|刚才|明明|早就|事先|提前|下单|出门|已经)[^，。？?]{0,14}(说|說|讲|講|交代|嘱咐|叮嘱|备注|備註|留言|电话|電話)|(说|說|讲|講|交代|备注|備註)过|(?i:\b(i|we|he|she|wife|husband|mum|dad) (had |already |\w+ )?(told|asked|texted|rang|called|said)\b)`)

// heard reports whether the request reached who delivers: said to a courier,
// or to a seller or platform who agreed. Passed on without an answer it is
// possible at most.
func (c *court) heard(w, drop *account) (firm, ok bool) {
	if slices.Contains(w.soft, quoted) || toldElsewhere.MatchString(w.event.Own()) && !c.writers[chatOf(w.event)][timeline.RoleCourier] {
		return false, true
	}
	chat := c.chats[chatOf(w.event)]
	others := false
	for _, e := range chat {
		switch c.roles[speaker(e)] {
		case timeline.RoleCourier:
			return true, true
		case timeline.RoleBuyer:
		default:
			others = true
		}
	}
	if !others {
		return false, false
	}
	for _, e := range chat {
		if compareEvents(e, w.event) <= 0 || c.recipient(speaker(e), c.roles[speaker(e)]) || !e.Time.Dated() || !e.Time.Start.Before(drop.until()) {
			continue
		}
		if e.Time.Start.Sub(w.from()) > 24*time.Hour {
			return false, true
		}
		return agrees.MatchString(e.Own()), true
	}
	return false, true
}
