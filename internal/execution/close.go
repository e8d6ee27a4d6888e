package execution

import (
	"context"
	"fmt"
	"slices"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// closeRefused gives up a transaction that the nodes refused. It requires that the record says so,
// and that no named node has the transaction or another one with its nonce.
func (e *Engine) closeRefused(ctx context.Context, entry journal.Entry, reason string) (text.View, error) {
	call := entry.Status.InFlight()
	if err := mayGiveUp(entry.ID, call); err != nil {
		return nil, err
	}
	s, err := e.Reopen(ctx, entry, &Options{})
	if err != nil {
		return nil, err
	}
	defer s.Client.Close()
	defer s.Close()
	if err := s.SameChain(ctx); err != nil {
		return nil, err
	}
	if err := s.outlet.neverThere(ctx, s.Record.ID(), call.Hashes, SentOf(call, 0)); err != nil {
		return nil, err
	}
	if err := s.Record.GiveUp("refused, and no node had it"); err != nil {
		return nil, unrecorded(err)
	}
	if s.Record.Status().Closed == nil {
		if err := s.Record.CloseOperation(text.Clean(reason, text.LineWidth)); err != nil {
			return nil, unrecorded(err)
		}
	}
	v := NewNothingLeft(entry)
	v.Closed, v.Alive = "the node rejected its transaction", newAliveView(entry.ID, call)
	return v, nil
}

// mayGiveUp decides from the record alone whether a call may be given up.
func mayGiveUp(id string, call *journal.Call) error {
	switch {
	case call.State == journal.Included:
		return failure.New(failure.Refused, "in_flight", "a transaction of %s is mined but not verified yet", id).WithHint("mpool resume %s", id)
	case call.Private():
		return failure.New(failure.Refused, "in_flight", "a transaction of %s was sent to a private relay: it may be mined while its nonce is unused", id).
			WithHint("mpool resume %s, or mpool tx cancel %s", id, id)
	case !call.Refused:
		return failure.New(failure.Refused, "in_flight", "a transaction of %s is pending", id).
			WithHint("run mpool resume %s to check whether the node rejected it, or mpool tx cancel %s", id, id)
	}
	return nil
}

// CloseOperation records that mpool will not send the rest of an operation.
func (e *Engine) CloseOperation(ctx context.Context, args []string, reason string) (text.View, error) {
	return onRecord(e, args, func(entry journal.Entry) (text.View, error) { return e.closeRecord(ctx, entry, reason) })
}

func (e *Engine) closeRecord(ctx context.Context, entry journal.Entry, reason string) (text.View, error) {
	switch {
	case entry.Status.InFlight() != nil:
		return e.closeRefused(ctx, entry, reason)
	case !entry.Status.Unfinished():
		v := NewNothingLeft(entry)
		v.Early, v.Alive = true, newAliveView(entry.ID, entry.Status.GivenUp())
		return v, nil
	}
	record, err := journal.Open(entry.Path, e.Clock.Now)
	if err != nil {
		return nil, planner.Unreadable(err)
	}
	defer func() { _ = record.Close() }() // the record is on the disk already
	if err := record.CloseOperation(text.Clean(reason, text.LineWidth)); err != nil {
		return nil, failure.New(failure.Plain, "journal", "cannot write the record: %s", err).Because(err)
	}
	v, calls := NewNothingLeft(entry), entry.Status.Begin.Calls
	v.Closed = fmt.Sprintf("%d of %s of %s were done", calls-entry.Status.Left(), text.Plural(calls, "call"), planner.CommandOf(entry.Status.Begin))
	v.Beware = leavesBehind(entry.Status)
	if leavesShut(entry.Status) {
		v.Finish = finishLine(entry.Status)
		v.Open = "mpool open " + entry.Status.Begin.Subject.Hex() + " --broadcast --account NAME"
	}
	return v, nil
}

// leavesShut says whether the rest of an operation would have reopened the pool. It is false if the
// record's plan cannot be read.
func leavesShut(status journal.Status) bool {
	plan, _, err := recordedPlan(status.Begin)
	if err != nil || plan == nil || status.Left() >= len(plan.Calls) {
		return false
	}
	_, shuts := ops.ShutDoors(safe.InnerOperation(plan))
	return slices.ContainsFunc(plan.Calls[len(plan.Calls)-status.Left():], func(call ops.Call) bool {
		door, opens, isDoor := ops.DoorCall(call)
		return opens && isDoor && (shuts || door.Kind != ops.MemberDoor) // a new member of the allowlist reopens nothing
	})
}
