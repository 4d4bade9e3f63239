package parsers

// maxNames bounds the names that are kept: what is no name may look like one.
const maxNames = 10_000

// Names makes each name of a file one string: a chat has few names and many
// messages. The zero Names is ready for use.
type Names struct{ known map[string]string }

// Of is the name that b says.
func (n *Names) Of(b []byte) string {
	if s, ok := n.known[string(b)]; ok {
		return s
	}
	s := string(b)
	if n.known == nil {
		n.known = map[string]string{}
	}
	if len(n.known) < maxNames {
		n.known[s] = s
	}
	return s
}
