package scans

import (
	"strings"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/fold"
)

// A rule gives a status to texts that hold one of its words and none of the
// exceptions. Rules are tried in order. In a word, "…" stands for up to gap
// bytes within the sentence.
type rule struct {
	status timeline.ScanStatus
	words  string // separated by "|", as folded by package fold
	unless string
	from   string // the carriers and services that write so
}

// rules in the order of reference C: first what is no event, then the end of
// the way and what went wrong, then the way itself from its end to its start.
var rules = [...]rule{
	{timeline.StatusInfo, "查无结果|无查询值|暂无物流|暂无轨迹|暂无信息|暂无快递|暂无跟踪|未查询到|没有查询到|未查到|查询不到|查不到|无物流信息|无轨迹|没有物流|没有轨迹|尚未产生物流|暂时没有…信息|单号不存在|单号不正确|no tracking information|tracking not found|no information|not found|no record|status not available|currently unavailable|no results|not yet available|no status", "", "kuaidi100, YTO, STO, 17TRACK"},
	{timeline.StatusCancelled, "取消寄件|取消订单|订单取消|订单已取消|取消发货|取消揽收|已取消|运单作废|单号作废|已作废|销单|已撤销|撤销寄件|订单关闭|寄件人取消|cancelled by|shipment cancelled|shipment canceled|order cancelled|label voided|voided|has been cancelled|has been canceled|cancellation", "取消派送", "kuaidi100, JD, YTO"},
	{timeline.StatusLabelCreated, "等待揽|待揽收|待揽件|等待…揽收|等待…揽件|等待…收件|等待…上门|等待快递员|等待小哥|订单已生成|订单生成|运单已生成|已下单|已接单|已打印|面单已|已通知快递|已通知…取件|通知快递公司|商家已打包|商家打包|商家正在|卖家已发货|商家已发货|卖家发货|已发货|仓库…打包|等待出库|待出库|订单处理|正在处理您的订单|待配货|配货|订单开始处理|预约成功|预约取件|预约上门|已预约…上门|已分配…上门|上门取件中|即将上门取件|上门取件|尚未揽收|未揽收|信息已录入|预报|label created|created a label|not received the package|label has been created|label printed|label is created|shipping label|shipment information|shipment info|shipping information|info received|information received|order created|order has been created|order information|order received|electronically|electronic notification|pre shipment|pre-shipment|has not yet received|not yet received|awaiting item|awaiting collection by|ready for ups|order processed|we have been notified|data received|booking", "已揽收|已揽件|揽收成功|已收取|已收件|被…揽收|已取件|签收|退|转寄|picked up", "JD, SF, ZTO, Cainiao, UPS, USPS"},
	{timeline.StatusDelivered, "已签收|已经签收|投递并签收|签收成功|签收完成|成功签收|签收人|签收方|签收类型|签收栏|已妥投|已妥收|经妥投|妥投成功|妥收|派送成功|派件成功|投递成功|配送成功|送达成功|成功送达|成功派送|代为签收|代签收|已由…签收|已被…签收|由…签收|本人签收|签收:|凭…取走|凭…已取|自行取走|已取走|被取走|已取出|取件成功|完成取件|快件取出|用户取件|收件人已取|用户已取|客户已取|您已取|本人已取|用户提货|已自提|已从…取出|已从…取件|已出库…取|已代收信报箱|代收【信报箱|代收[信报箱|放入信报箱|投入信报箱",
		"未签收|拒|退|签收失败|不成功|未成功|未能|未妥投|待签收|等待签收|准备签收|请签收人|即将签收|无法签收|无人签收|入库|丢失", "YTO, ZTO, STO, Yunda, EMS, SF, J&T, JD"},
	{timeline.StatusReturned, "退…签收|退…妥投|已退回寄|已退回发件|已退回给寄|已退回至寄|已退回至发|已退还寄|退回完成|退回成功|退件完成|退件成功|退货成功|寄件人已签收|发件人已签收|发件人签收|寄件人签收|寄方签收|寄件人已收到退|已返还寄|已返回寄件人|退回已妥投|returned to sender|returned to shipper|returned to the sender|return delivered|delivered to sender|delivered to the sender|delivered, to original sender|delivered to shipper|return completed|return to sender - delivered|returned to seller", "拒绝退|退回中|途中|being returned|to be returned|will be returned|正在退回|未签收", "YTO, ZTO, J&T, Deppon, SF"},
	{timeline.StatusReturning, "退回中|正在退回|退回途中|原路退回|申请退回|安排退回|退件中|退货中|已退件|退件|退回件|转退|退改|退回|退还|返回发件|返回寄件|返件|return to sender|returning to|return in progress|being returned|to be returned|will be returned|return initiated|return shipment|return to shipper|returning|returned", "退回驿站|退回快递柜|退回网点|退回站点|退回仓库|退回营业|退回至网点|退回派件|不退回|returned to facility|returned to station|returned to depot|returned to the depot|returned to fedex", "YTO, SF, ZTO, J&T"},
	{timeline.StatusRefused, "拒收|拒签|拒绝签收|拒绝接收|拒绝收|拒不签收|refused|rejected by|declined by|delivery rejected", "未拒收|非拒收", "SF, JD, kuaidi100"},
	{timeline.StatusFailedAttempt, "派送不成功|派件不成功|派送未成功|派件未成功|派送失败|派件失败|配送失败|配送不成功|投递失败|投递不成功|投递未成功|未派送成功|未妥投|未能妥投|妥投失败|未能投递|未能送达|未送达|无法送达|无法派送|无法派件|未能派送|未能派件|不能派送|无法投递|无法配送|未能配送|未能签收|签收失败|签收不成功|无法签收|无人签收|无人签名|家中无人|家里无人|无人在家|不在家|回库|人不在|收件人外出|客户外出|客户不在|电话无人接听|无人接听|电话未接|未接电话|无法联系|联系不上|联系不到|未联系上|无法接通|电话关机|关机|停机|空号|改天再送|改日再送|改天配送|改日派送|改天派送|改期派送|改约|另约|再约|延期派送|约定…再送|已下班|单位放假|工作日…派送|工作日续送|工作日再|要求改天|要求明天|要求明日|要求后天|要求延|要求晚|约定明|预约明|要求改日|要求更改派送时间|预约…再次|delivery attempted|attempted delivery|attempted to deliver|delivery attempt|attempt made|attempted - |attempt fail|unable to deliver|undeliverable|could not be delivered|could not deliver|couldn't deliver|cannot be delivered|not delivered|was not delivered|no one home|nobody home|no one was|not home|not at home|nobody was|notice left|left a notice|recipient not available|recipient unavailable|receiver not available|customer not available|customer unavailable|consignee not available|not available at time|business closed|business was closed|premises closed|delivery failed|failed delivery|failed attempt|unsuccessful|missed delivery|no access|we missed you|sorry we missed|no secure location|receiver was not", "超区|undeliverable as addressed - return", "SF, YTO, ZTO, EMS, Yunda, UPS, USPS, DHL"},
	{timeline.StatusException, "疑难件|疑难|问题件|异常|滞留|破损|损坏|丢失|遗失|延误|延迟|推迟|天气原因|恶劣天气|错分|错发|超区|地址不详|地址错误|地址有误|地址不清|电话错误|号码有误|暂停|拦截|爆仓|揽收失败|揽件失败|取件失败|违禁|扣留|扣件|交通管制|不可抗力|暂扣|超时未取|逾期未取|超时件|影响…时效|受…影响|积压|无法进港|安检不通过|安检退|exception|delayed|delay|damaged|damage|lost|missing|weather|incorrect address|address is incorrect|insufficient address|address unknown|wrong address|on hold|held in|is being held|shipment on hold|missort|misrouted|late arrival|late flight|later than expected|investigation|seized|problem|expired|unclaimed|incident", "清关异常|海关异常|held in customs|held at customs|held by customs|lost and found|异常已解除|异常解除|without delay|no delay", "STO, ZTO, kuaidi100, FedEx, UPS"},
	{timeline.StatusCustoms, "海关|清关|报关|通关|关税|出口申报|进口申报|出境|入境|customs|clearance|cleared|duties|import scan|export scan|import duty|shipment release|import release|released by", "已离开|cleared for delivery", "EMS, DHL, 17TRACK"},
	{timeline.StatusForwarded, "转寄|改派|转投|转址|改寄|新单号|新运单号|转由|转交|转其他|转同行|转邮|转第三方|第三方代派|改地址|更改地址|变更地址|地址变更|修改地址|更换地址|更改派送地址|forwarded|redirected|rerouted|re-routed|address changed|change of address|address has been changed|delivery address updated|transferred to the local|transferred to post|handed over to partner|transferred to partner|handed over to local carrier", "转交快递员|转交派送员|转交派件员", "SF, ZTO, kuaidi100"},
	{timeline.StatusAtPickupPoint, "代收|代签|暂存|暂放|入柜|投柜|已放入|放入|放到|放至|放在|放置|存放|存入|存至|已存|投入|寄放|待取|等待取件|等待自提|等待领取|等待提取|待自提|待提取|待领取|请取件|请及时取|请尽快取|请前往|前往领取|凭…领取|凭…取件|取件码|取货码|提货码|自提|自取|请…取件|请…领取|到店|已入库|驿站入库|入库…驿站|送达…驿站|送至…驿站|送到…驿站|派送至…驿站|到达…驿站|到达…代理点|到达…代收点|到达…自提点|已到…驿站|到…快递超市|在…驿站|送达…便利店|送达…门市|送达指定|送达门市|送达…柜|投递…柜|投递…驿站|取件地址|available for pickup|available for pick up|available for pick-up|available for collection|ready for pickup|ready for pick up|ready for pick-up|ready for collection|ready to be collected|ready to collect|awaiting collection|awaiting pickup|awaiting pick up|awaiting customer|awaiting recipient|waiting to be picked|waiting for pickup|waiting to be collected|waiting for collection|arrived at the pick|arrived at pick|arrived at a pick|at the pick-up|at pickup point|at pick-up point|at the collection|at collection point|delivered to access point|delivered to ups access|delivered to a ups access|delivered to locker|delivered to parcel locker|delivered to a parcel|delivered to pickup|delivered to a pickup|delivered to pick-up|delivered to collection|delivered to agent|delivered to the pick|dropped at parcel|delivered to parcelshop|delivered to parcel shop|held at|hold at location|held for pickup|held for pick|available at|pickup available|ready for customer pickup|customer pickup|arrived at parcel locker|placed in parcel locker|placed in locker|deposited in|arrived at access point|arrived at service point|to be picked up by|in the parcel locker|in a parcel locker", "代收货款|代收款|上门取件|快递员取件|放入车|存放中心|picked up by customer|collected by", "YTO, STO, ZTO, EMS, JD, J&T, Cainiao, USPS"},
	{timeline.StatusDelivered, "签收|妥投|妥收|已送达|送达|已送到|送到|已送至|已送货上门|已交付|交付给|已投递|已放门口|放门口|已完成派送|完成配送|配送完成|派送完成|已收货|确认收货|delivered|signed for|signed by|proof of delivery|received by recipient|picked up by customer|picked up by recipient|collected by customer|collected by recipient|collected by the|has been collected by|handed to recipient|handed to resident|left with|left at the front|left at front|left at your|left at the door|left at door|left on the porch|left on porch|left on your|left by the door|left by your|left in a safe|left in safe|left in your|left in the porch|left in porch|delivery completed|successful delivery|delivery successful|item picked up at|picked up at post office|customer picked up|posted through", "准备签收|待签收|等待签收|请签收|请您签收|即将|未送达|签收前|not delivered|to be delivered|being delivered|will be delivered|out for delivery|collected by sender|collected by courier|collected by driver|collected by dhl", "Best, SF, JD, UPS, FedEx, USPS, DHL"},
	{timeline.StatusOutForDelivery, "派件|派送|正在投递|安排投递|开始投递|投递中|投递员|投递途中|配送中|正在配送|为您配送|开始配送|配送员|送货中|正在送货|安排送货|递送中|正在递送|派出|out for delivery|on vehicle for delivery|on fedex vehicle|with delivery courier|with the courier|with courier|with the delivery driver|with delivery driver|with driver|with the driver|loaded on delivery vehicle|loaded on the delivery|loaded onto the delivery|loaded onto delivery|loaded into the delivery|loaded into delivery|loaded on the van|loaded onto the van|on delivery vehicle|out with the driver|on its way to you today|delivery today|is on vehicle|in delivery|being delivered|courier is on|delivery in progress", "待派|等待派|尚未派|准备派", "SF, ZTO, YTO, STO, Yunda, JD, EMS, UPS"},
	{timeline.StatusPickedUp, "已揽收|揽收|揽件|已集货|集货|已收件|已收取|收取您|已收寄|收寄|已取件|已揽|收件员|收件扫描|快件揽|上门收|收件|picked up|pick up scan|pickup scan|pick-up scan|collected from|collected by|has been collected|item collected|shipment collected|parcel collected|we have collected|we've collected|collection completed|driver collected|courier collected|collected your parcel|accepted at|acceptance|accepted by|origin scan|we have your|received by carrier|received by the carrier|received by ups|received by fedex|received from|possession|posting|posted|dropped off|drop-off|package received|parcel received|shipment received|item received", "待揽|等待|揽收失败|未揽收|收件单位|not picked up|received at", "all"},
	{timeline.StatusDeparted, "离开|发往|下一站|已发出|发出|发车|已出发|出发|启运|已运往|起飞|交航|发运|已发件|发件|已出站|出站|已出库|驶出|departed|departure|has left|left fedex|left the|left origin|left facility|left our|left from|leaving|dispatched|despatched|shipped from|forwarded to|sent from", "发件人|发件地|发件方|到达…准备发往|已到…准备发往", "all"},
	{timeline.StatusArrived, "到达|抵达|已到|到站|到件|已收入|收入|到【|到[|进站|到港|降落|入站|即将派送|即将…派|很快…派|待派送|等待派送|等待派件|准备签收|准备派送|入库|接收|arrived|arrival|arrive|received at|at local facility|at destination|at local|at delivery depot|at depot|at hub|at our facility|reached|landed|ready for delivery", "未到达|尚未到达|arrival expected", "all"},
	{timeline.StatusInTransit, "运输|转运|中转|打包|装车|装袋|建包|集包|拆包|卸车|分拣|装箱|航班|在途|途中|路上|扫描|称重|分配|交接|封发|开拆|经转|运送|运往|更换|干线|清点|出仓|入仓|on the way|on its way|in transit|transit|processed|processing|sorted|sorting|sort facility|transferred|transfer|loaded|unloaded|moving|en route|underway|handed over|hand over|at sort|consolidat|line haul|linehaul|flight|we have received|scanned|scan|tendered", "", "all"},
}

