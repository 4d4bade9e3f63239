package timeline

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A RecordKind says what a piece of a Source is.
type RecordKind string

// The kinds of CONTRACT section 2. Every byte of a text source belongs to
// exactly one record of one of these kinds.
const (
	KindMessage  RecordKind = "message"
	KindNotice   RecordKind = "notice"   // a system line: recall, banner, joined; it bounds nothing
	KindScan     RecordKind = "scan"     // one line of a carrier's record
	KindFrame    RecordKind = "frame"    // structure that was understood but is no record
	KindUnparsed RecordKind = "unparsed" // bytes that were not understood; Text holds them
)

// An Attachment is a file that a message names.
type Attachment struct {
	Name string `json:"name"`
	// Type is one of image voice video file sticker link location card transfer other.
	Type string `json:"type"`
	// SHA256 is set when the file came along with the export.
	SHA256 string `json:"sha256,omitempty"`
}

// A Record is one message, notice, scan, frame or unparsed piece of one
// Source. Its text is what the file says after decoding and un-escaping:
// never normalised, translated or trimmed inside.
type Record struct {
	Source Source `json:"source"`
	// Ordinal counts every record of the source from 1.
	Ordinal int        `json:"ordinal"`
	Kind    RecordKind `json:"kind"`
	// Conversation is the chat's name as the export gives it.
	Conversation string `json:"conversation"`
	// ConversationID is the app's own id of the chat, where the export has one.
	ConversationID string `json:"conversation_id,omitempty"`
	Sender         Sender `json:"sender"`
	Time           Moment `json:"time"`
	Text           string `json:"text"`
	// ID is the platform's own id of the message, the same in every export.
	ID string `json:"id"`
	// Seq is the exporter's number of the message in its chat (QCE): only a
	// number that counts this chat without holes may be put here.
	Seq string `json:"seq,omitempty"`
	// Quoted are the parts of Text that repeat an earlier message, which some
	// exporters write into the text of the reply. They are not the sender's
	// words.
	Quoted []Span `json:"quoted,omitempty"`
	// ReplyTo is the ID of the message that this one quotes.
	ReplyTo     string       `json:"reply_to"`
	Attachments []Attachment `json:"attachments,omitempty"`
	Recalled    bool         `json:"recalled"`
	Edited      bool         `json:"edited"`
	Scan        *Scan        `json:"scan,omitempty"`
	Locator     Locator      `json:"locator"`
}

// Own is the text with the quoted parts blanked, code point for code point, so
// that spans found in it hold in Text.
func (r *Record) Own() string {
	if len(r.Quoted) == 0 {
		return r.Text
	}
	text := []rune(r.Text)
	for _, q := range r.Quoted {
		for i := max(q[0], 0); i < q[1] && i < len(text); i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	return string(text)
}

// Quote marks the last occurrence of part in Text as quoted.
func (r *Record) Quote(part string) {
	i := strings.LastIndex(r.Text, part)
	if i < 0 || part == "" {
		return
	}
	from := utf8.RuneCountInString(r.Text[:i])
	r.Quoted = append(r.Quoted, Span{from, from + utf8.RuneCountInString(part)})
}

// RecordID is the record's identity: the hash of where its bytes stand. The
// same bytes of the same file are the same record in every import.
func (r *Record) RecordID() string {
	return ID("e_", r.Source.SHA256, r.Source.Member, strconv.FormatInt(r.Locator.Offset, 10))
}
