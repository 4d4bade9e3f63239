// Package testdata holds the sample dispute of `duizheng demo`. Everything in
// it is invented: the people, the shop, the numbers.
package testdata

import (
	"embed"
	"io/fs"
)

//go:embed all:demo
var files embed.FS

// Demo is the sample dispute: a WeChat chat with a courier, a WeFlow export of
// the chat with a shop, and three tracking records.
func Demo() fs.FS {
	demo, err := fs.Sub(files, "demo")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return demo
}

// Me is the complainant's name in the sample, Roles what the others are, and
// AsOf when its tracking was queried.
const (
	Me   = "周敏"
	AsOf = "2026-03-09T20:00:00+08:00"
)

// Roles are the people of the sample.
var Roles = map[string]string{"周敏": "buyer", "圆通小陈": "courier", "青禾家居-小雅": "seller"}
