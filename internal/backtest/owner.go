package backtest

import (
	"mpool/internal/ops"
)

// own does what the owner has due.
func (e *Engine) own() error {
	for e.tasks < len(e.options.Tasks) && uint64(e.options.Tasks[e.tasks].At) <= e.now {
		if err := e.perform(e.options.Tasks[e.tasks]); err != nil {
			return err
		}
		e.tasks++
	}
	return nil
}

// perform plans the operation by the rules of package ops on the pool as it is, and
// goes on from what it predicts.
func (e *Engine) perform(task Task) error {
	now, err := e.Snapshot()
	if err != nil {
		return err
	}
	operation, err := task.Make(now)
	if err != nil {
		return err
	}
	plan, err := operation.Plan(now, ops.Time(e.now))
	if err != nil {
		return err
	}
	for _, f := range plan.Findings {
		if f.Severity == ops.Refuse {
			return &RefusedError{Line: task.Line, At: ops.Time(e.now), Finding: f}
		}
	}
	e.meter.updates += len(plan.Calls)
	if len(plan.Calls) == 0 {
		return nil // the pool is so already
	}
	e.options.Witness.planned(plan)
	return e.become(plan.Predicted)
}

func (e *Engine) become(s *ops.Snapshot) error {
	pool, err := poolOf(s)
	if err != nil {
		return err
	}
	e.snapshot, e.pool, e.fixed = s, pool, false
	e.managed = e.managed[:0]
	for i := range s.Tokens {
		e.managed = append(e.managed, s.Tokens[i].Managed.Raw)
	}
	return nil
}

// Snapshot is the pool as it is now.
func (e *Engine) Snapshot() (*ops.Snapshot, error) {
	s, err := e.snapshot.At(ops.Time(e.now)) // a copy of its own
	if err != nil {
		return nil, err
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		cash := e.pool.Tokens[i].Balance
		t.Cash.Raw = *cash.Sub(&cash, &t.Managed.Raw) // swaps move cash only
	}
	return s.Recomputed()
}
