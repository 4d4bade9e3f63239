package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// A cast is who is who in the case as of one change: sources, conversations,
// people, and what the user marked. It is small beside the records.
type cast struct {
	sources  map[int64]timeline.Source
	importOf map[int64]string // source → id of the first import that holds it
	threads  map[int64]*Thread
	chats    map[int64]*timeline.Conversation // by number
	chatOf   map[string]int64                 // any thread id → number
	voices   map[int64]*voice
	parties  map[string]*timeline.Party // by id
	partyOf  map[string]string          // any voice id → party id

	labels      map[string][]string
	notes       map[string]string
	corrections map[string][]timeline.Correction
}

// A voice is one sender of one thread.
type voice struct {
	n           int64
	id          string
	thread      *Thread
	name, appID string
	self        bool
	count       int
	up          *voice // towards the person's first voice; nil: this is it
	sender      timeline.Sender
}

func (v *voice) root() *voice {
	for v.up != nil {
		v = v.up
	}
	return v
}

// join makes two voices one person; the smaller id leads.
func join(a, b *voice) {
	a, b = a.root(), b.root()
	if a == b {
		return
	}
	if b.id < a.id {
		a, b = b, a
	}
	b.up = a
}

// castNow is the cast as of the newest change.
func (s *Store) castNow(ctx context.Context) (*cast, error) {
	seq, err := s.LastChange(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cast != nil && s.castAt == seq {
		return s.cast, nil
	}
	// One transaction: everything as of one moment.
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	if seq, err = lastChange(ctx, tx); err != nil {
		return nil, err
	}
	c, err := loadCast(ctx, tx)
	if err != nil {
		return nil, err
	}
	s.cast, s.castAt = c, seq
	return c, nil
}

func loadCast(ctx context.Context, db querier) (*cast, error) {
	c := &cast{
		sources: map[int64]timeline.Source{}, importOf: map[int64]string{}, threads: map[int64]*Thread{},
		chats: map[int64]*timeline.Conversation{}, chatOf: map[string]int64{}, voices: map[int64]*voice{},
		parties: map[string]*timeline.Party{}, partyOf: map[string]string{},
		labels: map[string][]string{}, notes: map[string]string{}, corrections: map[string][]timeline.Correction{},
	}
	for _, load := range []func(context.Context, querier) error{c.loadSources, c.loadThreads, c.loadVoices, c.loadMarks} {
		if err := load(ctx, db); err != nil {
			return nil, err
		}
	}
	if err := c.people(ctx, db); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *cast) loadSources(ctx context.Context, db querier) error {
	return each(ctx, db, func(row *sql.Rows) error {
		var n int64
		var src timeline.Source
		var imp string
		if err := row.Scan(&n, &src.Name, &src.Member, &src.SHA256, &src.Format, &imp); err != nil {
			return err
		}
		c.sources[n], c.importOf[n] = src, imp
		return nil
	}, `SELECT s.n, s.name, s.member, s.sha256, s.format,
		coalesce((SELECT i.id FROM holdings h JOIN imports i ON i.n = h.import WHERE h.source = s.n ORDER BY i.n LIMIT 1), '') FROM sources s`)
}

func (c *cast) loadThreads(ctx context.Context, db querier) error {
	ths, err := loadThreads(ctx, db)
	if err != nil {
		return err
	}
	for _, th := range ths { // in order of id: the first of a chat names it
		c.threads[th.N], c.chatOf[th.ID] = th, th.Chat
		conv := c.chats[th.Chat]
		if conv == nil {
			conv = &timeline.Conversation{ID: th.ID, App: th.App}
			c.chats[th.Chat] = conv
		}
		if conv.Name == "" {
			conv.Name = th.Name
		}
		conv.Group = conv.Group || th.Group
	}
	return nil
}

// loadThreads lists all threads in order of id.
func loadThreads(ctx context.Context, db querier) ([]*Thread, error) {
	var out []*Thread
	err := each(ctx, db, func(row *sql.Rows) error {
		th := new(Thread)
		out = append(out, th)
		return row.Scan(&th.N, &th.ID, &th.Export, &th.App, &th.Name, &th.AppID, &th.Group, &th.Chat, &th.First, &th.Last, &th.Count)
	}, `SELECT t.n, t.id, t.export, e.app, t.name, t.app_id, t.grouped, t.chat, coalesce(t.first, 0), coalesce(t.last, 0), t.count
		FROM threads t JOIN exports e ON e.n = t.export ORDER BY t.id`)
	return out, err
}

func (c *cast) loadVoices(ctx context.Context, db querier) error {
	return each(ctx, db, func(row *sql.Rows) error {
		v := new(voice)
		var thread int64
		if err := row.Scan(&v.n, &v.id, &thread, &v.name, &v.appID, &v.self, &v.count); err != nil {
			return err
		}
		v.thread = c.threads[thread]
		c.voices[v.n] = v
		return nil
	}, `SELECT n, id, thread, name, app_id, self, count FROM voices`)
}

func (c *cast) loadMarks(ctx context.Context, db querier) error {
	if err := each(ctx, db, func(row *sql.Rows) error {
		var record, label string
		err := row.Scan(&record, &label)
		c.labels[record] = append(c.labels[record], label)
		return err
	}, `SELECT record, label FROM labels ORDER BY record, label`); err != nil {
		return err
	}
	if err := each(ctx, db, func(row *sql.Rows) error {
		var record, note string
		err := row.Scan(&record, &note)
		c.notes[record] = note
		return err
	}, `SELECT record, note FROM notes`); err != nil {
		return err
	}
	all, err := values[timeline.Correction](ctx, db, `SELECT value FROM corrections ORDER BY id`)
	for _, k := range all {
		c.corrections[k.Record] = append(c.corrections[k.Record], k)
	}
	return err
}

// name fills in source, chat and sender of a record.
func (c *cast) name(rec *timeline.Record, r *row) {
	rec.Source = c.sources[r.source]
	if v := c.voices[r.voice.Int64]; r.voice.Valid && v != nil {
		rec.Sender = v.sender
		rec.Conversation, rec.ConversationID = v.thread.Name, v.thread.AppID
	}
}

// mark attaches what the user put on any record of the event.
func (c *cast) mark(e *timeline.Event) {
	for _, h := range e.Sources {
		e.Labels = append(e.Labels, c.labels[h.Record]...)
		e.Corrections = append(e.Corrections, c.corrections[h.Record]...)
		if n := c.notes[h.Record]; n != "" {
			e.Note = strings.TrimPrefix(e.Note+"\n"+n, "\n")
		}
	}
	slices.Sort(e.Labels)
	e.Labels = slices.Compact(e.Labels)
}

func (c *cast) recordID(source, offset int64) string {
	rec := timeline.Record{Source: c.sources[source], Locator: timeline.Locator{Offset: offset}}
	return rec.RecordID()
}

func (c *cast) chatN(id string) (int64, bool) {
	n, ok := c.chatOf[id]
	return n, ok
}

func (c *cast) chatID(n int64) string {
	if conv := c.chats[n]; conv != nil {
		return conv.ID
	}
	return ""
}

// people decides which voices are one person: one app id in one app; one name
// in one chat, unless two ids bear it; what merging two exports showed; what
// the user said; and the complainant in all his chats.
func (c *cast) people(ctx context.Context, db querier) error {
	voices := make([]*voice, 0, len(c.voices))
	byID := map[string]*voice{}
	for _, v := range c.voices {
		voices = append(voices, v)
		byID[v.id] = v
	}
	sort.Slice(voices, func(i, j int) bool { return voices[i].id < voices[j].id })
	c.joinByAppID(voices)
	apart := map[[2]int64]bool{} // one name, two people
	if err := each(ctx, db, func(row *sql.Rows) error {
		var a, b int64
		var same bool
		if err := row.Scan(&a, &b, &same); err != nil {
			return err
		}
		if !same {
			apart[[2]int64{a, b}] = true
		} else if c.voices[a] != nil && c.voices[b] != nil {
			join(c.voices[a], c.voices[b])
		}
		return nil
	}, `SELECT a, b, same FROM same_voices`); err != nil {
		return err
	}
	c.joinByName(voices, apart)
	if err := each(ctx, db, func(row *sql.Rows) error {
		var a, b string
		if err := row.Scan(&a, &b); err != nil {
			return err
		}
		if byID[a] != nil && byID[b] != nil {
			join(byID[a], byID[b])
		}
		return nil
	}, `SELECT a, b FROM merges`); err != nil {
		return err
	}
	me, err := c.complainant(ctx, db, voices)
	if err != nil {
		return err
	}
	roles, err := c.roles(ctx, db)
	if err != nil {
		return err
	}
	c.settle(voices, me, roles)
	return nil
}

func (c *cast) joinByAppID(voices []*voice) {
	first := map[[2]string]*voice{}
	for _, v := range voices {
		if v.appID == "" {
			continue
		}
		key := [2]string{v.thread.App, v.appID}
		if f := first[key]; f != nil {
			join(f, v)
		} else {
			first[key] = v
		}
	}
}

func (c *cast) joinByName(voices []*voice, apart map[[2]int64]bool) {
	type key struct {
		chat int64
		name string
	}
	ids := map[key]map[string]bool{}
	for _, v := range voices {
		k := key{v.thread.Chat, v.name}
		if ids[k] == nil {
			ids[k] = map[string]bool{}
		}
		if v.appID != "" {
			ids[k][v.thread.App+":"+v.appID] = true
		}
	}
	heads := map[key][]*voice{} // people of that name so far
	for _, v := range voices {
		k := key{v.thread.Chat, v.name}
		if v.name == "" || len(ids[k]) > 1 {
			continue
		}
		i := slices.IndexFunc(heads[k], func(h *voice) bool { return !apart[[2]int64{min(h.n, v.n), max(h.n, v.n)}] })
		if i < 0 {
			heads[k] = append(heads[k], v)
		} else {
			join(heads[k][i], v)
		}
	}
}

// complainant finds the voices of the complainant: who bears the name that the
// user stated, else the one of --me, else the owners of the exports. An owner
// counts only in a chat without a bearer of the name, and where the exports of
// the chat have no two owners.
func (c *cast) complainant(ctx context.Context, db querier, voices []*voice) ([]*voice, error) {
	names, stated, err := c.complainantNames(ctx, db)
	if err != nil {
		return nil, err
	}
	var me []*voice
	is := map[*voice]bool{}
	for _, v := range voices {
		if v.name != "" && names[v.name] || v.appID != "" && names[v.appID] {
			me = append(me, v)
			is[v.root()] = true
		}
	}
	if stated {
		return me, nil
	}
	named := map[int64]bool{} // chats in which the complainant writes
	for _, v := range voices {
		named[v.thread.Chat] = named[v.thread.Chat] || is[v.root()]
	}
	others := map[string]bool{}           // who is somebody else there
	owners := map[int64]map[*voice]bool{} // chat → persons who own an export of it
	for _, v := range voices {
		if named[v.thread.Chat] && !is[v.root()] {
			others[v.name] = true
		}
		if v.self && owners[v.thread.Chat] == nil {
			owners[v.thread.Chat] = map[*voice]bool{}
		}
		if v.self {
			owners[v.thread.Chat][v.root()] = true
		}
	}
	for _, v := range voices {
		if v.self && !named[v.thread.Chat] && !others[v.name] && len(owners[v.thread.Chat]) == 1 {
			me = append(me, v)
		}
	}
	return me, nil
}

// complainantNames are the names that the user gave himself; stated is true
// when he said so as a fact of the case.
func (c *cast) complainantNames(ctx context.Context, db querier) (names map[string]bool, stated bool, err error) {
	names = map[string]bool{}
	collect := func(row *sql.Rows) error {
		var name string
		err := row.Scan(&name)
		names[name] = true
		return err
	}
	if err := each(ctx, db, collect, `SELECT value FROM facts WHERE key = 'complainant' AND value <> ''`); err != nil || len(names) > 0 {
		return names, true, err
	}
	err = each(ctx, db, collect, `SELECT DISTINCT json_extract(value, '$.me') FROM imports WHERE json_extract(value, '$.me') <> ''`)
	return names, false, err
}

type givenRole struct {
	role timeline.Role
	by   string
	why  []timeline.Sentence
	at   int64
}

// roles are what user and program say of voices, by voice id.
func (c *cast) roles(ctx context.Context, db querier) (map[string]givenRole, error) {
	out := map[string]givenRole{}
	if err := each(ctx, db, func(row *sql.Rows) error {
		var id string
		var why []byte
		g := givenRole{by: "guess", at: -1}
		if err := row.Scan(&id, &g.role, &why); err != nil {
			return err
		}
		if err := json.Unmarshal(why, &g.why); err != nil {
			return err
		}
		out[id] = g
		return nil
	}, `SELECT party, role, why FROM guesses`); err != nil {
		return nil, err
	}
	err := each(ctx, db, func(row *sql.Rows) error {
		var id string
		g := givenRole{by: "user"}
		if err := row.Scan(&id, &g.role, &g.at); err != nil {
			return err
		}
		out[id] = g
		return nil
	}, `SELECT voice, role, at FROM roles`)
	return out, err
}

// settle makes the parties and gives every voice its sender.
func (c *cast) settle(voices, me []*voice, roles map[string]givenRole) {
	for _, v := range me {
		join(me[0], v)
	}
	given := map[*voice]givenRole{}
	names := map[*voice]map[string]int{}
	members := map[int64]map[*voice]bool{} // of a conversation, who write
	for _, v := range voices {
		if v.name == "" && v.appID == "" {
			continue // notices
		}
		root := v.root()
		p := c.parties[root.id]
		if p == nil {
			p = &timeline.Party{ID: root.id, Role: timeline.RoleUnknown}
			c.parties[root.id], names[root], given[root] = p, map[string]int{}, givenRole{at: -2}
		}
		c.partyOf[v.id] = p.ID
		if g, ok := roles[v.id]; ok && g.at > given[root].at {
			given[root] = g
		}
		names[root][v.name] += v.count
		p.Messages += v.count
		add(&p.Names, v.name)
		if v.appID != "" {
			add(&p.IDs, v.thread.App+":"+v.appID)
		}
		conv := c.chats[v.thread.Chat]
		add(&p.Conversations, conv.ID)
		add(&conv.Parties, p.ID)
		if v.count > 0 {
			if members[v.thread.Chat] == nil {
				members[v.thread.Chat] = map[*voice]bool{}
			}
			members[v.thread.Chat][root] = true
		}
	}
	for chat, m := range members {
		c.chats[chat].Group = c.chats[chat].Group || len(m) > 2
	}
	self := map[*voice]bool{}
	for _, v := range me {
		self[v.root()] = true
	}
	for root, g := range given {
		p := c.parties[root.id]
		p.Self = self[root]
		p.Name = mostUsed(names[root])
		if g.at > -2 {
			p.Role, p.RoleBy, p.RoleWhy = g.role, g.by, g.why
		}
	}
	for _, v := range voices {
		v.sender = timeline.Sender{Name: v.name, ID: v.appID}
		if p := c.parties[v.root().id]; p != nil {
			v.sender.Self, v.sender.Party, v.sender.Role = p.Self, p.ID, p.Role
		}
	}
}

func add(list *[]string, s string) {
	if s != "" && !slices.Contains(*list, s) {
		*list = append(*list, s)
		slices.Sort(*list)
	}
}

func mostUsed(counts map[string]int) string {
	best, n := "", -1
	for name, k := range counts {
		if name != "" && (k > n || k == n && name < best) {
			best, n = name, k
		}
	}
	return best
}

// Parties lists the people of the case, who wrote most first.
func (s *Store) Parties(ctx context.Context) ([]timeline.Party, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	var out []timeline.Party
	for _, p := range c.parties {
		out = append(out, *p)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Messages != out[j].Messages {
			return out[i].Messages > out[j].Messages
		}
		return out[i].ID < out[j].ID
	})
	return out, nil
}

