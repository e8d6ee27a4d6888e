package review

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/explain"
	"mpool/internal/ops"
)

func eventWords(event any) string {
	switch e := event.(type) {
	case swapEvent:
		return fmt.Sprint("swap ", e.pool, e.in, e.out, e.took, e.gave)
	case joinEvent:
		return fmt.Sprint("join ", e.pool, e.deltas)
	case manageEvent:
		return fmt.Sprint("manage ", e.manager, e.token, e.cash)
	case internalEvent:
		return fmt.Sprint("internal ", e.user, e.token, e.delta)
	}
	return fmt.Sprint(event)
}

// TestEvents checks which events of the Vault are read, and that others are ignored.
func TestEvents(t *testing.T) {
	w := ordinary()
	c := &Checker{By: &Reviewer{Plans: w.plans, Feeds: w.plans, Proofs: w.plans, Settings: w.settings}, Flags: &w.options, View: NewCheckView(w.batch)}
	must(c.Prepare(1))
	for _, test := range []struct {
		name string
		log  chain.Log
		want any
	}{
		{"a swap", swapped(mine(), weth(), usdc(), ether(1), bigOf(2)), swapEvent{poolID(mine()), weth(), usdc(), ether(1), bigOf(2)}},
		{"a join", balancesChanged(mine(), 0, 5, -6), joinEvent{poolID(mine()), []*big.Int{big.NewInt(0), big.NewInt(5), big.NewInt(-6)}}},
		{"a deposit", managed(theVault(), theSafe(), weth(), 7), manageEvent{theSafe(), weth(), big.NewInt(7)}},
		{"a withdrawal", managed(theVault(), theSafe(), weth(), -7), manageEvent{theSafe(), weth(), big.NewInt(-7)}},
		{"internal balance overflow", internal(theVault(), theSafe(), weth(), big.NewInt(-8)), internalEvent{theSafe(), weth(), big.NewInt(-8)}},
		{"a transfer", moved(weth(), theSafe(), friend(), ether(1)), nil},
		{"nothing", chain.Log{Address: theVault()}, nil},
		{"a swap that is cut off", chain.Log{Topics: swapped(mine(), weth(), usdc(), ether(1), bigOf(2)).Topics, Data: []byte{1}}, nil},
	} {
		if got := vaultEvent(c.decoder, test.log); eventWords(got) != eventWords(test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
	short := moved(weth(), theSafe(), friend(), ether(1))
	short.Data = short.Data[:31]
	for name, log := range map[string]chain.Log{"another token": moved(usdc(), theSafe(), friend(), ether(1)), "data that is cut off": short, "an NFT": {Address: weth(), Topics: append(short.Topics, common.Hash{})}} {
		if _, _, _, is := sentTokens(log, weth()); is {
			t.Errorf("%s is taken for a transfer", name)
		}
	}
	if from, recipient, amount, is := sentTokens(moved(weth(), theSafe(), friend(), ether(1)), weth()); !is || from != theSafe() || recipient != friend() || amount.Cmp(ether(1)) != 0 {
		t.Error("a transfer is not read")
	}
}

// TestBurned checks that burned counts what operations burn less what they mint to the Safe, and is
// never negative.
func TestBurned(t *testing.T) {
	burn := func(n uint64, recognised string) Call {
		return Call{InnerCall: explain.InnerCall{To: mine()}, Recognised: recognised, does: RemoveToken{tokens(n)}}
	}
	mint := func(pool common.Address, n uint64, recipient common.Address) Call {
		return Call{InnerCall: explain.InnerCall{To: pool}, does: AddToken{Mint: tokens(n), Recipient: recipient}}
	}
	for _, test := range []struct {
		name  string
		calls []Call
		want  uint64
	}{
		{"by an operation", []Call{burn(3, "remove-token")}, 3},
		{"by a call that nobody recognised", []Call{burn(3, "")}, 0},
		{"twice", []Call{burn(3, "remove-token"), burn(4, "remove-token")}, 7},
		{"and minted to the Safe", []Call{burn(3, "remove-token"), mint(mine(), 1, theSafe())}, 2},
		{"and minted to somebody else", []Call{burn(3, "remove-token"), mint(mine(), 1, friend())}, 3},
		{"and minted of another pool", []Call{burn(3, "remove-token"), mint(other(), 1, theSafe())}, 3},
		{"less than is minted", []Call{mint(mine(), 9, theSafe())}, 0},
	} {
		c := &Checker{Safe: theSafe(), View: &View{Calls: test.calls}, trusted: []*ops.Snapshot{poolAt(mine())}}
		if got := c.newOutflows(nil).burned(mine()); got.Cmp(ether(test.want)) != 0 {
			t.Errorf("%s: %s, want %d", test.name, got, test.want)
		}
		c.trusted = nil
		if got := c.newOutflows(nil).burned(mine()); got.Sign() != 0 {
			t.Errorf("%s: %s of a pool that nobody trusts", test.name, got)
		}
	}
}
