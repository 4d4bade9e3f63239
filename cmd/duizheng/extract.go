package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/duizheng/duizheng/timeline"
	"github.com/duizheng/duizheng/timeline/claims"
)

func (a *app) extractCommand() *cobra.Command {
	var o claims.Options
	c := &cobra.Command{
		Use:   "extract",
		Short: a.text("cmd.extract"),
		Args:  atMost(0),
		RunE:  func(c *cobra.Command, _ []string) error { return a.extract(c.Context(), o) },
	}
	c.Flags().BoolVar(&o.All, "all", false, a.text("flag.all"))
	c.Flags().BoolVar(&o.Explain, "explain", false, a.text("flag.explain"))
	return c
}

// maxUtterance is the longest line that extract reads.
const maxUtterance = 16 << 20

// extract reads utterances, one JSON object a line, and answers each with a
// line. A line that is no such object is told with its number, and the others
// are answered all the same.
func (a *app) extract(ctx context.Context, o claims.Options) error {
	in := bufio.NewReaderSize(a.in, 1<<20)
	bad := 0
	for n := 1; ctx.Err() == nil; n++ {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("standard input, line %d: %w", n, err)
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var u timeline.Utterance
		if err := json.Unmarshal(line, &u); err != nil {
			bad++
			fmt.Fprintf(a.errs, "duizheng: standard input, line %d: %v\n", n, err)
			continue
		}
		if over := len(u.Context) - timeline.ContextLimit; over > 0 {
			u.Context = u.Context[over:]
		}
		if err := a.emit(claims.Extract(u, o)); err != nil {
			return err
		}
	}
	if bad > 0 {
		return status{Code: exitPartial}
	}
	return ctx.Err()
}

func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
		if len(line) > maxUtterance {
			return nil, fmt.Errorf("longer than %d MB", maxUtterance>>20)
		}
	}
}
