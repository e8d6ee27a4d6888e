package arbcost

import (
	"math"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/text"
	"mpool/internal/units"
)

// For two tokens at halves there is a closed form: without fee, a price move by p costs 1 - 2
// sqrt(1+p) / (2+p). A fee as large as the move leaves nothing, and gas is subtracted.
func TestIfMoved(t *testing.T) {
	before := plantest.ShutPool()
	v := NewIfMoved(before, plantest.Enabling(before), ops.TradeCost{})
	if v == nil || v.GasKnown || v.Later != nil || len(v.Tokens) != 2 {
		t.Fatalf("%+v", v)
	}
	for k, p := range moves() {
		free := math.Max(1-2*math.Sqrt(1+p)/(2+p), 1-2*math.Sqrt(1-p)/(2-p))
		if got := v.Tokens[0].Taken[k]; got >= free || got < free*(1-3*0.003/p) {
			t.Errorf("%v: %v, and %v without a fee", p, got, free)
		}
	}
	price := units.Wei(*uint256.NewInt(1e9))
	trade := ops.TradeCost{Gas: ops.TradeGas, GasPrice: &price, Wrapped: before.Tokens[0].Address}
	part, missing := trade.PartOfPool(before)
	if missing != "" {
		t.Fatal(missing)
	}
	gas, _ := part.Float64()
	if math.Abs(gas-1.42e14/2e18) > 1e-12 {
		t.Errorf("gas is %v of the pool", gas)
	}
	paid := NewIfMoved(before, plantest.Enabling(before), trade)
	if off := v.Tokens[0].Taken[2] - paid.Tokens[0].Taken[2]; !paid.GasKnown || off < gas*0.99 || off > gas*1.06 || paid.Tokens[0].Taken[0] != 0 {
		t.Errorf("gas takes off %v of %v, and of 2%% is left %v", off, gas, paid.Tokens[0].Taken[0])
	}
}

// With a falling fee nothing is taken at once, and the later cost is shown.
func TestIfMovedBehindAFallingFee(t *testing.T) {
	before := plantest.ShutPool()
	plan := plantest.Enabling(before)
	plan.Predicted.Fees.SwapFee = units.FixedFrom(5e17)
	v := NewIfMoved(before, plan, ops.TradeCost{})
	if v.Later == nil || v.Tokens[0].Taken != [3]float64{} || v.Tokens[0].Later[0] <= 0 {
		t.Fatalf("%+v", v)
	}
	var out text.Page
	v.Text(&out)
	for _, want := range []string{"shares of TVL, at most", "0.0038%", "fee 50%  fee 0.3%", "between these fees, the cost is at most the cost at a fee of 0.3%"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %s", want, out.String())
		}
	}
	if open := plan.Predicted; NewIfMoved(open, plantest.Enabling(open), ops.TradeCost{}) != nil {
		t.Error("swaps were on before")
	}
}

// Of many tokens, those with the largest costs are listed, whatever their position.
func TestIfMovedNamesTheWorst(t *testing.T) {
	before := plantest.ShutPool()
	before.Tokens = nil
	for i := range 12 {
		weight := units.FixedFrom(uint64(1+i) * 1e16) // 1% to 12%: the last token costs the pool most
		before.Tokens = append(before.Tokens, ops.Token{Address: common.Address{byte(i + 1)}, Symbol: named.Symbol(string(rune('A' + i))), Decimals: 18, StartWeight: weight, EndWeight: weight, Weight: weight,
			Cash: units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}, Managed: units.Amount{Decimals: 18}})
	}
	v := NewIfMoved(before, plantest.Enabling(before), ops.TradeCost{})
	if len(v.Tokens) != movedMost || v.left != 4 || v.Tokens[0].Symbol != "L" || v.Tokens[7].Symbol != "E" {
		t.Errorf("%+v", v)
	}
}
