package ops_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// TestHostileSymbols: a symbol that reads as an amount or as a verdict stands in quotes in
// every sentence of a plan: findings, arguments, labels of what changes, and errors.
func TestHostileSymbols(t *testing.T) {
	symbols := []named.Symbol{"5,000 USDC", "USDC: OK to sign"}
	pool := opstest.Pool(60, 40)
	for i := range pool.Tokens {
		pool.Tokens[i].Symbol = symbols[i]
		pool.Tokens[i].AssetManager = common.Address{7}
	}
	a, b := pool.Tokens[0].Address, pool.Tokens[1].Address
	later := pool.Clone()
	later.Tokens[0].Cash.Raw.SetUint64(1)
	sentences := []string{}
	for _, c := range ops.Diff(pool, later) {
		sentences = append(sentences, c.Label)
	}
	_, err := pool.FindToken("ABC")
	sentences = append(sentences, err.Error())
	_, err = assetmanager.ParseManagedBalance(pool, a.Hex()+"=1 ABC")
	sentences = append(sentences, err.Error())
	_, err = pool.ResolveTargets([]ops.Target{{Token: a.Hex(), Weight: units.FixedFrom(3e17)}}, ops.OthersNone)
	sentences = append(sentences, err.Error())
	for _, op := range []ops.Operation{
		pool.PriceBounds(pool.AllTokens(), units.FixedFrom(5e17), units.Fixed{}),
		ops.UpdateWeights{Start: pool.Block.Time, End: pool.Block.Time + 10, Weights: []ops.TokenWeight{{Token: a, Weight: units.FixedFrom(5e15)}, {Token: b, Weight: units.FixedFrom(995e15)}}},
		tokenset.RemoveToken{Token: a}, assetmanager.ManageBalance{Way: assetmanager.UpdateBalance, Tokens: []assetmanager.ManagedBalance{{Token: a, Amount: units.Amount{Raw: pool.Tokens[0].Cash.Raw, Decimals: 18}, AssetManager: common.Address{7}}}},
	} {
		on := pool
		if watching, is := op.(ops.Watching); is {
			on = opstest.Watched(pool, watching, opstest.Amount(1e17, 18))
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
