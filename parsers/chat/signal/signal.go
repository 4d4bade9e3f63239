// Package signal reads chats of Signal as three exporters write them:
// signal-export (chat.md, data.json), sigtop (text, JSON) and the plain text
// backup of Signal Desktop (main.jsonl).
//
// Messages that were set to disappear are in none of them.
package signal

import "github.com/duizheng/duizheng/parsers"

// Formats are the exports of Signal.
var Formats = []*parsers.Format{Markdown, Data, SigtopText, SigtopShort, SigtopJSON, Desktop}
