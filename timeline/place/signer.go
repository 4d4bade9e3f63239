package place

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A Hand is somebody named as having signed for or taken a parcel.
type Hand struct {
	Text string
	Span timeline.Span
	Kind timeline.SignerKind
}

// Signer is who text says signed: "签收人：保安室", "由家人代签", "signed for by
// reception". A name that is no class ("签收人：张*") is SignerUnknown. A person
// or desk who is only mentioned, without a word of signing, is no signer.
func Signer(text string) (signer string, kind timeline.SignerKind, ok bool) {
	h, ok := SignerIn(text)
	return h.Text, h.Kind, ok
}

// SignerIn is Signer with the span of the words.
func SignerIn(text string) (Hand, bool) {
	written, folded := []rune(text), []rune(fold.String(text))
	hands := people(written, folded)
	for _, h := range hands {
		if named(folded, h.Span[0]) {
			return h, true
		}
	}
	for _, h := range hands {
		if proxy(h, folded) && !denied(folded, h.Span[0]) || h.Kind != timeline.SignerUnknown && signs(folded, h.Span[1]) {
			return h, true
		}
	}
	return stranger(written, folded)
}

// people lists everybody and everything in text that could sign.
func people(written, folded []rune) []Hand {
	var all []Hand
	for _, w := range in(written, folded) {
		if k, ok := signerOf[w.Kind]; ok {
			all = append(all, Hand{w.Text, w.Span, k})
		}
	}
	for i := 0; i < len(folded); i++ {
		n, kind := signers.at(folded, i)
		if n == 0 {
			continue
		}
		h := Hand{string(written[i : i+n]), timeline.Span{i, i + n}, kind}
		if proxy(h, folded) {
			if !follows(folded, h.Span[1], notSigning) {
				all = append(all, h)
			}
		} else if !overlaps(all, h.Span) {
			all = append(all, h)
		}
		i += n - 1
	}
	// A bare 代签 says less than the desk or relative named beside it.
	slices.SortStableFunc(all, func(a, b Hand) int { return rank(a, folded) - rank(b, folded) })
	return all
}

func rank(h Hand, folded []rune) int {
	if proxy(h, folded) {
		return 1
	}
	return 0
}

func overlaps(all []Hand, s timeline.Span) bool {
	return slices.ContainsFunc(all, func(h Hand) bool { return h.Span[0] < s[1] && s[0] < h.Span[1] })
}

// proxyWords name the act of signing for another and nobody in particular.
var proxyWords = []string{"代签收", "代签", "代收", "代领", "代取"}

// notSigning follows 代收 where it is no act of signing: 代收点, 代收货款.
var notSigning = words("点", "站", "处", "店", "货款", "费", "网点", "吗", "么")

func proxy(h Hand, folded []rune) bool {
	return slices.Contains(proxyWords, string(folded[h.Span[0]:h.Span[1]]))
}

// signerCues stand before who signed.
var signerCues = []string{"签收人", "签收方", "代收人", "签收栏", "签收类型", "签收方式", "代签人", "签字人", "签收:", "妥收", "代收【", "代收[", "交给", "交到", "递给", "signed for by", "you signed for it", "i signed for it", "you signed it", "i signed it", "signed by", "signed:", "received by", "accepted by", "left with", "handed to", "given to", "collected by", "recipient:"}

// named reports whether a cue stands before position i in the same clause.
func named(folded []rune, i int) bool {
	from := i
	for from > 0 && i-from < 18 && !slices.Contains(clauseEnds, folded[from-1]) {
		from--
	}
	before := string(folded[max(0, from):i])
	for _, c := range signerCues {
		if strings.Contains(before, c) {
			return true
		}
	}
	return false
}

// denied reports whether 谁, 没 or the like stands before position i.
func denied(folded []rune, i int) bool {
	for n := max(0, i-4); n < i; n++ {
		if follows(folded, n, denying) {
			return true
		}
	}
	return false
}

var denying = words("谁", "没", "不", "未", "别")

var clauseEnds = []rune{',', '。', ';', '!', '?', '\n', '、', '，', '！', '？', '；'}

// signingWords follow who signed.
var signingWords = words("签收", "签字", "签了", "签的", "签过", "签名", "代签", "代为签", "代收", "代领", "代取", "收下", "收了", "收的", "收走", "接收", "接的", "接了", "接走", "接到手", "帮收", "帮忙收", "帮我收", "帮你收", "帮您收", "替我收", "收", "签", "收货", "领取", "领走", "取走", "拿走", "拿的", "拿了", "入库", "signed", "accepted", "collected it", "took it", "took it in", "picked it up", "has signed", "received it")

// signs reports whether a word of signing follows position i closely, and no
// word that denies it stands between.
func signs(folded []rune, i int) bool {
	for n := 0; n <= 5 && i+n < len(folded); n++ {
		if follows(folded, i+n, notSigned) {
			return false
		}
		if follows(folded, i+n, signingWords) {
			return true
		}
		if slices.Contains(clauseEnds, folded[i+n]) {
			return false
		}
	}
	return false
}

// notSigned are what stands after a person where nobody signed: 收到 is no
// signature, and a question or denial names no signer.
var notSigned = words("没", "不", "未", "拒", "收到", "收件", "收费", "收发", "收据", "签收了吗", "签收了没", "签收了么", "签了吗", "收款", "接的电话", "接电话", "接了电话", "接的電話", "接了電話", "didn", "never", "not")

func follows(folded []rune, i int, list [][]rune) bool {
	return slices.ContainsFunc(list, func(w []rune) bool {
		return i+len(w) <= len(folded) && slices.Equal(folded[i:i+len(w)], w)
	})
}

func words(list ...string) [][]rune {
	w := make([][]rune, len(list))
	for i, s := range list {
		w[i] = []rune(fold.String(s))
	}
	return w
}

// strangerCues stand right before a name that is no class of its own.
var strangerCues = words("签收人", "代收人", "签收方", "signed for by", "signed by", "signed for by:", "received by")

// noNames stand after a cue and name nobody: 签收人凭取件码签收, a question.
var noNames = words("凭", "?", "吗", "谁", "who", "you", "不是", "没")

// stranger is the name after 签收人: "张*", "J. SMITH".
func stranger(written, folded []rune) (Hand, bool) {
	for i := range folded {
		for _, c := range strangerCues {
			if !follows(folded, i, [][]rune{c}) {
				continue
			}
			from := i + len(c)
			for from < len(folded) && contains(" :：是为在【[(（「", folded[from]) {
				from++
			}
			to := from
			for to < len(folded) && to-from < 24 && !contains(",，。;；!！】])）」\n已签", folded[to]) {
				to++
			}
			if name := string(written[from:to]); to > from && !follows(folded, from, noNames) {
				return Hand{name, timeline.Span{from, to}, timeline.SignerUnknown}, true
			}
		}
	}
	return Hand{}, false
}
