package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/duizheng/duizheng/timeline/casefile"
)

// Follow brings the index up to the store's last change and returns. Where
// there is most of the case to read again, it builds the index anew. It does
// nothing while another process owns the index, which is then followed there.
// Interrupted, it goes on where it stood.
func (x *Index) Follow(ctx context.Context) error {
	x.following.Lock()
	defer x.following.Unlock()
	x.acquire(noPatience)
	err := x.onDisk(func(d *disk) error { return x.follow(ctx, d) })
	if errors.Is(err, errDamaged) {
		err = x.onDisk(func(d *disk) error { return x.follow(ctx, d) })
	}
	if err != nil {
		return fmt.Errorf("follow the case with the index: %w", err)
	}
	return nil
}

// Rebuild builds the index again from the case.
func (x *Index) Rebuild(ctx context.Context) error {
	x.following.Lock()
	defer x.following.Unlock()
	x.acquire(noPatience)
	err := x.Unused()
	if x.store.ReadOnly() {
		err = casefile.ErrReadOnly
	}
	if err != nil {
		return fmt.Errorf("build the index again: %w", err)
	}
	err = x.onDisk(func(*disk) error { return errDamaged }) // has it replaced
	if errors.Is(err, errDamaged) {
		err = x.onDisk(func(d *disk) error { return x.build(ctx, d) })
	}
	if err != nil {
		return fmt.Errorf("build the index again: %w", err)
	}
	return nil
}

// onDisk runs use while the disk is surely open, if it is ours to write. When
// the index turns out to be damaged, an empty one takes its place.
func (x *Index) onDisk(use func(*disk) error) error {
	x.mu.RLock()
	d := x.disk
	if d == nil || d.readOnly {
		x.mu.RUnlock()
		return nil
	}
	err := guard(func() error { return use(d) })
	x.mu.RUnlock()
	if errors.Is(err, errDamaged) {
		x.renew(d)
	}
	return err
}

func (x *Index) follow(ctx context.Context, d *disk) error {
	mark, known, documents, err := d.state()
	if err != nil {
		return err
	}
	last, err := x.store.LastChange(ctx)
	switch {
	case err != nil || known && mark == last:
		return err
	case known && mark < last && last-mark <= max(documents, round):
		return x.replay(ctx, d, mark)
	case !known && documents == 0:
		return x.build(ctx, d)
	}
	// A build that was interrupted, the index of another history, or more to
	// read again than there is: an empty index is the better beginning.
	return errDamaged
}

// build writes every event of the case into the empty index.
func (x *Index) build(ctx context.Context, d *disk) error {
	last, err := x.store.LastChange(ctx)
	if err != nil {
		return err
	}
	var failed error
	err = inBatches(ctx, func(yield func(*document) bool) {
		for e, err := range x.store.Events(ctx, casefile.EventQuery{}) {
			if failed = err; err != nil || !yield(newDocument(e, nil)) {
				return
			}
		}
	}, func(ctx context.Context, documents []*document) error { return d.put(ctx, nil, documents) })
	if err = errors.Join(err, failed); err != nil {
		return err
	}
	return d.setMark(last)
}

// round is how many changes are replayed before the mark moves.
const round = 100_000

// replay reads the events again that changed beyond mark. Within a round each
// is read once, so batches may be written in any order.
func (x *Index) replay(ctx context.Context, d *disk, mark int64) error {
	for {
		changes, err := x.store.Changes(ctx, mark, round)
		if err != nil || len(changes) == 0 {
			return err
		}
		err = inBatches(ctx, slices.Values(eventsOf(changes)), func(ctx context.Context, ids []string) error {
			documents, err := x.documents(ctx, ids, nil)
			if err != nil {
				return err
			}
			return d.put(ctx, append(ids, recordsOf(documents)...), documents)
		})
		if err != nil {
			return err
		}
		mark = changes[len(changes)-1].Seq
		if err := d.setMark(mark); err != nil {
			return err
		}
	}
}

// eventsOf are the events that changed, each once.
func eventsOf(changes []casefile.Change) []string {
	return distinct(each(changes, func(c casefile.Change) string { return c.Event }))
}

// recordsOf are the ids of all records that hold the documents' events: what
// the events may have been called before they became one.
func recordsOf(documents []*document) []string {
	var all []string
	for _, d := range documents {
		all = append(all, d.ID)
		for _, h := range d.Sources {
			all = append(all, h.Record)
		}
	}
	return distinct(all)
}

// documents reads events from the store, in the order of the timeline. Ids of
// events that are gone are left out.
func (x *Index) documents(ctx context.Context, ids []string, live findings) ([]*document, error) {
	var all []*document
	if len(ids) == 0 {
		return nil, nil // to the store, no ids means all
	}
	for e, err := range x.store.Events(ctx, casefile.EventQuery{IDs: ids}) {
		if err != nil {
			return nil, err
		}
		all = append(all, newDocument(e, live[e.ID]))
	}
	return all, nil
}

// inBatches hands the values out, a batch at a time, to several writers. The
// first error ends it.
func inBatches[T any](ctx context.Context, all iter.Seq[T], write func(context.Context, []T) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan []T)
	var wait sync.WaitGroup
	for range writers {
		wait.Go(func() {
			for b := range batches {
				if ctx.Err() != nil {
					continue
				}
				if err := guard(func() error { return write(ctx, b) }); err != nil {
					cancel(err)
				}
			}
		})
	}
	var b []T
	for v := range all {
		if b = append(b, v); len(b) == batch {
			batches <- b
			b = nil
		}
		if ctx.Err() != nil {
			break
		}
	}
	if len(b) > 0 {
		batches <- b
	}
	close(batches)
	wait.Wait()
	return context.Cause(ctx)
}
