package review

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
	"mpool/internal/chain"
	"mpool/internal/safe"
)

func TestVault(t *testing.T) { try(t, vaultRows()) }

func flashLoan(at common.Address) safe.Call {
	return to(at, vault.NewVault().PackFlashLoan(contract(), list1(weth()), amounts(1), nil))
}

// gave is a simulation with the given events, in which the trades end as their limits say.
func gave(l ...chain.Log) func(*world) {
	return func(w *world) { w.node.out.Logs = l }
}

func both(all ...func(*world)) func(*world) {
	return func(w *world) {
		for _, set := range all {
			set(w)
		}
	}
}

// managing makes an account the asset manager of the pool's first token.
func managing(manager common.Address) func(*world) {
	return func(w *world) { w.node.pools[mine()].Tokens[0].AssetManager = manager }
}

// reporting moves nearly all of a token out of the Vault, as its asset manager reports it.
func reporting(w *world) {
	t := &w.node.pools[mine()].Tokens[0]
	t.Managed.Raw.Add(&t.Managed.Raw, &t.Cash.Raw)
	t.Cash.Raw.SetUint64(1e17)
	t.Managed.Raw.Sub(&t.Managed.Raw, &t.Cash.Raw)
}

// vaultRows test calls of the Vault.
func vaultRows() []row {
	const trades = "warn vault.trades@1"
	fair := gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(1990e6)))
	exact := words("nln", bigOf(1), amounts(1e18, 0), ether(4))
	joined := gave(moved(mine(), common.Address{}, theSafe(), ether(4)), balancesChanged(mine(), 0, 1e18, 0))
	// encoded by hand, because lists come first there
	out := words("nn", bigOf(1), ether(4))
	left := gave(moved(mine(), theSafe(), common.Address{}, ether(4)), balancesChanged(mine(), 0, -4e17, -8e8))
	return []row{
		// recipients of a trade's output
		{name: "a swap for the Safe", calls: list(swap{}.call()), set: fair, want: trades, near: "vault.sends", says: "the Safe gets the output of a swap"},
		{name: "whose tokens pay", calls: list(swap{}.call()), set: fair, want: trades, near: "init.manager", says: "whose tokens pay: " + theSafe().Hex()},
		{name: "a swap for a stranger", calls: list(swap{recipient: stranger()}.call()), set: fair, want: "refuse vault.sends@1", says: "it sends the output of a swap to " + stranger().Hex()},
		{name: "a swap for a recipient", calls: list(swap{recipient: friend()}.call()), set: both(fair, trusting(friend())), want: "warn vault.sends@1", near: "vault.trades"},
		{name: "steps for the Safe", calls: list(batchSwap(theSafe(), list1(weth(), usdc()), []*big.Int{ether(1), big.NewInt(-1990e6)}, mine())), set: fair, want: trades},
		{name: "steps into BPT where a stranger manages a token", calls: list(batchSwap(theSafe(), list1(weth(), mine()), []*big.Int{ether(1), big.NewInt(-4e18)}, mine())),
			set: both(gave(swapped(mine(), weth(), mine(), ether(1), ether(4))), managing(stranger())), want: trades + ", refuse trust.manager@1"},
		{name: "steps out of BPT where a stranger manages a token", calls: list(batchSwap(theSafe(), list1(mine(), weth()), []*big.Int{ether(4), big.NewInt(-1e18)}, mine())),
			set: both(gave(swapped(mine(), mine(), weth(), ether(4), ether(1))), managing(stranger())), want: trades},
		{name: "steps for a stranger", calls: list(batchSwap(stranger(), list1(weth(), usdc()), []*big.Int{ether(1), big.NewInt(-1990e6)}, mine())), set: fair, want: "refuse vault.sends@1"},
		{name: "a join for the Safe", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: joined, want: trades, near: "trust.manager", says: "the BPT for tokens that the Safe adds to"},
		{name: "a join for a stranger", calls: list(joinOf(mine(), stranger(), amounts(0, 1e18, 0), exact)),
			set: gave(moved(mine(), common.Address{}, stranger(), ether(4)), balancesChanged(mine(), 0, 1e18, 0)), want: "refuse vault.sends@1", says: "the BPT for tokens that the Safe adds to"},
		// accounts that can take deposited tokens
		{name: "a join where a stranger manages a token", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, managing(stranger())), want: trades + ", refuse trust.manager@1", near: "trust.reported",
			says: "the asset manager " + stranger().Hex() + " can take WETH out of the pool at any time"},
		{name: "a join where one that is named manages a token", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, managing(friend()), trusting(friend())), want: trades + ", warn trust.manager@1", near: "trust.owner"},
		{name: "a join into a pool half of which a stranger reports", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, managing(stranger()), reporting), want: trades + ", refuse trust.manager@1, refuse trust.reported@1",
			says: "of the pool is outside the Vault: only its asset managers report that it exists"},
		{name: "a join into a pool half of which one that is named reports", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, managing(friend()), trusting(friend()), reporting), want: trades + ", warn trust.manager@1, warn trust.reported@1"},
		{name: "a first join where a stranger manages a token", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nl", bigOf(0), amounts(1e18, 0)))), set: both(joined, managing(stranger())),
			want: trades + ", refuse init.manager@1", says: "if the asset manager is meant, use --trust-manager " + stranger().Hex()},
		{name: "an exit for the Safe", calls: list(exitOf(mine(), theSafe(), amounts(0, 4e17, 8e8), out)), set: left, want: trades, says: "the tokens withdrawn from the pool"},
		{name: "an exit for a stranger", calls: list(exitOf(mine(), stranger(), amounts(0, 4e17, 8e8), out)), set: left, want: "refuse vault.sends@1", says: "the tokens withdrawn from the pool"},
		{name: "an exit for a recipient", calls: list(exitOf(mine(), friend(), amounts(0, 4e17, 8e8), out)), set: both(left, trusting(friend())), want: "warn vault.sends@1"},
		// internal balances
		{name: "internal, for the Safe", calls: list(userBalance(theVault(), userOp(depositInternal, weth(), ether(1), theSafe()))), want: "note vault.balance@1", near: "vault.sends"},
		{name: "internal, for a stranger", calls: list(userBalance(theVault(), userOp(depositInternal, weth(), ether(1), stranger()))), want: "refuse vault.sends@1", near: "vault.balance", says: "it sends 1 WETH to"},
		{name: "out of it, for a stranger", calls: list(userBalance(theVault(), userOp(withdrawInternal, usdc(), bigOf(2e6), stranger()))), want: "refuse vault.sends@1", says: "it sends 2 USDC to"},
		{name: "within it, for a stranger", calls: list(userBalance(theVault(), userOp(transferInternal, usdc(), bigOf(2e6), stranger()))), want: "refuse vault.sends@1"},
		{name: "past it, for a stranger", calls: list(userBalance(theVault(), userOp(transferExternal, usdc(), bigOf(2e6), stranger()))), want: "refuse vault.sends@1"},
		{name: "past it, for a recipient", calls: list(userBalance(theVault(), userOp(transferExternal, usdc(), bigOf(2e6), friend()))), set: trusting(friend()), want: "warn vault.sends@1"},
		{name: "one of two is for a stranger", calls: list(userBalance(theVault(), userOp(depositInternal, weth(), ether(1), theSafe()), userOp(depositInternal, weth(), ether(1), stranger()))), want: "refuse vault.sends@1"},
		{name: "each of two is for a stranger", calls: list(userBalance(theVault(), userOp(depositInternal, weth(), ether(1), stranger()), userOp(depositInternal, usdc(), ether(1), who(0xed)))),
			want: "refuse vault.sends@1, refuse vault.sends@1"},
		{name: "no move at all", calls: list(userBalance(theVault())), want: "note vault.balance@1"},
		// relayers
		{name: "a relayer", calls: list(relay(theSafe(), stranger(), true)), want: "refuse vault.relayer@1", says: stranger().Hex() + " could act for " + theSafe().Hex() + " in the Vault"},
		{name: "a relayer that is a recipient", calls: list(relay(theSafe(), friend(), true)), set: trusting(friend()), want: "refuse vault.relayer@1"},
		{name: "a relayer no longer", calls: list(relay(theSafe(), stranger(), false)), want: "", near: "vault.relayer"},
		// other functions of the Vault, and contracts that look like a Vault
		{name: "a flash loan", calls: list(flashLoan(theVault())), want: "warn vault.call@1"},
		{name: "a question to the Vault", calls: list(to(theVault(), vault.NewVault().PackHasApprovedRelayer(theSafe(), stranger()))), want: "", near: "vault.call"},
		{name: "an operation of mpool's", calls: list(manage(theVault(), move(withdraw, mine(), weth(), ether(1)))), want: "note withdraw.to@1", near: "vault.call"},
		{name: "another Vault", calls: list(flashLoan(who(0xba))), want: "warn vault.call@1, refuse vault.foreign@1", says: who(0xba).Hex() + " is not the Vault of a pool that you have named"},
		{name: "another Vault, as a recipient", calls: list(flashLoan(who(0xba))), set: trusting(who(0xba)), want: "warn vault.call@1, warn vault.foreign@1"},
		{name: "the Vault itself", calls: list(flashLoan(theVault())), want: "warn vault.call@1", near: "vault.foreign"},
		{name: "the Vault, where no pool is named", calls: list(flashLoan(theVault())), set: func(w *world) { w.settings.Pools = nil }, want: "warn vault.call@1", near: "vault.foreign"},
		{name: "another Vault, where no pool is named", calls: list(flashLoan(who(0xba))), set: func(w *world) { w.settings.Pools = nil }, want: "warn vault.call@1, refuse vault.foreign@1"},
		{name: "the Vault of a named pool that is no other's", calls: list(flashLoan(who(0xba))), set: func(w *world) { w.node.pools[mine()].Pool.Vault = who(0xba) }, want: "warn vault.call@1", near: "vault.foreign"},
		{name: "a chain without Balancer's Vault", calls: list(flashLoan(theVault())), set: onChain(31337), want: "warn vault.call@1, refuse vault.foreign@1"},
		{name: "a chain where no Vault is known", calls: list(flashLoan(theVault())), set: both(onChain(31337), func(w *world) { w.settings.Pools = nil }), want: "warn vault.call@1", near: "vault.foreign"},
		{name: "a swap at another Vault for the Safe", calls: list(swap{at: who(0xba)}.call()), want: "warn vault.trades@1, refuse vault.foreign@1, refuse trade.limit@1"},
		// no Safe is named
		{name: "a swap for whoever it is", calls: list(swap{}.call()), set: func(w *world) { w.batch.Safe = common.Address{} }, want: "warn batch.safe.unnamed, warn vault.trades@1"},
		{name: "a swap for a stranger, whoever it is", calls: list(swap{recipient: stranger()}.call()), set: func(w *world) { w.batch.Safe = common.Address{} }, want: "warn batch.safe.unnamed, refuse vault.sends@1"},
	}
}

// onChain moves the row to another chain, where its pool has another Vault.
func onChain(id uint64) func(*world) {
	return func(w *world) {
		w.node.id, w.batch.ChainID = id, id
		w.node.pools[mine()].Pool.Vault = who(0xba)
		w.safe().Domain = safe.Domain(safe.Version{Major: 1, Minor: 4, Patch: 1}, id, theSafe())
	}
}
