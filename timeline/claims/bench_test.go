package claims

import (
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

// small talk of a chat: most messages carry nothing.
var smallTalk = []string{
	"好的", "在吗", "谢谢", "哈哈哈", "嗯嗯", "这个多少钱呀", "我看看哈", "图片", "辛苦啦", "这款有红色的吗", "好嘞", "天气真热啊",
	"你吃饭了么", "周末一起打球", "孩子上学真远", "ok", "晚安", "尺码偏大一点", "质量怎么样", "可以便宜点么", "太贵了吧", "你在哪上班",
}

var loaded = []string{
	"亲，您的货昨天下午已经交给快递了，明天下午3点前肯定给您送到，如果没收到就联系我们",
	"物流显示已签收，可我压根没收到，门口和驿站都看了没有，你们快递员说放丰巢了",
	"退款还没到账，客服说三个工作日内给我退款，现在都第五天了没人回复我",
	"没放驿站，放您家门口鞋柜上了，您老公签收的，上午十点多送到的",
}

func benchmark(b *testing.B, texts []string) {
	at := time.Date(2026, 11, 18, 14, 30, 0, 0, china)
	var context []timeline.Utterance
	for i := range 20 {
		context = append(context, timeline.Utterance{Sender: []string{"b", "s"}[i%2], Role: []timeline.Role{timeline.RoleBuyer, timeline.RoleSeller}[i%2], Text: smallTalk[i], Time: at})
	}
	var us []timeline.Utterance
	bytes := 0
	for i, t := range texts {
		us = append(us, timeline.Utterance{Sender: []string{"b", "s"}[i%2], Role: []timeline.Role{timeline.RoleBuyer, timeline.RoleSeller}[i%2], Text: t, Time: at, Context: context})
		bytes += len(t)
	}
	b.SetBytes(int64(bytes / len(texts)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		Extract(us[i%len(us)], Options{})
		i++
	}
}

func BenchmarkExtract_smallTalk(b *testing.B) { benchmark(b, smallTalk) }

func BenchmarkExtract_loaded(b *testing.B) { benchmark(b, loaded) }

func BenchmarkGate(b *testing.B) {
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		words.hears(smallTalk[i%len(smallTalk)])
		i++
	}
}
