package planner

import (
	"fmt"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Arbitrage is what a weight change gives to arbitrage, by a model. Shares are
// of the pool's value, rounded up.
type Arbitrage struct {
	Cost     units.Fixed      `json:"cost"`         // where gas is free: the least that it is
	AtOnce   units.Fixed      `json:"cost_at_once"` // of the same change as a jump
	AtMost   bool             `json:"at_most"`      // mined in time, it is less
	Length   units.Time       `json:"length"`       // seconds from the first to the last moment of the change
	Steps    uint64           `json:"steps"`
	Interval units.Time       `json:"arb_interval"` // seconds between two of them
	Gas      *gasView         `json:"with_gas"`     // null where it is not known
	NoGas    string           `json:"with_gas_unknown,omitempty"`
	Cap      capView          `json:"cap"`
	Played   *Played          `json:"played,omitempty"` // null where nobody can trade along the way
	Assumes  string           `json:"assumes"`
	NoSwaps  bool             `json:"swaps_disabled"` // then nobody can trade along the way
	change   *backtest.Change // the change as the replay runs it; nil if there is no replay
}

// capView is the duration that keeps the cost below a cap.
type capView struct {
	Cost     units.Fixed `json:"cost"`
	From     string      `json:"from"`           // the configuration's key, or empty: mpool's yardstick
	Duration *units.Time `json:"least_duration"` // seconds; null where none does
	// GasPrice is the highest at which a duration would; null where gas is not what
	// keeps one from it.
	GasPrice *units.Wei `json:"max_gas_price"`
	lowest   bool       // the duration is of the least cost: what gas makes of it is not known
	byGas    bool       // the cost with gas is above the cap
}

const priceAssumes = "constant prices; cost and with_gas also assume no swap fee, one trade for all tokens, and no wait for the next block"

// NewArbitrage is nil for a plan that begins no weight change.
func NewArbitrage(before *ops.Snapshot, plan *ops.Plan, policies policy.Policies) (*Arbitrage, error) {
	move := plan.Moves
	if move == nil {
		return nil, nil
	}
	v := &Arbitrage{
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

// newCapView takes the policy that objects first: the one that warns, unless the
// one that refuses allows less.
func newCapView(policies policy.Policies) capView {
	warn, refuse := policies.Warn.MaxArbitrageCost, policies.Refuse.MaxArbitrageCost
	if policies.BuiltIn {
		refuse = nil // it is far above the yardstick
	}
	switch {
	case refuse != nil && (warn == nil || refuse.Int().Lt(warn.Int())):
		return capView{Cost: *refuse, From: "refuse.max_arbitrage_cost"}
	case warn != nil:
		return capView{Cost: *warn, From: "warn.max_arbitrage_cost"}
	}
	return capView{Cost: units.FixedFrom(100_000_000_000_000)} // a hundredth of a percent, mpool's own mark
}

func (v *Arbitrage) Text(p *text.Page) {
	p.Line("")
	for i, sentence := range v.Sentences() {
		p.Line("%s%s", map[bool]string{true: "  "}[i > 0], sentence)
	}
}

// Sentences are the price, and what it rests on. The figure that counts comes first.
func (v *Arbitrage) Sentences() []string {
	if v.Cost == (units.Fixed{}) {
		return []string{"arbitrage cost: none (no weight moves)"}
	}
	list := []string{"arbitrage cost: " + v.figures()}
	if !v.AtMost {
		list = append(append(list, v.gasSentence()...), v.Cap.sentence())
	}
	return append(list, v.besides()...)
}

// figures sets the arbitrage cost of the change: the largest known figure, which policies
// use too.
func (v *Arbitrage) figures() string {
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

// from says where the figure that counts comes from.
func (v *Arbitrage) from(share units.Fixed) string {
	switch replay := v.replayed(); {
	case replay != nil && share == *replay:
		return "simulated with gas fee and swap fee: " + v.Played.trades()
	case share == v.Gas.Share:
		return "formula with gas fee and no swap fee"
	}
	return "arbitrage " + v.often()
}

func (v *Arbitrage) atOnce() string { return "; if done at once: " + text.Cost(v.AtOnce) }

// often says how often arbitrage comes by.
func (v *Arbitrage) often() string {
	return fmt.Sprintf("%s, %s", text.Every(v.Interval), text.GroupedPlural(v.Steps, "time"))
}

func (v capView) sentence() string {
	from := "mpool's reference value"
	if v.From != "" {
		from = "the limit " + v.From
	}
	cost := text.Percent(v.Cost) + ", " + from
	switch {
	case v.byGas:
		return "no duration keeps it below " + cost + ": gas alone costs more; " + v.wouldDo()
	case v.Duration == nil:
		return "no duration keeps it below " + cost
	case *v.Duration == 0:
		return "even at once it stays below " + cost
	case v.lowest:
		return "without gas fees it stays below " + cost + ", if it takes " + enough(*v.Duration) + " or more; gas may raise it above"
	}
	return "it stays below " + cost + ", if it takes " + enough(*v.Duration) + " or more"
}

// enough is a span of time in its two largest units, rounded up.
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
