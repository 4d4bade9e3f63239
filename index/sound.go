package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// bleve trusts its files, and reads them in goroutines of its own: a byte that
// changed or a page that is not there gives wrong hits or ends the process. So only
// what an index was when it was closed is opened; after a process was killed, it is
// built again. The file checked remembers it: the checksum of the list of segments,
// and of each segment name, checksum, size and time. Segments are written once and
// end with their checksum, so they are read through only where the time is another
// one, and by verify: an index of a million messages has to open at once.

func (d *disk) checked() string { return filepath.Join(d.folder, "checked") }

func (d *disk) list() string { return d.stored("root.bolt") }

func (d *disk) stored(name string) string { return filepath.Join(d.path(), "store", name) }

// A segment is a file of the index as it is known without reading it through.
type segment struct {
	path string
	is   string // name, size, and the checksum that it ends with
	line string // the same, and when it was written
}

func (d *disk) segments() ([]segment, error) {
	entries, err := os.ReadDir(d.stored(""))
	if err != nil {
		return nil, err
	}
	var all []segment
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".zap" {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // gone meanwhile; bleve misses what its list names
		}
		path := d.stored(e.Name())
		is := fmt.Sprintf("%s %d %08x", e.Name(), info.Size(), lastSum(path))
		all = append(all, segment{path, is, fmt.Sprint(is, " ", info.ModTime().UnixNano())})
	}
	return all, nil
}

// remember notes the files of the closed index as sound.
func (d *disk) remember() error {
	list, err := d.listSum()
	if err != nil {
		return err
	}
	segments, err := d.segments()
	if err != nil {
		return err
	}
	lines := append([]string{list}, each(segments, func(s segment) string { return s.line })...)
	return os.WriteFile(d.checked(), []byte(strings.Join(lines, "\n")), 0o600)
}

// remembered are the lines of the file checked: none where there is no such file.
func (d *disk) remembered() ([]string, error) {
	b, err := os.ReadFile(d.checked())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return strings.Split(string(b), "\n"), nil
}

// sound reports in its error why the index is not what it was when it was closed.
func (d *disk) sound() error {
	lines, err := d.remembered()
	if err != nil {
		return err
	}
	switch sum, err := d.listSum(); {
	case err != nil:
		return err
	case sum != lines[0]:
		return fmt.Errorf("%w: the list of its segments changed", errDamaged)
	}
	segments, err := d.segments()
	if err != nil {
		return err
	}
	for _, s := range segments {
		if !slices.Contains(lines, s.line) && !(slices.ContainsFunc(lines, s.sameAs) && soundSegment(s.path)) {
			return fmt.Errorf("%w: %s changed", errDamaged, filepath.Base(s.path))
		}
	}
	return nil
}

// sameAs is true of the line of a segment which may only have been copied since. A
// sound segment of another index does not do, though it may have the name.
func (s segment) sameAs(line string) bool { return strings.HasPrefix(line, s.is+" ") }

// rotten reports in its error a segment whose bytes changed and whose time did not.
// The index may be in use: segments that are written or taken away meanwhile do not
// count.
func (d *disk) rotten() error {
	lines, err := d.remembered()
	if err != nil {
		return err
	}
	segments, err := d.segments()
	if err != nil {
		return err
	}
	for _, s := range segments {
		if !slices.Contains(lines, s.line) || soundSegment(s.path) {
			continue
		}
		if _, err := os.Stat(s.path); err == nil {
			return fmt.Errorf("%w: %s changed", errDamaged, filepath.Base(s.path))
		}
	}
	return nil
}

func (d *disk) listSum() (string, error) {
	b, err := os.ReadFile(d.list())
	return fmt.Sprintf("list %08x", crc32.ChecksumIEEE(b)), err
}

// lastSum is the checksum that a segment ends with; 0 where there is none.
func lastSum(path string) uint32 {
	f, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	sum, _, err := ending(f)
	if err != nil {
		return 0
	}
	return sum
}

func soundSegment(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	want, at, err := ending(f)
	if err != nil {
		return false
	}
	sum := crc32.NewIEEE()
	_, err = io.Copy(sum, io.NewSectionReader(f, 0, at))
	return err == nil && sum.Sum32() == want
}

// ending is the checksum at the end of a segment, and where it stands.
func ending(f *os.File) (sum uint32, at int64, err error) {
	var b [crc32.Size]byte
	if at, err = f.Seek(-crc32.Size, io.SeekEnd); err == nil {
		_, err = f.ReadAt(b[:], at)
	}
	return binary.BigEndian.Uint32(b[:]), at, err
}
