// Package telegram reads exports of Telegram Desktop: result.json, of one chat
// or of the whole account, and messages*.html.
//
// JSON is the better evidence: it has absolute times, ids and edits. The HTML
// shows the clock of the exporting computer beside the standard offset of its
// zone; where that zone may have summer time, the offset does not fix the
// instant and the zone counts as assumed.
package telegram

import "github.com/duizheng/duizheng/parsers"

// JSON is result.json of Telegram Desktop.
var JSON = &parsers.Format{
	ID:     "telegram-desktop-json",
	App:    "telegram",
	Ext:    "json",
	How:    `{"type":"personal_chat",…,"messages":[{"id","type","date_unixtime","from_id"…}]}, alone or below "chats"`,
	Detect: detectJSON,
	Parse:  parseJSON,
}

// HTML is messages.html, messages2.html, … of Telegram Desktop.
var HTML = &parsers.Format{
	ID:     "telegram-desktop-html",
	App:    "telegram",
	Ext:    "html",
	How:    `<div class="message default clearfix" id="message…">, <div class="pull_right date details" title="…">`,
	Detect: detectHTML,
	Claims: claims,
	Parse:  parseHTML,
}

// Formats are the exports of Telegram.
var Formats = []*parsers.Format{JSON, HTML}
