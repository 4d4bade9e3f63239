package reconstruct

import (
	"context"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/merge"
	"github.com/duizheng/duizheng/timeline/original"
)

// A reader takes one export into the case.
type reader struct {
	in      *importer
	e       *parsers.Export
	n       int64 // of the export
	files   map[timeline.Source]*file
	order   []*file
	threads map[chat]*thread
	last    *thread
	gaps    []casefile.SourceGap
	words   *timeline.Record // the frame in which the export announces how many records it holds
}

type chat struct{ name, id string }

// A thread is one chat of the export, with what its own order shows.
type thread struct {
	*casefile.Thread
	key      chat
	source   *file
	messages int
	seq      int64  // of the last message, where the exporter numbers them
	seqEvent string // its record
	seqStep  int64  // 1 or -1: which way the numbers run
	previous timeline.Moment
	forward  step            // to a later time
	backward step            // to an earlier one
	ids      map[uint64]bool // hashes of the platform's ids: a million of these are in memory at once
	replies  []reply
	days     map[int64]bool
	grown    bool // records were added
}

// A step counts moves through time from one message to the next.
type step struct {
	count int
	first string // the record that it first led to
}

func (s *step) to(rec *timeline.Record) {
	if s.count++; s.count == 1 {
		s.first = rec.RecordID()
	}
}

var idSeed = maphash.MakeSeed()

type reply struct{ record, to string }

func (r *reader) known() bool {
	for _, f := range r.order {
		if !f.known {
			return false
		}
	}
	return true
}

// A prepared record has had everything done to it that needs no database.
type prepared struct {
	rec  timeline.Record
	cut  []byte // SHA-256 of its bytes in the original
	key  string
	runs []string
	err  error
}

// prepared yields the export's records in slices, made ready by another
// goroutine, so that parsing and storing each have a core.
func (r *reader) prepared(ctx context.Context) (<-chan []prepared, func()) {
	ctx, cancel := context.WithCancel(ctx)
	out := make(chan []prepared, 4)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(out)
		var slice []prepared
		send := func() bool {
			select {
			case out <- slice:
				slice = make([]prepared, 0, 256)
				return true
			case <-ctx.Done():
				return false
			}
		}
		cut := newCutting(r.e)
		defer cut.close()
		for rec, err := range r.e.Records(ctx) {
			p := prepared{rec: rec, err: err}
			if err == nil {
				p.cut = cut.sum(&rec)
			}
			switch {
			case rec.Kind == timeline.KindMessage:
				p.key = merge.Key(rec.Text)
				p.runs = runs(rec.Text)
			case rec.Scan != nil:
				p.runs = otherNumbers(&rec)
			case rec.Kind == timeline.KindFrame && r.words == nil && announces(rec.Text, r.e.Says.Announced):
				r.words = &rec
			}
			slice = append(slice, p)
			if (len(slice) == 256 || err != nil) && !send() {
				return
			}
		}
		send()
	}()
	return out, func() { cancel(); <-done }
}

// announces reports whether a frame holds the count n, and not as a part of a
// date or a clock.
func announces(text string, n int) bool {
	if n == 0 || len(text) > 1000 {
		return false
	}
	words := strings.FieldsFunc(strings.ReplaceAll(text, ",", ""), func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(":-/.", r) })
	return slices.ContainsFunc(words, func(w string) bool { return strings.Trim(w, ":-/.") == strconv.Itoa(n) })
}

// A cutting hashes the bytes of an export's records.
type cutting struct {
	e    *parsers.Export
	c    *original.Cutter
	last timeline.Source
	file *original.File // of last
}

func newCutting(e *parsers.Export) *cutting { return &cutting{e: e, c: original.NewCutter()} }

// sum is the hash of a record's bytes; nil where its place is not in the file,
// which Verify reports.
func (c *cutting) sum(rec *timeline.Record) []byte {
	if c.file == nil || rec.Source != c.last {
		c.last, c.file = rec.Source, c.find(rec.Source)
	}
	sum, err := c.c.Sum(c.file, rec.Locator)
	if err != nil {
		return nil
	}
	return sum[:]
}

