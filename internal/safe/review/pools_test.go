package review

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

func TestPools(t *testing.T)    { try(t, poolRows()) }
func TestManagers(t *testing.T) { try(t, managerRows()) }

func unnamed(w *world) { w.settings.Pools = nil }

// poolRows test which pools are trusted, and deposits into others.
func poolRows() []row {
	strange := list(manage(theVault(), move(withdraw, other(), weth(), ether(1))))
	const takenOut = "warn pool.unnamed, refuse BAL#502@1"
	byName := func(name string) func(*world) { return func(w *world) { unnamed(w); w.settings.Pool = name } }
	return append([]row{
		// pools of the user
		{name: "a pool of the configuration", calls: list(setFee(mine())), want: "", near: "pool.unnamed"},
		{name: "a pool that nobody names", calls: strange, want: takenOut, says: `the pool ` + other().Hex() + ` ("Theirs") is not one that you have named`},
		{name: "who withdraws it out", calls: strange, want: takenOut, says: stranger().Hex() + " withdraws WETH, THEIR"},
		{name: "by --pool", calls: list(setFee(mine())), set: func(w *world) { unnamed(w); w.options.Pools = []string{mine().Hex()} }, want: "", near: "pool.unnamed"},
		{name: "is a token of the pool: no pool is named in the batch or in MPOOL_POOL", calls: list(setFee(mine())), set: byName(mine().Hex()), want: "", near: "pool.unnamed"},
		{name: "by the command line", calls: list(setFee(mine())), set: func(w *world) { unnamed(w); w.settings.Named = list1(mine()) }, want: "", near: "pool.unnamed"},
		{name: "by MPOOL_POOL on another chain", calls: list(setFee(mine())), set: byName("gno:" + mine().Hex()), want: "warn pool.unnamed"},
		{name: "of the configuration on another chain", calls: list(setFee(mine())), set: func(w *world) { w.settings.Pools[0].Chain = 100 }, want: "warn pool.unnamed"},
		{name: "of the configuration on this chain", calls: list(setFee(mine())), set: func(w *world) { w.settings.Pools[0].Chain = 1 }, want: "", near: "pool.unnamed"},
		{name: "another one is named", calls: strange, set: func(w *world) { w.settings.Named = list1(contract()) }, want: takenOut},
		{name: "that the Safe owns it proves nothing", calls: strange, set: func(w *world) { w.node.pools[other()].Pool.Owner = theSafe() }, want: takenOut, says: "; being owned by this Safe proves nothing: anyone can create a pool with any owner"},
		{name: "a pool with the name of one's own", calls: strange, set: func(w *world) { w.node.pools[other()].Pool.Name = "Managed" }, want: takenOut, says: "is not your pool " + mine().Hex() + `, although it has the same name, "Managed"`},
		{name: "a pool with the symbol of one's own", calls: strange, set: func(w *world) { w.node.pools[other()].Pool.Symbol = "MP" }, want: takenOut, says: "is not your pool " + mine().Hex()},
		{name: "a pool without managers", calls: strange, set: func(w *world) {
			for i := range w.node.pools[other()].Tokens {
				w.node.pools[other()].Tokens[i].AssetManager = common.Address{}
			}
		}, want: takenOut, says: "it has no asset manager"},
		{name: "a name that hides", calls: strange, set: func(w *world) { w.node.pools[other()].Pool.Name = "A\u202eB\nC" }, want: takenOut, says: `("A\u202eB\nC")`},
	}, noPoolRows()...)
}

