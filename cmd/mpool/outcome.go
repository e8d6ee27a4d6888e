package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// publishUnsigned has the node sign and send. Its answer may be lost with the
// transaction on its way, which is why the intent is on the disk already.
func (s *sender) publishUnsigned(ctx context.Context, call ops.Call, tx *types.Transaction) (common.Hash, error) {
	hash, err := s.client.SendUnsigned(ctx, call.From, tx)
	if err == nil {
		return hash, s.recorded(hash, s.record.Broadcast(hash))
	}
	s.failed(err)
	if refused(err) {
		return hash, fail(exitError, "node", "the node did not take the transaction: %s", err).because(err)
	}
	return hash, fail(exitUnconfirmed, "unknown", "whether the transaction was sent is not known: %s", err).because(err).
		withHint("look for nonce %d of %s on the chain before anything else is sent; the record is %s", tx.Nonce(), call.From, s.record.Path())
}

// unsent says what is known after a send failed: a node that answers with an
// error has refused the transaction, unless it knows it.
func (s *sender) unsent(ctx context.Context, hash common.Hash, err error) error {
	if known, lookup := s.client.Known(ctx, hash); lookup == nil && known {
		return s.recorded(hash, s.record.Broadcast(hash))
	}
	s.failed(err)
	if refused(err) {
		return fail(exitError, "node", "the node refused the transaction: %s", err).because(err)
	}
	return s.unconfirmed(hash, err)
}

// refused tells a node's no from an answer that got lost.
func refused(err error) bool {
	var no *chain.RefusedError
	return errors.As(err, &no)
}

// failed notes an error in the record. The error that is on its way to the user
// matters more than one of the disk here.
func (s *sender) failed(err error) { _ = s.record.Failed(err.Error()) }

func (s *sender) unrecorded(err error) error {
	return fail(exitError, "journal", "the record of what is sent could not be written, so nothing was sent: %s", err).because(err)
}

// recorded is about records of what is out already.
func (s *sender) recorded(hash common.Hash, err error) error {
	if err == nil {
		return nil
	}
	return fail(exitUnconfirmed, "journal", "%s is sent, and the record of it could not be written: %s", hash, err).because(err)
}

// unconfirmed is the error for a transaction that may be mined at any time.
func (s *sender) unconfirmed(hash common.Hash, err error) error {
	why := err.Error()
	switch {
	case errors.Is(err, context.Canceled):
		why = "interrupted"
	case errors.Is(err, context.DeadlineExceeded):
		why = fmt.Sprintf("not mined within %s", s.flags.timeout)
	}
	return fail(exitUnconfirmed, "unconfirmed", "%s is sent and not confirmed: %s", hash, why).because(err).
		withDetail("hash", hash).withDetail("journal", s.record.Path()).
		withHint("do not send it again; look at it with: cast receipt %s", hash)
}

func (s *sender) await(ctx context.Context, hash common.Hash) (*chain.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, s.flags.timeout)
	defer cancel()
	const poll = 200 * time.Millisecond
	receipt, err := s.client.Await(ctx, hash, s.settings.Confirmations, poll)
	if err != nil {
		s.failed(err)
		return nil, s.unconfirmed(hash, err)
	}
	err = s.record.Mined(journal.Mined{
		Hash: hash, BlockHash: receipt.BlockHash, BlockNumber: receipt.BlockNumber, Success: receipt.Success, GasUsed: receipt.GasUsed,
	})
	return receipt, s.recorded(hash, err)
}

// finish compares the pool with the prediction that holds for the block in
// which the transaction was mined, and shows the result.
func (s *sender) finish(ctx context.Context, receipt *chain.Receipt) error {
	v := &sentView{
		Operation: s.proposal.plan.Operation.Name(), Pool: s.proposal.view.Pool,
		Transaction: newTxView(receipt), Journal: s.record.Path(),
	}
	if !receipt.Success {
		return fail(exitMined, "reverted", "the transaction was mined in block %d and reverted: nothing has changed, and its gas is paid", receipt.BlockNumber).
			withHint("plan again, and see what the simulation says now").withView(v)
	}
	if err := s.verify(ctx, receipt, v); err != nil {
		s.failed(err)
		return fail(exitMined, "unverified", "mined in block %d, and the pool could not be checked: %s", receipt.BlockNumber, err).because(err).
			withHint("look at the pool with: mpool status %s", v.Pool.Address).withView(v)
	}
	var differences []string
	for _, d := range v.Verification.Differences {
		differences = append(differences, fmt.Sprintf("%s: predicted %s, found %s", d.Path, d.Before, d.After))
	}
	if err := s.recorded(receipt.Hash, s.record.Verified(differences)); err != nil {
		return err
	}
	if len(differences) > 0 {
		return fail(exitMined, "disagreement", "mined in block %d, and the pool is not as predicted in %s", receipt.BlockNumber, plural(len(differences), "field")).
			withHint("look at the pool with: mpool status %s", v.Pool.Address).withView(v)
	}
	return s.show(v)
}

// verify plans once more, from the state before the receipt's block and with
// that block's time: this prediction has to be what is there after it.
func (s *sender) verify(ctx context.Context, receipt *chain.Receipt, v *sentView) error {
	header, err := s.client.Header(ctx, chain.AtHash(receipt.BlockHash))
	if err != nil {
		return err
	}
	pool := s.proposal.before.Pool.Address
	before, err := s.client.SnapshotWithRatios(ctx, pool, chain.AtHash(header.ParentHash))
	if err != nil {
		return err
	}
	after, err := s.client.Snapshot(ctx, pool, chain.AtHash(receipt.BlockHash))
	if err != nil {
		return err
	}
	plan, err := s.proposal.plan.Operation.Plan(before, header.Time)
	if err != nil {
		return err
	}
	later, err := statesAt(plan.Predicted, plan.Moments)
	if err != nil {
		return err
	}
	v.Transaction.Time = header.Time
	v.Preview = newTimeline(before, plan, later)
	v.Verification = &verification{Fields: len(after.Fields()), Differences: append([]ops.Change{}, ops.Diff(plan.Predicted, after)...)}
	return nil
}
