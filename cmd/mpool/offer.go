package main

import (
	"context"
	"errors"

	"github.com/holiman/uint256"
	"github.com/spf13/pflag"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
)

// offerFlags say what to pay for gas. What is not set is the node's to say.
type offerFlags struct {
	gasLimit uint64
	gasPrice weiFlag
	tip      weiFlag
	legacy   bool
}

func addOfferFlags(f *offerFlags, flags *pflag.FlagSet) {
	flags.Uint64Var(&f.gasLimit, "gas-limit", 0, "gas limit instead of the estimate")
	flags.Var(&f.gasPrice, "gas-price", "most to pay for a unit of gas, such as 20gwei")
	flags.Var(&f.tip, "priority-gas-price", "tip for a unit of gas, such as 1gwei")
	flags.BoolVar(&f.legacy, "legacy", false, "send transactions of type 0, for chains without EIP-1559")
}

// price works out what the plan's transactions offer for gas. What is shown and
// confirmed is what is sent.
func (pl *planner) price(ctx context.Context, client *chain.Client, p *proposal, flags *offerFlags) error {
	if client.IsAfter() {
		return nil // nobody can estimate what is sent after something else
	}
	if flags.legacy && flags.tip.given {
		return failure.Usage("a --legacy transaction has no tip").WithHint("leave --priority-gas-price out")
	}
	fees, poor, err := pl.fees(ctx, client, network.ID(p.before.ChainID), *flags, payers(p.before, p.plan))
	if err != nil {
		return err
	}
	p.tellPoor(poor)
	if fees.Tip.Int().Gt(fees.FeeCap.Int()) {
		return failure.Usage("the tip, %s gwei, is more than the whole gas price, %s gwei", fees.Tip.Gwei(), fees.FeeCap.Gwei())
	}
	limits, err := pl.gasLimits(ctx, client, p, flags, mostGas(fees.BlockGas))
	if err != nil {
		return err
	}
	p.view.Cost = newCost(p.gas, limits, fees)
	p.view.Cost.Unknown = len(p.plan.Calls) - len(limits)
	if finding := pl.aboveCeiling(p.view.Cost); finding != nil {
		p.view.Findings = append(p.view.Findings, *finding)
	}
	p.warnTooLittle(p.view.Cost)
	pl.tellPrivate(p)
	if err := pl.priceSafe(ctx, client, p); err != nil {
		return err
	}
	pl.addDataFee(ctx, client, p)
	return nil
}

// on lays the flags over what the node says: the room for the base fee stays
// with a tip of one's own, and a cap of one's own bounds the node's tip.
func (f *offerFlags) on(fees chain.Fees) chain.Fees {
	if f.tip.given {
		var room uint256.Int
		room.Sub(fees.FeeCap.Int(), fees.Tip.Int())
		fees.FeeCap = ops.Wei(*room.Add(&room, f.tip.value.Int()))
		fees.Tip = f.tip.value
	}
	if f.gasPrice.given {
		fees.FeeCap = f.gasPrice.value
	}
	if f.legacy || !f.tip.given && fees.Tip.Int().Gt(fees.FeeCap.Int()) {
		fees.Tip = fees.FeeCap
	}
	return fees
}

// gasLimits are the node's estimate for the first call and what the simulation
// used for those behind it, with a margin, or what the user says, if that is
// enough. The calls behind the first cannot be estimated before it is mined:
// where they were not simulated either, they have no limit here.
func (pl *planner) gasLimits(ctx context.Context, client *chain.Client, p *proposal, flags *offerFlags, most uint64) ([]uint64, error) {
	if flags.gasLimit != 0 {
		return ownLimits(p, flags.gasLimit, most)
	}
	first, err := estimate(ctx, client, p)
	if err != nil {
		return nil, err
	}
	margin := pl.settings.GasEstimateMultiplier
	if len(p.gas) > 0 {
		// The estimate is for the latest block, the simulation for the next: what
		// falls due in between, such as the AUM fee, may cost more.
		first = max(first, p.gas[0])
	}
	needed := []uint64{first}
	for _, used := range p.gas[min(1, len(p.gas)):] {
		needed = append(needed, beforeRefund(used))
	}
	var limits []uint64
	for _, used := range needed {
		limit, err := capGas(used*margin/100, used, most)
		if err != nil {
			return nil, err
		}
		limits = append(limits, limit)
	}
	return limits, nil
}

