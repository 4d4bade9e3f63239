package original

import (
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// ErrLimit is wrapped by every refusal of an archive that unpacks to more
// than Limits allow.
var ErrLimit = errors.New("over the limit")

// Limits bound what archives may unpack to; plain files have none. They are
// counted while reading, never taken from headers.
type Limits struct {
	Total   int64 // bytes of all members of one Walk together
	File    int64 // bytes of one member
	Ratio   int64 // bytes out for one byte in, once RatioAt bytes came out
	RatioAt int64
	Entries int   // members of one archive
	Depth   int   // archives inside one another; 1 allows none in the outermost
	Nested  int64 // bytes of an inner compressed archive, which is held in memory
}

// DefaultLimits let through every export seen so far, and stop the classic
// archive bombs before they fill memory or take a minute.
var DefaultLimits = Limits{
	Total:   16 << 30,
	File:    4 << 30,
	Ratio:   100,
	RatioAt: 10 << 20,
	Entries: 200_000,
	Depth:   3,
	Nested:  256 << 20,
}

// A budget is what one Walk may still unpack.
type budget struct {
	limits Limits
	total  atomic.Int64
}

// counted reads a member and counts what comes out of it. Bytes that were
// read before, by an earlier Open of the same File, do not count again.
type counted struct {
	io.ReadCloser
	file   *File
	budget *budget
	packed int64
	out    int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.out += int64(n)
	if over := c.over(); over != nil {
		return 0, over
	}
	return n, err
}

func (c *counted) over() error {
	l := c.budget.limits
	switch {
	case c.out > l.File:
		return fmt.Errorf("%s unpacks to more than %d bytes: %w; unpack it yourself and import the folder", c.file, l.File, ErrLimit)
	case c.out > l.RatioAt && c.out > l.Ratio*max(1, c.packed):
		return fmt.Errorf("%s unpacks to more than %d times its packed size, as archive bombs do: %w; unpack it yourself if you trust it", c.file, l.Ratio, ErrLimit)
	}
	seen := c.file.seen.Load()
	for c.out > seen {
		if c.file.seen.CompareAndSwap(seen, c.out) {
			if c.budget.total.Add(c.out-seen) > l.Total {
				return fmt.Errorf("%s and what stands beside it unpack to more than %d bytes: %w; import it in parts", c.file, l.Total, ErrLimit)
			}
			break
		}
		seen = c.file.seen.Load()
	}
	return nil
}
