package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// waiting is the wait before an operation of a batch.
type waiting struct {
	text  string
	long  units.Time
	until units.Time
}

// parseWaiting reads "7d" or a moment. zone is that of a wall clock; nil: it has to name one.
func parseWaiting(words string, zone *time.Location) (w waiting, err error) {
	w.text = words
	if words == "" {
		return w, nil
	}
	if w.long, err = units.ParseDuration(strings.TrimPrefix(words, "+")); err == nil && w.long > 0 {
		return w, nil
	}
	w.long = 0
	const digits = "0123456789"
	bare := strings.Trim(words, digits) == ""
	if bare || !strings.ContainsAny(words, digits) || words[0] == '+' {
		return w, failure.Usage("--wait: invalid duration or time %s", text.Quote(words)).WithHint(waitForms)
	}
	if w.until, err = parse.Time(words, 0, zone); err != nil {
		return w, failure.Usage("--wait: %s", err).Because(err).WithHint(waitForms)
	}
	return w, nil
}

const waitForms = `use wait: 7d, wait: 2026-12-31T00:00Z, or wait: 2026-12-31 09:00 Europe/Zurich`

// latest is the largest time that pools can store in 32 bits, in 2106.
const latest = units.Time(math.MaxUint32)

// checkWaits refuses impossible waits before anything is mined. base is the time of the forked block.
func checkWaits(base units.Time, list []*candidate) error {
	now := base
	for _, c := range list {
		before := now
		if now += c.wait.long; c.wait.until != 0 {
			now = c.wait.until
		}
		switch {
		case c.wait.text == "":
		case now > latest:
			return c.blame(failure.Usage("--wait: %s is after %s, the latest time that a pool supports", text.Quote(c.wait.text), latest).WithHint("use a shorter time, such as 7d"))
		case now <= before && before == base:
			return c.blame(failure.Usage("--wait: %s is not after %s, the time of the forked block", now, base).WithHint("use a later time, or a duration such as 7d"))
		case now <= before:
			return c.blame(failure.Usage("--wait: %s is not after the previous operation, which is at or after %s", now, before).WithHint("use a later time, or a duration such as 7d"))
		}
	}
	return nil
}

// and is this wait and then another one.
func (w waiting) and(next waiting) waiting {
	if next.until != 0 {
		return next
	}
	if w.until != 0 {
		w.until += next.long
	} else {
		w.long += next.long
	}
	return w
}

// pass moves the fork's clock, so that the operation is planned on the later state.
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
		return failure.Usage("--wait: %s", err).Because(err).WithHint("use a later time, or a duration such as 7d")
	}
	return err
}

// said returns a note about the wait for the report.
func (w waiting) said() []ops.Finding {
	switch {
	case w.text == "":
		return nil
	case w.long > 0:
		return []ops.Finding{{Severity: ops.Note, Code: "wait", Summary: fmt.Sprintf("planned %s after the previous operation", w.long.Span())}}
	}
	return []ops.Finding{{Severity: ops.Note, Code: "wait", Summary: fmt.Sprintf("planned on the state at %s", w.until)}}
}
