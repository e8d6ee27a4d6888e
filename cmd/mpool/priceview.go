package main

import (
	"fmt"
	"strconv"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// priceView is what a weight change gives to arbitrage, by a model. Shares are
// of the pool's value, rounded up.
type priceView struct {
	Cost     ops.Fixed `json:"cost"`         // where gas is free: the least that it is
	AtOnce   ops.Fixed `json:"cost_at_once"` // of the same change as a jump
	AtMost   bool      `json:"at_most"`      // mined in time, it is less
	Length   ops.Time  `json:"length"`       // seconds from the first to the last moment of the change
	Steps    uint64    `json:"steps"`
	Interval ops.Time  `json:"arb_interval"` // seconds between two of them
	Gas      *gasView  `json:"with_gas"`     // null where it is not known
	NoGas    string    `json:"with_gas_unknown,omitempty"`
	Cap      capView   `json:"cap"`
	Assumes  string    `json:"assumes"`
	NoSwaps  bool      `json:"swaps_disabled"` // then nobody can trade along the way
}

// capView is the duration that keeps the cost below a cap.
type capView struct {
	Cost     ops.Fixed `json:"cost"`
	From     string    `json:"from"`           // the configuration's key, or empty: mpool's yardstick
	Duration *ops.Time `json:"least_duration"` // seconds; null where none does
	// GasPrice is the highest at which a duration would; null where gas is not what
	// keeps one from it.
	GasPrice *ops.Wei `json:"most_gas_price"`
	lowest   bool     // the duration is of the least cost: what gas makes of it is not known
	byGas    bool     // what gas makes of it is above the cap
}

const priceAssumes = "no swap fee, prices that stand still, and arbitrage at every step; a swap fee makes it less"

// newPriceView is nil for a plan that begins no weight change.
func newPriceView(before *ops.Snapshot, plan *ops.Plan, policies ops.Policies) (*priceView, error) {
	move := plan.Moves
	if move == nil {
		return nil, nil
	}
	v := &priceView{
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
	return v, v.capped(move, policies.Interval)
}

// capped works out the least duration: time does not help where nobody trades, nor
// where gas alone costs more.
func (v *priceView) capped(move *ops.WeightMove, interval ops.Time) error {
	cost := v.Cap.Cost
	if v.NoSwaps && v.AtOnce.Int().Gt(cost.Int()) {
		return nil
	}
	if v.Gas != nil && v.Gas.Share.Int().Gt(cost.Int()) {
		v.Cap.byGas, v.Cap.GasPrice = true, v.Gas.mostPrice(cost, v.AtOnce)
		return nil
	}
	least, found, err := move.LeastLength(v.left(cost), interval)
	if found {
		v.Cap.Duration, v.Cap.lowest = &least, v.Gas == nil && least > 0
	}
	return err
}

// left is what a cap leaves for the cost without gas: where both count, a change costs
// no more than the two together. At once it is one trade.
func (v *priceView) left(most ops.Fixed) ops.Fixed {
	if v.Gas == nil || !v.AtOnce.Int().Gt(most.Int()) {
		return most
	}
	return ops.Fixed(*new(uint256.Int).Sub(most.Int(), v.Gas.Share.Int()))
}

// newCapView takes the policy that objects first: the one that warns, unless the
// one that refuses allows less.
func newCapView(policies ops.Policies) capView {
	warn, refuse := policies.Warn.MaxCost, policies.Refuse.MaxCost
	if policies.BuiltIn {
		refuse = nil // it is far above the yardstick
	}
	switch {
	case refuse != nil && (warn == nil || refuse.Int().Lt(warn.Int())):
		return capView{Cost: *refuse, From: "refuse.max_cost"}
	case warn != nil:
		return capView{Cost: *warn, From: "warn.max_cost"}
	}
	return capView{Cost: ops.FixedFrom(100_000_000_000_000)} // a hundredth of a percent
}

func (v *priceView) text(p *page) {
	p.line("")
	for i, sentence := range v.sentences() {
		p.line("%s%s", map[bool]string{true: "  "}[i > 0], sentence)
	}
}

// sentences are the price, and what it rests on.
func (v *priceView) sentences() []string {
	if v.Cost == (ops.Fixed{}) {
		return []string{"price: nothing: no weight moves"}
	}
	list := []string{fmt.Sprintf("price: %s%s of the pool goes to arbitrage, %s", v.least(), shortPercent(v.Cost), v.when())}
	if v.AtMost {
		list[0] = fmt.Sprintf("price: at most %s of the pool goes to arbitrage, where it is mined at the worst moment", shortPercent(v.Cost))
	} else {
		list = append(append(list, v.gasSentence()...), v.Cap.sentence())
	}
	return append(list, "this is a model: "+v.Assumes)
}

// least says of what is the least that it is.
func (v *priceView) least() string {
	if v.Steps == 1 {
		return ""
	}
	return "at least "
}

func (v *priceView) when() string {
	switch {
	case v.NoSwaps:
		return "all at once when swaps are enabled after it: they are disabled"
	case v.Length == 0:
		return "all at once"
	}
	free := ", if gas were free"
	if v.Steps == 1 {
		free = ""
	}
	return fmt.Sprintf("in %s of %s%s; all at once it would be %s", groupedPlural(v.Steps, "step"), shortWait(v.Interval), free, shortPercent(v.AtOnce))
}

func (v capView) sentence() string {
	from := ""
	if v.From != "" {
		from = ", which is " + v.From
	}
	cost := shortPercent(v.Cost) + from
	switch {
	case v.byGas:
		return "no duration keeps it below " + cost + ": gas sets that; " + v.wouldDo()
	case v.Duration == nil:
		return "no duration keeps it below " + cost
	case *v.Duration == 0:
		return "even at once it stays below " + cost
	case v.lowest:
		return "a duration of " + enough(*v.Duration) + " keeps the least of it below " + cost + ", and gas may keep it above"
	}
	return "a duration of " + enough(*v.Duration) + " keeps it below " + cost
}

// enough is a span of time in its two largest units, rounded up.
func enough(span ops.Time) string {
	unit := ops.Time(1)
	switch {
	case span >= 86400:
		unit = 3600
	case span >= 3600:
		unit = 60
	}
	return shortWait((span + unit - 1) / unit * unit)
}

func groupedPlural(n uint64, word string) string {
	text := group(strconv.FormatUint(n, 10)) + " " + word
	if n != 1 {
		text += "s"
	}
	return text
}
