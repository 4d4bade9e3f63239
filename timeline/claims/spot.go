package claims

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/place"
)

// locate fills the place of a drop or delivery, and turns a delivery to a
// station or locker into a drop. It is false for a verb that needs a place and
// has none.
func (u *use) locate() bool {
	r := u.r
	if r.Kind != timeline.KindDelivered && r.Kind != timeline.KindAtPickupPoint {
		return true
	}
	p := u.placeAfter(u.j, u.reach())
	if p == nil {
		p = u.placeBefore(u.j)
	}
	if p == nil && r.By == timeline.ByOther && u.m&drops != 0 {
		p = u.quotedPlace(u.j)
	}
	if r.Kind == timeline.KindAtPickupPoint {
		if over := u.placeOver(u.t); over != nil {
			p = over
		}
	}
	if p == nil && u.provides() && u.m&drops != 0 && strings.ContainsAny(u.word(), "了的") && u.last(u.c, u.t.to) {
		p = u.placeAsked(u.t)
	}
	if p == nil && u.m&drops != 0 && u.t.marks&handed == 0 {
		if p = u.placeNamed(); p == nil {
			p = u.described()
		}
	}
	if p == nil {
		return u.m&drops == 0
	}
	station := p.Kind == timeline.PlaceStation || p.Kind == timeline.PlaceLocker
	r.Span = timeline.Span{min(r.Span[0], p.Span[0]), max(r.Span[1], p.Span[1])}
	if station && u.one("签收") {
		return true // a station that signs is a signer
	}
	r.Place, r.PlaceKind = p.Text, p.Kind
	if station {
		r.Kind = timeline.KindAtPickupPoint
	}
	return true
}

// placeNamed is the place that the clause before names and this one only points to:
// 单元门口那个架子上 我给你搁那了.
func (u *use) placeNamed() *place.Word {
	if u.t.clause == 0 || !slices.Contains(pointers, strings.TrimRight(string(u.folded[u.t.to:u.c.to]), "了啦哈呢啊 ")) {
		return nil
	}
	b := &u.clauses[u.t.clause-1]
	for i, p := range u.spots() {
		if p.Span[0] >= b.from && p.Span[1] <= b.to && b.to-p.Span[1] <= 8 && !u.has(b, verb) && b.sentence == u.c.sentence {
			return &u.places[i]
		}
	}
	return nil
}

// pointers point to a place that was named.
var pointers = strings.Fields("那 那儿 那里 那边 那块 那头 这 这儿 这里 这边 在那 在那儿 在那里 到那 到那儿 到那里")

// prepositions begin an English place.
var prepositions = strings.Fields("behind under beneath beside by near inside in on at against between next outside underneath round around over with")

// described is a place that is no word of the table and that the verb's own words
// describe: behind your wheelie bin, 搁你们楼栋大爷那屋.
func (u *use) described() *place.Word {
	from, to := u.phraseAfter()
	if u.latin() {
		from, to = u.prepositionAfter()
	}
	if from == to || slices.ContainsFunc(noSpots, func(w string) bool { return strings.Contains(string(u.folded[from:to]), w) }) {
		return nil
	}
	return &place.Word{Text: u.string(from, to), Span: timeline.Span{from, to}, Kind: timeline.PlaceOther}
}

// phraseAfter is the Chinese words after the verb, if they end like those for a place.
func (u *use) phraseAfter() (from, to int) {
	from = u.t.to
	for from < u.c.to && strings.ContainsRune("在到喺于了咗 ", u.folded[from]) {
		from++
	}
	to = from
	for to < u.c.to && to-from < 12 && han(u.folded[to]) && !u.inTime(to) && !strings.ContainsRune("了的吧啊呢哈哦咗就即也都可", u.folded[to]) {
		to++
	}
	if to-from < 2 || !strings.ContainsRune(locatives, u.folded[to-1]) {
		return from, from
	}
	return from, to
}

// prepositionAfter is the English words after the verb, if a preposition begins them;
// "left w/" is one itself.
func (u *use) prepositionAfter() (from, to int) {
	from = u.t.to
	for from < u.c.to && u.folded[from] == ' ' {
		from++
	}
	to = from
	for to < u.c.to && to-from < 40 && !u.inTime(to) && u.folded[to] != '(' {
		to++
	}
	text := strings.TrimRight(string(u.folded[from:to]), " ")
	first, rest, _ := strings.Cut(text, " ")
	if !strings.HasSuffix(u.word(), "w/") && (rest == "" || !slices.Contains(prepositions, first)) {
		return from, from
	}
	return from, from + len([]rune(text))
}

// locatives end the words for a place: 大爷那屋, 车棚里.
const locatives = "里上下旁边后底那处屋间房亭棚院厅室口角台柜箱桶店铺摊家洞槽缝凳椅"

// noSpots are places where nothing is left for anybody.
var noSpots = strings.Split("架子|架上|车上|车里|网点|站里|站点|心上|心里|一边|仓|路上|手上|手里|一起|后面说|the post|the van| time| hold|my van|in transit", "|")

// reach is how far after the verb its place may begin.
func (u *use) reach() int {
	switch {
	case u.t.class == displays:
		return 2
	case u.one("给"):
		return 4
	case u.latin():
		return 18
	}
	return 12
}

// placeAsked is the one place of the other's question just before: 驿站有我的件吗,
// 昨天放的. Its span is that of the verb, as the words stand in another message.
func (s *sentence) placeAsked(t token) *place.Word {
	if len(s.context) == 0 {
		return nil
	}
	m := s.context[len(s.context)-1]
	if m.Role == s.role || !words.hears(m.Text).has(asks) && !strings.ContainsAny(m.Text, "?？吗没") {
		return nil
	}
	all := place.All(m.Text)
	if len(all) != 1 {
		return nil
	}
	all[0].Span = timeline.Span{t.from, t.to}
	return &all[0]
}

