package backtest

import (
	"mpool/internal/ops"
	"mpool/internal/units"
)

// own runs the owner's due operations: first the schedule, then the advice.
func (e *Engine) own() error {
	for e.tasks < len(e.options.Tasks) && uint64(e.options.Tasks[e.tasks].At) <= e.now {
		if err := e.perform(e.options.Tasks[e.tasks]); err != nil {
			return err
		}
		e.tasks++
	}
	if a := e.options.Adviser; a != nil {
		a.See(int64(e.now), e.row)
		if a.Due(int64(e.now)) {
			return e.advised(a)
		}
	}
	return nil
}

// perform runs a task of the schedule. A refusal ends the run.
func (e *Engine) perform(task Task) error {
	now, err := e.Snapshot()
	if err != nil {
		return err
	}
	if task.Make == nil {
		return e.happen(now, task)
	}
	operation, err := task.Make(now)
	if err != nil {
		return err
	}
	refusal, err := e.do(now, operation)
	if refusal != nil {
		return &RefusedError{Line: task.Line, At: units.Time(e.now), Finding: *refusal}
	}
	return err
}

// advised runs the adviser's operation. A refusal is counted, and the run continues.
func (e *Engine) advised(a Adviser) error {
	now, err := e.Snapshot()
	if err != nil {
		return err
	}
	operation, reason, err := a.Advise(now)
	if err != nil {
		return err
	}
	e.meter.advised++
	if operation == nil {
		e.meter.kept[reason]++
		return nil
	}
	refusal, err := e.do(now, operation)
	if refusal != nil {
		e.meter.kept[refusal.Code]++
	}
	return err
}

// do plans the operation with package ops on the current pool, and continues from the
// predicted state unless the contract or a policy refuses it.
func (e *Engine) do(now *ops.Snapshot, operation ops.Operation) (refusal *ops.Finding, err error) {
	plan, err := operation.Plan(now, units.Time(e.now))
	if err != nil {
		return nil, err
	}
	if e.options.Policies != nil {
		found, err := e.options.Policies.Check(now, plan)
		if err != nil {
			return nil, err
		}
		plan.Findings = append(plan.Findings, found...)
	}
	for i := range plan.Findings {
		if plan.Findings[i].Severity == ops.Refuse {
			return &plan.Findings[i], nil
		}
	}
	if len(plan.Calls) == 0 {
		return nil, nil // the pool is already in that state
	}
	e.options.Witness.planned(plan)
	e.meter.updates += len(plan.Calls)
	e.meter.ownerGas += float64(float64(len(plan.Calls)) * float64(e.options.OwnerGas*e.gasPrice()))
	return nil, e.become(plan.Predicted)
}

func (e *Engine) become(s *ops.Snapshot) error {
	pool, err := poolOf(s)
	if err != nil {
		return err
	}
	e.snapshot, e.pool, e.fixed = s, pool, false
	e.managed, e.guarded = e.managed[:0], false
	for i := range s.Tokens {
		e.managed = append(e.managed, s.Tokens[i].Managed.Raw)
		b := &pool.Tokens[i].Breaker
		e.guarded = e.guarded || !b.LowerBound.IsZero() || !b.UpperBound.IsZero()
	}
	return nil
}

// Snapshot is the current pool.
func (e *Engine) Snapshot() (*ops.Snapshot, error) {
	s, err := e.snapshot.At(units.Time(e.now)) // this is a copy
	if err != nil {
		return nil, err
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		cash := e.pool.Tokens[i].Balance
		t.Cash.Raw = *cash.Sub(&cash, &t.Managed.Raw) // swaps change only cash
	}
	return s.Recomputed()
}
