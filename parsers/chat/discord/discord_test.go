package discord

import (
	"fmt"
	"testing"

	"github.com/duizheng/duizheng/parsers/parsertest"
)

func TestIDTime(t *testing.T) {
	at, ok := idTime("175928847299117063")
	if got := at.UTC().Format("2006-01-02T15:04:05.000"); !ok || got != "2016-04-30T11:18:25.796" {
		t.Errorf("%s %v", got, ok)
	}
	if _, ok := idTime("12"); ok {
		t.Error("12 is no id")
	}
}

func FuzzJSON(f *testing.F)        { parsertest.Fuzz(f, JSON) }
func FuzzCSV(f *testing.F)         { parsertest.Fuzz(f, CSV) }
func FuzzText(f *testing.F)        { parsertest.Fuzz(f, Text) }
func FuzzHTML(f *testing.F)        { parsertest.Fuzz(f, HTML) }
func FuzzPackageJSON(f *testing.F) { parsertest.Fuzz(f, PackageJSON) }
func FuzzPackageCSV(f *testing.F)  { parsertest.Fuzz(f, PackageCSV) }

func BenchmarkJSON(b *testing.B) {
	parsertest.Bench(b, JSON, "x.json", `{"guild":{"id":"0"},"channel":{"id":"9","name":"x"},"dateRange":{},"messages":[`, func(i int) string {
		comma := ","
		if i == 0 {
			comma = ""
		}
		return fmt.Sprintf(comma+`
    {
      "id": "%d",
      "type": "Default",
      "timestamp": "2026-03-06T16:40:09.123+08:00",
      "timestampEdited": null,
      "callEndedTimestamp": null,
      "isPinned": false,
      "content": "Delivered, left at locker 已放快递柜",
      "author": {
        "id": "11",
        "name": "dan",
        "discriminator": "0000",
        "nickname": "Dan",
        "isBot": false,
        "roles": [],
        "avatarUrl": "https://cdn.discordapp.com/embed/avatars/0.png"
      },
      "attachments": [],
      "embeds": [],
      "stickers": [],
      "reactions": [],
      "mentions": []
    }`, 1479395000000000000+i)
	}, `],"messageCount":0}`)
}
