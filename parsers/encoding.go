package parsers

import (
	"bytes"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// An Encoding is the name of a character encoding, lower case.
type Encoding string

// The encodings that exports come in. Statistical detectors fail on short
// courier talk, so there is a fixed rule (DetectEncoding) and an override.
const (
	UTF8    Encoding = "utf-8"
	UTF16LE Encoding = "utf-16le"
	UTF16BE Encoding = "utf-16be"
	GB18030 Encoding = "gb18030"
	Big5    Encoding = "big5"
)

var encodings = map[Encoding]encoding.Encoding{
	UTF16LE: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), UTF16BE: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	GB18030: simplifiedchinese.GB18030, Big5: traditionalchinese.Big5,
	"shift_jis": japanese.ShiftJIS, "euc-jp": japanese.EUCJP, "euc-kr": korean.EUCKR,
	"windows-1252": charmap.Windows1252, "windows-1251": charmap.Windows1251, "windows-874": charmap.Windows874,
}

// ParseEncoding reads a name that a user gave with --encoding.
func ParseEncoding(name string) (Encoding, error) {
	e := Encoding(strings.ToLower(strings.TrimSpace(name)))
	switch e {
	case "", UTF8, "utf8":
		if e != "" {
			e = UTF8
		}
		return e, nil
	case "gbk", "gb2312", "gb-18030":
		return GB18030, nil
	case "utf-16", "utf16":
		return UTF16LE, nil
	}
	if encodings[e] == nil {
		known := []string{string(UTF8)}
		for k := range encodings {
			known = append(known, string(k))
		}
		sort.Strings(known)
		return "", fmt.Errorf("unknown encoding %q (known: %s)", name, strings.Join(known, ", "))
	}
	return e, nil
}

// Decode turns bytes into text. What cannot be decoded becomes U+FFFD; a byte
// order mark at the start stays in the text, as its bytes stay in the file.
func (e Encoding) Decode(b []byte) string {
	if e == UTF8 || e == "" {
		if utf8.Valid(b) {
			return string(b)
		}
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	out, err := encodings[e].NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return string(out)
}

// DetectEncoding decides by a fixed rule: byte order mark, then valid UTF-8,
// then the zero bytes of UTF-16, then whichever of GB18030 and Big5 decodes
// without error into more common Chinese. It also says why.
func DetectEncoding(sample []byte) (Encoding, string) {
	switch {
	case bytes.HasPrefix(sample, []byte("\xef\xbb\xbf")):
		return UTF8, "byte order mark"
	case bytes.HasPrefix(sample, []byte{0xff, 0xfe}):
		return UTF16LE, "byte order mark"
	case bytes.HasPrefix(sample, []byte{0xfe, 0xff}):
		return UTF16BE, "byte order mark"
	}
	if le, be := zeroShare(sample); le > 0.3 && be < 0.05 {
		return UTF16LE, "zero bytes at odd places"
	} else if be > 0.3 && le < 0.05 {
		return UTF16BE, "zero bytes at even places"
	}
	if utf8.Valid(trimCut(sample, UTF8)) {
		return UTF8, "valid UTF-8"
	}
	gb, gbBad := hanScore(GB18030, sample)
	b5, b5Bad := hanScore(Big5, sample)
	whole, broken := utf8Letters(sample)
	switch {
	case whole > 20*broken:
		return UTF8, "UTF-8 with a few invalid bytes"
	case b5 > gb && b5Bad <= gbBad:
		return Big5, fmt.Sprintf("reads as common Chinese in Big5 (%.0f %%), less so in GB18030 (%.0f %%)", b5*100, gb*100)
	case gb > 0.3 || gbBad < 0.005:
		return GB18030, fmt.Sprintf("not UTF-8; reads as common Chinese in GB18030 (%.0f %%)", gb*100)
	}
	return UTF8, "not recognised; read as UTF-8 with invalid bytes marked"
}

// zeroShare is the share of zero bytes at odd and at even places.
func zeroShare(b []byte) (odd, even float64) {
	if len(b) < 4 {
		return 0, 0
	}
	for i, c := range b {
		if c == 0 {
			if i%2 == 1 {
				odd++
			} else {
				even++
			}
		}
	}
	half := float64(len(b)) / 2
	return odd / half, even / half
}

// utf8Letters counts the letters beyond ASCII that are whole UTF-8, and the
// bytes that are not. Text in another encoding has few of the former.
func utf8Letters(b []byte) (whole, broken int) {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		b = b[size:]
	}
	return whole, broken
}

// common holds the characters that fill ordinary Chinese text; a wrong
// decoding yields rare ones.
const common = "的一是不了在人有我他这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得于着著下自之年過过發发後后作里用道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样理心她本前開开但因只從从想實实日軍军者意無无力它與与長长把機机十民第公此已工使情明性知全三又關关點点正業业外將将兩两高間间由問问很最重並并物手應应向頭头文體体政美相見见被利什二等產产或新己制身果加西斯月話话合回特代內内信表化老給给世位次度門门任常先海通教兒儿原東东聲声提立及比員员解水名真論论處处走義义各入幾几口認认條条平系氣气題题活爾尔更別别打女變变四神總总何電电數数安少報报才結结反受目太量再感建務务做接必場场件計计管期市直德資资命山金指克許许統统區区保至隊队形社便空決决治展馬马科司五基眼書书非則则聽听白卻却界達达光放強强即像難难且權权思王象完設设式色路記记南品住告類类求據据程北邊边死張张該该交規规萬万取拉格望覺觉術术領领共確确傳传師师觀观清今切院讓让識识候帶带導导爭争運运快遞递送單单號号簽签收件貨货請请謝谢您親亲亲裏"

