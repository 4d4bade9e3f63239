// Package slack reads a Slack export: a folder (or zip) with users.json,
// channels.json, dms.json and, per channel, one file a day.
//
// A message is known by its channel and its ts, the second in UTC with six
// digits behind it. Day files are cut in the zone of the workspace, so the
// order comes from ts, never from file names.
package slack

import (
	"context"
	"fmt"
	"html"
	"iter"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Export is a whole export; its main file is users.json.
var Export = &parsers.Format{
	ID:     "slack-export-json",
	App:    "slack",
	Ext:    "json",
	How:    `users.json beside channels.json and <channel>/2026-03-06.json`,
	Detect: detectExport,
	Claims: claims,
	Parse:  parseExport,
}

// Day is one day of a channel without the export around it.
var Day = &parsers.Format{
	ID:     "slack-day-json",
	App:    "slack",
	Ext:    "json",
	How:    `[{"type":"message","user":"U…","text","ts":"1772786409.000100"}]`,
	Detect: detectDay,
	Parse:  parseDay,
}

// Formats are the exports of Slack.
var Formats = []*parsers.Format{Export, Day}

var dayName = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\.json$`)

func detectExport(h *parsers.Head) parsers.Evidence {
	if h.Name != "users.json" || h.JSONStart() != '[' {
		return parsers.Evidence{}
	}
	days := false
	for _, s := range h.Siblings {
		days = days || dayName.MatchString(path.Base(s)) && strings.Contains(s, "/")
	}
	e := parsers.Marks(h,
		parsers.Mark{Text: `"id"`, Weight: 15, Must: true},
		parsers.Mark{Text: `"name"`, Weight: 10},
		parsers.Mark{Text: `"profile"`, Weight: 15},
	)
	if !days {
		e.Score = 0
		e.Missing = append(e.Missing, "<channel>/2026-03-06.json")
		return e
	}
	e.Score += 50
	e.Found = append(e.Found, "<channel>/2026-03-06.json")
	return e
}

// lists are the files of an export that hold no messages.
var lists = map[string]bool{"channels.json": true, "groups.json": true, "dms.json": true, "mpims.json": true, "integration_logs.json": true, "canvases.json": true}

func claims(main string, siblings []string) []string {
	if main != "users.json" {
		return nil
	}
	var out []string
	for _, s := range siblings {
		dir, base := path.Split(s)
		if dir == "" && lists[base] || strings.Count(dir, "/") == 1 && dayName.MatchString(base) {
			out = append(out, s)
		}
	}
	return out
}

func detectDay(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() != '[' {
		return parsers.Evidence{}
	}
	e := parsers.Marks(h,
		parsers.Mark{Text: `"ts"`, Weight: 30, Must: true},
		parsers.Mark{Text: `"type"`, Weight: 10, Must: true},
		parsers.Mark{Text: `"text"`, Weight: 5},
		parsers.Mark{Text: `"user"`, Weight: 5},
		parsers.Mark{Text: `"client_msg_id"`, Weight: 20},
		parsers.Mark{Text: `"user_profile"`, Weight: 15},
		parsers.Mark{Text: `"blocks"`, Weight: 10},
	)
	if e.Score > 0 && dayName.MatchString(h.Name) {
		e.Score = min(e.Score+20, 100)
		e.Found = append(e.Found, "file name 2026-03-06.json")
	}
	return e
}

// A message is one element of a day file.
type message struct {
	Type, Subtype string
	User          string
	BotID         string `json:"bot_id"`
	Username      string
	Text          string
	TS            string // a number from some tools
	ThreadTS      string `json:"thread_ts"`
	Hidden        bool
	Edited        *struct{ TS string }
	Files         []struct {
		Name, Title, Mimetype, Mode string
	}
	Profile struct {
		RealName    string `json:"real_name"`
		DisplayName string `json:"display_name"`
		Name        string
	} `json:"user_profile"`
}

// A workspace is what the lists of an export say.
type workspace struct {
	e        *parsers.Export
	users    map[string]string // id → name
	channels map[string]channel
}

type channel struct {
	name, id string
	group    bool
}

func parseExport(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		w := &workspace{e: e, users: map[string]string{}, channels: map[string]channel{}}
		for _, f := range e.Files() {
			if !dayName.MatchString(f.Base()) {
				if err := w.list(ctx, f); err != nil {
					yield(timeline.Record{}, err)
					return
				}
			}
		}
		for _, f := range e.Members {
			if !dayName.MatchString(f.Base()) {
				continue
			}
			for r, err := range w.day(ctx, f) {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

func parseDay(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	w := &workspace{e: e}
	return w.day(ctx, e.Main)
}

// list reads users.json and the lists of channels.
func (w *workspace) list(ctx context.Context, f *parsers.File) error {
	for el, err := range f.JSON(ctx, "/*") {
		if err != nil {
			return err
		}
		var x struct {
			ID, Name string
			RealName string `json:"real_name"`
			Members  []string
			Profile  struct {
				DisplayName string `json:"display_name"`
				RealName    string `json:"real_name"`
			}
		}
		if el.Decode(&x) != nil || x.ID == "" {
			continue
		}
		if f == w.e.Main {
			w.users[x.ID] = first(x.Profile.DisplayName, x.RealName, x.Profile.RealName, x.Name, x.ID)
			continue
		}
		c := channel{name: x.Name, id: x.ID, group: f.Base() != "dms.json"}
		if c.name == "" { // a talk of two is named by its people
			var names []string
			for _, m := range x.Members {
				names = append(names, first(w.users[m], m))
			}
			c.name = strings.Join(names, ", ")
		}
		w.channels[x.ID] = c
		if x.Name != "" {
			w.channels[x.Name] = c
		}
	}
	return nil
}

func first(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}

// folder is the name of the folder that a file lies in.
func folder(f *parsers.File) string {
	p := f.Name
	if f.Member != "" {
		p = f.Member
	}
	if d := path.Base(path.Dir(strings.ReplaceAll(p, `\`, "/"))); d != "." && d != "/" {
		return strings.TrimPrefix(d, "!")
	}
	return ""
}

func (w *workspace) day(ctx context.Context, f *parsers.File) iter.Seq2[timeline.Record, error] {
	dir := folder(f)
	c, ok := w.channels[dir]
	if !ok {
		c = channel{name: dir, group: true}
	}
	w.e.Says.Title, w.e.Says.Group = c.name, c.group
	return w.e.Elements(ctx, f, func(el *parsers.Element, r *timeline.Record) error {
		var m message
		if err := el.Decode(&m); err != nil {
			return err
		}
		return w.message(m, c, r)
	}, "/*")
}

// appLines are the subtypes that no person writes.
var appLines = map[string]bool{"channel_join": true, "channel_leave": true, "channel_topic": true, "channel_purpose": true, "channel_name": true, "channel_archive": true,
	"channel_unarchive": true, "group_join": true, "group_leave": true, "group_topic": true, "group_purpose": true, "group_name": true, "group_archive": true,
	"pinned_item": true, "unpinned_item": true, "bot_add": true, "bot_remove": true, "reminder_add": true, "channel_convert_to_private": true, "channel_canvas_updated": true}

func (w *workspace) message(m message, c channel, r *timeline.Record) error {
	at := m.TS
	sec, _, _ := strings.Cut(at, ".")
	n, err := strconv.ParseInt(sec, 10, 64)
	if err != nil || m.Type != "message" && m.Type != "" {
		return fmt.Errorf("neither a message nor a time: type %q, ts %q", m.Type, at)
	}
	r.Conversation, r.ConversationID, r.ID = c.name, c.id, at
	r.Time = w.e.Instant(time.Unix(n, 0), timeline.PrecisionSecond, at)
	r.Text = w.plain(m.Text)
	if appLines[m.Subtype] {
		r.Kind = timeline.KindNotice
		return nil
	}
	r.Sender = timeline.Sender{ID: first(m.User, m.BotID), Name: first(w.users[m.User], m.Profile.DisplayName, m.Profile.RealName, m.Username, m.Profile.Name, m.User, m.BotID)}
	r.Recalled = m.Subtype == "tombstone"
	r.Edited = m.Edited != nil
	if m.ThreadTS != "" && m.ThreadTS != at {
		r.ReplyTo = m.ThreadTS
	}
	for _, f := range m.Files {
		a := timeline.Attachment{Name: first(f.Name, f.Title), Type: "file"}
		switch kind, _, _ := strings.Cut(f.Mimetype, "/"); kind {
		case "image", "video":
			a.Type = kind
		case "audio":
			a.Type = "voice"
		}
		r.Attachments = append(r.Attachments, a)
	}
	return nil
}

var reference = regexp.MustCompile(`<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>`)

// plain reads mrkdwn: <@U1>, <#C1|name>, <https://…|label>, &amp;.
func (w *workspace) plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	s = reference.ReplaceAllStringFunc(s, func(m string) string {
		p := reference.FindStringSubmatch(m)
		switch p[1] {
		case "@":
			return "@" + first(w.users[p[2]], p[3], p[2])
		case "#":
			return "#" + first(p[3], w.channels[p[2]].name, p[2])
		case "!":
			return "@" + first(p[3], p[2])
		}
		if p[3] != "" && p[3] != p[2] {
			return p[3] + " (" + p[2] + ")"
		}
		return p[2]
	})
	return html.UnescapeString(s)
}
