// Package policy checks plans against their owner's limits on cost and movement. Each limit warns
// or refuses. The package is pure.
package policy

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Limits are an owner's limits. nil means no limit.
type Limits struct {
	// MaxArbitrageCost is the largest arbitrage cost, as a share of the pool.
	MaxArbitrageCost *units.Fixed
	// MinDuration is the shortest duration of a weight change, in seconds.
	MinDuration *units.Time
	// MaxWeightChangePerDay is the largest move of any one weight within a day, in points. It also
	// applies to tokens that are added or removed.
	MaxWeightChangePerDay *units.Fixed
	// MaxSwapFeeDropPerDay is the largest fall of the swap fee within a day, in points.
	MaxSwapFeeDropPerDay *units.Fixed
	// MaxOracleDeviation is the largest difference between the pool's price of a token and its feed
	// when a weight change starts, as a share of the feed's price.
	MaxOracleDeviation *units.Fixed
	// MaxPriceImpact is the largest share of a payment that a swap, join or exit may lose by swap
	// fee and price impact together.
	MaxPriceImpact *units.Fixed
}

// Policies are an owner's limits: Warn leads to warnings, Refuse to refusals.
type Policies struct {
	Warn, Refuse Limits
	// Overridden names the policies whose refusals become warnings.
	Overridden []string
	// NoOverride says that Overridden has no effect, because its author may not override.
	NoOverride bool
	// BuiltIn says that Refuse.MaxArbitrageCost is mpool's default, not the user's.
	BuiltIn bool
	// Interval is the time between two arbitrage trades, in seconds.
	Interval units.Time
	// Trade is the gas fee of an arbitrage trade, with the facts to convert it.
	Trade ops.TradeCost
	// Guards are limits of the plan's pool file, in addition to the policies. nil means none.
	Guards *ops.Guards
	// Voice is where the plan's author writes.
	Voice Voice
}

// PolicyNames lists all policies, as spelled in the configuration.
func PolicyNames() []string {
	return []string{policyMaxArbitrageCost, policyMinDuration, policyWeightChange, policyFeeDrop, policyDeviation, policyImpact}
}

const (
	policyMaxArbitrageCost = "max_arbitrage_cost"
	policyMinDuration      = "min_duration"
	policyWeightChange     = "max_weight_change_per_day"
	policyFeeDrop          = "max_swap_fee_drop_per_day"
	policyDeviation        = "max_oracle_deviation"
	policyImpact           = "max_price_impact"
)

// Check returns the policies' findings about a plan. Code and summary stay the same while the plan
// waits to be sent; numbers that change with time are in the detail.
func (p Policies) Check(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
	if len(plan.Calls) == 0 || plan.Refused() {
		return nil, nil
	}
	measured, err := p.measure(before, plan)
	if err != nil {
		return nil, err
	}
	found := append(late(p.Guards, before.Block.Time), p.loose()...)
	for _, policy := range PolicyNames() {
		found = append(append(found, p.judge(policy, measured)...), p.guarded(policy, measured)...)
	}
	return found, nil
}

// CheckExposed applies the policies to the exposure of a state that belongs to no single plan, such
// as the state after another program's batch.
func (p Policies) CheckExposed(plan *ops.Plan) []ops.Finding {
	if plan.Exposes == nil {
		return nil
	}
	is := measures{cost: plan.Exposes, exposes: true}
	found := append(p.judge(policyMaxArbitrageCost, is), p.guarded(policyMaxArbitrageCost, is)...)
	return slices.DeleteFunc(found, func(f ops.Finding) bool { return f.Severity == ops.Note })
}

// Overrides lists the policies that refused a plan and were overridden.
func Overrides(p *ops.Plan) []string {
	var names []string
	for _, policy := range PolicyNames() {
		if slices.ContainsFunc(p.Findings, func(f ops.Finding) bool {
			return isOf(f, policy) && f.Severity == ops.Warn && strings.HasPrefix(f.Detail, ops.Overridden)
		}) {
			names = append(names, policy)
		}
	}
	return names
}

// judge checks the limit for refusals first, because its finding includes what the warning would
// say.
func (p Policies) judge(policy string, is measures) []ops.Finding {
	override := slices.Contains(p.Overridden, policy)
	if summary, objects := is.objection(policy, "refuse."+policy, p.Refuse); objects {
		return []ops.Finding{p.refusal(policy, summary, is, override)}
	}
	var found []ops.Finding
	if override && (policy != policyDeviation || !is.unchecked) {
		found = append(found, ops.Finding{Severity: ops.Note, Code: "override.unneeded", Summary: fmt.Sprintf("--override %s is not needed: refuse.%s does not apply", policy, policy)})
	}
	if summary, objects := is.objection(policy, "warn."+policy, p.Warn); objects {
		code := ops.PolicyCode(policy)
		if policy == policyMaxArbitrageCost && !above(is.free, p.Warn.MaxArbitrageCost) {
			code = ops.GasCostCode
		}
		found = append(found, ops.Finding{Severity: ops.Warn, Code: code, Summary: summary, Detail: is.amount(policy), Hint: is.remedyFor(policy, p.Warn).words(p.Voice)})
	}
	return found
}

