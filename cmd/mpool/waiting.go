package main

import (
	"context"
	"errors"
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// waiting is the time between an operation of a batch and what stands before it.
type waiting struct {
	text  string
	long  ops.Time
	until ops.Time
}

// parseWaiting reads "7d" or a moment.
func parseWaiting(text string) (w waiting, err error) {
	w.text = text
	if text == "" {
		return w, nil
	}
	if w.long, err = ops.ParseDuration(text); err == nil && w.long > 0 {
		return w, nil
	}
	w.long = 0
	if w.until, err = ops.ParseTime(text, 0); err != nil || text == "now" || text[0] == '+' {
		return w, usage("--wait: %s is neither a duration such as 7d nor a time", quoted(text)).
			withHint("write wait: 7d, or wait: 2026-12-31T00:00:00Z")
	}
	return w, nil
}

// pass lets the time pass on the fork, so that the operation is planned on what is
// there then.
func (w waiting) pass(ctx context.Context, f *fork.Fork) error {
	if w.text == "" {
		return nil
	}
	until := w.until
	if w.long > 0 {
		head, err := f.Client.Header(ctx, chain.Latest())
		if err != nil {
			return err
		}
		until = head.Time + w.long
	}
	err := f.Until(ctx, until)
	if errors.Is(err, fork.ErrPast) {
		return usage("--wait: %s", err).because(err).withHint("write a later time, or how long to wait: 7d")
	}
	return err
}

// said is what a reader of the report has to know.
func (w waiting) said() []ops.Finding {
	switch {
	case w.text == "":
		return nil
	case w.long > 0:
		return []ops.Finding{{Severity: ops.Note, Code: "wait", Summary: fmt.Sprintf("planned %s after what stands before it", w.text)}}
	}
	return []ops.Finding{{Severity: ops.Note, Code: "wait", Summary: fmt.Sprintf("planned on what is there at %s", w.until)}}
}
