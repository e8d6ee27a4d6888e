package execution

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// replacement is a transaction that replaces a pending one or cancels it.
type replacement struct {
	sender  *Sender
	call    *journal.Call
	old     *types.Transaction
	cancels bool
}

// Replace signs and sends another transaction with the nonce of the pending one.
func (e *Engine) Replace(ctx context.Context, args []string, flags *Options, cancels bool) (*Sender, error) {
	if flags.Offer.GasLimit != 0 {
		return nil, failure.Usage("--gas-limit cannot be changed by a replacement").WithHint("omit --gas-limit")
	}
	return onRecord(e, args, func(entry journal.Entry) (*Sender, error) {
		if err := flags.Check(e); err != nil {
			return nil, err
		}
		return e.replace(ctx, entry, flags, cancels)
	})
}

func (e *Engine) replace(ctx context.Context, entry journal.Entry, flags *Options, cancels bool) (*Sender, error) {
	call := entry.Status.InFlight()
	if cancels && call == nil {
		call = entry.Status.GivenUp()
	}
	if call != nil && call.State == journal.Included {
		return nil, failure.New(failure.Refused, "nothing_out", "a transaction of %s is mined but not verified yet", entry.ID).WithHint("mpool resume %s", entry.ID)
	}
	if call == nil {
		return nil, failure.New(failure.Refused, "nothing_out", "%s has no pending transaction", entry.ID).WithHint("mpool tx show %s", entry.ID)
	}
	old, err := LatestOf(call)
	if err != nil {
		return nil, err
	}
	s, err := e.Reopen(ctx, entry, flags)
	if err != nil {
		return nil, err
	}
	defer s.Client.Close()
	defer s.Close()
	if cancels = cancels || call.Cancelling(); !cancels {
		if err := mayPublish(ctx, s, call); err != nil {
			return s, err
		}
	}
	return s, s.Replace(ctx, call, old, cancels)
}

// Replace sends a replacement of old, and waits for either to be mined.
func (s *Sender) Replace(ctx context.Context, call *journal.Call, old *types.Transaction, cancels bool) error {
	r := &replacement{s, call, old, cancels}
	used, err := nonceUsed(ctx, s, call)
	if err != nil {
		return err
	}
	if used && s.Record.Status().InFlight() != nil {
		s.engine.UI.Note("nonce %d of %s is already used: there is nothing to replace", old.Nonce(), call.Intent.From)
		return endReplace(ctx, s, call, followUsed(ctx, s, call), cancels)
	}
	fees, err := r.dearer(ctx)
	if err != nil {
		return err
	}
	if err := samePlace(s.engine.Settings, s.Record.ID(), call); err != nil {
		return err
	}
	if s.keys, err = s.engine.Keys.OpenOwn(ctx, s.Flags.KeyOptions(), call.Intent.From); err != nil {
		return err
	}
	gas, err := r.gas(ctx, fees.BlockGas)
	if err != nil {
		return err
	}
	tx := Replacement(old, call, fees, gas, r.legacy(), cancels)
	data := s.Plans.DataFeeOf(ctx, s.on(), []*types.Transaction{tx})
	if err := r.affords(ctx, tx, mostOf(tx, data)); err != nil {
		return err
	}
	if err := r.holdRise(tipOf(tx), tipOf(old)); err != nil {
		return err
	}
	if err := s.engine.UI.ConfirmCost(s.Flags.Yes, r.question(tx, data)); err != nil {
		return err
	}
	if err := r.seal(ctx, tx); err != nil {
		return err
	}
	return s.followAll(ctx, cancels)
}

// dearer returns the gas offer of a replacement: the node's or the user's, but both fees at least
// 10% above the old ones, because nodes require that.
func (r *replacement) dearer(ctx context.Context) (chain.Fees, error) {
	offer := r.sender.Flags.Offer
	if offer.Legacy = r.legacy(); offer.Legacy && offer.Tip.Given {
		return chain.Fees{}, failure.Usage("a type 0 transaction has no priority fee").WithHint("omit --priority-gas-price")
	}
	on := network.ID(r.sender.Plan.Predicted.ChainID)
	fees, err := r.sender.Plans.Fees(ctx, on, offer)
	if err != nil {
		return fees, err
	}
	least := chain.Fees{FeeCap: TenthMore(r.old.GasFeeCap()), Tip: TenthMore(r.old.GasTipCap())}
	if offer.GasPrice.Given && fees.FeeCap.Int().Lt(least.FeeCap.Int()) || offer.Tip.Given && fees.Tip.Int().Lt(least.Tip.Int()) {
		return fees, failure.New(failure.Refused, "underpriced", "a replacement must pay 10%% more: max fee at least %s gwei, priority fee at least %s gwei", least.FeeCap.Gwei(), least.Tip.Gwei()).
			WithHint("omit --gas-price and --priority-gas-price, or raise them")
	}
	fees.FeeCap, fees.Tip = greater(fees.FeeCap, least.FeeCap), greater(fees.Tip, least.Tip)
	fees.FeeCap = greater(fees.FeeCap, fees.Tip) // in type 0 both are the gas price
	if ceiling := r.sender.engine.Settings.MaxFeePerGas; ceiling != (units.Wei{}) && fees.FeeCap.Int().Gt(ceiling.Int()) {
		return fees, failure.New(failure.Refused, "max_fee_per_gas", "the replacement needs a max fee of %s gwei, but max_fee_per_gas is %s gwei", fees.FeeCap.Gwei(), ceiling.Gwei()).
			WithHint("wait, or raise max_fee_per_gas")
	}
	return fees, planner.RefuseTooLittle(on, fees.Tip, fees.FeeCap, fees.BaseFee)
}

