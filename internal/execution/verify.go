package execution

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/mined"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/recognise"
	"mpool/internal/text"
)

// check compares the pool with the prediction for the block of the call.
func (s *Sender) check(ctx context.Context, receipt *chain.Receipt, call ops.Call) error {
	tx := newTxView(receipt, call.Method)
	err := s.engine.patiently(ctx, func() error {
		if err := s.verify(ctx, receipt, call, &tx); err != nil {
			return err
		}
		return s.witness.checkExecuted(ctx, receipt, &tx)
	})
	s.Mined = append(s.Mined, tx)
	if err != nil {
		failed(s.Record, err)
		if !receipt.Success { // the revert is certain and recorded
			return failure.New(failure.Mined, "reverted", "%s was mined in block %d and reverted, and the pool could not be checked: %s", receipt.Hash, receipt.BlockNumber, err).Because(err).
				WithDetail("hash", receipt.Hash).WithHint("check the pool with: mpool status %s", s.Plan.Predicted.Pool.Address).WithResult(s.result())
		}
		return failure.New(failure.Unconfirmed, "unverified", "%s is mined in block %d, but the pool could not be checked: %s", receipt.Hash, receipt.BlockNumber, err).Because(err).
			WithDetail("hash", receipt.Hash).WithDetail("id", s.Record.ID()).
			WithHint("do not send again; to verify it later: mpool resume %s", s.Record.ID()).WithResult(s.result())
	}
	s.Mined[len(s.Mined)-1].ExecutedBy = s.witness.lostRace(ctx, receipt)
	tx = s.Mined[len(s.Mined)-1]
	s.engine.pass("checked")
	if receipt.Success { // await has recorded a revert already
		if err := s.Record.Verified(tx.differences()); err != nil {
			s.engine.UI.Warn("journal", "%s is mined, but its record could not be written: %s", receipt.Hash, err)
		}
	}
	s.engine.pass("verified")
	return s.verdict(receipt, &tx)
}

// verdict returns nil if the transaction did what was shown.
func (s *Sender) verdict(receipt *chain.Receipt, tx *Transaction) error {
	n := len(tx.Verification.Differences)
	look := fmt.Sprintf("check the pool with: mpool status %s", s.Plan.Predicted.Pool.Address)
	at := fmt.Sprintf("%s was mined in block %d", receipt.Hash, receipt.BlockNumber)
	var f *failure.Failure
	switch {
	case receipt.Success && n == 0:
		if f = tooLate(s, receipt, tx); f == nil {
			return nil
		}
	case tx.SafeFailed:
		f = failure.New(failure.Mined, "safe.failed", "%s, but the Safe does not report that it executed its transaction; the gas was paid", at).WithHint("%s", look)
	case receipt.Success:
		f = failure.New(failure.Mined, "disagreement", "%s is mined in block %d, but the pool differs from the prediction in %s", receipt.Hash, receipt.BlockNumber, text.Plural(n, "field")).WithHint("%s", look)
	case tx.ExecutedBy != nil:
		f = failure.New(failure.Mined, "safe.executed", "%s and reverted, because %s had already executed the Safe's transaction: its effect is done, and the gas of this one was paid", at, tx.ExecutedBy).WithHint("%s", look)
	case n > 0:
		f = failure.New(failure.Mined, "reverted", "%s and reverted, but the pool has changed in %s", at, text.Plural(n, "field")).WithHint("%s", look)
	case receipt.GasUsed >= s.limit:
		f = failure.New(failure.Mined, "reverted", "%s and ran out of gas: nothing changed%s, but the gas was paid", at, tx.butOthers()).WithHint("use a higher --gas-limit, or omit it")
	default:
		f = failure.New(failure.Mined, "reverted", "%s and reverted: nothing changed%s, but the gas was paid", at, tx.butOthers()).WithHint("to see why: mpool explain %s", receipt.Hash)
	}
	return f.WithResult(s.result())
}

// mostReads is how often a read after mining is tried. mostUntold is the limit if the node does not
// give the block's logs: each of these reads is retried inside, and resume can ask again.
const (
	mostReads  = 6
	mostUntold = 2
)

// patiently retries a read, because a node may fail for a moment after mining and the user needs a
// verdict.
func (e *Engine) patiently(ctx context.Context, read func() error) error {
	wait := 200 * time.Millisecond
	for try := 1; ; try++ {
		err := read()
		var unread *untoldError
		if err == nil || try == mostReads || errors.As(err, &unread) && try >= mostUntold {
			return err
		}
		if e.pause(ctx, wait) != nil {
			return err
		}
		wait *= 2
	}
}

