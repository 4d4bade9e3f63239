package line

import (
	"sort"
	"strings"
)

// Computers write "16:23 Bob Today I …": where the name ends shows only in
// many lines.

// maxWords is the longest name in words.
const maxWords = 6

// maxPrefixes bounds what the learner keeps.
const maxPrefixes = 200_000

// A learner counts how lines begin: one word, two words, …
type learner map[string]int

func (l learner) add(rest string) {
	at := 0
	for range maxWords {
		i := strings.IndexByte(rest[at:], ' ')
		if i < 0 {
			return
		}
		at += i
		if n := l[rest[:at]]; n > 0 || len(l) < maxPrefixes {
			l[rest[:at]] = n + 1
		}
		at++
	}
}

// names are the senders of a file, longest first.
type names []string

// certain is how often a first word must always be followed by the same second
// one before both are taken for the name.
const certain = 4

// names finds, for every first word, the longest beginning that all its lines
// share. title is the other person's name in a chat of two.
func (l learner) names(title string, group bool) names {
	var out names
	if title != "" && !group {
		out = append(out, title)
	}
	for prefix, n := range l {
		if strings.Contains(prefix, " ") {
			continue
		}
		for n >= certain {
			longer := ""
			for p, m := range l {
				if m == n && strings.HasPrefix(p, prefix+" ") && !strings.Contains(p[len(prefix)+1:], " ") {
					longer = p
					break
				}
			}
			if longer == "" {
				break
			}
			prefix = longer
		}
		out = append(out, prefix)
	}
	sort.Slice(out, func(i, j int) bool {
		if len(out[i]) != len(out[j]) {
			return len(out[i]) > len(out[j])
		}
		return out[i] < out[j]
	})
	return out
}

// notices are how lines of the app end, behind a name or alone.
var notices = []string{
	"已收回訊息", "收回了訊息", "已收回讯息", "撤回了一条消息", "撤回了一則訊息", "メッセージの送信を取り消しました", "unsent a message", "unsent a message.",
	"已加入群組", "加入群組", "加入聊天", "已加入聊天", "退出群組", "離開群組", "已退出群組", "离开群聊", "加入群聊",
	"がグループに参加しました。", "が参加しました。", "が退会しました。", "がグループを退会しました。", "joined the group.", "joined the group", "left the group.", "left the group", "joined the chat.", "left the chat.",
}

// split finds the name at the beginning of a line; ok is false for lines of
// the app, which need no space ("16:17 Bob已收回訊息").
func (ns names) split(rest string) (name, text string, ok bool) {
	for _, n := range notices {
		if strings.HasSuffix(rest, n) && len(rest) < 200 {
			return "", rest, false
		}
	}
	if strings.HasPrefix(rest, "☎") {
		return "", rest, false
	}
	first, _, spaced := strings.Cut(rest, " ")
	for _, n := range ns {
		if rest == n {
			return n, "", true
		}
		if strings.HasPrefix(n, first) && strings.HasPrefix(rest, n+" ") {
			return n, rest[len(n)+1:], true
		}
	}
	if !spaced {
		return "", rest, false
	}
	return first, rest[len(first)+1:], true
}
