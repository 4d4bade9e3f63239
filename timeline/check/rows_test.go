package check_test

import (
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline"
)

const (
	shippedK   = timeline.KindShipped
	pickedUpK  = timeline.KindPickedUp
	transitK   = timeline.KindInTransit
	arrivedK   = timeline.KindArrived
	outK       = timeline.KindOutForDelivery
	attemptedK = timeline.KindAttempted
	deliveredK = timeline.KindDelivered
	pointK     = timeline.KindAtPickupPoint
	receivedK  = timeline.KindReceived
	refusedK   = timeline.KindRefused
	refundK    = timeline.KindRefund
	replyK     = timeline.KindReply
	paidK      = timeline.KindPaid
)

var (
	pick        = scan("1 09:00:00", timeline.StatusPickedUp, "已揽收")
	hub         = scan("2 06:00:00", timeline.StatusArrived, "到达转运中心")
	out         = scan("3 08:00:00", timeline.StatusOutForDelivery, "正在派送")
	signed      = scan("3 17:26:33", timeline.StatusDelivered, "本人签收 已签收", signer(timeline.SignerSelf))
	failed      = scan("3 18:30:00", timeline.StatusFailedAttempt, "派送不成功")
	shelved     = scan("3 11:00:00", timeline.StatusAtPickupPoint, "已暂存至快递超市", placed(timeline.PlaceStation))
	atDoor      = scan("3 12:00:00", timeline.StatusAtPickupPoint, "已放至家门口", placed(timeline.PlaceDoor))
	fetched     = scan("3 18:21:00", timeline.StatusDelivered, "凭取件码签收", placed(timeline.PlaceStation))
	refusedScan = scan("3 15:00:00", timeline.StatusRefused, "收件人拒收，将原路退回")
	goingBack   = scan("4 10:00:00", timeline.StatusReturning, "正在退回发件方")
	back        = scan("6 10:00:00", timeline.StatusReturned, "退回件已签收，签收人：发件人")
	doorstep    = scan("3 12:00:00", timeline.StatusDelivered, "包裹已送达，已放门口鞋柜", placed(timeline.PlaceDoor))
	boxed       = scan("3 12:00:00", timeline.StatusAtPickupPoint, "已存放至快递柜", placed(timeline.PlaceLocker))
)

