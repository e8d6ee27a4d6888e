package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

func newTxBump(a *app) *cobra.Command {
	return newReplacement(a, "bump", "Offer more gas for a transaction that is stuck",
		`bump signs the transaction of an operation again, with the same nonce and contents and
with a fee cap and tip that are at least a tenth higher, as nodes demand. Either may
be mined, and only one can be: both are in the record. The new fee is what the node
proposes now, or --gas-price and --priority-gas-price.`, false)
}

func newTxCancel(a *app) *cobra.Command {
	return newReplacement(a, "cancel", "Have a stuck transaction do nothing",
		`cancel signs a transaction to the sender itself, of nothing, with the nonce of the one
that is stuck and with a fee cap and tip that are at least a tenth higher. The one
that is stuck may still be mined first; then that is said and checked.`, true)
}

func newReplacement(a *app, name, short, long string, cancels bool) *cobra.Command {
	var flags sendingFlags
	cmd := &cobra.Command{
		Use:     name + " ID",
		Short:   short,
		Long:    withExitCodes(long, 0, 1, 2, 3, 5, 6, 8, 130),
		Example: fmt.Sprintf("  mpool tx %s 20260131T120000Z-1a2b3c4d --account owner", name),
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.replace(cmd.Context(), args, &flags, cancels)
		},
	}
	addSendingFlags(&flags, cmd)
	return cmd
}

// replace signs another transaction for the nonce of the one that is out.
func (a *app) replace(ctx context.Context, args []string, flags *sendingFlags, cancels bool) error {
	if err := flags.check(a.engine); err != nil {
		return err
	}
	if flags.offer.GasLimit != 0 {
		return failure.Usage("--gas-limit is that of the transaction that is replaced").WithHint("leave --gas-limit out")
	}
	lock, err := a.engine.lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // so does the end of the process
	entry, err := a.engine.pickRecord(args)
	if err != nil {
		return err
	}
	call := entry.Status.InFlight()
	if call == nil || call.State == journal.Included {
		return failure.New(failure.Refused, "nothing_out", "nothing of %s waits to be mined", entry.ID).WithHint("mpool tx show %s", entry.ID)
	}
	old, err := latestOf(call)
	if err != nil {
		return err
	}
	s, err := a.engine.reopen(ctx, entry, flags)
	if err != nil {
		return err
	}
	defer s.client.Close()
	defer s.close()
	if !cancels {
		if err := s.overtaken(ctx, call); err != nil {
			return err
		}
	}
	return a.tellOutcome(s, s.replace(ctx, call, old, cancels))
}

// latestOf is the transaction that is to be replaced.
func latestOf(call *journal.Call) (*types.Transaction, error) {
	latest, err := call.Latest()
	if err != nil {
		return nil, failure.New(failure.Refused, "signed_elsewhere", "%s was signed elsewhere, and can only be replaced there", hashOf(call))
	}
	var tx types.Transaction
	if err := tx.UnmarshalBinary(latest.Raw); err != nil {
		return nil, failure.New(failure.Plain, "journal", "the signed bytes in the record are no transaction: %s", err).Because(err)
	}
	return &tx, nil
}

func (s *sender) replace(ctx context.Context, call *journal.Call, old *types.Transaction, cancels bool) error {
	if err := s.sameChain(ctx); err != nil {
		return err
	}
	fees, err := s.dearer(ctx, old)
	if err != nil {
		return err
	}
	if err := s.samePlace(call); err != nil {
		return err
	}
	if s.keys, err = s.opener.OpenOwn(ctx, s.flags.keys(), call.Intent.From); err != nil {
		return err
	}
	gas, err := s.replacementGas(ctx, call, old, fees.BlockGas, cancels)
	if err != nil {
		return err
	}
	tx := replacement(old, call, fees, gas, s.legacyInstead(old), cancels)
	if err := s.affords(ctx, call, tx); err != nil {
		return err
	}
	if err := s.ui.ConfirmCost(s.flags.yes, s.replacementQuestion(tx, cancels)); err != nil {
		return err
	}
	if err := s.sealReplacement(ctx, call, tx, cancels); err != nil {
		return err
	}
	return s.followAll(ctx, cancels)
}

