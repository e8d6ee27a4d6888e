package worth

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

func swapped(t *testing.T, pool, in, out common.Address, took, gave int64) chain.Log {
	return logOf(t, &vault.VaultMetaData, theVault(), "Swap", idOf(pool), in, out, big.NewInt(took), big.NewInt(gave))
}

func changed(t *testing.T, pool common.Address, deltas ...int64) chain.Log {
	list, fees, assets := bigs(deltas...), bigs(make([]int64, len(deltas))...), make([]common.Address, len(deltas))
	return logOf(t, &vault.VaultMetaData, theVault(), "PoolBalanceChanged", idOf(pool), theSafe(), assets, list, fees)
}

func bigs(n ...int64) []*big.Int {
	var list []*big.Int
	for _, one := range n {
		list = append(list, big.NewInt(one))
	}
	return list
}

func between(pools ...common.Address) deed.Between {
	b := deed.Between{Sender: theSafe(), Recipient: theSafe()}
	for _, pool := range pools {
		b.Pools = append(b.Pools, idOf(pool))
	}
	return b
}

// TestProblems holds each kind of trade to its limits: 2% from what the simulation gave, and a unit beyond.
func TestProblems(t *testing.T) {
	usdc, coin := who(0x06), common.Address{}
	assets := []common.Address{mine(), weth()}
	swap := []chain.Log{swapped(t, mine(), weth(), usdc, 100, 100)}
	minted, burned := moved(t, mine(), common.Address{}, theSafe(), 100), moved(t, mine(), theSafe(), common.Address{}, 100)
	join, exit := []chain.Log{minted, changed(t, mine(), 0, 100)}, []chain.Log{burned, changed(t, mine(), 0, -100)}
	const gave, pays, hidden, unread = "accepts as little as", "pays up to", "does not show", "cannot read its limits"
	joins := func(way deed.Way, least int64, most ...int64) deed.Join {
		return deed.Join{Between: between(mine()), Way: way, Assets: assets, Least: big.NewInt(least), Most: bigs(most...)}
	}
	exits := func(way deed.Way, most int64, least ...int64) deed.Exit {
		return deed.Exit{Between: between(mine()), Way: way, Assets: assets, Most: big.NewInt(most), Least: bigs(least...)}
	}
	steps := func(in common.Address, limits ...int64) deed.BatchSwap {
		return deed.BatchSwap{Between: between(mine()), Assets: []common.Address{in, usdc}, Limits: bigs(limits...)}
	}
	for _, test := range []struct {
		name string
		does any
		logs []chain.Log
		want string // in the problem; "": none; "-": no trade
	}{
		{"a swap", deed.Swap{Between: between(mine()), In: weth(), Out: usdc, Limit: big.NewInt(98)}, swap, ""},
		{"a swap, a unit less", deed.Swap{Between: between(mine()), In: weth(), Out: usdc, Limit: big.NewInt(97)}, swap, gave},
		{"a swap for an output", deed.Swap{Between: between(mine()), In: weth(), Out: usdc, GivenOut: true, Limit: big.NewInt(102)}, swap, ""},
		{"a swap for an output, a unit more", deed.Swap{Between: between(mine()), In: weth(), Out: usdc, GivenOut: true, Limit: big.NewInt(103)}, swap, pays},
		{"a swap of another pool", deed.Swap{Between: between(other()), Limit: big.NewInt(98)}, swap, hidden},
		{"a swap, and the pool was joined", deed.Swap{Between: between(mine()), Limit: big.NewInt(98)}, join, hidden},
		{"a swap without events", deed.Swap{Between: between(mine()), Limit: big.NewInt(98)}, nil, hidden},
		{"steps", steps(weth(), 102, -98), swap, ""},
		{"steps, a unit more", steps(weth(), 103, -98), swap, pays},
		{"steps, a unit less", steps(weth(), 102, -97), swap, gave},
		{"steps with a limit too few", steps(weth(), 102), swap, ""},
		{"steps with the coin, whose wrapped token nobody knows", steps(coin, 102, -98), swap, "it trades the native token"},
		{"no steps", deed.BatchSwap{}, swap, "-"},
		{"steps, and the pool was joined", steps(weth(), 102, -98), join, hidden},
		{"two steps, and one event", deed.BatchSwap{Between: between(mine(), mine()), Assets: assets, Limits: bigs(1, 1)}, swap, hidden},
		{"a join", joins(deed.ExactTokens, 98), join, ""},
		{"a join, a unit less", joins(deed.ExactTokens, 97), join, gave},
		{"a join for BPT", joins(deed.ExactBPT, 0, 0, 102), join, ""},
		{"a join for BPT, a unit more", joins(deed.ExactBPT, 0, 0, 103), join, pays},
		{"a join for BPT with a limit too many", joins(deed.ExactBPT, 0, 0, 102, 0), join, unread},
		{"a first join", joins(deed.FirstJoin, 0), join, ""},
		{"a join that no pool has", joins(deed.UnknownWay, 0), join, "do not have this kind of join"},
		{"a join, and the pool was swapped with", joins(deed.ExactTokens, 98), swap, hidden},
		{"an exit", exits(deed.ExactTokens, 102), exit, ""},
		{"an exit, a unit more", exits(deed.ExactTokens, 103), exit, pays},
		{"an exit for BPT", exits(deed.ExactBPT, 0, 0, 98), exit, ""},
		{"an exit for BPT, a unit less", exits(deed.ExactBPT, 0, 0, 97), exit, gave},
		{"an exit for BPT with a limit too few", exits(deed.ExactBPT, 0, 98), exit, unread},
		{"an exit that no pool has", exits(deed.UnknownWay, 0), exit, "do not have this kind of exit"},
		{"no trade", deed.Transfer{}, swap, "-"},
	} {
		b := &Batch{Safe: theSafe(), Calls: []Call{{To: theVault(), Does: test.does}}, Logs: test.logs, Trust: trusting(), Book: book(), Decoder: decoder(t)}
		got := b.Limits()
		if len(got) == 0 || test.want == "-" {
			if len(got) != 0 || test.want != "-" {
				t.Errorf("%s: %+v", test.name, got)
			}
			continue
		}
		if problem := got[0].Problem; !strings.Contains(problem, test.want) || (problem == "") != (test.want == "") || got[0].Shown != (test.want != hidden) {
			t.Errorf("%s: %+v, want %q", test.name, got[0], test.want)
		}
	}
}

