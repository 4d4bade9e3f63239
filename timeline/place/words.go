package place

import "github.com/duizheng/duizheng/timeline"

// placeWords are the words for where, by class. The longest word wins at each
// position, so "鞋柜" is no locker and "代收点" no proxy.
var placeWords = map[timeline.PlaceKind][]string{
	timeline.PlaceHand: {
		"本人签收", "本人手里", "本人手上", "收件人手上", "收件人手里", "客户手上", "客户手里",
		"您手上", "您手里", "您手中", "你手上", "你手里", "你手中", "我手上", "我手里", "我手中", "他手上", "他手里", "她手上", "她手里",
		"手上", "手里", "手中", "当面", "亲手交给您", "亲手交给你", "亲手给您", "亲手给你", "面交", "当面交", "亲自交",
		"in person", "by hand", "into your hands", "to your hands", "in your hands", "to the recipient", "handed to you", "handed directly to",
		"direct to you", "face to face",
	},
	timeline.PlaceDoor: {
		"门口", "家门口", "房门口", "屋门口", "单元门口", "大门边", "门前", "门外", "门边", "门旁", "家门前", "门垫", "地垫", "脚垫",
		"鞋柜", "鞋架", "鞋箱", "楼道", "走廊", "过道", "楼梯口", "楼梯间", "电梯口", "电梯间", "门厅", "玄关", "门廊", "院子", "院里", "院门口",
		"消防栓", "消火栓", "消防箱", "水表箱", "水表柜", "水表间", "电表箱", "电表柜", "电表间", "管道井", "配电箱", "弱电箱", "强电箱", "表箱", "牛奶箱", "奶箱", "门把手", "门把", "门缝", "门框",
		"front door", "back door", "side door", "doorstep", "door step", "porch", "outside the door", "outside your door", "at the door", "at your door",
		"by the door", "by your door", "your door", "my door", "the door", "doormat", "hallway", "front step", "front steps", "front gate", "your gate", "the gate", "driveway", "meter cupboard", "meter box", "side gate", "conservatory",
	},
	timeline.PlaceFrontdesk: {
		"前台", "公司前台", "物业", "物业前台", "物业中心", "物业办公室", "物管", "管理室", "管理处", "管理员", "管理中心", "门卫", "门卫室", "门卫处", "门岗", "岗亭", "门房",
		"保安", "保安室", "保安亭", "保安处", "保安岗", "收发室", "收发处", "收发章", "传达室", "值班室", "警卫", "警卫室", "守卫室", "守卫", "大堂", "服务台", "接待处", "接待台", "柜台",
		"宿管", "宿管阿姨", "宿管处", "楼管处", "楼管员", "总台", "总机", "礼宾", "礼宾部",
		"front desk", "reception", "receptionist", "concierge", "doorman", "porter", "mailroom", "mail room", "security guard", "security desk", "security office",
		"gatehouse", "guard house", "guardhouse", "leasing office", "building manager", "building management", "property management", "management office",
	},
	timeline.PlaceStation: {
		"驿站", "菜鸟", "菜鸟驿站", "菜鸟站", "菜鸟裹裹站点", "妈妈驿站", "邻里驿站", "快递驿站", "兔喜", "兔喜生活", "兔喜快递超市", "快递超市", "快宝驿站", "溪鸟", "熊猫快收", "熊猫驿站", "韵达超市", "递易", "递管家",
		"代收点", "代收站", "代收处", "代收店", "代收的店", "代收网点", "快递代收点", "代办点", "代理点", "自提点", "自提站", "自提处", "取件点", "取货点", "提货点", "快递点", "快递站", "快递店", "快递室", "快递房", "快递中心", "收货点", "服务站", "村邮站", "邮政所", "合作点",
		"便利店", "便利商店", "超商", "小卖部", "小卖店", "超市", "小店", "商店", "杂货店", "杂货铺", "水果店", "烟酒店", "理发店", "药店", "文具店", "早餐店", "彩票店", "奶茶店", "洗衣店", "干洗店", "五金店", "母婴店", "打印店", "面馆", "门市", "楼下店里", "全家便利店", "全家门市", "7-11", "7-eleven", "莱尔富", "ok mart", "蝦皮店到店", "店到店",
		"pickup point", "pick-up point", "pick up point", "pickup location", "pick-up location", "pickup station", "pickup site", "collection point", "access point", "service point", "parcelshop", "parcel shop", "parcel point",
		"post office", "convenience store", "corner shop", "corner store", "newsagent", "newsagents", "local shop", "drop-off point", "ups store", "agent shop",
	},
	timeline.PlaceLocker: {
		"丰巢", "丰巢柜", "丰巢快递柜", "丰巢智能柜", "蜂巢", "蜂巢柜", "快递柜", "自提柜", "智能柜", "智能快递柜", "智能快件箱", "智能包裹柜", "快件箱", "包裹柜", "储物柜", "寄存柜", "寄存箱", "取件柜", "取货柜", "驿站柜", "驿站柜子", "云柜", "速递易", "中邮速递易", "近邻宝", "e栈", "收件宝", "智取柜", "智取站", "i邮箱", "格口", "柜机", "柜门", "柜子里", "柜里", "柜内", "柜中", "号柜", "柜", "柜子",
		"放柜", "存柜", "入柜", "投柜", "上柜",
		"parcel locker", "package locker", "amazon locker", "delivery locker", "smart locker", "inpost", "inpost locker", "packstation", "locker", "lockers", "parcel box", "easybox",
	},
	timeline.PlaceOther: {
		"快递架", "信报箱", "信箱", "邮箱口", "报箱", "楼下", "楼下大厅", "楼底", "大厅", "大门口", "小区门口", "小区大门", "小区里", "校门口", "厂门口", "村口", "路边", "路口", "车棚", "车库", "车上", "车里", "后备箱", "后备厢", "地下室", "花坛", "草丛", "桌子上", "桌上", "窗台", "阳台", "窗户", "邻居", "邻居家", "隔壁", "对门", "对面邻居", "村委会", "居委会",
		"mailbox", "mail box", "letterbox", "letter box", "letter slot", "outside", "shed", "garage", "carport", "back garden", "garden", "backyard", "back yard", "patio", "safe place", "recycling bin", "bin store", "bin", "neighbour", "neighbor", "next door", "car boot",
	},
}