var commonHan = func() map[rune]bool {
	m := make(map[rune]bool, len(common)/3)
	for _, r := range common {
		m[r] = true
	}
	return m
}()

// hanScore is the share of common characters among the foreign ones after
// decoding, and the share that cannot be decoded.
func hanScore(e Encoding, sample []byte) (share, bad float64) {
	var foreign, good, wrong float64
	for _, r := range e.Decode(sample) {
		switch {
		case r < 0x80:
		case r == utf8.RuneError || r >= 0xe000 && r <= 0xf8ff:
			wrong++
			foreign++
		case commonHan[r]:
			good++
			foreign++
		default:
			foreign++
		}
	}
	if foreign == 0 {
		return 0, 0
	}
	return good / foreign, wrong / foreign
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 || c == 0 {
			return false
		}
	}
	return true
}

// trimCut drops a character cut off at the end of b.
func trimCut(b []byte, e Encoding) []byte {
	if e != UTF8 && e != "" {
		return b
	}
	for i := 1; i <= 3 && i <= len(b); i++ {
		c := b[len(b)-i]
		if c < 0x80 {
			return b
		}
		if c >= 0xc0 {
			if !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			return b
		}
	}
	return b
}

// MaxDecoded bounds the size of a JSON or HTML file that is not in UTF-8: such
// a file is decoded as a whole, since its offsets must be mapped back.
const MaxDecoded = 256 << 20

// A decoded is the content of a file as UTF-8, with the way back to the
// original offsets.
type decoded struct {
	reader io.ReadCloser // UTF-8
	// marks pairs offsets, ascending; nil when the file is UTF-8 already.
	marks []mark
	enc   Encoding
	raw   []byte
	text  []byte
}

// markEvery is how many bytes of the file lie between two marks: the way back
// walks at most so far.
const markEvery = 256

type mark struct{ from, to int64 } // from: in the file, to: in the UTF-8 text

// decode opens f for reading as UTF-8.
func (f *File) decode() (*decoded, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	if f.Encoding == UTF8 || f.Encoding == "" {
		return &decoded{reader: r}, nil
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, MaxDecoded+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxDecoded {
		return nil, fmt.Errorf("%s: larger than %d MB and not in UTF-8 (%s); save it as UTF-8 first", f.String(), MaxDecoded>>20, f.Encoding)
	}
	d := &decoded{enc: f.Encoding, raw: raw}
	t := encodings[f.Encoding].NewDecoder()
	buf := make([]byte, 16<<10)
	for at := 0; at < len(raw); {
		d.marks = append(d.marks, mark{int64(at), int64(len(d.text))})
		end := min(at+markEvery, len(raw))
		nDst, nSrc, err := t.Transform(buf, raw[at:end], end == len(raw))
		d.text = append(d.text, buf[:nDst]...)
		if nSrc == 0 {
			if err == nil || err == transform.ErrShortSrc && end < len(raw) {
				return nil, fmt.Errorf("%s: cannot be decoded as %s at byte %d", f.String(), f.Encoding, at)
			}
			d.text = append(d.text, "\ufffd"...)
			nSrc = 1
		}
		at += nSrc
	}
	d.reader = io.NopCloser(bytes.NewReader(d.text))
	return d, nil
}

// original maps an offset of the UTF-8 text back to the file.
func (d *decoded) original(off int64) int64 {
	if d.marks == nil {
		return off
	}
	i := sort.Search(len(d.marks), func(i int) bool { return d.marks[i].to > off }) - 1
	if i < 0 {
		return 0
	}
	m := d.marks[i]
	// Walk from the mark, one character of the file at a time.
	t := encodings[d.enc].NewDecoder()
	var char [16]byte
	from := m.from
	for at := m.to; at < off && from < int64(len(d.raw)); {
		wrote, read := 0, 0
		for n := int64(1); n <= 4 && read == 0 && from+n <= int64(len(d.raw)); n++ {
			t.Reset()
			wrote, read, _ = t.Transform(char[:], d.raw[from:from+n], from+n == int64(len(d.raw)))
		}
		if read == 0 { // as decode does with what is no character
			wrote, read = len("\ufffd"), 1
		}
		at += int64(wrote)
		from += int64(read)
	}
	return min(from, int64(len(d.raw)))
}

// Encode turns text into bytes; an error names a character that e lacks.
func (e Encoding) Encode(s string) ([]byte, error) {
	if e == UTF8 || e == "" {
		return []byte(s), nil
	}
	return encodings[e].NewEncoder().Bytes([]byte(s))
}
