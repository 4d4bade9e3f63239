package reconstruct

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/merge"
)

// A conversation of up to wholeChat records is merged as a whole. Of a longer
// one only the time of the new export is, with margin seconds on both sides:
// more than two zones can lie apart.
const (
	wholeChat = 20_000
	margin    = 7 * 86400
)

type lostReplies struct {
	r    *reader
	th   *thread
	lost []reply
}

// merge joins the new threads to the conversations they belong to and makes
// one event of the records that are one thing. It counts, by source, the
// records that the case held already.
func (in *importer) merge(ctx context.Context) (map[int64]int, error) {
	if err := in.stitch(ctx); err != nil {
		return nil, err
	}
	rank, err := in.tx.Rank(ctx)
	if err != nil {
		return nil, err
	}
	m := &merger{tx: in.tx, rank: rank, duplicates: map[int64]int{}}
	all, err := in.tx.Threads(ctx)
	if err != nil {
		return nil, err
	}
	exports := map[int64]map[int64]bool{} // conversation → its exports
	size := map[int64]int{}
	for _, th := range all {
		if exports[th.Chat] == nil {
			exports[th.Chat] = map[int64]bool{}
		}
		exports[th.Chat][th.Export] = true
		size[th.Chat] += th.Count
	}
	spans := map[int64][2]int64{}
	for _, th := range in.threads {
		if len(exports[th.Chat]) < 2 {
			continue
		}
		s, ok := spans[th.Chat]
		if !ok {
			s = [2]int64{th.First, th.Last}
		}
		spans[th.Chat] = [2]int64{min(s[0], th.First), max(s[1], th.Last)}
	}
	for _, chat := range sortedKeys(spans) {
		if size[chat] <= wholeChat {
			err = m.whole(ctx, chat)
		} else {
			err = m.chat(ctx, chat, spans[chat][0]-margin, spans[chat][1]+margin)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, waybill := range sortedKeys(in.scanned) {
		if err := m.scans(ctx, waybill); err != nil {
			return nil, err
		}
	}
	return m.duplicates, in.replies(ctx)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// stitch finds which threads are one chat.
func (in *importer) stitch(ctx context.Context) error {
	if len(in.threads) == 0 {
		return nil
	}
	all, err := in.tx.Threads(ctx)
	if err != nil {
		return err
	}
	s := &stitching{in: in, byN: map[int64]*casefile.Thread{}, isNew: map[int64]bool{}, shared: map[[2]int64]*sharing{}, earlier: map[int64][]stamp{}}
	for _, th := range all {
		s.byN[th.N] = th
	}
	for _, th := range in.threads {
		s.isNew[th.N] = true
	}
	if err := s.byID(ctx, all); err != nil {
		return err
	}
	s.sharedWithin()
	if err := s.sharedBefore(ctx, all); err != nil {
		return err
	}
	if err := s.join(ctx); err != nil {
		return err
	}
	return s.kin(ctx, all)
}

type stitching struct {
	in     *importer
	byN    map[int64]*casefile.Thread
	isNew  map[int64]bool
	shared map[[2]int64]*sharing // by pair of threads, the smaller number first
	// earlier are the marks of threads that the case held already.
	earlier map[int64][]stamp
	unclear [][2]int64 // pairs that share too little to be one by that
}

// A sharing is the marks that two threads both hold, and who wrote them.
type sharing struct {
	marks map[merge.Mark]bool
	long  int
	sides [2]map[int32]bool // voices, of the thread with the smaller number first
}

// byID joins threads that the app's own id of the chat makes one.
func (s *stitching) byID(ctx context.Context, all []*casefile.Thread) error {
	byID := map[[2]string][]*casefile.Thread{}
	byName := map[[2]string][]*casefile.Thread{}
	for _, th := range all {
		if th.AppID != "" {
			k := [2]string{th.App, th.AppID}
			byID[k] = append(byID[k], th)
		}
		if th.Name != "" {
			k := [2]string{th.App, th.Name}
			byName[k] = append(byName[k], th)
		}
	}
	for _, th := range s.in.threads {
		for _, o := range byID[[2]string{th.App, th.AppID}] {
			if th.AppID != "" && o.N != th.N && o.Export != th.Export {
				if _, err := s.in.tx.Join(ctx, th, o, "id"); err != nil {
					return err
				}
			}
		}
		if err := s.byPeople(ctx, th, byName[[2]string{th.App, th.Name}]); err != nil {
			return err
		}
	}
	return nil
}

// byPeople joins threads of one name whose people have the same app ids. Two
// ids must agree: the owner is in all of his chats.
func (s *stitching) byPeople(ctx context.Context, th *casefile.Thread, alike []*casefile.Thread) error {
	if len(alike) < 2 || th.AppID != "" {
		return nil
	}
	ids, err := s.in.tx.VoiceIDs(ctx, th.N)
	if err != nil || len(ids) < 2 {
		return err
	}
	for _, o := range alike {
		if o.N == th.N || o.Export == th.Export || o.AppID != "" {
			continue
		}
		others, err := s.in.tx.VoiceIDs(ctx, o.N)
		if err != nil {
			return err
		}
		if slices.Equal(ids, others) {
			if _, err := s.in.tx.Join(ctx, th, o, "name+ids"); err != nil {
				return err
			}
		}
	}
	return nil
}

// sharedWithin finds the marks that threads of this import share.
func (s *stitching) sharedWithin() {
	if len(s.in.threads) < 2 {
		return
	}
	type entry struct {
		mark   merge.Mark
		thread int32
		at     int32 // among the thread's stamps
	}
	count := 0
	for _, stamps := range s.in.marks {
		count += len(stamps)
	}
	all := make([]entry, 0, count)
	for thread, stamps := range s.in.marks {
		for at, st := range stamps {
			all = append(all, entry{st.mark, int32(thread), int32(at)})
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.mark, b.mark), cmp.Compare(a.thread, b.thread))
	})
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].mark == all[i].mark {
			j++
		}
		// A message in very many chats at once is a broadcast and tells nothing.
		if j-i <= 16 {
			for x := i; x < j; x++ {
				for y := x + 1; y < j; y++ {
					a, b := int64(all[x].thread), int64(all[y].thread)
					s.share(a, b, s.in.marks[a][all[x].at], s.in.marks[b][all[y].at].voice)
				}
			}
		}
		i = j
	}
}

