package execution

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/text"
	"mpool/internal/units"
)

// publishUnsigned makes the node sign and send. The answer may be lost although the transaction was
// sent, so the intent is on the disk already.
func (s *Sender) publishUnsigned(ctx context.Context, out chain.Sent, tx *types.Transaction) (chain.Sent, error) {
	s.engine.IsOut(s.Record.ID(), common.Hash{})
	hash, err := s.Client.SendUnsigned(ctx, out.From, tx)
	var no *chain.RefusedError
	switch {
	case err == nil:
		out.Hash = hash
		return out, s.sentOrNot(out, nil)
	case errors.As(err, &no) && s.outlet.leftNothing(ctx, out):
		return out, s.sentOrNot(out, err)
	}
	failed(s.Record, err)
	return out, failure.New(failure.Unconfirmed, "unknown", "the transaction may or may not have been sent: %s", err).Because(err).
		WithDetail("id", s.Record.ID()).
		WithHint("look up nonce %d of %s on the chain, then run mpool resume %s with --tx-hash HASH or --not-sent", out.Nonce, out.From, s.Record.ID())
}

// leftNothing looks twice for a transaction that the node was to sign. Its hash is unknown, so only
// the nonce can show it.
func (o *outlet) leftNothing(ctx context.Context, out chain.Sent) bool {
	for range 2 {
		left, err := o.lookFor(ctx, out)
		if err != nil || !left.Nothing() || o.engine.pause(ctx, lookAgain) != nil {
			return false
		}
	}
	return true
}

// sentOrNot records the result of publishBytes. In doubt mpool waits for the transaction, because
// it may be mined at any time.
func (s *Sender) sentOrNot(out chain.Sent, err error) error {
	s.engine.pass("sent")
	var no *chain.RefusedError
	switch {
	case errors.As(err, &no):
		failed(s.Record, err)
		s.engine.NotOut()
		return s.refused(out, no)
	case err != nil:
		failed(s.Record, err)
		s.engine.UI.Warn("doubt", "%s; still waiting for %s", err, out.Hash)
		return nil
	}
	if err := s.Record.Broadcast(out.Hash); err != nil {
		s.engine.UI.Warn("journal", "%s was sent, but its record could not be written: %s", out.Hash, err)
	}
	s.engine.pass("broadcast")
	s.engine.UI.Note("sent %s, waiting for it to be mined", out.Hash)
	return nil
}

// refused is the error for a signed transaction that the nodes definitely do not have. mpool signs
// nothing else for its nonce, because anyone with the bytes can still publish them, and resume does
// so.
func (s *Sender) refused(out chain.Sent, no *chain.RefusedError) *failure.Failure {
	what := "the transaction"
	if out.Hash != (common.Hash{}) {
		what = out.Hash.Hex()
	}
	f := failure.New(failure.Plain, "node", "the node rejected %s (nonce %d of %s): %s", what, out.Nonce, out.From, no.Answer)
	if no.Rival {
		f = failure.New(failure.Refused, "nonce_taken", "another transaction with nonce %d of %s is pending, and the node keeps it instead of %s", out.Nonce, out.From, what)
	}
	f = f.Because(no).WithDetail("nonce", out.Nonce).WithDetail("from", out.From).WithDetail("id", s.Record.ID())
	if out.Hash == (common.Hash{}) { // only the node could have signed it
		if err := s.Record.NotSent("rejected by the node: " + no.Answer); err != nil {
			return unrecorded(err)
		}
		return f.WithHint("nothing was signed or sent; fix the problem, then plan again")
	}
	if no.Rival {
		return f.WithDetail("hash", out.Hash).WithHint("check what else the account sends; once that is mined or dropped, run mpool resume %s", s.Record.ID())
	}
	if err := s.Record.Refused(out.Hash, "refused, and no node has it: "+no.Answer); err != nil {
		s.engine.UI.Warn("journal", "cannot write the record: %s", err)
	}
	return f.WithDetail("hash", out.Hash).WithHint("%s", waysOut(s.Record.ID()))
}

// waysOut lists the commands for a transaction that was refused and is not pending. A node that refuses
// may keep the bytes all the same.
func waysOut(id string) string {
	return fmt.Sprintf("it is not pending, but it is signed: anyone who has it can send it until its nonce is used; to use the nonce for an empty transaction: mpool tx cancel %s; to pay a higher fee: mpool tx bump %s; to publish it again unchanged: mpool resume %s; to plan again: mpool tx close %s", id, id, id, id)
}

// failed records an error. An error of the record itself is ignored, because the user will see the
// more important one.
func failed(record *journal.Journal, err error) { _ = record.Failed(err.Error()) }

// unrecorded is the error for a record that could not be written before sending.
func unrecorded(err error) *failure.Failure {
	return failure.New(failure.Plain, "journal", "nothing was sent, because the record could not be written: %s", err).Because(err)
}

