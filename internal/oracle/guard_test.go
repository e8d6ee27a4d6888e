package oracle

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/feed"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/policy"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// guarded returns feeds from which the pool's price deviates by off (in 1e-18), the pool, and a
// plan that moves weights.
func guarded(off uint64, problems ...Problem) (*Feeds, *ops.Snapshot, *ops.Plan) {
	before := plantest.Pool()
	f := &Feeds{pool: before.Pool.Address, Problems: problems, Deviations: []feed.Deviation{{Token: "WETH", In: "USDC", Share: units.FixedFrom(off), InBand: off <= 3_000_000_000_000_000}}}
	for _, t := range before.Tokens {
		f.Prices = append(f.Prices, &feed.Price{Token: t.Address})
	}
	plan := &ops.Plan{Calls: []ops.Call{{To: common.Address{1}}}, Moves: new(weightcost.Move), Predicted: before}
	return f, before, plan
}

func codesWith(found []ops.Finding, severity ops.Severity) (all []string) {
	for _, f := range found {
		if f.Severity == severity {
			all = append(all, f.Code)
		}
	}
	return all
}

// A guard of the file refuses a deviation beyond it, regardless of overrides, but not one equal to
// it. Within the swap fee there is only a note.
func TestGuardOfAFile(t *testing.T) {
	most := units.FixedFrom(30_000_000_000_000_000)
	guard := &ops.Guards{File: "pool.yaml", MaxOracleDeviation: &most}
	const code = "poolfile.max_oracle_deviation"
	for name, test := range map[string]struct {
		off    uint64
		guard  *ops.Guards
		refuse []string
	}{
		"at it":      {30_000_000_000_000_000, guard, nil},
		"beyond it":  {30_000_000_000_000_001, guard, []string{code}},
		"in the fee": {3_000_000_000_000_000, guard, nil},
		"no guard":   {50_000_000_000_000_000, nil, nil},
	} {
		f, before, plan := guarded(test.off)
		found := f.judge(before, plan, policy.Policies{Overridden: []string{"max_oracle_deviation"}}, test.guard, nil)
		if got := codesWith(found, ops.Refuse); !slices.Equal(got, test.refuse) {
			t.Errorf("%s: refused %v, want %v", name, got, test.refuse)
		}
		if !slices.Contains(codesWith(found, ops.Note), "feed.deviation") || plan.Deviates == nil {
			t.Errorf("%s: no note: %+v", name, found)
		}
		if inBand := test.off == 3_000_000_000_000_000; inBand != (found[0].Summary == "the pool's price of WETH is 0.3% below its feed, in USDC, within the swap fee") {
			t.Errorf("%s: %s", name, found[0].Summary)
		}
	}
}

// A guard that cannot be checked refuses and says why: no feed, a wrong feed, or only one price. It
// does not affect a plan that does not depend on prices.
func TestGuardThatCannotBeChecked(t *testing.T) {
	most := units.FixedFrom(30_000_000_000_000_000)
	guard := &ops.Guards{File: "pool.yaml", MaxOracleDeviation: &most}
	f, before, plan := guarded(0, Problem{Code: "feed.stale", Token: "WETH"})
	alone := &Feeds{pool: before.Pool.Address}
	f.Deviations = nil
	for name, test := range map[string]struct {
		feeds  *Feeds
		refuse string
	}{"no feed": {nil, "poolfile.max_oracle_deviation"}, "one price": {alone, "poolfile.max_oracle_deviation"}, "a stale feed": {f, "feed.stale"}} {
		if got := codesWith(test.feeds.judge(before, plan, policy.Policies{}, guard, nil), ops.Refuse); !slices.Equal(got, []string{test.refuse}) {
			t.Errorf("%s: %v", name, got)
		}
	}
	plan.Moves = nil
	if found := (*Feeds)(nil).judge(before, plan, policy.Policies{}, guard, nil); len(found) > 0 {
		t.Errorf("a plan that rests on no price: %+v", found)
	}
}
