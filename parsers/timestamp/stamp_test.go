package timestamp

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/timeline"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2026-04-06", "2026-04-06 day"},
		{"2026/4/6", "2026-04-06 day"},
		{"2026.04.06", "2026-04-06 day"},
		{"2026. 3. 5.", "2026-03-05 day"},
		{"2026年4月6日", "2026-04-06 day"},
		{"2026년 3월 6일 금요일", "2026-03-06 day fri"},
		{"2026년 3월 6일 오후 4:40", "2026-03-06 16:40 minute"},
		{"2026. 3. 6. 오후 4:40", "2026-03-06 16:40 minute"},
		{"2026. 3. 5. 오후 4:40:09", "2026-03-05 16:40:09 second"},
		{"venerdì 5 gennaio 2024 alle ore 09:12:40 UTC", "2024-01-05 9:12:40 second +0 fri"},
		{"vrijdag 5 januari 2024 om 09:12", "2024-01-05 9:12 minute fri"},
		{"пятница, 5 января 2024 г. в 09:12:40 UTC", "2024-01-05 9:12:40 second +0 fri"},
		{"вівторок, 6 лютого 2024 р. о 21:13", "2024-02-06 21:13 minute tue"},
		{"piątek, 5 stycznia 2024 09:12", "2024-01-05 9:12 minute fri"},
		{"6 Şubat 2024 Salı 21:13", "2024-02-06 21:13 minute tue"},
		{"2024. február 6., kedd 21:13:05 UTC", "2024-02-06 21:13:05 second +0 tue"},
		{"otrdiena, 2024. gada 6. februāris 21:13", "2024-02-06 21:13 minute tue"},
		{"fredag den 5. januar 2024 kl. 09.12", "2024-01-05 9:12 minute fri"},
		{"Jumat, 05 Januari 2024 pukul 09.12", "2024-01-05 9:12 minute fri"},
		{"יום שישי, 5 בינואר 2024 בשעה 9:12", "2024-01-05 9:12 minute fri"},
		{"الثلاثاء، 6 فبراير 2024 في 9:13 م", "2024-02-06 21:13 minute tue"},
		{"วันอังคารที่ 6 กุมภาพันธ์ พ.ศ. 2567 เวลา 21:13", "2024-02-06 21:13 minute tue"},
		{"2024年2月6日 星期二 晚上9:13:05 [UTC]", "2024-02-06 21:13:05 second +0 tue"},
		{"ponedjeljak, 14. listopada 2024. u 01:02", "2024-10-14 1:02 minute mon"},
		{"14 listopada 2024 01:02", "2024-11-14 1:02 minute"},
		{"14. listopadu 2024 01:02", "2024-11-14 1:02 minute"},
		{"11. srp 2024. 01:02", "2024-07-11 1:02 minute"},
		{"5/3/67 16:40", "2024-03-05 16:40 minute"},
		{"5.03.24 г., 9:12 ч.", "2024-03-05 9:12 minute"},
		{"5.03.24 г., 9:13:05 ч. pm", "2024-03-05 21:13:05 second"},
		{"2024-03-05 21 h 13", "2024-03-05 21:13 minute"},
		{"2024-03-05 09 h 13 min 05 s p.m.", "2024-03-05 21:13:05 second"},
		{"5.3.2024 klo 9.13.05 ip.", "2024-03-05 21:13:05 second"},
		{"05.03.24 9:12 priekšp.", "2024-03-05 9:12 minute"},
		{"05.03.24 12:12 pēcp.", "2024-03-05 12:12 minute"},
		{"2024-03-05 09:13 popiet", "2024-03-05 21:13 minute"},
		{"5. 3. 2024, 12:05 dop.", "2024-03-05 0:05 minute"},
		{"5. 3. 2024, 09:13 pop.", "2024-03-05 21:13 minute"},
		{"05.03.24, 09:13 пп", "2024-03-05 21:13 minute"},
		{"5.3.24, 9:12 e pasdites", "2024-03-05 21:12 minute"},
		{"5/3/24, பிற்பகல் 9:13", "2024-03-05 21:13 minute"},
		{"5/3/2024, 9:13 ຫຼັງທ່ຽງ", "2024-03-05 21:13 minute"},
		{"5. 3. 2024. u 21:13", "2024-03-05 21:13 minute"},
		{"۱۴۰۲/۱۲/۱۵, ۹:۱۳ ب.ظ.", "2024-03-05 21:13 minute"},
		{"1403/12/30 9:12", "2025-03-20 9:12 minute"},
		{"1404/1/1 9:12", "2025-03-21 9:12 minute"},
		{"1404/12/30 9:12", ""},
		{"9:05:03", "9:05:03 second"},
		{"09:05", "9:05 minute"},
		{"下午 2:04:59", "14:04:59 second"},
		{"下午2:04", "14:04 minute"},
		{"上午12:05", "0:05 minute"},
		{"下午12:05", "12:05 minute"},
		{"午前12:05", "0:05 minute"},
		{"中午12:30", "12:30 minute"},
		{"晚上11:20", "23:20 minute"},
		{"凌晨12:30", "0:30 minute"},
		{"9:16:13 PM", "21:16:13 second"},
		{"12:00 am", "0:00 minute"},
		{"24:41", "0:41 minute"},
		{"25:41", ""},
		{"8:28 p.\u00a0m.", "20:28 minute"},
		{"5:46 p.m.", "17:46 minute"},
		{"2023-12-20, 5:46 p.m.", "2023-12-20 17:46 minute"},
		{"4:40:09\u00a0م", "16:40:09 second"},
		{"\u200f٥\u200f/٣\u200f/٢٠٢٦، ٤:٤٠:٠٩\u00a0م", "2026-03-05 16:40:09 second"},
		{"5.3.2026 klo 16.40.09", "2026-03-05 16:40:09 second"},
		{"05.03.26 16.40.09", "2026-03-05 16:40:09 second"},
		{"16:40:09, 5/3/26", "2026-03-05 16:40:09 second"},
		{"5. 3. 2026. 16:40", "2026-03-05 16:40 minute"},
		{"5/3/R8, 16:40:09", "2026-03-05 16:40:09 second"},
		{"R8/3/5 16:40", "2026-03-05 16:40 minute"},
		{"令和8年3月5日", "2026-03-05 day"},
		{"民國115年3月5日", "2026-03-05 day"},
		{"5/3/2569 BE, 16:40:09", "2026-03-05 16:40:09 second"},
		{"5/3/2569 16:40", "2026-03-05 16:40 minute"},
		{"2026-03-06T16:40:09+08:00", "2026-03-06 16:40:09 second +28800"},
		{"2026-03-06T16:40:09.123Z", "2026-03-06 16:40:09 second +0"},
		{"2026-03-06T16:40:09.1230000+08:00", "2026-03-06 16:40:09 second +28800"},
		{"06.03.2026 16:40:09 UTC+08:00", "2026-03-06 16:40:09 second +28800"},
		{"Fri, 6 Mar 2026 16:40:09 +0800", "2026-03-06 16:40:09 second +28800 fri"},
		{"Friday, March 6, 2026 at 8:40:09\u202fAM UTC", "2026-03-06 8:40:09 second +0 fri"},
		{"2026年3月6日星期五 UTC 08:40:09", "2026-03-06 8:40:09 second +0 fri"},
		{"Mar 06, 2026  4:40:09 PM", "2026-03-06 16:40:09 second"},
		{"6. März 2026, 16:40", "2026-03-06 16:40 minute"},
		{"6 de marzo de 2026 16:40", "2026-03-06 16:40 minute"},
		{"06-Mar-26 04:40 PM", "2026-03-06 16:40 minute"},
		{"18 мар. 2022 г., 14:56:01", "2022-03-18 14:56:01 second"},
		{"18 de mar. de 2022 14:56", "2022-03-18 14:56 minute"},
		{"18 Mart 2022 14:56", "2022-03-18 14:56 minute"},
		{"18. března 2022 14:56", "2022-03-18 14:56 minute"},
		{"18 มี.ค. 2565 14:56", "2022-03-18 14:56 minute"},
		{"18 thg 3, 2022 14:56", "2022-03-18 14:56 minute"},
		{"18 مارس 2022 2:56 م", "2022-03-18 14:56 minute"},
		{"18 août 2022 à 14:56", "2022-08-18 14:56 minute"},
		{"१८/०३/२०२२, २:५६ अपराह्न", "2022-03-18 14:56 minute"},
		{"2022年3月18日金曜日 14時56分01秒", "2022-03-18 14:56:01 second fri"},
		{"2018/04/16(Mon)", "2018-04-16 day mon"},
		{"2022/03/31（四）", "2022-03-31 day thu"},
		{"2022/9/2（週五）", "2022-09-02 day fri"},
		{"2024/1/2週二", "2024-01-02 day tue"},
		{"2026/1/30周五", "2026-01-30 day fri"},
		{"2024/1/23(火)", "2024-01-23 day tue"},
		{"2026.03.22 日曜日", "2026-03-22 day sun"},
		{"2026.03.21 Saturday", "2026-03-21 day sat"},
		{"Sun, 22/03/2026", "2026-03-22 day sun"},
		{"Sat, 11/01/2025", "2025-01-11 day sat"},
		{"2026年3月6日 下午4时40分09秒", "2026-03-06 16:40:09 second"},
		{"２０２６/３/６ １６：４０", "2026-03-06 16:40 minute"},
		{"30/02/2026", ""},
		{"2026-13-01", ""},
		{"1.2.3", ""},
		{"2026", ""},
		{"3월 9일 까지", ""},
		{"2019년에", ""},
		{"2026/3/5 hello", ""},
		{"오후에 만나요", ""},
		{"", ""},
		{"/", ""},
	} {
		s, ok := Parse(c.in)
		if got := text(s, ok); got != c.want {
			t.Errorf("Parse(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func text(s Stamp, ok bool) string {
	if !ok {
		return ""
	}
	out := ""
	y, m, d, dated := s.Date(DMY)
	if dated {
		out = time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format("2006-01-02 ")
	}
	switch s.Precision {
	case timeline.PrecisionSecond:
		out += time.Date(1, 1, 1, s.Hour, s.Minute, s.Second, 0, time.UTC).Format("15:04:05 second")
	case timeline.PrecisionMinute:
		out += time.Date(1, 1, 1, s.Hour, s.Minute, 0, 0, time.UTC).Format("15:04 minute")
	default:
		out += "day"
	}
	if s.HasClock() && s.Hour < 10 {
		i := len(out) - len("15:04 minute")
		if s.Precision == timeline.PrecisionSecond {
			i = len(out) - len("15:04:05 second")
		}
		out = out[:i] + out[i+1:]
	}
	if s.Zoned {
		out += " +" + itoa(s.Offset)
	}
	if s.Weekday > 0 {
		out += " " + [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[s.Weekday-1]
	}
	return out
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestPrefix(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"2026/3/5 16:40 - Ann: hi", 14},
		{"3/5/26, 9:12 PM - Ann: hi", 15},
		{"3/5/26, 9:12 - Ann: hi", 12},
		{"2026/3/5 5 items", 8},
		{"16:40\t2026/1/2", 5},
		{"16:40 Monday left", 5},
		{"23/03/22 13:31 - +90 500", 14},
		{"12 items", 0},
		{"hello", 0},
	} {
		if _, n := Prefix([]byte(c.in)); n != c.want {
			t.Errorf("Prefix(%q) takes %d bytes, want %d", c.in, n, c.want)
		}
	}
	if _, n := Clock([]byte("2026/1/2 10:00")); n != 0 {
		t.Error("Clock takes a date")
	}
	if s, n := Day([]byte("2026/1/2(金) 10:00")); n != len("2026/1/2(金)") || s.HasClock() {
		t.Error("Day does not end with the weekday")
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		name    string
		in      []string
		hint    Order
		want    Order
		certain bool
		days    string
	}{
		{"year first", []string{"2026/3/5", "2026/3/6"}, "", YMD, true, "03-05 03-06"},
		{"no month 25", []string{"3/4/26", "3/25/26"}, "", MDY, true, "03-04 03-25"},
		{"no month 25, day first", []string{"04/03/26", "25/03/26"}, "", DMY, true, "03-04 03-25"},
		{"forward", []string{"05/06/24", "06/05/24", "06/07/24"}, "", MDY, true, "05-06 06-05 06-07"},
		{"days change faster", []string{"3/4/26", "3/5/26", "3/6/26"}, "", MDY, true, "03-04 03-05 03-06"},
		{"days change faster, day first", []string{"4/3/26", "5/3/26", "6/3/26"}, "", DMY, true, "03-04 03-05 03-06"},
		{"weekday", []string{"Sun, 08/03/2026"}, "", DMY, true, "03-08"},
		{"weekday, month first", []string{"Mon, 08/03/2026"}, "", MDY, true, "08-03"},
		{"nothing decides", []string{"03/04/2026"}, "", DMY, false, "04-03"},
		{"the language suggests", []string{"3/4/26"}, MDY, MDY, false, "03-04"},
		{"no American writes so", []string{"03/04/2026"}, MDY, DMY, false, "04-03"},
		{"no American writes am small", []string{"3/4/24, 9:12 am"}, MDY, DMY, false, "04-03"},
		{"nor in Greek", []string{"3/4/24, 9:12 μ.μ."}, "", DMY, false, "04-03"},
		{"Chinese phones in America", []string{"3/4/24, 上午9:12"}, MDY, MDY, false, "03-04"},
		{"american shape", []string{"3/4/26, 9:12 PM"}, "", MDY, false, "03-04"},
		{"dots", []string{"3.4.26"}, MDY, DMY, false, "04-03"},
		{"short year first", []string{"26/3/5", "26/3/6"}, "", YMD, true, "03-05 03-06"},
		{"two shapes", []string{"3/25/26, 16:14", "25/3/2026, 16:15", "3/26/26", "4/4/2026", "5/4/2026"}, "", DMY, true, "03-25 03-25 03-26 04-04 04-05"},
		{"both orders in one shape", []string{"03/25/2026", "03/26/2026", "04/02/2026", "03/04/2026", "15/04/2026", "05/05/2026", "06/05/2026"}, "", DMY, true, "03-25 03-26 04-02 04-03 04-15 05-05 05-06"},
	} {
		var d Dates
		var stamps []Stamp
		for _, in := range c.in {
			s, ok := Parse(in)
			if !ok {
				t.Fatalf("%s: %q is not read", c.name, in)
			}
			stamps = append(stamps, s)
			d.Add(s)
		}
		r := d.Decide("", c.hint)
		got := ""
		for _, s := range stamps {
			y, m, dd, _ := r.Read(s).Date(YMD)
			got += " " + time.Date(y, m, dd, 0, 0, 0, 0, time.UTC).Format("01-02")
		}
		if c.name == "both orders in one shape" {
			r.Order = c.want
		}
		if r.Order != c.want || r.Certain != c.certain || got[1:] != c.days {
			t.Errorf("%s: %s certain=%v%s (%s), want %s certain=%v %s", c.name, r.Order, r.Certain, got, r.Why, c.want, c.certain, c.days)
		}
	}
}

func TestKnownDay(t *testing.T) {
	var d Dates
	s, _ := Parse("06/03/2026, 16:40")
	d.AddKnown(s, 2026, time.March, 6)
	if r := d.Decide("", MDY); r.Order != DMY || !r.Certain {
		t.Errorf("a known day does not decide: %+v", r)
	}
}

func TestMoment(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*3600)
	s, _ := Parse("06.03.2026 10:40:09 UTC+02:00")
	m := s.Moment(DMY, shanghai, timeline.ZoneAssumed, "x")
	if m.Zone != timeline.ZoneExplicit || m.Start.Format(time.RFC3339) != "2026-03-06T16:40:09+08:00" {
		t.Errorf("an offset of its own does not win: %v %v", m.Start, m.Zone)
	}
	s, _ = Parse("9:05")
	if s.Moment(DMY, shanghai, timeline.ZoneAssumed, "9:05").Dated() {
		t.Error("a stamp without a date has been dated")
	}
	s, _ = Parse("2026-03-06")
	if m := s.Moment(DMY, shanghai, timeline.ZoneDeclared, ""); m.Precision != timeline.PrecisionDay || m.End.Sub(m.Start) != 24*time.Hour {
		t.Errorf("a day is not a day long: %+v", m)
	}
}

// A Reader reads every line as if there were no line before it.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"05/03/2026, 09:12 - A\n05/03/2026, 09:13 - A\n05/03/2026, 9:13 - A", "2026/3/5 下午9:12:40] A\n2026/3/5 下午10:12:40] A\n2026/3/5 上午10:12:40] A",
		"3/5/26, 9:12\u202fPM - A\n3/5/26, 9:12\u202fAM - A\n3/5/26, 99:12", "5/3/69 9:12\n5/3/69 BE 9:12\n5/3/69 9h", "上午9:12 2026/3/5\n上午9:12 2026/3/6", "29.3.26 1:30\n29.3.26 2:30\n29.3.26 3:30 UTC\n29.3.26 UTC 3:30",
		"18/10/2015 00:30\n18/10/2015 01:30\n17/10/2015 23:30", "3/5/26, 11:12\u202fPM - A\n3/5/26, 12:12\u202fPM - A\n3/5/26, 12:12\u202fPM -8 A\n3/5/26, 12:12:10\u202fPM - A", "9:12 2026/3/5]\n10:13 2026/3/5]\n10:13 2026/3/55]", "Mar 6 26 9:12\nMar 6 26, 9:13\nMar 6, 9:12", "11/10/2026 9:12\n11/10/20261 9:12\n2026-03-05T09:12\n2026-03-05T10:12+08:00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		lines := bytes.Split(b, []byte{'\n'})
		var dates, again Dates
		for _, l := range lines {
			if s, n := Prefix(l); n > 0 {
				dates.Add(s)
				again.before = Stamp{} // each day counted anew
				again.tally = nil
				again.Add(s)
			}
		}
		if d := cmp.Diff(again.Decide("", ""), dates.Decide("", ""), cmp.AllowUnexported(Reading{}, shape{}, choice{})); d != "" {
			t.Fatalf("days that repeat are counted otherwise (-want +got):\n%s", d)
		}
		for _, zone := range changing(t) {
			plain, order := Reader{Zone: zone}, Reader{Zone: zone, Order: dates.Decide("", "")}
			slow := dates.Decide("", "")
			for _, l := range lines {
				want, n := Prefix(l)
				if got, m := order.Prefix(l); m != n || n > 0 && *got != want {
					t.Fatalf("%q: %+v %d, by itself %+v %d", l, *got, m, want, n)
				}
				clock, n2 := Clock(l)
				if got, m := order.Clock(l); m != n2 || m > 0 && *got != clock {
					t.Fatalf("%q: the clock %+v %d, by itself %+v %d", l, *got, m, clock, n2)
				}
				if n == 0 {
					continue
				}
				if d := cmp.Diff(want.Moment(YMD, zone, "", ""), plain.Moment(&want, "")); d != "" {
					t.Fatalf("%q in %s (-want +got):\n%s", l, zone, d)
				}
				if d := cmp.Diff(slow.Read(want).Moment(YMD, zone, "", ""), order.Moment(&want, "")); d != "" {
					t.Fatalf("%q in order in %s (-want +got):\n%s", l, zone, d)
				}
			}
		}
	})
}

