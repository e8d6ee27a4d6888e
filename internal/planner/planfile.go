package planner

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// OldPlan is the error of a plan file that cannot be read. One that would leave the
// pool open is refused, whatever the file is used for.
func OldPlan(path string, err error) error {
	var open *ops.OpenPlanError
	if errors.As(err, &open) {
		return failure.New(failure.Refused, "doors.old", "%s: %s", path, open).Because(err).
			WithHint("plan again, with mpool %s and the same values: mpool then shuts the pool around the calls", open.Operation)
	}
	return failure.Usage("%s: %s", path, err).Because(err).WithHint("write the plan anew with --out")
}

// longestPlan is more than a plan of the largest pool has.
const longestPlan = 64 << 20

func ReadPlan(ctx context.Context, path string) (*ops.Plan, error) {
	words, err := files.UnlessEnded(ctx.Done(), func() ([]byte, error) {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer func() { _ = file.Close() }() // it is only read
		return io.ReadAll(io.LimitReader(file, longestPlan))
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("there is no file %s", text.Quote(path)).WithHint("write a plan with --out")
	case err != nil:
		return nil, failure.Usage("the plan cannot be read: %s", err).Because(err)
	}
	plan, err := ReadPlanText(words)
	if err != nil {
		return nil, OldPlan(path, err)
	}
	return plan, nil
}

func ReadPlanText(text []byte) (*ops.Plan, error) { return ops.ReadPlan(bytes.NewReader(text)) }
