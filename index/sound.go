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
// and name, size and time of each segment. Segments are written once and end with
// their checksum, which is looked at again where the time is another one.

func (d *disk) checked() string { return filepath.Join(d.folder, "checked") }

func (d *disk) list() string { return filepath.Join(d.path(), "store", "root.bolt") }

func (d *disk) segments() ([]fs.FileInfo, error) {
	entries, err := os.ReadDir(filepath.Join(d.path(), "store"))
	if err != nil {
		return nil, err
	}
	var files []fs.FileInfo
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".zap" {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		files = append(files, info)
	}
	return files, nil
}

func stamp(f fs.FileInfo) string {
	return fmt.Sprint(f.Name(), " ", f.Size(), " ", f.ModTime().UnixNano())
}

// remember notes the files of the closed index as sound.
func (d *disk) remember() error {
	list, err := d.listSum()
	if err != nil {
		return err
	}
	files, err := d.segments()
	if err != nil {
		return err
	}
	return os.WriteFile(d.checked(), []byte(strings.Join(append([]string{list}, each(files, stamp)...), "\n")), 0o600)
}

// sound reports in its error why the index is not what it was when it was closed.
func (d *disk) sound() error {
	known, err := os.ReadFile(d.checked())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	list, stamps, _ := strings.Cut(string(known), "\n")
	switch sum, err := d.listSum(); {
	case err != nil:
		return err
	case sum != list:
		return fmt.Errorf("%w: the list of its segments changed", errDamaged)
	}
	files, err := d.segments()
	if err != nil {
		return err
	}
	for _, f := range files {
		if !slices.Contains(strings.Split(stamps, "\n"), stamp(f)) && !soundSegment(filepath.Join(d.path(), "store", f.Name())) {
			return fmt.Errorf("%w: %s changed", errDamaged, f.Name())
		}
	}
	return nil
}

func (d *disk) listSum() (string, error) {
	b, err := os.ReadFile(d.list())
	return fmt.Sprintf("list %08x", crc32.ChecksumIEEE(b)), err
}

func soundSegment(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	const size = crc32.Size
	end, err := f.Seek(-size, io.SeekEnd)
	if err != nil {
		return false
	}
	sum, want := crc32.NewIEEE(), make([]byte, size)
	if _, err := f.ReadAt(want, end); err != nil {
		return false
	}
	_, err = io.Copy(sum, io.NewSectionReader(f, 0, end))
	return err == nil && sum.Sum32() == binary.BigEndian.Uint32(want)
}