// ahead are words of what has not happened yet: a clause that holds one is an
// announcement.
var ahead = split("预计|预期|将于|将在|将由|将为|将会|即将|将很快|将尽快|将再次|将安排|将原路|将退|将派|将发往|将在|将送|将从|稍后|待再次|择日|准备签收|准备收货|请准备|请您准备|sent soon|will be|will arrive|will deliver|will attempt|expected|estimated|scheduled|is due|anticipated|next attempt|we'll")

// promised are words of a line that names when the parcel shall come.
var promised = split("预计|预期|将于|将在|scheduled|estimated|expected|anticipated|will be delivered|will arrive|delivery by|is due|delivery date|arriving")

// tails begin what carriers add to every line; nothing behind them is about
// the parcel.
var tails = split("如有疑问|如有问题|如需联系|如您有|若有疑问|有问题请|有疑问请|感谢使用|感谢您|感谢你|谢谢使用|期待再次|期待您|投诉|客服热线|客服电话|五星|好评|疫情|快递小哥每天|小哥每天|请保持电话|保持电话|保持通讯|您的评价|为保障|温馨提示|如遇|请拨打|祝您")

// sites are names of places that hold a word of another event; they mean
// nothing but the place.
var sites = strings.NewReplacer(pairs("派件网点|派送网点|派件点|派送点|派件站|派送站|派件中心|派送中心|派件公司|派件部|派送部|派件城市|派送城市|配送站点|配送站|配送中心|配送点|配送部|投递部|投递站|投递局|投递所|投递营业部|揽投部|揽投站|揽投员|揽投|收件网点|收件地|收件公司|收件城市|收件点|寄件网点|揽收网点|揽件网点|揽收中心|签收单|签收照|签收短信|退件中心|分拣员|装车线|到付|delivery facility|delivery depot|delivery station|delivery office|delivery centre|delivery center|delivery unit|delivery base|delivery hub|post office box|delivery address|delivery information|delivery instructions|delivery options|delivery location|delivery city|return address|return label|pickup facility", "网点")...)

func split(list string) []string {
	words := strings.Split(fold.String(list), "|")
	return words
}

// pairs lists every word with what replaces it.
func pairs(list, with string) []string {
	var out []string
	for _, w := range split(list) {
		out = append(out, w, with)
	}
	return out
}
