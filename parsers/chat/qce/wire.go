package qce

import (
	"encoding/json"
	"strconv"
	"strings"
)

type metadata struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type chatInfo struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	SelfUID  string `json:"selfUid"`
	SelfUin  loose  `json:"selfUin"`
	SelfName string `json:"selfName"`
	PeerUID  string `json:"peerUid"`
}

type statistics struct {
	TotalMessages int `json:"totalMessages"`
	TimeRange     struct {
		Start string `json:"start"`
		End   string `json:"end"`
	} `json:"timeRange"`
}

// message is an element of "messages": the V5 shape, and the V4 one (2025-08
// to -10) where its keys differ.
type message struct {
	ID        loose   `json:"id"`
	MessageID loose   `json:"messageId"` // V4
	Seq       loose   `json:"seq"`
	SeqV4     loose   `json:"messageSeq"`
	Timestamp loose   `json:"timestamp"` // ms; V4: ISO string
	Time      string  `json:"time"`
	Sender    sender  `json:"sender"`
	Type      loose   `json:"type"`
	Content   content `json:"content"`
	Recalled  bool    `json:"recalled"`
	IsRecall  bool    `json:"isRecalled"`
	System    bool    `json:"system"`
	IsSystem  bool    `json:"isSystemMessage"`
}

type sender struct {
	UID       string `json:"uid"`
	Uin       loose  `json:"uin"`
	Name      string `json:"name"`
	Nickname  string `json:"nickname"`
	GroupCard string `json:"groupCard"`
	Remark    string `json:"remark"`
}

type content struct {
	Text      string     `json:"text"`
	Elements  []element  `json:"elements"`
	Resources []resource `json:"resources"`
	Reply     *struct {
		MessageID loose `json:"messageId"`
	} `json:"reply"`
}

type element struct {
	Type string `json:"type"`
	Data struct {
		MessageID           loose `json:"messageId"`
		ReferencedMessageID loose `json:"referencedMessageId"`
	} `json:"data"`
}

type resource struct {
	Type     string `json:"type"`
	Filename string `json:"filename"`
}

// UnmarshalJSON accepts data of other shapes: only replies are looked into.
func (e *element) UnmarshalJSON(b []byte) error {
	var head struct {
		Type string          `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return err
	}
	if e.Type = head.Type; e.Type == "reply" {
		_ = json.Unmarshal(head.Data, &e.Data) // a reply without ids is still a message
	}
	return nil
}

// loose is a string, number or null, as text: 64-bit ids do not fit floats.
type loose string

func (l *loose) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		return nil
	}
	if strings.HasPrefix(s, `"`) {
		return json.Unmarshal(b, (*string)(l))
	}
	*l = loose(s)
	return nil
}

func (l loose) int() (int64, bool) {
	n, err := strconv.ParseInt(string(l), 10, 64)
	return n, err == nil
}
