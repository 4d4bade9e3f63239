package waybill

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline/fold"
)

// wrong are the words behind a number that take it back.
var wrong = folded("发错", "打错", "写错", "填错", "输错", "抄错", "给错", "贴错", "搞错", "弄错", "记错", "看错", "复制错", "错了", "错的", "不对", "作废", "有误", "无效", "不要了", "取消了", "不算", "别查", "不用查", "不用管", "别管", "别用", "不要用", "忽略",
	"was wrong", "is wrong", "was a mistake", "is a mistake", "is incorrect", "was incorrect", "is not right", "wrong one", "wrong number", "is void", "was cancelled", "typo", "sorry")

// mended are the objects of 发错 that are no number: 发错货了.
var mended = folded("货", "地", "颜", "尺", "件", "人", "东西", "商品", "款", "型", "物", "包", "快递", "网点", "address", "item", "size", "colour", "color")

// filler may stand between a number and the word that takes it back.
const filler = " ,，、:：.。-—()（）这那个条张单运快递物流号码我刚才刚刚上面前一是了给你您发的呢啊就已经原来之填写也都全 \n"

// another are words that take back a number given earlier, not the one before
// them: 是 A，上一个作废.
var another = folded("上一", "上个", "上条", "前一", "刚才那", "刚刚那")

// denials stand right before a number that is not meant.
var denials = folded("不是", "唔系", "唔是", "并非", "不要用", "别用", "别查", "不用查", "错发成", "错写成", "错填成", "发成", "写成", "打成", "填成", "发成了", "写成了", "打成了", "填成了", "not", "ignore", "disregard", "instead of", "rather than")

// asking stands around 不是 where it denies nothing.
var asking = folded("是不是", "是否", "不是吗", "是不", "如果不是", "要不是", "only", "not only", "why not", "还不是", "不是说")

func folded(list ...string) [][]rune {
	out := make([][]rune, len(list))
	for i, s := range list {
		out[i] = []rune(fold.String(s))
	}
	return out
}

// retract marks the numbers that the text itself takes back. "是不是 A" denies
// nothing, and a number is taken back by the words behind it only up to the
// next number.
func (f *finder) retract() {
	for i := range f.found {
		w := &f.found[i]
		end := len(f.folded)
		if i+1 < len(f.found) {
			end = f.found[i+1].Span[0]
		}
		w.Retracted = f.denied(w.Span[0]) || f.takenBack(f.folded[w.Span[1]:end])
	}
}

// denied reports whether a word of denial stands right before position i.
func (f *finder) denied(i int) bool {
	from := i
	for from > 0 && i-from < 6 && strings.ContainsRune(" :：“\"「这个单号运快递物流the", f.folded[from-1]) && !endsWith(f.folded[:from], denials) {
		from--
	}
	if !endsWith(f.folded[:from], denials) || endsWith(f.folded[:from], asking) {
		return false
	}
	// "不是 A 吗" asks.
	behind := f.folded[i:min(len(f.folded), i+40)]
	for j, r := range behind {
		if r == '吗' || r == '么' || r == '?' {
			return false
		}
		if j > 0 && strings.ContainsRune(",。;是", r) {
			break
		}
	}
	return true
}

func contains(text []rune, list [][]rune) bool {
	for i := range text {
		if beginsWith(text[i:], list) > 0 {
			return true
		}
	}
	return false
}

func endsWith(text []rune, list [][]rune) bool {
	return slices.ContainsFunc(list, func(w []rune) bool {
		return len(text) >= len(w) && slices.Equal(text[len(text)-len(w):], w)
	})
}

func beginsWith(text []rune, list [][]rune) int {
	for _, w := range list {
		if len(text) >= len(w) && slices.Equal(text[:len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// takenBack reports whether text, what stands behind a number, begins with
// words that take it back.
func (f *finder) takenBack(text []rune) bool {
	for i := 0; i < len(text) && i < 16; i++ {
		if n := beginsWith(text[i:], wrong); n > 0 {
			if contains(text[:i], another) {
				return false
			}
			rest := text[i+n:]
			if len(rest) > 0 && rest[0] == '了' {
				rest = rest[1:]
			}
			return beginsWith(rest, mended) == 0
		}
		if !strings.ContainsRune(filler, text[i]) {
			return false
		}
	}
	return false
}
