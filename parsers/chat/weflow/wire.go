package weflow

import (
	"encoding/json"
	"strconv"
)

// session is the chat's header: who and how many.
type session struct {
	Wxid         string  `json:"wxid"`
	AccountID    string  `json:"accountId"` // instead of wxid in the later versions
	Nickname     string  `json:"nickname"`
	Remark       string  `json:"remark"`
	DisplayName  string  `json:"displayName"`
	Type         string  `json:"type"` // 私聊, 群聊
	MessageCount integer `json:"messageCount"`
	OwnerID      string  `json:"ownerId"` // CipherTalk
	IsGroup      bool    `json:"isGroup"` // CipherTalk
}

// banner is the exporter's own mark.
type banner struct {
	Version    string  `json:"version"`
	ExportedAt integer `json:"exportedAt"`
	Format     string  `json:"format"` // "arkme-json" for the variant with a senders table
}

// sender is a row of the arkme variant's table.
type sender struct {
	SenderID    integer `json:"senderID"`
	Wxid        string  `json:"wxid"`
	AccountID   string  `json:"accountId"`
	DisplayName string  `json:"displayName"`
}

// message is one element of "messages". localId is renumbered at export and
// is no identity; platformMessageId is.
type message struct {
	CreateTime        integer `json:"createTime"` // epoch seconds; a string or null in the wild
	FormattedTime     string  `json:"formattedTime"`
	Type              string  `json:"type"`
	Content           *string `json:"content"`
	IsSend            integer `json:"isSend"`
	SenderUsername    string  `json:"senderUsername"`
	SenderDisplayName string  `json:"senderDisplayName"`
	SenderID          integer `json:"senderID"`
	PlatformMessageID text    `json:"platformMessageId"`
	ReplyToMessageID  text    `json:"replyToMessageId"`
}

// integer reads a number, a number in quotes, true or null.
type integer struct {
	Value int64
	Set   bool
}

func (i *integer) UnmarshalJSON(b []byte) error {
	s := string(b)
	if len(s) > 1 && s[0] == '"' {
		s = s[1 : len(s)-1]
	}
	switch s {
	case "null", "", "false":
		return nil
	case "true":
		s = "1"
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		f, ferr := strconv.ParseFloat(s, 64)
		if ferr != nil {
			return nil // not a number: as if it were missing
		}
		n = int64(f)
	}
	i.Value, i.Set = n, true
	return nil
}

// text reads an id written as string or number.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(t))
	}
	if string(b) != "null" {
		*t = text(b)
	}
	return nil
}
