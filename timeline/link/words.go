package link

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
)

// carrierWords are the words by which people name a carrier, simplified and
// traditional; the id is that of timeline/waybill.
var carrierWords = []struct {
	id    string
	words *regexp.Regexp
}{
	{"sf", regexp.MustCompile(`顺丰|順豐|(?i:\bSF ?Express\b)`)},
	{"yto", regexp.MustCompile(`圆通|圓通|(?i:\bYTO\b)`)},
	{"zto", regexp.MustCompile(`中通|(?i:\bZTO\b)`)},
	{"sto", regexp.MustCompile(`申通|(?i:\bSTO\b)`)},
	{"yunda", regexp.MustCompile(`韵达|韻達|(?i:\byunda\b)`)},
	{"jt", regexp.MustCompile(`极兔|極兔|(?i:\bJ&T\b)`)},
	{"jd", regexp.MustCompile(`京东快递|京东物流|京東`)},
	{"ems", regexp.MustCompile(`邮政|郵政|EMS`)}, // of the post, as is
	{"chinapost", regexp.MustCompile(`邮政|郵政`)},
	{"deppon", regexp.MustCompile(`德邦`)},
	{"best", regexp.MustCompile(`百世`)},
	{"cainiao", regexp.MustCompile(`丹鸟|菜鸟速递|菜鸟直送`)},
	{"yamato", regexp.MustCompile(`黑貓|黑猫|(?i:\byamato\b)`)},
	{"ups", regexp.MustCompile(`\bUPS\b`)},
	{"fedex", regexp.MustCompile(`(?i:\bfedex\b)|联邦快递`)},
	{"dhl", regexp.MustCompile(`\bDHL\b`)},
	{"usps", regexp.MustCompile(`\bUSPS\b`)},
}

// carrierRunes start the Chinese names above; most messages hold none of them
// and no Latin letter, and are passed over.
const carrierRunes = "顺順圆圓中申韵韻极極京邮郵德百丹菜黑联"

func mayNameCarrier(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r < utf8.RuneSelf && unicode.IsLetter(r) || r >= utf8.RuneSelf && strings.ContainsRune(carrierRunes, r)
	})
}

// namedCarriers lists the carriers that text names.
func namedCarriers(text string) []string {
	if !mayNameCarrier(text) {
		return nil
	}
	var ids []string
	for _, c := range carrierWords {
		if c.words.MatchString(text) {
			ids = append(ids, c.id)
		}
	}
	return ids
}

// slipWords are how a speaker takes back what he said (JUDGEMENT 1.5).
var slipWords = regexp.MustCompile(`(打|说|說|写|寫|发|發|填|报|報)(错|錯)|口误|不对[ ，,。]*(是|应该)|(?i:\b(sorry[,.! ]+(i meant|wrong|it.?s not|not|that.s wrong)|my bad|i meant|typo|correction:)\b)`)

// numberSlip are how he takes a number back.
var numberSlip = regexp.MustCompile(`(发|發|打|说|說|写|寫|弄|搞|填|贴|貼|复制|複製|看|给|給|报|報|记|記)(错|錯)|错行|串[单單号號]|不是[这這](个|個|单|單|一)|(这|這|那)(个|個)?是(别|別|其他|另)|(尾号|尾號|[后後]面|最[后後])[^，。]{0,4}是\w+[^，。]{0,3}不是|(?i:\b(my bad|i meant|typo|mis-?typed|(read|typed|wrote|copied|pasted|sent|gave|put|got)( you)?( it| that| the( tracking)? (number|code|one))?( down)? wrong|wrong (number|one|tracking|code|parcel|order)|(ends?|ending) (in|with) \w+,? not|(right|correct) (one|number|tracking))\b)`)

// notOwnSlip are words that turn a slip word into somebody else's, a guess or
// a question.
var notOwnSlip = regexp.MustCompile(`可能|是不是|会不会|也许|怕是|难道|吧|你(是不是)?[说打写看发]错|没[说打写发弄]错|[?？]|(?i:\b(maybe|perhaps|you (are|were|typed|wrote|copied|pasted|sent|gave|put|got))\b)`)

// takesBack reports whether text takes back what its speaker said before.
func takesBack(text string) bool {
	return maySlip(text) && slipWords.MatchString(text) && !notOwnSlip.MatchString(text)
}

// takesNumberBack reports whether text takes back a number.
func takesNumberBack(text string) bool {
	return maySlip(text) && numberSlip.MatchString(text) && !notOwnSlip.MatchString(text)
}

// slipRunes are characters of which each Chinese way above to take something back has
// one, unless it is 不是…; most messages hold none of them and no Latin letter, and are passed over.
const slipRunes = "错錯误行对對面后後尾串抱意别別其另"

func maySlip(text string) bool {
	return strings.Contains(text, "不是") || strings.ContainsFunc(text, func(r rune) bool {
		return r < utf8.RuneSelf && unicode.IsLetter(r) || r >= utf8.RuneSelf && strings.ContainsRune(slipRunes, r)
	})
}

