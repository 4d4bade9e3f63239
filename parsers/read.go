package parsers

import (
	"context"
	"errors"
	"fmt"
	"path"
	"sort"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/original"
)

// A Candidate is a format that may be the right one for a file.
type Candidate struct {
	Format   *Format
	Evidence Evidence
}

// A Refusal is a file that was not taken, and why.
type Refusal struct {
	File *File
	// Reason is a sentence of package locale.
	Reason timeline.Sentence
	// Candidates are the best formats and what was missing from each.
	Candidates []Candidate
	// FirstLine is the first line of a text file, for the user to see.
	FirstLine string
	// Direct is true when the user named this very file.
	Direct bool
}

// A Reading is what was found under the paths a user gave.
type Reading struct {
	Exports  []*Export
	Refusals []Refusal
	// Media are pictures, sound and documents that came along with exports.
	Media []*File
}

// Read walks the paths and recognises the exports in them. It reads heads
// only; the records come from Export.Records. An error means that a path could
// not be walked at all; a file that is not recognised is a Refusal.
func Read(ctx context.Context, formats []*Format, paths []string, o Options) (*Reading, error) {
	out := &Reading{}
	forced, err := Lookup(formats, o.Format)
	if err != nil {
		return nil, err
	}
	for _, p := range paths {
		files, skipped, err := original.Walk(ctx, p, original.DefaultLimits)
		if err != nil {
			return nil, err
		}
		for _, s := range skipped {
			out.Refusals = append(out.Refusals, Refusal{
				File:   &File{File: &original.File{Name: s.Name, Member: s.Member}},
				Reason: timeline.Say("refused_skipped", "why", s.Reason),
			})
		}
		if err := out.recognise(ctx, formats, forced, files, o); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Lookup finds a format by id; "" is nil.
func Lookup(formats []*Format, id string) (*Format, error) {
	if id == "" {
		return nil, nil
	}
	for _, f := range formats {
		if f.ID == id {
			return f, nil
		}
	}
	return nil, fmt.Errorf("no format %q; see `duizheng formats`", id)
}

// Recognise ranks the formats for one file, best first; equal scores keep the
// order of the registry.
func Recognise(formats []*Format, h *Head) []Candidate {
	var out []Candidate
	for _, f := range formats {
		if ev := f.Detect(h); ev.Score > 0 || len(ev.Found) > 0 {
			out = append(out, Candidate{f, ev})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Evidence.Score > out[j].Evidence.Score })
	return out
}

// Inspect reads the head of a file and ranks the formats for it.
func Inspect(formats []*Format, f *original.File, siblings []string, o Options) (*File, *Head, []Candidate, error) {
	file := &File{File: f}
	h, err := file.head(siblings, o.Encoding)
	if err != nil {
		return file, nil, nil, err
	}
	return file, h, Recognise(formats, h), nil
}

func (out *Reading) recognise(ctx context.Context, formats []*Format, forced *Format, files []*original.File, o Options) error {
	folders := siblings(files)
	direct := len(files) == 1 && files[0].Member == ""
	type found struct {
		file *File
		best []Candidate
		line string
	}
	var all []found
	for _, of := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		f, h, cands, err := Inspect(formats, of, folders.of(of), o)
		if err != nil {
			out.Refusals = append(out.Refusals, Refusal{File: f, Reason: timeline.Say("refused_unreadable", "why", err.Error()), Direct: direct})
			continue
		}
		if forced != nil {
			cands = []Candidate{{forced, Evidence{Score: 100, Found: []string{"--format"}}}}
		}
		line := ""
		if lines := h.Lines(1); len(lines) > 0 {
			line = lines[0]
		}
		all = append(all, found{f, cands, line})
	}
	// Exports of several files claim their members first, best evidence first.
	claimed := map[*original.File]bool{}
	order := make([]int, 0, len(all))
	for i, x := range all {
		if len(x.best) > 0 && x.best[0].Evidence.Score >= Likely {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, b := all[order[i]].best[0], all[order[j]].best[0]
		if ca, cb := a.Format.Claims != nil, b.Format.Claims != nil; ca != cb {
			return ca
		}
		return false
	})
	exports := map[int]*Export{}
	for _, i := range order {
		x := all[i]
		if claimed[x.file.File] {
			continue
		}
		best := x.best[0]
		if len(x.best) > 1 {
			second := x.best[1]
			if second.Evidence.Score >= Likely && best.Evidence.Score-second.Evidence.Score < Close && forced == nil {
				continue
			}
		}
		e := &Export{Format: best.Format, Main: x.file, Evidence: best.Evidence, Options: o}
		if len(x.best) > 1 {
			e.RunnerUp = &x.best[1]
		}
		x.file.format = best.Format.ID
		if best.Format.Claims != nil {
			for _, name := range best.Format.Claims(x.file.Base(), folders.of(x.file.File)) {
				m := folders.find(x.file.File, name)
				if m == nil || claimed[m] {
					continue
				}
				claimed[m] = true
				mf := &File{File: m, format: best.Format.ID}
				if _, err := mf.head(nil, o.Encoding); err != nil {
					return err
				}
				e.Members = append(e.Members, mf)
			}
			sort.SliceStable(e.Members, func(a, b int) bool { return natural(e.Members[a].String(), e.Members[b].String()) })
		}
		exports[i] = e
	}
	for i, x := range all {
		switch e := exports[i]; {
		case claimed[x.file.File]:
		case !direct && isMedia(x.file.Base()) && (e == nil || e.Format.Refuse != ""):
			out.Media = append(out.Media, x.file)
		case e != nil && e.Format.Refuse != "":
			out.Refusals = append(out.Refusals, Refusal{File: x.file, Reason: timeline.Say(e.Format.Refuse), Candidates: top(x.best), FirstLine: x.line, Direct: direct})
		case e != nil:
			out.Exports = append(out.Exports, e)
		case len(x.best) > 1 && x.best[0].Evidence.Score >= Likely && x.best[1].Evidence.Score >= Likely:
			out.Refusals = append(out.Refusals, Refusal{File: x.file, Candidates: top(x.best), FirstLine: x.line, Direct: direct,
				Reason: timeline.Say("refused_ambiguous", "a", x.best[0].Format.ID, "b", x.best[1].Format.ID)})
		case x.file.Size == 0:
			out.Refusals = append(out.Refusals, Refusal{File: x.file, Reason: timeline.Say("refused_empty"), Direct: direct})
		default:
			out.Refusals = append(out.Refusals, Refusal{File: x.file, Candidates: top(x.best), FirstLine: x.line, Direct: direct, Reason: timeline.Say("refused_unknown")})
		}
	}
	return nil
}

func top(c []Candidate) []Candidate { return c[:min(len(c), 3)] }

var media = map[string]bool{}

func init() {
	for e := range strings.FieldsSeq("jpg jpeg png gif webp heic bmp mp4 mov avi mkv 3gp mp3 m4a amr silk ogg opus wav aac pdf doc docx xls xlsx ppt pptx vcf css ico woff woff2 ttf svg dat tgs thumb") {
		media[e] = true
	}
}

// isMedia tells a file that comes along with chats from one that may hold one.
func isMedia(name string) bool {
	return media[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
}

// A folderMap knows which files lie below which folder.
type folderMap map[string][]*original.File

func folder(f *original.File) string {
	if f.Member != "" {
		i := strings.LastIndex(f.Member, "!/")
		inner := f.Member[i+1:]
		dir := path.Dir(strings.TrimPrefix(inner, "/"))
		return f.SHA256 + "|" + f.Member[:max(i, 0)] + "|" + dir
	}
	return "||" + path.Dir(f.Name)
}

func siblings(files []*original.File) folderMap {
	m := folderMap{}
	for _, f := range files {
		m[folder(f)] = append(m[folder(f)], f)
	}
	return m
}

// of lists the slash paths of all files below f's folder, relative to it.
func (m folderMap) of(f *original.File) []string {
	var out []string
	own := folder(f)
	m.below(own, func(rel string, g *original.File) {
		if g != f {
			out = append(out, rel)
		}
	})
	sort.Strings(out)
	return out
}

func (m folderMap) below(own string, do func(rel string, g *original.File)) {
	for dir, fs := range m {
		rest, ok := dir, dir == own
		if !ok {
			if strings.HasSuffix(own, "|.") {
				rest, ok = strings.CutPrefix(dir, strings.TrimSuffix(own, "."))
			} else {
				rest, ok = strings.CutPrefix(dir, own+"/")
			}
			if !ok {
				continue
			}
		} else {
			rest = ""
		}
		for _, g := range fs {
			base := path.Base(g.Name)
			if g.Member != "" {
				base = path.Base(g.Member)
			}
			do(path.Join(rest, base), g)
		}
	}
}

func (m folderMap) find(f *original.File, rel string) *original.File {
	var hit *original.File
	m.below(folder(f), func(r string, g *original.File) {
		if r == rel && g != f {
			hit = g
		}
	})
	return hit
}

// natural orders names with numbers as a person does: messages2 before
// messages10.
func natural(a, b string) bool {
	for a != "" && b != "" {
		da, db := digits(a), digits(b)
		if da > 0 && db > 0 {
			na, nb := strings.TrimLeft(a[:da], "0"), strings.TrimLeft(b[:db], "0")
			if len(na) != len(nb) {
				return len(na) < len(nb)
			}
			if na != nb {
				return na < nb
			}
			a, b = a[da:], b[db:]
			continue
		}
		if a[0] != b[0] {
			return a[0] < b[0]
		}
		a, b = a[1:], b[1:]
	}
	return len(a) < len(b)
}

func digits(s string) int {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

// ErrNothing is returned by callers when no path held an export.
var ErrNothing = errors.New("no export found")
