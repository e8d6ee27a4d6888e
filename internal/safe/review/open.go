package review

import "mpool/internal/ops"

// exposed says what the pool that the batch leaves gives to strangers. The batch is
// one transaction, which hides the states inside it. The state that was simulated is
// taken where there is one, for it knows what unknown calls do too.
func (c *Checker) exposed(pool *ops.Snapshot, plan *ops.Plan, reading *ops.Reading) []ops.Finding {
	end := plan.Predicted
	if len(c.left) > 0 {
		end = c.left[0]
	}
	whole := &ops.Plan{Operation: seriesOf(reading), At: plan.At, Calls: plan.Calls, After: []*ops.Snapshot{end}, Predicted: end}
	return append(ops.CheckExposure(pool, whole), c.policies.CheckExposed(whole)...)
}

// seriesOf are the operations that were recognised.
func seriesOf(reading *ops.Reading) ops.Series {
	var s ops.Series
	for _, part := range reading.Parts {
		if part.Operation != nil {
			s.Parts = append(s.Parts, ops.Nested{Operation: part.Operation})
		}
	}
	return s
}
