// Package claims reads what one chat message states about a parcel: which
// event of its way (shipped, delivered, received …), whether it is said to have
// happened, promised or asked for, by whom, for when, and where.
//
// A false statement here becomes a false accusation, so what words do not carry
// is not stated (JUDGEMENT 1.2). The keyword does not decide; what stands around
// it does:
//
//   - A word of the lexicon (verbs.go) gives the kind. Short words such as 送 or
//     发 count only beside a time, an aspect or a helper; 放 only with a place.
//   - Passes (scope.go) mark how each clause is meant: question, condition,
//     rule of the shop, request, doubt, another parcel, quotation.
//   - The words beside the verb (judge.go, mode.go) tell denial, fact and plan
//     apart; of a plan, who speaks decides: a courier promises, a buyer wishes.
//   - What only the turn before explains (turn.go): 可以 to a question, 没有 to
//     "收到了吗", a bare time, 打错了.
//
// Words are data with their examples beside them, in folded form; every example
// is a test. Texts are Chinese in both scripts, English, or mixed.
package claims
