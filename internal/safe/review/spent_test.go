package review

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/safe"
)

// TestSpent checks that what remains of allowances of the Vault after the simulation is reported once,
// however it came to be, and nothing else.
func TestSpent(t *testing.T) {
	lets := func(n uint64) safe.Call { return approve(weth(), theVault(), ether(n)) }
	adds := func(n uint64) safe.Call { return increase(weth(), theVault(), ether(n)) }
	puts := manage(theVault(), move(deposit, mine(), weth(), ether(1)))
	sells := swap{}.call()
	for _, test := range []struct {
		name  string
		calls []safe.Call
		left  string // whole tokens after the simulation, before it, and by whom; "": the node did not read it
		want  string // numbers of calls, and the amount; "": nothing remains
	}{
		{"all of it", list(lets(1), sells), "0", ""},
		{"half of it", list(lets(2), sells), "1", "1: 1 WETH"},
		{"half of it, and it is taken back", list(lets(2), sells, lets(0)), "0", ""},
		{"behind the trade", list(sells, lets(1)), "1", "2: 1 WETH"},
		{"twice as much, by an addition", list(lets(1), adds(1), sells), "1", "2: 1 WETH"},
		{"twice as much, by two additions", list(adds(1), adds(1), sells), "1", "2: 1 WETH"},
		{"all of two additions", list(adds(1), adds(1), sells, sells), "0", ""},
		{"before each trade", list(lets(1), sells, lets(2), sells), "1", "3: 1 WETH"},
		{"set twice", list(lets(1), lets(1), sells), "0", ""},
		{"added to what was there", list(adds(1), sells), "3", "1: 3 WETH"},
		{"nothing is added", list(lets(1), adds(0), sells), "1", "1: 1 WETH"},
		{"twice as much for a deposit", list(lets(1), adds(1), puts), "1", "2: 1 WETH"},
		{"a deposit, beside what was there", list(adds(1), puts), "2", "1: 2 WETH"},
		{"no approval is in the batch", list(sells), "5", ""},
		{"all of it, that nobody read", list(lets(1), sells), "", "1: 1 WETH"},
		{"twice as much for a deposit, that nobody read", list(lets(1), adds(1), puts), "", "2: 1 WETH"},
		{"two deposits, that nobody read", list(lets(2), puts, puts), "", ""},
		{"a part for a deposit, that nobody read", list(lets(3), puts), "", "1: 2 WETH"},
		{"a deposit comes first, that nobody read", list(puts, lets(1)), "", "2: 1 WETH"},
	} {
		c, _, err := row{calls: test.calls, set: both(held(5), leaves(weth(), theVault(), test.left))}.checked()
		if err != nil {
			t.Fatal(err)
		}
		if got := staying(c.View); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// leaves is an allowance that the node reads after the simulation.
func leaves(token, spender common.Address, whole string) func(*world) {
	return func(w *world) {
		if whole != "" {
			after, _ := uint256.FromBig(new(big.Int).Mul(wei(whole), ether(1)))
			w.node.out.Allowances = append(w.node.out.Allowances, chain.SafeRight{Kind: chain.Allowance, Contract: token, Holder: spender, Token: token, After: *after, Read: true})
		}
	}
}

// staying are the calls with a remaining allowance of the Vault, and the amounts.
func staying(v *View) string {
	var list []string
	for _, call := range v.Calls {
		for _, f := range call.Findings {
			if f.Code == staysCode {
				amount, _, _ := strings.Cut(strings.TrimPrefix(f.Summary, "the allowance remains: after the batch "+theVault().Hex()+" can take "), " at any time")
				list = append(list, fmt.Sprintf("%d: %s", call.Number, amount))
			}
		}
	}
	return strings.Join(list, ", ")
}

// TestSpentByOthers checks that each token and each spender is judged alone.
func TestSpentByOthers(t *testing.T) {
	second := who(0xba)
	both2 := func(w *world) {
		elsewhere := poolAt(other())
		elsewhere.Pool.Vault = second
		w.node.pools[other()], w.options.Pools = elsewhere, []string{mine().Hex(), other().Hex()}
	}
	calls := list(approve(weth(), theVault(), ether(1)), approve(weth(), second, ether(1)), approve(usdc(), theVault(), bigOf(1e6)), swap{}.call())
	c, _, err := row{calls: calls, set: both(both2, leaves(weth(), theVault(), "0"), leaves(weth(), second, "1"), leaves(usdc(), theVault(), "0"))}.checked()
	if err != nil {
		t.Fatal(err)
	}
	if got := said(c.View); !strings.Contains(got, "approval.stays@2") || strings.Contains(got, "approval.stays@1") || strings.Contains(got, "approval.stays@3") {
		t.Error(got)
	}
	// an account that is no Vault keeps its finding: it can spend later
	c, _, err = row{calls: list(approve(weth(), stranger(), ether(1)), swap{}.call()), set: leaves(weth(), stranger(), "0")}.checked()
	if err != nil || !strings.Contains(said(c.View), "refuse approval.stays@1") {
		t.Errorf("%s, %v", said(c.View), err)
	}
}
