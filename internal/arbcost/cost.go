// Package arbcost says what arbitrage takes from a pool because of a plan, in numbers and in words:
// the cost of a weight change by formula and by replay, the best trade after the plan, and what moved
// prices would cost once swaps are enabled again.
package arbcost

import (
	"fmt"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Cost is the estimated cost of a weight change to the pool's LPs, as computed by package ops
// and the replay. Shares are fractions of the pool's value, rounded up.
type Cost struct {
	Cost     units.Fixed      `json:"cost"`         // without gas fees: a lower bound
	AtOnce   units.Fixed      `json:"cost_at_once"` // of the same change as a jump
	AtMost   bool             `json:"at_most"`      // less if mined in time
	Length   units.Time       `json:"length"`       // seconds from the first to the last moment of the change
	Steps    uint64           `json:"steps"`
	Interval units.Time       `json:"arb_interval"` // seconds between two steps
	Gas      *gasView         `json:"with_gas"`     // null if unknown
	NoGas    string           `json:"with_gas_unknown,omitempty"`
	Cap      capView          `json:"cap"`
	Played   *Played          `json:"played,omitempty"` // null if nobody can trade during the change
	Assumes  string           `json:"assumes"`
	NoSwaps  bool             `json:"swaps_disabled"` // then nobody can trade during the change
	change   *backtest.Change // the change for the replay; nil if there is none
}

// capView is the least duration that keeps the cost below a limit.
type capView struct {
	Cost     units.Fixed `json:"cost"`
	From     string      `json:"from"`           // configuration key of the limit; empty: mpool's reference value
	Duration *units.Time `json:"least_duration"` // seconds; null if no duration does
	// GasPrice is the highest gas price at which a duration would suffice; null if gas is not the
	// reason.
	GasPrice *units.Wei `json:"max_gas_price"`
	lowest   bool       // the duration is for Cost alone, because the effect of gas is unknown
	byGas    bool       // the cost with gas is above the cap
}

const priceAssumes = "constant prices; cost and with_gas also assume no swap fee, one trade for all tokens, and no wait for the next block"

// Of computes the cost of the weight change that a plan begins; nil if it begins none.
func Of(before *ops.Snapshot, plan *ops.Plan, policies policy.Policies) (*Cost, error) {
	move := plan.Moves
	if move == nil {
		return nil, nil
	}
	v := &Cost{
		Length: move.Length, Steps: policies.Steps(plan), Interval: policies.Interval,
		AtMost: move.Stops, Cap: newCapView(policies), Assumes: priceAssumes, NoSwaps: !plan.Predicted.Pool.SwapEnabled,
	}
	var err error
	if v.Cost, err = move.Cost(v.Steps); err != nil {
		return nil, err
	}
	if v.AtOnce, err = move.Cost(1); err != nil {
		return nil, err
	}
	if err := v.withGas(before, plan, policies.Trade); err != nil {
		return nil, err
	}
	if v.change, err = newReplay(plan, policies); err != nil {
		return nil, err
	}
	if v.Played, err = play(v.change, before, plan); err != nil {
		return nil, err
	}
	return v, v.capped(move, policies.Interval)
}

// newCapView takes the stricter of the two policies: the warning, unless the refusal allows less.
func newCapView(policies policy.Policies) capView {
	warn, refuse := policies.Warn.MaxArbitrageCost, policies.Refuse.MaxArbitrageCost
	if policies.BuiltIn {
		refuse = nil // the built-in limit is far above the reference value
	}
	switch {
	case refuse != nil && (warn == nil || refuse.Int().Lt(warn.Int())):
		return capView{Cost: *refuse, From: "refuse.max_arbitrage_cost"}
	case warn != nil:
		return capView{Cost: *warn, From: "warn.max_arbitrage_cost"}
	}
	return capView{Cost: units.FixedFrom(100_000_000_000_000)} // 0.01%, mpool's reference value
}

// Follows says that the change starts from the state that the calls before this one make.
func (v *Cost) Follows(call int) {
	if v != nil && v.Played != nil {
		v.Played.since = fmt.Sprintf("before call %d", call)
	}
}

// Text prints the sentences.
func (v *Cost) Text(p *text.Page) {
	p.Line("")
	for i, sentence := range v.Sentences() {
		p.Line("%s%s", map[bool]string{true: "  "}[i > 0], sentence)
	}
}

// Sentences describe the cost, the relevant figure first, and the assumptions.
func (v *Cost) Sentences() []string {
	if v.Cost == (units.Fixed{}) {
		return []string{"arbitrage cost: none (no weight moves)"}
	}
	list := []string{"arbitrage cost: " + v.figures()}
	if !v.AtMost {
		list = append(append(list, v.gasSentence()...), v.Cap.sentence()...)
	}
	return append(list, v.besides()...)
}

// figures is the arbitrage cost of the change: the largest known figure, which policies use too.
func (v *Cost) figures() string {
	bound, share := v.counts()
	words := text.Cost(share) + " of TVL"
	bound = bounded(bound, share) + " of TVL"
	switch {
	case v.AtMost:
		return bound + ", if mined at the worst moment of the window"
	case v.NoSwaps:
		return words + " (one arbitrage trade, when swaps are enabled later)"
	case v.Length == 0:
		return words + " (one arbitrage trade, because the weights change at once)"
	case v.Steps == 1:
		return words + " (one arbitrage trade)" + v.atOnce()
	case v.Gas == nil:
		return fmt.Sprintf("%s (arbitrage %s, no gas fee)%s", bound, v.often(), v.atOnce())
	}
	return fmt.Sprintf("%s, %s (%s)%s", bound, v.Gas.worth(share), v.from(share), v.atOnce())
}

// from names the source of the relevant figure.
func (v *Cost) from(share units.Fixed) string {
	switch replay := v.Replayed(); {
	case replay != nil && share == *replay:
		return "simulated with gas fee and swap fee: " + v.Played.trades()
	case share == v.Gas.Share:
		return "formula with gas fee and no swap fee"
	}
	return "arbitrage " + v.often()
}

func (v *Cost) atOnce() string { return "; if done at once: " + text.Cost(v.AtOnce) }

// often says how often an arbitrage trade happens.
func (v *Cost) often() string {
	return fmt.Sprintf("%s, %s", text.Every(v.Interval), text.GroupedPlural(v.Steps, "time"))
}

// sentence says which duration keeps the cost below the limit. It names none that is fast: prices
// move, and the cost assumes that they do not.
func (v capView) sentence() []string {
	from := "mpool's reference value"
	if v.From != "" {
		from = "the limit " + v.From
	}
	cost := text.Percent(v.Cost) + ", " + from
	switch {
	case v.byGas:
		return []string{"no duration keeps the cost below " + cost + ": gas alone costs more; " + v.wouldDo()}
	case v.Duration == nil:
		return []string{"no duration keeps the cost below " + cost}
	case *v.Duration == 0:
		return []string{"even at once the cost stays below " + cost}
	case ops.Fast(*v.Duration):
		return nil
	case v.lowest:
		return []string{"without gas fees the cost stays below " + cost + ", if the change takes " + enough(*v.Duration) + " or more; gas adds to it"}
	}
	return []string{"the cost stays below " + cost + ", if the change takes " + enough(*v.Duration) + " or more"}
}

// enough formats a duration in its two largest units, rounded up.
func enough(span units.Time) string {
	unit := units.Time(1)
	switch {
	case span >= 86400:
		unit = 3600
	case span >= 3600:
		unit = 60
	}
	return text.Duration((span + unit - 1) / unit * unit)
}
