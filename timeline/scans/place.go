package scans

import (
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/place"
)

// siteCues stand right before a site that no bracket marks.
var siteCues = []string{"已到达-", "到达-", "离开", "到达", "抵达", "已到", "Arrived at ", "Arrived in ", "arrived at ", "Departed from ", "Departed ", "departed ", "Left FedEx origin facility ", "Left ", "facility in ", "Facility in ", "facility ", "Facility "}

// siteEnds end a site's name.
const siteEnds = ",，。;；!！(（ \t"

// site is the city or site that the text names: a leading 【上海市】, else the
// first name in brackets that is no station, locker or signer, else what
// follows 到达 or 离开. Where a parcel was handed over, words such as "left with"
// name no site.
func site(text string, status timeline.ScanStatus) string {
	for rest := text; ; {
		i := strings.IndexAny(rest, "【[")
		if i < 0 {
			break
		}
		open, size := utf8.DecodeRuneInString(rest[i:])
		shut := "】"
		if open == '[' {
			shut = "]"
		}
		j := strings.Index(rest[i:], shut)
		if j < 0 {
			break
		}
		inside := strings.TrimSpace(rest[i+size : i+j])
		if isSite(inside) {
			return inside
		}
		rest = rest[i+j+len(shut):]
	}
	if status == timeline.StatusDelivered || status == timeline.StatusAtPickupPoint {
		return ""
	}
	for _, cue := range siteCues {
		_, after, ok := strings.Cut(text, cue)
		if !ok {
			continue
		}
		ends := siteEnds
		if cue[0] < 0x80 {
			ends = ",，。;；"
		}
		if end := strings.IndexAny(after, ends); end >= 0 {
			after = after[:end]
		}
		after = strings.TrimSpace(after)
		if n := utf8.RuneCountInString(after); n < 2 || n > 40 || strings.ContainsAny(after, "【】[]") {
			continue
		}
		if _, kind, ok := place.Find(after); !ok || kind == timeline.PlaceOther {
			return after
		}
	}
	return ""
}

// isSite reports whether the words in a bracket name a city or a site: not a
// person, a phone number, a date, a station or who signed.
func isSite(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 40 || strings.ContainsAny(s, "0123456789*") && !strings.ContainsAny(s, "站部店中心") {
		return false
	}
	if strings.Contains(s, "签收") || strings.Contains(s, "异常") || n <= 3 && !siteName(s) {
		return false
	}
	_, kind, ok := place.Find(s)
	return !ok || kind == timeline.PlaceOther && !strings.Contains(s, "箱")
}

// siteName reports whether a short name ends like a place, not like a person.
func siteName(s string) bool {
	for _, end := range []string{"市", "县", "区", "省", "州", "镇", "乡", "站", "部", "港", "国", "北京", "上海", "天津", "重庆", "海口", "深圳"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
