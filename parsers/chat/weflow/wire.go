package weflow

// session is the chat's header: who and how many.
type session struct {
	Wxid         string `json:"wxid"`
	AccountID    string `json:"accountId"` // instead of wxid in the later versions
	Nickname     string `json:"nickname"`
	Remark       string `json:"remark"`
	DisplayName  string `json:"displayName"`
	Type         string `json:"type"` // 私聊, 群聊
	MessageCount int64  `json:"messageCount"`
	OwnerID      string `json:"ownerId"` // CipherTalk
	IsGroup      bool   `json:"isGroup"` // CipherTalk
}

// banner is the exporter's own mark.
type banner struct {
	Version    string `json:"version"`
	ExportedAt int64  `json:"exportedAt"`
	Format     string `json:"format"` // "arkme-json" for the variant with a senders table
}

// sender is a row of the arkme variant's table.
type sender struct {
	SenderID    int64  `json:"senderID"`
	Wxid        string `json:"wxid"`
	AccountID   string `json:"accountId"`
	DisplayName string `json:"displayName"`
}

// message is one element of "messages". localId is renumbered at export and
// is no identity; platformMessageId is.
type message struct {
	CreateTime        int64  `json:"createTime"` // epoch seconds; a string or null in the wild
	FormattedTime     string `json:"formattedTime"`
	Type              string `json:"type"`
	Content           string `json:"content"`
	IsSend            int64  `json:"isSend"`
	SenderUsername    string `json:"senderUsername"`
	SenderDisplayName string `json:"senderDisplayName"`
	SenderID          int64  `json:"senderID"`
	PlatformMessageID string `json:"platformMessageId"`
	ReplyToMessageID  string `json:"replyToMessageId"`
}
