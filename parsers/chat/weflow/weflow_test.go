package weflow

import (
	"fmt"
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzJSON(f *testing.F)           { parsertest.Fuzz(f, JSON) }
func FuzzHTML(f *testing.F)           { parsertest.Fuzz(f, HTML) }
func FuzzText(f *testing.F)           { parsertest.Fuzz(f, Text) }
func FuzzMarkdown(f *testing.F)       { parsertest.Fuzz(f, Markdown) }
func FuzzEchoTraceJSON(f *testing.F)  { parsertest.Fuzz(f, EchoTraceJSON) }
func FuzzEchoTraceHTML(f *testing.F)  { parsertest.Fuzz(f, EchoTraceHTML) }
func FuzzCipherTalkJSON(f *testing.F) { parsertest.Fuzz(f, CipherTalkJSON) }
func FuzzCipherTalkHTML(f *testing.F) { parsertest.Fuzz(f, CipherTalkHTML) }

func BenchmarkJSON(b *testing.B) {
	parsertest.Bench(b, JSON, "x.json", `{"weflow":{"version":"1.0.3"},"session":{"wxid":"wxid_a","displayName":"小王","type":"私聊"},"messages":[`, func(i int) string {
		comma := ","
		if i == 0 {
			comma = ""
		}
		return fmt.Sprintf(comma+`
    {
      "localId": %d,
      "createTime": 1772673182,
      "formattedTime": "2026-03-05 09:13:02",
      "type": "文本消息",
      "localType": 1,
      "content": "运单号 1402233445566 明天下午3点前送到",
      "isSend": 1,
      "senderUsername": "wxid_me",
      "senderDisplayName": "我",
      "source": "",
      "senderAvatarKey": "wxid_me",
      "platformMessageId": "%d"
    }`, i, 7000000000000000000+i)
	}, "]}")
}
