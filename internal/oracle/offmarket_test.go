package oracle

import (
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/units"
)

// A pool at the market's prices loses nothing. A pool of two tokens at halves, with one price four
// times the pool's, loses 1 - 2*sqrt(4)/(1+4) of its value.
func TestTakenAt(t *testing.T) {
	half := units.FixedFrom(5e17)
	a, b := common.Address{1}, common.Address{2}
	s := &ops.Snapshot{Tokens: []ops.Token{{Address: a, Decimals: 6, Cash: plantest.Amount(10e6, 6), Managed: plantest.Amount(0, 6), Weight: half}, {Address: b, Decimals: 18, Cash: plantest.Amount(1e19, 18), Managed: plantest.Amount(0, 18), Weight: half}}}
	for price, want := range map[float64]float64{1: 0, 4: 0.2, 0.25: 0.2} {
		got, known := takenAt(s, map[common.Address]float64{a: 1, b: price})
		if !known || math.Abs(got.share-want) > 1e-12 || math.Abs(got.amount-want*10*(1+price)) > 1e-9 {
			t.Errorf("at %g: %+v, want %g", price, got, want)
		}
	}
	if _, known := takenAt(s, map[common.Address]float64{a: 1}); known {
		t.Error("a token without a price has one")
	}
}
