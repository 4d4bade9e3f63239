package waybill

import (
	"strings"

	"github.com/duizheng/duizheng/timeline/fold"
)

// services are the codes under which tracking services know the carriers, and
// company names that people do not type in chats.
var services = map[string]string{
	"sf": "shunfeng shunfengkuaiyun sfexpress fengwang", "yto": "yuantong yuantongkuaiyun ytokd", "zto": "zhongtong ztoky zhongtongkuaiyun zhongtongguoji",
	"sto": "shentong", "yunda": "yd yundakuaiyun yundaex", "jt": "jtsd jtexpress j&t hhtt", "best": "htky huitong huitongkuaidi baishiwuliu baishikuaidi",
	"jd": "jdkd jdl jingdong jingdongkuaidi", "deppon": "dbl dbkd debang debangwuliu debangkuaidi", "ems": "emsguoji eyb", "chinapost": "yzpy youzheng youzhengguonei youzhengguoji yzxb yzgn postb china-post chinapost",
	"cainiao": "danniao dannaio cnex", "yunexpress": "yuntu yunexpress", "fedex": "fedexcn fedexus", "dhl": "dhlen dhlde dhl-germany dhl_express mydhl deutsche-post", "usps": "united-states-postal-service",
	"japanpost": "japanposten jppost japan-post", "yamato": "yamaxunwuliu taqbin", "royalmail": "royal-mail", "kuayue": "kuayue kysy", "hongkongpost": "hkpost",
}

// codes maps every folded name and code of a carrier to ours.
var codes = func() map[string]string {
	m := map[string]string{}
	for _, table := range []map[string]string{carriers, services} {
		for code, list := range table {
			m[code] = code
			for _, name := range strings.Fields(list) {
				m[name] = code
			}
		}
	}
	return m
}()

// Carrier is our code of the carrier that a record names: "圆通速递", "yuantong",
// "YTO Express". An unknown name comes back as it is, in lower case, so that
// nothing is lost.
func Carrier(written string) string {
	n := strings.TrimSpace(fold.String(written))
	if code, ok := codes[n]; ok {
		return code
	}
	joined := strings.Join(strings.FieldsFunc(n, func(r rune) bool { return r == ' ' || r == '_' }), "-")
	if code, ok := codes[joined]; ok {
		return code
	}
	if code, ok := Named(written); ok {
		return code
	}
	return n
}

// Named is our code of the first carrier that a text names.
func Named(text string) (code string, ok bool) {
	runes := []rune(fold.String(text))
	for i := range runes {
		if w, n := wordAt(runes, i); n > 0 && w.sense == name {
			return w.code, true
		}
	}
	return "", false
}