// find lists the voices of the people that a party id, a voice id, an app id
// or a name means.
func (c *cast) find(who string) ([]*voice, error) {
	var out []*voice
	for _, v := range c.voices {
		if v.name == "" && v.appID == "" {
			continue
		}
		if c.partyOf[v.id] == c.partyOf[who] && c.partyOf[who] != "" || v.name == who || v.appID == who && who != "" || v.thread.App+":"+v.appID == who {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("nobody in the case is called %q: %w; `duizheng people` lists everybody", who, ErrNotFound)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].id < out[j].id })
	return out, nil
}

// SetRole says what a person is; who is a party id, an app id or a name, and
// means everybody who is called so. The conversations concerned are marked for
// new findings.
func (s *Store) SetRole(ctx context.Context, who string, role timeline.Role) error {
	if !slices.Contains(timeline.Roles, role) {
		return fmt.Errorf("%q is no role; roles are %v", role, timeline.Roles)
	}
	c, err := s.castNow(ctx)
	if err != nil {
		return err
	}
	voices, err := c.find(who)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		for _, v := range voices {
			if _, err := tx.ExecContext(ctx, `INSERT INTO roles VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET role = ?2, at = ?3`, v.id, role, s.now().Unix()); err != nil {
				return err
			}
		}
		return c.touchPeople(ctx, tx, voices)
	})
}