// dearer is what is offered for gas: what the node proposes or the user says,
// and at least a tenth more than before of both parts, which nodes demand.
func (s *sender) dearer(ctx context.Context, old *types.Transaction) (chain.Fees, error) {
	offer := s.flags.offer
	if offer.Legacy = s.legacyInstead(old); offer.Legacy && offer.Tip.Given {
		return chain.Fees{}, failure.Usage("a transaction of type 0 has no tip").WithHint("leave --priority-gas-price out")
	}
	on := network.ID(s.plan.Predicted.ChainID)
	fees, _, err := s.plans.Fees(ctx, s.client, on, offer, nil)
	if err != nil {
		return fees, err
	}
	least := chain.Fees{FeeCap: tenthMore(old.GasFeeCap()), Tip: tenthMore(old.GasTipCap())}
	if offer.GasPrice.Given && fees.FeeCap.Int().Lt(least.FeeCap.Int()) || offer.Tip.Given && fees.Tip.Int().Lt(least.Tip.Int()) {
		return fees, failure.New(failure.Refused, "underpriced", "nodes take a replacement only for a tenth more: at least %s gwei, and a tip of %s gwei", least.FeeCap.Gwei(), least.Tip.Gwei()).
			WithHint("leave --gas-price and --priority-gas-price out, or offer more")
	}
	fees.FeeCap, fees.Tip = greater(fees.FeeCap, least.FeeCap), greater(fees.Tip, least.Tip)
	fees.FeeCap = greater(fees.FeeCap, fees.Tip) // of type 0, both are the gas price
	if ceiling := s.settings.MaxFeePerGas; ceiling != (ops.Wei{}) && fees.FeeCap.Int().Gt(ceiling.Int()) {
		return fees, failure.New(failure.Refused, "max_fee_per_gas", "the replacement has to offer %s gwei, and max_fee_per_gas is %s gwei", fees.FeeCap.Gwei(), ceiling.Gwei()).
			WithHint("wait, or raise max_fee_per_gas")
	}
	return fees, planner.RefuseTooLittle(on, fees.Tip, fees.FeeCap, fees.BaseFee)
}

// legacyInstead says whether what takes the place is of type 0: as the old one is,
// or as --legacy says. Nodes compare what is offered, not the type.
func (s *sender) legacyInstead(old *types.Transaction) bool {
	return s.flags.offer.Legacy || old.Type() == types.LegacyTxType
}

// tenthMore rounds up.
func tenthMore(fee *big.Int) ops.Wei {
	more, over := uint256.FromBig(fee)
	if over || more.BitLen() > 200 {
		return ops.Wei(*new(uint256.Int).SetAllOne())
	}
	tenth := new(uint256.Int).AddUint64(more, 9)
	tenth.Div(tenth, uint256.NewInt(10))
	return ops.Wei(*more.Add(more, tenth))
}

func greater(a, b ops.Wei) ops.Wei {
	if a.Int().Lt(b.Int()) {
		return b
	}
	return a
}

// replacement has the old one's nonce and, unless it cancels, its contents.
func replacement(old *types.Transaction, call *journal.Call, fees chain.Fees, gas uint64, legacy, cancels bool) *types.Transaction {
	next := &types.DynamicFeeTx{
		ChainID: old.ChainId(), Nonce: old.Nonce(), GasTipCap: fees.Tip.Int().ToBig(), GasFeeCap: fees.FeeCap.Int().ToBig(),
		Gas: gas, To: old.To(), Value: old.Value(), Data: old.Data(),
	}
	if cancels {
		next.To, next.Value, next.Data = &call.Intent.From, new(big.Int), nil
	}
	return newTransaction(next, legacy)
}

