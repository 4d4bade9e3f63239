package waybill

import (
	"cmp"
	"slices"
	"strings"
)

// A sense is what a word beside a number says about it.
type sense int

const (
	strong  sense = iota + 1 // the number is a waybill: 运单号
	weak                     // it is one if a carrier's shape bears it out: 单号
	hint                     // a parcel is being talked of: 快递, 包裹
	other                    // the number is something else: 订单号, 取件码
	name                     // a carrier's name
	address                  // a web address, up to its end
	missing                  // a word of denial before a number: 不是
)

// A word is an entry of the dictionary, folded (package fold).
type word struct {
	text  string
	sense sense
	code  string // of the carrier
}

// labels are the words per sense, folded: simplified, half width, lower case.
var labels = map[sense]string{
	strong: `运单号 运单号码 运单编号 运单 快递单号 快递单号码 快递单 快递号 快递号码 快递编号 快递运单号 物流单号 物流单 物流号 物流编号 物流运单号 面单号 面单 电子面单 邮件号
		邮件号码 邮政编号 包裹单号 包裹号 包裹编号 发货单号 发货运单 寄件单号 退货单号 退货快递单号 换货单号 配送单号 货运单号 货运单 托运单号 查询码 追踪号 追踪码 跟踪号 跟踪单号 追踪单号
		查货号码 查件号 查询单号 转运单号 国际单号 新单号 旧单号 原单号 母单号 子单号 托运编号 寄件编号 包裹查询号码 货件编号 送货单号
		tracking tracking-number trackingnumber tracking-no tracking-id tracking-code tracking# tracking-num waybill waybill-no waybill-number air-waybill airwaybill awb
		consignment consignment-number consignment-no shipment-number parcel-number package-number parcel-no お問い合わせ番号 伝票番号 送り状番号 追跡番号`,
	weak: `单号 单子 号码单 条码号 条形码 单号码 item-number label-number`,
	hint: `快递 物流 包裹 邮件 快件 寄了 发货 parcel package shipment`,
	other: `订单 订单号 订单编号 订单号码 订单id 订单单号 下单号 交易号 交易单号 交易编号 交易订单号 交易 支付 支付单号 支付宝 支付号 付款单号 付款 商户单号 商户订单号 转账单号 转账 流水号 流水单号 流水 退款单号 退款编号 退款
		售后单号 售后 服务单号 服务单 工单号 工单 投诉单号 投诉编号 投诉 受理号 受理编号 案件号 凭证号 价保单号 价保 保单号 保单 发票号 发票号码 发票 税号 采购单号 出库单号 入库单号 入库单 预约单号 预约号 维修单号 报修单号 取餐号 商品编号 商品id
		商品号 货号 款号 编码 sku 库位 sn 序列号 imei 取件码 取货码 提货码 提取码 取件号 取件号码 提货号 取码 取件密码 开箱码 开柜码 柜子密码 密码 验证码 校验码 口令 兑换码 券码 邀请码 优惠码 条款 货架号 凭码 凭
		电话 手机 手机号 手机号码 联系电话 联系方式 电话号码 座机 热线 客服电话 客服热线 投诉电话 客服 拨打 致电 打给 号码 分机 尾号 后四位 传真 短信 身份证 身份证号 身份证号码 证件号 证件 护照 护照号 驾照 银行卡 银行卡号 卡号 信用卡 账号 帐号
		账户 帐户 户号 会员号 会员编号 用户id 用户编号 学号 工号 员工号 快递员编号 邮编 微信 微信号 qq qq号 qq群 群号 旺旺 车牌 车牌号 房号 门牌号 文件名 文件 截图 图片 img_ 微信图片_ mmexport 编号 积分 金额 价格 税 保价 重量 会议号 单价 直播间 店铺号 番号
		order order-number order-no order-id order# orders po-number invoice invoice-number ref reference reference-number refund ticket ticket-number case case-number case-id phone phone-number
		tel telephone mobile call ring text fax account account-number card card-number credit-card passport id-card id-number ssn pin code pickup-code pick-up-code otp password passcode zip postcode postal
		transaction transaction-id payment payment-id whatsapp wechat sn serial serial-number isbn iban vat model amount total extension ext 注文番号 電話番号 电话番号 注文`,
	missing: `不是 唔系 唔是 并非 不要用 别用 别查 不用查 错发成 发成了 写成了 打成了 填成了 not ignore instead-of rather-than disregard`,
}

