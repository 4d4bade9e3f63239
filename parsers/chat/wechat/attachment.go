package wechat

import (
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// placeholders are the words in brackets that WeChat puts for what is no text.
var placeholders = []struct{ open, kind string }{
	{"[图片", "image"}, {"[视频", "video"}, {"[语音", "voice"}, {"[动画表情", "sticker"}, {"[文件", "file"},
	{"[链接", "link"}, {"[名片", "card"}, {"[位置", "location"}, {"[转账", "transfer"}, {"[红包", "transfer"},
}

// attachments reads a message that is one placeholder, such as
// "[图片: 0f3a….jpg(请在附件中查看)]".
func attachments(text string) []timeline.Attachment {
	if len(text) == 0 || text[0] != '[' || text[len(text)-1] != ']' || strings.Count(text, "[") > 1 {
		return nil
	}
	for _, p := range placeholders {
		if rest, ok := strings.CutPrefix(text, p.open); ok {
			name := strings.TrimLeft(strings.TrimSuffix(rest, "]"), ":： ")
			name = strings.TrimSuffix(name, "(请在附件中查看)")
			return []timeline.Attachment{{Name: name, Type: p.kind}}
		}
	}
	return nil
}
