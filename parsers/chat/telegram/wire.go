package telegram

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/duizheng/duizheng/parsers"
)

// A message is one element of "messages" (export_output_json.cpp).
type message struct {
	ID          string          `json:"id"`
	Type        string          `json:"type"` // message, service, unsupported
	Date        string          `json:"date"` // local, without zone
	DateUnix    string          `json:"date_unixtime"`
	Edited      string          `json:"edited"`
	EditedUnix  string          `json:"edited_unixtime"`
	From        string          `json:"from"` // null for deleted accounts
	FromID      flexible        `json:"from_id"`
	Action      string          `json:"action"`
	Title       string          `json:"title"`
	Discard     string          `json:"discard_reason"`
	Duration    string          `json:"duration_seconds"`
	Information string          `json:"information_text"` // an action in the app's own words
	Place       string          `json:"place_name"`
	Address     string          `json:"address"`
	Game        string          `json:"game_title"`
	Forwarded   json.RawMessage `json:"forwarded_from"`
	ReplyTo     string          `json:"reply_to_message_id"`
	ReplyToPeer flexible        `json:"reply_to_peer_id"`
	Photo       string          `json:"photo"`
	File        string          `json:"file"`
	FileName    string          `json:"file_name"`
	MediaType   string          `json:"media_type"`
	MimeType    string          `json:"mime_type"`
	Location    *struct {
		Latitude, Longitude string
	} `json:"location_information"`
	Contact *struct {
		First string `json:"first_name"`
		Last  string `json:"last_name"`
		Phone string `json:"phone_number"`
	} `json:"contact_information"`
	Poll *struct {
		Question string `json:"question"`
	} `json:"poll"`
	Text text `json:"text"`
}

// flexible is an id: a number in exports of 2020, a string such as "user123"
// later.
type flexible string

func (f *flexible) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		*f = flexible(b[1 : len(b)-1])
		return nil
	}
	if string(b) != "null" {
		*f = flexible("user" + string(b))
	}
	return nil
}

// text is a string, or an array of strings and {"type","text"} objects that
// are joined as they stand.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	if s, ok := parsers.Unquote(b); ok {
		*t = text(s)
		return nil
	}
	var parts []part
	if err := parsers.Unmarshal(b, &parts); err != nil {
		return err
	}
	var out strings.Builder
	for _, p := range parts {
		out.WriteString(p.Text)
	}
	*t = text(out.String())
	return nil
}

type part struct{ Text string }

func (p *part) UnmarshalJSON(b []byte) error {
	if s, ok := parsers.Unquote(b); ok {
		p.Text = s
		return nil
	}
	type object part
	return parsers.Unmarshal(b, (*object)(p))
}

// repair mends what Telegram Desktop writes against the rules of JSON: control
// characters as \x0B, and the unquoted path of "document_id" in version 4.1.
// nil when there is nothing to mend.
func repair(b []byte) []byte {
	if !bytes.Contains(b, []byte(`\x`)) && !bytes.Contains(b, []byte(`"document_id"`)) {
		return nil
	}
	out := make([]byte, 0, len(b)+16)
	changed := false
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) {
			if b[i+1] == 'x' && i+3 < len(b) {
				out = append(out, `\u00`...)
				i++
				changed = true
				continue
			}
			out = append(out, b[i], b[i+1])
			i++
			continue
		}
		if rest, ok := bytes.CutPrefix(b[i:], []byte(`"document_id":`)); ok {
			value := bytes.TrimLeft(rest, " ")
			if len(value) > 0 && value[0] != '"' && (value[0] < '0' || value[0] > '9') {
				end := bytes.IndexAny(value, "\n}")
				if end < 0 {
					end = len(value)
				}
				path := bytes.TrimRight(value[:end], " \r,")
				quoted, err := json.Marshal(string(path))
				if err != nil {
					return nil
				}
				out = append(append(out, `"document_id":`...), quoted...)
				i = len(b) - len(value) + len(path) - 1
				changed = true
				continue
			}
		}
		out = append(out, b[i])
	}
	if !changed {
		return nil
	}
	return out
}
