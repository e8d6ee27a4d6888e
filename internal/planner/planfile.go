package planner

import (
	"bytes"
	"context"
	"errors"
	"os"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/planfile"
	"mpool/internal/text"
)

// OldPlan is the error for a plan file that cannot be read. A plan of an older mpool that would
// leave the pool open has its own error.
func OldPlan(path string, err error) error {
	var open *planfile.OpenPlanError
	if errors.As(err, &open) {
		return failure.New(failure.Refused, "doors.old", "%s: %s", path, open).Because(err).
			WithHint("plan again with mpool %s and the same values: mpool then shuts the pool around the calls", open.Operation)
	}
	return failure.Usage("%s: %s", path, err).Because(err).WithHint("write a new plan file with --out")
}

// longestPlan is the size limit in bytes, above any plan of the largest pool.
const longestPlan = 64 << 20

// PlanKind is the file kind of plans.
func PlanKind() files.Kind { return files.Headed("plan of mpool", ops.PlanKind) }

// WritePlan writes the whole file or nothing. It overwrites another plan, but no other file.
func WritePlan(path string, plan *ops.Plan) error {
	if _, err := planfile.Text(plan); err != nil {
		return err
	}
	return PlanKind().Write("the plan", path, plan, 0o644)
}

// ReadPlan reads a plan file.
func ReadPlan(ctx context.Context, path string) (*ops.Plan, error) {
	if path == "-" {
		return nil, failure.Usage("standard input is not supported here, because the next step needs the same file again").WithHint("write the plan to a file with --out")
	}
	words, err := files.Read(ctx.Done(), path, longestPlan)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("file not found: %s", text.Quote(path)).WithHint("write a plan file with --out")
	case err != nil:
		return nil, failure.Usage("cannot read the plan: %s", err).Because(err)
	}
	plan, err := ReadPlanText(words)
	if err == nil {
		return plan, nil
	}
	if other := otherFile(path, words); other != nil {
		return nil, other.Because(err)
	}
	return nil, OldPlan(path, err)
}

func ReadPlanText(text []byte) (*ops.Plan, error) { return planfile.Read(bytes.NewReader(text)) }