// verify plans the call again on the state that it met: the state before the receipt's block, with
// what others did earlier in the block. The prediction, with what others did later in the block,
// must equal the state after the block. After a revert only time and others may have changed
// anything.
func (s *Sender) verify(ctx context.Context, receipt *chain.Receipt, call ops.Call, tx *Transaction) error {
	before, after, err := s.witness.around(ctx, receipt)
	if err != nil {
		return err
	}
	tx.Time = after.Block.Time
	plans, err := s.witness.planner(call)
	if err != nil {
		return err
	}
	ours := plans
	if !receipt.Success {
		ours = nil
	}
	others, unread := s.witness.othersIn(ctx, receipt, before)
	expected, plan, err := others.State(before, after, ours)
	if err != nil {
		return err
	}
	payGas(expected, after, receipt)
	mined.Accept(expected, after, others.Others())
	tx.Verification = newVerification(expected, after, unread == nil)
	if unread != nil && len(tx.Verification.Differences) > 0 {
		tx.Verification = nil
		return &untoldError{unread}
	}
	tx.Others = s.witness.nameOthers(ctx, others, after)
	if plan == nil {
		return nil
	}
	if byTheirWord(others.Others(), before) {
		own, err := s.witness.rerun(ctx, receipt, before, after, plans)
		if err != nil {
			tx.Verification = nil
			return err
		}
		tx.Verification.add(own)
	}
	if s.first == nil {
		s.first = before
	}
	s.last, s.found = plan, after
	tx.Late, err = lateness(s, before, plan)
	return err
}

// payGas subtracts the gas fee from the sender's native token, if it is watched. If the receipt has
// no price, the found balance counts as expected.
func payGas(expected, after *ops.Snapshot, receipt *chain.Receipt) {
	held, is := expected.CoinsOf(receipt.From), after.CoinsOf(receipt.From)
	if held == nil || is == nil {
		return
	}
	if !receipt.PriceKnown {
		held.Balance = is.Balance
		return
	}
	fee := planner.AddWei(receipt.GasPrice.Times(receipt.GasUsed), receipt.DataFee)
	expected.PayGas(receipt.From, fee.Int())
}

// planner returns a function that plans a mined call on the state that it met.
func (w witness) planner(call ops.Call) (func(*ops.Snapshot) (*ops.Plan, error), error) {
	r, err := recognise.NewRecogniser()
	return func(now *ops.Snapshot) (*ops.Plan, error) { return r.PlanMined(w.Plan.Operation, call, now) }, err
}

// around reads the pool and what is watched, before and after the receipt's block.
func (w witness) around(ctx context.Context, receipt *chain.Receipt) (before, after *ops.Snapshot, err error) {
	header, err := w.Client.Header(ctx, chain.AtHash(receipt.BlockHash))
	if err != nil {
		return nil, nil, err
	}
	if op, is := ops.CreationIn(w.Plan.Operation); is {
		return w.aroundBirth(ctx, receipt, header, op)
	}
	pool := w.Plan.Predicted.Pool.Address
	before, err = w.Client.SnapshotWithRatios(ctx, pool, chain.AtHash(header.ParentHash))
	if err != nil {
		return nil, nil, err
	}
	after, err = w.Client.Snapshot(ctx, pool, chain.AtHash(receipt.BlockHash))
	if err != nil {
		return nil, nil, err
	}
	if op, more := w.Plan.Operation.(ops.Watching); more {
		watch := op.Watch(before)
		err = errors.Join(w.Client.Watch(ctx, before, watch), w.Client.Watch(ctx, after, watch))
	}
	return before, after, err
}

// HalfWay adds to an error how many calls are done and how to continue. It leaves errors of the
// first call and of plans with one call unchanged.
func (s *Sender) HalfWay(err error) error {
	done := succeeded(s.Record)
	if done == 0 || len(s.Plan.Calls) == 1 || s.told {
		return err
	}
	s.told = true
	var f *failure.Failure
	if !errors.As(err, &f) {
		f = failure.New(failure.Plain, failure.CodeOf(err), "%s", err).Because(err)
	}
	f.Message = fmt.Sprintf("%d of %d calls are done, then: %s", done, len(s.Plan.Calls), f.Message)
	if f.Exit != failure.Unconfirmed {
		f.Hint = goOn(s.Again, s.Plan, s.Record, f.Hint)
	}
	if f.Code == "pool.no_pool" || f.Code == "pool.no_code" {
		f.Exit = failure.Plain // what was typed was a pool when its first calls were mined
	}
	f = withRevoke(s.Plan, s.Record, f)
	if f.Code == "replaced" {
		f.Exit = failure.Mined // as if it was cancelled: the operation is half done
	}
	if len(s.Mined) == 0 {
		return f // an earlier run has shown the mined calls
	}
	if f.Exit != failure.Unconfirmed {
		f.Exit = failure.Mined
	}
	return f.WithResult(s.result())
}

// goOn adds to a hint how to send the rest: with resume, or with a new plan if the record is
// finished.
func goOn(again string, plan *ops.Plan, record *journal.Journal, hint string) string {
	next := "continue with: " + again
	resume := "mpool resume " + record.ID()
	switch {
	case strings.Contains(hint, resume), strings.Contains(hint, "mpool tx close "+record.ID()):
		return hint
	case record.Status().Unfinished():
		next = "continue with: " + resume
	case strings.HasPrefix(again, "mpool resume"):
		next = "plan the rest again with mpool " + plan.Operation.Name()
	}
	if hint != "" {
		hint += "; "
	}
	return hint + next
}

// succeeded counts the plan's calls that are mined without revert.
func succeeded(record *journal.Journal) int {
	if record == nil {
		return 0
	}
	return DoneCalls(record.Status())
}