// touchPeople marks every conversation in which one of these people writes.
func (c *cast) touchPeople(ctx context.Context, tx *sql.Tx, voices []*voice) error {
	roots := map[*voice]bool{}
	for _, v := range voices {
		roots[v.root()] = true
	}
	chats := map[int64]bool{}
	for _, v := range c.voices {
		if roots[v.root()] {
			chats[v.thread.Chat] = true
		}
	}
	for chat := range chats {
		if err := touchChat(ctx, tx, chat); err != nil {
			return err
		}
	}
	return appendChanges(ctx, tx, []change{{}})
}

func touchChat(ctx context.Context, tx *sql.Tx, chat int64) error {
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO touched VALUES (?, '')`, chat)
	return err
}

// MergeParties makes two people one; a and b are as for SetRole, but must mean
// one person each.
func (s *Store) MergeParties(ctx context.Context, a, b string) error {
	c, err := s.castNow(ctx)
	if err != nil {
		return err
	}
	one, err := c.one(a)
	if err != nil {
		return err
	}
	other, err := c.one(b)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO merges VALUES (?, ?, ?)`, one.id, other.id, s.now().Unix()); err != nil {
			return err
		}
		return c.touchPeople(ctx, tx, []*voice{one, other})
	})
}

func (c *cast) one(who string) (*voice, error) {
	voices, err := c.find(who)
	if err != nil {
		return nil, err
	}
	for _, v := range voices {
		if v.root() != voices[0].root() {
			return nil, fmt.Errorf("%q means more than one person; name one by id (%s, %s, …)", who, voices[0].root().id, v.root().id)
		}
	}
	return voices[0], nil
}

