package telegram

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func TestRepair(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"a":"b\x0Bc"}`, `{"a":"b\u000Bc"}`},
		{`{"a":"b\\x0Bc"}`, ``},
		{`{"document_id": video_files/sticker (2).webm, "b":1}`, ``},
		{"{\"document_id\": a/b (2).webm\n}", "{\"document_id\":\"a/b (2).webm\"\n}"},
		{`{"document_id": "a"}`, ``},
		{`{"document_id": 12}`, ``},
	} {
		got := string(repair([]byte(c.in)))
		if c.want != "" && got != c.want {
			t.Errorf("repair(%s) = %s, want %s", c.in, got, c.want)
		}
	}
}

func TestImpossibleTimes(t *testing.T) {
	_, rs := parsertest.Read(t, JSON, "result.json", []byte(`{"name":"x","type":"personal_chat","id":1,"messages":[
 {"id":1,"type":"message","date_unixtime":"0","from":"a","from_id":"user1","text":"1970"},
 {"id":2,"type":"message","date_unixtime":"99999999999999999","from":"a","from_id":"user1","text":"far"},
 {"id":3,"type":"message","date":"never","from":"a","from_id":"user1","text":"none"}]}`))
	want := []string{"message|1970-01-01 08:00:00|a|1970", "message|-|a|far", "message|-|a|none"}
	if d := cmp.Diff(want, parsertest.Brief(rs)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func FuzzJSON(f *testing.F) { parsertest.Fuzz(f, JSON) }
func FuzzHTML(f *testing.F) { parsertest.Fuzz(f, HTML) }

func BenchmarkJSON(b *testing.B) {
	parsertest.Bench(b, JSON, "result.json", `{"name":"x","type":"personal_chat","id":5001,"messages":[`, func(i int) string {
		comma := ","
		if i == 0 {
			comma = ""
		}
		return fmt.Sprintf(comma+`
  {
   "id": %d,
   "type": "message",
   "date": "2026-03-05T09:13:02",
   "date_unixtime": "1772673182",
   "from": "顺丰客服",
   "from_id": "user5001",
   "text": "运单号 1402233445566 明天下午3点前送到",
   "text_entities": [
    {
     "type": "plain",
     "text": "运单号 1402233445566 明天下午3点前送到"
    }
   ]
  }`, i)
	}, "]}")
}

func BenchmarkHTML(b *testing.B) {
	parsertest.Bench(b, HTML, "messages.html", `<!DOCTYPE html><html><body><div class="page_header"><div class="text bold">x</div></div><div class="history">`, func(i int) string {
		return fmt.Sprintf(`
     <div class="message default clearfix" id="message%d">
      <div class="pull_left userpic_wrap"><div class="userpic userpic1"><div class="initials">A</div></div></div>
      <div class="body">
       <div class="pull_right date details" title="06.03.2026 16:40:09 UTC+08:00">
16:40
       </div>
       <div class="from_name">
Alice
       </div>
       <div class="text">
已经签收了，放驿站了 <a href="https://example.com/">https://example.com/</a><br>thanks
       </div>
      </div>
     </div>
`, i)
	}, "</div></body></html>")
}
