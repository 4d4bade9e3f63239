package wechat

import (
	"context"
	"encoding/base64"
	"io"
	"iter"
	"mime/quotedprintable"
	"path"
	"regexp"
	"strings"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Page is the share text as the HTML of a mail, Mail the whole mail, pictures
// included.
var (
	Page = &parsers.Format{
		ID:     "wechat-share-html",
		App:    "wechat",
		Ext:    "html",
		How:    "网页里的「…的聊天记录如下」/「————— 2026-03-02 —————」/「昵称␠␠09:14」",
		Detect: detectPage,
		Parse: func(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
			s := newShare(e)
			return s.records(e.Main, e.Main.Paragraphs(ctx), nil)
		},
	}
	Mail = &parsers.Format{
		ID:     "wechat-share-eml",
		App:    "wechat",
		Ext:    "eml",
		How:    "邮件（.eml），正文里有「…的聊天记录如下」",
		Detect: detectMail,
		Parse:  parseMail,
	}
)

func detectPage(h *parsers.Head) parsers.Evidence {
	const mark = "的聊天记录如下"
	if h.HTMLStart() && saysShare(h.Text) {
		return parsers.Evidence{Score: 85, Found: []string{mark}}
	}
	return parsers.Evidence{Missing: []string{mark}}
}

// saysShare looks for the title's words, and a day between dashes.
func saysShare(text string) bool {
	for _, t := range titles {
		if strings.Contains(text, t.words) {
			return true
		}
	}
	return false
}

var (
	mailHead = regexp.MustCompile(`(?i)(?:^|\n)mime-version:`)
	packed   = regexp.MustCompile(`(?:[A-Za-z0-9+/]{20,}\r?\n)*[A-Za-z0-9+/]{20,}={0,2}`)
)

// detectMail unpacks what bodies the head holds: mails write Chinese as base64.
func detectMail(h *parsers.Head) parsers.Evidence {
	head := h.Text[:min(len(h.Text), 16<<10)]
	if !mailHead.MatchString(head) || !strings.Contains(strings.ToLower(head), "content-type:") || h.HTMLStart() {
		return parsers.Evidence{}
	}
	found := saysShare(h.Text)
	for _, run := range packed.FindAllString(h.Text, 50) {
		run = strings.NewReplacer("\r", "", "\n", "", "=", "").Replace(run)
		b, _ := base64.RawStdEncoding.DecodeString(run[:len(run)/4*4])
		enc, _ := parsers.DetectEncoding(b)
		found = found || saysShare(enc.Decode(b))
	}
	if !found && strings.Contains(head, "quoted-printable") {
		b, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(h.Text)))
		found = saysShare(string(b))
	}
	if found {
		return parsers.Evidence{Score: 95, Found: []string{"MIME-Version:", "的聊天记录如下"}}
	}
	return parsers.Evidence{Score: 10, Found: []string{"MIME-Version:"}, Missing: []string{"的聊天记录如下"}}
}

func parseMail(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		parts, err := e.Main.Parts()
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		body := bodyOf(ctx, parts)
		s := newShare(e)
		var others []timeline.Record
		files := map[string]string{}
		for i, p := range parts {
			if i == body {
				continue
			}
			sum, size, err := p.Hash()
			if err != nil && size == 0 {
				continue // nothing of it can be read; the mail's text still can
			}
			files[path.Base(p.Location)] = sum
			r := e.New(p.File, timeline.KindFrame, timeline.Locator{Length: size})
			r.Text = strings.TrimSpace(p.Type + " " + p.Location)
			others = append(others, r)
		}
		named := map[string]bool{}
		if body >= 0 {
			f := parts[body].File
			lines := f.Lines(ctx)
			if parts[body].Type == "text/html" {
				lines = f.Paragraphs(ctx)
			}
			for r, err := range s.records(f, lines, files) {
				for _, a := range r.Attachments {
					named[a.Name] = true
				}
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
		for _, r := range others {
			_, name, _ := strings.Cut(r.Text, " ")
			if r.Locator.Length > 0 && !named[path.Base(name)] && !yield(r, nil) {
				return
			}
		}
	}
}

// bodyOf is the part that holds the chat: the plain text where both are there,
// since a mail says everything twice.
func bodyOf(ctx context.Context, parts []parsers.Part) int {
	body := -1
	for i, p := range parts {
		if !p.IsText() || body >= 0 && p.Type == "text/html" {
			continue
		}
		lines := p.Lines(ctx)
		if p.Type == "text/html" {
			lines = p.Paragraphs(ctx)
		}
		for l, err := range lines {
			if err != nil || l.Number > 200 {
				break
			}
			if _, _, ok := shareTitle(string(l.Text)); ok {
				if body < 0 || parts[body].Type == "text/html" {
					body = i
				}
				break
			}
		}
	}
	return body
}

// records reads the lines of f as a share text; files are the hashes of what
// came along, by name.
func (s *share) records(f *parsers.File, lines iter.Seq2[parsers.Line, error], files map[string]string) iter.Seq2[timeline.Record, error] {
	records := s.e.TextsOf(f, lines, s.line)
	return func(yield func(timeline.Record, error) bool) {
		for r, err := range records {
			r.Attachments = attachments(r.Text)
			for i, a := range r.Attachments {
				r.Attachments[i].SHA256 = files[a.Name]
			}
			if !yield(r, err) {
				return
			}
		}
	}
}
