// Package merge makes one timeline of many exports, and loses nothing doing so.
//
// # Identity
//
// Two records are the same event when their exports say so by the platform's
// own message id. Else by content: the same sender, times that can be the same
// at the coarser precision of the two, the same text on the comparison copy,
// and the same ordinal among equals. "好" three times in one minute in one
// export and twice in another is "好" three times.
//
// Two records of one export are never the same event, whatever they say. So a
// union has at least as many events as the largest export, an export merged
// with itself is itself, and what comes out is a function of the records, not
// of the order in which they were imported.
//
// # Conversations
//
// A name does not make a chat: there are two couriers called 小王. Threads of
// different exports are one conversation by the app's id of the chat, or by
// messages that both hold at the same time (Overlap): half of what was said, on
// both sides, or on one where the chats have one name too. Each of two people
// calls their chat by the other's name, and a zone moves all times alike; both
// are seen through. What falls short of that is told to the user and joins
// nothing (Overlap.Likely).
//
// # Senders
//
// Each export has its own names for the same people, and both call their owner
// 我. Who is who is learned from the messages that two exports both hold; only
// where these are silent do ids and names decide.
//
// # Differences
//
// Between two messages that both exports hold, both should hold the same. A
// message that one lacks, or has with another text, is a Gap: a lead, which
// package check may make a finding of.
package merge
