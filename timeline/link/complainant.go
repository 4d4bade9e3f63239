package link

import (
	"slices"

	"github.com/duizheng/duizheng/timeline"
)

// Complainant finds the keys of the complainant's parties in a case: whom the
// user names, else --me and whom he joined to him; and in a chat without him
// its only buyer.
func Complainant(parties []timeline.Party, facts []timeline.Fact) map[string]bool {
	named := complainantName(facts)
	sure := map[string]bool{}
	for _, p := range parties {
		if named == "" && p.Self || named != "" && (p.Name == named || slices.Contains(p.Names, named)) {
			sure[p.ID] = true
		}
	}
	there := map[string]bool{}      // chats in which he writes
	buyers := map[string][]string{} // of the others
	for _, p := range parties {
		for _, chat := range p.Conversations {
			there[chat] = there[chat] || sure[p.ID]
			if p.Role == timeline.RoleBuyer {
				buyers[chat] = append(buyers[chat], p.ID)
			}
		}
	}
	me := sure
	for chat, list := range buyers {
		if !there[chat] && len(list) == 1 {
			me[list[0]] = true
		}
	}
	return me
}

// complainantName is the name that the user gave, or "".
func complainantName(facts []timeline.Fact) string {
	for _, f := range facts {
		if f.Key == "complainant" {
			return f.Value
		}
	}
	return ""
}