// notPlaces are words that hold a place word and are none.
var notPlaces = []string{
	"菜鸟裹裹", "菜鸟客服", "菜鸟app", "菜鸟网络", "菜鸟物流", "衣柜", "书柜", "橱柜", "专柜", "货柜", "酒柜", "电视柜", "床头柜", "冰柜", "斗柜", "文件柜", "保险柜", "边柜", "餐边柜", "展示柜", "浴室柜", "收纳柜", "储物柜子", "吊柜", "角柜", "五斗柜", "掌柜", "柜员",
	"门口机", "手上有", "手里有", "手上的", "手上活", "手里的件", "手上件", "超市优惠", "天猫超市", "京东超市", "淘宝超市", "保安全", "代收货款", "智能柜锁",
	"access points", "garden tools", "garden furniture", "garden chair", "garden hose", "garden table", "cabin", "porch swing", "porch light",
}

// signerWords are people who sign, by class; desks, stations and lockers sign
// too and are read from the place words.
var signerWords = map[timeline.SignerKind][]string{
	timeline.SignerSelf: {
		"本人", "我本人", "您本人", "你本人", "收件人本人", "客户本人", "自己", "我自己", "您自己", "你自己", "亲自", "收件人", "收货人",
		"recipient", "addressee", "the customer", "himself", "herself", "myself", "yourself", "receiver",
	},
	timeline.SignerFamily: {
		"家人", "家属", "家里人", "亲戚", "亲属", "父母", "爸妈", "爸爸", "父亲", "老爸", "我爸", "你爸", "您爸", "他爸", "妈妈", "母亲", "老妈", "我妈", "你妈", "您妈", "他妈妈", "老人", "老人家", "老太太", "老爷子", "老公", "丈夫", "先生", "老婆", "妻子", "太太", "爱人", "媳妇", "儿子", "女儿", "闺女", "孩子", "小孩",
		"爷爷", "奶奶", "外公", "外婆", "姥爷", "姥姥", "公公", "婆婆", "岳母", "岳父", "哥哥", "弟弟", "姐姐", "妹妹", "我哥", "我姐", "我弟", "我妹", "你哥", "你姐", "你弟", "你妹", "婶婶", "阿姨家", "舅舅", "叔叔", "姑姑",
		"husband", "wife", "mother", "father", "mum", "mom", "dad", "son", "daughter", "brother", "sister", "partner", "family", "family member", "relative", "household member", "grandmother", "grandfather", "grandma", "grandpa",
	},
	timeline.SignerColleague: {
		"同事", "隔壁同事", "同事们", "秘书", "助理", "老板", "同学", "同学们", "老师", "员工",
		"colleague", "coworker", "co-worker", "workmate", "secretary", "assistant", "my boss", "your boss",
	},
	timeline.SignerOther: {
		"他人", "别人", "其他人", "其他", "另一个人", "陌生人", "邻居", "隔壁", "隔壁邻居", "对门", "对面邻居", "室友", "舍友", "房东", "租客", "朋友", "保姆", "阿姨", "信报箱", "信箱", "代签收", "代签", "代收", "代领", "代取", "第三方", "中介",
		"neighbour", "neighbor", "someone else", "somebody else", "another person", "roommate", "flatmate", "housemate", "landlord", "third party", "next door", "friend", "nanny", "other",
	},
	timeline.SignerUnknown: {
		"草签", "拍照", "图片", "图章", "签收章", "公章", "照片", "电子签收",
		"signature on file", "photo", "no signature",
	},
}
