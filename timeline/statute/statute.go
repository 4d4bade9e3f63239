// Package statute holds the verified articles of law that a report may cite,
// and nothing else: what is not in laws.json is not cited. Each article keeps
// the version and the source it was checked against, because the courier
// regulation was renumbered in 2025 and older citations point elsewhere.
package statute

import (
	_ "embed"
	"encoding/json"
)

// An Article is one article of law, as it was in force on Effective.
type Article struct {
	ID      string `json:"id"`      // short and stable, such as "kdsc-二十八"
	Law     string `json:"law"`     // full name of the law
	Article string `json:"article"` // "第二十八条"
	Text    string `json:"text"`
	Version string `json:"version"` // promulgation or revision
	// Effective is the day from which this version holds, as the source puts
	// it; empty where the source does not say.
	Effective  string `json:"effective"`
	Source     string `json:"source"`     // where the text was read
	Confidence string `json:"confidence"` // high, medium-high
	Note       string `json:"note"`
	SHA256     string `json:"sha256"` // of Text
}

// Citation is how a finding names the article: law, then article.
func (a Article) Citation() string { return a.Law + " " + a.Article }

//go:embed laws.json
var laws []byte

var articles, byID = read(laws)

func read(b []byte) ([]Article, map[string]Article) {
	var list []Article
	if err := json.Unmarshal(b, &list); err != nil {
		panic("statute: embedded laws.json: " + err.Error())
	}
	m := make(map[string]Article, len(list))
	for _, a := range list {
		m[a.ID] = a
	}
	return list, m
}

// All lists every article, in the order of laws.json. The caller owns the slice.
func All() []Article { return append([]Article(nil), articles...) }

// Get is the article with the given id.
func Get(id string) (Article, bool) {
	a, ok := byID[id]
	return a, ok
}
