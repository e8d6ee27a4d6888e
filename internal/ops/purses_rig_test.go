package ops_test

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// TestPursesAgainstContracts makes swaps, joins and exits of every kind with the native token and
// with internal balances. All of it, gas included, must be exactly as predicted.
func TestPursesAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		for _, name := range []string{"native", "internal"} {
			draw := map[string]func(p *rigPool) ops.Operation{"native": (*rigPool).byNative, "internal": (*rigPool).byInternal}[name]
			done, seen := 0, map[string]int{}
			for range 3 * tradeCases() {
				r.native.fresh()
				r.native.fillInside()
				if code := r.native.tried(draw(r.native)); code == "" {
					done++
				} else {
					seen[code]++
				}
			}
			r.Logf("MPOOL_SEED=%d: %s: %d mined as predicted, refused as predicted %v", r.seed, name, done, seen)
			if done == 0 {
				r.Errorf("%s: none was mined", name)
			}
		}
	})
}

// fillInside gives the trader and the owner internal balances, by exits of BPT.
func (p *rigPool) fillInside() {
	p.Helper()
	now := p.snapshot(nil)
	exit := trade.Exit{Kind: trade.ExitAllTokens, Trader: trade.Trader{Sender: p.accounts.Owner, Recipient: trader(), ToInternal: true},
		Bpt: units.Amount{Raw: *new(uint256.Int).Div(&now.Supply.Actual.Raw, uint256.NewInt(10)), Decimals: 18}}
	p.agrees(exit)
}

// anyOfPool draws a swap, join or exit of any kind.
func (p *rigPool) anyOfPool() ops.Operation {
	switch p.dice.IntN(3) {
	case 0:
		return p.aSwap(swapKinds()[p.dice.IntN(6)])
	case 1:
		return p.aJoin(joinKinds()[p.dice.IntN(3)])
	}
	return p.anExit(exitKinds()[p.dice.IntN(3)])
}

// with changes how an operation pays.
func (p *rigPool) with(op ops.Operation, change func(*trade.Trader)) ops.Operation {
	switch o := op.(type) {
	case trade.Swap:
		change(&o.Trader)
		return p.noted(o)
	case trade.Join:
		change(&o.Trader)
		o.ToInternal = false
		return p.noted(o)
	case trade.Exit:
		change(&o.Trader)
		o.FromInternal = false
		return p.noted(o)
	}
	return op
}

func (p *rigPool) byNative() ops.Operation {
	return p.with(p.anyOfPool(), func(t *trade.Trader) { t.Native = trade.Native{Token: p.weth.Address, Symbol: named.Own("ETH")} })
}

// byInternal uses the trader's internal balances. Sometimes it also uses the native token, which
// the Vault refuses.
func (p *rigPool) byInternal() ops.Operation {
	return p.with(p.anyOfPool(), func(t *trade.Trader) {
		t.FromInternal, t.ToInternal = true, p.chance(2)
		if t.Sender != p.accounts.Owner {
			t.Sender = trader()
		}
		if p.chance(6) {
			t.Native = trade.Native{Token: p.weth.Address, Symbol: named.Own("ETH")}
		}
	})
}
