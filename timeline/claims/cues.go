package claims

import "github.com/duizheng/duizheng/timeline"

// A class is what a word of the lexicon does in a sentence.
type class uint8

const (
	noise     class = iota // holds a word of another class and does nothing
	verb                   // says a kind, see verbs.go
	done                   // 已经, 刚, 了: the event has happened
	now                    // 正在: is happening
	coming                 // 会, 一定, 马上: the event is to come
	benefit                // 给您: done for the other
	notYet                 // 没, 未: has not happened
	nowhere                // 啥也没有: nothing lies there
	dont                   // 别, 不要: shall not
	wont                   // 不, 不会: will not
	isNot                  // 不是: is not so
	cannot                 // 无法, 没法: no statement at all
	asks                   // 吗, 几点, 有没有
	why                    // 怎么, 为什么: asks, but takes what is denied for granted
	supposes               // 如果, 的话, 以为
	whenever               // 的时候, 后再: what follows hangs on another event
	rule                   // 一般, 本店: a rule, no promise
	wants                  // 请, 麻烦, 想: a request
	hedges                 // 可能, 应该
	disclaims              // 不保证, 为准
	elsewhere              // 上次, 室友的: another parcel
	vows                   // 答应, 承诺: somebody is quoted as promising
	says                   // 说, 反馈: somebody is quoted
	displays               // 显示, 写着: a record is quoted
	whoSays                // the one quoted, see sources
	turns                  // 但, 可是, 结果: a quotation or condition ends
	me                     // 我
	you                    // 您, 你
	they                   // 他
	credits                // 到账: money arrives
	moneyWord              // 退款, 钱: what the verb is about
	thing                  // 货, 件: the parcel
	notParcel              // 发票, 短信: what the verb is about is no parcel
	looked                 // 看了, 问过
	corrects               // 打错了
	urges                  // 帮您催: the speaker asks others
	assures                // 一定, 保证: to come, and said to this customer
	calms                  // 放心: said to this customer
	motion                 // 过去, 到楼下: comes to the other
	retorts                // 哪有, 我啥时候: asks only to deny
)

// A cueEntry is words (separated by |) of one class.
type cueEntry struct {
	class class
	words string
}