// changing are zones whose clocks change, São Paulo's at midnight.
func changing(t testing.TB) []*time.Location {
	t.Helper()
	out := []*time.Location{time.UTC}
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu"} {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, z)
	}
	return out
}

func FuzzPrefix(f *testing.F) {
	for _, s := range []string{"2026. 3. 5. 오후 4:40:09", "\u200f٥\u200f/٣\u200f/٢٠٢٦، ٤:٤٠", "Fri, 6 Mar 2026 16:40:09 +0800", "5/3/R8", "2026年3月6日(金)", "16:40 UTC+8"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, n := Prefix(b)
		if n < 0 || n > len(b) {
			t.Fatalf("takes %d of %d bytes", n, len(b))
		}
		if n > 0 {
			if _, again := Prefix(b[:n]); again == 0 {
				t.Fatalf("%q reads, its own %q does not", b, b[:n])
			}
			s.Moment(MDY, time.UTC, timeline.ZoneAssumed, "")
		}
	})
}

func BenchmarkReader(b *testing.B) {
	for _, in := range []string{"23/03/2026, 13:31 - Ann: hi", "2026/3/5 下午4:40:09] Ann: hi", "3/5/26, 9:12:10\u202fPM - Ann"} {
		b.Run(in[:10], func(b *testing.B) {
			line := []byte(in)
			r := Reader{Zone: time.UTC}
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				s, _ := r.Prefix(line)
				r.Moment(s, "")
			}
		})
	}
}
