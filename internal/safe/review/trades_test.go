package review

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/revert"
	"mpool/internal/safe"
)

func TestLimits(t *testing.T) { try(t, limitRows()) }
func TestValues(t *testing.T) { try(t, valueRows()) }

func slippage(words string) func(*world) {
	return func(w *world) { must(w.options.Slippage.Set(words)) }
}

func prices(list ...string) func(*world) { return func(w *world) { w.options.Prices = list } }

// wei reads decimal digits of any length.
func wei(digits string) *big.Int {
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		panic(digits)
	}
	return n
}

// limitRows test limits at their edges: 2 % from the simulated amount, unless a row gives another
// percentage.
func limitRows() []row {
	const near, far = "warn vault.trades@1", "warn vault.trades@1, refuse trade.limit@1"
	in := func(limit string) []safe.Call { return list(swap{limit: wei(limit)}.call()) }
	out := func(limit string) []safe.Call { return list(swap{kind: 1, limit: wei(limit)}.call()) }
	gets := gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)))
	return append([]row{
		// swaps with a given input
		{name: "at the limit's edge", calls: in("1960000000"), set: gets, want: near, near: "trade.limit"},
		{name: "a unit beyond the edge", calls: in("1959999999"), set: gets, want: far, says: "its limit accepts as little as 1959.999999 USDC, but in the simulation it gave 2000 USDC:"},
		{name: "at what it gave", calls: in("2000000000"), set: gets, want: near},
		{name: "a limit of nothing", calls: in("0"), set: gets, want: far},
		{name: "a limit of nothing of nothing", calls: in("0"), set: gave(swapped(mine(), weth(), usdc(), ether(1), new(big.Int))), want: far},
		{name: "half a percent", calls: in("1990000000"), set: both(gets, slippage("0.5%")), want: near, near: "trade.limit"},
		{name: "more than half a percent", calls: in("1989999999"), set: both(gets, slippage("0.5%")), want: far, says: "within --max-slippage 0.5%"},
		{name: "ten percent", calls: in("1800000000"), set: both(gets, slippage("10%")), want: near},
		{name: "no slippage at all", calls: in("1999999999"), set: both(gets, slippage("0%")), want: far},
		// swaps with a given output
		{name: "most, at the edge", calls: out("1020000000000000000"), set: gets, want: near, near: "trade.limit"},
		{name: "most, a wei beyond the edge", calls: out("1020000000000000001"), set: gets, want: far, says: "its limit pays up to 1.020000000000000001 WETH"},
		{name: "most, of all there is", calls: out(allOnes().Dec()), set: gets, want: far},
		// events
		{name: "no event", calls: in("2000000000"), want: far, says: "the simulation does not show what the trade gave, so its limits cannot be checked"},
		{name: "an event of another pool", calls: in("2000000000"), set: gave(swapped(other(), weth(), usdc(), ether(1), bigOf(2000e6))), want: far, says: "does not show what the trade gave"},
		{name: "an event of another contract", calls: in("2000000000"), set: func(w *world) {
			log := swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))
			log.Address = contract()
			w.node.out.Logs = logs(log)
		}, want: far, says: "does not show what the trade gave"},
		{name: "other events of the Vault come first", calls: in("2000000000"), set: gave(internal(theVault(), stranger(), weth(), ether(1)), swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), want: near},
		{name: "an event that cannot be read", calls: in("2000000000"), set: gave(chain.Log{Address: theVault(), Topics: []common.Hash{{1}}}, swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), want: near},
		{name: "two, in their order", calls: list(in("1960000000")[0], out("1020000000000000000")[0]), set: gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)), swapped(mine(), weth(), usdc(), ether(1), bigOf(9))),
			want: near + ", warn vault.trades@2"},
		{name: "the second of two has none", calls: list(in("1960000000")[0], in("1960000000")[0]), set: gets, want: near + ", warn vault.trades@2, refuse trade.limit@2"},
		{name: "it reverts, and no limit is known to be near", calls: in("0"), set: both(gets, becomes(func(o *chain.SafeOutcome) { o.Revert = &revert.Reason{Sentence: "no"} })), want: near, near: "trade.limit"},
		{name: "it reverts by a guard that wants signatures", calls: in("0"), set: both(gets, guarded, becomes(func(o *chain.SafeOutcome) {
			o.Revert, o.ByGuard, o.ForConsent = &revert.Reason{Sentence: "no"}, true, true
		})),
			want: "warn safe.guard.consent, " + far},
	}, joinLimitRows()...)
}

