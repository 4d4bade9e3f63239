package kakaotalk

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func TestBodies(t *testing.T) {
	_, rs := parsertest.Read(t, Text, "x.txt", []byte(strings.Join([]string{
		"택배 님과 카카오톡 대화", "저장한 날짜 : 2026-03-07 10:00:00", "",
		"--------------- 2026년 3월 6일 금요일 ---------------",
		"[택배] [오후 4:40]  앞 공백", "2019년에 산 것", "3월 9일 까지", "오후 4:41 에 다시", "2026년 3월 6일 오후 4:40, 남 : 인용", "", "끝",
		"[수진\ufe0f] [오전 12:05] ", "[수진] [오후 12:05] 사진", "",
	}, "\n")))
	want := []string{
		"frame|-||택배 님과 카카오톡 대화", "frame|-||저장한 날짜 : 2026-03-07 10:00:00", "frame|-||--------------- 2026년 3월 6일 금요일 ---------------",
		"message|2026-03-06 16:40:00|택배| 앞 공백\n2019년에 산 것\n3월 9일 까지\n오후 4:41 에 다시\n2026년 3월 6일 오후 4:40, 남 : 인용\n\n끝",
		"message|2026-03-06 00:05:00|수진|", "message|2026-03-06 12:05:00|수진|사진",
	}
	if d := cmp.Diff(want, parsertest.Brief(rs)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestEventsOfPhones(t *testing.T) {
	_, rs := parsertest.Read(t, Text, "x.txt", []byte(strings.Join([]string{
		"Hong KakaoTalk Chats", "Date Saved : March 7, 2026, 11:25 AM", "",
		"March 6, 2026, 4:40 PM", "March 6, 2026, 4:40 PM, Me : hi", "March 6, 2026, 4:42 PM : Hong joined this chatroom.", "March 6, 2026, 4:43 PM, Hong left this chatroom.", "",
	}, "\n")))
	want := []string{"frame|-||Hong KakaoTalk Chats", "frame|-||Date Saved : March 7, 2026, 11:25 AM", "frame|-||March 6, 2026, 4:40 PM",
		"message|2026-03-06 16:40:00|Me|hi", "notice|2026-03-06 16:42:00||Hong joined this chatroom.", "notice|2026-03-06 16:43:00||Hong left this chatroom."}
	if d := cmp.Diff(want, parsertest.Brief(rs)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func FuzzText(f *testing.F) { parsertest.Fuzz(f, Text) }
func FuzzCSV(f *testing.F)  { parsertest.Fuzz(f, CSV) }

func BenchmarkText(b *testing.B) {
	parsertest.Bench(b, Text, "x.txt", "택배 님과 카카오톡 대화\n저장한 날짜 : 2026-03-07 10:00:00\n\n--------------- 2026년 3월 6일 금요일 ---------------\n", func(i int) string {
		return fmt.Sprintf("[택배기사] [오후 %d:%02d] 배송 완료했습니다. 문 앞에 두었습니다 1402233445566\n", 1+i/60%12, i%60)
	}, "")
}
