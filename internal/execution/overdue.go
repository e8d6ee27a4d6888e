package execution

import (
	"context"
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// overdue refuses to publish a signed call that now breaks a limit, which it kept when it was planned.
// The signed transaction stays pending: anyone who has seen it can still publish it.
func overdue(ctx context.Context, s *Sender, call *journal.Call) error {
	found, err := s.Plans.Overdue(ctx, s.Plan, overridden(s.Flags, call))
	if err != nil {
		return failure.New(failure.Unconfirmed, "unconfirmed", "%s is pending, and mpool cannot check what it would do now: %s", HashOf(call), err).Because(err).
			WithHint("mpool resume %s", s.Record.ID())
	}
	if len(found) == 0 {
		return nil
	}
	return failure.New(failure.Refused, found[0].Code, "%s was not published: it is late, and would now break a limit: %s", HashOf(call), text.Clean(found[0].Summary, text.MessageWidth)).
		WithDetail("id", s.Record.ID()).
		WithHint("use its nonce for an empty transaction, and plan again: mpool tx cancel %s", s.Record.ID())
}

// astray refuses to go on if the node's newest block is far from this machine's clock; of an alarm it only
// warns.
func (s *Sender) astray(newest ops.Block, plan *ops.Plan) error {
	err := planner.RefuseAstray(s.on(), newest, s.engine.Clock.Now())
	if err == nil || !planner.OnlyShuts(plan) {
		return err
	}
	s.engine.UI.Warn("node.behind", "%s", err)
	return nil
}

// warnOverdue warns of the same while the call is pending, so that it can be cancelled.
func warnOverdue(ctx context.Context, s *Sender, call *journal.Call) {
	found, err := s.Plans.Overdue(ctx, s.Plan, overridden(s.Flags, call))
	if err != nil || len(found) == 0 {
		return
	}
	s.engine.UI.Warn("pending.late", "%s is pending and late: if it is mined now, it breaks a limit: %s; to cancel it: mpool tx cancel %s", HashOf(call), text.Clean(found[0].Summary, text.LineWidth), s.Record.ID())
}

// overridden are the limits that the sender of a call has overridden, when it was signed or now.
func overridden(flags *Options, call *journal.Call) *planner.Override {
	on := flags.Override
	on.Policies = append(planner.PolicyList{}, on.Policies...)
	for _, o := range call.Intent.Overrides {
		on.Policies = append(on.Policies, o.Policy)
	}
	return &on
}

// tooLate is the error of a call that was mined so late that it breaks a limit; nil if it does not.
func tooLate(s *Sender, receipt *chain.Receipt, tx *Transaction) *failure.Failure {
	if tx.Late == "" {
		return nil
	}
	pool := s.Plan.Predicted.Pool.Address
	return failure.New(failure.Mined, "mined.late", "%s was mined in block %d, later than planned, and breaks a limit: %s", receipt.Hash, receipt.BlockNumber, text.Clean(tx.Late, text.MessageWidth)).
		WithHint("to stop swaps before the weights have moved: mpool swaps disable %s; to see where they are: mpool status %s", pool, pool)
}

// lateness says which limit a mined call breaks; "" if none.
func lateness(s *Sender, before *ops.Snapshot, plan *ops.Plan) (string, error) {
	calls := s.Record.Status().Calls
	found, err := s.Plans.Broken(before, plan, s.Plan, overridden(s.Flags, &calls[len(calls)-1]))
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0].Summary, nil
}

// untilWhen adds to a hint until when a pending weight change may be mined within the limits; "" if that does
// not matter.
func untilWhen(s *Sender) string {
	call := s.Record.Status().InFlight()
	if s.Old != nil || s.seen > 0 || call == nil || call.Cancelling() {
		return ""
	}
	until := s.Plans.LimitUntil(s.Plan, overridden(s.Flags, call))
	if until == 0 {
		return ""
	}
	return fmt.Sprintf("; if it is mined by %s, it is within the limit; if it is still pending then: mpool tx cancel %s", text.Time(until), s.Record.ID())
}
