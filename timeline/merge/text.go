package merge

import (
	"hash/fnv"
	"strings"
	"unicode"

	"github.com/duizheng/duizheng/timeline/fold"
)

// MediaKey is the key of a message that is a picture, a voice or the like,
// however its export writes that.
const MediaKey = "\x00media"

const media = MediaKey

// Key is the comparison copy of a text by which records are equal: folded,
// without white space and invisible marks, which exporters add and drop.
func Key(text string) string {
	if isMedia(text) {
		return media
	}
	clean := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0 {
			return -1
		}
		return r
	}, text)
	return fold.String(clean)
}

// placeholders are what exporters write in place of a picture or voice.
var placeholders = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`图片 照片 语音 视频 文件 表情 动画表情 动态表情 表情包 位置 名片 链接 小视频 语音消息 视频消息 图片消息 音频
		image photo picture voice video audio sticker gif file document location contact animation
		媒体 媒體 圖片 語音 影片 貼圖 檔案 相片 照片已省略 省略多媒體檔案 media`) {
		placeholders[fold.String(w)] = true
	}
}

// isMedia tells a placeholder: [图片], <Media omitted>, "image omitted", 图片.
func isMedia(text string) bool {
	if len(text) > 80 || text == "" {
		return false
	}
	t := strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	bare := strings.Trim(t, "[]<>【】()（）")
	bracketed := bare != t
	bare = fold.String(bare)
	for _, tail := range []string{"omitted", "已省略", "已略去"} {
		if cut, ok := strings.CutSuffix(bare, tail); ok {
			bare, bracketed = cut, true
		}
	}
	bare = strings.TrimSpace(bare)
	if i := strings.IndexAny(bare, ":： "); i > 0 && bracketed {
		bare = bare[:i]
	}
	return bracketed && placeholders[bare]
}

// A Mark stands for a message among all others: its minute and its words. Two
// threads that share marks hold the same messages.
type Mark uint64

// markLength is the least number of code points that tell one message from
// another; 好的 at the same minute in two chats is nothing.
const markLength = 4

// MarkOf is the mark of a dated message; ok is false where its text is too
// short to tell it from others.
func MarkOf(start int64, key string) (m Mark, ok bool) {
	if key == media || runes(key) < markLength {
		return 0, false
	}
	h := fnv.New64a()
	minute := uint64(start) / 60
	var b [8]byte
	for i := range b {
		b[i] = byte(minute >> (8 * i))
	}
	_, _ = h.Write(b[:])
	_, _ = h.Write([]byte(key))
	return Mark(h.Sum64()), true
}

// Long reports whether a text is so long that hardly two people write it in one
// minute by chance.
func Long(key string) bool { return runes(key) >= 3*markLength }

func runes(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}
