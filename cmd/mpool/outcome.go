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
)

// publishUnsigned has the node sign and send. Its answer may be lost with the
// transaction on its way, which is why the intent is on the disk already.
func (s *sender) publishUnsigned(ctx context.Context, out chain.Sent, tx *types.Transaction) (chain.Sent, error) {
	s.sealed = true
	hash, err := s.client.SendUnsigned(ctx, out.From, tx)
	var no *chain.RefusedError
	switch {
	case err == nil:
		out.Hash = hash
		return out, s.sentOrNot(ctx, out, nil)
	case errors.As(err, &no):
		return out, s.sentOrNot(ctx, out, err)
	}
	s.failed(err)
	return out, fail(exitUnconfirmed, "unknown", "whether the transaction was sent is not known: %s", err).because(err).
		withHint("look for nonce %d of %s on the chain before anything else is sent; the record is %s", out.Nonce, out.From, s.record.Path())
}

// sentOrNot takes the answer to a send. Only a definite no is one; in doubt the
// transaction is waited for, for it may be mined at any time.
func (s *sender) sentOrNot(ctx context.Context, out chain.Sent, err error) error {
	var no *chain.RefusedError
	switch {
	case errors.As(err, &no) && !s.known(ctx, out):
		s.failed(err)
		s.sealed = false
		return fail(exitError, "node", "%s", err).because(err)
	case err != nil:
		s.failed(err)
		s.warn("doubt", "%s; waiting for %s all the same", err, out.Hash)
		return nil
	}
	if err := s.record.Broadcast(out.Hash); err != nil {
		s.warn("journal", "%s is sent, and the record of it could not be written: %s", out.Hash, err)
	}
	s.note("sent %s, waiting for it to be mined", out.Hash)
	return nil
}

// known looks for a transaction that was refused: something between here and the
// node may have passed it on all the same.
func (s *sender) known(ctx context.Context, out chain.Sent) bool {
	if out.Hash == (common.Hash{}) {
		return false
	}
	known, err := s.client.Known(ctx, out.Hash)
	return known || err != nil
}

// failed notes an error in the record. The error that is on its way to the user
// matters more than one of the disk here.
func (s *sender) failed(err error) { _ = s.record.Failed(err.Error()) }

func (s *sender) unrecorded(err error) error {
	return fail(exitError, "journal", "the record of what is sent could not be written, so nothing was sent: %s", err).because(err)
}

// await waits for the transaction, and says what is known where it does not come.
func (s *sender) await(ctx context.Context, out chain.Sent) (*chain.Receipt, error) {
	timed, cancel := context.WithTimeout(ctx, s.flags.timeout)
	defer cancel()
	const poll = 200 * time.Millisecond
	receipt, err := s.client.AwaitSent(timed, out, s.settings.Confirmations, poll)
	if err != nil {
		s.failed(err)
		return nil, s.unconfirmed(ctx, out, err)
	}
	err = s.record.Mined(journal.Mined{
		Hash: out.Hash, BlockHash: receipt.BlockHash, BlockNumber: receipt.BlockNumber, Success: receipt.Success, GasUsed: receipt.GasUsed,
	})
	if err != nil {
		s.warn("journal", "%s is mined, and the record of it could not be written: %s", out.Hash, err)
	}
	return receipt, nil
}

// unconfirmed is the error for a transaction that may be mined at any time.
func (s *sender) unconfirmed(ctx context.Context, out chain.Sent, err error) error {
	var replaced *chain.ReplacedError
	if errors.As(err, &replaced) {
		return fail(exitRefused, "replaced", "%s; this one, %s, can no longer be mined", replaced, out.Hash).because(err).
			withHint("look at what was sent instead, and plan again")
	}
	why := err.Error()
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		why = "interrupted"
	case errors.Is(err, context.DeadlineExceeded):
		why = fmt.Sprintf("not confirmed within %s", s.flags.timeout)
	}
	return fail(exitUnconfirmed, "unconfirmed", "%s may be mined at any time: %s", out.Hash, why).because(err).
		withDetail("hash", out.Hash).withDetail("journal", s.record.Path()).
		withHint("do not send it again; look at it with: cast receipt %s", out.Hash)
}

