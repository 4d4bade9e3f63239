package claims

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A word is one entry of the lexicon.
type word struct {
	class class
	verb  *verbEntry  // of class verb
	by    timeline.By // of class whoSays
	marks mark        // of class verb: those of its entry, and past for a form in 了
}

// A lexicon finds words in folded text, one pass, the longest at each position.
type lexicon struct {
	root   [0x10000]int32 // node by first code point, 0 for none
	nodes  []node
	names  []string // of the slots
	filled []int32  // the node at which the words of a slot begin
}

type node struct {
	word  *word // of the word that ends here, or nil
	next  []edge
	slots []edge // what may follow after a slot; r is the slot's name
}

type edge struct {
	r  rune
	to int32
}

var words = newLexicon()

// slots are the parts of a word that vary: {it} in "left {it}".
var slots = map[string]string{
	"{it}":       "it|them|this|that|yours|mine|your parcel|the parcel|my parcel|your parcels|the parcels|your package|the package|my package|your order|the order|my order|your item|the item|your items|the items|my stuff|your stuff|your box|the box|your delivery|the delivery|my delivery|your shipment|the shipment|your goods|the goods|your replacement|the replacement|everything|the lot",
	"{我}":        "我|我们|咱|咱们",
	"{您}":        "您|你|恁|侬|亲",
	"{您们}":       "您|你|您们|你们|恁|侬",
	"{他}":        "他|她|他们|她们|人家|人",
	"{送}":        "送|拉|带|捎|拿|提|抬|搬|扛|背|拎|运|配|派|弄|端|递|拖|驮|开",
	"{过去}":       "过去|过来|上去|上来|上楼|下去|下来|进去|进来|进屋|上门|到家|到家门口|到门口|到楼下|到府上|到位|去您家|去你家|到您家|到你家|到您那|到你那|到您那边|到你那边|到您手|到你手|到您公司|到你公司|到您单位|到你单位|到您小区|到你小区|到您店|到你店|到您村|到你村|到您这|到你这|您家去|你家去|畀你|俾你|去畀你|嚟|上嚟|过嚟",
	"{发}":        "发|寄|邮|运",
	"{走}":        "走|走了|走的|出|出去|掉|过去",
	"{炸}":        "炸|摔|压|挤|碰|撞|磕|砸|泡|烧|捂|闷|冻|晒|颠|震|挂|刮|划|撕|扯|咬|踩|弄|搞|整|戳|捅|跌|打|掰|折|崩|烤|淋|碾|磨|蹭|夹|掉|闪|啃|搓|拉|扭|跌|撼",
	"{坏}":        "坏|烂|破|碎|裂|断|扁|歪|弯|变形|瘪|湿|糊|化|塌|散|漏|洒|脏|花|废|爆|馊|臭|掉漆|掉皮|秃|凹|崩|穿",
	"{没人}":       "没人|哪有人|哪里有人|哪儿有人|哪来的人|哪来人|没有人|无人|冇人|谁也没|谁都没|一个人都没|没个人|没一个人|从来没人|都没人|一直没人|也没人|压根没人|根本没人|就没人|仲未有人",
	"{跟我}":       "跟我|给我|和我|同我|与我|主动|来|去|",
	"{联系}":       "联系|联系我|联系过|联系过我|回电话|回电|回过电话|找我|找过我|理我|理|覆我|覆|回我|回过|回复|回复我|回复过|答复|答复我|答复过|搭理|搭理我|沟通|沟通过|对接|跟进|管|鸟|过问|处理|解决|交代|解释|给说法|通知我|通知过",
	"{来过}":       "来过|来敲门|敲门|敲过门|上门|上过门|按门铃|按过门铃|按铃|到过|上来过|过来过|来送|来送过|送货|送过|敲过|按过|拍过门|喊过|来揿过铃|嚟过|揿过钟",
	"{与}":        "与|跟|和|同|给|为|向|予",
	"{说法}":       "联系|取得联系|沟通|对接|通话|通电话|说明|核实|交流|反馈|答复|回复|回电|回话|回音|解释|说法|个说法|个答复|个结果|个交代|个交待|个方案|个准信|个回复|个回话|审核结论|审核结果|核实结果|调查结果|处理进展|处理意见|处理结果|处理方案|方案|结论|准信|准话|消息|个信|个电话|去电|打过去|打过来|拨打电话|回访",
	"{even}":     "even |ever |actually |once |bothered to |even bothered to |",
	"{me}":       "my|the",
	"{has}":      "has|have|got|has got|have got|had|took|received|has seen|saw",
	"{mine}":     "my porch|my hall|my hallway|my letterbox|my mailbox|my lobby|my doorstep|my step|my garden|my garage|my shed|my safe place|my locker|the porch|the hall|the hallway|the letterbox|the mailbox|the lobby|the doorstep|the step|the garden|the garage|the shed|the safe place|the locker|the bin store|the mail room|the mailroom|the post room|reception|my door|the door|the front door|my front door",
	"{mine own}": "my wife|my husband|my mum|my mom|my dad|my son|my daughter|my partner|my flatmate|my housemate|my roommate|my mother|my father|my brother|my sister|my girlfriend|my boyfriend|my missus|my hubby|my gran|my other half",
	"{note}":     "label|order|note|notes|delivery note|delivery notes|system|ticket|file|record|account|booking|form|docket|waybill|list|invoice|box label|instructions",
	"{family}":   "your neighbour|your neighbor|the neighbour|a neighbour|your wife|your husband|your son|your daughter|your mum|your mom|your dad|your flatmate|your housemate|your roommate|your colleague|your receptionist|reception|the receptionist|front desk|the front desk|concierge|the concierge|security|the guard|the doorman|the porter|somebody|someone|a lady|a man|a woman|a guy|one guy|some lady|some guy|neighbour|neighbor",
	"{没}":        "没|还没|没有|还没有|从没|从来没|并没|压根没|根本没|也没|都没|就没",
	"{小区}":       "小区|那栋|那片|那楼|那边|那儿|村|村里|单元|那个小区|院子|院里|楼",
	"{我们}":       "我|我们|咱|咱们|俺|俺们",
	"{说}":        "说了|说过|讲了|讲过|强调了|提了|我说了|我说过|都说了|说",
	"{多少}":       "多少|好几|几|很多|无数|不知多少|三|两|八百|一百|一万|n",
	"{件}":        "件|快件|快递|包裹|货|东西|箱子|你的件|您的件",
	"{车上}":       "车上|车里|车厢里|三轮上|三轮里|后备箱|后备箱里|面包车上",
	"{几时}":       "我什么时候|我啥时候|我几时|我何时|我哪里|我哪儿|我哪|我哪天|谁",
	"{家属}":       "家属|家人|家里人|老公|老婆|爱人|媳妇|妈|爸|妈妈|爸爸|孩子|儿子|女儿|婆婆|公公|爷爷|奶奶|外婆|姥姥|邻居|同事|室友|保安|前台|物业|门卫|管家|阿姨|对象|小孩|老人|那边保安|那边门卫|那边前台",
	"{屋}":        "屋|屋里|门|店|店里|这|这里|这边|这儿|家|家里|收发室|门卫室|值班室|前台|传达室|管理处|管理室|驿站|那|那里|那边|那儿",
	"{家}":        "家|公司|单位|店|店里|门口|楼下|小区|学校|宿舍|村|村里|办公室|那|那里|那边|家里|那儿|屋企|府上|厂|仓库",
	"{顺丰}":       "顺丰|中通|圆通|申通|韵达|邮政|京东|德邦|极兔|ems|空运|陆运|冷链|专线|物流|快递|跨越|闪送|同城|百世|安能|菜鸟|丰巢|宅急便|黑猫|店到店|超商|全家|蝦皮|虾皮|7-11|萊爾富|交货便",
	"{post}":     "the post office|the depot|the ups store|ups|fedex|evri|dpd|royal mail|the post|the courier|the parcel shop|the locker|the drop-off|the drop off|a courier|the carrier|dhl|usps|the sorting office|inpost|the shop|hermes|parcelforce",
	"{一}":        "一|1|两|2|二|三|3|四|4|五|5|六|6|半|几|俩|好几|十|10|八|8|七|7|九|9|十几|十来",
	"{个}":        "个|只|件|瓶|包|盒|箱|袋|双|条|张|本|罐|支|块|根|套|桶|片|把|颗|枚|台|样|份|粒|对|副|卷|串|床|枝|斤|册|管|听|板|味|种|公斤|克|两|米|平|卡|章|扇|盆|株|朵|口|节|块儿|个儿",
	"{次}":        "次|趟|回|遍",
	"{放}":        "放|搁|摆|撂|塞|丢|扔|存|寄存|寄放|挂|藏|留|置",
	"{left}":     "left|put|popped|placed|dropped|tucked|stuck|slipped|hid|pushed|shoved|stashed|chucked|propped|stood|deposited|lobbed|hung|stowed|wedged|posted",
	"{了}":        "了|啦|咯|喽|嘞|咗|喇",
}

