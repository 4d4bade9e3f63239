package waybill

import (
	"embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/duizheng/duizheng/timeline"
)

//go:embed jkeen/*.json jkeen/LICENSE
var jkeen embed.FS

// A definition is one number format of jkeen/tracking_number_data.
type definition struct {
	ID      string
	Carrier string
	form    *regexp.Regexp
	check   *checksum
	prepend prepending
	// countries, if set, are the values that the group CountryCode may have.
	countries map[string]bool
	valid     []string
	invalid   []string
}

type checksum struct {
	Name            string
	Modulo          int
	Modulo1         int
	Modulo2         int
	Weightings      []int
	EvensMultiplier int `json:"evens_multiplier"`
	OddsMultiplier  int `json:"odds_multiplier"`
	Reverse         bool
}

// A prepending adds digits to the serial number before it is checked.
type prepending struct{ unless, content string }

// goForms are the regular expressions of the definitions that use look-around,
// which Go has not, written without it. They match normalised numbers, so the
// look-ahead that counts the remaining digits becomes the end of the number.
var goForms = map[string]string{
	"dhl_ecommerce": `(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?<SerialNumber>[0-9A-Z]{10,39})`,
	"usps_impb_n": `(?:420[0-9]{5}(?:[0-9]{4})?)?` +
		`(?<SerialNumber>94[0-9]{3}(?:9[0-9]{8}(?:[0-9]{15}|[0-9]{11}|[0-9]{7})|[0-8][0-9]{5}(?:[0-9]{14}|[0-9]{10})))(?<CheckDigit>[0-9])`,
	"usps_impb_c": `(?:420[0-9]{5}(?:[0-9]{4})?)?` +
		`(?<SerialNumber>(?:92[0-9]{3}9[0-9]{8}(?:[0-9]{11}|[0-9]{7})|93[0-9]{3}[0-8][0-9]{5}(?:[0-9]{14}|[0-9]{10})|` +
		`95[0-9]{3}(?:9[0-9]{8}(?:[0-9]{11}|[0-9]{7})|[0-8][0-9]{5}(?:[0-9]{14}|[0-9]{10}))))(?<CheckDigit>[0-9])`,
}

// carrierCodes translates the courier codes of the definitions that are not ours.
var carrierCodes = map[string]string{"canada_post": "canadapost"}

// definitions reads the embedded data once.
var definitions = sync.OnceValue(func() []*definition {
	files, err := jkeen.ReadDir("jkeen")
	if err != nil {
		panic(err)
	}
	var all []*definition
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".json") {
			continue
		}
		b, err := jkeen.ReadFile("jkeen/" + f.Name())
		if err != nil {
			panic(err)
		}
		list, err := readCourier(b)
		if err != nil {
			panic(fmt.Sprintf("waybill: jkeen/%s: %v", f.Name(), err))
		}
		all = append(all, list...)
	}
	return all
})

// joined is a regular expression that the data writes as one string or as several.
type joined string

func (j *joined) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		var parts []string
		err := json.Unmarshal(b, &parts)
		*j = joined(strings.Join(parts, ""))
		return err
	}
	return json.Unmarshal(b, (*string)(j))
}

func readCourier(b []byte) ([]*definition, error) {
	var courier struct {
		Code    string `json:"courier_code"`
		Numbers []struct {
			ID         string
			Name       string
			Regex      joined
			Validation struct {
				Checksum   *checksum
				Additional struct{ Exists []string }
				Serial     struct {
					Prepend struct{ Content string } `json:"prepend_if"`
				} `json:"serial_number_format"`
			}
			Additional []struct {
				Name   string
				Lookup []struct{ Matches string }
			}
			Tests struct{ Valid, Invalid []string } `json:"test_numbers"`
		} `json:"tracking_numbers"`
	}
	if err := json.Unmarshal(b, &courier); err != nil {
		return nil, err
	}
	if c, ok := carrierCodes[courier.Code]; ok {
		courier.Code = c
	}
	var list []*definition
	for _, n := range courier.Numbers {
		if n.ID == "" {
			n.ID = strings.ReplaceAll(strings.ToLower(n.Name), " ", "_")
		}
		form := string(n.Regex)
		if safe, ok := goForms[n.ID]; ok {
			form = safe
		}
		re, err := regexp.Compile(`^(?:` + form + `)$`)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n.ID, err)
		}
		d := &definition{ID: n.ID, Carrier: courier.Code, form: re, check: n.Validation.Checksum, valid: n.Tests.Valid, invalid: n.Tests.Invalid}
		// The one condition in use is "does not begin with the content yet".
		d.prepend = prepending{unless: n.Validation.Serial.Prepend.Content, content: n.Validation.Serial.Prepend.Content}
		if len(n.Validation.Additional.Exists) > 0 {
			d.countries = map[string]bool{}
			for _, a := range n.Additional {
				if a.Name != n.Validation.Additional.Exists[0] {
					continue
				}
				for _, l := range a.Lookup {
					d.countries[l.Matches] = true
				}
			}
		}
		list = append(list, d)
	}
	return list, nil
}

