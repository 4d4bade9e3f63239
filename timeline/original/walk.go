package original

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// Skipped is something that Walk met and did not take, with the reason.
type Skipped struct {
	Name, Member, Reason string
}

// Walk lists the files of a path: the file itself, a folder's files
// (recursive, in order of name), an archive's members, also of archives inside
// it. What operating systems leave lying about (.DS_Store, __MACOSX, Thumbs.db)
// is passed over; everything else that is not taken is in skipped. Walk reads
// every original once to hash it. Its error is about the path itself or the end of ctx.
func Walk(ctx context.Context, root string, l Limits) (files []*File, skipped []Skipped, err error) {
	root, err = filepath.Abs(root)
	if err != nil {
		return nil, nil, err
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot import %s: %w", root, err)
	}
	w := &walker{ctx: ctx, root: root, budget: &budget{limits: l}}
	if !info.IsDir() {
		err = w.take(root)
		return w.files, w.skipped, err
	}
	err = filepath.WalkDir(root, w.visit)
	return w.files, w.skipped, err
}

type walker struct {
	ctx     context.Context
	root    string
	budget  *budget
	files   []*File
	skipped []Skipped
}

func (w *walker) name(p string) string {
	rel, err := filepath.Rel(filepath.Dir(w.root), p)
	if err != nil {
		rel = filepath.Base(p)
	}
	return filepath.ToSlash(rel)
}

func (w *walker) skip(name, member, format string, args ...any) {
	w.skipped = append(w.skipped, Skipped{name, member, fmt.Sprintf(format, args...)})
}

// visit is called by WalkDir in order of name.
func (w *walker) visit(p string, d fs.DirEntry, err error) error {
	if stop := w.ctx.Err(); stop != nil {
		return stop
	}
	name := w.name(p)
	switch {
	case err != nil:
		w.skip(name, "", "it cannot be read: %v", err)
	case litter(d.Name()):
		if d.IsDir() {
			return fs.SkipDir
		}
	case d.IsDir():
		if hidden(d.Name()) && p != w.root {
			w.skip(name, "", "hidden folder; import it by name if it belongs to the case")
			return fs.SkipDir
		}
	case d.Type()&fs.ModeSymlink != 0:
		w.skip(name, "", "it is a link; import the file it points to")
	case !d.Type().IsRegular():
		w.skip(name, "", "it is no regular file")
	case hidden(d.Name()):
		w.skip(name, "", "hidden file; import it by name if it belongs to the case")
	default:
		if err := w.take(p); w.ctx.Err() != nil {
			return w.ctx.Err()
		} else if err != nil {
			w.skip(name, "", "%v", err)
		}
	}
	return nil
}

// take hashes a file on disk and lists it, or its members.
func (w *walker) take(p string) error {
	f := &File{Name: w.name(p), outer: &disk{path: p}}
	r, err := os.Open(p)
	if err != nil {
		return err
	}
	defer r.Close()
	f.SHA256, f.Size, err = Hash(cancellable{w.ctx, r})
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", f.Name, err)
	}
	var head [4]byte
	n, err := r.ReadAt(head[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("cannot read %s: %w", f.Name, err)
	}
	if !isArchive(f.Name, head[:n]) {
		w.files = append(w.files, f)
		return nil
	}
	a, err := openArchive(f.outer, w.budget)
	if err != nil {
		w.skip(f.Name, "", "it cannot be read as an archive: %v", err)
		return nil
	}
	return w.members(a, f, 1)
}

// members lists the entries of archive a, which stands in file outer, in
// order of name, and those of archives among them.
func (w *walker) members(a *archive, outer *File, depth int) error {
	order := make([]int, len(a.names))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return a.names[order[i]] < a.names[order[j]] })
	previous := ""
	for _, i := range order {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		name := a.names[i]
		if strings.HasSuffix(name, "/") || inLitter(name) {
			continue
		}
		m := a.file(i)
		m.Name, m.SHA256, m.Member = outer.Name, outer.SHA256, name
		if outer.Member != "" {
			m.Member = outer.Member + Separator + name
		}
		switch why := refusal(a.zip.File[i], name); {
		case why != "":
			w.skip(m.Name, m.Member, "%s", why)
			continue
		case name == previous:
			w.skip(m.Name, m.Member, "the archive holds this name twice; the first was taken")
			continue
		case hidden(path.Base(name)):
			w.skip(m.Name, m.Member, "hidden file; unpack it and import it by name if it belongs to the case")
			continue
		}
		previous = name
		if err := w.member(a, m, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) member(a *archive, m *File, depth int) error {
	head, err := peek(m)
	if err != nil {
		w.skip(m.Name, m.Member, "it cannot be read: %v", err)
		return nil
	}
	if !isArchive(m.Member, head) {
		w.files = append(w.files, m)
		return nil
	}
	if depth >= w.budget.limits.Depth {
		w.skip(m.Name, m.Member, "more than %d archives inside one another: %v", w.budget.limits.Depth, ErrLimit)
		return nil
	}
	inner, err := a.nested(m)
	if err != nil {
		w.skip(m.Name, m.Member, "it cannot be read as an archive: %v", err)
		return nil
	}
	return w.members(inner, m, depth+1)
}

// peek reads the four bytes that tell an archive.
func peek(f *File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var head [4]byte
	n, err := io.ReadFull(r, head[:])
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

func hidden(base string) bool { return strings.HasPrefix(base, ".") }

// litter is what operating systems leave in folders and archives.
func litter(base string) bool {
	switch strings.ToLower(base) {
	case ".ds_store", "__macosx", "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(base, "._")
}

func inLitter(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if litter(part) {
			return true
		}
	}
	return false
}