// noPoolRows test addresses that are no pools, and pools that are closed to users.
func noPoolRows() []row {
	strange := list(manage(theVault(), move(withdraw, other(), weth(), ether(1))))
	toOther := list(manage(theVault(), move(deposit, other(), weth(), ether(1))))
	fair := gave(swapped(other(), weth(), theirs(), ether(1), ether(1)))
	swapOther := list(swap{pool: other(), out: theirs(), limit: ether(1)}.call())
	const takenOut = "warn pool.unnamed, refuse BAL#502@1"
	return []row{
		// deposits into other pools
		{name: "a deposit into another pool", calls: toOther, want: "warn pool.unnamed, refuse BAL#502@1, refuse pool.other@1", says: "it deposits 1 WETH into the pool " + other().Hex() + `, "Theirs", which you have not named`},
		{name: "what is taken out beside it is no deposit", calls: list(manage(theVault(), move(deposit, other(), weth(), ether(1)), move(withdraw, other(), theirs(), ether(2)))), want: "warn pool.unnamed, refuse BAL#502@1, refuse BAL#502@1, refuse pool.other@1", says: "it deposits 1 WETH into the pool"},
		{name: "its managers are told", calls: toOther, want: "warn pool.unnamed, refuse BAL#502@1, refuse pool.other@1", says: "its asset managers: " + stranger().Hex()},
		{name: "a deposit into one's own", calls: list(manage(theVault(), move(deposit, mine(), weth(), ether(1)))), set: held(1), want: "", near: "pool.other"},
		{name: "out of another pool", calls: strange, want: takenOut, near: "pool.other"},
		{name: "a deposit into another pool, as a recipient", calls: toOther, set: trusting(other()), want: "warn pool.unnamed, refuse BAL#502@1, warn pool.other@1"},
		{name: "a swap with another pool", calls: swapOther, set: fair, want: "warn pool.unnamed, refuse pool.other@1, warn vault.trades@1", says: "it trades with the pool "},
		{name: "a swap with another pool, as a recipient", calls: swapOther, set: both(fair, trusting(other())), want: "warn pool.unnamed, warn pool.other@1, warn vault.trades@1"},
		{name: "a swap with one's own", calls: list(swap{}.call()), set: gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(1990e6))), want: "warn vault.trades@1", near: "pool.other"},
		{name: "a join of another pool", calls: list(joinOf(other(), theSafe(), amounts(0, 1e18, 0), words("nn", bigOf(3), ether(4)))), set: gave(balancesChanged(other(), 0, 1e18, 0)),
			want: "warn pool.unnamed, refuse pool.other@1, warn vault.trades@1", says: "it joins the pool " + other().Hex()},
		{name: "steps through both", calls: list(batchSwap(theSafe(), list1(weth(), usdc(), theirs()), []*big.Int{ether(1), new(big.Int), big.NewInt(-1e18)}, mine(), other())),
			set:  gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(1990e6)), swapped(other(), usdc(), theirs(), bigOf(1990e6), ether(1))),
			want: "warn pool.unnamed, refuse pool.other@1, warn vault.trades@1"},
		{name: "with a namesake", calls: toOther, set: func(w *world) { w.node.pools[other()].Pool.Name = "Managed" }, want: "warn pool.unnamed, refuse BAL#502@1, refuse pool.other@1", says: "which is not your pool " + mine().Hex() + ", although it has the same name"},
		{name: "with a pool that is none", calls: list(swap{pool: contract()}.call()), set: gave(swapped(contract(), weth(), usdc(), ether(1), bigOf(1990e6))),
			want: "warn check.pool, refuse pool.other@1, warn vault.trades@1", says: "which you have not named"},
		// addresses that are no pools, and pools that are not proven
		{name: "a call for a pool that is none", calls: list(setFee(contract())), want: "warn check.pool"},
		{name: "a call for a contract that is no pool", calls: list(setFee(contract())), set: unreadable(&chain.NotPoolError{Address: contract(), Why: "no"}), want: "warn check.pool", says: "is a contract but not a Balancer V2 pool"},
		{name: "a call for a pool of another kind", calls: list(setFee(contract())), set: unreadable(&chain.NotManagedError{Address: contract()}), want: "warn check.pool", says: "not a Managed Pool"},
		{name: "a call for a pool", calls: list(setFee(mine())), want: "", near: "check.pool"},
		{name: "a pool that is not proven", calls: list(setFee(mine())), set: func(w *world) { w.node.pools[mine()].Pool.Unproven = "no factory says so" }, want: "refuse pool.unproven", says: "no factory says so"},
		{name: "a pool that is taken all the same", calls: list(setFee(mine())), set: func(w *world) { w.node.pools[mine()].Pool.Unproven, w.plans.unprovable = "no", true }, want: "", near: "pool.unproven"},
		{name: "a named pool that is not proven, and not mentioned", calls: list(transfer(weth(), friend(), ether(1))), set: func(w *world) {
			w.node.pools[mine()].Pool.Unproven, w.options.Recipients = "no", list1(friend())
		}, want: "note token.foreign@1, warn token.transfer@1", near: "pool.unproven"},
		{name: "a named pool that is none, and not mentioned", calls: list(received()), set: func(w *world) { w.settings.Named = list1(contract()) }, want: "", near: "check.pool"},
		// pools that the batch closes
		{name: "it shuts swaps", calls: list(to(mine(), append(selector("setSwapEnabled(bool)"), make([]byte, 32)...))), want: "warn users.shut_out, note swaps.exits@1", says: "after this, users can no longer swap"},
		{name: "it opens them", calls: list(to(mine(), append(selector("setSwapEnabled(bool)"), append(make([]byte, 31), 1)...))), set: func(w *world) { w.node.pools[mine()].Pool.SwapEnabled = false }, want: "note exposure.unknown, warn swaps.gap@1", near: "users.shut_out"},
		// addresses that are no tokens
		{name: "a token that is none", calls: list(setFee(mine())), set: noToken, want: "warn token.none", says: "cannot be a token of a pool:"},
		{name: "a token that is one", calls: list(manage(theVault(), move(deposit, mine(), weth(), ether(1)))), set: held(1), want: "", near: "token.none"},
		// pool IDs
		{name: "an id", calls: list(to(theVault(), append(selector("getPool(bytes32)"), poolID(mine()).Bytes()...))), want: "", near: "batch.padded"},
		{name: "an address for an id", calls: list(to(theVault(), shortID(mine()))), want: "warn check.pool, warn batch.padded@1", says: "is an address padded to 32 bytes"},
	}
}

