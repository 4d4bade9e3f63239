package timex

import "time"

// The working days of the People's Republic of China, from the yearly notices
// of the State Council's General Office on public holidays (国务院办公厅关于
// 部分节假日安排的通知) for 2024, 2025 and 2026: days off that fall on Monday
// to Friday, and weekends that are worked in exchange (调休). In other years
// and in other countries working days are Monday to Friday.
const (
	workYear  = 2024
	workYears = 3
)

// daysOff are the days off, both ends included, as MMDD; worked are the
// Saturdays and Sundays that are working days.
var (
	daysOff = [workYears][][2]int{
		{{101, 101}, {210, 217}, {404, 406}, {501, 505}, {610, 610}, {915, 917}, {1001, 1007}},
		{{101, 101}, {128, 204}, {404, 406}, {501, 505}, {531, 602}, {1001, 1008}},
		{{101, 103}, {215, 223}, {404, 406}, {501, 505}, {619, 621}, {925, 927}, {1001, 1007}},
	}
	worked = [workYears][]int{
		{204, 218, 407, 428, 511, 914, 929, 1012},
		{126, 208, 427, 928, 1011},
		{104, 214, 228, 509, 920, 1010},
	}
)

// isWorkday reports whether d is a working day.
func isWorkday(d time.Time) bool {
	weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	y := d.Year() - workYear
	if _, offset := d.Zone(); y < 0 || y >= workYears || offset != 8*60*60 {
		return !weekend
	}
	md := int(d.Month())*100 + d.Day()
	for _, w := range worked[y] {
		if w == md {
			return true
		}
	}
	for _, off := range daysOff[y] {
		if off[0] <= md && md <= off[1] {
			return false
		}
	}
	return !weekend
}

// addWorkdays is the nth working day after the day d, which itself is not
// counted.
func addWorkdays(d time.Time, n int) time.Time {
	for n > 0 {
		d = d.AddDate(0, 0, 1)
		if isWorkday(d) {
			n--
		}
	}
	return d
}
