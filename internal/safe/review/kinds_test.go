package review

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe/deed"
)

// doing is a call at a contract with an effect.
func doing(at common.Address, does any) Call {
	return Call{InnerCall: explain.InnerCall{To: at}, does: does}
}

// trading is a trade of one pool.
func trading(pools ...common.Address) deed.Between {
	b := deed.Between{Sender: theSafe(), Recipient: theSafe()}
	for _, pool := range pools {
		b.Pools = append(b.Pools, poolID(pool))
	}
	return b
}

// TestKindOf checks the kind of each call that anyone can make.
func TestKindOf(t *testing.T) {
	k := knownAddresses{vaults: list1(theVault()), factories: list1(aFactory())}
	for _, test := range []struct {
		name string
		call Call
		want string
	}{
		{"a swap", doing(theVault(), deed.Swap{Between: trading(mine())}), "swap"},
		{"a swap at another Vault", doing(who(0xba), deed.Swap{Between: trading(mine())}), ""},
		{"steps", doing(theVault(), deed.BatchSwap{Between: trading(mine(), other())}), "swap"},
		{"steps at another Vault", doing(who(0xba), deed.BatchSwap{Between: trading(mine())}), ""},
		{"no steps", doing(theVault(), deed.BatchSwap{}), ""},
		{"a join", doing(theVault(), deed.Join{Between: trading(mine()), Way: deed.ExactTokens}), "join"},
		{"a join for exact BPT", doing(theVault(), deed.Join{Between: trading(mine()), Way: deed.ExactBPT}), "join"},
		{"a first join", doing(theVault(), deed.Join{Between: trading(mine()), Way: deed.FirstJoin}), "first join"},
		{"a join that no pool has", doing(theVault(), deed.Join{Between: trading(mine())}), ""},
		{"an exit", doing(theVault(), deed.Exit{Between: trading(mine()), Way: deed.ExactBPT}), "exit"},
		{"an exit that no pool has", doing(theVault(), deed.Exit{Between: trading(mine())}), ""},
		{"an exit at another Vault", doing(who(0xba), deed.Exit{Between: trading(mine()), Way: deed.ExactBPT}), ""},
		{"a creation", doing(aFactory(), deed.Create{}), "create"},
		{"a creation elsewhere", doing(theVault(), deed.Create{}), ""},
		{"a transfer at the Vault", doing(theVault(), deed.Transfer{}), ""},
		{"an unknown call", doing(theVault(), nil), ""},
	} {
		if got := k.kindOf(test.call); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestFirstPool checks which pool a call is of.
func TestFirstPool(t *testing.T) {
	read := []*ops.Snapshot{poolAt(mine()), strangersPool()}
	for _, test := range []struct {
		name string
		does any
		want common.Address
	}{
		{"a swap", deed.Swap{Between: trading(mine())}, mine()},
		{"steps begin with the first", deed.BatchSwap{Between: trading(other(), mine())}, other()},
		{"steps begin with an unread pool", deed.BatchSwap{Between: trading(contract(), mine())}, common.Address{}},
		{"no steps", deed.BatchSwap{}, common.Address{}},
		{"a deposit", deed.ManageBalance{Moves: []deed.PoolMove{{Deposit: true, Pool: poolID(other())}}}, other()},
		{"no pool", deed.Transfer{}, common.Address{}},
	} {
		got := firstPool(read, doing(theVault(), test.does))
		if (got == nil) != (test.want == common.Address{}) || got != nil && got.Address != test.want {
			t.Errorf("%s: %+v, want %s", test.name, got, test.want)
		}
	}
	if got := firstPool(read, doing(theVault(), deed.Swap{Between: trading(other())})); got.Name != "Theirs" || got.Symbol != "TH" || got.ChainID != 1 {
		t.Errorf("%+v", got)
	}
}

// TestKindTitles checks the words for a call by its kind.
func TestKindTitles(t *testing.T) {
	for want, call := range map[string]Call{
		"create of New":                          {does: deed.Create{Title: "New"}, Kind: "create"},
		"swap":                                   {Kind: "swap"},
		"join of Managed (" + mine().Hex() + ")": {Kind: "join", Pool: &planview.Pool{Address: mine(), Name: "Managed"}},
	} {
		if got := call.kindTitle(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestKnownCalls checks which calls have a purpose that mpool knows.
func TestKnownCalls(t *testing.T) {
	for _, test := range []struct {
		name string
		call Call
		want bool
	}{
		{"an operation", Call{Recognised: "fee-set"}, true},
		{"a trade", Call{Kind: "swap"}, true},
		{"nothing", Call{Findings: one(ops.Note, voidsNonce, "nothing")}, true},
		{"another finding", Call{Findings: one(ops.Note, "token.self", "itself")}, false},
		{"an unknown call", Call{}, false},
	} {
		if got := test.call.known(); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestFactories checks which factories are known on a chain.
func TestFactories(t *testing.T) {
	on, _ := chain.DeploymentOn(1)
	built := len(factoriesOf(config.Contracts{}, 1))
	if built == 0 || factoriesOf(config.Contracts{}, 1)[built-1] != on.FactoryV2 {
		t.Errorf("%d are built in", built)
	}
	if got := factoriesOf(config.Contracts{FactoryV1: who(1)}, 31337); !same(got, list1(who(1))) {
		t.Error(got)
	}
	if got := factoriesOf(config.Contracts{FactoryV1: who(1), FactoryV2: who(2)}, 1); len(got) != built+2 {
		t.Error(got)
	}
	if got := factoriesOf(config.Contracts{}, 31337); len(got) != 0 {
		t.Error(got)
	}
}

// TestPaysCoin checks which trades pay with the native token that is sent with the call.
func TestPaysCoin(t *testing.T) {
	coin := common.Address{}
	steps := func(assets []common.Address, limits ...int64) deed.BatchSwap {
		b := deed.BatchSwap{Between: trading(mine()), Assets: assets}
		for _, l := range limits {
			b.Limits = append(b.Limits, big.NewInt(l))
		}
		return b
	}
	for _, test := range []struct {
		name string
		does any
		want bool
	}{
		{"a swap of the coin", deed.Swap{Between: trading(mine()), Out: usdc()}, true},
		{"a swap for the coin", deed.Swap{Between: trading(mine()), In: usdc()}, false},
		{"steps from the coin", steps(list1(usdc(), coin), -1, 1), true},
		{"steps at a limit of nothing", steps(list1(usdc(), coin), 1, 0), false},
		{"steps into the coin", steps(list1(coin, usdc()), -1, 1), false},
		{"steps without the coin", steps(list1(weth(), usdc()), 1, 1), false},
		{"steps with a limit too few", steps(list1(usdc(), coin), 1), false},
		{"a join with the coin", deed.Join{Between: trading(mine()), Way: deed.ExactTokens, Assets: list1(coin, usdc())}, true},
		{"a join without the coin", deed.Join{Between: trading(mine()), Way: deed.ExactTokens, Assets: list1(weth(), usdc())}, false},
		{"an exit to the coin", deed.Exit{Between: trading(mine()), Way: deed.ExactBPT, Assets: list1(coin, usdc())}, false},
		{"a call of no kind", deed.Transfer{}, false},
	} {
		k := knownAddresses{vaults: list1(theVault()), wrapped: weth()}
		if got := k.paysCoin(doing(theVault(), test.does)); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
		if k.paysCoin(doing(who(0xba), test.does)) {
			t.Errorf("%s: at another Vault", test.name)
		}
		if k.wrapped = coin; k.paysCoin(doing(theVault(), test.does)) {
			t.Errorf("%s: nobody knows what wraps it", test.name)
		}
	}
}

// TestWrappedCoin: what wraps the coin is asked once, and only for a trade that pays or gets the coin.
func TestWrappedCoin(t *testing.T) {
	coin := common.Address{}
	for _, test := range []struct {
		name  string
		known common.Address
		does  any
		want  common.Address
		asks  bool
	}{
		{"a swap of the coin", coin, deed.Swap{Between: trading(mine()), Out: usdc()}, weth(), true},
		{"a swap for the coin", coin, deed.Swap{Between: trading(mine()), In: usdc()}, weth(), true},
		{"a swap without the coin", coin, deed.Swap{Between: trading(mine()), In: weth(), Out: usdc()}, coin, false},
		{"a swap of the coin, and it is known", usdc(), deed.Swap{Between: trading(mine()), Out: usdc()}, usdc(), false},
		{"a transfer", coin, deed.Transfer{}, coin, false},
		{"a creation", coin, deed.Create{}, coin, false},
	} {
		w := ordinary()
		w.node.wrapped = weth()
		calls := []Call{doing(theVault(), test.does), doing(aFactory(), test.does)}
		c := &Checker{By: &Reviewer{Settings: w.settings}, Node: w.node, Flags: &Options{}, wrapped: test.known, trusted: []*ops.Snapshot{poolAt(mine())}, View: &View{NodeChain: 1, Calls: calls}}
		c.sort(t.Context())
		if asked := len(w.node.asked) > 0; c.wrapped != test.want || asked != test.asks {
			t.Errorf("%s: %s, asked %v", test.name, c.wrapped, w.node.asked)
		}
	}
}
