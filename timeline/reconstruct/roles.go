package reconstruct

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// A roleWord hints at a role when it stands in a name, or in what somebody
// writes.
type roleWord struct {
	role   timeline.Role
	word   string
	name   int // weight in a name
	spoken int // weight of each of his messages that holds it
}

// roleWords are guesses only: always shown with their evidence, and settled by
// the user with `people set`.
var roleWords = []roleWord{
	{timeline.RoleCourier, "顺丰", 6, 0}, {timeline.RoleCourier, "圆通", 6, 0}, {timeline.RoleCourier, "中通", 6, 0},
	{timeline.RoleCourier, "申通", 6, 0}, {timeline.RoleCourier, "韵达", 6, 0}, {timeline.RoleCourier, "极兔", 6, 0},
	{timeline.RoleCourier, "京东快递", 6, 0}, {timeline.RoleCourier, "邮政", 6, 0}, {timeline.RoleCourier, "德邦", 6, 0},
	{timeline.RoleCourier, "快递", 6, 0}, {timeline.RoleCourier, "快遞", 6, 0}, {timeline.RoleCourier, "物流", 5, 0},
	{timeline.RoleCourier, "驿站", 5, 0}, {timeline.RoleCourier, "网点", 5, 0}, {timeline.RoleCourier, "司機", 5, 0},
	{timeline.RoleCourier, "师傅", 4, 0}, {timeline.RoleCourier, "小哥", 4, 0}, {timeline.RoleCourier, "黑貓", 5, 0},
	{timeline.RoleCourier, "courier", 6, 0}, {timeline.RoleCourier, "driver", 6, 0}, {timeline.RoleCourier, "delivery", 4, 0},
	{timeline.RoleCourier, "给您送上门", 0, 2}, {timeline.RoleCourier, "放门口了", 0, 2}, {timeline.RoleCourier, "下楼拿", 0, 2},
	{timeline.RoleCourier, "您的快递", 0, 2}, {timeline.RoleCourier, "取件码", 0, 1}, {timeline.RoleCourier, "给你送", 0, 1},
	{timeline.RoleSeller, "旗舰店", 8, 0}, {timeline.RoleSeller, "专卖店", 8, 0}, {timeline.RoleSeller, "专营店", 8, 0},
	{timeline.RoleSeller, "小店", 5, 0}, {timeline.RoleSeller, "书店", 5, 0}, {timeline.RoleSeller, "店铺", 5, 0}, {timeline.RoleSeller, "店", 3, 0},
	{timeline.RoleSeller, "卖家", 6, 0}, {timeline.RoleSeller, "老板", 4, 0}, {timeline.RoleSeller, "家居", 3, 0},
	{timeline.RoleSeller, "shop", 5, 0}, {timeline.RoleSeller, "store", 5, 0}, {timeline.RoleSeller, "seller", 6, 0},
	{timeline.RoleSeller, "亲", 0, 1}, {timeline.RoleSeller, "给您发货", 0, 2}, {timeline.RoleSeller, "仓库", 0, 1},
	{timeline.RoleSeller, "本店", 0, 3}, {timeline.RoleSeller, "给您发出", 0, 2}, {timeline.RoleSeller, "已经发货", 0, 1},
	{timeline.RolePlatform, "平台", 7, 0}, {timeline.RolePlatform, "官方客服", 8, 0}, {timeline.RolePlatform, "优选客服", 8, 0},
	{timeline.RolePlatform, "为您服务", 0, 1}, {timeline.RolePlatform, "请问有什么可以帮您", 0, 2}, {timeline.RolePlatform, "工单", 0, 2},
	{timeline.RoleBuyer, "我的快递", 0, 2}, {timeline.RoleBuyer, "没收到", 0, 2}, {timeline.RoleBuyer, "我拍的", 0, 2},
	{timeline.RoleBuyer, "到哪了", 0, 1}, {timeline.RoleBuyer, "怎么还没", 0, 2}, {timeline.RoleBuyer, "什么时候发货", 0, 3},
	{timeline.RoleBuyer, "帮我查", 0, 1}, {timeline.RoleBuyer, "没收到货", 0, 2}, {timeline.RoleBuyer, "投诉", 0, 1},
}

