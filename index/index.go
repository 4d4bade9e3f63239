package index

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/duizheng/duizheng/timeline/casefile"
)

// An Index searches one case. Its methods may be called from many goroutines.
type Index struct {
	store *casefile.Store

	// mu guards disk, which is nil while another process owns the index or its
	// folder cannot be used; why is the reason. Who uses the disk holds mu for
	// reading.
	mu   sync.RWMutex
	disk *disk
	why  error

	following sync.Mutex // one Follow at a time
	findings  findingReader
}

// Open opens the index of a case, taking ownership if nobody else has it. It
// does not wait for the index to be up to date, nor fail where there is none:
// Search then reads the store. A case that is open for reading only shares an
// index that is there, and never makes or changes one.
func Open(ctx context.Context, store *casefile.Store) (*Index, error) {
	x := &Index{store: store}
	x.acquire(patience)
	return x, ctx.Err()
}

// Close gives the index up to others.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.disk == nil {
		return nil
	}
	d := x.disk
	x.disk, x.why = nil, errClosed
	return d.close()
}

var errClosed = errors.New("the index is closed")

// Unused is why searches read the store instead of an index: another process
// owns it, or its folder cannot be used. It is nil while the index is used.
func (x *Index) Unused() error {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.why
}

// acquire tries to have the disk, unless it is there already. Searches go on
// meanwhile. It is called by one goroutine at a time.
func (x *Index) acquire(wait time.Duration) {
	x.mu.RLock()
	had := x.disk != nil || x.why == errClosed
	x.mu.RUnlock()
	if had {
		return
	}
	d, err := openDisk(x.store.Dir(), x.store.ReadOnly(), wait)
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case x.why != errClosed:
		x.disk, x.why = d, err
	case d != nil:
		_ = d.close() // closed meanwhile; nothing was written
	}
}

// renew replaces a damaged disk by an empty one, or does without it where it
// must not be changed. It does nothing if that has happened already.
func (x *Index) renew(damaged *disk) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.disk != damaged {
		return
	}
	if damaged.readOnly {
		x.disk, x.why = nil, errors.Join(errDamaged, damaged.close())
	} else if err := damaged.renew(); err != nil {
		x.disk, x.why = nil, errors.Join(err, damaged.owner.Close())
	}
}