// cues is the lexicon of everything that is no predicate.
var cues = []cueEntry{
	{done, `已|已经|早就|早已|刚|刚刚|刚才|才|了|过|啦|咯|喽|嘞|完毕|成功|完成了|already|just|has|have|had|was|were|'ve|did|been|咗|喇|晒|嗮|啰|罗|哩|既成|完咗|毕|'d already|alr`},
	{now, `正在|正|目前|现在|currently|at the moment|right now`},
	{coming, `会|would|将|将会|要|能|可以|尽快|马上|立刻|立马|立即|一会|一会儿|待会|待会儿|等下|等会|等会儿|稍后|稍候|回头|晚点|晚些|准备|打算|优先|即将|就要|第一时间|will|'ll|going to|gonna|is scheduled|scheduled to|due to|soon|shortly|一准|保准|改约|约了|约好|改到|改成|改派到|推迟到|争取今天|包管|这就|那就去|得等到|拟|改期到|延到|延期到|顺延到|挪到|推到|gets|is getting|are getting|'d`},
	{benefit, `给您|给你|帮您|帮你|为您|为你|替您|给恁|给侬|给亲|给客户|给客官|跟您|与您`},
	{notYet, `没|没有|未|还不|还不给|还不给我|就是不|还没|还没有|还未|尚未|并未|并没|并没有|从没|从未|没能|没人|没有人|没有一个人|没一个|一分都没|一个都没|not|haven't|hasn't|hadn't|didn't|wasn't|weren't|isn't|aren't|never|nobody has|no one has|nobody|no one|havent|hasnt|didnt|wasnt|isnt|none of|doesn't|冇|仲未|未曾|还冇|都未|唔曾|尚没|迟迟不|迟迟没|迟迟未|死活不|still not|yet to|hadnt|none|zero|not once`},
	{nowhere, `影儿都没有|影儿都没|影儿也没有|影儿也没|乜都冇|咩都冇|乜都無|乜嘢都冇|乜嘢都無|空的|啥也没有|啥都没有|啥也没|什么也没有|什么都没有|什么也没|毛都没有|影子都没有|影都没有|空空如也|屁都没有|鬼影都没有|is empty|was empty|were empty|連個影|没影`},
	{dont, `别|不要|不用|勿|请勿|不许|甭|别给|千万别|千万不要|不能放|不准|don't|do not|dont|not to|without|不需要|不接受|不同意|唔好|唔使|莫|休要|甭给|不许给|不可以放|不可放|不准放|不能给放|rather than|instead of|no need to`},
	{wont, `不|不会|不给|不会给|won't|will not|wont|not going to`},
	{isNot, `不是|并不是|并非|又不是|不是我|唔系|唔是|并唔系`},
	{cannot, `没戏了|没门|没门了|没指望|没指望了|泡汤|泡汤了|黄了|出不了|走不了|打不了|转不了|够呛了|不可能|还不能|还不会|还不可以|还不让|还不用|还不想|没让|没叫|没同意|没允许|没要求|没答应|无法|没法|没办法|不能|不了|来不及|不可以|不方便|不让|不支持|拦不住|can't|cannot|couldn't|unable to|not able to|送不到|送不了|到不了|收不到|发不了|派不了|寄不到|进不去|退不了|拿不到|送不进|发不出|寄不了|找不到|查不到|看不到|取不了|签不了|取不到|赶不上|来唔切|唔得|够呛|悬|没戏|送唔到|到唔到|派不完|送不完|发不完|派不过来|送不过来|拉不完|做不到|办不到|不太可能|没可能|won't be able to|no way|not possible|impossible|not be able to`},
	{asks, `行不|可以不|中不|成不|好伐|可以伐|到底是哪|到底是谁|到底在哪|到底哪|到底谁|究竟是哪|究竟是谁|究竟在哪|究竟哪|究竟谁|吗|么|嘛|不知道|有没有|有无|是不是|是否|能不能|会不会|可不可以|可否|能否|要不要|发没发|到没到|送没送|收没收|签没签|丢没丢|坏没坏|少没少|碎没碎|派没派|退没退|好不好|行不行|对不对|对吧|是吧|好吗|行吗|可以吗|几点|什么时候|啥时候|什么时间|何时|几时|多久|几天|多少天|哪天|几号|哪里|哪儿|哪|谁|多少|啥|什么|还是说|如何|请问|想问|问下|问一下|咨询|麻烦问|when|where|who|which|how long|how many|what|whether|how come|wondering|到哪|发不发|送不送|派不派|收不收|到不到|没呢吧|是什么情况|看看是不是|到未|有未|未啊|咩|点解|几耐|边度|边个|冇呀`},
	{why, `怎么|为什么|为啥|咋|怎么会|怎么还|为何|凭什么|凭啥|咋还|怎么就|why|how can|how come it`},
	{supposes, `早点说我|早点讲我|早讲我|早说我|再晚说|再晚来|再晚点|再晚一步|晚说一步|也没事|也没关系|也不要紧|也无所谓|差点|差一点|险些|i hope|hope|如未|如没|如您|如遇|就该|早该|本该|理应|按理|按理说|按道理|也该|都该|今天该|该到了|该送了|该发了|早知道|要没人|要没有人|要不在家|拦截成功|拦截不成功|拦截失败|如果|要是|若|若是|倘若|假如|假设|万一|只要|一旦|除非|否则|不然|要不然|的话|再不|再没|再到|就好了|以为|还以为|本以为|原以为|难道|哪怕|即使|就算|如有|有货|要不|若有|如需|如不|除了|比如|例如|的情况下|情况下|if|unless|in case|once|as soon as|would have|wish|thought|assumed|otherwise|supposed to|provided that|even if|in the event|assuming|should you|should your|should the|should it|should anything|should any|担心|怕|害怕|不会是|该不会|会不会是|万一是|怀疑|我要是|should have|could have|ought to have|had it been|had you|had they|had i|had the|要早|早说|倘使|假使|要系|如果系|除咗|就怕|等哪天|哪天要是|若果|suppose|supposing|what if|imagine`},
	{whenever, `得等|要等|需等|需要等|等快递|等商家|等仓库|等站点|等货|等收到|等到货|等退回|待您|待商品|待返回|待站点|才能|才会|方可|的时候|时候|后再|之后再|了再|后会|之后会|后才|之后才|后就|就会|到了就|when you|when it|when we|after we|after you|until|before we|before you`},
	{rule, `每回|每次|回回|次次|本卖场|本铺|视为|免费|前的订单|当天发|次日发|当日发|隔天发|前下单|平常都|一般|一般性|通常|正常|平时|平常|本店|我们店|店铺|规则|规定|统一|一律|凡|凡是|所有订单|每单|每天|每日|每周|无理由|时效|默认|流程|原则上|预售|正常情况|偏远地区|政策|活动期间|现货|包邮|下单的|顺延|usually|normally|typically|generally|our policy|policy|all orders|orders placed|on average|as a rule|standard delivery|delivery takes|shipping takes|orders are|orders ship|within our|always`},
	{wants, `请|麻烦|帮我|帮忙|拜托|记得|务必|赶紧|赶快|催|催一下|催下|催催|希望|想|想要|我要|要求|辛苦您|辛苦你|建议|烦请|劳烦|让他|让他们|叫他|叫他们|让师傅|叫师傅|让快递|叫快递|最好|得给我|给我|快点|快给|千万|一定要|必须|需要|我想|我申请|申请|要给我|please|pls|plz|kindly|want|need|i'd like|i would like|make sure|ask them to|tell them to|就行|就可以|即可|就好|也行|也可以|都行|都可以|也成|也中|也好|帮忙给|is fine|is ok|is okay|would be fine|would be great|唔该|拜托了|帮手|请帮|烦劳|有劳|望|盼|恳请|强烈要求|could you please|can you please|would you mind|rather you|prefer|tell the driver|tell him to|tell her to|ask the driver|get the driver to|ask him to`},
	{hedges, `不堵车的话|没有意外的话|赶得及的话|来得及的话|可能|应该|大概|估计|预计|尽量|差不多|左右|大约|好像|似乎|也许|说不定|或许|恐怕|怕是|怕要|只怕|感觉|我猜|听说|貌似|不确定|看样子|看着是|争取|应当|理论上|没准|probably|maybe|perhaps|might|may|estimated|about|around|approximately|i think|hopefully|likely|apparently|i guess|i believe|try to|should|expected|seems|as far as i know|最快|基本|吧|大概率|八成|多半|兴许|保不齐|估摸|估摸着|估摸住|预计在|预期|约莫|大致|差唔多|或者|可能会|应该会|预估|顺利的话|不出意外|没意外|不出意外的话|正常的话|ish|roughly|all being well|fingers crossed|ought to|should do|reckon|i reckon|i'd say|no later? |likely to|presumably|with any luck|if all goes well|give or take|or so`},
	{disclaims, `不保证|不能保证|没法保证|无法保证|保证不了|为准|不敢保证|不敢打包票|打不了包票|说不准|不好说|说不好|看情况|不一定|没准儿|can't promise|cannot promise|can't guarantee|cannot guarantee|no guarantee|not guaranteed|no promises|not promising|说不清`},
	{elsewhere, `楼上那户|楼下那户|隔壁那户|对门那户|别人家的|隔离屋|隔篱屋|隔壁屋|我老婆也是|我媳妇也是|我老公也是|我妈也是|我爸也是|我家里也是|之前买|下次|下回|下一单|上次|上回|上上次|上一单|上一个|上一次|另一个|另外一个|另一单|另一家|别家|人家|别人的|别的客户|室友|舍友|我朋友|朋友的|其他客户|另一个客户|邻居的|以前|上礼拜那个|上周那个|上个月那个|其他人的|别的快递|隔壁老|别人都|人家都|他们都|其他人都|同事都|同学都|朋友那个|朋友的都|平时买|last time|another customer|someone else's|my friend's|my other|the other order|previous order`},
	{says, `话|确认|说|讲|告诉|反馈|表示|称|通知我|回复说|回复称|说是|说了|说过|告知|讲过|跟我说|和我说|says|say|said|told|tells|claims|claimed|saying|confirmed|回话说|回我说|回复我说|发消息说|电话里说|留言说|解释说|坚称|声称|一口咬定|非说|硬说|咬定|回应说|表示说|话畀我知|同我讲|口口声声说|reckons|insists|insisted|mentioned|admitted|admits|tells me|told me|reports|reported|advised|advises|都话|就话|佢话|话佢|话冇|跟我讲|和我讲|同我说|对我说|给我说|告诉我|承认|认了|声明`},
	{vows, `答应|答应我|跟我保证|向我保证|保证过|打包票说|承诺|说好|说好的|保证说|promised|promised me|assured me|promised that|swore|swears|swore blind|guaranteed me|guaranteed|gave me their word|拍胸脯|拍着胸脯|打包票|信誓旦旦|发誓|许诺|允诺|应承|应承我|说定|讲好|讲好的|谈好|谈好的|说好了|应允`},
	{displays, `却写|上写|上面写|里写|系统写|物流写|页面写|后台写|记录的是|登记的是|it says|it shows|app says|website says|status says|显示|写着|写的|写的是|提示|标记|标着|短信说|短信显示|短信通知|系统里|系统上|状态是|状态为|更新为|shows|show|showed|marked as|marked|according to|states|显示的|写咗|标的是|备注的|记着|记的|登记着|写住|显示住|shows up as|showing as|showing|listed as|logged as|recorded as`},
	{turns, `但|但是|可是|可我|可|不过|结果|却|然而|其实|实际|实际上|而且|but|however|yet i|and i|although|though|because|whereas`},
	{me, `我|我们|咱|咱们|俺|i|we|i'm|we've|i've|my`},
	{you, `您|你|你们|您们|亲|恁|侬|you|your`},
	{they, `他|她|他们|她们|人家说|he|she|they`},
	{credits, `in my account|on my card|in my bank|into my account|到账|到帐|入账|入帐|打款|转账|打给您|打给你|转给您|转给你|转给我|打给我|原路返回|打到|退到|processed|issued|credited|paid out|paid back|transferred|come through|arrive in your account|go through|been paid|处理|完成|办理|打过来|转过来|划账|下来|发放|支付至|支付到|支付给您|打至|打入|汇至|汇入|汇给您|转至|退至|付给您|补给您|went through|gone through|goes through|come in|came in|landed|cleared|appear|appeared|shown up|gone out|be back|回到您|回到你|返到|返回到您|退入|退进|到卡|到你卡|到您卡|汇出|汇走|打出|打走|批下来|划到|划到您|充到|充值到|发到您|发到你|发放到|到您账户|到你账户|到您的账户|到您微信|到您支付宝|转您|转你|打您|打你卡|转过去|打过去|转来|打来`},
	{moneyWord, `费用|券|京豆|优惠金额|钱|款项|差价|货款|运费|押金|余额|退款金额|退的钱|退刷款|退刷|刷卡|块钱|一分钱|一毛钱|一分|一毛|20块|运费险|保证金|定金|赔的钱|money|penny|cash|fee|postage|差额|尾差|多付的|多收的|一个子儿|子儿|分文|毛钱`},
	{thing, `货|件|东西|包裹|快递|快件|箱|箱子|外箱|盒|盒子|商品|宝贝|产品|杯|杯子|瓶|瓶子|衣服|鞋|里面|里头|打开|外包装|包装|袋|罐|外壳|屏幕|屏|一个|两个|三个|两瓶|有一|碗|盘|玻璃|灯|灯罩|水果|鸡蛋|蛋|盖子|parcel|package|box|order|item|items|shipment|vase|it|杯垫|鞋盒|裤子|裙子|手机|平板|电脑|花瓶|花盆|公仔|玩具|书|滤芯|螺丝|充电器|充电线|冰淇淋|蛋糕|海鲜|牛奶|酒|油|米|面|台灯|耳机|键盘|鼠标|镜子|镜片|相框|手办|模型|行李箱|拉杆|椅子|桌子|柜子腿|壶|锅|碟|盘子|勺|罐子|瓶盖|盖|壳|边角|角|纸箱|快递盒|包裹里|入面|里边|内件|配件|蜜|蜂蜜|果|苹果|橙子|芒果|草莓|榴莲|猕猴桃|鲜花|花|植物|多肉|猫粮|狗粮|mug|mugs|cup|plate|plates|screen|lamp|glass|bottle|bottles|jar|lid|frame|mirror|shoes|shirt|dress|kettle|candle|charger|cable|phone|laptop|tablet|monitor|chair|table`},
	{notParcel, `退款申请|发票|钥匙|身份证|标签|吊牌|商标|短信|验证码|取件码|提货码|取货码|电话|来电|消息|信息|通知|邮件通知|微信|红包|图片|照片|地址|单号|快递单号|运单号|优惠券|优惠|积分|会员|链接|好友|密码|账号|工资|合格证|小票|评价|好评|返现|视频|截图|定位|码|订金|凭证|揽收信息|退货申请|电话号码|invoice|keys|email|text|message|code|photo|address|voucher|coupon|call|calls|label|phone number|活动券|代金券|抵用券|兑换券|购物券|礼品券|卡券|门禁卡|银行卡|工资卡|驾照|护照|汇款资讯|资讯|资料|汇款信息|账号信息|汇款|账号资料|题|作业|课件|文件夹|截屏|条码|二维码|编号|qr code|bank details|details|link|update|updates|电邮`},
	{looked, `看了|看过|找了|找过|找遍|翻遍|翻了|问了|问过|去看|查了|都看|确认过|去问|又问|查过|看遍|找一圈|看了一圈|登记本|checked|looked|searched|asked|been to|went round to|gone round to|went next door`},
	{urges, `帮您催|帮你催|给您催|给你催|催促|帮您反馈|帮您联系|帮您核实|帮您查|帮您问|帮你问|帮您看|为您查|去催|帮您登记|协商|我催|催下站点|催下仓库`},
	{assures, `一定|肯定|保证|必定|绝对|包您|准时|promise|guarantee|definitely`},
	{motion, `过去|过来|上来|上去|到楼下|到门口|到村口|到你前面|到您前面|上{您}家|去{您}家|来{您}家|到{您}家楼下|到{您}楼下|到{您}门口|到{您们}村|到{您们}小区门口|到{您们}村口|到小区|到小区门口|登门|去{您}那|去{您}那边|上{您}那|上{您}那边|往{您}那|给{您}弄|给{您}拿|给{您}带|给{您}捎|给{您}搞定|上嚟|过嚟|嚟你|去你度|去您那儿|先到{您}|到{您}这儿|跑{您}|跑{您}那|跑{您}那边|跑{您们}|跑{您们}那片|赶到|赶过去|轮到{您}|排到{您}|swing|pop over|your way|at yours|your place|outside yours|by yours|back round|再来一趟|再来|来一趟|送一趟|跑一趟|过来一趟|上门一趟|bumped to|moved to|pushed to|rescheduled to|slotted for|booked for|down for`},
	{retorts, `哪有|哪里有|哪儿有|哪来的|哪里来的|哪门子|何曾|我啥时候|我什么时候|我几时|我哪里|我哪儿|我何时|我哪有|我哪能|我啥会|我咩时候|我们什么时候|我们啥时候|我们哪里|我们哪有|哪里在|哪儿在|哪在|哪里给|哪里送|哪里派|哪里发|哪里退|哪有在|啥时候在|哪有人`},
	{calms, `放心|您放心|你放心|说话算话|don't worry|no worries`},
}

