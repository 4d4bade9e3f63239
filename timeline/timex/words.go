package timex

import (
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// A kind is what a token is in the grammar.
type kind uint8

const (
	other   kind = iota // no time word
	number              // n..m: its value, or the two values of 三四
	few                 // 几, 数, several
	half                // 半
	each                // 个, between a number and its unit
	more                // 多, 来: a little above the number
	ordinal             // 第
	every               // 每: what follows repeats and is no single time

	day         // n: days from today
	dayspan     // n..m: days from today, both included (明后天)
	daypart     // n: index into parts; m 1: only beside a day or a clock (早, 晚)
	thatDay     // n: days from the day named before (次日)
	thatPart    // the same, m: index into parts (当晚)
	dayAnd      // n: days from today, m: index into parts (今晚)
	weekday     // n: 1 Monday … 7 Sunday, 8 the weekend; m 1: only with a word in front (sat)
	which       // n: 0 this, 1 next, -1 last, ±2 the one after
	month       // n: 1…12, the name of a month
	yearWord    // n: years from this one
	monthPart   // n: first day, m: last day; m 31 is the last of the month; 月初, 月底
	quarterYear // 季度
	lunarMonth  // n: 正月, 腊月
	lunarWord   // 农历: the date that follows is one of the lunar calendar
	firstOf     // 前, 头: the first n; m 1: the first (首)
	lastOf      // 最后: the last n
	yearPart    // n: first month, m: last month: 年底
	portion     // n: 0 early, 1 late in the week or month that follows
	tenDays     // n: first day, m: last day, after a month: 上旬
	holiday     // n: index into holidays
	newYear     // n: -1 before, 1 after the Spring Festival: 年前, 年后

	unit      // n: a unit of length
	weekUnit  // 周, 星期, week: a length or, after 上/下, a week
	monthUnit // 月, month
	yearUnit  // 年, year
	dateUnit  // 号, 日
	hourUnit  // 点, 时 after a number
	minute    // 分 after an hour
	quarter   // 刻
	second    // 秒
	exact     // 钟, 整, o'clock
	meridiem  // n: 0 am, 12 pm
	clockWord // n: the hour named: noon
	clockPast // n: minutes to add to the hour that follows; m 1: only behind at, by

	by       // 最晚, by: no later than, the named day included
	earliest // 最快: not before
	before   // before (English, in front)
	after    // after, since (in front)
	about    // 大概, around (in front)
	from     // 从, from
	between  // between
	within   // within (in front)
	inFront  // in (English): with a length
	until    // 截止, until
	endOf    // end of: the last moment of what follows

	postBy      // at the latest
	postBefore  // 前, 之前
	postAfter   // 后, 之后
	postWithin  // 内, 之内
	postAbout   // 左右
	postFrom    // 起
	postBetween // 之间
	ago         // ago
	later       // later
	coming      // 未来, next: the length that begins now
	gone        // 过去, 近: the length that ends now; m 1: alone it is fuzzy
	pass        // 过, 再过: the length that has to pass; m 1: no part of the words (还有)

	to     // 到, 至, to, a dash between two times
	and    // 和, and
	filler // 的, at, on, the
	colon
	slash
	dash
	dot
	comma // ends a clause
	stop  // ends a sentence

	anchor  // n: index into anchors
	dateOf  // 之日, the day of an anchor
	while   // 时间 behind a length
	fuzzy   // 尽快: a time without a clock
	nowWord // 现在: one end of a range
	recent  // 刚刚
	act     // 送, 发: what a promise promises
	errand  // deliver, come: an hour stands beside it (by 6)
	then    // 就: with 了 or 的 behind it the past, even after 前
	done    // 已经: the past, surely
	denied  // 没: the past, right behind a time
	past    // 了: the past, unless a word of the future stands beside it
	future  // 会, will
)

// Units of length.
const (
	seconds = iota
	minutes
	quarters
	hours
	days
	workdays
	weeks
	fortnights
	months
	years
)

// An entry of the lexicon: words of one kind and meaning. Words are folded;
// the example is a sentence said on Wednesday 2026-11-18 at 14:30 and what is
// found in it.
type entry struct {
	kind    kind
	n, m    int
	words   string // divided by |
	example string
}

var lexicon = []entry{
	// Days.
	{day, 0, 0, "即日|今天|今日|今儿|今儿个|今个儿|本日|today", "今儿给您送 = 今儿 11-18..11-19"},
	{day, 1, 0, "听日|明天|明日|明儿|明儿个|明个|明个儿|tomorrow|tmr|tmrw|tmw|tomo|2moro|2morrow|2mrw|tomorow|tommorow|tommorrow", "明儿给您送过去 = 明儿 11-19..11-20"},
	{day, 2, 0, "后天|后日|后儿|后儿个|后个|后个儿|the day after tomorrow|day after tomorrow|the day after tmr|day after tmr|the day after tmrw|day after tmrw", "後天送達 = 後天 11-20..11-21"},
	{day, 3, 0, "大后天|大后日|大后儿", "大後天送貨 = 大後天 11-21..11-22"},
	{day, 4, 0, "大大后天", "大大后天 = 大大后天 11-22..11-23"},
	{day, -1, 0, "寻日|琴日|昨天|昨日|昨儿|昨儿个|昨个|昨个儿|夜儿个|夜个|yesterday|yday", "昨日已签收 = 昨日 11-17..11-18"},
	{day, -2, 0, "前天|前日|前儿|前儿个|前个儿|the day before yesterday|day before yesterday", "前天发的 = 前天 11-16..11-17"},
	{day, -3, 0, "大前天|大前日", "大前天寄出 = 大前天 11-15..11-16"},
	{dayspan, 0, 1, "今明两天|今明两日|今明2天|今明天|今明|今天明天|今天或明天|今天或者明天|today or tomorrow", "今明两天内发出 = 今明两天内 11-18 14:30..11-20"},
	{dayspan, 1, 2, "明后天|明后两天|明后两日|明后2天|明天后天|明天或后天|明天或者后天", "明后天到 = 明后天 11-19..11-21"},
	{dayspan, 0, 2, "今明后三天|今明后天", "今明后三天 = 今明后三天 11-18..11-21"},
	{dayspan, 2, 3, "后天大后天|后天或大后天", "后天或大后天到 = 后天或大后天 11-20..11-22"},

	// Days counted from the day that was named before.
	{thatDay, 0, 0, "当天|当日|同一天|that day|that same day|the same day", "10号下的单，当天就发了 = 10号 11-10..11-11 + 当天 11-10..11-11"},
	{thatDay, 1, 0, "次日|隔天|隔日|第二天|第2天|翌日|转天|the next day|the day after|the following day|next day", "周一发的 次日就到了 = 周一 11-16..11-17 + 次日 11-17..11-18"},
	{thatPart, 0, evening, "当晚|当天晚上|当夜|that night|that evening", "昨天到的站，当晚就派了 = 昨天 11-17..11-18 + 当晚 11-17 18:00..11-18 daypart"},
	{thatPart, 1, morning, "翌晨|隔天一早|第二天一早|次日一早|the next morning|the following morning", "昨晚发的，第二天一早就到了 = 昨晚 11-17 18:00..11-18 daypart + 第二天一早 11-18 06:00..11-18 12:00 daypart"},

	// Parts of the day.
	{daypart, dawn, 0, "凌晨|大半夜|后半夜|下半夜|天亮|麻麻亮|蒙蒙亮", "明天凌晨到站 = 明天凌晨 11-19..11-19 06:00 daypart"},
	{daypart, midnight, 0, "半夜|午夜|深夜|三更半夜", "昨天半夜到的 = 昨天半夜 11-17 22:00..11-18 04:00 daypart"},
	{daypart, morning, 0, "朝早|上昼|上半昼|头晌|前晌|前半晌|上晌|早上|早晨|清早|一早|一大早|大清早|清晨|早间|大早上|上午|上半天|早起|morning|morn|early morning|early-morning|mid-morning|mid morning|late morning|in the morning|am hours", "后天上午送 = 后天上午 11-20 06:00..11-20 12:00 daypart"},
	{daypart, noon, 0, "中午|午间|晌午|晌午头|大中午|midday|lunchtime|lunch time", "明天中午派送 = 明天中午 11-19 11:00..11-19 13:00 daypart"},
	{daypart, afternoon, 0, "下昼|晏昼|下半昼|后晌|后半晌|下晌|过晌|过午|下午|午后|下半天|大下午|afternoon|arvo|early afternoon|early-afternoon|mid-afternoon|mid afternoon|late afternoon|in the afternoon|in the arvo", "下午给您送 = 下午 11-18 12:00..11-18 18:00 daypart"},
	{daypart, dusk, 0, "傍晚|黄昏|天黑|傍黑|傍黑儿|擦黑|擦黑儿|天擦黑|挨黑|early evening", "今天傍晚送到 = 今天傍晚 11-18 16:00..11-18 20:00 daypart"},
	{daypart, evening, 0, "晚上|晚间|前半夜|上半夜|夜里|夜间|夜晚|大晚上|晚黑|evening|late evening|in the evening|night|late night|at night", "周五晚上 = 周五晚上 11-20 18:00..11-21 daypart"},
	{daypart, morning, 2, "first thing|1st thing", "first thing Monday = first thing Monday 11-23 06:00..11-23 12:00 daypart"},
	{daypart, dawn, 1, "黎明|拂晓", "昨天黎明到站 = 昨天黎明 11-17..11-17 06:00 daypart"},
	{daypart, morning, 1, "早|晨", "周五早8点 = 周五早8点 11-20 08:00 hour"},
	{daypart, evening, 1, "晚|夜", "25号晚送 = 25号晚 11-25 18:00..11-26 daypart"},
	{daypart, daytime, 1, "白天|during the day|daytime", "明天白天都在家 = 明天白天 11-19 06:00..11-19 18:00 daypart"},
	{daypart, closing, 0, "下班|收工|end of day|end of the day|the end of the day|the end of day|the end of business|eod|close of business|cob|end of business|end of business day|day's end", "下班前送到 = 下班前 ..11-19 alt 11-18 18:00 before daypart"},
	{dayAnd, 0, morning, "今朝|今早|今早上|今晨|今天一早|this morning", "今早发的 = 今早 11-18 06:00..11-18 12:00 daypart"},
	{dayAnd, 1, morning, "听朝|明早|明早上|明晨|明天一早|tmr morning|first thing in the morning|first thing tomorrow morning", "明早给您送 = 明早 11-19 06:00..11-19 12:00 daypart"},
	{dayAnd, 0, noon, "今午", "今午 = 今午 11-18 11:00..11-18 13:00 daypart"},
	{dayAnd, 0, afternoon, "this afternoon|this arvo", "see you this afternoon = this afternoon 11-18 12:00..11-18 18:00 daypart"},
	{dayAnd, 0, evening, "今晚|今晚上|今夜|今儿晚上|tonight|tonite|2nite|this evening", "今晚8点前 = 今晚8点前 ..11-18 20:00 before hour"},
	{dayAnd, 1, evening, "听晚|明晚|明晚上|明夜|明儿晚上", "明晚送 = 明晚 11-19 18:00..11-20 daypart"},
	{dayAnd, 2, evening, "后晚", "后晚送 = 后晚 11-20 18:00..11-21 daypart"},
	{dayAnd, -1, evening, "寻晚|琴晚|昨晚|昨晚上|昨夜|昨儿晚上|last night", "昨晚放驿站了 = 昨晚 11-17 18:00..11-18 daypart"},
	{dayAnd, -1, morning, "昨早|昨晨", "昨早送过 = 昨早 11-17 06:00..11-17 12:00 daypart"},
	{dayAnd, 2, morning, "后早|后朝", "後早送 = 後早 11-20 06:00..11-20 12:00 daypart"},
	{dayAnd, -3, evening, "大前晚", ""},
	{dayAnd, -2, evening, "前晚|前晚上", "前晚到的 = 前晚 11-16 18:00..11-17 daypart"},

	// Weeks.
	{weekday, 1, 0, "周一|星期一|礼拜一|周1|星期1|monday|mon", "礼拜一寄出 = 礼拜一 11-23..11-24"},
	{weekday, 2, 0, "周二|星期二|礼拜二|周2|星期2|tuesday|tue|tues", "下礼拜二送 = 下礼拜二 11-24..11-25"},
	{weekday, 3, 0, "周三|星期三|礼拜三|周3|星期3|wednesday|wed|weds", "下週三之前 = 下週三之前 ..11-26 alt 11-25 before"},
	{weekday, 4, 0, "周四|星期四|礼拜四|周4|星期4|thursday|thu|thur|thurs", "周四到的 = 周四 11-12..11-13"},
	{weekday, 5, 0, "周五|星期五|礼拜五|周5|星期5|friday|fri", "最晚周五发 = 最晚周五 ..11-21 before"},
	{weekday, 6, 0, "周六|星期六|礼拜六|周6|星期6|saturday", "周六派送 = 周六 11-21..11-22"},
	{weekday, 6, 1, "sat", "by Sat = by Sat ..11-22 before"},
	{weekday, 7, 1, "sun", "the sun is out = "},
	{weekday, 7, 0, "周日|周天|星期日|星期天|礼拜日|礼拜天|周7|星期7|sunday", "上周日就到了 = 上周日 11-15..11-16"},
	{weekday, 8, 0, "周末|周六日|周六周日|星期六日|礼拜六日|礼拜末|双休日|weekend|the weekend", "这周末能到 = 这周末 11-21..11-23"},
	{weekUnit, 0, 0, "周|星期|礼拜|week|weeks|wk|wks|周的", "下周发 = 下周 11-23..11-30 week"},
	{which, 0, 1, "今个", "今個禮拜五前 = 今個禮拜五前 ..11-21 alt 11-20 before"},
	{which, 0, 0, "这|这个|呢个|本|这一|this", "本周内处理 = 本周内 11-18 14:30..11-23 week"},
	{which, 1, 0, "下|下个|下一|下一个|次|next|the next|the following|following|the coming|coming", "下个月发 = 下个月 12-01..2027-01-01 month"},
	{which, 2, 0, "下下|下下个", "下下周一 = 下下周一 11-30..12-01"},
	{which, 3, 0, "下下下|下下下个", ""},
	{which, -1, 0, "上|上个|上一|上一个|last|previous|the previous|past|the last", "上周五发了 = 上周五 11-13..11-14"},
	{which, -2, 0, "上上|上上个", "上上周五 = 上上周五 11-06..11-07"},

	// Months and years.
	{month, 1, 0, "january|jan|元月", "by Jan 3 = by Jan 3 ..2027-01-04 before"},
	{month, 2, 0, "february|feb", "Feb 2, 2027 = Feb 2, 2027 2027-02-02..2027-02-03"},
	{month, 3, 0, "march|mar", "I march on = "},
	{month, 4, 0, "april|apr", "3rd of April = 3rd of April 2027-04-03..2027-04-04"},
	{month, 5, 0, "may", "it may arrive = "},
	{month, 6, 0, "june|jun", ""},
	{month, 7, 0, "july|jul", ""},
	{month, 8, 0, "august|aug", ""},
	{month, 9, 0, "september|sep|sept", ""},
	{month, 10, 0, "october|oct", "shipped on Oct 31st = Oct 31st 10-31..11-01"},
	{month, 11, 0, "november|nov", "20 Nov 2026 = 20 Nov 2026 11-20..11-21"},
	{month, 12, 0, "december|dec", ""},
	{monthUnit, 0, 0, "月|月份|month|months|mth|mths", "12月发货 = 12月 12-01..2027-01-01 month"},
	{yearUnit, 0, 0, "年|year|years|yr|yrs", "2026年12月3日 = 2026年12月3日 12-03..12-04"},
	{dateUnit, 0, 0, "号|日", "25号之前 = 25号之前 ..11-26 alt 11-25 before"},
	{yearWord, 0, 0, "今年|本年", "今年12月3号 = 今年12月3号 12-03..12-04"},
	{yearWord, 1, 0, "明年", "明年1月3号 = 明年1月3号 2027-01-03..2027-01-04"},
	{yearWord, 2, 0, "后年", ""},
	{yearWord, -1, 0, "去年|上年", "去年12月买的 = 去年12月 2025-12-01..01-01 month"},
	{yearWord, -2, 0, "前年", ""},
	{monthPart, 1, 10, "月初|月上旬", "下月初发货 = 下月初 12-01..12-11 month fuzzy"},
	{monthPart, 11, 20, "月中|月中旬", "月中到货 = 月中 11-11..11-21 month fuzzy"},
	{monthPart, 11, 31, "月中下旬", ""},
	{monthPart, 21, 31, "月底|月末|月尾|月下旬|end of month|end of the month|month end|the end of the month|the end of month", "月底前补发 = 月底前 ..12-01 before month"},
	{portion, 0, 0, "early|the beginning of|beginning of|the start of|start of", "early next week = early next week 11-23..11-26 week fuzzy"},
	{portion, 1, 0, "late", "late next week = late next week 11-26..11-30 week fuzzy"},
	{tenDays, 1, 10, "上旬", "12月上旬 = 12月上旬 12-01..12-11 month"},
	{tenDays, 11, 20, "中旬", "12月中旬 = 12月中旬 12-11..12-21 month"},
	{tenDays, 11, 31, "中下旬", "12月中下旬 = 12月中下旬 12-11..2027-01-01 month"},
	{tenDays, 21, 31, "下旬", "本月下旬 = 本月下旬 11-21..12-01 month"},
	{tenDays, 1, 10, "初", "12月初 = 12月初 12-01..12-11 month fuzzy"},
	{tenDays, 21, 31, "底|末", "12月底前 = 12月底前 ..2027-01-01 before month"},
	{yearPart, 12, 12, "年底|年末", "年底前到账 = 年底前 ..2027-01-01 before month"},
	{yearPart, 1, 2, "年初", "明年初 = 明年初 2027-01-01..2027-03-01 month fuzzy"},
	{yearPart, 1, 6, "上半年", "上半年发的 = 上半年 01-01..07-01 month"},
	{yearPart, 7, 12, "下半年", "去年下半年买的 = 去年下半年 2025-07-01..01-01 month"},
	{monthPart, 1, 15, "上半月", "12月上半月发货 = 12月上半月 12-01..12-16 month"},
	{monthPart, 16, 31, "下半月", "下半月 = 下半月 11-16..12-01 month"},
	{quarterYear, 0, 0, "季度", "本季度内处理 = 本季度内 11-18 14:30..2027-01-01 month"},
	{lunarMonth, 1, 0, "正月", "正月十六发货 = 正月十六 2027-02-21..2027-02-22"},
	{lunarMonth, 11, 0, "冬月", "冬月廿五 = 冬月廿五 2027-01-02..2027-01-03"},
	{lunarMonth, 12, 0, "腊月", "腊月二十八之前到 = 腊月二十八之前 ..2027-02-05 alt 2027-02-04 before"},
	{lunarWord, 0, 0, "农历|阴历|旧历|老历|闰", "农历八月十五发的 = 农历八月十五 09-25..09-26"},
	{firstOf, 0, 0, "头", "12月头三天发 = 12月头三天 12-01..12-04"},
	{firstOf, 0, 1, "首", "2027年首月 = 2027年首月 2027-01-01..2027-02-01 month"},
	{lastOf, 0, 0, "最后", "本月最后三天 = 本月最后三天 11-28..12-01"},
	{newYear, -1, 0, "年前|过年前|过年之前|过年以前", "年前发货 = 年前 ..2027-02-06 before fuzzy"},
	{newYear, 1, 0, "年后|过年后|过年之后|过年以后|过完年|过了年", "年後才寄 = 年後 2027-02-06.. after fuzzy"},

	// Numbers that are words.
	{few, 0, 0, "几|数|若干|个把|several|a few|few|a couple of|couple of|a couple|some", "过几天送 = 过几天 fuzzy"},
	{half, 0, 0, "半|half|half a|half an", "半小时后到 = 半小时后 11-18 15:00 minute"},
	{number, 1, 1, "one|a|an", "within an hour = within an hour 11-18 14:30..11-18 15:30 minute"},
	{number, 2, 2, "two|俩", "俩小时内到 = 俩小时内 11-18 14:30..11-18 16:30 hour"},
	{number, 3, 3, "three|仨", "in three days = in three days 11-21..11-22"},
	{number, 4, 4, "four", ""}, {number, 5, 5, "five", ""}, {number, 6, 6, "six", ""},
	{number, 7, 7, "seven", ""}, {number, 8, 8, "eight", ""}, {number, 9, 9, "nine", ""},
	{number, 10, 10, "ten", ""}, {number, 11, 11, "eleven", ""}, {number, 12, 12, "twelve", ""},
	{number, 14, 14, "fourteen", ""}, {number, 15, 15, "fifteen", ""}, {number, 20, 20, "twenty", ""},
	{number, 24, 24, "twenty-four|twenty four", ""}, {number, 30, 30, "thirty", ""},
	{number, 45, 45, "forty-five|forty five", ""}, {number, 48, 48, "forty-eight|forty eight", "within forty-eight hours = within forty-eight hours 11-18 14:30..11-20 14:30 hour"},
	{number, 16, 16, "sixteen", ""}, {number, 18, 18, "eighteen", ""}, {number, 36, 36, "thirty-six|thirty six", ""}, {number, 72, 72, "seventy-two|seventy two", ""},
	{each, 0, 0, "个", "两个工作日内退款 = 两个工作日内 11-18 14:30..11-21"},
	{more, 0, 0, "多|来|odd", "昨天七点多送到 = 昨天七点多 11-17 19:00..11-17 20:00 hour"},
	{ordinal, 0, 0, "第", "第一点 = "},
	{every, 0, 0, "每|每个|每逢|每隔|每到|每天|每日|每晚|每早|每月|每个月|每年|天天|every|each|every other|逢", "每周五到货 = "},

	// Lengths and clocks.
	{unit, seconds, 0, "秒|秒钟|second|seconds|sec|secs", "30秒后 = 30秒后 11-18 14:30:30 minute"},
	{unit, minutes, 0, "分钟|minute|minutes|min|mins", "in 20 mins = in 20 mins 11-18 14:50 minute"},
	{unit, quarters, 0, "刻钟|quarter of an hour", "一刻钟内 = 一刻钟内 11-18 14:30..11-18 14:45 minute"},
	{unit, hours, 0, "小时|钟头|个钟|个钟头|钟点|hour|hours|hr|hrs|h", "48h内发货 = 48h内 11-18 14:30..11-20 14:30 hour"},
	{unit, fortnights, 0, "fortnight|fortnights", "in a fortnight = in a fortnight 12-02..12-03"},
	{unit, days, 0, "天|自然日|day|days|calendar day|calendar days|昼夜", "三天内必达 = 三天内 11-18 14:30..11-22 alt 11-21 14:30"},
	{unit, workdays, 0, "工作天|上班日|上班天|营业日|营业天|工作日|交易日|working day|working days|business day|business days|work day|work days|workday|workdays", "3个工作日内 = 3个工作日内 11-18 14:30..11-24"},
	{hourUnit, 0, 0, "点|时", "明天15时 = 明天15时 11-19 15:00 hour"},
	{minute, 0, 0, "分", "下午3点20分 = 下午3点20分 11-18 15:20 minute"},
	{quarter, 0, 0, "刻", "下午4点一刻 = 下午4点一刻 11-18 16:15 minute"},
	{exact, 0, 0, "钟|整|正|许|o'clock|oclock|sharp", "明天早上八点整 = 明天早上八点整 11-19 08:00 hour"},
	{meridiem, 0, 0, "am|a.m.|a.m", "9am tomorrow = 9am tomorrow 11-19 09:00 hour"},
	{meridiem, 12, 0, "pm|p.m.|p.m", "5:30 pm today = 5:30 pm today 11-18 17:30 minute"},
	{clockWord, 12, 0, "noon|正午", "tomorrow before noon = tomorrow before noon ..11-19 12:00 before hour"},
	{clockWord, 24, 0, "midnight", "by midnight = by midnight ..11-19 before hour"},
	{clockPast, 30, 0, "half past", "half past 3 tomorrow = half past 3 tomorrow 11-19 15:30 minute"},
	{clockPast, 5, 0, "five past", ""}, {clockPast, 10, 0, "ten past", ""}, {clockPast, 20, 0, "twenty past", "twenty past four = twenty past four 11-18 16:20 minute"}, {clockPast, 25, 0, "twenty-five past|twenty five past", ""},
	{clockPast, -5, 1, "five to", ""}, {clockPast, -10, 1, "ten to", "at ten to six = ten to six 11-18 17:50 minute"}, {clockPast, -20, 1, "twenty to", ""}, {clockPast, -25, 1, "twenty-five to|twenty five to", ""},
	{clockPast, 15, 0, "quarter past|a quarter past", "a quarter past 4pm = a quarter past 4pm 11-18 16:15 minute"},
	{clockPast, -15, 0, "quarter to|a quarter to", "by a quarter to 5 = by a quarter to 5 ..11-18 16:45 before minute"},
	{endOf, 0, 0, "end of|the end of|close of", "by end of Friday = by end of Friday ..11-21 before"},

	// Relations in front.
	{by, 0, 0, "最晚|最迟|最慢|至迟|至晚|不晚于|不迟于|不超过|最多|顶多|by|no more than|not more than|at most|no later than|not later than|at the latest by|at latest", "最迟明天中午12点 = 最迟明天中午12点 ..11-19 12:00 before hour"},
	{earliest, 0, 0, "最快|最早|不早于|至少|起码|at least|earliest|at the earliest|no earlier than|not before", "最快明天下午 = 最快明天下午 11-19 12:00.. after daypart"},
	{before, 0, 0, "before|earlier than|prior to", "before Friday = before Friday ..11-21 alt 11-20 before"},
	{until, 0, 0, "截止|截至|截止到|until|till|up to", "截止周五 = 截止周五 ..11-21 before"},
	{after, 0, 0, "after|later than|晚于", "after 6pm = after 6pm 11-18 18:00.. after hour"},
	{about, 0, 0, "大概|大约|大致|约|差不多|大概是|around|about|approximately|approx|roughly|circa", "大概下午三点到 = 大概下午三点 11-18 15:00 about hour"},
	{from, 0, 0, "从|自|自从|from|starting", "从明天起 = 从明天起 11-19.. after"},
	{from, 0, 1, "since", "no update since Monday = since Monday 11-16.. after"},
	{between, 0, 0, "between|介于", "between 2pm and 4pm tomorrow = between 2pm and 4pm tomorrow 11-19 14:00..11-19 16:00 hour"},
	{within, 0, 0, "within|in under|in less than|inside of", "within 24 hours = within 24 hours 11-18 14:30..11-19 14:30 hour"},
	{inFront, 0, 0, "in|in another|another", "in half an hour = in half an hour 11-18 15:00 minute"},

	// Relations behind.
	{postBefore, 0, 0, "前|之前|以前|为止", "周五前 = 周五前 ..11-21 alt 11-20 before"},
	{postBy, 0, 0, "at the latest|at latest|the latest|latest|at the most|at most|tops|max", "Friday at the latest = Friday at the latest ..11-21 before"},
	{postAfter, 0, 0, "后|之后|以后|过后|结束后|结束之后|结束以后", "八点以后送 = 八点以后 11-18 20:00.. after hour"},
	{postWithin, 0, 0, "内|之内|以内|里|以里", "72小时内 = 72小时内 11-18 14:30..11-21 14:30 hour"},
	{postAbout, 0, 0, "左右|上下|前后|or so|ish|-ish", "7天左右 = 7天左右 11-25..11-26 about"},
	{postFrom, 0, 0, "起|开始|起算|onwards|onward", "25号起 = 25号起 11-25.. after"},
	{postBetween, 0, 0, "之间|期间|假期|长假|假期间|间|止", "明天9点到11点之间 = 明天9点到11点之间 11-19 09:00..11-19 11:00 hour"},
	{ago, 0, 0, "ago|back|earlier", "two days ago = two days ago 11-16..11-17"},
	{later, 0, 0, "later|from now|from today|hence", "3 days from now = 3 days from now 11-21..11-22"},
	{coming, 0, 0, "未来|未来的|今后|接下来|接下来的|往后", "未来三天 = 未来三天 11-18 14:30..11-22 alt 11-21 14:30"},
	{gone, 0, 0, "过去|过去的|近|the past", "近三天 = 近三天 11-15..11-18 14:30"},
	{gone, 0, 1, "最近|近来", "最近没货 = 最近 fuzzy"},
	{pass, 0, 0, "过|再过|过个", "再过半小时到 = 再过半小时 11-18 15:00 minute"},
	{pass, 0, 1, "等|再等|等我|再等我|再有|还有|还要|还需|还需要", "还有半小时到 = 半小时 11-18 15:00 minute"},
	{to, 0, 0, "ー|到|至|~|–|—|——|―|−|to|through|thru", "3到5天 = 3到5天 11-21..11-24"},
	{and, 0, 0, "和|与|跟|又|and|&|或|或者|or", ""},
	{filler, 0, 0, "的|at|on|of|the|t|在|于|this coming|大概在", ""},
	{while, 0, 0, "时间|的时间|工夫", "一周时间到货 = 一周 11-18 14:30..11-26 alt 11-25 14:30"},
	{dateOf, 0, 0, "之日|那天|那一刻", "自签收之日起7日内 = 自签收之日起7日内 delivered P7D"},

	// Without a clock.
	{fuzzy, 0, 0, "尽快|尽早|马上|立马|立刻|立即|即刻|即将|稍后|稍候|稍晚|随后|一会|一会儿|等会|等会儿|待会|待会儿|过会|过会儿|过一会儿|过一会|晚些|晚些时候|晚点|回头|赶明儿|改明儿|改天|改日|过些天|过些日子|过阵子|" +
		"近期|近日|最近|节前|节后|过完节|放假前|放假后|假期前|假期后|假期过后|长假后|长假前|放完假|节日后|节假日后|节后上班|年假后|开工后|复工后|开年后|收假后|过年期间|春运期间|这几天|这几日|这两天|这两日|呢两日|等阵|一阵间|迟啲|晏啲|这一两天|这两三天|这三两天|这一半天|这俩天|这些天|这阵子|前几天|前两天|前些天|前阵子|前段时间|几天内|几天之内|几天以内|几天后|几天之后|过两天|过两日|过几天|过几日|不久|抓紧|" +
		"asap|as soon as possible|soon|right away|immediately|shortly|later today|in a bit|in a while|in a moment|in a minute|in a few days|in a couple of days|in several days|in some days|in the coming days|these days|the other day|straight away", "尽快给您安排 = 尽快 fuzzy"},
	{fuzzy, 0, 1, "等下|等一下|等等", "等下送过去 = 等下 fuzzy"},
	{nowWord, 0, 0, "现在|此刻|而家|now", "从昨天到现在没更新 = 从昨天到现在 11-17..11-18 14:30 minute"},
	{recent, 0, 0, "刚刚|刚才|方才|啱啱|啱先|头先|just now|a moment ago|moments ago", "刚刚签收 = 刚刚 ..11-18 14:30 about minute"},

	// Tense.
	{act, 0, 0, "送过来|送过去|发过来|发过去|寄过来|寄过去|打过来|打过去|派过来|派过去|发|发货|发出|送|送到|送达|送货|到货|到账|寄|寄出|退|退回|退款|处理|解决|答复|回复|必达|搞定|完成|出库|派|派送|给|联系|回电|入帐|入账", ""},
	{errand, 0, 0, "deliver|delivers|delivering|arrive|arrives|arriving|come|comes|coming|drop|dropping|ship|send|sending|get|gets|call|calls|calling|ring|collect|collecting|here|there|with you|home|reach|due|eta|driver|courier|parcel|package|slot|window", "driver here by 6 = by 6 ..11-18 18:00 before hour"},
	{then, 0, 0, "就|才", "十号两点前就下单了 = 十号两点前 ..11-10 14:00 before hour"},
	{done, 0, 0, "已|已经|昨|过了|早就|早已|already|was|were|did|had", "周五已经到了 = 周五 11-13..11-14"},
	{denied, 0, 0, "没|没有|还没|还没有|都没", "周一没送 = 周一 11-16..11-17"},
	{past, 0, 0, "了|刚|送过|来过|去过|派过|打过|发过|寄过|投过|有去送|有来过|联系过|回过|问过|找过|have|has|'ve|ve|delivered|shipped|left|dropped|sent|posted|received|signed|came|tried|attempted|picked|handed|arrived|collected|called|told|said|got|turned up|showed up|rang|knocked|missed|bought|ordered|paid", "15号就发了货 = 15号 11-15..11-16"},
	{future, 0, 0, "没戏|没戏了|没门|没门了|没指望|没指望了|没可能|没可能了|没希望|没希望了|够呛|来不及|赶不上|赶不及|送不到|到不了|送不了|发不了|发不出|送不完|派不完|送得到|到得了|送得了|送得过去|会|将|要|能|可以|再|预计|保证|准备|争取|打算|一定|肯定|希望|请|麻烦|改到|改成|改为|改在|改约|约了|约好|改派|改送|推迟到|延到|延迟到|约到|定在|挪到|will|shall|should|can|could|would|going|gonna|be|expected|expect|'ll|ll|please|must|might|may", "周五会到 = 周五 11-20..11-21"},

	// What is no time, though it begins like one.
	{other, 0, 0, "小时候|时候|到时|到时候|天猫|聊天|一天天|天气|老天|头一次|头像|首单|首重|首页|一天到晚|一天到黑|两天一夜|三天两夜|三天两头|三天打鱼|两天晒网|一时半会|一时半会儿|一时半刻|五月花|5月花|次日达|当日达|隔日达|次晨达|次日件|春天|夏天|秋天|冬天|半天|大半天|哪天|几天|多少天|多久|几点|几号|几时", "小时候 = "},
	{other, 0, 0, "点点|一点点|一点儿|半点|有点|差点|早点|快点|慢点|多点|少点|网点|站点|自提点|地点|点评|点击|重点|特点|优点|缺点|要点|点赞|点餐|观点|终点|起点|焦点|三点水|三点式", "早点送 = "},
	{other, 0, 0, "前台|前者|提前|当前|目前|前往|后台|后续|后面|售后|背后|然后|后者|内容|内部|市内|省内|国内|室内|境内|站内|箱内|家里|那里|这里|哪里|里程|公里", "目前没货 = "},
	{other, 0, 0, "年货|年货节|年龄|年级|年轻|过年|大年初|月饼|月台|月经|月卡|日用|日用品|日常|日期|日历|日本|早日|节日|生日|周到|周边|周围|周转|周期|周年|一周年", "年货节 = "},
	{other, 0, 0, "分拣|分拨|分部|部分|分开|分公司|分享|分析|分类|分期|分配|分别|分数|准时|及时|同时|当时|实时|临时|随时|按时|时效|时长|时段|小时达", "准时送到 = "},
	{other, 0, 0, "正在|正好|正式|正常|正规|正品|正确|整个|整理|整体|整件|许多|许可|钟表|钟点工", "3点正在派送 = 3点 11-18 15:00 hour"},
	{other, 0, 0, "早餐|早饭|早安|早稻田|早上好|上午好|午餐|午饭|中午好|下午好|下午茶|晚上好|晚餐|晚饭|晚礼服|晚会|晚安|夜宵|夜市|今日头条|后天培养", "下午好 = "},
	{other, 0, 0, "上门|上班|上面|上架|上海|手上|路上|网上|身上|线上|楼上|加上|以上|送上|上次|下单|下载|下架|下面|下楼|楼下|剩下|余下|如下|以下|私下|放下|留下|收下|下次", "放在楼下周边 = "},
	{other, 0, 0, "本人|本店|本来|本单|本次|原本|基本|根本|样本|版本|成本|书本|这次|这边|这个单|次数|其次|多次|再次|次品|一次|两次|三次|一次性", "基本48小时发货 = 48小时 11-18 14:30..11-20 14:30 hour"},
	{other, 0, 0, "不过|超过|通过|经过|过来|过期|难过|过程|过敏|为了|了解|除了|得了|罢了|不了|到不了|来不了|发不了|收到|拿到|看到|直到|到底|到付", "不过三天 = 三天 P3D"},
	{other, 0, 0, "一般|一直|一起|一样|一定要|一下|一下子|万一|统一|之一|唯一|一个人|单一|一些|半价|半路|一半|预约|合约|违约|约好|约定", "预约今晚送 = 今晚 11-18 18:00..11-19 daypart"},
	{other, 0, 0, "about to|this one|this is|the one|the last one|last one|last time|last mile|next to|next time|second hand|day and night|one day|some day|next-day|same-day|same day delivery|next day delivery|next day air|someday|daily|may be|maybe|on time|in time|time|times|" +
		"good morning|good afternoon|good evening|good night|good day|have a nice day", "good morning = "},
}

// The parts of a day, by JUDGEMENT 1.8, as hours of the day named. A part that
// is no hour of that day itself goes on into the next: 深夜.
const (
	dawn = iota
	morning
	noon
	afternoon
	dusk
	evening
	midnight
	daytime
	closing
)

var parts = [...]struct{ from, to int }{
	dawn:      {0, 6},
	morning:   {6, 12},
	noon:      {11, 13},
	afternoon: {12, 18},
	dusk:      {16, 20},
	evening:   {18, 24},
	midnight:  {22, 28},
	daytime:   {6, 18},
	closing:   {18, 24},
}

// anchors are the events on which a time may hang: 付款后48小时内.
var anchors = []struct {
	kind    timeline.StatementKind
	words   string
	example string
}{
	{timeline.KindPaid, "付款|支付|付钱|付完款|付款成功|付|payment|paying|you pay", "付款后48小时内发 = 付款后48小时内 paid PT48H"},
	{timeline.KindOrdered, "下单|拍下|拍|下订单|订购|购买|成交|下单成功|order|ordering|you order|purchase|placing the order", "拍下后72小时内 = 拍下后72小时内 ordered PT72H"},
	{timeline.KindShipped, "发货|发出|寄出|寄件|发件|出库|发走|shipping|shipment|dispatch|despatch|being shipped|posting", "发货后3-5天到 = 发货后3-5天 shipped P5D"},
	{timeline.KindPickedUp, "揽收|揽件|收件|取件|收寄|上门取件|pickup|pick-up|pick up|collection", "揽收后三天送到 = 揽收后三天 picked_up P3D"},
	{timeline.KindDelivered, "签收|送达|送到|妥投|派送|delivery|being delivered|signing", "签收后7天内 = 签收后7天内 delivered P7D"},
	{timeline.KindReceived, "收到|收货|收到货|收到商品|收到宝贝|收到包裹|收到快递|拿到货|确认收货|收到件|receipt|receiving|you receive|receiving it", "收到货后三天内 = 收到货后三天内 received P3D"},
	{timeline.KindReturned, "退回|寄回|退货|收到退货|收到退件|返回|退回签收|仓库签收|退回来|返仓|入库|到仓|退货签收|the return|returning|return", "退回后24小时内退款 = 退回后24小时内 returned PT24H"},
	{timeline.KindArrived, "到站|到店|到件|到达|到货|arrival", "到货后两天内发 = 到货后两天内 arrived P2D"},
	{timeline.KindRefund, "退款|refund", "退款后3天到账 = 退款后3天 refund P3D"},
	{"", "审核|审核通过|确认|受理|登记|提交|申请|核实|处理|approval|开票|反馈|通过", "审核后3天内 = 审核后3天内 fuzzy"},
}

// What must not stand beside a number that would otherwise be a time.
var (
	// after 2点: a list, not a clock.
	afterCount = list("水|没|问题|建议|意见|要求|原因|说明|注意|疑问|如下|要说|需要|是|评论|评价|心意|积分|不|很|儿|点|:|：|、|,第|，第")
	// before 2点.
	beforeCount = list("第|有|这|那|共|提|以下|下面|早|快|慢|好|多|少|差|高|低|大|小|远|近|轻|便宜|贵|长|短|任何|半|减|加|乘|除|晚了|了|调")
	// after 3号: a building, a window, a thing with a number.
	afterNumbered = list("楼|栋|幢|线|口|门|库|仓|柜|机|桌|店|院|室|房|厅|馆|路|厂|码|车|台|位|铺|箱|电池|客服|单元|座|桥|货架|棚|窗|员|快递柜|色|球|坑|选手|服务站|网点|驿站|站|通道|床|钢|包裹|快递员|子|文|本")
	// before 12号: an address or a number of something.
	beforeNumbered = list("路|街|道|巷|弄|村|胡同|工号|编号|单号|第|座|区|镇|园|楼|里|客服|柜|室|no.|#")
	// after 7天, 24小时: a rule or a service of the shop.
	afterLength = list("无理由|退换|包退换|价保|保价|质保|保修|包退|包换|保质期|营业|客服|热线|自助|在线|人工|便利|连锁|酒店|制|代|鉴赏|犹豫|guarantee|warranty|locker|support|hotline|service|return|policy|trial|money back|一夜|1夜|两夜|2夜|三夜|3夜")
	// after 十一, when it is the first of October.
	afterTenOne = list("前|后|之前|之后|以前|以后|期间|假期|放假|长假|当天")
	// after 中秋: a wish, a thing, a street.
	afterFeast = list("快乐|愉快|安康|路|街|小学|月饼|粽子|礼|活动|价|款|特价|大促|档|限定|预售")
	// before 三天: how long something took, or by how much it moved.
	beforeLength = list("晚|迟|早|延|延迟|推迟|提前|超过|超|满|达|等了|放了|用了|花了|买|共|不到|差|多")
	// after 等下: what is to be done.
	afterLater = list("我|给|送|就|再|去|来|过|帮|发|拿|到|打|联|派|回|让|叫|下|上|安|处")
	// after 13号的: what came about on that day.
	afterDay = list("订单|单|快递|包裹|件|货")
	// after 3点到的: what is still to come.
	afterVerb = list("时候|时|话|时间")
	// after 25好, 3典: what shows that 号 and 点 were meant.
	afterSlip = list("前|之前|以前|左右|到|送|发")
	// after 10号: what is told when it has happened.
	afterEvent = list("说|答应|承诺|下单|拍下|签收|妥投")
	// after 2026年: a model, not a time.
	afterModel = list("款|新款|新茶|新版|版|型|产")
	// behind a feast: its holiday.
	longDays = list("假期|长假")
	// after 三点起: one gets up.
	afterRise = list("床|来|身")
	// after by 6: the hour is all there is.
	afterHour = list("please|pls|plz|sharp|then|thanks|thx|ok|if|so|but|mate|cos|because")
	// after 11.25: money, weight.
	afterDecimal = list("元|块|圆|毛|斤|公斤|千克|克|k|g|m|c|米|公里|折|倍|%|usd|rmb|度|吨|升|寸|级|版|分|次|个点|w|万|件|单|小时|天")
	// after 11月22: a count.
	afterMonth = list("件|单|个|包|份|台|%|块|元|吨|斤|箱|次|日|号|天")
	// before 11.25.
	beforeDecimal = list("￥|¥|$|价|费|差|补|退|付|版|v")
)

func list(words string) [][]rune {
	var all [][]rune
	for w := range strings.SplitSeq(words, "|") {
		all = append(all, []rune(w))
	}
	return all
}

// signs are the tokens of one code point that no letter writes.
var signs = map[rune]kind{
	':': colon, '：': colon, '/': slash, '-': dash, '－': dash, '‐': dash, '‑': dash, '.': dot, '·': dot,
	',': comma, '、': comma, '，': comma, '(': comma, ')': comma, '[': comma, ']': comma, '"': comma, '“': comma, '”': comma, '【': comma, '】': comma, '（': comma, '）': comma,
	'。': stop, '!': stop, '?': stop, ';': stop, '\n': stop, '\r': stop, '…': stop, '！': stop, '？': stop, '；': stop,
}

// A node of the lexicon's tree, one code point deep per level.
type node struct {
	next  map[rune]*node
	entry *entry
}

var tree = plant()

func plant() *node {
	root := &node{}
	add := func(e *entry) {
		for w := range strings.SplitSeq(e.words, "|") {
			at := root
			for _, r := range w {
				if at.next == nil {
					at.next = map[rune]*node{}
				}
				if at.next[r] == nil {
					at.next[r] = &node{}
				}
				at = at.next[r]
			}
			if at.entry == nil {
				at.entry = e
			}
		}
	}
	for i := range anchors {
		add(&entry{kind: anchor, n: i, words: anchors[i].words})
	}
	for i := range holidays {
		add(&entry{kind: holiday, n: i, words: holidays[i].words})
	}
	for i := range lexicon {
		add(&lexicon[i])
	}
	return root
}
