package timex

import "time"

// The years of the lunar calendar of which dates are known: from the Spring
// Festival of firstYear to the eve of that of lastYear+1.
const (
	firstYear  = 2015
	lastYear   = 2030
	tableYears = lastYear - firstYear + 1
)

// springFestival is the day on which each lunar year begins, as MMDD.
var springFestival = [tableYears]int{219, 208, 128, 216, 205, 125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203}

// lunarMonths are the lengths of the months of each lunar year: bit 15 is set
// if the first has 30 days and not 29, bit 4 for the twelfth; bits 3 to 0 are
// the month behind which a leap month stands, bit 16 its length. The rule is that
// of GB/T 33661-2017; the months agree with the tables of the Hong Kong
// Observatory.
var lunarMonths = [tableYears]int{
	0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930, 0x07954, 0x06aa0, 0x0ad50,
	0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0,
}

// lunarDate is a day of the lunar calendar, in a common month. ok is false for
// a year beyond the table and for a day that the month does not have.
func lunarDate(year, month, day int, zone *time.Location) (t time.Time, ok bool) {
	if year < firstYear || year > lastYear {
		return t, false
	}
	months := lunarMonths[year-firstYear]
	length := func(bit int) int { return 29 + months>>bit&1 }
	if day > length(16-month) { // 腊月三十 of a short year
		return t, false
	}
	first := springFestival[year-firstYear]
	for m := 1; m < month; m++ {
		day += length(16 - m)
		if months&15 == m {
			day += length(16)
		}
	}
	return time.Date(year, time.Month(first/100), first%100+day-1, 0, 0, 0, 0, zone), true
}