// Conversations lists the chats of the case in order of their first message.
func (s *Store) Conversations(ctx context.Context) ([]timeline.Conversation, error) {
	c, err := s.castNow(ctx)
	if err != nil {
		return nil, err
	}
	var out []timeline.Conversation
	err = each(ctx, s.db, func(rows *sql.Rows) error {
		var chat, first, last int64
		var count int
		if err := rows.Scan(&chat, &count, &first, &last); err != nil {
			return err
		}
		if c.chats[chat] == nil {
			return nil
		}
		conv := *c.chats[chat]
		conv.Messages = count
		conv.Time = between(first, last)
		out = append(out, conv)
		return nil
	}, `SELECT chat, count(*), min(start), coalesce(max(start) FILTER (WHERE start < 1099511627776), 0) FROM records
		WHERE chat <> 0 AND event IS NULL AND kind <= 2 GROUP BY chat`)
	sort.Slice(out, func(i, j int) bool {
		if !out[i].Time.Start.Equal(out[j].Time.Start) {
			return out[i].Time.Dated() && (!out[j].Time.Dated() || out[i].Time.Start.Before(out[j].Time.Start))
		}
		return out[i].ID < out[j].ID
	})
	return out, err
}

// between is the span of starts from first to last.
func between(first, last int64) timeline.Moment {
	if first == undated {
		return timeline.Undated("")
	}
	from := row{start: first, width: last - first + 1, precision: precisions.code[timeline.PrecisionSecond], utcOffset: 8 * 3600}
	return from.moment()
}
