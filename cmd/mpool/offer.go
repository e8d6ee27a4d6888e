package main

import (
	"context"
	"errors"

	"github.com/holiman/uint256"
	"github.com/spf13/pflag"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// offerFlags say what to pay for gas. What is not set is the node's to say.
type offerFlags struct {
	gasLimit uint64
	gasPrice weiFlag
	tip      weiFlag
}

func (f *offerFlags) add(flags *pflag.FlagSet) {
	flags.Uint64Var(&f.gasLimit, "gas-limit", 0, "gas limit instead of the estimate")
	flags.Var(&f.gasPrice, "gas-price", "most to pay for a unit of gas, such as 20gwei")
	flags.Var(&f.tip, "priority-gas-price", "tip for a unit of gas, such as 1gwei")
}

// price works out what the plan's transaction offers for gas. What is shown and
// confirmed is what is sent.
func (a *app) price(ctx context.Context, client *chain.Client, p *proposal, flags *offerFlags) error {
	fees, err := client.Fees(ctx)
	if err != nil {
		return err
	}
	fees = flags.on(fees)
	if fees.Tip.Int().Gt(fees.FeeCap.Int()) {
		return usage("the tip, %s gwei, is more than the whole gas price, %s gwei", fees.Tip.Gwei(), fees.FeeCap.Gwei())
	}
	limit, err := a.gasLimit(ctx, client, p, flags)
	if err != nil {
		return err
	}
	p.view.Cost = newCost(p.gas, limit, fees)
	if finding := a.aboveCeiling(p.view.Cost); finding != nil {
		p.view.Findings = append(p.view.Findings, *finding)
	}
	return nil
}

// on lays the flags over what the node says: the room for the base fee stays
// with a tip of one's own, and a cap of one's own bounds the node's tip.
func (f *offerFlags) on(fees chain.Fees) chain.Fees {
	if f.tip.set {
		var room uint256.Int
		room.Sub(fees.FeeCap.Int(), fees.Tip.Int())
		fees.FeeCap = ops.Wei(*room.Add(&room, f.tip.value.Int()))
		fees.Tip = f.tip.value
	}
	if f.gasPrice.set {
		fees.FeeCap = f.gasPrice.value
	}
	if !f.tip.set && fees.Tip.Int().Gt(fees.FeeCap.Int()) {
		fees.Tip = fees.FeeCap
	}
	return fees
}

// gasLimit is the node's estimate and a margin, or what the user says, if that
// is enough.
func (a *app) gasLimit(ctx context.Context, client *chain.Client, p *proposal, flags *offerFlags) (uint64, error) {
	if flags.gasLimit != 0 {
		if used := total(p.gas); flags.gasLimit < used {
			return 0, fail(exitRefused, "gas_limit", "--gas-limit %d is too little: the simulation used %d, and with less the transaction runs out of gas", flags.gasLimit, used).
				withHint("leave --gas-limit out").withView(p.view)
		}
		return flags.gasLimit, nil
	}
	gas, err := client.EstimateGas(ctx, p.plan.Calls[0])
	var revert *chain.Revert
	if errors.As(err, &revert) {
		return 0, fail(exitSimulation, "revert", "the node refuses this call now: %s", revert).because(err).withHint("%s", revert.Remedy()).withView(p.view)
	}
	if err != nil {
		return 0, err
	}
	const most = 1 << 40 // beyond every chain's blocks
	if gas > most {
		return 0, fail(exitError, "gas", "the node estimates %d gas, which no block has room for", gas)
	}
	return gas * min(a.settings.GasEstimateMultiplier, 1000) / 100, nil
}

// aboveCeiling warns of a price above the configured one; sending it is refused.
func (a *app) aboveCeiling(cost *costView) *ops.Finding {
	ceiling := a.settings.MaxFeePerGas
	if ceiling == (ops.Wei{}) || !cost.FeeCap.Int().Gt(ceiling.Int()) {
		return nil
	}
	return &ops.Finding{Severity: ops.Warn, Code: "max_fee_per_gas",
		Summary: "gas would be offered at up to " + cost.FeeCap.Gwei() + " gwei, and max_fee_per_gas is " + ceiling.Gwei() + " gwei",
		Hint:    "wait for cheaper gas, or raise max_fee_per_gas"}
}

// confirmOffer checks, right before sending, that what was confirmed is allowed
// and still is enough.
func (a *app) confirmOffer(shown, fresh *costView) error {
	if finding := a.aboveCeiling(shown); finding != nil {
		return fail(exitRefused, finding.Code, "%s", finding.Summary).withHint("%s", finding.Hint)
	}
	if fresh.GasLimit > shown.GasLimit+shown.GasLimit/10 {
		return fail(exitRefused, "stale", "the plan is stale: the call now needs up to %d gas, and %d was shown", fresh.GasLimit, shown.GasLimit).
			withHint("plan again, and look at what it says now")
	}
	half := new(uint256.Int).Rsh(fresh.FeeCap.Int(), 1) // the base fee, and half a tip
	if half.Gt(shown.FeeCap.Int()) {
		return fail(exitRefused, "stale", "the plan is stale: gas has become dearer than the %s gwei that were shown", shown.FeeCap.Gwei()).
			withHint("plan again, and look at what it says now")
	}
	return nil
}

func newCost(used []uint64, limit uint64, fees chain.Fees) *costView {
	return &costView{GasUsed: total(used), GasLimit: limit, FeeCap: fees.FeeCap, Tip: fees.Tip, Most: fees.FeeCap.Times(limit)}
}

func total(gas []uint64) uint64 {
	var sum uint64
	for _, one := range gas {
		sum += one
	}
	return sum
}
