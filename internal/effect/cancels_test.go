package effect

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// The first line of a plan that only replaces a scheduled change says so.
func TestChangeThatCancels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ramp ops.Ramp
		want string
	}{
		{ops.Ramp{Start: 2000, End: 3000}, "replaces the weight change scheduled from " + text.Time(2000) + " to " + text.Time(3000) + ": the weights stay as they are"},
		{ops.Ramp{Start: 500, End: 3000}, "replaces the weight change that runs until " + text.Time(3000) + ": the weights stay as they are"},
		{ops.Ramp{Start: 10, End: 20}, "weights-update"},
	} {
		before := &ops.Snapshot{Block: ops.Block{Time: 1000}, Weights: c.ramp}
		if got := ChangeOf(before, &ops.Plan{Operation: ops.UpdateWeights{}}, Timeline{}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	before := &ops.Snapshot{Block: ops.Block{Time: 1000}, Fees: ops.Fees{SwapFee: units.FixedFrom(3e15), SwapFeeRamp: ops.Ramp{Start: 2000, End: 3000}}}
	want := "replaces the swap fee change scheduled from " + text.Time(2000) + " to " + text.Time(3000) + ": the swap fee stays at 0.3%"
	if got := ChangeOf(before, &ops.Plan{Operation: ops.SetSwapFee{}}, Timeline{}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A plan back to where a running change began, before that has moved anything to speak of,
// says that it stops it, and the weight that was asked for.
func TestChangeThatStops(t *testing.T) {
	t.Parallel()
	at := func(part uint64) units.Fixed { return units.FixedFrom(part * 1e12) } // millionths
	token := func(symbol named.Symbol, n byte, now, end uint64) ops.Token {
		return ops.Token{Symbol: symbol, Address: common.Address{n}, Weight: at(now), StartWeight: at(now), EndWeight: at(end)}
	}
	before := &ops.Snapshot{Block: ops.Block{Time: 1000}, Weights: ops.Ramp{Start: 900, End: 90_000},
		Tokens: []ops.Token{token("WETH", 1, 400_007, 450_000), token("USDC", 2, 399_993, 350_000), token("DAI", 3, 200_000, 200_000)}}
	op := ops.UpdateWeights{Start: 1000, End: 2000, Weights: []ops.TokenWeight{{Token: common.Address{1}, Weight: at(400_000)}, {Token: common.Address{2}, Weight: at(400_000)}, {Token: common.Address{3}, Weight: at(200_000)}}}
	want := "stops the weight change that runs until " + text.Time(90_000) + ": back to WETH 40%, USDC 40% (now within 0.01 points of it)"
	if got := ChangeOf(before, &ops.Plan{Operation: op}, Timeline{}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	before.Weights.Start = 1000 // it begins in the block of planning
	if got := ChangeOf(before, &ops.Plan{Operation: op, At: 1012}, Timeline{}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	before.Tokens[0].Weight, before.Tokens[1].Weight = at(400_107), at(399_893) // moved by more
	if got := ChangeOf(before, &ops.Plan{Operation: op}, Timeline{}); got == want {
		t.Errorf("%q", got)
	}
}