// joinLimitRows test the limits of joins and exits.
func joinLimitRows() []row {
	const near, far = "warn vault.trades@1", "warn vault.trades@1, refuse trade.limit@1"
	gets := gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)))
	assets := list1(weth(), usdc())
	steps := func(limits ...string) []safe.Call {
		var all []*big.Int
		for _, l := range limits {
			all = append(all, wei(l))
		}
		return list(batchSwap(theSafe(), assets, all, mine()))
	}
	join := func(userData []byte, most ...uint64) []safe.Call {
		return list(joinOf(mine(), theSafe(), amounts(most...), userData))
	}
	exit := func(userData []byte, least ...uint64) []safe.Call {
		return list(exitOf(mine(), theSafe(), amounts(least...), userData))
	}
	minted := func(n *big.Int) chain.Log { return moved(mine(), common.Address{}, theSafe(), n) }
	burned := func(n *big.Int) chain.Log { return moved(mine(), theSafe(), common.Address{}, n) }
	exactIn := func(least *big.Int) []byte { return words("nln", bigOf(1), amounts(1e18, 0), least) }
	exactBPT := words("nn", bigOf(3), ether(4))
	return []row{
		// batch swaps
		{name: "steps, at both edges", calls: steps("1020000000000000000", "-1960000000"), set: gets, want: near},
		{name: "steps, too much", calls: steps("1020000000000000001", "-1960000000"), set: gets, want: far, says: "pays up to 1.020000000000000001 WETH"},
		{name: "steps, too little", calls: steps("1020000000000000000", "-1959999999"), set: gets, want: far, says: "accepts as little as 1959.999999 USDC"},
		{name: "steps, a limit of nothing", calls: steps("1020000000000000000", "0"), set: gets, want: far},
		{name: "steps, a limit that gives", calls: steps("1020000000000000000", "5"), set: gets, want: far},
		{name: "steps, and one limit too few", calls: steps("1020000000000000000"), set: gets, want: near},
		{name: "steps with the chain's coin", calls: list(batchSwap(theSafe(), list1(common.Address{}, usdc()), []*big.Int{ether(1), big.NewInt(-1960e6)}, mine())), set: gets, want: far, says: "it trades the native token, and mpool cannot check its limit against the simulation"},
		{name: "two steps, what is between them is nothing", calls: list(batchSwap(theSafe(), list1(weth(), usdc(), weth()), []*big.Int{ether(1), new(big.Int), new(big.Int)}, mine(), mine())),
			set: gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)), swapped(mine(), usdc(), weth(), bigOf(2000e6), ether(1))), want: near},
		{name: "two steps, and one event", calls: list(batchSwap(theSafe(), list1(weth(), usdc(), weth()), []*big.Int{ether(1), new(big.Int), new(big.Int)}, mine(), mine())), set: gets, want: far, says: "does not show what the trade gave"},
		{name: "no step", calls: list(batchSwap(theSafe(), assets, amounts(0, 0))), want: near, near: "trade.limit"},
		// joins
		{name: "a join, at the edge", calls: join(exactIn(wei("3920000000000000000")), 0, 1e18, 0), set: gave(minted(ether(4)), balancesChanged(mine(), 0, 1e18, 0)), want: near},
		{name: "a join, a wei beyond", calls: join(exactIn(wei("3919999999999999999")), 0, 1e18, 0), set: gave(minted(ether(4)), balancesChanged(mine(), 0, 1e18, 0)), want: far},
		{name: "a join for no BPT at least", calls: join(exactIn(new(big.Int)), 0, 1e18, 0), set: gave(minted(ether(4)), balancesChanged(mine(), 0, 1e18, 0)), want: far},
		{name: "a join behind fees that are minted", calls: join(exactIn(wei("3920000000000000000")), 0, 1e18, 0), set: gave(moved(mine(), common.Address{}, stranger(), ether(9)), minted(ether(4)), balancesChanged(mine(), 0, 1e18, 0)), want: near},
		{name: "a join before fees that are minted", calls: join(exactIn(wei("3920000000000000000")), 0, 1e18, 0), set: gave(minted(ether(4)), moved(mine(), common.Address{}, stranger(), ether(9)), balancesChanged(mine(), 0, 1e18, 0)), want: near},
		{name: "a join whose Safe is minted fees first", calls: join(exactIn(wei("3920000000000000000")), 0, 1e18, 0), set: both(gave(minted(ether(9)), minted(ether(4)), balancesChanged(mine(), 0, 1e18, 0)), had(mine(), atoms(0), tokens(13))), want: near},
		{name: "a join with BPT of another pool", calls: join(exactIn(wei("3920000000000000000")), 0, 1e18, 0), set: gave(moved(other(), common.Address{}, theSafe(), ether(9)), minted(ether(4)), balancesChanged(mine(), 0, 1e18, 0)), want: near},
		{name: "a join of which no BPT came", calls: join(exactIn(ether(4)), 0, 1e18, 0), set: gave(balancesChanged(mine(), 0, 1e18, 0)), want: near},
		{name: "a join for exact BPT, at the edge", calls: join(exactBPT, 0, 1020, 0), set: gave(balancesChanged(mine(), 0, 1000, 0)), want: near},
		{name: "a join for exact BPT, beyond", calls: join(exactBPT, 0, 1021, 0), set: gave(balancesChanged(mine(), 0, 1000, 0)), want: far, says: "pays up to 0.000000000000001021 WETH"},
		{name: "a join for exact BPT, of two tokens", calls: join(exactBPT, 0, 1020, 3000), set: gave(balancesChanged(mine(), 0, 1000, 2000)), want: far, says: "pays up to 0.003 USDC"},
		{name: "a limit of what does not move", calls: join(exactBPT, 1<<62, 1020, 1<<62), set: gave(balancesChanged(mine(), 0, 1000, 0)), want: near},
		{name: "a list that is too short", calls: join(exactBPT, 0, 1020), set: gave(balancesChanged(mine(), 0, 1000, 0)), want: far, says: "cannot read its limits"},
		{name: "the first join", calls: join(words("nl", bigOf(0), amounts(1, 2)), 0, 1, 2), set: gave(balancesChanged(mine(), 0, 1, 2)), want: near},
		{name: "a join that pools do not have", calls: join(words("n", bigOf(9)), 0, 1, 2), set: gave(balancesChanged(mine(), 0, 1, 2)), want: far, says: "cannot read its limits: Managed Pools do not have this kind of join"},
		// exits
		{name: "an exit, at the edge", calls: exit(words("nn", bigOf(1), ether(4)), 0, 980, 1960), set: gave(burned(ether(4)), balancesChanged(mine(), 0, -1000, -2000)), want: near},
		{name: "an exit, beyond", calls: exit(words("nn", bigOf(1), ether(4)), 0, 980, 1959), set: gave(burned(ether(4)), balancesChanged(mine(), 0, -1000, -2000)), want: far, says: "accepts as little as 0.001959 USDC"},
		{name: "an exit without limits", calls: exit(words("nn", bigOf(1), ether(4)), 0, 0, 0), set: gave(burned(ether(4)), balancesChanged(mine(), 0, -1000, -2000)), want: far},
		{name: "an exit for one token", calls: exit(words("nnn", bigOf(0), ether(4), bigOf(1)), 0, 0, 1960), set: gave(burned(ether(4)), balancesChanged(mine(), 0, 0, -2000)), want: near},
		{name: "an exit in recovery", calls: exit(words("nn", bigOf(255), ether(4)), 0, 979, 1960), set: gave(burned(ether(4)), balancesChanged(mine(), 0, -1000, -2000)), want: far},
		{name: "an exit for exact tokens, at the edge", calls: exit(words("nln", bigOf(2), amounts(1000, 2000), wei("4080000000000000000")), 0, 0, 0), set: gave(burned(ether(4)), balancesChanged(mine(), 0, -1000, -2000)), want: near},
		{name: "an exit for exact tokens, beyond", calls: exit(words("nln", bigOf(2), amounts(1000, 2000), wei("4080000000000000001")), 0, 0, 0), set: gave(burned(ether(4)), balancesChanged(mine(), 0, -1000, -2000)), want: far},
		{name: "an exit whose burning is somebody else's", calls: exit(words("nln", bigOf(2), amounts(1000, 2000), wei("4080000000000000000")), 0, 0, 0), set: gave(moved(mine(), stranger(), common.Address{}, ether(4)), balancesChanged(mine(), 0, -1000, -2000)), want: far},
		{name: "an exit that pools do not have", calls: exit(words("n", bigOf(7)), 0, 1, 2), set: gave(balancesChanged(mine(), 0, -1, -2)), want: far, says: "cannot read its limits: Managed Pools do not have this kind of exit"},
		// calls that are no trades
		{name: "internal balances have no limits", calls: list(userBalance(theVault(), userOp(depositInternal, weth(), ether(1), theSafe()))), want: "note vault.balance@1", near: "trade.limit"},
	}
}