// noises are words that hold a word of the lexicon and mean something else.
const noises = `行不通|{说}{多少}遍|{说}{多少}次|{说}{多少}回|我都说了|早就说了|拉漏了|漏带了|漏拉了|拉漏|补签|keep us posted|keep me posted|keep you posted|kept me posted|keep them posted|kept us posted|kept you posted|keeping you posted|{left} {it} on the {note}|{left} {it} on your {note}|{left} {it} in the {note}|{left} {it} in your {note}|{left} {it} on {note}|代收的店|代收的地方|代收的那家|代收那家|number doesn't work|number does not work|number isn't working|到了{一}{个}|倒出来|no parcel shop|no parcel locker|no parcel box|no trace of damage|签名照|签名版|签名书|签名海报|refund form|refund request|refund page|refund link|refund policy|放冰箱|放进冰箱|放到冰箱|放冷藏|您到我车|你到我车|您到我这|你到我这|您到我店|你到我店|核实到|核查到|查实到|不瞒您说|不瞒你说|实话说|老实说|说白了|说句实话|跟您说实话|跟你说实话|这么说吧|坦白说|卖爆|卖爆了|火爆|爆单|爆仓|爆款|挤爆|车险|车险理赔|broke down|broken down|breaks down|到账时间|到账日期|到账周期|到帐时间|到账通知|收回|收回了|找回|挽回|撤回|召回|说明|说清|解说|传说|破损理赔|理赔专员|理赔部|理赔员|理赔中心|理赔客服|那啥|咋说呢|怎么说呢|你知道吧|错发|发成|寄成|寄错|原封不动|一动不动|纹丝不动|好不容易|不折不扣|放工|放饭|放榜|到这会儿|到这会|到这阵|到而家|到宜家|到如今|到眼下|到这时候|到刚才|转给|反馈给|提交给|汇报给|上报给|报给|说给{您}听|说给我听|说给他听|说给大家听|送{一}{个}|送了{一}{个}|送的{一}|冇问题|冇事|冇得|不必|何必|必要|必备|不要着急|不要急|不用急|不用着急|不用担心|不要担心|还不错|还不如|还不知道|还不清楚|还不行|还不赖|还不一定|还不确定|还不是|还不够|还不太|自动签|拿错|取错|收错|放错|签错|自动签收|没有那么快|没那么快|没这么快|没有这么快|到新货|快到了|快到啦|快到楼下|快到你|快到您|登记退款|提交退款|点了退款|点退款|发起退款|` +
	`拿走|取走的|在配送范围|在派送范围|不想要|和配送|跟配送|给配送|由配送|联系配送|配送人|配送商|配送取件|配送退货|配送处理|的配送|配送情况|配送的情况|京东配送|发送|` +
	`关闭退款|取消退款|撤销退款|棉签|书签|牙签|便签|签证|接收|端到端|没等到|等到|直发|没来得及|没来过消息|` +
	`运输中心|配送中心|发现|发生|发烧|发图|发照片|发错|发我|发你|发个|发群|发短信|发消息|发邮箱|发邮件|发朋友圈|发工资|发红包|发地址|发定位|发视频|发链接|发单号|` +
	`发q|发扬|发达|发展|开发|批发|触发|蒸发|头发|沙发|出发|启发|爆发|发货地|发货单|发货人|发货时间|发货仓|发货慢|发货速度|发货通知|已发货的|发件人|发给您邮箱|` +
	`发您邮箱|发你邮箱|发您微信|发给您微信|转发|发语音|发起|发顺丰吗|到时候|到时|到底|到处|到位|到付|到期|到现在|到目前|到今天|到家了|我到家|到点|到公司|到手机|` +
	`到店取|感到|想到|听到|遇到|接到|得到|做到|买到|说到|提到|达到|直到|迟到|报到|周到|碰到|注意到|了解到|到货通知|到店自取|` +
	`到场|到底放|打电话到|送礼|送人|赠送|附送|送审|送错|送洗|送您一|送你一|送您个|送你个|送的赠品|送货时间|送货地址|送货的|送货电话|送小礼|送运费险|送券|配送电话|` +
	`配送时间|配送地址|配送范围|配送费|配送方式|配送服务|配送站|派送时间|派送费|派出所|派人|派对|气派|派单|待派送|待派件|待配送|送修|送检|保送|签收人|准备签收|` +
	`待签收|签收单|签收底单|签收凭证|签收证明|签收码|签收信息|签收状态|签收地|签收记录|等签收|未签收件|签收率|查收|收费|收件地址|收件员|收件箱|收到就好|收货地址|` +
	`收货信息|收货电话|收货时间|收货码|确认收货|待收货|收货的|已收到反馈|收款|签收了吗|收藏|收入|收据|收拾|收益|收发室|收发章|回收|验收|收工|收车|收班|取件通知|` +
	`取件短信|取件地址|取件点|取件人|取件时间|取消|采取|取决|拿捏|拿货价|拿快递的|退货|退换|申请退款|退款中|退款进度|退款流程|退款时效|退款失败|退款页面|退款方式|` +
	`退款成功与否|退款原因|退款关闭|退款按钮|退休|退出|退订|退步|后退|退款被驳回|退款也驳回|退款驳回|退货退款|申请仅退款|无理由退货|退货地址|退货运费|退你们|退货单号|` +
	`丢三落四|丢人|丢脸|丢件险|坏账|坏人|学坏|坏习惯|不坏|破例|破产|破价|破费|湿巾|断货|断码|断了吗|漏斗|裂变|减少|少女|少点|少一点|少一些|不少|至少|很少|少放|` +
	`少数|年少|少来|少说|少不了|缺点|缺货|空气|空间|回复率|自动回复|回复慢|答复函|联系我们|联系客服|联系快递|联系方式|联系不上|联系电话|联系卖家|联系商家|` +
	`联系他|联系一下|回您公司|没回复您|理我吗|赔本|赔笑|不赔|包赔|赔付险|运费险赔付|破损包赔|放假|放学|放弃|放大|放松|放着不|放行|放开|解放|放下心|放哪|放这么|` +
	`放不下|投诉|投资|投票|存货|库存|存钱|存水|存点|丢下|写错|寄多少|寄件费|寄件码|寄件地址|寄件方式|寄个件|寄存费|寄快递|寄被子|邮费|邮箱|邮编|没事|没问题|没关系|没意思|没有问题|没空|` +
	`没时间|没人要|没什么|没啥|没错|没关系的|没想到|没有关系|没电|没货|没钱|没买|没准备|没吃|没呢|没信号|没动|没更新|没物流|没打电话|没有打电话|没接电话|没接到电话|` +
	`没通知|没有通知|没问|没联系|没有电话|没给我打电话|没说|没有说|没告诉|没跟我说|没经过|没经我|没征得|没点|没注意|没拆|没拆封|没拍|没下单|没付|不好意思|不客气|` +
	`不错|不用谢|不知|不太|不急|不行|不是吧|不对|不在|不在家|不清楚|不介意|不敢|不够|不止|不远|不只|不但|不仅|不如|不愿|不要紧|不要了|不要的|不单|不光|` +
	`不久|不停|不断|不满|不满意|不便|不懂|不多|不收|不到|不贵|特别|别墅|区别|类别|级别|告别|个别|性别|别急|别生气|别担心|别客气|别介意|别着急|别人|别的|识别|` +
	`鉴别|主要|重要|需要的|要么|要紧|要到了|能力|功能|能够|智能|性能|可以的|机会|社会|会议|开会|误会|聚会|会计|体会|这会|那会|那会儿|等一会|学会|将军|将就|` +
	`快乐|愉快|凉快|快餐|快要|快捷|快速|爽快|快照|准确|标准|批准|准考|包括|面包|书包|钱包|背包|包包|包材|包子|了解|为了|了不起|算了|对了|好了|行了|忘了|` +
	`知道了|明白了|谢了|经过|通过|过年|过分|超过|过程|难过|过期|过会|过后|过节|过敏|过几天|过两天|路过|人才|刚好|刚需|什么都|什么的|多么|怎么样|这么|` +
	`那么|要么是|怎么办|怎么弄|怎么联系|怎么退|怎么申请|怎么查|怎么处理|怎么寄|怎么说|啥的|谁知|谁家|谁都|几天了|好几天|这几天|几个|那哪|哪个|说话|小说|据说|` +
	`说实话|说服|再说|别说|说错|演说|说真的|说一声|讲究|讲话|讲价|讲道理|更新慢|不更新|没有更新|写字|想想|想法|想起|理想|想办法|思想|请假|请客|邀请|请教|申请的|` +
	`请稍|请稍等|请您稍等|请耐心|请您耐心|请放心|请查收|请注意|请您注意|请看|请谅解|请您谅解|请及时|麻烦了|麻烦你了|麻烦您了|太麻烦|不麻烦|添麻烦|真麻烦|辛苦了|` +
	`记得吗|需要您|帮忙了|正常派送|正常配送|正常发货|正常送|恢复正常|一般般|店铺券|件事|条件|文件|附件|证件|零件|事件|件多|多件|货到付款|东西南北|快递费|` +
	`快递单|货架|进货|订货|供货|货源|箱包|里面请|订单号|订单编号|订购|订阅|付款码|付款方式|待付款|付款页面|支付宝|支付方式|支付页面|拍下后|拍照|补发票|补发单|` +
	`not only|not sure|if possible|as if|lost my keys|lost my phone|lost weight|let me know|` +
	`can you let me know|not a problem|no problem|have a nice|have to|has to|had to|` +
	`received your message|received your email|received the email|received a text|received your|` +
	`broken english|on the way home|i'm on my way|ordered by|that's it|orders`

