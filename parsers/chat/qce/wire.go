package qce

type metadata struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type chatInfo struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	SelfUID  string `json:"selfUid"`
	SelfUin  string `json:"selfUin"`
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
	ID        string  `json:"id"`
	MessageID string  `json:"messageId"` // V4
	Seq       string  `json:"seq"`
	SeqV4     string  `json:"messageSeq"`
	Timestamp string  `json:"timestamp"` // ms; V4: ISO string
	Time      string  `json:"time"`
	Sender    sender  `json:"sender"`
	Type      string  `json:"type"`
	Content   content `json:"content"`
	Recalled  bool    `json:"recalled"`
	IsRecall  bool    `json:"isRecalled"`
	System    bool    `json:"system"`
	IsSystem  bool    `json:"isSystemMessage"`
}

type sender struct {
	UID       string `json:"uid"`
	Uin       string `json:"uin"`
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
		MessageID string `json:"messageId"`
	} `json:"reply"`
}

type element struct {
	Type string `json:"type"`
	Data struct {
		MessageID           string `json:"messageId"`
		ReferencedMessageID string `json:"referencedMessageId"`
	} `json:"data"`
}

type resource struct {
	Type     string `json:"type"`
	Filename string `json:"filename"`
}
