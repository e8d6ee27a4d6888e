package ops

// step is one call of an operation and its effect on the pool.
type step struct {
	call Call
	does func(*Snapshot) error // changes a copy of the state, before Settle recomputes it
	// door says that the step shuts one of the pool's doors, or with opens that it opens one.
	door, opens bool
	// exposes says that the step leaves a token without a balance.
	exposes bool
}

// planSteps makes a plan of the remaining steps. now is the pool at the time of mining. A refused
// plan has the calls but predicts nothing.
func planSteps(op Operation, before, now *Snapshot, steps []step, refusals []Finding) (*Plan, error) {
	plan := &Plan{Operation: op, Base: before.Block, At: now.Block.Time, Predicted: now, Findings: refusals, Figures: FiguresOf(op, now)}
	for _, s := range steps {
		if plan.Refused() {
			plan.Calls = append(plan.Calls, s.call)
			continue
		}
		next := plan.Predicted.Clone()
		if err := s.does(next); err != nil {
			return nil, err
		}
		if err := next.Settle(); err != nil {
			return nil, err
		}
		plan.then(s.call, next)
	}
	plan.Shifts = shift(now, plan.Predicted)
	return plan, nil
}
