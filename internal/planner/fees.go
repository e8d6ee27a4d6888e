package planner

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// AtLeast raises a proposed priority fee to the chain's minimum, and the fee cap by the same
// amount.
func AtLeast(fees chain.Fees, on network.ID) chain.Fees {
	least := on.LeastTip()
	if !fees.Tip.Int().Lt(least.Int()) {
		return fees
	}
	var room uint256.Int
	room.Sub(fees.FeeCap.Int(), fees.Tip.Int())
	fees.Tip, fees.FeeCap = least, units.Wei(*room.Add(&room, least.Int()))
	return fees
}

// tellsNoFee adds a hint with the flags that replace the missing answer of the node.
func tellsNoFee(err error) error {
	var answer *wire.NodeError
	if !errors.As(err, &answer) {
		return err
	}
	return failure.New(failure.Plain, "node", "%s", err).Because(err).
		WithHint("set --gas-price and --priority-gas-price, or use another node with --rpc-url")
}

// RefuseTooLittle refuses an offer that no block accepts. Fees are in wei per unit of gas.
func RefuseTooLittle(on network.ID, tip, feeCap, baseFee units.Wei) error {
	if least := on.LeastTip(); tip.Int().Lt(least.Int()) {
		return failure.New(failure.Refused, "underpriced", "priority fee (%s gwei) is too low: %s requires at least %s gwei", tip.Gwei(), on, least.Gwei()).
			WithHint("use --priority-gas-price %sgwei, and a higher --gas-price", least.Gwei())
	}
	if feeCap.Int().Lt(baseFee.Int()) {
		return failure.New(failure.Refused, "underpriced", "max fee is too low: the base fee is now %s gwei, the max fee %s gwei", baseFee.Gwei(), feeCap.Gwei()).
			WithHint("raise or omit --gas-price, or wait for cheaper gas")
	}
	return nil
}

// warnTooLittle adds the same refusal as a warning to a preview, because fees may be lower when the
// plan is sent.
func (p *Proposal) warnTooLittle(cost *planview.Cost) {
	var no *failure.Failure
	if errors.As(RefuseTooLittle(network.ID(p.Before.ChainID), cost.Tip, cost.FeeCap, cost.BaseFee), &no) {
		p.View.Findings = append(p.View.Findings, ops.Finding{Severity: ops.Warn, Code: no.Code, Summary: no.Message, Hint: no.Hint})
	}
}

// A priority fee is far above what blocks pay for if it is more than highTips times the base fee, and more
// than highTip wei.
const (
	highTips = 10
	highTip  = 5_000_000_000
)

// warnTip warns of a priority fee by the node that is far above the base fee: the sender pays it in full.
// Where the chain has a minimum, up to twice of it is usual.
func (p *Proposal) warnTip(cost *planview.Cost) {
	on := network.ID(p.Before.ChainID)
	usual := uint256.NewInt(highTip)
	if least := on.LeastTip(); least.Int().Gt(usual) {
		usual = new(uint256.Int).Lsh(least.Int(), 1)
	}
	base := cost.BaseFee.Times(highTips)
	if !cost.Tip.Int().Gt(usual) || !cost.Tip.Int().Gt(base.Int()) {
		return
	}
	p.View.Findings = append(p.View.Findings, ops.Finding{Severity: ops.Warn, Code: "gas.tip",
		Summary: fmt.Sprintf("the node proposes a priority fee of %s gwei, which is far above the base fee of %s gwei and is paid in full", cost.Tip.Gwei(), cost.BaseFee.Gwei()),
		Hint:    "compare it with another node or a block explorer, or set --priority-gas-price"})
}

// FeeRise is how many times the gas fee of a plan file, or of a transaction that is replaced, may be paid
// without a person's answer.
const FeeRise = 3

// smallFee is a gas fee of 0.01 of the native token, in wei. A fee up to it needs no person's answer.
const smallFee = 1e16

// HoldFee refuses a plan from a file if its gas fee is now far above the one in the file, and not small.
// At a terminal the question says both. An alarm is never refused: waiting costs more than gas.
func HoldFee(settings *config.Settings, p *Proposal, filed *units.Wei, offer *Offer, yes bool) error {
	if filed == nil || offer.GasPrice.Given || settings.Demanded("max_fee_per_gas") {
		return nil
	}
	most := filed.Times(FeeRise)
	if !p.View.Cost.Most.Int().Gt(most.Int()) {
		return nil
	}
	p.filed = filed
	if !yes || OnlyShuts(p.Plan) || !FarDearer(p.View.Cost.Most, *filed) {
		return nil
	}
	coin := network.ID(p.Before.ChainID).Coin()
	return failure.New(failure.Refused, "stale", "the plan is stale: the gas fee is now at most %s %s, more than %d times that of the plan file, %s %s", text.Most(p.View.Cost.Most.String()), coin, FeeRise, text.Most(filed.String()), coin).
		WithHint("wait for cheaper gas, limit the fee with --max-fee-per-gas or --gas-price, or answer at a terminal, without --yes").WithResult(p.View.NotSent("the gas fee is too high"))
}

