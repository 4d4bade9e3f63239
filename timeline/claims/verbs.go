package claims

import "github.com/duizheng/duizheng/timeline"

// A mark says what a verb's form alone tells.
type mark uint32

const (
	bare      mark = 1 << iota // too short to mean anything by itself: needs a time, an aspect or a helper beside it
	state                      // holds at the moment of speaking (在路上), no aspect needed
	past                       // the form itself is past (delivered, 送过一次)
	denied                     // the form itself denies (没人上门, never arrived)
	drops                      // leaves a parcel somewhere; the place beside it gives the kind, without one it means nothing
	base                       // an English base form: a fact only after a helper (will, please)
	handed                     // gives a parcel to somebody: to the courier is shipped, to a desk a drop
	goods                      // only of goods named in the clause (坏了 may be the car)
	nominal                    // a noun as well: 退款, 赔付; counts with what its own verb says
	dative                     // reaches somebody by itself: 给您…, to you
	arrives                    // bare 到: a branch or city after it makes it arrived
	unseen                     // counts only where it is denied: 没看到
	completed                  // counts only with 了 or 过: 去驿站拿了
	timed                      // worth a statement only with a time of its own
	cash                       // counts only of money that is named, here or just before
	site                       // a place of the carrier's: counts after 在
	few                        // 只有一个, there's no: counts only of what was in a parcel
	record                     // quotes a record by its own form
	follows                    // a word of its own only right after a time: 明天走, not 拿走
	taken                      // counts only after one who takes parcels for others: 你老公接的
)

// A verbEntry is words (separated by |) that say a kind. The words stand in
// folded form. Each example is a test; example_test.go explains the notation.
type verbEntry struct {
	kind     timeline.StatementKind
	marks    mark
	words    string
	examples []string
}

