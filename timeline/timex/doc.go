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
//
//   - 48小时内 is 48 hours. 三天内 ends with the third calendar day after the
//     message's own (Civil Code of the PRC, Article 201); AltLatest is 72 hours.
//     3个工作日内 counts working days, with the public holidays and exchanged
//     weekends of the PRC where the table has them.
//
//   - 3-5天 is the days from the third to the fifth. 付款后48小时内 hangs on
//     another event: Anchor and Within, no instants.
//
//   - Direction comes from the clause: 周五就到了 is the last Friday, 周五能到
//     the next. 15号, 11月20日 and a bare 三点 follow the same rule; 三点 is an
//     hour between 8 and 22. 最快明天 begins tomorrow and has no end.
//
//   - 明天 said after midnight and before five may be the day that has begun:
//     AltLatest is the end of that reading.
//
//   - 尽快, 过两天 name no deadline (Fuzzy). 月初, 年前 are Fuzzy too and carry
//     the stretch they point to, for information. A length without a relation
//     (等了三天) has only Within.
//
//   - 每周五, 一点儿, 早点, 3号楼, 1/2, 3.5kg, 7天无理由 are no times.
//
//   - 次日, 第三天, 当晚, the next day count from the day named before in the
//     message; where none was, they name none. A clock after 昨天 or 明天 in one
//     clause is of that day: 昨天说的三点.
//
//   - by 6, at half five, before 1730 are hours where the clause speaks of an
//     errand. by 1/12 in an English message may be the 12th of January or the
//     first of December: both are kept while both are near, else the near one.
//
//   - 下个月第一周 begins with the month's first Monday. 腊月二十八 and 七夕 are days
//     of the lunar calendar, from 2015 to 2030; beyond they have no date.
//
// # Where it differs from others, on purpose
//
// Recognizers-Text: 三点 is 15:00, not 03:00; dayparts are those of this
// project (上午 06–12, 晚上 18–24, not 16–20); the end of a range of days is
// included; 前 and 内 are part of the expression; holidays do not resolve to
// the wrong calendar (春节 is the lunar day); reign years, seasons, decades and
// recurring times (每天) are not read. chrono: a day is the whole day, not noon;
// of its 99 Chinese rows all but a dozen differ in this alone. duckling: two
// days ago is a day, not an instant.
//
// JioNLP has 289 rows with an interval. Half are read as it reads them; the
// others differ, by number of rows, in these:
//
//	25  三点 and 6个小时前 are instants, not the hour that follows, so that a
//	    deadline is never an hour laxer
//	23  七年后 and 两周后 are a day, not the month or the week around it
//	15  早上, 年底, 月初 are stretches of another width
//	13  2018, 20240307, 09-01 and 2021-09-0910:09 may be any number
//	12  三点前 has no beginning and 5月8日起 no end
//	10  二月十五 is of the common calendar unless 农历, 初 or 腊月 say otherwise;
//	    lunar years before 2015
//	 7  元旦 and 3月8日 of nobody's year are the closer ones, not the next
//	 7  三年以来 is a length
//	 6  centuries and decades
//	 4  第三天上午, 当晚十时 hang on a day that was not named
//	13  single ones (当月, 今明两年, 1季度中国经营状况)
package timex
