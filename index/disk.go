package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2"
	bleveDocument "github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveIndex "github.com/blevesearch/bleve_index_api"
	"go.etcd.io/bbolt"
	bboltErrors "go.etcd.io/bbolt/errors"
)

// version is that of tokens, fields and keys. An index of another one is built
// again.
const version = "1"

// How long to wait for another owner to go: when a process begins to use the
// case, and when it looks again.
const (
	patience   = time.Second
	noPatience = time.Millisecond // bolt takes 0 for no limit
)

var (
	// errOwned is why there is no disk: another process owns the index.
	errOwned = errors.New("the index is in use by another process")
	// errDamaged is wrapped where an index cannot be read.
	errDamaged = errors.New("the index is damaged")
)

// A disk is the index in its folder, owned by this process.
//
//	index/owner    a lock file: who holds it may touch the rest
//	index/bleve    the index
//	index/aside    the last index that could not be used
//	index/checked  the files of the index that are known to be sound, see sound.go
type disk struct {
	folder   string
	readOnly bool // shared with other readers, and never changed
	owner    *bbolt.DB
	index    bleve.Index
	codes    codeBook
}

// openDisk takes ownership of the index of the case in dir, and opens or makes
// the index. errOwned means that another process has it; any other error that
// the folder cannot be used at all. A read-only disk has to be there, whole.
func openDisk(dir string, readOnly bool, wait time.Duration) (*disk, error) {
	d := &disk{folder: filepath.Join(dir, "index"), readOnly: readOnly}
	if !readOnly {
		if err := os.MkdirAll(d.folder, 0o700); err != nil {
			return nil, fmt.Errorf("make the folder of the index: %w", err)
		}
	}
	if err := d.own(wait); err != nil {
		return nil, err
	}
	if err := d.open(); err != nil {
		return nil, errors.Join(err, d.owner.Close())
	}
	return d, nil
}

// own takes the lock. Bolt locks files on every system alike.
func (d *disk) own(wait time.Duration) error {
	path := filepath.Join(d.folder, "owner")
	options := &bbolt.Options{Timeout: wait, ReadOnly: d.readOnly}
	owner, err := openBolt(path, options)
	if !d.readOnly && notBolt(err) {
		// What is no lock file nobody holds: a holder has made it whole.
		if err = os.Remove(path); err == nil {
			owner, err = openBolt(path, options)
		}
	}
	if errors.Is(err, bboltErrors.ErrTimeout) {
		return errOwned
	}
	if err != nil {
		return fmt.Errorf("lock the index: %w", err)
	}
	d.owner = owner
	return nil
}

// openBolt opens a file of bolt's whose pages are all there: bolt itself reads past
// the end of one that was cut.
func openBolt(path string, options *bbolt.Options) (db *bbolt.DB, err error) {
	const whole = 4 * 4096 // four pages, and no system has smaller ones
	if f, err := os.Stat(path); err == nil && f.Size() > 0 && f.Size() < whole {
		return nil, errDamaged
	}
	err = guard(func() error { db, err = bbolt.Open(path, 0o600, options); return err })
	return db, err
}

func notBolt(err error) bool {
	return errors.Is(err, errDamaged) || errors.Is(err, bboltErrors.ErrInvalid) || errors.Is(err, bboltErrors.ErrChecksum) || errors.Is(err, bboltErrors.ErrVersionMismatch)
}

func (d *disk) path() string { return filepath.Join(d.folder, "bleve") }

// open opens the index; what is missing, damaged or of another version is moved
// aside, and an empty one made.
func (d *disk) open() error {
	err := d.openAsIs()
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bboltErrors.ErrTimeout):
		return errOwned
	case d.readOnly:
		return fmt.Errorf("open the index: %w", err)
	}
	return d.make()
}

func (d *disk) openAsIs() error {
	return guard(func() error {
		if err := d.sound(); err != nil {
			return err
		}
		var err error
		d.index, err = bleve.OpenUsing(d.path(), map[string]any{
			"bolt_timeout": patience.String(), "read_only": d.readOnly})
		if err != nil {
			return err
		}
		v, err := d.index.GetInternal(versionKey)
		if err == nil && string(v) != version {
			err = fmt.Errorf("an index of version %q", v)
		}
		if err != nil {
			return errors.Join(err, d.index.Close())
		}
		return nil
	})
}

// renew puts an empty index in the place of the one that is open.
func (d *disk) renew() error {
	_ = guard(d.index.Close) // what is damaged may not even close
	return d.make()
}

// make moves aside what is there, and makes an empty index without a mark.
func (d *disk) make() error {
	aside := filepath.Join(d.folder, "aside")
	if err := os.RemoveAll(aside); err != nil {
		return fmt.Errorf("make place for the old index: %w", err)
	}
	if err := os.Rename(d.path(), aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("move the old index aside: %w", err)
	}
	if err := os.RemoveAll(d.checked()); err != nil {
		return fmt.Errorf("forget the old index: %w", err)
	}
	index, err := bleve.NewUsing(d.path(), newMapping(), scorch.Name, scorch.Name,
		map[string]any{"bolt_timeout": patience.String()})
	if err != nil {
		return fmt.Errorf("make an index: %w", err)
	}
	d.index = index
	return index.SetInternal(versionKey, []byte(version))
}

// close gives the index up.
func (d *disk) close() error {
	err := guard(d.index.Close)
	if err == nil && !d.readOnly {
		err = d.remember()
	}
	return errors.Join(err, d.owner.Close())
}