// find is the file of a source; one that is no file of the export is a part
// (MIME) that the parser opened itself.
func (c *cutting) find(src timeline.Source) *original.File {
	for _, f := range c.e.Files() {
		if f.Source() == src {
			return f.File
		}
	}
	return original.Stored(c.e.Main.Path(), src)
}

func (c *cutting) close() { _ = c.c.Close() } // it was only read

// read stores the export's records.
func (r *reader) read(ctx context.Context) error {
	slices, stop := r.prepared(ctx)
	defer stop()
	for slice := range slices {
		for i := range slice {
			p := &slice[i]
			if p.err != nil {
				if failed(ctx, p.err) {
					return p.err
				}
				r.order[0].ledger.Error = p.err.Error()
				return nil
			}
			if err := r.add(ctx, p); err != nil {
				return wrap(r.e, err)
			}
		}
		r.in.progress.Records += len(slice)
		if n := len(slice); n > 0 {
			r.in.progress.Bytes = slice[n-1].rec.Locator.End()
		}
		r.in.tell("read")
	}
	return ctx.Err()
}

func (r *reader) add(ctx context.Context, p *prepared) error {
	rec := &p.rec
	f := r.files[rec.Source]
	if f == nil {
		// A part of a file (MIME) that the parser opened itself.
		var err error
		f = &file{ledger: timeline.SourceLedger{Source: rec.Source, Records: map[timeline.RecordKind]int{}}}
		if f.n, f.known, err = r.in.tx.Source(ctx, r.n, rec.Source); err != nil {
			return err
		}
		r.files[rec.Source] = f
		r.order = append(r.order, f)
		r.in.files = append(r.in.files, f)
	}
	f.count(rec)
	th, err := r.thread(ctx, rec, f)
	if err != nil {
		return err
	}
	if th != nil {
		// What its own order shows is seen in the export as a whole, also in
		// files that the case holds already.
		th.observe(r, rec)
	}
	if f.known {
		return nil
	}
	if err := r.attach(ctx, rec); err != nil {
		return err
	}
	var stored *casefile.Thread
	if th != nil {
		stored = th.Thread
	}
	n, err := r.in.tx.Add(ctx, f.n, stored, rec, p.cut)
	if err != nil {
		return err
	}
	switch rec.Kind {
	case timeline.KindMessage, timeline.KindNotice, timeline.KindScan:
		r.in.fresh++
	}
	if th != nil {
		if !th.grown {
			th.grown = true
			r.in.threads = append(r.in.threads, th.Thread)
		}
		r.in.stamp(th.Thread, rec, p.key)
	}
	if rec.Scan != nil && rec.Scan.Waybill != "" {
		r.in.brought[rec.Scan.Waybill], r.in.scanned[rec.Scan.Waybill] = true, true
	}
	for _, run := range p.runs {
		r.in.brought[run] = true
		if err := r.in.tx.Run(ctx, n, run); err != nil {
			return err
		}
	}
	return nil
}

// count enters a record into the ledger.
func (f *file) count(rec *timeline.Record) {
	l := &f.ledger
	l.Records[rec.Kind]++
	switch rec.Kind {
	case timeline.KindUnparsed:
		if len(l.Unparsed) < unparsedShown {
			l.Unparsed = append(l.Unparsed, timeline.Unread{Locator: rec.Locator, Text: cutText(rec.Text)})
		}
	case timeline.KindMessage, timeline.KindNotice, timeline.KindScan:
		if !rec.Time.Dated() {
			l.Undated++
		}
	}
}

// cutText keeps a ledger readable when a megabyte was not understood.
func cutText(s string) string {
	const limit = 200
	n := 0
	for i := range s {
		if n++; n > limit {
			return s[:i] + "…"
		}
	}
	return s
}

// attach gives attachments the hash of the file that came along.
func (r *reader) attach(ctx context.Context, rec *timeline.Record) error {
	for i, a := range rec.Attachments {
		m := r.in.media[a.Name]
		if m == nil || a.SHA256 != "" || m.Size > mediaLimit {
			continue
		}
		sha, err := r.in.hash(ctx, m)
		if err != nil {
			return err
		}
		rec.Attachments[i].SHA256 = sha
	}
	return nil
}

