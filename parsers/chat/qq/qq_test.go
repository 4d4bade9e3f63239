package qq

import (
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func FuzzText(f *testing.F)    { parsertest.Fuzz(f, Text) }
func FuzzArchive(f *testing.F) { parsertest.Fuzz(f, Archive) }

func BenchmarkArchive(b *testing.B) {
	parsertest.Bench(b, Archive, "x.mht", "From: <Save by Tencent MsgMgr>\r\nSubject: Tencent IM Message\r\nMIME-Version: 1.0\r\nContent-Type:multipart/related;\r\n\tboundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<html><body><table><tr><td>日期: 2026-03-02</td></tr>", func(int) string {
		return "<tr><td><div style=color:#006EFE;padding-left:10px;><div style=float:left;margin-right:6px;>韵达-小刘</div>12:28:18</div><div style=padding-left:20px;><font style=\"font-size:9pt;\" color='000000'>放驿站了，您看一下</font></div></td></tr>"
	}, "</table></body></html>\r\n--b--\r\n")
}
