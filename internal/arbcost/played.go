package arbcost

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Played is the replay of a weight change with the pool's own integer arithmetic and swap fee.
// Prices are fair, and arbitrage comes at fixed intervals and pays for its gas.
type Played struct {
	backtest.ChangeCost
	Gas bool `json:"with_gas"` // false: gas is free because its price is unknown
	// Coarse says that the replay used longer intervals than arbitrage needs, to limit the number
	// of trades. Then the replay overestimates the cost.
	Coarse bool `json:"coarse"`
	// Moving is the cost at random prices; null if not requested.
	Moving *moving `json:"moving_prices,omitempty"`
	// Past is the cost at past prices; null if not requested.
	Past  *pastPrices         `json:"past_prices,omitempty"`
	Users []backtest.UserCost `json:"users"`
	// since is the state that Users compares with; empty: the current one.
	since string
}

// moving is the cost of a change at random prices, over several paths.
type moving struct {
	Volatility float64 `json:"volatility"`
	Paths      int     `json:"paths"`
	Mean       float64 `json:"mean"`
	Least      float64 `json:"least"`
	Most       float64 `json:"most"`
}

// The limits of a preview's replay, so that it takes some milliseconds.
const (
	playedSteps = 10_000
	movingPaths = 16
)

// newReplay returns a plan's weight change for the replay. It is nil if there is none, or if nobody
// can trade while it runs.
func newReplay(plan *ops.Plan, policies policy.Policies) (*backtest.Change, error) {
	move := plan.Moves
	if move == nil || move.Stops || move.Length == 0 || plan.Refused() || !plan.Predicted.Pool.SwapEnabled || plan.Predicted.Pool.Paused {
		return nil, nil
	}
	start, err := plan.Predicted.At(max(plan.Predicted.Block.Time, plan.Predicted.Weights.Start))
	if err != nil {
		return nil, err
	}
	if fair := backtest.FairPrices(start); len(fair) < 2 || slices.Contains(fair, 0) {
		return nil, nil // a token without a balance has no price
	}
	change := &backtest.Change{Pool: start, End: start.Weights.End, Interval: policies.Interval, MostSteps: playedSteps}
	if part, missing := policies.Trade.PartOfPool(start); missing == "" {
		change.Gas, _ = part.Float64()
	}
	return change, nil
}

// lasting returns the same change over another duration, in seconds.
func lasting(c backtest.Change, length units.Time) backtest.Change {
	pool := *c.Pool
	pool.Weights.End = pool.Block.Time + length
	c.Pool, c.End = &pool, pool.Weights.End
	return c
}

// play replays a plan's weight change at constant prices.
func play(change *backtest.Change, before *ops.Snapshot, plan *ops.Plan) (*Played, error) {
	if change == nil {
		return nil, nil
	}
	v := &Played{Gas: change.Gas > 0}
	var err error
	if v.ChangeCost, err = change.Cost(); err != nil {
		return nil, err
	}
	v.Coarse = v.Step > max(change.Interval, 1)
	return v, v.users(before, plan)
}

func newMoving(change backtest.Change, volatility float64) (*moving, error) {
	m := &moving{Volatility: volatility, Paths: movingPaths, Least: math.Inf(1), Most: math.Inf(-1)}
	change.Volatility = volatility
	for seed := range uint64(movingPaths) {
		change.Seed = seed
		cost, err := change.Cost()
		if err != nil {
			return nil, err
		}
		m.Mean += float64(cost.Share / movingPaths)
		m.Least, m.Most = min(m.Least, cost.Share), max(m.Most, cost.Share)
	}
	return m, nil
}

// users computes what users pay for a trade before and after the change.
func (v *Played) users(before *ops.Snapshot, plan *ops.Plan) error {
	now, err := before.At(plan.At)
	if err != nil {
		return err
	}
	after, err := plan.Predicted.At(plan.Predicted.Weights.End)
	if err != nil {
		return err
	}
	v.Users, err = backtest.UserCosts(now, after)
	return err
}

// mostUsers is the largest number of tokens in the text.
const mostUsers = 4

// others describes the cost at other prices, and for users.
func (v *Played) others() []string {
	var list []string
	if m := v.Moving; m != nil {
		list = append(list, fmt.Sprintf("with a volatility of %s a year: %s more than without the change, %s to %s over %d paths", text.Result(m.Volatility), text.Result(m.Mean), text.Result(m.Least), text.Result(m.Most), m.Paths))
	}
	if m := v.Past; m != nil {
		list = append(list, fmt.Sprintf("at prices of the past: %s more than without the change, %s to %s over %s of %s", text.Result(m.Mean), text.Result(m.Least), text.Result(m.Most),
			text.Plural(m.Spans, "span"), text.Between(m.From, m.To)))
	}
	if words := v.userWords(); words != "" {
		list = append(list, "users who sell 1% of a balance pay, with swap fee: "+words)
	}
	return list
}

// sentence describes the cost at constant prices.
func (v *Played) sentence() string {
	gas := "no gas fee"
	if v.Gas {
		gas = "gas fee paid"
	}
	words := fmt.Sprintf("simulated with the pool's swap fee and %s at constant prices: %s, in %s", gas, text.Cost(v.fixed()), v.trades())
	if v.Coarse {
		words += fmt.Sprintf("; this does not count, because the simulation trades only %s: it is less with more frequent trades", text.Every(v.Step))
	}
	return words
}

func (v *Played) trades() string {
	if v.Trades == 0 {
		return "no trades"
	}
	return text.GroupedPlural(uint64(v.Trades), "trade")
}

// fixed is the share with 18 decimals, rounded up.
func (v *Played) fixed() units.Fixed { return fixedUp(v.Share) }

// userWords name the tokens whose trading cost changes most.
func (v *Played) userWords() string {
	users := slices.Clone(v.Users)
	slices.SortStableFunc(users, func(a, b backtest.UserCost) int {
		x, y := math.Abs(a.After-a.Before), math.Abs(b.After-b.Before)
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var words []string
	for _, u := range users[:min(len(users), mostUsers)] {
		words = append(words, fmt.Sprintf("%s %s %s, %s after", u.Token, text.CostOf(u.Before), cmp.Or(v.since, "now"), text.CostOf(u.After)))
	}
	return strings.Join(words, "; ")
}
