// Package discord reads what DiscordChatExporter writes (JSON, CSV, TXT, HTML)
// and the messages of Discord's own data package.
//
// An id of Discord holds the time at which it was made, in UTC: where a page
// shows only local minutes, the id gives the second and no zone is assumed. The
// data package holds the messages of its owner only.
package discord

import (
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Formats are the exports of Discord.
var Formats = []*parsers.Format{JSON, CSV, Text, HTML, PackageJSON, PackageCSV}

// epoch is the first millisecond of Discord's ids (1 January 2015 UTC).
const epoch = 1420070400000

// idTime is the time at which an id was made.
func idTime(id string) (time.Time, bool) {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil || n < 1<<40 {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(n>>22) + epoch), true
}

var extTypes = map[string]string{".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".webp": "image", ".heic": "image",
	".mp4": "video", ".mov": "video", ".webm": "video", ".mp3": "voice", ".ogg": "voice", ".wav": "voice", ".m4a": "voice"}

// attachment names a file by its address or name.
func attachment(name string) timeline.Attachment {
	name, _, _ = strings.Cut(name, "?")
	name = path.Base(strings.TrimSpace(name))
	kind := extTypes[strings.ToLower(path.Ext(name))]
	if kind == "" {
		kind = "file"
	}
	return timeline.Attachment{Name: name, Type: kind}
}

// announced reads "Exported 1,200 message(s)".
func announced(s string) (int, bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(s), "Exported ")
	rest, ok2 := strings.CutSuffix(rest, " message(s)")
	if !ok || !ok2 {
		return 0, false
	}
	n, err := strconv.Atoi(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, rest))
	return n, err == nil
}