var (
	apology = regexp.MustCompile(`抱歉|不好意思|对不起|不对|(?i:\bsorry\b)`)
	figures = regexp.MustCompile(`\d+[:：点點]\d*|\d{2,}`)
)

// apologises reports whether text may take something back: it does if it
// also repeats a number of what its speaker said just before ("delivered at
// 5:12" – "sorry, 5:12 is Beijing time").
func apologises(text string) bool {
	return maySlip(text) && apology.MatchString(text) && !notOwnSlip.MatchString(text)
}

func repeatsNumber(text, before string) bool {
	for _, f := range figures.FindAllString(text, -1) {
		if strings.Contains(before, f) {
			return true
		}
	}
	return false
}

// common are the words of every talk about parcels, which name no thing; of two
// that begin alike the longer stands first. They are taken out as words, since
// their characters also stand in names of things (置物架, 书包, 床单, 上衣).
const common = `
快递员 快递小哥 快递单 快递 快遞 物流 包裹 快件 邮件 单号 单號 單号 單號 运单 运單 運单 運單 订单 订單 訂单 訂單 编号
编號 編号 編號 尾号 尾號 取件码 取件 顺丰 順豐 圆通 圓通 中通 申通 韵达 韻達 极兔 極兔 京东 京東 邮政 郵政 德邦 百世
菜鸟 派件 收件 寄件 发件 發件 派送 配送 揽收 揽件 签收 簽收 发货 发貨 發货 發貨 补发 补發 补寄 補发 補發 補寄 寄出
发出 發出 收到 到货 到貨 退货 退貨 退款 查收 注意 今天 明天 后天 後天 昨天 前天 今晚 明早 明晚 昨晚 上午 下午 中午
早上 晚上 晚点 早点 周一 周二 周三 周四 周五 周六 周日 周天 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天
礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜日 礼拜天 禮拜一 禮拜二 禮拜三 禮拜四 禮拜五 禮拜六 禮拜日 禮拜天 点前 点半
点多 点左右 点 點前 點半 點多 點左右 點 左右 之前 以前 之后 之後 以后 以後 时候 时间 时間 時候 時间 時間 最晚 最迟
最遲 最快 马上 馬上 现在 現在 刚才 刚刚 刚剛 剛才 剛刚 剛剛 已经 已經 大概 应该 应該 應该 應該 可能 预计 预計 預计
預計 估计 估計 一下 一起 另外 然后 然後 因为 因為 所以 但是 东西 東西 问题 问題 問题 問題 谢 謝 辛苦 麻烦 麻煩 师傅
師傅 老板 客服 地址 电话 电話 電话 電話 你好 您好
`

var withoutCommon = func() *strings.Replacer {
	var blanks []string
	for _, word := range strings.Fields(common) {
		blanks = append(blanks, word, " ")
	}
	return strings.NewReplacer(blanks...)
}()

// ofParcel are words by which one asks a neighbour or a desk about a parcel.
var ofParcel = regexp.MustCompile(`快[递遞]|包裹|[驿驛]站|的件|宅配|配[达達送]|(?i:\b(couriers?|parcels?|packages?|deliver(y|ed|ies)|drivers?|ups|fedex|dhl|dpd|evri|usps|royal mail|amazon)\b)`)

// thatOne are words that point back at the thing spoken of just now.
var thatOne = regexp.MustCompile(`(那|另(外)?一?|(其|別|别)他的?)[个個件单單份箱包]|(?i:\bthat (one|parcel)\b|\bthe other\b)`)

// idle are the characters of grammar, and of verbs said of every parcel.
const idle = "的了吗嗎呢吧啊呀哦哈嗯你妳我他她它们們走到发發送收寄个個这這那是在有没沒不要能会會就都和與给給让讓来來去说說看查亲親好对對还還很也再先把被从從请請您什么怎多少一二三四五六七八九十两几"

// learn remembers the pairs of characters beside the parcel's number, which
// may name the thing sent ("台灯走极兔 JT…").
func (p *parcel) learn(text string) {
	for _, pair := range pairs(text) {
		p.things[pair] = true
	}
}

// beside is the words of text that stand beside number k of several: before each, or
// where nothing stands before the first, after each.
func beside(text string, numbers []timeline.Waybill, k int) string {
	if len(numbers) < 2 {
		return text
	}
	runes := []rune(text)
	ends := []int{0}
	for _, w := range numbers {
		ends = append(ends, w.Span[0], w.Span[1])
	}
	ends = append(ends, len(runes))
	if !slices.IsSorted(ends) {
		return text // one number written twice, or a shortened list
	}
	if before := runes[:numbers[0].Span[0]]; len(pairs(string(before))) > 0 {
		return string(runes[ends[2*k]:ends[2*k+1]])
	}
	return string(runes[ends[2*k+2]:ends[2*k+3]])
}

func pairs(text string) []string {
	var out []string
	var last rune
	for _, r := range withoutCommon.Replace(text) {
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune(idle, r) {
			last = 0
			continue
		}
		if last != 0 {
			out = append(out, string([]rune{last, r}))
		}
		last = r
	}
	return out
}