// await waits for the transaction and records its receipt. If it does not come, the error says what
// is known.
func (s *Sender) await(ctx context.Context, out chain.Sent) (*chain.Receipt, error) {
	timed, cancel := context.WithTimeout(ctx, s.Flags.Timeout)
	defer cancel()
	s.seen = 0
	seen, end := s.engine.UI.Waiting(confirmationsOf(s.engine.Settings, s.Record), s.engine.Clock.Now)
	defer end()
	receipt, err := s.outlet.awaited(timed, out, chain.Patience{
		Confirmations: confirmationsOf(s.engine.Settings, s.Record), Poll: 200 * time.Millisecond,
		Seen: func(n uint64) { s.seen = n; seen(n) },
		Odd:  func(why error) { s.engine.UI.Warn("node.odd", "%s; still waiting", why) },
	})
	if err != nil {
		return nil, s.unconfirmed(ctx, out, err)
	}
	s.engine.pass("mined")
	err = s.Record.Mined(journal.Mined{
		Hash: receipt.Hash, BlockHash: receipt.BlockHash, BlockNumber: receipt.BlockNumber, Success: receipt.Success, GasUsed: receipt.GasUsed,
		GasPrice: priceOf(receipt), DataFee: dataFeeOf(receipt), Time: uint64(receipt.BlockTime),
	})
	if err != nil {
		s.engine.UI.Warn("journal", "%s is mined, but its record could not be written: %s", receipt.Hash, err)
	}
	s.engine.pass("recorded")
	return receipt, nil
}

// priceOf returns the price per unit of gas; nil if the receipt does not say.
func priceOf(r *chain.Receipt) *hexutil.Big {
	if !r.PriceKnown {
		return nil
	}
	return (*hexutil.Big)(r.GasPrice.Int().ToBig())
}

// dataFeeOf returns the fee for data; nil if none was paid.
func dataFeeOf(r *chain.Receipt) *hexutil.Big {
	if r.DataFee == (units.Wei{}) {
		return nil
	}
	return (*hexutil.Big)(r.DataFee.Int().ToBig())
}

// confirmationsOf returns the number from the settings, but not less than at the time of sending.
func confirmationsOf(settings *config.Settings, record *journal.Journal) uint64 {
	return max(settings.Confirmations, record.Status().Begin.Confirmations)
}

// unconfirmed is the error for a transaction that was not confirmed: it may be mined at any time,
// or another one used its nonce.
func (s *Sender) unconfirmed(ctx context.Context, out chain.Sent, err error) error {
	var replaced *chain.ReplacedError
	apart := apartIn(err) != nil
	if errors.As(err, &replaced) && !apart {
		if err := s.Record.Replaced(replaced.Error()); err != nil {
			s.engine.UI.Warn("journal", "cannot write the record: %s", err)
		}
		return failure.New(failure.Refused, "replaced", "%s; %s can no longer be mined", replaced, out.Hash).Because(err).
			WithHint("check what was sent instead, then plan again")
	}
	why := err.Error()
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		why = "interrupted"
	case errors.Is(err, context.DeadlineExceeded):
		why = fmt.Sprintf("not confirmed within %s", units.Wait(s.Flags.Timeout))
		var unable *wire.UnableError
		if errors.As(err, &unable) { // the node's answers stayed impossible until the end
			why += "; " + unable.Error()
		}
	}
	state := "is pending and may be mined at any time"
	if s.seen > 0 {
		state = fmt.Sprintf("is mined with %d of %s", s.seen, text.Plural(int(min(confirmationsOf(s.engine.Settings, s.Record), 1<<30)), "confirmation"))
	}
	if apart {
		state, why = "is not confirmed by all nodes", apartIn(err).Error()
	}
	_ = s.Record.Failed(why)
	return failure.New(failure.Unconfirmed, "unconfirmed", "%s %s: %s", out.Hash, state, why).Because(err).
		WithDetail("hash", out.Hash).WithDetail("journal", s.Record.Path()).
		WithDetail("id", s.Record.ID()).
		WithHint("do not send again; run mpool resume %s%s", s.Record.ID(), untilWhen(s)).WithResult(pendingResult(s, out))
}

// pendingResult is the result so far, with the transaction that is not confirmed.
func pendingResult(s *Sender, out chain.Sent) *Outcome {
	v := s.result()
	pending := Transaction{Hash: out.Hash, From: out.From, Pending: true}
	if call := s.Record.Status().InFlight(); call != nil && s.Old == nil {
		pending.Method, pending.Cancels = recordedCall(s.Plan, call.Intent).Method, call.Cancelling()
	}
	v.Transactions = append(v.Transactions, pending)
	v.LinkTo(s.engine.Settings.ExplorerFor(s.on()))
	return v
}
