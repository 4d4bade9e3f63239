// Package formats lists every format that duizheng reads, in the order in
// which equal evidence is broken. Only cmd and web import it.
package formats

import (
	"slices"

	"github.com/duizheng/duizheng/parsers"
	"github.com/duizheng/duizheng/parsers/chat/chatlab"
	"github.com/duizheng/duizheng/parsers/chat/chatlog"
	"github.com/duizheng/duizheng/parsers/chat/discord"
	"github.com/duizheng/duizheng/parsers/chat/googlechat"
	"github.com/duizheng/duizheng/parsers/chat/imessage"
	"github.com/duizheng/duizheng/parsers/chat/kakaotalk"
	"github.com/duizheng/duizheng/parsers/chat/line"
	"github.com/duizheng/duizheng/parsers/chat/matrix"
	"github.com/duizheng/duizheng/parsers/chat/memotrace"
	"github.com/duizheng/duizheng/parsers/chat/meta"
	"github.com/duizheng/duizheng/parsers/chat/pywxdump"
	"github.com/duizheng/duizheng/parsers/chat/qce"
	"github.com/duizheng/duizheng/parsers/chat/qianniu"
	"github.com/duizheng/duizheng/parsers/chat/qq"
	noexport "github.com/duizheng/duizheng/parsers/chat/refused"
	"github.com/duizheng/duizheng/parsers/chat/signal"
	"github.com/duizheng/duizheng/parsers/chat/skype"
	"github.com/duizheng/duizheng/parsers/chat/slack"
	"github.com/duizheng/duizheng/parsers/chat/telegram"
	"github.com/duizheng/duizheng/parsers/chat/wechat"
	"github.com/duizheng/duizheng/parsers/chat/wechatdump"
	"github.com/duizheng/duizheng/parsers/chat/wechatexporter"
	"github.com/duizheng/duizheng/parsers/chat/wecom"
	"github.com/duizheng/duizheng/parsers/chat/weflow"
	"github.com/duizheng/duizheng/parsers/chat/welink"
	"github.com/duizheng/duizheng/parsers/chat/whatsapp"
	"github.com/duizheng/duizheng/parsers/tracking/aftership"
	"github.com/duizheng/duizheng/parsers/tracking/best"
	"github.com/duizheng/duizheng/parsers/tracking/cainiao"
	"github.com/duizheng/duizheng/parsers/tracking/csv"
	"github.com/duizheng/duizheng/parsers/tracking/dhl"
	"github.com/duizheng/duizheng/parsers/tracking/easypost"
	"github.com/duizheng/duizheng/parsers/tracking/ems"
	"github.com/duizheng/duizheng/parsers/tracking/epcis"
	"github.com/duizheng/duizheng/parsers/tracking/fedex"
	"github.com/duizheng/duizheng/parsers/tracking/jd"
	"github.com/duizheng/duizheng/parsers/tracking/jt"
	"github.com/duizheng/duizheng/parsers/tracking/kdniao"
	"github.com/duizheng/duizheng/parsers/tracking/kuaidi100"
	"github.com/duizheng/duizheng/parsers/tracking/market"
	"github.com/duizheng/duizheng/parsers/tracking/page"
	"github.com/duizheng/duizheng/parsers/tracking/pasted"
	"github.com/duizheng/duizheng/parsers/tracking/sf"
	"github.com/duizheng/duizheng/parsers/tracking/ship24"
	"github.com/duizheng/duizheng/parsers/tracking/sto"
	"github.com/duizheng/duizheng/parsers/tracking/taobao"
	"github.com/duizheng/duizheng/parsers/tracking/track17"
	"github.com/duizheng/duizheng/parsers/tracking/trackingmore"
	"github.com/duizheng/duizheng/parsers/tracking/ups"
	"github.com/duizheng/duizheng/parsers/tracking/usps"
	wechatlogistics "github.com/duizheng/duizheng/parsers/tracking/wechat"
	"github.com/duizheng/duizheng/parsers/tracking/yto"
	"github.com/duizheng/duizheng/parsers/tracking/yunda"
	"github.com/duizheng/duizheng/parsers/tracking/zto"
)

// All is the registry: an ordered slice, so that the same file is always
// recognised the same way.
var All = slices.Concat(
	[]*parsers.Format{wechat.Share, wechat.Page, wechat.Mail, wechat.Clipboard},
	[]*parsers.Format{weflow.JSON, weflow.HTML, weflow.Text, weflow.Markdown, weflow.EchoTraceJSON, weflow.EchoTraceHTML, weflow.CipherTalkJSON, weflow.CipherTalkHTML},
	[]*parsers.Format{chatlab.JSON, chatlab.Lines},
	[]*parsers.Format{memotrace.Text, memotrace.CSV, memotrace.Page, memotrace.Sidecar, memotrace.Markdown},
	[]*parsers.Format{pywxdump.JSON, pywxdump.CSV, pywxdump.Page},
	[]*parsers.Format{chatlog.JSON, chatlog.CSV, chatlog.Text},
	[]*parsers.Format{wechatdump.Text, wechatdump.Page, wechatexporter.Text, wechatexporter.Page},
	[]*parsers.Format{wecom.Archive},
	[]*parsers.Format{qq.Text, qq.Archive, qq.Clipboard},
	[]*parsers.Format{qce.Text, qce.JSON, qce.Page, qce.Chunked, qce.Inline, qce.ChunkedLines, qce.Lines},
	[]*parsers.Format{qianniu.Clipboard, qianniu.Web},
	[]*parsers.Format{welink.Format},
	noexport.Formats,
	whatsapp.Formats,
	telegram.Formats,
	line.Formats,
	kakaotalk.Formats,
	matrix.Formats,
	skype.Formats,
	googlechat.Formats,
	imessage.Formats,
	signal.Formats,
	meta.Formats,
	slack.Formats,
	discord.Formats,
	[]*parsers.Format{
		kuaidi100.Format, kdniao.Format, sf.Format, sf.Push, jd.Format, yto.Format, zto.Format, sto.Format, yunda.Format, jt.Format,
		best.Format, ems.Format, cainiao.Format, taobao.Format, market.Format, wechatlogistics.Format, track17.JSON, track17.Text,
		aftership.Format, trackingmore.Format, ship24.Format, easypost.Format, dhl.JSON, dhl.XML, ups.Format, fedex.Format,
		usps.Format, epcis.Format, csv.Format, page.Format, pasted.Format,
	},
)
