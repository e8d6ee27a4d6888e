package backtest_test

import (
	"math"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestHolders checks what LPs have: a pool that lets arbitrage trade later, or not at all, ends with no
// more than one that is always open, and an AUM fee takes its share.
func TestHolders(t *testing.T) {
	table := still(400, 100, 0.6)
	run := func(change func(s *ops.Snapshot), o backtest.Options) *backtest.Result {
		s := start(t, table, four, 1e6)
		change(s)
		s, err := s.Recomputed()
		if err != nil {
			t.Fatal(err)
		}
		o.Gas.Token = -1
		e, err := backtest.New(s, o)
		if err != nil {
			t.Fatal(err)
		}
		steps(t, e, table, 0, len(table.Times))
		return result(t, e)
	}
	same := func(*ops.Snapshot) {}
	plain := run(same, backtest.Options{ArbEvery: 1})
	if plain.Open != (backtest.Open{}) || plain.Holders.Value != plain.Value || plain.Holders.AgainstHold != plain.AgainstHold {
		t.Errorf("plain: %+v of %v, %+v", plain.Holders, plain.Value, plain.Open)
	}
	for name, r := range map[string]*backtest.Result{
		"swaps off": run(func(s *ops.Snapshot) { s.Pool.SwapEnabled = false }, backtest.Options{ArbEvery: 1}),
		"paused":    run(func(s *ops.Snapshot) { s.Pool.Paused = true }, backtest.Options{ArbEvery: 1}),
		"late":      run(same, backtest.Options{ArbEvery: 1, Latency: 350}),
		"no one":    run(same, backtest.Options{}),
	} {
		if math.Abs(r.Holders.Value/plain.Value-1) > 1e-9 || r.Value <= plain.Value || r.Open.Off < 0.6 {
			t.Errorf("%s: LPs have %v of %v, and %v with swaps; %+v", name, r.Holders.Value, r.Value, plain.Value, r.Open)
		}
	}
	fee, err := units.ParsePercent("95%")
	if err != nil {
		t.Fatal(err)
	}
	charged := run(func(s *ops.Snapshot) { s.Fees.AumFee = fee }, backtest.Options{ArbEvery: 1})
	if h := charged.Holders; charged.AumFee.Value <= 0 || math.Abs(h.Value+charged.AumFee.Value-charged.Value) > 1e-3 || h.AgainstHold >= charged.AgainstHold {
		t.Errorf("an AUM fee of %v leaves %+v of %v", charged.AumFee, h, charged.Value)
	}
}