// affords checks that the nonce is free and the balance covers the new offer.
func (s *sender) affords(ctx context.Context, call *journal.Call, tx *types.Transaction) error {
	account, err := s.client.AccountAt(ctx, call.Intent.From, chain.Latest())
	if err != nil {
		return err
	}
	if account.Nonce > tx.Nonce() {
		return failure.New(failure.Refused, "mined", "nonce %d of %s is used: there is nothing to replace", tx.Nonce(), call.Intent.From).
			WithHint("mpool resume %s", s.record.ID())
	}
	if account.Balance.Int().ToBig().Cmp(tx.Cost()) < 0 {
		return failure.New(failure.Refused, "funds", "%s has %s %s, and the replacement may cost more", call.Intent.From, account.Balance, s.coin()).
			WithHint("send it some %s", s.coin())
	}
	return nil
}

func (s *sender) replacementQuestion(tx *types.Transaction, cancels bool) string {
	what := "send it again"
	if cancels {
		what = "cancel it"
	}
	most := uint256.MustFromBig(tx.Cost())
	return fmt.Sprintf("%s with nonce %d, for at most %s %s?", what, tx.Nonce(), text.Most(ops.Wei(*most).String()), s.coin())
}

// sealReplacement signs, records and publishes it.
func (s *sender) sealReplacement(ctx context.Context, call *journal.Call, tx *types.Transaction, cancels bool) error {
	signed, err := s.sign(ctx, call.Intent.From, tx)
	if err != nil {
		return err
	}
	sealed, err := s.record.SealAs(signed, journal.Signed{Cancels: cancels, Private: s.plans.Private()})
	if err != nil {
		return s.unrecorded(err)
	}
	s.isOut(s.record.ID(), sealed.Hash())
	crash("sealed")
	out := chain.Sent{Hash: sealed.Hash(), From: call.Intent.From, Nonce: tx.Nonce()}
	err = s.publishBytes(ctx, out, sealed.Raw(), s.plans.Private())
	var no *chain.RefusedError
	if errors.As(err, &no) {
		s.sealed = false
		return s.refused(out, no)
	}
	if err != nil {
		s.failed(err)
		s.ui.Warn("doubt", "%s; waiting for either transaction", err)
		return nil
	}
	if err := s.record.Broadcast(sealed.Hash()); err != nil {
		s.ui.Warn("journal", "%s is sent, and the record of it could not be written: %s", sealed.Hash(), err)
	}
	s.ui.Note("sent %s with nonce %d, waiting for it or the earlier one to be mined", sealed.Hash(), tx.Nonce())
	return nil
}

// followAll waits for any attempt, and shows what it did. That a cancellation
// was too late is an error: what was to be cancelled has happened.
func (s *sender) followAll(ctx context.Context, cancels bool) error {
	call := s.record.Status().InFlight()
	err := s.follow(ctx, call)
	if cancels && s.lastState() == journal.Cancelled {
		v := &cancelledView{ID: s.record.ID(), From: call.Intent.From, Nonce: call.Intent.Nonce}
		s.tellRace(ctx, v)
		return s.show(v)
	}
	if err != nil && s.old != nil {
		return err
	}
	if err != nil {
		return s.halfWay(err)
	}
	if cancels {
		return failure.New(failure.Refused, "too_late", "not cancelled: %s was mined first", s.mined[len(s.mined)-1].Hash).WithResult(s.result())
	}
	if left := s.record.Status().Left(); left > 0 {
		s.ui.Note("%s left: mpool resume %s", text.AreLeft(left), s.record.ID())
	}
	return s.showResult()
}

// cancelledView is the result of a cancellation.
type cancelledView struct {
	ID    string         `json:"id"`
	From  common.Address `json:"from"`
	Nonce uint64         `json:"nonce"`
	// ExecutedBy is another transaction that did what this one was to do; Raced says so.
	ExecutedBy *common.Hash `json:"executed_by,omitempty"`
	Raced      string       `json:"raced,omitempty"`
}

func (v *cancelledView) Text(p *text.Page) {
	if v.Raced != "" {
		p.Line("cancelled: nonce %d of %s was used for nothing; %s", v.Nonce, v.From, v.Raced)
		return
	}
	p.Line("cancelled: nonce %d of %s was used for nothing, and the pool is untouched", v.Nonce, v.From)
}