// share notes a mark that two threads hold; st is that of a, voice who wrote it
// in b.
func (s *stitching) share(a, b int64, st stamp, voice int32) {
	if a == b || s.byN[a] == nil || s.byN[b] == nil || s.byN[a].Export == s.byN[b].Export {
		return
	}
	first, second := st.voice, voice
	if a > b {
		a, b, first, second = b, a, second, first
	}
	k := [2]int64{a, b}
	sh := s.shared[k]
	if sh == nil {
		sh = &sharing{marks: map[merge.Mark]bool{}, sides: [2]map[int32]bool{{}, {}}}
		s.shared[k] = sh
	}
	if !sh.marks[st.mark] && st.long {
		sh.long++
	}
	sh.marks[st.mark] = true
	sh.sides[0][first], sh.sides[1][second] = true, true
}

// probes is how many messages of a new thread are looked up among those that
// the case holds: all of a short one, of a long one both ends and some between.
const probes = 400

// sharedBefore finds the marks that new threads share with earlier ones.
func (s *stitching) sharedBefore(ctx context.Context, all []*casefile.Thread) error {
	if len(all) == len(s.in.threads) {
		return nil
	}
	for _, th := range s.in.threads {
		for _, st := range probe(s.in.marks[th.N]) {
			members, err := s.in.tx.MembersAt(ctx, st.start)
			if err != nil {
				return err
			}
			for i := range members {
				m := &members[i]
				if mark, ok := merge.MarkOf(m.Start, merge.Key(m.Text)); ok && mark == st.mark && m.Thread != th.N {
					s.share(th.N, m.Thread, st, int32(m.Voice))
				}
			}
		}
	}
	return nil
}

func probe(stamps []stamp) []stamp {
	if len(stamps) <= probes {
		return stamps
	}
	const part = probes / 4
	out := append(slices.Clone(stamps[:part]), stamps[len(stamps)-part:]...)
	step := (len(stamps) - 2*part) / (2 * part)
	for i := part; i < len(stamps)-part; i += max(1, step) {
		out = append(out, stamps[i])
	}
	return out
}

