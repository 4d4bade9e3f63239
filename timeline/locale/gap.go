package locale

// gapTexts say what an import noticed: a Gap's own sentence, and the remarks
// in a ledger.
var gapTexts = texts{
	"gap.say.sequence":  {"编号从 {from} 直接到 {to}", "the numbers go from {from} straight to {to}"},
	"gap.say.count":     {"文件头写 {announced} 条，文件里有 {found} 条", "announced {announced}, in the file {found}"},
	"gap.say.range":     {"文件头写的时间范围是 {from:time} 至 {to:time}，内容没有覆盖", "announced from {from:time} to {to:time}, which the content does not cover"},
	"gap.say.reply":     {"这条消息引用了一条不在导出里的消息", "this message quotes one that is in no export"},
	"gap.say.silence":   {"连续 {days} 天没有消息，在这个聊天里不常见", "{days} days without a message, unusual for this chat"},
	"gap.say.capped":    {"正好 {count} 条，是这个应用一次导出的上限，更早的消息可能没有导出", "exactly {count} messages, as many as the app exports at most; earlier ones may be missing"},
	"gap.say.order":     {"有 {count} 条消息排在时间更晚的消息后面", "{count} messages stand behind later ones"},
	"gap.say.skew":      {"{source} 与 {other} 的时钟相差 {seconds:duration}，已按此对齐", "the clocks of {source} and {other} differ by {seconds:duration}; they were aligned by it"},
	"gap.say.missing":   {"{other} 里有 {count} 条消息，{source} 里没有", "{other} holds {count} messages here that {source} lacks"},
	"gap.say.differing": {"{source} 与 {other} 里的文字不同", "{source} and {other} have different texts here"},
	"gap.say.head":      {"事情从 {from:time} 开始，这个聊天的导出从 {to:time} 才有", "the dispute begins at {from:time}, this chat's exports at {to:time}"},
	"gap.say.tail":      {"这个聊天的导出到 {from:time} 为止，事情到 {to:time} 才结束", "this chat's exports end at {from:time}, the dispute at {to:time}"},
	"note.read_already": {"案件里已有这个文件，当时按别的格式或时区读取；要重新读取，请先撤销那次导入", "the case holds this file, read in another format or zone; to read it anew, undo that import first"},
}
