package timeline

// A Conversation is the messages of one chat, from however many exports.
type Conversation struct {
	ID   string `json:"id"`
	App  string `json:"app"`
	Name string `json:"name"`
	// Group is true when the export says so, or more than two people write.
	Group    bool     `json:"group"`
	Parties  []string `json:"parties,omitempty"`
	Messages int      `json:"messages"`
	Time     Moment   `json:"time"` // from the first to the last dated message
}
