package planner

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Played is a weight change as a backtest has it: the pool's own integers and swap fee,
// fair prices, and arbitrage that comes every so often and pays for its gas.
type Played struct {
	backtest.ChangeCost
	Gas bool `json:"with_gas"` // false: what gas costs is not known, and it is free
	// Moving is the same at prices that move; null where nobody asked.
	Moving *moving `json:"moving_prices,omitempty"`
	// Past is the same at prices of the past; null where nobody named any.
	Past  *pastPrices         `json:"past_prices,omitempty"`
	Users []backtest.UserCost `json:"users"`
}

// moving is what prices make of a change that move by chance, over some paths.
type moving struct {
	Volatility float64 `json:"volatility"`
	Paths      int     `json:"paths"`
	Mean       float64 `json:"mean"`
	Least      float64 `json:"least"`
	Most       float64 `json:"most"`
}

// The bounds of what a preview may take: some milliseconds.
const (
	playedSteps = 10_000
	movingPaths = 16
)

// Play plays a plan's weight change through, and tells the policies what arbitrage takes that
// pays for its gas. It is nil where no change begins, or nobody can trade while it runs.
func (pl *Planner) Play(before *ops.Snapshot, plan *ops.Plan, policies *ops.Policies) (*Played, error) {
	move := plan.Moves
	if move == nil || move.Stops || move.Length == 0 || plan.Refused() || !plan.Predicted.Pool.SwapEnabled || plan.Predicted.Pool.Paused {
		return nil, nil
	}
	start, err := plan.Predicted.At(max(plan.Predicted.Block.Time, plan.Predicted.Weights.Start))
	if err != nil {
		return nil, err
	}
	if slices.Contains(backtest.FairPrices(start), 0) {
		return nil, nil // a token without a balance has no price
	}
	change := backtest.Change{Pool: start, End: start.Weights.End, Interval: policies.Interval, MostSteps: playedSteps}
	v := &Played{}
	if part, missing := policies.Trade.PartOfPool(start); missing == "" {
		change.Gas, _ = part.Float64()
		v.Gas = true
	}
	if v.ChangeCost, err = change.Cost(); err != nil {
		return nil, err
	}
	if pl.Volatility > 0 {
		if v.Moving, err = newMoving(change, pl.Volatility); err != nil {
			return nil, err
		}
	}
	if len(pl.Prices) > 0 {
		if v.Past, err = newPastPrices(change, pl.Prices); err != nil {
			return nil, err
		}
	}
	if err := v.rule(before, plan, policies); err != nil {
		return nil, err
	}
	return v, v.users(before, plan)
}

// rules is how many times as much gas has to cost as time does, so that what was simulated is
// of gas alone, and no longer duration would lower it.
const rules = 4

// rule has the policies hold what was simulated, where gas rules.
func (v *Played) rule(before *ops.Snapshot, plan *ops.Plan, policies *ops.Policies) error {
	now, err := before.At(plan.At)
	if err != nil {
		return err
	}
	floor, _, err := policies.Trade.Floor(now, *plan.Moves)
	if err != nil || floor == nil {
		return err
	}
	free, err := plan.Moves.Cost(policies.Steps(plan))
	if err != nil {
		return err
	}
	if least := new(big.Int).Mul(free.Int().ToBig(), big.NewInt(rules)); least.Cmp(floor.Share.Int().ToBig()) <= 0 {
		policies.Trade.Played = v.most()
	}
	return nil
}

// most is the share that arbitrage takes, rounded up.
func (v *Played) most() *ops.Fixed {
	if !(v.Share > 0) {
		return nil
	}
	share := ops.FixedFrom(uint64(math.Ceil(1e18 * min(1, v.Share))))
	return &share
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

// users works out what users pay before and after.
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

// mostUsers is how many tokens are told one by one.
const mostUsers = 4

// sentences say it to people.
func (v *Played) sentences() []string {
	gas := "no gas fee"
	if v.Gas {
		gas = "gas fee paid"
	}
	list := []string{fmt.Sprintf("simulated with the pool's swap fee and %s at constant prices: %s, in %s of %s", gas, shareOf(v.Share), text.GroupedPlural(uint64(v.Trades), "trade"), text.GroupedPlural(uint64(v.Steps), "step"))}
	if m := v.Moving; m != nil {
		list = append(list, fmt.Sprintf("with a volatility of %s a year: %s more than without the change, %s to %s over %d paths", shareOf(m.Volatility), shareOf(m.Mean), shareOf(m.Least), shareOf(m.Most), m.Paths))
	}
	if m := v.Past; m != nil {
		list = append(list, fmt.Sprintf("at prices of the past: %s more than without the change, %s to %s over %s of %s to %s", shareOf(m.Mean), shareOf(m.Least), shareOf(m.Most),
			text.Plural(m.Spans, "span"), text.Time(m.From), text.Time(m.To)))
	}
	if words := v.userWords(); words != "" {
		list = append(list, "users who sell 1% of a balance pay, with swap fee: "+words)
	}
	return list
}

// userWords has the tokens for which it changes most.
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
		words = append(words, fmt.Sprintf("%s %s now, %s after", text.Clean(u.Token, text.NameWidth), shareOf(u.Before), shareOf(u.After)))
	}
	return strings.Join(words, "; ")
}

func shareOf(x float64) string { return fmt.Sprintf("%.3g%%", 100*x) }