// carriers are the words for a carrier and its code.
var carriers = map[string]string{
	"sf": "顺丰 顺风快递 sf sfexpress sf-express 丰网", "yto": "圆通 yto 元通 园通", "zto": "中通 zto", "sto": "申通 sto", "yunda": "韵达 yunda 运达快递 韵大",
	"jt": "极兔 jt j&t jtexpress", "best": "百世 汇通 百世汇通 best-express 百事快递", "jd": "京东快递 京东物流 京东 jd", "deppon": "德邦 deppon", "ems": "ems 邮政特快 特快专递 邮政ems",
	"chinapost": "邮政 中国邮政 邮局 邮政小包 挂号信 平邮 china-post", "cainiao": "菜鸟 丹鸟 cainiao", "yunexpress": "云途 yunexpress", "fedex": "联邦 联邦快递 fedex", "ups": "ups", "usps": "usps 美国邮政",
	"dhl": "dhl 敦豪", "yamato": "黑猫 宅急便 大和运输 雅玛多 雅玛多运输 yamato クロネコ ヤマト ヤマト运输", "sagawa": "佐川 佐川急便 sagawa", "japanpost": "日本邮便 日本邮政 japan-post jp-post ゆうパック 邮便局",
	"royalmail": "皇家邮政 royal-mail royalmail", "4px": "递四方 4px", "hongkongpost": "香港邮政 hongkong-post", "singpost": "singpost", "auspost": "auspost australia-post", "canadapost": "canada-post 加拿大邮政", "kuayue": "跨越",
}

// dictionary maps the first code point of each word to the words that begin
// with it, longest first.
var dictionary = readWords()

func readWords() map[rune][]word {
	d := map[rune][]word{}
	add := func(text string, s sense, code string) {
		text = strings.ReplaceAll(text, "-", " ")
		first := []rune(text)[0]
		d[first] = append(d[first], word{text, s, code})
	}
	for s, list := range labels {
		for _, w := range strings.Fields(list) {
			add(w, s, "")
		}
	}
	for code, list := range carriers {
		for _, w := range strings.Fields(list) {
			add(w, name, code)
		}
	}
	for _, list := range d {
		slices.SortFunc(list, func(a, b word) int {
			return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text), cmp.Compare(a.sense, b.sense))
		})
	}
	return d
}

// wordAt is the longest word at position i of folded text; n is its length in
// code points. A Latin word must stand alone, but digits may follow a label.
func wordAt(folded []rune, i int) (w word, n int) {
	for _, w := range dictionary[folded[i]] {
		n := runesOf(w.text, folded[i:])
		if n == 0 {
			continue
		}
		if isLatin(folded[i]) && (i > 0 && isLatin(folded[i-1])) {
			continue
		}
		if last := folded[i+n-1]; isLatin(last) && i+n < len(folded) && (isLatin(folded[i+n]) || w.sense == name && isDigit(folded[i+n])) {
			continue
		}
		return w, n
	}
	return word{}, 0
}

// runesOf is the number of code points of w if text begins with it, else 0. A
// space of w matches any single space, dash or underscore, or nothing.
func runesOf(w string, text []rune) int {
	n := 0
	for _, r := range w {
		if r == ' ' {
			if n < len(text) && isJoint(text[n]) {
				n++
			}
			continue
		}
		if n >= len(text) || text[n] != r {
			return 0
		}
		n++
	}
	return n
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
func isLatin(r rune) bool { return 'a' <= r && r <= 'z' }
func isJoint(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '\u00a0' || r == '–' }
