package casefile

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"

	"github.com/duizheng/duizheng/timeline"
)

// A caption is what tables beside records say of one: its chat, its sender, and
// the scan as parsed.
type caption struct {
	chat, chatID string
	sender       timeline.Sender
	scan         string
}

// sealed is the record's seal, cut being the SHA-256 of its bytes in the
// original. What merging decides of a record is no part of it.
func (r *row) sealed(cut []byte, c caption) sql.NullInt64 {
	if len(cut) == 0 {
		return sql.NullInt64{}
	}
	b := make([]byte, 0, 512)
	b = append(b, cut...)
	for _, n := range []int64{r.key, int64(r.ordinal), int64(r.kind), r.start, r.width, int64(r.precision), int64(r.zone),
		int64(r.utcOffset), int64(r.flags), r.offset, r.length, int64(r.line)} {
		b = binary.AppendVarint(b, n)
	}
	for _, s := range []string{r.raw, r.text, r.appID.String, r.seq.String, r.replyTo.String, r.attachments.String, r.path.String,
		c.chat, c.chatID, c.sender.Name, c.sender.ID, c.scan} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	sum := sha256.Sum256(b)
	return sql.NullInt64{Int64: int64(binary.BigEndian.Uint64(sum[:])), Valid: true}
}
