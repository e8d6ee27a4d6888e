package planner

import (
	"context"
	"errors"

	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/revert"
	"mpool/internal/text"
	"mpool/internal/units"
)

// PriceGas computes the gas offer of the plan's transactions. The user confirms it, and mpool sends
// with it.
func (pl *Planner) PriceGas(ctx context.Context, client Node, p *Proposal, flags *Offer) error {
	if client.IsAfter() {
		return nil // no node can estimate a call that depends on an unmined one
	}
	if flags.Legacy && flags.Tip.Given {
		return failure.Usage("a --legacy transaction has no priority fee").WithHint("omit --priority-gas-price")
	}
	fees, poor, err := pl.Fees(ctx, client, network.ID(p.Before.ChainID), *flags, payers(p.Before, p.Plan))
	if err != nil {
		return err
	}
	p.tellPoor(poor)
	if fees.Tip.Int().Gt(fees.FeeCap.Int()) {
		return failure.Usage("priority fee (%s gwei) exceeds max fee (%s gwei)", fees.Tip.Gwei(), fees.FeeCap.Gwei())
	}
	limits, err := pl.GasLimits(ctx, client, p, flags, MostGas(fees.BlockGas))
	if err != nil {
		return err
	}
	p.View.Cost = planview.NewCost(p.Gas, limits, fees)
	p.View.Cost.Unknown = len(p.Plan.Calls) - len(limits)
	if finding := pl.AboveCeiling(p.View.Cost); finding != nil {
		p.View.Findings = append(p.View.Findings, *finding)
	}
	p.warnTooLittle(p.View.Cost)
	if !flags.Legacy && !flags.Tip.Given {
		p.warnTip(p.View.Cost)
	}
	tellPrivate(pl, p)
	if err := pl.PriceSafe(ctx, client, p); err != nil {
		return err
	}
	pl.addDataFee(ctx, client, p)
	if p.View.Cost.Unknown == 0 {
		p.Plan.GasFee = &p.View.Cost.Most
	}
	p.tellShort()
	return nil
}

// GasLimits returns the gas limits of the calls, or the user's limit if it is enough. They come
// from the node's estimate for the first call and the simulated gas for the others, with a margin.
// Later calls cannot be estimated before the first is mined. If they were not simulated either,
// they have no limit here.
func (pl *Planner) GasLimits(ctx context.Context, client Node, p *Proposal, flags *Offer, most uint64) ([]uint64, error) {
	if flags.GasLimit != 0 {
		return ownLimits(p, flags.GasLimit, most)
	}
	first, err := estimate(ctx, client, p)
	if err != nil {
		return nil, err
	}
	margin := pl.Settings.GasEstimateMultiplier
	if len(p.Gas) > 0 {
		if err := refuseEstimate(p, first); err != nil {
			return nil, err
		}
		// The estimate is for the latest block, the simulation for the next one. What becomes due
		// in between, such as the AUM fee, may need more gas.
		first = max(first, p.Gas[0])
	}
	needed := []uint64{first}
	for _, used := range p.Gas[min(1, len(p.Gas)):] {
		needed = append(needed, BeforeRefund(used))
	}
	var limits []uint64
	for _, used := range needed {
		limit, err := CapGas(used*margin/100, used, most)
		if err != nil {
			return nil, err
		}
		limits = append(limits, limit)
	}
	return limits, nil
}

// BeforeRefund is the gas that a call may need before refunds, if it used this much after them:
// refunds are at most a fifth of the gas (EIP-3529).
func BeforeRefund(used uint64) uint64 { return used + used/4 }

func ownLimits(p *Proposal, limit, most uint64) ([]uint64, error) {
	if limit > most {
		return nil, failure.New(failure.Refused, "gas_limit", "--gas-limit %d is too high: the maximum of a transaction is %s", limit, text.Count(most)).
			WithHint("omit --gas-limit").WithResult(p.View.NotSent("the gas limit is too high"))
	}
	limits := make([]uint64, len(p.Plan.Calls))
	for i := range limits {
		limits[i] = limit
		if i < len(p.Gas) && limit < p.Gas[i] {
			return nil, failure.New(failure.Refused, "gas_limit", "--gas-limit %d is too low: the simulation used %s gas", limit, text.Count(p.Gas[i])).
				WithHint("omit --gas-limit").WithResult(p.View.NotSent("the gas limit is too low"))
		}
	}
	return limits, nil
}

