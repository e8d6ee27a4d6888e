package ops

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/units"
)

// TestHostileSymbols: a symbol that reads as an amount or as a verdict stands in quotes in
// every sentence of a plan: findings, arguments, labels of what changes, and errors.
func TestHostileSymbols(t *testing.T) {
	symbols := []named.Symbol{"5,000 USDC", "USDC: OK to sign"}
	pool := somePool(60, 40)
	for i := range pool.Tokens {
		pool.Tokens[i].Symbol = symbols[i]
		pool.Tokens[i].AssetManager = common.Address{7}
	}
	a, b := pool.Tokens[0].Address, pool.Tokens[1].Address
	later := pool.Clone()
	later.Tokens[0].Cash.Raw.SetUint64(1)
	sentences := []string{}
	for _, c := range Diff(pool, later) {
		sentences = append(sentences, c.Label)
	}
	_, err := pool.FindToken("ABC")
	sentences = append(sentences, err.Error())
	_, err = pool.ParseManagedBalance(a.Hex() + "=1 ABC")
	sentences = append(sentences, err.Error())
	_, err = pool.ResolveTargets([]Target{{Token: a.Hex(), Weight: units.FixedFrom(3e17)}}, OthersNone)
	sentences = append(sentences, err.Error())
	price, err := pool.bptPrice(pool.Tokens[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range []Operation{
		SetBreakers{Breakers: []BreakerBounds{{Token: a, BptPrice: price, Lower: units.FixedFrom(5e17)}, {Token: b, BptPrice: price, Lower: units.FixedFrom(5e17)}}},
		UpdateWeights{Start: pool.Block.Time, End: pool.Block.Time + 10, Weights: []TokenWeight{{a, units.FixedFrom(5e15)}, {b, units.FixedFrom(995e15)}}},
		RemoveToken{Token: a}, ManageBalance{Way: UpdateBalance, Tokens: []ManagedBalance{{Token: a, Amount: units.Amount{Raw: pool.Tokens[0].Cash.Raw, Decimals: 18}, AssetManager: common.Address{7}}}},
	} {
		on := pool
		if watching, is := op.(Watching); is {
			on = watched(pool, watching, amountOf(1e17, 18))
		}
		plan, err := op.Plan(on, pool.Block.Time+12)
		if err != nil {
			t.Fatalf("%s: %v", op.Name(), err)
		}
		for _, f := range plan.Findings {
			sentences = append(sentences, f.Summary, f.Detail, f.Hint)
		}
		for _, call := range plan.Calls {
			for _, arg := range call.Args {
				sentences = append(sentences, arg.Name, arg.Value)
			}
		}
	}
	holds(t, sentences, symbols)
	raw, err := json.Marshal(pool.Tokens[0])
	if err != nil || !strings.Contains(string(raw), `"symbol":"5,000 USDC"`) {
		t.Errorf("%v: data has a symbol as it is: %s", err, raw)
	}
}

func holds(t *testing.T, sentences []string, symbols []named.Symbol) {
	t.Helper()
	said := 0
	for _, sentence := range sentences {
		for _, symbol := range symbols {
			rest := strings.ReplaceAll(sentence, symbol.String(), "")
			if said += strings.Count(sentence, symbol.String()); strings.Contains(rest, string(symbol)) {
				t.Errorf("%q stands bare in: %s", string(symbol), sentence)
			}
		}
	}
	if said < 10 {
		t.Errorf("the symbols are in %d sentences only", said)
	}
}