// join decides which threads that share marks are one chat.
func (s *stitching) join(ctx context.Context) error {
	pairs := make([][2]int64, 0, len(s.shared))
	for k := range s.shared {
		pairs = append(pairs, k)
	}
	slices.SortFunc(pairs, func(a, b [2]int64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, k := range pairs {
		a, b, sh := s.byN[k[0]], s.byN[k[1]], s.shared[k]
		o := merge.Overlap{Shared: len(sh.marks), Long: sh.long, Sides: min(len(sh.sides[0]), len(sh.sides[1])), Alike: namedAlike(a, b)}
		if !o.Same() && !o.Likely() {
			continue // too little, however short the threads are
		}
		from, to := max(a.First, b.First)-60, min(a.Last, b.Last)+60
		least, probed, err := s.least(ctx, a, b, from, to)
		if err != nil {
			return err
		}
		if o.Least = least; probed > 0 { // only a part was looked up
			o.Shared = o.Shared * least / probed
		}
		switch {
		case o.Same():
			if _, err := s.in.tx.Join(ctx, a, b, reason(o)); err != nil {
				return err
			}
		case o.Likely():
			s.unclear = append(s.unclear, k)
		}
	}
	return nil
}

func namedAlike(a, b *casefile.Thread) bool {
	return a.App == b.App && a.Name == b.Name && a.Name != ""
}

// namesakes is how many chats may bear one name for it to tell anything.
const namesakes = 50

// kin compares threads as a whole that may be one chat: whose names say so, or
// which share some messages. Names alone join nothing.
func (s *stitching) kin(ctx context.Context, all []*casefile.Thread) error {
	people, err := s.in.tx.VoiceNames(ctx)
	if err != nil {
		return err
	}
	type title struct{ app, name string }
	named, peopled := map[title][]*casefile.Thread{}, map[title][]*casefile.Thread{}
	for _, th := range all {
		if th.Name != "" {
			named[title{th.App, th.Name}] = append(named[title{th.App, th.Name}], th)
		}
		if len(people[th.N]) == 2 {
			for name := range people[th.N] {
				peopled[title{th.App, name}] = append(peopled[title{th.App, name}], th)
			}
		}
	}
	pairs := map[[2]int64]bool{} // true: their names say so
	for _, k := range s.unclear {
		pairs[k] = false
	}
	add := func(th *casefile.Thread, others []*casefile.Thread) {
		if len(others) > namesakes {
			return
		}
		for _, o := range others {
			if th.Export != o.Export {
				pairs[[2]int64{min(th.N, o.N), max(th.N, o.N)}] = true
			}
		}
	}
	for _, th := range s.in.threads {
		add(th, named[title{th.App, th.Name}])
		if len(people[th.N]) == 2 {
			// Each of two people has the chat under the name of the other.
			add(th, peopled[title{th.App, th.Name}])
			for name := range people[th.N] {
				add(th, named[title{th.App, name}])
			}
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(pairs), func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) }) {
		if err := s.compare(ctx, s.byN[k[0]], s.byN[k[1]], pairs[k], people); err != nil {
			return err
		}
	}
	return nil
}

// compare decides on two threads by all that they hold, or, where not their names
// but some messages brought them together, by what they hold at the same time.
func (s *stitching) compare(ctx context.Context, a, b *casefile.Thread, named bool, people map[int64]map[string]int64) error {
	// Two that are one already, through a third, are still compared: an undo may
	// take the third away.
	one, err := s.in.tx.SameChat(ctx, a, b)
	if err != nil || a.First == 0 || b.First == 0 {
		return err
	}
	if !one && namedAlike(a, b) && (a.Last <= b.First || b.Last <= a.First) {
		if err := s.goesOn(ctx, a, b, people); err != nil {
			return err
		}
	}
	apart := b.First > a.Last+margin || a.First > b.Last+margin
	if apart || a.Count > wholeChat || b.Count > wholeChat {
		return nil
	}
	from, to := int64(0), int64(1)<<40-1
	if !named {
		from, to = max(a.First, b.First)-60, min(a.Last, b.Last)+60
	}
	var items [2][]merge.Item
	for i, th := range []*casefile.Thread{a, b} {
		members, err := s.in.tx.ThreadMembers(ctx, th.N, from, to)
		if err != nil {
			return err
		}
		items[i] = itemsOf(members, nil)
	}
	o, said := merge.Compare(items[0], items[1], namedAlike(a, b))
	o.Mixed = mixed(merge.Pairs(said), people[a.N], people[b.N])
	if o.Same() {
		_, err := s.in.tx.Join(ctx, a, b, reason(o))
		return err
	}
	if one || !o.Likely() {
		return nil
	}
	for _, pair := range merge.Pairs(said) {
		if err := s.in.tx.Likely(ctx, pair[0], pair[1], "said", said[pair]); err != nil {
			return err
		}
	}
	return nil
}

// mixed reports whether of the senders who would be one person some bear one name
// in both threads, and some do not.
func mixed(pairs [][2]int64, a, b map[string]int64) bool {
	alike := 0
	for _, pair := range pairs {
		for name, voice := range a {
			if voice == pair[0] && b[name] == pair[1] {
				alike++
			}
		}
	}
	return alike > 0 && alike < len(pairs)
}

// reason is why two threads are one conversation, as table stitches has it.
func reason(o merge.Overlap) string {
	why := "overlap"
	if o.Shifted {
		why = "shift"
	}
	if o.Alike {
		why = "name+" + why
	}
	return why
}

// goesOn notes the people of two chats of one name and the same people, one of
// which begins when the other has ended: they may be one chat in two files, or
// two people of one name.
func (s *stitching) goesOn(ctx context.Context, a, b *casefile.Thread, people map[int64]map[string]int64) error {
	if len(people[a.N]) < 2 || len(people[a.N]) != len(people[b.N]) {
		return nil
	}
	for name := range people[a.N] {
		if people[b.N][name] == 0 {
			return nil
		}
	}
	for name, voice := range people[a.N] {
		if err := s.in.tx.Likely(ctx, voice, people[b.N][name], "goes_on", 0); err != nil {
			return err
		}
	}
	return nil
}

// stamps are the marks of a thread, at least those within a time. Those of
// earlier threads are read once, unless they are many.
func (s *stitching) stamps(ctx context.Context, th *casefile.Thread, from, to int64) ([]stamp, error) {
	if s.isNew[th.N] {
		return s.in.marks[th.N], nil
	}
	if stamps, read := s.earlier[th.N]; read {
		return stamps, nil
	}
	if th.Count <= wholeChat {
		from, to = 0, 1<<40-1
	}
	members, err := s.in.tx.ChatMembers(ctx, th.Chat, from, to)
	if err != nil {
		return nil, err
	}
	var out []stamp
	for i := range members {
		m := &members[i]
		if m.Width == 0 || m.Thread != th.N {
			continue
		}
		if mark, ok := merge.MarkOf(m.Start, merge.Key(m.Text)); ok {
			out = append(out, stamp{start: m.Start, mark: mark})
		}
	}
	if th.Count <= wholeChat {
		s.earlier[th.N] = out
	}
	return out, nil
}

// least is the smaller number of marks that either thread has within a time,
// and how many of them were looked up (0: all).
func (s *stitching) least(ctx context.Context, a, b *casefile.Thread, from, to int64) (least, probed int, err error) {
	counts := make([]int, 0, 2)
	for _, th := range []*casefile.Thread{a, b} {
		stamps, err := s.stamps(ctx, th, from, to)
		if err != nil {
			return 0, 0, err
		}
		seen := map[merge.Mark]bool{}
		for _, st := range stamps {
			if st.start >= from && st.start <= to {
				seen[st.mark] = true
			}
		}
		counts = append(counts, len(seen))
	}
	least = min(counts[0], counts[1])
	if s.isNew[a.N] && s.isNew[b.N] {
		return least, 0, nil
	}
	fresh := a
	if !s.isNew[a.N] {
		fresh = b
	}
	if stamps := s.in.marks[fresh.N]; len(stamps) > probes {
		for _, st := range probe(stamps) {
			if st.start >= from && st.start <= to {
				probed++
			}
		}
		return least, max(1, probed), nil
	}
	return least, 0, nil
}

// A merger makes events of records.
type merger struct {
	tx         *casefile.Tx
	rank       map[int64]int
	duplicates map[int64]int // by source
}

// itemsOf are the members as merging sees them; rank orders their exports.
func itemsOf(members []casefile.Member, rank map[int64]int) []merge.Item {
	items := make([]merge.Item, len(members))
	for i, x := range members {
		items[i] = merge.Item{
			Ref: int64(i), Rank: x.Key, Export: rank[x.Export], Order: x.Ordinal, Kind: x.Kind,
			Sender: x.Voice, SenderName: x.Name, SenderID: x.VoiceID, Start: x.Start, Width: x.Width, Zone: x.Zone,
			Key: merge.Key(x.Text), Text: x.Text, ID: x.AppID, Recalled: x.Recalled,
		}
		if x.Attachments && len([]rune(x.Text)) <= 2 {
			items[i].Key = merge.MediaKey
		}
	}
	return items
}

// whole merges all of a conversation, and forgets what was found before.
func (m *merger) whole(ctx context.Context, chat int64) error {
	if err := m.tx.DropSameVoices(ctx, chat); err != nil {
		return err
	}
	return m.chat(ctx, chat, 0, 1<<40-1)
}

func (m *merger) chat(ctx context.Context, chat, from, to int64) error {
	members, err := m.tx.ChatMembers(ctx, chat, from, to)
	if err != nil {
		return err
	}
	union := merge.Group(itemsOf(members, m.rank))
	if err := m.store(ctx, members, union); err != nil {
		return err
	}
	for _, p := range union.Senders {
		if err := m.tx.SetSameVoices(ctx, p.A, p.B, p.Same); err != nil {
			return err
		}
	}
	return m.differences(ctx, chat, from, to, members, union)
}

func (m *merger) scans(ctx context.Context, waybill string) error {
	members, err := m.tx.ScanMembers(ctx, waybill)
	if err != nil {
		return err
	}
	one := true
	for _, x := range members {
		one = one && x.Export == members[0].Export
	}
	if one {
		return nil
	}
	return m.store(ctx, members, merge.GroupScans(itemsOf(members, m.rank)))
}

// store writes the events, and counts what the case held already: all records
// of an event but the first that came.
func (m *merger) store(ctx context.Context, members []casefile.Member, union merge.Union) error {
	before := leaders(members, func(x *casefile.Member) int64 {
		if x.N >= m.tx.First() {
			return 0
		}
		return cmp.Or(x.Event, x.N)
	})
	groups := make([][]*casefile.Member, 0, len(union.Events))
	for _, e := range union.Events {
		group := make([]*casefile.Member, len(e.Items))
		first, leader := int64(1)<<62, &members[e.Items[0].Ref]
		for i, it := range e.Items {
			x := &members[it.Ref]
			group[i] = x
			first = min(first, x.N)
			if x.Key < leader.Key {
				leader = x
			}
		}
		for _, x := range group {
			if x.N != first && x.N >= m.tx.First() {
				m.duplicates[x.Source]++
			}
		}
		delete(before, leader.N)
		groups = append(groups, group)
	}
	for i := 0; i < len(groups); {
		j := i + 1
		for j < len(groups) && union.Events[j].Pos > 1 {
			j++
		}
		keep := inOrder(groups[i:j])
		for ; i < j; i++ {
			pos := int64(union.Events[i].Pos)
			if keep {
				pos = groups[i][0].Pos
			}
			if err := m.tx.SetEvent(ctx, groups[i], pos); err != nil {
				return err
			}
		}
	}
	for _, n := range sortedKeys(before) {
		if err := m.tx.Gone(ctx, before[n]); err != nil {
			return err
		}
	}
	return nil
}

// inOrder reports whether events of one start stand in their order already.
func inOrder(groups [][]*casefile.Member) bool {
	last := int64(-1)
	for _, g := range groups {
		if g[0].Event != 0 || g[0].Pos <= last {
			return len(groups) == 1
		}
		last = g[0].Pos
	}
	return true
}

// leaders are the members that give the events of a grouping their ids: of
// each group (0: none) that with the smallest key.
func leaders(members []casefile.Member, group func(*casefile.Member) int64) map[int64]*casefile.Member {
	first := map[int64]*casefile.Member{}
	for i := range members {
		x := &members[i]
		if g := group(x); g != 0 && (first[g] == nil || x.Key < first[g].Key) {
			first[g] = x
		}
	}
	out := make(map[int64]*casefile.Member, len(first))
	for _, x := range first {
		out[x.N] = x
	}
	return out
}

// differences enters where the exports of a chat do not agree.
func (m *merger) differences(ctx context.Context, chat, from, to int64, members []casefile.Member, union merge.Union) error {
	if err := m.tx.DropGaps(ctx, chat, from, to, timeline.GapConflict, timeline.GapMissing, timeline.GapSkew); err != nil {
		return err
	}
	exportOf := map[int]int64{}
	for n, r := range m.rank {
		exportOf[r] = n
	}
	chatID, err := m.tx.ChatID(ctx, chat)
	if err != nil {
		return err
	}
	for _, d := range union.Differences {
		n, src, err := m.tx.SourceOf(ctx, exportOf[d.Export])
		if err != nil {
			return err
		}
		otherN, other, err := m.tx.SourceOf(ctx, exportOf[d.Other])
		if err != nil {
			return err
		}
		g := timeline.Gap{Kind: d.Kind, Source: src, Chat: chatID, Time: timeline.Undated("")}
		var ids []string
		for _, e := range d.Events {
			id, err := m.tx.ID(ctx, &members[e.Shown().Ref])
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		if len(ids) > 0 {
			g.After = ids[0]
			if last := ids[len(ids)-1]; len(ids) > 1 {
				g.Before = last
			}
			start := members[d.Events[0].Shown().Ref].Start
			g.Time = timeline.At(time.Unix(start, 0).UTC(), timeline.PrecisionMinute, timeline.ZoneExplicit, "")
		}
		switch d.Kind {
		case timeline.GapMissing:
			g.Missing = len(ids)
			g.Say = timeline.Say("gap.say.missing", "count", strconv.Itoa(len(ids)), "source", src.Name, "other", other.Name)
		case timeline.GapSkew:
			g.Say = timeline.Say("gap.say.skew", "seconds", strconv.FormatInt(max(d.Seconds, -d.Seconds), 10), "source", src.Name, "other", other.Name)
		default:
			g.Say = timeline.Say("gap.say.differing", "source", src.Name, "other", other.Name)
		}
		g.ID = timeline.ID("g_", string(g.Kind), src.SHA256, src.Member, other.SHA256, other.Member, g.After, g.Before)
		if err := m.tx.AddGap(ctx, casefile.SourceGap{Source: n, Other: otherN, Chat: chat, Gap: g}); err != nil {
			return err
		}
	}
	return nil
}

// replies enters replies to messages that no export of the chat holds.
func (in *importer) replies(ctx context.Context) error {
	for _, l := range in.lost {
		ids, err := in.tx.AppIDs(ctx, l.th.Chat)
		if err != nil {
			return err
		}
		for _, p := range l.lost {
			if ids[p.to] {
				continue
			}
			g := timeline.Gap{Kind: timeline.GapReply, Source: l.th.source.ledger.Source, Before: p.record, Missing: 1, Time: timeline.Undated(""), Say: timeline.Say("gap.say.reply")}
			g.ID = timeline.ID("g_", string(g.Kind), g.Source.SHA256, g.Source.Member, p.record)
			l.th.source.ledger.Gaps++
			if err := in.tx.AddGap(ctx, casefile.SourceGap{Source: l.th.source.n, Chat: l.th.Chat, Gap: g}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Undo takes an import back and merges anew what is left of the conversations
// and numbers that it was part of: the case is as if the import had never been.
func Undo(ctx context.Context, store *casefile.Store, importID string) error {
	return store.Undo(ctx, importID, func(tx *casefile.Tx, lost casefile.Lost) error {
		rank, err := tx.Rank(ctx)
		if err != nil {
			return err
		}
		m := &merger{tx: tx, rank: rank, duplicates: map[int64]int{}}
		for _, chat := range lost.Chats {
			if err := m.whole(ctx, chat); err != nil {
				return err
			}
		}
		for _, waybill := range lost.Waybills {
			if err := m.scans(ctx, waybill); err != nil {
				return err
			}
		}
		return nil
	})
}
