package poolplan

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// twoWeights are weights of two tokens in percent; the second has the rest.
func twoWeights(first uint64) []ops.TokenWeight {
	const percent = 1e16
	return []ops.TokenWeight{{Token: common.Address{1}, Weight: units.FixedFrom(first * percent)}, {Token: common.Address{2}, Weight: units.FixedFrom((100 - first) * percent)}}
}

// A running change is the strategy's only if its end weights and its speed are the decision's.
func TestOwnChange(t *testing.T) {
	t.Parallel()
	const at, day = units.Time(1_700_000_000), units.Time(86400)
	d := strategy.Decision{At: at, Next: at + 9*day, For: 4 * day, Weights: twoWeights(40)}
	for _, test := range []struct {
		name         string
		end          uint64 // weight of the first token
		start, until units.Time
		nothing      bool // the strategy wants no change
		want         uint64
		own          bool
	}{
		{"its own", 40, at + 60, at + 60 + 4*day, false, 40, true},
		{"its own, mined late", 40, at + day, at + 60 + 4*day, false, 40, true},
		{"other weights", 33, at + 60, at + 60 + 4*day, false, 40, false},
		{"twice as fast", 40, at + 60, at + 60 + 2*day, false, 40, false},
		{"slower", 40, at + 60, at + 60 + 6*day, false, 40, false},
		{"its own, of the decision before", 40, at - day, at + 60 + 3*day, false, 40, false},
		{"before the decision", 33, at - day, at + 3*day, true, 50, false},
		{"against a strategy that wants none", 33, at + 60, at + 60 + 4*day, true, 50, false},
	} {
		pool := &ops.Snapshot{Block: ops.Block{Time: at + 2*day}, Weights: ops.Ramp{Start: test.start, End: test.until}}
		for i, w := range twoWeights(test.end) {
			pool.Tokens = append(pool.Tokens, ops.Token{Address: w.Token, Symbol: "A", StartWeight: twoWeights(50)[i].Weight, EndWeight: w.Weight})
		}
		made := d
		made.At = min(at, test.start)
		if test.nothing {
			made.Weights = nil
		}
		now := made
		now.At = at
		got := targetOf(pool, now, made, "s.yaml")
		if got.Weights[0] != twoWeights(test.want)[0] || strings.Contains(got.Why, "done by the change") != test.own || strings.Contains(got.Why, "is not the strategy's") == (test.own || test.name == "its own, of the decision before") {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}
