package waybill

import (
	"slices"
	"strings"

	"github.com/duizheng/duizheng/timeline"
)

// A tier says how much a form proves.
type tier int

const (
	tierLength tier = iota + 1 // plausible by length alone: only beside the carrier's name or a label
	tierShape                  // length and first digits: beside a name or label
	tierSelf                   // identifies itself
)

// A form is a shape of one carrier's numbers: one of the beginnings, then
// loose letters or digits, then digits only, to one of the lengths.
type form struct {
	carrier string
	tier    tier
	begins  []string // none: any digit
	loose   int
	lengths []int
	check   func(string) bool // nil: no published check digit
}

// forms lists the carriers' own forms, likeliest carrier first within a tier.
// Western forms that need a check digit are in jkeen/. Sources: BF-zh
// Courier-Validation, the rules of Taobao Assistant, eagle1-sys/whereis-api and
// numbers seen in public fixtures; no public source knows a check digit for
// ZTO, STO, YTO, Yunda, J&T, JD, SF or the 13-digit EMS numbers.
var forms = []form{
	{"sf", tierSelf, []string{"SF"}, 1, []int{15}, nil},
	{"yto", tierSelf, []string{"YT"}, 0, []int{15}, nil},
	{"jt", tierSelf, []string{"JT", "UT"}, 0, []int{15}, nil},
	{"sto", tierSelf, []string{"STO"}, 0, []int{13}, nil},
	{"jd", tierSelf, []string{"JD"}, 0, []int{15}, nil},
	{"jd", tierSelf, []string{"JDV", "JDX", "JDK", "JDA", "JDB", "JDE", "JDF"}, 3, []int{14, 15, 16, 17}, nil},
	{"dhl", tierSelf, []string{"JD0", "JJD0"}, 0, []int{20, 21, 22}, nil}, // DHL Paket
	{"deppon", tierSelf, []string{"DPK"}, 0, []int{12, 13, 14, 15}, nil},
	{"best", tierSelf, []string{"BXA"}, 0, []int{13}, nil},
	{"cainiao", tierSelf, []string{"LP"}, 0, []int{13, 16}, nil},
	{"yunexpress", tierSelf, []string{"YT"}, 0, []int{18}, nil},
	{"amazon", tierSelf, []string{"TBA", "TBC", "TBM"}, 0, []int{15}, nil},
	{"kuayue", tierSelf, []string{"KY"}, 0, []int{15}, nil},

	{"zto", tierShape, []string{"73", "74", "75", "76", "78"}, 0, []int{14}, nil},
	{"sto", tierShape, []string{"77"}, 0, []int{15, 14, 13}, nil},
	{"yunda", tierShape, []string{"3", "4"}, 0, []int{15}, nil},
	{"jt", tierShape, []string{"55"}, 0, []int{15}, nil},
	{"best", tierShape, []string{"5", "70", "71", "72"}, 0, []int{14, 15}, nil},
	{"yto", tierShape, []string{"88"}, 0, []int{18}, nil},
	{"ems", tierShape, []string{"10", "11", "12", "13", "50", "51", "52"}, 0, []int{13}, nil},
	{"chinapost", tierShape, []string{"95", "96", "97", "98", "99", "10", "11", "12", "13"}, 0, []int{13}, nil},
	{"ems", tierShape, []string{"P"}, 1, []int{13}, nil},
	{"chinapost", tierShape, []string{"P"}, 1, []int{13}, nil},
	{"jd", tierShape, []string{"VA", "VB", "VC", "VD", "VE"}, 0, []int{13}, nil},
	{"best", tierShape, []string{"A", "B", "C", "D", "E"}, 0, []int{13}, nil},
	{"cainiao", tierShape, []string{"621"}, 0, []int{15}, nil},
	{"yunda", tierShape, []string{"1", "2", "3", "4", "5"}, 0, []int{13}, nil},
	{"best", tierShape, []string{"5"}, 0, []int{13}, nil},
	{"sf", tierShape, []string{"SF"}, 0, []int{14}, nil},
	{"yamato", tierShape, nil, 0, []int{12}, mod7},
	{"sagawa", tierShape, nil, 0, []int{12}, mod7},
	{"japanpost", tierShape, nil, 0, []int{12}, mod7},

	{"sf", tierLength, nil, 0, []int{12}, nil},
	{"zto", tierLength, nil, 0, []int{12}, nil},
	{"sto", tierLength, nil, 0, []int{12}, nil},
	{"yto", tierLength, []string{"8", "6", "7"}, 0, []int{12}, nil},
	{"yto", tierLength, nil, 1, []int{10}, nil},
	{"deppon", tierLength, nil, 0, []int{8, 9, 10}, nil},
	{"yamato", tierLength, nil, 0, []int{12}, nil}, // 黑貓 in Taiwan: no published check digit
	{"4px", tierLength, nil, 0, []int{12}, nil},
}

