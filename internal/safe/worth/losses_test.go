package worth

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe/deed"
)

// TestTakers checks who can have taken what the Safe lost, and whether only trades can have.
func TestTakers(t *testing.T) {
	swap := func(vault, pool common.Address) Call {
		return Call{To: vault, Data: true, OfVault: true, Kind: "swap", Does: deed.Swap{Between: deed.Between{Pools: []common.Hash{idOf(pool)}}}}
	}
	deposit := Call{To: theVault(), Data: true, OfVault: true, Recognised: true, Does: deed.ManageBalance{Moves: []deed.PoolMove{{Deposit: true, Pool: idOf(other())}}}}
	of := func(token common.Address, does any) Call { return Call{To: token, Data: true, Does: does} }
	claim := func(at common.Address) Call { return Call{To: at, Data: true} }
	fee, sell := Call{To: mine(), Data: true, Recognised: true}, swap(theVault(), mine())
	for _, test := range []struct {
		name   string
		calls  []Call
		takers []common.Address
		trades bool // the batch only trades
	}{
		{"a transfer", []Call{of(weth(), deed.Transfer{})}, nil, false},
		{"an allowance", []Call{of(weth(), deed.Approve{})}, nil, false},
		{"less of an allowance", []Call{of(mine(), deed.Lower{})}, nil, false},
		{"an operation", []Call{fee}, nil, false},
		{"an unknown call", []Call{claim(contract())}, []common.Address{contract()}, false},
		{"an unknown call twice", []Call{claim(contract()), claim(contract())}, []common.Address{contract()}, false},
		{"two unknown calls", []Call{claim(contract()), claim(who(0xc1))}, []common.Address{contract(), who(0xc1)}, false},
		{"coins without a call", []Call{{To: friend()}}, nil, false},
		{"nothing", []Call{{To: theSafe(), Data: true, Voids: true}}, nil, false},
		{"a trade", []Call{sell}, nil, true},
		{"a trade and an operation", []Call{sell, fee}, nil, true},
		{"a trade and a token of the pool", []Call{sell, of(weth(), deed.Transfer{})}, nil, true},
		{"a trade and another token", []Call{sell, of(foreign(), deed.Transfer{})}, nil, false},
		{"a trade and an unknown call", []Call{sell, claim(contract())}, []common.Address{contract()}, false},
		{"a trade with a pool that nobody trusts", []Call{swap(theVault(), other())}, []common.Address{other()}, true},
		{"a trade at another Vault", []Call{swap(who(0xbb), mine())}, []common.Address{who(0xbb)}, false},
		{"a deposit into a pool that nobody trusts", []Call{deposit}, []common.Address{other()}, false},
		{"another function of the Vault", []Call{{To: theVault(), Data: true, OfVault: true}}, nil, true},
		{"a function of the pool that is no operation", []Call{of(mine(), deed.RemoveToken{})}, []common.Address{mine()}, false},
	} {
		b := &Batch{Safe: theSafe(), Calls: test.calls, Trust: trusting()}
		if got := b.takers(); !slices.Equal(got, test.takers) {
			t.Errorf("%s: takers %v, want %v", test.name, got, test.takers)
		}
		if got := b.OnlyTrades(); got != test.trades {
			t.Errorf("%s: only trades is %v", test.name, got)
		}
	}
}
