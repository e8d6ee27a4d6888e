package review

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/safe/deed"
)

// TestRemains checks what remains of an allowance by what the calls say.
func TestRemains(t *testing.T) {
	call := func(n int, at common.Address, does any) Call { c := doing(at, does); c.Number = n; return c }
	let := func(n uint64) deed.Approve { return deed.Approve{Spender: theVault(), Amount: atoms(n)} }
	puts := func(pool, token common.Address, n uint64, into bool) deed.ManageBalance {
		return deed.ManageBalance{Moves: []deed.PoolMove{{Deposit: into, Pool: poolID(pool), Token: token, Amount: atoms(n)}}}
	}
	for _, test := range []struct {
		name  string
		calls []Call
		want  uint64
	}{
		{"all", []Call{call(1, weth(), let(5))}, 5},
		{"a deposit", []Call{call(1, weth(), let(5)), call(2, theVault(), puts(mine(), weth(), 3, true))}, 2},
		{"a deposit of all", []Call{call(1, weth(), let(5)), call(2, theVault(), puts(mine(), weth(), 5, true))}, 0},
		{"a deposit of more", []Call{call(1, weth(), let(5)), call(2, theVault(), puts(mine(), weth(), 6, true))}, 0},
		{"a withdrawal", []Call{call(1, weth(), let(5)), call(2, theVault(), puts(mine(), weth(), 3, false))}, 5},
		{"a deposit of another token", []Call{call(1, weth(), let(5)), call(2, theVault(), puts(mine(), usdc(), 3, true))}, 5},
		{"a deposit into another pool", []Call{call(1, weth(), let(5)), call(2, theVault(), puts(other(), weth(), 3, true))}, 5},
		{"a deposit at another Vault", []Call{call(1, weth(), let(5)), call(2, who(0xba), puts(mine(), weth(), 3, true))}, 5},
		{"of another token", []Call{call(1, usdc(), let(5))}, 0},
		{"of another spender", []Call{call(1, weth(), deed.Approve{Spender: stranger(), Amount: atoms(5)})}, 0},
	} {
		k := knowing(Options{})
		for i := range test.calls {
			if _, is := test.calls[i].does.(deed.Approve); is {
				test.calls[i].Call = &decode.Call{Function: "approve(address,uint256)"}
			}
		}
		k.calls = test.calls
		if got := k.granted(weth(), theVault()); got != atoms(test.want) {
			t.Errorf("%s: %s, want %d", test.name, got.Dec(), test.want)
		}
	}
	for _, test := range []struct {
		function    string
		before, add uint64
		want        uint64
	}{{"approve", 3, 4, 4}, {"increaseAllowance", 3, 4, 7}, {"increaseAllowance", 0, 4, 4}, {"approve", 3, 0, 0}} {
		if got := afterApproval(let(test.add), atoms(test.before), test.function); got != atoms(test.want) {
			t.Errorf("%s %d after %d: %s", test.function, test.add, test.before, got.Dec())
		}
	}
	if got := afterApproval(let(1), *allOnes(), "increaseAllowance"); got != *allOnes() {
		t.Errorf("one more than all is %s", got.Dec())
	}
}

// TestAllowanceLimits: an allowance is unlimited beyond the token's supply, or where no token has so much.
func TestAllowanceLimits(t *testing.T) {
	most := new(big.Int).Lsh(big.NewInt(1), mostBits)
	sum := func(n *big.Int) deed.Approve { return deed.Approve{Spender: friend(), Amount: *uint256.MustFromBig(n)} }
	for _, test := range []struct {
		name         string
		amount       *big.Int
		supply, held uint64
		want, detail string
	}{
		{"nothing", new(big.Int), 9, 9, "", ""},
		{"all that the Safe has", bigOf(5), 9, 5, "warn approval.stays", ""},
		{"more than the Safe has", bigOf(6), 9, 5, "warn approval.stays", "it exceeds the Safe's balance"},
		{"the whole supply", bigOf(9), 9, 9, "warn approval.stays", ""},
		{"more than the supply", bigOf(10), 9, 9, "refuse approval.unlimited", ""},
		{"the longest amount, of an unknown supply", new(big.Int).Sub(most, bigOf(1)), 0, 0, "warn approval.stays", ""},
		{"longer than that, of an unknown supply", most, 0, 0, "refuse approval.unlimited", ""},
	} {
		k := knowing(Options{Spenders: list1(friend())})
		if test.supply > 0 {
			k.supplies = map[common.Address]chain.Supply{weth(): {Total: atoms(test.supply), Held: atoms(test.held)}}
		}
		got := k.allowance(doing(weth(), sum(test.amount)))
		if brief(got) != test.want || len(got) > 0 && !strings.HasPrefix(got[0].Detail, test.detail) || len(got) > 0 && (got[0].Detail == "") != (test.detail == "") {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
	}
}
