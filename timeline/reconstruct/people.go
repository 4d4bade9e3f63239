package reconstruct

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/casefile"
)

// People lists the people of the case, each with whom else he may be and why:
// one id in two apps, one telephone number, one name and one counterpart, the
// same words in the same minutes, a chat that goes on in another. Names are
// given twice and telephones passed on, so nothing is joined by it: the user
// decides with `people merge`.
func People(ctx context.Context, store *casefile.Store) ([]timeline.Party, error) {
	parties, err := store.Parties(ctx)
	if err != nil {
		return nil, err
	}
	l := &likenesses{byID: map[string]*timeline.Party{}, why: map[[2]string][]timeline.Sentence{}}
	for i := range parties {
		l.byID[parties[i].ID] = &parties[i]
	}
	l.sameID(parties)
	if err := l.samePhone(ctx, store, parties); err != nil {
		return nil, err
	}
	l.sameName(parties)
	likely, err := store.Likely(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range likely {
		key := "people_why_" + x.Why
		l.add(x.A, x.B, timeline.Say(key, "n", strconv.Itoa(x.Count)))
	}
	l.settle()
	return parties, nil
}

// likenesses collect what speaks for two parties being one, by their ids.
type likenesses struct {
	byID map[string]*timeline.Party
	why  map[[2]string][]timeline.Sentence
}

func (l *likenesses) add(a, b string, why timeline.Sentence) {
	if a == b || l.byID[a] == nil || l.byID[b] == nil {
		return
	}
	k := [2]string{min(a, b), max(a, b)}
	if !slices.ContainsFunc(l.why[k], func(s timeline.Sentence) bool { return s.Key == why.Key }) {
		l.why[k] = append(l.why[k], why)
	}
}

// among enters every two of the people that share something.
func (l *likenesses) among(ids []string, why timeline.Sentence) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > namesakes {
		return // what so many share tells nothing of one
	}
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			l.add(a, b, why)
		}
	}
}

// sameID finds one id in two apps; within one app it makes one person already.
func (l *likenesses) sameID(parties []timeline.Party) {
	holders := map[string][]string{}
	for _, p := range parties {
		for _, id := range p.IDs {
			_, bare, _ := strings.Cut(id, ":")
			holders[bare] = append(holders[bare], p.ID)
		}
	}
	for _, id := range sortedKeys(holders) {
		l.among(holders[id], timeline.Say("people_why_id", "id", id))
	}
}

const mobileDigits = 11

var (
	mobile = regexp.MustCompile(`1[3-9][0-9]{9}`)
	// own is a number that somebody gives as his own.
	own = regexp.MustCompile(`(?i)(?:我的?|本人的?)(?:电话|手机|手机号|号码|联系方式|微信)(?:号码?)?(?:是|：|:|就是|也是)?\s*(1[3-9][0-9]{9})|打我(?:电话|手机)?\s*(1[3-9][0-9]{9})|my (?:phone|number|mobile)(?: number)?(?: is|:)?\s*(1[3-9][0-9]{9})`)
)

// samePhone finds one telephone number in two names, or given by two people as
// their own.
func (l *likenesses) samePhone(ctx context.Context, store *casefile.Store, parties []timeline.Party) error {
	holders := map[string][]string{}
	for _, p := range parties {
		for _, text := range append(slices.Clone(p.Names), p.IDs...) {
			for _, number := range mobile.FindAllString(text, -1) {
				holders[number] = append(holders[number], p.ID)
			}
		}
	}
	said, err := store.WithNumber(ctx, mobileDigits)
	if err != nil {
		return err
	}
	for _, x := range said {
		for _, found := range own.FindAllStringSubmatch(x.Text, -1) {
			number := cmp.Or(found[1], found[2], found[3])
			holders[number] = append(holders[number], x.Party)
		}
	}
	for _, number := range sortedKeys(holders) {
		l.among(holders[number], timeline.Say("people_why_phone", "phone", number[:3]+"****"+number[7:]))
	}
	return nil
}

const tie = "\x00"

// sameName finds people of one name who talk with the same person, in different
// chats.
func (l *likenesses) sameName(parties []timeline.Party) {
	inChat := map[string][]*timeline.Party{}
	for i := range parties {
		for _, chat := range parties[i].Conversations {
			inChat[chat] = append(inChat[chat], &parties[i])
		}
	}
	holders := map[string][]string{} // by name and the id of the counterpart
	for _, people := range inChat {
		if len(people) > 2 {
			continue // in a group everybody talks with everybody
		}
		for _, p := range people {
			for _, with := range people {
				if p == with {
					continue
				}
				for _, name := range p.Names {
					holders[name+tie+with.ID] = append(holders[name+tie+with.ID], p.ID)
				}
			}
		}
	}
	for _, k := range sortedKeys(holders) {
		name, with, _ := strings.Cut(k, tie)
		l.among(holders[k], timeline.Say("people_why_name", "name", name, "with", l.byID[with].Name))
	}
}

// settle gives each party its likenesses, in order.
func (l *likenesses) settle() {
	for k, why := range l.why {
		slices.SortFunc(why, func(a, b timeline.Sentence) int { return cmp.Compare(a.Key, b.Key) })
		for i, id := range k {
			other := l.byID[k[1-i]]
			l.byID[id].MaybeSame = append(l.byID[id].MaybeSame, timeline.Likeness{Party: other.ID, Name: other.Name, Why: why})
		}
	}
	for _, p := range l.byID {
		slices.SortFunc(p.MaybeSame, func(a, b timeline.Likeness) int { return cmp.Compare(a.Party, b.Party) })
	}
}
