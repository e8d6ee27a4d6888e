package review

import (
	"context"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

// TestNearness tests limits at their edges, outside a trade.
func TestNearness(t *testing.T) {
	near := (&Slippage{}).near() // 2 %
	for _, test := range []struct {
		limit, amount int64
		takes, gives  bool // the limit is near enough
	}{
		{100, 100, true, true}, {98, 100, true, true}, {97, 100, false, true}, {102, 100, true, true}, {103, 100, true, false},
		{0, 100, false, true}, {0, 0, false, true}, {1, 0, true, false}, {-5, 100, false, true}, {1, 1, true, true}, {2, 1, true, false},
		{49, 50, true, true}, {51, 50, true, true}, {52, 50, true, false}, {48, 50, false, true},
	} {
		limit, amount := big.NewInt(test.limit), big.NewInt(test.amount)
		if got := near.takes(weth(), limit, amount) == ""; got != test.takes {
			t.Errorf("at least %d where it gave %d: %v", test.limit, test.amount, got)
		}
		if got := near.gives(weth(), limit, amount) == ""; got != test.gives {
			t.Errorf("at most %d where it took %d: %v", test.limit, test.amount, got)
		}
	}
}

// TestAmountText checks that an amount has the token's symbol if that is unique, and otherwise also
// its address.
func TestAmountText(t *testing.T) {
	book := decode.NewBook(poolAt(mine()))
	twin := decode.NewBook(poolAt(mine()))
	twin.Tokens[foreign()] = decode.Token{Symbol: "WETH", Decimals: 18}
	odd := decode.NewBook(poolAt(mine()))
	odd.Tokens[foreign()] = decode.Token{Symbol: "\x1b[31mA VERY LONG SYMBOL", Decimals: 0}
	for _, test := range []struct {
		name  string
		book  decode.Book
		token common.Address
		raw   uint256.Int
		want  string
	}{
		{"a whole token", book, weth(), tokens(3), "3 WETH"},
		{"a part of one", book, usdc(), atoms(1), "0.000001 USDC"},
		{"nothing", book, usdc(), atoms(0), "0 USDC"},
		{"BPT", book, mine(), tokens(2), "2 BPT"},
		{"coins", book, common.Address{}, tokens(2), "2 of the native token"},
		{"a wei", book, common.Address{}, atoms(1), "0.000000000000000001 of the native token"},
		{"a token that nobody knows", book, foreign(), atoms(7), "7 base units of the token " + foreign().Hex()},
		{"a token and its twin", twin, weth(), tokens(3), "3 WETH (" + weth().Hex() + ")"},
		{"the twin", twin, foreign(), tokens(3), "3 WETH (" + foreign().Hex() + ")"},
		{"beside twins", twin, usdc(), atoms(1e6), "1 USDC"},
		{"a name that is none", odd, foreign(), atoms(7), "7 \"A VERY LO…\""},
	} {
		if got := amountText(test.book, test.token, test.raw); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestManagersOf checks the list of asset managers and its order.
func TestManagersOf(t *testing.T) {
	with := func(managers ...common.Address) *ops.Snapshot {
		pool := poolAt(mine())
		for i, manager := range managers {
			pool.Tokens[i].AssetManager = manager
		}
		return pool
	}
	for _, test := range []struct {
		name string
		pool *ops.Snapshot
		want string
	}{
		{"one of both", with(friend(), friend()), "its asset managers: " + friend().Hex() + " withdraws WETH, USDC"},
		{"one of each", with(stranger(), friend()), "its asset managers: " + stranger().Hex() + " withdraws WETH; " + friend().Hex() + " withdraws USDC"},
		{"one of one", with(common.Address{}, friend()), "its asset managers: " + friend().Hex() + " withdraws USDC"},
		{"none", with(common.Address{}, common.Address{}), "it has no asset manager"},
	} {
		if got := managersOf(test.pool); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestPadded checks that an address in place of an ID is found at any depth.
func TestPadded(t *testing.T) {
	word := func(s string) decode.Value { return decode.Value{Type: "bytes32", Value: s} }
	left, right := "0x"+strings.Repeat("0", 24)+strings.Repeat("ab", 20), "0x"+strings.Repeat("ab", 20)+strings.Repeat("0", 24)
	for _, test := range []struct {
		name string
		args []decode.Value
		want string
	}{
		{"an id", []decode.Value{word(poolID(mine()).Hex())}, ""},
		{"filled up before it", []decode.Value{word(left)}, left},
		{"filled up behind it", []decode.Value{word(right)}, right},
		{"nothing at all", []decode.Value{word(common.Hash{}.Hex())}, ""},
		{"another type", []decode.Value{{Type: "bytes", Value: left}}, ""},
		{"inside a struct", []decode.Value{{Type: "struct", Items: []decode.Value{word(poolID(mine()).Hex()), word(left)}}}, left},
		{"inside a list of structs", []decode.Value{{Type: "struct[]", Items: []decode.Value{{Items: []decode.Value{word(right)}}}}}, right},
	} {
		if got := paddedIn(test.args); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestTakers checks who can have taken what the Safe lost, and whether only trades can have.
func TestTakers(t *testing.T) {
	claim := to(contract(), selector("claim()"))
	sell := swap{}.call()
	for _, test := range []struct {
		name   string
		calls  []safe.Call
		takers []common.Address
		trades bool // the batch only trades
	}{
		{"a transfer", list(transfer(weth(), friend(), ether(1))), nil, false},
		{"an allowance", list(approve(weth(), friend(), ether(1))), nil, false},
		{"less of an allowance", list(decrease(mine(), friend(), ether(1))), nil, false},
		{"an operation", list(setFee(mine())), nil, false},
		{"an unknown call", list(claim), list1(contract()), false},
		{"an unknown call twice", list(claim, claim), list1(contract()), false},
		{"two unknown calls", list(claim, to(who(0xc1), selector("claim()"))), list1(contract(), who(0xc1)), false},
		{"coins without a call", list(coins(stranger(), atoms(1))), nil, false},
		{"nothing", list(to(theSafe(), nil)), nil, false},
		{"a trade", list(sell), nil, true},
		{"a trade and an operation", list(sell, setFee(mine())), nil, true},
		{"a trade and a token of the pool", list(sell, transfer(weth(), friend(), ether(1))), nil, true},
		{"a trade and another token", list(sell, transfer(foreign(), friend(), ether(1))), nil, false},
		{"a trade and an unknown call", list(sell, claim), list1(contract()), false},
		{"a trade with a pool that nobody trusts", list(swap{pool: other()}.call()), list1(other()), true},
		{"a trade at another Vault", list(swap{at: who(0xba)}.call()), list1(who(0xba)), false},
		{"a deposit into a pool that nobody trusts", list(manage(theVault(), move(deposit, other(), weth(), ether(1)))), list1(other()), false},
		{"another function of the Vault", list(flashLoan(theVault())), nil, true},
		{"a function of the pool that is no operation", list(removeToken(mine(), weth(), ether(1))), list1(mine()), false},
	} {
		w := ordinary(test.calls...)
		c, err := w.check()
		must(err)
		if got := c.takers(); !same(got, test.takers) {
			t.Errorf("%s: takers %v, want %v", test.name, got, test.takers)
		}
		if got := c.onlyTrades(); got != test.trades {
			t.Errorf("%s: only trades is %v", test.name, got)
		}
	}
}

// TestOwn checks which address is the Safe, with and without a named Safe.
func TestOwn(t *testing.T) {
	k := newKnownAddresses([]*ops.Snapshot{strangersPool()}, nil)
	if !k.own(stranger()) || k.own(theSafe()) || k.own(friend()) {
		t.Error("where no Safe is named, the owner of the pool may be it, and nobody else")
	}
	k.of = theSafe()
	if k.own(stranger()) || !k.own(theSafe()) {
		t.Error("the Safe that is named is the one")
	}
}

// TestVaults checks for Balancer's Vault on known chains and the Vaults of trusted pools.
func TestVaults(t *testing.T) {
	elsewhere := poolAt(mine())
	elsewhere.Pool.Vault = who(0xba)
	for _, test := range []struct {
		name  string
		pools []*ops.Snapshot
		chain uint64
		want  []common.Address
	}{
		{"no pool", nil, 1, list1(theVault())},
		{"one", []*ops.Snapshot{poolAt(mine())}, 1, list1(theVault())},
		{"one with another Vault", []*ops.Snapshot{elsewhere}, 1, list1(theVault(), who(0xba))},
		{"two with one Vault", []*ops.Snapshot{elsewhere, elsewhere}, 31337, list1(who(0xba))},
		{"nothing is known", nil, 31337, nil},
	} {
		if got := vaultsOf(test.pools, who(0xbb), test.chain); !slices.Contains(got, who(0xbb)) || len(got) != len(test.want)+1 {
			t.Errorf("%s: with a configured one %v", test.name, got)
		}
		if got := vaultsOf(test.pools, common.Address{}, test.chain); !same(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestMainCall checks under which call the findings of an operation of several calls appear.
func TestMainCall(t *testing.T) {
	calls := []Call{{}, {does: Approve{}}, {does: AddToken{}}, {does: ManageBalance{}}, {does: RemoveToken{}}}
	for _, test := range []struct{ first, count, want int }{{0, 4, 2}, {0, 2, 0}, {3, 1, 3}, {3, 2, 4}, {2, 3, 2}, {1, 1, 1}} {
		if got := mainCall(ops.Recognised{First: test.first, Count: test.count}, calls); got != test.want {
			t.Errorf("of %d calls from %d on it is %d, want %d", test.count, test.first, got, test.want)
		}
	}
}

// TestLookAt checks that a queued transaction is checked call by call if it cannot be simulated.
func TestLookAt(t *testing.T) {
	w := ordinary(transfer(weth(), stranger(), ether(1)), setFee(other()))
	c := &Checker{By: &Reviewer{Plans: w.plans, Feeds: w.plans, Proofs: w.plans, Settings: w.settings}, Node: w.node, Batch: w.batch, Safe: theSafe(), Found: w.safe(), Flags: &w.options, On: theBlock(), View: NewCheckView(w.batch)}
	must(c.Prepare(1))
	must(c.ListPlanned(context.Background(), poolAt(mine())))
	must(c.Inspect(context.Background()))
	if got := said(c.View); got != "refuse token.transfer@1" {
		t.Errorf("found %q", got)
	}
	for _, method := range []string{"Simulate", "TryCalls", "TrySafe"} {
		if slices.Contains(w.node.asked, method) {
			t.Errorf("%s was asked", method)
		}
	}
}
