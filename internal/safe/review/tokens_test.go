package review

import (
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/units"
)

func TestTokens(t *testing.T)     { try(t, tokenRows()) }
func TestAllowances(t *testing.T) { try(t, allowanceRows()) }

// tokenRows test transfers and calls of tokens.
func tokenRows() []row {
	return append([]row{
		// recipients of tokens
		{name: "a transfer to a stranger", calls: list(transfer(weth(), stranger(), ether(1))), want: "refuse token.transfer@1", says: "it sends 1 WETH to " + stranger().Hex()},
		{name: "the hint names who it is", calls: list(transfer(weth(), stranger(), ether(1))), want: "refuse token.transfer@1", says: "if you mean it, use --recipient " + stranger().Hex()},
		{name: "a transfer to a recipient", calls: list(transfer(weth(), friend(), ether(1))), set: trusting(friend()), want: "warn token.transfer@1"},
		{name: "another one is the recipient", calls: list(transfer(weth(), stranger(), ether(1))), set: trusting(friend()), want: "refuse token.transfer@1"},
		{name: "a transfer to the Safe itself", calls: list(transfer(weth(), theSafe(), ether(1))), want: "warn token.self@1", near: "token.transfer", says: "it sends 1 WETH to " + theSafe().Hex()},
		{name: "a transfer of nothing", calls: list(transfer(weth(), stranger(), new(big.Int))), want: "refuse token.transfer@1", says: "0 WETH"},
		{name: "a transfer to the token", calls: list(transfer(weth(), weth(), ether(1))), want: "refuse token.transfer@1"},
		{name: "a transfer to the pool", calls: list(transfer(weth(), mine(), ether(1))), want: "refuse token.lost@1", near: "token.transfer"},
		{name: "a transfer to the pool that is named", calls: list(transfer(weth(), mine(), ether(1))), set: trusting(mine()), want: "refuse token.lost@1", says: "they are lost"},
		{name: "a transfer to the Vault", calls: list(transfer(weth(), theVault(), ether(1))), want: "refuse token.transfer@1", near: "token.lost"},
		{name: "a transfer to nobody", calls: list(transfer(weth(), common.Address{}, ether(1))), want: "refuse token.transfer@1"},
		{name: "transferFrom of the Safe's to a stranger", calls: list(transferFrom(usdc(), theSafe(), stranger(), bigOf(5e6))), want: "refuse token.transfer@1", says: "it sends 5 USDC to " + stranger().Hex()},
		{name: "transferFrom of somebody's to the Safe", calls: list(transferFrom(usdc(), stranger(), theSafe(), bigOf(5e6))), want: "", near: "token.self"},
		{name: "transferFrom names the second address", calls: list(transferFrom(usdc(), friend(), stranger(), bigOf(5e6))), set: trusting(friend()), want: "refuse token.transfer@1"},
		{name: "transferFrom to a recipient", calls: list(transferFrom(usdc(), theSafe(), friend(), bigOf(5e6))), set: trusting(friend()), want: "warn token.transfer@1"},
		{name: "BPT is a token of the pool", calls: list(transfer(mine(), stranger(), ether(1))), want: "refuse token.transfer@1", says: "1 BPT"},
		{name: "the second of two", calls: list(received(), transfer(weth(), stranger(), ether(1))), want: "refuse token.transfer@2"},
		{name: "each of two", calls: list(transfer(weth(), stranger(), ether(1)), transfer(usdc(), stranger(), ether(1))), want: "refuse token.transfer@1, refuse token.transfer@2"},
		// tokens of no pool
		{name: "a token of no pool", calls: list(transfer(foreign(), friend(), bigOf(1e8))), set: trusting(friend()), want: "warn token.foreign@1, warn token.transfer@1", says: "it sends 1 FOR to"},
		{name: "a token that does not say its decimals", calls: list(transfer(foreign(), friend(), bigOf(1e8))),
			set: func(w *world) {
				w.options.Recipients = list1(friend())
				w.node.infos = map[common.Address]chain.TokenInfo{}
			},
			want: "warn token.foreign@1, warn token.transfer@1", says: "100000000 base units of the token " + foreign().Hex()},
		{name: "a token that calls itself as another one", calls: list(transfer(foreign(), friend(), bigOf(1e8))),
			set: func(w *world) {
				w.options.Recipients = list1(friend())
				w.node.infos[foreign()] = chain.TokenInfo{Symbol: "WETH", Decimals: 8, Known: true}
			},
			want: "warn token.foreign@1, warn token.transfer@1", says: "1 WETH (" + foreign().Hex() + ")"},
		{name: "a token of the pool", calls: list(transfer(usdc(), friend(), bigOf(1))), set: trusting(friend()), want: "warn token.transfer@1", near: "token.foreign"},
		{name: "the pool's own token", calls: list(transfer(mine(), friend(), ether(1))), set: trusting(friend()), want: "warn token.transfer@1", near: "token.foreign"},
		{name: "no pool is named", calls: list(transfer(weth(), friend(), ether(1))),
			set:  func(w *world) { w.options.Recipients = list1(friend()); w.settings.Pools = nil },
			want: "note token.foreign@1, warn token.transfer@1", says: "no pool is named"},
		{name: "a question to a foreign token", calls: list(to(foreign(), append(selector("balanceOf(address)"), common.LeftPadBytes(stranger().Bytes(), 32)...))), want: "", near: "token.foreign"},
		{name: "only a foreign pool's token", calls: list(transfer(theirs(), friend(), ether(1))), set: trusting(friend()), want: "warn token.foreign@1, warn token.transfer@1"},
		{name: "a symbol that hides", calls: list(transfer(foreign(), stranger(), bigOf(1e8))),
			set: func(w *world) {
				w.node.infos[foreign()] = chain.TokenInfo{Symbol: "F\u202eRO\x1b[2J", Decimals: 8, Known: true}
			},
			want: "warn token.foreign@1, refuse token.transfer@1", says: `it sends 1 "F\u202eRO…" (0x4444…4444) to`},
	}, coinRows()...)
}

