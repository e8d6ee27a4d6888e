package execution

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// Start asks the questions and sends a proposal. It takes the lock after the questions, so that no
// other mpool waits for an answer.
func (s *Sender) Start(ctx context.Context, shown *planner.Proposal) error {
	if err := RefuseApart(shown); err != nil {
		return err
	}
	if err := s.astray(shown.Before.Block, shown.Plan); err != nil {
		return err
	}
	if err := ofFile(ctx, s, shown); err != nil {
		return err
	}
	if err := refuseLate(ctx, s.Client, shown.Plan.Operation); err != nil {
		return err
	}
	if err := s.mayBegin(ctx, shown); err != nil {
		return err
	}
	keys, err := s.engine.Keys.Open(ctx, s.Flags.KeyOptions(), s.Plan, shown.Plan)
	if err != nil {
		return missesSafe(shown, keys, err)
	}
	s.engine.Preview(shown.View, s.Flags.Yes)
	if err := s.engine.UI.Confirm(s.Flags.Yes, s.Plans.Question(shown, keys.Sends)); err != nil {
		return err
	}
	s.shown, s.keys = shown, keys
	if s.Record != nil {
		return s.send(ctx) // resume holds the lock already
	}
	lock, err := s.engine.Lock()
	if err != nil {
		return alarmBeside(s, err, shown)
	}
	defer func() { _ = lock.Release() }() // the end of the process releases it too
	if err := clearWay(ctx, s, shown); err != nil {
		return err
	}
	if err := refuseRival(s.engine, s.Record, shown); err != nil {
		return err
	}
	return s.send(ctx)
}

// mayBegin checks before the questions whether another mpool is sending, or a transaction is not
// settled.
func (s *Sender) mayBegin(ctx context.Context, shown *planner.Proposal) error {
	if s.Record == nil {
		lock, err := s.engine.Lock()
		if err != nil {
			return alarmBeside(s, err, shown)
		}
		defer func() { _ = lock.Release() }() // Start takes it again after the questions
	}
	if err := clearWay(ctx, s, shown); err != nil {
		return err
	}
	return refuseRival(s.engine, s.Record, shown)
}

// IntentTo returns the intent for call c as it is now, which is call number call of the plan. The
// amount may differ from the plan's.
func IntentTo(digest common.Hash, plan *ops.Plan, call int, c ops.Call) journal.Intent {
	return journal.Intent{
		Plan: digest, Step: call, ChainID: plan.Predicted.ChainID, From: c.From,
		To: c.To, DataHash: crypto.Keccak256Hash(c.Data), Value: (*hexutil.Big)(c.Value.ToBig()),
	}
}

// ofFile refuses a plan from a file that pays others, costs far more gas than the file says, or uses a
// pool that the user has not named. At a terminal the user answers for all of it: the plan shows the
// receiver, the question both fees, and a warning names the pool.
func ofFile(ctx context.Context, s *Sender, shown *planner.Proposal) error {
	if !s.Flags.OfFile {
		return nil
	}
	if s.Flags.Yes {
		if err := planner.RefuseReceivers(shown.Plan.Operation, s.Flags.Named); err != nil {
			return err
		}
	}
	if err := planner.HoldFee(s.engine.Settings, shown, s.Plan.GasFee, &s.Flags.Offer, s.Flags.Yes); err != nil {
		return err
	}
	err := planner.RefuseStranger(ctx, s.engine.Settings, s.Flags.Pools, s.Client, shown.Before, shown.Plan.Operation)
	var f *failure.Failure
	if s.Flags.Yes || !errors.As(err, &f) || f.Exit != failure.Refused {
		return err
	}
	shown.Warn(ops.Finding{Severity: ops.Warn, Code: "pool.unnamed", Summary: f.Message})
	return nil
}
