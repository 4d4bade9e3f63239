package scans

import (
	"testing"

	"github.com/duizheng/duizheng/timeline"
)

func BenchmarkRead(b *testing.B) {
	texts := []string{
		"【杭州西湖公司】 派件中  派件人: 王某 电话 13900000000 。 如有疑问，请联系：13900000001",
		"快件离开 【上海示例中转场】，已在发往 【佛山示例中转场】 的路上",
		"您的快件已签收，签收人：保安室，感谢使用示例快递，期待再次为您服务",
		"快件已由杭州西湖区示例店菜鸟驿站代收，请及时取件，如有疑问请联系13900000000",
		"Arrived at USPS Regional Destination Facility",
	}
	n := 0
	for _, t := range texts {
		n += len(t)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			Read(timeline.Scan{}, t, timeline.Moment{})
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"【【】", "已签收，签收人：", "预计【07月28日】到达", "]【[", "即将派送", "\xff【a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Read(timeline.Scan{CodeStatus: timeline.StatusDelivered}, s, timeline.Moment{})
		if got.Status == "" || got.StatusFrom == "" {
			t.Fatalf("%q: %+v", s, got)
		}
	})
}