// judge tests a normalised number. ok is false when it has not this form; a
// number of the form whose check digit is wrong comes out as CheckBad.
func (d *definition) judge(number string) (check timeline.CheckDigit, ok bool) {
	m := d.form.FindStringSubmatch(number)
	if m == nil {
		return "", false
	}
	group := func(name string) string {
		if i := d.form.SubexpIndex(name); i >= 0 {
			return m[i]
		}
		return ""
	}
	if d.countries != nil && !d.countries[group("CountryCode")] {
		return "", false
	}
	if d.ID == "dhl_ecommerce" && !strings.ContainsAny(group("SerialNumber"), "0123456789") {
		return "", false
	}
	if d.check == nil {
		return timeline.CheckNone, true
	}
	serial := group("SerialNumber")
	if p := d.prepend; p.content != "" && !strings.HasPrefix(serial, p.unless) {
		serial = p.content + serial
	}
	if d.check.holds(serial, int(group("CheckDigit")[0]-'0')) {
		return timeline.CheckOK, true
	}
	return timeline.CheckBad, true
}

// holds applies the algorithms of jkeen's CHECKSUM_ALGORITHMS.md.
func (c *checksum) holds(serial string, digit int) bool {
	switch c.Name {
	case "s10":
		sum := 11 - weighted(serial, c.Weightings)%c.Modulo
		switch sum {
		case 10:
			sum = 0
		case 11:
			sum = 5
		}
		return sum == digit
	case "mod7":
		n, err := strconv.ParseInt(serial, 10, 64)
		return err == nil && int(n%7) == digit
	case "sum_product_with_weightings_and_modulo":
		return weighted(serial, c.Weightings)%c.Modulo1%c.Modulo2 == digit
	case "mod10":
		return (10-c.alternating(serial)%10)%10 == digit
	}
	return false
}

func weighted(serial string, weights []int) int {
	sum := 0
	for i := 0; i < len(serial) && i < len(weights); i++ {
		sum += int(serial[i]-'0') * weights[i]
	}
	return sum
}

// alternating sums the characters with the multipliers of even and odd places;
// letters count as in the UPS table (A=2, B=3 …).
func (c *checksum) alternating(serial string) int {
	sum := 0
	for i := range len(serial) {
		ch := serial[i]
		if c.Reverse {
			ch = serial[len(serial)-1-i]
		}
		x := int(ch - '0')
		if ch >= 'A' {
			x = int(ch-3) % 10
		}
		if i%2 == 1 {
			x *= c.OddsMultiplier
		} else {
			x *= c.EvensMultiplier
		}
		sum += x
	}
	return sum
}

// mod7 is the check of the Japanese twelve-digit numbers (Yamato, Sagawa, Japan
// Post): the last digit is the first eleven modulo 7.
func mod7(number string) bool {
	n, err := strconv.ParseInt(number[:len(number)-1], 10, 64)
	return err == nil && int(n%7) == int(number[len(number)-1]-'0')
}

// idCard reports whether s is a Chinese ID number with a valid check character
// (GB 11643, ISO 7064 MOD 11-2) and a possible date of birth.
func idCard(s string) bool {
	if len(s) != 18 || !allDigits(s[:17]) || s[6:8] != "19" && s[6:8] != "20" {
		return false
	}
	sum, weight := 0, 1
	for i := 17; i >= 0; i-- {
		x := int(s[i] - '0')
		if s[i] == 'X' && i == 17 {
			x = 10
		}
		sum += x * weight
		weight = weight * 2 % 11
	}
	return sum%11 == 1
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
