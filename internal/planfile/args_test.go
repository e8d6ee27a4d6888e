package planfile

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// TestArgumentsAreInTheData checks that each shown number and address is in the data, in order. Two
// exchanged weights are detected.
func TestArgumentsAreInTheData(t *testing.T) {
	pool := opstest.Pool(60, 40)
	a, b := pool.Tokens[0].Address, pool.Tokens[1].Address
	op := ops.UpdateWeights{Start: pool.Block.Time, End: pool.Block.Time + 700_000, Weights: []ops.TokenWeight{{Token: a, Weight: units.FixedFrom(55e16)}, {Token: b, Weight: units.FixedFrom(45e16)}}}
	for name, test := range map[string]struct {
		edit func([]ops.Arg)
		fine bool
	}{
		"as it was":             {func([]ops.Arg) {}, true},
		"other words beside it": {func(args []ops.Arg) { args[2].Value = "550000000000000000 (much)" }, true},
		"another weight":        {func(args []ops.Arg) { args[2].Value = "560000000000000000 (56%)" }, false},
		"weights swapped":       {func(args []ops.Arg) { args[2].Value, args[3].Value = args[3].Value, args[2].Value }, false},
		"tokens swapped":        {func(args []ops.Arg) { args[2].Name, args[3].Name = args[3].Name, args[2].Name }, false},
		"another token":         {func(args []ops.Arg) { args[2].Name = "A " + common.BigToAddress(big.NewInt(7)).Hex() }, false},
		"another end":           {func(args []ops.Arg) { args[1].Value = "9 (soon)" }, false},
	} {
		plan, err := op.Plan(pool, pool.Block.Time+12)
		if err != nil || len(plan.Calls) != 1 {
			t.Fatalf("%+v, %v", plan, err)
		}
		test.edit(plan.Calls[0].Args)
		if err := isOfArguments(plan.Calls[0]); (err == nil) != test.fine || err != nil && !strings.Contains(err.Error(), "call data") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSymbolLikeAnAddress uses tokens whose symbols look like addresses. Plans with such symbols in
// argument names are read back, and a real address in a name is still compared with the data.
func TestSymbolLikeAnAddress(t *testing.T) {
	stranger := common.BigToAddress(big.NewInt(7)).Hex()
	for _, symbol := range []string{stranger, "A " + stranger, "0x0", "0x"} {
		pool := opstest.Pool(60, 40)
		pool.Tokens[0].Symbol = named.Symbol(symbol)
		price := units.FixedFrom(1e18)
		a, b := pool.Tokens[0].Address, pool.Tokens[1].Address
		for _, op := range []ops.Operation{
			ops.UpdateWeights{Start: pool.Block.Time, End: pool.Block.Time + 700_000, Weights: []ops.TokenWeight{{Token: a, Weight: units.FixedFrom(55e16)}, {Token: b, Weight: units.FixedFrom(45e16)}}},
			ops.SetBreakers{Breakers: []ops.BreakerBounds{{Token: a, BptPrice: price, Lower: units.FixedFrom(5e17)}}},
		} {
			plan, err := op.Plan(pool, pool.Block.Time+12)
			if err != nil || len(plan.Calls) != 1 {
				t.Fatalf("%q: %+v, %v", symbol, plan, err)
			}
			if err := isOfArguments(plan.Calls[0]); err != nil {
				t.Errorf("%q, %s: %v", symbol, op.Name(), err)
			}
		}
		name := "exactly " + pool.Tokens[0].Symbol.String()
		if _, is := lastAddress(name); is {
			t.Errorf("%q: %q is taken for an address", symbol, name)
		}
		plan, err := ops.UpdateWeights{Start: pool.Block.Time, End: pool.Block.Time + 700_000, Weights: []ops.TokenWeight{{Token: a, Weight: units.FixedFrom(55e16)}, {Token: b, Weight: units.FixedFrom(45e16)}}}.Plan(pool, pool.Block.Time+12)
		if err != nil {
			t.Fatal(err)
		}
		plan.Calls[0].Args[2].Name = symbol + " " + stranger
		if err := isOfArguments(plan.Calls[0]); err == nil {
			t.Errorf("%q: another token's address in the name is not seen", symbol)
		}
	}
}
