// Package timex reads the words that name a time, as couriers, shops and buyers
// write them in simplified and traditional Chinese, English, and both at once:
// 明天下午3点前, 最遲週五, 3-5个工作日, 付款后48小时内, by 3pm tomorrow.
//
// # How it reads
//
// The text is folded (package fold) and cut into tokens by one lexicon; a
// grammar composes tokens into points (day, part of the day, clock, each at
// most once and in any order), ranges and lengths, and applies the relations
// that stand around them. What comes out is an interval of instants in the zone
// of the message, never a single guess: Earliest ≤ t < Latest, or an instant
// where both are equal.
//
// # What the words mean
//
//   - 三点前 ends at 15:00:00. 周五前 ends with Friday; AltLatest is its
//     beginning, for both readings are defended. 最晚周五, by Friday, 月底前,
//     本周内 have one reading, the end.
//   - 48小时内 is 48 hours. 三天内 ends with the third calendar day after the
//     message's own (Civil Code of the PRC, Article 201); AltLatest is 72 hours.
//     3个工作日内 counts working days, with the public holidays and exchanged
//     weekends of the PRC where the table has them.
//   - 3-5天 is the days from the third to the fifth. 付款后48小时内 hangs on
//     another event: Anchor and Within, no instants.
//   - Direction comes from the clause: 周五就到了 is the last Friday, 周五能到
//     the next. 15号, 11月20日 and a bare 三点 follow the same rule; 三点 is an
//     hour between 8 and 22. 最快明天 begins tomorrow and has no end.
//   - 明天 said after midnight and before five may be the day that has begun:
//     AltLatest is the end of that reading.
//   - 尽快, 过两天 name no deadline (Fuzzy). 月初, 年前 are Fuzzy too and carry
//     the stretch they point to, for information. A length without a relation
//     (等了三天) has only Within.
//   - 每周五, 一点儿, 早点, 3号楼, 1/2, 3.5kg, 7天无理由 are no times.
//
// # Where it differs from others, on purpose
//
// Recognizers-Text: 三点 is 15:00, not 03:00; dayparts are those of this
// project (上午 06–12, 晚上 18–24, not 16–20); the end of a range of days is
// included; 前 and 内 are part of the expression; holidays do not resolve to
// the wrong calendar (春节 is the lunar day); lunar dates, reign years and
// seasons are not read. JioNLP: 三点 is an instant, not the hour that follows,
// so a deadline is never an hour laxer; the 元旦 of nobody's year is the closer
// one; a bare number (2018) is no year. chrono: a day is the whole day, not
// noon. duckling: two days ago is a day, not an instant.
package timex
