package policy

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// Late judges a weight change by what it costs if it is executed right before its end. Its calldata
// fixes the end, and anyone who holds the signatures can execute it until then, so that the rest of
// the time does not count and the weights jump. It is a warning: who holds the last signature can prevent it.
func (p Policies) Late(plan *ops.Plan) ([]ops.Finding, error) {
	move, due := plan.Moves, ops.Deadline(plan.Operation)
	if move == nil || move.Slows || move.Stops || due.At <= plan.At || plan.Refused() || !plan.Predicted.Pool.SwapEnabled {
		return nil, nil
	}
	jump, err := move.Cost(1)
	if err != nil {
		return nil, err
	}
	limit, rule := p.Refuse.MaxArbitrageCost, "refuse."
	if !above(&jump, limit) {
		limit, rule = p.Warn.MaxArbitrageCost, "warn."
	}
	if !above(&jump, limit) {
		return nil, nil
	}
	until, err := p.lastTime(*move, due.At, *limit)
	if err != nil {
		return nil, err
	}
	f := ops.Finding{Severity: ops.Warn, Code: ops.LateCode, Hint: "give the last signature only when it is executed at once",
		Summary: fmt.Sprintf("anyone with the signatures can execute it until %s, and the weights then jump: that can cost more than the limit of %s (%s%s)", due.At, limit.Percent(), rule, policyMaxArbitrageCost),
		Detail:  "right before its end the arbitrage cost is " + units.ShareText(jump)}
	if until > plan.At {
		f.Detail += fmt.Sprintf("; if executed by %s, it is within the limit", until)
	}
	return []ops.Finding{f}, nil
}

// lastTime is the latest start of a change with this end whose cost without gas is within a limit;
// zero if there is none.
func (p Policies) lastTime(move weightcost.Move, end units.Time, limit units.Fixed) (units.Time, error) {
	least, found, err := move.LeastLength(limit, p.Interval)
	if err != nil || !found || least >= end {
		return 0, err
	}
	return end - least, nil
}