// coinRows test the native token and unknown calls.
func coinRows() []row {
	pay := func(amount uint64) []safe.Call { return list(coins(stranger(), tokens(amount))) }
	noSafe := func(w *world) { w.batch.Safe = common.Address{} }
	return []row{
		// the native token
		{name: "coins for a stranger", calls: pay(1), want: "refuse call.value@1, warn call.unknown@1", says: "it sends 1 of the native token to " + stranger().Hex()},
		{name: "coins for a recipient", calls: list(coins(friend(), tokens(1))), set: trusting(friend()), want: "warn call.value@1, warn call.unknown@1"},
		{name: "a wei for a stranger", calls: list(coins(stranger(), atoms(1))), want: "refuse call.value@1, warn call.unknown@1"},
		{name: "no coins", calls: list(coins(stranger(), atoms(0))), want: "warn call.unknown@1", near: "call.value"},
		{name: "coins beside a known call", calls: list(coins(weth(), tokens(1), transfer(weth(), theSafe(), ether(1)).Data...)), want: "refuse call.value@1, warn token.self@1"},
		{name: "all coins that the Safe has", calls: list(coins(friend(), tokens(10))), set: trusting(friend()), want: "warn call.value@1, warn call.unknown@1", near: "call.funds"},
		{name: "a wei more than the Safe has", calls: list(coins(friend(), tokens(10)), coins(friend(), atoms(1))), set: trusting(friend()),
			want: "refuse call.funds, warn call.value@1, warn call.unknown@1, warn call.value@2, warn call.unknown@2", says: "but the Safe has 10"},
		{name: "sums that overflow", calls: list(coins(friend(), *allOnes()), coins(friend(), atoms(2))), set: trusting(friend()),
			want: "refuse call.funds, warn call.value@1, warn call.unknown@1, warn call.value@2, warn call.unknown@2"},
		{name: "coins of nobody, who has none", calls: list(coins(friend(), tokens(1))), set: both(noSafe, trusting(friend()), nobodyIsPoor), want: "warn batch.safe.unnamed, warn call.value@1, warn call.unknown@1", near: "call.funds"},
		{name: "coins of the pool's owner", calls: list(setFee(mine()), coins(friend(), tokens(10))), set: both(noSafe, trusting(friend()), nobodyIsPoor), want: "warn batch.safe.unnamed, warn call.value@2, warn call.unknown@2", near: "call.funds"},
		{name: "coins that the pool's owner has not", calls: list(setFee(mine()), coins(friend(), tokens(11))), set: both(noSafe, trusting(friend()), nobodyIsPoor),
			want: "warn batch.safe.unnamed, refuse call.funds, warn call.value@2, warn call.unknown@2", says: "but the pool's owner has 10"},
		// unknown calls
		{name: "an unknown function", calls: list(to(contract(), selector("claim()"))), want: "warn call.unknown@1", says: "the called contract can behave differently when mined than in the simulation; sign only if you know the contract"},
		{name: "an unknown function with an argument that is cut off", calls: list(to(weth(), transfer(weth(), theSafe(), ether(1)).Data[:40])), want: "warn call.unknown@1"},
		{name: "a known function", calls: list(approve(weth(), stranger(), new(big.Int))), want: "", near: "call.unknown"},
		{name: "a delegate call is not called unknown here", calls: list(safe.Call{To: contract(), Data: selector("claim()"), Operation: safe.OperationDelegateCall}), want: "", near: "call.unknown"},
		{name: "nothing, to a stranger", calls: list(to(stranger(), nil)), want: "warn call.unknown@1", near: "safe.voids"},
		{name: "nobody is there", calls: list(to(stranger(), selector("claim()"))), want: "warn call.no_code@1, warn call.unknown@1", says: "no contract at " + stranger().Hex()},
		{name: "a token without code", calls: list(transfer(who(0x77), theSafe(), ether(1))), want: "warn call.no_code@1, warn token.foreign@1, warn token.self@1"},
		{name: "somebody is there", calls: list(to(contract(), selector("claim()"))), want: "warn call.unknown@1", near: "call.no_code"},
		{name: "nobody needs code who is only sent coins", calls: list(coins(friend(), atoms(1))), set: trusting(friend()), want: "warn call.value@1, warn call.unknown@1", near: "call.no_code"},
		{name: "bytes behind the arguments", calls: list(to(weth(), append(transfer(weth(), theSafe(), ether(1)).Data, 1, 2))), want: "warn call.trailing@1, warn token.self@1", says: "2 bytes"},
		{name: "one byte behind the arguments", calls: list(to(weth(), append(transfer(weth(), theSafe(), ether(1)).Data, 0))), want: "warn call.trailing@1, warn token.self@1", says: "1 byte"},
		{name: "none behind the arguments", calls: list(received()), want: "", near: "call.trailing"},
		// no Safe is named
		{name: "the pool's owner may be the one", calls: list(transfer(weth(), theSafe(), ether(1))), set: noSafe, want: "warn batch.safe.unnamed, warn token.self@1", near: "token.transfer"},
		{name: "a stranger is not the one", calls: list(transfer(weth(), stranger(), ether(1))), set: noSafe, want: "warn batch.safe.unnamed, refuse token.transfer@1"},
		{name: "an asset manager may be the one", calls: list(transfer(weth(), who(0xa5), ether(1))), set: func(w *world) {
			noSafe(w)
			w.node.pools[mine()].Tokens[1].AssetManager = who(0xa5)
		}, want: "warn batch.safe.unnamed, warn token.self@1"},
		{name: "nobody is not the one", calls: list(transfer(weth(), common.Address{}, ether(1))), set: func(w *world) {
			noSafe(w)
			w.node.pools[mine()].Tokens[1].AssetManager = common.Address{}
		}, want: "warn batch.safe.unnamed, refuse token.transfer@1"},
	}
}