// A sourceEntry is words for whom a speaker may quote.
type sourceEntry struct {
	by    timeline.By
	words string
}

// sources are those whom a speaker may quote.
var sources = []sourceEntry{
	{timeline.ByCourier, `快递员|快递小哥|小哥|派件员|派送员|配送员|送货员|师傅|快递师傅|送货师傅|配送师傅|物流师傅|物流小哥|司机|业务员|快递那边|快递公司|快递方|快递客服|物流那边|物流这边|物流公司|物流客服|快递方面|网点|快递网点|站点|营业部|顺丰|中通|圆通|申通|韵达|极兔|京东快递|京东物流|邮政|ems|德邦|百世|黑猫|宅配|承运商|the driver|driver|your driver|courier|the courier|postman|the postman|mailman|carrier|the carrier|usps|ups|fedex|dhl|royal mail|evri|dpd|delivery guy|delivery man|送快递的|派件的|送件的|快递大哥|快递哥|搬运师傅|安装师傅|搬运工|送货工|物流的人|货运司机|货车司机|跟车师傅|派送小哥|站长|网点老板|网点客服|快递点|快递站|快递站点|快递那头|骑手|跑腿|跑腿小哥|闪送员|闪送|宅急便|揽收员|揽件员|depot|the depot|our depot|local depot|the local depot|hermes|parcelforce|yodel|amazon logistics|ontrac|delivery driver|the delivery driver|delivery company|the delivery company|dispatcher|tnt|gls|postnl|hongkong post|香港邮政|香港順豐|店到店|宅配通|新竹物流|嘉里|通达|丹鸟|菜鸟裹裹|跨越|优速|安能|天天快递|极兔速递|顺丰速运`},
	{timeline.BySeller, `卖家|商家|店家|店主|掌柜|厂家|厂商|代购|仓库|发货方|商家客服|卖家客服|店铺客服|seller|the seller|the shop|the store|vendor|merchant|the warehouse|店长|老板娘|库房|仓管|仓管员|发货员|工厂|厂里|财务|供应商|上家|货主|发件人那边|寄件方|卖方|代理|微商|团长|店里人|店里的人|仓库的人|仓库那边|仓库大哥|店里|our supplier|the retailer|retailer|shop|store|warehouse`},
	{timeline.ByBuyer, `收件人|客户|买家|顾客|收货人|客人|customer|the customer|recipient|the recipient|buyer|the buyer`},
	{timeline.ByPlatform, `平台客服|平台|客服|官方客服|官方|淘宝客服|京东客服|天猫客服|小二|customer service|support|the platform|chat agent|agent|the agent|your agent|an agent|live chat|helpline|call centre|the call centre|customer services|their customer service|amazon|ebay|etsy|客服小姐姐|客服妹子|客服人员|人工客服|在线客服|平台那边|平台工作人员|官方那边|专员|平台专员`},
	{timeline.ByRecord, `系统|物流|订单|查件小程序|物流信息|查询结果|详情页|订单详情|物流详情|快递信息|订单页面|页面|后台|官网|app|软件|轨迹|物流轨迹|小程序|物流查询|tracking|tracker|the tracker|tracking info|tracking number|tracking site|tracking history|courier app|my app|tracking link|the tracking|the system|system|the app|tracking page|website|the website|page|the page|site|the site|portal|the portal|my screen|the screen|notification|the notification`},
	{timeline.ByOther, `阿妈|阿爸|阿嫲|阿爷|阿婆|屋企人|佢老公|佢老婆|有人|驿站老板|老板|驿站那边|驿站|物业|前台|门卫|保安|家人|我妈|我爸|我老公|我老婆|我妈妈|我爸爸|同事|我同事|邻居|管理室|管理员|朋友|代收点|老公|老婆|neighbour|my neighbour|reception|front desk|the reception|the front desk|my husband|my wife|the neighbour|concierge|旁边店|楼下店|银行|银行那边|bank|the bank|my bank|店员|楼管|宿管|门岗|看更|大厦看更|大爷|楼栋大爷|大妈|门卫大爷|保安大叔|保安大哥|同学|我同学|店家老板|驿站那台机器|婆婆|我婆婆|丈母娘|我姐|我哥|我弟|我妹|我儿子|我女儿|我对象|我媳妇|我男朋友|我女朋友|室管|保姆|阿姨|家里老人|老人家|mum|my mum|my mom|my dad|my son|my daughter|flatmate|my flatmate|housemate|roommate|my roommate|my partner|doorman|the doorman|porter|the porter|receptionist|the receptionist|the concierge|the guard|security|next door`},
}
