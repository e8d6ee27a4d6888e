package review

import (
	"math/big"
	"testing"

	"mpool/internal/policy"
	"mpool/internal/units"
)

// TestGifts: what the Safe gives to all LPs is a loss like any other, whatever operation makes it.
func TestGifts(t *testing.T) { try(t, giftRows()) }

func giftRows() []row {
	const gains = ", warn managed.gain@3, note managed.gain@3, warn managed.gain@3, note managed.gain@3"
	give := func(percent int64) row {
		amount := func(whole *big.Int) *big.Int { return new(big.Int).Div(new(big.Int).Mul(whole, big.NewInt(percent)), big.NewInt(1000)) }
		w, u := amount(ether(100)), amount(bigOf(200_000e6))
		managed := new(big.Int).Add(ether(5), w)
		return row{calls: list(approve(weth(), theVault(), w), approve(usdc(), theVault(), u), manage(theVault(), move(update, mine(), weth(), managed), move(update, mine(), usdc(), u),
			move(deposit, mine(), weth(), w), move(deposit, mine(), usdc(), u)))}
	}
	large, small, limited, named := give(60), give(4), give(60), give(60)
	large.name, large.want, large.says = "a gift of 6%", "warn exposure.gift, refuse pool.gift"+gains, "it gives 6% of the pool"
	small.name, small.near, small.want = "a gift of 0.4%", "pool.gift", "warn exposure.gift"+gains
	limited.name, limited.near, limited.want = "a gift of 6% where the owner allows 7%", "pool.gift", "warn exposure.gift"+gains
	limited.set = func(w *world) {
		most := units.FixedFrom(7e16)
		w.plans.policies = policy.Policies{Refuse: policy.Limits{MaxArbitrageCost: &most}}
	}
	named.name, named.want = "a gift that is meant", "warn exposure.gift, warn pool.gift"+gains
	named.set = accepting(toPay, mine())
	return []row{large, small, limited, named}
}
