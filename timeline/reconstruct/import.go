package reconstruct

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
	"github.com/duizheng/duizheng/timeline/merge"
)

// Options say how to import.
type Options struct {
	// Paths are what the user named, for the list of imports.
	Paths []string
	// Zone, Me and AsOf are kept with the import; the exports have been read
	// with them already.
	Zone string
	Me   string
	AsOf time.Time
	// Media are files that came along with the exports.
	Media []*parsers.File
	// Refused are the ledger lines of files that could not be recognised.
	Refused []timeline.SourceLedger
	// DryRun does everything and then takes it back.
	DryRun bool
	// Progress, if set, is told now and then how far the import is.
	Progress func(Progress)
}

// Progress is how far an import is.
type Progress struct {
	// Stage is "read", "merge" or "store".
	Stage string
	// File is the main file of the export at work, Number of Exports.
	File            string
	Number, Exports int
	// Records counts all records read so far.
	Records int
	// Bytes of Total have been read of this file.
	Bytes, Total int64
}

// unparsedShown is how many unread pieces a ledger lists; it counts them all.
const unparsedShown = 50

// mediaLimit is the largest file beside an export that is copied into the case.
const mediaLimit = 64 << 20

// Import reads the exports into the case: originals first, then every record,
// then what is the same in several exports, all in one transaction. A source
// that the case holds already is not read again; its ledger line counts it as
// duplicates. What the import concerns is marked for Finish.
//
// An export that cannot be read to its end keeps what was read, and its ledger
// line says why it ended. An error of Import itself, or the end of ctx, leaves
// the case as it was.
func Import(ctx context.Context, store *casefile.Store, exports []*parsers.Export, o Options) (timeline.Import, error) {
	tx, err := store.Begin(ctx, timeline.Import{Paths: o.Paths, Zone: o.Zone, AsOf: o.AsOf, Me: o.Me})
	if err != nil {
		return timeline.Import{}, err
	}
	defer tx.Rollback()
	in := &importer{tx: tx, o: o, exports: exports, media: mediaByName(o.Media), hashes: map[*parsers.File]string{}, brought: map[string]bool{}, scanned: map[string]bool{}}
	done, err := in.run(ctx)
	if err != nil {
		// Once ctx has ended, the database only says that it was stopped.
		return timeline.Import{}, cmp.Or(ctx.Err(), err)
	}
	return done, nil
}

func (in *importer) run(ctx context.Context) (done timeline.Import, err error) {
	for i, e := range in.exports {
		in.progress = Progress{Stage: "read", File: e.Main.String(), Number: i + 1, Exports: len(in.exports), Records: in.progress.Records, Total: e.Main.Size}
		if err := in.export(ctx, e); err != nil {
			return done, err
		}
	}
	if err := in.keepMedia(ctx); err != nil {
		return done, err
	}
	if err := in.tx.Flush(ctx); err != nil {
		return done, err
	}
	in.tell("merge")
	duplicates, err := in.merge(ctx)
	if err != nil {
		return done, err
	}
	in.tell("store")
	return in.finish(ctx, duplicates)
}

// An importer is one import at work.
type importer struct {
	tx       *casefile.Tx
	o        Options
	exports  []*parsers.Export
	media    map[string]*parsers.File // by base name
	hashes   map[*parsers.File]string // of members, once read
	progress Progress

	files   []*file            // every file of every export, in order
	threads []*casefile.Thread // that got records
	marks   map[int64][]stamp  // of those threads, by number
	brought map[string]bool    // numbers and number-like runs of new records
	scanned map[string]bool    // waybills with new scans
	fresh   int                // timeline records added
	lost    []lostReplies      // replies to messages that their export lacks
}

// A file is one source at work.
type file struct {
	n      int64
	known  bool
	ledger timeline.SourceLedger
}

// A stamp is a message that tells its chat from others.
type stamp struct {
	start int64
	mark  merge.Mark
	voice int32 // who wrote it
	long  bool  // the text is merge.Long
}

func mediaByName(media []*parsers.File) map[string]*parsers.File {
	out := make(map[string]*parsers.File, len(media))
	for _, m := range media {
		out[m.Base()] = m
	}
	return out
}

