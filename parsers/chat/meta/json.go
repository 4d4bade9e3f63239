package meta

import (
	"context"
	"fmt"
	"iter"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Messenger is one chat of Facebook's download.
var Messenger = &parsers.Format{
	ID:     "messenger-download-json",
	App:    "messenger",
	Ext:    "json",
	How:    `{"participants":[…],"messages":[{"sender_name","timestamp_ms","content"}],"title"}, message_1.json, …`,
	Detect: func(h *parsers.Head) parsers.Evidence { return detectJSON(h, false) },
	Claims: claimParts(".json"),
	Parse:  parseJSON,
}

// Instagram is one chat of Instagram's download: the same, elsewhere.
var Instagram = &parsers.Format{
	ID:     "instagram-download-json",
	App:    "instagram",
	Ext:    "json",
	How:    `like messenger-download-json, below your_instagram_activity`,
	Detect: func(h *parsers.Head) parsers.Evidence { return detectJSON(h, true) },
	Claims: claimParts(".json"),
	Parse:  parseJSON,
}

// Encrypted is one end-to-end encrypted chat of Messenger.
var Encrypted = &parsers.Format{
	ID:  "messenger-e2ee-json",
	App: "messenger",
	Ext: "json",
	How: `{"participants":["A","B"],"threadName","messages":[{"senderName","text","timestamp","isUnsent"}]}`,
	Detect: func(h *parsers.Head) parsers.Evidence {
		if h.JSONStart() != '{' {
			return parsers.Evidence{}
		}
		return parsers.Marks(h,
			parsers.Mark{Text: `"senderName"`, Weight: 40, Must: true},
			parsers.Mark{Text: `"timestamp"`, Weight: 10, Must: true},
			parsers.Mark{Text: `"isUnsent"`, Weight: 25},
			parsers.Mark{Text: `"threadName"`, Weight: 25},
			parsers.Mark{Text: `"participants"`, Weight: 10},
		)
	},
	Parse: parseJSON,
}

func detectJSON(h *parsers.Head, instagram bool) parsers.Evidence {
	if h.JSONStart() != '{' {
		return parsers.Evidence{}
	}
	e := parsers.Marks(h,
		parsers.Mark{Text: `"messages"`, Weight: 10, Must: true},
		parsers.Mark{Text: `"participants"`, Weight: 10, Must: true},
		parsers.Mark{Text: `"thread_path"`, Weight: 40, Must: true},
	)
	if !h.Has(`"sender_name"`) && e.Score > 0 { // a chat without messages
		if onInstagram(h) != instagram {
			e.Score = 20
		}
		return e
	}
	e = parsers.Marks(h,
		parsers.Mark{Text: `"sender_name"`, Weight: 35, Must: true},
		parsers.Mark{Text: `"timestamp_ms"`, Weight: 35, Must: true},
		parsers.Mark{Text: `"messages"`, Weight: 10},
		parsers.Mark{Text: `"participants"`, Weight: 10},
	)
	if e.Score > 0 && onInstagram(h) != instagram {
		e.Score = 20 // the other app's; it still can be forced
	}
	return e
}

// A message is one element of "messages", in either spelling.
type message struct {
	SenderName  string `json:"sender_name"`
	TimestampMS int64  `json:"timestamp_ms"`
	Content     string `json:"content"`
	Photos      []file `json:"photos"`
	Videos      []file `json:"videos"`
	Audio       []file `json:"audio_files"`
	Gifs        []file `json:"gifs"`
	Files       []file `json:"files"`
	Sticker     *file  `json:"sticker"`
	Share       *share `json:"share"`
	Unsent      bool   `json:"is_unsent"`
	Sender2     string `json:"senderName"`
	Text2       string `json:"text"`
	Timestamp2  int64  `json:"timestamp"`
	Unsent2     bool   `json:"isUnsent"`
	Media       []file `json:"media"`
}

type file struct {
	URI string `json:"uri"`
}

type share struct {
	Link string `json:"link"`
	Text string `json:"share_text"`
}

func parseJSON(ctx context.Context, e *parsers.Export) iter.Seq2[timeline.Record, error] {
	return func(yield func(timeline.Record, error) bool) {
		id, err := header(ctx, e)
		if err != nil {
			yield(timeline.Record{}, err)
			return
		}
		var m message // one for all
		for _, f := range e.Files() {
			for r, err := range e.Elements(ctx, f, func(el *parsers.Element, r *timeline.Record) error {
				m = message{}
				if err := el.Decode(&m); err != nil {
					return err
				}
				r.ConversationID = id
				return m.fill(e, r)
			}, "/messages/*") {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// header reads what stands behind the messages: title, people, path. What
// cannot be read there shows again when the messages are read.
func header(ctx context.Context, e *parsers.Export) (id string, err error) {
	var people []string
	for el, err := range e.Main.JSON(ctx, "/title", "/threadName", "/thread_path", "/participants/*") {
		if err != nil {
			if ctx.Err() != nil {
				return "", err
			}
			break
		}
		var s string
		switch el.Pattern {
		case 0, 1:
			if el.Decode(&s) == nil {
				e.Says.Title = mend(s)
			}
		case 2:
			if el.Decode(&s) == nil {
				id = path.Base(mend(s))
			}
		case 3:
			var p struct{ Name string }
			if el.Decode(&s) != nil && el.Decode(&p) != nil {
				continue
			}
			people = append(people, mend(s+p.Name))
		}
	}
	e.Says.Group = len(people) > 2
	e.Says.Owner = owner(e.Says.Title, people)
	return id, nil
}

func (m *message) fill(e *parsers.Export, r *timeline.Record) error {
	ms := m.TimestampMS + m.Timestamp2
	if ms == 0 {
		return fmt.Errorf("a message without a time")
	}
	r.Conversation = e.Says.Title
	r.Time = e.Instant(time.UnixMilli(ms), timeline.PrecisionSecond, strconv.FormatInt(ms, 10))
	r.Sender.Name = mend(m.SenderName + m.Sender2)
	r.Sender.Self = e.Says.Owner.Self && r.Sender.Name == e.Says.Owner.Name
	r.Text = mend(m.Content + m.Text2)
	r.Recalled = m.Unsent || m.Unsent2
	for _, a := range []struct {
		kind  string
		files []file
	}{{"image", m.Photos}, {"video", m.Videos}, {"voice", m.Audio}, {"image", m.Gifs}, {"file", m.Files}, {"", m.Media}} {
		for _, f := range a.files {
			kind := a.kind
			if kind == "" {
				kind = typeOf(f.URI)
			}
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: path.Base(mend(f.URI)), Type: kind})
		}
	}
	if m.Sticker != nil {
		r.Attachments = append(r.Attachments, timeline.Attachment{Name: path.Base(mend(m.Sticker.URI)), Type: "sticker"})
	}
	if m.Share != nil {
		if m.Share.Link != "" {
			r.Attachments = append(r.Attachments, timeline.Attachment{Name: mend(m.Share.Link), Type: "link"})
		}
		if shared := mend(m.Share.Text); shared != "" && shared != r.Text {
			r.Text = strings.TrimPrefix(r.Text+"\n"+shared, "\n")
			r.Quote(shared) // what was shared is not the sender's words
		}
	}
	return nil
}

var types = map[string]string{".jpg": "image", ".jpeg": "image", ".png": "image", ".gif": "image", ".webp": "image", ".heic": "image",
	".mp4": "video", ".mov": "video", ".aac": "voice", ".mp3": "voice", ".m4a": "voice", ".ogg": "voice", ".opus": "voice", ".wav": "voice"}

func typeOf(uri string) string {
	if t := types[strings.ToLower(path.Ext(uri))]; t != "" {
		return t
	}
	return "file"
}