// valueRows test what the Safe gives and gets in trades, at given prices.
func valueRows() []row {
	sell := list(swap{limit: bigOf(2000e6)}.call())
	event := gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)))
	weth2000 := prices("WETH=2000 USDC")
	gives := had(weth(), tokens(5), tokens(4))
	gets := func(n uint64) func(*world) { return had(usdc(), atoms(0), atoms(n)) }
	indivisible := func(w *world) { w.node.pools[mine()].Tokens[0].Decimals = 0 }
	const good, bad = "note safe.value, warn vault.trades@1", "refuse safe.value, warn vault.trades@1"
	none := "warn vault.trades@1"
	join := list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nln", bigOf(1), amounts(1e18, 0), ether(4))))
	joins := func(bpt uint64) func(*world) {
		return both(gave(moved(mine(), common.Address{}, theSafe(), ether(4)), balancesChanged(mine(), 0, 1e18, 0)), gives, had(mine(), atoms(0), atoms(bpt)))
	}
	exit := list(exitOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nnn", bigOf(0), ether(5), bigOf(0))))
	paysToo := list(sell[0], transfer(weth(), friend(), ether(1)))
	alsoPaid := told(moved(weth(), theSafe(), friend(), ether(1)))
	return []row{
		// with prices
		{name: "at the edge", calls: sell, set: both(event, weth2000, gives, gets(1960e6)), want: good, says: "the Safe gives 1 WETH and gets 1,960 USDC: at the given prices, 1,960 for 2,000 USDC"},
		{name: "a unit beyond the edge", calls: sell, set: both(event, weth2000, gives, gets(1960e6-1)), want: bad, says: "--max-slippage sets the accepted loss"},
		{name: "two units of a token without decimals", calls: sell, set: both(event, prices("WETH=500000 USDC"), indivisible, had(weth(), atoms(5), atoms(3)), gets(2000e6)), want: bad, says: "the Safe gives 2 WETH"},
		{name: "two units of another token", calls: sell, set: both(event, weth2000, had(weth(), atoms(5), atoms(3)), gets(2000e6)), want: none, near: "safe.value"},
		{name: "for more than it is worth", calls: sell, set: both(event, weth2000, gives, gets(3000e6)), want: good},
		{name: "for nothing", calls: sell, set: both(event, weth2000, gives), want: bad, says: "the Safe gives 1 WETH and gets nothing"},
		{name: "one percent", calls: sell, set: both(event, weth2000, gives, gets(1980e6), slippage("1%")), want: good},
		{name: "more than one percent", calls: sell, set: both(event, weth2000, gives, gets(1980e6-1), slippage("1%")), want: bad},
		{name: "without prices", calls: sell, set: both(event, gives, gets(2000e6)), want: bad, says: "there is no price for WETH (" + weth().Hex() + ")"},
		{name: "with a price of another token", calls: sell, set: both(event, prices(theirs().Hex()+"=1 USDC"), gives, gets(2000e6)), want: bad, says: "there is no price for WETH"},
		{name: "by its address", calls: sell, set: both(event, prices(weth().Hex()+"=2000 "+usdc().Hex()), gives, gets(2000e6)), want: good},
		{name: "the other way round", calls: sell, set: both(event, prices("USDC=0.0005 WETH"), gives, gets(1960e6)), want: good, says: "at the given prices, 0.98 for 1 WETH"},
		{name: "through a chain of prices", calls: sell, set: both(event, prices("WETH=20 "+foreign().Hex(), foreign().Hex()+"=100 USDC"), gives, gets(1960e6)), want: good},
		{name: "prices that lead to two ends", calls: sell, set: both(event, prices("WETH=2000 USDC", foreign().Hex()+"=100 "+theirs().Hex()), gives, gets(1960e6)), want: bad},
		{name: "a token without a price", calls: sell, set: both(event, weth2000, gives, had(foreign(), atoms(0), atoms(1e18))), want: bad, says: "gets 1000000000000000000 base units of the token " + foreign().Hex() + ": cannot compare the values, because there is no price for " + foreign().Hex()},
		{name: "two things for one", calls: sell, set: both(event, weth2000, gives, had(usdc(), atoms(2000e6), atoms(0))), want: bad, says: "gives 1 WETH and 2,000 USDC and gets nothing"},
		{name: "the chain's coin", calls: sell, set: both(event, prices("WETH=1 ETH"), gives, had(common.Address{}, atoms(0), tokens(1))), want: good, says: "at the given prices, 1 for 1 ETH"},
		{name: "nothing changes", calls: sell, set: both(event, weth2000), want: none, near: "safe.value"},
		{name: "it only gets", calls: sell, set: both(event, gets(5)), want: none, near: "safe.value"},
		{name: "two units are rounding", calls: sell, set: both(event, had(usdc(), atoms(9), atoms(7))), want: none},
		{name: "three units are not", calls: sell, set: both(event, weth2000, had(usdc(), atoms(9), atoms(6))), want: bad},
		// BPT
		{name: "BPT for a fair price", calls: join, set: both(joins(5e18), weth2000), want: good},
		{name: "BPT for too much", calls: join, set: both(joins(48e17), weth2000), want: bad},
		{name: "BPT without a price of all its tokens", calls: join, set: joins(5e18), want: bad},
		{name: "BPT of whose tokens one has no price", calls: join, set: both(joins(5e18), prices("WETH=1 ETH")), want: bad, says: "gets 5 BPT: cannot compare the values, because there is no price for USDC ("},
		{name: "BPT given for tokens", calls: exit, set: both(gave(moved(mine(), theSafe(), common.Address{}, ether(5)), balancesChanged(mine(), 0, -1e18, 0)), weth2000, had(mine(), tokens(5), atoms(0)), had(weth(), atoms(0), tokens(1))), want: good},
		{name: "BPT given for half", calls: exit, set: both(gave(moved(mine(), theSafe(), common.Address{}, ether(5)), balancesChanged(mine(), 0, -1e18, 0)), weth2000, had(mine(), tokens(10), atoms(0)), had(weth(), atoms(0), tokens(1))), want: bad},
		{name: "BPT of a pool without supply", calls: exit, set: both(gave(moved(mine(), theSafe(), common.Address{}, ether(5)), balancesChanged(mine(), 0, -1e18, 0)), prices(weth().Hex()+"=2000 "+usdc().Hex()), had(mine(), tokens(5), atoms(0)), func(w *world) {
			w.node.pools[mine()].Supply.Virtual.Raw.Clear()
			w.node.pools[mine()].Supply.Actual.Raw.Clear()
		}), want: "refuse safe.value, warn vault.trades@1"},
		// payments besides the trade
		{name: "a payment beside it", calls: paysToo, set: both(trusting(friend()), event, alsoPaid, weth2000, had(weth(), tokens(5), tokens(3)), gets(1960e6)), want: "note safe.value, warn vault.trades@1, warn token.transfer@2"},
		{name: "a payment that was not made", calls: paysToo, set: both(trusting(friend()), event, weth2000, had(weth(), tokens(5), tokens(3)), gets(1960e6)), want: "refuse safe.value, warn vault.trades@1, warn token.transfer@2"},
		{name: "a payment to whom nobody names", calls: paysToo, set: both(event, alsoPaid, weth2000, had(weth(), tokens(5), tokens(3)), gets(1960e6)), want: "refuse safe.value, warn vault.trades@1, refuse token.transfer@2"},
		{name: "only a payment", calls: paysToo, set: both(trusting(friend()), event, alsoPaid, had(weth(), tokens(5), tokens(4))), want: "warn safe.loses, warn vault.trades@1, warn token.transfer@2"},
		{name: "coins beside it", calls: list(sell[0], coins(friend(), tokens(1))), set: both(trusting(friend()), event, weth2000, gives, gets(2000e6), had(common.Address{}, tokens(9), tokens(8))), want: "refuse safe.loses, warn safe.loses, warn vault.trades@1, warn call.value@2, warn call.unknown@2"},
		{name: "coins that a recipient is called with", calls: list(sell[0], coins(friend(), tokens(1), selector("claim()")...)), set: both(trusting(friend()), event, weth2000, gives, gets(2000e6), had(common.Address{}, tokens(9), tokens(8))), want: "warn safe.loses, note safe.value, warn vault.trades@1, warn call.value@2, warn call.no_code@2, warn call.unknown@2"},
		{name: "coins that a contract may send back", calls: list(sell[0], coins(contract(), tokens(1), selector("claim()")...)), set: both(trusting(contract()), event, weth2000, gives, gets(2000e6), had(common.Address{}, tokens(9), tokens(8))), want: "refuse safe.value, warn vault.trades@1, warn call.value@2, warn call.unknown@2"},
		// other calls besides the trade
		{name: "an unknown call beside it", calls: list(sell[0], to(contract(), selector("claim()"))), set: both(event, weth2000, gives, gets(2000e6)), want: "refuse safe.loses, warn vault.trades@1, warn call.unknown@2"},
		{name: "an unknown call of a recipient beside it", calls: list(sell[0], to(contract(), selector("claim()"))), set: both(trusting(contract()), event, weth2000, gives, gets(2000e6)), want: "note safe.value, warn vault.trades@1, warn call.unknown@2"},
		{name: "a foreign token beside it", calls: list(sell[0], transfer(foreign(), friend(), bigOf(1))), set: both(trusting(friend()), event, weth2000, gives, gets(2000e6)), want: "refuse safe.loses, warn vault.trades@1, warn token.foreign@2, warn token.transfer@2"},
		{name: "an operation of mpool's beside it", calls: list(sell[0], setFee(mine())), set: both(event, weth2000, gives, gets(2000e6)), want: good},
		{name: "a pool that nobody names", calls: list(swap{pool: other(), out: theirs(), limit: ether(1)}.call()), set: both(gave(swapped(other(), weth(), theirs(), ether(1), ether(1))), weth2000, gives), want: "warn pool.unnamed, refuse pool.other@1, warn vault.trades@1", near: "safe.loses"},
		{name: "an unknown call beside a pool that nobody names", calls: list(swap{pool: other(), out: theirs(), limit: ether(1)}.call(), to(contract(), selector("claim()"))), set: both(gave(swapped(other(), weth(), theirs(), ether(1), ether(1))), gives), want: "warn pool.unnamed, refuse safe.loses, refuse pool.other@1, warn vault.trades@1, warn call.unknown@2"},
	}
}

