package timeline

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
)

// A Source names one original file, or one member inside it.
type Source struct {
	// Name is the file's name as the user gave it, relative to the path that
	// was imported; for display, never an identity.
	Name string `json:"name"`
	// Member is the path inside an archive, with "!/" between nested levels;
	// empty for a plain file. A MIME part counts as a member.
	Member string `json:"member"`
	// SHA256 is the lower-case hex hash of the whole original file (of the
	// archive, where Member is set).
	SHA256 string `json:"sha256"`
	// Format is the id of the format that read it, such as "wechat-share-txt".
	Format string `json:"format"`
}

// A Locator says where in its Source a Record stands, so that the exact bytes
// can be cut out again.
type Locator struct {
	// Offset and Length are in bytes of the original file, or of the member
	// where Source.Member is set.
	Offset int64 `json:"offset"`
	Length int64 `json:"length"`
	// Line counts from 1 in text files; 0 means not applicable.
	Line int `json:"line,omitempty"`
	// Path is a JSON Pointer, or an XPath for HTML; empty for text.
	Path string `json:"path"`
}

// End is the offset just after the located bytes.
func (l Locator) End() int64 { return l.Offset + l.Length }

var shortID = base32.HexEncoding.WithPadding(base32.NoPadding)

// ID hashes parts into a short stable identifier with the given prefix, such
// as "e_". Parts are length-prefixed, so no two lists of parts collide by
// concatenation.
func ID(prefix string, parts ...string) string {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return prefix + strings.ToLower(shortID.EncodeToString(h.Sum(nil)[:15]))
}
