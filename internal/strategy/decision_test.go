package strategy_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// noted records what an adviser decided in a backtest, and on which pool.
type noted struct {
	backtest.Adviser
	pools   []*ops.Snapshot
	targets [][]ops.TokenWeight
	reasons []string
}

func (n *noted) Advise(now *ops.Snapshot) (ops.Operation, string, error) {
	op, reason, err := n.Adviser.Advise(now)
	n.pools, n.reasons = append(n.pools, now), append(n.reasons, reason)
	update, _ := op.(ops.UpdateWeights)
	n.targets = append(n.targets, update.Weights)
	return op, reason, err
}

// TestSameTargets checks that the same series gives the same targets in a backtest and in a plan, at
// each decision, whatever follows in the file and however late the plan is made.
func TestSameTargets(t *testing.T) {
	for _, rule := range []string{
		"{kind: momentum, lookback: 6h, strength: 2, weights: {A: 40%, B: 30%, C: rest}}",
		"{kind: mean-reversion, lookback: 4h, weights: {A: 40%, B: 30%, C: rest}}",
		"{kind: inverse-volatility, lookback: 12h}",
		"{kind: market-cap, supply: {A: 100, B: 2000, C: 50}}",
		"{kind: target, weights: {A: 20%, B: 30%, C: rest}}",
	} {
		text := "version: 1\nsignal:\n  every: 3h\n  lag: 10m\n  rule: " + rule + "\n  guard: {min_weight: 5%, max_weight: 70%, max_change: 20%/day, min_change: 0.1%, oracle: twap:30m, max_deviation: 5%}\n"
		s, err := strategy.Read([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		table := walk(5, 600)
		n := run(t, s, table)
		for i, pool := range n.pools {
			late := *pool
			late.Block.Time += units.Time(i*500) % 10_000 // still before the next decision
			d, err := s.Decide(&late, table, nil, 0)
			if err != nil || !slices.Equal(d.Weights, n.targets[i]) || d.Reason != n.reasons[i] || d.At != pool.Block.Time {
				t.Fatalf("%s: decision %d at %s: the plan has %+v (%v), the backtest %v %q", rule, i, pool.Block.Time, d, err, n.targets[i], n.reasons[i])
			}
		}
		if decided := slices.ContainsFunc(n.targets, func(w []ops.TokenWeight) bool { return w != nil }); len(n.pools) < 10 || !decided {
			t.Errorf("%s: only %d decisions, of which some has a target: %v", rule, len(n.pools), decided)
		}
	}
}

// walk is a random path of three tokens, with a row every five minutes.
func walk(seed uint64, rows int) *market.Table {
	dice := rand.New(rand.NewPCG(seed, 1))
	table := &market.Table{Tokens: 3}
	prices := []float64{2500, 50, 1}
	for i := range rows {
		table.Times = append(table.Times, 1_700_000_100+300*int64(i))
		for k := range prices {
			prices[k] *= math.Exp(0.004 * dice.NormFloat64())
		}
		table.Prices = append(table.Prices, prices...)
	}
	return table
}

func run(t *testing.T, s *strategy.Strategy, table *market.Table) *noted {
	t.Helper()
	f, err := poolfile.Read([]byte("tokens: [{symbol: A, weight: 40%}, {symbol: B, weight: 30%}, {symbol: C, weight: 30%}]\nswap_fee: 0.3%\n"))
	if err != nil {
		t.Fatal(err)
	}
	first := units.Time(table.Times[0])
	pool, err := f.Snapshot(first, table.Row(0), 1e6)
	if err != nil {
		t.Fatal(err)
	}
	adviser, err := s.Adviser(pool, first, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := &noted{Adviser: adviser}
	engine, err := backtest.New(pool, backtest.Options{Adviser: n, ArbEvery: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range table.Times {
		if err := engine.Step(at, table.Row(i)); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// TestDecideNeedsWeights checks that a rule which would start from the pool's own weights is refused,
// because it would follow itself.
func TestDecideNeedsWeights(t *testing.T) {
	for text, want := range map[string]string{
		"version: 1\nsignal: {every: 1d, rule: {kind: momentum, lookback: 6h}}\n": "line 2: signal: rule: weights: add weights: {WETH: 40%, …} to the rule, because it cannot start from the pool's weights, which it moves itself",
		"version: 1\nschedule: []\n": "it has no signal: a schedule is for a backtest, and what is wanted now stands in the pool file",
	} {
		s, err := strategy.Read([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Decide(&ops.Snapshot{}, walk(1, 3), nil, 0); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestDecisionWords checks that no price has an exponent.
func TestDecisionWords(t *testing.T) {
	pool := &ops.Snapshot{Tokens: []ops.Token{{Symbol: "A"}, {Symbol: "B"}}}
	if words := (strategy.Decision{Row: []float64{0.00002, 123456789}}).Words(pool); !strings.Contains(words, " A 0.00002 B 123456789;") {
		t.Error(words)
	}
}
