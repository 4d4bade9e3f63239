package timex

import (
	"testing"
	"time"
)

func TestWorkdays(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip("no zone data:", err)
	}
	for _, c := range []struct {
		from string
		n    int
		zone *time.Location
		want string
	}{
		{"2026-11-18", 3, beijing, "2026-11-23"}, // over a weekend
		{"2026-02-13", 1, beijing, "2026-02-14"}, // Saturday, worked
		{"2026-02-14", 1, beijing, "2026-02-24"}, // the Spring Festival
		{"2025-09-30", 1, beijing, "2025-10-09"}, // National Day and Mid-Autumn
		{"2025-09-27", 1, beijing, "2025-09-28"}, // Sunday, worked
		{"2024-04-03", 2, beijing, "2024-04-08"}, // Qingming, Sunday the 7th worked
		{"2027-10-01", 1, beijing, "2027-10-04"}, // no table: Monday to Friday
		{"2026-02-13", 1, newYork, "2026-02-16"}, // another country
	} {
		from, _ := time.ParseInLocation(time.DateOnly, c.from, c.zone)
		if got := addWorkdays(from, c.n).Format(time.DateOnly); got != c.want {
			t.Errorf("working day %d after %s is %s, want %s", c.n, c.from, got, c.want)
		}
	}
}

func TestFeasts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2024年春节", "2024-02-10"}, {"2027年春节", "2027-02-06"}, {"2025年除夕", "2025-01-28"},
		{"2026年元宵节", "2026-03-03"}, {"2026年端午", "2026-06-19"}, {"2028年中秋", "2028-10-03"},
		{"2026年清明", "2026-04-05"}, {"2026年母亲节", "2026-05-10"}, {"2026年感恩节", "2026-11-26"},
	} {
		found := Find(c.text, said)
		if len(found) != 1 || found[0].Earliest.Format(time.DateOnly) != c.want {
			t.Errorf("%s: found %s, want %s", c.text, show(found, 0), c.want)
		}
	}
	if found := Find("2050年春节", said); len(found) != 1 || !found[0].Fuzzy || !found[0].Latest.IsZero() {
		t.Errorf("a feast beyond the table gets a day: %s", show(found, 0))
	}
}

// TestSummerTime: a length of hours is elapsed time, a day ends at the local
// midnight, also where the clock is moved.
func TestSummerTime(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Skip("no zone data:", err)
	}
	at := time.Date(2026, 3, 28, 20, 0, 0, 0, london)
	for text, want := range map[string]string{
		"within 24 hours": "2026-03-29T21:00:00+01:00",
		"within 2 days":   "2026-03-31T00:00:00+01:00",
		"tomorrow":        "2026-03-30T00:00:00+01:00",
	} {
		found := Find(text, at)
		if len(found) != 1 || found[0].Latest.Format(time.RFC3339) != want {
			t.Errorf("%s: found %s, want an end at %s", text, show(found, 2026), want)
		}
	}
}

func TestUndatedMessage(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"明天下午3点前", "明天下午3点前 fuzzy"},
		{"三天内", "三天内 fuzzy"},
		{"付款后48小时内", "付款后48小时内 paid PT48H"},
		{"2026年11月20日18:00前", "2026年11月20日18:00前 ..11-20 18:00 before minute"},
	} {
		if got := show(Find(c.text, time.Time{}), 2026); got != c.want {
			t.Errorf("%s without a time: found %s, want %s", c.text, got, c.want)
		}
	}
}
