package review

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// TestFirstDeposit: BPT that a stranger sends to the Safe are no deposit of its own, unless they are as many
// as the Safe gets.
func TestFirstDeposit(t *testing.T) {
	for _, test := range []struct {
		name         string
		supply, held uint64
		minted       uint64
		want         bool
	}{
		{"a pool without BPT", 0, 0, 10, true},
		{"a Safe without BPT", 1000, 0, 10, true},
		{"with dust of a stranger", 1, 1, 180_000, true},
		{"with fewer than it gets", 1000, 9, 10, true},
		{"with as many as it gets", 1000, 10, 10, false},
		{"nothing minted is known", 1000, 1, 0, false},
		{"and it has none", 1000, 0, 0, true},
	} {
		k := knowing(Options{})
		k.trusted[0].Supply.Actual.Raw = tokens(test.supply)
		after := poolAt(mine())
		after.Supply.Actual.Raw = tokens(test.supply + test.minted)
		k.after = map[common.Address]*ops.Snapshot{mine(): after}
		k.stakes = map[common.Address]chain.Supply{mine(): {Held: tokens(test.held)}}
		if got := k.firstDeposit(mine()); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
		if k.of = (common.Address{}); test.supply > 0 && k.firstDeposit(mine()) {
			t.Errorf("%s: nobody names the Safe", test.name)
		}
	}
}

// TestProves: a pool proves its tokens by BPT of the Safe, more than dust.
func TestProves(t *testing.T) {
	for held, want := range map[uint64]bool{0: false, 999: false, 1000: true, 5000: true} {
		s := poolAt(mine())
		s.Supply.Actual.Raw = atoms(1_000_000)
		if got := proves(s, map[common.Address]chain.Supply{mine(): {Held: atoms(held)}}, theSafe()); got != want {
			t.Errorf("%d of a million: %v", held, got)
		}
	}
}