func TestPromiseBroken(t *testing.T) {
	three := promise(deliveredK, "3 15:00")
	testRows(t, []row{
		{"late by hours", tale(pick, out, say("2 10:00", courier, "明天下午3点前送到", three), signed), "promise_broken(delivered)"},
		{"late, if that is the day and not the month", tale(pick, out, say("2 10:00", courier, "明天下午3点前送到", three), signed, dateOpen), "promise_broken(delivered)?"},
		{"kept", tale(pick, out, say("2 10:00", courier, "明天六点前送到", promise(deliveredK, "3 18:00")), signed), ""},
		{"twenty minutes late", tale(pick, out, say("2 10:00", courier, "明天17:10前", promise(deliveredK, "3 17:10")), signed), "promise_broken(delivered)?"},
		{"exactly at the deadline", tale(pick, out, say("2 10:00", courier, "三点前", three), scan("3 15:00:00", timeline.StatusDelivered, "已签收")), ""},
		{"before Friday, signed on Friday", tale(pick, out, say("1 10:00", seller, "三号前到", promise(deliveredK, "4 00:00", alt("3 00:00"))), signed), "promise_broken(delivered)?"},
		{"before Friday, signed on Saturday", tale(pick, out, say("1 10:00", seller, "二号前到", promise(deliveredK, "3 00:00", alt("2 00:00"))), signed), "promise_broken(delivered)"},
		{"moved before it was due", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 14:40", courier, "改明天上午", promise(deliveredK, "4 12:00")), scan("4 10:15:00", timeline.StatusDelivered, "已签收")), ""},
		{"an offer accepted, not kept", tale(pick, out, say("2 10:00", courier, "明天三点前给您送行吗"), say("2 10:01", buyer, "行", promise(deliveredK, "3 15:00", by(timeline.ByCourier), func(x *st) { x.Agrees = true })), signed), "promise_broken(delivered)"},
		{"an offer to move it accepted", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 14:40", courier, "改明天上午行吗"), say("3 14:41", buyer, "行", promise(deliveredK, "4 12:00", by(timeline.ByCourier), func(x *st) { x.Agrees = true })), scan("4 10:15:00", timeline.StatusDelivered, "已签收")), ""},
		{"put off by the promisee", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 11:00", buyer, "我下午要出门 你明天再送吧"), scan("4 10:15:00", timeline.StatusDelivered, "已签收")), ""},
		{"put off by the promisee, too late", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 15:40", buyer, "你明天再送吧"), scan("4 10:15:00", timeline.StatusDelivered, "已签收")), "promise_broken(delivered)"},
		{"a wish for later, before the term", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 11:00", buyer, "后天上午吧", request(deliveredK, func(x *st) { x.Earliest, x.Latest = clock("4 06:00"), clock("4 12:00") })), scan("4 10:15:00", timeline.StatusDelivered, "已签收")), ""},
		{"no hurry", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 11:00", buyer, "不急"), scan("4 10:15:00", timeline.StatusDelivered, "已签收")), "promise_broken(delivered)?"},
		{"moved too late", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 15:40", courier, "改明天上午", promise(deliveredK, "4 12:00")), scan("4 10:15:00", timeline.StatusDelivered, "已签收")), "promise_broken(delivered)"},
		{"moved and broken again", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 14:40", courier, "改明天上午", promise(deliveredK, "4 12:00")), scan("4 16:15:00", timeline.StatusDelivered, "已签收")), "promise_broken(delivered)"},
		{"repeated", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("3 09:00", courier, "三点前一定", three), signed), "promise_broken(delivered)"},
		{"still open at the query", tale(pick, out, say("2 10:00", courier, "四号前", promise(deliveredK, "5 00:00")), asOf("4 10:00")), ""},
		{"never by the query", tale(pick, out, say("2 10:00", courier, "明天三点前", three), asOf("4 10:00")), "promise_broken(delivered)"},
		{"query unknown, nothing after", tale(pick, out, say("2 10:00", courier, "明天三点前", three)), ""},
		{"no record, not yet after the deadline", tale(say("2 10:00", courier, "明天三点前", three), say("3 16:00", buyer, "还没到", not(receivedK))), "promise_broken(delivered)"},
		{"no record, not yet before the deadline", tale(say("2 10:00", courier, "明天三点前", three), say("3 14:00", buyer, "还没到", not(receivedK))), ""},
		{"no record, maker disputes", tale(say("2 10:00", courier, "明天三点前", three), say("3 14:50", courier, "送到了", claim(deliveredK)), say("3 16:00", buyer, "没收到", not(receivedK))), ""},
		{"hedged", tale(pick, out, say("2 10:00", courier, "应该明天三点前", promise(deliveredK, "3 15:00", hedged)), signed), "promise_broken(delivered)?"},
		{"disclaimed", tale(pick, out, say("2 10:00", courier, "不保证", promise(deliveredK, "3 15:00", func(x *st) { x.Disclaimed = true })), signed), ""},
		{"policy", tale(pick, out, say("2 10:00", seller, "一般三天到", promise(deliveredK, "3 15:00", mode(timeline.ModePolicy))), signed), ""},
		{"recipient's own plan", tale(pick, out, say("2 10:00", buyer, "我明天三点前去拿", three), signed), ""},
		{"quoted", tale(pick, out, say("2 10:00", seller, "快递说明天三点前", promise(deliveredK, "3 15:00", by(timeline.ByCourier))), signed), "promise_broken(delivered)?"},
		{"take it out, kept", tale(pick, out, say("3 07:00", courier, "今天派", promise(outK, "4 00:00")), signed), ""},
		{"take it out, not", tale(pick, say("3 07:00", courier, "今天派", promise(outK, "4 00:00")), scan("4 08:00:00", timeline.StatusOutForDelivery, "正在派送"), asOf("4 10:00")), "promise_broken(out_for_delivery)"},
		{"take it out another day, out already on this one", tale(pick, out, say("3 18:40", courier, "明天上午派给你", promise(outK, "4 12:00", func(x *st) { x.Earliest = clock("4 06:00") })), scan("5 09:00:00", timeline.StatusOutForDelivery, "正在派送"), asOf("5 12:00")), "promise_broken(out_for_delivery)"},
		{"undone signature keeps nothing", tale(pick, out, say("3 07:00", courier, "今天六点前送到", promise(deliveredK, "3 18:00")), signed, failed, scan("4 12:00:00", timeline.StatusDelivered, "已签收")), "promise_broken(delivered) record_anomaly"},
		{"promised again after a denial", tale(pick, out, signed, say("3 19:00", buyer, "没收到", not(receivedK)), say("3 19:10", courier, "明天给你送", promise(deliveredK, "5 00:00")), asOf("6 12:00")), "promise_broken(delivered) signed_not_received"},
		{"promised again, kept", tale(pick, out, signed, say("3 19:00", buyer, "没收到", not(receivedK)), say("3 19:10", courier, "明天给你送", promise(deliveredK, "5 00:00")), scan("4 12:00:00", timeline.StatusDelivered, "已签收")), "record_anomaly signed_not_received"},
		{"denial alone undoes no signature", tale(pick, out, say("3 07:00", courier, "今天六点前送到", promise(deliveredK, "3 18:00")), signed, say("3 19:00", buyer, "没收到", not(receivedK))), "signed_not_received"},
		{"he insists that it was brought", tale(pick, out, say("2 10:00", courier, "明天三点前", three), scan("3 14:00:00", timeline.StatusDelivered, "已签收"), say("4 09:00", courier, "昨天就送了 是你没放好", claim(deliveredK, during("3 00:00", "4 00:00", timeline.GrainDay)), not(deliveredK))), ""},
		{"station without consent", tale(pick, out, shelved, say("3 07:00", courier, "今天三点前送到", three), scan("4 18:00:00", timeline.StatusDelivered, "凭取件码签收", signer(timeline.SignerStation))), "promise_broken(delivered)"},
		{"to the station, as promised", tale(pick, out, shelved, say("3 07:00", courier, "三点前给您放驿站", promise(pointK, "3 15:00", at(timeline.PlaceStation))), scan("3 19:00:00", timeline.StatusDelivered, "已签收 凭取件码")), ""},
		{"station by consent", tale(pick, out, shelved, say("3 07:00", courier, "今天三点前送到", three), say("3 07:05", buyer, "放驿站吧", request(pointK, at(timeline.PlaceStation)))), ""},
		{"at his door without a word", tale(pick, out, say("3 07:00", courier, "今天三点前送到", three), atDoor), ""},
		{"delivered at his door without a word", tale(pick, out, say("3 07:00", courier, "今天三点前送到", three), doorstep), ""},
		{"delivered at his door against his wish", tale(pick, out, say("3 07:00", courier, "今天三点前送到", three), say("3 07:05", buyer, "别放门口", request(deliveredK, negated, at(timeline.PlaceDoor))), doorstep, asOf("4 12:00")), "instruction_ignored promise_broken(delivered)"},
		{"at his door against his wish", tale(pick, out, say("3 07:00", courier, "今天三点前送到", three), say("3 07:05", buyer, "别放门口", request(deliveredK, negated, at(timeline.PlaceDoor))), atDoor, asOf("4 12:00")), "instruction_ignored promise_broken(delivered)"},
		{"shipped within the lag", tale(say("1 08:10", seller, "今天发", promise(shippedK, "2 00:00")), scan("2 20:00:00", timeline.StatusPickedUp, "已揽收")), ""},
		{"shipped a day and a half late", tale(say("1 08:10", seller, "今天发", promise(shippedK, "2 00:00")), scan("3 12:00:00", timeline.StatusPickedUp, "已揽收")), "promise_broken(shipped)?"},
		{"shipped three days late", tale(say("1 08:10", seller, "今天发", promise(shippedK, "2 00:00")), scan("5 12:00:00", timeline.StatusPickedUp, "已揽收")), "promise_broken(shipped)"},
		{"shipped late by admission", tale(say("1 08:10", seller, "今天发", promise(shippedK, "2 00:00")), say("2 12:00", seller, "还没发", not(shippedK)), scan("2 20:00:00", timeline.StatusPickedUp, "已揽收")), "promise_broken(shipped)"},
		{"refund missing", tale(say("1 08:10", seller, "今天退款", promise(refundK, "2 00:00")), say("2 09:30", buyer, "退款还没到", not(refundK))), "promise_broken(refund)"},
		{"refund came", tale(say("1 08:10", seller, "今天退款", promise(refundK, "2 00:00")), say("1 20:00", buyer, "退款到了", claim(refundK)), say("2 09:30", buyer, "上一笔还没到", not(refundK))), ""},
		{"refund missing, in bare words", tale(say("1 08:10", seller, "今天退给你", promise(refundK, "2 00:00")), say("2 09:30", buyer, "68还没退过来呢")), "promise_broken(refund)"},
		{"goods not sent back", tale(say("1 08:10", seller, "今天退给你", promise(refundK, "2 00:00")), say("2 09:30", buyer, "货还没退呢")), ""},
		{"refund came before the bare words", tale(say("1 08:10", seller, "今天退给你", promise(refundK, "2 00:00")), say("1 20:00", buyer, "退款到了", claim(refundK)), say("2 09:30", buyer, "那另一笔还没退呢")), ""},
		{"refund missing within both readings, and beyond them", tale(say("1 08:10", seller, "三号前退", promise(refundK, "4 00:00", alt("3 00:00"))), say("3 09:30", buyer, "退款还没到", not(refundK)), say("4 10:00", buyer, "还是没到", not(refundK))), "promise_broken(refund)"},
		{"refund missing within both readings, then there", tale(say("1 08:10", seller, "三号前退", promise(refundK, "4 00:00", alt("3 00:00"))), say("3 09:30", buyer, "退款还没到", not(refundK)), say("3 19:00", buyer, "到了", claim(refundK)), say("5 10:00", buyer, "邮费还没到", not(refundK))), "promise_broken(refund)?"},
		{"refund, nobody complains", tale(say("1 08:10", seller, "今天退款", promise(refundK, "2 00:00")), say("3 09:00", buyer, "在吗")), ""},
		{"reply late", tale(say("1 14:00", platform, "今晚8点前回复您", promise(replyK, "1 20:00")), say("2 09:00", buyer, "没人理我"), say("2 10:30", platform, "网点说还在核实中")), "promise_broken(reply)"},
		{"reply in time", tale(say("1 14:00", platform, "今晚8点前回复您", promise(replyK, "1 20:00")), say("1 19:00", platform, "网点已确认丢件，按价格赔付"), say("2 09:00", buyer, "好")), ""},
		{"reply: a mere ok is none", tale(say("1 14:00", platform, "今晚8点前回复您", promise(replyK, "1 20:00")), say("1 15:00", platform, "收到"), say("2 10:30", platform, "网点说还在核实中")), "promise_broken(reply)"},
		{"reply with a condition is one", tale(say("1 14:00", platform, "今晚8点前回复您", promise(replyK, "1 20:00")), say("1 15:00", platform, "网点反馈明天派送 如果没到再联系我"), say("2 10:30", platform, "在的")), ""},
		{"reply: a rule is none", tale(say("1 14:00", platform, "今晚8点前回复您", promise(replyK, "1 20:00")), say("1 15:00", platform, "如果丢件会按价赔付的哦"), say("2 10:30", platform, "网点说还在核实中")), "promise_broken(reply)"},
		{"reply: chat ends before", tale(say("1 14:00", platform, "今晚8点前回复您", promise(replyK, "1 20:00")), say("1 15:00", buyer, "好")), ""},
		{"48 hours after shipping", tale(pick, hub, out, say("1 09:30", seller, "发货后48小时内送到", promise(deliveredK, "", within(shippedK, timeline.Period{Elapsed: 48 * time.Hour}))), signed), "promise_broken(delivered)"},
		{"72 hours after shipping, kept", tale(pick, hub, out, say("1 09:30", seller, "发货后72小时内送到", promise(deliveredK, "", within(shippedK, timeline.Period{Elapsed: 72 * time.Hour}))), signed), ""},
		{"after shipping, never shipped", tale(say("1 09:30", seller, "发货后48小时内送到", promise(deliveredK, "", within(shippedK, timeline.Period{Elapsed: 48 * time.Hour}))), say("9 09:00", buyer, "没收到", not(receivedK))), ""},
		{"undated", tale(pick, out, say("", courier, "三点前", three), signed), ""},
		{"slip", tale(pick, out, say("2 10:00", courier, "明天三点前", three), say("2 10:05", courier, "打错了 后天三点", promise(deliveredK, "4 15:00", correcting)), signed), ""},
	})
}

func TestSignedNotReceived(t *testing.T) {
	ask := say("3 17:58", buyer, "谁签的？", st{Kind: receivedK, Mode: timeline.ModeAsked, Negated: true})
	no := func(at string, more ...func(*st)) option {
		return say(at, buyer, "没收到啊", not(receivedK, more...))
	}
	atStation := scan("3 11:00:00", timeline.StatusAtPickupPoint, "驿站代收", placed(timeline.PlaceStation), signer(timeline.SignerStation))
	desk := scan("3 11:00:00", timeline.StatusDelivered, "前台签收", signer(timeline.SignerFrontdesk))
	testRows(t, []row{
		{"an hour later", tale(pick, out, signed, no("3 18:30")), "signed_not_received"},
		{"two denials", tale(pick, out, signed, no("3 18:30"), no("3 19:30")), "signed_not_received"},
		{"minutes later", tale(pick, out, signed, no("3 17:31")), "signed_not_received?"},
		{"before the scan", tale(pick, out, signed, no("3 17:00")), ""},
		{"in the same minute", tale(pick, out, signed, no("3 17:26")), ""},
		{"only a question", tale(pick, out, signed, ask), ""},
		{"taken back", tale(pick, out, signed, no("3 18:30"), say("3 20:00", buyer, "找到了 我妈拿的", claim(receivedK))), ""},
		{"told where, and seen", tale(pick, out, signed, no("3 18:30"), say("3 18:40", courier, "放门口鞋柜里了", claim(deliveredK, at(timeline.PlaceDoor))), say("3 18:42", buyer, "看到了 谢谢")), ""},
		{"received later heals nothing", tale(pick, out, signed, no("3 18:30"), say("5 20:00", buyer, "拿到了", claim(receivedK))), "signed_not_received"},
		{"hedged", tale(pick, out, signed, no("3 18:30", hedged)), "signed_not_received?"},
		{"unnamed signature", tale(pick, out, scan("3 11:00:00", timeline.StatusDelivered, "已签收"), no("3 12:00")), "signed_not_received"},
		{"front desk, looked", tale(pick, out, desk, no("3 12:00", looked)), "signed_not_received"},
		{"front desk, not looked", tale(pick, out, desk, no("3 12:00")), "signed_not_received?"},
		{"front desk, courier admits", tale(pick, out, desk, no("3 12:00"), say("3 12:30", courier, "还在车上", claim(outK))), "signed_not_received"},
		{"station signed, asked there", tale(pick, out, atStation, say("3 12:00", buyer, "问过驿站 没有这件", not(pointK, looked))), "signed_not_received"},
		{"station signed, not looked", tale(pick, out, atStation, no("3 12:00")), "signed_not_received?"},
		{"asked there, found before he fetched it", tale(pick, out, shelved, say("3 18:10", buyer, "驿站说没有", not(receivedK, looked)), fetched, say("3 18:25", buyer, "找到了 在冰柜后面")), ""},
		{"asked there, brought later", tale(pick, out, shelved, say("3 18:10", buyer, "驿站说没有", not(receivedK, looked)), scan("3 19:00:00", timeline.StatusOutForDelivery, "派送"), say("3 20:25", buyer, "找到了 刚送来")), "signed_not_received"},
		{"looked in the locker, it lies at the station", tale(pick, out, shelved, say("3 12:20", buyer, "丰巢里没有", not(receivedK, looked))), ""},
		{"looked at the door, a station took it in", tale(pick, out, atStation, say("3 12:20", buyer, "门口没有", not(receivedK, looked))), ""},
		{"looked at the door, the desk signed", tale(pick, out, desk, say("3 12:20", buyer, "门口没有", not(receivedK, looked))), "signed_not_received?"},
		{"left at the door, not looked", tale(pick, out, doorstep, no("3 12:30")), "signed_not_received?"},
		{"left at the door, looked there", tale(pick, out, doorstep, say("3 12:30", buyer, "门口没有", not(receivedK, looked))), "signed_not_received"},
		{"a part is missing", tale(pick, out, signed, say("3 18:30", buyer, "还有一箱没收到 到了一箱", not(receivedK), claim(receivedK))), ""},
		{"he said that he has it", tale(pick, out, signed, say("3 18:00", buyer, "取出来了", claim(receivedK)), say("3 20:00", buyer, "票还没抢到", not(receivedK))), ""},
		{"he said before that he has it", tale(pick, out, signed, no("3 18:00"), say("5 18:00", buyer, "拿到了", claim(receivedK)), say("5 20:00", buyer, "发票还没收到", not(receivedK))), "signed_not_received"},
		{"only stored at the station", tale(pick, out, shelved, no("3 12:00")), ""},
		{"a vanished signature suffices", tale(pick, out, scanIn("old", "3 16:48:00", timeline.StatusDelivered, "本人签收", signer(timeline.SignerSelf)), no("3 19:30")), "signed_not_received"},
		{"who was to take it", tale(pick, out, signed, say("3 18:30", buyer, "我妈说没收到", not(receivedK, by(timeline.ByOther)))), "signed_not_received"},
		{"the seller denies", tale(pick, out, signed, say("3 18:30", seller, "没收到货款", not(receivedK))), ""},
		{"second signature only", tale(pick, out, signed, no("3 18:30"), scan("5 10:00:00", timeline.StatusOutForDelivery, "派送"), scan("5 12:00:00", timeline.StatusDelivered, "已签收")), "record_anomaly signed_not_received"},
		{"undated denial", tale(pick, out, signed, no("")), ""},
		{"retracted denial", tale(pick, out, signed, no("3 18:30"), say("3 18:40", buyer, "说错了 收到了", claim(receivedK, correcting))), ""},
	})
}

func TestDeliveredNotRecorded(t *testing.T) {
	put := func(at2 string, more ...func(*st)) option {
		return say(at2, courier, "给您放物业了", claim(deliveredK, append([]func(*st){at(timeline.PlaceFrontdesk)}, more...)...))
	}
	testRows(t, []row{
		{"failed afterwards", tale(pick, out, put("3 13:00"), failed), "delivered_not_recorded"},
		{"scan twelve minutes later", tale(pick, out, put("3 13:00"), scan("3 13:12:00", timeline.StatusDelivered, "物业签收", signer(timeline.SignerFrontdesk))), ""},
		{"scan an hour later", tale(pick, out, put("3 13:00"), scan("3 14:00:00", timeline.StatusDelivered, "物业签收", signer(timeline.SignerFrontdesk))), "delivered_not_recorded?"},
		{"scan three hours later", tale(pick, out, put("3 13:00"), scan("3 16:10:00", timeline.StatusDelivered, "物业签收", signer(timeline.SignerFrontdesk))), "delivered_not_recorded"},
		{"an hour later, out again between", tale(pick, put("3 13:00"), scan("3 13:20:00", timeline.StatusOutForDelivery, "派送"), scan("3 14:00:00", timeline.StatusDelivered, "物业签收", signer(timeline.SignerFrontdesk))), "delivered_not_recorded"},
		{"never by the query", tale(pick, out, put("3 13:00"), asOf("4 09:00")), "delivered_not_recorded"},
		{"query soon after", tale(pick, out, put("3 13:00"), asOf("3 13:20")), ""},
		{"query unknown", tale(pick, out, put("3 13:00")), ""},
		{"no record at all", tale(put("3 13:00")), ""},
		{"hedged", tale(pick, out, put("3 13:00", hedged), failed), "delivered_not_recorded?"},
		{"quoted by the seller", tale(pick, out, say("3 13:00", seller, "快递说放物业了", claim(deliveredK, at(timeline.PlaceFrontdesk), by(timeline.ByCourier))), failed), "delivered_not_recorded?"},
		{"checked by the seller himself", tale(pick, out, say("3 13:00", seller, "查到了 显示放物业了", claim(deliveredK, at(timeline.PlaceFrontdesk), by(timeline.ByRecord))), failed), "delivered_not_recorded"},
		{"read out by the buyer", tale(pick, out, say("3 13:00", buyer, "显示放物业了", claim(deliveredK, by(timeline.ByRecord))), failed), ""},
		{"repeated", tale(pick, out, put("3 13:00"), put("3 14:00"), failed), "delivered_not_recorded"},
		{"a question", tale(pick, out, say("3 13:00", courier, "签收了吗", claim(deliveredK, mode(timeline.ModeAsked))), failed), ""},
		{"after the scan", tale(pick, out, signed, put("3 18:00")), ""},
		{"dropped later elsewhere", tale(pick, out, put("3 13:00"), failed, scan("4 10:20:00", timeline.StatusAtPickupPoint, "已送达便利店", placed(timeline.PlaceStation))), "delivered_not_recorded place_mismatch"},
		{"the way back, signed by the sender", tale(pick, out, refusedScan, goingBack, back, say("6 14:00", seller, "仓库签收啦", claim(deliveredK))), ""},
		{"the way back, before its last scan", tale(pick, out, refusedScan, goingBack, say("5 14:00", seller, "退货到仓库了", claim(deliveredK)), back), ""},
		{"said of the way out, while it goes back", tale(pick, out, refusedScan, goingBack, say("4 14:00", seller, "已经给您送到了", claim(deliveredK)), back), "delivered_not_recorded"},
		{"slip", tale(pick, out, put("3 13:00"), say("3 13:10", courier, "发错了 不是你的", not(deliveredK, correcting)), failed), ""},
	})
}

func TestDeliveryTimeMismatch(t *testing.T) {
	delivered := func(from, to string, g timeline.Grain, more ...func(*st)) option {
		return say("4 09:00", courier, "昨天送到了", claim(deliveredK, append([]func(*st){during(from, to, g)}, more...)...))
	}
	half := scan("3 16:30:00", timeline.StatusDelivered, "已签收")
	testRows(t, []row{
		{"noon against half past four", tale(pick, half, delivered("3 11:00", "3 13:00", timeline.GrainDaypart)), "delivery_time_mismatch"},
		{"afternoon fits", tale(pick, half, delivered("3 12:00", "3 18:00", timeline.GrainDaypart)), ""},
		{"two something, 15:35", tale(pick, scan("3 15:35:00", timeline.StatusDelivered, "已签收"), delivered("3 14:00", "3 15:00", timeline.GrainHour)), "delivery_time_mismatch?"},
		{"two something, 15:20", tale(pick, scan("3 15:20:00", timeline.StatusDelivered, "已签收"), delivered("3 14:00", "3 15:00", timeline.GrainHour)), ""},
		{"a bare hour covers its hour", tale(pick, scan("3 15:20:00", timeline.StatusDelivered, "已签收"), delivered("3 14:00", "3 14:00", timeline.GrainHour)), ""},
		{"two hours named", tale(pick, scan("3 17:20:00", timeline.StatusDelivered, "已签收"), say("4 09:00", courier, "昨天三四点送的", claim(deliveredK, during("3 15:00", "3 16:00", timeline.GrainHour)))), ""},
		{"minutes ± 15", tale(pick, half, delivered("3 16:00", "3 16:01", timeline.GrainMinute)), ""},
		{"another day", tale(pick, half, delivered("2 00:00", "3 00:00", timeline.GrainDay)), "delivery_time_mismatch"},
		{"a later day than the record", tale(pick, scan("2 16:30:00", timeline.StatusDelivered, "已签收"), delivered("3 00:00", "4 00:00", timeline.GrainDay)), "delivery_time_mismatch"},
		{"never by the query", tale(pick, out, delivered("3 11:00", "3 13:00", timeline.GrainDaypart), asOf("4 12:00")), "delivery_time_mismatch"},
		{"another zone would do", tale(pick, half, delivered("3 08:00", "3 09:00", timeline.GrainHour), zoned(time.FixedZone("", 0))), "delivery_time_mismatch?"},
		{"declared, and the record is written in another", tale(pick, hub, writtenIn(2, scan("4 17:00:00", timeline.StatusDelivered, "Delivered")), declared(say("4 12:00", courier, "delivered at 11", claim(deliveredK, during("4 11:00", "4 12:00", timeline.GrainHour))))), "delivery_time_mismatch?"},
		{"declared, and another source is written in another", tale(writtenIn(2, pick), hub, scan("4 17:00:00", timeline.StatusDelivered, "已签收"), declared(say("4 12:00", courier, "delivered at 11", claim(deliveredK, during("4 11:00", "4 12:00", timeline.GrainHour))))), "delivery_time_mismatch"},
		{"elsewhere by then", tale(pick, shelved, say("4 09:00", courier, "昨天九点放门口了", claim(deliveredK, at(timeline.PlaceDoor), during("3 09:00", "3 10:00", timeline.GrainHour)))), "place_mismatch"},
	})
}

func TestPlaceAndSigner(t *testing.T) {
	door := func(when string, more ...func(*st)) option {
		return say(when, courier, "放门口了", claim(deliveredK, append([]func(*st){at(timeline.PlaceDoor)}, more...)...))
	}
	desk := scan("3 11:00:00", timeline.StatusDelivered, "前台签收", signer(timeline.SignerFrontdesk))
	testRows(t, []row{
		{"door against locker", tale(pick, boxed, door("3 12:10")), "place_mismatch"},
		{"repeated", tale(pick, boxed, door("3 12:10"), door("3 15:00")), "place_mismatch"},
		{"quoted", tale(pick, boxed, say("3 12:30", buyer, "快递员说放门口了", claim(deliveredK, at(timeline.PlaceDoor), by(timeline.ByCourier)))), "place_mismatch?"},
		{"he is reminded of a slip", tale(pick, boxed, door("3 12:10"), say("3 12:12", courier, "说错了"), say("3 12:30", buyer, "你说放门口了啊", claim(deliveredK, at(timeline.PlaceDoor), by(timeline.ByCourier)))), ""},
		{"door against 本人", tale(pick, signed, door("3 17:40")), ""},
		{"company against its front desk", tale(pick, desk, say("3 12:00", courier, "送到公司了", claim(deliveredK, at(timeline.PlaceOther)))), ""},
		{"company against a station", tale(pick, shelved, say("3 12:00", courier, "送到公司了", claim(deliveredK, at(timeline.PlaceOther)))), "place_mismatch"},
		{"station says station", tale(pick, shelved, say("3 11:10", courier, "放驿站了", claim(pointK, at(timeline.PlaceStation)))), ""},
		{"fetched by the time", tale(pick, boxed, door("3 17:40"), scan("3 18:00:00", timeline.StatusDelivered, "已从快递柜取出", placed(timeline.PlaceLocker))), "place_mismatch"},
		{"undated", tale(pick, boxed, door("")), "place_mismatch?"},
		{"the recipient's word is no claim", tale(pick, boxed, say("3 12:30", buyer, "门口没有", not(deliveredK, at(timeline.PlaceDoor)))), ""},
		{"claimed self, record desk", tale(pick, desk, say("3 12:00", courier, "系统里你本人签收的", claim(deliveredK, signedBy(timeline.SignerSelf), by(timeline.ByRecord)))), "signer_mismatch"},
		{"into your own hands, record desk", tale(pick, desk, say("3 12:00", courier, "你本人签收的", claim(deliveredK, at(timeline.PlaceHand), signedBy(timeline.SignerSelf)))), "signer_mismatch"},
		{"record self, neighbour took it", tale(pick, signed, say("3 18:00", courier, "隔壁同事签的", claim(deliveredK, signedBy(timeline.SignerColleague)))), "signer_mismatch"},
		{"proxy fits any proxy", tale(pick, desk, say("3 12:00", courier, "代签的", claim(deliveredK, signedBy(timeline.SignerOther)))), ""},
		{"unknown signer fits", tale(pick, scan("3 11:00:00", timeline.StatusDelivered, "已签收"), say("3 12:00", courier, "你家人签的", claim(deliveredK, signedBy(timeline.SignerFamily)))), ""},
		{"a mere denial", tale(pick, signed, say("3 18:00", buyer, "不是我签的", not(deliveredK, signedBy(timeline.SignerSelf)))), ""},
		{"family, and received", tale(pick, signed, say("3 18:00", buyer, "我妈签了", claim(receivedK, signedBy(timeline.SignerFamily)))), "signer_mismatch"},
	})
}

func TestShipping(t *testing.T) {
	sent := gives("1 16:00", seller, "已发出 "+number, number, claim(shippedK))
	row1 := func(at string) option { return scan(at, timeline.StatusPickedUp, "已揽收") }
	testRows(t, []row{
		{"next day", []option{sent, row1("2 11:00:00")}, ""},
		{"41 hours", []option{sent, row1("3 09:00:00")}, "shipped_not_picked_up?"},
		{"three days", []option{sent, row1("4 17:00:00")}, "shipped_not_picked_up"},
		{"label only, 40 h", []option{sent, scan("1 16:10:00", timeline.StatusLabelCreated, "已下单"), asOf("3 09:00")}, "shipped_not_picked_up?"},
		{"label only, 60 h", []option{sent, scan("1 16:10:00", timeline.StatusLabelCreated, "已下单"), asOf("4 09:00")}, "shipped_not_picked_up"},
		{"label only, query unknown", []option{sent, scan("1 16:10:00", timeline.StatusLabelCreated, "已下单")}, ""},
		{"claim follows the scan", []option{row1("1 12:00:00"), sent}, ""},
		{"counted from the end of yesterday", []option{gives("2 09:00", seller, "昨天发的 "+number, number, claim(shippedK, during("1 00:00", "2 00:00", timeline.GrainDay))), row1("3 23:00:00")}, "shipped_not_picked_up?"},
		{"nobody claims it", []option{gives("1 16:00", seller, number, number), row1("5 11:00:00")}, ""},
		{"no status mismatch besides", []option{sent, say("3 10:00", seller, "在路上了", claim(transitK)), row1("5 11:00:00")}, "shipped_not_picked_up"},
		{"picked up said", []option{gives("1 16:00", seller, number, number, claim(pickedUpK)), row1("5 11:00:00")}, "shipped_not_picked_up"},
		{"record starts on the way", []option{sent, scan("5 06:00:00", timeline.StatusArrived, "到达网点"), asOf("5 08:00")}, ""},
		{"admitted later", []option{sent, row1("4 21:00:00"), say("5 09:00", seller, "是四号晚上才交给快递的", claim(shippedK, during("4 18:00", "5 00:00", timeline.GrainDaypart)))}, "self_contradiction shipped_not_picked_up"},

		{"out, yet at the hub", tale(pick, say("3 10:00", platform, "已经在派送了", claim(outK)), scan("3 15:00:00", timeline.StatusArrived, "到达转运中心")), "status_mismatch"},
		{"out, scan an hour later", tale(pick, say("3 10:00", platform, "在派送了", claim(outK)), scan("3 11:00:00", timeline.StatusOutForDelivery, "派送")), ""},
		{"out, scan five hours later", tale(pick, hub, say("3 10:00", platform, "在派送了", claim(outK)), scan("3 15:00:00", timeline.StatusOutForDelivery, "派送")), "status_mismatch?"},
		{"out, scan next day", tale(pick, hub, say("3 10:00", platform, "在派送了", claim(outK)), scan("4 15:00:00", timeline.StatusOutForDelivery, "派送")), "status_mismatch"},
		{"out, never by the query", tale(pick, hub, say("3 10:00", platform, "在派送了", claim(outK)), asOf("4 12:00")), "status_mismatch"},
		{"out, query unknown", tale(pick, hub, say("3 10:00", platform, "在派送了", claim(outK))), ""},
		{"out, true", tale(pick, hub, out, say("3 10:00", platform, "在派送了", claim(outK))), ""},
		{"at the branch, yet leaving the hub", tale(pick, say("2 10:00", platform, "查到了 已经到您当地网点了", claim(arrivedK)), scan("2 15:00:00", timeline.StatusDeparted, "离开转运中心"), scan("3 06:00:00", timeline.StatusArrived, "到达【城北营业部】")), "status_mismatch"},
		{"at the branch, after the hub only", tale(pick, hub, say("2 10:00", platform, "已经到您当地网点了", claim(arrivedK)), scan("3 16:00:00", timeline.StatusArrived, "到达【城北营业部】")), "status_mismatch"},
		{"at the branch, true", tale(pick, hub, scan("3 06:00:00", timeline.StatusArrived, "到达【城北营业部】"), say("3 10:00", platform, "已经到您当地网点了", claim(arrivedK)), out), ""},
		{"at the hub, true", tale(pick, hub, say("2 10:00", platform, "到你们那边的转运中心了", claim(arrivedK)), out), ""},
		{"in transit, true", tale(pick, say("1 10:00", platform, "在路上", claim(transitK)), hub), ""},
		{"hedged", tale(pick, say("3 10:00", platform, "应该在派送了", claim(outK, hedged)), scan("3 15:00:00", timeline.StatusArrived, "到达转运中心")), "status_mismatch?"},
	})
}

func TestStatements(t *testing.T) {
	testRows(t, []row{
		{"left at the door, then in the van", tale(say("3 11:05", courier, "给你放门口了", claim(deliveredK, at(timeline.PlaceDoor))), say("3 15:20", courier, "你那个还在我车上", claim(outK))), "self_contradiction"},
		{"left yesterday, none taken out yesterday", tale(say("4 09:00", courier, "昨天放你家门口了", claim(deliveredK, at(timeline.PlaceDoor), during("3 00:00", "4 00:00", timeline.GrainDay))), say("4 15:00", courier, "昨天车坏了 一件都没派", not(outK, during("3 00:00", "4 00:00", timeline.GrainDay)))), "self_contradiction"},
		{"the chat's own zone dissolves nothing", append(tale(say("4 09:00", courier, "昨天放你家门口了", claim(deliveredK, at(timeline.PlaceDoor), during("3 00:00", "4 00:00", timeline.GrainDay))), say("4 15:00", courier, "昨天一件都没派", not(outK, during("3 00:00", "4 00:00", timeline.GrainDay)))), zoned(china), zoned(time.FixedZone("", 0))), "self_contradiction"},
		{"change over time", tale(say("3 11:05", courier, "在车上", claim(outK)), say("3 15:20", courier, "送到了", claim(deliveredK))), ""},
		{"arrived in one city, then in the next", tale(say("3 09:00", seller, "昨天到武汉了", claim(arrivedK, during("2 00:00", "3 00:00", timeline.GrainDay))), say("4 10:00", seller, "今天早上到宜昌了", claim(arrivedK, during("4 06:00", "4 10:00", timeline.GrainDaypart)))), ""},
		{"tried twice", tale(say("3 09:00", courier, "昨天去过 没人", claim(attemptedK, during("2 00:00", "3 00:00", timeline.GrainDay))), say("4 12:30", courier, "今天上午又去了 还是没人", claim(attemptedK, during("4 06:00", "4 12:00", timeline.GrainDaypart)))), ""},
		{"out again the next day", tale(say("3 09:00", courier, "昨天派了 没派完", claim(outK, during("2 00:00", "3 00:00", timeline.GrainDay))), say("4 10:00", courier, "今天早上在派了", claim(outK, during("4 06:00", "4 10:00", timeline.GrainDaypart)))), ""},
		{"signed yesterday, arrived this morning", tale(say("3 09:00", seller, "昨天就签收了", claim(deliveredK, during("2 00:00", "3 00:00", timeline.GrainDay))), say("3 15:00", seller, "今天早上才到网点", claim(arrivedK, during("3 06:00", "3 12:00", timeline.GrainDaypart)))), "self_contradiction"},
		{"slip", tale(say("3 11:05", courier, "给你放门口了", claim(deliveredK, at(timeline.PlaceDoor))), say("3 11:20", courier, "发错人了 你的还在车上", claim(outK, correcting), not(deliveredK, correcting))), ""},
		{"hedged admission", tale(say("3 11:05", courier, "放门口了", claim(deliveredK, at(timeline.PlaceDoor))), say("3 15:20", courier, "可能还在车上", claim(outK, hedged))), "self_contradiction?"},
		{"both in one message", tale(say("3 11:05", courier, "送到了 你自己没拿进去", claim(deliveredK), not(deliveredK))), ""},
		{"told for tomorrow", tale(say("3 11:05", courier, "明天中午送到的", claim(deliveredK, during("4 11:00", "4 13:00", timeline.GrainDaypart))), say("4 16:00", courier, "还在车上", claim(outK))), ""},
		{"to the family, then beside the door", tale(say("3 13:20", courier, "交给你家老人了", claim(deliveredK, signedBy(timeline.SignerFamily))), say("3 16:30", courier, "说不定放消防栓那了", claim(deliveredK, at(timeline.PlaceDoor), hedged))), "self_contradiction?"},
		{"to you, then to the desk", tale(say("3 13:20", courier, "您本人签的", claim(deliveredK, signedBy(timeline.SignerSelf))), say("3 16:30", courier, "前台签的", claim(deliveredK, at(timeline.PlaceFrontdesk), signedBy(timeline.SignerFrontdesk)))), "self_contradiction?"},
		{"handed over at home", tale(say("3 13:20", courier, "送到家了", claim(deliveredK, at(timeline.PlaceOther))), say("3 16:30", courier, "您家人收的", claim(deliveredK, signedBy(timeline.SignerFamily)))), ""},
		{"shop says family, branch says shelf", tale(say("3 10:30", seller, "昨天下午已经送到您家里了", claim(deliveredK, at(timeline.PlaceOther), during("2 12:00", "2 18:00", timeline.GrainDaypart))), in("2", "3 11:15", courier, "还在我们网点", claim(arrivedK))), "party_contradiction"},
		{"given to the station, station never had it", tale(say("3 10:30", courier, "昨天交给代收点了", claim(pointK, at(timeline.PlaceStation), during("2 00:00", "3 00:00", timeline.GrainDay))), in("2", "3 11:15", platform, "没入过这件", not(pointK))), "party_contradiction"},
		{"left there, not there now", tale(say("3 11:05", courier, "放门口了", claim(deliveredK, at(timeline.PlaceDoor))), say("3 13:00", buyer, "门口没有", not(receivedK))), ""},
		{"the record decides", tale(pick, out, failed, say("3 10:30", seller, "昨天下午已经送到您家里了", claim(deliveredK, during("2 12:00", "2 18:00", timeline.GrainDaypart))), in("2", "3 11:15", courier, "还在我们网点", claim(arrivedK)), asOf("4 09:00")), "delivery_time_mismatch"},
		{"he came, nobody came", tale(say("3 10:30", courier, "昨天下午去敲过门", claim(attemptedK, during("2 12:00", "2 18:00", timeline.GrainDaypart))), say("3 11:15", buyer, "昨天我一天在家 没人来过", not(attemptedK, during("2 00:00", "3 00:00", timeline.GrainDay)))), "party_contradiction"},
		{"he called, nobody called", tale(say("3 10:30", courier, "昨天下午打你电话没人接", claim(attemptedK, during("2 12:00", "2 18:00", timeline.GrainDaypart))), say("3 11:15", buyer, "昨天没有来电", not(attemptedK, during("2 00:00", "3 00:00", timeline.GrainDay)))), ""},
		{"he came another day", tale(say("3 10:30", courier, "昨天下午去敲过门", claim(attemptedK, during("2 12:00", "2 18:00", timeline.GrainDaypart))), say("3 11:15", buyer, "今天没人来过", not(attemptedK, during("3 00:00", "3 11:15", timeline.GrainDay)))), ""},
		{"he came, the record decides", tale(pick, hub, say("3 10:30", courier, "昨天下午去敲过门", claim(attemptedK, during("2 12:00", "2 18:00", timeline.GrainDaypart))), say("3 11:15", buyer, "昨天没人来过", not(attemptedK, during("2 00:00", "3 00:00", timeline.GrainDay))), failed), ""},
		{"reported by the shop, denied by the one quoted", tale(say("3 10:30", seller, "快递员跟我讲昨天下午送过一趟", claim(attemptedK, by(timeline.ByCourier), during("2 12:00", "2 18:00", timeline.GrainDaypart))), in("2", "3 11:15", courier, "昨天没出车", not(outK, during("2 00:00", "3 00:00", timeline.GrainDay)))), "party_contradiction?"},
		{"reported by the recipient, denied by the one quoted", tale(say("3 10:30", seller, "你好"), say("3 10:31", buyer, "快递员说昨天送到了", claim(deliveredK, by(timeline.ByCourier), during("2 12:00", "2 18:00", timeline.GrainDaypart))), in("2", "3 11:15", courier, "还在我们网点", claim(arrivedK))), ""},
		{"one quoted", tale(say("3 10:30", seller, "网点说昨天下午送到了", claim(deliveredK, by(timeline.ByPlatform), during("2 12:00", "2 18:00", timeline.GrainDaypart))), in("2", "3 11:15", courier, "还在我们网点", claim(arrivedK))), "party_contradiction?"},
	})
}

func TestRequests(t *testing.T) {
	noLocker := say("3 08:00", buyer, "不要投柜", request(pointK, negated, at(timeline.PlaceLocker)))
	noStation := say("3 08:00", buyer, "不要放驿站 送上门", request(pointK, negated, at(timeline.PlaceStation)), request(deliveredK, at(timeline.PlaceDoor)))
	testRows(t, []row{
		{"locker against the request", tale(say("3 07:00", courier, "今天到"), noLocker, boxed), "instruction_ignored"},
		{"two wishes in one message", tale(say("3 07:00", courier, "今天到"), say("3 08:00", buyer, "别放驿站 我要送到家", request(pointK, negated, at(timeline.PlaceStation)), request(deliveredK)), shelved), "instruction_ignored"},
		{"withdrawn", tale(say("3 07:00", courier, "今天到"), noLocker, say("3 11:00", buyer, "那投柜吧", request(pointK, at(timeline.PlaceLocker))), boxed), ""},
		{"consent to an offer", tale(say("3 07:00", courier, "今天到"), noLocker, say("3 11:00", courier, "放快递柜行吗"), say("3 11:02", buyer, "行"), boxed), ""},
		{"the place will do after all", tale(say("3 07:00", courier, "今天到"), noLocker, say("3 11:00", buyer, "我出门了 放柜子也行"), boxed), ""},
		{"another place will do", tale(say("3 07:00", courier, "今天到"), noLocker, say("3 11:00", buyer, "放门口也行"), boxed), "instruction_ignored"},
		{"asked whether it will do", tale(say("3 07:00", courier, "今天到"), noLocker, say("3 11:00", buyer, "放柜子也行吗？"), boxed), "instruction_ignored"},
		{"agreed by telephone, says the courier, and he says yes", tale(say("3 07:00", courier, "今天到"), noLocker, boxed, say("3 12:10", courier, "刚电话里跟您说了 放柜子了"), say("3 12:12", buyer, "嗯嗯 知道了")), ""},
		{"agreed by telephone, says the courier, and he says no", tale(say("3 07:00", courier, "今天到"), noLocker, boxed, say("3 12:10", courier, "刚电话里跟您说了 放柜子了"), say("3 12:12", buyer, "我没同意")), "instruction_ignored"},
		{"it will not do", tale(say("3 07:00", courier, "今天到"), noLocker, say("3 11:00", buyer, "放柜子不行"), boxed), "instruction_ignored"},
		{"no request", tale(say("3 07:00", courier, "今天到"), boxed), ""},
		{"request after the drop", tale(say("3 07:00", courier, "今天到"), boxed, say("3 13:00", buyer, "不要投柜", request(pointK, negated, at(timeline.PlaceLocker)))), ""},
		{"request after the drop, made by telephone before", tale(say("3 07:00", courier, "今天到"), boxed, say("3 13:00", buyer, "早上我爱人给你打电话讲过别放柜子的", request(pointK, negated, at(timeline.PlaceLocker)))), "instruction_ignored?"},
		{"the same through another", tale(say("3 07:00", courier, "今天到"), boxed, say("3 13:00", buyer, "早上我爱人给你打电话讲过别放柜子的", request(pointK, negated, at(timeline.PlaceLocker), by(timeline.ByOther)))), "instruction_ignored?"},
		{"told after he had agreed", tale(say("3 07:00", courier, "放快递柜行吗"), say("3 07:02", buyer, "行"), boxed, say("3 13:00", buyer, "早上我爱人给你打电话讲过别放柜子的", request(pointK, negated, at(timeline.PlaceLocker)))), ""},
		{"made before, and told again", tale(say("3 07:00", courier, "今天到"), noLocker, boxed, say("3 13:00", buyer, "早上说过别放柜子的", request(pointK, negated, at(timeline.PlaceLocker)))), "instruction_ignored"},
		{"station, and he says the door", tale(noStation, shelved, say("3 11:20", courier, "给你放门口了", claim(deliveredK, at(timeline.PlaceDoor)))), "instruction_ignored place_mismatch"},
		{"a wish for a desk", tale(say("3 08:00", buyer, "放前台", request(deliveredK, at(timeline.PlaceFrontdesk))), say("3 08:01", courier, "好"), shelved), ""},
		{"the seller agreed", tale(noStation, say("3 08:10", seller, "好 给快递备注了"), shelved), "instruction_ignored"},
		{"the seller will write it on the label", tale(noStation, say("3 08:10", seller, "Hi! OK, I will put a note on the label"), shelved), "instruction_ignored"},
		{"the seller said nothing to it", tale(noStation, say("3 08:10", seller, "上次那个还要吗"), shelved), "instruction_ignored?"},
		{"told the courier, he tells the shop", tale(say("3 08:00", buyer, "我跟快递员说了不要投柜", request(pointK, negated, at(timeline.PlaceLocker))), say("3 08:10", seller, "好"), boxed), "instruction_ignored?"},
		{"wanted the station", tale(say("3 07:00", courier, "今天到"), say("3 08:00", buyer, "放驿站", request(pointK, at(timeline.PlaceStation))), shelved), ""},
		{"no record, the courier says so", tale(noLocker, say("3 12:10", courier, "放柜子里了", claim(pointK, at(timeline.PlaceLocker)))), "instruction_ignored"},
	})
}

func TestRecord(t *testing.T) {
	testRows(t, []row{
		{"75 hours", tale(pick, scan("4 12:30:00", timeline.StatusArrived, "到达转运中心")), "stalled"},
		{"75 hours, as the recipient asked", tale(pick, say("2 10:00", buyer, "我出差 先别送 等我回来"), scan("4 12:30:00", timeline.StatusArrived, "到达转运中心")), ""},
		{"71 hours", tale(pick, scan("4 07:30:00", timeline.StatusArrived, "到达转运中心")), ""},
		{"to the query", tale(pick, hub, asOf("9 12:00")), "stalled"},
		{"query unknown", tale(pick, hub), ""},
		{"waiting at the station", tale(pick, hub, shelved, asOf("9 12:00")), ""},
		{"held by customs by its words", tale(pick, scan("2 06:00:00", timeline.StatusException, "海关查验中"), asOf("9 12:00")), ""},
		{"customs", tale(pick, scan("2 06:00:00", timeline.StatusCustoms, "清关"), asOf("9 12:00")), ""},
		{"signed", tale(pick, hub, signed, asOf("9 12:00")), ""},
		{"signed, then failed", tale(pick, hub, signed, failed), "record_anomaly"},
		{"signed twice", tale(pick, hub, signed, scan("4 10:00:00", timeline.StatusDelivered, "已签收")), "record_anomaly"},
		{"stored, then collected", tale(pick, hub, shelved, scan("3 18:00:00", timeline.StatusDelivered, "凭码签收")), ""},
		{"refused, returned, signed by the sender", tale(pick, hub, scan("3 10:00:00", timeline.StatusRefused, "拒收"), scan("3 12:00:00", timeline.StatusReturning, "退回"), scan("5 12:00:00", timeline.StatusDelivered, "已签收 发件人")), ""},
		{"signed code on a locker row", tale(pick, hub, scan("3 12:00:00", timeline.StatusAtPickupPoint, "已存放至快递柜", placed(timeline.PlaceLocker), code(timeline.StatusDelivered))), "record_anomaly"},
		{"signed code, a station took it in", tale(pick, hub, scan("3 12:00:00", timeline.StatusAtPickupPoint, "快件已由驿站代收", placed(timeline.PlaceStation), code(timeline.StatusDelivered))), "record_anomaly"},
		{"signed code, text says so too", tale(pick, hub, scan("3 12:00:00", timeline.StatusAtPickupPoint, "已签收 驿站代收", placed(timeline.PlaceStation), code(timeline.StatusDelivered))), ""},
		{"coarse code", tale(pick, hub, scan("3 12:00:00", timeline.StatusAtPickupPoint, "已存放至快递柜", placed(timeline.PlaceLocker), code(timeline.StatusOutForDelivery))), ""},
		{"a scan vanished", tale(pick, hub, scanIn("old", "3 16:48:00", timeline.StatusDelivered, "本人签收", signer(timeline.SignerSelf)), scan("4 13:00:00", timeline.StatusArrived, "到达网点")), "record_anomaly"},
		{"its time changed", tale(pick, scanIn("old", "3 16:48:00", timeline.StatusDelivered, "已签收"), scan("3 18:48:00", timeline.StatusDelivered, "已签收")), "record_anomaly"},
		{"its time changed by minutes", tale(pick, scanIn("other", "3 16:48:00", timeline.StatusDelivered, "已签收"), scan("3 16:50:00", timeline.StatusDelivered, "已签收"), scan("3 18:50:00", timeline.StatusInfo, "感谢")), "record_anomaly"},
		{"a later query merely goes on", tale(scanIn("old", "1 09:00:00", timeline.StatusPickedUp, "已揽收"), pick, hub, signed), ""},
		{"out before it was picked up", tale(scan("1 07:00:00", timeline.StatusOutForDelivery, "派送"), pick), "record_anomaly"},
		{"refused, denied", tale(pick, hub, scan("3 15:00:00", timeline.StatusRefused, "收件人拒收"), say("3 20:00", buyer, "我没拒收", not(refusedK))), "refusal_mismatch"},
		{"sent back at his wish, denied", tale(pick, hub, scan("3 15:00:00", timeline.StatusReturning, "应收件人要求退回发件方"), say("3 20:00", buyer, "我没拒收", not(refusedK))), "refusal_mismatch"},
		{"sent back, nobody says why", tale(pick, hub, scan("3 15:00:00", timeline.StatusReturning, "正在退回发件方"), say("3 20:00", buyer, "我没拒收", not(refusedK))), ""},
		{"refused, agreed", tale(pick, hub, scan("3 15:00:00", timeline.StatusRefused, "收件人拒收"), say("3 20:00", buyer, "嗯 我拒收的", claim(refusedK))), ""},
		{"asked whether refused", tale(say("3 15:00", seller, "他们说您拒收？", claim(refusedK, mode(timeline.ModeAsked))), say("3 20:00", buyer, "我没拒收", not(refusedK))), ""},
		{"courier says refused, no record", tale(say("3 15:00", courier, "你拒收了", claim(refusedK)), say("3 20:00", buyer, "我没拒收", not(refusedK))), "refusal_mismatch"},
	})
}

func TestNumbers(t *testing.T) {
	wrong := func(s *story) {
		gives("1 10:00", seller, "单号 EA200300400CN", "EA200300400CN")(s)
		s.events[len(s.events)-1].Waybills[0].CheckDigit = timeline.CheckBad
	}
	testRows(t, []row{
		{"wrong check digit", []option{wrong}, "waybill_mismatch"},
		{"picked up before it was paid", []option{scan("1 09:00:00", timeline.StatusPickedUp, "已揽收"), signed, gives("5 18:00", seller, "发了 "+number, number, claim(shippedK)), say("6 09:41", buyer, "我四号才付的款", claim(paidK, during("4 00:00", "5 00:00", timeline.GrainDay))), say("6 09:50", buyer, "没收到", not(receivedK))}, "waybill_mismatch"},
		{"paid as the user states", []option{pick, gives("5 18:00", seller, "发了 "+number, number), paidAt("2026-03-04 10:00")}, "waybill_mismatch"},
		{"sent again after it was signed", []option{gives("1 08:00", seller, "发了 "+number, number), pick, signed, say("4 09:00", seller, "给您补发", promise(shippedK, "5 00:00"))}, ""},
		{"paid before", []option{pick, gives("1 18:00", seller, "发了 "+number, number), paidAt("2026-02-27 10:00")}, ""},
		{"slip", []option{pick, signed, gives("5 10:22", seller, "发啦 "+number, number), say("5 10:40", buyer, "显示签收了 我没收到", not(receivedK)), gives("5 10:43", seller, "不好意思发错了 你的是 YT7600000000002", "YT7600000000002")}, ""},
		{"signed elsewhere and disputed", []option{pick, scan("3 17:00:00", timeline.StatusDelivered, "【哈尔滨市】已签收"), gives("3 18:22", seller, "发啦 "+number, number), say("3 19:00", buyer, "怎么签在哈尔滨 我在成都", not(receivedK))}, "waybill_mismatch?"},
		{"signed where he lives, another one disputed", []option{pick, scan("3 17:00:00", timeline.StatusDelivered, "【成都市】已签收"), gives("3 18:22", seller, "发啦 "+number, number), say("3 19:00", buyer, "信笺那件怎么签在哈尔滨了 我人在成都啊", not(receivedK))}, "signed_not_received"},
		{"signed elsewhere, not disputed", []option{pick, scan("3 17:00:00", timeline.StatusDelivered, "【哈尔滨市】已签收"), gives("3 18:22", seller, "发啦 "+number, number), say("3 19:00", buyer, "哈尔滨的收到了", claim(receivedK))}, ""},
		{"taken back next day", []option{gives("5 10:22", seller, "发啦 "+number, number), gives("6 10:43", seller, "不好意思单号发错了 你的是 YT7600000000002", "YT7600000000002")}, "waybill_mismatch"},
	})
}

// What was left in a locker counts as the drop, not that it was fetched, even
// where that stands closer in time.
func TestFetchingIsNoDrop(t *testing.T) {
	got := findings(tale(pick, boxed, say("3 17:40", courier, "放门口了", claim(deliveredK, at(timeline.PlaceDoor))), scan("3 18:00:00", timeline.StatusDelivered, "已从快递柜取出", placed(timeline.PlaceLocker)))...)
	if len(got) != 1 || got[0].Evidence[1].Text != "已存放至快递柜" {
		t.Errorf("%+v", got)
	}
}