func (f form) fits(n string) bool {
	if !slices.Contains(f.lengths, len(n)) {
		return false
	}
	begin, ok := "", len(f.begins) == 0
	for _, b := range f.begins {
		if strings.HasPrefix(n, b) {
			begin, ok = b, true
			break
		}
	}
	return ok && allDigits(n[len(begin)+f.loose:]) && (f.tier != tierSelf || len(begin) > 1)
}

// A reading is one carrier whose grammar a number fits.
type reading struct {
	carrier string
	tier    tier
	check   timeline.CheckDigit
}

// posts names the carriers behind the country of a UPU S10 number; other
// countries stay "s10".
var posts = map[string]string{"CN": "chinapost", "JP": "japanpost", "GB": "royalmail", "US": "usps", "DE": "dhl",
	"CA": "canadapost", "HK": "hongkongpost", "TW": "chunghwapost", "SG": "singpost", "AU": "auspost", "KR": "koreapost", "FR": "laposte"}

// readings lists everything that a normalised number can be, likeliest first.
func readings(n string) []reading {
	var list []reading
	for _, f := range forms {
		if f.fits(n) {
			r := reading{f.carrier, f.tier, timeline.CheckNone}
			if f.check != nil {
				r.check = timeline.CheckBad
				if f.check(n) {
					r.check = timeline.CheckOK
				}
			}
			list = append(list, r)
		}
	}
	for _, d := range definitions() {
		check, ok := d.judge(n)
		if !ok {
			continue
		}
		r := reading{d.Carrier, tierShape, check}
		switch d.ID {
		case "s10":
			list = append(list, s10(n, check)...)
			continue
		case "ups", "amazon_logistics", "yodel", "yunexpress":
			r.tier = tierSelf
		case "dhl_ecommerce_14", "dhl_ecommerce", "amazon_international", "fedex_ground_sscc_18":
			r.tier = tierLength
		}
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b reading) int { return b.weight() - a.weight() })
	return slices.CompactFunc(list, func(a, b reading) bool { return a.carrier == b.carrier && a.tier == b.tier })
}

// s10 reads a UPU number. Chinese E numbers are EMS, which is China Post's.
func s10(n string, check timeline.CheckDigit) []reading {
	country := n[len(n)-2:]
	if country == "CN" && n[0] == 'E' {
		return []reading{{"ems", tierSelf, check}, {"chinapost", tierSelf, check}}
	}
	if post, ok := posts[country]; ok {
		return []reading{{post, tierSelf, check}}
	}
	return []reading{{"s10", tierSelf, check}}
}

// weight orders readings: what identifies itself, then what its shape
// supports, then length; a failed check digit comes last.
func (r reading) weight() int {
	w := int(r.tier) * 10
	if r.check == timeline.CheckBad {
		w -= 100
	}
	return w
}

// judged are the carriers of readings, and what the check digit says of the
// number: bad only where every form that it fits has a check digit and fails
// it, ok where the likeliest one holds.
func judged(list []reading) (carriers []string, check timeline.CheckDigit) {
	if len(list) == 0 {
		return []string{}, timeline.CheckNone
	}
	check = list[0].check
	carriers = []string{}
	for _, r := range list {
		if r.check == timeline.CheckBad && check != timeline.CheckBad || slices.Contains(carriers, r.carrier) {
			continue
		}
		// What only the length supports is no rival of a known beginning.
		if r.tier < list[0].tier && (list[0].tier == tierSelf || r.check != timeline.CheckOK) {
			continue
		}
		carriers = append(carriers, r.carrier)
	}
	return carriers, check
}
