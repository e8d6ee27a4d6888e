package stress

import (
	"math"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestAttackInThinHours tests the model of an attack with its costs: moving a venue takes its depth,
// which is smaller in thin hours, and each trade with the pool takes gas. Without a fee the pool loses
// 1 - e^-(KL there and back) by two trades at full depth. In thin hours arbitrage also makes only a
// part of each trade.
func TestAttackInThinHours(t *testing.T) {
	const value, gas, depth = 1e9, 20.0, 2e5
	s := pool(t, "1%")
	s.Fees.SwapFee, s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.Fixed{}, units.Fixed{}, units.Fixed{} // lower than pools accept
	w := world(200, 3600, still)
	start := int64(begin+12*3600) % 86400 // second of the day at which the attack starts
	usual := depth * 25 * 0.25            // 25 % in units of 1 %, times the move
	attack := func(price float64, thin ...backtest.Window) *Attacked {
		t.Helper()
		m := maker(t, s, "signal: {every: 6h, rule: {kind: market-cap, supply: {A: 1.5, B: 100}}, guard: {duration: 0s}}")
		own := *w
		own.Options.Thin = thin
		o, err := Run(parse(t, "oracle:A=+25%@+12h/3h,cost=depth:2e5", &own), &own, func() (*ops.Snapshot, backtest.Options, error) {
			pool, o, err := m()
			o.Gas, o.Thin = backtest.Gas{Base: 1, Hop: 1, Price: price, Token: -1}, thin
			return pool, o, err
		}, 1, 1, 1, never)
		if err != nil {
			t.Fatal(err)
		}
		return o.Attack
	}
	free, paid := attack(0), attack(gas)
	if free.Cost != usual || math.Abs(free.Gain-(free.Loss*value-usual)) > 1e-3 || free.Loss < 0.001 {
		t.Errorf("without gas: %+v", free)
	}
	if each := (free.Gain - paid.Gain) / (2 * gas); math.Abs(each-2) > 1e-6 || math.Abs(paid.Loss-free.Loss) > 1e-9 {
		t.Errorf("gas of %v trades is paid: %+v", each, paid)
	}
	thin := backtest.Window{From: start, To: start + 4*3600, Depth: 0.1}
	cheap := attack(gas, thin)
	if math.Abs(cheap.Cost-usual/10) > 1e-9 || !(cheap.Loss < paid.Loss) || math.Abs(cheap.Gain-(cheap.Loss*value-cheap.Cost)) > 100*gas {
		t.Errorf("in thin hours: %+v", cheap)
	}
	if late := attack(gas, backtest.Window{From: start + 8*3600, To: start + 10*3600, Depth: 0.1}); late.Cost != usual || late.Loss != paid.Loss {
		t.Errorf("with thin hours at another time: %+v", late)
	}
	t.Logf("cost %.0f, gain %.0f; with gas %.0f; in thin hours cost %.0f, gain %.0f", free.Cost, free.Gain, paid.Gain, cheap.Cost, cheap.Gain)
}
