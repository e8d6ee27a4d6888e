package policy

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Lateness is what a weight change costs if it is mined right before its end. Its calldata fixes the end,
// so that the rest of the time does not count and the weights jump.
type Lateness struct {
	Due   units.Time // its end
	Until units.Time // mined by then, it is within the limit; 0: never
	limit units.Fixed
	rule  string
	jump  units.Fixed // the largest cost
	worst units.Time  // when it costs that: its end, or earlier if another change runs until then
}

// Lateness returns nil if even the largest jump is within the limits.
func (p Policies) Lateness(before *ops.Snapshot, plan *ops.Plan) (*Lateness, error) {
	move, due := plan.Moves, ops.Deadline(plan.Operation)
	if move == nil || move.Slows || move.Stops || due.At <= plan.At || plan.Refused() || !plan.Predicted.Pool.SwapEnabled {
		return nil, nil
	}
	waits, err := p.waitingOf(before, plan, due.At)
	if err != nil {
		return nil, err
	}
	worst, jump, err := waits.worst()
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
	until, err := waits.until(*limit)
	if err != nil {
		return nil, err
	}
	if until <= plan.At {
		until = 0
	}
	return &Lateness{Due: due.At, Until: until, limit: *limit, rule: rule + policyMaxArbitrageCost, jump: jump, worst: worst}, nil
}

// Finding warns of it. who says who decides when the change is mined, such as "anyone with the file can
// send it".
func (l *Lateness) Finding(code, who, hint string) ops.Finding {
	f := ops.Finding{Severity: ops.Warn, Code: code, Hint: hint,
		Summary: fmt.Sprintf("%s until %s, and the weights then jump: that can cost more than the limit of %s (%s)", who, l.Due, l.limit.Percent(), l.rule),
		Detail:  "right before its end the arbitrage cost is " + units.ShareText(l.jump)}
	if l.worst != l.Due {
		f.Detail = fmt.Sprintf("if executed at %s, its arbitrage cost is %s, because another change moves the weights until then", l.worst, units.ShareText(l.jump))
	}
	if l.Until > 0 {
		f.Detail += fmt.Sprintf("; if executed by %s, it is within the limit", l.Until)
	}
	return f
}

// Late warns that a Safe's weight change may be executed right before its end: anyone who holds the
// signatures can do so. It is a warning: who holds the last signature can prevent it.
func (p Policies) Late(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
	late, err := p.Lateness(before, plan)
	if err != nil || late == nil {
		return nil, err
	}
	return []ops.Finding{late.OfSafe()}, nil
}

// OfSafe is the Finding for a Safe's transaction.
func (l *Lateness) OfSafe() ops.Finding {
	return l.Finding(ops.LateCode, "anyone with the signatures can execute it", "give the last signature only when it is executed at once")
}
