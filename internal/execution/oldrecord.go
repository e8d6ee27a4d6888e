package execution

import (
	"context"
	"errors"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// recordedPlan returns the plan of a record. A record of an older mpool that left the pool open
// between its calls cannot be continued; then old is the reason. Its pending transactions can still
// be settled, for which the pool and the chain are enough.
func recordedPlan(begin journal.Begin) (plan *ops.Plan, old, err error) {
	plan, err = planner.ReadRecorded(begin)
	var open *ops.OpenPlanError
	if !errors.As(err, &open) {
		return plan, nil, err
	}
	known := &ops.Snapshot{ChainID: begin.ChainID, Pool: ops.Pool{Address: begin.Subject}}
	return &ops.Plan{Operation: ops.Shut{}, Predicted: known}, err, nil
}

// SettleOld settles the pending transaction of an older mpool's operation, so that the account can
// send again. It publishes nothing and does not continue the operation.
func (s *Sender) SettleOld(ctx context.Context, flags *ResumeOptions) error {
	if err := s.Settle(ctx, flags); err != nil {
		return err
	}
	return s.Old
}

// unchecked records that an older mpool's call is mined. Its expected effect is not known here.
func unchecked(record *journal.Journal, old error) error {
	if lastState(record) != journal.Included {
		return old // it is settled already
	}
	if err := record.Verified([]string{"not checked: the plan was written by an older mpool"}); err != nil {
		return unrecorded(err)
	}
	return old
}

// leaveUnpublished refuses to publish an older mpool's transaction, because it may open the pool to
// everyone.
func leaveUnpublished(id string, old error, call *journal.Call) error {
	return failure.New(failure.Unconfirmed, "doors.old", "%s is from an older mpool, which left the pool open between its calls; mpool does not publish it", HashOf(call)).Because(old).
		WithDetail("id", id).
		WithHint("anyone who has seen it can still publish it; to use its nonce for an empty transaction: mpool tx cancel %s", id)
}
