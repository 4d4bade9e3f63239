package chatlab

import (
	"fmt"
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzJSON(f *testing.F)  { parsertest.Fuzz(f, JSON) }
func FuzzLines(f *testing.F) { parsertest.Fuzz(f, Lines) }

func BenchmarkLines(b *testing.B) {
	parsertest.Bench(b, Lines, "x.jsonl", `{"_type":"header","chatlab":{"version":"0.0.1"},"meta":{"name":"x","type":"group"}}`+"\n", func(i int) string {
		return fmt.Sprintf(`{"_type":"message","sender":"wxid_a","accountName":"A","timestamp":%d,"type":0,"content":"运单号 1402233445566 明天下午3点前送到"}`+"\n", 1772673182+i)
	}, "")
}
