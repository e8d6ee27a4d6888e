package review

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/safe/deed"
)

func eventWords(event any) string {
	switch e := event.(type) {
	case deed.SwapEvent:
		return fmt.Sprint("swap ", e.Pool, e.In, e.Out, e.Took, e.Gave)
	case deed.JoinEvent:
		return fmt.Sprint("join ", e.Pool, e.Deltas)
	case deed.ManageEvent:
		return fmt.Sprint("manage ", e.Manager, e.Token, e.Cash)
	case deed.InternalEvent:
		return fmt.Sprint("internal ", e.User, e.Token, e.Delta)
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
		{"a swap", swapped(mine(), weth(), usdc(), ether(1), bigOf(2)), deed.SwapEvent{Pool: poolID(mine()), In: weth(), Out: usdc(), Took: ether(1), Gave: bigOf(2)}},
		{"a join", balancesChanged(mine(), 0, 5, -6), deed.JoinEvent{Pool: poolID(mine()), Deltas: []*big.Int{big.NewInt(0), big.NewInt(5), big.NewInt(-6)}}},
		{"a deposit", managed(theVault(), theSafe(), weth(), 7), deed.ManageEvent{Pool: poolID(mine()), Manager: theSafe(), Token: weth(), Cash: big.NewInt(7)}},
		{"a withdrawal", managed(theVault(), theSafe(), weth(), -7), deed.ManageEvent{Pool: poolID(mine()), Manager: theSafe(), Token: weth(), Cash: big.NewInt(-7)}},
		{"internal balance overflow", internal(theVault(), theSafe(), weth(), big.NewInt(-8)), deed.InternalEvent{User: theSafe(), Token: weth(), Delta: big.NewInt(-8)}},
		{"a transfer", moved(weth(), theSafe(), friend(), ether(1)), nil},
		{"nothing", chain.Log{Address: theVault()}, nil},
		{"a swap that is cut off", chain.Log{Topics: swapped(mine(), weth(), usdc(), ether(1), bigOf(2)).Topics, Data: []byte{1}}, nil},
	} {
		if got := deed.VaultEvent(c.decoder, test.log); eventWords(got) != eventWords(test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
	short := moved(weth(), theSafe(), friend(), ether(1))
	short.Data = short.Data[:31]
	for name, log := range map[string]chain.Log{"another token": moved(usdc(), theSafe(), friend(), ether(1)), "data that is cut off": short, "an NFT": {Address: weth(), Topics: append(short.Topics, common.Hash{})}} {
		if _, _, _, is := deed.SentTokens(log, weth()); is {
			t.Errorf("%s is taken for a transfer", name)
		}
	}
	if from, recipient, amount, is := deed.SentTokens(moved(weth(), theSafe(), friend(), ether(1)), weth()); !is || from != theSafe() || recipient != friend() || amount.Cmp(ether(1)) != 0 {
		t.Error("a transfer is not read")
	}
}
