package execution

import (
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// staysShut is an error if the finished operation has left the pool shut: someone has shut it
// meanwhile, so the calls that open it were dropped.
func (s *Sender) staysShut(v text.View) error {
	if isPart(s.Plan, &s.evidence) {
		return nil // the rest of the plan opens it
	}
	whole := *s.Plan
	whole.Operation = safe.InnerOperation(s.Plan)
	err := StaysShut(&whole, newest(s), v)
	s.told = s.told || err != nil // all calls are done: there is nothing to go on with
	return err
}

// StaysShut is an error if doors that a finished plan was to open again are shut now. The result is
// shown before it.
func StaysShut(plan *ops.Plan, now *ops.Snapshot, v text.View) error {
	if now == nil {
		return nil
	}
	doors := plan.StaysShut(now)
	if doors == "" {
		return nil
	}
	return failure.New(failure.Mined, "doors.kept", "%s is done, but the pool is still shut (%s), because it was shut by other means too", plan.Operation.Name(), doors).
		WithHint("when it may be opened: mpool open %s", now.Pool.Address).WithDetail("shut", doors).WithResult(v)
}