// literals are the words of a list that have no slot.
func literals(list string) []string {
	return slices.DeleteFunc(strings.Split(list, "|"), func(w string) bool { return strings.Contains(w, "{") })
}

// opened are the words of a list that has slots, a slot at their beginning filled in
// every way; the others stay, see add.
func opened(list string) []string {
	var all []string
	for _, w := range strings.Split(list, "|") {
		if name, rest, ok := slotAt(w); ok {
			for _, a := range strings.Split(slots[name], "|") {
				all = append(all, a+rest)
			}
		} else if strings.Contains(w, "{") {
			all = append(all, w)
		}
	}
	return all
}

// slotAt is the slot at the beginning of a word, and what follows it.
func slotAt(w string) (name, rest string, ok bool) {
	if w == "" || w[0] != '{' {
		return "", "", false
	}
	end := strings.IndexByte(w, '}') + 1
	if slots[w[:end]] == "" {
		panic("claims: no slot " + w[:end])
	}
	return w[:end], w[end:], true
}

func newLexicon() *lexicon {
	l := &lexicon{nodes: make([]node, 1)}
	l.load(literals)
	l.load(opened)
	return l
}

// load adds the words of all tables, as read from their lists.
func (l *lexicon) load(read func(string) []string) {
	for i := range verbs {
		v := &verbs[i]
		for _, w := range read(v.words) {
			m := v.marks
			if strings.Contains(w, "了") && !strings.HasSuffix(w, "得了") {
				m |= past
			}
			l.add(w, &word{class: verb, verb: v, marks: m})
		}
	}
	for _, c := range cues {
		for _, w := range read(c.words) {
			l.add(w, &word{class: c.class})
		}
	}
	for _, s := range sources {
		for _, w := range read(s.words) {
			l.add(w, &word{class: whoSays, by: s.by})
		}
	}
	for _, w := range read(noises) {
		l.add(w, &word{class: noise})
	}
}