// refusal is the finding for a plan that a policy refuses, or a warning if it is overridden.
func (p Policies) refusal(policy, summary string, is measures, override bool) ops.Finding {
	switch {
	case override && !p.NoOverride:
		return ops.Finding{Severity: ops.Warn, Code: ops.PolicyCode(policy), Summary: summary, Detail: ops.Joined(ops.Overridden, is.amount(policy))}
	case override:
		return ops.Finding{Severity: ops.Refuse, Code: ops.PolicyCode(policy), Summary: summary, Detail: ops.Joined(ops.NotOverridden, is.amount(policy), p.source(policy)), Hint: is.remedyFor(policy, p.Refuse).words(p.Voice)}
	}
	remedy := is.remedyFor(policy, p.Refuse).words(p.Voice)
	if !p.NoOverride {
		remedy += "; or " + overrideWords(policy, p.Voice)
	}
	return ops.Finding{Severity: ops.Refuse, Code: ops.PolicyCode(policy), Summary: summary, Detail: ops.Joined(is.amount(policy), p.source(policy)), Hint: remedy}
}

// source says that a limit is mpool's default, if it is.
func (p Policies) source(policy string) string {
	if policy == policyMaxArbitrageCost && p.BuiltIn {
		return "the limit is mpool's built-in default"
	}
	return ""
}

// Steps is the number of arbitrage trades during a plan's weight change. While swaps are disabled,
// there is only one, when they are enabled.
func (p Policies) Steps(plan *ops.Plan) uint64 {
	if !plan.Predicted.Pool.SwapEnabled {
		return 1
	}
	return plan.Moves.Steps(p.Interval)
}

// measures are a plan's values for the policies. A value that does not apply is nil.
type measures struct {
	cost        *units.Fixed // the larger of free and gas
	free        *units.Fixed // without gas fees
	gas         *units.Fixed // with gas fees, by formula or replay; nil if unknown
	lowest      bool         // cost is a lower bound, because the effect of gas fees is unknown
	duration    *units.Time
	weightMoves *units.Fixed // within a day
	largest     units.Fixed  // the whole move of the weight that moves most
	mover       string       // its token
	feeDrops    *units.Fixed // within a day
	deviates    *units.Fixed // from feeds
	unchecked   bool         // deviates does not cover every token
	impact      *units.Fixed // of a trade, with the swap fee
	outside     bool         // impact is the trade's cost at outside prices
	stops       bool
	deposits    bool // the cost is that of a deposit
	shifts      bool // a token is added or removed, which moves weights at once
	removes     bool // a token is removed
	founds      bool // the first join, whose cost is that of its prices
	exposes     bool // the cost is the exposure of the pool after the plan
	dilutes     bool // the cost is the LPs' loss by a mint
	noSwaps     bool
	gasRules    bool // the cost due to gas exceeds a limit, and no duration helps
}

// objection is a policy's summary, and whether the plan exceeds its limit. rule names the limit's
// source.
func (is measures) objection(policy, rule string, limits Limits) (string, bool) {
	switch policy {
	case policyMaxArbitrageCost:
		return fmt.Sprintf("%s exceeds the limit of %s (%s)", is.who(), percentOf(limits.MaxArbitrageCost), rule), above(is.cost, limits.MaxArbitrageCost)
	case policyMinDuration:
		short := is.duration != nil && limits.MinDuration != nil && *is.duration+ops.SendMargin < *limits.MinDuration
		return fmt.Sprintf("the weight change is shorter than the minimum of %s (%s)", spanOf(limits.MinDuration), rule), short
	case policyWeightChange:
		return fmt.Sprintf("a weight moves by more than %s points within a day (%s)", pointsOf(limits.MaxWeightChangePerDay), rule), above(is.weightMoves, limits.MaxWeightChangePerDay)
	case policyFeeDrop:
		return fmt.Sprintf("the swap fee falls by more than %s points within a day (%s)", pointsOf(limits.MaxSwapFeeDropPerDay), rule), above(is.feeDrops, limits.MaxSwapFeeDropPerDay)
	case policyDeviation:
		return fmt.Sprintf("a price of the pool is more than %s off its feed (%s)", percentOf(limits.MaxOracleDeviation), rule), above(is.deviates, limits.MaxOracleDeviation)
	case policyImpact:
		if is.outside {
			return fmt.Sprintf("by the outside prices, the trade costs more than the limit of %s (%s)", percentOf(limits.MaxPriceImpact), rule), above(is.impact, limits.MaxPriceImpact)
		}
		return fmt.Sprintf("swap fee and price impact exceed the limit of %s (%s)", percentOf(limits.MaxPriceImpact), rule), above(is.impact, limits.MaxPriceImpact)
	}
	return "", false
}

func percentOf(limit *units.Fixed) string {
	if limit == nil {
		return ""
	}
	return limit.Percent()
}

func pointsOf(limit *units.Fixed) string {
	if limit == nil {
		return ""
	}
	return units.Points(*limit)
}

func spanOf(limit *units.Time) string {
	if limit == nil {
		return ""
	}
	return limit.ExactSpan()
}

func above(is, limit *units.Fixed) bool {
	return is != nil && limit != nil && is.Int().Gt(limit.Int())
}
