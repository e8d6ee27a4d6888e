package review

import (
	"strings"

	"mpool/internal/exposure"
	"mpool/internal/ops"
)

// exposed finds what strangers can take from the pool after the batch. The batch is one transaction,
// so states inside it do not count. It uses the simulated state if there is one, because that includes
// the effects of unknown calls.
func (c *Checker) exposed(pool *ops.Snapshot, plan *ops.Plan, reading *ops.Reading) []ops.Finding {
	end := plan.Predicted
	if len(c.left) > 0 {
		end = c.left[0]
	}
	whole := &ops.Plan{Operation: seriesOf(reading), At: plan.At, Calls: plan.Calls, After: []*ops.Snapshot{end}, Predicted: end}
	found := append(exposure.Check(pool, whole), c.policies.CheckExposed(whole)...)
	if c.planned {
		return found
	}
	return append(found, shutsOut(pool, end)...)
}

// shutsOut warns of everything that users could do before the batch and cannot do after it.
func shutsOut(before, after *ops.Snapshot) []ops.Finding {
	var words []string
	for _, door := range []struct {
		shut bool
		what string
	}{
		{before.Pool.SwapEnabled && !after.Pool.SwapEnabled, "swap"},
		{before.Pool.JoinExitEnabled && !after.Pool.JoinExitEnabled, "join or exit"},
		{!before.Pool.MustAllowlistLPs && after.Pool.MustAllowlistLPs, "join unless they are on the allowlist"},
	} {
		if door.shut {
			words = append(words, door.what)
		}
	}
	if len(words) == 0 {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "users.shut_out", Summary: "after this, users can no longer " + strings.Join(words, ", nor ")}}
}

// seriesOf are the recognised operations.
func seriesOf(reading *ops.Reading) ops.Series {
	var s ops.Series
	for _, part := range reading.Parts {
		if part.Operation != nil {
			s.Parts = append(s.Parts, ops.Nested{Operation: part.Operation})
		}
	}
	return s
}
