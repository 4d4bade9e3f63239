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

// Segments are the files that hold the index. They are written once and end
// with their checksum, which bleve never looks at: a changed byte would give
// wrong hits or, while segments are merged, end the process. So they are
// checked before they are used, once each: the file checked remembers name,
// size and time of those that were sound when the index was closed.

func (d *disk) checked() string { return filepath.Join(d.folder, "checked") }

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

// unsound are the segments with another checksum than they had. What a killed
// process left half-written is among them; nothing refers to it, and opening
// the index removes it.
func (d *disk) unsound() (paths []string, err error) {
	files, err := d.segments()
	if err != nil {
		return nil, err
	}
	known, err := os.ReadFile(d.checked())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	stamps := strings.Split(string(known), "\n")
	for _, f := range files {
		path := filepath.Join(d.path(), "store", f.Name())
		if !slices.Contains(stamps, stamp(f)) && !sound(path) {
			paths = append(paths, path)
		}
	}
	return paths, nil
}

func sound(path string) bool {
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

// remember notes the segments of the closed index as sound.
func (d *disk) remember() error {
	files, err := d.segments()
	if err != nil {
		return err
	}
	return os.WriteFile(d.checked(), []byte(strings.Join(each(files, stamp), "\n")), 0o600)
}
