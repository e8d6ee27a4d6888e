package policy

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// remedyFor is the remedy, with the values that pass if there are any.
func (is measures) remedyFor(policy string, limits Limits) remedy {
	r := remedy{means: is.remedy(policy)}
	if r.means != useLonger {
		return r
	}
	var passes units.Time
	switch {
	case policy == policyMinDuration && limits.MinDuration != nil:
		r.means, passes = useLength, *limits.MinDuration
	case policy == policyWeightChange && limits.MaxWeightChangePerDay != nil:
		r.means, passes = useSpeed, lengthFor(is.largest, *limits.MaxWeightChangePerDay)
		r.speed = limits.MaxWeightChangePerDay.Percent() + "/day"
	}
	if passes == 0 {
		return remedy{means: useLonger}
	}
	r.length = typed(passes)
	return r
}

// lengthFor is the shortest duration in whole hours in which a weight moves by at most the limit
// within a day. It is zero if there is none.
func lengthFor(whole, limit units.Fixed) units.Time {
	const hours = 24
	var n, rest uint256.Int
	_, over := n.MulOverflow(whole.Int(), uint256.NewInt(hours))
	if limit.Int().IsZero() || over {
		return 0
	}
	n.DivMod(&n, limit.Int(), &rest)
	if !rest.IsZero() {
		n.AddUint64(&n, 1)
	}
	if !n.IsUint64() || n.Uint64() > 1e6 {
		return 0
	}
	return units.Time(n.Uint64() * ops.OneDay / hours)
}

// typed is a duration as a flag takes it: "2d12h". Parts of an hour count as a whole one.
func typed(t units.Time) string {
	hours := (uint64(t) + 3599) / 3600
	switch days, left := hours/24, hours%24; {
	case days == 0:
		return fmt.Sprintf("%dh", left)
	case left == 0:
		return fmt.Sprintf("%dd", days)
	default:
		return fmt.Sprintf("%dd%dh", days, left)
	}
}

// moverOf names the token whose weight moves most.
func moverOf(plan *ops.Plan, largest units.Fixed) string {
	for i, token := range plan.Predicted.Tokens {
		if i < len(plan.Moves.From) && plan.Moves.Distance(i) == largest {
			return token.Symbol.String()
		}
	}
	return ""
}

// byToken names the token that moves, if its own weight counts.
func (is measures) byToken() string {
	if is.shifts || is.mover == "" {
		return ""
	}
	return is.mover + " by "
}
