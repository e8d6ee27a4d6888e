package exposure

import (
	"math"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// A token that is added by unrecognised calls only has the price of its own balance. That is a
// warning, not a zero.
func TestForeignAdditionIsUnchecked(t *testing.T) {
	op, pool := sizedAddition(t)
	end := opstest.PlanAt(t, op, pool, pool.Block.Time+12).Predicted
	for _, known := range []ops.Operation{ops.Series{}, ops.Series{Parts: []ops.Nested{{Operation: op}}}} {
		whole := &ops.Plan{Operation: known, At: pool.Block.Time + 12, Calls: make([]ops.Call, 3), After: []*ops.Snapshot{end}, Predicted: end}
		found := Check(pool, whole)
		if says(found, exposureUnknown) == (len(additions(known)) > 0) {
			t.Errorf("%d recognised: %+v", len(additions(known)), found)
		}
	}
}

// During a change the current weights count, although their sum may differ from one.
func TestExposureMidRamp(t *testing.T) {
	pool := openPool(50, 30, 20)
	for i, end := range []uint64{900, 60, 40} {
		pool.Tokens[i].EndWeight = units.FixedFrom(end * 1e15)
	}
	pool.Weights = ops.Ramp{Start: pool.Block.Time, End: pool.Block.Time + 7}
	for second := units.Time(0); second <= 7; second++ {
		now, err := pool.At(pool.Block.Time + second)
		if err != nil {
			t.Fatal(err)
		}
		if e := mustExpose(t, SpotMarket(now), now); units.IsAbove(e.Total, ops.Noise()) {
			t.Errorf("%d: at its own prices %v", second, e.Total)
		}
		var kl, total float64
		for i, token := range now.Tokens {
			w := opstest.Float(token.Weight)
			kl, total = kl+w*math.Log(w/opstest.Float(pool.Tokens[i].Weight)), total+w
		}
		upTo(t, "at the prices of its beginning", mustExpose(t, SpotMarket(pool), now).Total, 1-math.Exp(-(kl/total-math.Log(total))))
	}
}

// If one smallest unit is worth more than the difference, the finding names rounding as the cause.
func TestRoundingIsNamed(t *testing.T) {
	pool := opstest.Settled(t, opstest.Pool(50, 30, 20))
	op := tokentest.Addition()
	op.Doors = ops.DoorsOf(pool, ops.ByJoinsExits)
	op.Deposit, op.Price = opstest.Amount(1, 0), tokenset.TokenPrice{Of: pool.Tokens[0].Address, Value: units.FixedFrom(9e17)} // 1.23 would be neutral
	for i := range pool.Tokens {
		pool.Tokens[i].Cash = opstest.Amount([]uint64{5, 3, 2}[i]*1e6, 6)
	}
	found := Check(pool, opstest.PlanAt(t, op, opstest.Watched(pool, op, opstest.Amount(1e9, 0)), pool.Block.Time+12))
	for _, f := range found {
		if strings.Contains(f.Detail, "the cause is rounding: ") {
			return
		}
	}
	t.Errorf("%+v", found)
}
