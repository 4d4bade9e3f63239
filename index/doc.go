// Package index searches the events of a case: a full-text index beside the
// store, a query language, facets and a histogram over time.
//
// # What a hit is
//
// A query is a tree (Parse), and what it means is one pure function of a tree
// and an event (Match). In every script a term matches exactly where it is a
// substring of the event's folded text (package fold). The index is never asked
// what a query means: it is only the faster way to the same events, and a
// property test holds the two together.
//
// # From the index, and beyond it
//
// The index is derived and follows the store: Follow replays the store's
// changes and keeps its mark, the last change it holds, inside the index, in
// the same atomic batch as the documents. A search takes one snapshot of the
// index, asks the store what changed beyond the snapshot's mark, and judges
// those events by Match. So search is exact at every moment, also while the
// index is behind, being built, or owned by another process; then it is merely
// slower.
//
// # Owner
//
// Exactly one process owns the index. Who cannot have it within a second
// answers by reading the store. An index that is missing, damaged, of another
// version or of another case's history is moved aside and built again.
//
// # Tokens
//
// Texts are cut by a tokenizer of our own, zh5. Scripts that are written
// without spaces become overlapping pairs of characters, with the single
// character at both ends of a run; letters and digits of other scripts become
// one token a run; a sign (emoji, currency) is a token of its own; punctuation
// and spaces leave one empty position. What a rune is never depends on its
// neighbours: therefore a substring of a text is cut as the text is, except at
// its two ends, and neighbouring positions are neighbouring characters.
//
// Nothing is stored in the index but what finds and counts events. A document's
// id begins with the event's time, so that ids sort as the timeline does.
package index
