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
