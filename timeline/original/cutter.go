package original

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/duizheng/duizheng/timeline"
)

// A Cutter hashes what many locators cut out of files. Where they come file by
// file and in order, each file is read once.
type Cutter struct {
	f      *File
	r      io.ReadCloser // of f
	buffer []byte
	window []byte // of buffer: what was read last
	at     int64  // where in the file window begins
	h      hash.Hash
}

// NewCutter is a Cutter; close it when all is cut.
func NewCutter() *Cutter { return &Cutter{buffer: make([]byte, 256<<10), h: sha256.New()} }

// Sum is the SHA-256 of the bytes that l locates in f. A file that ends before
// they do is an error: it is not the file that was read.
func (c *Cutter) Sum(f *File, l timeline.Locator) (sum [sha256.Size]byte, err error) {
	if l.Offset < 0 || l.Length < 0 {
		return sum, fmt.Errorf("%s: no place in a file has offset %d, length %d", f, l.Offset, l.Length)
	}
	if f != c.f {
		if err := c.Close(); err != nil {
			return sum, err
		}
		c.f = f
	}
	if c.r == nil || l.Offset < c.at {
		if err := c.goTo(l.Offset); err != nil {
			return sum, err
		}
	}
	c.h.Reset()
	for at := l.Offset; at < l.End(); {
		if at >= c.at+int64(len(c.window)) {
			if err := c.next(); err != nil {
				return sum, fmt.Errorf("%s: cannot read up to byte %d: %w", c.f, l.End(), err)
			}
			continue
		}
		piece := c.window[at-c.at:]
		piece = piece[:min(int64(len(piece)), l.End()-at)]
		c.h.Write(piece)
		at += int64(len(piece))
	}
	c.h.Sum(sum[:0])
	return sum, nil
}

// next moves the window on.
func (c *Cutter) next() error {
	c.at += int64(len(c.window))
	n, err := c.r.Read(c.buffer)
	c.window = c.buffer[:n]
	switch {
	case n > 0:
		return nil // an error comes again
	case errors.Is(err, io.EOF):
		return fmt.Errorf("it ends at byte %d: the file has changed", c.at)
	}
	return err
}

// goTo moves the window to an earlier place, or to the first.
func (c *Cutter) goTo(offset int64) (err error) {
	if _, seeks := c.r.(io.Seeker); !seeks {
		if err := c.Close(); err != nil {
			return err
		}
		if c.r, err = c.f.Open(); err != nil {
			return err
		}
	}
	c.at, c.window = offset, nil
	if err := skip(c.r, offset); err != nil {
		return fmt.Errorf("%s: cannot reach byte %d: %w", c.f, offset, err)
	}
	return nil
}

// Close ends the reading.
func (c *Cutter) Close() error {
	if c.r == nil {
		return nil
	}
	r := c.r
	c.r, c.window = nil, nil
	return r.Close()
}