// A leaning collects what speaks for the roles of one party.
type leaning struct {
	weight map[timeline.Role]int
	why    map[timeline.Role][]timeline.Sentence
}

func (l *leaning) add(role timeline.Role, weight int, why timeline.Sentence) {
	if l.weight == nil {
		l.weight, l.why = map[timeline.Role]int{}, map[timeline.Role][]timeline.Sentence{}
	}
	l.weight[role] += weight
	if len(l.why[role]) < 3 {
		l.why[role] = append(l.why[role], why)
	}
}

// least is the weight from which a role is guessed at all.
const least = 3

// guess is the role with most weight, where it is clear.
func (l *leaning) guess() (timeline.Role, []timeline.Sentence) {
	best, second := timeline.RoleUnknown, timeline.RoleUnknown
	for _, r := range timeline.Roles {
		if w := l.weight[r]; w > l.weight[best] {
			best, second = r, best
		} else if w > l.weight[second] {
			second = r
		}
	}
	if w := l.weight[best]; w < least || w == l.weight[second] {
		return timeline.RoleUnknown, nil
	}
	return best, l.why[best]
}

// guessRoles guesses who is buyer, seller, courier and platform in the touched
// chats, from names and wording. The owner of an export is taken for the buyer: most people who hold
// an export complain about their own parcel; shops set it otherwise.
func guessRoles(ctx context.Context, store *casefile.Store, touched casefile.Touched) error {
	parties, err := store.Parties(ctx)
	if err != nil {
		return err
	}
	if !touched.All {
		parties = slices.DeleteFunc(parties, func(p timeline.Party) bool {
			return !slices.ContainsFunc(p.Conversations, func(chat string) bool { return slices.Contains(touched.Chats, chat) })
		})
	}
	lean := map[string]*leaning{}
	for _, p := range parties {
		l := &leaning{}
		lean[p.ID] = l
		if p.Self {
			l.add(timeline.RoleBuyer, 10, timeline.Say("role_why_self"))
		}
		for _, name := range append([]string{p.Name}, p.Names...) {
			for _, w := range roleWords {
				if w.name > 0 && strings.Contains(strings.ToLower(name), w.word) && !(p.Self && w.role != timeline.RoleSeller) {
					l.add(w.role, w.name, timeline.Say("role_why_name", "word", w.word))
					break
				}
			}
		}
	}
	if err := leanByWords(ctx, store, parties, lean); err != nil {
		return err
	}
	for i := range parties {
		p := &parties[i]
		p.Role, p.RoleWhy = lean[p.ID].guess()
	}
	slices.SortFunc(parties, func(a, b timeline.Party) int { return cmp.Compare(a.ID, b.ID) })
	return store.Derive(ctx, func(d *casefile.Derivation) error { return d.SetGuesses(parties) })
}

// spokenLimit bounds how many messages of a chat are looked at: roles show
// early.
const spokenLimit = 400

// leanByWords looks at what those people write whose name says nothing.
func leanByWords(ctx context.Context, store *casefile.Store, parties []timeline.Party, lean map[string]*leaning) error {
	open := map[string]bool{}
	for _, p := range parties {
		if r, _ := lean[p.ID].guess(); r == timeline.RoleUnknown && p.RoleBy != "user" {
			for _, chat := range p.Conversations {
				open[chat] = true
			}
		}
	}
	chats := make([]string, 0, len(open))
	for chat := range open {
		chats = append(chats, chat)
	}
	slices.Sort(chats)
	for _, chat := range chats {
		for e, err := range store.Events(ctx, casefile.EventQuery{Chat: chat, Limit: spokenLimit}) {
			if err != nil {
				return err
			}
			l := lean[e.Sender.Party]
			if l == nil || e.Kind != timeline.KindMessage {
				continue
			}
			text := e.Own()
			for _, w := range roleWords {
				if w.spoken > 0 && strings.Contains(text, w.word) {
					l.add(w.role, w.spoken, timeline.Say("role_why_words", "word", w.word))
				}
			}
		}
	}
	return nil
}
