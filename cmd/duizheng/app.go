package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/locale"
)

// defaultZone is the zone of exports that name none: nearly all Chinese
// exporters write the local time of a computer in China.
const defaultZone = "Asia/Shanghai"

// An app is one run of the program: the global flags and the streams.
type app struct {
	in   io.Reader
	out  *pipe
	errs io.Writer

	dir      string
	langFlag string
	zoneName string
	json     bool
	quiet    bool
	verbose  bool

	lang locale.Lang
	zone *time.Location
}

func (a *app) flags(f *pflag.FlagSet) {
	dir := os.Getenv("DUIZHENG_CASE")
	if dir == "" {
		dir = "duizheng-case"
	}
	f.StringVarP(&a.dir, "case", "C", dir, a.text("flag.case"))
	f.StringVar(&a.langFlag, "lang", "", a.text("flag.lang"))
	f.StringVar(&a.zoneName, "tz", defaultZone, a.text("flag.tz"))
	f.BoolVar(&a.json, "json", false, a.text("flag.json"))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.text("flag.quiet"))
	f.BoolVarP(&a.verbose, "verbose", "v", false, a.text("flag.verbose"))
}

// settle reads the global flags.
func (a *app) settle() error {
	zone, err := time.LoadLocation(a.zoneName)
	if err != nil || a.zoneName == "" || a.zoneName == "Local" {
		return usage("unknown time zone %q; use an IANA name such as Asia/Shanghai", a.zoneName)
	}
	a.zone = zone
	switch a.langFlag {
	case "", "zh", "en":
		a.lang = language(a.langFlag)
	default:
		return usage("--lang %s: zh or en", a.langFlag)
	}
	return nil
}

// language is the one asked for, else that of $LANG; unset, C and POSIX mean zh.
func language(flag string) locale.Lang {
	if flag != "" {
		return locale.Lang(flag)
	}
	l, _, _ := strings.Cut(os.Getenv("LANG"), ".")
	if l == "" || l == "C" || l == "POSIX" || strings.HasPrefix(l, "zh") {
		return "zh"
	}
	return "en"
}

// text is a fixed word of the interface. Before the flags are settled (help
// texts) the environment decides the language.
func (a *app) text(key string) string {
	if a.lang == "" {
		return locale.Text(language(langOf(os.Args)), key)
	}
	return locale.Text(a.lang, key)
}

// langOf finds --lang among the arguments, so that help speaks it too.
func langOf(args []string) string {
	for i, s := range args {
		if v, ok := strings.CutPrefix(s, "--lang="); ok && (v == "zh" || v == "en") {
			return v
		}
		if s == "--lang" && i+1 < len(args) && (args[i+1] == "zh" || args[i+1] == "en") {
			return args[i+1]
		}
	}
	return ""
}

func (a *app) say(s timeline.Sentence) string { return locale.Say(a.lang, a.zone, s) }

func (a *app) printf(key string, pairs ...string) {
	fmt.Fprintln(a.out, a.say(timeline.Say(key, pairs...)))
}

// tell writes to the terminal's error stream, unless -q.
func (a *app) tell(key string, pairs ...string) {
	if !a.quiet {
		fmt.Fprintln(a.errs, a.say(timeline.Say(key, pairs...)))
	}
}

// zoneFrom says whether the user named the zone.
func (a *app) zoneFrom(c *cobra.Command) timeline.ZoneOrigin {
	if c.Flags().Changed("tz") {
		return timeline.ZoneDeclared
	}
	return timeline.ZoneAssumed
}

// emit prints v as one line of JSON.
func (a *app) emit(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// A pipe is the buffered standard output.
type pipe struct{ *bufio.Writer }

func newPipe(w io.Writer) *pipe { return &pipe{bufio.NewWriterSize(w, 64<<10)} }

// when shows a moment as exactly as it is known.
func (a *app) when(m timeline.Moment) string { return locale.Moment(a.lang, a.zone, m) }