// beforeRefund is the most gas that a call can have needed of which so much was
// used: up to a fifth is given back at the end (EIP-3529).
func beforeRefund(used uint64) uint64 { return used + used/4 }

func ownLimits(p *proposal, limit, most uint64) ([]uint64, error) {
	if limit > most {
		return nil, failure.New(failure.Refused, "gas_limit", "--gas-limit %d is too much: one transaction may be allowed %d, and nodes refuse more for good", limit, most).
			WithHint("leave --gas-limit out").WithResult(p.view)
	}
	limits := make([]uint64, len(p.plan.Calls))
	for i := range limits {
		limits[i] = limit
		if i < len(p.gas) && limit < p.gas[i] {
			return nil, failure.New(failure.Refused, "gas_limit", "--gas-limit %d is too little: the simulation used %d, and with less the transaction runs out of gas", limit, p.gas[i]).
				WithHint("leave --gas-limit out").WithResult(p.view)
		}
	}
	return limits, nil
}

func estimate(ctx context.Context, client *chain.Client, p *proposal) (uint64, error) {
	gas, err := client.EstimateGas(ctx, p.plan.Calls[0], chain.AtHash(p.before.Block.Hash))
	var revert *chain.Revert
	if errors.As(err, &revert) {
		return 0, failure.New(failure.Simulation, "revert", "the node refuses this call now: %s", revert).Because(err).WithHint("%s", revert.Remedy()).WithResult(p.view)
	}
	if err != nil {
		return 0, err
	}
	const most = 1 << 40 // beyond every chain's blocks
	if gas > most {
		return 0, failure.New(failure.Plain, "gas", "the node estimates %d gas, which no block has room for", gas)
	}
	return gas, nil
}

// aboveCeiling warns of a price above the configured one; sending it is refused.
func (pl *planner) aboveCeiling(cost *costView) *ops.Finding {
	ceiling := pl.settings.MaxFeePerGas
	if ceiling == (ops.Wei{}) || !cost.FeeCap.Int().Gt(ceiling.Int()) {
		return nil
	}
	return &ops.Finding{Severity: ops.Warn, Code: "max_fee_per_gas",
		Summary: "gas would be offered at up to " + cost.FeeCap.Gwei() + " gwei, and max_fee_per_gas is " + ceiling.Gwei() + " gwei",
		Hint:    "wait for cheaper gas, or raise max_fee_per_gas"}
}

// confirmOffer checks, right before a call is sent, that what was confirmed for
// it is allowed and still is enough.
func (pl *planner) confirmOffer(on network.ID, shown, fresh *costView, call int) error {
	if finding := pl.aboveCeiling(shown); finding != nil {
		return failure.New(failure.Refused, finding.Code, "%s", finding.Summary).WithHint("%s", finding.Hint)
	}
	if limit, needs := shown.limit(call), fresh.limit(0); limit != 0 && needs > limit+limit/10 {
		return failure.New(failure.Refused, "stale", "the plan is stale: the call now needs up to %d gas, and %d was shown", needs, limit).
			WithHint("plan again, and look at what it says now")
	}
	if err := refuseTooLittle(on, shown.Tip, shown.FeeCap, fresh.baseFee); err != nil {
		return err
	}
	half := new(uint256.Int).Rsh(fresh.FeeCap.Int(), 1) // the base fee, and half a tip
	if half.Gt(shown.FeeCap.Int()) {
		return failure.New(failure.Refused, "stale", "the plan is stale: gas has become dearer than the %s gwei that were shown", shown.FeeCap.Gwei()).
			WithHint("plan again, and look at what it says now")
	}
	return nil
}

// limit is a call's gas limit, or 0 where it is not known yet.
func (v *costView) limit(call int) uint64 {
	if call < len(v.Limits) {
		return v.Limits[call]
	}
	return 0
}

func newCost(used, limits []uint64, fees chain.Fees) *costView {
	limit := total(limits)
	return &costView{GasUsed: total(used), GasLimit: limit, FeeCap: fees.FeeCap, Tip: fees.Tip, Most: fees.FeeCap.Times(limit), Limits: limits, baseFee: fees.BaseFee}
}

func total(gas []uint64) uint64 {
	var sum uint64
	for _, one := range gas {
		sum += one
	}
	return sum
}