// hash is the hash of a file that came along: of a member its own, not the
// archive's. One that cannot be read has none; the export says no more of it.
func (in *importer) hash(ctx context.Context, m *parsers.File) (string, error) {
	if m.Member == "" {
		return m.SHA256, nil
	}
	if sha, ok := in.hashes[m]; ok {
		return sha, nil
	}
	sha := ""
	if f, err := m.Open(); err == nil {
		if sha, _, err = original.Hash(f); err != nil {
			sha = ""
		}
		if err := f.Close(); err != nil {
			return "", err
		}
	}
	in.hashes[m] = sha
	return sha, ctx.Err()
}

// thread is the chat of a record; scans and what stands outside a chat have none.
func (r *reader) thread(ctx context.Context, rec *timeline.Record, f *file) (*thread, error) {
	if rec.Kind != timeline.KindMessage && rec.Kind != timeline.KindNotice {
		return nil, nil
	}
	key := chat{rec.Conversation, rec.ConversationID}
	if r.last != nil && r.last.key == key {
		return r.last, nil
	}
	th := r.threads[key]
	if th == nil {
		stored, err := r.in.tx.Thread(ctx, r.n, r.e.Format.App, key.name, key.id, r.e.Says.Group)
		if err != nil {
			return nil, err
		}
		th = &thread{Thread: stored, key: key, source: f, ids: map[uint64]bool{}, days: map[int64]bool{}}
		r.threads[key] = th
	}
	r.last = th
	return th, nil
}

// observe follows what the export's own order shows: numbers that are missing,
// times that go backward, replies to what is not there.
func (th *thread) observe(r *reader, rec *timeline.Record) {
	if n, err := strconv.ParseInt(rec.Seq, 10, 64); err == nil {
		th.number(r, rec, n)
	}
	if rec.Kind != timeline.KindMessage {
		return
	}
	th.messages++
	if rec.ID != "" {
		th.ids[maphash.String(idSeed, rec.ID)] = true
	}
	if rec.ReplyTo != "" {
		th.replies = append(th.replies, reply{rec.RecordID(), rec.ReplyTo})
	}
	if !rec.Time.Dated() {
		return
	}
	th.days[rec.Time.Start.Unix()/86400] = true
	switch {
	case th.previous.Before(rec.Time):
		th.forward.to(rec)
	case rec.Time.Before(th.previous):
		th.backward.to(rec)
	}
	th.previous = rec.Time
}

// number follows the exporter's own numbers, whichever way they run. Where they
// turn about, a new count begins.
func (th *thread) number(r *reader, rec *timeline.Record, n int64) {
	id := rec.RecordID()
	d := n - th.seq
	step := int64(1)
	if d < 0 {
		step = -1
	}
	switch {
	case th.seqEvent == "" || d == 0 || th.seqStep != 0 && step != th.seqStep:
		th.seqStep = 0
	case d*step > 1 && (th.seqStep == step || step == 1):
		from, to, after, before := th.seq, n, th.seqEvent, id
		if step < 0 {
			from, to, after, before = to, from, before, after
		}
		r.gap(th.source, th, timeline.Gap{Kind: timeline.GapSequence, After: after, Before: before, Missing: int(to - from - 1), Time: rec.Time,
			Say: timeline.Say("gap.say.sequence", "from", strconv.FormatInt(from, 10), "to", strconv.FormatInt(to, 10))})
		th.seqStep = step
	default:
		th.seqStep = step
	}
	th.seq, th.seqEvent = n, id
}

// newestFirst reports whether the export lists its newest message first.
func (th *thread) newestFirst() bool { return th.backward.count > th.forward.count }

// stamp remembers a message by which its chat can be told from others.
func (in *importer) stamp(th *casefile.Thread, rec *timeline.Record, key string) {
	if rec.Kind != timeline.KindMessage || !rec.Time.Dated() || rec.Time.Precision == timeline.PrecisionDay {
		return
	}
	start := rec.Time.Start.Unix()
	if m, ok := merge.MarkOf(start, key); ok {
		if in.marks == nil {
			in.marks = map[int64][]stamp{}
		}
		in.marks[th.N] = append(in.marks[th.N], stamp{start, m, int32(in.tx.Voice(th, rec.Sender)), merge.Long(key)})
	}
}