// guard turns a panic into an error: damaged files of an index may cause one,
// also by reading memory that a file no longer fills.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errDamaged, p)
		}
	}()
	return f()
}

// damaged marks an error of reading the index, unless the reader was told to
// stop.
func damaged(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return err
	}
	return fmt.Errorf("%w: %w", errDamaged, err)
}

// newMapping is what bleve asks for; documents are built without it.
func newMapping() *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.StoreDynamic, m.DocValuesDynamic = false, false
	return m
}

// Names of the index's own fields beside those of the query language.
const (
	textField   = "text"
	dayField    = "day"    // YYYYMMDD in UTC, for periods
	handleField = "event"  // finds the document of an event that changed
	facetField  = "facets" // code and facets: the dictionary of codes
	codeField   = "code"   // read for every hit
	rankField   = "rank"   // read for every hit when they are sorted by it
)

var (
	versionKey = []byte("version")
	markKey    = []byte("mark")
)

const (
	keyword = bleveIndex.IndexField | bleveIndex.SkipFreqNorm
	// A column can be read for a document by its number. A field without
	// IndexField would silently be empty; chunks would be unpacked for every
	// hit, and both must be left out together.
	column = keyword | bleveIndex.DocValues | bleveIndex.SkipDVChunking | bleveIndex.SkipDVCompression
	words  = bleveIndex.IndexField | bleveIndex.IncludeTermVectors
)

// indexed is the document as bleve takes it.
func (d *document) indexed() *bleveDocument.Document {
	k := d.key()
	out := bleveDocument.NewDocument(string(k))
	add := func(name, value string, options bleveIndex.FieldIndexingOptions) {
		out.AddField(bleveDocument.NewTextFieldWithIndexingOptions(name, nil, []byte(value), options))
	}
	for _, f := range fields {
		for _, value := range d.values(f.name) {
			add(f.name, value, keyword)
		}
	}
	if k.dated() {
		add(dayField, time.Unix(k.time(), 0).UTC().Format(dayForm), keyword)
	}
	add(handleField, handle(d.ID), keyword)
	facets := d.facets()
	add(facetField, codeOf(facets)+facets, keyword)
	add(codeField, codeOf(facets), column)
	add(rankField, d.rank(), column)
	out.AddField(bleveDocument.NewTextFieldCustom(textField, nil, []byte(d.folded), words, zh5{}))
	return out
}

const dayForm = "20060102"

// batch is how many documents go into the index at once, and writers how many
// batches at the same time: more costs memory and brings nothing.
const (
	batch   = 2000
	writers = 2
)

// put writes the documents and takes away all others of the events named. The
// index holds no two documents of one event.
func (d *disk) put(ctx context.Context, events []string, documents []*document) error {
	b := d.index.NewBatch()
	if err := d.forget(ctx, b, events); err != nil {
		return err
	}
	for _, doc := range documents {
		if err := b.IndexAdvanced(doc.indexed()); err != nil {
			return fmt.Errorf("index %s: %w", doc.ID, err)
		}
	}
	return d.index.Batch(b)
}

// forget deletes every document of the events from the batch's index. Deleting
// and writing the same key in one batch is writing it.
func (d *disk) forget(ctx context.Context, b *bleve.Batch, events []string) error {
	if len(events) == 0 {
		return nil
	}
	s, err := d.snapshot()
	if err != nil {
		return err
	}
	defer s.close()
	for _, event := range events {
		keys, err := s.keysOf(ctx, event)
		if err != nil {
			return err
		}
		for _, k := range keys {
			b.Delete(string(k))
		}
	}
	return nil
}

// setMark notes that the index holds every change of the store up to mark.
func (d *disk) setMark(mark int64) error {
	return d.index.SetInternal(markKey, binary.BigEndian.AppendUint64(nil, uint64(mark)))
}

// state is the mark and the number of documents.
func (d *disk) state() (mark int64, known bool, documents int64, err error) {
	s, err := d.snapshot()
	if err != nil {
		return 0, false, 0, err
	}
	defer s.close()
	mark, known = s.mark()
	n, err := s.reader.DocCount()
	return mark, known, int64(n), err
}

// A snapshot is the index at one moment.
type snapshot struct {
	reader bleveIndex.IndexReader
	codes  *codeBook
}

func (d *disk) snapshot() (*snapshot, error) {
	advanced, err := d.index.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("read the index: %w", err)
	}
	return &snapshot{reader, &d.codes}, nil
}

func (s *snapshot) close() error { return s.reader.Close() }

// mark is the last change that the snapshot holds; ok is false while the index
// is being built.
func (s *snapshot) mark() (mark int64, ok bool) {
	v, err := s.reader.GetInternal(markKey)
	if err != nil || len(v) != 8 {
		return 0, false
	}
	return int64(binary.BigEndian.Uint64(v)), true
}

// keysOf are the keys of the documents of an event: one, or none.
func (s *snapshot) keysOf(ctx context.Context, event string) (keys []key, err error) {
	defer func() { err = damaged(ctx, err) }()
	postings, err := s.reader.TermFieldReader(ctx, []byte(handle(event)), handleField, false, false, false)
	if err != nil {
		return nil, err
	}
	for {
		p, err := postings.Next(nil)
		if err != nil || p == nil {
			return keys, errors.Join(err, postings.Close())
		}
		id, err := s.reader.ExternalID(p.ID)
		if err != nil {
			return nil, errors.Join(err, postings.Close())
		}
		if k := key(id); k.event() == event && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
}