func unreadable(err error) func(*world) {
	return func(w *world) { w.node.unread[contract()] = err }
}

// noToken makes the node say once that a token is no token.
func noToken(w *world) {
	first := true
	w.node.holdings = func(*ops.Snapshot, ops.Watch) error {
		if first {
			first = false
			return &chain.NotTokenError{Address: foreign(), Silent: "decimals()"}
		}
		return nil
	}
}

func shortID(pool common.Address) []byte {
	return append(selector("getPool(bytes32)"), common.LeftPadBytes(pool.Bytes(), 32)...)
}

// setFee is a correct operation of mpool.
func setFee(pool common.Address) safe.Call {
	return to(pool, managedpool.NewManagedPool().PackSetManagementAumFeePercentage(bigOf(1e16)))
}

// managerRows test added tokens: their asset manager, and the recipient of the new BPT.
func managerRows() []row {
	add := func(manager common.Address, mint uint64, recipient common.Address) []safe.Call {
		return list(addToken(mine(), foreign(), manager, ether(mint), recipient))
	}
	return []row{
		{name: "a token that is taken out", calls: list(removeToken(other(), weth(), bigOf(1))), want: "warn pool.unnamed", near: "token.added"},
		{name: "the Safe manages it", calls: add(theSafe(), 0, theSafe()), want: "warn token.added@1, refuse deposit.missing@1", near: "token.manager"},
		{name: "a stranger manages it", calls: add(stranger(), 0, theSafe()), want: "refuse token.manager@1, warn token.added@1"},
		{name: "a recipient manages it", calls: add(friend(), 0, theSafe()), set: trusting(friend()), want: "warn token.manager@1, warn token.added@1"},
		{name: "nobody manages it", calls: add(common.Address{}, 0, theSafe()), want: "warn token.added@1, refuse deposit.missing@1", near: "token.manager"},
		{name: "who manages others manages it", calls: add(who(0xa5), 0, theSafe()), set: func(w *world) { w.node.pools[mine()].Tokens[0].AssetManager = who(0xa5) }, want: "warn token.added@1", near: "token.manager"},
		{name: "BPT for the Safe", calls: add(theSafe(), 5, theSafe()), want: "warn token.added@1, refuse deposit.missing@1", near: "token.mint"},
		{name: "BPT for a stranger", calls: add(theSafe(), 5, stranger()), want: "refuse token.mint@1, warn token.added@1, refuse deposit.missing@1", says: "it sends 5 new BPT, 0.4975% of the pool afterwards, to " + stranger().Hex()},
		{name: "BPT for a recipient", calls: add(theSafe(), 5, friend()), set: trusting(friend()), want: "warn token.mint@1, warn token.added@1, refuse deposit.missing@1"},
		{name: "no BPT for a stranger", calls: add(theSafe(), 0, stranger()), want: "warn token.added@1, refuse deposit.missing@1", near: "token.mint"},
		{name: "BPT for a manager", calls: add(theSafe(), 5, who(0xa5)), set: func(w *world) { w.node.pools[mine()].Tokens[0].AssetManager = who(0xa5) }, want: "refuse token.mint@1, warn token.added@1, refuse deposit.missing@1"},
		{name: "both for a stranger", calls: add(stranger(), 5, stranger()), want: "refuse token.mint@1, refuse token.manager@1, warn token.added@1"},
		{name: "a token that the batch adds is the pool's", calls: list(add(theSafe(), 0, theSafe())[0], transferFrom(foreign(), friend(), theSafe(), bigOf(1))), want: "warn token.added@1, refuse deposit.missing@1", near: "token.foreign"},
		{name: "a token that the batch adds to a pool of others is not", calls: list(addToken(other(), foreign(), theSafe(), ether(0), theSafe()), transferFrom(foreign(), friend(), theSafe(), bigOf(1))), want: "warn pool.unnamed, warn token.added@1, refuse deposit.missing@1, warn token.foreign@2"},
		{name: "to a pool of others", calls: list(addToken(other(), foreign(), stranger(), ether(5), stranger())), want: "warn pool.unnamed, refuse token.mint@1, refuse token.manager@1, warn token.added@1"},
	}
}

// feeDown lowers the swap fee from 0.3 % to 0.01 % within an hour.
func feeDown(pool common.Address) safe.Call {
	now := uint64(theBlock().Time)
	return to(pool, managedpool.NewManagedPool().PackUpdateSwapFeeGradually(bigOf(now+100), bigOf(now+3700), bigOf(3e15), bigOf(1e14)))
}
