package backtest

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/holiman/uint256"

	"mpool/internal/arb"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Change is a single change of weights. The pool is at fair prices, which stand still or move, and
// arbitrage pays for its gas.
type Change struct {
	Pool       *ops.Snapshot // at the start of the change
	End        units.Time
	Interval   units.Time // seconds between two possible trades of arbitrage
	MostSteps  int        // above this number of steps, the run takes longer steps
	Gas        float64    // of a trade with one swap, as a share of the pool's value
	Volatility float64    // yearly, of each token's price relative to the heaviest token's; 0: prices stand still
	Seed       uint64
	// Grew, if not nil, gives the growth factor of each token's price after so many seconds of the
	// change. Volatility is then ignored.
	Grew func(since int64, into []float64)
}

// ChangeCost is what arbitrage gains from a change, as a share of the pool's value.
type ChangeCost struct {
	Share  float64    `json:"share"`
	Steps  int        `json:"steps"`
	Step   units.Time `json:"step_seconds"` // if longer than Interval, the cost is overestimated
	Trades int        `json:"trades"`
}

// baseShare is the fixed share of a one-swap trade's gas: 87,000 of 142,000.
const baseShare = 87.0 / 142

const secondsOfYear = 365 * 86400

// Cost runs the change.
func (c Change) Cost() (ChangeCost, error) {
	if cost, done, err := c.byTrades(); done || err != nil {
		return cost, err
	}
	length := c.End - c.Pool.Block.Time
	step := max(c.Interval, 1, (length+units.Time(c.MostSteps)-1)/units.Time(max(1, c.MostSteps)))
	e, err := c.engine()
	if err != nil {
		return ChangeCost{}, err
	}
	fair := FairPrices(c.Pool)
	prices, grew := slices.Clone(fair), make([]float64, len(fair))
	path := newWalk(prices, c.Pool, float64(c.Volatility*math.Sqrt(float64(step)/secondsOfYear)), c.Seed)
	for at := c.Pool.Block.Time; ; at = min(at+step, c.End) {
		if err := e.Step(int64(at), prices); err != nil {
			return ChangeCost{}, err
		}
		if at >= c.End {
			break
		}
		c.move(prices, fair, grew, int64(min(at+step, c.End)-c.Pool.Block.Time), path)
	}
	return c.costOf(e, step)
}

// engine makes an engine in which the pool's value is 1, so that Gas is the cost in money.
func (c Change) engine() (*Engine, error) {
	base := float64(c.Gas * baseShare)
	return New(c.Pool, Options{ArbEvery: 1, Gas: Gas{Base: base, Hop: c.Gas - base, Price: 1, Token: -1}})
}

// costOf is the cost in an engine's run with the given step.
func (c Change) costOf(e *Engine, step units.Time) (ChangeCost, error) {
	r, err := e.Result()
	if err != nil {
		return ChangeCost{}, err
	}
	cost := ChangeCost{Share: float64(r.ReweightCost / r.ValueStart), Steps: r.Steps, Step: step, Trades: r.Arbitrage.Trades}
	if c.still() {
		cost.Share = float64(r.Arbitrage.Gross / r.ValueStart)
	}
	return cost, nil
}

// still says whether prices stand still.
func (c Change) still() bool { return c.Volatility == 0 && c.Grew == nil }

// move sets the prices of the next step.
func (c Change) move(prices, fair, grew []float64, since int64, path *walk) {
	if c.Grew == nil {
		path.next(prices)
		return
	}
	c.Grew(since, grew)
	for i, by := range grew {
		prices[i] = float64(fair[i] * by)
	}
}

// FairPrices are prices at which nobody trades and the pool is worth 1; 0 for a token without a
// balance.
func FairPrices(s *ops.Snapshot) []float64 {
	prices := make([]float64, len(s.Tokens))
	for i, t := range s.Tokens {
		balance, weight, unit := t.Balance().Raw, uint256.Int(t.Weight), 1.0
		for range t.Decimals {
			unit /= 10
		}
		if whole := float64(float(&balance) * unit); whole > 0 {
			prices[i] = float64(float64(float(&weight)/1e18) / whole)
		}
	}
	return prices
}

// walk moves all prices at random except that of the heaviest token. Half of the variance is common to
// all.
type walk struct {
	sigma float64
	heavy int
	dice  *rand.Rand
}

func newWalk(prices []float64, s *ops.Snapshot, sigma float64, seed uint64) *walk {
	w := &walk{sigma: sigma, dice: dice(seed, streamWalk)}
	for i := range prices {
		if s.Tokens[i].EndWeight.Int().Gt(s.Tokens[w.heavy].EndWeight.Int()) {
			w.heavy = i
		}
	}
	return w
}

func (w *walk) next(prices []float64) {
	if w.sigma == 0 {
		return
	}
	common, half := w.dice.NormFloat64(), math.Sqrt(0.5)
	for i := range prices {
		own := w.dice.NormFloat64()
		if i != w.heavy {
			move := float64(w.sigma*float64(half*(common+own))) - float64(float64(w.sigma*w.sigma)/2)
			prices[i] = float64(prices[i] * arb.Exp(move))
		}
	}
}

// UserCost is a user's cost, fee included, of selling a hundredth of a token's balance before a
// change, and the same amount after it, at constant prices.
type UserCost struct {
	Token   named.Symbol `json:"token"`
	Against named.Symbol `json:"against"`
	Before  float64      `json:"before"`
	After   float64      `json:"after"`
}

// UserCosts returns the costs for all tokens that can be sold before and after. It moves the balances
// of the pool after as arbitrage is expected to.
func UserCosts(before, after *ops.Snapshot) ([]UserCost, error) {
	prices := FairPrices(before)
	a, err := stateOf(before, prices)
	if err != nil {
		return nil, err
	}
	b, err := stateOf(after, prices)
	if err != nil || len(a.weights) != len(b.weights) {
		return nil, err
	}
	for i := range b.amounts {
		by := float64(b.weights[i] / a.weights[i])
		b.amounts[i] = float64(b.amounts[i] * by)
		b.pool.Tokens[i].Balance = whole(float64(float(&b.pool.Tokens[i].Balance) * by))
	}
	var all []UserCost
	for i := range a.weights {
		against := a.heaviestBeside(i)
		was := a.slippage(i, against, 0.01, false, a.unit)
		is := b.slippage(i, against, float64(0.01*float64(a.weights[i]/b.weights[i])), false, a.unit)
		if was.Refused == "" && is.Refused == "" {
			all = append(all, UserCost{before.Tokens[i].Symbol, before.Tokens[against].Symbol, was.Cost, is.Cost})
		}
	}
	return all, nil
}

// stateOf is the state of a pool at its block, for computing slippage.
func stateOf(s *ops.Snapshot, prices []float64) (*state, error) {
	e, err := New(s, Options{Gas: Gas{Token: -1}})
	if err != nil {
		return nil, err
	}
	e.now = uint64(s.Block.Time)
	e.reprice(prices)
	e.reweigh()
	kept := &state{unit: e.unit}
	e.keep(kept)
	return kept, nil
}
