// Package refused recognises what people hand in that is no export: training
// sets, which have no times; encrypted backups and databases; pictures and
// documents. Each is refused with what to do instead, and none is guessed at:
// a wrong time or speaker would be worse than none.
package refused

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/duizheng/duizheng/parsers"
)

// Formats lists them. The Refuse of each is the key of its advice.
var Formats = []*parsers.Format{
	{
		ID: "refused-memotrace-training", App: "wechat", Ext: "json", Refuse: "refused_training",
		How:    `[{"conversations":[{"role":…,"content":…}]}]：训练用数据，没有时间，顺序打乱`,
		Detect: detectTraining,
	},
	{
		ID: "refused-memotrace-ai", App: "wechat", Ext: "txt", Refuse: "refused_training",
		How:    "「********************2024-03-02********************」：给大模型用的文本，只有日期",
		Detect: detectDays,
	},
	{
		ID: "refused-qq-bak", App: "qq", Ext: "bak", Refuse: "refused_qq_bak",
		How:    "*.bak，二进制：QQ 消息管理器的加密备份",
		Detect: detectBackup,
	},
	binary("database", "db", "refused_database", "SQLite format 3", magic{0, "SQLite format 3\x00"}),
	binary("pdf", "pdf", "refused_document", "%PDF-", magic{0, "%PDF-"}),
	{
		ID: "refused-office", App: "file", Ext: "docx", Refuse: "refused_document",
		How:    "docx、xlsx 等办公文档",
		Detect: detectOffice,
	},
	binary("archive", "rar", "refused_archive", "rar、7z、gz、xz",
		magic{0, "Rar!\x1a\x07"}, magic{0, "7z\xbc\xaf\x27\x1c"}, magic{0, "\x1f\x8b\x08"}, magic{0, "\xfd7zXZ\x00"}),
	binary("image", "png", "refused_image", "png、jpg、gif、webp、heic、bmp",
		magic{0, "\x89PNG\r\n\x1a\n"}, magic{0, "\xff\xd8\xff"}, magic{0, "GIF8"}, magic{8, "WEBP"}, magic{4, "ftyphei"}, magic{4, "ftypmif1"}),
	binary("recording", "mp3", "refused_recording", "mp3、mp4、m4a、amr、silk、wav",
		magic{0, "ID3"}, magic{0, "#!AMR"}, magic{0, "#!SILK"}, magic{0, "\x02#!SILK"}, magic{8, "WAVEfmt"}, magic{0, "OggS"},
		magic{4, "ftypmp4"}, magic{4, "ftypisom"}, magic{4, "ftypM4"}, magic{4, "ftypqt"}, magic{4, "ftyp3gp"}),
}

// A magic is what a kind of file holds at an offset.
type magic struct {
	at   int
	mark string
}

// binary is the format of files that are known by their first bytes.
func binary(name, ext, advice, how string, marks ...magic) *parsers.Format {
	return &parsers.Format{
		ID: "refused-" + name, App: "file", Ext: ext, Refuse: advice, How: how,
		Detect: func(h *parsers.Head) parsers.Evidence {
			for _, m := range marks {
				if len(h.Raw) >= m.at && bytes.HasPrefix(h.Raw[m.at:], []byte(m.mark)) {
					return parsers.Evidence{Score: 100, Found: []string{strings.ToValidUTF8(how, "")}}
				}
			}
			return parsers.Evidence{}
		},
	}
}

func detectTraining(h *parsers.Head) parsers.Evidence {
	if h.JSONStart() == 0 {
		return parsers.Evidence{}
	}
	return parsers.Marks(h, parsers.Mark{Text: `"conversations"`, Weight: 60, Must: true}, parsers.Mark{Text: `"role"`, Weight: 20, Must: true},
		parsers.Mark{Text: `"content"`, Weight: 10})
}

var starredDay = regexp.MustCompile(`^\*{10,}\d{4}-\d\d-\d\d\*{10,}\s*$`)

func detectDays(h *parsers.Head) parsers.Evidence {
	if slices.ContainsFunc(h.Lines(20), starredDay.MatchString) {
		return parsers.Evidence{Score: 95, Found: []string{"***年-月-日***"}}
	}
	return parsers.Evidence{}
}

// detectBackup asks for the name and for bytes that no text has.
func detectBackup(h *parsers.Head) parsers.Evidence {
	if strings.ToLower(path.Ext(h.Name)) != ".bak" || bytes.IndexByte(h.Raw, 0) < 0 || h.Encoding == parsers.UTF16LE || h.Encoding == parsers.UTF16BE ||
		bytes.HasPrefix(h.Raw, []byte("SQLite format 3")) {
		return parsers.Evidence{}
	}
	return parsers.Evidence{Score: 80, Found: []string{".bak"}}
}

// detectOffice: such documents are zip files, or OLE2 in older versions.
func detectOffice(h *parsers.Head) parsers.Evidence {
	zipped := bytes.HasPrefix(h.Raw, []byte("PK\x03\x04"))
	if zipped || bytes.HasPrefix(h.Raw, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return parsers.Evidence{Score: 90, Found: []string{"Office"}}
	}
	return parsers.Evidence{}
}
