package timex

import "time"

// A feast is a day of the year that people name deadlines by. Where the table
// of lunar years ends a feast of the lunar calendar has no date and its
// expression stays without one.
type feast struct {
	words string
	// month and day of the common year, or of the lunar one
	month, day int
	lunar      bool
	// week > 0: the weekday of that ordinal in the month (Mother's Day), or
	week    int
	weekday time.Weekday
	// table: the day of each year, as MMDD.
	table *[tableYears]int
	// days is how long the holiday lasts that begins with the feast; 0 is one day.
	days int
	// season: the word means this day only within a month and a half of it; 初八
	// may be the eighth of any lunar month.
	season bool
}

// qingming is the day of each year, as MMDD.
var qingming = [tableYears]int{405, 404, 404, 405, 405, 404, 404, 405, 405, 404, 404, 405, 405, 404, 404, 405}

var holidays = [...]feast{
	{words: "元旦|元旦节|new year's day|new year's|new years day", month: 1, day: 1, days: 3},
	{words: "春节|大年初一|正月初一|年初一|农历新年|chinese new year|spring festival", month: 1, day: 1, lunar: true, days: 7},
	{words: "大年初二|正月初二|年初二", month: 1, day: 2, lunar: true},
	{words: "初二", month: 1, day: 2, lunar: true, season: true},
	{words: "大年初三|正月初三|年初三", month: 1, day: 3, lunar: true},
	{words: "初三", month: 1, day: 3, lunar: true, season: true},
	{words: "大年初四|正月初四|年初四", month: 1, day: 4, lunar: true},
	{words: "初四", month: 1, day: 4, lunar: true, season: true},
	{words: "大年初五|正月初五|年初五", month: 1, day: 5, lunar: true},
	{words: "初五", month: 1, day: 5, lunar: true, season: true},
	{words: "大年初六|正月初六|年初六", month: 1, day: 6, lunar: true},
	{words: "初六", month: 1, day: 6, lunar: true, season: true},
	{words: "大年初七|正月初七|年初七", month: 1, day: 7, lunar: true},
	{words: "初七", month: 1, day: 7, lunar: true, season: true},
	{words: "大年初八|正月初八|年初八", month: 1, day: 8, lunar: true},
	{words: "初八", month: 1, day: 8, lunar: true, season: true},
	{words: "大年初九|正月初九|年初九", month: 1, day: 9, lunar: true},
	{words: "初九", month: 1, day: 9, lunar: true, season: true},
	{words: "大年初十|正月初十|年初十", month: 1, day: 10, lunar: true},
	{words: "初十", month: 1, day: 10, lunar: true, season: true},
	{words: "年廿八", month: 12, day: 28, lunar: true},
	{words: "年廿九", month: 12, day: 29, lunar: true},
	{words: "除夕|大年三十|年三十", month: 1, day: 0, lunar: true},
	{words: "元宵|元宵节|正月十五", month: 1, day: 15, lunar: true},
	{words: "清明|清明节", table: &qingming, days: 3},
	{words: "端午|端午节", month: 5, day: 5, lunar: true, days: 3},
	{words: "中秋|中秋节", month: 8, day: 15, lunar: true, days: 3},
	{words: "七夕|七夕节", month: 7, day: 7, lunar: true},
	{words: "中元节", month: 7, day: 15, lunar: true},
	{words: "重阳|重阳节", month: 9, day: 9, lunar: true},
	{words: "腊八|腊八节", month: 12, day: 8, lunar: true},
	{words: "小年|小年夜", month: 12, day: 23, lunar: true},
	{words: "五一|五一节|五一劳动节|劳动节", month: 5, day: 1, days: 5},
	{words: "六一|六一儿童节|儿童节", month: 6, day: 1},
	{words: "国庆|国庆节|十一国庆|十一", month: 10, day: 1, days: 7},
	{words: "情人节|valentine's day|valentines day", month: 2, day: 14},
	{words: "妇女节|三八节|女神节|三八妇女节", month: 3, day: 8},
	{words: "女生节", month: 3, day: 7},
	{words: "植树节", month: 3, day: 12},
	{words: "愚人节", month: 4, day: 1},
	{words: "青年节", month: 5, day: 4},
	{words: "建军节", month: 8, day: 1},
	{words: "教师节", month: 9, day: 10},
	{words: "万圣节|halloween", month: 10, day: 31},
	{words: "618|六一八", month: 6, day: 18},
	{words: "光棍节|双十一|双11|双十一当天", month: 11, day: 11},
	{words: "双十二|双12", month: 12, day: 12},
	{words: "平安夜|christmas eve", month: 12, day: 24},
	{words: "圣诞|圣诞节|christmas|christmas day|xmas", month: 12, day: 25},
	{words: "new year's eve|跨年夜", month: 12, day: 31},
	{words: "母亲节|mother's day", month: 5, week: 2, weekday: time.Sunday},
	{words: "父亲节|father's day", month: 6, week: 3, weekday: time.Sunday},
	{words: "感恩节|thanksgiving", month: 11, week: 4, weekday: time.Thursday},
}

// means reports whether a feast named without its year, on that day, can be
// meant by a message of the day today.
func (f feast) means(day, today time.Time) bool {
	return !f.season || day.Sub(today).Abs() < 45*24*time.Hour
}

// on is the feast's day in a year.
func (f feast) on(year int, zone *time.Location) (day time.Time, ok bool) {
	switch {
	case f.table != nil:
		if year < firstYear || year > lastYear {
			return time.Time{}, false
		}
		d := f.table[year-firstYear]
		return time.Date(year, time.Month(d/100), d%100, 0, 0, 0, 0, zone), true
	case f.lunar:
		return lunarDate(year, f.month, f.day, zone)
	case f.week > 0:
		first := time.Date(year, time.Month(f.month), 1, 0, 0, 0, 0, zone)
		return first.AddDate(0, 0, (int(f.weekday)-int(first.Weekday())+7)%7+7*(f.week-1)), true
	}
	return time.Date(year, time.Month(f.month), f.day, 0, 0, 0, 0, zone), true
}