// add puts a word into the lexicon; of two entries the first one stays. A slot in it is
// one step, whatever fills it.
func (l *lexicon) add(s string, w *word) {
	n := int32(0)
	for s != "" {
		if name, rest, ok := slotAt(s); ok {
			n, s = l.slot(n, name), rest
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		n, s = l.child(n, fold.Rune(r), true), s[size:]
	}
	if n != 0 && l.nodes[n].word == nil {
		l.nodes[n].word = w
	}
}

// slot is the node after the slot at node n.
func (l *lexicon) slot(n int32, name string) int32 {
	k := slices.Index(l.names, name)
	if k < 0 {
		k = len(l.names)
		l.names = append(l.names, name)
		l.filled = append(l.filled, l.grow())
		for _, a := range strings.Split(slots[name], "|") {
			m := l.filled[k]
			for _, r := range a {
				m = l.step(m, fold.Rune(r))
			}
			l.nodes[m].word = &word{}
		}
	}
	for _, e := range l.nodes[n].slots {
		if e.r == rune(k) {
			return e.to
		}
	}
	to := l.grow()
	l.nodes[n].slots = append(l.nodes[n].slots, edge{rune(k), to})
	return to
}

// step is the node after r at node n, which is made if there is none.
func (l *lexicon) step(n int32, r rune) int32 {
	for _, e := range l.nodes[n].next {
		if e.r == r {
			return e.to
		}
	}
	to := l.grow()
	l.nodes[n].next = append(l.nodes[n].next, edge{r, to})
	return to
}

func (l *lexicon) child(n int32, r rune, grow bool) int32 {
	if n == 0 {
		if uint32(r) >= uint32(len(l.root)) {
			return 0
		}
		if l.root[r] == 0 && grow {
			l.root[r] = l.grow()
		}
		return l.root[r]
	}
	for _, e := range l.nodes[n].next {
		if e.r == r {
			return e.to
		}
	}
	if !grow {
		return 0
	}
	return l.step(n, r)
}

func (l *lexicon) grow() int32 {
	l.nodes = append(l.nodes, node{})
	return int32(len(l.nodes) - 1)
}

// at is the longest word that begins at text[i], and where it ends. Latin
// words end where letters end.
func (l *lexicon) at(text []rune, i int) (*word, int) {
	n := l.child(0, text[i], false)
	if n == 0 || latin(text[i]) && i > 0 && latin(text[i-1]) {
		return nil, i
	}
	return walk(l, runes(text), i+1, n, text[i])
}

// A source gives the folded code point at i and where the next one begins, or i itself
// at the end.
type source interface {
	at(i int) (rune, int)
}

type runes []rune

func (t runes) at(i int) (rune, int) {
	if i >= len(t) {
		return 0, i
	}
	return t[i], i + 1
}

type text string

func (t text) at(i int) (rune, int) {
	if i >= len(t) {
		return 0, i
	}
	if c := t[i]; c < utf8.RuneSelf {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		return rune(c), i + 1
	}
	r, size := utf8.DecodeRuneInString(string(t[i:]))
	return letter(r), i + size
}

// walk is the longest word that goes on at i from node n, after the code point last, and
// where it ends. A word that is written out goes before one with a slot.
func walk[T source](l *lexicon, t T, i int, n int32, last rune) (*word, int) {
	var found, slotted *word
	end, slotEnd := i, i
	for {
		r, next := t.at(i)
		if w := l.nodes[n].word; w != nil && ends(t, last, r, next) {
			found, end = w, i
		}
		for _, e := range l.nodes[n].slots {
			if w, to := fill(l, t, i, l.filled[e.r], e.to, last); w != nil && to > slotEnd {
				slotted, slotEnd = w, to
			}
		}
		if next == i {
			break
		}
		if n = l.child(n, r, false); n == 0 {
			break
		}
		i, last = next, r
	}
	if slotEnd > end || found == nil {
		return slotted, slotEnd
	}
	return found, end
}

// fill is walk where a slot stands at i, whose own words begin at node s; n is the node
// after it.
func fill[T source](l *lexicon, t T, i int, s, n int32, last rune) (*word, int) {
	var found *word
	end := i
	for {
		if l.nodes[s].word != nil {
			if w, to := walk(l, t, i, n, last); w != nil && to >= end {
				found, end = w, to
			}
		}
		r, next := t.at(i)
		if next == i {
			return found, end
		}
		if s = l.child(s, r, false); s == 0 {
			return found, end
		}
		i, last = next, r
	}
}

// ends reports whether a word may end between last and r: not within a Latin word or a
// code such as lost-4471.
func ends[T source](t T, last, r rune, next int) bool {
	if !latin(last) {
		return true
	}
	if r == '-' {
		d, _ := t.at(next)
		return !digit(d)
	}
	return !latin(r)
}

// hears says which classes of word text holds. It is what decides about most
// messages, and allocates nothing. It stops at the first verb.
func (l *lexicon) hears(s string) classes {
	var heard classes
	var before rune
	for i := 0; i < len(s); {
		r, next := text(s).at(i)
		n := l.child(0, r, false)
		if n == 0 || latin(r) && latin(before) {
			before, i = r, next
			continue
		}
		w, end := walk(l, text(s), next, n, r)
		if w == nil {
			before, i = r, next
			continue
		}
		heard |= 1 << w.class
		if w.class == verb || w.class == credits {
			return heard
		}
		before, _ = utf8.DecodeLastRuneInString(s[i:end])
		before = letter(before)
		i = end
	}
	return heard
}

// classes is a set of classes.
type classes uint64

func (c classes) has(k class) bool { return c&(1<<k) != 0 }

// speaks reports whether text holds a verb of the lexicon.
func (l *lexicon) speaks(text string) bool {
	h := l.hears(text)
	return h.has(verb) || h.has(credits)
}

// letter is the form in which code points are compared.
func letter(r rune) rune {
	if r == '’' {
		return '\''
	}
	return fold.Rune(r)
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

func digit(r rune) bool { return r >= '0' && r <= '9' }

func han(r rune) bool { return r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x3ffff }
