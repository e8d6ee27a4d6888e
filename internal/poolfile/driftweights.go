package poolfile

import (
	"fmt"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// wanted returns the wanted weights in the pool's order; nil if there are none.
func (c *comparison) wanted() []ops.TokenWeight {
	if c.on.Target != nil {
		return c.on.Target.Weights
	}
	if !c.w.weighted() || !c.sameTokens() {
		return nil
	}
	all := make([]ops.TokenWeight, len(c.now.Tokens))
	for _, t := range c.w.Tokens {
		token := t.of(c.now)
		if token == nil {
			return nil
		}
		for i := range c.now.Tokens {
			if c.now.Tokens[i].Address == token.Address {
				all[i] = ops.TokenWeight{Token: token.Address, Weight: *t.Weight}
			}
		}
	}
	return all
}

// weights compares the end of the pool's weight change, not the current weights: a change to the wanted
// weights is in progress, and a change to other weights is drift.
func (c *comparison) weights() {
	if c.w.weighted() && !c.sameTokens() {
		c.differ("weights", c.standing(), c.allWeights(), c.fileWeights(), c.half)
		return
	}
	wanted := c.wanted()
	if wanted == nil || len(wanted) != len(c.now.Tokens) {
		return
	}
	moving := c.now.Block.Time < c.now.Weights.End
	off, travels := c.off(wanted)
	switch {
	case !off && moving && travels:
		c.differ("weights", Underway, c.weightWords(wanted, nowWeight), targetWords(c.now, wanted), "the change "+c.now.Weights.When(c.now.Block.Time))
	case !off:
	default:
		c.reweigh(wanted, moving)
	}
}

// off reports whether an end weight differs from the wanted one by more than the tolerance, and whether
// a current weight does.
func (c *comparison) off(wanted []ops.TokenWeight) (leads, is bool) {
	for i, t := range c.now.Tokens {
		leads = leads || beyond(t.EndWeight, wanted[i].Weight, c.w.Tolerance)
		is = is || beyond(t.Weight, wanted[i].Weight, c.w.Tolerance)
	}
	return leads, is
}

func beyond(a, b, tolerance units.Fixed) bool {
	var d uint256.Int
	if a.Int().Lt(b.Int()) {
		a, b = b, a
	}
	return d.Sub(a.Int(), b.Int()).Gt(tolerance.Int())
}

// reweigh adds a change to the wanted weights, from those at its start.
func (c *comparison) reweigh(wanted []ops.TokenWeight, moving bool) {
	why := c.half
	if moving && why == "" {
		why = "a change to " + c.weightWords(wanted, endWeight) + " " + c.now.Weights.When(c.now.Block.Time) + ": it will be replaced"
	}
	c.differ("weights", Drifted, c.weightWords(wanted, nowWeight), targetWords(c.now, wanted), why)
	duration, problem := c.duration(wanted)
	if problem != "" {
		c.refuse("weight_ramp", problem)
		return
	}
	var to []string
	for _, t := range wanted {
		to = append(to, t.Token.Hex()+"="+t.Weight.Percent())
	}
	c.weighs = append(c.weighs, step("weights", "change the weights over "+duration.Span()+c.margin(), "weights-update", give("to", strings.Join(to, ",")), give("duration", spanWords(duration))))
}

// duration returns the longest duration that the limits of the pace require, in seconds, or a problem.
func (c *comparison) duration(wanted []ops.TokenWeight) (units.Time, string) {
	if c.on.Target != nil {
		return c.on.Target.For, ""
	}
	pace := c.w.Pace
	if pace == (Pace{}) {
		return 0, "the weights differ, but the file does not say how fast to change them: write weight_ramp: {max_change: 5%/day}"
	}
	move := weightcost.Move{}
	for i, t := range c.now.Tokens {
		move.From, move.To = append(move.From, t.Weight), append(move.To, wanted[i].Weight)
	}
	longest := pace.For
	if least := c.w.Policies.MinDuration; least != nil {
		longest = max(longest, *least)
	}
	if pace.PerDay != (units.Fixed{}) {
		longest = max(longest, perDay(move.Largest(), pace.PerDay))
	}
	if pace.MaxArbitrageCost != (units.Fixed{}) {
		least, found, err := move.LeastLength(pace.MaxArbitrageCost, max(1, c.on.Interval))
		if err != nil || !found {
			return 0, fmt.Sprintf("no duration keeps the arbitrage cost below %s", pace.MaxArbitrageCost.Percent())
		}
		longest = max(longest, least)
	}
	return longest + mining, ""
}

// margin says in words that a duration has a margin.
func (c *comparison) margin() string {
	if c.on.Target != nil {
		return ""
	}
	return " (with a margin of " + mining.Span() + " until it is mined)"
}

// mining is added to the duration, in seconds: a change starts when it is mined, but its end is fixed
// when it is planned.
const mining = units.Time(600)

// perDay returns the seconds that a change of way needs at speed per day, rounded up.
func perDay(way, speed units.Fixed) units.Time {
	var seconds, rest uint256.Int
	day := uint256.NewInt(86400)
	if _, over := seconds.MulDivOverflow(way.Int(), day, speed.Int()); over || !seconds.IsUint64() {
		return 1 << 32
	}
	if !rest.MulMod(way.Int(), day, speed.Int()).IsZero() {
		seconds.AddUint64(&seconds, 1)
	}
	return units.Time(seconds.Uint64())
}

// spanWords formats a duration as a flag, to the second.
func spanWords(d units.Time) string { return fmt.Sprintf("%ds", d) }

func nowWeight(t ops.Token) units.Fixed { return t.Weight }
func endWeight(t ops.Token) units.Fixed { return t.EndWeight }

func (c *comparison) weightWords(wanted []ops.TokenWeight, of func(ops.Token) units.Fixed) string {
	var all []string
	for i, t := range c.now.Tokens {
		if t.Weight != wanted[i].Weight || t.EndWeight != wanted[i].Weight {
			all = append(all, t.Symbol.String()+" "+of(t).Percent())
		}
	}
	return symbols(all)
}

func targetWords(now *ops.Snapshot, wanted []ops.TokenWeight) string {
	var all []string
	for i, t := range now.Tokens {
		if t.Weight != wanted[i].Weight || t.EndWeight != wanted[i].Weight {
			all = append(all, t.Symbol.String()+" "+wanted[i].Weight.Percent())
		}
	}
	return symbols(all)
}
