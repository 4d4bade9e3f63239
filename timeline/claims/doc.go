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
//     "收到了吗", 打错了; a bare time, which answers, or moves what its speaker
//     has promised (今天来不及 明天吧).
//   - What no verb of the lexicon says is weighed (plain.go): a courier who comes
//     to the other at a time, a platform that sets a term; and who denies what
//     was just claimed to him. Where only the drift tells it, the statement is
//     hedged, so that a finding on it is possible at most.
//
// Words are data with their examples beside them, in folded form; every example
// is a test. A word may have slots ({it} in "left {it}"), which the lexicon takes
// as one step. Texts are Chinese in both scripts, English, or mixed.
package claims