// TestMoved: the last mint to the recipient of a join, or burn of the sender of an exit, is the BPT of the trade.
func TestMoved(t *testing.T) {
	join, exit := deed.Join{Between: between(mine())}, deed.Exit{Between: between(mine())}
	zero := common.Address{}
	for _, test := range []struct {
		name  string
		trade deed.Trade
		logs  []chain.Log
		want  int64
	}{
		{"minted", join, []chain.Log{moved(t, mine(), zero, theSafe(), 5)}, 5},
		{"a fee comes first", join, []chain.Log{moved(t, mine(), zero, theSafe(), 3), moved(t, mine(), zero, theSafe(), 5)}, 5},
		{"minted to another", join, []chain.Log{moved(t, mine(), zero, friend(), 5)}, 0},
		{"sent by another", join, []chain.Log{moved(t, mine(), friend(), theSafe(), 5)}, 0},
		{"of another pool", join, []chain.Log{moved(t, other(), zero, theSafe(), 5)}, 0},
		{"burned in a join", join, []chain.Log{moved(t, mine(), theSafe(), zero, 5)}, 0},
		{"burned", exit, []chain.Log{moved(t, mine(), theSafe(), zero, 5)}, 5},
		{"burned of another", exit, []chain.Log{moved(t, mine(), friend(), zero, 5)}, 0},
		{"sent to another", exit, []chain.Log{moved(t, mine(), theSafe(), friend(), 5)}, 0},
		{"minted in an exit", exit, []chain.Log{moved(t, mine(), zero, theSafe(), 5)}, 0},
		{"in a swap", deed.Swap{Between: between(mine())}, []chain.Log{moved(t, mine(), zero, theSafe(), 5), moved(t, mine(), theSafe(), zero, 5)}, 0},
	} {
		if got := movedBPT(test.logs, test.trade); got.Int64() != test.want {
			t.Errorf("%s: %s, want %d", test.name, got, test.want)
		}
	}
}