func (in *importer) tell(stage string) {
	if in.o.Progress != nil {
		in.progress.Stage = stage
		in.o.Progress(in.progress)
	}
}

// export reads one export into the case.
func (in *importer) export(ctx context.Context, e *parsers.Export) error {
	in.tell("read")
	r, err := in.open(ctx, e)
	if err != nil {
		return err
	}
	if !r.known() {
		if err := r.read(ctx); err != nil {
			return err
		}
	}
	return r.close(ctx)
}

// open enters the export and its files into the case and copies the originals.
func (in *importer) open(ctx context.Context, e *parsers.Export) (*reader, error) {
	var sources []timeline.Source
	for _, f := range e.Files() {
		sources = append(sources, f.Source())
	}
	n, err := in.tx.Export(ctx, e.Format.App, sources)
	if err != nil {
		return nil, err
	}
	r := &reader{in: in, e: e, n: n, files: map[timeline.Source]*file{}, threads: map[chat]*thread{}}
	for i, f := range e.Files() {
		if !in.o.DryRun {
			if err := in.tx.Keep(ctx, f.File); err != nil {
				return nil, err
			}
		}
		src := sources[i]
		src.Format = e.Format.ID
		entry := &file{ledger: timeline.SourceLedger{Source: src, Size: f.Size, Encoding: string(f.Encoding), Records: map[timeline.RecordKind]int{}}}
		if entry.n, entry.known, err = in.tx.Source(ctx, n, src); err != nil {
			return nil, err
		}
		in.files = append(in.files, entry)
		r.files[src] = entry
		r.order = append(r.order, entry)
	}
	return r, nil
}

// finish fills in the duplicates and commits.
func (in *importer) finish(ctx context.Context, duplicates map[int64]int) (timeline.Import, error) {
	if err := in.touch(ctx); err != nil {
		return timeline.Import{}, err
	}
	var ledger []timeline.SourceLedger
	fresh := in.fresh
	for _, f := range in.files {
		if !f.known {
			f.ledger.Duplicates = duplicates[f.n]
			fresh -= duplicates[f.n]
		}
		if err := in.tx.Hold(ctx, f.n, f.ledger); err != nil {
			return timeline.Import{}, err
		}
		ledger = append(ledger, f.ledger)
	}
	ledger = append(ledger, in.o.Refused...)
	if in.o.DryRun {
		return timeline.Import{Paths: in.o.Paths, Zone: in.o.Zone, AsOf: in.o.AsOf, Me: in.o.Me, Ledger: ledger, New: fresh}, nil
	}
	return in.tx.Commit(ctx, ledger, fresh)
}

// keepMedia copies what came along, to a size limit.
func (in *importer) keepMedia(ctx context.Context) error {
	for _, m := range in.o.Media {
		if m.Member == "" && m.Size > mediaLimit || in.o.DryRun {
			continue
		}
		if m.Member != "" && !in.archiveKept(m) {
			continue
		}
		if err := in.tx.Keep(ctx, m.File); err != nil {
			return err
		}
		if err := in.tx.Attachment(ctx, m.File); err != nil {
			return err
		}
	}
	return nil
}

// archiveKept reports whether the archive that holds m was imported for an
// export in it; an archive of pictures alone is not copied.
func (in *importer) archiveKept(m *parsers.File) bool {
	for _, f := range in.files {
		if f.ledger.Source.SHA256 == m.SHA256 {
			return true
		}
	}
	return false
}

// touch marks what the import concerns: the chats that got records, the
// numbers that got scans, and every chat that holds a number it brought.
func (in *importer) touch(ctx context.Context) error {
	for _, th := range in.threads {
		if err := in.tx.TouchChat(ctx, th.Chat); err != nil {
			return err
		}
	}
	for number := range in.scanned {
		if err := in.tx.TouchWaybill(ctx, number); err != nil {
			return err
		}
	}
	return in.tx.TouchHolders(ctx, func(run string) bool { return holds(run, in.brought) })
}

// failed reports whether err ends the whole import: anything but what one
// export's own parser says.
func failed(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

func wrap(e *parsers.Export, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("storing %s: %w", e.Main.String(), err)
}
