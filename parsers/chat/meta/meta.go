// Package meta reads the messages of "Download your information": Facebook
// Messenger and Instagram, as JSON and as HTML, and the separate download of
// end-to-end encrypted chats of Messenger.
//
// The JSON writes every byte of UTF-8 as a character of its own ("cafÃ©"). A
// string is mended only if all of it can be such bytes, and never twice. Files
// run from the newest message to the oldest.
package meta

import (
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/timeline"
)

// Formats are the exports of Messenger and Instagram.
var Formats = []*parsers.Format{Messenger, Instagram, Encrypted, MessengerHTML, InstagramHTML}

// mend turns characters that are bytes of UTF-8 back into text.
func mend(s string) string {
	foreign := false
	for _, r := range s {
		if r > 0xff {
			return s
		}
		foreign = foreign || r >= 0x80
	}
	if !foreign {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	if !utf8.Valid(b) {
		return s
	}
	return string(b)
}

// onInstagram reports whether a file lies in a download of Instagram.
func onInstagram(h *parsers.Head) bool {
	return strings.Contains(strings.ToLower(h.Path), "instagram") || h.HasDeep("your_instagram_activity")
}

// isPart tells message_1.json, message_2.json, …
func isPart(name, ext string) bool {
	rest, ok := strings.CutPrefix(name, "message_")
	rest, ok2 := strings.CutSuffix(rest, ext)
	return ok && ok2 && rest != "" && strings.Trim(rest, "0123456789") == ""
}

// claimParts takes the further parts of one chat.
func claimParts(ext string) func(main string, siblings []string) []string {
	return func(main string, siblings []string) []string {
		var out []string
		if isPart(main, ext) {
			for _, s := range siblings {
				if isPart(s, ext) {
					out = append(out, s)
				}
			}
		}
		return out
	}
}

// owner is the one of two people whom the chat is not named for.
func owner(title string, people []string) timeline.Sender {
	if len(people) == 2 {
		switch title {
		case people[0]:
			return timeline.Sender{Name: people[1], Self: true}
		case people[1]:
			return timeline.Sender{Name: people[0], Self: true}
		}
	}
	return timeline.Sender{}
}
