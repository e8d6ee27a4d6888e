package review

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// TestHeldBPT: BPT that the Safe gets are worth what the Vault holds for them, and what a manager that the
// user trusts reports.
func TestHeldBPT(t *testing.T) { try(t, heldRows()) }

func heldRows() []row {
	join := list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nln", bigOf(1), amounts(1e18, 0), ether(5))))
	joins := both(gave(moved(mine(), common.Address{}, theSafe(), ether(5)), balancesChanged(mine(), 0, 1e18, 0)), had(weth(), tokens(5), tokens(4)), had(mine(), atoms(0), tokens(5)), prices("WETH=2000 USDC"))
	const warned = ", warn vault.trades@1, warn trust.manager@1"
	return []row{
		{name: "BPT of which a stranger reports a twentieth", calls: join, set: both(joins, managing(stranger())), want: "refuse safe.value, warn vault.trades@1, refuse trust.manager@1"},
		{name: "BPT of which a trusted manager reports it", calls: join, set: both(joins, managing(friend()), accepting(toManage, friend())), want: "note safe.value" + warned, near: "safe.value"},
	}
}

// TestGifts: what the Safe gives to all LPs is a loss like any other, whatever operation makes it.
func TestGifts(t *testing.T) { try(t, giftRows()) }

func giftRows() []row {
	const gains = ", warn managed.gain@3, note managed.gain@3, warn managed.gain@3, note managed.gain@3"
	give := func(percent int64) row {
		amount := func(whole *big.Int) *big.Int {
			return new(big.Int).Div(new(big.Int).Mul(whole, big.NewInt(percent)), big.NewInt(1000))
		}
		w, u := amount(ether(100)), amount(bigOf(200_000e6))
		managed := new(big.Int).Add(ether(5), w)
		return row{calls: list(approve(weth(), theVault(), w), approve(usdc(), theVault(), u), manage(theVault(), move(update, mine(), weth(), managed), move(update, mine(), usdc(), u),
			move(deposit, mine(), weth(), w), move(deposit, mine(), usdc(), u)))}
	}
	large, small, limited, named := give(60), give(4), give(60), give(60)
	large.name, large.want, large.says = "a gift of 6%", "warn exposure.gift, refuse pool.gift"+gains, "it gives 6% of the pool"
	small.name, small.says, small.want = "a gift of 0.4%", "it gives 0.4% of the pool", "warn exposure.gift, refuse pool.gift"+gains
	limited.name, limited.want = "a gift of 6% where the owner allows 7% of arbitrage", "warn exposure.gift, refuse pool.gift"+gains
	limited.set = func(w *world) {
		most := units.FixedFrom(7e16)
		w.plans.policies = policy.Policies{Refuse: policy.Limits{MaxArbitrageCost: &most}}
	}
	named.name, named.want = "a gift that is meant", "warn exposure.gift, warn pool.gift"+gains
	named.set = sharing(toPay, 6e16)
	weth2000 := prices("WETH=2000 USDC")
	moved := both(told(managed(theVault(), theSafe(), weth(), 4e17), managed(theVault(), theSafe(), usdc(), 800e6)), had(weth(), tokens(5), atoms(46e17)), had(usdc(), atoms(800e6), atoms(0)), weth2000)
	valued, meant := small, small
	valued.name, valued.set, valued.near = "a gift of 0.4% at given prices", moved, ""
	valued.want, valued.says = "warn exposure.gift, refuse pool.gift, refuse safe.value"+gains, "the Safe gives 0.4 WETH and 800 USDC and gets nothing: at the given prices, 0 for 1,600 USDC"
	meant.want, meant.says = "warn exposure.gift, warn pool.gift"+gains, ""
	meant.name, meant.set, meant.near = "a gift of 0.4% at given prices that is meant", both(moved, sharing(toPay, 4e15)), "safe.value"
	back := row{name: "what the Safe held for the pool comes back, at given prices", calls: list(approve(weth(), theVault(), ether(1)), manage(theVault(), move(deposit, mine(), weth(), ether(1)))),
		set: both(told(managed(theVault(), theSafe(), weth(), 1e18)), had(weth(), tokens(5), tokens(4)), weth2000), want: "", near: "safe.value"}
	repaid := row{name: "what the Safe held for the pool comes back", calls: back.calls, set: told(managed(theVault(), theSafe(), weth(), 1e18)), want: "", near: "pool.gift"}
	return []row{repaid, large, small, limited, named, valued, meant, back}
}

// TestFeesAreNoGift: what a trade pays as swap fee is judged by its value. A series can hide a gift beside
// a trade, and so can what is no trade.
func TestFeesAreNoGift(t *testing.T) {
	part := func(op ops.Operation) ops.Nested { return ops.Nested{Operation: op} }
	for _, test := range []struct {
		op   ops.Operation
		gift bool
	}{
		{trade.Swap{}, false}, {trade.Join{}, false}, {trade.Exit{}, false}, {trade.InitPool{}, false},
		{wallet.ExecSafe{Of: part(trade.Swap{})}, false}, {wallet.ExecSafe{Of: part(assetmanager.ManageBalance{})}, true},
		{ops.Series{Parts: []ops.Nested{part(trade.Swap{})}}, true}, {assetmanager.ManageBalance{Way: assetmanager.DepositBalance}, true}, {ops.SetSwapFee{}, true},
	} {
		w := ordinary()
		p := planned(w)
		paid := p.Before.Clone()
		paid.Tokens[1].Cash.Raw.Add(&paid.Tokens[1].Cash.Raw, uint256.NewInt(1_000e6))
		p.Plan.Operation, p.Plan.Predicted, p.Plan.At = test.op, paid, p.Before.Block.Time
		c := &Checker{Flags: &w.options, View: NewCheckView(w.batch)}
		if found := givesAway(c, p.Before, p.Plan); (len(found) > 0) != test.gift {
			t.Errorf("%T: %+v", test.op, found)
		}
	}
}