// repeatsDrop reports whether the token names the place of a drop just before it:
// leave it at the pickup point.
func (s *sentence) repeatsDrop(j int) bool {
	return j > 0 && s.tokens[j-1].class == verb && s.tokens[j-1].marks&drops != 0 && s.tokens[j].from-s.tokens[j-1].to <= 2
}

// quotedPlace is the place whose people are quoted: 驿站老板说没放他那儿.
func (s *sentence) quotedPlace(j int) *place.Word {
	c := &s.clauses[s.tokens[j].clause]
	for i, p := range s.spots() {
		if p.Span[0] >= c.from && p.Span[1] <= s.tokens[j].from {
			return &s.places[i]
		}
	}
	return nil
}

func (s *sentence) placeAfter(j, reach int) *place.Word {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	limit := c.to
	for k := j + 1; k < c.last; k++ {
		if o := s.tokens[k]; o.class == verb && o.from >= t.to && o.verb.kind != timeline.KindAtPickupPoint {
			limit = o.from
			break
		}
	}
	for i, p := range s.spots() {
		if p.Span[0] >= t.from && p.Span[1] > t.to && p.Span[0]-t.to <= reach && p.Span[0] < limit {
			return &s.places[i]
		}
	}
	return nil
}

// placeBefore is a place right before the verb: 驿站代收, 门口放着呢.
func (s *sentence) placeBefore(j int) *place.Word {
	t := s.tokens[j]
	c := &s.clauses[t.clause]
	for i, p := range s.spots() {
		if p.Span[0] >= c.from && p.Span[1] <= t.from && t.from-p.Span[1] <= 3 {
			return &s.places[i]
		}
	}
	return nil
}

// placeOver is the place within or around the token itself: 在驿站.
func (s *sentence) placeOver(t token) *place.Word {
	for i, p := range s.spots() {
		if p.Span[0] < t.to && t.from < p.Span[1] {
			return &s.places[i]
		}
	}
	return nil
}

// spots are the places named in the sentence, looked up once.
func (s *sentence) spots() []place.Word {
	if s.places == nil {
		s.places = place.All(string(s.text))
		if s.places == nil {
			s.places = []place.Word{}
		}
	}
	return s.places
}

// sign fills who signed, from the words of the clause.
func (s *sentence) sign(r *reading, c *clause) {
	if h, ok := place.SignerIn(string(s.text[c.from:c.to])); ok {
		r.Signer, r.SignerKind = h.Text, h.Kind
		if r.PlaceKind != timeline.PlaceHand && strings.Contains(string(s.folded[c.from:c.to]), "签") {
			r.Place, r.PlaceKind = "", "" // who signs is no place where it lies
		}
		r.Span = timeline.Span{min(r.Span[0], c.from+h.Span[0]), max(r.Span[1], c.from+h.Span[1])}
	}
}

// missingThere reads "门口没有啊", "鞋柜上没有", "楼下也没有": the parcel is not
// where it is said to be. It is the recipient's denial, and he looked.
func (s *sentence) missingThere(i int) (reading, bool) {
	c := &s.clauses[i]
	if c.asked || c.hypothetical || c.elsewhere || s.role != timeline.RoleBuyer && s.role != timeline.RoleUnknown {
		return reading{}, false
	}
	toks := s.words(c)
	var neg *token
	for k := range toks {
		switch toks[k].class {
		case nowhere:
			neg = &toks[k]
		case retorts:
			if s.is(toks[k], "哪有") || s.is(toks[k], "哪里有") || s.is(toks[k], "哪儿有") {
				neg = &toks[k] // 门口哪有
			}
		case notYet:
			if slices.Contains([]string{"没有", "没", "也没", "都没", "根本没"}, string(s.folded[toks[k].from:toks[k].to])) {
				neg = &toks[k]
			}
		case verb:
			return reading{}, false
		}
	}
	if neg == nil || !s.last(c, neg.to) && !s.thisOne(c, neg.to) {
		return reading{}, false
	}
	spot, station := false, false
	for _, p := range s.spots() {
		if p.Span[1] <= neg.from && (p.Span[0] >= c.from || i > 0 && p.Span[0] >= s.clauses[i-1].from && (s.looked || neg.class == nowhere || s.has(c, says) || strings.Contains(string(s.folded[c.from:neg.from]), "我"))) {
			spot, station = true, p.Kind == timeline.PlaceStation || p.Kind == timeline.PlaceLocker
		}
	}
	if !spot {
		return reading{}, false
	}
	r := reading{verb: -1, origin: i}
	r.Kind, r.Mode, r.Negated, r.Looked = timeline.KindReceived, timeline.ModeAsserted, true, true
	r.By = c.by
	if r.By == timeline.ByRecord || r.By == timeline.ByCourier || !s.has(c, says) {
		r.By = timeline.BySpeaker
	}
	if r.By == timeline.ByOther && station {
		r.Kind = timeline.KindAtPickupPoint // the people there say so
	}
	r.Hedged, r.Disclaimed = c.hedged, s.disclaimed
	r.Earliest = s.at
	r.Span = timeline.Span{c.from, neg.to}
	return r, true
}

// thisOne reports whether only the thing missed follows: 没有这件, 没有快递.
func (s *sentence) thisOne(c *clause, i int) bool {
	rest := strings.TrimRight(string(s.folded[i:c.to]), "啊呀哈呢哦喔噢的了耶诶 ")
	return slices.Contains([]string{"我的", "我家的", "我们家的", "我们的", "咱的", "这件", "这个件", "我的件", "我的快递", "快递", "包裹", "我的包裹", "东西", "我的东西", "这个快递", "件"}, rest)
}
