package main

import (
	"strings"
	"testing"

	"mpool/internal/ops"
)

func TestPriceSentences(t *testing.T) {
	half, tenth := ops.FixedFrom(5e17), ops.FixedFrom(1e17)
	jump := ops.WeightMove{From: []ops.Fixed{half, half}, To: []ops.Fixed{ops.FixedFrom(9e17), tenth}}
	slow := jump
	slow.Length = 1200
	still := ops.WeightMove{From: jump.From, To: jump.From}
	small, none := ops.FixedFrom(1e15), ops.Fixed{}
	for _, c := range []struct {
		name    string
		move    ops.WeightMove
		most    *ops.Fixed
		noSwaps bool
		want    string
	}{
		{"a jump", jump, nil, false, "price: 30.7927% of the pool goes to arbitrage, all at once\n  a duration of 14h39m keeps it below 0.01%\n"},
		{"a hundred steps", slow, &small, false, "price: 0.4375% of the pool goes to arbitrage, in 100 steps of 12s; all at once it would be 30.7927%\n  a duration of 1h28m keeps it below 0.1%, which is warn.max_cost\n"},
		{"for nothing", slow, &none, false, "no duration keeps it below 0%"},
		{"no move", still, nil, false, "price: nothing: no weight moves"},
		{"no swaps", slow, nil, true, "price: 30.7927% of the pool goes to arbitrage, all at once when swaps are enabled after it: they are disabled\n  no duration keeps it below 0.01%\n"},
	} {
		plan := &ops.Plan{Moves: &c.move, Predicted: &ops.Snapshot{Pool: ops.Pool{SwapEnabled: !c.noSwaps}}}
		v, err := newPriceView(plan, ops.Policies{Interval: 12, Warn: ops.Limits{MaxCost: c.most}})
		if err != nil {
			t.Fatal(err)
		}
		p := &page{}
		v.text(p)
		if !strings.Contains(p.String(), c.want) {
			t.Errorf("%s:\n%swant\n%s", c.name, p, c.want)
		}
	}
}

func TestReasons(t *testing.T) {
	var reason reasonText
	if err := reason.Set(" why\x1b[31m\nnot\u202e "); err != nil || reason != "why not" {
		t.Errorf("%q, %v", reason, err)
	}
	for _, bad := range []string{"", " \t", "\x1b[31m", strings.Repeat("x", longestReason+1)} {
		if err := new(reasonText).Set(bad); err == nil {
			t.Errorf("%q is taken for a reason", bad)
		}
	}
}