// TestPrices checks that an invalid price is a usage error and not a finding.
func TestPrices(t *testing.T) {
	sell := swap{limit: bigOf(2000e6)}.call()
	for words, want := range map[string]string{
		"WETH":                          `: use "WETH=2000 USDC"`,
		"WETH=":                         "--price",
		"WETH=none":                     "--price",
		"WETH=-1 USDC":                  "--price",
		"DAI=1 USDC":                    `no tokens of your pools are named "DAI"`,
		"WETH=1 DAI":                    `no tokens of your pools are named "DAI"`,
		"THEIR=1 USDC":                  `no tokens of your pools are named "THEIR"`,
		"WETH=2000 USDC;WETH=1 USDC":    ": give one price per token, in another token",
		"WETH=1 WETH":                   ": give one price per token, in another token",
		"WETH=1 0x12":                   "--price",
		"weth=2000 USDC":                `no tokens of your pools are named "weth"`,
		"WETH = 2000 USDC":              "",
		"ETH=2000 USDC":                 "",
		"0x44=1 USDC":                   "--price",
		"WETH=1 ETH":                    "",
		"XDAI=1 USDC":                   `no tokens of your pools are named "XDAI"`,
		foreign().Hex() + "=1 USDC":     "",
		strings.Repeat("A", 9) + "=1 B": "no tokens of your pools are named",
	} {
		w := ordinary(sell)
		w.options.Prices = strings.Split(words, ";")
		_, err := w.check()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", words, err, want)
		}
	}
	w := ordinary(sell)
	w.node.pools[mine()].Tokens[1].Symbol = "WETH"
	w.options.Prices = []string{"WETH=1 ETH"}
	if _, err := w.check(); err == nil || !strings.Contains(err.Error(), `2 tokens of your pools are named "WETH"`) {
		t.Errorf("two tokens of one name: %v", err)
	}
}
