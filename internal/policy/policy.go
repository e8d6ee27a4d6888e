// Package policy holds plans against what their owner allows: limits on what a change costs and
// moves, each of which warns or refuses. It is pure.
package policy

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Limits are what an owner allows. What is nil is not limited.
type Limits struct {
	// MaxArbitrageCost is the most of the pool that a weight change may give to arbitrage.
	MaxArbitrageCost *units.Fixed
	// MinDuration is the least time that a weight change may take, in seconds.
	MinDuration *units.Time
	// MaxWeightChangePerDay is how far any one weight may move within a day, in
	// points: that of a token which comes or goes too.
	MaxWeightChangePerDay *units.Fixed
	// MaxSwapFeeDropPerDay is how far the swap fee may fall within a day, in points.
	MaxSwapFeeDropPerDay *units.Fixed
	// MaxOracleDeviation is how far the pool's price of a token may be from its feed's
	// when weights begin to move, as a share of the feed's.
	MaxOracleDeviation *units.Fixed
	// MaxPriceImpact is the most that a swap, join or exit may lose of what is paid, by swap
	// fee and price impact together.
	MaxPriceImpact *units.Fixed
}

// Policies are an owner's limits: beyond some there is a warning, beyond others
// the plan is refused.
type Policies struct {
	Warn, Refuse Limits
	// Overridden names the policies whose refusals are no more than warnings.
	Overridden []string
	// NoOverride says that Overridden does not count: its author is not the one who may
	// override.
	NoOverride bool
	// BuiltIn says that Refuse.MaxArbitrageCost is mpool's own: nobody has set one.
	BuiltIn bool
	// Interval is how often arbitrage comes by, in seconds.
	Interval units.Time
	// Trade is what arbitrage pays for each trade.
	Trade ops.TradeCost
	// Guards are the limits of the pool file that the plan is of, which hold too; nil: none.
	Guards *ops.Guards
}

// PolicyNames lists every policy, as the configuration spells it.
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

// Check says what speaks against a plan. What it says stays the same while the
// plan waits to be sent: the numbers that change with time are in the price.
func (p Policies) Check(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
	if len(plan.Calls) == 0 || plan.Refused() {
		return nil, nil
	}
	measured, err := p.measure(before, plan)
	if err != nil {
		return nil, err
	}
	found := late(p.Guards, before.Block.Time)
	for _, policy := range PolicyNames() {
		found = append(append(found, p.judge(policy, measured)...), guarded(p.Guards, policy, measured)...)
	}
	return found, nil
}

// CheckExposed holds against the policies what Check found of a state that
// is no plan's of one operation, such as that which a batch of somebody else's leaves.
func (p Policies) CheckExposed(plan *ops.Plan) []ops.Finding {
	if plan.Exposes == nil {
		return nil
	}
	is := measures{cost: plan.Exposes, exposes: true}
	found := append(p.judge(policyMaxArbitrageCost, is), guarded(p.Guards, policyMaxArbitrageCost, is)...)
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

// judge looks at the refusal first, for it says what the warning would. How far a
// plan is beyond a limit is in the detail.
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
		found = append(found, ops.Finding{Severity: ops.Warn, Code: code, Summary: summary, Detail: is.amount(policy), Hint: is.remedy(policy)})
	}
	return found
}

// refusal is the finding for a plan that a policy refuses.
func (p Policies) refusal(policy, summary string, is measures, override bool) ops.Finding {
	switch {
	case override && !p.NoOverride:
		return ops.Finding{Severity: ops.Warn, Code: ops.PolicyCode(policy), Summary: summary, Detail: ops.Joined(ops.Overridden, is.amount(policy))}
	case override:
		return ops.Finding{Severity: ops.Refuse, Code: ops.PolicyCode(policy), Summary: summary, Detail: ops.Joined(ops.NotOverridden, is.amount(policy), p.source(policy)), Hint: is.remedy(policy)}
	}
	remedy := is.remedy(policy)
	if !p.NoOverride {
		remedy += fmt.Sprintf("; or use --override %s --reason TEXT", policy)
	}
	return ops.Finding{Severity: ops.Refuse, Code: ops.PolicyCode(policy), Summary: summary, Detail: ops.Joined(is.amount(policy), p.source(policy)), Hint: remedy}
}

// source says where a limit comes from that nobody has set.
func (p Policies) source(policy string) string {
	if policy == policyMaxArbitrageCost && p.BuiltIn {
		return "the limit is mpool's built-in default"
	}
	return ""
}

// Steps is how often arbitrage comes by while a plan's weights move: where nobody
// can swap, it comes once, when swaps are enabled.
func (p Policies) Steps(plan *ops.Plan) uint64 {
	if !plan.Predicted.Pool.SwapEnabled {
		return 1
	}
	return plan.Moves.Steps(p.Interval)
}

// measures is a plan in the policies' terms; what does not apply to it is nil.
type measures struct {
	cost        *units.Fixed // the larger of the two
	free        *units.Fixed // where gas were free
	gas         *units.Fixed // where gas is paid, by the form or the replay; nil: not known
	lowest      bool         // cost is the least that it may be: what gas does is not known
	duration    *units.Time
	weightMoves *units.Fixed // within a day
	feeDrops    *units.Fixed // within a day
	deviates    *units.Fixed // from feeds
	unchecked   bool         // not known of each token
	impact      *units.Fixed // of a trade, with the swap fee
	outside     bool         // impact is the cost of the trade by outside prices
	stops       bool
	deposits    bool // the cost is that of a deposit
	shifts      bool // a token comes or goes, and moves the weights at once
	exposes     bool // the cost is that of the pool which is left
	dilutes     bool // the cost is what holders lose by a mint
	noSwaps     bool
	gasRules    bool // what gas does to the cost is above a limit, and no duration helps
}

// objection is what a policy says where the plan is beyond its limit, which a rule sets.
func (is measures) objection(policy, rule string, limits Limits) (string, bool) {
	switch policy {
	case policyMaxArbitrageCost:
		who := "arbitrage cost"
		if is.dilutes {
			who = "the loss of LPs by the mint"
		}
		return fmt.Sprintf("%s exceeds the limit of %s (%s)", who, percentOf(limits.MaxArbitrageCost), rule), above(is.cost, limits.MaxArbitrageCost)
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