// nobodyIsPoor says that the zero address has no coins.
func nobodyIsPoor(w *world) { w.node.poor = list1(common.Address{}) }

// TestNobodySends checks that calls are not tried as calls of the zero address.
func TestNobodySends(t *testing.T) {
	w := ordinary(to(contract(), selector("claim()")))
	w.batch.Safe = common.Address{}
	c, err := w.check()
	must(err)
	if slices.Contains(w.node.asked, "TryCalls") || c.View.simulationText() != "none" {
		t.Errorf("asked %v, simulation: %s", w.node.asked, c.View.simulationText())
	}
}

func list1(a ...common.Address) []common.Address { return a }

// allowanceRows test approvals for various spenders.
func allowanceRows() []row {
	supply := func(total, held uint64) func(*world) {
		return func(w *world) {
			w.node.supplies = map[common.Address]chain.Supply{weth(): {Total: tokens(total), Held: tokens(held)}}
		}
	}
	most := new(big.Int).Lsh(big.NewInt(1), mostBits)
	stays := "refuse approval.stays@1"
	atVault := approve(weth(), theVault(), ether(1))
	return []row{
		{name: "for a stranger", calls: list(approve(weth(), stranger(), ether(1))), want: stays, says: "if you mean it, use --spender " + stranger().Hex()},
		{name: "of nothing", calls: list(approve(weth(), stranger(), new(big.Int))), want: "", near: "approval.stays"},
		{name: "of the least", calls: list(approve(weth(), stranger(), bigOf(1))), want: stays},
		{name: "for a recipient", calls: list(approve(weth(), friend(), ether(1))), set: trusting(friend()), want: "warn approval.stays@1", says: "approve exactly the amount that is spent, in the batch that spends it"},
		{name: "for the Vault", calls: list(atVault), want: "warn approval.stays@1"},
		{name: "for the Safe itself", calls: list(approve(weth(), theSafe(), ether(1))), want: "warn approval.stays@1"},
		{name: "for the pool", calls: list(approve(weth(), mine(), ether(1))), want: stays},
		{name: "increased for a stranger", calls: list(increase(mine(), stranger(), ether(1))), want: stays},
		{name: "increased by nothing", calls: list(increase(mine(), stranger(), new(big.Int))), want: "", near: "approval.stays"},
		{name: "decreased for a stranger", calls: list(decrease(mine(), stranger(), ether(1))), want: "", near: "approval.stays"},
		// unlimited approvals
		{name: "of all that can be", calls: list(approve(weth(), stranger(), allOnes().ToBig())), want: "refuse approval.unlimited@1", says: "approve exactly the amount that is spent"},
		{name: "of 121 bits", calls: list(approve(weth(), stranger(), most)), want: "refuse approval.unlimited@1"},
		{name: "of 120 bits", calls: list(approve(weth(), stranger(), new(big.Int).Sub(most, big.NewInt(1)))), want: stays, near: "approval.unlimited"},
		{name: "of all for a recipient", calls: list(approve(weth(), friend(), allOnes().ToBig())), set: trusting(friend()), want: "refuse approval.unlimited@1"},
		{name: "of all for the Vault", calls: list(approve(weth(), theVault(), allOnes().ToBig())), want: "refuse approval.unlimited@1"},
		{name: "increased by all", calls: list(increase(mine(), stranger(), allOnes().ToBig())), want: "refuse approval.unlimited@1"},
		{name: "of more than there is", calls: list(approve(weth(), stranger(), ether(6))), set: supply(5, 2), want: "refuse approval.unlimited@1"},
		{name: "of all that there is", calls: list(approve(weth(), stranger(), ether(5))), set: supply(5, 2), want: stays, near: "approval.unlimited", says: "it exceeds the Safe's balance: later deposits can be taken too"},
		{name: "of all that the Safe has", calls: list(approve(weth(), stranger(), ether(2))), set: supply(5, 2), want: stays},
		// approvals that a deposit spends
		{name: "spent by a deposit", calls: list(atVault, manage(theVault(), move(deposit, mine(), weth(), ether(1)))), set: held(1),
			want: "", near: "approval.stays"},
		{name: "spent in part", calls: list(approve(weth(), theVault(), ether(2)), manage(theVault(), move(deposit, mine(), weth(), ether(1)))), set: held(1), want: "warn approval.stays@1, note allowance.left@2"},
		{name: "for another token's deposit", calls: list(approve(usdc(), theVault(), ether(1)), manage(theVault(), move(deposit, mine(), weth(), ether(1)))), set: held(1), want: "warn approval.stays@1"},
		{name: "a withdrawal spends nothing", calls: list(atVault, manage(theVault(), move(withdraw, mine(), weth(), ether(1)))), want: "warn approval.stays@1, note withdraw.to@2"},
		{name: "a deposit before it spends nothing", calls: list(manage(theVault(), move(deposit, mine(), weth(), ether(1))), atVault), set: held(1), want: "warn approval.stays@2"},
		{name: "a deposit at another contract", calls: list(approve(weth(), who(0xba), ether(1)), manage(who(0xba), move(deposit, mine(), weth(), ether(1)))), want: stays + ", warn vault.call@2, refuse vault.foreign@2"},
		{name: "a deposit into another pool", calls: list(atVault, manage(theVault(), move(deposit, other(), weth(), ether(1)))),
			want: "warn pool.unnamed, warn approval.stays@1, refuse BAL#502@2, refuse pool.other@2"},
		{name: "a swap does not spend it", calls: list(atVault, swap{}.call()), set: func(w *world) { w.node.out.Logs = logs(swapped(mine(), weth(), usdc(), ether(1), bigOf(1990e6))) },
			want: "warn approval.stays@1, warn vault.trades@2"},
		{name: "a token of no pool for a stranger", calls: list(approve(foreign(), stranger(), bigOf(1e8))), want: "warn token.foreign@1, refuse approval.stays@1"},
	}
}

// held gives each watched account n whole tokens, all approved for the Vault.
func held(n uint64) func(*world) {
	return func(w *world) {
		w.node.holdings = func(pool *ops.Snapshot, asked ops.Watch) error {
			for _, key := range asked.Holdings {
				amount := units.Amount{Raw: tokens(n), Decimals: 18}
				pool.Holdings = append(pool.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "T", Decimals: 18, Balance: amount, Allowance: amount})
			}
			return nil
		}
	}
}

func logs(l ...chain.Log) []chain.Log { return l }