// TestExchangeWords checks what each kind of trade pays and gets, with the limit that holds.
func TestExchangeWords(t *testing.T) {
	six := who(0x06)
	assets := []common.Address{weth(), six}
	ones := []*big.Int{big.NewInt(1e18), big.NewInt(5e6)}
	negative := []*big.Int{big.NewInt(-1e18), big.NewInt(-5e6)}
	joined, left := outcome{steps: []any{deed.JoinEvent{Deltas: []*big.Int{ones[0], new(big.Int)}}}, bpt: big.NewInt(2e18)}, outcome{steps: []any{deed.JoinEvent{Deltas: []*big.Int{negative[0], new(big.Int)}}}, bpt: big.NewInt(2e18)}
	swap := outcome{steps: []any{deed.SwapEvent{In: weth(), Out: six, Took: ones[0], Gave: ones[1]}}}
	elsewhere := between(mine())
	elsewhere.Recipient = friend()
	for _, test := range []struct {
		name string
		call Call
		o    outcome
		want string
	}{
		{"a swap", Call{Does: deed.Swap{Between: between(mine()), In: weth(), Out: six, Limit: big.NewInt(4e6)}}, swap, "pay 1 WETH, get 5 SIX (at least 4)"},
		{"a swap for an output", Call{Does: deed.Swap{Between: between(mine()), In: weth(), Out: six, GivenOut: true, Limit: big.NewInt(2e18)}}, swap, "pay 1 WETH (at most 2), get 5 SIX"},
		{"a swap for another", Call{Does: deed.Swap{Between: elsewhere, In: weth(), Out: six, Limit: big.NewInt(4e6)}}, swap, "pay 1 WETH, get 5 SIX (at least 4) to " + friend().Hex()},
		{"a swap of an unknown token", Call{Does: deed.Swap{Between: between(mine()), In: foreign(), Out: six, Limit: big.NewInt(4e6)}}, swap, ""},
		{"a swap for an unknown token", Call{Does: deed.Swap{Between: between(mine()), In: weth(), Out: foreign(), Limit: big.NewInt(4e6)}}, swap, ""},
		{"steps", Call{Does: deed.BatchSwap{Between: between(mine()), Assets: assets, Limits: []*big.Int{big.NewInt(2e18), big.NewInt(-4e6)}}}, swap, "pay 1 WETH (at most 2), get 5 SIX (at least 4)"},
		{"steps with a limit too few", Call{Does: deed.BatchSwap{Between: between(mine()), Assets: assets, Limits: []*big.Int{big.NewInt(2e18)}}}, swap, "pay 1 WETH (at most 2), get nothing"},
		{"steps that take less than nothing", Call{Does: deed.BatchSwap{Between: between(mine()), Assets: assets, Limits: []*big.Int{big.NewInt(2e18), big.NewInt(4e6)}}}, swap, "get 5 SIX (at least 0)"},
		{"a join", Call{Does: deed.Join{Between: between(mine()), Way: deed.ExactTokens, Assets: assets, Least: big.NewInt(1e18), Most: ones}}, joined, "pay 1 WETH, get 2 BPT (at least 1)"},
		{"a join for BPT", Call{Does: deed.Join{Between: between(mine()), Way: deed.ExactBPT, Assets: assets, Least: big.NewInt(1e18), Most: []*big.Int{big.NewInt(3e18), ones[1]}}}, joined, "pay 1 WETH (at most 3), get 2 BPT"},
		{"a first join", Call{Kind: "first join", Does: deed.Join{Between: between(mine()), Way: deed.FirstJoin, Assets: assets, Most: ones}}, joined, "first join: pay 1 WETH (" + weth().Hex() + "), get 2 BPT"},
		{"a first join, with BPT for the Vault", Call{Kind: "first join", Does: deed.Join{Between: between(mine()), Way: deed.FirstJoin, Assets: []common.Address{mine(), weth()}, Most: ones}}, joined, "first join: pay nothing, get 2 BPT"},
		{"an exit", Call{Does: deed.Exit{Between: between(mine()), Way: deed.ExactTokens, Assets: assets, Most: big.NewInt(3e18), Least: ones}}, left, "pay 2 BPT (at most 3), get 1 WETH"},
		{"an exit for BPT", Call{Does: deed.Exit{Between: between(mine()), Way: deed.ExactBPT, Assets: assets, Least: ones}}, left, "pay 2 BPT, get 1 WETH (at least 1)"},
		{"no trade", Call{Does: deed.Transfer{}}, swap, ""},
	} {
		b := &Batch{Chain: 1, Safe: theSafe(), Trust: trusting(), Book: book()}
		if got := b.exchangeWords(&test.call, test.o); !strings.HasSuffix(got, test.want) || (got == "") != (test.want == "") {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	coin := deed.Swap{Between: between(mine()), In: common.Address{}, Out: six, Limit: big.NewInt(4e6)}
	b := &Batch{Chain: 1, Safe: theSafe(), Trust: trusting(), Book: book()}
	if got := b.exchangeWords(&Call{Does: coin}, swap); got != "pay 1 ETH, get 5 SIX (at least 4)" {
		t.Error(got)
	}
}

// TestOpenWay: a pool is open to others by swaps, or by joins without an allowlist.
func TestOpenWay(t *testing.T) {
	for _, test := range []struct {
		swaps, joins, allowlist bool
		want                    string
	}{
		{true, false, false, "swaps are on"}, {true, true, false, "swaps are on"}, {false, true, false, "anyone can join and exit"},
		{false, true, true, ""}, {false, false, false, ""}, {false, false, true, ""},
	} {
		if got := openWay(&ops.Snapshot{Pool: ops.Pool{SwapEnabled: test.swaps, JoinExitEnabled: test.joins, MustAllowlistLPs: test.allowlist}}); got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
}

// TestFirstJoined: the pool counts if its first join is the only trade.
func TestFirstJoined(t *testing.T) {
	first := Call{Kind: "first join", Does: deed.Join{Between: between(mine()), Way: deed.FirstJoin}}
	later := Call{Kind: "join", Does: deed.Join{Between: between(mine()), Way: deed.ExactTokens}}
	swap := Call{Kind: "swap", Does: deed.Swap{Between: between(mine())}}
	strange := Call{Kind: "first join", Does: deed.Join{Between: between(other()), Way: deed.FirstJoin}}
	for _, test := range []struct {
		name   string
		calls  []Call
		supply uint64
		want   bool
	}{
		{"alone", []Call{first}, 0, true},
		{"beside an allowance", []Call{{Does: deed.Approve{}}, first}, 0, true},
		{"twice", []Call{first, first}, 0, false},
		{"a later join", []Call{later}, 0, false},
		{"beside a swap", []Call{first, swap}, 0, false},
		{"no trade", []Call{{Does: deed.Approve{}}}, 0, false},
		{"of another pool", []Call{strange}, 0, false},
		{"of a pool with BPT", []Call{first}, 1, false},
	} {
		trust, after := trusting(), &ops.Snapshot{}
		trust.Pools[0].Supply.Actual = units.Amount{Raw: tokens(test.supply), Decimals: 18}
		trust.After = map[common.Address]*ops.Snapshot{mine(): after}
		v := &valuation{of: &Batch{Calls: test.calls, Trust: trust}}
		if got := v.firstJoined(); (got == after) != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
