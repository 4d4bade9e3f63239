package whatsapp

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

// One exchange in the shape and words of many phones: who, when and what must
// come out the same everywhere.
func TestLocales(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"italian iOS", []string{
			"[18/03/22, 14:56:01] Gruppo: \u200eI messaggi e le chiamate sono crittografati end-to-end.",
			"\u200e[18/03/22, 14:57:01] Ugo: \u200eimmagine omessa",
			"\u200e[18/03/22, 14:58:01] Ugo: \u200eChiamata vocale persa",
			"[18/03/22, 14:59:01] Ugo: \u200eQuesto messaggio è stato eliminato."},
			[]string{"notice||03-18 14:56:01", "message|Ugo|03-18 14:57:01|image", "notice||03-18 14:58:01", "message|Ugo|03-18 14:59:01|recalled"}},
		{"russian Android", []string{
			"18.03.2022, 14:56 - Сообщения и звонки защищены сквозным шифрованием. Подробнее: нажмите",
			"18.03.2022, 14:56 - Аня создал(-а) группу \"Посылки: дом\"",
			"18.03.2022, 14:57 - Аня: <Без медиафайлов>",
			"18.03.2022, 14:58 - Аня: IMG-20220318-WA0001.jpg (файл добавлен)",
			"18.03.2022, 14:59 - Аня: Данное сообщение удалено"},
			[]string{"notice||03-18 14:56:00", "notice||03-18 14:56:00", "message|Аня|03-18 14:57:00|other", "message|Аня|03-18 14:58:00|image", "message|Аня|03-18 14:59:00|recalled"}},
		{"turkish Android", []string{
			"18.03.2022 14:56 - Mesajlar ve aramalar uçtan uca şifrelidir.",
			"18.03.2022 14:57 - Ece: <Medya dahil edilmedi>",
			"18.03.2022 14:58 - Ece: Bu mesaj silindi"},
			[]string{"notice||03-18 14:56:00", "message|Ece|03-18 14:57:00|other", "message|Ece|03-18 14:58:00|recalled"}},
		{"korean Android", []string{
			"2022년 3월 18일 오후 2:56 - 메시지와 통화는 종단간 암호화됩니다.",
			"2022년 3월 18일 오후 2:57 - 수진: <미디어 파일을 제외한 텍스트 파일>",
			"2022. 3. 18. 오후 2:58 - 수진: 삭제된 메시지입니다."},
			[]string{"notice||03-18 14:56:00", "message|수진|03-18 14:57:00|other", "message|수진|03-18 14:58:00|recalled"}},
		{"portuguese iOS", []string{
			"[18/03/2022 14:56:01] Zé: \u200eAs mensagens e as chamadas são encriptadas de ponta a ponta.",
			"\u200e[18/03/2022 14:57:01] Zé: \u200eimagem ocultada",
			"\u200e[18/03/2022 14:58:01] Zé: \u200eáudio ocultado"},
			[]string{"notice||03-18 14:56:01", "message|Zé|03-18 14:57:01|image", "message|Zé|03-18 14:58:01|voice"}},
		{"dutch iOS", []string{
			"[18-03-2022 14:56:01] Bas: \u200eBerichten en gesprekken worden end-to-end versleuteld.",
			"\u200e[18-03-2022 14:57:01] Bas: \u200eafbeelding weggelaten",
			"[18-03-2022 14:58:01] Bas: \u200eDit bericht is verwijderd."},
			[]string{"notice||03-18 14:56:01", "message|Bas|03-18 14:57:01|image", "message|Bas|03-18 14:58:01|recalled"}},
		{"hindi Android", []string{
			"18/03/22, 2:56 pm - मैसेज और कॉल एंड-टू-एंड एन्क्रिप्टेड हैं.",
			"18/03/22, 2:57 pm - Asha: <मीडिया छोड़ दिया गया>",
			"18/03/22, 2:58 pm - Asha: नमस्ते"},
			[]string{"notice||03-18 14:56:00", "message|Asha|03-18 14:57:00|other", "message|Asha|03-18 14:58:00"}},
		{"hebrew iOS", []string{
			"[18.3.2022, 14:56:01] רון: \u200fההודעות והשיחות מוצפנות מקצה לקצה.",
			"\u200f[18.3.2022, 14:57:01] רון: \u200fהתמונה הושמטה",
			"[18.3.2022, 14:58:01] רון: \u200fהודעה זו נמחקה."},
			[]string{"notice||03-18 14:56:01", "message|רון|03-18 14:57:01", "message|רון|03-18 14:58:01|recalled"}},
		{"a name with an inch mark", []string{
			"3/18/22, 2:56\u202fPM - Pizza 5\": your order",
			"3/18/22, 2:57\u202fPM - Ann changed the subject from \"A: b\" to \"C: d\"",
			"3/18/22, 2:57\u202fPM - Ann changed the subject from \"A: b\" to \"E: f\"",
			"3/18/22, 2:58\u202fPM - Pizza 5\": is there",
			"3/18/22, 2:59\u202fPM - Ann: <View once voice message omitted>",
			"3/18/22, 3:00\u202fPM - This business works with other companies to manage this chat. Learn more: https://faq.whatsapp.com"},
			[]string{"message|Pizza 5\"|03-18 14:56:00", "notice||03-18 14:57:00", "notice||03-18 14:57:00", "message|Pizza 5\"|03-18 14:58:00", "message|Ann|03-18 14:59:00|voice", "notice||03-18 15:00:00"}},
		{"bulgarian Android", []string{
			"18.03.22 г., 14:56 ч. - Иван: здравей",
			"18.03.22 г., 14:57 ч. - Иван: <Мултимедията е пропусната>"},
			[]string{"message|Иван|03-18 14:56:00", "message|Иван|03-18 14:57:00|other"}},
		{"danish Android", []string{
			"18.03.2022 14.57 - Bo: <Medier udeladt>"},
			[]string{"message|Bo|03-18 14:57:00|other"}},
		{"devanagari digits", []string{
			"१८/०३/२०२२, २:५६ PM - Asha: नमस्ते"},
			[]string{"message|Asha|03-18 14:56:00"}},
		{"unknown language keeps the sender", []string{
			"[18.3.2022, 14:56:01] Ilze: \u200eattēls izlaists",
			"[18.3.2022, 14:57:01] Ilze: labdien"},
			[]string{"message|Ilze|03-18 14:56:01", "message|Ilze|03-18 14:57:01"}},
		{"english iOS events", []string{
			"[3/18/22, 2:56:01\u202fPM] Parcels: \u200eMessages and calls are end-to-end encrypted.",
			"[3/18/22, 2:56:02\u202fPM] Parcels: \u200eDan created this group",
			"[3/18/22, 2:56:03\u202fPM] Parcels: \u200eDan added you",
			"[3/18/22, 2:57:01\u202fPM] ~\u202fDan: \u200eContact card omitted",
			"[3/18/22, 2:58:01\u202fPM] ~\u202fDan: \u200eLive location shared",
			"[3/18/22, 2:59:01\u202fPM] ~\u202fDan: see https://maps.google.com/?q=1,2",
			"[3/18/22, 3:00:01\u202fPM] Parcels: \u200eDan changed this group's icon",
			"[3/18/22, 3:01:01\u202fPM] Dan: \u200eMissed video call. \u200eTap to call back"},
			[]string{"notice||03-18 14:56:01", "notice||03-18 14:56:02", "notice||03-18 14:56:03", "message|~\u202fDan|03-18 14:57:01|card", "message|~\u202fDan|03-18 14:58:01",
				"message|~\u202fDan|03-18 14:59:01|location", "notice||03-18 15:00:01", "notice||03-18 15:01:01"}},
	} {
		_, rs := parsertest.Read(t, Text, "x.txt", []byte(strings.Join(c.lines, "\n")+"\n"))
		var got []string
		for _, r := range rs {
			s := string(r.Kind) + "|" + r.Sender.Name + "|" + r.Time.Start.Format("01-02 15:04:05")
			for _, a := range r.Attachments {
				s += "|" + a.Type
			}
			if r.Recalled {
				s += "|recalled"
			}
			got = append(got, s)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}
