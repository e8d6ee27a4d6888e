package planner

import (
	"math"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/poolfile"
)

// four is a pool in which all four weights turn round, and the change itself.
func four(t *testing.T, length ops.Time) (*ops.Snapshot, *ops.Plan) {
	t.Helper()
	f, err := poolfile.Read([]byte("tokens: [{symbol: WETH, weight: 40%}, {symbol: A, weight: 30%}, {symbol: B, weight: 20%}, {symbol: C, weight: 10%}]\nswap_fee: 0.3%\n"))
	must(t, err)
	s, err := f.Snapshot(1_600_000_000, []float64{2000, 1, 1, 1}, 1e7)
	must(t, err)
	for i := range s.Tokens {
		s.Tokens[i].Address[19] = byte(i + 1)
	}
	s.Pool.SwapEnabled = true
	targets := map[string]string{"WETH": "10%", "A": "20%", "B": "30%", "C": "40%"}
	op := ops.UpdateWeights{Start: s.Block.Time + 60, End: s.Block.Time + 60 + length}
	for _, token := range s.Tokens {
		share, err := ops.ParsePercent(targets[token.Symbol])
		must(t, err)
		op.Weights = append(op.Weights, ops.TokenWeight{Token: token.Address, Weight: share})
	}
	plan, err := op.Plan(s, s.Block.Time+12)
	must(t, err)
	return s, plan
}

// Where gas rules, what counts is what the pool's own arithmetic gives: with four tokens that all
// move, a quarter more than the formula. A limit between both refuses, and the headline is
// the larger one. Where time rules, the formula stays.
func TestPolicyHoldsWhatWasSimulated(t *testing.T) {
	pool, plan := four(t, 7*86400)
	policies := ops.Policies{Interval: 12, Trade: ops.TradeCost{Gas: ops.TradeGas, GasPrice: weiOf(20e9), Wrapped: pool.Tokens[0].Address}}
	formula, err := NewArbitrage(pool, plan, policies)
	must(t, err)
	pl := &Planner{}
	played, err := pl.Play(pool, plan, &policies)
	must(t, err)
	simulated, err := NewArbitrage(pool, plan, policies)
	must(t, err)
	more := played.Share / (formula.Gas.Share.Int().Float64() / 1e18)
	t.Logf("simulated %.3e, %.3f times the formula", played.Share, more)
	if more < 1.1 || more > 1.4 {
		t.Errorf("%v times the formula", more)
	}
	if got := simulated.Gas.Share.Int().Float64() / 1e18; math.Abs(got/played.Share-1) > 1e-9 || got < played.Share {
		t.Errorf("the figure is %v, simulated were %v", got, played.Share)
	}
	if formula.Words() == simulated.Words() {
		t.Errorf("the headline stays: %s", formula.Words())
	}
	limit := ops.FixedFrom(uint64(played.Share * 0.95e18))
	policies.Refuse.MaxArbitrageCost = &limit
	if found, err := policies.Check(pool, plan); err != nil || len(found) != 1 || found[0].Severity != ops.Refuse {
		t.Errorf("%+v, %v", found, err)
	}
	policies.Trade.Played = nil
	if found, err := policies.Check(pool, plan); err != nil || len(found) != 0 {
		t.Errorf("by the formula: %+v, %v", found, err)
	}
	pool, plan = four(t, 3600)
	if _, err = pl.Play(pool, plan, &policies); err != nil || policies.Trade.Played != nil {
		t.Errorf("a change of an hour: %v, %v", policies.Trade.Played, err)
	}
}