// legacy says whether the replacement has type 0: if the old one has, or with --legacy. Nodes
// compare the fees, not the type.
func (r *replacement) legacy() bool {
	return r.sender.Flags.Offer.Legacy || r.old.Type() == types.LegacyTxType
}

// TenthMore adds 10% to a fee, rounded up.
func TenthMore(fee *big.Int) units.Wei {
	more, over := uint256.FromBig(fee)
	if over || more.BitLen() > 200 {
		return units.Wei(*new(uint256.Int).SetAllOne())
	}
	tenth := new(uint256.Int).AddUint64(more, 9)
	tenth.Div(tenth, uint256.NewInt(10))
	return units.Wei(*more.Add(more, tenth))
}

func greater(a, b units.Wei) units.Wei {
	if a.Int().Lt(b.Int()) {
		return b
	}
	return a
}

// Replacement returns a transaction with the old nonce and, unless it cancels, the old contents.
func Replacement(old *types.Transaction, call *journal.Call, fees chain.Fees, gas uint64, legacy, cancels bool) *types.Transaction {
	next := &types.DynamicFeeTx{
		ChainID: old.ChainId(), Nonce: old.Nonce(), GasTipCap: fees.Tip.Int().ToBig(), GasFeeCap: fees.FeeCap.Int().ToBig(),
		Gas: gas, To: old.To(), Value: old.Value(), Data: old.Data(),
	}
	if cancels {
		next.To, next.Value, next.Data = &call.Intent.From, new(big.Int), nil
	}
	return NewTransaction(next, legacy)
}

// affords checks that the nonce is still unused and that the balance covers the largest cost.
func (r *replacement) affords(ctx context.Context, tx *types.Transaction, most units.Wei) error {
	account, err := r.sender.Client.AccountAt(ctx, r.call.Intent.From, chain.Latest())
	if err != nil {
		return err
	}
	if account.Nonce > tx.Nonce() {
		return failure.New(failure.Refused, "mined", "nonce %d of %s is already used: nothing to replace", tx.Nonce(), r.call.Intent.From).
			WithHint("mpool resume %s", r.sender.Record.ID())
	}
	if account.Balance.Int().Lt(most.Int()) {
		return failure.New(failure.Refused, "funds", "%s has %s %s, but the replacement may cost more", r.call.Intent.From, account.Balance, r.sender.coin()).
			WithHint("fund the account with %s", r.sender.coin())
	}
	return nil
}

// mostOf is the largest cost of a transaction in wei, with the chain's fee for data if it is known.
func mostOf(tx *types.Transaction, data *units.Wei) units.Wei {
	most := units.Wei(*uint256.MustFromBig(tx.Cost()))
	if data != nil {
		most = planner.AddWei(most, *data)
	}
	return most
}

func (r *replacement) question(tx *types.Transaction, data *units.Wei) string {
	what := "speed it up"
	switch {
	case r.call.Cancelling():
		what = "speed up its cancellation"
	case r.cancels:
		what = "cancel it"
	}
	beside := ""
	if data == nil {
		beside = r.sender.on().BesideGas()
	}
	return fmt.Sprintf("%s with nonce %d, for at most %s %s%s?", what, tx.Nonce(), text.Most(mostOf(tx, data).String()), r.sender.coin(), beside)
}

// seal signs, records and publishes the replacement.
func (r *replacement) seal(ctx context.Context, tx *types.Transaction) error {
	signed, err := signCall(ctx, r.sender.keys, r.sender.Plan, r.call.Intent.From, tx)
	if err != nil {
		return err
	}
	sealed, err := r.sender.Record.SealAs(signed, journal.Signed{Cancels: r.cancels, Private: r.sender.engine.Settings.Private()})
	if err != nil {
		return unrecorded(err)
	}
	r.sender.engine.IsOut(r.sender.Record.ID(), sealed.Hash())
	r.sender.engine.pass("sealed")
	out := chain.Sent{Hash: sealed.Hash(), From: r.call.Intent.From, Nonce: tx.Nonce()}
	err = r.sender.outlet.publishBytes(ctx, out, sealed.Raw(), r.sender.engine.Settings.Private())
	var no *chain.RefusedError
	if errors.As(err, &no) {
		r.sender.engine.Sealed = false
		return r.sender.refused(out, no)
	}
	if err != nil {
		failed(r.sender.Record, err)
		r.sender.engine.UI.Warn("doubt", "%s; waiting for either transaction", err)
		return nil
	}
	if err := r.sender.Record.Broadcast(sealed.Hash()); err != nil {
		r.sender.engine.UI.Warn("journal", "%s was sent, but its record could not be written: %s", sealed.Hash(), err)
	}
	r.sender.engine.UI.Note("sent %s with nonce %d, waiting for it or the original transaction to be mined", sealed.Hash(), tx.Nonce())
	return nil
}

// followAll waits for any attempt to be mined, and shows its effect. A cancellation that comes too
// late is an error.
func (s *Sender) followAll(ctx context.Context, cancels bool) error {
	call := s.Record.Status().InFlight()
	return endReplace(ctx, s, call, s.follow(ctx, call), cancels)
}

// endReplace is the result of a replacement; err is that of the call.
func endReplace(ctx context.Context, s *Sender, call *journal.Call, err error, cancels bool) error {
	if cancels && lastState(s.Record) == journal.Cancelled {
		return endCancelled(ctx, s, call)
	}
	if err != nil && s.Old != nil {
		return err
	}
	if err != nil {
		return s.HalfWay(err)
	}
	if cancels {
		return failure.New(failure.Refused, "too_late", "not cancelled: %s was mined first", s.Mined[len(s.Mined)-1].Hash).WithResult(s.result())
	}
	return s.showResult()
}