// finish compares the pool with the prediction that holds for the block in
// which the transaction was mined, and shows the result.
func (s *sender) finish(ctx context.Context, receipt *chain.Receipt) error {
	v := &sentView{
		Operation: s.proposal.plan.Operation.Name(), Pool: s.proposal.view.Pool, Proof: s.proposal.view.Proof,
		Transaction: newTxView(receipt), Journal: s.record.Path(),
	}
	if err := s.patiently(ctx, func() error { return s.verify(ctx, receipt, v) }); err != nil {
		s.failed(err)
		return fail(exitUnconfirmed, "unverified", "%s is mined in block %d, and the pool could not be checked: %s", receipt.Hash, receipt.BlockNumber, err).because(err).
			withHint("look at the pool with: mpool status %s", v.Pool.Address).withView(v)
	}
	if err := s.verified(receipt, v); err != nil {
		s.warn("journal", "%s is mined, and the record of it could not be written: %s", receipt.Hash, err)
	}
	if failed := s.verdict(receipt, v); failed != nil {
		return failed
	}
	if err := s.show(v); err != nil {
		return fail(exitMined, "output", "%s is mined and verified, and the result could not be written: %s", receipt.Hash, err).because(err)
	}
	return nil
}

// verified records the verdict on a call that did not revert; that one did is on
// record already.
func (s *sender) verified(receipt *chain.Receipt, v *sentView) error {
	if !receipt.Success {
		return nil
	}
	return s.record.Verified(v.differences())
}

// verdict is nil where the transaction did what was shown.
func (s *sender) verdict(receipt *chain.Receipt, v *sentView) error {
	n := len(v.Verification.Differences)
	look := fmt.Sprintf("look at the pool with: mpool status %s", v.Pool.Address)
	switch {
	case receipt.Success && n == 0:
		return nil
	case receipt.Success:
		return fail(exitMined, "disagreement", "%s is mined in block %d, and the pool is not as predicted in %s", receipt.Hash, receipt.BlockNumber, plural(n, "field")).withHint("%s", look).withView(v)
	case n > 0:
		return fail(exitMined, "reverted", "%s was mined in block %d and reverted, and yet the pool has changed in %s", receipt.Hash, receipt.BlockNumber, plural(n, "field")).withHint("%s", look).withView(v)
	case receipt.GasUsed >= s.offer.GasLimit:
		return fail(exitMined, "reverted", "%s was mined in block %d and ran out of gas: nothing has changed, and its gas is paid", receipt.Hash, receipt.BlockNumber).
			withHint("send it with a higher --gas-limit, or without one").withView(v)
	}
	return fail(exitMined, "reverted", "%s was mined in block %d and reverted: nothing has changed, and its gas is paid", receipt.Hash, receipt.BlockNumber).
		withHint("plan again, and see what the simulation says now").withView(v)
}

// patiently tries a read a few times: a node that fails for a moment right
// after mining is no reason to leave the user without a verdict.
func (s *sender) patiently(ctx context.Context, read func() error) error {
	wait := 200 * time.Millisecond
	for try := 1; ; try++ {
		err := read()
		if err == nil || try == 6 {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(wait):
			wait *= 2
		}
	}
}

// verify plans once more, from the state before the receipt's block and with
// that block's time: this prediction has to be what is there after it. After a
// revert nothing but the time has to have passed.
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
	v.Transaction.Time = header.Time
	if !receipt.Success {
		expected, err := before.At(header.Time)
		if err == nil {
			v.Verification = newVerification(expected, after)
		}
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
	v.Preview = newTimeline(before, plan, later)
	v.Preview.Columns[0].Label = "before"
	v.Verification = newVerification(plan.Predicted, after)
	return nil
}

// refuseSent looks whether this very plan was signed before: a script that
// tries again must not send it twice.
func (a *app) refuseSent(digest common.Hash) error {
	path, hash, err := journal.Find(a.journalDir(), digest)
	switch {
	case err != nil:
		return fail(exitError, "journal", "the record of what was sent cannot be read, so nothing is sent: %s", err).because(err).
			withHint("see what the file says, and move it out of %s", a.journalDir())
	case path != "":
		return fail(exitRefused, "sent", "this plan was signed already: it is transaction %s", hash).
			withDetail("hash", hash).withDetail("journal", path).
			withHint("look at it with: cast receipt %s; to do the same again, write a new plan", hash)
	}
	return nil
}
