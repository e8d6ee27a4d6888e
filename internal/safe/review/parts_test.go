package review

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/recognise"
	"mpool/internal/safe/deed"
)

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
	calls := []Call{{}, {does: deed.Approve{}}, {does: deed.AddToken{}}, {does: deed.ManageBalance{}}, {does: deed.RemoveToken{}}}
	for _, test := range []struct{ first, count, want int }{{0, 4, 2}, {0, 2, 0}, {3, 1, 3}, {3, 2, 4}, {2, 3, 2}, {1, 1, 1}} {
		if got := mainCall(recognise.Recognised{First: test.first, Count: test.count}, calls); got != test.want {
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