// close completes the export's ledger lines and its own gaps.
func (r *reader) close(ctx context.Context) error {
	if r.known() {
		for _, f := range r.order {
			was, err := r.in.tx.Ledger(ctx, f.n)
			if err != nil {
				return err
			}
			l := &f.ledger
			l.Records, l.Unparsed, l.Undated, l.Announced, l.Error, l.Encoding = was.Records, was.Unparsed, was.Undated, was.Announced, was.Error, was.Encoding
			l.Zone, l.ZoneFrom, l.Gaps = was.Zone, was.ZoneFrom, was.Gaps
			l.DateOrder, l.DateWhy, l.DateOpen = was.DateOrder, was.DateWhy, was.DateOpen
			l.Part = was.Part
			l.Duplicates = was.Total()
			if r.otherwise(was) {
				l.Notes = append(l.Notes, "note.read_already")
			}
		}
		return nil
	}
	s := r.e.Says
	for _, f := range r.order {
		f.ledger.Zone, f.ledger.ZoneFrom = s.Zone, s.ZoneFrom
		f.ledger.DateOrder, f.ledger.DateWhy, f.ledger.DateOpen = s.DateOrder, s.DateWhy, s.DateOpen
		if f.known {
			f.ledger.Duplicates = f.ledger.Total()
		}
	}
	main := r.order[0]
	whole := 0
	for _, f := range r.order {
		whole += f.ledger.Total()
	}
	for _, f := range r.order {
		f.ledger.Part = whole > 0 && f.ledger.Total() == 0
	}
	main.ledger.Notes = append(main.ledger.Notes, s.Notes...)
	main.ledger.Announced = s.Announced
	r.says(main)
	for _, th := range r.sorted() {
		th.Group = th.Group || s.Group
		th.ends(r)
		if th.grown && th.newestFirst() {
			if err := r.in.tx.NewestFirst(ctx, th.Thread); err != nil {
				return err
			}
		}
	}
	for _, g := range r.gaps {
		if err := r.in.tx.AddGap(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// otherwise reports whether a source that the case holds would be read in
// another way now; then the user has to undo the earlier import first.
func (r *reader) otherwise(was timeline.SourceLedger) bool {
	if was.Source.Format != r.e.Format.ID {
		return true
	}
	return was.ZoneFrom != "" && was.ZoneFrom != timeline.ZoneExplicit && was.Zone != "" && r.e.Options.Zone != nil && was.Zone != r.e.Options.Zone.String()
}

func (r *reader) sorted() []*thread {
	out := make([]*thread, 0, len(r.threads))
	for _, th := range r.threads {
		out = append(out, th)
	}
	slices.SortFunc(out, func(a, b *thread) int { return int(a.N - b.N) })
	return out
}

func (r *reader) gap(f *file, th *thread, g timeline.Gap) {
	g.Source = f.ledger.Source
	chat := int64(0)
	if th != nil {
		chat = th.Chat
	}
	g.ID = timeline.ID("g_", string(g.Kind), g.Source.SHA256, g.Source.Member, g.After, g.Before, r.threadID(th), g.Time.Start.UTC().Format(time.RFC3339))
	f.ledger.Gaps++
	r.gaps = append(r.gaps, casefile.SourceGap{Source: f.n, Chat: chat, Gap: g})
}

func (r *reader) threadID(th *thread) string {
	if th == nil {
		return ""
	}
	return th.ID
}

// says compares what the export announces with what was read.
func (r *reader) says(main *file) {
	s := r.e.Says
	found := 0
	for _, f := range r.order {
		found += f.ledger.Records[timeline.KindMessage] + f.ledger.Records[timeline.KindNotice]
		if r.e.Format.Tracking {
			found += f.ledger.Records[timeline.KindScan]
		}
	}
	if s.Announced > found && main.ledger.Error == "" {
		g := timeline.Gap{Kind: timeline.GapCount, Announced: s.Announced, Found: found, Missing: s.Announced - found, Time: r.span(),
			Say: timeline.Say("gap.say.count", "announced", strconv.Itoa(s.Announced), "found", strconv.Itoa(found))}
		if r.words != nil && r.words.Source == main.ledger.Source {
			g.Words, g.Locator = r.words.Text, r.words.Locator
		}
		r.gap(main, r.only(), g)
	}
	span := r.span()
	const slack = 24 * time.Hour
	if !s.From.IsZero() && span.Dated() && span.Start.Sub(s.From) > slack || !s.To.IsZero() && span.Dated() && s.To.Sub(span.End) > slack {
		r.gap(main, r.only(), timeline.Gap{Kind: timeline.GapRange, Time: span,
			Say: timeline.Say("gap.say.range", "from", s.From.Format(time.RFC3339), "to", s.To.Format(time.RFC3339))})
	}
}

// only is the export's one thread, or nil if it has several.
func (r *reader) only() *thread {
	if len(r.threads) != 1 {
		return nil
	}
	for _, th := range r.threads {
		return th
	}
	return nil
}

// span is the time from the export's first to its last dated message.
func (r *reader) span() timeline.Moment {
	var first, last int64
	for _, th := range r.threads {
		if th.First != 0 && (first == 0 || th.First < first) {
			first = th.First
		}
		last = max(last, th.Last)
	}
	if first == 0 {
		return timeline.Undated("")
	}
	z := r.e.Zone()
	return timeline.Moment{Start: time.Unix(first, 0).In(z), End: time.Unix(last, 0).In(z), Precision: timeline.PrecisionSecond, Zone: r.e.Says.ZoneFrom}
}

// capped are the counts at which apps stop an export without saying so.
var capped = map[string][]int{"whatsapp": {10_000, 40_000}, "line": {50_000}}

// silenceLeast is the shortest silence, in days, that is a lead.
const silenceLeast = 4

// ends notes what only the whole thread shows.
func (th *thread) ends(r *reader) {
	against := th.backward
	if th.newestFirst() {
		against = th.forward
	}
	if against.count > 0 {
		r.gap(th.source, th, timeline.Gap{Kind: timeline.GapOrder, After: against.first, Found: against.count, Time: th.span(r),
			Say: timeline.Say("gap.say.order", "count", strconv.Itoa(against.count))})
	}
	if slices.Contains(capped[r.e.Format.App], th.messages) {
		r.gap(th.source, th, timeline.Gap{Kind: timeline.GapCapped, Found: th.messages, Time: th.span(r),
			Say: timeline.Say("gap.say.capped", "count", strconv.Itoa(th.messages))})
	}
	var lost []reply
	for _, p := range th.replies {
		if !th.ids[maphash.String(idSeed, p.to)] {
			lost = append(lost, p)
		}
	}
	if len(lost) > 0 && len(th.ids) > 0 {
		r.in.lost = append(r.in.lost, lostReplies{r, th, lost})
	}
	for _, s := range silences(th.days) {
		at := time.Unix(s.from*86400, 0).In(r.e.Zone())
		r.gap(th.source, th, timeline.Gap{Kind: timeline.GapSilence, Time: timeline.Moment{Start: at, End: at.AddDate(0, 0, int(s.days)), Precision: timeline.PrecisionDay, Zone: r.e.Says.ZoneFrom},
			Say: timeline.Say("gap.say.silence", "days", strconv.FormatInt(s.days, 10))})
	}
}

func (th *thread) span(r *reader) timeline.Moment {
	if th.First == 0 {
		return timeline.Undated("")
	}
	return timeline.Moment{Start: time.Unix(th.First, 0).In(r.e.Zone()), End: time.Unix(th.Last, 0).In(r.e.Zone()), Precision: timeline.PrecisionSecond, Zone: r.e.Says.ZoneFrom}
}

type silence struct{ from, days int64 }

// silences finds the breaks of a chat that are long for this chat: longer than
// four times what nine in ten of its breaks last.
func silences(days map[int64]bool) (out []silence) {
	if len(days) < 10 {
		return nil // too little to know what is usual
	}
	sorted := make([]int64, 0, len(days))
	for d := range days {
		sorted = append(sorted, d)
	}
	slices.Sort(sorted)
	breaks := make([]int64, 0, len(sorted)-1)
	for i := 1; i < len(sorted); i++ {
		breaks = append(breaks, sorted[i]-sorted[i-1])
	}
	usual := slices.Sorted(slices.Values(breaks))[len(breaks)*9/10]
	for i, b := range breaks {
		if b > silenceLeast && b > 4*usual {
			out = append(out, silence{sorted[i] + 1, b - 1})
		}
	}
	return out
}
