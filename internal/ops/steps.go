package ops

// step is one call of an operation and what it does to the pool.
type step struct {
	call Call
	does func(*Snapshot) error // to a state of its own, before the time's values are settled
	// door says that it shuts one of the pool's doors, or opens it again.
	door, opens bool
	// exposes says that it leaves a token without a balance.
	exposes bool
}

// planSteps makes the plan of the steps that are left, now being the pool at the
// time at. Refused, it has the calls and predicts nothing.
func planSteps(op Operation, before, now *Snapshot, steps []step, refusals []Finding) (*Plan, error) {
	plan := &Plan{Operation: op, Base: before.Block, At: now.Block.Time, Predicted: now, Findings: refusals, Figures: figuresOf(op, now)}
	for _, s := range steps {
		if plan.Refused() {
			plan.Calls = append(plan.Calls, s.call)
			continue
		}
		next := plan.Predicted.Clone()
		if err := s.does(next); err != nil {
			return nil, err
		}
		if err := next.settle(); err != nil {
			return nil, err
		}
		plan.then(s.call, next)
	}
	plan.Shifts = shift(now, plan.Predicted)
	return plan, nil
}