// verbs is the lexicon of predicates.
var verbs = []verbEntry{
	{timeline.KindOrdered, timed, `下单|下的订单|订的|买的|下的单|下了单|拍下|拍的|拍了|订的货|下订单|ordered|placed the order|placed my order`, []string{
		`b: 我上周五下的单 => ordered`,
		`b: 我拍下了`,
		`b: I ordered it on Monday => ordered`,
	}},
	{timeline.KindPaid, timed, `付款|付的|付的尾款|付了尾款|付尾款|打的款|转的账|交的钱|付完款|付的款|付了款|付过款|付了钱|付的钱|支付|paid`, []string{
		`b: 我18号才付的款 => paid`,
		`b: 付款了哈`,
		`b: I paid yesterday => paid`,
	}},

	{timeline.KindPaid, denied, `还没付|还没付款|还没付钱|款没付|没付尾款|还没付尾款|尾款没付|没付定金`, []string{
		`s: 我没寄，你款还没付呢 => -shipped -paid`,
	}},

	{timeline.KindShipped, 0, `发货|发的货|发了货|发出|发出去|发走|发出来|出货|出库|寄出|寄出去|寄走|寄过去|寄过来|补发|补寄|重发|重新发|发快递|发顺丰|发圆通|发中通|发申通|发韵达|发邮政|发ems|发德邦|发极兔|发京东|投寄|寄送|走货|出仓|离仓|交运|发运|发掉|寄掉|打包发走`, []string{
		`s: 20号以前货一定出仓 => >shipped`,
		`s: 您那单昨天就发掉了 => shipped`,
		`s: 已经给您发货了哈 => shipped`,
		`s: 货昨天就寄出去了 => shipped`,
		`b: 怎么还没发货 => -shipped`,
		`s: 明天给您补发 => >shipped`,
		`s: 最遲週五出貨喔 => >shipped`,
		`b: 麻烦今天发货 => !shipped`,
	}},
	{timeline.KindShipped, bare, `发|寄|发给您|发给你|发给我|寄给您|寄给你|寄给我|发您|寄您`, []string{
		`s: 周三前给您寄 => >shipped`,
		`s: 都发了哈 => shipped`,
		`s: 明天发 => >shipped`,
		`b: 发我单号`,
		`s: 我发你图片`,
		`b: 明天能发吗`,
	}},
	{timeline.KindShipped, past, `shipped|dispatched|posted it|posted your|posted the|has been posted|was posted|been posted|is posted|already posted|sent it out|sent out|sent your order|sent your parcel|sent the parcel|sent your package|sent the package|sent it on|sent it off|sent it yesterday|sent it today|sent it this|sent it last|been sent|was sent|were sent|mailed it|mailed your|mailed out|been mailed|was mailed|handed it to the courier|handed to the carrier|handed over to|gave it to the courier|on its way out|it's in the post|sent via|sent by royal|sent with royal|sent with dpd|sent with evri|sent tracked|sent recorded|sent first class|sent 1st class|popped it in the post|popped in the post|posted off|dropped off at the post office|went in the post|it is in the post|it's gone in the post`, []string{
		`s: Your order was shipped yesterday => shipped`,
		`s: We have dispatched your parcel => shipped`,
		`b: It has not been shipped yet => -shipped`,
		`s: It will be shipped tomorrow => >shipped`,
		`s: I posted it on Monday => shipped`,
		`s: Sent via Royal Mail on Friday => shipped`,
		`s: I popped it in the post yesterday => shipped`,
		`s: I've dropped it at the post office today => shipped`,
		`s: Handed it to Evri at 4pm yesterday => shipped`,
		`c: I handed it to your neighbour => delivered`,
	}},
	{timeline.KindShipped, past, `posted`, []string{`s: posted => shipped`, `s: Posted yesterday! => shipped`, `s: I posted a review`}},
	{timeline.KindShipped, base, `ship|ship it|ship it out|ship out|ships|dispatch|dispatch it|post it|send it out|send your order|send your parcel|send you a new|send a new one|send you a replacement|send a replacement|send the missing|send another|send the rest|send the replacement|send you another|send you the|send it|send out|mail it|mail it out|send it tomorrow|send it today|get it out|get it in the post|get it into the post|get it posted|get it sent|get it sent out|get that posted|get that sent out|get this sent out|put it in the post|pop it in the post|posting it|sending it|shipping it|dispatching it|posting your|shipping your|be shipping|be posting|be dispatching|be sending it|be sending your`, []string{
		`s: I will ship it tomorrow => >shipped`,
		`b: Please ship it today => !shipped`,
		`s: we can ship in all colours`,
		`s: I'll get it in the post first thing tomorrow morning => >shipped`,
	}},
	{timeline.KindShipped, handed, `交给|交到|移交|交付给|给|递给|转交|转交给|交接给|交咗|畀咗|俾咗|给到|丢给|扔给|甩给|塞给|拿给|托给|送给|交托给|给了|给过|给给`, []string{
		`s: 昨天已经交给快递了 => shipped`,
		`c: 交给前台了 => delivered`,
		`c: 昨天交给你们代收点了 => at_pickup_point`,
	}},

	{timeline.KindShipped, bare, `走{顺丰}|寄{顺丰}|发{顺丰}|叫{顺丰}|约{顺丰}|喊{顺丰}|拿去{顺丰}|送去{顺丰}|拿到{顺丰}|寄掉了|寄件|出来|托运|发托运|发整车|发零担|拿去寄|拿去发|去寄|去发|去邮|送去寄|丢邮筒|送去驿站|拿去驿站|拿到驿站|送到驿站寄|去菜鸟寄|去驿站寄|打单发|出单|配货出库|送货站|送去货站|拉去货站|送物流园|叫跑腿|叫闪送|给{您}发|给{您}寄|给{您}邮|给{您}走|一并发|一起发|一并寄|一起寄|一起发出|随货发|安排上|排上|安排走|拿去店到店|拿去超商|去超商寄|去全家寄|给宝子发|给宝子寄|给宝发|给宝寄|给亲发|给亲寄|补一{个}|给我补一{个}|给{您}补一{个}|给{您}补寄|重寄`, []string{
		`s: 周五给你走顺丰到付 => >shipped`,
		`s: 下周四才能出来 => >shipped`,
		`s: 明天拿去店到店 => >shipped`,
		`s: 后天一并给宝子发 => >shipped`,
		`b: 仓管答应我周三给我补一盒过来 => >shipped@seller`,
		`b: 我周五才能出来拿`,
		`s: 走顺丰`,
	}},
	{timeline.KindShipped, 0, `{发}{走}|送上车|送上车了|搬上车|搬上车了|寄得出去|发得出去|寄得出|发得出|发往{您}|发往{您}那边|装车发|装车发走|装车发往|装的车|出的库|出的仓|发的车|随车发|跟车走|跟车发|跟车|上了车发|起运|启运|寄往|送出仓|寄还|寄还给我|寄还给{您}|转寄|转寄给{您}|改寄`, []string{
		`s: 您那袋米今天跟车走 => >shipped`,
		`s: 昨晚十一点出的库 => shipped`,
		`s: 前天就邮走了 => shipped`,
	}},
	{timeline.KindShipped, 0, `send出|寄咗|寄咗出|出咗货|发咗货|拿去邮局|拿去快递点|送去快递点|送到快递点|送到邮局|交快递|打包寄|出了库|出了仓|发件|走物流|发物流|寄了件|打包发|送邮局|揽发`, []string{
		`s: 今晚七点前send出 => >shipped`,
		`s: 上昼已经寄咗喇 => shipped`,
		`s: 下午就拿去快递点 => >shipped`,
	}},
	{timeline.KindShipped, bare | follows, `能出|可以出|就能出|会出|走|走了|走的|就走|就走了|就走的|能走|会走|才走的|才走`, []string{
		`s: 您的货昨天就走了 => shipped`,
		`s: 您的件明天一早走 => >shipped`,
		`b: 我昨天走的`,
	}},
	{timeline.KindShipped, bare, `货走|货走的|货走了|件走了|货都走了|一起走|一块走|一块儿走|统一走|第一批走|头一批走|先走货`, []string{
		`s: 明天一早您的也一起走 => >shipped`,
		`s: 我先走了`,
	}},
	{timeline.KindShipped, past, `sent {it}|sent {it} out|sent {it} off|mailed {it}|shipped {it}|posted {it}|dispatched {it}|dropped {it} at the post office|dropped {it} off at the post office|took {it} to the post office|dropped {it} at the depot|took {it} to the depot|got {it} in the post|put {it} in the post|popped {it} in the post|gave {it} to the courier|handed {it} to the courier|handed {it} over to|on a truck to you|gone out in the post|went out in the post|left our warehouse|left our hands|dropped {it} at {post}|dropped {it} off at {post}|took {it} to {post}|handed {it} in at {post}|dropping {it} at|gave {it} to {post}|left {it} with {post}|handed {it} to {post}|booked in with|scanned in at`, []string{
		`s: I took your parcel to the post office on Friday => shipped`,
		`s: The replacement left our warehouse yesterday => shipped`,
		`s: sent them off this morning => shipped`,
	}},
	{timeline.KindShipped, past, `couriered|went off with|went off to you|went off by|it went off|gone off with|went off yesterday|went off today|couriered out|couriered {it}|left our bakery|left our workshop|left our shop|left the workshop|left the studio|left our studio|left our factory|left the factory|left our hub|left here|left our store|left our depot`, []string{
		`s: It left our workshop this morning => shipped`,
	}},
	{timeline.KindShipped, base, `leave our|leave the workshop|leave the factory|leave the studio|leave the warehouse|leave our workshop|leave here|leave us|ships from|courier {it}|courier {it} out`, []string{
		`s: It'll leave the workshop next Tuesday => >shipped`,
	}},
	{timeline.KindShipped, denied | record, `待出库|待发货|备货中|未出库|等待发货|等待出库|配货中|打包中|待打包|拣货中`, []string{
		`b: 到这会儿状态还是待出库 => -shipped@record`,
	}},
	{timeline.KindShipped, denied, `{件}还在{我}这|{件}还在{我}这儿|{件}还在{我}这里|{件}还在{我}这边|{件}还在{我}手里|{件}还在{我}手上|{件}还没出{我}的门|货还没出门|only printed the label|just printed the label|only made the label|only created the label|only bought the label|still on my bench|still on my desk|still on my table|只打了单|只是打了单|只打了个单|只打了单子|只出了单号|只填了单|货还在店里|货还在我店里|货还在我们店里`, []string{
		`s: It's still on my bench => -shipped`,
		`s: 抱歉亲 其实货还在我这 => -shipped`,
		`c: 你的件还在我这 => -delivered`,
		`b: 坏的那件还在我这`,
		`s: I only printed the label on Monday => -shipped`,
		`s: 单号先打出来了 货还在店里 => -shipped`,
	}},
	{timeline.KindShipped, state, `in the post`, []string{
		`s: It's in the post => shipped`,
		`s: It'll be in the post by Friday => >shipped`,
	}},
	{timeline.KindShipped, base, `dispatch {it}|post {it}|send {it}|send {it} out|send {it} off|mail {it}|ship {it}|get {it} out|get {it} sent|get {it} posted|get {it} in the post|get {it} off to you|pop to the post office|go to the post office|nip to the post office|head to the post office|be at the post office|take {it} to the post office|drop {it} at the post office|put {it} in the post|goes out|going out|leaves|leaves us|leave our warehouse|leaves the warehouse|be leaving us|go in the post|goes in the post|dropping {it} at {post}|dropping {it} off at {post}|taking {it} to {post}|take {it} to {post}|drop {it} off at {post}|drop {it} at {post}|get {it} to {post}|hand {it} in|stick {it} in the post|bung {it} in the post|chuck {it} in the post|be on its way|be on their way|get {it} on its way|post off|pop {it} off|whizz {it} out|be sent|go off|goes off|go with|catch the post|catch the last post|be collected|collection is booked|courier is booked|courier booked|have {it} out|have {it} sent|have {it} posted|have {it} dispatched|have {it} shipped|out the door|off to you|have {it} out the door`, []string{
		`s: Yours goes out on Friday => >shipped`,
		`s: I'll pop to the post office tomorrow => >shipped`,
	}},
	{timeline.KindPickedUp, 0, `揽收|揽件|揽走|揽收走|揽了|收走|收件走|上门取件|上门揽件|上门收件|来取件|来收件|去取件|来收货|上门取货|来揽|取走件|被快递拿走|让快递拿走|快递拿走|收寄|被收走|拉走|被拉走|装车走|来拿件|来收了|集货`, []string{
		`s: 快递已经揽收了 => picked_up`,
		`s: 昨天下午就揽走了 => picked_up`,
		`b: 还没揽收啊 => -picked_up`,
		`s: 今天下午五点快递上门取件 => >picked_up`,
		`s: 顺丰刚来收走的 => picked_up`,
		`b: 显示待揽收 => -picked_up@record`,
	}},
	{timeline.KindPickedUp, 0, `拉货|叫{顺丰}的拉走|叫{顺丰}拉走|被{顺丰}拉走|被{顺丰}的拉走|让{顺丰}拉走|叫{顺丰}收走|叫{顺丰}的收走|被{顺丰}收走|让{顺丰}收走|叫{顺丰}的取走|被{顺丰}取走|来拉货|过来拉|过来揽|上门来取|上门取走|上门收走|来拉件|收了件|揽到|提走|接走|装走|来提货`, []string{
		`s: 明天一早快递来拉货 => >picked_up`,
	}},
	{timeline.KindPickedUp, past, `扫的码|扫了码|扫码收|扫码揽|骑手取走|骑手拿走|骑手接走|小哥取走|小哥拿走|小哥收走|小哥接走|快递取走|跑腿取走|被取走|被骑手取|已取件|取了件`, []string{
		`s: 昨天下午五点十分扫的码 => picked_up`,
	}},
	{timeline.KindPickedUp, bare, `来拉|来装|来装车|来提|来拉走|来提走|才来拉|来拉的|来收的|来取的|来提的|来揽的|上门提货|上门拉货|上门提|上门拉|上门取|上门收|上门揽|来收|过来收|上来收|上门来收|顺路来收`, []string{
		`s: 后天物流上门提货 => >picked_up`,
		`b: 物流公司今早才来拉 => picked_up`,
	}},
	{timeline.KindPickedUp, denied | record, `待揽收|待揽件|等待揽收|待取件揽收|待收件|等待揽件`, []string{
		`b: 三天了还是待揽收 => -picked_up@record`,
	}},
	{timeline.KindPickedUp, denied, `查不到揽件|揽收信息都没有|揽收信息也没有|揽收记录都没有|揽收记录也没有|揽收都没有|查不到揽收|查不到揽件信息|查不到揽收信息|没有揽收信息|没有揽件信息|没揽收信息|没揽件信息|没有揽收记录|没有揽件记录|没人来揽|没人揽件|没人揽收|没人来取件|没人来收|没人来收件|没人上门取件|没人上门收件|没人来取货|没人来拉|没人来拉货|没人取件`, []string{
		`b: 单号里查不到揽收信息 => -picked_up`,
	}},
	{timeline.KindPickedUp, denied, `{没}来收|{没}来拉|{没}来揽|{没}来收走|{没}来拉走|没来取件|没来揽收|没来揽件|没来收件|没来收货|没来取货|还没来取件|还没来揽收|还没来揽件|还没来收件|没有来取件|没有来揽收|没来收|没来揽|没有来收|没来拿件`, []string{`s: 快递今天没来取件 => -picked_up`}},
	{timeline.KindPickedUp, past, `picked up by the courier|grabbed {it}|picked up by the carrier|picked it up from us|picked up from us|picked up from our|collected by the courier|collected by the carrier|collected by the driver|collected by ups|collected by dhl|collected by royal mail|collected it from us|collected from us|collected from our|picked it up|collected it|picked up|carrier has it|picked {it} up|picked up {it}|collected {it}|picked her up|picked them up`, []string{
		`s: It was collected by the courier this morning => picked_up`,
		`s: The courier picked it up yesterday => picked_up`,
	}},
	{timeline.KindPickedUp, base, `courier will collect it|courier picks up|driver picks up|courier collects|driver collects|carrier picks up|carrier collects|picks up from us|getting picked up|being picked up|being collected|gets collected|gets picked up|come and collect it|come to collect it|collect it from us|pick it up from us|come and pick it up|come to pick it up`, []string{
		`s: label's printed, courier picks up tomorrow => >picked_up`,
	}},

	{timeline.KindInTransit, state, `运输中|运输途中|在运输|在途|在路上|路上了|路上呢|途中|转运中|运送中|运往|中转中|在转运|在飞机上|在火车上|发往|路途中|还在中转|正在运输|正在运送|在运送`, []string{
		`s: 在路上了 => in_transit`,
		`b: 根本没在运输 => -in_transit`,
		`p: 您的包裹正在运输途中 => in_transit`,
		`b: 我在路上呢`,
	}},
	{timeline.KindInTransit, state, `in transit|on its way|on the way|en route|left the warehouse|left the depot`, []string{
		`s: It is on its way to you => in_transit`,
		`b: I'm on the way home`,
	}},

	{timeline.KindArrived, 0, `到达|抵达|运抵|运到|到站|到站点|到了站点|到网点|到了网点|到我们网点|到我们站点|到我们站|到我们这|到咱们站|到咱们网点|到分拨|到中转|到转运|到集散|到营业部|到营业所|到仓库|到分公司|到配送站|到派送站|到本地|到当地|到你们市|到您们市|到你们城市|到你们那边的站点|到件|到派送点|到配送点|到了派送点|到了配送点|到了配送站|到了派送站|到库房|到分拣|到了库房|在你们市|在您当地|在你当地|在本地网点|到的站|到的站点|到的网点|到的仓库|到的营业部`, []string{
		`c: 九点多到的站 => arrived`,
		`c: 您的件9点到的站点，中午出去送的 => arrived delivered`,
		`c: 您的件已经到达我们网点了 => arrived`,
		`b: 还没到站点 => -arrived`,
		`p: 快件今早6点到达南京中转场 => arrived`,
	}},
	{timeline.KindArrived, past, `到的我们站|到的我们网点|到我们站里|到站里|到了站里|到仓|到了仓|到港|到了我们站|到了我们网点|回到网点|回到站里|回到站点|到的咱们站|到的咱们网点|入了仓|到了营业部|到了仓库|到了我们这|回到我们站|回到站所|带回站所|在站里|在我们站里|在站上|在库里|在仓里|压仓|还在站|在所里`, []string{
		`c: 今早六点半到的我们站 => arrived`,
		`c: 您的件在站里呢 => arrived`,
	}},
	{timeline.KindArrived, state | site, `中转场|中转站|分拨中心|转运中心|集散中心|处理中心|中转中心|分拣中心|分拣场|转运场|分拨场|操作中心|集散地|转运站|集货仓|海关|口岸`, []string{
		`b: 查了下说是在佛山中转场 => arrived@record`,
		`s: 还在武汉转运中心呢 => arrived`,
		`b: 转运中心电话多少`,
	}},
	{timeline.KindArrived, state | site, `delivery office|sorting office|sorting centre|sorting center|mail centre|mail center|distribution centre|distribution center|delivery depot|sortation centre|parcel hub|parcel centre|processing centre|processing center`, []string{
		`s: I looked: it is already at Glasgow delivery office => arrived`,
		`b: is there a phone for the Glasgow delivery office`,
		`b: I collected it from the sorting office => received`,
	}},
	{timeline.KindArrived, state, `在网点|在我们网点|还在网点|在我们站点|在站点|压在网点|在分拨中心|在中转站|在转运中心|在营业部|在配送站|留在网点|在我们仓库|在派送站`, []string{
		`c: 你的件还在网点呢 => arrived`,
	}},
	{timeline.KindArrived, past, `arrived at the depot|gone back to the depot|went back to the depot|back at the depot|back at our depot|back in the depot|took {it} back to the depot|taken {it} back to the depot|brought {it} back to the depot|brought {it} back to depot|back to depot|gone back to depot|arrived at the hub|arrived at the facility|arrived at our depot|arrived at our|arrived at the local|arrived in|arrived at the sorting|arrived at usps|arrived at ups|arrived at royal mail|arrived at destination|arrived at regional|arrived at sorting|arrived at hub|at the depot|at our depot|at the local depot|at the sorting centre|reached the depot|reached our|is in your city|hit the|reached the|landed at|landed in|landed at our|made it to the|got to the depot|got to our depot|got to the hub|is at the hub|at the hub|at our hub|stuck at the|sitting at the|sat at the|held at the|scanned in at the|processed at the|cleared customs|stuck in customs|held at customs|been at the`, []string{
		`c: Your parcel arrived at our depot at 6 am => arrived`,
		`c: No one home so I took it back to the depot => arrived attempted`,
		`p: Arrived at USPS Regional Facility, November 17, 2026, 9:41 pm => arrived`,
	}},

	{timeline.KindOutForDelivery, state, `派送中|挨家送|正挨家送|挨家挨户送|挨家派|派件中|配送中|配送途中|派送途中|送货中|送货途中|正在派送|正在派件|正在配送|正在送货|正在送|在派送|在派件|在配送|在派|在送|在送货|出来派送|出来派件|出去派送|在车上|在我车上|还在车上|装车派送|出来送|出去送了|投递中|派件途中`, []string{
		`c: 正在派送呢 => out_for_delivery`,
		`c: 您这个还没开始派送 => -out_for_delivery`,
		`c: 八点二十就出来派送了 => out_for_delivery`,
		`b: 昨天根本没在派 => -out_for_delivery`,
	}},
	{timeline.KindOutForDelivery, state, `{件}在{我}{车上}|{件}还在{我}{车上}|{件}都在{我}{车上}|{件}在{车上}|{件}还在{车上}|在我车里|在车里|还在车里|往{您们}那边跑|往{您们}那跑|往{您们}那边送|往{您们}那送|往{您们}那边赶|往{您们}那赶|往{您们}那边走|往{您们}那走|往{您们}小区送|往{您们}小区走|往{您们}家送|往{您们}家走|去{您们}那的路上|去{您们}那边的路上|去{您们}家的路上|派着呢|送着呢|带出来了|带出去了|带出来派了|拉出来了|拉出来派了|装车了|装上车了|上车了|派送路上|送货路上|随车|带出去跑|带出去派|带出去送|拉出去跑|拉出去派|拉出去送|出去跑了`, []string{
		`c: 您的件还在我车里 => out_for_delivery`,
		`c: 正往您那边送呢 => out_for_delivery`,
		`s: 师傅说件在车上 => out_for_delivery@courier`,
	}},
	{timeline.KindOutForDelivery, denied, `没跑|没跑{您们}那|没跑{您们}那边|没跑{您们}小区|没跑{您们}这片|没跑那边|没跑那片|没跑过去|没出车|没出去跑|没往{您们}那边跑|没跑到{您们}`, []string{
		`c: 实话跟您说 昨天没跑您那边 => -out_for_delivery`,
	}},
	{timeline.KindOutForDelivery, state, `in my van|on my van|on my round|out on my round|with our driver|out with the driver|out on delivery|on the delivery van|on the delivery vehicle|loaded on the van|on the vehicle for delivery|still in my van|still on my van|on the lorry`, []string{
		`c: Your box is still in my van => out_for_delivery`,
	}},
	{timeline.KindOutForDelivery, 0, `派送|派件|配送|派出去|安排派送|重新派送|重新派|二次派送|安排投递|出库配送|开始派送|开始派件|开始配送`, []string{
		`c: 您这单周六给您派送 => >out_for_delivery`,
		`c: 今天派件 => >out_for_delivery`,
		`b: 什么时候派送`,
		`p: 已经安排派送了 => out_for_delivery`,
	}},
	{timeline.KindOutForDelivery, bare, `派|派的`, []string{
		`c: 今天派 => >out_for_delivery`,
		`b: 今天派吗`,
		`c: 一件都没派 => -out_for_delivery`,
	}},
	{timeline.KindOutForDelivery, 0, `再跑一趟|再给您跑一趟|再给你跑一趟|再去一趟|再上门一趟|再送一趟|再派一次`, []string{
		`c: 明天上午再给您跑一趟 => >out_for_delivery`,
		`b: 我明天再去一趟`,
	}},
	{timeline.KindOutForDelivery, base, `go out|be out again|be back out|go back out|go out for delivery|try again|try delivery again|try to deliver again|attempt delivery again|attempt it again`, []string{
		`c: It should go out this afternoon => >out_for_delivery`,
		`c: I'll try again tomorrow before noon => >out_for_delivery`,
		`c: it will be out again Thursday => >out_for_delivery`,
		`p: Please try again later`,
	}},
	{timeline.KindOutForDelivery, past, `it went out|went out|went out with|went out this|went out last|went out on|went out yesterday|has gone out`, []string{
		`c: It went out this morning => out_for_delivery`,
		`s: It went out last Friday with Royal Mail => shipped`,
	}},
	{timeline.KindOutForDelivery, state, `out for delivery|with the driver|on the van|in the van|on the truck|with the courier now|on board for delivery`, []string{
		`c: It's out for delivery => out_for_delivery`,
		`c: It is not out for delivery yet => -out_for_delivery`,
	}},

	{timeline.KindAttempted, past, `送了一次|送了两次|送了三次|送了几次|送了两趟|跑了两趟|跑了一趟|去了两趟|去了两次|去了一趟|送过一次|送过两次|送过一趟|上门送过|去送过|有去送|去过您家|去过你家|来过一次|上过门|上门没人|敲门没人|敲门没人应|按门铃没人|按门铃没人应|敲了门|敲了半天门|没人在家|家里没人|您不在家|你不在家|没人应|没人开门|没人应门|敲门没动静|按铃没动静|门铃没动静|敲门没反应|按铃没人|门铃没人|按了门铃|按过门铃|有按门铃|按了电铃|有按电铃|按电铃|有敲门|有送过|有去送过|有來過|派送不成功|派送失败|投递未成功|投递失败|送货未成功|没人签收|无人签收|无人在家|没人收`, []string{
		`c: 刚上门没人在家 => attempted`,
		`c: 昨天上午送过一次 您不在家 => attempted`,
		`b: 我家里没人`,
		`c: 早上十點多有按電鈴，沒人 => attempted`,
		`c: 禮拜二中午有送過，您公司沒人收 => attempted`,
	}},
	{timeline.KindAttempted, denied, `{没人}{来过}|{没人}来|没来揿门铃|谁敲门了|谁敲过门|谁来敲门了|谁上过门|谁按门铃了`, []string{
		`b: 今天谁也没来过 => -attempted`,
		`b: 家里三个大活人，谁敲门了 => -attempted`,
	}},
	{timeline.KindAttempted, past, `去过{您}{家}|对讲机没人回|对讲机没人应|对讲没人应|按对讲没人|电铃没人应|到过{您}{家}|上过{您}{家}|去了{您}{家}|到了{您}{家}没人|没开门|关着门|门关着|大门锁着|人没见着|没见到您人|没见着您|找不着人|找不到人|拨了{一}个电话|拨了俩电话|打了{一}个电话没人接|敲了门没人|没人给开门`, []string{
		`c: 上午去过您公司 没开门 => attempted`,
		`b: 我去了你们店里`,
	}},
	{timeline.KindAttempted, past, `敲过{您}家|敲{您}家|敲了{您}家|敲过{您}的门|敲过门|敲了好几次门|敲了几次门|敲了好几下门|按过{您}家|按{您}家门铃|按{您}家|没人开|没人给开|没人答应|没人吱声|没人接件|没人收件|家里没人在|家中无人|屋里没人|无人应答|没人出来|敲半天|敲了半天|喊了半天|跑过{一}{次}|跑了{一}{次}|去了{一}{次}|去过{一}{次}|送了{一}{次}|送过{一}{次}|上门{一}{次}|派送{一}{次}|派送了{一}{次}|派过{一}{次}|来了{一}{次}|来过{一}{次}|上门了{一}{次}|上过{一}{次}门|敲了{一}{次}|按了{一}{次}|打了门铃|来送过|过来送过|上去过|上过楼|没有人开门|没有人应|门锁着|锁着门|铁将军把门|没人来开门|没人在屋|人不在家|无人应门|没人应声|留了招领单|已留招领|留下招领|按了半天铃|按了半天门铃|敲半天没人`, []string{
		`c: 十一点半敲过您家的门 => attempted`,
		`c: 上午去过两趟 => attempted`,
		`b: 我自己跑了两趟驿站`,
	}},
	{timeline.KindAttempted, denied, `没人上门|没人来送|没人来送货|没人来过|没来过|没有来过|没人敲门|没人敲过门|没敲过门|没人按门铃|没有人来|没有人上门|没有人敲门|没上门|没有上门|没上过门|没人来敲门|没人送货|没有派送员上门|没来送|没有来送|没来送货|没人送来|敲门的都没有|敲门的没有|敲门的人都没有|来敲门的都没有|送货的都没有`, []string{
		`b: 今天压根没人上门 => -attempted`,
		`b: 快递员根本没来过 => -attempted`,
		`b: 我在家一天 一个敲门的都没有 => -attempted`,
		`b: 我等了一整天都没人来送货 => -attempted`,
	}},
	{timeline.KindAttempted, denied, `门铃没响过|门铃就没响过|门铃都没响过|门铃都没响|门铃没响|门铃也没响|门铃压根没响|门铃根本没响|门铃就没响|没人按过门铃|没人按铃|没人摁门铃|没人敲过|没有人敲过|没人来敲过|没见有人来|没看到有人来|没看见有人来|没见人来|没见着人来|没见快递员|没看见快递员|没见到快递员|没看到快递员|没见着快递员|没快递来|没有快递来|没快递员来|没有快递员来|人都没见着|人都没见到|人影都没见着|人影都没有|人影都没见|人影都没|没见着人|没见到人|没见人|没人到过|没人上来过|没上来过|没人上来|没来敲|没来敲门|门都没敲|门也没敲|都没敲门|也没敲门|没有敲门|没敲门|没按门铃|没有按门铃|没按铃|没人过来|没有人过来|没人来找|没人到我家|没人来我家|没来我家|没到我家来|没人来派|没人来派送|没来派送|没来过人|没人登门|没登门|没有送过|没送过`, []string{
		`b: 我在家一整天 门铃就没响过 => -attempted`,
		`b: 人都没见着 连门都没敲 => -attempted`,
	}},
	{timeline.KindAttempted, past, `tried delivering|tried you|tried your door|tried twice|tried to drop|came by earlier|came round earlier|called at your|called at yours|stopped by|swung by|no answer|no one in|nobody in|couldn't get an answer|could not get an answer|couldn't get hold of you|couldn't get in|couldn't gain access|buzzed|left a card|left you a card|card left|missed you|unable to deliver|nobody about|no one about|no reply at|nobody came to the door|no one came to the door|nobody answering|no response at`, []string{
		`c: Couldn't get an answer at 2:40 pm => attempted`,
		`c: I buzzed twice at noon, no answer => attempted`,
	}},
	{timeline.KindAttempted, denied, `nobody buzzed|no knock|bell never rang|doorbell never rang|never rang|never tried|nobody tried|no one tried|no attempt|didn't knock|did not knock|didn't ring|didn't even knock|didn't even ring|didnt knock|no one came by|nobody came by|no driver|never stopped|no one showed up|nobody showed up|no one turned up|nobody turned up|never buzzed|nobody's been|no one's been|nobody has been|nobody's knocked|no one's knocked|nobody even knocked|no one even knocked|nobody {even}rang|no one {even}rang|nobody {even}knocked|no one {even}knocked|nobody {even}came|no one {even}came|nobody {even}tried|no one {even}tried|never {even}rang|never {even}knocked|didn't {even}ring|didn't {even}knock|zero people|not a soul|nobody {even}buzzed|no one {even}buzzed|no one {even}showed|nobody {even}showed`, []string{
		`b: The doorbell never rang, I was in all day => -attempted`,
	}},
	{timeline.KindAttempted, past, `attempted delivery|nobody open door|nobody open|no one open|no one opened|nobody opened|nobody came to door|no one open door|nobody at door|no one at door|no one at the door|nobody at the door|attempted to deliver|tried to deliver|nobody was home|no one was home|nobody was in|no one was in|nobody home|no one home|nobody answered|no one answered|you were not home|you weren't home|you were not in|you weren't in|failed delivery|delivery failed|delivery attempt|i knocked|we knocked|knocked on your|knocked at your|rang the bell|rang your bell|rang the doorbell|carded you|no one at home|nobody at home`, []string{
		`c: We tried to deliver yesterday but nobody was home => attempted`,
		`c: I knocked, no answer => attempted`,
	}},
	{timeline.KindAttempted, denied, `nobody came|no one came|nobody knocked|no one knocked|never knocked|nobody rang|no one rang|no one has been`, []string{
		`b: Nobody came today => -attempted`,
	}},

	{timeline.KindDelivered, 0, `送到|送达|送抵|签收|签的字|签了字|妥投|投妥|投递|投递成功|送上门|送货上门|送上楼|送上去|送到家|送到位|配送到|派送到|派到|送货到|给您送来|给你送来|送来|代签|代签收|代收|送过来|送过去|送到手|签字|送完|放好|放好了|帮您收了|帮你收了|替您收了|替你收了|帮您签了|帮你签了|扛上去|扛上楼|拎上去|拎上楼|提上去|提上楼|抬上去|抬上楼|搬上去|搬上楼|拿上去|拿上楼|拿上来|捎上去|捎过去|捎到|捎过来|带过去|带上去|背上去|拿过去|拿下去|送下去|送下来|送进去|送进来|送上来|送得到|送得过去|送得过来|送得了`, []string{
		`c: 已经给您签收了 => delivered`,
		`c: 明天下午两点前送到 => >delivered`,
		`b: 到现在都没送到 => -delivered`,
		`b: 签收了没`,
		`b: 周六上午送过来 => !delivered`,
		`c: 马上给你送过去 => >delivered`,
		`b: 别人代签的 => delivered`,
		`c: 那箱苹果我五点前给您扛上去 => >delivered`,
		`b: 麻烦帮我搬上楼 => !delivered`,
		`c: 隔壁王姨帮您收了 => delivered`,
		`c: 路上堵 明天下午才能送得过去 => >delivered`,
	}},
	{timeline.KindDelivered, 0, `{送}{过去}`, []string{
		`c: 我头一趟就给你拉过去 十点前 => >delivered`,
		`c: 明天一早给您拎进屋 => >delivered`,
	}},
	{timeline.KindDelivered, past, `is here|'s here|are here|is with your|is with the|'s with your|'s with the|with your neighbour|with your neighbor|with your wife|with your husband|put in your|put in the|put on your|put on the|put behind|put by your|put by the|was put|been put|signed by|she signed|he signed|they signed|it was dropped|parcel was dropped|it's been dropped|been dropped off|it got dropped|{family} signed|{family} signed for|{family} signed for it|{family} accepted|{family} took it|{family} took it in`, []string{
		`c: it was dropped yesterday 9 in the morning => delivered`,
		`c: your neighbour signed => delivered`,
		`b: the price was dropped`,
		`b: wardrobe's here => delivered`,
		`c: Box is with your neighbour at 14 => delivered`,
		`c: It was put in your porch at 11 am => delivered`,
	}},
	{timeline.KindDelivered, 0, `配达|配送完成|派送完成|派妥|送妥|送进屋|送府上|送到府上|放妥|代取|帮收|帮收了|替收|收下了|签过|签完|亲手交|当面交|当面给|塞门缝|送咗|派咗|送到咗|寄到我手里|寄到我手上|寄到我家|寄到我这|寄到{您}手里|寄到{您}手上|寄到{您}家|寄到{您}那|寄到家|送到我手里|送到我手上|送到{您}手里|送到{您}手上|拿到{您}手上|搁{您}家|放低咗|摆低咗|签妥|投送|妥收|帮{您}签|帮{您}签了|帮{您}收下|帮{您}拿了|替{您}签|替{您}拿|代{您}收|代{您}签`, []string{
		`s: 前天就配达了 => delivered`,
		`c: 已經幫您配達囉 => delivered`,
		`b: 被对门大姐帮收了 => delivered`,
	}},
	{timeline.KindDelivered, past, `给{您们}{家属}了|给{您们}{家属}的|给了{您们}{家属}|给的{您们}{家属}`, []string{
		`c: 我是给你家属的 => delivered`,
		`c: 给你们保安了 => delivered`,
		`b: 我给你同事了`,
		`s: 明天给您老公也带一份`,
	}},
	{timeline.KindDelivered, past | taken, `收的|收了|接的|接了|接走了|接走的|接过去|接过去了|接过去的|接到手|代拿|代拿了|代拿的|帮拿|帮拿了|领走|领走的|代领|代领了|代领的`, []string{
		`c: 昨天下午送的 || c: 你老公接的 => delivered`,
		`c: 保安收了 => delivered`,
		`c: 您同事小李代拿的 => delivered`,
		`b: 是我妈收的 => received`,
		`b: 物业收了 => delivered`,
		`b: 是我妈收的吗`,
		`c: 我收了十个件`,
		`s: 钱我收了`,
		`c: 你老公接的电话`,
	}},
	{timeline.KindDelivered, state | record, `签收人写的|签收人写着|签收人显示|签收人是|签收人填的|签名写的|签名是|签的名字是|签收人写了|签收人叫|签收栏写|签收那栏写|签收人一栏写`, []string{
		`b: 签收人写的赵铁柱 => delivered@record`,
		`b: 签收人是谁`,
	}},
	{timeline.KindDelivered, denied, `误点签收|误点了签收|点错签收|点错了签收|误签收|误签|提前点了签收|提前点签收|错点了签收|误操作签收|先点了签收|先点签收|虚假签收|未送先签|提前签收了|还没送就签`, []string{
		`c: 哦 那个是我误点了签收 => -delivered`,
	}},
	{timeline.KindDelivered, denied, `{没}进过{您们}{小区}|{没}到过{您们}{小区}|{没}去过{您们}{小区}|{没}跑过{您们}{小区}`, []string{
		`c: 我今天还没进过你们小区 => -delivered`,
		`c: 今天没到过你们那栋 => -delivered`,
		`b: 我没去过你们店里`,
	}},
	{timeline.KindDelivered, denied, `{没}进过{我们}{屋}|{没}进{我们}{屋}|{没}到过{我们}{屋}|{没}来过{我们}{屋}|{没}经过{我们}手|{没}经{我们}手|{没}经过{我们}的手|{没}过{我们}手|{没}从{我们}手上过|{没}从{我们}手里过|{没}从{我们}这过`, []string{
		`o: 你这箱没进过我屋 => -delivered`,
		`o: 这个件没经过我手 => -delivered`,
	}},
	{timeline.KindDelivered, denied, `nobody handed me|no one handed me|nobody gave me|no one gave me|nobody left {it} with me|no one left {it} with me|nobody left me|no one left me|no one brought me|nobody brought me|nothing was left with|nothing was handed|nothing from the courier|nothing from ups|nothing from dpd|nothing from evri|nothing from fedex|nothing from usps|nothing from dhl|nothing from amazon|nothing from royal mail|log has nothing|book has nothing|nothing in the log|nothing in the book|nothing in our log|nothing logged|nothing signed in|nothing came across the desk|nothing came through the desk`, []string{
		`o: No, nobody handed me a parcel on Friday => -delivered`,
		`o: Nothing from UPS for 14C today, Ms Ortiz => -delivered`,
	}},
	{timeline.KindDelivered, denied, `haven't been to your|haven't been down your|haven't been near your|haven't reached your|haven't got to your|not been to your|hasn't been to your|never went to your|have not been to your|haven't been round yours|haven't been to yours|not got to your|not reached your`, []string{
		`c: I haven't been to your street yet today => -delivered`,
		`b: I haven't been to your shop`,
	}},
	{timeline.KindDelivered, denied, `did not bring me anything|didn't bring me anything|did not bring anything|didn't bring anything|didnt bring anything|never brought me anything|never brought anything|brought me nothing`, []string{
		`o: Yamato did not bring me anything for 704 => -delivered`,
		`o: They didn't bring anything today => -delivered`,
	}},
	{timeline.KindAtPickupPoint, base | denied, `no lockers|no locker please|no parcel lockers|no pickup points|no pick-up points|no pick up points|no access points|no access point|not a locker|not in a locker`, []string{
		`b: Please bring it up to the flat, no lockers, I'm on crutches => !delivered !-at_pickup_point`,
		`b: no locker near me`,
	}},
	{timeline.KindDelivered, base | drops | denied, `don't have {it} left|dont have {it} left|do not have {it} left|don't have {it} put|do not have {it} put|don't have {it} dropped|do not have {it} dropped`, []string{
		`b: Please don't have it left at my front door => !-delivered`,
		`s: We don't have it left in stock`,
	}},
	{timeline.KindDelivered, denied, `没来|没有来|还没来|还没有来|没来啊`, []string{
		`b: 今天没来 => -delivered`,
		`b: 快递还没来揽收 => -picked_up`,
		`b: 没来得及看`,
	}},
	{timeline.KindDelivered, bare, `送|送的|送货|签|签的|送去|送给您|送给你|派给您|拿给您|拿给你|给您拿`, []string{
		`c: 反正是送了 => delivered`,
		`c: 下午给您送 => >delivered`,
		`c: 等下送 => >delivered`,
		`c: 还没送 => -delivered`,
		`s: 送您一个小礼物`,
	}},
	{timeline.KindDelivered, bare | arrives, `到|到货|到您手上|到你手上|到您手里|到你手里|到您家|到你家|到您那|到你那|到您那里|到你那里|到您那边|到你那边|到您手中|到你们小区|到您小区|到你小区|到我家|到我手上|到您府上`, []string{
		`b: 怎么还没到 => -delivered`,
		`s: 周五前能到你那 => >delivered`,
		`s: 最晚周四到 => >delivered`,
		`b: 到哪了`,
		`b: 明天能到吗`,
		`s: 保证三天内到您手上 => >delivered`,
		`b: 都到长沙了 => arrived`,
	}},
	{timeline.KindDelivered, past, `delivered|dropped {it} off|dropped {it} round|brought {it} round|brought {it} up|gave {it} to|handed {it} over|passed {it} to|handed to|dropped off|was handed to|signed for it|signed for|been signed for|handed {it} to|handed over|accepted the item|accepted your parcel|accepted the parcel`, []string{
		`c: I delivered it this morning => delivered`,
		`b: It has not been delivered => -delivered`,
		`c: It will be delivered by 5pm tomorrow => >delivered`,
		`b: Has it been delivered?`,
		`b: the front desk signed for it => delivered`,
	}},
	{timeline.KindDelivered, base, `deliver|redeliver|re-deliver|redeliver {it}|deliver {it}|drop {it} off|drop {it} round|bring {it}|bring {it} over|bring {it} round|bring {it} up|get {it} to you|get {it} over to you|get {it} delivered|hand {it} to you|be at your place|be at your door|be at yours|be at your house|be at your address|be at your office|be on your doorstep|be round|be round yours|pop round|pop by|come by|come round|come over|swing by|swing round|stop by|reaching|i come|turn up|show up|come today|come tomorrow|come back|head over|be over|get to yours|be in your hands|come to you|be delivered|be with you|be there|get there|arrive|get to you|reach you|be here|drop by|bring your parcel|coming to you|coming your way|heading your way|be delivering|be bringing {it}|be dropping {it} off|be dropping off|drop round|pull up|roll up|be outside|be knocking|get round to you|be on the doorstep|should be with you|be pulling up|be arriving|be landing|be at the door|be dropping round|be popping round|bring round|run {it} over|run {it} up|carry {it} up|take {it} up|take {it} over|pop {it} over|pop {it} round|be at my door|be at my house|be at my place|be with me|be at mine|be on my doorstep`, []string{
		`c: I'll drop it off at 6 pm => >delivered`,
		`c: We'll be delivering your parcel tomorrow between 1pm and 2pm => >delivered`,
		`s: It should arrive tomorrow => >delivered`,
		`c: Your parcel's coming to you tomorrow => >delivered`,
		`b: Please deliver it before noon => !delivered`,
	}},
	{timeline.KindDelivered, denied, `never arrived|hasn't arrived|hasnt arrived|has not arrived|haven't arrived|not arrived|didn't arrive|never turned up|hasn't come|has not come|not here yet|isn't here yet|isn't here|isnt here|never showed up|hasn't shown up|never delivered|hasn't turned up|didn't come|not turned up|never came|no show|hasn't made it|not made it|yet to arrive|yet to come|yet to turn up|yet to be delivered|hasn't landed|hasn't reached|never reached|not reached|not come|not shown up|hasnt come|hasnt turned up|didnt arrive|didnt come|didn't turn up|didn't show up|did not arrive|did not come`, []string{
		`b: My parcel never arrived => -delivered`,
		`b: It still hasn't arrived => -delivered`,
	}},
	{timeline.KindDelivered, past, `has arrived|it arrived|parcel arrived|package arrived|order arrived|just arrived|already arrived|arrived today|arrived this|arrived yesterday|arrived safely|arrived on|arrived at my|it came|it's come|has turned up|has shown up|turned up|showed up|finally came|just came|came today|came yesterday|came this|came fine|came in the post|came on|it's here|it is here|got here|made it here|everything arrived|everything came|finally arrived`, []string{
		`b: The parcel arrived this morning => delivered`,
	}},
	{timeline.KindDelivered, drops, `放|放在|放到|放了|放的|放着|挂着|搁着|摆着|塞着|存着|搁|搁在|存|存在|存到|存了|投|投到|投进|投入|丢在|扔|扔在|扔到|扔了|撂|塞|塞到|塞在|塞进|挂在|摆在|留在|放进|放入|放置|放至|送至|存至|暂存|暂放|寄存|寄存在|寄放|寄放在|寄放到|藏|藏在|藏到|押在|放咗|摆咗|投放|投放到|投放在|搁到了|丢|挂|挂到|摆|摆到|撂在|撂到|搁到`, []string{
		`c: 给您放门口了 => delivered`,
		`c: 放3号楼丰巢柜里了 => at_pickup_point`,
		`c: 前天给您放物业了 => delivered`,
		`b: 不要放驿站 => !-at_pickup_point`,
		`b: 麻烦放门口 => !delivered`,
		`c: 没放门口，放驿站了 => -delivered at_pickup_point`,
		`b: 放假前找你`,
		`c: 挂您家门把手上了 => delivered`,
	}},
	{timeline.KindDelivered, past | drops, `dropped at|kept at|placed at|hung at|kept with|placed outside|kept outside|kept inside`, []string{
		`c: kept at security office sir => delivered`,
	}},
	{timeline.KindDelivered, drops, `drop at|put at|put outside|keep at|hang at|keep with`, []string{
		`c: i drop at your door already ah => delivered`,
		`b: please put at my door => !delivered`,
	}},
	{timeline.KindDelivered, state | drops, `件在|快递在|包裹在|货在|东西在|快件在`, []string{
		`c: 件在隔壁小区驿站 => at_pickup_point`,
		`b: 快递在门口吗`,
	}},
	{timeline.KindDelivered, past | drops, `{left} {it}|left with|left at|left in|left on|was left|been left|left by|left behind|left under|left next to|left outside|left inside|it's with|it is with|hidden it|it's at|it is at|it's in|it is in|left w/|{left} {it} w/`, []string{
		`c: I left it on the porch => delivered`,
		`c: Left in a parcel locker => at_pickup_point`,
		`c: It's with your neighbour at 14 => delivered`,
		`c: It's with the sorting team`,
		`c: I've popped it behind your recycling bin => delivered`,
		`c: Delivered, left by the side gate => delivered`,
		`c: I left the depot at nine`,
	}},
	{timeline.KindDelivered, base | drops, `leave {it}|put {it}|pop {it}|tuck {it}|stick {it}|hide {it}|chuck {it}|place {it}|drop {it}|drop {it} at|hand {it} to|leave with|leave in|leave on|leave by|leave behind|leave outside|leave at`, []string{
		`b: Please leave it at the front door => !delivered`,
		`b: Please leave with a neighbour => !delivered`,
		`b: Please don't leave it in the locker => !-at_pickup_point`,
		`c: I'll leave it at the reception => >delivered`,
	}},

	{timeline.KindAtPickupPoint, state, `在驿站|在菜鸟驿站|在菜鸟|在丰巢|在蜂巢|在快递柜|在自提柜|在代收点|在快递超市|在兔喜|在便利店|在柜子里|在超商|到驿站|到了驿站|到菜鸟|到代收点|到自提点|到丰巢|到快递柜|到店了|放柜|入柜|投柜|存柜|上架|入库|入过|进店|待取件|待自提|驿站代收|代收点代收|驿站收的|变成在`, []string{
		`b: 你的件在驿站呢 => at_pickup_point`,
		`c: 已经入柜了 => at_pickup_point`,
		`o: 我们这没入过这件 => -at_pickup_point`,
		`b: 我在驿站门口`,
	}},
	{timeline.KindAtPickupPoint, denied, `没入|没入件|没入过|没进过店|没录入|没登记|没入系统|没扫进|没收进来|没到店|没经他手|没经手|没过他手|没这单|没这个单|没这票|没有这票|没有这单|没有这个单|没这个件|没有这个件|没这件|查无此件|没这条|没有这条|没有记录|没记录|无记录|没有登记`, []string{
		`b: 前台说今天一个件都没入 => -at_pickup_point@other`,
	}},
	{timeline.KindAtPickupPoint, state, `ready for collection|ready for pickup|ready to collect|at the pickup point|at the post office|available for pickup|at the collection point|in the locker|at the parcel shop|in a locker|at a pickup point`, []string{
		`c: It's ready for collection => at_pickup_point`,
	}},

	{timeline.KindReceived, 0, `收到|收到货|收到件|收到东西|拿到|拿到手|取到|取到件|取回来|取出来|取回|拿回来|到手|收货|取件成功|领到|领回来|收全|取出|取件完成`, []string{
		`b: 收到啦 谢谢 => received`,
		`b: 到现在都没收到 => -received`,
		`b: 昨天晚上拿到的 => received`,
		`b: 刚从柜子里取出来 => received`,
		`b: 收到了吗`,
		`b: 收到，谢谢`,
		`b: 我還沒收到 => -received`,
		`b: 想今天收到货 => !received`,
	}},
	{timeline.KindReceived, 0, `拿着{了}|收着{了}|攞到|攞咗|收齐|拿齐|领走了|攞返|取返|拎到|提到货|取着{了}|领着{了}`, []string{
		`b: 东西我拿着了 => received`,
		`b: 我今朝喺便利店攞咗喇 => received`,
	}},
	{timeline.KindReceived, denied, `不在我手上|不在我手里|不在我这|没落到我手|没落我手|没经我手|压根没影|没进我家门|没进家门|没影子|两手空空`, []string{
		`b: 反正不在我手上 => -received`,
	}},
	{timeline.KindReceived, denied, `没人给过|没给过我|没交给我|没人交给我|没递给我|没给到我|没送到我手`, []string{
		`b: 我妈说没人给过她快递 => -received@other`,
	}},
	{timeline.KindReceived, denied, `never took it in|never took anything in|took nothing in|hasn't got {it}|doesn't have {it}|didn't take {it}|never saw {it}|don't have a|have nothing for|has nothing for|don't have any|not got anything|got nothing|have nothing|never had anything|has zero record|zero record|no record of|has no record|have no record|have no trace|no trace of|nothing under my name|nothing in my name|not on their system|never logged|never came through here|hasn't seen {it}|haven't seen {it}|knows nothing about|know nothing about|never handled`, []string{
		`b: They said they never took anything in => -received@other`,
	}},
	{timeline.KindReceived, past, `false alarm|found {it}|next door had {it}|neighbour had {it}|neighbor had {it}|got {it} now|got {it} in the end|got hold of {it}|have {it} now|tracked {it} down|got {it}|got {it} today|picked {it} up from the|collected {it} from the|received {it}|have {it} here|got {it} safely|got {it} thanks`, []string{
		`b: false alarm, next door had it => received`,
	}},
	{timeline.KindReceived, past, `{mine own} took {it} in|collected from the locker|collected from locker|collected from the station|collected from the pickup point|collected from reception|{mine own} took {it}|{mine own} signed for {it}|{mine own} signed|{mine own} has {it}|{mine own} had {it}|{mine own} picked {it} up|{mine own} got {it}|{mine own} found {it}|{mine own} brought {it} in`, []string{
		`b: my wife took it in, all good => received`,
		`c: my wife took it`,
	}},
	{timeline.KindReceived, denied, `never got {it}|no parcel for me|no parcels for me|no package for me|no packages for me|nothing for me|nothing for us|no parcel for us|no parcels for us|no parcel under my name|nothing had come|haven't got {it}|haven't had {it}|haven't seen {it}|not got {it}|not had {it}|not seen {it}|don't have {it}|didn't get {it}|no sign of {it}|there's no sign of {it}|there is no sign of {it}|there was no sign of {it}|there's no {it}|can't find {it}|couldn't find {it}|can't see {it}|nowhere in sight|hasn't reached me|never reached me|no delivery today|nothing delivered|nothing's there|nothing was there|nothing's been delivered|not a thing|still no sign|still not here|still no delivery|still not got|never saw {it}|never had {it}|don't see {it}|didn't receive|did not receive|did not get {it}|haven't received {it}|havent received|haven't received|have not received|have yet to receive|yet to receive|no one here has|still missing|isn't in my|wasn't in my|wasn't on my|isn't on my|nothing in my|not in my hands|don't see anything|nothing on the step|nothing on my step|nothing on the doorstep|nothing in the porch|nothing outside my|nothing downstairs|nothing at reception|neither {has} {it}|neither of them {has} {it}|neither neighbour {has} {it}|neither neighbor {has} {it}|none of them {has} {it}|it's not in {mine}|isn't in {mine}|it's not on {mine}|isn't on {mine}|it's not at {mine}|its not in {mine}|wasn't in {mine}|wasn't on {mine}|nothing in the lobby|not a sausage`, []string{
		`b: still no sign of my order => -received`,
		`b: I have yet to receive anything => -received`,
	}},
	{timeline.KindReceived, bare | completed, `拿|取|找到|提回来|看到了|看见了|瞧见了|瞅见了|翻到了|翻出来了|拿的|取的`, []string{
		`b: 我自己去驿站拿了 => received`,
	}},
	{timeline.KindReceived, unseen, `看到|见到|见过|见着|看到件|看到快递|看到包裹|看到货|看到东西|见到快递|见到件|见到货|见到东西|见着快递|收着|拿着|找着|收过|看见|看见快递|看见件|看见货|瞅见|瞧见|见着件|见着货|见着东西|见到影|看到影|见影|见着影`, []string{
		`b: 还没看到呢 => -received`,
		`s: 我看到您的留言了`,
		`b: 我到现在没收着 => -received`,
		`b: 快递连影都没瞧见 => -received`,
	}},
	{timeline.KindReceived, past, `received it|received the|received my|received your parcel|received a parcel|i received|received in|got it|got the parcel|got my parcel|got the package|got my package|got my order|has received|have received|picked it up from the|collected it from the|received`, []string{
		`b: I received it this morning, thanks => received`,
		`b: I still haven't received it => -received`,
		`b: Got it, thanks! => received`,
		`s: Got it, I will check`,
	}},
	{timeline.KindReceived, denied, `haven't got it|haven't got the|haven't got my|have not got|didn't get it|didn't get the|didn't get my|didn't get any|never got it|never got the|never got my|never received|don't have it|do not have it|nothing here|nothing yet|nothing at the door|nothing at my|nothing on my|nothing outside|nothing there|nothing in there|nothing in it|nothing in the mailbox|nothing in the letterbox|nothing's turned up|nothing has turned up|nothing turned up|nothing's come|nothing has come|nothing's arrived|no sign of it|no sign of the parcel|no sign of the package|no sign of my|nowhere to be found|nowhere to be seen|nothing on the porch|nothing has arrived|nothing arrived|nothing came|not there|isn't there|wasn't there|not at the door|not on the porch|no parcel|no package|still nothing|still waiting for my parcel|still waiting for the parcel|still waiting for my package|still waiting for my order|still waiting for it|still waiting on my parcel|still waiting for delivery|can't find it|cannot find it`, []string{
		`b: I never got it => -received`,
		`b: I checked the porch, nothing there => -received`,
		`b: Nothing's turned up here => -received`,
		`b: There is no sign of it anywhere => -received`,
	}},
	{timeline.KindReceived, base, `get it|receive the parcel|receive the package|get the parcel|get the package|receive it|have it|receive my|get my parcel|get my package|get my order|need it|collect it`, []string{
		`b: I need it by Friday => !received`,
	}},

	{timeline.KindRefused, past, `不肯收|当场没要|让师傅拉走了|让师傅又拉走了|让司机拉走了|请司机载回去|让司机载回去|请师傅带回去|不愿收|不愿意收|死活不收|不肯签|不愿签|当场退|当场拒|客户不要|收件人不要|客户不收|收件人不收|买家不要|顾客不要|客人不要|客人不肯收|客户嫌|收件人嫌|原路带走|让快递员带走|让他带走|让小哥带走|让师傅带走|让骑手带走|原样退`, []string{
		`s: 这件客人不肯收 => refused`,
		`b: 我不要了 让快递员原路带走了 => refused`,
	}},
	{timeline.KindRefused, 0, `拒收|拒签|拒绝签收|拒绝收货|拒绝接收|拒收件|拒了|没肯收|没要他们的|没签让拿|退给师傅|退给快递员|让师傅拿走|让快递员拿走|让他拿走|让他们拉走|没让放下`, []string{
		`b: 我直接拒收了 => refused`,
		`b: 我没拒收啊 => -refused`,
		`c: 客户前天拒收的 => refused`,
		`s: 麻烦您拒收一下 => !refused`,
	}},
	{timeline.KindRefused, past, `refused the parcel|refused it|refused delivery|refused to accept|refused the package|rejected the parcel|rejected it|was refused|been refused|i refused|refused|declined|turned {it} away|turned the driver away|sent the driver away|turned him away|wouldn't accept {it}|didn't accept {it}|declined {it}|declined delivery|wouldn't take {it}|sent {it} away|handed {it} straight back|refused at the door`, []string{
		`b: I refused it => refused`,
		`b: I never refused the parcel => -refused`,
	}},
	{timeline.KindRefused, denied, `did no such thing|{几时}说过不要|{几时}说不要|{几时}说过不收|{几时}说不收|{几时}说过拒收|{几时}说过退|{几时}讲过不要|{几时}话过唔要|{没}说过不收|{没}说不收|{没}讲过不要|不是我不要|我没说不要|我没有说不要|没说过不要|没说不要|谁说不要|谁说我不要|从没说过不要`, []string{
		`b: 不是我不要 => -refused`,
	}},
	{timeline.KindRefused, base, `refuse it|refuse the parcel|refuse delivery|refuse the package|reject it`, nil},

	{timeline.KindReturned, 0, `退回|退回去|退回来|退回给|退回到|退回仓库|退件|退返|原路退回|返回仓库|返回商家|返回发货地|返回分拣|退回寄件|寄回|寄回来|寄回去|退给商家|退给卖家|退给发件人|退到仓库|打回去|打回来|返件|退货入库|给你退回|给您退回|给我退回|给你退回去|给您退回去|给你退回来|给您寄回|给你寄回|退到我家|退到我们|退到店|退到我这|退到仓|退到厂|带回去了退|退返咗|退到家|退到了`, []string{
		`c: 已经退回寄件网点了 => returned`,
		`s: 货还没退回来 => -returned`,
		`b: 别给我退回去 => !-returned`,
		`s: 您退的货12号就退回仓库了 => returned`,
	}},
	{timeline.KindReturned, past, `returned to sender|returned to the sender|sent back|sent it back|been returned|was returned|returned it|returned the parcel|returned to us|returned to the`, []string{
		`c: It was returned to sender => returned`,
		`b: I sent it back on Monday => returned`,
	}},
	{timeline.KindReturned, past, `got your return|received your return|your return arrived|your return is back|your return came|got the return|received the return|return received|return has arrived|return arrived|return's here|return is here`, []string{
		`s: Got your return this morning => returned`,
	}},
	{timeline.KindReturned, past, `sent {it} back|posted {it} back|mailed {it} back|shipped {it} back|returned {it}|is back with us|it's back with us|back at our warehouse|arrived back|came back to us|got {it} back|been sent back|was sent back|on its way back to|returning to sender|being returned`, []string{
		`b: I posted it back on Monday => returned`,
	}},
	{timeline.KindReturned, base, `send {it} back|return {it}|post {it} back|ship {it} back|mail {it} back|go back to sender`, nil},
	{timeline.KindReturned, base, `send it back|return it|return to sender|return the parcel`, nil},

	{timeline.KindLost, 0, `丢了|丢件|丢失|弄丢|遗失|给丢了|送丢|搞丢|丢掉|不见了|找不到件|丢包`, []string{
		`c: 实在抱歉，您的件丢了 => lost`,
		`s: 快递可能丢了 => lost`,
		`b: 我的钥匙丢了`,
		`b: 丢了你们赔吗`,
	}},
	{timeline.KindLost, 0, `烧没|烧掉|烧了|烧毁|冲走|被偷|偷走|让人偷|给偷|搞不见|弄不见|整不见|丢失在|丢在路上|寄丢|派丢|发丢|运丢|掉在路上|掉路上|给整没|送没|派没|寄没`, []string{
		`c: 您那件跟着一车货烧没了 => lost`,
	}},
	{timeline.KindLost, 0, `弄没|搞没|整丢|整没|丢咗|唔见咗|不翼而飞|找不着{了}|找不到{了}|不知去向|下落不明|按丢件|报丢|失踪|寻不着|没找回来|弄丢咗|找不见{了}|没影了找`, []string{
		`c: 实在找不到了，按丢件报上去了 => lost`,
		`b: 是给我弄没了？`,
	}},
	{timeline.KindLost, past, `gone astray|went astray|lost {it}|mislaid|disappeared|vanished|can't locate {it}|unable to locate {it}|cannot locate {it}|couldn't locate {it}|can't trace {it}|unable to trace {it}|presumed lost|written off`, []string{
		`c: Sorry, we can't locate your parcel => lost`,
	}},
	{timeline.KindLost, denied, `没丢|没有丢|没弄丢`, []string{`c: 没丢没丢 => -lost`}},
	{timeline.KindLost, past, `lost|gone missing|went missing|is missing in transit|been misplaced|lost it|misplaced`, []string{
		`c: I'm afraid your parcel has been lost => lost`,
		`b: I lost my keys`,
	}},

	{timeline.KindDamaged, goods, `坏了|坏的|坏掉|坏|漏了|破了|破掉|破的|烂了|烂掉|裂了|裂开|湿了|脏了|碎了|碎掉|碎|断了|瘪了|变形|扁了|化了|发霉|进水|磕掉|磕了|掉漆|裂痕|裂纹|划痕|刮花|划伤|缺角|凹了|凹掉|凹陷|压凹|瘪掉|撒了|洒了|渗漏|开裂|开胶|脱胶|脱线|破洞|破了个洞|裂口|掉钻|漏气|散架|折了|弯了`, []string{
		`b: 箱子都压坏了 => damaged`,
		`c: 车坏了 今天晚点`,
		`b: 杯子碎了两个 => damaged`,
		`b: 屏幕上有裂痕 => damaged`,
		`b: 外壳磕掉一块漆 => damaged`,
		`b: 手机是我自己不小心摔碎的`,
	}},
	{timeline.KindDamaged, goods | unseen, `破|烂|裂`, []string{`b: 包装没破 => -damaged`, `b: 破费了`}},
	{timeline.KindDamaged, goods, `{炸}{坏}|炸开|崩开|爆开|炸裂|糊{了}|糊掉|塌{了}|塌掉|歪{了}|歪掉|弯掉|秃{了}|馊{了}|酸{了}|结块|受潮|返潮|长毛|长霉|生虫|有虫|串味|不能吃|吃不了|没法吃|没法用|不能穿|没法穿|开不动|不转|不通电|不制冷|不制热|启动不了|花屏|黑屏|亮线|死了|蔫掉|枯{了}|干枯|压痕|碰伤|擦伤|挤压|坑坑洼洼|面目全非|四分五裂|一分为二|粉碎|爆{了}|渗了|臭了|蔫了|散了|豁了|崩了|开线|起皮|鼓包|稀碎|稀烂|碎一地|成渣|压成饼|碎成渣|掉瓷|裂缝|豁口|崩口|磕了个|磕了块|磕了一|砸了个|烂{了}|戳破|戳了|有个洞|有个坑|有道口子|有个口子|坏咗|烂咗|穿咗|崩咗|裂咗|爆咗|跌烂|断成|裂成|压瘪|撞瘪|摔断|折断|断裂|断开|掉下来了|散成|散开|开了口|裂了口|漏了一箱|漏了一地|漏得|漏光|洒了一|洒出来|洒得|化成水|化完了|化掉|发酸|变质|生锈|锈了|掉色|染色|起泡|有裂|有破|有洞|打不开机|开不了机|不亮|不能用|用不了|亮不了|通不上电|通不了电|泡成|压成|摔成|碾成|挤成|撞成|震成|冻成|晒成|跌断|整烂|掉水里|掉水沟|掉河里|进了水|浸湿|浸水|浸咗|淋湿|淋透|湿透|泡水|泡了水|脱皮|断弦|裂屏|碎屏|漏电|短路|死机|凹进去|凹陷了|弯曲|变色|变味|霉{了}|黑{了}心|没气|瘪气|漏汤|漏水|漏出来|花晒|断埋|烂晒|碎晒|湿晒|裂埋`, []string{
		`b: 公仔头断成两截 => damaged`,
		`b: 冰淇淋全化完了 => damaged`,
		`b: 个花瓶崩咗 => damaged`,
		`b: 台灯插上不亮 => damaged`,
	}},
	{timeline.KindDamaged, 0, `破损|损坏|损毁|弄破|磕破|划破|摔破|挤破|撕破|压破|刮破|弄坏|搞坏|弄湿|弄脏|摔坏|压坏|压扁|压碎|打碎|摔碎|磕坏|碰坏|砸坏|压烂|撞坏|碎成|摔烂|漏液|受损|坏件`, []string{
		`b: 打开一看外箱压扁了 => damaged`,
		`s: 照片里没破损 => -damaged`,
		`b: 有没有破损`,
	}},
	{timeline.KindDamaged, past, `damaged|broken|smashed|cracked|crushed|shattered|dented|torn open|ripped open|leaking|soaked|in pieces|ripped|bent|chipped|scratched|torn|squashed|burst|leaked|mouldy|moldy|melted|stained|faulty|defective|doesn't work|not working|dead on arrival|snapped|split|bashed|battered|caved in|wet through|soaking wet|soaking|spilled|spilt|punctured|scuffed|warped|crumpled|mangled|in bits|in two|fallen apart|falling apart|has a crack|has a hole|has a dent|a crack in|a dent in|a hole in|shattered to|went off|rotten|won't turn on|wouldn't turn on|busted|wrecked|ruined|waterlogged|drenched|sodden|squished|flattened|crumbled|unusable|beyond repair|won't work|does not work|doesn't turn on|stopped working|fractured|splintered|tore|ripped up|in tatters|rusted|rusty|dead|expired|gone off|leaking everywhere|broke|a tear in|a rip in|scratches|cracks|dents`, []string{
		`b: The vase arrived broken => damaged`,
		`s: It was not damaged when it left us => -damaged`,
	}},

	{timeline.KindMissingItems, 0, `少了|少发|少件|少一件|少两件|少寄|少给|漏发|漏寄|漏装|缺件|缺货少|缺了|缺一|缺少|少一|少两|少三|只收到一|只收到两|才收到一|里面只有|打开只有|结果只有|只到了一|只到了两|就到了一|就到了两|就到一|就到两|只到一|只到两|才到了一|才到了两|只来了一|只来了两|就收到一|就收到两|只收到三|只寄了一|只寄了两|只发了一|只发了两|就发了一|就发了两|缺配件|缺零件|缺螺丝|缺说明书|没有说明书|没有配件|没配件|空包|空盒|空箱`, []string{
		`b: 打开少了一件衣服 => missing_items`,
		`b: 漏发了一双袜子 => missing_items`,
		`b: 买了三箱就到了两箱 => missing_items`,
		`b: 收到了 少一件 => received missing_items`,
	}},
	{timeline.KindMissingItems, 0, `漏了{一}{个}|少了{一}{个}|少{一}{个}|差{一}{个}|缺{一}{个}|漏放|漏打包|少装|少拿|装漏|忘装|忘放|忘了放|忘了装|没装|没放进|没给我装|没配|没带充电|没有充电|配件不全|不齐|数量不对|个数不对|数目不对|对不上数|短了{一}|少咗|漏咗|缺咗|欠{一}{个}|里面没有`, []string{
		`s: 核实了 确实漏了一包螺丝 => missing_items`,
		`b: 收到了 配件不全 => received missing_items`,
		`b: 入面少咗支笔 => missing_items`,
	}},
	{timeline.KindMissingItems, few, `也没给|都没给|没见着{一}|也没有给|there's no|there are no|there is no|只有{一}{个}|就{一}{个}|才{一}{个}|就只有{一}{个}|就有{一}{个}|只装了{一}|就装了{一}|只给了{一}|就给了{一}|只给{一}|只见{一}{个}|只看到{一}{个}|只得{一}{个}|才有{一}{个}|剩{一}{个}`, []string{
		`b: 鞋盒里就一只鞋 => missing_items`,
		`b: 买了两盒 打开只有一盒 => missing_items`,
		`b: 只有一个问题`,
		`b: 螺丝也没给 => missing_items`,
		`b: It came but there's no manual inside => delivered missing_items`,
		`b: There's no answer`,
		`b: 我就一个人在家`,
	}},
	{timeline.KindMissingItems, past, `not in the box|only {一} pieces|only {一} items|only {一} pcs|only {一} pieces inside|wasn't in the box|weren't in the box|nowhere in the box|not in the parcel|wasn't in the parcel|not in the package|wasn't included|weren't included|not included|left out|forgot to pack|forgot to include|forgot to put|only {一} of|only got {一}|only {一} in|only {一} came|only {一} arrived|only one came|only one arrived|only one of|only two of|only one in|only two in|instead of two|instead of three|instead of four|short by|short one|short a|no sign of the other|without the|came without|missing the|missing a|missing one|missing two|nothing inside|nothing in the box|empty inside|was empty inside|out of the {一} i|book out of|item out of|of the {一} i ordered|of the {一} i paid for|of the {一} items|instead of {一}|{一} short|{一} are missing|{一} missing|half the order|half of it is missing|half missing|where's the rest|where is the rest|the rest is missing|rest of the order is missing`, []string{
		`b: The saucer was not in the box => missing_items`,
		`b: I ordered two and only one came => missing_items`,
	}},
	{timeline.KindMissingItems, denied, `一件没少|一样没少|一个没少|没少|没有少|一件不少|没有少发|没少发|没漏发|没有漏发|没少寄|没漏寄|没少装|没漏装|没有漏装|没有漏|没漏|没缺|没有缺|不缺`, []string{
		`b: 我数了，一件没少 => -missing_items`,
		`s: 没有少发 => -missing_items`,
	}},
	{timeline.KindMissingItems, past, `items are missing|item is missing|item missing|items missing|missing from the box|missing from the parcel|missing from my|is missing|are missing|was missing|were missing|one short|one missing|two missing|box was empty|arrived empty|came empty|parcel was empty|empty box|only got one|only received one`, []string{
		`b: Two items are missing => missing_items`,
		`b: The box was empty => missing_items`,
	}},

	{timeline.KindRefund, nominal, `退款|退钱|退费|退还|退我|退给我|退给您|退给你|退您|退你|给你退|给您退|给我退|仅退款|退差价|返你|返您|退了款|返还|退一下款|退的款|退运费|走退款|给{您}走退款|走了退款|走仅退款`, []string{
		`p: 退款已经到账了 => refund`,
		`b: 退款还没到账 => -refund`,
		`s: 今天24点前给你退款 => >refund`,
		`b: 我要退款 => !refund`,
		`b: 麻烦退我钱 => !refund`,
		`s: 退款一般3天到账`,
	}},
	{timeline.KindRefund, cash, `退|退了|还我|还给我|还钱|返我|返给|退下来|退过来|退掉|还给{您}|还{您}|返给{您}|转给{您}|补我|补给我|补差|给我报|报销|抵扣|划给{您}|划过去|划过来|转{您}|差{您}的|差我的|结给{您}|还过来|打过去给|秒退`, []string{
		`b: 20块还没退呢 => -refund`,
		`b: 钱退了吗 || s: 退了 => refund`,
		`b: 没还我运费 => -refund`,
		`b: 我想退了`,
	}},
	{timeline.KindRefund, past, `refunded|got the refund|got {me} refund|refund's in|refund is in|refund landed|refund came|refund's come|refund turned up|refund has been|refund was|refund arrived|refund came through|got my refund|received the refund|received my refund|gave me a refund|put through a refund|put your refund through|issued a refund|issued your refund|processed your refund|processed a refund|done the refund|done your refund|sent the refund|sent your refund|reversed the charge|credited your card|credited your account|gave you a refund|given you a refund|refund went through|refund has gone|refund's gone|refunded via|paid you back|sent you the money|sent the money back|money is back|money's back|transferred it back|sent your money|sent your money back|sent you your money`, []string{
		`s: We refunded you on Monday => refund`,
		`b: I got my refund => refund`,
		`b: got the refund, cheers => refund`,
		`b: refund still not in my account => -refund`,
	}},
	{timeline.KindRefund, denied, `一分钱没退|一分没退|一毛没退|一分钱都没退|一分都没退|钱没退|钱都没退|still waiting on my refund|still waiting for my refund|still waiting for the refund|no refund yet|never got my refund|haven't had my refund|no refund|no refund has|not seen a refund|never refunded|not been refunded|haven't been refunded|hasn't been refunded|not refunded|haven't seen a penny|not a penny back|not seen a penny|no money back|haven't got my money|haven't had my money|still no refund|still no money`, []string{`b: Still waiting on my refund => -refund`, `b: 到今天一分钱没退 => -refund`}},
	{timeline.KindRefund, nominal, `refund|money back|my money|your money|back on your card|back in your account|back to your card|back into your account|in your account|on your card|hit your account|reach your account|to your account|refund you|refunding you|refunds|hit your wallet|hit your bank|hit your balance|hit your card|credit you|paypal you|transfer you|send you the money|send the money|the money back|store credit|refund the|pay you back|give you {it} back in cash|knock off|quid off|pounds off|dollars off|partial refund|full refund|reverse the charge|credit your`, []string{
		`s: Your refund will be processed within 2 business days => >refund`,
		`b: I want a refund => !refund`,
		`b: The refund still hasn't arrived => -refund`,
	}},

	{timeline.KindCompensation, nominal, `赔付|赔偿|赔款|赔偿款|赔偿金|赔钱|赔你|赔您|赔给|赔我|补偿|补偿款|理赔|理赔款|补偿{您}|补偿您的|赔`, []string{
		`c: 赔款昨天就打给您了 => compensation`,
		`b: 赔款一分钱都没到 => -compensation`,
		`b: 昨晚等到十一点 赔的钱没转来呀 => -compensation`,
		`c: 赔偿金两个工作日内转给您 => >compensation`,
		`b: 你们要赔我 => !compensation`,
	}},
	{timeline.KindCompensation, cash, `补{您}|补给{您}`, []string{
		`s: 这边今天补您20元 => >compensation`,
		`s: 明天给您补一个 => >shipped`,
	}},
	{timeline.KindCompensation, nominal, `compensation|compensate|reimburse|claim payment|pay you for|reimbursement`, []string{
		`c: We will compensate you within 5 working days => >compensation`,
	}},
	{timeline.KindCompensation, past, `compensated|reimbursed`, []string{
		`c: We reimbursed you yesterday => compensation`,
	}},

	{timeline.KindReply, 0, `回复|答复|回覆|答覆|回电|回访|回你电话|回您电话|回个电话|回我电话|致电您|致电|打电话给您|打电话给你|给您电话|给你电话|给您打电话|给你打电话|电话联系|联系您|联系你|与您联系|和您联系|跟您联系|给结果|给个结果|给答复|给回复|联系过您|联系过你|回复过您|回复过你|给您结果|给你结果|处理结果|给您消息|给你消息|回话|给您一个说法|给您说法|给个说法|给我答复|给您反馈|给你反馈|反馈给您|反馈给你|通知您|通知你|回您|联系我|理我|给我回|给到您结果|给到您答复|给到您回复|给到您方案|给到结果|给到答复|给您处理方案|给您方案|回过电话|回了电话|回的电话|回电话|回过消息|回了消息|回消息|回过您|回过你|回信|留过言|留言给您|给您留言|留了言`, []string{
		`p: 12小时内给您答复 => >reply`,
		`b: 没有一个人回复我 => -reply`,
		`p: 今天18点前专员会联系您 => >reply`,
		`b: 那你明早十点前给我答复 => !reply`,
		`p: 早上已经电话回复过您了 => reply`,
		`s: 上午给您回过电话的呀 => reply`,
		`p: 最晚后天给到您结果 => >reply`,
	}},
	{timeline.KindReply, bare, `{与}{您}{说法}|给出{说法}|做出{说法}|作出{说法}|出具{说法}|给到{您}{说法}|有{说法}|反馈{说法}|回复{说法}|反馈结果|反馈进展|告知结果|告知{您}|有同事联系|专人联系|专员联系|专人跟进|专员跟进|有人跟进`, []string{
		`p: 主管稍后会与您沟通 => >reply`,
		`p: 我们将于3个工作日内给出处理意见 => >reply`,
		`s: 跟您说明一下`,
	}},
	{timeline.KindReply, denied, `{没人}{跟我}{联系}`, []string{
		`b: 压根没人跟我联系过 => -reply`,
		`b: 到而家都冇人覆我 => -reply`,
	}},
	{timeline.KindReply, 0, `有回音|有回信|有回复|有结果|有答复|有反馈|有消息|有回话|有人联系|有专人联系|有专人|给准信|给个准信|给准话|给个准话|给交代|给个交代|给交待|给个交待|给个信|回个信|回个话|回{您}话|给回话|给{您}回信|给{您}回音|打电话过来|给{您}去电话|复{您}|覆{您}|回音|给{您}个说法|给{您}个交代|给{您}个准信|给{您}准信|接入|为{您}解答|给{您}解答|电联|回拨|回访{您}|同步进展|同步给{您}|同步{您}|告知{您}|已经回了|都回了|上午回了|回你了|回您了|回过您了|回你消息|回您消息|发消息给{您}|短信告知|短信通知{您}结果|有同事回|有人回`, []string{
		`p: 预计下午有回音 => >reply`,
		`p: 明天一定给您个准信 => >reply`,
		`p: 人工客服预计15分钟内接入 => >reply`,
		`s: 您的单子我上午已经回了 => reply`,
	}},
	{timeline.KindReply, denied, `没下文|连个响都没有|连个响也没有|连个屁都没有|连个信都没有|没个响|没有下文|没回音|没回信|没音信|没人鸟|没人管|没人搭理我|没个说法|没个准信|没给说法|没给个说法|没给准信|没给我说法|不搭理|不吭声|不理睬|没信儿|没声儿了|杳无音信|石沉大海|没个回音|没个回信|没个答复|没个回复|没个下文|没消息|没有消息|没个消息|没给答复|没给回复|没给我回复|没人给答复|没人给回复|没人给我回复|装死|玩消失|已读不回`, []string{
		`b: 投诉了三天 到现在没下文 => -reply`,
		`b: 问了客服也没个准信 => -reply`,
	}},
	{timeline.KindReply, denied, `heard nothing|no reply|no response|radio silence|ghosted me|ghosting me|ignoring me|ignored me|no word|not a word|crickets|nobody's replied|no one's replied|no answer from|never replied|never responded|never called back|never called|never got back|never heard back|not heard back|haven't heard|have not heard|still no answer|still no reply|no one has got back|nobody has got back|no one got back`, []string{
		`b: Three days and still no reply => -reply`,
	}},
	{timeline.KindReply, denied, `没人回|没人回复|没人理|没人理我|没人回我|没人搭理|不回我|不理我|不回消息|都不回|一直不回|没回我|不理人`, []string{
		`b: 找客服没人回 => -reply`,
		`b: 消息发了一堆 一直不回 => -reply`,
	}},
	{timeline.KindReply, base, `reply|write you|write you back|tell you the answer|give you the answer|send you the answer|answer you|write you the answer|respond|reply by|a response|a reply|an answer|hear back|hear from us|call you back|call you|get back to you|reply to you|contact you|be in touch|let you know|respond to you|give you a call|ring you|email you|update you|give you an update|give you an answer|get an answer|have an answer|phone you|message you|drop you a line|come back to you|get in touch|be in contact|text you|write to you|write back|call you with|hear from someone|receive a reply|receive a response|call me back|call me|get back to me|reply to me|contact me|respond to me|expect a call|expect an email|expect a reply|have a call|follow up|following up|reach out|circle back|touch base|revert|report back|give you news|have news|be getting back|be calling|be emailing|a call from|a callback|call back|hear from our`, []string{
		`p: An agent will get back to you before 5pm => >reply`,
		`b: Please call me back today => !reply`,
	}},
	{timeline.KindReply, past, `called you back|got back to you|replied to you|contacted you|called me back|got back to me|replied to me|contacted me|replied|answered me`, []string{
		`b: Nobody has replied to me => -reply`,
	}},
}