func estimate(ctx context.Context, client Node, p *Proposal) (uint64, error) {
	gas, err := client.EstimateGas(ctx, p.Plan.Calls[0], chain.AtHash(p.Before.Block.Hash))
	var revert *revert.Reason
	if errors.As(err, &revert) {
		return 0, failure.New(failure.Simulation, "revert", "the node rejects this call: %s", revert).Because(err).WithHint("%s", revert.Remedy()).WithResult(p.View.NotSent("the node rejects it"))
	}
	if err != nil {
		return 0, err
	}
	const most = 1 << 40 // above every chain's block gas limit
	if gas > most {
		return 0, failure.New(failure.Plain, "gas", "the node estimates %s gas, which exceeds every block's gas limit", text.Count(gas))
	}
	return gas, nil
}

// mostEstimate is how many times the simulated gas a node's estimate may be. Refunds and the gas that a
// call must leave over explain less than half of it.
const mostEstimate = 3

// refuseEstimate refuses an estimate that the node's own simulation contradicts: the gas limit is part of
// what a transaction can cost.
func refuseEstimate(p *Proposal, estimate uint64) error {
	used := p.Gas[0]
	if used == 0 || estimate/mostEstimate <= used || network.ID(p.Before.ChainID).DataInGas() {
		return nil
	}
	return failure.New(failure.Refused, "gas", "the node estimates %s gas for the first call, but used %s in its simulation", text.Count(estimate), text.Count(used)).
		WithHint("use another node with --rpc-url, or set --gas-limit").WithResult(p.View.NotSent("the node's gas estimate is wrong"))
}

// AboveCeiling warns if the fee cap exceeds the configured limit. Sending it is refused.
func (pl *Planner) AboveCeiling(cost *planview.Cost) *ops.Finding {
	ceiling := pl.Settings.MaxFeePerGas
	if ceiling == (units.Wei{}) || !cost.FeeCap.Int().Gt(ceiling.Int()) {
		return nil
	}
	return &ops.Finding{Severity: ops.Warn, Code: "max_fee_per_gas",
		Summary: "max fee " + cost.FeeCap.Gwei() + " gwei exceeds the limit max_fee_per_gas (" + ceiling.Gwei() + " gwei)",
		Hint:    "wait for cheaper gas, or raise max_fee_per_gas"}
}

// ConfirmOffer checks right before sending that the confirmed offer is allowed and still
// sufficient.
func (pl *Planner) ConfirmOffer(on network.ID, shown, fresh *planview.Cost, call int) error {
	if finding := pl.AboveCeiling(shown); finding != nil {
		return failure.New(failure.Refused, finding.Code, "%s", finding.Summary).WithHint("%s", finding.Hint)
	}
	if limit, needs := shown.Limit(call), fresh.Limit(0); limit != 0 && needs > limit+limit/10 {
		return failure.New(failure.Refused, "stale", "the plan is stale: the call now needs up to %s gas, but the plan showed %s", text.Count(needs), text.Count(limit)).
			WithHint("plan again and review the new plan")
	}
	if err := RefuseTooLittle(on, shown.Tip, shown.FeeCap, fresh.BaseFee); err != nil {
		return err
	}
	half := new(uint256.Int).Rsh(fresh.FeeCap.Int(), 1) // the base fee and half of the priority fee
	if half.Gt(shown.FeeCap.Int()) {
		return failure.New(failure.Refused, "stale", "the plan is stale: gas now costs more than the planned %s gwei", shown.FeeCap.Gwei()).
			WithHint("plan again and review the new plan")
	}
	return nil
}