// FarDearer says that a gas fee is far above an earlier one, and not small.
func FarDearer(most, was units.Wei) bool {
	limit := was.Times(FeeRise)
	return most.Int().Gt(limit.Int()) && most.Int().Gt(uint256.NewInt(smallFee))
}

// OnlyShuts says whether all calls of a plan shut doors of the pool, and none opens one: an alarm. It is
// right in every state and at every time, so that no clock, fee or other node holds it up.
func OnlyShuts(plan *ops.Plan) bool {
	if _, is := safe.InnerOperation(plan).(ops.Shut); is {
		return true
	}
	opens := func(call ops.Call) bool {
		_, opens, is := ops.DoorCall(call)
		return !is || opens
	}
	return len(plan.Calls) > 0 && !slices.ContainsFunc(plan.Calls, opens)
}

// MostGas is the highest gas limit of a transaction: the protocol's limit or, if lower, the
// block's. blockGas 0 means unknown.
func MostGas(blockGas uint64) uint64 {
	if blockGas == 0 {
		return chain.TransactionGas
	}
	return min(blockGas, chain.TransactionGas)
}

// CapGas limits a gas limit to most. It refuses a call that uses more than most, because no node
// accepts it.
func CapGas(limit, used, most uint64) (uint64, error) {
	if used > most {
		return 0, failure.New(failure.Refused, "gas.cap", "the call needs %s gas, but a transaction can use at most %s", text.Count(used), text.Count(most)).
			WithHint("split the change into smaller parts")
	}
	return min(limit, most), nil
}

// addDataFee adds twice the chain's current fee for data, because that fee moves with Ethereum's
// fees until the transaction is mined. If the node does not say, the cost text mentions that it is
// missing.
func (pl *Planner) addDataFee(ctx context.Context, client FeeTeller, p *Proposal) {
	cost := p.View.Cost
	var txs []*types.Transaction
	for i, call := range p.Plan.Calls {
		txs = append(txs, types.NewTx(&types.DynamicFeeTx{ChainID: uint256.NewInt(p.Before.ChainID).ToBig(), Nonce: 1 << 32, GasTipCap: cost.Tip.Int().ToBig(),
			GasFeeCap: cost.FeeCap.Int().ToBig(), Gas: cost.Limit(i), To: &call.To, Value: call.Value.ToBig(), Data: call.Data}))
	}
	if room := pl.DataFeeOf(ctx, client, network.ID(p.Before.ChainID), txs); room != nil {
		cost.DataFee, cost.Most = room, AddWei(cost.Most, *room)
	}
}

// DataFeeOf returns twice the chain's current fee for the data of transactions, in wei; nil if the
// chain charges none, or the node does not say.
func (pl *Planner) DataFeeOf(ctx context.Context, client FeeTeller, on network.ID, txs []*types.Transaction) *units.Wei {
	if !on.DataFee() {
		return nil
	}
	fee, err := client.DataFee(ctx, txs)
	if err != nil {
		pl.UI.Detail("the chain's data fee is unknown: %s", err)
		return nil
	}
	room := fee.Times(2)
	return &room
}

// AddWei adds two amounts; the largest amount if the sum overflows.
func AddWei(a, b units.Wei) units.Wei {
	sum, over := new(uint256.Int).AddOverflow(a.Int(), b.Int())
	if over {
		sum.SetAllOne()
	}
	return units.Wei(*sum)
}

// Fees returns the gas offer in wei per unit of gas: the node's proposal with the flags applied. It
// also returns the payers without native token. It does not ask the node for values that flags set.
func (pl *Planner) Fees(ctx context.Context, client FeeTeller, on network.ID, flags Offer, payers []common.Address) (chain.Fees, []common.Address, error) {
	if !flags.Legacy {
		fees, poor, err := client.FeesFor(ctx, payers, !flags.Tip.Given)
		return flags.on(AtLeast(fees, on)), poor, tellsNoFee(err)
	}
	fees, err := client.LegacyFees(ctx, !flags.GasPrice.Given)
	if err != nil {
		return fees, nil, tellsNoFee(err)
	}
	fees = flags.on(fees)
	poor, err := client.Penniless(ctx, payers)
	if err != nil {
		pl.UI.Detail("mpool could not check whether the sender can pay the gas fee: %s", err)
	}
	return fees, poor, nil
}
