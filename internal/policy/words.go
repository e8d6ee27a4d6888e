package policy

import (
	"fmt"

	"mpool/internal/units"
)

// amount is the value that a policy measures. It changes with time, so it is a detail that does not
// make a plan stale.
func (is measures) amount(policy string) string {
	switch policy {
	case policyMaxArbitrageCost:
		return is.costWords()
	case policyMinDuration:
		return "planned: " + spanOf(is.duration)
	case policyWeightChange:
		return "planned: " + is.byToken() + units.RoundedUp(is.weightMoves) + " points"
	case policyFeeDrop:
		return "planned: " + units.RoundedUp(is.feeDrops) + " points"
	case policyDeviation:
		return "the difference is " + units.ShareText(*is.deviates)
	case policyImpact:
		if is.outside {
			return "the trade costs " + units.ShareText(*is.impact) + " of what is paid"
		}
		return "they cost " + units.ShareText(*is.impact) + " of what is paid"
	}
	return ""
}

// who names the cost: who loses or gains by what.
func (is measures) who() string {
	switch {
	case is.dilutes && is.removes:
		return "the loss of LPs by the withdrawal"
	case is.dilutes:
		return "the loss of LPs by the mint"
	case is.exposes && !is.founds:
		return "what others can take by trading around this"
	}
	return "arbitrage cost"
}

// costWords describes the cost, with and without gas fees.
func (is measures) costWords() string {
	switch {
	case is.dilutes:
		return "the loss is " + units.ShareText(*is.cost)
	case is.exposes && !is.founds:
		return "others can take up to " + units.ShareText(*is.cost) + " of the pool, if they pay no swap fee and no circuit breaker stops them"
	case is.lowest:
		return "the cost is at least " + units.ShareText(*is.cost) + "; the effect of gas fees is unknown"
	case is.gas != nil && above(is.cost, is.free):
		return fmt.Sprintf("the cost is about %s with gas fees%s", units.ShareText(*is.gas), is.butFree())
	}
	return "the cost is " + units.ShareText(*is.cost)
}

// butFree is the cost without gas fees, if it is not tiny.
func (is measures) butFree() string {
	if units.Tiny(*is.free) {
		return ""
	}
	return ", and " + units.ShareText(*is.free) + " without"
}

func (is measures) remedy(policy string) string {
	switch {
	case policy == policyDeviation:
		return "wait until trades have brought the pool to the market, or correct the feed in the configuration"
	case policy == policyImpact && is.outside:
		return "check the prices; if they are right, use a smaller amount, or wait until arbitrage has moved the pool to them"
	case policy == policyImpact:
		return "use a smaller amount, pay or take all tokens in proportion, or wait for a lower swap fee"
	case policy == policyWeightChange && is.removes:
		return "lower the token's weight first, gradually with mpool weights-update, then remove the token"
	case policy == policyWeightChange && is.shifts:
		return "use a lower --weight and raise it afterwards, gradually with mpool weights-update"
	case policy == policyFeeDrop:
		return "lower the fee gradually: use a longer --duration"
	case is.stops:
		return "use a shorter --within"
	case policy == policyMaxArbitrageCost && is.dilutes && is.removes:
		return "use --burn fair, which burns what the token is worth of the owner's BPT"
	case policy == policyMaxArbitrageCost && is.dilutes:
		return "use --mint fair, which mints what the deposit is worth"
	case policy == policyMaxArbitrageCost && is.deposits:
		return "omit --amount: mpool computes the deposit from --price"
	case policy == policyMaxArbitrageCost && is.exposes:
		return "leave each token with the share of the pool's value that matches its weight, or change the weights too"
	case policy == policyMaxArbitrageCost && is.gasRules:
		return "gas fees set this cost, so a longer duration does not reduce it: change the weights in smaller steps, or when gas is cheaper"
	case policy == policyMaxArbitrageCost && is.noSwaps:
		return "enable swaps while the weights move: run mpool swaps enable first"
	}
	return "use a longer --duration"
}
