package timestamp

import (
	"bytes"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// half is what a 12-hour marker says.
type half int

const (
	halfNone half = iota
	halfAM
	halfPM
	halfNoon  // 中午: 11 to 1
	halfNight // 晚上: 6 to 12
)

// A word is one of the words that stand in stamps.
type word struct {
	text  string
	kind  wordKind
	value int
	size  int // bytes in the text at hand
	// prefixOnly markers never stand behind the time.
	prefixOnly bool
	// exact words have no case and no spaces; glued ones need not end where
	// the letters end.
	exact, glued bool
}

type wordKind int

const (
	wordNone wordKind = iota
	wordWeekday
	wordHalf
	wordMonth
	wordEra
	wordBuddhist
	wordZone
	wordGlue
	wordUnit // stands behind a time of day and says nothing
)

// The words, by kind; a value in front of "=" holds for all that follow it.
// Case is folded for ASCII and Latin letters. Sources: Unicode CLDR names as
// the apps print them.
const (
	weekdays = `
1= Sunday Sun 星期日 星期天 周日 週日 礼拜日 禮拜天 日曜日 일요일 Sonntag So dimanche dim domingo dom domenica воскресенье вс อาทิตย์ อา. zondag niedziela неділя Pazar الأحد יום_ראשון neděle vasárnap söndag søndag sunnuntai วันอาทิตย์ที่ Minggu Ahad Linggo duminică Κυριακή неделя недеља nedeľa pühapäev nedelja diumenge रविवार svētdiena Chủ_Nhật nedjelja
2= Monday Mon 星期一 周一 週一 礼拜一 禮拜一 月曜日 월요일 Montag lundi lun lunes segunda-feira lunedì понедельник пн จันทร์ จ. maandag poniedziałek понеділок Pazartesi الاثنين יום_שני pondělí hétfő måndag mandag maanantai วันจันทร์ที่ Senin Isnin luni Δευτέρα понеделник понедељак pondelok esmaspäev ponedeljek dilluns सोमवार pirmdiena Thứ_Hai ponedjeljak
3= Tuesday Tue Tues 星期二 周二 週二 礼拜二 禮拜二 火曜日 화요일 Dienstag mardi martes terça-feira martedì вторник вт อังคาร อ. dinsdag wtorek вівторок Salı الثلاثاء יום_שלישי úterý kedd tisdag tirsdag tiistai วันอังคารที่ Selasa marți Τρίτη уторак utorok teisipäev torek dimarts मंगलवार otrdiena Thứ_Ba utorak
4= Wednesday Wed 星期三 周三 週三 礼拜三 禮拜三 水曜日 수요일 Mittwoch mercredi mer miércoles mié quarta-feira mercoledì среда ср พุธ พ. woensdag środa середа Çarşamba الأربعاء יום_רביעי středa szerda onsdag keskiviikko วันพุธที่ Rabu Miyerkules miercuri Τετάρτη сряда streda kolmapäev sreda dimecres बुधवार trešdiena Thứ_Tư srijeda
5= Thursday Thu Thur Thurs 星期四 周四 週四 礼拜四 禮拜四 木曜日 목요일 Donnerstag jeudi jeu jueves jue quinta-feira giovedì четверг чт พฤหัสบดี พฤ. donderdag czwartek четвер Perşembe الخميس יום_חמישי čtvrtek csütörtök torsdag torstai วันพฤหัสบดีที่ Kamis Khamis Huwebes joi Πέμπτη четвъртък четвртак štvrtok neljapäev četrtek dijous गुरुवार ceturtdiena Thứ_Năm četvrtak
6= Friday Fri 星期五 周五 週五 礼拜五 禮拜五 金曜日 금요일 Freitag vendredi ven viernes vie sexta-feira venerdì пятница пт ศุกร์ ศ. vrijdag piątek пʼятниця Cuma الجمعة יום_שישי pátek péntek fredag perjantai วันศุกร์ที่ Jumat Jumaat Biyernes vineri Παρασκευή петък петак piatok reede petek divendres शुक्रवार piektdiena Thứ_Sáu petak
7= Saturday Sat 星期六 周六 週六 礼拜六 禮拜六 土曜日 토요일 Samstag Sonnabend samedi sam sábado sáb sabato суббота сб เสาร์ ส. zaterdag sobota субота Cumartesi السبت יום_שבת szombat lördag lørdag lauantai วันเสาร์ที่ Sabtu Sabado sâmbătă Σάββατο събота laupäev dissabte शनिवार sestdiena Thứ_Bảy subota`

	halves = `
1= AM a.m. a.m a._m. 上午 午前 오전 凌晨 清晨 早上 ص ق.ظ. ق.ظ ก่อนเที่ยง SA PD π.μ. ΠΜ de. ÖÖ пр.об. дп पूर्वाह्न म.पू. PG vorm. FM f.m. dop. dopoledne לפנה״צ לפנה"צ priek. priekšp. priešpiet vm. ap. p.d. e_paradites f.h. r.n. пре_подне претпл. тң ү.ө. முற்பகல் ಪೂರ್ವಾಹ್ನ පෙ.ව. ກ່ອນທ່ຽງ နံနက် ጥዋት
2= PM p.m. p.m p._m. 下午 午後 오후 傍晚 م ب.ظ. ب.ظ หลังเที่ยง CH MD μ.μ. ΜΜ du. ÖS сл.об. пп अपराह्न म.उ. PTG nachm. EM e.m. odp. odpoledne אחה״צ אחה"צ pēcp. popiet pop. nm. ip. m.d. e_pasdites e.h. i.n. по_подне попл. тк ү.х. பிற்பகல் ಅಪರಾಹ್ನ ප.ව. ຫຼັງທ່ຽງ ညနေ ከሰዓት
3= 中午 正午
4= 晚上 夜间 夜里 半夜 深夜 午夜`

	months = `
1= January Jan Januar Jänner janvier janv enero ene janeiro gennaio gen января янв januari stycznia sty ledna led Ocak Oca január ianuarie січня січ जनवरी يناير ม.ค. มกราคม ינואר Ιανουαρίου tammikuuta thg_1 tháng_1 styczeń январь січень ינו׳ leden tammikuu ian Ιαν януари јануар januára jaanuar jaan gener जन॰ janvāris siječnja sij
2= February Feb Februar février févr febrero fevereiro fev febbraio февраля февр фев februari lutego lut února úno Şubat Şub február februarie лютого лют फ़रवरी فبراير ก.พ. กุมภาพันธ์ פברואר Φεβρουαρίου helmikuuta thg_2 tháng_2 luty февраль лютий פבר׳ únor febr helmikuu Pebrero Peb Φεβ февруари фебруар februára veebruar veebr febrer फ़र॰ februāris veljače velj
3= March Mar März Mrz mars marzo março марта мар maart mrt marca března bře Mart március martie березня бер मार्च مارس มี.ค. มีนาคม מרץ Μαρτίου maaliskuuta Maret Mac thg_3 tháng_3 marzec март березень březen márc marts maaliskuu Marso Μαρ marec märts març ožujka ožu
4= April Apr avril avr abril abr aprile апреля апр kwietnia kwi dubna dub Nisan Nis április aprilie квітня квіт अप्रैल أبريل เม.ย. เมษายน אפריל Απριλίου huhtikuuta thg_4 tháng_4 kwiecień апрель квітень אפר׳ duben ápr huhtikuu Απρ април apríla apríl aprill aprīlis travnja tra
5= May Mai mayo maio maggio mag мая май mei maja května kvě Mayıs május травня трав मई مايو พ.ค. พฤษภาคม מאי Μαΐου toukokuuta maj thg_5 tháng_5 травень květen máj toukokuu Μαΐ мај mája maig maijs svibnja svi
6= June Jun Juni juin junio junho giugno giu июня июн czerwca cze června čvn Haziran Haz június iunie червня черв जून يونيو มิ.ย. มิถุนายน יוני Ιουνίου kesäkuuta thg_6 tháng_6 czerwiec июнь червень červen jún kesäkuu Hunyo Hun iun Ιουν юни јун júna juuni junij juny jūnijs jūn lipnja
7= July Jul Juli juillet juill juil julio julho luglio lug июля июл lipca lip července čvc Temmuz Tem július iulie липня лип जुलाई يوليو ก.ค. กรกฎาคม יולי Ιουλίου heinäkuuta thg_7 tháng_7 lipiec июль липень červenec júl heinäkuu Julai Hulyo Hul iul Ιουλ юли јул júla juuli julij juliol जुल॰ jūlijs jūl srpnja
8= August Aug août agosto ago августа авг augustus augusti sierpnia sie srpna srp Ağustos Ağu augusztus серпня серп अगस्त أغسطس ส.ค. สิงหาคม אוגוסט Αυγούστου elokuuta Agustus Agu thg_8 tháng_8 sierpień август серпень אוג׳ srpen elokuu Ogos Ogo Αυγ augusta avgust avg agost अग॰ augusts kolovoza kol
9= September Sep Sept septembre septiembre setembro set settembre сентября сент сен września wrz září zář Eylül Eyl szeptember septembrie вересня вер सितंबर सितम्बर سبتمبر ก.ย. กันยายน ספטמבר Σεπτεμβρίου syyskuuta thg_9 tháng_9 wrzesień сентябрь вересень ספט׳ szept syyskuu Setyembre Σεπ септември септембар septembra setembre सित॰ septembris rujna ruj
10= October Oct Oktober Okt octobre octubre outubro out ottobre ott октября окт października paź října říj Ekim Eki október octombrie жовтня жовт अक्टूबर अक्तूबर أكتوبر ต.ค. ตุลาคม אוקטובר Οκτωβρίου lokakuuta thg_10 tháng_10 październik октябрь жовтень אוק׳ říjen lokakuu Oktubre Οκτ октомври октобар októbra oktoober अक्टू॰ oktobris
11= November Nov novembre noviembre novembro ноября нояб ноя listopada lis listopadu Kasım Kas noiembrie листопада лист नवंबर नवम्बर نوفمبر พ.ย. พฤศจิกายน נובמבר Νοεμβρίου marraskuuta thg_11 tháng_11 listopad ноябрь листопад נוב׳ marraskuu Nobyembre Nob Νοε ноември новембар novembra नव॰ novembris studenoga studenog stu
12= December Dec Dezember Dez décembre déc diciembre dic dezembro dicembre декабря дек grudnia gru prosince pro Aralık Ara decembrie грудня груд दिसंबर दिसम्बर ديسمبر ธ.ค. ธันวาคม דצמבר Δεκεμβρίου joulukuuta Desember Des thg_12 tháng_12 grudzień декабрь грудень דצמ׳ prosinec joulukuu Disember Dis Disyembre Δεκ декември децембар decembra detsember dets desembre दिस॰ decembris prosinca`

	// The value is the year before the first of the era.
	eras = `
2018= R 令和
1988= H 平成
1911= 民國 民国`

	buddhist = `1= BE พ.ศ. B.E.`
	zones    = `1= Z UTC GMT`
	glues    = `1= at alle_ore в о v o la στις ob a_les pada nang kell को في בשעה den เวลา lúc pukul saat г. р. um u à às kl. klo alle 、 ، om`
	units    = `1= ч. Uhr बजे`
)

// lexicon lists the words by their first byte (Latin: lower case), longest first.
var lexicon = func() (lex [256][]word) {
	for _, t := range []struct {
		kind wordKind
		text string
	}{{wordWeekday, weekdays}, {wordHalf, halves}, {wordMonth, months}, {wordEra, eras}, {wordBuddhist, buddhist}, {wordZone, zones}, {wordGlue, glues}, {wordUnit, units}} {
		value := 0
		for f := range strings.FieldsSeq(t.text) {
			if v, ok := strings.CutSuffix(f, "="); ok {
				value = 0
				for _, c := range v {
					value = value*10 + int(c-'0')
				}
				continue
			}
			f = strings.ReplaceAll(f, "_", " ")
			w := word{text: strings.ToLower(f), kind: t.kind, value: value}
			r, _ := utf8.DecodeRuneInString(f)
			w.prefixOnly = t.kind == wordHalf && unicode.Is(unicode.Han, r)
			w.exact = strings.ToUpper(w.text) == w.text && !strings.Contains(w.text, " ")
			last, _ := utf8.DecodeLastRuneInString(w.text)
			w.glued = w.kind == wordEra || !unicode.IsLetter(last) || unicode.In(last, unicode.Han, unicode.Hangul)
			lex[w.text[0]] = append(lex[w.text[0]], w)
		}
	}
	for _, ws := range lex {
		sort.SliceStable(ws, func(i, j int) bool { return len(ws[i].text) > len(ws[j].text) })
	}
	return lex
}()

// wordAt finds the longest word at b[i:]. A word of letters must end where the
// letters end, but a Han word may be glued to what follows, and an era letter
// stands before digits.
func wordAt(b []byte, i int) word {
	if i >= len(b) {
		return word{}
	}
	for _, w := range lexicon[firstByte(b[i:])] {
		n, ok := len(w.text), false
		if w.exact {
			ok = hasPrefix(b, i, w.text)
		} else {
			n, ok = match(b[i:], w.text)
		}
		if !ok {
			continue
		}
		next, _ := runeAt(b, i+n)
		if w.kind == wordEra && len(w.text) == 1 && digit(next) < 0 {
			continue
		}
		if !w.glued && unicode.IsLetter(next) {
			continue
		}
		if w.kind == wordZone && w.text == "z" && i > 0 && digit(rune(b[i-1])) < 0 {
			continue
		}
		w.size = n
		if w.kind == wordMonth && next == '.' || w.kind == wordWeekday && next == '.' {
			w.size++
		}
		return w
	}
	return word{}
}

// firstByte is that of the first letter, in lower case.
func firstByte(b []byte) byte {
	c := b[0]
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	if c < utf8.RuneSelf {
		return c
	}
	r, _ := utf8.DecodeRune(b)
	var low [utf8.UTFMax]byte
	utf8.EncodeRune(low[:], unicode.ToLower(r))
	return low[0]
}

// match compares without regard to case; a space in w is any run of spaces,
// none included. It returns the bytes used.
func match(b []byte, w string) (int, bool) {
	i := 0
	for j := 0; j < len(w); {
		if w[j] == ' ' {
			i, j = skipSpace(b, i), j+1
			continue
		}
		if i >= len(b) {
			return 0, false
		}
		if b[i] < utf8.RuneSelf && w[j] < utf8.RuneSelf {
			c := b[i]
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			if c != w[j] {
				return 0, false
			}
			i, j = i+1, j+1
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		s, m := utf8.DecodeRuneInString(w[j:])
		if r != s && unicode.ToLower(r) != s {
			return 0, false
		}
		i, j = i+n, j+m
	}
	return i, true
}

// bareWeekday reads a weekday of one character, as it stands in brackets.
func bareWeekday(b []byte) (weekday, size int) {
	for _, names := range [...]string{"日一二三四五六", "日月火水木金土", "일월화수목금토"} {
		n := 0
		for _, r := range names {
			n++
			if s := string(r); bytes.HasPrefix(b, []byte(s)) {
				return n, len(s)
			}
		}
	}
	return 0, 0
}
