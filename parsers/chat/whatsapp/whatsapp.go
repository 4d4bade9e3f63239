// Package whatsapp reads chats of WhatsApp: the text that the app exports
// (_chat.txt, "WhatsApp Chat with X.txt", alone or in a zip with its media) in
// every language and region, and the JSON and HTML of WhatsApp-Chat-Exporter.
//
// The text carries no zone, no ids and no mark of the owner. Its dates follow
// the region of the phone, its own lines the language, so the order of day and
// month is found from all headers of the file, and words decide only what is a
// line of the app.
package whatsapp

import "github.com/duizheng/duizheng/parsers"

// Text is the text export of WhatsApp itself.
var Text = &parsers.Format{
	ID:     "whatsapp-chat-txt",
	App:    "whatsapp",
	Ext:    "txt",
	How:    "“[2026/3/5 上午9:12:40] name: text” (iOS), “05/03/2026, 09:12 - name: text” (Android)",
	Detect: detect,
	Parse:  parse,
}

// Formats are the exports of WhatsApp.
var Formats = []*parsers.Format{Text, ExporterJSON, ExporterHTML}
